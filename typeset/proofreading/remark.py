"""What a text rule looks at, and what it has to say."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from typeset.errors import Severity


class PassageKind(StrEnum):
    """What a passage is in its document: rules differ for a title, a heading and a sentence."""

    TITLE = "标题"
    TITLE_NOTE = "题注"
    NUMBER = "发文字号"
    ADDRESSEES = "主送机关"
    HEADING = "层次标题"
    PARAGRAPH = "段落"
    ATTACHMENT_NAME = "附件名称"
    TABLE_TITLE = "表题"
    CELL = "表格的格"
    SIGNATURE = "署名"
    DATE = "成文日期"
    NOTE = "附注"
    COPIES = "抄送"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, title or cell: its characters as they are set, without any markup of the source."""

    text: str
    kind: PassageKind = PassageKind.PARAGRAPH


class Certainty(StrEnum):
    """What may be done with a remark."""

    CERTAIN = "确定"
    """Its replacement is applied without asking."""
    PROPOSED = "建议"
    """Its replacement is shown; a person decides."""
    NOTED = "存疑"
    """Something is wrong or doubtful; there is no replacement."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule says of the characters `start` to `end` (not included) of a passage.

    `replacement` is what these characters should be, "" to delete them; None when that cannot be told.
    """

    rule: str
    severity: Severity
    certainty: Certainty
    start: int
    end: int
    message: str
    hint: str = ""
    replacement: str | None = None


def corrected(text: str, remarks: Iterable[Remark]) -> str:
    """Return a text with every certain replacement applied; of two that overlap, the one that begins first."""
    pieces, position = [], 0
    certain = (r for r in remarks if r.certainty is Certainty.CERTAIN and r.replacement is not None)
    for remark in sorted(certain, key=lambda remark: (remark.start, remark.end)):
        if remark.start < position:
            continue
        pieces += [text[position : remark.start], remark.replacement or ""]
        position = remark.end
    return "".join((*pieces, text[position:]))
