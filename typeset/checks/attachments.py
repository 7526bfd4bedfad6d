"""附件说明, 附件 and 印发件 (7.3.4, 7.3.7): what the text and the title say of them, and what is there."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from typeset.checks.finding import Finding, info, warning
from typeset.errors import quoted
from typeset.model import Block, Document, Part, SourcePath

_MENTION = re.compile("(?:见|按|按照|填写)附件[0-9]{0,2}|附件[0-9]{1,2}(?![0-9])")
_NUMBER = re.compile("附件([0-9]{1,2})(?![0-9])")
_LIST = re.compile("附件[：:]")
_ISSUES = re.compile("(?:印发|转发|批转|发布|公布|颁布|颁发)(《.+》)")
_BOOK = re.compile("《([^《》]+(?:《[^《》]*》[^《》]*)*)》")


def mentioned_attachments_exist(document: Document) -> Iterator[Finding]:
    """R-7.3.4-1: an attachment that the text speaks of is listed."""
    for path, body, attachments in _texts(document):
        for index, block in enumerate(body):
            if fault := _missing(block, attachments, has_parts=bool(document.issued)):
                yield warning((*path, "正文", index), *fault)


def _texts(document: Document) -> Iterator[tuple[SourcePath, Sequence[Block], Sequence[Part]]]:
    """Yield the text of the document and of each issued text, with the attachments that it can speak of."""
    yield (), document.body, document.attachments
    for index, part in enumerate(document.issued):
        yield ("印发件", index), part.body, part.attachments or document.attachments


def _missing(block: Block, attachments: Sequence[Part], *, has_parts: bool) -> tuple[str, str] | None:
    if _LIST.match(block.text):
        return f"附件说明{quoted(block.text)}写在正文里", "请移到“附件”：每个附件一项，写“标题”和“正文”"
    numbers = [int(found[1]) for found in _NUMBER.finditer(block.text)]
    if attachments and numbers and max(numbers) > len(attachments):
        return f"提到“附件{max(numbers)}”，附件只有{len(attachments)}个", "请补上附件，或核对编号"
    if not attachments and not has_parts and (found := _MENTION.search(block.text)):
        return f"提到“{found.group()}”，没有附件", "请在“附件”里写上，或改正文"
    return None


def a_single_attachment_has_no_number(document: Document) -> Iterator[Finding]:
    """R-7.3.4-2: 附件1 is said only where there are several."""
    if len(document.attachments) != 1:
        return
    for index, block in enumerate(document.body):
        if found := _NUMBER.search(block.text):
            yield info(
                ("正文", index), f"附件只有一个，正文里写作“{found.group()}”", "只有一个附件的不编号，请写“附件”"
            )


def issued_texts_have_the_titles_that_are_announced(document: Document) -> Iterator[Finding]:
    """R-7.3.7-3: what the title issues, in 《》, is what follows."""
    found = _ISSUES.search((document.title or "").replace("\n", ""))
    if found is None:
        return
    announced = [match[1] for match in _BOOK.finditer(found[1])]
    follows = [*document.issued, *document.attachments]
    if not follows:
        yield warning(("标题",), f"标题说{quoted(found.group())}，没有印发件", "请补上“印发件”，写“标题”和“正文”")
        return
    titles = [_plain(part.title or "") for part in follows]
    for name in announced:
        if not any(_plain(name) in title or (title and title in _plain(name)) for title in titles):
            message = f"标题里的{quoted(name)}与印发件的标题{quoted(follows[0].title or '')}不同"
            yield warning(("标题",), message, "两处的文件名称要一致，请核对")


def _plain(title: str) -> str:
    """Return a title without spaces, marks of one width."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", title))
