"""What a Word file that cannot be read is told."""

from typeset.errors import READABLE, Issue, Severity, SourceError, Where


def refusal(file: str, message: str, hint: str) -> SourceError:
    """Return the exception for a file that cannot be read, with its one reason."""
    return SourceError([Issue(READABLE, Severity.ERROR, Where(file), message, hint)])
