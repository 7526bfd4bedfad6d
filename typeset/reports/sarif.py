"""Findings as SARIF 2.1.0 (OASIS), which editors and code hosts show beside the file."""

import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from typeset.errors import Issue, Severity, Where
from typeset.reports.clauses import clause_of
from typeset.reports.report import CheckReport
from typeset.reports.terminal import measured_words
from typeset.standard.requirements import requirements

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif_text(reports: Sequence[CheckReport]) -> str:
    """Return the reports as one run of a SARIF log."""
    rules = list(dict.fromkeys(issue.requirement for report in reports for issue in report.issues))
    failures = [_notification(report) for report in reports if report.failure]
    run = {
        "tool": {"driver": _driver(rules)},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not failures, "toolExecutionNotifications": failures}],
        "artifacts": [{"location": _location_of(report.file)} for report in reports],
        "results": [_result(issue, report, rules) for report in reports for issue in report.issues],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _driver(rules: Sequence[str]) -> dict[str, object]:
    return {
        "name": "typeset",
        "version": version("typeset"),
        "language": "zh-Hans",
        "rules": [_rule(rule) for rule in rules],
    }


def _rule(rule: str) -> dict[str, object]:
    row = requirements().get(rule)
    if row is None:
        return {"id": rule}
    return {
        "id": rule,
        "shortDescription": {"text": row.sentence},
        "properties": {"clause": clause_of(rule), "strength": row.strength},
    }


def _notification(report: CheckReport) -> dict[str, object]:
    return {
        "level": "error",
        "message": {"text": report.failure},
        "locations": [{"physicalLocation": {"artifactLocation": _location_of(report.file)}}],
    }


def _location_of(file: str) -> dict[str, str]:
    path = Path(file)
    return {"uri": path.as_uri() if path.is_absolute() else quote(path.as_posix())}


def _result(issue: Issue, report: CheckReport, rules: Sequence[str]) -> dict[str, object]:
    words = [issue.message, measured_words(issue.measured) if issue.measured else "", issue.hint]
    result: dict[str, object] = {
        "ruleId": issue.requirement,
        "ruleIndex": rules.index(issue.requirement),
        "level": LEVELS[issue.severity],
        "message": {"text": "；".join(filter(None, words))},
        "locations": [_location(issue.where, report)],
    }
    if issue.fix is not None and issue.where.length is not None:
        result["fixes"] = [_fix(issue, report)]
    return result


def _location(where: Where, report: CheckReport) -> dict[str, object]:
    """Return a place: a region of a text; the page and the millimetres of a PDF as a logical location."""
    physical: dict[str, object] = {"artifactLocation": _location_of(report.file)}
    if region := _region(where, report):
        physical["region"] = region
    if where.page is None:
        return {"physicalLocation": physical}
    name = str(Where(page=where.page, mm=where.mm))
    place = {"page": where.page, "mm": where.mm, "size_mm": where.size_mm}
    return {"physicalLocation": physical, "logicalLocations": [{"name": name}], "properties": place}


def _region(where: Where, report: CheckReport) -> dict[str, int]:
    if where.line is None:
        return {}
    column = where.column or 1
    region = {"startLine": where.line, "startColumn": column}
    if where.length is not None:
        region["endColumn"] = column + where.length
    elif where.line <= len(report.lines):
        region["endColumn"] = max(column, len(report.lines[where.line - 1]) + 1)
    return region


def _fix(issue: Issue, report: CheckReport) -> dict[str, object]:
    text = issue.fix.text if issue.fix else ""
    replacement = {"deletedRegion": _region(issue.where, report), "insertedContent": {"text": text}}
    change = {"artifactLocation": _location_of(report.file), "replacements": [replacement]}
    return {"description": {"text": issue.hint or f"改为：{text}"}, "artifactChanges": [change]}
