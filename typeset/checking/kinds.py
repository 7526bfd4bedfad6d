"""What kind of file a file is."""

from pathlib import Path

from typeset.reports.report import FileKind

_SUFFIXES = {
    **{".yaml": FileKind.SOURCE, ".yml": FileKind.SOURCE},
    **{".docx": FileKind.WORD, ".docm": FileKind.WORD, ".pdf": FileKind.PDF},
}


def kind_of(path: Path) -> FileKind:
    """Return what a file is, by its name; whatever has no name that is known is read as text, or refused as none."""
    return _SUFFIXES.get(path.suffix.lower(), FileKind.TEXT)
