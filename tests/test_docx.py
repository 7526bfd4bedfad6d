from dataclasses import replace
from xml.etree import ElementTree

import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, Twips

from tests.word_draft import (
    BLOCKS,
    MARK,
    TITLE_LINES,
    body,
    draft,
    faces,
    in_style,
    measures,
    opened,
    parts,
    text_block,
)
from typeset.layout.blocks import Alignment, Block, Element, Piece
from typeset.standard import Grid, Role, grid_a, grid_b


@pytest.fixture(scope="module")
def document() -> WordDocument:
    return opened(draft())


def test_every_element_stands_in_its_own_named_style(document: WordDocument) -> None:
    found = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.style]
    assert found == [
        ("公文发文机关标志", "苏州市教育局"),
        ("公文发文字号", "苏教办〔2024〕15号"),
        ("公文标题", "\n".join(TITLE_LINES)),
        ("公文主送机关", "各直属学校（单位）："),
        ("公文正文", "现将有关材料印发给你们。"),
        ("公文署名", "苏州市教育局"),
        ("公文成文日期", "××××年×月×日"),
        ("公文附注", "（此件公开发布）"),
        ("Normal", ""),
        ("公文印发件标题", "2023年全市教育工作总结"),
        ("公文题注", "（征求意见稿）"),
        ("Heading 1", "一、总体情况"),
        ("Heading 2", "（一）基础教育"),
        ("Heading 3", "1.学前教育"),
        ("Heading 4", "（1）公办园"),
        ("公文正文", "2.“双减”落实有力。全市首次统一组织——见附表……"),
    ]


@pytest.mark.requirement("R-5.2.2-1", "R-7.2.4-4", "R-7.3.1-1", "R-7.3.3-4", "R-7.5-1")
@pytest.mark.parametrize(
    ("style", "chinese", "latin", "points"),
    [
        ("Normal", "仿宋_GB2312", "Times New Roman", 16),
        ("公文正文", "仿宋_GB2312", "Times New Roman", None),
        ("公文发文机关标志", "方正小标宋简体", "Times New Roman", 52),
        ("公文标题", "方正小标宋简体", "Times New Roman", 22),
        ("公文印发件标题", "方正小标宋简体", "Times New Roman", 22),
        ("公文题注", "楷体_GB2312", "Times New Roman", None),
        ("Heading 1", "黑体", "Times New Roman", None),
        ("Heading 2", "楷体_GB2312", "Times New Roman", None),
        ("Heading 3", "仿宋_GB2312", "Times New Roman", None),
        ("Heading 4", "仿宋_GB2312", "Times New Roman", None),
        ("Footer", "宋体", "宋体", 14),
    ],
)
def test_styles_name_the_official_faces(
    document: WordDocument, style: str, chinese: str, latin: str, points: int | None
) -> None:
    assert faces(document, style) == (chinese, latin)
    assert document.styles[style].font.size == (points and Pt(points))


def test_every_style_but_the_built_in_defaults_says_its_chinese_face() -> None:
    styles = ElementTree.fromstring(parts(draft())["word/styles.xml"])
    default = styles.find(f"{qn('w:docDefaults')}//{qn('w:rFonts')}")
    assert default is not None and default.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert "asciiTheme" not in ElementTree.tostring(styles, encoding="unicode")


@pytest.mark.requirement("R-7.3.3-4")
def test_headings_have_their_outline_levels(document: WordDocument) -> None:
    levels = [document.styles[f"Heading {level}"].element.find(f".//{qn('w:outlineLvl')}") for level in (1, 2, 3, 4)]
    assert [level is not None and level.get(qn("w:val")) for level in levels] == ["0", "1", "2", "3"]


def test_a_heading_without_an_outline_level_is_taken_out_of_the_outline() -> None:
    block = replace(text_block(Element.HEADING_3, "1.同意。"), first_line_cells=2)
    (paragraph,) = in_style(opened(draft((block,), mark=None, number_row=None)), "Heading 3")
    assert measures(paragraph, "w:outlineLvl") == {"val": "9"}
    assert measures(paragraph, "w:keepNext") == {"val": "0"}


@pytest.mark.requirement("R-5.1-1", "R-5.2.1-1", "R-5.2.1-2", "R-5.2.1-3", "R-5.2.3-1")
@pytest.mark.parametrize(
    ("grid", "top_mm", "bottom_mm", "line"), [(grid_b(), 33.8, 33.3, 592), (grid_a(), 37.0, 34.75, 580)]
)
def test_the_page_is_a4_with_the_margins_and_the_exact_line_of_the_grid(
    grid: Grid, top_mm: float, bottom_mm: float, line: int
) -> None:
    document = opened(draft(grid=grid))
    (section,) = document.sections
    twip = Twips(1)
    assert (section.page_width, section.page_height) == (Twips(11906), Twips(16838))
    for found, wanted in (
        (section.top_margin, top_mm),
        (section.bottom_margin, bottom_mm),
        (section.left_margin, 28.0),
        (section.right_margin, 26.0),
    ):
        assert found is not None and abs(found - Mm(wanted)) <= 2 * twip
    text_height = 16838 - sum(round((margin or 0) / twip) for margin in (section.top_margin, section.bottom_margin))
    assert 22 * line <= text_height < 23 * line
    assert document.styles["Normal"].paragraph_format.line_spacing == Twips(line)


@pytest.mark.requirement("R-5.2.3-2")
def test_28_characters_of_normal_fit_into_a_line_and_29_do_not(document: WordDocument) -> None:
    normal = document.styles["Normal"].element
    tracking = int(normal.find(f".//{qn('w:rPr')}/{qn('w:spacing')}").get(qn("w:val")))
    width = 11906 - sum(round((margin or 0) / Twips(1)) for margin in side_margins(document))
    assert 28 * (320 + tracking) <= width < 29 * (320 + tracking)


def side_margins(document: WordDocument) -> tuple[int | None, int | None]:
    return document.sections[0].left_margin, document.sections[0].right_margin


@pytest.mark.requirement("R-5.2.3-2")
def test_normal_leaves_no_choice_to_the_word_processor(document: WordDocument) -> None:
    normal = document.styles["Normal"].element
    for tag in ("widowControl", "overflowPunct", "autoSpaceDE", "autoSpaceDN", "adjustRightInd", "snapToGrid"):
        assert normal.find(f"{qn('w:pPr')}/{qn(f'w:{tag}')}").get(qn("w:val")) == "0", tag
    assert normal.find(f"{qn('w:pPr')}/{qn('w:kinsoku')}") is not None
    assert normal.find(f"{qn('w:pPr')}/{qn('w:jc')}").get(qn("w:val")) == "both"
    grid = document.sections[0]._sectPr.find(qn("w:docGrid"))
    assert grid is not None and grid.get(qn("w:type")) == "lines" and grid.get(qn("w:charSpace")) is None


@pytest.mark.requirement("R-7.3.3-2")
def test_body_paragraphs_begin_two_characters_in(document: WordDocument) -> None:
    indent = document.styles["公文正文"].element.find(f".//{qn('w:ind')}")
    assert (indent.get(qn("w:firstLineChars")), indent.get(qn("w:firstLine"))) == ("200", "632")
    assert all(not measures(paragraph, "w:ind") for paragraph in in_style(document, "公文正文"))


@pytest.mark.requirement("R-7.3.5.1-1", "R-7.3.5.1-2")
def test_signature_and_date_stand_in_from_the_right(document: WordDocument) -> None:
    (signature,), (day,) = in_style(document, "公文署名"), in_style(document, "公文成文日期")
    assert document.styles["公文成文日期"].element.find(f".//{qn('w:ind')}").get(qn("w:rightChars")) == "400"
    assert not measures(day, "w:ind")
    found = measures(signature, "w:ind")
    assert (found["rightChars"], found["right"]) == ("525", "1658")


@pytest.mark.requirement("R-7.3.5.5-1")
def test_signature_and_date_stay_together_and_with_the_text_above(document: WordDocument) -> None:
    text = in_style(document, "公文正文")
    assert text[0].paragraph_format.keep_with_next and not text[-1].paragraph_format.keep_with_next
    assert document.styles["公文署名"].paragraph_format.keep_with_next


@pytest.mark.requirement("R-7.3.1-2")
def test_a_title_is_one_paragraph_with_the_line_breaks_of_the_layout(document: WordDocument) -> None:
    (title,) = in_style(document, "公文标题")
    assert title.text.split("\n") == list(TITLE_LINES)
    assert len(title._p.findall(f".//{qn('w:br')}")) == 1
    assert document.styles["公文标题"].paragraph_format.alignment is not None


@pytest.mark.requirement("R-7.2.4-2", "R-7.2.4-3", "R-7.2.4-4")
def test_the_mark_is_red_centred_condensed_and_tracked_between_its_characters_only(document: WordDocument) -> None:
    (mark,) = in_style(document, "公文发文机关标志")
    style = document.styles["公文发文机关标志"]
    assert str(style.font.color.rgb) == "FF0000"
    assert style.element.find(f".//{qn('w:jc')}").get(qn("w:val")) == "center"
    assert [run.text for run in mark.runs] == ["苏州市教育", "局"]
    assert [values(run._r, "w:spacing") for run in mark.runs] == [["340"], []]
    assert [values(run._r, "w:w") for run in mark.runs] == [["90"], ["90"]]
    before, line = (int(measures(mark, "w:spacing")[name]) for name in ("before", "line"))
    baseline_mm = 33.8 + (before + 0.8 * line) * 25.4 / 1440
    assert baseline_mm == pytest.approx(MARK.baseline_mm, abs=0.05)


def values(run: object, tag: str) -> list[str]:
    return [found.get(qn("w:val")) for found in run.findall(f"{qn('w:rPr')}/{qn(tag)}")]  # type: ignore[attr-defined]


@pytest.mark.requirement("R-7.2.5-1", "R-7.2.7-1")
def test_number_stands_on_its_row_with_the_red_rule_below(document: WordDocument) -> None:
    (mark,), (number,) = in_style(document, "公文发文机关标志"), in_style(document, "公文发文字号")
    head = measures(mark, "w:spacing")
    reached = int(head["before"]) + int(head["line"]) + int(measures(number, "w:spacing")["before"])
    assert reached == 7 * 592
    rule = number._p.find(f".//{qn('w:pBdr')}/{qn('w:bottom')}")
    assert (rule.get(qn("w:color")), rule.get(qn("w:sz"))) == ("FF0000", "14")
    top_mm = 33.8 + 8 * 592 * 25.4 / 1440 + int(rule.get(qn("w:space"))) * 25.4 / 72
    assert top_mm == pytest.approx(119.72, abs=0.25)


def test_a_missing_number_leaves_its_row_blank_above_the_rule() -> None:
    document = opened(draft(BLOCKS[1:]))
    (number,) = in_style(document, "公文发文字号")
    assert number.text == "" and number._p.find(f".//{qn('w:pBdr')}") is not None
    assert measures(number, "w:spacing") == measures(in_style(opened(draft()), "公文发文字号")[0], "w:spacing")
    assert b'w:name="gw_number"' not in parts(draft(BLOCKS[1:]))["word/document.xml"]


def test_blocks_below_the_rule_return_to_the_rows(document: WordDocument) -> None:
    """The rule and the larger type of the title take room, which the next blank rows give back."""
    (title,), (addressee,) = in_style(document, "公文标题"), in_style(document, "公文主送机关")
    (number,) = in_style(document, "公文发文字号")
    rule = number._p.find(f".//{qn('w:pBdr')}/{qn('w:bottom')}")
    taken = int(rule.get(qn("w:space"))) * 20 + round(int(rule.get(qn("w:sz"))) * 20 / 8)
    rooms = [int(measures(paragraph, "w:spacing")["before"]) for paragraph in (title, addressee)]
    assert taken + sum(rooms) == 3 * 592


def test_an_issued_text_begins_a_page_with_a_blank_row(document: WordDocument) -> None:
    blank, title = document.paragraphs[8:10]
    assert blank.text == "" and blank.paragraph_format.page_break_before
    assert title.text == "2023年全市教育工作总结" and not title.paragraph_format.page_break_before


def test_a_block_that_starts_a_page_without_blank_rows_breaks_the_page_itself() -> None:
    document = opened(draft((body("甲。"), body("乙。", starts_page=True)), mark=None, number_row=None))
    assert [paragraph.paragraph_format.page_break_before for paragraph in document.paragraphs] == [None, True]


@pytest.mark.requirement("R-7.3.3-5")
def test_what_is_bold_in_the_source_is_set_in_heiti_and_never_thickened(document: WordDocument) -> None:
    runs = in_style(document, "公文正文")[-1].runs
    assert [(run.text, run.style.name) for run in runs] == [
        ("2.“双减”落实有力。", "公文段首句"),
        ("全市", "Default Paragraph Font"),
        ("首次", "公文强调"),
        ("统一组织——见附表……", "Default Paragraph Font"),
    ]
    assert faces(document, "公文强调")[0] == "黑体"
    assert faces(document, "公文段首句")[0] == "楷体_GB2312"
    for name, content in parts(draft()).items():
        assert b"<w:b " not in content and b"<w:b/>" not in content, name


def test_a_face_other_than_the_styles_is_given_directly() -> None:
    pieces = (Piece("抄", Role.KAITI), Piece("送", Role.FANGSONG), Piece("A", Role.LATIN), Piece("䶮", Role.RARE))
    block = Block(Element.PARAGRAPH, pieces, 14.0, first_line_cells=2)
    (paragraph,) = opened(draft((block,), mark=None, number_row=None)).paragraphs
    fonts = [run._r.find(f"{qn('w:rPr')}/{qn('w:rFonts')}") for run in paragraph.runs]
    assert [found.get(qn("w:eastAsia")) for found in fonts] == ["楷体_GB2312", None, None, None]
    assert {run.font.size for run in paragraph.runs} == {Pt(14)}


def test_quotation_marks_and_dashes_are_given_to_the_chinese_face(document: WordDocument) -> None:
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            if run.text.strip("\n"):
                assert run._r.find(f"{qn('w:rPr')}/{qn('w:rFonts')}").get(qn("w:hint")) == "eastAsia", run.text


def test_marks_that_a_latin_face_has_too_are_set_in_the_chinese_one() -> None:
    (paragraph,) = opened(draft((body("长3×4厘米"),), mark=None, number_row=None)).paragraphs
    fonts = [run._r.find(f"{qn('w:rPr')}/{qn('w:rFonts')}") for run in paragraph.runs]
    assert [(run.text, found.get(qn("w:ascii"))) for run, found in zip(paragraph.runs, fonts, strict=True)] == [
        ("长3", None),
        ("×", "仿宋_GB2312"),
        ("4厘米", None),
    ]


def test_a_blank_at_the_end_of_a_centred_line_does_not_move_it() -> None:
    lines = ("临溪市教育局 ", "临溪市财政局的通知")
    pieces = (Piece("".join(lines), Role.XIAOBIAOSONG),)
    title = Block(Element.TITLE, pieces, 22.0, Alignment.CENTRED, lines=lines)
    (paragraph,) = opened(draft((title,), mark=None, number_row=None)).paragraphs
    assert paragraph.text == "\n".join(lines)
    assert [run.font.size for run in paragraph.runs if run.text == " "] == [Pt(1)]


def test_type_that_is_not_on_the_grid_is_not_set_closer() -> None:
    title = Block(Element.TABLE_TITLE, (Piece("表1 名单", Role.HEITI),), 14.0, Alignment.CENTRED)
    document = opened(draft((title,), mark=None, number_row=None))
    assert (document.styles["公文表题"].font.size, document.paragraphs[0].runs[0].font.size) == (Pt(14), None)
    assert b'w:spacing w:val="-5"' not in parts(draft((title,), mark=None, number_row=None))["word/document.xml"]


@pytest.mark.requirement("R-7.2.4-2")
def test_the_ink_of_the_mark_is_centred_not_its_cells() -> None:
    mark = replace(MARK, left_mm=35.3, end_mm=175.3)  # 105.3, the middle of the type area being 106
    (paragraph,) = opened(draft((), mark=mark, number_row=None)).paragraphs
    indents = measures(paragraph, "w:ind")
    assert (indents["left"], int(indents["right"])) == ("0", pytest.approx(2 * 0.7 / 25.4 * 1440, abs=2))


def test_placeholders_of_a_draft_are_visibly_grey(document: WordDocument) -> None:
    runs = in_style(document, "公文成文日期")[0].runs
    assert {run.style.name for run in runs} == {"公文待补内容"}
    assert str(document.styles["公文待补内容"].font.color.rgb) == "808080"


def test_characters_that_our_faces_lack_are_those_of_the_source() -> None:
    piece = Piece("张〓同志", Role.FANGSONG, original="张\U00030edd同志")
    title = Piece("任免〓", Role.XIAOBIAOSONG, original="任免\U00030edd")
    blocks = (
        Block(Element.TITLE, (title,), 22.0, Alignment.CENTRED, lines=("任免", "〓")),
        Block(Element.PARAGRAPH, (piece,), 16.0, first_line_cells=2),
    )
    mark = replace(MARK, text="〓〓局", original="\U00030edd\U00030edd局")
    found = opened(draft(blocks, mark=mark, number_row=None)).paragraphs
    assert [paragraph.text for paragraph in found] == [mark.original, "任免\n\U00030edd", "张\U00030edd同志"]


def test_digits_come_from_fangsong_when_the_profile_says_so() -> None:
    document = opened(draft(digits_from=Role.FANGSONG))
    assert faces(document, "公文正文")[1] == faces(document, "公文标题")[1] == "仿宋_GB2312"
    assert faces(document, "Footer") == ("宋体", "宋体")


@pytest.mark.requirement("R-7.5-2", "R-7.5-4", "R-7.5-6")
def test_page_numbers_stand_between_dashes_at_the_outer_edge(document: WordDocument) -> None:
    (section,) = document.sections
    assert document.settings.odd_and_even_pages_header_footer
    assert section._sectPr.find(qn("w:pgNumType")) is None and section._sectPr.find(qn("w:titlePg")) is None
    for footer, side, edge in (
        (section.footer, "right", "right"),
        (section.even_page_footer, "left", "left"),
    ):
        (paragraph,) = footer.paragraphs
        assert paragraph.style is not None and paragraph.style.name == "Footer"
        assert paragraph.text == "— 1 —"
        assert [code.text for code in paragraph._p.iter(qn("w:instrText"))] == [" PAGE "]
        assert measures(paragraph, "w:jc") == {"val": side}
        indents = measures(paragraph, "w:ind")
        assert (indents[f"{edge}Chars"], indents[edge]) == ("100", "280")
