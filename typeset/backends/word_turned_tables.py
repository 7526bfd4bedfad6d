"""Rotated tables of the Word draft (8): one for every page, rows and columns exchanged, whose text runs up.

The page stays upright, with its number where it always is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from typeset.backends import word_styles
from typeset.backends.ooxml.values import (
    TWIPS_PER_POINT,
    Cell,
    CellRules,
    Inline,
    PageSetup,
    Paragraph,
    Row,
    Table,
    twips,
)
from typeset.backends.word_tables import (
    INNER_EIGHTHS,
    OUTER_EIGHTHS,
    MadeTable,
    cell_lines,
    cell_margin_twips,
    cell_paragraphs,
    empty_paragraph,
    lines_by_cell,
)
from typeset.backends.word_text import Looks, inline
from typeset.layout.blocks import Block, Element
from typeset.layout.content import SetCell, SetTable, SetText
from typeset.layout.result import Layout
from typeset.layout.tables.rows import PITCH_EMS
from typeset.standard import Grid

_ONE_LINE_EMS = 1.05  # the em box begins at the top of such a line: between LibreOffice (1.0) and upright type (1.1)


def turned_tables(layout: Layout, index: int, looks: Looks, setup: PageSetup) -> Iterator[tuple[Table, int]]:
    """Yield the tables of a rotated table, one a page, each with the room above it."""
    table = layout.blocks[index].content
    assert isinstance(table, SetTable)
    top = twips(layout.grid.bottom_mm - (layout.grid.bottom_mm - layout.grid.row_top_mm(1) - table.width_mm) / 2)
    above = top - twips(table.width_mm) - setup.top_twips
    turned = _Turned(table, MadeTable.of(table, looks), lines_by_cell(table), _owners(table))
    for first, end in _chunks(table, layout.grid):
        yield turned.table_of(first, end), above


def _chunks(table: SetTable, grid: Grid) -> Iterator[tuple[int, int]]:
    """Yield the bands that stand on every page: as many as its width holds beside the header."""
    heights = table.heights_mm
    first = 0
    while first < len(heights):
        end, height = first + 1, table.header_mm + heights[first]
        while end < len(heights) and height + heights[end] <= grid.width_mm + 1e-6:
            height += heights[end]
            end += 1
        yield first, end
        first = end


def _owners(table: SetTable) -> dict[tuple[int, int], int]:
    """Return the part of a cell that covers a row as set and a column."""
    owners: dict[tuple[int, int], int] = {}
    for index, part in enumerate(table.parts):
        cell = table.cells[part.cell]
        for row in range(part.row, part.row + part.rows):
            for column in range(cell.column, cell.column + cell.columns):
                owners[row, column] = index
    return owners


@dataclass(frozen=True, slots=True)
class _Turned:
    """A rotated table: its rows become columns from the left, its columns rows from the foot."""

    table: SetTable
    made: MadeTable
    lines: Sequence[Sequence[str]]
    owners: Mapping[tuple[int, int], int]

    def table_of(self, first: int, end: int) -> Table:
        """Return the table of the bands [first, end), the texts above before the first, the note after the last."""
        table = self.table
        rows = [*range(table.header_rows), *range(table.bands[first].first, table.bands[end - 1].last)]
        before = table.above if first == 0 else ()
        after = (table.note,) if table.note and end == len(table.bands) else ()
        widths = [twips(text.height_mm) for text in before]
        widths += [twips(table.rows_mm[row]) for row in rows]
        widths += [twips(text.height_mm) for text in after]
        made_rows = []
        for column in reversed(range(len(table.columns_mm))):
            cells = [*self._texts(before, column), *self._cells(rows, column), *self._texts(after, column)]
            made_rows.append(Row(twips(table.columns_mm[column]), tuple(cells), is_exact=True))
        return Table(tuple(widths), tuple(made_rows), description="横排表格")

    def _texts(self, texts: Sequence[SetText], column: int) -> Iterator[Cell]:
        """Yield the places of texts beside a column; each stands at the upper end, that of the last column."""
        count = len(self.table.columns_mm)
        begins = column == count - 1
        for text in texts:
            yield Cell(
                (self._text(text) if begins else empty_paragraph(),),
                rows=count,
                continues=not begins,
                is_turned=True,
                vertical="bottom" if text is self.table.note else "top",
            )

    def _text(self, text: SetText) -> Paragraph:
        block = Block(text.element, text.pieces, text.size_pt)
        style = word_styles.style_of(text.element)
        line = round(text.size_pt * (_ONE_LINE_EMS if len(text.lines) == 1 else PITCH_EMS) * TWIPS_PER_POINT)
        runs = tuple(inline(piece, block, style, self.made.looks) for piece in text.pieces)
        return Paragraph(style.id, (runs,), size_pt=text.size_pt, line_twips=line)

    def _cells(self, rows: Sequence[int], column: int) -> Iterator[Cell]:
        """Yield the cells of a column over the rows of a page, from the left."""
        place = 0
        while place < len(rows):
            part_index = self.owners[rows[place], column]
            part = self.table.parts[part_index]
            span = min(part.row + part.rows, rows[-1] + 1) - rows[place]
            yield self._cell(part_index, rows, place, column, span=span)
            place += span

    def _paragraph(self, part: SetCell) -> Paragraph:
        """Return the text of a cell, or its lines on this page where it goes over several.

        Its padding are indents: margins of a turned cell are read in many ways.
        """
        (made,) = cell_paragraphs(self.made, part.cell, self.lines[part.cell])
        margin = cell_margin_twips(self.table.cells[part.cell], self.table)
        left, right = made.side_twips or (0, 0)
        if len(part.lines) < len(self.lines[part.cell]):
            made = replace(made, lines=tuple(self._lines_of(part)))
        return replace(made, side_twips=(left + margin, right + margin))

    def _lines_of(self, part: SetCell) -> Iterator[tuple[Inline, ...]]:
        """Yield the lines of a part of a cell; the parts come in order."""
        before = [other for other in self.table.parts[: self.table.parts.index(part)] if other.cell == part.cell]
        start = sum(len(other.lines) for other in before)
        block = Block(Element.TABLE, self.table.cells[part.cell].pieces, self.table.size_pt)
        lines = tuple(cell_lines(block, self.lines[part.cell], self.made.looks, is_set=True))
        yield from lines[start : start + len(part.lines)]

    def _cell(self, part_index: int, rows: Sequence[int], place: int, column: int, *, span: int) -> Cell:
        part = self.table.parts[part_index]
        cell = self.table.cells[part.cell]
        begins = column == cell.column + cell.columns - 1
        paragraphs = (self._paragraph(part) if begins else empty_paragraph(),)
        return Cell(
            paragraphs,
            columns=span,
            rows=cell.columns,
            continues=not begins,
            is_turned=True,
            rules=CellRules(
                top=(OUTER_EIGHTHS if column == len(self.table.columns_mm) - 1 else INNER_EIGHTHS) if begins else 0,
                left=OUTER_EIGHTHS if place == 0 else INNER_EIGHTHS,
                bottom=(INNER_EIGHTHS if column else OUTER_EIGHTHS) if column == cell.column else 0,
                right=OUTER_EIGHTHS if place + span == len(rows) else INNER_EIGHTHS,
            ),
        )
