"""The rules of checking as a list to read, and as JSON."""

import json
from collections.abc import Iterator

from typeset.checking.catalogue import CheckedRule, catalogue
from typeset.reports.json_text import KINDS
from typeset.reports.report import SEVERITIES


def rules_lines() -> Iterator[str]:
    """Yield every rule under its clause: its id, strength, worst severity, kinds of files, and what it says."""
    for group, rules in catalogue():
        yield f"{group.clause} {group.name}".strip()
        for rule in rules:
            row = rule.requirement
            yield f"  {row.id:<14}{row.strength}→{rule.severity}  {'、'.join(rule.kinds)}  {row.sentence}"
        yield ""


def rules_json() -> str:
    """Return the rules as a JSON array."""
    rows = [_row(rule) for _, rules in catalogue() for rule in rules]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _row(rule: CheckedRule) -> dict[str, object]:
    row = rule.requirement
    return {
        "rule": row.id,
        "clause": row.clause,
        "sentence": row.sentence,
        "strength": row.strength,
        "severity": SEVERITIES[rule.severity],
        "kinds": [KINDS[kind] for kind in rule.kinds],
    }
