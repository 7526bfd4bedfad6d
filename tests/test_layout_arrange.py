import pytest

from tests.samples import document, notice, square_layout
from tests.square_font import SquareFont
from typeset.errors import Severity
from typeset.layout.arrange import arrange
from typeset.layout.blocks import Alignment, Block, Element
from typeset.layout.page import Colour
from typeset.layout.signatures.signing import DATE_PLACEHOLDER
from typeset.model import Document
from typeset.model.marks import mark_text
from typeset.profiles import load_profile
from typeset.standard import Role


def blocks(made: Document, style: object = None) -> tuple[Block, ...]:
    return arrange(made, load_profile(style), SquareFont()).blocks  # type: ignore[arg-type]


def one(element: Element, made: Document, style: object = None) -> Block:
    (block,) = (block for block in blocks(made, style) if block.element is element)
    return block


def pieces(block: Block) -> list[tuple[str, Role, bool]]:
    return [(piece.text, piece.role, piece.bold) for piece in block.pieces]


@pytest.mark.requirement("R-7.1-1", "R-7.3.6-1")
def test_the_elements_stand_in_the_order_of_the_standard() -> None:
    made = document(
        题注="2025年8月通过", 正文="一、总体要求\n甲。", 附注="此件公开发布", 印发件={"标题": "方案", "正文": "乙。"}
    )
    assert [block.element for block in blocks(made)] == [
        Element.TITLE,
        Element.SUBTITLE,
        Element.ADDRESSEE,
        Element.HEADING_1,
        Element.PARAGRAPH,
        Element.SIGNATURE,
        Element.DATE,
        Element.NOTE,
        Element.TITLE,
        Element.PARAGRAPH,
    ]


def test_what_a_document_does_not_have_leaves_no_block() -> None:
    made = document(发文字号=None, 主送机关=None, 印章="无")
    assert [block.element for block in blocks(made)] == [
        Element.TITLE,
        Element.PARAGRAPH,
        Element.SIGNATURE,
        Element.DATE,
    ]


@pytest.mark.requirement("R-7.2.4-1")
def test_the_mark_is_the_issuers_name_and_文件_unless_it_is_given() -> None:
    assert mark_text(document(发文机关标志=None)) == "临溪市教育局文件"
    assert mark_text(document(发文机关标志="临溪市教育局")) == "临溪市教育局"
    joint = {"发文机关": ["临溪市教育局", "临溪市财政局"], "发文机关标志": None}
    assert mark_text(document(**joint)) == "临溪市教育局临溪市财政局文件"
    assert mark_text(document(**joint, 联合标志="主办")) == "临溪市教育局文件"


HEADINGS = "一、总体要求\n（一）基本原则\n1.坚持公平\n（1）坚持到底\n各地要照办。"


@pytest.mark.requirement("R-7.3.3-4", "R-7.3.3-5", "R-5.2.2-1")
def test_the_four_levels_of_headings_are_黑体_楷体_仿宋_仿宋_in_the_size_of_the_text() -> None:
    found = blocks(document(正文=HEADINGS))
    headings = [block for block in found if block.outline_level is not None]
    assert [pieces(block) for block in headings] == [
        [("一、总体要求", Role.HEITI, False)],
        [("（一）基本原则", Role.KAITI, False)],
        [("1.坚持公平", Role.FANGSONG, False)],
        [("（1）坚持到底", Role.FANGSONG, False)],
    ]
    assert [block.outline_level for block in headings] == [0, 1, 2, 3]
    assert {(block.size_pt, block.first_line_cells, block.keep_with_next) for block in headings} == {(16, 2, True)}


LEADS = "一、总体要求。要照办。\n（一）基本原则。要照办。\n1.坚持公平。要照办。\n（1）坚持到底。要照办。"


@pytest.mark.requirement("R-7.3.3-4", "R-7.3.3-5")
def test_a_run_in_lead_is_set_in_the_face_of_its_level() -> None:
    paragraphs = [block for block in blocks(document(正文=LEADS)) if block.element is Element.PARAGRAPH]
    rest = ("要照办。", Role.FANGSONG, False)
    assert [pieces(block) for block in paragraphs] == [
        [("一、总体要求。", Role.HEITI, False), rest],
        [("（一）基本原则。", Role.KAITI, False), rest],
        [("1.坚持公平。", Role.FANGSONG, False), rest],
        [("（1）坚持到底。", Role.FANGSONG, False), rest],
    ]


def test_the_leads_of_a_批复_stay_plain() -> None:
    made = document(标题="临溪市教育局关于同意设立学校的批复", 正文=LEADS)
    paragraphs = [block for block in blocks(made) if block.element is Element.PARAGRAPH]
    assert all(role is Role.FANGSONG and not bold for block in paragraphs for _, role, bold in pieces(block))


@pytest.mark.requirement("R-7.3.3-5")
@pytest.mark.parametrize(
    ("lead", "role", "bold"),
    [("楷体", Role.KAITI, False), ("加粗", Role.FANGSONG, True), ("仿宋", Role.FANGSONG, False)],
)
def test_the_profile_chooses_the_face_of_leads_of_levels_three_and_four_only(lead: str, role: Role, bold: bool) -> None:
    paragraphs = [
        block for block in blocks(document(正文=LEADS), {"段首句": lead}) if block.element is Element.PARAGRAPH
    ]
    assert [pieces(block)[0][1:] for block in paragraphs] == [
        (Role.HEITI, False),
        (Role.KAITI, False),
        (role, bold),
        (role, bold),
    ]


@pytest.mark.requirement("R-7.3.3-5")
def test_bold_text_is_set_in_黑体_and_never_thickened() -> None:
    layout = square_layout(document(正文="各地要**高度重视**安全。"))
    runs = [run for line in layout.pages[0].lines for run in line.runs if run.text in "各地要高度重视安全。"]
    assert [(run.text, run.role) for run in runs] == [
        ("各地要", Role.FANGSONG),
        ("高度重视", Role.HEITI),
        ("安全。", Role.FANGSONG),
    ]


@pytest.mark.requirement("R-7.3.3-6")
def test_numbering_is_kept_as_it_was_written() -> None:
    made = document(正文="（一）没有一级\n1.三级\n三、跳号\n一、倒号\n（1）越级。")
    texts = [block.text for block in blocks(made)][2:7]
    assert texts == ["（一）没有一级", "1.三级", "三、跳号", "一、倒号", "（1）越级。"]


def test_divisions_of_a_regulation_are_centred_黑体_and_articles_are_paragraphs() -> None:
    made = document(正文="第一章 总则\n第一条 为了教育，制定本办法。")
    chapter, article = blocks(made)[2:4]
    assert (chapter.alignment, chapter.first_line_cells, pieces(chapter)[0][1]) == (Alignment.CENTRED, 0, Role.HEITI)
    assert (article.element, article.first_line_cells) == (Element.PARAGRAPH, 2)


@pytest.mark.requirement("R-7.3.6-1")
@pytest.mark.parametrize("note", ["此件公开发布", "（此件公开发布）"])
def test_the_brackets_of_a_note_are_added_and_never_doubled(note: str) -> None:
    assert one(Element.NOTE, document(附注=note)).text == "（此件公开发布）"


@pytest.mark.parametrize("note", ["2025年8月通过", "（2025年8月通过）"])
def test_a_subtitle_is_楷体_in_brackets_that_are_never_doubled(note: str) -> None:
    subtitle = one(Element.SUBTITLE, document(题注=note))
    assert pieces(subtitle) == [("（2025年8月通过）", Role.KAITI, False)]
    assert subtitle.alignment is Alignment.CENTRED


@pytest.mark.requirement("R-7.3.2-1")
@pytest.mark.parametrize("given", ["各县教育局", "各县教育局：", ["各县教育局"]])
def test_the_addressees_end_with_one_colon(given: object) -> None:
    assert one(Element.ADDRESSEE, document(主送机关=given)).text == "各县教育局："


@pytest.mark.requirement("R-7.3.5.4-1", "T-9-12")
@pytest.mark.parametrize("given", ["2025-08-02", "2025年8月2日", "二〇二五年八月二日"])
def test_the_date_is_written_in_digits_without_padding(given: str) -> None:
    date = one(Element.DATE, document(成文日期=given))
    assert date.text == "2025年8月2日"
    assert date.pieces[0].colour is Colour.BLACK


@pytest.mark.requirement("L-6", "T-9-12")
def test_a_missing_date_is_a_grey_placeholder_that_no_one_takes_for_a_date() -> None:
    date = one(Element.DATE, document(成文日期=None))
    assert date.text == DATE_PLACEHOLDER
    assert not any(character.isdigit() for character in date.text)
    assert date.pieces[0].colour is Colour.GREY


def test_the_name_of_the_issuer_stands_where_no_signature_is_given() -> None:
    assert one(Element.SIGNATURE, document()).text == "临溪市教育局"
    assert one(Element.SIGNATURE, document(署名="市教育局")).text == "市教育局"
    issuer = [{"名称": "临溪市教育局", "署名": "市教育局"}]
    assert one(Element.SIGNATURE, document(发文机关=issuer)).text == "市教育局"


def test_joint_issuers_sign_side_by_side_in_their_order_above_one_date() -> None:
    made = document(发文机关=["临溪市教育局", "临溪市财政局"], 署名=["临溪市教育局", "临溪市财政局"])
    assert [[piece.text for piece in block.pieces] for block in blocks(made)[-2:]] == [
        ["临溪市教育局", "临溪市财政局"],
        ["2025年8月20日"],
    ]


def test_an_issued_text_begins_a_page_without_the_label_of_an_attachment() -> None:
    title, paragraph = blocks(notice())[-22:-20]
    assert (title.element, title.text) == (Element.TITLE, "2023年全市教育工作总结")
    assert (title.starts_page, title.rows_before, paragraph.rows_before) == (True, 1, 1)
    assert not any("附件" in block.text for block in blocks(notice()))


def test_an_issued_text_keeps_its_own_number_addressees_signature_and_date() -> None:
    part = {
        "标题": "关于经费的请示",
        "发文字号": "临财发〔2025〕3号",
        "主送机关": "市政府",
        "正文": "请批示。",
        "署名": "临溪市财政局",
        "成文日期": "2025-07-01",
        "附注": "联系人：张三",
    }
    texts = [block.text for block in blocks(document(印发件=part))[-7:]]
    assert texts == [
        "关于经费的请示",
        "临财发〔2025〕3号",
        "市政府：",
        "请批示。",
        "临溪市财政局",
        "2025年7月1日",
        "（联系人：张三）",
    ]


def test_an_issued_text_without_a_title_begins_a_page_too() -> None:
    assert blocks(document(印发件={"正文": "乙。"}))[-1].starts_page
    assert [block.starts_page for block in blocks(document(印发件={"主送机关": "各县", "正文": "乙。"}))[-2:]] == [
        True,
        False,
    ]


def test_a_page_break_marks_the_block_after_it() -> None:
    made = document(正文=["甲。", {"分页": ""}, "乙。"])
    assert [block.starts_page for block in blocks(made) if block.element is Element.PARAGRAPH] == [False, True]


@pytest.mark.requirement("L-5")
def test_signers_outside_a_公文_are_reported_not_lost_silently() -> None:
    made = document(格式="信函", 发文机关标志="临溪市教育局", 签发人="张三")
    found = [issue for issue in square_layout(made).issues if issue.requirement == "L-5"]
    assert [("签发人" in issue.message, issue.severity) for issue in found] == [(True, Severity.WARNING)]


@pytest.mark.requirement("L-5")
def test_a_document_that_is_wholly_set_has_no_issue_of_layout() -> None:
    assert square_layout(notice()).issues == ()
