"""附件说明, the pages of 附件, 出席 and the like, chapters and articles, in the square font (7.3.4, 7.3.7, 10.3)."""

import pytest

from tests.layout_laws import breaches
from tests.samples import document, left, line_of, right, square_layout
from tests.square_font import SquareFont
from typeset.layout.page import Line
from typeset.layout.pages import lay_out_apart
from typeset.layout.result import Layout
from typeset.profiles import load_profile
from typeset.standard import Role

CELL = 156 / 28
LONG = "全市各级各类学校秋季开学准备工作责任分工和完成时限一览表"


def part(title: str, **more: object) -> dict[str, object]:
    return {"标题": title, "正文": "甲。", **more}


def on_page(layout: Layout, number: int) -> list[Line]:
    return [line for line in layout.pages[number - 1].lines if line.row is not None]


@pytest.mark.requirement("R-7.3.4-1", "R-7.3.4-2")
def test_one_attachment_is_named_without_number_a_blank_row_below_the_text() -> None:
    layout = square_layout(document(附件=part("名单：")))
    line = line_of(layout, "附件：")
    assert line.text == "附件：名单"
    assert left(line) == pytest.approx(28 + 2 * CELL)
    assert line.row == (line_of(layout, "现就").row or 0) + 2
    assert {run.role for run in line.runs} == {Role.FANGSONG}


@pytest.mark.requirement("R-7.3.4-2")
def test_several_attachments_are_numbered_their_numbers_in_one_column() -> None:
    layout = square_layout(document(附件=[part("甲表"), part("乙表。"), part("丙表", 不随文="是")]))
    first, *others = [line_of(layout, text) for text in ("附件：1. 甲表", "2. 乙表", "3. 丙表")]
    assert [line.text for line in others] == ["2. 乙表", "3. 丙表"]
    assert [left(line) for line in others] == [pytest.approx(first.runs[0].x_mm[3])] * 2


@pytest.mark.requirement("R-7.3.4-3")
@pytest.mark.parametrize("count", [1, 2, 11])
def test_a_name_that_wraps_goes_on_below_its_first_character(count: int) -> None:
    layout = square_layout(document(附件=[part(LONG)] * count))
    lines = [line for page in layout.pages for line in page.lines if line.row is not None]
    begins = [i for i, line in enumerate(lines) if LONG[:10] in line.text and line.runs[0].size_pt == 16]
    assert len(begins) == count
    for i in begins:
        x = lines[i].runs[0].x_mm[lines[i].text.index("全")]
        assert lines[i + 1].text == LONG[len(lines[i].text) - lines[i].text.index("全") :]
        assert left(lines[i + 1]) == pytest.approx(x)
        assert right(lines[i]) == pytest.approx(184, abs=1e-6)


@pytest.mark.requirement("R-7.3.7-1", "R-7.3.7-2", "R-7.3.7-3", "R-7.5-6")
def test_attachments_begin_pages_with_their_label_on_row_1_and_their_title_on_row_3() -> None:
    layout = square_layout(document(附件=[part("甲表"), part("乙表")]))
    for page, label, title in ((2, "附件1", "甲表"), (3, "附件2", "乙表")):
        lines = on_page(layout, page)
        assert [(line.row, line.text) for line in lines] == [(1, label), (3, title), (5, "甲。")]
        assert (left(lines[0]), lines[0].runs[0].role) == (pytest.approx(28), Role.HEITI)
        assert (lines[1].runs[0].size_pt, lines[1].runs[0].role) == (22, Role.XIAOBIAOSONG)
    numbers = [page.lines[-1].text for page in layout.pages]
    assert numbers == ["— 1 —", "— 2 —", "— 3 —"]


@pytest.mark.requirement("R-7.3.7-2")
def test_one_attachment_has_no_number_in_its_label() -> None:
    assert on_page(square_layout(document(附件=part("甲表"))), 2)[0].text == "附件"


def test_an_attachment_that_is_not_bound_is_named_only() -> None:
    layout = square_layout(document(附件=[part("甲表", 不随文="是"), part("乙表")]))
    assert [line.text for line in on_page(layout, 2)][:2] == ["附件2", "乙表"]
    assert len(layout.pages) == 2


def test_page_numbers_of_attachments_may_begin_again_from_1() -> None:
    layout = square_layout(document(附件=[part("甲表"), part("乙表")]), load_profile({"页码": {"附件": "另编"}}))
    assert [page.lines[-1].text for page in layout.pages] == ["— 1 —", "— 1 —", "— 1 —"]


def test_an_attachment_of_an_issued_text_follows_it() -> None:
    layout = square_layout(document(印发件={"标题": "办法", "正文": "乙。", "附件": part("附表")}))
    assert [line.text for line in on_page(layout, 2)] == ["办法", "乙。", "附件：附表"]
    assert [line.text for line in on_page(layout, 3)][:2] == ["附件", "附表"]


@pytest.mark.requirement("R-10.3-2", "R-10.3-3")
def test_those_present_stand_below_the_text_with_labels_in_黑体_and_names_in_a_column() -> None:
    names = [f"委员{number}号" for number in range(8)]
    layout = square_layout(document(出席=names, 请假=["张三"], 列席=["李四", "王五"], 印章="无"))
    first = line_of(layout, "出席：")
    assert first.row == (line_of(layout, "现就").row or 0) + 2
    assert left(first) == pytest.approx(28 + 2 * CELL)
    assert (first.runs[0].text, first.runs[0].role) == ("出席：", Role.HEITI)
    lines = [line for page in layout.pages for line in page.lines if line.row is not None]
    after = lines[lines.index(first) + 1]
    assert left(after) == pytest.approx(first.runs[1].x_mm[0]) == pytest.approx(28 + 5 * CELL)
    excused, attending = line_of(layout, "请假："), line_of(layout, "列席：")
    assert excused.text == "请假：张三"
    assert attending.text == "列席：李四、王五"
    assert attending.row == (excused.row or 0) + 1


def test_an_article_has_its_number_in_黑体_and_a_chapter_a_blank_row_above() -> None:
    layout = square_layout(
        document(正文="甲。\n第一章　总则\n第一节　目的\n第一条　为了教育，制定本办法。\n第二条之一　乙。")
    )
    chapter, section, article = (line_of(layout, text) for text in ("第一章", "第一节", "第一条"))
    assert chapter.row == (line_of(layout, "甲。").row or 0) + 2
    assert section.row == (chapter.row or 0) + 1
    assert (article.runs[0].text, article.runs[0].role) == ("第一条", Role.HEITI)
    assert line_of(layout, "第二条").runs[0].text == "第二条之一"


@pytest.mark.requirement("R-7.3.7-4")
def test_an_attachment_bound_apart_names_the_document_on_its_first_line_and_counts_its_own_pages() -> None:
    made = document(
        附件=[part("甲表"), part("乙表", 不随文="是")], 印发机关="临溪市教育局办公室", 印发日期="2025-08-21"
    )
    layout = lay_out_apart(made, 1, load_profile(), SquareFont())
    (page,) = layout.pages
    rows = [(line.row, line.text) for line in page.lines if line.row is not None]
    assert rows == [(1, "临教发〔2025〕12号附件2"), (3, "乙表"), (5, "甲。")]
    assert (left(page.lines[0]), page.lines[0].runs[0].role) == (pytest.approx(28), Role.HEITI)
    assert page.lines[-1].text == "— 1 —"
    assert (page.rules, layout.imprint, layout.head.placed) == ((), None, ())


def test_no_line_of_a_list_of_those_present_begins_inside_a_name() -> None:
    names = ["高明远", "周敏", "欧阳修文", "李小红", "石磊"] * 8
    for least in range(1, 12):
        layout = square_layout(document(出席=names[least:], 印章="无"))
        rows = [line for page in layout.pages for line in page.lines if line.row is not None]
        first = next(i for i, line in enumerate(rows) if line.text.startswith("出席"))
        listed = [line.text for line in rows[first:] if line.paragraph == rows[first].paragraph]
        assert len(listed) > 2
        assert all(text.endswith("、") for text in listed[:-1])


WIDE = {"表格": {"横排": "是", "标题": "表1 情况", "表头": ["序号", "单位"], "行": [["1", "甲"], ["2", "乙"]]}}


@pytest.mark.requirement("R-8-1", "R-7.3.7-2")
def test_the_label_and_title_of_an_attachment_stand_on_the_sheet_of_its_rotated_table() -> None:
    layout = square_layout(document(附件=[part("甲表"), {"标题": "乙表", "正文": [WIDE]}]))
    page = layout.pages[2]
    turned = [line for line in page.lines if line.is_rotated]
    assert [line.text for line in turned][:3] == ["附件2", "乙表", "表1 情况"]
    label, title = turned[:2]
    assert label.runs[0].x_mm[0] == pytest.approx(262, abs=0.1), "flush with the left edge, which lies at the foot"
    assert 28 < label.baseline_mm < title.baseline_mm < 60
    middle = (title.runs[0].x_mm[0] + title.runs[-1].end_mm) / 2
    assert middle == pytest.approx(37 + 225 / 2, abs=0.1)
    assert (label.runs[0].role, title.runs[0].role) == (Role.HEITI, Role.XIAOBIAOSONG)
    assert page.lines[-1].text == "— 3 —" and not page.lines[-1].is_rotated
    assert breaches(layout) == []


def test_a_title_too_long_for_the_sheet_of_a_rotated_table_stands_upright_before_it() -> None:
    layout = square_layout(document(附件={"标题": LONG * 2, "正文": [WIDE]}))
    assert on_page(layout, 2)[0].text == "附件"
    assert any(line.is_rotated for line in layout.pages[2].lines)


def test_the_contents_and_the_numbers_know_an_attachment_that_is_a_rotated_table() -> None:
    made = document(目录="是", 附件=[{"标题": "乙表", "正文": [WIDE]}])
    layout = square_layout(made, load_profile({"页码": {"附件": "另编"}}))
    entry = next(line for line in layout.pages[1].lines if line.text.startswith("乙表"))
    assert entry.text.endswith("…1")
    assert layout.pages[2].lines[-1].text == "— 1 —"
