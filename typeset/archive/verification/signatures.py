"""真实性: who signed the package and its PDF, and whether it still is what was signed."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from typeset.archive.bag.files import SEAL, SIGNATURE
from typeset.archive.verification.outcome import Outcome, Verdict, judged, manual
from typeset.archive.verification.subject import PROVENANCE_PATH, Kind, Subject
from typeset.errors import TypesetError

if TYPE_CHECKING:
    from typeset.archive.signing import SignatureReport

SIGNING = "digital signature generation"
LARGEST_SIGNATURE_BYTES = 4 * 1024**2
_UNSIGNED = "没有签名；来源请与另存的内容摘要或登记簿核对"


def seal_is_signed(subject: Subject) -> Verdict:
    """The signature over the seal is valid and that of a signer whom the roots vouch for."""
    if SIGNATURE not in subject.tree.sizes:
        return judged([f"来历记着签过名，但缺少签名文件“{SIGNATURE}”"]) if says_signed(subject) else manual(_UNSIGNED)
    if not says_signed(subject):
        return judged([f"有签名文件“{SIGNATURE}”，但来历没有记签名：不是归档时签的"])
    if subject.tree.sizes[SIGNATURE] > LARGEST_SIGNATURE_BYTES:
        return judged([f"签名文件“{SIGNATURE}”太大，没有读取"])
    from typeset.archive.signing import verify_detached  # pyHanko costs 400 ms

    report = verify_detached(subject.tree.read(SEAL), subject.tree.read(SIGNATURE), subject.anchors.roots)
    return _verdict([report], subject)


def pdf_is_signed(subject: Subject) -> Verdict:
    """Every signature of every PDF is valid and nothing was changed after it."""
    reports: list[SignatureReport] = []
    for path in subject.records(".pdf"):
        name = PurePosixPath(path).name
        found = _signatures(subject.tree.read(path), subject)
        if not found and subject.kind is Kind.PACKAGE and says_signed(subject):
            return judged([f"来历记着签过名，但“{name}”里没有签名：重新保存过，或掉换了"])
        reports += found
    return _verdict(reports, subject) if reports else manual(_UNSIGNED)


def _signatures(content: bytes, subject: Subject) -> "tuple[SignatureReport, ...]":
    """Return what is found out about the signatures of a PDF; each names the bytes that it covers, plain to see."""
    if b"/ByteRange" not in content:
        return ()
    from typeset.archive.signing import verify_signatures

    return verify_signatures(content, subject.anchors.roots)


def says_signed(subject: Subject) -> bool:
    """Tell whether the provenance records that the package was signed."""
    if PROVENANCE_PATH not in subject.tree.sizes:
        return False
    try:
        return any(event.kind == SIGNING for event in subject.provenance.events)
    except TypesetError:
        return False


def _verdict(reports: "Sequence[SignatureReport]", subject: Subject) -> Verdict:
    """Return what follows from the signatures; a person decides about what cannot be computed or trusted by itself."""
    from typeset.archive.signing import Integrity, Trust

    said = "；".join("，".join(report.lines()) for report in reports)
    if any(not report.is_intact and report.integrity is not Integrity.UNSUPPORTED for report in reports):
        return judged([said])
    if any(report.integrity is Integrity.UNSUPPORTED for report in reports):
        return manual(said)
    if not subject.anchors.roots:
        named = "；".join(f"{report.integrity}，签名人自称{report.signer}" for report in reports)
        return manual(f"{named}；没有给出根证书（--roots），签名人是否可信请人工判断")
    if all(report.trust is Trust.TRUSTED for report in reports):
        return Verdict(Outcome.PASSED, note=said)
    return judged([said])
