"""What Word files hold beside plain text: revisions, comments, numbering, merged cells, notes, pictures, boxes."""

import time
from collections.abc import Mapping

import pytest

from tests.picture_files import png
from tests.word_files import paragraph, part, run, word_file
from typeset.model import parse_spans
from typeset.readers.manuscript import (
    Manuscript,
    ManuscriptParagraph,
    ManuscriptPicture,
    ManuscriptTable,
)
from typeset.readers.word.foreign import manuscript_of
from typeset.readers.word.reading import word_file_of


def read(body: str, parts: Mapping[str, str | bytes] | None = None) -> Manuscript:
    return manuscript_of(word_file_of(word_file(body, parts), "来文.docx"))


def lines(found: Manuscript) -> list[str]:
    return [item.text for item in found.items if isinstance(item, ManuscriptParagraph)]


def said(found: Manuscript) -> list[str]:
    return [issue.message for issue in found.issues]


INSERTED = f'<w:ins w:author="张三">{run("插入的字")}</w:ins>'
DELETED = '<w:del w:author="李四"><w:r><w:delText>删除的字</w:delText></w:r></w:del>'


@pytest.mark.requirement("S-20-2")
def test_insertions_are_kept_deletions_dropped_and_both_told_with_their_authors() -> None:
    found = read(f"<w:p>{run('关于')}{INSERTED}{DELETED}{run('的通知')}</w:p>")
    assert lines(found) == ["关于插入的字的通知"]
    insertion, deletion = found.issues
    assert "“张三”插入" in insertion.message and "插入的字" in insertion.message and insertion.where.line == 1
    assert "“李四”删除" in deletion.message and "删除的字" in deletion.message
    assert {issue.requirement for issue in found.issues} == {"S-20-2"}


@pytest.mark.requirement("S-20-2")
def test_moved_text_stands_in_its_new_place_alone() -> None:
    gone = f'<w:p>{run("甲。")}<w:moveFrom w:author="张三">{run("移动的话。")}</w:moveFrom></w:p>'
    found = read(gone + f'<w:p><w:moveTo w:author="张三">{run("移动的话。")}</w:moveTo>{run("乙。")}</w:p>')
    assert lines(found) == ["甲。", "移动的话。乙。"]
    assert ["移动" in message for message in said(found)] == [True]


@pytest.mark.requirement("S-20-2")
def test_paragraphs_are_one_where_the_end_between_them_is_deleted() -> None:
    mark = '<w:pPr><w:rPr><w:del w:author="张三"/></w:rPr></w:pPr>'
    assert lines(read(f"<w:p>{mark}{run('前半句，')}</w:p>{paragraph('后半句。')}")) == ["前半句，后半句。"]


@pytest.mark.requirement("S-20-2")
def test_hidden_text_is_left_out_and_told_also_where_a_style_hides_it() -> None:
    style = '<w:style w:type="character" w:styleId="h"><w:name w:val="隐"/><w:rPr><w:vanish/></w:rPr></w:style>'
    by_style = run("也隐藏", '<w:rStyle w:val="h"/>')
    body = f"<w:p>{run('可见')}{run('隐藏字', '<w:vanish/>')}{by_style}</w:p>"
    found = read(body, {"styles.xml": part("styles", style)})
    assert lines(found) == ["可见"]
    assert [message.partition("：")[2] for message in said(found)] == ["“隐藏字”", "“也隐藏”"]


@pytest.mark.requirement("S-20-2")
def test_a_comment_is_told_with_its_author_text_and_place() -> None:
    comments = part("comments", f'<w:comment w:id="3" w:author="王五">{paragraph("请核对数字")}</w:comment>')
    body = f'<w:p>{run("共42个考点")}<w:r><w:commentReference w:id="3"/></w:r></w:p>'
    found = read(body, {"comments.xml": comments})
    (issue,) = found.issues
    assert lines(found) == ["共42个考点"]
    assert all(word in issue.message for word in ("王五", "请核对数字", "共42个考点")) and issue.where.line == 1


def numbering(*levels: tuple[str, str]) -> str:
    made = "".join(
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for number, (form, text) in enumerate(levels)
    )
    kinds = f'<w:abstractNum w:abstractNumId="0">{made}</w:abstractNum>'
    return part("numbering", kinds + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>')


def numbered(text: str, level: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


@pytest.mark.requirement("S-20-3")
def test_automatic_numbers_become_text_and_are_told() -> None:
    parts = {
        "numbering.xml": numbering(
            ("chineseCountingThousand", "%1、"),
            ("chineseCounting", "（%2）"),
            ("decimal", "%3."),
            ("decimal", "（%4）"),
        )
    }
    body = numbered("总体要求") + "".join(numbered(text, level) for text, level in (("甲", 1), ("乙", 2), ("丙", 3)))
    found = read(body + numbered("丁", 1) + numbered("重点任务") + numbered("戊", 1), parts)
    assert lines(found) == ["一、总体要求", "（一）甲", "1.乙", "（1）丙", "（二）丁", "二、重点任务", "（一）戊"]
    assert len(found.issues) == 7 and "一、" in said(found)[0]


@pytest.mark.parametrize(
    ("form", "number", "text"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 11, "十一"),
        ("chineseCounting", 20, "二十"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 2010, "二千零一十"),
        ("chineseLegalSimplified", 25, "贰拾伍"),
        ("ideographDigital", 25, "二五"),
        ("decimalEnclosedCircleChinese", 12, "⑫"),
        ("upperLetter", 27, "AA"),
        ("lowerRoman", 14, "xiv"),
        ("decimalZero", 7, "07"),
        ("decimalFullWidth", 12, "１２"),
        ("hebrew1", 12, "12"),
    ],
)
def test_numbers_are_written_in_the_form_that_the_file_asks_for(form: str, number: int, text: str) -> None:
    found = read(numbered("甲") * number, {"numbering.xml": numbering((form, "%1、"))})
    assert lines(found)[-1] == f"{text}、甲"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


@pytest.mark.requirement("S-20-3")
def test_merged_cells_keep_what_they_cover_and_tables_in_cells_their_text() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('内嵌')}</w:tc></w:tr></w:tbl>"
    rows = (
        row(cell(paragraph("表头"), '<w:gridSpan w:val="2"/>'), "<w:tblHeader/>"),
        row(cell(paragraph("甲"), '<w:vMerge w:val="restart"/>') + cell(paragraph("1") + inner)),
        row(cell("<w:p/>", "<w:vMerge/>") + cell(paragraph("2") + paragraph("3"))),
    )
    found = read(f"<w:tbl>{''.join(rows)}</w:tbl>")
    (table,) = found.items
    assert isinstance(table, ManuscriptTable) and table.header_rows == 1
    assert [[(cell.text, cell.columns, cell.rows) for cell in row] for row in table.rows] == [
        [("表头", 2, 1)],
        [("甲", 1, 2), ("1\n内嵌", 1, 1)],
        [("2\n3", 1, 1)],
    ]
    assert ["里层表格" in message for message in said(found)] == [True]


@pytest.mark.requirement("S-20-3")
def test_notes_are_called_in_the_text_and_come_with_it() -> None:
    note = f'<w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r>{run(" 初步统计数。")}</w:p></w:footnote>'
    end = f'<w:endnote w:id="2">{paragraph("尾注的话。")}</w:endnote>'
    called, called_last = (
        f'<w:r><w:{kind}Reference w:id="{n}"/></w:r>' for kind, n in (("footnote", 7), ("endnote", 2))
    )
    body = f"<w:p>{run('增长5%')}{called}{run('。')}{called_last}</w:p>"
    found = read(body, {"footnotes.xml": part("footnotes", note), "endnotes.xml": part("endnotes", end)})
    assert lines(found) == ["增长5%[^1]。[^2]"]
    assert found.footnotes == (("1", "初步统计数。"), ("2", "尾注的话。"))


def drawing(identity: str, width: int = 36000 * 50) -> str:
    blip = f'<pic:pic><pic:blipFill><a:blip r:embed="{identity}"/></pic:blipFill></pic:pic>'
    frame = f'<wp:extent cx="{width}" cy="{width}"/><a:graphic><a:graphicData>{blip}</a:graphicData></a:graphic>'
    return f"<w:r><w:drawing><wp:inline>{frame}</wp:inline></w:drawing></w:r>"


@pytest.mark.requirement("S-20-3")
def test_pictures_come_with_their_bytes_and_width_those_of_other_kinds_are_told() -> None:
    data = png(8, 8, bytes(72))
    parts = {"media/image1.png": data, "media/image2.emf": b"\x01\x00\x00\x00" + bytes(80)}
    found = read(f"<w:p>{run('见图')}{drawing('r1')}{drawing('r2')}{drawing('r9')}</w:p>", parts)
    text, picture = found.items
    assert isinstance(text, ManuscriptParagraph) and isinstance(picture, ManuscriptPicture)
    assert (picture.name, picture.data, picture.width_mm) == ("来文-图1.png", data, 50.0)
    assert ["EMF" in message for message in said(found)] == [True, False]


@pytest.mark.requirement("S-20-3")
def test_a_text_box_is_read_once_although_it_is_there_in_two_forms() -> None:
    box = f"<w:txbxContent>{paragraph('框里的字')}</w:txbxContent>"
    shape = f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp>"
    anchor = f"<wp:anchor><a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic></wp:anchor>"
    old = f"<w:pict><v:textbox>{box}</v:textbox></w:pict>"
    choice = f'<mc:Choice Requires="wps"><w:drawing>{anchor}</w:drawing></mc:Choice>'
    forms = f"{choice}<mc:Fallback>{old}</mc:Fallback>"
    found = read(f"<w:p><w:r><mc:AlternateContent>{forms}</mc:AlternateContent></w:r>{run('正文')}</w:p>")
    assert lines(found) == ["正文", "框里的字"]


def field(instruction: str, result: str) -> str:
    kinds = ("begin", "separate", "end")
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds)
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{separate}{result}{end}"


@pytest.mark.requirement("S-20-3")
def test_fields_show_their_result_and_the_table_of_contents_is_left_out() -> None:
    link = f"<w:p>{run('请登录')}{field(' HYPERLINK &quot;http://x&quot; ', run('网站'))}{run('查询')}</w:p>"
    nested = field(" TOC \\o ", run("一、总则") + field(" PAGEREF x ", run("3")))
    assert lines(read(f"{link}<w:p>{nested}</w:p>")) == ["请登录网站查询"]


@pytest.mark.requirement("S-20-3")
def test_wrappers_tabs_breaks_symbols_ruby_and_formulas_lose_no_text() -> None:
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:smartTag>{run('控件')}</w:smartTag></w:p></w:sdtContent></w:sdt>"
        f"<w:p>{run('甲')}<w:r><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/><w:softHyphen/></w:r></w:p>"
        '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="怪字体" w:char="F041"/></w:r>'
        f"<w:r><w:ruby><w:rt>{run('yín')}</w:rt><w:rubyBase>{run('鄞')}</w:rubyBase></w:ruby></w:r>"
        "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath></w:p>"
    )
    found = read(body)
    assert lines(found) == ["控件", "甲\t乙", "丙-", "☑鄞x+1"]
    assert [("符号" in message, "公式" in message) for message in said(found)] == [(True, False), (False, True)]


@pytest.mark.requirement("S-20-3")
def test_headers_and_footers_are_told_but_for_the_page_number() -> None:
    parts = {
        "header1.xml": part("hdr", paragraph("临溪市教育局内部资料")),
        "footer1.xml": part("ftr", f"<w:p>{run('— ')}{field(' PAGE ', run('1'))}{run(' —')}</w:p>"),
    }
    found = read(paragraph("正文"), parts)
    assert lines(found) == ["正文"]
    assert said(found) == ["页眉里的文字没有带入：“临溪市教育局内部资料”"]


def test_a_paragraph_has_the_look_of_its_style_and_of_its_own_formatting() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="大标题"/><w:pPr><w:jc w:val="center"/></w:pPr>'
        '<w:rPr><w:rFonts w:eastAsia="小标宋"/><w:sz w:val="44"/></w:rPr></w:style>'
    )
    own = '<w:pStyle w:val="t"/><w:pageBreakBefore/><w:ind w:firstLineChars="200" w:firstLine="640"/>'
    text = run("红字", '<w:color w:val="FF0000"/><w:b/>')
    found = read(f"<w:p><w:pPr>{own}</w:pPr>{text}</w:p>", {"styles.xml": part("styles", style)})
    (item,) = found.items
    assert isinstance(item, ManuscriptParagraph) and item.text == "红字"
    look = item.look
    assert (look.style, look.face, look.size_pt, look.alignment) == ("大标题", "小标宋", 22.0, "centre")
    assert (look.is_red, look.is_bold, look.starts_page, look.first_line_cells) == (True, True, True, 2.0)


def test_bold_words_are_marked_and_what_looks_like_markup_is_kept_from_being_it() -> None:
    found = read(f"<w:p>{run('电话138**1234，')}{run('切实', '<w:b/>')}{run('做好[^1]工作。')}</w:p>")
    (line,) = lines(found)
    assert [(span.text, span.bold) for span in parse_spans(line)] == [
        ("电话138**1234，", False),
        ("切实", True),
        ("做好[^1]工作。", False),
    ]


@pytest.mark.requirement("S-20-3")
def test_many_of_a_kind_are_counted_not_listed() -> None:
    found = read(f"<w:p>{INSERTED * 80}</w:p>")
    assert len(found.issues) == 51 and "另有30处" in said(found)[-1]


def test_reading_takes_time_in_proportion_to_the_text() -> None:
    """100,000 characters in a thousand paragraphs, most of them with runs of their own looks."""
    large = run("甲乙丙丁戊己庚辛壬癸" * 5, '<w:sz w:val="32"/>')
    body = f"<w:p>{run('一二三四五六七八九十' * 5)}{large}</w:p>" * 1000
    data = word_file(body)
    start = time.perf_counter()
    found = manuscript_of(word_file_of(data, "长.docx"))
    assert sum(map(len, lines(found))) == 100_000
    assert time.perf_counter() - start < 5
