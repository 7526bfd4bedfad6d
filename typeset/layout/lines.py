"""Break a paragraph into lines on the grid: the composer of 28 cells a line.

It knows characters and their widths, nothing of fonts, pages or files. A full-width character owns one cell, a
half-em one half a cell, every other its own width. Of all ways to break a paragraph it takes the cheapest
(total fit, after Knuth and Plass 1981): lines that are exactly full cost nothing; spreading up to
`SPREAD_LIMIT_MM` a gap costs a little; squeezing marks (K-10) costs more than any spreading within the limit, so
that it is used only where spreading would pass the limit or one character would be left over.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate

from typeset.characters import (
    CLOSING,
    END_MARKS,
    GIVES_LEFT,
    GIVES_RIGHT,
    NO_LINE_END,
    NO_LINE_START,
    PAIRED,
    break_opportunities,
    is_invisible,
)

SPREAD_LIMIT_MM = 0.5
SQUEEZE_LIMIT_CELLS = 0.5
TOLERANCE_MM = 1e-6

_SPREAD_COST = 100.0
_SQUEEZE_COST = 1_000.0
_OVERSPREAD_COST = 20_000.0
_LONELY_COST = 4_000.0
_LINE_COST = 1.0


@dataclass(frozen=True, slots=True)
class Measure:
    """The lines to fill: `width_mm` each, the first one shorter by `first_indent_mm`, the others by `indent_mm`."""

    cell_mm: float
    em_mm: float
    width_mm: float
    first_indent_mm: float = 0.0
    indent_mm: float = 0.0

    def indent_of(self, first: bool) -> float:
        """Blank at the left of the first line, or of any other."""
        return self.first_indent_mm if first else self.indent_mm


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line: the characters [start, end) of the paragraph and the origin of each, mm from the left edge.

    `spread_mm` is what was added to every gap, `squeeze_mm` what the marks gave up together; `is_forced` tells
    that the line ends inside a unit which no line could hold.
    """

    start: int
    end: int
    x_mm: tuple[float, ...]
    spread_mm: float = 0.0
    squeeze_mm: float = 0.0
    is_forced: bool = False


@dataclass(frozen=True, slots=True)
class _Text:
    """A paragraph prepared for breaking; every list has one entry a character, `edges` one more."""

    characters: str
    widths: Sequence[float]
    edges: Sequence[float]  # edges[i] = sum of widths before character i
    gaps: Sequence[int]  # gaps[i] = gaps that may spread after the characters before i
    squeezable: Sequence[float]  # squeezable[i] = mm that the marks before i may give up
    breaks: Sequence[int]
    forced: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Step:
    """The cheapest way found to begin a line at a position."""

    cost: float
    previous: int


def cell_width(advance_em: float, *, cell_mm: float, em_mm: float) -> float:
    """Return the width on the grid of a character whose face advances it by `advance_em` (G-1)."""
    if abs(advance_em - 1.0) < 0.002:
        return cell_mm
    if abs(advance_em - 0.5) < 0.002:
        return cell_mm / 2
    return advance_em * em_mm


def break_lines(
    text: str, advances: Sequence[float], measure: Measure, *, glued: Collection[int] = (), rigid: int = 0
) -> tuple[SetLine, ...]:
    """Break a paragraph whose character i advances by `advances[i]` em; no line begins at a position in `glued`.

    The first `rigid` characters, a label, are neither spread nor squeezed.
    Every inner line ends flush at the measure's right edge; the lines cover the text without gap or overlap.
    """
    if not text:
        return ()
    prepared = _prepare(text, advances, measure, glued, rigid)
    steps = _cheapest_steps(prepared, measure)
    ends = _path(steps, len(text))
    starts = [0, *ends[:-1]]
    return tuple(_set_line(prepared, measure, start, end) for start, end in zip(starts, ends, strict=True))


def _prepare(text: str, advances: Sequence[float], measure: Measure, glued: Collection[int], rigid: int) -> _Text:
    widths = [
        0.0 if is_invisible(character) else cell_width(advance, cell_mm=measure.cell_mm, em_mm=measure.em_mm)
        for character, advance in zip(text, advances, strict=True)
    ]
    edges = [0.0, *accumulate(widths)]
    breaks, forced = _breaks(text, edges, measure, glued)
    spreads = [i >= rigid and _may_spread(text, widths, i, measure.cell_mm) for i in range(len(text))]
    limit = SQUEEZE_LIMIT_CELLS * measure.cell_mm
    can_give = [i >= rigid and (c in GIVES_LEFT or c in GIVES_RIGHT) for i, c in enumerate(text)]
    gives = [limit if can else 0.0 for can in can_give]
    return _Text(text, widths, edges, [0, *accumulate(spreads)], [0.0, *accumulate(gives)], breaks, forced)


def _may_spread(text: str, widths: Sequence[float], i: int, cell_mm: float) -> bool:
    """Tell whether the gap after character i may grow: not inside numbers, words, —— and ……."""
    if i + 1 == len(text) or widths[i] == 0:
        return False
    narrow = widths[i] < cell_mm - TOLERANCE_MM and widths[i + 1] < cell_mm - TOLERANCE_MM
    return (not narrow or text[i] == " ") and text[i : i + 2] not in PAIRED


def _breaks(
    text: str, edges: Sequence[float], measure: Measure, glued: Collection[int]
) -> tuple[list[int], frozenset[int]]:
    """Return the break positions, and those among them that cut a unit which no line can hold."""
    shortest = measure.width_mm - max(measure.first_indent_mm, measure.indent_mm)
    breaks: list[int] = []
    forced: list[int] = []
    last = 0
    opportunities = (position for position in break_opportunities(text) if position not in glued)
    for position in [*opportunities, len(text)]:
        if edges[position] - edges[last] > shortest:
            inside = forced_breaks(text, edges, (last, position), shortest)
            breaks.extend(inside)
            forced.extend(inside)
        breaks.append(position)
        last = position
    return breaks, frozenset(forced)


def forced_breaks(text: str, edges: Sequence[float], unit: tuple[int, int], room_mm: float) -> list[int]:
    """Return where to cut a unit that no line can hold: where lines may begin and end, anywhere in what stays long."""
    fair = [p for p in range(unit[0] + 1, unit[1]) if text[p] not in NO_LINE_START and text[p - 1] not in NO_LINE_END]
    found: list[int] = []
    last = unit[0]
    for position in [*fair, unit[1]]:
        if edges[position] - edges[last] > room_mm:
            found.extend(range(last + 1, position))
        found.append(position)
        last = position
    return found[:-1]


def _cheapest_steps(text: _Text, measure: Measure) -> dict[int, _Step]:
    steps = {0: _Step(0.0, -1)}
    for index in range(-1, len(text.breaks) - 1):
        start = 0 if index < 0 else text.breaks[index]
        step = steps.get(start)
        if step is None:
            continue
        for end, cost in _line_ends(text, measure, start, index + 1):
            total = step.cost + cost + _LINE_COST
            known = steps.get(end)
            if known is None or total < known.cost:
                steps[end] = _Step(total, start)
    return steps


def _line_ends(text: _Text, measure: Measure, start: int, index: int) -> list[tuple[int, float]]:
    """Return the ends worth trying for a line from `start`, each with its cost; at least one."""
    room = measure.width_mm - measure.indent_of(start == 0)
    found: list[tuple[int, float]] = []
    loose: tuple[int, float] | None = None
    for end in text.breaks[index:]:
        slack = room - (text.edges[_visible_end(text, end)] - text.edges[start])
        if slack < -TOLERANCE_MM and -slack > text.squeezable[end] - text.squeezable[start]:
            if -slack > 4 * measure.cell_mm:
                break
            continue
        cost = _cost(text, start, end, slack)
        if cost >= _OVERSPREAD_COST:
            loose = end, cost
        else:
            found.append((end, cost))
    return found or ([loose] if loose else [(text.breaks[index], _OVERSPREAD_COST * 10)])


def _visible_end(text: _Text, end: int) -> int:
    """Position after the last character before `end` that is not a space: spaces at a line's end do not count."""
    while end > 1 and text.characters[end - 1] == " ":
        end -= 1
    return end


def _cost(text: _Text, start: int, end: int, slack: float) -> float:
    is_last = end == len(text.characters)
    lonely = _LONELY_COST if is_last and start > 0 and _is_lonely(text.characters[start:end]) else 0.0
    forced = _OVERSPREAD_COST / 2 if end in text.forced else 0.0
    if slack < -TOLERANCE_MM:
        share = -slack / (text.squeezable[end] - text.squeezable[start])
        return _SQUEEZE_COST * (1 + share * share) + lonely + forced
    if is_last or slack <= TOLERANCE_MM:
        return lonely + forced
    gaps = text.gaps[_visible_end(text, end) - 1] - text.gaps[start]
    spread = slack / gaps if gaps else slack
    if spread > SPREAD_LIMIT_MM:
        return _OVERSPREAD_COST * (1 + spread - SPREAD_LIMIT_MM)
    return _SPREAD_COST * (spread / SPREAD_LIMIT_MM) ** 2 + forced


def _is_lonely(characters: str) -> bool:
    """Tell whether a last line holds one character and nothing but marks beside it (孤字)."""
    return sum(character not in END_MARKS and character not in CLOSING for character in characters.rstrip()) <= 1


def _path(steps: dict[int, _Step], end: int) -> list[int]:
    ends = []
    while end > 0:
        ends.append(end)
        end = steps[end].previous
    return ends[::-1]


def _set_line(text: _Text, measure: Measure, start: int, end: int) -> SetLine:
    indent = measure.indent_of(start == 0)
    slack = measure.width_mm - indent - (text.edges[_visible_end(text, end)] - text.edges[start])
    is_last = end == len(text.characters)
    spread, given = 0.0, {}
    if slack < -TOLERANCE_MM:
        given = _shares(text, start, end, -slack, measure.cell_mm * SQUEEZE_LIMIT_CELLS)
    elif not is_last:
        gaps = text.gaps[_visible_end(text, end) - 1] - text.gaps[start]
        spread = slack / gaps if gaps else 0.0
    x, positions = indent, []
    for i in range(start, end):
        give = given.get(i, 0.0)
        positions.append(x - give if text.characters[i] in GIVES_LEFT else x)
        x += text.widths[i] - give + (spread if text.gaps[i + 1] > text.gaps[i] else 0.0)
    return SetLine(start, end, tuple(positions), spread, sum(given.values()), end in text.forced)


def _shares(text: _Text, start: int, end: int, need: float, limit: float) -> dict[int, float]:
    """Return how much each mark gives up: the mark at the line's end first, unseen there, then all alike."""
    given: dict[int, float] = {}
    gives = [i for i in range(start, end) if text.squeezable[i + 1] > text.squeezable[i]]
    last = _visible_end(text, end) - 1
    if last in gives and text.characters[last] in GIVES_RIGHT:
        given[last] = min(need, limit)
        need -= given[last]
    others = [i for i in gives if i not in given]
    if need > TOLERANCE_MM and others:
        given.update(dict.fromkeys(others, need / len(others)))
    return given
