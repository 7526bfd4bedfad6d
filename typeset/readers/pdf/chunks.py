"""Cut the pages into runs of lines and what stands between them: tables, over pages too, and figures."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import TypeAlias

from typeset.errors import Where
from typeset.readers.manuscript import ManuscriptCell, ManuscriptPicture, ManuscriptTable
from typeset.readers.pdf.drawings import is_figure
from typeset.readers.pdf.grids import read_table
from typeset.readers.pdf.lines import Line
from typeset.readers.pdf.painted import Box, PdfPage, Shape
from typeset.readers.pdf.table_boxes import ruled_tables, tables_of

LineRun: TypeAlias = list[Sequence[Line]]
Chunk: TypeAlias = LineRun | ManuscriptTable | ManuscriptPicture
_Placed: TypeAlias = tuple[Box, ManuscriptTable | ManuscriptPicture]

_SAME_EDGE_MM = 1.5
_MOST_OF_PAGE = 0.6
"""A picture that covers more of its page is a background or a scan."""


def chunks_of(pages: Sequence[PdfPage], lines: Sequence[Sequence[Line]], name: str) -> list[Chunk]:
    """Return runs of lines (page by page), and the tables and figures between them, in order."""
    return list(_with_tables_joined(list(_chunks(pages, lines, name))))


def is_taken(shape: Shape, page: PdfPage, lines: Sequence[Line]) -> bool:
    """Tell whether a picture of a page is a figure: its look is there, and no line stands beside it or on it."""
    box = shape.box
    is_large = box.width_mm * box.height_mm > _MOST_OF_PAGE * page.width_mm * page.height_mm
    is_alone = not any(line.em_top_mm < box.bottom_mm and line.em_bottom_mm > box.top_mm for line in lines)
    return is_figure(shape) and bool(shape.png) and is_alone and not is_large


def _chunks(pages: Sequence[PdfPage], lines: Sequence[Sequence[Line]], name: str) -> Iterator[Chunk]:
    waiting: LineRun = []
    figures = 0
    for page, found in zip(pages, lines, strict=True):
        rest = found
        for box, thing in sorted(_placed(page, found, name), key=lambda placed: placed[0].top_mm):
            if isinstance(thing, ManuscriptPicture):
                figures += 1
                thing = replace(thing, name=f"{PurePath(name).stem}-图{figures}.png")
            waiting.append([line for line in rest if line.baseline_mm < box.top_mm])
            yield waiting
            yield thing
            waiting, rest = [], [line for line in rest if line.baseline_mm > box.bottom_mm + 1]
        waiting.append(rest)
    yield waiting


def _placed(page: PdfPage, lines: Sequence[Line], name: str) -> Iterator[_Placed]:
    """Yield the tables and figures of a page; on the first, whose 版头 has rules too, only tables of closed cells."""
    for box in tables_of(page.rules, lines) if page.number > 1 else ruled_tables(page.rules):
        where = Where(name, page=page.number, mm=(box.left_mm, box.top_mm))
        if (table := read_table(page, box, where)) is not None:
            yield box, table
    for shape in page.shapes:
        if is_taken(shape, page, lines):
            where = Where(name, page=page.number, mm=(shape.box.left_mm, shape.box.top_mm))
            yield shape.box, ManuscriptPicture("", shape.png, where, round(shape.box.width_mm, 1))


def _with_tables_joined(chunks: Sequence[Chunk]) -> Iterator[Chunk]:
    """Yield the chunks; what goes on with a table at the top of the next page has joined it."""
    waiting: list[Chunk] = []
    for chunk in chunks:
        table = waiting[0] if waiting else None
        if isinstance(table, ManuscriptTable) and isinstance(chunk, list) and not any(chunk):
            waiting.append(chunk)
        elif isinstance(table, ManuscriptTable) and isinstance(chunk, ManuscriptTable) and _goes_on(table, chunk):
            waiting = [_joined(table, chunk)]
        else:
            yield from waiting
            waiting = [chunk]
    yield from waiting


def _goes_on(table: ManuscriptTable, other: ManuscriptTable) -> bool:
    """Tell whether a table goes on with one that ends on the page before: as many columns, from the same edge."""
    pages, edges = (table.where.page, other.where.page), (table.where.mm, other.where.mm)
    if None in pages or edges[0] is None or edges[1] is None:
        return False
    is_next = (other.where.page or 0) > (table.where.page or 0)
    return is_next and _columns(table) == _columns(other) and abs(edges[0][0] - edges[1][0]) < _SAME_EDGE_MM


def _columns(table: ManuscriptTable) -> int:
    return sum(cell.columns for cell in table.rows[0])


def _joined(table: ManuscriptTable, other: ManuscriptTable) -> ManuscriptTable:
    """Return a table with the rows of another one, without the head that this repeats."""
    head = table.rows[: table.header_rows]
    repeats = other.rows[: len(head)] == head
    rows: tuple[tuple[ManuscriptCell, ...], ...] = other.rows[len(head) :] if repeats else other.rows
    return replace(table, rows=table.rows + rows)
