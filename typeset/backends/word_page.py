"""What stands at fixed places in the Word draft: margins, mark, the number's red rule, page numbers.

Heights are counted in twips down the page the way LibreOffice sets them, where the baseline of a line of exact height
lies at four fifths of it. Whether Word does the same or centres the type in the line makes a millimetre at most.
"""

from dataclasses import dataclass, replace

from typeset.backends.ooxml.values import (
    MM_PER_TWIP,
    TWIPS_PER_POINT,
    Border,
    Indents,
    PageNumber,
    PageSetup,
    Paragraph,
    Text,
    twips,
)
from typeset.backends.word_styles import MARK, PAGE_NUMBER, PAGE_NUMBER_LINE_TWIPS
from typeset.layout.blocks import Alignment, Mark
from typeset.layout.page import Colour
from typeset.standard import (
    EM_DESCENT,
    PAGE_HEIGHT_MM,
    PAGE_NUMBER_BELOW_TYPE_AREA_MM,
    PAGE_WIDTH_MM,
    RULE_BELOW_NUMBER_MM,
    SIZE_3_PT,
    SIZE_4_PT,
    TYPE_AREA_HEIGHT_MM,
    TYPE_AREA_TOP_MM,
    Grid,
    mm_to_points,
    points_to_mm,
)

LINE_ASCENT = 0.8  # of an exact line's height above the baseline, in LibreOffice

_EM_BELOW_LINE_TOP_MM = 3.2  # between 3.4 (LibreOffice) and 2.4 (type centred in the line)
_TYPE_AREA_TOLERANCE_MM = 1.0  # 天头 37 ± 1 (R-5.2.1-1)
_SPARE_TWIPS = 10  # below the last row, against rounding
_MARK_LINE_EM = 1.2  # at this height both ways to set an exact line give the same baseline for Chinese faces
_DASH_ABOVE_BASELINE_EM = 0.3  # of the 一字线 in the faces of this field: 0.27 to 0.35
_DASH = "\u2014"


@dataclass(frozen=True, slots=True)
class NumberPlace:
    """The row of page 1 on which 发文字号 stands, and the red rule below it."""

    row: int
    rule_top_mm: float | None
    rule_thickness_mm: float


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
        bottom_twips=height - top - grid.rows * line - _SPARE_TWIPS,
        left_twips=left,
        right_twips=width - left - twips(grid.width_mm),
        footer_twips=_footer_twips(),
        line_twips=line,
        cell_twips=grid.cell_mm / MM_PER_TWIP,
    )


def _footer_twips() -> int:
    """Return the room below the footer that puts the 一字线 7 mm below the type area (R-7.5-3)."""
    dash_mm = TYPE_AREA_TOP_MM + TYPE_AREA_HEIGHT_MM + PAGE_NUMBER_BELOW_TYPE_AREA_MM
    baseline_mm = dash_mm + _DASH_ABOVE_BASELINE_EM * points_to_mm(SIZE_4_PT)
    return twips(PAGE_HEIGHT_MM - baseline_mm) - round((1 - LINE_ASCENT) * PAGE_NUMBER_LINE_TWIPS)


def odd_footer() -> Paragraph:
    """Return the page number of a right-hand page, one 字 of its own size from the edge (R-7.5-4)."""
    return _footer(Alignment.RIGHT, Indents(right=1))


def even_footer() -> Paragraph:
    """Return the page number of a left-hand page, one 字 of its own size from the edge (R-7.5-4)."""
    return _footer(Alignment.LEFT, Indents(left=1))


def _footer(alignment: Alignment, indents: Indents) -> Paragraph:
    line = (Text(f"{_DASH} "), PageNumber(), Text(f" {_DASH}"))  # R-7.5-2
    return Paragraph(PAGE_NUMBER, (line,), size_pt=SIZE_4_PT, alignment=alignment, indents=indents)


def mark_line_twips(mark: Mark) -> int:
    """Return the height of the mark's line."""
    return round(mark.size_pt * _MARK_LINE_EM * TWIPS_PER_POINT)


def mark_paragraph(mark: Mark, setup: PageSetup) -> Paragraph:
    """Return the mark, its baseline where the layout has it (R-7.2.4-3), without a gap after its last glyph."""
    line = mark_line_twips(mark)
    before = twips(mark.baseline_mm) - round(LINE_ASCENT * line) - setup.top_twips
    scale = round(mark.scale * 100)
    last = Text(mark.original[-1:], scale_percent=None if scale == 100 else scale)
    spread = replace(last, text=mark.original[:-1], tracking_twips=twips(mark.tracking_mm))
    runs = tuple(run for run in (spread, last) if run.text)
    return Paragraph(MARK, (runs,), before_twips=max(0, before), line_twips=line)


def red_rule(place: NumberPlace, number_foot: int, setup: PageSetup) -> Border:
    """Return the rule below 发文字号 (R-7.2.7-1); `number_foot` is the foot of its line box, from the top margin.

    Word counts the distance in whole points.
    """
    foot = setup.top_twips + number_foot
    if place.rule_top_mm is None:
        baseline = foot - (1 - LINE_ASCENT) * setup.line_twips
        top = baseline + twips(EM_DESCENT * points_to_mm(SIZE_3_PT) + RULE_BELOW_NUMBER_MM)
    else:
        top = twips(place.rule_top_mm)
    space = round((top - foot) / TWIPS_PER_POINT)
    return Border(max(0, space), round(mm_to_points(place.rule_thickness_mm) * 8), Colour.RED)
