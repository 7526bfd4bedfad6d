"""Tell where the tables of a page are, by their rules."""

from collections.abc import Iterable, Sequence

from typeset.readers.pdf.lines import Line, around
from typeset.readers.pdf.painted import Box, Rule

_TABLE_RULE_MM = 3.0
_SAME_EDGE_MM = 1.0
_TOUCHING_MM = -1.0
_WIDE_MM = 30.0
_RULES_OF_OPEN_TABLE = 3


def tables_of(rules: Iterable[Rule], lines: Sequence[Line]) -> tuple[Box, ...]:
    """Return the boxes of the tables of a page: what vertical rules hold together, and three or more rules of equal
    length between which stand lines in columns."""
    bars = list(rules)
    ruled = ruled_tables(bars)
    level = [rule.box for rule in bars if rule.is_horizontal and rule.box.width_mm > _WIDE_MM]
    free = [box for box in level if not any(table.meets(box, by_mm=_TOUCHING_MM) for table in ruled)]
    return (*ruled, *_open_tables(free, lines))


def ruled_tables(rules: Iterable[Rule]) -> tuple[Box, ...]:
    """Return the boxes of what vertical rules hold together."""
    bars = list(rules)
    upright = [rule.box for rule in bars if not rule.is_horizontal and rule.box.height_mm > _TABLE_RULE_MM]
    return tuple(_with_meeting(box, bars) for box in _grouped(upright))


def in_tables(line: Line, tables: Sequence[Box]) -> bool:
    """Tell whether a line stands in one of the tables of its page."""
    return any(table.top_mm - 1 <= line.baseline_mm <= table.bottom_mm + 1 for table in tables)


def _grouped(boxes: Sequence[Box]) -> list[Box]:
    """Return the boxes around those that share heights."""
    groups: list[Box] = []
    for box in sorted(boxes, key=lambda box: box.top_mm):
        if groups and box.top_mm <= groups[-1].bottom_mm + 1:
            groups[-1] = groups[-1].joined(box)
        else:
            groups.append(box)
    return groups


def _with_meeting(table: Box, rules: Sequence[Rule]) -> Box:
    return around([table, *(rule.box for rule in rules if rule.box.meets(table, by_mm=_TOUCHING_MM))])


def _open_tables(rules: Sequence[Box], lines: Sequence[Line]) -> list[Box]:
    """Return the boxes of tables without vertical rules."""
    sets: dict[tuple[int, int], list[Box]] = {}
    for box in rules:
        key = (round(box.left_mm / _SAME_EDGE_MM), round(box.right_mm / _SAME_EDGE_MM))
        sets.setdefault(key, []).append(box)
    tables = [around(found) for found in sets.values() if len(found) >= _RULES_OF_OPEN_TABLE]
    return [table for table in tables if _has_columns(table, lines)]


def _has_columns(table: Box, lines: Sequence[Line]) -> bool:
    inside = [line for line in lines if in_tables(line, [table])]
    return sum(len(line.segments) > 1 for line in inside) > len(inside) / 2 and not any(
        line.solid.endswith("印发") for line in inside
    )
