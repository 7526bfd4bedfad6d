"""署名, 成文日期, 印章 (7.3.5), 版记 (7.4)."""

import re
from collections.abc import Iterator

from typeset.checks.finding import Finding, error, info, warning
from typeset.errors import quoted
from typeset.model import Document, OfficialDate, SealPicture, SourcePath, names_in, people_in

FIRST_YEAR, LAST_YEAR = 1911, 2099
_NO_TEXT = re.compile("[此本]页无正文")
_CONTACT = re.compile("联系|电话")


def date_is_given(document: Document) -> Iterator[Finding]:
    """T-9-12: the date of adoption or of signing; that of a 决议 or 公报 may stand in its 题注."""
    if document.date is None and not document.has_dated_note:
        yield error((), "没有写成文日期", "请补上“成文日期: 2024-02-20”；草稿里先留空位，程序不代填")


def dates_are_in_digits(document: Document) -> Iterator[Finding]:
    """R-7.3.5.4-1: dates are set as 2024年2月20日, however the source writes them."""
    for path, date in _dates(document):
        if date is not None and date.given and date.given not in (str(date), _iso(date)):
            yield info(path, f"{path[-1]}“{date.given}”已规范为“{date}”", "不必改；也可以直接写规范的形式")


def _iso(date: OfficialDate) -> str:
    return f"{date.year:04}-{date.month:02}-{date.day:02}"


def _dates(document: Document) -> Iterator[tuple[SourcePath, OfficialDate | None]]:
    yield ("成文日期",), document.date
    yield ("印发日期",), document.printing_date
    for path, part in document.parts():
        yield (*path, "成文日期"), part.date


def signatures_are_those_of_the_issuers(document: Document) -> Iterator[Finding]:
    """T-9-13: a 署名 for every 发文机关."""
    if people_in(document.signature):
        return
    names = [issuer.signature or issuer.name for issuer in document.issuers]
    if document.signature is None:
        if document.format in ("公文", "信函") and not document.is_dated_by_note:
            yield info((), f"没有写署名，按发文机关排作{''.join(map(quoted, names))}", "与实际署名不同的，请写“署名”")
        return
    given = names_in(document.signature)
    if len(given) != len(names):
        missing = [name for name in names if name not in given]
        without = f"，缺少{''.join(map(quoted, missing))}" if missing else ""
        message = f"署名有{len(given)}个，发文机关有{len(names)}个{without}"
        yield warning(("署名",), message, "联合行文的各机关都要署名")
        return
    known = {name for issuer in document.issuers for name in (issuer.name, issuer.signature) if name}
    for index, name in enumerate(given):
        if name not in known:
            hint = "请核对；用简称署名的，可写 {名称: 全称, 署名: 简称}"
            yield warning(("署名", index), f"署名{quoted(name)}不是发文机关{quoted(names[index])}", hint)


def seals_are_those_of_the_issuers(document: Document) -> Iterator[Finding]:
    """T-9-13: a seal for every 署名; place is kept where none is given."""
    if document.format not in ("公文", "信函") or people_in(document.signature):
        return
    seals = [issuer.seal for issuer in document.issuers]
    given = [seal for seal in seals if seal is not None]
    count = len(given) + (seals[:1] == [None])
    if count < len(seals) and isinstance(document.seal, SealPicture):
        yield warning(
            ("印章",),
            f"印章只有{'一' if count == 1 else count}个，发文机关有{len(seals)}个",
            "请在“发文机关”的各项里分别写“印章”",
        )
    elif given and len(given) < len(seals) and document.seal is None:
        missing = "".join(quoted(issuer.name) for issuer in document.issuers if issuer.seal is None)
        yield warning(("发文机关",), f"{missing}没有写印章，其他机关写了", "请补上印章图片，或写“印章: 无”")
    elif not given and document.seal is None and not document.is_dated_by_note:
        yield info((), "没有写印章，按加盖实物印章留出位置", "不加盖印章的，请写“印章: 无”")


def dates_are_plausible(document: Document) -> Iterator[Finding]:
    """T-9-12: a year that a document can have; what it issues or forwards is not younger than it is."""
    for path, date in _dates(document):
        if date is not None and not FIRST_YEAR <= date.year <= LAST_YEAR:
            yield warning(path, f"{path[-1]}“{date}”的年份不合理", "请核对年份")
    for path, part in document.parts():
        if document.date and part.date and part.date > document.date:
            message = f"{path[-2]}的成文日期“{part.date}”晚于公文的成文日期“{document.date}”"
            yield warning((*path, "成文日期"), message, "请核对两个日期")


def no_page_is_said_to_be_without_text(document: Document) -> Iterator[Finding]:
    """R-7.3.5.5-1: 此页无正文 is no way to fill a page."""
    for path, body in document.bodies():
        for index, block in enumerate(body):
            if found := _NO_TEXT.search(block.text):
                yield warning((*path, index), f"写了“{found.group()}”", "请删去；程序调整字距，落款不会单独成页")


def a_request_gives_a_contact(document: Document) -> Iterator[Finding]:
    """T-9-14: the 附注 of a 请示 names somebody to ask."""
    if document.document_type == "请示" and not any(_CONTACT.search(note) for note in document.notes):
        yield info((), "请示的附注没有写联系人和电话", "一般写“附注: （联系人：……，电话：……）”")


def printed_after_signing(document: Document) -> Iterator[Finding]:
    """R-7.4.3-4: 印发日期 is not before 成文日期."""
    if document.date and document.printing_date and document.printing_date < document.date:
        message = f"印发日期“{document.printing_date}”早于成文日期“{document.date}”"
        yield error(("印发日期",), message, "印发日期是送印的日期，请核对")


def imprint_is_whole(document: Document) -> Iterator[Finding]:
    """R-7.4.3-1: the 版记 of a 公文 names 印发机关 and 印发日期."""
    given = {"印发机关": document.printing_office, "印发日期": document.printing_date}
    missing = [key for key, value in given.items() if value is None]
    if missing and document.format == "公文":
        what = "版记里" if document.has_imprint else "没有版记："
        yield info((), f"{what}没有写{'和'.join(missing)}", "正式印发前请补上；没有的不会自动填写")


def imprint_of_letter(document: Document) -> Iterator[Finding]:
    """R-10.1-10: the 版记 of a 信函 has neither 印发机关 nor 印发日期."""
    given = {"印发机关": document.printing_office, "印发日期": document.printing_date}
    for key, value in given.items():
        if value is not None and document.format == "信函":
            yield error((key,), f"信函格式的版记不加{key}", "请删去")


def minutes_have_a_mark(document: Document) -> Iterator[Finding]:
    """R-10.3-1: the mark of 纪要 is “×××××纪要”."""
    if document.format == "纪要" and not document.mark_text:
        yield error((), "纪要没有写发文机关标志", "请补上，如“发文机关标志: 局长办公会议纪要”")
