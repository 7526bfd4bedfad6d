"""What is measured in a Word file, whatever level of formatting says it."""

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clerk_file import Look, paragraph, write
from tests.wrong_documents import FAULTS, RIGHT
from typeset.backends.word_styles import PARAGRAPH_STYLES
from typeset.checks.word import check_word
from typeset.inspect.word import inspect_package
from typeset.inspect.word.values import Element, Paragraph, WordFile
from typeset.readers.word.package import package_of

EXPECTED = (
    (Element.MARK, Element.NUMBER, Element.TITLE, Element.ADDRESSEE, Element.TEXT)
    + (Element.HEADING_1, Element.TEXT, Element.HEADING_1)
    + (Element.TEXT,) * 4
    + (Element.HEADING_1, Element.TEXT, Element.HEADING_1, Element.TEXT)
    + (Element.LIST, Element.SIGNATURE, Element.DATE, Element.NOTE, Element.LABEL, Element.PART_TITLE)
    + (Element.TEXT, Element.TEXT, Element.COPIES, Element.PRINTING)
)


def measured(data: bytes) -> WordFile:
    return inspect_package(package_of(data, "稿.docx"))


def of_body(*body: str, styles: str = "") -> WordFile:
    """Measure a file with these paragraphs of Word's XML, and some styles beside those of a new file."""
    document = Document()
    element = document.element.body
    element.clear()
    names = nsdecls("w", "wp", "a", "pic", "r")
    for node in parse_xml(f"<w:body {names}>{''.join(body)}<w:sectPr/></w:body>"):
        element.append(node)
    for node in parse_xml(f"<w:styles {nsdecls('w')}>{styles}</w:styles>"):
        document.styles.element.append(node)
    buffer = BytesIO()
    document.save(buffer)
    return measured(buffer.getvalue())


def only(file: WordFile) -> Paragraph:
    (paragraph,) = file.paragraphs
    return paragraph


def styled(*, properties: str = "", run: str = "", text: str = "正文") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def test_the_parts_of_a_file_without_styles_are_told_by_words_look_and_order() -> None:
    elements = tuple(each.element for each in measured(write(RIGHT)).paragraphs if each.element is not Element.EMPTY)
    assert elements == EXPECTED


@pytest.mark.parametrize(
    "name",
    [
        *("title-small", "title-left", "mark-black", "mark-left", "number-in-square-brackets", "number-left"),
        *("addressees-indented", "addressees-with-half-colon", "text-not-indented", "date-in-hanzi"),
        *("note-without-brackets", "attachment-on-the-same-page", "imprint-after-the-text", "list-not-indented"),
    ],
)
def test_a_part_with_a_fault_is_told_all_the_same(name: str) -> None:
    file = measured(write(FAULTS[name].file))
    assert tuple(each.element for each in file.paragraphs if each.element is not Element.EMPTY) == EXPECTED


def test_the_names_of_the_program_s_own_styles_are_known() -> None:
    named = {element.value for element in Element}
    others = {
        "章",
        "节",
        "表题",
        "表格文字",
        "表注",
        "图",
        "图题",
        "出席人员",
        "目录标题",
        "分隔线",
        "间距",
        "印发件标题",
    }
    for style in PARAGRAPH_STYLES:
        if style.name.startswith("公文"):
            assert style.name.removeprefix("公文") in named | others, style.name


def test_a_face_is_looked_for_on_the_run_then_its_style_then_what_that_is_based_on() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="one"><w:name w:val="甲"/>'
        '<w:rPr><w:rFonts w:eastAsia="楷体"/><w:sz w:val="30"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="two"><w:name w:val="乙"/><w:basedOn w:val="one"/>'
        '<w:rPr><w:sz w:val="32"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="lead"><w:name w:val="丙"/>'
        '<w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr></w:style>'
    )
    inherited = only(of_body(styled(properties='<w:pStyle w:val="two"/>'), styles=styles))
    (run,) = inherited.runs
    assert (inherited.style, run.face, run.size_pt) == ("乙", "楷体", 16.0)
    character = only(
        of_body(styled(properties='<w:pStyle w:val="two"/>', run='<w:rStyle w:val="lead"/>'), styles=styles)
    )
    assert character.runs[0].face == "黑体"
    direct = '<w:rStyle w:val="lead"/><w:rFonts w:eastAsia="仿宋_GB2312"/>'
    assert (
        only(of_body(styled(properties='<w:pStyle w:val="two"/>', run=direct), styles=styles)).runs[0].face
        == "仿宋_GB2312"
    )


def test_styles_that_are_based_on_each_other_end_somewhere() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="one"><w:name w:val="甲"/><w:basedOn w:val="two"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="two"><w:name w:val="乙"/><w:basedOn w:val="one"/>'
        '<w:rPr><w:sz w:val="32"/></w:rPr></w:style>'
    )
    assert only(of_body(styled(properties='<w:pStyle w:val="one"/>'), styles=styles)).runs[0].size_pt == 16.0


def test_a_face_of_the_theme_is_resolved_and_marked() -> None:
    (run,) = only(of_body(styled(run='<w:rFonts w:eastAsiaTheme="minorEastAsia"/>'))).runs
    assert (run.face, run.is_from_theme) == ("宋体", True)
    (run,) = only(of_body(styled(run='<w:rFonts w:eastAsia="仿宋"/>'))).runs
    assert (run.face, run.is_from_theme) == ("仿宋", False)


def test_indents_in_characters_go_before_those_in_lengths() -> None:
    in_cells = styled(properties='<w:ind w:firstLineChars="200" w:firstLine="999"/>', run='<w:sz w:val="32"/>')
    assert only(of_body(in_cells)).indents.first_line == 2
    in_twips = styled(properties='<w:ind w:firstLineChars="0" w:firstLine="640"/>', run='<w:sz w:val="32"/>')
    assert only(of_body(in_twips)).indents.first_line == 2
    hanging = styled(properties='<w:ind w:leftChars="500" w:hangingChars="300"/>', run='<w:sz w:val="32"/>')
    assert only(of_body(hanging)).start_cells == 2


def test_blanks_that_were_typed_count_where_a_line_begins() -> None:
    assert only(of_body(styled(text="\u3000\u3000正文"))).start_cells == 2


def test_lines_are_exact_or_times_their_height() -> None:
    exact = only(of_body(styled(properties='<w:spacing w:line="579" w:lineRule="exact"/>'))).spacing
    assert (exact.rule, exact.line) == ("exact", 28.95)
    auto = only(of_body(styled(properties='<w:spacing w:line="360" w:lineRule="auto"/>'))).spacing
    assert (auto.rule, auto.line) == ("auto", 1.5)


def test_deleted_words_are_no_text_and_hidden_ones_are_marked() -> None:
    made = only(
        of_body(
            "<w:p><w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>乙</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>丙</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>丁</w:t></w:r></w:p>"
        )
    )
    assert made.text == "甲丙"
    assert [run.text for run in made.runs if run.is_hidden] == ["丁"]


def test_a_page_begins_after_a_break_a_section_or_with_the_paragraph_s_own_property() -> None:
    broken = of_body(
        "<w:p><w:r><w:t>甲</w:t></w:r></w:p>",
        '<w:p><w:r><w:br w:type="page"/></w:r></w:p>',
        "<w:p><w:r><w:t>乙</w:t></w:r></w:p>",
        "<w:p><w:pPr><w:sectPr/></w:pPr><w:r><w:t>丙</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>丁</w:t></w:r></w:p>",
        styled(properties="<w:pageBreakBefore/>", text="戊"),
    )
    begins = {each.text: each.starts_page for each in broken.paragraphs if each.text}
    assert begins == {"甲": False, "乙": True, "丙": False, "丁": True, "戊": True}


def test_paragraphs_in_tables_are_numbered_in_order() -> None:
    file = of_body(
        "<w:p><w:r><w:t>甲</w:t></w:r></w:p>",
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        "<w:p><w:r><w:t>丙</w:t></w:r></w:p>",
    )
    assert [(each.number, each.text, each.is_in_table) for each in file.paragraphs] == [
        (1, "甲", False),
        (2, "乙", True),
        (3, "丙", False),
    ]


def test_a_table_that_floats_at_the_foot_is_there() -> None:
    table = (
        '<w:tbl><w:tblPr><w:tblpPr w:vertAnchor="margin" w:tblpYSpec="bottom"/></w:tblPr>'
        "<w:tr><w:tc><w:p><w:r><w:t>抄送：市政府。</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    frame = of_body(table).paragraphs[0].frame
    assert frame is not None
    assert frame.is_at_foot


def test_words_in_a_text_box_are_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>盒</w:t></w:r></w:p></w:txbxContent>"
    names = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    file = of_body(
        f"<w:p><w:r><mc:AlternateContent {names}><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert [each.text for each in file.paragraphs] == ["", "盒"]


def test_the_seal_is_measured_from_the_text_and_its_paragraph() -> None:
    (date,) = measured(write(RIGHT)).of(Element.DATE)
    (seal,) = date.drawings
    assert seal.is_anchored
    assert (seal.width_mm, seal.left_mm, seal.down_mm) == pytest.approx((42.0, 96.0, -22.5), abs=0.01)


@pytest.mark.parametrize(
    "field",
    [
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE \\* MERGEFORMAT </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:t>2</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    ],
)
def test_a_page_number_is_shown_as_1_between_its_marks_however_it_was_inserted(field: str) -> None:
    document = Document()
    footer = document.sections[0].footer._element
    text = f"<w:r><w:t>— </w:t></w:r>{field}<w:r><w:t> —</w:t></w:r>"
    footer.append(parse_xml(f"<w:p {nsdecls('w')}>{text}</w:p>"))
    buffer = BytesIO()
    document.save(buffer)
    (number,) = measured(buffer.getvalue()).page_numbers
    assert (number.side, number.text) == ("default", "— 1 —")


def test_a_section_has_the_footers_of_the_one_before_where_it_names_none() -> None:
    file = measured(write(replace(RIGHT, attachment_is_landscape=True)))
    assert [page.is_landscape for page in file.sections] == [False, True, False]
    assert {(number.section, number.side) for number in file.page_numbers} >= {(2, "default"), (2, "even")}


def test_a_file_without_styles_settings_and_section_is_measured_all_the_same() -> None:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Override PartName="/word/document.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    text = f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>关于工作的通知</w:t></w:r></w:p></w:body></w:document>"
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", relations)
        archive.writestr("word/document.xml", text)
    file = measured(buffer.getvalue())
    assert only(file).text == "关于工作的通知"
    assert file.sections[0].height_mm == pytest.approx(297, abs=0.1)
    assert file.leftovers.compatibility == 12


HOSTILE = ("", "0", "-1", "99999999999999999999", "1e308", "nan", "inf", "abc", "a b", "auto", "0.0001", "9" * 5000)
PARTS = re.compile(r"word/(?:document|styles|settings|footer\d)\.xml")
ATTRIBUTE = re.compile(r' w:(?!styleId)[A-Za-z]+="([^"]*)"')
RIGHT_FILE = write(RIGHT)


@given(st.lists(st.tuples(st.integers(0, 5000), st.sampled_from(HOSTILE)), min_size=1, max_size=30))
@settings(max_examples=60, deadline=None)
def test_no_value_of_an_attribute_is_too_much(changes: list[tuple[int, str]]) -> None:
    with ZipFile(BytesIO(RIGHT_FILE)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in filter(PARTS.fullmatch, parts):
        text = parts[name].decode()
        places = [match for match in ATTRIBUTE.finditer(text)]
        chosen = {index % len(places): value for index, value in changes}
        for index in sorted(chosen, reverse=True):
            start, end = places[index].span(1)
            text = text[:start] + chosen[index] + text[end:]
        parts[name] = text.encode()
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    check_word(measured(buffer.getvalue()), "稿.docx")


def test_what_a_clerk_types_in_a_header_table_is_read_as_the_mark() -> None:
    cell = paragraph("临溪市教育局", RIGHT.mark_look, RIGHT)
    table = f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>"
    number = paragraph("临教〔2024〕15号", Look(alignment="center"), RIGHT)
    first, second = of_body(table, number).paragraphs
    assert (first.element, first.is_in_table) == (Element.MARK, True)
    assert second.element is Element.NUMBER
