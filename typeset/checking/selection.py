"""Which rules are asked for: ids or the beginnings of ids, as the command line gives them."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from typeset.standard.requirements import requirements


@dataclass(frozen=True, slots=True)
class Selection:
    """Rules to report, all when `chosen` is empty, but for those `left_out`; R-7.2 stands for every R-7.2.…"""

    chosen: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    def takes(self, rule: str) -> bool:
        """Tell whether the findings of a rule are to be reported."""
        is_chosen = not self.chosen or any(is_under(rule, name) for name in self.chosen)
        return is_chosen and not any(is_under(rule, name) for name in self.left_out)


def is_under(rule: str, name: str) -> bool:
    """Tell whether a name is the id of a rule or the beginning of it: R-7.2.5-2 is under R-7.2, and under R."""
    return rule == name or (rule.startswith(name) and _ends_between(rule, len(name)))


def _ends_between(rule: str, length: int) -> bool:
    """Tell whether the first `length` characters of an id end where one of its parts does: T-1 is no part of T-15-1."""
    return length > 0 and not (rule[length - 1].isalnum() and rule[length].isalnum())


def unknown_names(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the names that stand for no rule, each with the nearest id, "" when none is near."""
    known = tuple(requirements())
    unknown = [name for name in names if not any(is_under(rule, name) for rule in known)]
    return tuple((name, next(iter(difflib.get_close_matches(name, known, n=1)), "")) for name in unknown)
