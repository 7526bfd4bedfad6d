"""What is read of a PDF: its paragraphs, tables and notes, and from them the source it was made of."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.altered_pages import moved, pages_of, sample_pages, with_line
from tests.rendered import CONTROL, LETTER, LEVELS, MINUTES, TABLES, painted
from tests.samples import NOTICE, notice_source
from typeset.errors import SourceError
from typeset.importing import import_file
from typeset.model import Document
from typeset.model.mapping import make_document
from typeset.readers import read_yaml
from typeset.readers.manuscript import ManuscriptParagraph, ManuscriptTable
from typeset.readers.pdf import PdfFile, read_pdf
from typeset.readers.pdf.lines import lines_of
from typeset.readers.pdf.manuscript import manuscript_of_pdf
from typeset.readers.recognition import recognise
from typeset.resources import data_folder

KINDS = ("决定", "意见", "通知", "通报", "报告", "请示", "批复", "函")
FACTS = ("number", "addressees", "date", "printing_office", "printing_date", "urgency", "secrecy", "copy_number")


@cache
def source(kind: str) -> Document:
    return read_yaml(data_folder("samples") / f"{kind}.yaml").document


@cache
def imported(kind: str) -> Mapping[str, object]:
    return recognise(manuscript_of_pdf(sample_pages(kind))).data


def made(kind: str) -> Document:
    document = make_document({"印章": "无", **imported(kind)}).document
    assert document is not None
    return document


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_facts_of_a_sample_come_back_from_its_pdf(kind: str) -> None:
    one, other = source(kind), made(kind)
    for fact in FACTS:
        if hasattr(one, fact):
            assert str(getattr(other, fact)) == str(getattr(one, fact)), fact
    assert "".join(str(other.title).split()) == "".join(str(one.title).split())


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["批复", "函", "请示", "报告", "意见", "决定"])
def test_the_paragraphs_of_a_sample_come_back_to_the_character(kind: str) -> None:
    assert [str(block) for block in made(kind).body] == [str(block) for block in source(kind).body]


@pytest.mark.slow
def test_the_notice_comes_back_from_its_pdf(tmp_path: Path) -> None:
    file = tmp_path / "通知.pdf"
    file.write_bytes(painted(NOTICE))
    data, wanted = import_file(file).data, notice_source()
    for key in ("发文字号", "标题", "附注"):
        assert data[key] == wanted[key]
    (part,) = data["印发件"]  # type: ignore[misc]
    original = wanted["印发件"]
    assert isinstance(original, dict)
    assert plain(part["正文"]) == plain(original["正文"])
    assert "“缅怀英烈 传承信仰”" in str(part["正文"])


def plain(body: object) -> str:
    lines = body if isinstance(body, list) else str(body).splitlines()
    texts = (str(next(iter(line.values()))) if isinstance(line, dict) else str(line) for line in lines)
    return "".join("".join(texts).split()).replace("～", "-")  # a certain repair of the importer


def test_page_numbers_are_left_out_and_named() -> None:
    manuscript = manuscript_of_pdf(sample_pages("请示"))
    assert [text for _, text in manuscript.left_out] == ["—1—", "—2—", "—3—", "—4—"]


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    texts = [
        item.text for item in manuscript_of_pdf(sample_pages("报告")).items if isinstance(item, ManuscriptParagraph)
    ]
    assert any("先后公布典型案例3批12起。" in text for text in texts)
    assert "临教〔2025〕26号" in texts
    assert "签发人：周敏\u3000许国安\u3000赵明" in texts


def test_a_ruled_table_is_a_table_even_on_its_side() -> None:
    tables = [item for item in manuscript_of_pdf(sample_pages("通报")).items if isinstance(item, ManuscriptTable)]
    assert len(tables) == 2
    turned = tables[1]
    assert turned.header_rows == 2
    assert sum(cell.columns for cell in turned.rows[0]) == 11


def test_a_footnote_is_a_note_at_its_mark() -> None:
    manuscript = manuscript_of_pdf(sample_pages("公报"))
    texts = [item.text for item in manuscript.items if isinstance(item, ManuscriptParagraph)]
    assert any(text.endswith("社会事业全面进步。[^注1]") for text in texts)
    assert dict(manuscript.footnotes)["注1"].startswith("本公报")


def test_contents_are_left_out() -> None:
    manuscript = manuscript_of_pdf(sample_pages("通知"))
    assert "目录" in [text for _, text in manuscript.left_out]


def test_every_place_names_page_and_millimetres() -> None:
    items = manuscript_of_pdf(sample_pages("批复")).items
    assert all(item.where.page and item.where.mm for item in items)


def test_a_pdf_without_text_is_refused() -> None:
    pages = sample_pages("批复")
    empty = type(pages)(pages.name, (type(pages.pages[0])(1, 210.0, 297.0, 0),), 1)
    with pytest.raises(SourceError, match="没有文字"):
        manuscript_of_pdf(empty)


def test_a_table_goes_on_over_the_end_of_a_page_without_the_head_that_is_repeated() -> None:
    tables = [item for item in manuscript_of_pdf(sample_pages("决定")).items if isinstance(item, ManuscriptTable)]
    assert [len(table.rows) for table in tables] == [1 + 4, 1 + 18]
    assert [cell.text for cell in tables[1].rows[-1]] == ["乔木", "石桥县石桥镇中心小学", "美术"]
    assert tables[1].where.page == 3


def test_tables_with_text_between_them_stay_apart_over_pages() -> None:
    tables = [item for item in manuscript_of_pdf(pages_of(TABLES)).items if isinstance(item, ManuscriptTable)]
    assert [len(table.rows) for table in tables] == [6, 4]


def test_a_picture_is_taken_out_as_it_looks_in_its_place_and_width() -> None:
    file = read_pdf(painted(data_folder("samples") / "公报.yaml"), name="公报.pdf", with_pictures=True)
    data = recognise(manuscript_of_pdf(file))
    (figure,) = [block["图"] for block in data.data["正文"] if isinstance(block, dict) and "图" in block]  # type: ignore[attr-defined]
    assert figure == {"标题": "图1　2020—2024年地区生产总值", "文件": "公报-图1.png", "宽": "120mm"}
    with Image.open(BytesIO(data.pictures["公报-图1.png"])) as image:
        assert image.width == pytest.approx(120 / 25.4 * 300, abs=2)
        assert len(image.convert("RGB").getcolors(1 << 24) or ()) > 2


def test_a_picture_that_is_not_taken_out_is_told() -> None:
    manuscript = manuscript_of_pdf(sample_pages("公报"))
    assert any("没有取出" in issue.message for issue in manuscript.issues)


def text_of_line(file: PdfFile, beginning: str) -> str:
    items = manuscript_of_pdf(file).items
    return next(
        item.text for item in items if isinstance(item, ManuscriptParagraph) and item.text.startswith(beginning)
    )


def test_a_blank_that_was_painted_is_a_blank_however_narrow() -> None:
    pages = sample_pages("公报")
    assert text_of_line(pages, "（临溪市统计局") == "（临溪市统计局 2025年3月21日）"
    without = with_line(pages, 1, "（临溪市统计局", lambda c: replace(c, follows_blank=False))
    assert text_of_line(without, "（临溪市统计局") == "（临溪市统计局2025年3月21日）"


def test_room_between_two_characters_that_no_others_of_the_line_have_is_a_blank() -> None:
    pages = sample_pages("批复")
    line = next(line for line in lines_of(pages.pages[0]) if len(line.characters) == 28)
    start, place = line.solid[:6], line.characters[9].x_mm
    parted = with_line(pages, 1, start, lambda c: moved(c, across_mm=1.6 if c.x_mm > place + 1 else 0.0))
    assert line.solid[:10] + " " + line.solid[10:] in "".join(
        item.text for item in manuscript_of_pdf(parted).items if isinstance(item, ManuscriptParagraph)
    )


def test_lines_of_a_short_document_are_joined_at_the_edges_that_it_has() -> None:
    minutes = text_of_line(pages_of(MINUTES), "8月15日")
    assert minutes == "8月15日，局长王建国主持召开局长办公会议，研究秋季开学工作。"
    assert text_of_line(pages_of(CONTROL), "现就做好") == "现就做好2025年秋季开学有关工作通知如下。"


def test_elements_side_by_side_in_the_head_of_a_letter_come_back() -> None:
    found = recognise(manuscript_of_pdf(pages_of(LETTER))).data
    keys = ("格式", "份号", "发文字号", "密级", "紧急程度")
    assert [found[key] for key in keys] == ["信函", "000012", "临教函〔2025〕12号", "秘密", "加急"]


def test_rare_characters_of_names_come_back_whole() -> None:
    text = text_of_line(pages_of(LEVELS), "（1）实地调查")
    assert "由㛃同志、钱𬭚同志、韩𠅤同志、王䶮同志负责，𣲘边村" in text
