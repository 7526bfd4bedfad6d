"""The elements of a document in the order in which they stand, with what the standard says of each one's place.

Both the pages (`pages`) and the Word draft (`backends.docx`) are made of these blocks, so that they agree.
"""

from dataclasses import dataclass
from enum import StrEnum

from typeset.layout.page import Colour
from typeset.standard import Role


class Element(StrEnum):
    """The elements of an official document that become text on a page (clause 7)."""

    MARK = "发文机关标志"
    NUMBER = "发文字号"
    TITLE = "标题"
    SUBTITLE = "题注"
    ADDRESSEE = "主送机关"
    HEADING_1 = "一级标题"
    HEADING_2 = "二级标题"
    HEADING_3 = "三级标题"
    HEADING_4 = "四级标题"
    PARAGRAPH = "正文"
    SIGNATURE = "发文机关署名"
    DATE = "成文日期"
    NOTE = "附注"


class Alignment(StrEnum):
    """How the lines of a block stand between its indents."""

    JUSTIFIED = "两端对齐"
    LEFT = "左对齐"
    CENTRED = "居中"
    RIGHT = "右对齐"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one role; a placeholder of a draft is grey.

    `original` is what the source says where a character that no face has stands as 〓 in `text`; both have the
    same length.
    """

    text: str
    role: Role
    colour: Colour = Colour.BLACK
    bold: bool = False
    lead: bool = False  # a run-in lead sentence (段首句)
    original: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One element: its text, and its place relative to the block before.

    Indents are in cells of the grid and may be fractions. `rows_before` counts the blank rows above the block
    (none at the top of a page). `lines` holds the lines of a block whose breaks are decided here (titles), else
    it is empty and the composer breaks `pieces`. `path` names the block's place in the source.
    """

    element: Element
    pieces: tuple[Piece, ...]
    size_pt: float
    alignment: Alignment = Alignment.JUSTIFIED
    rows_before: int = 0
    first_line_cells: float = 0
    left_cells: float = 0
    right_cells: float = 0
    starts_page: bool = False
    keep_with_next: bool = False
    needs_body: bool = False  # 落款: never alone on a page (7.3.5.5)
    seal_mm: float = 0.0  # diameter of the seal whose place is kept on this block and the one above it
    outline_level: int | None = None
    lines: tuple[str, ...] = ()
    path: tuple[str | int, ...] = ()

    @property
    def text(self) -> str:
        """The characters of the block."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Mark:
    """The 发文机关标志 as set: one line of `text`, its glyphs condensed by `scale`, `tracking_mm` between them.

    `original` is what the source says where `text` has 〓.

    `left_mm` is the origin of the first glyph; `ink_*` and `top_mm`, `bottom_mm` bound what is visible.
    """

    text: str
    original: str
    size_pt: float
    scale: float
    tracking_mm: float
    top_mm: float
    bottom_mm: float
    baseline_mm: float
    left_mm: float
    ink_left_mm: float
    ink_right_mm: float
    x_mm: tuple[float, ...]
    end_mm: float
