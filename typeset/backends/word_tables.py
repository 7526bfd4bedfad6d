"""Tables and figures of the Word draft: real tables with the columns and rows of the layout, pictures in the line."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from typeset.backends import word_styles
from typeset.backends.ooxml.values import Cell, Image, Media, PageSetup, Paragraph, Row, Table, twips
from typeset.layout.blocks import Alignment
from typeset.layout.content import SetFigure, SetTable, TableCell
from typeset.layout.result import Layout
from typeset.standard import Grid

RULE_EIGHTHS = 4  # half a point
_ALIGNMENTS = {"左": Alignment.LEFT, "中": Alignment.CENTRED, "右": Alignment.RIGHT}
_POINT_TWIPS = 20


def figure_paragraph(figure: SetFigure, media: Mapping[Path, Media]) -> Paragraph:
    """Return a figure in a line that is as high as it."""
    image = Image(media[figure.file], figure.width_mm, figure.height_mm, figure.description)
    style = word_styles.style_named("gwFigure")
    return Paragraph(style.id, ((image,),), line_twips=0)


def upright_table(table: SetTable, grid: Grid) -> Table:
    """Return a table; its header is repeated on every page, its rows are never cut."""
    columns = tuple(twips(width) for width in table.columns_mm)
    rows = tuple(
        Row(twips(height), _row_cells(table, number), is_header=number < table.header_rows)
        for number, height in enumerate(table.rows_mm)
    )
    indent = max(0, twips((grid.width_mm - table.width_mm) / 2))
    return Table(columns, rows, indent, description="表格")


def _row_cells(table: SetTable, number: int) -> tuple[Cell, ...]:
    """Return the cells of a row from the left, those that a cell above covers included."""
    found = [cell for cell in table.cells if cell.row <= number < cell.row + cell.rows]
    ordered = sorted(found, key=lambda cell: cell.column)
    return tuple(_cell(cell, table, begins=cell.row == number) for cell in ordered)


def _cell(cell: TableCell, table: SetTable, *, begins: bool) -> Cell:
    paragraphs = _cell_paragraphs(cell, table) if begins else (_empty(),)
    return Cell(paragraphs, columns=cell.columns, rows=cell.rows, continues=not begins, rule_eighths=RULE_EIGHTHS)


def _empty() -> Paragraph:
    return Paragraph(word_styles.TABLE_TEXT, ((),), line_twips=_POINT_TWIPS)


def _cell_paragraphs(cell: TableCell, table: SetTable) -> tuple[Paragraph, ...]:
    raise NotImplementedError


def table_height_twips(layout: Layout, index: int) -> int:
    """Return the height of the part of a table that stands on its last page."""
    raise NotImplementedError


def turned_tables(layout: Layout, index: int, setup: PageSetup) -> Iterator[Paragraph | Table]:
    """Yield a rotated table (8): for every page a table whose text runs up, rows and columns exchanged."""
    raise NotImplementedError
