"""What kind of file a file is."""

from pathlib import Path

from typeset.errors import UnsupportedError
from typeset.reports.report import FileKind

_SUFFIXES = {".yaml": FileKind.SOURCE, ".yml": FileKind.SOURCE}


def kind_of(path: Path) -> FileKind:
    """Return what a file is, by its name. Raises UnsupportedError for what cannot be checked."""
    kind = _SUFFIXES.get(path.suffix.lower())
    if kind is None:
        raise UnsupportedError(f"{path}：不认识这种文件；能检查的有源稿（.yaml）")
    return kind
