"""What every report in JSON is made of, and findings as JSON: `docs/check.schema.json` is the contract."""

import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version

from typeset.errors import Fix, Issue, Measurement, Where
from typeset.input_files import FileKind
from typeset.reports.clauses import clause_of
from typeset.reports.report import SEVERITIES, CheckReport, severity_counts
from typeset.standard.requirements import requirements

FORM = 1
"""The version of the form; it goes up when a reader of the old form would be misled."""

KINDS = {FileKind.SOURCE: "yaml", FileKind.TEXT: "text", FileKind.WORD: "docx", FileKind.PDF: "pdf"}


def json_text(reports: Sequence[CheckReport]) -> str:
    """Return the reports as one JSON object."""
    content = {
        "summary": {
            "files": len(reports),
            "failed": sum(bool(report.failure) for report in reports),
            **_counts(reports),
        },
        "files": [_file(report) for report in reports],
    }
    return json_object(FORM, content)


def json_object(form: int, content: Mapping[str, object]) -> str:
    """Return the JSON of a report: the version of its form, the program that made it, its content."""
    data = {"form": form, "program": f"typeset {version('typeset')}", **content}
    return json.dumps(data, ensure_ascii=False, indent=2)


def _counts(reports: Sequence[CheckReport]) -> dict[str, int]:
    return {f"{SEVERITIES[severity]}s": count for severity, count in severity_counts(reports).items()}


def _file(report: CheckReport) -> dict[str, object]:
    return {
        "file": report.file,
        "kind": KINDS[report.kind] if report.kind else None,
        "failure": report.failure or None,
        **_counts([report]),
        "issues": [issue_object(issue) for issue in report.issues],
        "silenced": [
            {"rule": silenced.rule, "reason": silenced.reason, "count": silenced.count} for silenced in report.silenced
        ],
        "not_judged": list(report.not_judged),
    }


def issue_object(issue: Issue) -> dict[str, object]:
    """Return a finding as JSON has it."""
    requirement = requirements().get(issue.requirement)
    return {
        "rule": issue.requirement,
        "clause": clause_of(issue.requirement),
        "strength": requirement.strength if requirement else None,
        "severity": SEVERITIES[issue.severity],
        "message": issue.message,
        "hint": issue.hint,
        "place": place_object(issue.where),
        "measured": _measured(issue.measured) if issue.measured else None,
        "fix": _fix(issue.fix) if issue.fix else None,
    }


def place_object(where: Where) -> dict[str, object]:
    """Return a place as JSON has it."""
    return {
        "line": where.line,
        "column": where.column,
        "length": where.length,
        "page": where.page,
        "mm": where.mm,
        "size_mm": where.size_mm,
    }


def _measured(measured: Measurement) -> dict[str, object]:
    return {
        "what": measured.what,
        "value": measured.value,
        "wanted": measured.wanted,
        "tolerance": measured.tolerance,
        "unit": measured.unit,
    }


def _fix(fix: Fix) -> dict[str, object]:
    return {"text": fix.text, "certain": fix.is_certain}
