"""Read a ruled table: rules make a grid, and cells between which no rule stands are one."""

from collections.abc import Sequence
from dataclasses import dataclass

from typeset.errors import Where
from typeset.model.inline import escaped
from typeset.readers.manuscript import ManuscriptCell, ManuscriptTable
from typeset.readers.pdf.lines import Line, lines_of
from typeset.readers.pdf.painted import Box, PdfPage, Rule
from typeset.readers.table_heads import head_rows

_SAME_EDGE_MM = 0.8
_MOST_EDGES = 200


@dataclass(frozen=True)
class _Grid:
    """The edges of a table's columns and rows, and its rules."""

    across: tuple[float, ...]
    down: tuple[float, ...]
    rules: tuple[Rule, ...]

    def has_rule_right_of(self, row: int, column: int) -> bool:
        """Tell whether a rule stands between a place and the one to its right."""
        x, y = self.across[column + 1], (self.down[row] + self.down[row + 1]) / 2
        boxes = (rule.box for rule in self.rules if not rule.is_horizontal)
        return any(abs(box.centre_mm[0] - x) < _SAME_EDGE_MM and box.top_mm <= y <= box.bottom_mm for box in boxes)

    def has_rule_below(self, row: int, column: int) -> bool:
        """Tell whether a rule lies between a place and the one below it."""
        x, y = (self.across[column] + self.across[column + 1]) / 2, self.down[row + 1]
        boxes = (rule.box for rule in self.rules if rule.is_horizontal)
        return any(abs(box.centre_mm[1] - y) < _SAME_EDGE_MM and box.left_mm <= x <= box.right_mm for box in boxes)


def read_table(page: PdfPage, box: Box, where: Where) -> ManuscriptTable | None:
    """Return the table in a box of a page; None when its rules make no grid of two columns or more."""
    inside = tuple(rule for rule in page.rules if rule.box.meets(box, by_mm=-1.0))
    across = _edges([rule.box.centre_mm[0] for rule in inside if not rule.is_horizontal])
    down = _edges([rule.box.centre_mm[1] for rule in inside if rule.is_horizontal])
    if not (3 <= len(across) <= _MOST_EDGES and 2 <= len(down) <= _MOST_EDGES):
        return None
    grid = _Grid(across, down, inside)
    taken: set[tuple[int, int]] = set()
    rows = []
    for row in range(len(down) - 1):
        cells = []
        for column in range(len(across) - 1):
            if (row, column) in taken:
                continue
            columns, height = _span(grid, row, column)
            taken |= {(row + y, column + x) for y in range(height) for x in range(columns)}
            area = Box(across[column], down[row], across[column + columns], down[row + height])
            cells.append(ManuscriptCell(_text_in(page, area), columns, height))
        rows.append(tuple(cells))
    return ManuscriptTable(tuple(rows), where, header_rows=head_rows(rows))


def _span(grid: _Grid, row: int, column: int) -> tuple[int, int]:
    """Return how many columns and rows the cell covers that begins at a place."""
    columns, rows = 1, 1
    while column + columns < len(grid.across) - 1 and not grid.has_rule_right_of(row, column + columns - 1):
        columns += 1
    while row + rows < len(grid.down) - 1 and not grid.has_rule_below(row + rows - 1, column):
        rows += 1
    return columns, rows


def _edges(values: Sequence[float]) -> tuple[float, ...]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE_MM:
            edges.append(value)
    return tuple(edges)


def _text_in(page: PdfPage, area: Box) -> str:
    inside = [
        c
        for c in page.characters
        if area.left_mm <= c.x_mm + c.advance_mm / 2 <= area.right_mm
        and area.top_mm <= (c.em_top_mm + c.em_bottom_mm) / 2 <= area.bottom_mm
    ]
    lines: Sequence[Line] = lines_of(PdfPage(page.number, page.width_mm, page.height_mm, 0, tuple(inside)))
    return escaped("".join(line.text_with_blanks for line in lines))
