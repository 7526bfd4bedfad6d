"""What is measured in a Word file: pages, paragraphs and their runs with every property resolved, page numbers.

Word's own units end here: lengths are millimetres, sizes of type and pitches points, indents 字 of the paragraph's own
size (3.1). Colours are six capital hexadecimal digits; what Word leaves to itself is black.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

BLACK = "000000"

LineRule = Literal["exact", "atLeast", "auto"]
Alignment = Literal["left", "center", "right", "both", "distribute"]


class Element(StrEnum):
    """The part that a paragraph plays (7.1), named as the standard and this program's styles name it."""

    COPY_NUMBER = "份号"
    SECRECY = "密级和保密期限"
    URGENCY = "紧急程度"
    MARK = "发文机关标志"
    NUMBER = "发文字号"
    SIGNERS = "签发人"
    TITLE = "标题"
    SUBTITLE = "题注"
    ADDRESSEE = "主送机关"
    HEADING_1 = "一级标题"
    HEADING_2 = "二级标题"
    HEADING_3 = "三级标题"
    HEADING_4 = "四级标题"
    TEXT = "正文"
    LIST = "附件说明"
    SIGNATURE = "署名"
    DATE = "成文日期"
    NOTE = "附注"
    LABEL = "附件序号"
    PART_TITLE = "附件标题"
    MOVED_ADDRESSEE = "版记主送机关"
    COPIES = "抄送机关"
    PRINTING = "印发机关和印发日期"
    EMPTY = "空段落"
    OTHER = "其他文字"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look; `face` sets the Chinese ones, `latin_face` the others."""

    text: str
    face: str
    latin_face: str
    size_pt: float
    is_bold: bool
    colour: str
    tracking_pt: float
    is_from_theme: bool
    """Whether the Chinese face is that of the theme, which every computer may choose for itself."""
    is_hidden: bool
    style: str
    """Name of the character style, "" for none."""
    han_count: int
    """Number of Chinese ideographs."""


@dataclass(frozen=True, slots=True)
class Indents:
    """Room at the sides of a paragraph in 字; `first_line` is negative where the first line hangs out."""

    left: float = 0.0
    right: float = 0.0
    first_line: float = 0.0


@dataclass(frozen=True, slots=True)
class Spacing:
    """The lines of a paragraph (`line` is points, or times the natural height where the rule is auto) and around it."""

    rule: LineRule
    line: float
    before_pt: float
    after_pt: float


@dataclass(frozen=True, slots=True)
class Border:
    """A rule along an edge of a paragraph, or a paragraph filled as a rule."""

    colour: str
    width_pt: float
    space_pt: float = 0.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a paragraph taken out of the text stands: at the foot of the page, or at a height; None is unknown."""

    is_at_foot: bool
    top_mm: float | None = None
    alignment: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture or a drawn line; places are from the text's left edge and from the paragraph's top, None unknown."""

    width_mm: float
    height_mm: float
    left_mm: float | None = None
    down_mm: float | None = None
    is_anchored: bool = False
    is_line: bool = False
    colour: str = BLACK


@dataclass(frozen=True, slots=True)
class Switches:
    """What Word's dialogue of Chinese typography holds."""

    widow_control: bool
    kinsoku: bool
    hanging_marks: bool
    autospace: bool
    snaps_to_grid: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it will look; `number` counts all paragraphs of the text, those in tables and empty ones too."""

    number: int
    text: str
    runs: tuple[Run, ...]
    style: str
    alignment: Alignment
    indents: Indents
    spacing: Spacing
    switches: Switches
    section: int
    size_pt: float
    """Size of its first visible run, or of its end mark."""
    starts_page: bool = False
    is_in_table: bool = False
    is_listed: bool = False
    """Whether Word numbers it."""
    frame: Frame | None = None
    top_border: Border | None = None
    bottom_border: Border | None = None
    fill: str = ""
    drawings: tuple[Drawing, ...] = ()
    is_formatted_by_hand: bool = False
    element: Element = Element.OTHER

    @property
    def visible_runs(self) -> Iterator[Run]:
        """Runs that are printed."""
        return (run for run in self.runs if not run.is_hidden and run.text.strip())

    @property
    def start_cells(self) -> float:
        """Where its first line begins, blanks that were typed included."""
        blanks = len(self.text) - len(self.text.lstrip("\u3000"))
        return self.indents.left + self.indents.first_line + blanks


@dataclass(frozen=True, slots=True)
class PageSection:
    """Pages of one make; the text begins at `top_mm`, on the first page at `first_top_mm`, below tall headers."""

    width_mm: float
    height_mm: float
    top_mm: float
    first_top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    footer_mm: float
    is_landscape: bool
    grid_type: str
    grid_pitch_pt: float
    grid_cell_pt: float
    """What the grid of characters adds to the type of the style Normal."""
    number_format: str
    has_first_page: bool

    @property
    def text_width_mm(self) -> float:
        """Width between the margins."""
        return self.width_mm - self.left_mm - self.right_mm

    @property
    def text_height_mm(self) -> float:
        """Height between the margins."""
        return self.height_mm - self.top_mm - self.bottom_mm


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A footer with a page number, which stands as 1 in `text`; `side` is default, even or first."""

    section: int
    side: str
    text: str
    face: str
    size_pt: float
    alignment: str
    left_cells: float
    right_cells: float
    baseline_mm: float
    """Height of its baseline on the page, estimated."""


@dataclass(frozen=True, slots=True)
class Leftovers:
    """What work on the file has left in it."""

    insertions: int
    deletions: int
    comments: int
    has_macros: bool
    external_targets: tuple[str, ...]
    compatibility: int
    compresses_marks: bool
    has_even_pages: bool


@dataclass(frozen=True, slots=True)
class WordFile:
    """Everything that is measured in a Word file."""

    paragraphs: tuple[Paragraph, ...]
    sections: tuple[PageSection, ...]
    page_numbers: tuple[PageNumber, ...]
    leftovers: Leftovers

    def of(self, *elements: Element) -> tuple[Paragraph, ...]:
        """Return the paragraphs of some elements in order."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.element in elements)
