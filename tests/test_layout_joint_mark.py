"""The 发文机关标志 of several organs: names of one width, 文件 beside them, sizes that leave page 1 its text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import document, square_layout
from typeset.layout.blocks import Element, Mark
from typeset.layout.heads.mark import LEGIBLE_PT
from typeset.layout.result import Head, Layout
from typeset.profiles import load_profile

ORGANS = (
    *("临溪市教育局", "临溪市公安局", "临溪市卫生健康委员会", "临溪市市场监督管理局", "临溪市应急管理局"),
    *("临溪市财政局", "临溪市民政局", "临溪市司法局", "临溪市体育局", "临溪市商务局", "临溪市统计局", "临溪市审计局"),
)


def joint(count: int, **changes: object) -> Layout:
    return square_layout(document(发文机关=list(ORGANS[:count]), 发文机关标志=None, **changes))


def marks(head: Head) -> tuple[Mark, ...]:
    assert head.suffix is not None
    return (*head.marks, head.suffix)


def steps(mark: Mark) -> list[float]:
    return [after - before for before, after in zip(mark.x_mm, mark.x_mm[1:], strict=False)]


@pytest.mark.requirement("R-7.2.4-6")
@pytest.mark.parametrize("count", range(2, 13))
def test_the_names_come_in_order_with_文件_at_their_right_in_the_middle_of_their_height(count: int) -> None:
    head = joint(count).head
    assert [mark.text for mark in head.marks] == list(ORGANS[:count])
    assert head.suffix is not None
    assert head.suffix.text == "文件"
    assert head.suffix.ink_left_mm > max(mark.ink_right_mm for mark in head.marks)
    middle = (min(mark.top_mm for mark in head.marks) + max(mark.bottom_mm for mark in head.marks)) / 2
    assert (head.suffix.top_mm + head.suffix.bottom_mm) / 2 == pytest.approx(middle, abs=1e-6)
    placed = [placed.block for placed in head.placed if placed.block.element is Element.MARK]
    assert [block.text for block in placed] == [*ORGANS[:count], "文件"]


@pytest.mark.requirement("R-7.2.4-6")
@pytest.mark.parametrize("count", range(2, 13))
def test_all_names_of_a_column_have_the_same_visible_edges_and_equal_gaps(count: int) -> None:
    head = joint(count).head
    lefts = {round(mark.ink_left_mm, 6) for mark in head.marks}
    widths = {round(mark.ink_right_mm - mark.ink_left_mm, 6) for mark in head.marks}
    assert len(widths) == 1
    assert len(lefts) == (1 if count <= 8 else 2)
    for mark in head.marks:
        assert steps(mark) == pytest.approx([steps(mark)[0]] * len(steps(mark)))


@pytest.mark.requirement("R-7.2.4-3", "R-7.2.4-2", "R-7.2.4-6")
@pytest.mark.parametrize("count", range(2, 13))
def test_a_joint_mark_begins_at_72_mm_and_is_centred(count: int) -> None:
    head = joint(count).head
    assert min(mark.top_mm for mark in marks(head)) == pytest.approx(72)
    left, right = min(mark.ink_left_mm for mark in marks(head)), max(mark.ink_right_mm for mark in marks(head))
    assert (left + right) / 2 == pytest.approx(106)
    assert 105 <= right - left <= 156


@pytest.mark.requirement("R-7.2.5-1", "R-7.2.4-6")
@pytest.mark.parametrize("count", range(2, 13))
def test_two_rows_stand_free_below_a_joint_mark_and_page_1_shows_text(count: int) -> None:
    layout = joint(count)
    foot = max(mark.bottom_mm for mark in layout.head.marks)
    assert 20 - 1e-6 <= layout.grid.row_top_mm(layout.head.number_row) - foot < 26
    assert "R-7.3.3-1" not in [issue.requirement for issue in layout.issues]


@pytest.mark.requirement("R-7.2.4-5")
@pytest.mark.parametrize(("count", "least"), [(2, 34), (3, 28), (4, 26), (5, 23), (6, 23), (7, 23), (8, 20)])
def test_fewer_organs_have_larger_names(count: int, least: float) -> None:
    head = joint(count).head
    assert len({round(mark.size_pt, 6) for mark in head.marks}) == 1
    assert head.mark.size_pt >= least
    assert head.suffix is not None
    assert head.suffix.size_pt > head.mark.size_pt


@pytest.mark.requirement("R-7.2.4-6")
def test_many_organs_stand_in_two_columns_from_the_left_and_then_down() -> None:
    first, second, third = joint(12).head.marks[:3]
    assert second.baseline_mm == pytest.approx(first.baseline_mm)
    assert second.ink_left_mm > first.ink_right_mm
    assert third.ink_left_mm == pytest.approx(first.ink_left_mm)
    assert third.top_mm > first.bottom_mm


@pytest.mark.requirement("R-7.3.3-1", "R-7.2.4-7")
def test_a_joint_mark_gets_smaller_where_page_1_would_show_no_text() -> None:
    title = "关于" + "进一步加强和改进新时代校园安全工作" * 2 + "的通知"
    addressees = "各县（市、区）教育局，" * 12 + "各校"
    tight, loose = joint(5, 标题=title, 主送机关=addressees), joint(5)
    assert tight.head.mark.size_pt < loose.head.mark.size_pt
    assert tight.head.number_row < loose.head.number_row
    assert any(line.text.startswith("现就") for line in tight.pages[0].lines)


@pytest.mark.requirement("R-7.3.3-1")
def test_a_mark_stays_as_large_as_it_was_where_smaller_would_not_help() -> None:
    layout = joint(5, 标题="关于" + "进一步加强和改进新时代校园安全工作" * 20 + "的通知", 主送机关=None)
    assert layout.head.mark == joint(5).head.mark
    assert "R-7.3.3-1" in [issue.requirement for issue in layout.issues]


@pytest.mark.requirement("R-7.2.4-5")
def test_names_too_small_to_catch_the_eye_are_reported_once() -> None:
    long = [f"{name}党组理论学习中心组秘书处" for name in ORGANS]
    layout = square_layout(document(发文机关=long, 发文机关标志=None))
    assert layout.head.mark.size_pt < LEGIBLE_PT
    (issue,) = (issue for issue in layout.issues if issue.requirement == "R-7.2.4-5")
    assert "12个机关" in issue.message
    assert "联合标志: 主办" in issue.hint


def test_the_profile_may_give_the_size_of_the_names() -> None:
    profile = load_profile({"标志": {"字号": "24"}})
    made = document(发文机关=list(ORGANS[:2]), 发文机关标志=None)
    assert square_layout(made, profile).head.mark.size_pt == pytest.approx(24)


@pytest.mark.requirement("R-10.2-1")
def test_a_joint_order_has_令_beside_the_names_20_mm_down() -> None:
    head = joint(2, 格式="命令", 标题=None).head
    assert head.suffix is not None
    assert head.suffix.text == "令"
    assert min(mark.top_mm for mark in marks(head)) == pytest.approx(57)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 40), min_size=2, max_size=40))
@pytest.mark.slow
def test_any_number_of_names_of_any_length_is_set_in_order_inside_the_type_area(lengths: list[int]) -> None:
    names = ["局" * length for length in lengths]
    head = square_layout(document(发文机关=names, 发文机关标志=None)).head
    assert [mark.text for mark in head.marks] == names
    for mark in marks(head):
        assert 28 <= mark.ink_left_mm < mark.ink_right_mm <= 184
        assert mark.scale >= 0.7 - 1e-6
    for one, other in zip(head.marks, head.marks[1:], strict=False):
        assert other.top_mm > one.bottom_mm or other.ink_left_mm > one.ink_right_mm
