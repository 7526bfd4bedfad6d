"""Titles and notes of tables and figures are found beside them, by what they say or how they look."""

from typeset.readers.manuscript import (
    Look,
    Manuscript,
    ManuscriptCell,
    ManuscriptItem,
    ManuscriptParagraph,
    ManuscriptPicture,
    ManuscriptTable,
)
from typeset.readers.recognition import recognise

TEXT = Look(size_pt=16.0, alignment="both")
CENTRED = Look(size_pt=14.0, alignment="centre")
SMALL = Look(size_pt=12.0, alignment="both")
TABLE = ManuscriptTable(
    ((ManuscriptCell("学校"), ManuscriptCell("数量")), (ManuscriptCell("小学"), ManuscriptCell("4")))
)
PICTURE = ManuscriptPicture("图.png", b"", width_mm=120.0)


def paragraph(text: str, look: Look = TEXT) -> ManuscriptParagraph:
    return ManuscriptParagraph(text, look=look)


def body(*items: ManuscriptItem) -> list[object]:
    head = (
        paragraph("临溪市教育局关于教育基本情况的通报", Look(size_pt=22.0)),
        paragraph("各学校："),
        paragraph("各级各类教育基本情况如下，请认真研究。"),
    )
    found = recognise(Manuscript((*head, *items, paragraph("特此通报。")))).data["正文"]
    assert isinstance(found, list)
    return found[1:-1]


def block(*items: ManuscriptItem) -> dict[str, object]:
    (found,) = body(*items)
    assert isinstance(found, dict)
    (value,) = found.values()
    assert isinstance(value, dict)
    return value


def test_a_line_that_says_table_1_is_the_title_of_the_table_below_it() -> None:
    assert block(paragraph("表1　教育基本情况", Look()), TABLE)["标题"] == "表1　教育基本情况"


def test_a_small_line_in_the_middle_above_a_table_is_its_title() -> None:
    assert block(paragraph("教育基本情况", CENTRED), TABLE)["标题"] == "教育基本情况"


def test_a_heading_above_a_table_stays_a_heading() -> None:
    found = body(paragraph("一、先进集体（4个）"), TABLE)
    assert found[0] == "一、先进集体（4个）" and len(found) == 2


def test_a_sentence_about_table_1_stays_in_the_text() -> None:
    assert len(body(paragraph("表1为各校情况。"), TABLE)) == 2


def test_a_line_below_a_table_that_says_note_is_its_note() -> None:
    assert block(TABLE, paragraph("注：数据截至9月。", Look()))["注"] == "注：数据截至9月。"


def test_a_small_line_below_a_table_is_its_note() -> None:
    assert block(TABLE, paragraph("排名不分先后。", SMALL))["注"] == "排名不分先后。"


def test_a_line_of_the_size_of_the_text_below_a_table_is_text() -> None:
    assert body(TABLE, paragraph("排名不分先后。"))[1] == "排名不分先后。"


def test_the_line_below_a_picture_is_its_title() -> None:
    made = block(PICTURE, paragraph("图1　地区生产总值", Look()))
    assert made == {"标题": "图1　地区生产总值", "文件": "图.png", "宽": "120mm"}


def test_the_title_of_a_table_is_not_the_note_of_the_one_above_it() -> None:
    first, second = body(TABLE, paragraph("表2　经费", SMALL), TABLE)
    assert isinstance(first, dict) and isinstance(second, dict)
    assert "注" not in first["表格"] and second["表格"]["标题"] == "表2　经费"


def test_a_line_between_a_picture_and_a_table_is_the_title_of_one_of_them() -> None:
    first, second = body(PICTURE, paragraph("教育基本情况", CENTRED), TABLE)
    assert isinstance(first, dict) and isinstance(second, dict)
    assert first["图"]["标题"] == "教育基本情况" and "标题" not in second["表格"]
