"""Tables and figures as set: what a page needs to hold them, and what a backend needs to write them again.

Lengths are millimetres. A table stands upright in the type area, or is turned by 90° counter-clockwise (8): then
its own width runs up the page.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from typeset.layout.page import Run

HorizontalPlace = Literal["左", "中", "右"]


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell: what it covers of the table, and its lines.

    `lines` are the runs of every line, `x_mm` measured from the left edge of the table; `baselines_mm` are measured
    from the top of the cell's first row.
    """

    row: int
    column: int
    rows: int
    columns: int
    lines: tuple[tuple[Run, ...], ...]
    baselines_mm: tuple[float, ...]
    text: str
    alignment: HorizontalPlace
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """Rows [first, last) of a table that stand on one page together: one row, or those that a merged cell joins."""

    first: int
    last: int
    height_mm: float


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table whose cells are broken into lines.

    Rows are counted from 0, those of the header first; `bands` are the body's, in order. `header_mm` is the height
    of the repeated header, 0 without one. `title` and `note` belong to a rotated table, which carries them itself.
    """

    columns_mm: tuple[float, ...]
    rows_mm: tuple[float, ...]
    header_rows: int
    cells: tuple[SetCell, ...]
    bands: tuple[Band, ...]
    size_pt: float
    is_rotated: bool = False
    title: str | None = None
    note: str | None = None

    @property
    def width_mm(self) -> float:
        """Width over all columns."""
        return sum(self.columns_mm)

    @property
    def header_mm(self) -> float:
        """Height of the header's rows."""
        return sum(self.rows_mm[: self.header_rows])


@dataclass(frozen=True, slots=True)
class SetFigure:
    """A picture of a size, centred in the type area."""

    file: Path
    width_mm: float
    height_mm: float
    description: str
