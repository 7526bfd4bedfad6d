"""Tables and figures as set: what a page needs to hold them, and what a backend needs to write them again.

Lengths are millimetres. A table stands upright in the type area, or is turned by 90° counter-clockwise (8): then
its own width runs up the page.
"""

from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Literal

from typeset.errors import Severity
from typeset.layout.elements import Element
from typeset.layout.page import Run
from typeset.layout.pieces import Piece

HorizontalPlace = Literal["左", "中", "右"]
Lines = tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """What was found while a table or a figure was set; `path` leads on from the block's own path."""

    requirement: str
    severity: Severity
    message: str
    hint: str = ""
    path: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of the document: what it covers of the table, rows counted from 0, the header's first; its text.

    A line break in the text is "\\n". `point_mm` is the place of the decimal point, from the left edge of the cell,
    where a column's numbers are aligned on it.
    """

    row: int
    column: int
    rows: int
    columns: int
    pieces: tuple[Piece, ...]
    alignment: HorizontalPlace
    is_header: bool = False
    point_mm: float | None = None

    @property
    def text(self) -> str:
        """The characters of the cell."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell, or a part of one that is taller than a page, as set on rows [row, row + rows) of `SetTable.rows_mm`.

    `cell` is an index into `SetTable.cells`. `lines` are the runs of every line, `x_mm` measured from the left edge
    of the table; `baselines_mm` are measured from the top of `row`. `is_continued`: text of the cell stands above.
    """

    cell: int
    row: int
    rows: int
    lines: Lines
    baselines_mm: tuple[float, ...]
    is_continued: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """Rows [first, last) of `SetTable.rows_mm` that stand on one page together; the footnotes called in them."""

    first: int
    last: int
    height_mm: float
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SetText:
    """A text that a rotated table carries; places are measured from the table's left edge and the text's top."""

    element: Element
    pieces: tuple[Piece, ...]
    size_pt: float
    lines: Lines
    baselines_mm: tuple[float, ...]
    height_mm: float


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table whose cells are broken into lines.

    `cells` are those of the document, `columns_mm` their columns' widths. `rows_mm` are the heights of the rows as
    set, the `header_rows` that every page repeats first; a row taller than a page has become several. `parts` come in
    the order of these rows; `bands` are those below the header. `source_rows` and `source_header_rows` count the
    rows of the document. `above` (its title; 附件 and the title of the attachment, too,
    where it begins one) and `note` belong to a rotated table, which carries them itself.
    """

    columns_mm: tuple[float, ...]
    rows_mm: tuple[float, ...]
    header_rows: int
    cells: tuple[TableCell, ...]
    parts: tuple[SetCell, ...]
    bands: tuple[Band, ...]
    size_pt: float
    source_rows: int
    source_header_rows: int
    is_rotated: bool = False
    above: tuple[SetText, ...] = ()
    note: SetText | None = None
    remarks: tuple[Remark, ...] = ()

    @property
    def width_mm(self) -> float:
        """Width over all columns."""
        return sum(self.columns_mm)

    @property
    def edges_mm(self) -> tuple[float, ...]:
        """The left edge of every column from that of the table, and the right edge of the last."""
        return tuple(accumulate(self.columns_mm, initial=0.0))

    @property
    def header_mm(self) -> float:
        """Height of the rows that every page repeats, 0 without them."""
        return sum(self.rows_mm[: self.header_rows])

    @property
    def band_notes(self) -> tuple[tuple[str, ...], ...]:
        """The marks of the footnotes called in every band; empty when there are none."""
        return tuple(band.notes for band in self.bands) if any(band.notes for band in self.bands) else ()

    @property
    def above_mm(self) -> float:
        """Height of the texts above the table."""
        return sum(text.height_mm for text in self.above)

    @property
    def heights_mm(self) -> tuple[float, ...]:
        """What the pages must hold for every band: its rows, the texts above the first, the note below the last."""
        heights = [band.height_mm for band in self.bands]
        heights[0] += self.above_mm
        heights[-1] += self.note.height_mm if self.note else 0.0
        return tuple(heights)


@dataclass(frozen=True, slots=True)
class SetFigure:
    """A picture of a size, centred in the type area and in the rows that it takes."""

    file: Path
    width_mm: float
    height_mm: float
    description: str
    remarks: tuple[Remark, ...] = ()
