"""The numbers of GB/T 9704—2012: sizes of type, the page, the grid, the places of its elements.

Lengths are millimetres from the top-left corner of an A4 page unless the name says otherwise. Each number cites
its clause; where the standard is open, the comment names the decision in `docs/`.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil

MM_PER_POINT = 25.4 / 72

PAGE_WIDTH_MM = 210.0  # 5.1
PAGE_HEIGHT_MM = 297.0  # 5.1
TYPE_AREA_LEFT_MM = 28.0  # 5.2.1, 订口
TYPE_AREA_TOP_MM = 37.0  # 5.2.1, 天头
TYPE_AREA_WIDTH_MM = 156.0  # 5.2.1
TYPE_AREA_HEIGHT_MM = 225.0  # 5.2.1
TYPE_AREA_BOTTOM_MM = TYPE_AREA_TOP_MM + TYPE_AREA_HEIGHT_MM

# 字号 in points, as word processors define them (docs/decisions.md: 3号 is 16 pt on a cell of 15.793 pt).
SIZE_2_PT = 22.0
SIZE_3_PT = 16.0
SIZE_4_PT = 14.0

MARK_TOP_BELOW_TYPE_AREA_MM = 35.0  # 7.2.4: visible top of the 发文机关标志
ORDER_MARK_TOP_BELOW_TYPE_AREA_MM = 20.0  # 10.2: visible top of the mark of a 命令
RULE_BELOW_NUMBER_MM = 4.0  # 7.2.7
PAGE_NUMBER_BELOW_TYPE_AREA_MM = 7.0  # 7.5: the 一字线
INDENT_CELLS = 2  # 7.3.3: every paragraph begins two 字 in; 附件说明 and 附注, too
SEAL_DATE_RIGHT_INDENT_CELLS = 4  # 7.3.5.1
NO_SEAL_RIGHT_INDENT_CELLS = 2  # 7.3.5.2
NO_SEAL_DATE_OFFSET_CELLS = 2  # 7.3.5.2

EM_ASCENT = 0.88  # of an em box above the baseline, as the faces of this field are drawn
EM_DESCENT = 0.12


def points_to_mm(points: float) -> float:
    """Convert points to millimetres."""
    return points * MM_PER_POINT


def mm_to_points(mm: float) -> float:
    """Convert millimetres to points."""
    return mm / MM_PER_POINT


@dataclass(frozen=True, slots=True)
class Grid:
    """The grid of a page: `rows` lines of `columns` cells in the type area (5.2.3).

    Row n (from 1) has its em box (of 3号) between `row_top_mm(n)` and `row_top_mm(n) + em_mm`.
    """

    rows: int
    columns: int
    left_mm: float
    width_mm: float
    first_em_top_mm: float
    pitch_mm: float
    size_pt: float = SIZE_3_PT

    @property
    def cell_mm(self) -> float:
        """Width of one 字 (3.1)."""
        return self.width_mm / self.columns

    @property
    def em_mm(self) -> float:
        """Height of the em box of the body's type."""
        return points_to_mm(self.size_pt)

    @property
    def right_mm(self) -> float:
        """Right edge of the type area."""
        return self.left_mm + self.width_mm

    @property
    def bottom_mm(self) -> float:
        """Lower edge of the last row's em box."""
        return self.row_top_mm(self.rows) + self.em_mm

    def with_rows(self, rows: int, *, fixed_row: int = 1) -> "Grid":
        """Return the grid with another number of rows from `fixed_row`, which stays, to the last (7.3.5.5)."""
        if rows == self.rows:
            return self
        top = self.row_top_mm(fixed_row)
        pitch = (self.row_top_mm(self.rows) - top) / (rows - fixed_row)
        return replace(self, rows=rows, pitch_mm=pitch, first_em_top_mm=top - (fixed_row - 1) * pitch)

    def row_top_mm(self, row: int) -> float:
        """Top of the em box of row `row`, counted from 1."""
        return self.first_em_top_mm + (row - 1) * self.pitch_mm

    def row_baseline_mm(self, row: int) -> float:
        """Baseline of type of the body's size on row `row`."""
        return self.row_top_mm(row) + EM_ASCENT * self.em_mm

    def rows_for(self, height_mm: float) -> int:
        """Rows that something of a height takes, the gap to the text below it included."""
        return max(1, ceil((height_mm + self.pitch_mm - self.em_mm - 1e-6) / self.pitch_mm))

    def height_of(self, rows: int) -> float:
        """Height of a number of rows, from the first em box's top to the last one's foot."""
        return rows * self.pitch_mm - (self.pitch_mm - self.em_mm)

    def row_below(self, y_mm: float) -> int:
        """First row whose em box begins at `y_mm` or lower, which may lie past the page's last row."""
        row = 1
        while self.row_top_mm(row) < y_mm - 1e-6:
            row += 1
        return row


def grid_b(
    *,
    rows: int = 22,
    columns: int = 28,
    top_mm: float = TYPE_AREA_TOP_MM,
    left_mm: float = TYPE_AREA_LEFT_MM,
    width_mm: float = TYPE_AREA_WIDTH_MM,
    height_mm: float = TYPE_AREA_HEIGHT_MM,
) -> Grid:
    """Return the grid whose first em box begins, and whose last one ends, at the edges of the type area."""
    pitch = (height_mm - points_to_mm(SIZE_3_PT)) / (rows - 1)
    return Grid(rows, columns, left_mm, width_mm, top_mm, pitch)


def grid_a(
    *,
    rows: int = 22,
    columns: int = 28,
    top_mm: float = TYPE_AREA_TOP_MM,
    left_mm: float = TYPE_AREA_LEFT_MM,
    width_mm: float = TYPE_AREA_WIDTH_MM,
    height_mm: float = TYPE_AREA_HEIGHT_MM,
) -> Grid:
    """Return the grid of Word's line boxes: `rows` boxes fill the height, each em box centred in its own."""
    pitch = height_mm / rows
    return Grid(rows, columns, left_mm, width_mm, top_mm + (pitch - points_to_mm(SIZE_3_PT)) / 2, pitch)


class Role(StrEnum):
    """The part a face plays (5.2.2, 7.2, 7.3); the profile says which font plays it."""

    XIAOBIAOSONG = "小标宋"
    FANGSONG = "仿宋"
    KAITI = "楷体"
    HEITI = "黑体"
    SONGTI = "宋体"
    LATIN = "西文"
    RARE = "生僻字"
