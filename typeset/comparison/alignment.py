"""Which paragraphs of two texts belong together: the same, edited, or moved. Nearly linear in the length."""

import itertools
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from typeset.comparison.matching import longest_ascending, matching

LEAST_SIMILARITY = 0.45
"""Share of characters and neighbouring pairs in common from which on a paragraph counts as edited, not as another."""

_COMPARED_CHARACTERS = 4_000
_RARE = 4  # a group of characters that stands in more paragraphs says little about which two belong together
_GROUP = 3
_CANDIDATES = 3
_NEIGHBOURS = 1


@dataclass(frozen=True, slots=True)
class Pair:
    """Two paragraphs that belong together, by position; `is_moved` past others that kept their order."""

    old: int
    new: int
    is_moved: bool = False


def align(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Return the pairs of paragraphs in the order of `new`; what is in no pair was removed or added."""
    kept = matching(old, new)
    kept_old, kept_new = {o for o, _ in kept}, {n for _, n in kept}
    removed = [position for position in range(len(old)) if position not in kept_old]
    added = [position for position in range(len(new)) if position not in kept_new]
    similar = sorted(_similar(old, new, removed, added, kept), key=lambda pair: pair[1])
    return sorted(_in_order(kept, similar), key=lambda pair: pair.new)


def _profile(text: str) -> Counter[str]:
    compared = text[:_COMPARED_CHARACTERS]
    return Counter(compared) + Counter(map("".join, itertools.pairwise(compared)))


def _share(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of characters and neighbouring pairs that two texts have in common, 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _similar(
    old: Sequence[str], new: Sequence[str], removed: list[int], added: list[int], kept: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of an old and a new paragraph that are most alike, each in one pair at most."""
    old_profiles = {position: _profile(old[position]) for position in removed}
    new_profiles = {position: _profile(new[position]) for position in added}
    scored: list[tuple[float, int, int, int]] = []
    candidates = {*_equal(old, new, removed, added), *_rare_groups_in_common(old, new, removed, added)}
    for o, n in candidates | set(_in_same_gap(removed, added, kept)):
        score = _share(old_profiles[o], new_profiles[n])
        if score >= LEAST_SIMILARITY:
            scored.append((-score, abs(o - n), o, n))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for _, _, o, n in sorted(scored):
        if o not in taken_old and n not in taken_new:
            taken_old.add(o)
            taken_new.add(n)
            yield o, n


def _equal(old: Sequence[str], new: Sequence[str], removed: list[int], added: list[int]) -> Iterator[tuple[int, int]]:
    """Yield pairs of equal paragraphs, the first with the first."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for n in reversed(added):
        places[new[n]].append(n)
    yield from ((o, places[old[o]].pop()) for o in removed if places.get(old[o]))


def _rare_groups_in_common(
    old: Sequence[str], new: Sequence[str], removed: list[int], added: list[int]
) -> Iterator[tuple[int, int]]:
    """Yield pairs that share groups of characters which stand in few other paragraphs."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for n in added:
        for group in _groups(new[n]):
            index[group].append(n)
    for o in removed:
        votes: Counter[int] = Counter()
        for group in _groups(old[o]):
            if len(index.get(group, ())) <= _RARE:
                votes.update(index.get(group, ()))
        yield from ((o, n) for n, _ in votes.most_common(_CANDIDATES))


def _groups(text: str) -> set[str]:
    """Return every group of three characters; a shorter text is a group."""
    compared = text[:_COMPARED_CHARACTERS]
    return {compared[start : start + _GROUP] for start in range(max(len(compared) - _GROUP + 1, 1))}


def _in_same_gap(removed: list[int], added: list[int], kept: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield pairs that stand at about the same place between two paragraphs that were kept."""
    kept_old, kept_new = [o for o, _ in kept], [n for _, n in kept]
    gaps: defaultdict[int, list[int]] = defaultdict(list)
    for n in added:
        gaps[bisect_right(kept_new, n)].append(n)
    seen: Counter[int] = Counter()
    for o in removed:
        gap = bisect_right(kept_old, o)
        around = range(max(seen[gap] - _NEIGHBOURS, 0), seen[gap] + _NEIGHBOURS + 1)
        yield from ((o, n) for n in gaps[gap][around.start : around.stop])
        seen[gap] += 1


def _in_order(kept: list[tuple[int, int]], similar: list[tuple[int, int]]) -> Iterator[Pair]:
    """Yield the pairs; similar ones that are out of order, past what was kept or past one another, are moved."""
    kept_old, kept_new = [o for o, _ in kept], [n for _, n in kept]
    yield from (Pair(o, n) for o, n in kept)
    in_place = [(o, n) for o, n in similar if bisect_right(kept_old, o) == bisect_right(kept_new, n)]
    ordered = {in_place[position] for position in longest_ascending([o for o, _ in in_place])}
    yield from (Pair(o, n, (o, n) not in ordered) for o, n in similar)
