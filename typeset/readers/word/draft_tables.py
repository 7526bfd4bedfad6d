"""Tables of a draft: upright ones, and rotated ones, which stand in pieces on their pages with rows and columns
exchanged."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from typeset.readers.word.content import Cell, Paragraph, Row, Table
from typeset.readers.word.draft_styles import (
    ATTACHMENT_LABEL,
    SPACE,
    TABLE_NOTE,
    TABLE_TITLE,
    TITLES,
    kind_of,
)
from typeset.readers.word.grids import turned_upright
from typeset.standard import Role

Written = Callable[[Sequence[Paragraph]], str]

_BESIDE = (ATTACHMENT_LABEL, TABLE_TITLE, TABLE_NOTE, *TITLES)


@dataclass(frozen=True, slots=True)
class DraftTable:
    """A table as a source has it: its rows, how many of them are its header; the texts that a rotated one carries."""

    rows: tuple[Row, ...]
    header_rows: int = 0
    is_rotated: bool = False
    beside: tuple[Paragraph, ...] = ()


def upright(table: Table) -> DraftTable:
    """Return an upright table; the blank row that keeps room above it on every page is left out."""
    rows = table.rows
    first = rows[0].cells if rows else ()
    if len(rows) > 1 and len(first) == 1 and _is_blank(first[0]):
        rows = rows[1:]
    header = next((number for number, row in enumerate(rows) if not row.is_header), len(rows))
    return DraftTable(rows, header if header < len(rows) else 0)


def _is_blank(cell: Cell) -> bool:
    return all(kind_of(each) == SPACE and not each.text for each in cell.paragraphs)


def is_turned(table: Table) -> bool:
    """Tell whether the text of a table runs up."""
    cells = list(table.cells)
    return bool(cells) and all(cell.is_turned for cell in cells)


def rotated(tables: Sequence[Table]) -> DraftTable:
    """Return the rotated table that stands in pieces on several pages, its header on each of them."""
    beside: list[Paragraph] = []
    pieces: list[tuple[Row, ...]] = []
    for table in tables:
        rows = []
        for row in turned_upright(table).rows:
            texts = [each for cell in row.cells for each in cell.paragraphs if kind_of(each) in _BESIDE]
            beside += texts
            rows += [] if texts else [row]
        pieces.append(tuple(rows))
    header = _repeated(pieces)
    whole = (*pieces[0], *(row for piece in pieces[1:] for row in piece[header:]))
    return DraftTable(whole, header, True, tuple(beside))


def _repeated(pieces: Sequence[tuple[Row, ...]]) -> int:
    """Return how many rows of a header every piece begins with; those of the body may be alike, but not in 黑体."""
    if len(pieces) < 2:
        return 0
    texts = [[[_text(cell) for cell in row.cells] for row in piece if _is_head(row)] for piece in pieces]
    count = 0
    while all(len(piece) > count for piece in texts) and all(piece[count] == texts[0][count] for piece in texts):
        count += 1
    return count


def _is_head(row: Row) -> bool:
    """Tell whether a row is set as a header: all its text in 黑体."""
    runs = [run for cell in row.cells for each in cell.paragraphs for run in each.runs if run.text.strip()]
    return bool(runs) and all(run.note or run.look.face == Role.HEITI for run in runs)


def _text(cell: Cell) -> str:
    return "\n".join(each.text for each in cell.paragraphs)


def goes_on(table: Table, before: Table) -> bool:
    """Tell whether a rotated table goes on with the one on the page before: no text of its own begins it."""
    upright_table = turned_upright(table)
    kinds = [kind_of(each) for cell in upright_table.cells for each in cell.paragraphs]
    is_begun = any(kind in (ATTACHMENT_LABEL, TABLE_TITLE, *TITLES) for kind in kinds)
    ended = any(kind_of(each) == TABLE_NOTE for cell in before.cells for each in cell.paragraphs)
    return not is_begun and not ended and len(table.rows) == len(before.rows)


def table_data(table: DraftTable, written: Written) -> dict[str, object]:
    """Return 表头 and 行 as a source writes them."""
    rows = [[_cell_data(cell, written) for cell in row.cells] for row in table.rows]
    header, body = rows[: table.header_rows], rows[table.header_rows :]
    data: dict[str, object] = {}
    if header:
        data["表头"] = header[0] if len(header) == 1 else header
    if body:
        data["行"] = body
    return data | ({"横排": "是"} if table.is_rotated else {})


def _cell_data(cell: Cell, written: Written) -> object:
    text = written(cell.paragraphs)
    if cell.columns == 1 and cell.rows == 1:
        return text
    spans = {"跨列": cell.columns, "跨行": cell.rows}
    return {"文": text, **{key: str(count) for key, count in spans.items() if count > 1}}


def without_breaks(paragraph: Paragraph) -> Paragraph:
    """Return a paragraph of a cell; where centred, its lines are those of the layout."""
    if paragraph.alignment != "centre":
        return paragraph
    return replace(paragraph, runs=tuple(replace(run, text=run.text.replace("\n", "")) for run in paragraph.runs))
