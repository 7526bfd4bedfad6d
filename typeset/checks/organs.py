"""Organs: whom a document may address and join with (条例 第十四条—第十七条), whose mark and number it bears."""

import re
from collections.abc import Iterator

from typeset.checks.addressing import addressee_names
from typeset.checks.finding import Finding, warning
from typeset.errors import quoted
from typeset.model import Document, Issuer

_SUBORDINATE = re.compile("^各|^所属|^直属|^下属|各科室|基层")
_GOVERNMENT = re.compile("人民政府$|^[^，]{0,12}(?:党委|县委|市委|区委|省委|乡镇政府)$|^各[^，]{0,20}政府$")
_WITH_MANDATE = re.compile("经[^，。；]{1,30}(?:同意|批准|授权)|受[^，。；]{1,30}委托")
_DEPARTMENT = re.compile("(?:局|厅|部|委|委员会|办公室|办)$")
_GENERAL_OFFICE = re.compile("(?:政府|党委|省委|市委|县委|区委|国务院|中央|委员会|人大常委会|政协)办公[厅室]$")
_INNER_UNIT = re.compile("(?:局|厅|部|委|委员会|办公室|政府|院)[^局厅部委院府]{2,10}(?<!办事)(?<!管理)[处科股]$")
_CODE_WORDS = frozenset("发办函字文令通告综规请报党组呈复议公")
_LEVELS = (
    (r"(?:.{1,8}?省|.{2,8}?自治区|省)", 4, 4),
    (r"(?:.{0,6}?(?:市|自治州|盟))", 2, 4),
    (r"(?:.{0,6}?(?:县|旗))", 2, 2),
    (r"(?:.{0,6}?(?<!社)(?<!园)区)", 2, 3),
    (r"(?:.{0,6}?(?:(?<!城)乡|(?<!城)镇|街道))", 1, 1),
)
"""Administrative levels, the widest first: how a name shows them, and the lowest and highest they may be."""

_NATIONAL = re.compile("国务院|国家|中共中央|中央|全国|最高人民|中国|中华人民共和国")
_NATIONAL_LEVEL = 5


def levels_are_not_skipped(document: Document) -> Iterator[Finding]:
    """T-14-1: one does not write over the head of one's superior; 抄送 to those in between makes it right."""
    if document.direction != "上行" or not document.issuers or document.copies_to:
        return
    own = _level(document.issuers[0].name)
    for name in addressee_names(document.addressees or ""):
        addressed = _level(name)
        if own and addressed and addressed[0] - own[1] >= 2:
            message = f"{quoted(document.issuers[0].name)}越级向{quoted(name)}行文"
            yield warning(("主送机关",), message, "一般不越级行文；确需越级的，请同时抄送被越过的机关")


def _level(name: str) -> tuple[int, int] | None:
    """Return the lowest and highest administrative level a name can have; None when it shows none."""
    if _NATIONAL.match(name):
        return _NATIONAL_LEVEL, _NATIONAL_LEVEL
    found, position = None, 0
    for pattern, lowest, highest in _LEVELS:
        if match := re.compile(pattern).match(name, position):
            found, position = (lowest, highest), match.end()
    return found


def copies_of_upward_documents_go_to_no_subordinate(document: Document) -> Iterator[Finding]:
    """T-15-1: a 上行文 is not copied to those below."""
    for index, item in enumerate(document.copies_to if document.direction == "上行" else ()):
        for name in addressee_names(item.rstrip("。")):
            if _SUBORDINATE.search(name):
                yield warning(("抄送", index), f"上行文抄送了下级机关{quoted(name)}", "上行文不抄送下级机关，请删去")


def copies_are_named_once(document: Document) -> Iterator[Finding]:
    """T-9-15: nobody gets two copies."""
    seen: set[str] = set()
    for index, item in enumerate(document.copies_to):
        for name in addressee_names(item.rstrip("。")):
            if name in seen:
                yield warning(("抄送", index), f"抄送里{quoted(name)}写了两次", "请删去一处")
            seen.add(name)


def departments_do_not_instruct_governments(document: Document) -> Iterator[Finding]:
    """T-16-2: only 办公厅（室） instruct 党委 and 政府 below; others with a mandate that the text states."""
    issuers = [issuer.name for issuer in document.issuers]
    if document.direction != "下行" or not issuers or document.document_type not in ("通知", "决定", "通报", "意见"):
        return
    if any(not _DEPARTMENT.search(name) or _is_general_office(name) for name in issuers):
        return
    if any(_WITH_MANDATE.search(block.text) for block in document.body):
        return
    for name in addressee_names(document.addressees or ""):
        if _GOVERNMENT.search(name):
            message = f"{quoted(issuers[0])}是部门，主送下级党委、政府{quoted(name)}"
            yield warning(
                ("主送机关",), message, "部门不得向下级党委、政府发指令性公文；经同意的，文中须写明“经……同意”"
            )
            return


def _is_general_office(name: str) -> bool:
    """Tell whether a name is that of a 办公厅（室） or of a 党委 itself."""
    return bool(_GENERAL_OFFICE.search(name)) or bool(re.match("(?:中国共产党|中共).{2,20}委员会$", name))


def inner_units_do_not_issue(document: Document) -> Iterator[Finding]:
    """T-17-1: a 处 or 科 inside an organ issues no documents in its own name."""
    for index, issuer in enumerate(document.issuers):
        if _INNER_UNIT.search(issuer.name):
            message = f"{quoted(issuer.name)}像是内设机构"
            yield warning(
                ("发文机关", index), message, "除办公厅（室）外，内设机构不对外正式行文；请以所在机关的名义行文"
            )


def joint_issuers_are_of_one_level(document: Document) -> Iterator[Finding]:
    """T-17-1: a government does not issue jointly with a department."""
    names = [issuer.name for issuer in document.issuers]
    governments = [name for name in names if name.endswith("人民政府")]
    departments = [name for name in names if re.search("[局厅处科]$", name) and not _is_general_office(name)]
    if governments and departments:
        message = f"{quoted(governments[0])}与{quoted(departments[0])}不是同级机关"
        yield warning(("发文机关", names.index(departments[0])), message, "同级机关才可以联合行文，请核对")


def mark_names_an_issuer(document: Document) -> Iterator[Finding]:
    """R-7.2.4-1: the mark is the name, or the short name, of those who issue, with 文件 or without."""
    mark = re.sub(r"[\s（）()]|文件$", "", document.mark_text or "")
    if not mark or document.format not in ("公文", "信函") or not document.issuers:
        return
    names = [name for issuer in document.issuers for name in _names(issuer)]
    if not any(_is_short_for(mark, name) for name in (*names, "".join(names))):
        message = f"发文机关标志{quoted(document.mark_text)}与发文机关{quoted(names[0])}不符"
        yield warning(("发文机关标志",), message, "标志用发文机关的全称或规范化简称，请核对")


def _names(issuer: Issuer) -> tuple[str, ...]:
    return (issuer.name, issuer.signature) if issuer.signature else (issuer.name,)


def _is_short_for(short: str, name: str) -> bool:
    """Tell whether the characters of a short name follow each other in the long one."""
    rest = iter(name)
    return all(character in rest for character in short)


def joint_number_is_that_of_the_first_issuer(document: Document) -> Iterator[Finding]:
    """R-7.2.5-4: a joint document bears the number of the 主办机关."""
    if document.number is None or len(document.issuers) < 2 or not document.number.code:
        return
    code = set(document.number.code) - _CODE_WORDS
    host, *others = document.issuers
    if code & set("".join(_names(host))):
        return
    if other := next((issuer.name for issuer in others if code & set("".join(_names(issuer)))), None):
        message = f"联合行文的发文字号{quoted(document.number.text)}像是{quoted(other)}的，不是主办机关的"
        yield warning(("发文字号",), message, f"联合行文用主办机关{quoted(host.name)}的发文字号")
