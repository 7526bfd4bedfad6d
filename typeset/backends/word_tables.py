"""Tables of the Word draft: real ones, with the columns, rows and lines of the layout.

A rotated table (8) is a table for every page whose rows and columns are exchanged and whose text runs up: the page
stays upright, with its number where it always is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from typeset.backends import word_styles
from typeset.backends.ooxml.values import (
    Cell,
    CellRules,
    Inline,
    PageSetup,
    Paragraph,
    Row,
    Table,
    twips,
)
from typeset.backends.word_text import Looks, cut, inline
from typeset.layout.blocks import Alignment, Block, Element
from typeset.layout.content import SetCell, SetTable, SetText, TableCell
from typeset.layout.pieces import Piece
from typeset.layout.result import Layout
from typeset.layout.table_cells import padding_mm
from typeset.layout.table_rows import PITCH_EMS
from typeset.standard import Grid

OUTER_EIGHTHS, INNER_EIGHTHS = 8, 5  # 0.35 mm and 0.22 mm
OUTER_TWIPS = 20  # of the lowest rule, which Word puts below the last row and the layout into it
_ALIGNMENTS = {"左": Alignment.LEFT, "中": Alignment.CENTRED, "右": Alignment.RIGHT}
_POINT_TWIPS = 20
_ONE_LINE_EMS = 1.1  # at this height the em box of type begins at the top of its line
_HIGHEST_WHOLE_MM = 215.0  # a row that is higher may go over pages


@dataclass(frozen=True, slots=True)
class _Made:
    """A table with what its cells need: where the rows of the document begin among the rows as set."""

    table: SetTable
    looks: Looks
    starts: tuple[int, ...]
    first_parts: Mapping[int, SetCell]

    @staticmethod
    def of(table: SetTable, looks: Looks) -> "_Made":
        """Find where every row of the document begins; a row taller than a page is several as set."""
        begins: dict[int, int] = {}
        first_parts: dict[int, SetCell] = {}
        for part in table.parts:
            begins.setdefault(table.cells[part.cell].row, part.row)
            first_parts.setdefault(part.cell, part)
        starts: list[int] = []
        for row in range(table.source_rows):
            starts.append(begins.get(row, starts[-1] + 1 if starts else 0))
        return _Made(table, looks, (*starts, len(table.rows_mm)), first_parts)

    def height_mm(self, row: int) -> float:
        """Return the height of a row of the document."""
        return sum(self.table.rows_mm[self.starts[row] : self.starts[row + 1]])


def upright_table(layout: Layout, index: int, looks: Looks, *, room_twips: int) -> Table:
    """Return the table of a block; its header is repeated on every page, its rows are never cut.

    `room_twips` is kept free above it on every page by a row without rules; 0 for none.
    """
    table = layout.blocks[index].content
    assert isinstance(table, SetTable)
    made = _Made.of(table, looks)
    lines = _lines_by_cell(table)
    by_row = _cells_by_row(table)
    firsts = frozenset(list(_first_rows(layout, index).values())[1:])
    rows = [_row(made, number, by_row[number], lines, firsts) for number in range(table.source_rows)]
    columns = tuple(twips(width) for width in table.columns_mm)
    if room_twips:
        blank = Cell((_empty(),), columns=len(columns))
        rows.insert(0, Row(room_twips, (blank,), is_header=True, is_exact=True))
    indent = max(0, twips((layout.grid.width_mm - table.width_mm) / 2))
    return Table(columns, tuple(rows), indent, description="表格")


def _lines_by_cell(table: SetTable) -> list[list[str]]:
    lines: list[list[str]] = [[] for _ in table.cells]
    for part in table.parts:
        lines[part.cell] += ["".join(run.text for run in line) for line in part.lines]
    return lines


def _cells_by_row(table: SetTable) -> list[list[int]]:
    """Return the cells on every row from the left, those that began in a row above included."""
    rows: list[list[int]] = [[] for _ in range(table.source_rows)]
    for index, cell in enumerate(table.cells):
        for row in range(cell.row, cell.row + cell.rows):
            rows[row].append(index)
    for row_cells in rows:
        row_cells.sort(key=lambda index: table.cells[index].column)
    return rows


def _row(made: _Made, number: int, cells: Sequence[int], lines: Sequence[Sequence[str]], firsts: frozenset[int]) -> Row:
    """Return a row; one that is joined with the next by a merged cell is kept with it.

    So is one that begins a page in the layout (`firsts`): Word's page is a little higher and might take it back.
    """
    table = made.table
    height = made.height_mm(number)
    is_last = number == table.source_rows - 1
    joined = made.starts[number] in firsts or any(table.cells[i].row + table.cells[i].rows > number + 1 for i in cells)
    made_cells = []
    for index in cells:
        cell = table.cells[index]
        begins = cell.row == number
        paragraphs = _paragraphs(made, index, lines[index], keeps=joined) if begins else (_empty(),)
        made_cells.append(
            Cell(
                paragraphs,
                columns=cell.columns,
                rows=cell.rows,
                continues=not begins,
                rules=_rules(cell, table, number),
                margin_twips=_margin(cell, table),
            )
        )
    is_header = number < table.source_header_rows and table.header_rows > 0
    return Row(
        twips(height) - (OUTER_TWIPS if is_last else 0),
        tuple(made_cells),
        is_header=is_header,
        is_whole=height < _HIGHEST_WHOLE_MM,
    )


def _rules(cell: TableCell, table: SetTable, row: int) -> CellRules:
    """Return the rules around a cell: thick at the edges of the table, none inside a merged cell."""
    first, last = row == cell.row, row == cell.row + cell.rows - 1
    right = cell.column + cell.columns == len(table.columns_mm)
    return CellRules(
        top=(OUTER_EIGHTHS if row == 0 else INNER_EIGHTHS) if first else 0,
        left=INNER_EIGHTHS if cell.column else OUTER_EIGHTHS,
        bottom=(OUTER_EIGHTHS if row == table.source_rows - 1 else INNER_EIGHTHS) if last else 0,
        right=OUTER_EIGHTHS if right else INNER_EIGHTHS,
    )


def _width_mm(cell: TableCell, table: SetTable) -> float:
    return sum(table.columns_mm[cell.column : cell.column + cell.columns])


def _margin(cell: TableCell, table: SetTable) -> int:
    return twips(padding_mm(_width_mm(cell, table), table.size_pt))


def _empty() -> Paragraph:
    return Paragraph(word_styles.SPACE, ((),))


def _paragraphs(made: _Made, index: int, lines: Sequence[str], *, keeps: bool = False) -> tuple[Paragraph, ...]:
    """Return the text of a cell; centred lines end where the layout ends them, others where the source does."""
    table = made.table
    cell = table.cells[index]
    block = Block(Element.TABLE, cell.pieces, table.size_pt)
    line = round(table.size_pt * PITCH_EMS * _POINT_TWIPS)
    alignment = _ALIGNMENTS[cell.alignment]
    indents = None
    if cell.point_mm is not None:
        alignment, indents = Alignment.RIGHT, (0, _after_number(made, index))
    paragraph = Paragraph(
        word_styles.TABLE_TEXT,
        tuple(_inlines(block, lines, made.looks, is_set=alignment is Alignment.CENTRED)),
        size_pt=table.size_pt,
        alignment=None if alignment is Alignment.LEFT else alignment,
        side_twips=indents,
        line_twips=line,
        keep_with_next=True if keeps else None,
    )
    return (paragraph,)


def _after_number(made: _Made, index: int) -> int:
    """Return the room right of a number that puts its decimal point below those of its column."""
    table = made.table
    cell = table.cells[index]
    part = made.first_parts.get(index)
    if part is None or not part.lines or not part.lines[0]:
        return 0
    right = table.edges_mm[cell.column + cell.columns]
    return max(0, twips(right - part.lines[0][-1].end_mm) - _margin(cell, table))


def _inlines(block: Block, lines: Sequence[str], looks: Looks, *, is_set: bool) -> Iterator[tuple[Inline, ...]]:
    """Yield the lines of a cell as runs."""
    style = word_styles.style_of(Element.TABLE)
    whole = "".join(piece.text for piece in block.pieces).replace("\n", "")
    if is_set and len(lines) > 1 and "".join(lines) == whole:
        pieces = [_on_one_line(piece) for piece in block.pieces]
        for line in cut(pieces, lines):
            yield tuple(inline(piece, block, style, looks) for piece in line)
        return
    for line in _source_lines(block.pieces):
        yield tuple(inline(piece, block, style, looks) for piece in line if piece.text)


def _on_one_line(piece: Piece) -> Piece:
    original = piece.original.replace("\n", "") if piece.original else None
    return replace(piece, text=piece.text.replace("\n", ""), original=original)


def _source_lines(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield pieces line by line as the source has them."""
    line: list[Piece] = []
    for piece in pieces:
        texts, place = piece.text.split("\n"), 0
        for number, text in enumerate(texts):
            if number:
                yield line
                line = []
            original = piece.original[place : place + len(text)] if piece.original else None
            line.append(replace(piece, text=text, original=original))
            place += len(text) + 1
    yield line


def is_on_several_pages(layout: Layout, index: int) -> bool:
    """Tell whether a table goes over pages."""
    return len(_first_rows(layout, index)) > 1


def last_height_twips(layout: Layout, index: int) -> int:
    """Return the height of the part of an upright table that stands on its last page."""
    table = layout.blocks[index].content
    assert isinstance(table, SetTable)
    first = max((table.header_rows, *_first_rows(layout, index).values()))
    return twips(table.header_mm + sum(table.rows_mm[first:]))


def _first_rows(layout: Layout, index: int) -> dict[int, int]:
    """Return the first row as set below the header, of those whose text shows, on every page of a table."""
    table = layout.blocks[index].content
    assert isinstance(table, SetTable)
    cells = [number for number, paragraph in enumerate(layout.paragraphs) if paragraph.cell]
    cells = [number for number in cells if (place := layout.paragraphs[number].cell) and place.table == index]
    if not cells:
        return {}
    rows_of = _rows_of_cells(table)
    seen: set[int] = set()
    found: dict[int, int] = {}
    for page in layout.pages:
        here = {line.paragraph - cells[0] for line in page.lines if cells[0] <= line.paragraph <= cells[-1]}
        rows = [rows_of[cell] for cell in here - seen if rows_of[cell] >= table.header_rows]
        if rows:
            found[page.number] = min(rows)
        seen |= here
    return found


def _rows_of_cells(table: SetTable) -> dict[int, int]:
    rows: dict[int, int] = {}
    for part in table.parts:
        rows.setdefault(part.cell, part.row)
    return rows


def turned_tables(layout: Layout, index: int, looks: Looks, setup: PageSetup) -> Iterator[tuple[Table, int]]:
    """Yield the tables of a rotated table, one a page, each with the room above it."""
    table = layout.blocks[index].content
    assert isinstance(table, SetTable)
    top = twips(layout.grid.bottom_mm - (layout.grid.bottom_mm - layout.grid.row_top_mm(1) - table.width_mm) / 2)
    above = top - twips(table.width_mm) - setup.top_twips
    turned = _Turned(table, _Made.of(table, looks), _lines_by_cell(table), _owners(table))
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
    made: _Made
    lines: Sequence[Sequence[str]]
    owners: Mapping[tuple[int, int], int]

    def table_of(self, first: int, end: int) -> Table:
        """Return the table of the bands [first, end), the title before the first, the note after the last."""
        table = self.table
        rows = [*range(table.header_rows), *range(table.bands[first].first, table.bands[end - 1].last)]
        before = table.title if first == 0 else None
        after = table.note if end == len(table.bands) else None
        widths = [twips(text.height_mm) for text in (before,) if text]
        widths += [twips(table.rows_mm[row]) for row in rows]
        widths += [twips(text.height_mm) for text in (after,) if text]
        made_rows = []
        for column in reversed(range(len(table.columns_mm))):
            cells = [*self._text(before, column), *self._cells(rows, column), *self._text(after, column)]
            made_rows.append(Row(twips(table.columns_mm[column]), tuple(cells), is_exact=True))
        return Table(tuple(widths), tuple(made_rows), description="横排表格")

    def _text(self, text: SetText | None, column: int) -> Iterator[Cell]:
        """Yield the place of title or note beside a column; its text is at the upper end, that of the last column."""
        if text is None:
            return
        count = len(self.table.columns_mm)
        begins = column == count - 1
        element = Element.TABLE_TITLE if text is self.table.title else Element.TABLE_NOTE
        block = Block(element, text.pieces, text.size_pt)
        style = word_styles.style_of(element)
        line = round(text.size_pt * (_ONE_LINE_EMS if len(text.lines) == 1 else PITCH_EMS) * _POINT_TWIPS)
        runs = tuple(inline(piece, block, style, self.made.looks) for piece in text.pieces)
        paragraph = Paragraph(style.id, (runs,), size_pt=text.size_pt, line_twips=line)
        yield Cell(
            (paragraph if begins else _empty(),),
            rows=count,
            continues=not begins,
            is_turned=True,
            vertical="top" if text is self.table.title else "bottom",
        )

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
        (made,) = _paragraphs(self.made, part.cell, self.lines[part.cell])
        margin = _margin(self.table.cells[part.cell], self.table)
        left, right = made.side_twips or (0, 0)
        if len(part.lines) < len(self.lines[part.cell]):
            made = replace(made, lines=tuple(self._lines_of(part)))
        return replace(made, side_twips=(left + margin, right + margin))

    def _lines_of(self, part: SetCell) -> Iterator[tuple[Inline, ...]]:
        """Yield the lines of a part of a cell; the parts come in order."""
        before = [other for other in self.table.parts[: self.table.parts.index(part)] if other.cell == part.cell]
        start = sum(len(other.lines) for other in before)
        block = Block(Element.TABLE, self.table.cells[part.cell].pieces, self.table.size_pt)
        lines = tuple(_inlines(block, self.lines[part.cell], self.made.looks, is_set=True))
        yield from lines[start : start + len(part.lines)]

    def _cell(self, part_index: int, rows: Sequence[int], place: int, column: int, *, span: int) -> Cell:
        part = self.table.parts[part_index]
        cell = self.table.cells[part.cell]
        begins = column == cell.column + cell.columns - 1
        paragraphs = (self._paragraph(part) if begins else _empty(),)
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
