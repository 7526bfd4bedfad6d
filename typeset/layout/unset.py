"""Name what a document holds and this version does not set, so that nothing is lost silently (L-5)."""

from collections.abc import Iterator

from typeset.errors import Issue, Severity
from typeset.layout.glyphs import Place
from typeset.model import Document

_HINT = "输出里没有这一项，请人工补上，或等后续版本"


def unset_elements(document: Document, place: Place) -> Iterator[Issue]:
    """Yield an Issue for every element that is given and not set."""
    if document.signers and document.format != "公文":
        yield _issue("签发人", ("签发人",), place)


def _issue(name: str, path: tuple[str | int, ...], place: Place) -> Issue:
    return Issue("L-5", Severity.ERROR, place(path), f"本版程序还不排“{name}”", _HINT)
