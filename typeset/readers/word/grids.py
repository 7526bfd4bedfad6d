"""Tables of a Word file as grids: where every cell begins and what it covers, however Word has written it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from typeset.errors import Where
from typeset.readers.word.content import Cell, Item, Row, Table
from typeset.readers.word.markup import Node, value, w, whole

MOST_COLUMNS = 1_000
_TURNED = ("btLr", "tbRl", "tbRlV", "btLrV", "tbLrV")


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as a row has it: `continues` one of the row above, or the one at its left (`joins_left`)."""

    items: tuple[Item, ...]
    columns: int
    continues: bool
    joins_left: bool
    is_turned: bool


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as it is written; `before` columns are left free at its beginning."""

    cells: tuple[RawCell, ...]
    before: int
    is_header: bool


def raw_cell(properties: Node | None, items: Iterable[Item]) -> RawCell:
    """Return a cell with its properties."""
    merge = None if properties is None else properties.find(w("vMerge"))
    across = None if properties is None else properties.find(w("hMerge"))
    return RawCell(
        tuple(items),
        _count(value(properties, "gridSpan")),
        merge is not None and merge.get(w("val"), "continue") != "restart",
        across is not None and across.get(w("val"), "continue") != "restart",
        value(properties, "textDirection") in _TURNED,
    )


def raw_row(properties: Node | None, cells: Iterable[RawCell]) -> RawRow:
    """Return a row with its properties."""
    header = None if properties is None else properties.find(w("tblHeader"))
    is_header = header is not None and header.get(w("val"), "1") not in ("0", "false", "off")
    before = whole(value(properties, "gridBefore")) or 0
    return RawRow(tuple(cells), min(max(0, before), MOST_COLUMNS), is_header)


def _count(text: str | None) -> int:
    return min(max(1, whole(text) or 1), MOST_COLUMNS)


def table_of(rows: Sequence[RawRow], where: Where) -> Table:
    """Return a table: merged cells once, where they begin; columns that no cell parts are one."""
    placed: list[list[Cell]] = []
    open_cells: dict[int, tuple[int, int]] = {}  # column → row and place of the cell that a merged one goes on from
    for number, row in enumerate(rows):
        placed.append([])
        column = row.before
        for cell in row.cells:
            above = open_cells.get(column) if cell.continues else None
            if above is not None:
                owner = placed[above[0]][above[1]]
                extended = replace(owner, rows=number - above[0] + 1, items=(*owner.items, *_visible(cell.items)))
                placed[above[0]][above[1]] = extended
            elif cell.joins_left and placed[-1]:
                left = placed[-1][-1]
                placed[-1][-1] = replace(left, columns=left.columns + cell.columns, items=(*left.items, *cell.items))
            else:
                open_cells[column] = (number, len(placed[-1]))
                placed[-1].append(Cell(cell.items, column, cell.columns, 1, cell.is_turned))
            column += cell.columns
    edges = _edges(placed)
    made = [
        Row(tuple(_on_edges(cell, edges) for cell in cells), row.is_header)
        for cells, row in zip(placed, rows, strict=True)
    ]
    return Table(tuple(made), where)


def _visible(items: Iterable[Item]) -> Iterator[Item]:
    return (item for item in items if isinstance(item, Table) or item.text or item.pictures)


def _edges(rows: Sequence[Sequence[Cell]]) -> dict[int, int]:
    """Return the number of every column at which a cell begins or ends."""
    found = {edge for cells in rows for cell in cells for edge in (cell.column, cell.column + cell.columns)}
    return {edge: number for number, edge in enumerate(sorted(found))}


def _on_edges(cell: Cell, edges: dict[int, int]) -> Cell:
    first, end = edges[cell.column], edges[cell.column + cell.columns]
    return replace(cell, column=first, columns=end - first)


def turned_upright(table: Table) -> Table:
    """Return a table whose text runs up as it is read: its columns, from the left, are the rows."""
    height = len(table.rows)
    rows: dict[int, list[Cell]] = {}
    for number, row in enumerate(table.rows):
        for cell in row.cells:
            upright = replace(
                cell, column=height - number - cell.rows, columns=cell.rows, rows=cell.columns, is_turned=False
            )
            rows.setdefault(cell.column, []).append(upright)
    count = max(rows, default=-1) + 1
    ordered = (sorted(rows.get(number, []), key=lambda cell: cell.column) for number in range(count))
    return replace(table, rows=tuple(Row(tuple(cells)) for cells in ordered))
