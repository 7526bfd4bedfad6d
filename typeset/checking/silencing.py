"""Findings that a document's own 校对 keeps from being reported."""

from collections import Counter
from collections.abc import Iterable

from typeset.errors import Issue
from typeset.model import SilencedRule
from typeset.reports.report import SilencedFindings
from typeset.standard.rule_names import is_under


def without_silenced(
    issues: Iterable[Issue], rules: Iterable[SilencedRule]
) -> tuple[tuple[Issue, ...], tuple[SilencedFindings, ...]]:
    """Part the findings of the rules that a document's 校对 silences from the others, and count them."""
    reasons = {entry.rule: entry.reason for entry in rules}
    reported, counted = [], Counter[str]()
    for issue in issues:
        name = next((name for name in reasons if is_under(issue.requirement, name)), None)
        if name is None:
            reported.append(issue)
        else:
            counted[name] += 1
    return tuple(reported), tuple(SilencedFindings(name, reasons[name], count) for name, count in counted.items())
