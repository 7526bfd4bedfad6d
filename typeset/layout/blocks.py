"""The elements of a document in the order in which they stand, with what the standard says of each one's place.

Both the pages (`pages`) and the Word draft (`backends.docx`) are made of these blocks, so that they agree.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from typeset.layout.content import SetFigure, SetTable
from typeset.layout.elements import Element as Element
from typeset.layout.pieces import Piece as Piece


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
