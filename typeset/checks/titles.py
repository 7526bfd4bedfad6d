"""标题 (7.3.1): what it is made of, how it ends, how long it is; and the names of organs."""

import re
from collections.abc import Iterator
from itertools import chain
from math import ceil

from typeset.checks.finding import Finding, error, info, warning
from typeset.errors import quoted
from typeset.model import (
    Block,
    Division,
    Document,
    Heading,
    Paragraph,
    SourcePath,
    Span,
    Table,
    document_type_of,
    names_in,
)

TITLE_LINE_CELLS = 18
MOST_TITLE_LINES = 3
LONGEST_ISSUER = 30

_MATTER = re.compile("关于|转发|印发|批转|公布|任免|表彰|授予")
_END_MARKS = tuple("。，、；：！？.,;:!?")
_HAN = re.compile("[㐀-䶿一-鿿豈-﫿𠀀-\U0003fffd]")
_YAML_WORDS = frozenset({"no", "yes", "true", "false", "on", "off", "null", "~", "none", "n", "y"})


def title_names_organ_matter_and_type(document: Document) -> Iterator[Finding]:
    """T-9-7: 发文机关 + 事由 + 文种; 命令 and 纪要 are not asked, and many offices leave their name out."""
    title = (document.title or "").replace("\n", "")
    if not title or document.format in ("命令", "纪要"):
        return
    matter = _MATTER.search(title)
    if matter is None:
        yield warning(
            ("标题",), "标题里没有“关于”引出的事由", "标题由发文机关名称、事由和文种组成，如“××局关于××的通知”"
        )
    organs = [name for issuer in document.issuers for name in (issuer.name, issuer.signature) if name]
    if not (matter and title[: matter.start()].strip()) and not any(organ in title for organ in organs):
        yield info(("标题",), "标题里没有发文机关名称", "条例要求写上；按本地惯例省略的，可在“校对”里忽略 T-9-7")


def title_ends_with_its_type(document: Document) -> Iterator[Finding]:
    """R-7.3.1-4: no mark at the end of a title, and the 文种 it ends with is the document's."""
    title = (document.title or "").rstrip()
    if title.endswith(_END_MARKS):
        yield warning(("标题",), f"标题末尾有标点“{title[-1]}”", "请删去")
    written = document_type_of(title.rstrip("".join(_END_MARKS)))
    if document.doc_type and written and written != document.doc_type:
        message = f"文种写的是“{document.doc_type}”，标题却以“{written}”结尾"
        yield error(("文种",), message, "请改成一致，或删去“文种”（默认取自标题）")
    for path, part in document.parts():
        if path[-2] == "印发件" and part.title and part.title.endswith(_END_MARKS):
            yield warning((*path, "标题"), f"标题末尾有标点“{part.title[-1]}”", "请删去")


def title_is_not_too_long(document: Document) -> Iterator[Finding]:
    """R-7.3.1-2: a title of more than three lines can hardly be broken well."""
    for path, title in _titles(document):
        cells = sum(0.5 if character.isascii() else 1 for character in title if character != "\n")
        lines = max(ceil(cells / TITLE_LINE_CELLS), title.count("\n") + 1)
        if lines > MOST_TITLE_LINES:
            message = f"标题过长：约{ceil(cells)}字，要排{lines}行以上"
            yield warning(path, message, f"请精简到{TITLE_LINE_CELLS * MOST_TITLE_LINES}字以内")


def _titles(document: Document) -> Iterator[tuple[SourcePath, str]]:
    if document.title:
        yield ("标题",), document.title
    for path, part in document.parts():
        if part.title:
            yield (*path, "标题"), part.title


def attachment_titles_are_fit_for_the_list(document: Document) -> Iterator[Finding]:
    """R-7.3.4-2: no mark follows the name of an attachment."""
    for path, part in document.parts():
        if path[-2] == "附件" and part.title and part.title.endswith(_END_MARKS):
            yield error((*path, "标题"), f"附件名称末尾有标点“{part.title[-1]}”", "请删去")


def attachment_titles_have_no_book_marks(document: Document) -> Iterator[Finding]:
    """R-7.3.4-4: the name of an attachment stands without 《》 in 附件说明 and on its page."""
    for path, part in document.parts():
        title = (part.title or "").replace("\n", "")
        if path[-2] == "附件" and title.startswith("《") and title.endswith("》") and title.count("《") == 1:
            yield warning((*path, "标题"), f"附件名称{quoted(title)}加了书名号", "附件名称不加书名号，请删去")


def attachments_have_names(document: Document) -> Iterator[Finding]:
    """R-7.3.4-1: 附件说明 names every attachment."""
    for path, part in document.parts():
        if path[-2] == "附件" and not part.title:
            yield error(path, "附件没有写标题", "请补上“标题: ……”，附件说明要用")


def bound_attachments_have_text(document: Document) -> Iterator[Finding]:
    """R-7.3.7-1: an attachment that is bound with the document has pages of its own."""
    for path, part in document.parts():
        if path[-2] == "附件" and not part.body and not part.attachments and not part.not_bound:
            yield warning(
                path,
                f"附件{quoted(part.title) if part.title else ''}没有正文",
                "请补上“正文”；不随文装订的写“不随文: 是”",
            )


def issuer_names_fit(document: Document) -> Iterator[Finding]:
    """R-7.2.4-5: a name of more than thirty characters cannot be set as a mark or a 署名."""
    for index, issuer in enumerate(document.issuers):
        if len(issuer.name) > LONGEST_ISSUER:
            message = f"发文机关名称长{len(issuer.name)}字，超过{LONGEST_ISSUER}字，标志和署名难以排下"
            yield warning(("发文机关", index), message, "请用规范化简称，或另写“发文机关标志”和“署名”")


def values_are_words(document: Document) -> Iterator[Finding]:
    """S-4: values that look like YAML's own words or numbers, though they are read as text."""
    signature = names_in(document.signature)
    issuers = [issuer.name for issuer in document.issuers]
    for key, text in chain((("署名", name) for name in signature), (("发文机关", name) for name in issuers)):
        if text.lower() in _YAML_WORDS:
            yield warning((key,), f"{key}“{text}”像是 YAML 的专用词，按文字处理", "请核对是否写错")
    if document.title and not _HAN.search(document.title):
        yield warning(("标题",), f"标题{quoted(document.title)}里没有一个汉字", "请核对是否写错")


def spans_of(block: Block) -> Iterator[Span]:
    """Yield the stretches of a block's text, those of a table's cells among them."""
    if isinstance(block, Table):
        yield from (span for row in (*block.header, *block.rows) for cell in row for span in cell.spans)
    elif isinstance(block, Paragraph | Heading | Division):
        yield from block.spans


def footnotes_are_called(document: Document) -> Iterator[Finding]:
    """S-4: every `[^mark]` has a footnote, and every footnote is called."""
    called: set[str] = set()
    for path, body in document.bodies():
        for index, block in enumerate(body):
            for span in spans_of(block):
                if span.note is not None:
                    called.add(span.note)
                    if span.note not in document.footnotes:
                        yield warning((*path, index), f"脚注“{span.note}”没有内容", f"请在“脚注”里写“{span.note}: ……”")
    for mark in document.footnotes:
        if mark not in called:
            yield info(("脚注", mark), f"脚注“{mark}”没有被引用", f"请在文中写“[^{mark}]”，或删去")
