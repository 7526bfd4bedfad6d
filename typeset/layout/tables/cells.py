"""The cells of a table: their texts as the document has them, how wide these are, and their lines."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate, pairwise

from typeset.characters import break_opportunities
from typeset.errors import Where
from typeset.layout.blocks import Block, Element
from typeset.layout.compose import advance_of, glued_positions, runs_on_line
from typeset.layout.content import HorizontalPlace, Lines, Remark, TableCell
from typeset.layout.glyphs import replace_missing
from typeset.layout.lines import Measure, SetLine, break_lines, cell_width
from typeset.layout.metrics import Metrics
from typeset.layout.page import Run
from typeset.layout.pieces import Piece
from typeset.layout.tables.widths import Want
from typeset.model import Span, Table
from typeset.model.tables import Cell, Row, row_places
from typeset.standard import Role, points_to_mm

PADDING_MM = 1.5  # between a cell's edge and its text
JUSTIFIED_EMS = 8  # narrower lines are not spread: the gaps would show
MOST_SPREAD_MM = 0.5  # a gap; a line of a cell that needs more stays ragged
SHORT_EMS = 8  # a column of texts no longer than this is centred
WHOLE_HEADER_EMS = 6  # a longer head of a column may take two lines
_CUT_SHOWN = 10
_SLACK_MM = 1e-3

NUMBER = re.compile(r"[+\-−±]?(?P<whole>\d[\d,]*)(?:\.\d+)?\s?[%‰％]?")
_UNIT = re.compile(r"（[^（）\n]{1,12}）$")
_NO_NUMBER = frozenset(("", "-", "—", "——", "－", "/", "…", "……"))

Spans = Callable[[tuple[Span, ...]], Iterable[Piece]]


@dataclass(frozen=True, slots=True)
class CellText:
    """The lines of a cell, measured from the left edge of its text; the ends of those cut inside a unit."""

    lines: Lines
    forced: tuple[str, ...] = ()


def padding_mm(width_mm: float, size_pt: float) -> float:
    """Return the padding at each side of a column: less than usual where it holds hardly a character."""
    return max(0.0, min(PADDING_MM, (width_mm - points_to_mm(size_pt) - _SLACK_MM) / 2))


def document_cells(table: Table, spans: Spans) -> tuple[TableCell, ...]:
    """Return the cells of a table in order, those of the header in 黑体; their alignment is still open.

    A cell that covers more rows than there are below it ends with the header, or with the table.
    """
    header = _cells(table.header, 0, spans)
    body = _cells(table.rows, len(table.header), spans)
    return (*(_as_header(cell) for cell in header), *body)


def _as_header(cell: TableCell) -> TableCell:
    pieces = tuple(piece if piece.note else replace(piece, role=Role.HEITI, bold=False) for piece in cell.pieces)
    return replace(cell, pieces=pieces, alignment="中", is_header=True)


def _cells(rows: Sequence[Row], first: int, spans: Spans) -> Iterator[TableCell]:
    for index, (row, place) in enumerate(zip(rows, row_places(rows), strict=True)):
        for cell, column in zip(row, place.columns, strict=True):
            yield _cell(cell, first + index, column, rows_left=len(rows) - index, spans=spans)


def _cell(cell: Cell, row: int, column: int, *, rows_left: int, spans: Spans) -> TableCell:
    pieces = tuple(piece for piece in spans(cell.spans) if piece.text)
    return TableCell(row, column, min(cell.rows, rows_left), cell.columns, pieces, "左")


def cell_path(cell: TableCell, header_rows: int) -> tuple[str | int, ...]:
    """Return where a cell's row stands in its table."""
    return ("表头",) if cell.is_header else ("行", cell.row - header_rows)


def with_known_glyphs(
    cells: Sequence[TableCell], header_rows: int, metrics: Metrics
) -> tuple[tuple[TableCell, ...], tuple[Remark, ...]]:
    """Return the cells with 〓 for what no face has, and a remark at the first place of each such character (L-2)."""

    @cache
    def is_set(role: Role, character: str) -> bool:
        return character == "\n" or not replace_missing((_one_piece(Piece(character, role)),), metrics, _nowhere)[1]

    shown: list[TableCell] = []
    remarks: dict[str, Remark] = {}
    for cell in cells:
        if all(is_set(piece.role, character) for piece in cell.pieces for character in piece.text):
            shown.append(cell)
            continue
        pieces, found = known_pieces(cell.pieces, metrics)
        shown.append(replace(cell, pieces=pieces))
        for remark in found:
            remarks.setdefault(remark.message, replace(remark, path=cell_path(cell, header_rows)))
    return tuple(shown), tuple(remarks.values())


def known_pieces(pieces: Sequence[Piece], metrics: Metrics) -> tuple[tuple[Piece, ...], tuple[Remark, ...]]:
    """Return pieces as their faces can show them, and what there is to say of it (L-2)."""
    known = [_known(piece, metrics) for piece in pieces]
    shown = tuple(piece for piece, _ in known if piece.text)
    return shown, tuple(remark for _, found in known for remark in found)


def _known(piece: Piece, metrics: Metrics) -> tuple[Piece, list[Remark]]:
    """Return a piece as its faces can show it, its line breaks kept, and what there is to say of it."""
    texts, originals, remarks = [], [], []
    for line in piece.text.split("\n"):
        (block,), issues = replace_missing((_one_piece(replace(piece, text=line)),), metrics, _nowhere)
        texts.append(block.text)
        originals.append("".join(part.original or part.text for part in block.pieces))
        remarks += [Remark(issue.requirement, issue.severity, issue.message, issue.hint) for issue in issues]
    text, original = "\n".join(texts), "\n".join(originals)
    return replace(piece, text=text, original=original if original != text else None), remarks


def _one_piece(piece: Piece) -> Block:
    return Block(Element.TABLE, (piece,), 0.0)


def _nowhere(path: tuple[str | int, ...]) -> Where:
    return Where()


def wants(cell: TableCell, size_pt: float, metrics: Metrics) -> Want:
    """Return how wide a cell's text is on one line, and its longest unit; the padding of the cell included."""
    em = points_to_mm(size_pt)
    natural = unit = 0.0
    for block in _paragraphs(with_folded_unit(cell.pieces) if cell.is_header else cell.pieces, size_pt):
        edges = list(accumulate(_widths(block, metrics), initial=0.0))
        stops = [0, *break_opportunities(block.text), len(block.text)]
        natural = max(natural, edges[-1])
        unit = max(unit, *(edges[end] - edges[start] for start, end in pairwise(stops)))
    if cell.is_header and natural > WHOLE_HEADER_EMS * em:
        natural = max(WHOLE_HEADER_EMS * em, natural / 2 + em)
    blank = 2 * PADDING_MM + 2 * _SLACK_MM
    return Want(natural + blank, unit + blank)


def with_folded_unit(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the head of a column with a line break before the unit in brackets at its end: 金额（万元）."""
    last = pieces[-1] if pieces else None
    found = _UNIT.search(last.text) if last is not None else None
    if last is None or found is None or (len(pieces) == 1 and not found.start()) or last.original:
        return tuple(pieces)
    text = f"{last.text[: found.start()]}\n{last.text[found.start() :]}"
    return (*pieces[:-1], replace(last, text=text))


def is_number(cell: TableCell) -> bool | None:
    """Tell whether a cell holds a number and nothing else; None for one that holds nothing."""
    text = _plain(cell).strip()
    return None if text in _NO_NUMBER else NUMBER.fullmatch(text) is not None


def number_widths(cell: TableCell, size_pt: float, metrics: Metrics) -> tuple[float, float]:
    """Return the widths of a number before its decimal point, or end, and from there on."""
    text = _plain(cell)
    found = NUMBER.match(text.strip())
    whole = len(text) - len(text.lstrip()) + (found.end("whole") if found else len(text))
    widths = _widths(Block(Element.TABLE, cell.pieces, size_pt), metrics)
    return sum(widths[:whole]), sum(widths[whole:])


def _plain(cell: TableCell) -> str:
    return "".join(piece.text for piece in cell.pieces if piece.note is None)


def _paragraphs(pieces: Sequence[Piece], size_pt: float) -> Iterator[Block]:
    """Yield the lines of a cell's source as blocks; none for one that is blank."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        place = 0
        for index, text in enumerate(piece.text.split("\n")):
            if index:
                lines.append([])
            original = piece.original[place : place + len(text)] if piece.original else None
            if text:
                lines[-1].append(replace(piece, text=text, original=original))
            place += len(text) + 1
    yield from (Block(Element.TABLE, tuple(line), size_pt) for line in lines if line)


def _widths(block: Block, metrics: Metrics) -> list[float]:
    em = points_to_mm(block.size_pt)
    advances = (advance_of(piece, character, metrics) for piece in block.pieces for character in piece.text)
    return [cell_width(advance, cell_mm=em, em_mm=em) for advance in advances]


def set_text(
    pieces: Sequence[Piece], width_mm: float, metrics: Metrics, *, size_pt: float, alignment: HorizontalPlace
) -> CellText:
    """Break a text into lines of a width; those of a narrow column, or far from full, are ragged."""
    em = points_to_mm(size_pt)
    measure = Measure(em, em, width_mm + _SLACK_MM)
    is_flush = alignment == "左" and width_mm >= JUSTIFIED_EMS * em
    lines: list[tuple[Run, ...]] = []
    forced: list[str] = []
    for block in _paragraphs(pieces, size_pt):
        advances = [advance_of(piece, character, metrics) for piece in block.pieces for character in piece.text]
        widths = [cell_width(advance, cell_mm=em, em_mm=em) for advance in advances]
        text = block.text
        for line in _broken(block, advances, widths, measure, is_even=alignment == "中"):
            is_tight = is_flush and line.spread_mm <= MOST_SPREAD_MM
            placed = line if is_tight or line.squeeze_mm else _ragged(line, widths)
            shift = _shift(placed, widths, text, width_mm, alignment)
            lines.append(tuple(runs_on_line(block, placed, shift, advances)))
            if line.is_forced:
                forced.append(text[max(0, line.end - _CUT_SHOWN) : line.end])
    return CellText(tuple(lines), tuple(forced))


def _broken(
    block: Block, advances: list[float], widths: Sequence[float], measure: Measure, *, is_even: bool
) -> tuple[SetLine, ...]:
    """Return the lines of a text; most cells have one and need no breaking. Even lines are about equally long."""
    text = block.text
    if sum(widths) <= measure.width_mm:
        return (SetLine(0, len(text), tuple(accumulate(widths[:-1], initial=0.0))),)
    glued = glued_positions(block)
    lines = break_lines(text, advances, measure, glued=glued)
    if not is_even:
        return lines
    narrower = sum(widths) / len(lines)
    while narrower < measure.width_mm:
        found = break_lines(text, advances, replace(measure, width_mm=narrower), glued=glued)
        if len(found) == len(lines) and not any(line.is_forced or line.squeeze_mm for line in found):
            return found
        narrower += measure.em_mm / 2
    return lines


def _ragged(line: SetLine, widths: Sequence[float]) -> SetLine:
    """Return a line on its natural width."""
    return replace(line, x_mm=tuple(accumulate(widths[line.start : line.end - 1], initial=0.0)), spread_mm=0.0)


def _shift(line: SetLine, widths: Sequence[float], text: str, width_mm: float, alignment: HorizontalPlace) -> float:
    """Return how far a line moves to the right; spaces at its end do not count."""
    if alignment == "左":
        return 0.0
    shown = len(text[line.start : line.end].rstrip(" ")) or 1
    free = max(0.0, width_mm - line.x_mm[shown - 1] - widths[line.start + shown - 1])
    return free if alignment == "右" else free / 2
