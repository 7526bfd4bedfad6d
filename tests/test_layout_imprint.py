"""版记 in the square font (7.4): rules, entries, the page it stands on."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import document, line_of, square_layout
from typeset.layout.page import Colour, Line, Page
from typeset.layout.result import Layout
from typeset.profiles import load_profile
from typeset.standard import Role

EM_4 = 14 * 25.4 / 72
FULL = {"抄送": "市委办公室", "印发机关": "临溪市教育局办公室", "印发日期": "2025-08-21"}
ONE_PAGE, TWO_PAGES = "现就有关事项通知如下。", "现就有关工作通知如下。" * 36


def imprint_page(layout: Layout) -> Page:
    assert layout.imprint is not None
    return layout.pages[layout.imprint.page - 1]


def line(layout: Layout, text: str) -> Line:
    return next(line for line in imprint_page(layout).lines if text in line.text)


def left(line: Line) -> float:
    return line.runs[0].x_mm[0]


@pytest.mark.requirement("R-7.4.1-1", "R-7.4.1-2", "R-7.4.1-3", "R-7.4.1-4", "R-7.4.3-3")
def test_three_rules_bound_the_imprint_the_last_one_at_the_foot_of_the_type_area() -> None:
    layout = square_layout(document(**FULL))
    first, between, last = imprint_page(layout).rules
    assert [rule.height_mm for rule in (first, between, last)] == [0.35, 0.25, 0.35]
    assert last.top_mm + last.height_mm == pytest.approx(262.0)
    for rule in (first, between, last):
        assert (rule.left_mm, rule.width_mm, rule.colour) == (28, pytest.approx(156), Colour.BLACK)
    copies, printing = line(layout, "抄送"), line(layout, "印发")
    assert first.top_mm < copies.baseline_mm < between.top_mm < printing.baseline_mm < last.top_mm


@pytest.mark.requirement("R-7.4.2-1", "R-7.4.2-2", "R-7.4.2-3")
def test_copies_run_over_below_their_first_name_and_end_with_a_full_stop() -> None:
    names = [f"市第{number}局（委员会、办公室）" for number in range(1, 12)]
    layout = square_layout(document(**FULL | {"抄送": names}))
    assert layout.imprint is not None
    lines = layout.imprint.placed[0].lines
    assert "".join(item.text for item in lines) == "抄送：" + "，".join(names) + "。"
    assert left(lines[0]) == pytest.approx(28 + EM_4)
    assert [left(item) for item in lines[1:]] == [pytest.approx(28 + 4 * EM_4)] * (len(lines) - 1)
    assert all(item.text.endswith(("，", "。")) for item in lines), "names stay whole"
    assert all(item.runs[-1].end_mm <= 184 - EM_4 + 1e-6 for item in lines)
    assert {(run.size_pt, run.role) for item in lines for run in item.runs} == {(14, Role.FANGSONG)}


@pytest.mark.requirement("R-7.4.3-1", "R-7.4.3-2")
def test_the_printing_office_stands_at_the_left_and_the_date_at_the_right_of_one_line() -> None:
    layout = square_layout(document(**FULL))
    printing = line(layout, "印发")
    office, day = printing.runs
    assert (office.text, day.text) == ("临溪市教育局办公室", "2025年8月21日印发")
    assert office.x_mm[0] == pytest.approx(28 + EM_4)
    assert day.end_mm == pytest.approx(184 - EM_4)


@pytest.mark.requirement("R-10.1-10")
@pytest.mark.parametrize("text", [ONE_PAGE, TWO_PAGES])
def test_the_imprint_of_a_letter_has_no_rules_and_stands_at_the_very_foot_of_the_last_page(text: str) -> None:
    made = document(格式="信函", 发文机关标志=None, 正文=text, 印章="无", 抄送=["市委办公室", "市财政局"])
    layout = square_layout(made)
    assert layout.imprint is not None
    assert (layout.imprint.rules, layout.imprint.page) == ((), len(layout.pages))
    assert line(layout, "抄送").text == "抄送：市委办公室，市财政局。"
    assert line(layout, "抄送").baseline_mm + 0.12 * EM_4 == pytest.approx(262)


@pytest.mark.requirement("L-6")
def test_a_missing_printing_date_is_a_grey_placeholder() -> None:
    layout = square_layout(document(印发机关="临溪市教育局办公室"))
    office, day = line(layout, "印发").runs
    assert (office.colour, day.colour, day.text) == (Colour.BLACK, Colour.GREY, "××××年×月×日印发")


@pytest.mark.requirement("R-7.4-5", "R-7.4.1-3")
def test_the_imprint_of_a_text_of_one_page_stands_on_page_2() -> None:
    layout = square_layout(document(正文=ONE_PAGE, **FULL))
    assert [page.number for page in layout.pages] == [1, 2]
    assert [item.text for item in layout.pages[1].lines if item.baseline_mm < 200] == []
    assert layout.pages[1].lines[-1].text == "— 2 —"


@pytest.mark.requirement("R-7.4-5")
def test_the_imprint_stands_below_the_text_of_an_even_last_page() -> None:
    layout = square_layout(document(正文=TWO_PAGES, **FULL))
    assert len(layout.pages) == 2
    assert line_of(layout, "2025年8月20日") in layout.pages[1].lines


@pytest.mark.requirement("R-7.5-5", "R-7.4-5")
def test_behind_a_full_even_page_come_a_blank_page_and_the_imprint_both_without_number() -> None:
    texts = (f"{'现就有关工作通知如下。' * 60}\n" + "补充。\n" * count for count in range(30))
    layouts = (square_layout(document(正文=text, **FULL)) for text in texts)
    layout = next(made for made in layouts if len(made.pages) == 4 and made.imprint and made.imprint.follows_blank_page)
    assert layout.pages[2].lines == () and layout.pages[2].rules == ()
    assert [item.text for item in layout.pages[3].lines if "—" in item.text] == []
    assert layout.pages[1].lines[-1].text == "— 2 —"


def test_single_sided_printing_takes_the_last_page_as_it_comes() -> None:
    profile = load_profile({"版记": {"偶数页": "否"}})
    layout = square_layout(document(正文=ONE_PAGE, 印章="无", **FULL), profile)
    assert layout.imprint is not None
    assert layout.imprint.page == len(layout.pages)


@pytest.mark.requirement("R-7.3.2-2", "R-7.4.2-4")
def test_addressees_that_leave_no_room_for_text_move_to_the_imprint_above_the_copies() -> None:
    names = "，".join(f"市第{number}局" for number in range(1, 90))
    layout = square_layout(document(主送机关=names, **FULL))
    assert layout.imprint is not None
    moved, copies, _ = layout.imprint.placed
    assert "".join(item.text for item in moved.lines) == f"主送：{names}。"
    assert [rule.height_mm for rule in layout.imprint.rules] == [0.35, 0.25, 0.35], "none between 主送 and 抄送"
    assert copies.lines[0].baseline_mm - moved.lines[-1].baseline_mm == pytest.approx(9.6)
    assert [issue.requirement for issue in layout.issues if issue.requirement == "R-7.3.2-2"] == ["R-7.3.2-2"]
    assert line_of(layout, "现就") in layout.pages[0].lines


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(2, 40), max_size=30), st.integers(0, 700), st.booleans())
def test_no_imprint_ever_touches_the_text_and_no_name_is_lost(lengths: list[int], text: int, even: bool) -> None:
    names = ["临" * length for length in lengths]
    profile = load_profile({"版记": {"偶数页": "是" if even else "否"}})
    layout = square_layout(document(正文="甲" * text + "。", **FULL | {"抄送": names or None}), profile)
    assert layout.imprint is not None
    page = imprint_page(layout)
    assert page.number == len(layout.pages) and (page.number % 2 == 0 or not even)
    others = [item for item in page.lines if item.row is not None]
    assert all(item.baseline_mm + 2 < layout.imprint.top_mm for item in others)
    assert layout.imprint.top_mm >= 37
    written = "".join(item.text for placed in layout.imprint.placed for item in placed.lines)
    assert all(name in written for name in names)
