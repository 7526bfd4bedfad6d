"""What a Word draft is made of: frozen values in Word's own terms, without any XML.

Lengths named `twips` are twentieths of a point, Word's unit; indents are cells (字) of the grid.
"""

from dataclasses import dataclass
from datetime import date

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
    priority: int = 2
    is_built_in: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Characters of one look; None leaves what the styles say."""

    text: str
    style: str | None = None
    role: Role | None = None
    size_pt: float | None = None
    colour: Colour | None = None
    tracking_twips: int | None = None
    scale_percent: int | None = None


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The number of the page, which Word fills in."""


@dataclass(frozen=True, slots=True)
class Border:
    """A rule below a paragraph, `space_pt` under its last line box; eighths of a point thick."""

    space_pt: int
    eighths: int
    colour: Colour


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; None leaves what its style says.

    Between its `lines` stand explicit line breaks; `size_pt` tells what a 字 of its indents is.
    """

    style: str
    lines: tuple[tuple[Text | PageNumber, ...], ...]
    bookmark: str | None = None
    size_pt: float = SIZE_3_PT
    alignment: Alignment | None = None
    indents: Indents | None = None
    before_twips: int = 0
    line_twips: int | None = None
    starts_page: bool = False
    keep_with_next: bool | None = None
    outline_level: int | None = None
    border: Border | None = None


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

    def cell_of(self, size_pt: float) -> float:
        """Return the width of one 字 in twips for type of a size."""
        return self.cell_twips if size_pt == SIZE_3_PT else size_pt * TWIPS_PER_POINT


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

    The first of `paragraph_styles` is Normal, on which the others stand. `source` is the text that the draft was
    made from, carried along for later comparing.
    """

    setup: PageSetup
    paragraph_styles: tuple[ParagraphStyle, ...]
    character_styles: tuple[CharacterStyle, ...]
    paragraphs: tuple[Paragraph, ...]
    odd_footer: Paragraph
    even_footer: Paragraph
    properties: Properties
    source: str | None = None
