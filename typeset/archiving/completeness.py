"""What a document lacks that is to be kept for good."""

from dataclasses import replace

from typeset.errors import Issue, Severity
from typeset.job import Composition

FACTS = frozenset({"T-9-5", "T-9-12", "T-9-13", "R-7.4.3-1", "L-2", "L-6"})
"""发文字号, 成文日期, 署名 and 印章, 版记; characters and pictures for which something else was set.

In a draft they may be open; the rules then only tell of them. 校对 may say that one of them is as it should be.
"""


def missing_facts(composition: Composition) -> tuple[Issue, ...]:
    """Return why a document cannot be archived: every error, and every fact that is open."""
    issues = composition.issues
    found = (issue for issue in issues if issue.severity is Severity.ERROR or issue.requirement in FACTS)
    return tuple(dict.fromkeys(replace(issue, severity=Severity.ERROR) for issue in found))
