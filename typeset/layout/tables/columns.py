"""The columns of a table: how wide they are, and where their texts stand in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from typeset.layout.content import HorizontalPlace, TableCell
from typeset.layout.metrics import Metrics
from typeset.layout.tables.cells import (
    PADDING_MM,
    SHORT_EMS,
    is_number,
    number_widths,
    padding_mm,
    wants,
)
from typeset.layout.tables.widths import Want, column_widths
from typeset.standard import mm_to_points, points_to_mm

LEAST_PADDING_MM = 0.45  # more than the rule at the edge of the table
LARGEST_EM_OF_COLUMN = 0.7  # of a column that is too narrow for a character and its padding
_SPANNED_EMS = 8  # what a cell over several columns asks of them at most


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: their widths, and the size of type that the narrowest of them can hold."""

    widths_mm: tuple[float, ...]
    size_pt: float

    def inner_mm(self, cell: TableCell) -> tuple[float, float]:
        """Return the left edge of a cell's text from the cell's own, and the text's width."""
        covered = self.widths_mm[cell.column : cell.column + cell.columns]
        padding = padding_mm(sum(covered), self.size_pt)
        return padding, sum(covered) - 2 * padding


def set_columns(
    cells: Sequence[TableCell],
    given: Sequence[float | None],
    metrics: Metrics,
    *,
    area_mm: float,
    size_pt: float,
) -> Columns:
    """Return the columns of a table; `given` has one width a column, None where it is automatic."""
    size = _size_that_fits(size_pt, area_mm / len(given))
    least = points_to_mm(size) + 2 * (PADDING_MM if size == size_pt else LEAST_PADDING_MM)
    if least * len(given) > area_mm:
        least = points_to_mm(size) + 2 * LEAST_PADDING_MM
    widths = column_widths(_wants(cells, len(given), size, metrics), given, area_mm=area_mm, least_mm=least)
    return Columns(widths, size)


def _size_that_fits(size_pt: float, column_mm: float) -> float:
    """Return the size of type of which a column holds a character: the wanted one, or smaller."""
    largest = max(column_mm - 2 * LEAST_PADDING_MM, LARGEST_EM_OF_COLUMN * column_mm)
    return min(size_pt, mm_to_points(largest))


def _wants(cells: Sequence[TableCell], count: int, size_pt: float, metrics: Metrics) -> list[Want]:
    """Return what every column wants; cells over several columns share what these lack among them."""
    naturals, units = [0.0] * count, [0.0] * count
    spanning: list[tuple[TableCell, Want]] = []
    known: dict[object, Want] = {}
    for cell in cells:
        key = cell.pieces, cell.is_header
        want = known[key] if key in known else known.setdefault(key, wants(cell, size_pt, metrics))
        if cell.columns == 1:
            naturals[cell.column] = max(naturals[cell.column], want.natural_mm)
            units[cell.column] = max(units[cell.column], want.unit_mm)
        else:
            spanning.append((cell, want))
    for cell, want in spanning:
        natural = min(want.natural_mm, _SPANNED_EMS * points_to_mm(size_pt) + 2 * PADDING_MM)
        covered = range(cell.column, cell.column + cell.columns)
        for values, need in ((naturals, natural), (units, want.unit_mm)):
            lack = max(0.0, need - sum(values[index] for index in covered)) / cell.columns
            for index in covered:
                values[index] += lack
    return [Want(natural, unit) for natural, unit in zip(naturals, units, strict=True)]


def aligned(
    cells: Sequence[TableCell], wanted: Sequence[HorizontalPlace], columns: Columns, metrics: Metrics
) -> tuple[TableCell, ...]:
    """Return the cells with the places of their texts.

    `wanted` is empty, or has one item for all columns or one a column. Otherwise numbers stand with their decimal
    points below each other in the middle of the column, short texts in its middle, long ones at its left.
    """
    count = len(columns.widths_mm)
    if wanted:
        places = list(wanted) * (count if len(wanted) == 1 else 1)
        return tuple(cell if cell.is_header else replace(cell, alignment=places[cell.column]) for cell in cells)
    bodies: list[list[TableCell]] = [[] for _ in range(count)]
    for cell in cells:
        if not cell.is_header and cell.columns == 1:
            bodies[cell.column].append(cell)
    rules = {index: _Rule.of(body, columns, metrics) for index, body in enumerate(bodies) if body}
    return tuple(_placed(cell, rules, columns, metrics) for cell in cells)


@dataclass(frozen=True, slots=True)
class _Rule:
    """Where the texts of a column stand; `point_mm` is that of the decimal points from the column's left edge."""

    place: HorizontalPlace
    is_numeric: bool = False
    point_mm: float | None = None

    @staticmethod
    def of(body: Sequence[TableCell], columns: Columns, metrics: Metrics) -> "_Rule":
        """Return the rule for the cells of a column below its head."""
        kinds = [is_number(cell) for cell in body]
        left, inner = columns.inner_mm(body[0])
        if any(kinds) and all(kind is not False for kind in kinds):
            numbers = [cell for cell, kind in zip(body, kinds, strict=True) if kind]
            parts = [number_widths(cell, columns.size_pt, metrics) for cell in numbers]
            whole, rest = max(part[0] for part in parts), max(part[1] for part in parts)
            fits = whole + rest <= inner
            return _Rule("右", True, left + (inner - whole - rest) / 2 + whole if fits else None)
        longest = max(wants(cell, columns.size_pt, metrics).natural_mm for cell in body) - 2 * PADDING_MM
        is_short = longest <= min(inner, SHORT_EMS * points_to_mm(columns.size_pt)) + 0.1
        return _Rule("中" if is_short else "左")


def _placed(cell: TableCell, rules: Mapping[int, _Rule], columns: Columns, metrics: Metrics) -> TableCell:
    if cell.is_header:
        return cell
    if cell.columns > 1 or cell.column not in rules:
        fits = wants(cell, columns.size_pt, metrics).natural_mm - 2 * PADDING_MM <= columns.inner_mm(cell)[1]
        return replace(cell, alignment="中" if fits else "左")
    rule = rules[cell.column]
    if not rule.is_numeric:
        return replace(cell, alignment=rule.place)
    if is_number(cell):
        return replace(cell, alignment=rule.place, point_mm=rule.point_mm)
    return replace(cell, alignment="中")
