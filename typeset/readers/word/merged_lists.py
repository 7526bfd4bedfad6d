"""Which items of a list were kept, changed, taken away or added, told from the list before and after."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_MOST_COMPARED = 5_000  # of two lists that have little in common


@dataclass(frozen=True, slots=True)
class Step:
    """An item before (`old`) and after (`new`), by their places; None where it was added or taken away."""

    old: int | None
    new: int | None
    is_same: bool = False


def steps(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[Step]:
    """Yield what became of every item, in the order after; changed ones are paired in order."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        yield Step(start, start, True)
        start += 1
    tail = 0
    while tail < min(len(before), len(after)) - start and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    old_end, new_end = len(before) - tail, len(after) - tail
    yield from _middle(before[start:old_end], after[start:new_end], start)
    for place in range(tail):
        yield Step(old_end + place, new_end + place, True)


def _middle(before: Sequence[Hashable], after: Sequence[Hashable], start: int) -> Iterator[Step]:
    if len(before) + len(after) > _MOST_COMPARED:
        yield from _paired(range(len(before)), range(len(after)), start, is_same=False)
        return
    for kind, old, old_end, new, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield from _paired(range(old, old_end), range(new, new_end), start, is_same=kind == "equal")


def _paired(old: range, new: range, start: int, *, is_same: bool) -> Iterator[Step]:
    for place in range(max(len(old), len(new))):
        before = start + old[place] if place < len(old) else None
        after = start + new[place] if place < len(new) else None
        yield Step(before, after, is_same)
