"""Set 发文字号 and 签发人 of a 上行文 (7.2.5, 7.2.6): the number left, the names right, on one line.

Several names stand two a line in columns, two-character names spread to three; the number is on the last name's
line. More names a line, and names or a number too long for that, are provided for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from typeset.layout.blocks import Alignment, Block, Element, Piece
from typeset.layout.compose import compose
from typeset.layout.lines import cell_width
from typeset.layout.metrics import Metrics
from typeset.layout.page import Line, Run
from typeset.layout.result import Placed
from typeset.model import Document
from typeset.standard import SIZE_3_PT, Grid, Role

LABEL = "签发人："
INDENT_CELLS = 1.0  # 7.2.5, 7.2.6: one 字 in from the left and from the right
GAP_CELLS = 1.0  # between two names, and between number and names at least
_TOLERANCE_CELLS = 1e-6
SPREAD_NAME_CELLS = 3.0  # a name of two characters in a list


@dataclass(frozen=True, slots=True)
class _Names:
    """The names in columns: how many a line, how wide a column, where the columns begin, in cells."""

    a_line: int
    width: float
    lefts: tuple[float, ...]
    label: float


def signer_block(document: Document) -> Block | None:
    """Return 签发人 as one block: the label, then a piece for every name; None when there is none."""
    if not document.signers:
        return None
    names = (Piece(name, Role.KAITI) for name in document.signers)
    return Block(Element.SIGNERS, (Piece(LABEL, Role.FANGSONG), *names), SIZE_3_PT, Alignment.LEFT, path=("签发人",))


def set_signers(
    number: Block | None, signers: Block, grid: Grid, metrics: Metrics, *, row: int, a_line: int
) -> tuple[Placed, ...]:
    """Return the lines of number and signers from `row` on, at most `a_line` names a line (R-7.2.6-3).

    The number is on the last line (R-7.2.5-3); one too long to share a line stands below the names.
    """
    number_cells = _cells(number.pieces, grid, metrics) if number else 0.0
    plans = [_columns(signers.pieces[1:], count, grid, metrics) for count in range(a_line, 0, -1)]
    plans = [plan for plan in plans if plan.label >= INDENT_CELLS - _TOLERANCE_CELLS]
    for plan in plans:
        lines = tuple(_lines(signers, plan))
        left_of_last = plan.label if len(lines) == 1 else plan.lefts[0]
        if number is None or INDENT_CELLS + number_cells + GAP_CELLS <= left_of_last + _TOLERANCE_CELLS:
            return tuple(_on_rows(_with_number(lines, number, grid), grid, metrics, row))
    if plans:
        placed = tuple(_on_rows(_with_number(tuple(_lines(signers, plans[0])), None, grid), grid, metrics, row))
    else:
        placed = tuple(_broken(signers, grid, metrics, row=row))
    return (*placed, *_number_below(number, grid, metrics, row=row + sum(len(item.lines) for item in placed)))


def shares_its_line(placed: Sequence[Placed]) -> bool:
    """Tell whether 发文字号 stands on the line of a 签发人 (R-7.2.5-3), where there is a number."""
    last = placed[-1].block
    return last.element is not Element.NUMBER or len(last.pieces) > 1


def _columns(names: Sequence[Piece], count: int, grid: Grid, metrics: Metrics) -> _Names:
    """Return at most `count` columns of names that end one 字 before the right edge."""
    count = min(count, len(names))
    width = max(_name_cells(name, len(names), grid, metrics) for name in names)
    right = grid.columns - INDENT_CELLS
    lefts = tuple(right - (count - index) * width - (count - 1 - index) * GAP_CELLS for index in range(count))
    return _Names(count, width, lefts, lefts[0] - len(LABEL))


def _lines(signers: Block, plan: _Names) -> Iterator[Block]:
    """Yield a block for every line of names, the first one with the label; stops are still cells."""
    label, names = signers.pieces[0], signers.pieces[1:]
    for first in range(0, len(names), plan.a_line):
        shown = names[first : first + plan.a_line]
        stops = plan.lefts[: len(shown)]
        if first == 0:
            shown, stops = (label, *shown), (plan.label, *stops)
        yield replace(signers, pieces=tuple(shown), stops=tuple(stops))


def _with_number(lines: Sequence[Block], number: Block | None, grid: Grid) -> Iterator[Block]:
    """Yield the lines with their stops in millimetres, the number at the left of the last one."""
    for index, line in enumerate(lines, start=1):
        pieces, stops = line.pieces, line.stops
        if number is not None and index == len(lines):
            line = replace(line, element=Element.NUMBER, path=number.path)
            pieces, stops = (*number.pieces, *pieces), (INDENT_CELLS, *stops)
        yield replace(line, pieces=pieces, stops=tuple(stop * grid.cell_mm for stop in stops))


def _on_rows(blocks: Iterator[Block], grid: Grid, metrics: Metrics, row: int) -> Iterator[Placed]:
    """Yield every line on its row, short names spread."""
    lines = list(blocks)
    is_list = sum(piece.role is Role.KAITI for block in lines for piece in block.pieces) > 1
    for index, block in enumerate(lines, start=row):
        (runs,) = compose(block, grid, metrics).lines
        shown = tuple(_spread(run, grid) if is_list and run.role is Role.KAITI else run for run in runs)
        yield Placed(block, (Line(shown, grid.row_baseline_mm(index), 0, index),))


def _spread(run: Run, grid: Grid) -> Run:
    """Return a name of two characters with a blank one between them; it is copied without it."""
    if len(run.text) != 2:
        return run
    second = run.x_mm[0] + (SPREAD_NAME_CELLS - 1) * grid.cell_mm
    shift = second - run.x_mm[1]
    return replace(run, x_mm=(run.x_mm[0], second), end_mm=run.end_mm + shift, actual_text=run.actual_text or run.text)


def _broken(signers: Block, grid: Grid, metrics: Metrics, *, row: int) -> Iterator[Placed]:
    """Yield names too long for a line below each other behind the label, each on as many lines as it needs."""
    label, names = signers.pieces[0], signers.pieces[1:]
    behind = INDENT_CELLS + len(LABEL)
    for index, name in enumerate(names):
        pieces, first = ((label, name), -float(len(LABEL))) if index == 0 else ((name,), 0.0)
        block = replace(signers, pieces=pieces, left_cells=behind, first_line_cells=first, right_cells=INDENT_CELLS)
        placed = lines_on_rows(block, grid, metrics, row=row)
        row += len(placed.lines)
        yield placed


def _number_below(number: Block | None, grid: Grid, metrics: Metrics, *, row: int) -> Iterator[Placed]:
    """Yield a number that is too long to share a line with a name."""
    if number is not None:
        block = replace(number, alignment=Alignment.LEFT, left_cells=INDENT_CELLS, right_cells=INDENT_CELLS)
        yield lines_on_rows(block, grid, metrics, row=row)


def lines_on_rows(block: Block, grid: Grid, metrics: Metrics, *, row: int) -> Placed:
    """Return a block with its lines on rows of the grid from `row` on."""
    lines = compose(block, grid, metrics).lines
    return Placed(
        block, tuple(Line(runs, grid.row_baseline_mm(place), 0, place) for place, runs in enumerate(lines, start=row))
    )


def _name_cells(name: Piece, count: int, grid: Grid, metrics: Metrics) -> float:
    """Return the width of a name in cells."""
    if count > 1 and len(name.text) == 2:
        return SPREAD_NAME_CELLS
    return _cells((name,), grid, metrics)


def _cells(pieces: Sequence[Piece], grid: Grid, metrics: Metrics) -> float:
    widths = (
        cell_width(metrics.advance(piece.role, character), cell_mm=grid.cell_mm, em_mm=grid.em_mm)
        for piece in pieces
        for character in piece.text
    )
    return sum(widths) / grid.cell_mm
