"""What is different between two files as one page of HTML: the old text and the new one side by side."""

from collections import Counter
from itertools import groupby

from typeset.comparison import Comparison, summary
from typeset.reports.differences import KINDS
from typeset.reports.templates import html_environment


def difference_html(comparison: Comparison) -> str:
    """Return the comparison as an HTML page."""
    changes = enumerate(comparison.changes, 1)
    sections = [(element, list(group)) for element, group in groupby(changes, lambda numbered: numbered[1].element)]
    counts = Counter(change.kind for change in comparison.changes)
    template = html_environment().get_template("diff.html.j2")
    return template.render(
        comparison=comparison,
        sections=sections,
        counts=[(KINDS[kind], str(kind), counts[kind]) for kind in KINDS],
        kinds=KINDS,
        summary=summary(comparison.changes),
    )
