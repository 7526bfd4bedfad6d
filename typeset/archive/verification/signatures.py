"""真实性: who signed the package and its PDF, and whether it still is what was signed."""

from typeset.archive.bag.files import SIGNATURE
from typeset.archive.verification.outcome import Verdict, judged, manual
from typeset.archive.verification.subject import PROVENANCE_PATH, Subject
from typeset.errors import TypesetError

SIGNING = "digital signature generation"
_UNSIGNED = "没有签名；来源请与另存的内容摘要或登记簿核对"


def seal_is_signed(subject: Subject) -> Verdict:
    """The signature over the seal is valid and that of a signer whom the roots vouch for."""
    if SIGNATURE not in subject.tree.sizes:
        return judged([f"来历记着签过名，但缺少签名文件“{SIGNATURE}”"]) if says_signed(subject) else manual(_UNSIGNED)
    return manual("有签名，没有验")


def says_signed(subject: Subject) -> bool:
    """Tell whether the provenance records that the package was signed."""
    if PROVENANCE_PATH not in subject.tree.sizes:
        return False
    try:
        return any(event.kind == SIGNING for event in subject.provenance.events)
    except TypesetError:
        return False
