"""Break a title into lines by words, in the shape of a trapezium or a diamond (7.3.1).

The words come from a small lexicon and dynamic programming; the lines from a search over every way to cut at a
word's edge. Widths are em of the title's own type: a full-width character is 1, a digit 0.5.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path

from typeset.characters import NO_LINE_END, NO_LINE_START, OPENING, is_latin
from typeset.layout.lines import forced_breaks

SHORTEST_LINE = 10.0
MOST_LINES = 4

_FORBIDDEN = 1_000.0
_UNKNOWN_CUT = 12.0
_BAD_STARTS = frozenset("的和与及等了市省县区局厅部委办")
_BAD_ENDS = ("关于", "印发", "转发", "批转", "和", "与", "及", "对", "在", "第")
_TOKEN = re.compile(r"\d[\d.,%‰—～\-]*(?:年度|[年月日号届次个万亿级类])?|[A-Za-z][A-Za-z0-9.\-]*")
_ORDINAL = re.compile(r"第[一二三四五六七八九十百零〇\d]{1,6}(?:季度|学期|[届次批号条章节轮期个])")
_COUNTED = re.compile(r"\d+[个级类届次批]")
_DOCUMENT_TYPE_END = re.compile(r"的?(决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要)$")


@cache
def _lexicon() -> frozenset[str]:
    """Return the words of both lists; those of their English headings do no harm."""
    files = (Path(__file__).with_name(name) for name in ("title_words.txt", "common_words.txt"))
    return frozenset(word for file in files for word in file.read_text(encoding="utf-8").split())


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    is_known: bool


def break_title(
    title: str,
    *,
    longest: float,
    advance: Callable[[str], float],
    widest: float | None = None,
    names: Collection[str] = (),
) -> tuple[str, ...]:
    """Return the lines of a title; line breaks in it are kept, and a line given so may be up to `widest` em long.

    No other line is longer than `longest` em. A title that fits one line stays one line. `names` (of organs) are
    words that no line break cuts. When even more than `MOST_LINES` lines are needed the lines are filled evenly and
    no shape is sought.
    """
    if "\n" in title:
        given = [line for line in title.split("\n") if line]
        return tuple(part for line in given for part in _as_given(line, longest, widest, advance, names))
    width = sum(advance(character) for character in title)
    if width <= longest:
        return (title,)
    words = _words(title, names)
    cuts = _cuts(words, advance)
    best = _best_cut(cuts, width, longest)
    if best is None:
        return _filled(words, longest, advance)
    return tuple(title[start:end] for start, end in pairwise([0, *best, len(title)]))


def _as_given(
    line: str, longest: float, widest: float | None, advance: Callable[[str], float], names: Collection[str]
) -> tuple[str, ...]:
    """Return a line that the source gives; one that the type area cannot hold is broken."""
    width = sum(advance(character) for character in line)
    return (line,) if width <= (widest or longest) else break_title(line, longest=longest, advance=advance, names=names)


def _words(title: str, names: Collection[str]) -> tuple[_Word, ...]:
    """Cut a title into words: fewest words first, characters that no word covers count double."""
    costs = [0.0] + [1e9] * len(title)
    origins: list[tuple[int, bool]] = [(0, False)] * (len(title) + 1)
    for start in range(len(title)):
        for end, known in _candidates(title, start, names):
            cost = costs[start] + (1.0 if known else 2.0)
            if cost < costs[end]:
                costs[end], origins[end] = cost, (start, known)
    words, end = [], len(title)
    while end > 0:
        start, known = origins[end]
        words.append(_Word(title[start:end], known))
        end = start
    return tuple(words[::-1])


def _candidates(title: str, start: int, names: Collection[str]) -> list[tuple[int, bool]]:
    found = [(start + 1, False)]
    found += [(start + len(name), True) for name in names if name and title.startswith(name, start)]
    if ordinal := _ORDINAL.match(title, start):
        found.append((ordinal.end(), True))
    found += [
        (start + length, True)
        for length in range(1, min(12, len(title) - start) + 1)
        if title[start : start + length] in _lexicon()
    ]
    token = _TOKEN.match(title, start)
    if token and (start == 0 or not is_latin(title[start - 1])):
        found.append((token.end(), True))
    return found


@dataclass(frozen=True, slots=True)
class _Cut:
    """A place where a line may end: position in the title, width before it in em, how bad the cut is."""

    position: int
    width: float
    cost: float


def _cuts(words: Sequence[_Word], advance: Callable[[str], float]) -> list[_Cut]:
    positions = list(accumulate(len(word.text) for word in words))
    widths = list(accumulate(sum(advance(character) for character in word.text) for word in words))
    whole = "".join(word.text for word in words)
    cuts = [
        _Cut(position, width, _cut_cost(before, after, whole, position))
        for (before, after), position, width in zip(pairwise(words), positions, widths, strict=False)
    ]
    return [cut for cut in cuts if cut.cost < _FORBIDDEN]


def _cut_cost(before: _Word, after: _Word, title: str, position: int) -> float:
    """Return how bad it is to end a line between two words; `_FORBIDDEN` and more is never done."""
    if after.text[0] in NO_LINE_START or after.text[0] == " " or before.text[-1] in NO_LINE_END:
        return _FORBIDDEN
    if is_latin(before.text[-1]) and is_latin(after.text[0]) and before.text != " ":
        return _FORBIDDEN
    if _DOCUMENT_TYPE_END.fullmatch(title[position:]):
        return _FORBIDDEN / 2 if len(title) > 40 else _FORBIDDEN
    if before.text == " ":
        return -15.0  # between the names of joint issuers
    cost = _UNKNOWN_CUT * ((not before.is_known) + (not after.is_known))
    if after.text[0] in _BAD_STARTS and len(after.text) <= 2:
        cost += 60
    if before.text.endswith(_BAD_ENDS) and after.text[0] not in OPENING:
        cost += 15
    if before.text.endswith(_BAD_ENDS) and after.text[0] in OPENING:
        cost += 8
    if after.text[0].isdigit() and before.text[-1] not in OPENING:
        cost += 20
    if _COUNTED.fullmatch(before.text):
        cost += 15
    return cost - 12 if after.text == "关于" else cost


def _best_cut(cuts: Sequence[_Cut], width: float, longest: float) -> tuple[int, ...] | None:
    """Return the positions of the cheapest cut into few enough lines, None when no cut is possible."""
    fewest = max(2, int(-(-width // longest)))
    best: tuple[float, tuple[int, ...]] | None = None
    for count in range(fewest, min(fewest + 1, MOST_LINES) + 1):
        for chosen in _choices(cuts, count, width, longest):
            edges = [0.0, *(cut.width for cut in chosen), width]
            widths = [end - start for start, end in pairwise(edges)]
            cost = sum(cut.cost for cut in chosen) + shape_cost(widths) + 25 * (count - fewest)
            if best is None or cost < best[0]:
                best = cost, tuple(cut.position for cut in chosen)
    return best[1] if best else None


def _choices(
    cuts: Sequence[_Cut], count: int, width: float, longest: float, start: float = 0.0
) -> list[tuple[_Cut, ...]]:
    """Return every way to make `count` lines, none wider than `longest`, from the width `start` onward."""
    if count == 1:
        return [()] if width - start <= longest else []
    return [
        (cut, *rest)
        for index, cut in enumerate(cuts)
        if start < cut.width <= start + longest and width - cut.width <= (count - 1) * longest
        for rest in _choices(cuts[index + 1 :], count - 1, width, longest, cut.width)
    ]


def shape_cost(widths: Sequence[float]) -> float:
    """Return how far lines of these widths are from a trapezium or a diamond (R-7.3.1-2), 0 for a good shape.

    Equal lines (a rectangle) and lines that narrow and widen again (an hourglass) cost most.
    """
    steps = [after - before for before, after in pairwise(widths)]
    cost = sum(40.0 for step in steps if abs(step) < 0.9) + sum(6.0 for step in steps if 0.9 <= abs(step) < 2)
    if any(first < 0 < second for first, second in pairwise(steps)):
        cost += 120.0
    short = max(0.0, min(SHORTEST_LINE, sum(widths) / len(widths) - 1) - min(widths))
    return cost + 1.5 * short * short + 0.15 * (max(widths) - min(widths)) ** 2


def _filled(words: Sequence[_Word], longest: float, advance: Callable[[str], float]) -> tuple[str, ...]:
    """Fill lines evenly by words, for a title past all measure; no shape is sought.

    Only where a word is longer than a line does a line end inside it.
    """
    title = "".join(word.text for word in words)
    edges = [0.0, *accumulate(advance(character) for character in title)]
    share = edges[-1] / -(-edges[-1] // longest)
    costs = {cut.position: cut.cost for cut in _cuts(words, advance)}
    ends = _without_long_stretches(title, [*sorted(costs), len(title)], edges, longest)
    best: dict[int, tuple[float, int]] = {0: (0.0, 0)}
    for end in ends:
        reachable = [start for start in best if start < end and edges[end] - edges[start] <= longest + 1e-9]
        options = [
            (best[start][0] + (edges[end] - edges[start] - share) ** 2 + costs.get(end, 0.0) / 4, start)
            for start in reachable
        ]
        if options:
            best[end] = min(options)
    lines, end = [], len(title)
    while end > 0:
        start = best[end][1]
        lines.append(title[start:end])
        end = start
    return tuple(lines[::-1])


def _without_long_stretches(title: str, ends: Sequence[int], edges: Sequence[float], longest: float) -> list[int]:
    """Return the line ends, with others inside every stretch that is longer than a line."""
    result: list[int] = []
    for start, end in pairwise([0, *ends]):
        if edges[end] - edges[start] > longest:
            result += forced_breaks(title, edges, (start, end), longest)
        result.append(end)
    return result
