"""Join the pieces of rules: word processors draw a border cell by cell, and some of it twice."""

from collections.abc import Iterable, Iterator, Sequence

from typeset.readers.pdf.painted import Box, Rgb, Rule

_SAME_LINE_MM = 0.15
_TOUCHING_MM = 0.3


def joined_rules(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Return the rules with those joined that lie on one line, touch and have one colour."""
    level = [rule for rule in rules if rule.is_horizontal]
    upright = [_turned(rule) for rule in rules if not rule.is_horizontal]
    return (*_joined(level), *(_turned(rule) for rule in _joined(upright)))


def _turned(rule: Rule) -> Rule:
    """Return a rule with both axes exchanged."""
    box = rule.box
    return Rule(Box(box.top_mm, box.left_mm, box.bottom_mm, box.right_mm), rule.colour)


def _joined(rules: Iterable[Rule]) -> Iterator[Rule]:
    waiting: dict[Rgb, list[Rule]] = {}
    for rule in rules:
        waiting.setdefault(rule.colour, []).append(rule)
    for found in waiting.values():
        for row in _rows(found):
            yield from _chains(row)


def _rows(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Return rules that lie, grouped by their heights."""
    rows: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.box.centre_mm[1]):
        if rows and rule.box.centre_mm[1] - rows[-1][0].box.centre_mm[1] <= _SAME_LINE_MM:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    return rows


def _chains(row: Sequence[Rule]) -> Iterator[Rule]:
    """Yield the rules of one height, those that touch or overlap as one."""
    chain: Rule | None = None
    for rule in sorted(row, key=lambda rule: rule.box.left_mm):
        if chain is not None and rule.box.left_mm <= chain.box.right_mm + _TOUCHING_MM:
            chain = Rule(chain.box.joined(rule.box), chain.colour)
            continue
        if chain is not None:
            yield chain
        chain = rule
    if chain is not None:
        yield chain
