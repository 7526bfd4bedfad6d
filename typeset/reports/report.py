"""What checking one file has found, ready to be shown."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from typeset.errors import Issue, Severity
from typeset.input_files import FileKind

SEVERITIES: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
"""What reports for programs and browsers call the severities."""


@dataclass(frozen=True, slots=True)
class SilencedFindings:
    """How many findings a document's 校对 keeps from being reported, by the rule it names and the reason it gives."""

    rule: str
    reason: str
    count: int


@dataclass(frozen=True)
class CheckReport:
    """The findings in one file, in the order of its text and pages.

    `failure` says why the file could not be judged at all; `issues` then are the reasons that have a place.
    `lines` is the text of the file that the places count in, empty where it has none. `not_judged` names what could
    not be decided, and why.
    """

    file: str
    kind: FileKind | None
    issues: tuple[Issue, ...] = ()
    failure: str = ""
    lines: tuple[str, ...] = ()
    silenced: tuple[SilencedFindings, ...] = ()
    not_judged: tuple[str, ...] = ()

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings there are of every severity."""
        return severity_counts([self])

    @property
    def has_errors(self) -> bool:
        """Whether the file has an error or could not be judged."""
        return bool(self.failure) or self.counts[Severity.ERROR] > 0


def severity_counts(reports: Iterable[CheckReport]) -> Mapping[Severity, int]:
    """Return how many findings reports have of every severity, the worst first."""
    counted = Counter(issue.severity for report in reports for issue in report.issues)
    return {severity: counted[severity] for severity in Severity}


def in_order(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Return findings in the order of the file: those of the whole first, then by line or page, the worst first."""
    worst = list(Severity)

    def key(issue: Issue) -> tuple[int, int, int, tuple[float, ...], int, str]:
        where = issue.where
        height = tuple(reversed(where.mm)) if where.mm else ()
        return (
            where.line or 0,
            where.column or 0,
            where.page or 0,
            height,
            worst.index(issue.severity),
            issue.requirement,
        )

    return tuple(sorted(issues, key=key))
