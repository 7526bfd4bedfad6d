"""What a reader of Word files has to say: collected while it walks, so that nothing is lost without a word."""

from collections import Counter
from dataclasses import dataclass, field

from typeset.errors import Issue, Severity, Where, quoted

REVISIONS, CARRIED = "S-20-2", "S-20-3"
MOST_OF_A_KIND = 50


@dataclass
class Findings:
    """The issues of a file, at most MOST_OF_A_KIND of each kind; the others are counted."""

    file: str
    paragraph: int = 0
    _found: list[tuple[str, Issue]] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)

    @property
    def where(self) -> Where:
        """The place that is being read: the paragraphs of a Word file are counted as its lines."""
        return Where(self.file, self.paragraph or None)

    def warn(self, kind: str, message: str, hint: str = "", *, rule: str = CARRIED) -> None:
        """Note what a person must look at."""
        self._add(kind, Issue(rule, Severity.WARNING, self.where, message, hint))

    def tell(self, kind: str, message: str, hint: str = "", *, rule: str = CARRIED) -> None:
        """Note what was done."""
        self._add(kind, Issue(rule, Severity.INFO, self.where, message, hint))

    def _add(self, kind: str, issue: Issue) -> None:
        self._counts[kind] += 1
        if self._counts[kind] <= MOST_OF_A_KIND:
            self._found.append((kind, issue))

    def issues(self) -> tuple[Issue, ...]:
        """Return the issues, a line for the many of a kind that are not shown."""
        rest = {kind: count - MOST_OF_A_KIND for kind, count in self._counts.items() if count > MOST_OF_A_KIND}
        last = {kind: issue for kind, issue in self._found if kind in rest}
        more = [
            Issue(issue.requirement, issue.severity, Where(self.file), f"{quoted(kind)}另有{rest[kind]}处没有列出")
            for kind, issue in last.items()
        ]
        return (*(issue for _, issue in self._found), *more)
