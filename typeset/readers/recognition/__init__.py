"""Recognise the structure of an official document in the paragraphs of a file of any origin.

`recognise` is a pipeline of small ordered recognisers: flattened tables → head → end of the text → parts behind it →
keys of a source → repairs of characters. What is not understood stays text or is left out by name; nothing is
invented, nothing is lost.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from typeset.errors import Issue, Severity, Where
from typeset.model.document import note_has_date
from typeset.model.mapping import make_document
from typeset.readers.imported import Imported
from typeset.readers.manuscript import Manuscript, ManuscriptPicture
from typeset.readers.recognition.contents import without_contents
from typeset.readers.recognition.document import PLACEHOLDER, RECOGNISED, Understood, understand
from typeset.readers.recognition.head_tables import with_head_tables_opened
from typeset.readers.recognition.mending import mend
from typeset.readers.recognition.missing import missing_facts
from typeset.readers.recognition.rows import Row
from typeset.readers.recognition.tables import with_tables

__all__ = ["PLACEHOLDER", "RECOGNISED", "recognise"]

_LONGEST_TITLE = 60
_FIGURE_TITLE = re.compile(r"图[ \u3000]?[0-9]{1,3}[ \u3000]")


def recognise(manuscript: Manuscript) -> Imported:
    """Return the document that a manuscript holds, as the keys of a source with every repair, doubt and gap."""
    items, contents, contents_issues = without_contents(manuscript.items, RECOGNISED)
    items, table_issues = with_tables(items)
    items = with_head_tables_opened(items)
    rows = [Row(index, item) for index, item in enumerate(items)]
    understood = understand(rows)
    mended = mend(understood.tree)
    data = dict(mended.data)
    if manuscript.footnotes:
        data["脚注"] = dict(manuscript.footnotes)
    is_dated_by_note = note_has_date(str(data.get("题注", ""))) and "成文日期" not in data
    missing = missing_facts(data, understood.placeholders, is_dated_by_note=is_dated_by_note)
    said = _said(rows, understood, data)
    return Imported(
        data,
        repairs=(*manuscript.repairs, *mended.repairs),
        issues=(*manuscript.issues, *contents_issues, *table_issues, *understood.issues, *said),
        missing=missing,
        left_out=(*manuscript.left_out, *contents, *((row.where, row.text) for row in understood.left_out)),
        pictures={item.name: item.data for item in items if isinstance(item, ManuscriptPicture)},
        places=mended.places,
    )


def _said(rows: Sequence[Row], understood: Understood, data: Mapping[str, object]) -> Iterator[Issue]:
    """Yield what a user has to know of the structure as a whole, and what a source of this data still lacks."""
    if len(rows) == 1 and len(rows[0].compact) > _LONGEST_TITLE:
        message = "全文只有一段，认不出结构；原文照录在正文里"
        yield _structure(Severity.WARNING, message, "请在原文里把标题、主送机关、各段、落款分行，再导入一次")
    if "标题" in understood.placeholders:
        message = "没有找到标题（以通知、意见等文种结尾的一行）"
        yield _structure(Severity.WARNING, message, f"源稿里先写了“{PLACEHOLDER}”，请补上标题")
    if "发文机关" in understood.placeholders:
        message = "没有写明发文机关"
        yield _structure(Severity.WARNING, message, f"源稿里先写了“{PLACEHOLDER}”，请补上发文机关")
    titles = [row for row in rows if _FIGURE_TITLE.match(row.text)]
    if titles and not any(isinstance(row.item, ManuscriptPicture) for row in rows):
        message = f"有{len(titles)}行图题，没有图"
        yield Issue(RECOGNISED, Severity.INFO, titles[0].where, message, "有图的，请在图题处写“图: {文件: ……}”")
    for fault in make_document(data).faults:
        yield Issue(fault.rule, Severity.ERROR, Where(), f"源稿还不能排版：{fault.sentence}", fault.hint)


def _structure(severity: Severity, message: str, hint: str) -> Issue:
    return Issue(RECOGNISED, severity, Where(), message, hint)
