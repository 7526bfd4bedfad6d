"""Read what signing and verification are given."""

from pathlib import Path

from typeset.errors import SigningError, SourceError
from typeset.input_files import file_bytes


def content_of(path: Path, what: str = "") -> bytes:
    """Return the bytes of a file; `what` is what it should be, for the message. Raises SigningError."""
    try:
        return file_bytes(path)
    except SourceError as error:
        issue = error.issues[0]
        raise SigningError(f"读不了{what}“{path}”：{issue.message}；{issue.hint}") from error
