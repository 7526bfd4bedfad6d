"""What a Word draft is made of: frozen values in Word's own terms, without any XML.

Lengths named `twips` are twentieths of a point, Word's unit; indents are cells (字) of the grid.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from typeset.layout.blocks import Alignment
from typeset.layout.page import Colour
from typeset.standard import MM_PER_POINT, SIZE_3_PT, Role

TWIPS_PER_POINT = 20
MM_PER_TWIP = MM_PER_POINT / TWIPS_PER_POINT


def twips(mm: float) -> int:
    """Convert millimetres to whole twips."""
    return round(mm / MM_PER_TWIP)


@dataclass(frozen=True, slots=True)
class Indents:
    """Indents in 字, cells of the grid or, in type of another size, its own em (A-03).

    `first_line` is added to `left` on the first line and may be negative.
    """

    first_line: float = 0
    left: float = 0
    right: float = 0


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A named paragraph style; `tracking_twips` is added to every glyph's advance.

    `latin` is the face of digits and letters; `line_twips` None means the page's own line.
    """

    id: str
    name: str
    role: Role = Role.FANGSONG
    latin: Role = Role.LATIN
    size_pt: float = SIZE_3_PT
    colour: Colour = Colour.BLACK
    alignment: Alignment = Alignment.JUSTIFIED
    indents: Indents = Indents()
    tracking_twips: int = 0
    line_twips: int | None = None
    outline_level: int | None = None
    keep_with_next: bool = False
    following: str | None = None
    priority: int = 1
    is_built_in: bool = False


@dataclass(frozen=True, slots=True)
class CharacterStyle:
    """A named character style; None leaves the paragraph's own value."""

    id: str
    name: str
    role: Role | None = None
    colour: Colour | None = None
    is_raised: bool | None = None
    priority: int = 2
    is_built_in: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Characters of one look; None leaves what the styles say. `bookmark` names them by themselves.

    `raised_half_points` lifts them above the baseline of their line. `face` sets the marks among them that a Latin
    face has too (×, ±, °), which LibreOffice takes from there.
    """

    text: str
    style: str | None = None
    role: Role | None = None
    size_pt: float | None = None
    colour: Colour | None = None
    tracking_twips: int | None = None
    scale_percent: int | None = None
    raised_half_points: int = 0
    bookmark: str | None = None
    face: Role | None = None


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The number of the page, which Word fills in."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A step to the next tab stop."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class NoteCall:
    """The number of a footnote, in the text or before the note itself; `note` counts from 1, None in the note.

    `sign` stands for it where the same note is called once more.
    """

    style: str | None
    note: int | None = None
    sign: str = ""


@dataclass(frozen=True, slots=True)
class PageReference:
    """The page of a bookmark, which Word fills in; `shown` stands there until it does."""

    bookmark: str
    shown: str


@dataclass(frozen=True, slots=True)
class Contents:
    """Where the field of 目录 begins or ends; `levels` are the outline levels that it gathers, as in "1-2".

    It gathers those inside of the bookmark `span`; None is the whole document, the titles of its parts included.
    """

    levels: str | None
    span: str | None = None


@dataclass(frozen=True, slots=True)
class Media:
    """A picture file in the package: its name there and its bytes; `scalable` is the SVG that `data` is drawn from."""

    name: str
    data: bytes
    scalable: "Media | None" = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture; None for the offsets stands it in the line, else behind the text.

    `left_mm` is measured from the type area's left edge, `drop_mm` from the top of the paragraph's first line.
    """

    media: Media
    width_mm: float
    height_mm: float
    description: str
    left_mm: float | None = None
    drop_mm: float | None = None
    turn_degrees: int = 0


@dataclass(frozen=True, slots=True)
class Watermark:
    """Large pale words behind the text of a page, in the middle of the paper."""

    text: str
    width_pt: float
    height_pt: float


Inline: TypeAlias = Text | PageNumber | Tab | PageBreak | NoteCall | PageReference | Contents | Image | Watermark


@dataclass(frozen=True, slots=True)
class Border:
    """A rule below a paragraph, `space_pt` under its last line box; eighths of a point thick."""

    space_pt: int
    eighths: int
    colour: Colour


@dataclass(frozen=True, slots=True)
class TabStop:
    """A tab stop, from the left edge of the type area; `has_leader` fills the way to it with dots."""

    twips: int
    is_right: bool = False
    has_leader: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame as wide as the type area, its foot the page's; or its top at a height from the paper's edge."""

    top_twips: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; None leaves what its style says.

    Between its `lines` stand explicit line breaks; `size_pt` tells what a 字 of its indents is. `bar` fills the whole
    paragraph with a colour, which makes it a rule of the height of its line. `frame` takes it out of the text,
    together with its neighbours of the same frame. `opens` and `closes` are bookmarks over several paragraphs, which
    begin with this one or end with it. `side_twips` are indents at both
    sides in twips. `line_twips` 0 lets the line grow with what stands in it.
    """

    style: str
    lines: tuple[tuple[Inline, ...], ...]
    bookmarks: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()
    size_pt: float = SIZE_3_PT
    alignment: Alignment | None = None
    indents: Indents | None = None
    side_twips: tuple[int, int] | None = None
    before_twips: int = 0
    after_twips: int = 0
    line_twips: int | None = None
    starts_page: bool = False
    keep_with_next: bool | None = None
    outline_level: int | None = None
    border: Border | None = None
    bar: Colour | None = None
    tabs: tuple[TabStop, ...] = ()
    frame: Frame | None = None
    is_distributed: bool = False


@dataclass(frozen=True, slots=True)
class CellRules:
    """The rules around a cell in eighths of a point; 0 is none."""

    top: int = 0
    left: int = 0
    bottom: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; it covers `columns` columns, and `rows` rows where it begins.

    `continues` marks the place of a cell that began in a row above. `margin_twips` is kept free at both sides.
    """

    paragraphs: tuple[Paragraph, ...]
    columns: int = 1
    rows: int = 1
    continues: bool = False
    vertical: Literal["top", "center", "bottom"] = "center"
    is_turned: bool = False
    rules: CellRules = CellRules()
    margin_twips: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `is_exact` keeps its height whatever is in it, `is_header` repeats it on every page.

    `is_whole`: the row never goes over a page.
    """

    height_twips: int
    cells: tuple[Cell, ...]
    is_header: bool = False
    is_exact: bool = False
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table of fixed columns; `indent_twips` is from the left edge of the type area."""

    columns_twips: tuple[int, ...]
    rows: tuple[Row, ...]
    indent_twips: int = 0
    description: str = ""


@dataclass(frozen=True, slots=True)
class PageSetup:
    """The page and its grid; `footer_twips` is the distance from the paper's edge to the footer's foot."""

    width_twips: int
    height_twips: int
    top_twips: int
    bottom_twips: int
    left_twips: int
    right_twips: int
    footer_twips: int
    line_twips: int
    cell_twips: float
    header_twips: int = 720

    def cell_of(self, size_pt: float) -> float:
        """Return the width of one 字 in twips for type of a size."""
        return self.cell_twips if size_pt == SIZE_3_PT else size_pt * TWIPS_PER_POINT


Furniture: TypeAlias = tuple[Paragraph, ...]
"""What stands in a header or a footer; empty for one of a single blank paragraph."""


@dataclass(frozen=True, slots=True)
class Edges:
    """The headers, or the footers, of right-hand pages, left-hand pages and, where it has its own, page 1."""

    odd: Furniture = ()
    even: Furniture = ()
    first: Furniture | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one make: what stands on them, their margins, headers and footers.

    `first_number` begins the page numbers anew; None goes on counting.
    """

    content: tuple[Paragraph | Table, ...]
    setup: PageSetup
    headers: Edges | None
    footers: Edges
    first_number: int | None = None

    @property
    def has_own_first_page(self) -> bool:
        """Whether the first page has a header or a footer of its own."""
        return any(edges is not None and edges.first is not None for edges in (self.headers, self.footers))


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself; `created` None leaves the date out."""

    title: str = ""
    author: str = ""
    subject: str = ""
    created: date | None = None
    language: str = "zh-CN"


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole Word draft.

    The first of `paragraph_styles` is Normal, on which the others stand. `notes` are the footnotes in the order of
    their numbers. `source` is the text that the draft was made from, carried along for later comparing.
    """

    paragraph_styles: tuple[ParagraphStyle, ...]
    character_styles: tuple[CharacterStyle, ...]
    sections: tuple[Section, ...]
    properties: Properties
    notes: tuple[tuple[Paragraph, ...], ...] = ()
    media: tuple[Media, ...] = ()
    source: str | None = None

    @property
    def setup(self) -> PageSetup:
        """The page of the text."""
        return self.sections[0].setup
