"""The widths of a table's columns: those given, the others by what their cells hold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt

_HALVINGS = 60
_SHORT = 5  # times the least width: what a column gets before long texts share the rest
_SHARE_OF_SHORT = 0.75  # of the room, at most


@dataclass(frozen=True, slots=True)
class Want:
    """What a column would like: room for its longest text on one line, and for its longest unit that stays whole."""

    natural_mm: float
    unit_mm: float


def column_widths(
    wants: Sequence[Want], given: Sequence[float | None], *, area_mm: float, least_mm: float
) -> tuple[float, ...]:
    """Return the width of every column; `given` has None for a column that is automatic.

    Together they are as wide as the area, and never wider; narrower only when all are given. A given width stays as
    it is unless the area cannot hold it. No column is narrower than `least_mm` (or an equal share of the area).
    """
    least = min(least_mm, area_mm / len(wants))
    free = [index for index, width in enumerate(given) if width is None]
    fixed = {index: max(width, least) for index, width in enumerate(given) if width is not None}
    room = area_mm - least * len(free)
    if sum(fixed.values()) > room:
        fixed = dict(zip(fixed, _shrunk(list(fixed.values()), room, least), strict=True))
    shared = _shared([wants[index] for index in free], area_mm - sum(fixed.values()), least)
    widths = fixed | dict(zip(free, shared, strict=True))
    return tuple(widths[index] for index in range(len(wants)))


def _shrunk(widths: Sequence[float], room: float, least: float) -> list[float]:
    """Return widths that together are the room, each as far above the least as it was in proportion."""
    floor = least * len(widths)
    above = sum(widths) - floor
    share = max(0.0, room - floor) / above if above > 0 else 0.0
    return [least + (width - least) * share for width in widths]


def _shared(wants: Sequence[Want], room: float, least: float) -> list[float]:
    """Share the room among the automatic columns.

    Where all texts fit on one line the rest is shared in proportion. Else short columns get what they want, long
    ones by the square root of their length; units stay whole as long as the room allows it.
    """
    if not wants:
        return []
    units = [max(want.unit_mm, least) for want in wants]
    naturals = [max(want.natural_mm, unit) for want, unit in zip(wants, units, strict=True)]
    if sum(naturals) <= room:
        return [natural * room / sum(naturals) for natural in naturals]
    if sum(units) <= room:
        short = [max(unit, min(natural, _SHORT * least)) for natural, unit in zip(naturals, units, strict=True)]
        lowest = short if sum(short) <= _SHARE_OF_SHORT * room else units
        pairs = list(zip(naturals, lowest, strict=True))
        return _filled(lambda level: [max(low, min(natural, level * sqrt(natural))) for natural, low in pairs], room)
    return _filled(lambda level: [max(least, min(unit, level)) for unit in units], room)


def _filled(widths_at: Callable[[float], list[float]], room: float) -> list[float]:
    """Return the widths of the highest level at which they fit; the widest column takes what halving leaves."""
    low, high = 0.0, room
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(widths_at(middle)) <= room else (low, middle)
    widths = widths_at(low)
    widest = widths.index(max(widths))
    widths[widest] += room - sum(widths)
    return widths
