"""What is different between two tables, cell by cell."""

from collections.abc import Iterator, Sequence

from typeset.comparison.alignment import align
from typeset.comparison.change import Change
from typeset.comparison.spot import Spot
from typeset.comparison.values import compare_value
from typeset.model import Cell, Table
from typeset.model.inline import source_of
from typeset.model.tables import Row

_BETWEEN_CELLS = "｜"
_ROWS = frozenset({"表头", "行", "文件"})


def table_text(table: Table) -> str:
    """Return title, rows and note of a table: a line a row, or the name of the file that has them."""
    rows = [_row_text(row) for row in (*table.header, *table.rows)] or [f"〔表格 {table.file}〕"]
    return "\n".join([*filter(None, [table.title]), *rows, *filter(None, [table.note])])


def compare_tables(old: Table, new: Table, spot: Spot) -> Iterator[Change]:
    """Yield the changes of two tables: what is said beside the rows, then rows and cells."""
    for name, field in Table.model_fields.items():
        key = str(field.validation_alias)
        if key not in _ROWS:
            yield from compare_value(key, getattr(old, name), getattr(new, name), spot.inside("的", ()))
    yield from _compare_rows(old.header, new.header, "表头", spot)
    yield from _compare_rows(old.rows, new.rows, "行", spot)


def _compare_rows(old: Sequence[Row], new: Sequence[Row], key: str, spot: Spot) -> Iterator[Change]:
    """Yield the changes of the rows under a key; rows that were removed come last."""
    olds, news = _pairs(old, new)
    for number, row in enumerate(new):
        name = f"表头第{number + 1}行" if key == "表头" else f"第{number + 1}行"
        if number not in olds:
            yield spot.inside(name, (key, number)).added(_row_text(row))
            continue
        position, is_moved = olds[number]
        yield from _compare_cells(old[position], row, spot.inside(name, (key, position), (key, number)), is_moved)
    for position, row in enumerate(old):
        if position not in news:
            yield spot.inside(f"原第{position + 1}行", (key, position)).removed(_row_text(row))


def _pairs(old: Sequence[Row], new: Sequence[Row]) -> tuple[dict[int, tuple[int, bool]], set[int]]:
    """Return for rows of `new` the old row and whether it moved, and the old rows that are in a pair.

    As many rows left over on either side are taken for the same rows with other contents.
    """
    found = {pair.new: (pair.old, pair.is_moved) for pair in align([*map(_row_text, old)], [*map(_row_text, new)])}
    paired = {position for position, _ in found.values()}
    left_old = [position for position in range(len(old)) if position not in paired]
    left_new = [number for number in range(len(new)) if number not in found]
    if len(left_old) == len(left_new):
        found |= {number: (position, False) for position, number in zip(left_old, left_new, strict=True)}
        paired |= set(left_old)
    return found, paired


def _compare_cells(old: Row, new: Row, spot: Spot, is_moved: bool) -> Iterator[Change]:
    """Yield the changes of the cells of a row; a row with more or fewer cells is one change."""
    before, after = _row_text(old), _row_text(new)
    if is_moved or len(old) != len(new):
        if is_moved or before != after:
            yield spot.edited(before, after, is_moved=is_moved)
        return
    for number, (one, other) in enumerate(zip(old, new, strict=True)):
        if one != other:
            note = "" if _extent(one) == _extent(other) else f"合并由{_extent(one)}改为{_extent(other)}"
            here = spot.inside(f"第{number + 1}格", (number,))
            yield here.edited(source_of(one.spans), source_of(other.spans), note=note)


def _extent(cell: Cell) -> str:
    return f"{cell.rows}行{cell.columns}列"


def _row_text(row: Row) -> str:
    return _BETWEEN_CELLS.join(source_of(cell.spans) for cell in row)
