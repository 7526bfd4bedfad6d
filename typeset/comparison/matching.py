"""Which items of two sequences are the same, in order: patience first, then the fewest edits (Myers 1986).

Items that occur once in both anchor the rest. What lies between anchors costs at most `MOST_EDITS` squared steps;
where more is different, nothing between is taken for the same.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

MOST_EDITS = 256


def matching(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return the positions of items that are the same, ascending in both sequences."""
    found: list[tuple[int, int]] = []
    pending = [(0, len(old), 0, len(new))]
    while pending:
        old_start, old_end, new_start, new_end = pending.pop()
        while old_start < old_end and new_start < new_end and old[old_start] == new[new_start]:
            found.append((old_start, new_start))
            old_start, new_start = old_start + 1, new_start + 1
        while old_start < old_end and new_start < new_end and old[old_end - 1] == new[new_end - 1]:
            old_end, new_end = old_end - 1, new_end - 1
            found.append((old_end, new_end))
        if old_start == old_end or new_start == new_end:
            continue
        inside_old, inside_new = old[old_start:old_end], new[new_start:new_end]
        anchors = [(o + old_start, n + new_start) for o, n in _anchors(inside_old, inside_new)]
        if not anchors:
            found += ((o + old_start, n + new_start) for o, n in _fewest_edits(inside_old, inside_new))
            continue
        found += anchors
        for o, n in anchors:
            pending.append((old_start, o, new_start, n))
            old_start, new_start = o + 1, n + 1
        pending.append((old_start, old_end, new_start, new_end))
    return sorted(found)


def longest_ascending(values: Sequence[int]) -> list[int]:
    """Return the positions of a longest strictly ascending run of values, not necessarily side by side."""
    ends: list[int] = []  # the lowest value that a run of each length ends with
    at: list[int] = []
    before: list[int] = []
    for position, value in enumerate(values):
        length = bisect_left(ends, value)
        before.append(at[length - 1] if length else -1)
        ends[length : length + 1] = [value]
        at[length : length + 1] = [position]
    run: list[int] = []
    position = at[-1] if at else -1
    while position >= 0:
        run.append(position)
        position = before[position]
    return run[::-1]


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return the positions of items that occur once in both, as many as stand in the same order."""
    old_counts, new_counts = Counter(old), Counter(new)
    places = {item: position for position, item in enumerate(new)}
    pairs = [(o, places[item]) for o, item in enumerate(old) if old_counts[item] == 1 and new_counts[item] == 1]
    return [pairs[position] for position in longest_ascending([n for _, n in pairs])]


def _fewest_edits(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    """Yield what stays the same in a shortest edit script, from the end; nothing when it is too long."""
    reached = {1: 0}  # by diagonal: how far into `old` the edits lead
    history: list[dict[int, int]] = []
    for edits in range(min(len(old) + len(new), MOST_EDITS) + 1):
        history.append(dict(reached))
        for diagonal in range(-edits, edits + 1, 2):
            o = _step(reached, diagonal, edits)
            n = o - diagonal
            while o < len(old) and n < len(new) and old[o] == new[n]:
                o, n = o + 1, n + 1
            reached[diagonal] = o
            if o >= len(old) and n >= len(new):
                yield from _steps_back(history, o, n)
                return


def _step(reached: dict[int, int], diagonal: int, edits: int) -> int:
    """Return where one more edit leads on a diagonal: an item of `new` inserted, or one of `old` deleted."""
    is_inserted = diagonal == -edits or (diagonal != edits and reached[diagonal - 1] < reached[diagonal + 1])
    return reached[diagonal + 1] if is_inserted else reached[diagonal - 1] + 1


def _steps_back(history: list[dict[int, int]], o: int, n: int) -> Iterator[tuple[int, int]]:
    """Yield the matches on the way back to the beginning."""
    for edits, reached in reversed(list(enumerate(history))):
        diagonal = o - n
        start = _step(reached, diagonal, edits) if edits else 0
        while o > start and n > start - diagonal:
            o, n = o - 1, n - 1
            yield o, n
        if edits:
            is_inserted = diagonal == -edits or (diagonal != edits and reached[diagonal - 1] < reached[diagonal + 1])
            o, n = (o, n - 1) if is_inserted else (o - 1, n)
