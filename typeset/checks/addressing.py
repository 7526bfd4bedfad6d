"""行文规则 (条例 第九条, 第十五条): 签发人, 主送机关, what a 报告 may not ask."""

import re
from collections.abc import Iterator

from typeset.checks.finding import Finding, error, warning
from typeset.errors import quoted
from typeset.model import Document

_ADDRESSED_TYPES = frozenset({"通知", "意见", "报告", "请示", "批复", "议案", "函"})
_PUBLIC_TYPES = frozenset({"决议", "命令", "公报", "公告", "通告", "纪要"})
_OPENING, _CLOSING = "（(〔《“", "）)〕》”"
_PERSON = re.compile(
    "(同志|先生|女士|书记|省长|市长|州长|县长|区长|镇长|乡长|部长|厅长|局长|处长|科长|校长|院长|主任|主席|总理)$"
)
_REQUEST = re.compile("请批示|请审批|请予批准|请批准|妥否")


def signers_of_upward_documents(document: Document) -> Iterator[Finding]:
    """T-9-6: 请示, 报告 and other 上行文 name the 签发人, others do not; 议案 may do either."""
    kind = document.document_type
    if document.direction == "上行":
        if not document.signers and kind != "议案":
            yield error((), f"{kind or '公文'}是上行文，没有写签发人", "请补上“签发人: 姓名”")
    elif document.signers and kind != "意见":
        yield warning(("签发人",), "写了签发人，但不是上行文", "请删去；确是上行文的，请写“行文方向: 上行”")


def addressees_are_given(document: Document) -> Iterator[Finding]:
    """R-7.3.2-1: 通知, 函, 请示 and the like have a 主送机关; 公告, 通告, 公报, 决议, 命令 and 纪要 have none."""
    if document.addressees is None and document.document_type in _ADDRESSED_TYPES:
        yield warning((), f"{document.document_type}没有写主送机关", "请补上“主送机关: ……”；普发的可以不写")


def public_documents_address_nobody(document: Document) -> Iterator[Finding]:
    """R-7.3.2-1: what is for everybody to read has no 主送机关."""
    if document.addressees is not None and document.document_type in _PUBLIC_TYPES:
        message = f"{document.document_type}写了主送机关{quoted(document.addressees)}"
        yield warning(("主送机关",), message, "一般不写主送机关，请核对文种")


def one_addressee_upward(document: Document) -> Iterator[Finding]:
    """T-15-1: a 上行文 goes to one superior."""
    names = addressee_names(document.addressees or "")
    if document.direction == "上行" and len(names) > 1:
        message = f"上行文的主送机关有{len(names)}个：{'、'.join(names)[:60]}"
        yield warning(("主送机关",), message, "原则上只主送一个上级机关，其他用“抄送”")


def addressee_is_no_person(document: Document) -> Iterator[Finding]:
    """T-15-5: a 上行文 is not addressed to a leader."""
    for name in addressee_names(document.addressees or "") if document.direction == "上行" else ():
        if _PERSON.search(name):
            yield error(("主送机关",), f"主送机关{quoted(name)}是负责人个人", "请主送机关，不主送个人")


def report_asks_for_nothing(document: Document) -> Iterator[Finding]:
    """T-15-4: a 报告 carries no request."""
    if document.document_type != "报告":
        return
    for index, block in enumerate(document.body):
        if found := _REQUEST.search(block.text):
            yield error(
                ("正文", index), f"报告里有请示的话“{found.group()}”", "报告不得夹带请示事项；需要批复的请改用请示"
            )


def copies_go_to_others(document: Document) -> Iterator[Finding]:
    """T-9-15: an organ that the document is addressed to gets no copy."""
    addressed = set(addressee_names(document.addressees or ""))
    for index, item in enumerate(document.copies_to):
        for name in addressee_names(item.rstrip("。")):
            if name in addressed:
                yield warning(("抄送", index), f"{quoted(name)}既是主送机关，又是抄送机关", "请从抄送里删去")


def addressee_names(text: str) -> tuple[str, ...]:
    """Return the organs that 主送机关 names, parted at ， 、 ； outside brackets."""
    names, depth, current = [], 0, ""
    for character in text.replace("\n", ""):
        depth += (character in _OPENING) - (character in _CLOSING)
        if character in "，、；,;" and depth <= 0:
            names.append(current)
            current = ""
        else:
            current += character
    return tuple(name.strip() for name in (*names, current) if name.strip())
