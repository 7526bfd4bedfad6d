"""Findings that say of the same characters what a rule of the standard has said already."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from typeset.errors import Issue, Where
from typeset.reports.report import CheckReport

_SAID_BY: Mapping[str, tuple[str, ...]] = {
    "R-7.2.5-2": ("P-1", "P-3", "P-4", "P-5"),
    "R-7.3.1-4": ("B-标题-1",),
    "R-7.3.3-6": ("B-序-1", "B-顿-3", "P-1"),
    "R-7.3.4-2": ("B-标题-1",),
}
"""The rules of documents that text rules repeat, which are the more general ones."""

_MEASURED_AS_WELL = frozenset({"R-7.2.5-2", "R-7.3.1-2", "R-7.3.1-4", "R-7.3.4-2", "R-7.3.5.4-1", "R-7.3.7-3"})
"""Rules that judge a document by what it says, and a page or Word file by how that is set."""


def without_echoes(issues: Sequence[Issue]) -> tuple[Issue, ...]:
    """Return findings without those of text rules inside the place of a rule of documents that says the same."""
    first: dict[int | None, list[Issue]] = {}
    for issue in issues:
        if issue.requirement in _SAID_BY and issue.where.length:
            first.setdefault(issue.where.line, []).append(issue)
    return tuple(issue for issue in issues if not any(_is_echo(issue, by) for by in first.get(issue.where.line, ())))


def with_measured(report: CheckReport, measured: Sequence[Issue]) -> CheckReport:
    """Return the report on what a file says with what was found on how it is set; nothing is said twice."""
    said = {issue.requirement for issue in measured} & _MEASURED_AS_WELL
    issues = (*measured, *(issue for issue in report.issues if issue.requirement not in said))
    return replace(report, issues=issues)


def _is_echo(issue: Issue, by: Issue) -> bool:
    return issue.requirement in _SAID_BY[by.requirement] and _is_inside(issue.where, by.where)


def _is_inside(inner: Where, outer: Where) -> bool:
    start, end = outer.column or 0, (outer.column or 0) + (outer.length or 0)
    first = inner.column or 0
    return inner.line == outer.line and start <= first and first + (inner.length or 0) <= end
