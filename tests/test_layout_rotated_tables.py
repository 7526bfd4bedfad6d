"""Tables that are turned by 90° counter-clockwise (8), in the square font."""

import pytest

from tests.samples import document, line_of, square_layout
from typeset.layout.page import Line, Structure
from typeset.layout.result import Layout
from typeset.standard import Role, points_to_mm

EM = points_to_mm(12)
ROW = EM + 3.0


def rotated(count: int = 60, **keys: object) -> Layout:
    rows = [[str(number), f"第{number}县教育局", "各地各校要抓好落实", "12.5"] for number in range(count)]
    table = {
        "标题": "经费分配表",
        "表头": ["序号", "单位", "要求", "金额"],
        "行": rows,
        "注": "注：含补助。",
        "横排": "是",
    }
    return square_layout(document(正文=["现印发如下。", {"表格": {**table, **keys}}, "请遵照执行。"]))


def turned(layout: Layout, page: int) -> list[Line]:
    return [line for line in layout.pages[page].lines if line.is_rotated]


@pytest.mark.requirement("R-8-1")
def test_the_head_of_a_rotated_table_is_at_the_left_edge_of_odd_and_even_pages() -> None:
    layout = rotated()
    pages = [page for page in range(len(layout.pages)) if turned(layout, page)]
    assert len(pages) == 4
    for page in pages:
        head = next(line for line in turned(layout, page) if line.text == "单位")
        others = [line for line in turned(layout, page) if "县教育局" in line.text]
        assert all(head.baseline_mm < line.baseline_mm for line in others)
        rules = layout.pages[page].rules
        assert min(rule.left_mm for rule in rules) == pytest.approx(28 if page > pages[0] else 28 + 14 * 25.4 / 72 + 2)
        assert min(rule.top_mm for rule in rules) == pytest.approx(37)
        assert max(rule.top_mm + rule.height_mm for rule in rules) == pytest.approx(262)
        assert max(rule.left_mm + rule.width_mm for rule in rules) <= 184 + 1e-6


@pytest.mark.requirement("R-8-1")
def test_the_text_of_a_rotated_table_runs_up_the_page_within_its_rules() -> None:
    layout = rotated()
    for page in range(len(layout.pages)):
        for line in turned(layout, page):
            for run in line.runs:
                assert list(run.x_mm) == sorted(run.x_mm, reverse=True)
                assert run.end_mm < run.x_mm[-1]
                assert run.end_mm >= 37
                assert run.x_mm[0] <= 262
    first = next(line for line in turned(layout, 1) if line.text == "第0县教育局")
    second = next(line for line in turned(layout, 1) if line.text == "第1县教育局")
    assert second.baseline_mm - first.baseline_mm == pytest.approx(ROW)


@pytest.mark.requirement("R-8-1", "R-7.5-3")
def test_the_page_number_of_a_page_with_a_rotated_table_is_where_it_always_is() -> None:
    layout = rotated()
    for page in layout.pages[1:5]:
        number = next(line for line in page.lines if line.text == f"— {page.number} —")
        assert not number.is_rotated
        assert number.baseline_mm > 262
        x = number.runs[0].x_mm[0]
        assert x > 150 if page.number % 2 else x < 40
        upright = [line for line in page.lines if not line.is_rotated]
        assert [line.text for line in upright] == [number.text], "nothing else stands on the page"


def test_title_and_note_of_a_rotated_table_are_turned_with_it() -> None:
    layout = rotated()
    title = next(line for line in turned(layout, 1) if line.text == "经费分配表")
    assert [(run.role, run.size_pt) for run in title.runs] == [(Role.HEITI, 14)]
    assert (title.runs[0].x_mm[0] + title.runs[0].end_mm) / 2 == pytest.approx((37 + 262) / 2)
    assert title.baseline_mm - 0.88 * points_to_mm(14) == pytest.approx(28)
    note = next(line for line in turned(layout, 4) if line.text == "注：含补助。")
    assert note.baseline_mm > max(line.baseline_mm for line in turned(layout, 4) if line is not note)
    assert layout.paragraphs[title.paragraph].structure is Structure.CAPTION
    assert layout.paragraphs[note.paragraph].structure is Structure.PARAGRAPH
    cells = [paragraph for paragraph in layout.paragraphs if paragraph.cell]
    assert note.paragraph - title.paragraph == len(cells) + 1


def test_text_goes_on_upright_on_the_next_page() -> None:
    layout = rotated(5)
    assert line_of(layout, "请遵照") in layout.pages[2].lines
    assert line_of(layout, "请遵照").row == 1


def test_nothing_of_a_long_rotated_table_is_lost() -> None:
    layout = rotated(200)
    texts = [line.text for page in layout.pages for line in page.lines if line.is_rotated and line.paragraph >= 0]
    assert [text for text in texts if "县教育局" in text] == [f"第{number}县教育局" for number in range(200)]


def test_a_title_too_long_to_be_turned_with_the_table_stands_upright_before_it() -> None:
    layout = rotated(5, 注="注：" + "金额含上级补助。" * 120)
    assert not any(line.is_rotated for page in layout.pages for line in page.lines if "经费分配表" in line.text)
    shown = "".join(line.text for page in layout.pages for line in page.lines if line.paragraph >= 0)
    assert shown.count("金额含上级补助。") == 120


def test_the_given_widths_of_a_rotated_table_put_it_in_the_middle_of_the_page() -> None:
    layout = rotated(5, 列宽=["20mm", "40mm", "60mm", "30mm"])
    rules = layout.pages[1].rules
    assert min(rule.top_mm for rule in rules) == pytest.approx(37 + 75 / 2)
    assert max(rule.top_mm + rule.height_mm for rule in rules) == pytest.approx(262 - 75 / 2)


def test_a_footnote_called_in_a_rotated_table_stands_below_it_as_text() -> None:
    rows = [["甲[^口径]", "乙"]]
    made = document(正文=["甲。", {"表格": {"行": rows, "横排": "是"}}, "请遵照。"], 脚注={"口径": "剔除价格因素。"})
    layout = square_layout(made)
    note = next(line for page in layout.pages for line in page.lines if "剔除" in line.text)
    assert note in layout.pages[2].lines
