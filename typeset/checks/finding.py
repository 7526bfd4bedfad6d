"""What one rule finds in a document."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from typeset.errors import Fix, Severity
from typeset.model import Document, SourcePath


@dataclass(frozen=True, slots=True)
class Finding:
    """A breach of a rule at a place of the document; `path` () is the document as a whole.

    `fix` replaces the words that the message quotes first.
    """

    severity: Severity
    path: SourcePath
    message: str
    hint: str = ""
    fix: Fix | None = None


Rule: TypeAlias = Callable[[Document], Iterator[Finding]]


def error(path: SourcePath, message: str, hint: str = "") -> Finding:
    """Return a finding against an unconditional 规定."""
    return Finding(Severity.ERROR, path, message, hint)


def warning(path: SourcePath, message: str, hint: str = "") -> Finding:
    """Return a finding that needs a decision."""
    return Finding(Severity.WARNING, path, message, hint)


def info(path: SourcePath, message: str, hint: str = "") -> Finding:
    """Return a finding that the writer should know of."""
    return Finding(Severity.INFO, path, message, hint)
