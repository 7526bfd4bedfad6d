"""What the program says when a document breaks a rule, and when it cannot go on.

An `Issue` is collected and shown; it never stops the work. A `TypesetError` is raised; it ends the work on
one document, and `cli` alone decides the exit status. Anything else that is raised is a bug.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

# Rules for a source, of this program itself (`standard/requirements.yaml`).
READABLE, SYNTAX, KEYS, VALUES, REQUIRED, FILES = "S-1", "S-2", "S-3", "S-4", "S-5", "S-6"


class Severity(StrEnum):
    """How much an issue matters; only a 规定 of the standard makes an `ERROR`."""

    ERROR = "错误"
    WARNING = "警告"
    INFO = "提示"


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file (1-based line and column) or on a page (1-based, mm from its top-left corner).

    `length` is how many characters the place takes from its column on, `size_mm` how wide and high it is on the page.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    page: int | None = None
    mm: tuple[float, float] | None = None
    length: int | None = None
    size_mm: tuple[float, float] | None = None

    def __str__(self) -> str:
        parts = [str(part) for part in (self.file, self.line, self.column) if part is not None]
        text = ":".join(parts)
        if self.page is not None:
            text += f"{' ' if text else ''}第{self.page}页"
        if self.mm is not None:
            text += f"（{self.mm[0]:.1f}，{self.mm[1]:.1f} mm）"
        return text


@dataclass(frozen=True, slots=True)
class Measurement:
    """What was measured, what is wanted, and how far off is still right: 天头, 39.4, 37.0, 1.0, mm.

    Words (a face, a colour) have no `tolerance`.
    """

    what: str
    value: float | str
    wanted: float | str
    tolerance: float | None = None
    unit: str = "mm"


@dataclass(frozen=True, slots=True)
class Fix:
    """What should stand at the place of an issue; what is not certain is for a person to decide."""

    text: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Issue:
    """One broken rule: its requirement id, how much it matters, where, what is wrong, what to do."""

    requirement: str
    severity: Severity
    where: Where
    message: str
    hint: str = ""
    measured: Measurement | None = None
    fix: Fix | None = None

    def __str__(self) -> str:
        place = f"{self.where} " if str(self.where) else ""
        cure = f"；{self.hint}" if self.hint else ""
        return f"{place}{self.severity} [{self.requirement}] {self.message}{cure}"


class TypesetError(Exception):
    """The work on a document cannot go on; the message is shown to the user as it is."""


class SourceError(TypesetError):
    """A source cannot be read; `issues` holds every reason found, not only the first."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__("\n".join(str(issue) for issue in self.issues))


class ProfileError(TypesetError):
    """A style profile is missing or holds something unusable."""


class FontError(TypesetError):
    """No usable font file was found for a role."""


class UnsupportedError(TypesetError):
    """The document asks for a form that is not laid out; `path` leads to what asks for it, () where it is unknown."""

    def __init__(self, message: str, path: tuple[str | int, ...] = ()) -> None:
        self.path = path
        super().__init__(message)


class OutputError(TypesetError):
    """A result cannot be written."""


class RegisterError(TypesetError):
    """A register of numbers cannot be used, or refuses what was asked; nothing was changed."""


class SigningError(TypesetError):
    """A file cannot be signed, or its signatures cannot be read; nothing was written."""


def printable(text: str) -> str:
    """Return a text that can be shown: line breaks as ↵, other characters without a shape as U+XXXX."""
    if text.isprintable():
        return text
    text = "↵".join(text.splitlines())
    return "".join(c if c.isprintable() or c == "\u3000" else f"U+{ord(c):04X}" for c in text)


def quoted(value: object) -> str:
    """Return a value in quotation marks, cut when it is long."""
    text = printable(value if isinstance(value, str) else str(value))
    return f"“{text}”" if len(text) <= 40 else f"“{text[:38]}……”"
