"""Tables of the Word draft: real ones, with the columns, rows and lines of the layout."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from typeset.backends import word_styles
from typeset.backends.ooxml.values import (
    Cell,
    CellRules,
    Inline,
    Paragraph,
    Row,
    Table,
    twips,
)
from typeset.backends.word_text import Looks, cut, inline
from typeset.layout.blocks import Alignment, Block, Element
from typeset.layout.content import SetCell, SetTable, TableCell
from typeset.layout.pieces import Piece
from typeset.layout.result import Layout
from typeset.layout.tables.cells import padding_mm
from typeset.layout.tables.rows import PITCH_EMS

OUTER_EIGHTHS, INNER_EIGHTHS = 8, 5  # 0.35 mm and 0.22 mm
OUTER_TWIPS = 20  # of the lowest rule, which Word puts below the last row and the layout into it
_ALIGNMENTS = {"左": Alignment.LEFT, "中": Alignment.CENTRED, "右": Alignment.RIGHT}
_POINT_TWIPS = 20
_HIGHEST_WHOLE_MM = 215.0  # a row that is higher may go over pages


@dataclass(frozen=True, slots=True)
class MadeTable:
    """A table with what its cells need: where the rows of the document begin among the rows as set."""

    table: SetTable
    looks: Looks
    starts: tuple[int, ...]
    first_parts: Mapping[int, SetCell]

    @staticmethod
    def of(table: SetTable, looks: Looks) -> "MadeTable":
        """Find where every row of the document begins; a row taller than a page is several as set."""
        begins: dict[int, int] = {}
        first_parts: dict[int, SetCell] = {}
        for part in table.parts:
            begins.setdefault(table.cells[part.cell].row, part.row)
            first_parts.setdefault(part.cell, part)
        starts: list[int] = []
        for row in range(table.source_rows):
            starts.append(begins.get(row, starts[-1] + 1 if starts else 0))
        return MadeTable(table, looks, (*starts, len(table.rows_mm)), first_parts)

    def height_mm(self, row: int) -> float:
        """Return the height of a row of the document."""
        return sum(self.table.rows_mm[self.starts[row] : self.starts[row + 1]])


def upright_table(layout: Layout, index: int, looks: Looks, *, room_twips: int) -> Table:
    """Return the table of a block; its header is repeated on every page, its rows are never cut.

    `room_twips` is kept free above it on every page by a row without rules; 0 for none.
    """
    table = layout.blocks[index].content
    assert isinstance(table, SetTable)
    made = MadeTable.of(table, looks)
    lines = lines_by_cell(table)
    by_row = _cells_by_row(table)
    firsts = frozenset(list(_first_rows(layout, index).values())[1:])
    rows = [_row(made, number, by_row[number], lines, firsts) for number in range(table.source_rows)]
    columns = tuple(twips(width) for width in table.columns_mm)
    if room_twips:
        blank = Cell((empty_paragraph(),), columns=len(columns))
        rows.insert(0, Row(room_twips, (blank,), is_header=True, is_exact=True))
    indent = max(0, twips((layout.grid.width_mm - table.width_mm) / 2))
    return Table(columns, tuple(rows), indent, description="表格")


def lines_by_cell(table: SetTable) -> list[list[str]]:
    """Return the lines of every cell as set, over all the rows that it takes."""
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


def _row(
    made: MadeTable, number: int, cells: Sequence[int], lines: Sequence[Sequence[str]], firsts: frozenset[int]
) -> Row:
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
        paragraphs = cell_paragraphs(made, index, lines[index], keeps=joined) if begins else (empty_paragraph(),)
        made_cells.append(
            Cell(
                paragraphs,
                columns=cell.columns,
                rows=cell.rows,
                continues=not begins,
                rules=_rules(cell, table, number),
                margin_twips=cell_margin_twips(cell, table),
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


def cell_margin_twips(cell: TableCell, table: SetTable) -> int:
    """Return what is kept free at both sides of a cell."""
    return twips(padding_mm(_width_mm(cell, table), table.size_pt))


def empty_paragraph() -> Paragraph:
    """Return what stands where a cell of a row above goes on."""
    return Paragraph(word_styles.SPACE, ((),))


def cell_paragraphs(made: MadeTable, index: int, lines: Sequence[str], *, keeps: bool = False) -> tuple[Paragraph, ...]:
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
        tuple(cell_lines(block, lines, made.looks, is_set=alignment is Alignment.CENTRED)),
        size_pt=table.size_pt,
        alignment=None if alignment is Alignment.LEFT else alignment,
        side_twips=indents,
        line_twips=line,
        keep_with_next=True if keeps else None,
    )
    return (paragraph,)


def _after_number(made: MadeTable, index: int) -> int:
    """Return the room right of a number that puts its decimal point below those of its column."""
    table = made.table
    cell = table.cells[index]
    part = made.first_parts.get(index)
    if part is None or not part.lines or not part.lines[0]:
        return 0
    right = table.edges_mm[cell.column + cell.columns]
    return max(0, twips(right - part.lines[0][-1].end_mm) - cell_margin_twips(cell, table))


def cell_lines(block: Block, lines: Sequence[str], looks: Looks, *, is_set: bool) -> Iterator[tuple[Inline, ...]]:
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
