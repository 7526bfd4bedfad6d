"""Name what a document gives and no page shows, so that nothing is lost silently (L-5)."""

from collections.abc import Iterator

from typeset.errors import Issue, Severity, quoted
from typeset.layout.glyphs import Place
from typeset.model import Document


def unset_elements(document: Document, place: Place) -> Iterator[Issue]:
    """Yield an Issue for every element that is given and has no place in the document."""
    if document.signers and document.format != "公文":
        message = f"“{document.format}”格式没有签发人的位置，没有排"
        yield Issue("L-5", Severity.WARNING, place(("签发人",)), message, "请删去；上行文请用“格式: 公文”")
    for path, part in document.parts():
        is_nested = len(path) > 2 and path[-2] == "附件"
        if is_nested and part.not_bound and (part.body or part.attachments):
            message = f"附件{quoted(part.title or '')}写了“不随文”，它的正文没有排"
            hint = "随文装订的请删去“不随文”；单独成册的请移到最外层的“附件”里"
            yield Issue("L-5", Severity.WARNING, place((*path, "不随文")), message, hint)
