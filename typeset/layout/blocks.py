"""The elements of a document in the order in which they stand, with what the standard says of each one's place.

Both the pages (`pages`) and the Word draft (`backends.docx`) are made of these blocks, so that they agree.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from typeset.layout.content import SetFigure, SetTable
from typeset.layout.pieces import Piece as Piece


class Element(StrEnum):
    """The elements of an official document that become text on a page (clause 7)."""

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
    CHAPTER = "章"
    SECTION = "节"
    PARAGRAPH = "正文"
    TABLE = "表格"
    FIGURE = "图"
    TABLE_TITLE = "表题"
    TABLE_NOTE = "表注"
    FIGURE_TITLE = "图题"
    ATTACHMENTS = "附件说明"
    SIGNATURE = "发文机关署名"
    DATE = "成文日期"
    NOTE = "附注"
    ATTENDANCE = "出席人员"
    ATTACHMENT_LABEL = "附件序号"
    CONTENTS_TITLE = "目录"
    CONTENTS_ITEM = "目录项"
    FOOTNOTE = "脚注"
    MOVED_ADDRESSEE = "版记主送机关"
    COPIES = "抄送机关"
    PRINTING = "印发机关和印发日期"


class Alignment(StrEnum):
    """How the lines of a block stand between its indents."""

    JUSTIFIED = "两端对齐"
    LEFT = "左对齐"
    CENTRED = "居中"
    RIGHT = "右对齐"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A 印章 or 签名章 on a block (7.3.5): a box on the page, or place kept for one where `file` is None.

    `left_mm` is from the edge of the page, `drop_mm` from the top of the em box of the block's first line, downward.
    """

    file: Path | None
    left_mm: float
    drop_mm: float
    width_mm: float
    height_mm: float
    description: str


@dataclass(frozen=True, slots=True)
class Block:
    """One element: its text, and its place relative to the block before.

    Indents are in 字, cells of the grid or (in type of another size) its own em, and may be fractions;
    `first_line_cells` is added to `left_cells` on the first line and may be negative. `rows_before` counts the blank
    rows above the block (none at the top of a page, unless it `starts_page`). `lines` holds the lines of a block
    whose breaks are decided here (titles), else it is empty and the composer breaks `pieces`.

    The first `label_length` characters keep their width whatever the line: what follows begins where runover lines do.

    `stops` makes a block of one line: piece i begins `stops[i]` mm right of the type area's left edge.
    `tracking_mm` is added to the advance of every character (7.3.5.5). `content` is a table or a figure, which has
    no pieces. `path` names the block's place in the source; `target` is that of the heading whose page an entry of
    目录 shows.
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
    stamps: tuple[Stamp, ...] = ()
    outline_level: int | None = None
    lines: tuple[str, ...] = ()
    label_length: int = 0
    stops: tuple[float, ...] = ()
    tracking_mm: float = 0.0
    content: SetTable | SetFigure | None = None
    path: tuple[str | int, ...] = ()
    target: tuple[str | int, ...] | None = None

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
