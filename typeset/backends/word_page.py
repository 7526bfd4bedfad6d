"""What is the same on every page of the Word draft: margins, page numbers.

Heights are counted in twips down the page the way LibreOffice sets them, where the baseline of a line of exact height
lies at four fifths of it. Whether Word does the same or centres the type in the line makes a millimetre at most.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from typeset.backends.ooxml.values import (
    MM_PER_TWIP,
    Edges,
    Indents,
    PageNumber,
    PageSetup,
    Paragraph,
    Section,
    Table,
    Text,
    twips,
)
from typeset.backends.word_styles import PAGE_NUMBER, PAGE_NUMBER_LINE_TWIPS, SPACE
from typeset.layout.blocks import Alignment
from typeset.standard import (
    EM_ASCENT,
    PAGE_HEIGHT_MM,
    PAGE_NUMBER_BELOW_TYPE_AREA_MM,
    PAGE_WIDTH_MM,
    SIZE_4_PT,
    TYPE_AREA_HEIGHT_MM,
    TYPE_AREA_TOP_MM,
    Grid,
    points_to_mm,
)

LINE_ASCENT = 0.8  # of an exact line's height above the baseline, in LibreOffice

_EM_BELOW_LINE_TOP_MM = 3.2  # between 3.4 (LibreOffice) and 2.4 (type centred in the line)
_TYPE_AREA_TOLERANCE_MM = 1.0  # 天头 37 ± 1 (R-5.2.1-1)
SPARE_TWIPS = 10  # below the last row, against rounding
_DASH_ABOVE_BASELINE_EM = 0.3  # of the 一字线 in the faces of this field: 0.27 to 0.35


@dataclass(frozen=True, slots=True)
class NumberForm:
    """The form of page numbers, in which 1 stands for the number, and their size (7.5)."""

    text: str = "— 1 —"
    size_pt: float = SIZE_4_PT


def page_setup(grid: Grid) -> PageSetup:
    """Return the paper, the margins and the line of a grid.

    On grid B the margins give the half leading back to the page, so that the first em box begins at the edge of the
    type area: at 37.2 mm in LibreOffice, at 36.2 mm where type is centred in its line. On grid A the line boxes fill
    the type area and the margins are the type area's own (R-5.2.1-1).
    """
    line = twips(grid.pitch_mm)
    first_box_top_mm = grid.first_em_top_mm - (grid.pitch_mm - grid.em_mm) / 2
    is_grid_a = abs(first_box_top_mm - TYPE_AREA_TOP_MM) <= _TYPE_AREA_TOLERANCE_MM
    top = twips(first_box_top_mm if is_grid_a else grid.first_em_top_mm - _EM_BELOW_LINE_TOP_MM)
    width, height, left = twips(PAGE_WIDTH_MM), twips(PAGE_HEIGHT_MM), twips(grid.left_mm)
    return PageSetup(
        width_twips=width,
        height_twips=height,
        top_twips=top,
        bottom_twips=height - top - grid.rows * line - SPARE_TWIPS,
        left_twips=left,
        right_twips=width - left - twips(grid.width_mm),
        footer_twips=_footer_twips(),
        header_twips=top // 2,
        line_twips=line,
        cell_twips=grid.cell_mm / MM_PER_TWIP,
    )


def em_below_line_top_twips(setup: PageSetup, size_pt: float) -> int:
    """Return how far the em box of type begins below the top of a line of the page, in LibreOffice."""
    return round(LINE_ASCENT * setup.line_twips) - twips(EM_ASCENT * points_to_mm(size_pt))


def _footer_twips() -> int:
    """Return the room below the footer that puts the 一字线 7 mm below the type area (R-7.5-3)."""
    dash_mm = TYPE_AREA_TOP_MM + TYPE_AREA_HEIGHT_MM + PAGE_NUMBER_BELOW_TYPE_AREA_MM
    baseline_mm = dash_mm + _DASH_ABOVE_BASELINE_EM * points_to_mm(SIZE_4_PT)
    return twips(PAGE_HEIGHT_MM - baseline_mm) - round((1 - LINE_ASCENT) * PAGE_NUMBER_LINE_TWIPS)


@dataclass(frozen=True, slots=True)
class WordPage:
    """The make of the pages of a section: margins, headers and footers."""

    setup: PageSetup
    headers: Edges | None
    footers: Edges

    def section(self, content: Sequence[Paragraph | Table], first_number: int | None) -> Section:
        """Return pages of this make with something on them; Word asks for a paragraph at the end of it."""
        is_open = not content or isinstance(content[-1], Table)
        end = (Paragraph(SPACE, ((),)),) if is_open else ()
        return Section((*content, *end), self.setup, self.headers, self.footers, first_number)


def numbered_page(setup: PageSetup, form: NumberForm, *, is_turned: bool = False) -> WordPage:
    """Return pages with their numbers at the outer edge of the sheet (R-7.5-4).

    `is_turned`: the numbers begin again on a left-hand page.
    """
    right, left = (odd_footer(form),), (even_footer(form),)
    return WordPage(setup, None, Edges(left, right) if is_turned else Edges(right, left))


def odd_footer(form: NumberForm) -> Paragraph:
    """Return the page number of a right-hand page, one 字 of its own size from the edge (R-7.5-4)."""
    return _footer(form, Alignment.RIGHT, Indents(right=1))


def even_footer(form: NumberForm) -> Paragraph:
    """Return the page number of a left-hand page, one 字 of its own size from the edge (R-7.5-4)."""
    return _footer(form, Alignment.LEFT, Indents(left=1))


def _footer(form: NumberForm, alignment: Alignment, indents: Indents) -> Paragraph:
    """Return a page number with the marks around it (R-7.5-2)."""
    before, _, after = form.text.partition("1")
    line = (*((Text(before),) if before else ()), PageNumber(), *((Text(after),) if after else ()))
    return Paragraph(PAGE_NUMBER, (line,), size_pt=form.size_pt, alignment=alignment, indents=indents)
