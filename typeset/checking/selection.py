"""Which rules are asked for: ids or the beginnings of ids, as the command line gives them."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from typeset.standard.requirements import requirements
from typeset.standard.rule_names import is_under, is_under_any


@dataclass(frozen=True, slots=True)
class Selection:
    """Rules to report, all when `chosen` is empty, but for those `left_out`; R-7.2 stands for every R-7.2.…"""

    chosen: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    def takes(self, rule: str) -> bool:
        """Tell whether the findings of a rule are to be reported."""
        is_chosen = not self.chosen or is_under_any(rule, self.chosen)
        return is_chosen and not is_under_any(rule, self.left_out)


def unknown_names(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the names that stand for no rule, each with the nearest id, "" when none is near."""
    known = tuple(requirements())
    unknown = [name for name in names if not any(is_under(rule, name) for rule in known)]
    return tuple((name, next(iter(difflib.get_close_matches(name, known, n=1)), "")) for name in unknown)
