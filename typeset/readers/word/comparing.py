"""When two readings of a draft say the same: what the layout decides, or a source may write in many ways, is evened
out."""

from collections.abc import Hashable, Mapping, Sequence
from itertools import chain

from typeset.characters import LIST_MARKS
from typeset.model import Cell, Span
from typeset.model.tables import row_places

UNSEEN = ("格式", "目录", "文件", "宽", "横排", "分页")
"""Keys of what a draft does not tell."""

Block = Mapping[str, object]


def comparable(key: str, value: object) -> Hashable:
    """Return a form of the value of a key that is equal for values that a reader of the draft cannot tell apart."""
    if key == "正文":
        return tuple(comparable_block(block) for block in blocks_of(value))
    if key in ("附件", "印发件"):
        return tuple(comparable_part(part) for part in mappings_of(value))
    if key == "标题":
        return _joined(value)
    if key == "主送机关":
        return _joined(value).rstrip(LIST_MARKS)
    return _plain(value)


def comparable_part(part: Mapping[str, object]) -> Hashable:
    """Return the comparable form of a part."""
    return tuple(sorted((key, comparable(key, value)) for key, value in part.items() if key not in UNSEEN))


def comparable_block(block: Block) -> Hashable:
    """Return the comparable form of a block; a numbered article is a paragraph like others."""
    ((key, value),) = block.items()
    if key == "表格" and isinstance(value, Mapping):
        return key, _joined(value.get("标题")), comparable_rows(table_rows(value)), _joined(value.get("注"))
    if key == "图" and isinstance(value, Mapping):
        return key, _joined(value.get("标题"))
    return ("段落" if key == "条" else key), _plain(value)


def table_rows(table: Mapping[str, object]) -> list[list[object]]:
    """Return the rows of a table, those of the header first."""
    header = _list(table.get("表头"))
    is_nested = bool(header) and all(isinstance(row, list) for row in header)
    head_rows = header if is_nested else [header] if header else []
    return [_list(row) for row in chain(head_rows, _list(table.get("行")))]


def comparable_rows(rows: Sequence[Sequence[object]]) -> tuple[Hashable, ...]:
    """Return the rows of a table; columns that no cell parts are one."""
    cells = [tuple(_cell(cell) for cell in row) for row in rows]
    places = [place.columns for place in row_places(cells)]
    pairs = [list(zip(starts, row, strict=True)) for starts, row in zip(places, cells, strict=True)]
    edges = {edge for row in pairs for start, cell in row for edge in (start, start + cell.columns)}
    numbers = {edge: number for number, edge in enumerate(sorted(edges))}
    return tuple(
        tuple((cell.text, numbers[start + cell.columns] - numbers[start], cell.rows) for start, cell in row)
        for row in pairs
    )


def comparable_cell(cell: object) -> Hashable:
    """Return the text of a cell on one line, and the rows that it covers."""
    made = _cell(cell)
    return made.text, made.rows


def _cell(cell: object) -> Cell:
    """Return a cell with its text, markup and all, on one line."""
    given = cell if isinstance(cell, Mapping) else {"文": cell}
    columns, rows = (int(str(given.get(key, "1"))) for key in ("跨列", "跨行"))
    return Cell((Span(_joined(given.get("文"))),), columns, rows)


def blocks_of(value: object) -> list[Block]:
    """Return the blocks of 正文 as a reading gives them, page breaks left out."""
    return [block for block in mappings_of(value) if "分页" not in block]


def mappings_of(value: object) -> list[Mapping[str, object]]:
    """Return the mappings of a list, or of one alone."""
    items = [value] if isinstance(value, Mapping) else _list(value)
    return [item for item in items if isinstance(item, Mapping)]


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, Sequence) and not isinstance(value, str) else []


def _joined(value: object) -> str:
    return "" if value is None else "".join(str(value).split("\n"))


def _plain(value: object) -> Hashable:
    if isinstance(value, Mapping):
        return tuple(sorted((str(key), _plain(item)) for key, item in value.items()))
    if isinstance(value, list | tuple):
        return tuple(_plain(item) for item in value)
    return str(value)
