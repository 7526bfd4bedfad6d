"""The named styles of the Word draft: one row a style.

A person who edits the draft finds every element of clause 7 under its own name in Word's list of styles, and a
program finds it in the file by that name.
"""

from functools import partial

from typeset.backends.ooxml.values import CharacterStyle, Indents, ParagraphStyle
from typeset.layout.blocks import Alignment, Element
from typeset.layout.page import Colour
from typeset.standard import SEAL_DATE_RIGHT_INDENT_CELLS, SIZE_2_PT, SIZE_4_PT, Role

# 28 glyphs of 16 pt less a quarter of a point fit into 442.2 pt; less a fifth of a point they do not (R-5.2.3-2).
TRACKING_TWIPS = -5
PAGE_NUMBER_LINE_TWIPS = 400

NORMAL, MARK, NUMBER, BODY, PAGE_NUMBER = "a", "gwMark", "gwNumber", "gwBody", "a4"
TITLE, ISSUED_TITLE = "gwTitle", "gwIssuedTitle"
LEAD, STRONG, PLACEHOLDER = "gwLead", "gwStrong", "gwPlaceholder"

_FIRST_LINE = Indents(first_line=2)
_text = partial(ParagraphStyle, tracking_twips=TRACKING_TWIPS)
_heading = partial(_text, indents=_FIRST_LINE, keep_with_next=True, following=BODY, priority=9, is_built_in=True)
_display = partial(ParagraphStyle, role=Role.XIAOBIAOSONG, alignment=Alignment.CENTRED)
_title = partial(_display, size_pt=SIZE_2_PT, keep_with_next=True)  # R-7.3.1-1

PARAGRAPH_STYLES = (
    _text(NORMAL, "Normal", priority=0, is_built_in=True),  # R-5.2.2-1
    _heading("1", "heading 1", role=Role.HEITI, outline_level=0),  # R-7.3.3-4
    _heading("2", "heading 2", role=Role.KAITI, outline_level=1),
    _heading("3", "heading 3", outline_level=2),
    _heading("4", "heading 4", outline_level=3),
    _display(MARK, "公文发文机关标志", colour=Colour.RED, following=NUMBER),  # R-7.2.4-2, R-7.2.4-4
    _text(NUMBER, "公文发文字号", alignment=Alignment.CENTRED, following=TITLE),  # R-7.2.5-1
    _title(TITLE, "公文标题", following="gwAddressee"),
    _text(
        "gwSubtitle",
        "公文题注",
        role=Role.KAITI,
        alignment=Alignment.CENTRED,
        indents=Indents(left=2, right=2),
        keep_with_next=True,
        following=BODY,
    ),
    _text("gwAddressee", "公文主送机关", following=BODY),  # R-7.3.2-1
    _text(BODY, "公文正文", indents=_FIRST_LINE),  # R-7.3.3-2
    _text("gwSignature", "公文署名", alignment=Alignment.RIGHT, keep_with_next=True, following="gwDate"),
    _text(
        "gwDate",
        "公文成文日期",
        alignment=Alignment.RIGHT,
        indents=Indents(right=SEAL_DATE_RIGHT_INDENT_CELLS),
        following="gwNote",
    ),  # R-7.3.5.1-1
    _text("gwNote", "公文附注", indents=_FIRST_LINE),  # R-7.3.6-1
    _title(ISSUED_TITLE, "公文印发件标题", following=BODY),
    _text("a3", "header", priority=99, is_built_in=True),
    ParagraphStyle(
        PAGE_NUMBER,
        "footer",
        Role.SONGTI,
        latin=Role.SONGTI,
        size_pt=SIZE_4_PT,
        line_twips=PAGE_NUMBER_LINE_TWIPS,
        priority=99,
        is_built_in=True,
    ),  # R-7.5-1
)

CHARACTER_STYLES = (
    CharacterStyle(LEAD, "公文段首句"),
    CharacterStyle(STRONG, "公文强调", role=Role.HEITI),  # R-7.3.3-5
    CharacterStyle(PLACEHOLDER, "公文待补内容", colour=Colour.GREY),
)

STYLE_OF_ELEMENT = {
    Element.MARK: MARK,
    Element.NUMBER: NUMBER,
    Element.TITLE: TITLE,
    Element.SUBTITLE: "gwSubtitle",
    Element.ADDRESSEE: "gwAddressee",
    Element.HEADING_1: "1",
    Element.HEADING_2: "2",
    Element.HEADING_3: "3",
    Element.HEADING_4: "4",
    Element.PARAGRAPH: BODY,
    Element.SIGNATURE: "gwSignature",
    Element.DATE: "gwDate",
    Element.NOTE: "gwNote",
}

BOOKMARK_OF_STYLE = {
    MARK: "gw_mark",
    NUMBER: "gw_number",
    TITLE: "gw_title",
    "gwSubtitle": "gw_subtitle",
    "gwAddressee": "gw_addressee",
    "gwSignature": "gw_signature",
    "gwDate": "gw_date",
    "gwNote": "gw_note",
    ISSUED_TITLE: "gw_issued_title",
}
