"""What the XML of a Word draft says of every element; the pages are laid out in the square font."""

import math
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx.oxml.ns import qn
from PIL import Image

from tests.samples import document, square_layout
from tests.square_font import SquareFont
from tests.word_draft import PROPERTIES, opened, parts
from typeset.backends.docx import NumberForm, write_docx
from typeset.layout.pages import lay_out
from typeset.layout.result import Layout
from typeset.profiles import load_profile
from typeset.readers.folder import SourceFolder

CELL_TWIPS = 156 / 28 / 25.4 * 1440
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="40mm"><circle cx="50" cy="50" r="40"/></svg>'
IMPRINT = {"抄送": ["省教育厅"], "印发机关": "临溪市教育局办公室", "印发日期": "2025-08-21"}
TABLE = {
    "标题": "表1 名单",
    "表头": ["序号", "学校", "人数"],
    "行": [["1", {"文": "第一小学", "跨行": "2"}, "12"], ["2", "7"], [{"文": "合计", "跨列": "2"}, "19"]],
}


def written(**changes: object) -> bytes:
    return write_docx(square_layout(document(**changes)), properties=PROPERTIES, source=None)


def root_of(content: bytes, part: str = "word/document.xml") -> ElementTree.Element:
    return ElementTree.fromstring(parts(content)[part])


def value(element: ElementTree.Element | None, name: str = "val") -> str | None:
    return None if element is None else element.get(qn(f"w:{name}"))


def paragraphs(root: ElementTree.Element, style: str) -> Iterator[ElementTree.Element]:
    for paragraph in root.iter(qn("w:p")):
        if value(paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")) == style:
            yield paragraph


def text_of(element: ElementTree.Element) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


@pytest.mark.requirement("R-7.2.4-6")
def test_the_names_of_a_joint_mark_are_spread_beside_one_cell_of_文件() -> None:
    root = root_of(written(发文机关=["临溪市教育局", "临溪市发展和改革委员会"], 发文机关标志=None))
    table = next(root.iter(qn("w:tbl")))
    rows = list(table.iter(qn("w:tr")))
    assert [[text_of(cell) for cell in row.iter(qn("w:tc"))] for row in rows] == [
        ["临溪市教育局", "文件"],
        ["临溪市发展和改革委员会", ""],
    ]
    merges = [value(merge) for merge in table.iter(qn("w:vMerge"))]
    assert merges == ["restart", None]
    names = [next(row.iter(qn("w:jc"))) for row in rows]
    assert [value(name) for name in names] == ["distribute", "distribute"]
    assert next(table.iter(qn("w:tblBorders")), None) is None and next(table.iter(qn("w:tcBorders")), None) is None


@pytest.mark.requirement("R-7.2.5-3", "R-7.2.6-1", "R-7.2.6-2")
def test_number_and_signer_share_a_line_and_the_bookmark_holds_the_number_alone() -> None:
    root = root_of(written(签发人="张三", 标题="关于经费的请示", 主送机关="市政府"))
    (line,) = paragraphs(root, "gwNumber")
    assert text_of(line) == "临教发〔2025〕12号签发人：张三"
    assert len(list(line.iter(qn("w:tab")))) == 2 * len(next(line.iter(qn("w:tabs"))))
    inside = list(line)
    starts = [index for index, child in enumerate(inside) if child.tag == qn("w:bookmarkStart")]
    ends = [index for index, child in enumerate(inside) if child.tag == qn("w:bookmarkEnd")]
    assert [inside[index].get(qn("w:name")) for index in starts] == ["gw_number"]
    assert "".join(text_of(child) for child in inside[starts[0] : ends[0]]) == "临教发〔2025〕12号"
    styles = {text_of(run): value(run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")) for run in line.iter(qn("w:r"))}
    assert styles["张三"] == "gwSigner"


@pytest.mark.requirement("R-7.2.1-1", "R-7.2.2-1", "R-7.2.3-1")
def test_labels_stand_above_the_mark_each_in_its_style_and_do_not_move_it() -> None:
    labels = {"份号": "000001", "密级": "机密", "保密期限": "1年", "紧急程度": "特急"}
    with_labels, without = opened(written(**labels)), opened(written())
    assert [(p.style.name, p.text) for p in with_labels.paragraphs[:3] if p.style] == [
        ("公文份号", "000001"),
        ("公文密级和保密期限", "机密★1年"),
        ("公文紧急程度", "特急"),
    ]
    heights = [_height_to_mark(found) for found in (with_labels, without)]
    assert abs(heights[0] - heights[1]) <= 20


def _height_to_mark(found: object) -> int:
    total = 0
    for paragraph in found.paragraphs:  # type: ignore[attr-defined]
        spacing = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
        total += int(value(spacing, "before") or 0) if spacing is not None else 0
        if paragraph.style.name == "公文发文机关标志":
            return total
        total += int(value(spacing, "line") or 592) if spacing is not None else 592
    raise AssertionError("no mark")


@pytest.mark.requirement("R-7.4.1-2", "R-7.4.2-1", "R-7.4.3-1")
def test_the_imprint_is_one_frame_at_the_foot_with_bars_of_their_thickness() -> None:
    root = root_of(written(**IMPRINT))
    framed = [p for p in root.iter(qn("w:p")) if p.find(f"{qn('w:pPr')}/{qn('w:framePr')}") is not None]
    assert len({tuple(p.find(f"{qn('w:pPr')}/{qn('w:framePr')}").attrib.items()) for p in framed}) == 1  # type: ignore[union-attr]
    bars = [value(p.find(f"{qn('w:pPr')}/{qn('w:spacing')}"), "line") for p in paragraphs(root, "gwRule")]
    assert bars == ["20", "14", "20"]
    assert [text_of(p) for p in framed if text_of(p)] == ["抄送：省教育厅。", "临溪市教育局办公室2025年8月21日印发"]
    names = {found.get(qn("w:name")) for found in root.iter(qn("w:bookmarkStart"))}
    assert {"gw_copies", "gw_printing"} <= names


def test_a_table_is_a_real_one_with_its_header_repeated_and_its_cells_merged() -> None:
    root = root_of(written(正文=["名单如下。", {"表格": TABLE}, "后文。"]))
    (table,) = root.iter(qn("w:tbl"))
    rows = list(table.iter(qn("w:tr")))
    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows] == [True, False, False, False]
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    assert [value(span) for span in table.iter(qn("w:gridSpan"))] == ["2"]
    assert [value(merge) for merge in table.iter(qn("w:vMerge"))] == ["restart", None]
    widths = [int(value(column, "w") or 0) for column in table.iter(qn("w:gridCol"))]
    assert len(widths) == 3 and value(table.find(f"{qn('w:tblPr')}/{qn('w:tblLayout')}"), "type") == "fixed"
    assert sum(widths) == int(value(table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}"), "w") or 0) <= 8845
    borders = next(rows[0].iter(qn("w:tcBorders")))
    assert value(borders.find(qn("w:top")), "sz") == "8" and value(borders.find(qn("w:bottom")), "sz") == "5"


@pytest.mark.requirement("R-8-1")
def test_a_rotated_table_is_turned_in_its_cells_and_needs_no_landscape_section() -> None:
    root = root_of(written(正文=["名单如下。", {"表格": {**TABLE, "横排": "是"}}, "后文。"]))
    (table,) = root.iter(qn("w:tbl"))
    assert {value(found) for found in table.iter(qn("w:textDirection"))} == {"btLr"}
    rows = [[text_of(cell) for cell in row.iter(qn("w:tc"))] for row in table.iter(qn("w:tr"))]
    assert rows == [
        ["表1 名单", "人数", "12", "7", "19"],
        ["", "学校", "第一小学", "合计"],
        ["", "序号", "1", "2", ""],
    ]
    assert all(size.get(qn("w:orient")) is None for size in root.iter(qn("w:pgSz")))
    (after,) = (p for p in paragraphs(root, "gwBody") if text_of(p) == "后文。")
    assert after.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None


def test_footnotes_are_real_ones_numbered_in_circles_and_called_once() -> None:
    content = written(正文="术语[^甲]和[^乙]，又见[^甲]。", 脚注={"甲": "含义。", "乙": "另一个。"})
    root, notes = root_of(content), root_of(content, "word/footnotes.xml")
    assert [found.get(qn("w:id")) for found in root.iter(qn("w:footnoteReference"))] == ["1", "2"]
    assert [text_of(note).strip() for note in notes.iter(qn("w:footnote"))] == ["", "", "含义。", "另一个。"]
    assert {value(found) for found in root.iter(qn("w:numFmt"))} == {"decimalEnclosedCircleChinese"}
    (body,) = paragraphs(root, "gwBody")
    assert text_of(body).endswith("①。")


def test_the_contents_are_a_field_whose_entries_refer_to_their_headings() -> None:
    content = written(印发件={"标题": "规定", "目录": "是", "正文": "第一章 总则\n第一条 甲。\n第一节 丙\n第二条 乙。"})
    root = root_of(content)
    codes = [code.text for code in root.iter(qn("w:instrText"))]
    assert [code for code in codes if code and "TOC" in code and "PAGEREF" not in code] == [
        ' TOC \\o "1-2" \\u \\b _GwContents1 \\z '
    ]
    targets = [code.split()[1] for code in codes if code and "PAGEREF" in code]
    names = [found.get(qn("w:name")) for found in root.iter(qn("w:bookmarkStart"))]
    assert len(targets) == 2 and set(targets) <= set(names) and len(set(names)) == len(names)
    kinds = [value(found, "fldCharType") for found in root.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")
    (stop,) = next(paragraphs(root, "11")).iter(qn("w:tabs"))
    assert value(stop[0], "leader") == "dot"


def test_contents_made_anew_gather_the_headings_of_their_own_part_alone() -> None:
    part = {"目录": "是", "正文": "一、总体\n甲。\n（一）其一\n乙。"}
    content = written(正文="一、本文\n丙。", 印发件=[{"标题": "规定", **part}, {"标题": "办法", **part}])
    codes = [code.text for code in root_of(content).iter(qn("w:instrText"))]
    spans = [code.split("\\b ")[1].split()[0] for code in codes if code and "TOC \\o" in code]
    text, inside = {name: "" for name in spans}, set[str]()
    names: dict[str | None, str] = {}
    for found in root_of(content).iter():
        if found.tag == qn("w:bookmarkStart") and value(found, "name") in text:
            names[value(found, "id")] = str(value(found, "name"))
            inside.add(str(value(found, "name")))
        elif found.tag == qn("w:bookmarkEnd"):
            inside.discard(names.get(value(found, "id"), ""))
        elif found.tag == qn("w:t"):
            text |= {name: text[name] + str(found.text) for name in inside}
    assert list(text.values()) == ["规定一、总体甲。（一）其一乙。", "办法一、总体甲。（一）其一乙。"]


def test_contents_of_the_whole_document_gather_the_titles_of_its_parts_too() -> None:
    content = written(目录="是", 正文="一、本文\n丙。", 附件={"标题": "名单", "正文": "丁。"})
    codes = [str(code.text) for code in root_of(content).iter(qn("w:instrText"))]
    (code,) = (code for code in codes if "TOC \\o" in code)
    styles = {value(name) for name in root_of(content, "word/styles.xml").iter(qn("w:name"))}
    listed = code.split('\\t "')[1].split('"')[0].split(",")
    assert set(listed[::2]) <= styles and set(listed[1::2]) == {"1"}


def test_a_drawing_travels_as_svg_with_a_picture_for_those_who_read_none(tmp_path: Path) -> None:
    (tmp_path / "seal.svg").write_text(SVG, encoding="utf-8")
    content = pictured(tmp_path, 印章="seal.svg")
    files = parts(content)
    assert files["word/media/drawing1.svg"].decode() == SVG
    with Image.open(BytesIO(files["word/media/image1.png"])) as image:
        assert image.width > 600 and image.mode == "RGBA" and image.getpixel((0, 0))[3] == 0
    anchor = next(root_of(content).iter(qn("wp:anchor")))
    assert anchor.get("behindDoc") == "1"
    assert anchor.find(qn("wp:docPr")).get("descr") == "临溪市教育局印章"  # type: ignore[union-attr]


def test_the_same_picture_is_in_the_file_once(tmp_path: Path) -> None:
    Image.new("RGB", (40, 40), "blue").save(tmp_path / "a.png")
    content = pictured(tmp_path, 正文=["甲。", {"图": {"文件": "a.png"}}, "乙。", {"图": {"文件": "a.png"}}, "丙。"])
    assert [name for name in parts(content) if "media" in name] == ["word/media/image1.png"]
    numbers = [found.get("id") for found in root_of(content).iter(qn("wp:docPr"))]
    assert numbers == ["1", "2"]


def test_a_photograph_that_a_camera_took_on_its_side_stands_upright_in_the_file(tmp_path: Path) -> None:
    image, exif = Image.new("RGB", (60, 40), "red"), Image.Exif()
    image.paste("blue", (0, 0, 10, 40))  # the left edge, which is at the top when the picture is turned to the right
    exif[0x0112] = 6
    image.save(tmp_path / "a.jpg", exif=exif, quality=95)
    content = pictured(tmp_path, 正文=["甲。", {"图": {"文件": "a.jpg"}}])
    with Image.open(BytesIO(parts(content)["word/media/image1.jpeg"])) as made:
        assert (made.size, made.getexif().get(0x0112, 1)) == ((40, 60), 1)
        assert made.getpixel((20, 3))[2] > 200 > 60 > made.getpixel((20, 50))[2]  # type: ignore[index]


def pictured(folder: Path, **changes: object) -> bytes:
    made = document(**changes)
    layout = lay_out(made, load_profile(), SquareFont(), pictures=SourceFolder(folder))
    return write_docx(layout, properties=PROPERTIES, source=None)


def test_numbers_that_begin_again_make_a_section_of_their_own() -> None:
    profile = load_profile({"页码": {"附件": "另编"}})
    layout = square_layout(document(附件={"标题": "名单", "正文": "附件的正文。"}), profile)
    content = write_docx(layout, properties=PROPERTIES, source=None)
    starts = [value(found, "start") for found in root_of(content).iter(qn("w:pgNumType"))]
    assert starts == ["1"] and len(opened(content).sections) == 2


def test_the_page_number_has_the_form_and_size_of_the_profile() -> None:
    content = write_docx(
        square_layout(document()), properties=PROPERTIES, source=None, number_form=NumberForm("第1页", 12.0)
    )
    footer = opened(content).sections[0].footer.paragraphs[0]
    assert footer.text == "第1页" and footer.style is not None and footer.style.font.size.pt == 12


@pytest.mark.requirement("R-7.5-5", "R-7.5-7")
def test_page_1_of_a_letter_has_a_footer_of_its_own_without_a_number() -> None:
    (section,) = opened(written(格式="信函", 发文字号="临教函〔2025〕1号", 标题="关于某事的函")).sections
    assert section.different_first_page_header_footer
    assert "".join(p.text for p in section.first_page_footer.paragraphs) == ""
    assert any("1" in p.text for p in section.footer.paragraphs)


def test_a_watermark_stands_in_the_headers_of_every_section() -> None:
    layout = square_layout(document(**IMPRINT, 格式="信函", 发文字号="临教函〔2025〕1号", 标题="关于某事的函"))
    content = write_docx(layout, properties=PROPERTIES, source=None, watermark="草稿")
    headers = [part for name, part in parts(content).items() if name.startswith("word/header")]
    assert headers and all('string="草稿"'.encode() in header for header in headers)
    assert not [
        name
        for name in parts(write_docx(square_layout(document()), properties=PROPERTIES, source=None))
        if name.startswith("word/header")
    ]


def test_attachments_have_their_label_title_and_bookmarks() -> None:
    parts_: list[Mapping[str, object]] = [{"标题": "安排表", "正文": "甲。"}, {"标题": "名单", "正文": "乙。"}]
    root = root_of(written(附件=parts_))
    assert [text_of(p) for p in paragraphs(root, "gwAttachmentLabel")] == ["附件1", "附件2"]
    assert [text_of(p) for p in paragraphs(root, "gwAttachmentTitle")] == ["安排表", "名单"]
    names = [found.get(qn("w:name")) for found in root.iter(qn("w:bookmarkStart"))]
    assert {"gw_attachment", "gw_attachment_2", "gw_attachment_title", "gw_attachment_title_2"} <= set(names)


def test_tables_that_follow_each_other_stay_apart_and_a_last_one_is_followed_by_a_paragraph() -> None:
    long = {"表头": ["序号", "学校"], "行": [[str(number), "甲校"] for number in range(60)]}
    root = root_of(
        written(正文=["名单如下。", {"表格": long}, {"表格": long}], 印发件={"标题": "表", "正文": [{"表格": long}]})
    )
    body = root.find(qn("w:body"))
    assert body is not None
    tags = [child.tag.rpartition("}")[2] for child in body]
    assert tags.count("tbl") == 3
    assert all(after == "p" for tag, after in pairwise(tags) if tag == "tbl")


@pytest.mark.requirement("R-7.3.5.5-1")
@pytest.mark.parametrize(("count", "is_closer"), [(25, False), (26, False), (27, True)])
def test_a_line_whose_last_mark_is_squeezed_is_set_closer_so_that_word_does_not_break_it(
    count: int, is_closer: bool
) -> None:
    made = square_layout(document(正文="1" + "甲" * (count - 2) + "。"))
    (text,) = paragraphs(root_of(write_docx(made, properties=PROPERTIES, source=None)), "gwBody")
    spacing = value(text.find(f"{qn('w:r')}/{qn('w:rPr')}/{qn('w:spacing')}"))
    lines = [line for page in made.pages for line in page.lines if "甲" in line.text]
    assert len(lines) == 1
    assert spacing == (str(-5 - math.ceil(CELL_TWIPS / 2 / 27)) if is_closer else None)


def test_below_the_last_note_of_a_page_stands_what_lifts_it_to_its_row() -> None:
    content = written(
        正文="\n".join(["甲[^一]，乙[^二]。", *["丙。"] * 30, "丁[^三]。"]), 脚注=dict.fromkeys("一二三", "注。")
    )
    notes = list(root_of(content, "word/footnotes.xml"))[2:]
    assert [len(note.findall(qn("w:p"))) for note in notes] == [1, 2, 2]
    separators = root_of(content, "word/footnotes.xml").findall(f".//{qn('w:spacing')}")[:2]
    assert [value(each, "lineRule") for each in separators] == ["exact", "exact"]


def test_lines_that_go_over_with_a_signature_do_so_in_the_draft_too() -> None:
    """Twenty lines fit on page 1; the seal needs room, so that two lines of the last paragraph go over."""
    made = next(made for made in map(_with_lines, range(60, 400, 28)) if _carried(made))
    content = write_docx(made, properties=PROPERTIES, source=None)
    (paragraph,) = paragraphs(root_of(content), "gwBody")
    (stop,) = (found for found in paragraph.iter(qn("w:br")) if value(found, "type") == "page")
    runs = list(paragraph.iter(qn("w:r")))
    after = next(number for number, run in enumerate(runs) if stop in list(run))
    second = "".join(line.text for line in made.pages[1].lines if line.text.startswith("字"))
    assert "".join(text_of(run) for run in runs[after:]) == second
    assert text_of(paragraph) == made.blocks[2].text


def _with_lines(count: int) -> Layout:
    return square_layout(document(正文="字" * count + "。"))


def _carried(made: Layout) -> bool:
    pages = [line.text for line in made.pages[-1].lines if line.text.startswith("字")]
    return len(made.pages) == 2 and len(pages) == 2 and max(line.row or 0 for line in made.pages[0].lines) < 22
