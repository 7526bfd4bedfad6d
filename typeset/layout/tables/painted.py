"""The part of a table that stands on a page: the lines of its cells and its rules, upright or rotated (8)."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from typeset.layout.content import Lines, SetCell, SetTable, SetText
from typeset.layout.elements import Element
from typeset.layout.page import CellPlace, Line, Paragraph, Rule, Run, Structure
from typeset.layout.pagination import Slot
from typeset.standard import Grid

OUTER_RULE_MM = 0.35
INNER_RULE_MM = 0.2
_ARTIFACT = -1
_STRUCTURES = {Element.TABLE_TITLE: Structure.CAPTION, Element.TITLE: Structure.TITLE}


def table_paragraphs(table: SetTable, number: int) -> Iterator[Paragraph]:
    """Yield a paragraph for every cell of a table in order; `number` is the table's in the document.

    The texts above a rotated table and its note come before and after them.
    """
    for text in table.above:
        title = "".join(piece.text for piece in text.pieces) if text.element is Element.TITLE else None
        yield Paragraph(_STRUCTURES.get(text.element, Structure.PARAGRAPH), title)
    for cell in table.cells:
        place = CellPlace(number, cell.row, cell.column, cell.rows, cell.columns)
        yield Paragraph(Structure.HEADER_CELL if cell.is_header else Structure.CELL, cell=place)
    if table.note:
        yield Paragraph(Structure.PARAGRAPH)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a table stands: `across` and `down` of a table's place become millimetres of the page.

    Upright, the table's left top corner is at (left, top). Rotated, its left edge is at the foot of the page and its
    top at the page's left.
    """

    left_mm: float
    top_mm: float
    foot_mm: float
    is_rotated: bool

    def line(self, runs: tuple[Run, ...], down_mm: float, paragraph: int) -> Line:
        """Stand a line whose baseline is so far below the table's top."""
        if self.is_rotated:
            return Line(_turned(runs, self.foot_mm), self.left_mm + down_mm, paragraph, is_rotated=True)
        return Line(_moved(runs, self.left_mm), self.top_mm + down_mm, paragraph)

    def bar(self, across_mm: float, down_mm: float, width_mm: float, height_mm: float) -> Rule:
        """Paint a bar; width and height are those of the upright table."""
        if self.is_rotated:
            return Rule(self.left_mm + down_mm, self.foot_mm - across_mm - width_mm, height_mm, width_mm)
        return Rule(self.left_mm + across_mm, self.top_mm + down_mm, width_mm, height_mm)


def _moved(runs: tuple[Run, ...], by_mm: float) -> tuple[Run, ...]:
    return tuple(replace(run, x_mm=tuple(x + by_mm for x in run.x_mm), end_mm=run.end_mm + by_mm) for run in runs)


def _turned(runs: tuple[Run, ...], foot_mm: float) -> tuple[Run, ...]:
    return tuple(replace(run, x_mm=tuple(foot_mm - x for x in run.x_mm), end_mm=foot_mm - run.end_mm) for run in runs)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row on a page: its number in the table, its top from that of what is painted, its parts of cells."""

    number: int
    top_mm: float
    height_mm: float
    is_repeated: bool


def painted_table(
    table: SetTable, slot: Slot, grid: Grid, first_paragraph: int
) -> tuple[tuple[Line, ...], tuple[Rule, ...]]:
    """Return the lines and rules of the bands of a slot below the header; on later pages the header is an artifact."""
    frame = _frame(table, slot, grid)
    above = table.above if slot.line == 0 else ()
    rows = list(_rows(table, slot, sum(text.height_mm for text in above)))
    first_cell = first_paragraph + len(table.above)
    tops = accumulate((text.height_mm for text in above), initial=0.0)
    numbered = enumerate(zip(above, tops, strict=False), start=first_paragraph)
    lines = [line for number, (text, top) in numbered for line in _text_lines(text, top, frame, number)]
    lines += _cell_lines(table, rows, frame, first_cell)
    if table.note and slot.end == len(table.bands):
        foot = rows[-1].top_mm + rows[-1].height_mm
        lines += _text_lines(table.note, foot, frame, first_cell + len(table.cells))
    return tuple(lines), tuple(_rules(table, rows, frame))


def _frame(table: SetTable, slot: Slot, grid: Grid) -> _Frame:
    """Return the place of a table: in the middle of the type area, from the top of its row or the left edge."""
    if table.is_rotated:
        blank = (grid.bottom_mm - grid.row_top_mm(1) - table.width_mm) / 2
        return _Frame(grid.left_mm, 0.0, grid.bottom_mm - blank, True)
    blank = (grid.width_mm - table.width_mm) / 2
    return _Frame(grid.left_mm + blank, grid.row_top_mm(slot.row), 0.0, False)


def _rows(table: SetTable, slot: Slot, top_mm: float) -> Iterator[_Row]:
    """Yield the rows on a page from above: those of the header, then those of the slot's bands."""
    bands = table.bands[slot.line : slot.end]
    for number in (*range(table.header_rows), *range(bands[0].first, bands[-1].last)):
        is_repeated = number < table.header_rows and slot.line > 0
        yield _Row(number, top_mm, table.rows_mm[number], is_repeated)
        top_mm += table.rows_mm[number]


def _parts_from(table: SetTable, row: int) -> list[SetCell]:
    """Return the parts of cells that begin on a row."""
    begin = bisect_left(table.parts, row, key=lambda part: part.row)
    end = bisect_left(table.parts, row + 1, key=lambda part: part.row)
    return list(table.parts[begin:end])


def _cell_lines(table: SetTable, rows: Sequence[_Row], frame: _Frame, first_cell: int) -> Iterator[Line]:
    """Yield the lines of the cells on a page, one cell after the other: also of those that are cut into parts."""
    parts = [(part, row) for row in rows for part in _parts_from(table, row.number)]
    for part, row in sorted(parts, key=lambda pair: pair[0].cell):
        paragraph = _ARTIFACT if row.is_repeated else first_cell + part.cell
        for runs, baseline in zip(part.lines, part.baselines_mm, strict=True):
            yield frame.line(runs, row.top_mm + baseline, paragraph)


def _text_lines(text: SetText, top_mm: float, frame: _Frame, paragraph: int) -> Iterator[Line]:
    lines: Lines = text.lines
    for runs, baseline in zip(lines, text.baselines_mm, strict=True):
        yield frame.line(runs, top_mm + baseline, paragraph)


def _rules(table: SetTable, rows: list[_Row], frame: _Frame) -> Iterator[Rule]:
    """Yield the frame around the rows and the rules between cells; none inside a merged cell."""
    edges = table.edges_mm
    owners = _owners(table, rows)
    top, foot = rows[0].top_mm, rows[-1].top_mm + rows[-1].height_mm
    for down in (top, foot - OUTER_RULE_MM):
        yield frame.bar(0.0, down, table.width_mm, OUTER_RULE_MM)
    for across in (0.0, table.width_mm - OUTER_RULE_MM):
        yield frame.bar(across, top, OUTER_RULE_MM, foot - top)
    for above, row, below in zip(owners, rows[1:], owners[1:], strict=False):
        columns = [c for c in range(len(edges) - 1) if _cell_at(table, above[c]) != _cell_at(table, below[c])]
        for first, last in _stretches(columns):
            down = row.top_mm - INNER_RULE_MM / 2
            yield frame.bar(edges[first], down, edges[last + 1] - edges[first], INNER_RULE_MM)
    for column in range(1, len(edges) - 1):
        parted = [r for r, owner in enumerate(owners) if owner[column - 1] != owner[column]]
        for first, last in _stretches(parted):
            begin, end = rows[first].top_mm, rows[last].top_mm + rows[last].height_mm
            yield frame.bar(edges[column] - INNER_RULE_MM / 2, begin, INNER_RULE_MM, end - begin)


def _cell_at(table: SetTable, part: int) -> int:
    """Return the cell of a part: those of one cell that is taller than a page have no rule between them."""
    return table.parts[part].cell


def _stretches(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of every stretch of numbers that follow each other."""
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        stretch = [number for _, number in group]
        yield stretch[0], stretch[-1]


def _owners(table: SetTable, rows: list[_Row]) -> list[list[int]]:
    """Return, for every row and column on a page, the index of the part of a cell that covers it."""
    places = {row.number: index for index, row in enumerate(rows)}
    owners = [[-1] * len(table.columns_mm) for _ in rows]
    for row in rows:
        begin = bisect_left(table.parts, row.number, key=lambda part: part.row)
        for index, part in enumerate(_parts_from(table, row.number), start=begin):
            cell = table.cells[part.cell]
            for covered in range(part.row, part.row + part.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    owners[places[covered]][column] = index
    return owners
