"""Where the seals of a joint document stand (7.3.5.1): rows of as many as fit, in columns, never touching.

The rows are as even as their number allows (five seals: three and two), the fuller ones above, and flush at the
right, where the last seal stands on the date. Nothing here knows a text or a font.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from typeset.standard import SEAL_DATE_RIGHT_INDENT_CELLS, Grid

SEAL_ABOVE_MIDDLE_MM = 2.0  # the seal's centre above the middle of what it presses, at least (R-7.3.5.1-4)
MOST_ABOVE_MIDDLE_MM = 3.0
RISE_MM = 2.0  # of a seal between two rows of seals, at most: 4 mm above the middle
LOWERED_MM = 0.3  # at most, where that spares a blank row (grid A)
LEAST_GAP_MM = 2.0  # between two seals
COVERED_MM = 1.1  # of the blank part of a row that a seal may reach into
_GAPS_MM = (5.5, 4.0, 3.0, LEAST_GAP_MM)
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class SealSlot:
    """What stands in one place of a row: a 署名 of a width (and lines), the seal on it (0: none)."""

    name_mm: float
    seal_mm: float
    lines: int = 1


@dataclass(frozen=True, slots=True)
class SealRow:
    """The slots [first, first + len(centres_mm)) side by side; centres are measured from the page's left edge.

    `rows_before` are the blank rows above its first line, `lines` its rows of text; `drop_mm` is how far the seals'
    centres lie below the top of the em box of its last line.
    """

    first: int
    centres_mm: tuple[float, ...]
    lines: int
    drop_mm: float
    rows_before: int
    starts_page: bool = False


def seal_rows(slots: Sequence[SealSlot], date_mm: float, grid: Grid, *, room_rows: int) -> tuple[SealRow, ...]:
    """Return the rows of the seals of a joint document; the date, `date_mm` wide, stands under the last 署名.

    `room_rows` are the rows of the first page that the signature may take; rows that do not fit go to pages of their
    own. A slot wider than the type area has a row for itself.
    """
    for count in range(1, len(slots) + 1):
        starts = _split(len(slots), count)
        centres = _centres(slots, starts, date_mm, grid)
        if centres is not None or count == len(slots):
            places = centres or [[grid.left_mm + grid.width_mm / 2]] * count
            return tuple(_stacked(slots, starts, places, grid, room_rows))
    return ()


def _split(slots: int, rows: int) -> list[range]:
    """Return the slots of every row, the fuller rows first."""
    least, more = divmod(slots, rows)
    sizes = [least + 1] * more + [least] * (rows - more)
    ends = [sum(sizes[: index + 1]) for index in range(rows)]
    return [range(end - size, end) for end, size in zip(ends, sizes, strict=True)]


def _centres(slots: Sequence[SealSlot], rows: Sequence[range], date_mm: float, grid: Grid) -> list[list[float]] | None:
    """Return the centres of every row's slots from the left; None when the columns are wider than the type area."""
    columns = max(len(row) for row in rows)
    members = [[slots[row[-1 - column]] for row in rows if len(row) > column] for column in range(columns)]
    halves = [max(max(slot.name_mm, slot.seal_mm) / 2 for slot in column) for column in members]
    halves[0] = max(halves[0], date_mm / 2)
    wished = grid.right_mm - max(SEAL_DATE_RIGHT_INDENT_CELLS * grid.cell_mm + date_mm / 2, halves[0])
    for gap in _GAPS_MM:
        steps = [_step(slots, rows, column, gap, grid) for column in range(columns - 1)]
        even = [max(steps, default=0.0)] * len(steps)
        steps = even if wished - sum(even) - halves[-1] >= grid.left_mm else steps
        leftmost = wished - sum(steps) - halves[-1]
        if leftmost >= grid.left_mm - _TOLERANCE:
            break
        if gap == LEAST_GAP_MM:
            wished += grid.left_mm - leftmost
    if wished + halves[0] > grid.right_mm + _TOLERANCE:
        return None
    places = [wished - sum(steps[:column]) for column in range(columns)]
    return [[places[column] for column in reversed(range(len(row)))] for row in rows]


def _step(slots: Sequence[SealSlot], rows: Sequence[range], column: int, gap_mm: float, grid: Grid) -> float:
    """Return the distance of a column, counted from the right, to the next one: no seals touch, no names meet."""
    pairs = [(slots[row[-1 - column]], slots[row[-2 - column]]) for row in rows if len(row) > column + 1]
    return max(max((a.seal_mm + b.seal_mm) / 2 + gap_mm, (a.name_mm + b.name_mm) / 2 + grid.cell_mm) for a, b in pairs)


def _stacked(
    slots: Sequence[SealSlot], rows: Sequence[range], centres: Sequence[Sequence[float]], grid: Grid, room_rows: int
) -> Iterator[SealRow]:
    """Yield the rows with their blank rows; one that does not fit its page begins another."""
    used, above, last_drop = 0, 0.0, 0.0
    for index, row in enumerate(rows):
        own = [slots[place] for place in row]
        lines, seal, is_last = (
            max(slot.lines for slot in own),
            max(slot.seal_mm for slot in own),
            index == len(rows) - 1,
        )
        drop = centre_drop_mm(lines, grid, has_date=is_last)
        if index == 0:
            blank, raised = rows_above(lines, seal, drop, grid)
            drop -= raised if is_last else min(0.0, raised)
        else:
            least = (above + seal) / 2 + LEAST_GAP_MM - drop + last_drop
            blank = max(0, ceil(least / grid.pitch_mm - _TOLERANCE) - lines)
            if index == len(rows) - 2:  # the last seals stand closer, on name and date: the gaps are evened out
                drop -= min(RISE_MM, (blank + lines) * grid.pitch_mm - least)
        foot = max(rows_covered(drop, seal, grid), int(is_last))
        starts_page = bool(used) and used + blank + lines + foot > room_rows
        if starts_page:
            used, room_rows = 0, grid.rows
            blank = max(0, ceil((seal / 2 - drop) / grid.pitch_mm - lines + 1 - _TOLERANCE))
        yield SealRow(row[0], tuple(centres[index]), lines, drop, blank, starts_page)
        used, above, last_drop = used + blank + lines, seal, drop


def centre_drop_mm(lines: int, grid: Grid, *, has_date: bool) -> float:
    """Return how far a seal's centre lies below the top of the last of the lines of a 署名 that it presses.

    It stands a little above the middle of the lines, and of the date below them where `has_date`.
    """
    return (grid.em_mm + (int(has_date) - lines + 1) * grid.pitch_mm) / 2 - SEAL_ABOVE_MIDDLE_MM


def rows_above(lines: int, seal_mm: float, drop_mm: float, grid: Grid) -> tuple[int, float]:
    """Return the blank rows above a 署名 whose seal's top stays within one line below the text (R-7.3.5.1-5).

    Also returned is how far the seal rises from its lowest place, so that it stands between that and the text; where
    a seal lowered a little spares a row it is negative.
    """
    text_mm = lines * grid.pitch_mm - grid.em_mm + drop_mm - seal_mm / 2  # the gap with no blank row
    blank = max(1 if lines < 3 else 0, ceil((-text_mm - LOWERED_MM) / grid.pitch_mm))
    gap = text_mm + blank * grid.pitch_mm
    return blank, min(MOST_ABOVE_MIDDLE_MM - SEAL_ABOVE_MIDDLE_MM, gap / 2 if gap > 0 else gap)


def rows_covered(drop_mm: float, seal_mm: float, grid: Grid) -> int:
    """Return the rows below a line that its seal covers by more than COVERED_MM."""
    return max(0, ceil((drop_mm + seal_mm / 2 - grid.em_mm - COVERED_MM) / grid.pitch_mm))
