"""Which items of a list were kept, changed, taken away or added, told from the list before and after."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from typeset.comparison.matching import matching


@dataclass(frozen=True, slots=True)
class Step:
    """An item before (`old`) and after (`new`), by their places; None where it was added or taken away."""

    old: int | None
    new: int | None
    is_same: bool = False


def steps(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[Step]:
    """Yield what became of every item, in the order after; changed ones are paired in order."""
    old_start = new_start = 0
    for old, new in matching(before, after):
        yield from _changed(range(old_start, old), range(new_start, new))
        yield Step(old, new, True)
        old_start, new_start = old + 1, new + 1
    yield from _changed(range(old_start, len(before)), range(new_start, len(after)))


def _changed(old: range, new: range) -> Iterator[Step]:
    return (Step(before, after) for before, after in zip_longest(old, new))
