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

NORMAL, MARK, NUMBER, BODY, HEADER, PAGE_NUMBER = "a", "gwMark", "gwNumber", "gwBody", "a3", "a4"
TITLE, ISSUED_TITLE, ATTACHMENT_TITLE = "gwTitle", "gwIssuedTitle", "gwAttachmentTitle"
RULE, SPACE, TABLE_TEXT = "gwRule", "gwSpace", "gwTableText"
NOTE_TEXT = "a6"
CONTENTS_LEVELS = ("11", "21")
LEAD, STRONG, PLACEHOLDER, SIGNER = "gwLead", "gwStrong", "gwPlaceholder", "gwSigner"
NOTE_CALL, NOTE_NUMBER = "a5", "gwNoteNumber"

_FIRST_LINE = Indents(first_line=2)
_text = partial(ParagraphStyle, tracking_twips=TRACKING_TWIPS)
_heading = partial(_text, indents=_FIRST_LINE, keep_with_next=True, following=BODY, priority=9, is_built_in=True)
_division = partial(_text, alignment=Alignment.CENTRED, keep_with_next=True, following=BODY)
_display = partial(ParagraphStyle, role=Role.XIAOBIAOSONG, alignment=Alignment.CENTRED)
_title = partial(_display, size_pt=SIZE_2_PT, keep_with_next=True)  # R-7.3.1-1
_caption = partial(ParagraphStyle, role=Role.HEITI, size_pt=SIZE_4_PT, alignment=Alignment.CENTRED)
_imprint = partial(ParagraphStyle, size_pt=SIZE_4_PT, alignment=Alignment.LEFT)
_contents = partial(_text, alignment=Alignment.LEFT, priority=39, is_built_in=True)

PARAGRAPH_STYLES = (
    _text(NORMAL, "Normal", priority=0, is_built_in=True),  # R-5.2.2-1
    _heading("1", "heading 1", role=Role.HEITI, outline_level=0),  # R-7.3.3-4
    _heading("2", "heading 2", role=Role.KAITI, outline_level=1),
    _heading("3", "heading 3", outline_level=2),
    _heading("4", "heading 4", outline_level=3),
    _text("gwCopyNumber", "公文份号", alignment=Alignment.LEFT),  # R-7.2.1-1
    _text("gwSecrecy", "公文密级和保密期限", role=Role.HEITI, alignment=Alignment.LEFT),  # R-7.2.2-1
    _text("gwUrgency", "公文紧急程度", role=Role.HEITI, alignment=Alignment.LEFT),  # R-7.2.3-1
    _display(MARK, "公文发文机关标志", colour=Colour.RED, following=NUMBER),  # R-7.2.4-2, R-7.2.4-4
    _text(NUMBER, "公文发文字号", alignment=Alignment.CENTRED, following=TITLE),  # R-7.2.5-1
    _text("gwSigners", "公文签发人", alignment=Alignment.LEFT, following=TITLE),  # R-7.2.6-1
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
    _division("gwChapter", "公文章", role=Role.HEITI, outline_level=0),
    _division("gwSection", "公文节", role=Role.KAITI, outline_level=1),
    _caption("gwTableTitle", "公文表题", keep_with_next=True),
    ParagraphStyle(TABLE_TEXT, "公文表格文字", alignment=Alignment.LEFT),
    ParagraphStyle("gwTableNote", "公文表注", size_pt=12, following=BODY),
    _text("gwFigure", "公文图", alignment=Alignment.CENTRED),
    _caption("gwFigureTitle", "公文图题", following=BODY),
    _text("gwAttachments", "公文附件说明", indents=Indents(first_line=-3, left=5)),  # R-7.3.4-1
    _text("gwAttendance", "公文出席人员", indents=Indents(first_line=-3, left=5)),  # R-10.3-2
    _text("gwSignature", "公文署名", alignment=Alignment.RIGHT, keep_with_next=True, following="gwDate"),
    _text(
        "gwDate",
        "公文成文日期",
        alignment=Alignment.RIGHT,
        indents=Indents(right=SEAL_DATE_RIGHT_INDENT_CELLS),
        following="gwNote",
    ),  # R-7.3.5.1-1
    _text("gwNote", "公文附注", indents=_FIRST_LINE),  # R-7.3.6-1
    _text("gwAttachmentLabel", "公文附件序号", role=Role.HEITI, alignment=Alignment.LEFT, keep_with_next=True),
    _title(ATTACHMENT_TITLE, "公文附件标题", following=BODY),
    _title(ISSUED_TITLE, "公文印发件标题", following=BODY),
    _title("gwContentsTitle", "公文目录标题"),
    _contents(CONTENTS_LEVELS[0], "toc 1"),
    _contents(CONTENTS_LEVELS[1], "toc 2", indents=Indents(left=2)),
    _imprint("gwMovedAddressee", "公文版记主送机关"),  # R-7.4.2-4
    _imprint("gwCopies", "公文抄送机关"),  # R-7.4.2-1
    _imprint("gwPrinting", "公文印发机关和印发日期"),  # R-7.4.3-1
    ParagraphStyle(RULE, "公文分隔线", size_pt=1, line_twips=20),
    ParagraphStyle(SPACE, "公文间距", size_pt=1, line_twips=20),
    ParagraphStyle(NOTE_TEXT, "footnote text", size_pt=10.5, indents=_FIRST_LINE, priority=99, is_built_in=True),
    _text(HEADER, "header", priority=99, is_built_in=True),
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
    CharacterStyle(SIGNER, "公文签发人姓名", role=Role.KAITI),  # R-7.2.6-2
    CharacterStyle(NOTE_CALL, "footnote reference", is_raised=True, priority=99, is_built_in=True),
    # LibreOffice raises the numbers of notes unless it finds its own style of this name.
    CharacterStyle(NOTE_NUMBER, "Footnote Characters", is_raised=False, priority=99),
)

STYLE_OF_ELEMENT = {
    Element.COPY_NUMBER: "gwCopyNumber",
    Element.SECRECY: "gwSecrecy",
    Element.URGENCY: "gwUrgency",
    Element.MARK: MARK,
    Element.NUMBER: NUMBER,
    Element.SIGNERS: "gwSigners",
    Element.TITLE: TITLE,
    Element.SUBTITLE: "gwSubtitle",
    Element.ADDRESSEE: "gwAddressee",
    Element.HEADING_1: "1",
    Element.HEADING_2: "2",
    Element.HEADING_3: "3",
    Element.HEADING_4: "4",
    Element.CHAPTER: "gwChapter",
    Element.SECTION: "gwSection",
    Element.PARAGRAPH: BODY,
    Element.TABLE: TABLE_TEXT,
    Element.TABLE_TITLE: "gwTableTitle",
    Element.TABLE_NOTE: "gwTableNote",
    Element.FIGURE: "gwFigure",
    Element.FIGURE_TITLE: "gwFigureTitle",
    Element.ATTACHMENTS: "gwAttachments",
    Element.ATTENDANCE: "gwAttendance",
    Element.SIGNATURE: "gwSignature",
    Element.DATE: "gwDate",
    Element.NOTE: "gwNote",
    Element.ATTACHMENT_LABEL: "gwAttachmentLabel",
    Element.CONTENTS_TITLE: "gwContentsTitle",
    Element.CONTENTS_ITEM: CONTENTS_LEVELS[0],
    Element.FOOTNOTE: NOTE_TEXT,
    Element.MOVED_ADDRESSEE: "gwMovedAddressee",
    Element.COPIES: "gwCopies",
    Element.PRINTING: "gwPrinting",
}

BOOKMARK_OF_STYLE = {
    "gwCopyNumber": "gw_copy_number",
    "gwSecrecy": "gw_secrecy",
    "gwUrgency": "gw_urgency",
    MARK: "gw_mark",
    NUMBER: "gw_number",
    "gwSigners": "gw_signers",
    TITLE: "gw_title",
    "gwSubtitle": "gw_subtitle",
    "gwAddressee": "gw_addressee",
    "gwAttachments": "gw_attachments",
    "gwAttendance": "gw_attendance",
    "gwSignature": "gw_signature",
    "gwDate": "gw_date",
    "gwNote": "gw_note",
    "gwAttachmentLabel": "gw_attachment",
    ATTACHMENT_TITLE: "gw_attachment_title",
    ISSUED_TITLE: "gw_issued_title",
    "gwMovedAddressee": "gw_imprint_addressee",
    "gwCopies": "gw_copies",
    "gwPrinting": "gw_printing",
}


def style_of(element: Element) -> ParagraphStyle:
    """Return the style of an element."""
    return style_named(STYLE_OF_ELEMENT[element])


def style_named(identity: str) -> ParagraphStyle:
    """Return the style of an id."""
    return next(style for style in PARAGRAPH_STYLES if style.id == identity)
