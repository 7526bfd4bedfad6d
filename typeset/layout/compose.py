"""Break the blocks into lines and turn lines into runs of glyphs at their places across the page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from typeset.layout.blocks import Alignment, Block, Element, Piece
from typeset.layout.content import SetTable
from typeset.layout.lines import Measure, SetLine, break_lines, cell_width
from typeset.layout.metrics import Metrics, text_width
from typeset.layout.page import Run
from typeset.standard import SIZE_3_PT, Grid, Role, points_to_mm


@dataclass(frozen=True, slots=True)
class SetBlock:
    """A block and its lines; every line's runs are placed across the page, its height on the page is still open."""

    block: Block
    lines: tuple[tuple[Run, ...], ...]
    forced: tuple[str, ...] = ()  # what had to be broken inside
    notes: tuple[tuple[str, ...], ...] = ()  # marks of the footnotes called on each line; empty without any


_PERSONS = re.compile(r"(?<=[、，：])[㐀-鿿·]{2,4}(?=[、，]|$)")  # of 出席 and the like: names without a post
NOTE_CALL_SIZE = 0.6  # of the text's size
NOTE_CALL_RISE = 0.35  # of the text's em above its baseline


def compose(block: Block, grid: Grid, metrics: Metrics) -> SetBlock:
    """Return a block broken into lines: where it says itself, else by the composer on the grid."""
    if block.lines:
        ends = accumulate(len(line) for line in block.lines)
        return SetBlock(
            block,
            tuple(_title_line(block, end, line, grid, metrics) for end, line in zip(ends, block.lines, strict=True)),
        )
    if isinstance(block.content, SetTable):
        return SetBlock(block, (), notes=block.content.band_notes)
    if block.stops:
        return SetBlock(block, (tuple(_stopped_runs(block, grid, metrics)),))
    em = points_to_mm(block.size_pt)
    cell = (grid.cell_mm if block.size_pt == SIZE_3_PT else em) + block.tracking_mm
    width = grid.width_mm - (block.left_cells + block.right_cells) * cell + block.tracking_mm
    measure = Measure(cell, em, width, block.first_line_cells * cell)
    advances = [advance_of(piece, character, metrics) for piece in block.pieces for character in piece.text]
    lines = break_lines(block.text, advances, measure, glued=glued_positions(block), rigid=block.label_length)
    left = grid.left_mm + block.left_cells * cell
    placed = tuple(
        tuple(runs_on_line(block, line, left + _shift(block, line, advances, measure), advances)) for line in lines
    )
    forced = tuple(block.text[max(0, line.end - 10) : line.end] for line in lines if line.is_forced)
    return SetBlock(block, placed, forced, _notes(block, lines))


def glued_positions(block: Block) -> frozenset[int]:
    """Return the positions where no line begins: at a footnote's call, inside a person's name in a list of them."""
    ends = accumulate(len(piece.text) for piece in block.pieces)
    calls = {end - len(piece.text) for piece, end in zip(block.pieces, ends, strict=True) if piece.note}
    names = _PERSONS.finditer(block.text) if block.element is Element.ATTENDANCE else ()
    return frozenset(calls.union(*(range(name.start() + 1, name.end()) for name in names)))


def _notes(block: Block, lines: Sequence[SetLine]) -> tuple[tuple[str, ...], ...]:
    """Return the marks of the footnotes called on each line."""
    if not any(piece.note for piece in block.pieces):
        return ()
    starts = accumulate((len(piece.text) for piece in block.pieces), initial=0)
    calls = [(start, piece.note) for start, piece in zip(starts, block.pieces, strict=False) if piece.note]
    return tuple(tuple(mark for start, mark in calls if line.start <= start < line.end) for line in lines)


def advance_of(piece: Piece, character: str, metrics: Metrics) -> float:
    """Return the advance of a character in em of the block's type."""
    return metrics.advance(_role(piece), character) * (NOTE_CALL_SIZE if piece.note else 1.0)


def _stopped_runs(block: Block, grid: Grid, metrics: Metrics) -> Iterator[Run]:
    """Yield the pieces of a line, each from its own stop on its cells."""
    em = points_to_mm(block.size_pt)
    cell = grid.cell_mm if block.size_pt == SIZE_3_PT else em
    for piece, stop in zip(block.pieces, block.stops, strict=True):
        x, origins, advance = grid.left_mm + stop, [], 0.0
        for character in piece.text:
            advance = metrics.advance(_role(piece), character)
            origins.append(x)
            x += cell_width(advance, cell_mm=cell, em_mm=em)
        if origins:
            end = origins[-1] + advance * em
            yield Run(piece.text, _role(piece), block.size_pt, tuple(origins), end, piece.colour, 1.0, _copied(piece))


def _copied(piece: Piece) -> str | None:
    return piece.original if piece.original != piece.text else None


def _role(piece: Piece) -> Role:
    """Return the role that sets a piece: bold text is set in 黑体, never in a thickened 仿宋 (R-7.3.3-5)."""
    return Role.HEITI if piece.bold and piece.role in (Role.FANGSONG, Role.KAITI) else piece.role


def _shift(block: Block, line: SetLine, advances: list[float], measure: Measure) -> float:
    """Return how far a line that is not justified moves to the right."""
    if block.alignment in (Alignment.JUSTIFIED, Alignment.LEFT):
        return 0.0
    free = max(0.0, measure.width_mm - _line_end(line, advances, measure))
    return free if block.alignment is Alignment.RIGHT else free / 2


def _line_end(line: SetLine, advances: list[float], measure: Measure) -> float:
    """Return the right edge of a line's last cell."""
    last = advances[line.end - 1]
    return line.x_mm[-1] + cell_width(last, cell_mm=measure.cell_mm, em_mm=measure.em_mm)


def runs_on_line(block: Block, line: SetLine, left_mm: float, advances: list[float]) -> Iterator[Run]:
    """Yield the runs of a line: one a stretch of characters of the same piece."""
    owners = [piece for piece in block.pieces for _ in piece.text]
    originals = "".join(piece.original or piece.text for piece in block.pieces)
    em = points_to_mm(block.size_pt)
    for piece, group in groupby(range(line.start, line.end), key=lambda i: owners[i]):
        places = list(group)
        text = block.text[places[0] : places[-1] + 1]
        original = originals[places[0] : places[-1] + 1]
        x = tuple(left_mm + line.x_mm[i - line.start] for i in places)
        yield Run(
            text,
            _role(piece),
            block.size_pt * NOTE_CALL_SIZE if piece.note else block.size_pt,
            x,
            x[-1] + advances[places[-1]] * em,
            piece.colour,
            actual_text=original if original != text else None,
            rise_mm=NOTE_CALL_RISE * em if piece.note else 0.0,
        )


def _title_line(block: Block, end: int, text: str, grid: Grid, metrics: Metrics) -> tuple[Run, ...]:
    """Set the line of a title that ends at character `end` on its natural width, centred in the type area."""
    piece = block.pieces[0]
    original = (piece.original or piece.text)[end - len(text) : end]
    em = points_to_mm(block.size_pt)
    x = grid.left_mm + (grid.width_mm - text_width(metrics, piece.role, text.rstrip(" ")) * em) / 2
    origins = []
    for character in text:
        origins.append(x)
        x += metrics.advance(piece.role, character) * em
    return (
        Run(
            text,
            piece.role,
            block.size_pt,
            tuple(origins),
            x,
            piece.colour,
            actual_text=original if original != text else None,
        ),
    )
