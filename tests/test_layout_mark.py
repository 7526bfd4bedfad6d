import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.square_font import SQUARE, SquareFont
from typeset.layout.blocks import Mark
from typeset.layout.heads.mark import LEGIBLE_PT, set_mark
from typeset.profiles import Profile, load_profile
from typeset.standard import points_to_mm

NAME = "全国各省市县区人民政府教育委员会办公室直属机关事务管理局工作领导小组"


def mark(text: str, **setting: object) -> Mark:
    return set_mark(text, profile(**setting), SquareFont())


def profile(**setting: object) -> Profile:
    own = load_profile()
    return own.model_copy(update={"mark": own.mark.model_copy(update=setting)})


def gaps(item: Mark) -> list[float]:
    return [after - before for before, after in zip(item.x_mm, item.x_mm[1:], strict=False)]


@pytest.mark.requirement("R-7.2.4-2")
@pytest.mark.parametrize("count", range(1, 31))
def test_the_ink_of_the_mark_is_centred_in_the_type_area(count: int) -> None:
    item = mark(NAME[:count])
    assert (item.ink_left_mm + item.ink_right_mm) / 2 == pytest.approx(106)
    em = points_to_mm(item.size_pt) * item.scale
    assert item.ink_left_mm == pytest.approx(item.x_mm[0] + SQUARE.left * em)
    assert item.ink_right_mm == pytest.approx(item.x_mm[-1] + SQUARE.right * em)


@pytest.mark.requirement("R-7.2.4-3")
@pytest.mark.parametrize("count", [1, 4, 6, 10, 20, 30])
def test_the_ink_of_the_mark_begins_35_mm_below_the_type_area(count: int) -> None:
    item = mark(NAME[:count])
    em = points_to_mm(item.size_pt)
    assert item.top_mm == 72
    assert item.baseline_mm - SQUARE.top * em == pytest.approx(72)
    assert item.bottom_mm == pytest.approx(item.baseline_mm - SQUARE.bottom * em)


@pytest.mark.requirement("R-7.2.4-5")
@pytest.mark.parametrize(
    ("count", "size"),
    [(2, 60), (5, 60), (6, 52), (8, 52), (9, 43), (10, 42), (11, 39), (12, 33), (13, 33), (15, 30)],
)
def test_the_size_of_the_mark_follows_the_number_of_its_characters(count: int, size: float) -> None:
    item = mark(NAME[:count])
    assert item.size_pt == pytest.approx(size, abs=1)
    assert 0.9 < item.scale <= 1


def test_six_characters_are_set_in_52_points_over_140_mm() -> None:
    item = mark("苏州市教育局")
    assert (item.size_pt, item.scale) == (52, 1)
    assert item.ink_right_mm - item.ink_left_mm == pytest.approx(140, abs=2)


@pytest.mark.requirement("R-7.2.4-5")
@pytest.mark.parametrize("count", range(4, 31))
def test_the_mark_is_between_105_and_150_mm_wide(count: int) -> None:
    item = mark(NAME[:count])
    assert 104 <= item.ink_right_mm - item.ink_left_mm <= 150


@pytest.mark.parametrize("count", range(2, 31))
def test_the_glyphs_of_the_mark_stand_in_equal_steps_of_at_most_1_8_em(count: int) -> None:
    item = mark(NAME[:count])
    em = points_to_mm(item.size_pt) * item.scale
    steps = gaps(item)
    assert steps == pytest.approx([steps[0]] * len(steps))
    assert em - 1e-6 <= steps[0]
    assert count < 4 or steps[0] <= 1.8 * em + 1e-6


@pytest.mark.requirement("R-7.2.4-5")
@pytest.mark.parametrize("count", [16, 18, 20, 24])
def test_a_long_name_is_condensed_and_never_below_seven_tenths(count: int) -> None:
    item = mark(NAME[:count])
    assert 0.7 <= item.scale < 1
    assert item.size_pt >= LEGIBLE_PT


@given(st.integers(1, 400))
def test_a_name_of_any_length_stays_inside_the_type_area(count: int) -> None:
    item = mark("局" * count)
    assert item.scale >= 0.7
    assert 28 <= item.ink_left_mm < item.ink_right_mm <= 184
    assert item.ink_right_mm - item.ink_left_mm <= 150
    assert len(item.x_mm) == count
    assert sorted(item.x_mm) == list(item.x_mm)


def test_the_profile_may_give_the_size() -> None:
    assert mark("苏州市教育局", size="44").size_pt == 44


def test_no_mark_is_larger_than_the_largest_size_of_the_profile() -> None:
    assert mark("省府", largest_pt=40.0).size_pt == 40


def test_the_visible_width_follows_the_profile() -> None:
    item = mark("苏州市教育局", ink_width_mm=120.0)
    assert item.ink_right_mm - item.ink_left_mm == pytest.approx(120, abs=2)


def test_the_mark_begins_35_mm_below_the_upper_edge_that_the_profile_gives() -> None:
    own = load_profile()
    lower = own.model_copy(update={"page": own.page.model_copy(update={"top_mm": 40.0})})
    assert set_mark("苏州市教育局", lower, SquareFont()).top_mm == 75


def test_a_mark_of_latin_letters_is_tracked_as_well() -> None:
    item = mark("ABCDEF")
    assert gaps(item) == pytest.approx([points_to_mm(52) / 2 + item.tracking_mm] * 5)
    assert item.tracking_mm > 0
