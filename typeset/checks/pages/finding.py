"""What one rule finds on the pages of a PDF, and the places that the rules measure against."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from typeset.errors import Issue, Measurement, Severity, Where
from typeset.inspect.pdf import Inspection
from typeset.readers.pdf import Box
from typeset.readers.pdf.lines import Line
from typeset.standard import (
    SIZE_3_PT,
    TYPE_AREA_BOTTOM_MM,
    TYPE_AREA_LEFT_MM,
    TYPE_AREA_TOP_MM,
    TYPE_AREA_WIDTH_MM,
    grid_b,
    points_to_mm,
)

GRID = grid_b()
LEFT_MM, TOP_MM = TYPE_AREA_LEFT_MM, TYPE_AREA_TOP_MM
RIGHT_MM = TYPE_AREA_LEFT_MM + TYPE_AREA_WIDTH_MM
BOTTOM_MM = TYPE_AREA_BOTTOM_MM
CENTRE_MM = (LEFT_MM + RIGHT_MM) / 2
CELL_MM, ROW_MM, EM_MM = GRID.cell_mm, GRID.pitch_mm, points_to_mm(SIZE_3_PT)

TOLERANCE_MM = 1.0
"""What 6.1 allows."""

GRID_A_TOLERANCE_MM = 3.5
"""How far the first and last em boxes of a page may lie inside the type area where line boxes fill it: 2.3 mm as Word
sets them, 3.4 mm as LibreOffice does, whose exact lines have their baseline at four fifths."""

TWO_ROWS_MM = (19.0, 27.0)
"""空二行 between two elements of any size: two lines of 3.2 at least, two rows of the grid at most, each ± 1 mm."""

MARK_TO_NUMBER_MM = (TWO_ROWS_MM[0], 3 * ROW_MM + TOLERANCE_MM)
"""空二行 below a mark, whose height takes no whole rows: the number stands on the next row of the grid."""

ONE_ROW_MM = (9.0, 17.0)
"""空一行, likewise."""


@dataclass(frozen=True, slots=True)
class PageFinding:
    """A breach of a rule: on which page (None: the file as a whole), around which box."""

    severity: Severity
    message: str
    hint: str = ""
    page: int | None = None
    box: Box | None = None
    measured: Measurement | None = None

    def issue(self, requirement: str, file: str) -> Issue:
        """Return the finding as an issue."""
        mm = size_mm = None
        if self.box is not None:
            mm = round(self.box.left_mm, 2), round(self.box.top_mm, 2)
            size_mm = round(self.box.width_mm, 2), round(self.box.height_mm, 2)
        where = Where(file or None, page=self.page, mm=mm, size_mm=size_mm)
        return Issue(requirement, self.severity, where, self.message, self.hint, self.measured)


PageRule: TypeAlias = Callable[[Inspection], Iterator[PageFinding]]


def at(
    line: Line, severity: Severity, message: str, hint: str = "", measured: Measurement | None = None
) -> PageFinding:
    """Return a finding about a line."""
    return PageFinding(severity, message, hint, line.page, line.em_box, measured)


def measurement(
    what: str, value: float, wanted: float, tolerance: float = TOLERANCE_MM, unit: str = "mm"
) -> Measurement:
    """Return what was measured and what is wanted, to the hundredth."""
    return Measurement(what, round(value, 2), round(wanted, 2), round(tolerance, 2), unit)


def in_range(what: str, value: float, least_and_most: tuple[float, float]) -> Measurement:
    """Return a measurement that has to lie between two values."""
    least, most = least_and_most
    return measurement(what, value, (least + most) / 2, (most - least) / 2)


def is_off(measured: Measurement) -> bool:
    """Tell whether a number that was measured is farther from what is wanted than is allowed."""
    value, wanted = measured.value, measured.wanted
    assert isinstance(value, float | int) and isinstance(wanted, float | int)
    return abs(value - wanted) > (measured.tolerance or 0.0) + 1e-6


def sentence(measured: Measurement) -> str:
    """Return a measurement as words: 天头为25.4 mm，应为37 mm（±1 mm）."""
    unit = f" {measured.unit}" if measured.unit else ""
    tolerance = f"（±{measured.tolerance:g}{unit}）" if measured.tolerance else ""
    value = f"{measured.value:g}" if isinstance(measured.value, float | int) else measured.value
    wanted = f"{measured.wanted:g}" if isinstance(measured.wanted, float | int) else measured.wanted
    return f"{measured.what}为{value}{unit}，应为{wanted}{unit}{tolerance}"


def deviation(line: Line, severity: Severity, measured: Measurement, hint: str = "") -> Iterator[PageFinding]:
    """Yield a finding about a line when a measurement of it is off."""
    if is_off(measured):
        yield at(line, severity, sentence(measured), hint, measured)


def words(what: str, value: str, wanted: str) -> Measurement:
    """Return a measurement in words."""
    return Measurement(what, value, wanted, unit="")


def page_list(pages: Sequence[int]) -> str:
    """Return page numbers as words: 第2、3、5页; of many the first and how many."""
    if len(pages) > 6:
        return f"第{'、'.join(map(str, pages[:5]))}等{len(pages)}页"
    return f"第{'、'.join(map(str, pages))}页"
