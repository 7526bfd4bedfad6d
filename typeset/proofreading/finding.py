"""What one rule finds in a passage, and how rules are listed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from typeset.errors import Severity
from typeset.proofreading.remark import Certainty, Passage, Remark


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with the characters `start` to `end` (not included) of a passage.

    `replacement` is what should stand there, "" to delete them, None when that cannot be told; `is_certain` tells
    whether it may be applied without asking.
    """

    start: int
    end: int
    message: str
    replacement: str | None = None
    hint: str = ""
    is_certain: bool = False


PassageFunction: TypeAlias = Callable[[Passage], Iterator[Finding]]
DocumentFunction: TypeAlias = Callable[[Sequence[Passage]], Iterator[tuple[int, Finding]]]
"""Yields findings with the position of the passage that they are in."""


@dataclass(frozen=True, slots=True)
class PassageRule:
    """A rule that needs to see one passage at a time; `severity` is that of a certain breach."""

    id: str
    severity: Severity
    find: PassageFunction


@dataclass(frozen=True, slots=True)
class DocumentRule:
    """A rule that compares the passages of a document with each other."""

    id: str
    severity: Severity
    find: DocumentFunction


def remark_of(rule: PassageRule | DocumentRule, finding: Finding) -> Remark:
    """Return the remark that a finding of a rule makes; what is not certain is no error."""
    if finding.replacement is None:
        certainty = Certainty.NOTED
    else:
        certainty = Certainty.CERTAIN if finding.is_certain else Certainty.PROPOSED
    is_open_error = rule.severity is Severity.ERROR and certainty is not Certainty.CERTAIN
    return Remark(
        rule=rule.id,
        severity=Severity.WARNING if is_open_error else rule.severity,
        certainty=certainty,
        start=finding.start,
        end=finding.end,
        message=finding.message,
        hint=finding.hint or _cure(finding.replacement),
        replacement=finding.replacement,
    )


def _cure(replacement: str | None) -> str:
    if replacement is None:
        return "请核对"
    return f"应为“{replacement}”" if replacement else "请删去"
