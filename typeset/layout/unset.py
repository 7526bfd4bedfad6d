"""Name what a document holds and this version does not set, so that nothing is lost silently (L-5)."""

from collections.abc import Iterator

from typeset.errors import Issue, Severity, quoted
from typeset.layout.glyphs import Place
from typeset.model import Document

_HINT = "输出里没有这一项，请人工补上，或等后续版本"


def unset_elements(document: Document, place: Place) -> Iterator[Issue]:
    """Yield an Issue for every element that is given and not set."""
    if document.signers and document.format != "公文":
        yield _issue("签发人", ("签发人",), place)
    for path, part in document.parts():
        is_nested = len(path) > 2 and path[-2] == "附件"
        if is_nested and part.not_bound and (part.body or part.attachments):
            message = f"附件{quoted(part.title or '')}写了“不随文”，它的正文没有排"
            hint = "随文装订的请删去“不随文”；单独成册的请移到最外层的“附件”里"
            yield Issue("L-5", Severity.ERROR, place((*path, "不随文")), message, hint)


def _issue(name: str, path: tuple[str | int, ...], place: Place) -> Issue:
    return Issue("L-5", Severity.ERROR, place(path), f"本版程序还不排“{name}”", _HINT)
