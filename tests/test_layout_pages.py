"""Pages in the square font: where every element of an official document stands, in rows and in millimetres."""

import itertools

import pytest

from tests.samples import centre, document, left, line_of, notice, small_grid, square_layout
from tests.square_font import SQUARE
from typeset.backends.dump import dump
from typeset.layout.page import Colour, Page
from typeset.profiles import load_profile
from typeset.standard import Role, grid_a, grid_b, points_to_mm

CELL = 156 / 28
PITCH = (225 - 16 * 25.4 / 72) / 21
EM_3, EM_4 = 16 * 25.4 / 72, 14 * 25.4 / 72
SENTENCE = "各地各校要高度重视做好安全教育工作。"


def rows(page: Page) -> dict[int, str]:
    return {line.row: line.text for line in page.lines if line.row is not None}


@pytest.mark.requirement("R-5.2.1-1", "R-5.2.1-2", "R-5.2.1-3", "R-5.2.1-4", "R-5.2.3-1", "R-5.2.3-2")
def test_the_grid_of_the_standard_fills_the_type_area() -> None:
    grid = grid_b()
    assert (grid.left_mm, grid.right_mm) == (28, 184)
    assert (210 - grid.right_mm, 297 - grid.bottom_mm) == (26, pytest.approx(35))
    assert grid.row_top_mm(1) == 37
    assert grid.bottom_mm == pytest.approx(262)
    assert (grid.rows, grid.columns, grid.cell_mm) == (22, 28, pytest.approx(CELL))


@pytest.mark.requirement("R-3.2-1")
def test_a_row_is_a_character_and_seven_eighths_high() -> None:
    assert grid_b().pitch_mm == pytest.approx(EM_3 * 15 / 8, abs=0.2)
    assert grid_b().pitch_mm == pytest.approx(5.536 * 15 / 8, abs=0.1), "a character of 15.75 points"


def test_the_grid_of_word_processors_centres_the_type_in_its_rows() -> None:
    grid = grid_a()
    assert grid.pitch_mm == pytest.approx(225 / 22)
    assert grid.row_top_mm(1) - 37 == pytest.approx(262 - grid.bottom_mm)
    assert load_profile("word-28.95").grid == grid


def test_the_first_row_below_a_height() -> None:
    grid = grid_b()
    assert [grid.row_below(y) for y in (0, 37, 37.1, 47.446, 262)] == [1, 1, 2, 3, 23]


PLAN = {
    8: "苏教办〔2024〕15号",
    11: "关于印发《2023年",
    12: "全市教育工作总结》的通知",
    14: "各县级市（区）教育局（教体文旅委），机关各处室，各直属学",
    15: "校（单位）：",
    16: "现将《2023年全市教育工作总结》印发给你们，请结合实",
    17: "际，总结经验，加强宣传，正视不足，整改提升，切实做好2024",
    18: "年各项工作。",
    20: "苏州市教育局",
    21: "2024年2月20日",
    22: "（此件公开发布）",
}


@pytest.mark.requirement("R-7.1-1", "R-7.2.5-1", "R-7.3.1-1", "R-7.3.2-1", "R-7.3.3-1", "R-7.3.3-2", "R-7.3.6-1")
@pytest.mark.parametrize("seal", [None, "无"])
def test_page_one_of_the_notice_follows_the_row_plan(seal: str | None) -> None:
    layout = square_layout(notice(成文日期="2024-02-20", 印章=seal))
    assert rows(layout.pages[0]) == PLAN
    assert len(layout.pages) == 13


def test_a_page_of_few_rows_is_a_picture() -> None:
    made = document(正文=f"一、总体要求\n{SENTENCE}\n二、时间\n按时开学。", 附注="此件公开发布", 印章="无")
    assert dump(square_layout(made, small_grid(14, 14))) == (
        """\
== 第1页 ==
 1
 2
 3
   　临溪市教育局
 4
 5
 6 　　　临教发〔2025〕12号
   　―― 红线 ――
 7
 8
 9 　　关于做好秋季开学工作的通知
10
11 各县（市、区）教育局：
12 　　一、总体要求
13 　　各地各校要高度重视做好安
14 全教育工作。
   　　　　　　　　　　　　— 1 —

== 第2页 ==
 1 　　二、时间
 2 　　按时开学。
 3
 4 　　　　临溪市教育局
 5 　　　　　　2025年8月20日
 6 　　（此件公开发布）
 7
 8
 9
10
11
12
13
14
   — 2 —
"""
    )


@pytest.mark.requirement("R-7.2.4-2", "R-7.2.4-3", "R-7.2.4-4", "R-5.2.4-1")
def test_the_mark_is_red_xiaobiaosong_35_mm_below_the_type_area() -> None:
    layout = square_layout(notice())
    mark = layout.pages[0].lines[0]
    (run,) = mark.runs
    assert (run.text, run.role, run.colour, run.actual_text) == (
        "苏州市教育局",
        Role.XIAOBIAOSONG,
        Colour.RED,
        "苏州市教育局",
    )
    em = points_to_mm(run.size_pt)
    assert mark.baseline_mm - SQUARE.top * em == pytest.approx(72)
    assert (run.x_mm[0] + SQUARE.left * em + run.x_mm[-1] + SQUARE.right * em) / 2 == pytest.approx(106)
    assert mark.row is None


@pytest.mark.requirement("R-7.2.5-1")
@pytest.mark.parametrize("name", ["省府", "苏州市教育局", "临溪市自然资源和规划局", "临溪市人力资源和社会保障局办公室"])
def test_two_rows_stand_free_between_the_mark_and_the_number(name: str) -> None:
    layout = square_layout(document(发文机关标志=name))
    number = line_of(layout, "临教发")
    assert number.row == layout.head.number_row
    assert 20 <= layout.grid.row_top_mm(layout.head.number_row) - layout.head.mark.bottom_mm < 20 + PITCH
    assert centre(number) == pytest.approx(106)


@pytest.mark.requirement("R-7.2.7-1", "R-7.2.7-2", "R-5.2.4-1")
def test_the_red_rule_is_as_wide_as_the_type_area_4_mm_below_the_ink_of_the_number() -> None:
    layout = square_layout(notice())
    (rule,) = layout.pages[0].rules
    foot = line_of(layout, "苏教办").baseline_mm - SQUARE.bottom * EM_3
    assert (rule.left_mm, rule.width_mm, rule.colour) == (28, pytest.approx(156), Colour.RED)
    assert rule.top_mm == pytest.approx(foot + 4)
    assert 0.35 <= rule.height_mm <= 1
    assert not any(page.rules for page in layout.pages[1:])


@pytest.mark.requirement("R-7.1-1")
def test_mark_and_number_stand_above_the_rule_and_all_else_below_it() -> None:
    page = square_layout(notice()).pages[0]
    above = [item.text for item in page.lines if item.baseline_mm < page.rules[0].top_mm]
    assert above == ["苏州市教育局", "苏教办〔2024〕15号"]


@pytest.mark.requirement("R-7.3.1-1")
def test_the_title_is_22_point_xiaobiaosong_centred_on_its_rows_two_rows_below_the_rule() -> None:
    layout = square_layout(notice())
    lines = [line_of(layout, "关于印发"), line_of(layout, "全市教育工作总结》")]
    for row, item in enumerate(lines, start=layout.head.number_row + 3):
        (run,) = item.runs
        assert (item.row, run.role, run.size_pt, run.colour) == (row, Role.XIAOBIAOSONG, 22, Colour.BLACK)
        assert (run.x_mm[0] + run.end_mm) / 2 == pytest.approx(106)
        top = item.baseline_mm - 0.88 * points_to_mm(22)
        assert top + points_to_mm(22) / 2 == pytest.approx(layout.grid.row_top_mm(row) + EM_3 / 2)
        assert run.x_mm[1] - run.x_mm[0] == pytest.approx(points_to_mm(22))


@pytest.mark.requirement("R-7.3.2-1")
def test_the_addressees_stand_flush_left_on_every_line_and_end_with_a_colon() -> None:
    layout = square_layout(document(主送机关="各县（市、区）教育局，" * 6 + "各直属学校"))
    first = line_of(layout, "各县").paragraph
    lines = [item for item in layout.pages[0].lines if item.paragraph == first]
    assert len(lines) == 3
    assert [left(item) for item in lines] == [28, 28, 28]
    assert lines[-1].text.endswith("各直属学校：")
    assert lines[0].row == (line_of(layout, "关于").row or 0) + 2, "one blank row below the title"


@pytest.mark.requirement("R-7.3.3-2", "R-5.2.2-1", "R-3.1-1")
def test_a_paragraph_is_16_point_fangsong_two_cells_in_and_flush_left_when_it_runs_over() -> None:
    layout = square_layout(document(正文=SENTENCE * 4))
    first = line_of(layout, "各地各校")
    lines = [item for item in layout.pages[0].lines if item.paragraph == first.paragraph]
    assert first.row == (line_of(layout, "各县").row or 0) + 1
    assert [left(item) for item in lines] == [pytest.approx(28 + 2 * CELL), 28, 28]
    assert all(run.role is Role.FANGSONG and run.size_pt == 16 for item in lines for run in item.runs)


@pytest.mark.requirement("R-7.3.3-2")
def test_the_text_of_a_document_without_addressees_stands_one_row_below_its_title() -> None:
    layout = square_layout(document(主送机关=None))
    assert line_of(layout, "现就").row == (line_of(layout, "关于").row or 0) + 2


@pytest.mark.requirement("R-5.2.3-1", "R-5.2.1-1", "R-5.2.1-3")
def test_full_pages_have_22_rows_from_edge_to_edge() -> None:
    layout = square_layout(notice())
    for page in layout.pages[2:-1]:
        lines = [item for item in page.lines if item.row is not None]
        assert [item.row for item in lines] == list(range(1, 23))
        tops = [item.baseline_mm - 0.88 * EM_3 for item in lines]
        assert tops == [pytest.approx(37 + row * PITCH) for row in range(22)]
        assert tops[-1] + EM_3 == pytest.approx(262)


@pytest.mark.requirement("G-2", "R-5.2.3-2")
def test_the_inner_lines_of_a_paragraph_end_at_the_right_edge() -> None:
    layout = square_layout(document(正文="全市教育工作" * 40))
    first = line_of(layout, "全市教育")
    lines = [item for page in layout.pages for item in page.lines if item.paragraph == first.paragraph]
    assert len(lines) > 8
    assert [item.runs[-1].x_mm[-1] + CELL for item in lines[:-1]] == [pytest.approx(184, abs=1e-6)] * (len(lines) - 1)


@pytest.mark.requirement("R-7.5-1", "R-7.5-2", "R-7.5-3", "R-7.5-4", "R-7.1-2")
def test_page_numbers_stand_outside_the_type_area_7_mm_below_and_one_character_in() -> None:
    for page in square_layout(notice()).pages:
        (number,) = (item for item in page.lines if item.paragraph == -1)
        (run,) = number.runs
        assert (run.text, run.role, run.size_pt) == (f"— {page.number} —", Role.SONGTI, 14)
        dash_middle = number.baseline_mm - (SQUARE.top + SQUARE.bottom) / 2 * EM_4
        assert dash_middle == pytest.approx(269)
        assert number.baseline_mm - SQUARE.top * EM_4 > 262
        if page.number % 2:
            assert run.x_mm[-1] + SQUARE.right * EM_4 == pytest.approx(184 - EM_4)
        else:
            assert run.x_mm[0] + SQUARE.left * EM_4 == pytest.approx(28 + EM_4)


def test_the_profile_gives_the_form_of_the_page_number() -> None:
    layout = square_layout(document(), load_profile({"页码": {"样式": "—1—"}}))
    assert layout.pages[0].lines[-1].text == "—1—"


def test_without_a_number_its_row_stays_blank_and_the_rule_where_it_was() -> None:
    with_number, without = square_layout(document()), square_layout(document(发文字号=None))
    assert without.head.number_row == with_number.head.number_row
    assert line_of(without, "关于").row == line_of(with_number, "关于").row
    assert without.head.rules[0].top_mm == pytest.approx(with_number.head.rules[0].top_mm)


@pytest.mark.requirement("R-5.2.3-1")
def test_the_profile_of_word_processors_lays_out_22_rows_too() -> None:
    layout = square_layout(notice(), load_profile("word-28.95"))
    page = layout.pages[2]
    tops = [item.baseline_mm - 0.88 * EM_3 for item in page.lines if item.row is not None]
    assert len(tops) == 22
    assert [after - before for before, after in itertools.pairwise(tops)] == [pytest.approx(225 / 22)] * 21
    assert tops[0] == pytest.approx(37 + (225 / 22 - EM_3) / 2)
