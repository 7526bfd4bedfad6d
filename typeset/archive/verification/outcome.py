"""What a verification says."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

MOST_FINDINGS = 20
"""Findings of one item that are kept; the others are counted."""


class Property(StrEnum):
    """The properties that DA/T 70 asks of a record."""

    AUTHENTICITY = "真实性"
    COMPLETENESS = "完整性"
    USABILITY = "可用性"
    SAFETY = "安全性"


class Outcome(StrEnum):
    """What became of an item. What is left to a person has neither passed nor failed."""

    PASSED = "通过"
    FAILED = "不通过"
    MANUAL = "人工"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of an item with what was found, or why a person has to look, or what was done (`note`)."""

    outcome: Outcome
    findings: tuple[str, ...] = ()
    note: str = ""


def judged(findings: Iterable[str], note: str = "") -> Verdict:
    """Return that an item passed when there is no finding."""
    found = tuple(findings)
    kept = found[:MOST_FINDINGS]
    if len(found) > MOST_FINDINGS:
        kept += (f"另有{len(found) - MOST_FINDINGS}处",)
    return Verdict(Outcome.FAILED if found else Outcome.PASSED, kept, note)


def manual(reason: str) -> Verdict:
    """Return that a person has to look, and why."""
    return Verdict(Outcome.MANUAL, note=reason)


@dataclass(frozen=True, slots=True)
class Judged:
    """An item with its verdict."""

    id: str
    property: Property
    sentence: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Verification:
    """All items of a package or file, in order; `digest` stands for its content."""

    target: str
    kind: str
    digest: str
    items: tuple[Judged, ...]

    @property
    def has_failed(self) -> bool:
        """Whether an item failed."""
        return any(item.verdict.outcome is Outcome.FAILED for item in self.items)

    def count(self, outcome: Outcome, of: Property | None = None) -> int:
        """Return how many items, of one property or all, have an outcome."""
        return sum(item.verdict.outcome is outcome and of in (None, item.property) for item in self.items)
