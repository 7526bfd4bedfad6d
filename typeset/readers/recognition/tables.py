"""Tables that a text file has flattened: cells parted by tabs, by blanks, or a cell a line (I-9)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from typeset.errors import Issue, Severity
from typeset.readers.manuscript import ManuscriptCell, ManuscriptItem, ManuscriptParagraph, ManuscriptTable
from typeset.readers.recognition.rows import COLUMN_GAP

FLAT_TABLE = "I-9"

_BAR = re.compile(r"(?<!\\)\|")
_BAR_RULE = re.compile(r":?-+:?")
_ORDINAL_HEADS = frozenset(("序号", "编号", "序", "No", "NO"))
_LEAST_ROWS, _LEAST_ALIGNED_ROWS, _LEAST_ALIGNED_COLUMNS = 2, 3, 3
_MOST_COLUMNS = 12
_LONGEST_ALIGNED_CELL = 20


def with_tables(items: Sequence[ManuscriptItem]) -> tuple[tuple[ManuscriptItem, ...], tuple[Issue, ...]]:
    """Return the items, runs of paragraphs that certainly are a table as one, and an Issue for each."""
    made: list[ManuscriptItem] = []
    issues: list[Issue] = []
    position = 0
    while position < len(items):
        found = _table_at(items, position)
        if found is None:
            made.append(items[position])
            position += 1
            continue
        table, length, issue = found
        made.append(table)
        issues.append(issue)
        position += length
    return tuple(made), tuple(issues)


def _table_at(items: Sequence[ManuscriptItem], position: int) -> tuple[ManuscriptTable, int, Issue] | None:
    first = items[position]
    if not isinstance(first, ManuscriptParagraph):
        return None
    if "\t" in first.text:
        return _tabbed(items, position)
    if first.text.startswith("|"):
        return _barred(items, position)
    if first.text.strip() in _ORDINAL_HEADS:
        return _cell_a_line(items, position)
    return _aligned(items, position) if COLUMN_GAP.search(first.text) else None


def _run(items: Sequence[ManuscriptItem], position: int, pattern: re.Pattern[str]) -> list[ManuscriptParagraph]:
    """Return the paragraphs from `position` on that hold what parts cells."""
    found = []
    for item in items[position:]:
        if not isinstance(item, ManuscriptParagraph) or pattern.search(item.text) is None:
            break
        found.append(item)
    return found


def _table(rows: Sequence[Sequence[ManuscriptCell]], first: ManuscriptParagraph) -> ManuscriptTable:
    return ManuscriptTable(tuple(tuple(row) for row in rows), first.where, header_rows=1)


def _cells(texts: Sequence[str]) -> list[ManuscriptCell]:
    return [ManuscriptCell(text.strip(" \u3000\t")) for text in texts]


def _note(first: ManuscriptParagraph, rows: int, columns: int, how: str, *, is_sure: bool = True) -> Issue:
    severity = Severity.INFO if is_sure else Severity.WARNING
    message = f"{how}，认作表格：{rows}行{columns}列"
    return Issue(FLAT_TABLE, severity, first.where, message, "请对照原件核对行列和合并的格")


def _tabbed(items: Sequence[ManuscriptItem], position: int) -> tuple[ManuscriptTable, int, Issue] | None:
    """Rows with tabs: all of the same length, or short ones whose left cells a cell above covers."""
    run = _run(items, position, re.compile("\t"))
    rows = [_cells(paragraph.text.split("\t")) for paragraph in run]
    columns = len(rows[0])
    if len(rows) < _LEAST_ROWS or columns < 2 or any(len(row) > columns for row in rows):
        return None
    is_even = all(len(row) == columns for row in rows)
    if not is_even:
        if len(rows[1]) != columns:
            return None
        rows = _with_covered_cells(rows)
    how = "用制表符分列的文字" if is_even else "用制表符分列、缺左边几格的文字（缺的格按上面一格向下合并）"
    return _table(rows, run[0]), len(run), _note(run[0], len(rows), columns, how, is_sure=is_even)


def _with_covered_cells(rows: Sequence[Sequence[ManuscriptCell]]) -> list[list[ManuscriptCell]]:
    """Return rows whose cells cover the places that the rows below lack at the left."""
    columns = len(rows[0])
    made = [list(rows[0])]
    starts = [columns - len(row) for row in rows]
    below = [len(rows)] * columns  # the next row that has a cell of its own in a column
    covered: list[list[ManuscriptCell]] = []
    for index in range(len(rows) - 1, 0, -1):
        row = []
        for offset, cell in enumerate(rows[index]):
            column = starts[index] + offset
            row.append(replace(cell, rows=below[column] - index))
        for column in range(starts[index], columns):
            below[column] = index
        covered.append(row)
    return made + covered[::-1]


def _barred(items: Sequence[ManuscriptItem], position: int) -> tuple[ManuscriptTable, int, Issue] | None:
    """Rows between bars, as Markdown writes a table."""
    run = _run(items, position, re.compile(r"^\|.*\|$"))
    rows = [[text.strip() for text in _BAR.split(paragraph.text)[1:-1]] for paragraph in run]
    rows = [row for row in rows if not all(_BAR_RULE.fullmatch(text) for text in row)]
    if len(rows) < _LEAST_ROWS or len({len(row) for row in rows}) != 1:
        return None
    cells = [_cells(row) for row in rows]
    return _table(cells, run[0]), len(run), _note(run[0], len(rows), len(rows[0]), "竖线分列的文字")


def _cell_a_line(items: Sequence[ManuscriptItem], position: int) -> tuple[ManuscriptTable, int, Issue] | None:
    """A cell a line: 序号, the other heads, then rows that begin with 1, 2, 3, … as far as they go."""
    texts: list[str] = []
    for item in items[position:]:
        if not isinstance(item, ManuscriptParagraph):
            break
        texts.append(item.text.strip())
    columns = next((n for n in range(2, _MOST_COLUMNS + 1) if n < len(texts) and texts[n] == "1"), 0)
    if not columns:
        return None
    count = 0
    while columns * (count + 2) <= len(texts) and texts[columns * (count + 1)] == str(count + 1):
        count += 1
    is_rest = columns * (count + 1) < len(texts) and texts[columns * (count + 1)] == str(count + 1)
    if count < _LEAST_ROWS or is_rest:
        return None
    rows = [_cells(texts[columns * row : columns * (row + 1)]) for row in range(count + 1)]
    first = items[position]
    assert isinstance(first, ManuscriptParagraph)
    return _table(rows, first), columns * (count + 1), _note(first, count + 1, columns, "一格一行的文字")


def _aligned(items: Sequence[ManuscriptItem], position: int) -> tuple[ManuscriptTable, int, Issue] | None:
    """Lines of short texts parted by wide gaps, as many on each: at least three rows of three."""
    run = _run(items, position, COLUMN_GAP)
    rows = [[text for text in COLUMN_GAP.split(paragraph.text) if text] for paragraph in run]
    columns = len(rows[0])
    length = next((i for i, row in enumerate(rows) if len(row) != columns or _is_long(row)), len(rows))
    if length < _LEAST_ALIGNED_ROWS or columns < _LEAST_ALIGNED_COLUMNS:
        return None
    table = _table([_cells(row) for row in rows[:length]], run[0])
    return table, length, _note(run[0], length, columns, "用空格对齐的文字", is_sure=False)


def _is_long(row: Sequence[str]) -> bool:
    return any(len(text) > _LONGEST_ALIGNED_CELL or text.endswith(("。", "；")) for text in row)
