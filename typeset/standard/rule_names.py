"""Which rules a name stands for: in 校对 and on the command line, the id of one or the beginning of several."""

from collections.abc import Iterable


def is_under(rule: str, name: str) -> bool:
    """Tell whether a name is the id of a rule or the beginning of it: R-7.2.5-2 is under R-7.2, and under R."""
    return rule == name or (rule.startswith(name) and _ends_between(rule, len(name)))


def is_under_any(rule: str, names: Iterable[str]) -> bool:
    """Tell whether a rule is under one of several names."""
    return any(is_under(rule, name) for name in names)


def _ends_between(rule: str, length: int) -> bool:
    """Tell whether the first `length` characters of an id end where one of its parts does: T-1 is no part of T-15-1."""
    return length > 0 and not (rule[length - 1].isalnum() and rule[length].isalnum())
