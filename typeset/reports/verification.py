"""A verification in the terminal and as JSON: `docs/archive.md` describes the JSON."""

from collections.abc import Iterator

import click

from typeset.archive.verification import Judged, Outcome, Property, Verification
from typeset.errors import printable
from typeset.reports.json_text import json_object

FORM = 1
"""The version of the JSON form."""

OUTCOMES = {Outcome.PASSED: "passed", Outcome.FAILED: "failed", Outcome.MANUAL: "manual"}
_COLOURS = {Outcome.PASSED: "green", Outcome.FAILED: "red", Outcome.MANUAL: "yellow"}
_MARKS = {Outcome.PASSED: "✓", Outcome.FAILED: "✗", Outcome.MANUAL: "○"}


def verification_lines(verification: Verification) -> Iterator[str]:
    """Yield the lines to print, with colours that `click.echo` leaves out where there is no terminal."""
    for aspect in Property:
        items = [item for item in verification.items if item.property is aspect]
        if items:
            yield click.style(str(aspect), bold=True)
        for item in items:
            yield from _item_lines(item)
    if verification.digest:
        yield f"内容摘要 SHA-256 {verification.digest}"
    yield click.style(f"{printable(verification.target)}：{summary(verification)}", bold=True)


def _item_lines(item: Judged) -> Iterator[str]:
    outcome = item.verdict.outcome
    mark = click.style(f"{_MARKS[outcome]} {outcome}", fg=_COLOURS[outcome])
    note = f"（{printable(item.verdict.note)}）" if item.verdict.note else ""
    yield f"  {mark} {item.id} {item.sentence}{note}"
    for finding in item.verdict.findings:
        yield f"      {printable(finding)}"


def summary(verification: Verification) -> str:
    """Return the outcome in one sentence; what is left to a person is never counted as passed."""
    passed, failed = verification.count(Outcome.PASSED), verification.count(Outcome.FAILED)
    verdict = f"{failed}项不通过" if failed else "机器能查的全部通过"
    return f"{verdict}；通过{passed}项，另有{verification.count(Outcome.MANUAL)}项要人工查"


def verification_json(verification: Verification) -> str:
    """Return the verification as a JSON object."""
    content = {
        "target": verification.target,
        "kind": verification.kind,
        "digest": verification.digest or None,
        "passed": not verification.has_failed,
        "summary": {OUTCOMES[outcome]: verification.count(outcome) for outcome in Outcome},
        "items": [
            {
                "id": item.id,
                "property": str(item.property),
                "sentence": item.sentence,
                "outcome": OUTCOMES[item.verdict.outcome],
                "findings": list(item.verdict.findings),
                "note": item.verdict.note,
            }
            for item in verification.items
        ],
    }
    return json_object(FORM, content)
