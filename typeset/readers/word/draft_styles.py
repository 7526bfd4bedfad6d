"""How a draft of this program is told by its styles, and by its bookmarks where a style was lost.

The names are those of `backends.word_styles`; a test holds them together.
"""

import re
from collections.abc import Mapping

from typeset.readers.word.content import Paragraph, WordFile, paragraphs_of

COPY_NUMBER, SECRECY, URGENCY = "公文份号", "公文密级和保密期限", "公文紧急程度"
MARK, NUMBER, SIGNERS, TITLE = "公文发文机关标志", "公文发文字号", "公文签发人", "公文标题"
SUBTITLE, ADDRESSEE, BODY, CHAPTER, SECTION = "公文题注", "公文主送机关", "公文正文", "公文章", "公文节"
TABLE_TITLE, TABLE_TEXT, TABLE_NOTE = "公文表题", "公文表格文字", "公文表注"
FIGURE, FIGURE_TITLE = "公文图", "公文图题"
ATTACHMENTS, ATTENDANCE, SIGNATURE, DATE, NOTE = "公文附件说明", "公文出席人员", "公文署名", "公文成文日期", "公文附注"
ATTACHMENT_LABEL, ATTACHMENT_TITLE, ISSUED_TITLE = "公文附件序号", "公文附件标题", "公文印发件标题"
CONTENTS_TITLE, CONTENTS_ITEM = "公文目录标题", "toc"
MOVED_ADDRESSEE, COPIES, PRINTING = "公文版记主送机关", "公文抄送机关", "公文印发机关和印发日期"
RULE, SPACE, FOOTNOTE = "公文分隔线", "公文间距", "footnote text"
LEAD, STRONG, PLACEHOLDER, SIGNER = "公文段首句", "公文强调", "公文待补内容", "公文签发人姓名"
NOTE_CALL = "footnote reference"

TITLES = (TITLE, ATTACHMENT_TITLE, ISSUED_TITLE)
HEAD = (COPY_NUMBER, SECRECY, URGENCY, NUMBER, SIGNERS)
HEADINGS: Mapping[str, int] = {f"heading {level}": level for level in range(1, 5)}
_OTHER_NAMES: Mapping[str, str] = {
    **{name: CONTENTS_ITEM for name in ("toc 1", "toc 2")},
    **{f"标题 {level}": f"heading {level}" for level in range(1, 5)},
}
BOOKMARKS: Mapping[str, str] = {
    **{"gw_copy_number": COPY_NUMBER, "gw_secrecy": SECRECY, "gw_urgency": URGENCY, "gw_mark": MARK},
    **{"gw_number": NUMBER, "gw_signers": SIGNERS, "gw_title": TITLE, "gw_subtitle": SUBTITLE},
    **{"gw_addressee": ADDRESSEE, "gw_attachments": ATTACHMENTS, "gw_attendance": ATTENDANCE},
    **{"gw_signature": SIGNATURE, "gw_date": DATE, "gw_note": NOTE, "gw_attachment": ATTACHMENT_LABEL},
    **{"gw_attachment_title": ATTACHMENT_TITLE, "gw_issued_title": ISSUED_TITLE},
    **{"gw_imprint_addressee": MOVED_ADDRESSEE, "gw_copies": COPIES, "gw_printing": PRINTING},
}
KNOWN = frozenset(
    {COPY_NUMBER, SECRECY, URGENCY, MARK, NUMBER, SIGNERS, TITLE, SUBTITLE, ADDRESSEE, BODY, CHAPTER, SECTION}
    | {TABLE_TITLE, TABLE_TEXT, TABLE_NOTE, FIGURE, FIGURE_TITLE, ATTACHMENTS, ATTENDANCE, SIGNATURE, DATE, NOTE}
    | {ATTACHMENT_LABEL, ATTACHMENT_TITLE, ISSUED_TITLE, CONTENTS_TITLE, CONTENTS_ITEM, MOVED_ADDRESSEE, COPIES}
    | {PRINTING, RULE, SPACE, FOOTNOTE, *HEADINGS}
)
_TELLING = frozenset({MARK, TITLE, ADDRESSEE, BODY, ISSUED_TITLE, ATTACHMENT_TITLE})
_COUNTED = re.compile(r"_\d+$|_Copy_\d+$")


def kind_of(paragraph: Paragraph) -> str:
    """Return the name of the element that a paragraph is, by its style, else by its bookmark; "" for none."""
    style = paragraph.style.casefold()
    name = _OTHER_NAMES.get(style, style)
    if name in KNOWN:
        return name
    for bookmark in paragraph.bookmarks:
        while plain := _COUNTED.search(bookmark):
            bookmark = bookmark[: plain.start()]
        if bookmark in BOOKMARKS:
            return BOOKMARKS[bookmark]
    return ""


def is_draft(file: WordFile) -> bool:
    """Tell whether a Word file is a draft of this program: text stands in its styles, or under its bookmarks."""
    return any(kind_of(paragraph) in _TELLING and paragraph.text.strip() for paragraph in paragraphs_of(file.items))
