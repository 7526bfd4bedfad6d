"""Keep 附注 clear of the seals: on the row below the date (7.3.6), or lower where a seal would cover it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from typeset.layout.blocks import Block
from typeset.standard import Grid

_TOUCH_MM = 0.5


def below_seals(
    notes: Sequence[Block], signature: Sequence[Block], grid: Grid, cells: Callable[[str], float]
) -> list[Block]:
    """Return the 附注 of a signature, the first one moved down past the seals that reach into it.

    `cells` measures a text in 字. Every block of a signature is one line.
    """
    if not notes:
        return []
    first = notes[0]
    right = grid.left_mm + min(grid.columns, first.first_line_cells + cells(first.text)) * grid.cell_mm
    feet = [foot for left, foot in _seals(signature, grid) if left < right - _TOUCH_MM]
    row = sum(block.rows_before + 1 for block in signature)
    rows = 0
    while any((row + rows) * grid.pitch_mm < foot - _TOUCH_MM for foot in feet):
        rows += 1
    return [replace(first, rows_before=rows), *notes[1:]]


def _seals(signature: Sequence[Block], grid: Grid) -> Iterator[tuple[float, float]]:
    """Yield the left edge of every seal, and its foot from the top of the row below the text."""
    row = 0
    for block in signature:
        row += block.rows_before
        for stamp in block.stamps:
            yield stamp.left_mm, row * grid.pitch_mm + stamp.drop_mm + stamp.height_mm
        row += 1
