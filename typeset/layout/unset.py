"""Name what a document holds and this version does not set, so that nothing is lost silently (L-5)."""

from collections.abc import Iterator

from typeset.errors import Issue, Severity
from typeset.layout.glyphs import Place
from typeset.model import Document, SealPicture

_HINT = "输出里没有这一项，请人工补上，或等后续版本"


def unset_elements(document: Document, place: Place) -> Iterator[Issue]:
    """Yield an Issue for every element that is given and not set."""
    given = {
        "份号": document.copy_number,
        "密级": document.secrecy,
        "紧急程度": document.urgency,
        "签发人": document.signers,
    }
    for key, value in given.items():
        if value:
            yield _issue(key, (key,), place)
    if isinstance(document.seal, SealPicture):
        yield _issue("印章", ("印章",), place)
    for index, issuer in enumerate(document.issuers):
        if isinstance(issuer.seal, SealPicture):
            yield _issue("印章", ("发文机关", index, "印章"), place)
    signatures = [((), document.signature), *((path, part.signature) for path, part in document.parts())]
    for path, signature in signatures:
        if signature is not None and not isinstance(signature, tuple):
            yield _issue("署名", (*path, "署名"), place)
    if len(document.issuers) > 1 and document.joint_mark == "全部" and document.mark_text is None:
        message = "联合行文的发文机关标志还不能分行排，几个机关名称排在了一行"
        hint = "可写“联合标志: 主办”，或在“发文机关标志”里写主办机关的标志"
        yield Issue("L-5", Severity.WARNING, place(("发文机关",)), message, hint)


def _issue(name: str, path: tuple[str | int, ...], place: Place) -> Issue:
    return Issue("L-5", Severity.ERROR, place(path), f"本版程序还不排“{name}”", _HINT)
