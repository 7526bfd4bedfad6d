"""What the backends paint: pages of lines, rules and pictures at places in millimetres.

Everything is measured from the top-left corner of the page. A backend needs nothing else to paint a page, and
decides nothing about text.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from typeset.standard import PAGE_HEIGHT_MM, PAGE_WIDTH_MM, Role


class Colour(StrEnum):
    """What a thing is painted in; the profile says which ink that is (5.2.4)."""

    BLACK = "black"
    RED = "red"
    GREY = "grey"  # placeholders of a draft; never in a finished document
    LIGHT = "light"  # what lies under a page and belongs to no document: a draft's watermark, the grid shown


class Structure(StrEnum):
    """What a paragraph is to a reader who cannot see the page (the tag it gets in a PDF)."""

    TITLE = "H1"
    HEADING_1 = "H2"
    HEADING_2 = "H3"
    HEADING_3 = "H4"
    HEADING_4 = "H5"
    PARAGRAPH = "P"
    CAPTION = "Caption"
    FIGURE = "Figure"
    CELL = "TD"
    HEADER_CELL = "TH"
    NOTE = "Note"
    CONTENTS_ITEM = "TOCI"


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one role, size and colour on one baseline.

    `x_mm[i]` is the origin of glyph i, one a character of `text`; `end_mm` is the right edge of the last glyph's
    own advance; `scale` condenses every glyph; `rise_mm` lifts them above the line's baseline. `actual_text` is what
    a reader should copy where that differs from `text`: the text without tracking, the character that no face has.
    On a rotated line `x_mm` and `end_mm` are heights on the page, which grow smaller from glyph to glyph.
    """

    text: str
    role: Role
    size_pt: float
    x_mm: tuple[float, ...]
    end_mm: float
    colour: Colour = Colour.BLACK
    scale: float = 1.0
    actual_text: str | None = None
    rise_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """Runs on one baseline; `paragraph` is an index into `Layout.paragraphs`, `row` the page's row or None.

    Paragraph -1 is none: page numbers, repeated table heads, what lies under the page (artifacts). A rotated line
    (8) is turned by 90° counter-clockwise: it runs up the page, its `baseline_mm` measured from the left edge.
    """

    runs: tuple[Run, ...]
    baseline_mm: float
    paragraph: int
    row: int | None = None
    is_rotated: bool = False

    @property
    def text(self) -> str:
        """The characters of the line as painted."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Rule:
    """A filled bar, horizontal or vertical."""

    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float
    colour: Colour = Colour.BLACK


@dataclass(frozen=True, slots=True)
class Picture:
    """An image file that fills a box, under the text; `paragraph` is its entry in `Layout.paragraphs`.

    `is_rotated`: the picture is turned by 90° counter-clockwise, and the box is that of the turned picture.
    """

    file: Path
    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float
    description: str
    paragraph: int
    is_rotated: bool = False


@dataclass(frozen=True, slots=True)
class SealPlace:
    """The circle kept free for a seal that is put on by hand (7.3.5.1); nothing is painted there."""

    centre_x_mm: float
    centre_y_mm: float
    diameter_mm: float


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a cell stands in its table: the table's number in the document, its row, column and what it covers."""

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the document, however many lines and pages it covers.

    `bookmark` is its entry in a PDF's outline and `level` (from 1) its depth there; None for text without one.
    `cell` is set for the text of a table's cell.
    """

    structure: Structure
    bookmark: str | None = None
    level: int = 1
    cell: CellPlace | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One face of paper; `number` counts from 1 over the document."""

    number: int
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...] = ()
    pictures: tuple[Picture, ...] = ()
    seals: tuple[SealPlace, ...] = ()
    width_mm: float = PAGE_WIDTH_MM
    height_mm: float = PAGE_HEIGHT_MM
