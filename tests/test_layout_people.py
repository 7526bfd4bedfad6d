"""签名章 of people who sign, on the pages (7.3.5.3)."""

import pytest

from tests.picture_files import PictureTable
from tests.samples import document, left, line_of, right, square_layout
from typeset.errors import Severity
from typeset.layout.page import Colour
from typeset.layout.result import Layout
from typeset.pictures import MeasuredPicture

CELL = 156 / 28
EM_3 = 16 * 25.4 / 72
PICTURES = PictureTable(
    {"甲.png": MeasuredPicture("PNG", 80, 40), "乙.png": MeasuredPicture("PNG", 30, 30, is_clear=True)}
)


def person(post: str = "临溪市市长", name: str = "王某某", picture: str | None = "甲.png") -> dict[str, str]:
    return {"职务": post, "姓名": name} | ({"签名章": picture} if picture else {})


def laid(signature: object, **more: object) -> Layout:
    return square_layout(document(署名=signature, **more), pictures=PICTURES)


@pytest.mark.requirement("R-7.3.5.3-1")
def test_a_name_stamp_stands_four_cells_in_with_the_post_two_cells_left_of_its_middle() -> None:
    layout = laid(person())
    (page,) = layout.pages
    (stamp,) = page.pictures
    post, text, date = line_of(layout, "临溪市市长"), line_of(layout, "现就"), line_of(layout, "2025年")
    assert (stamp.width_mm, stamp.height_mm) == (40, 20)
    assert stamp.left_mm + stamp.width_mm == pytest.approx(184 - 4 * CELL, abs=0.1)
    assert right(post) == pytest.approx(stamp.left_mm - 2 * CELL, abs=0.1)
    assert stamp.top_mm + 10 == pytest.approx(post.baseline_mm - 0.38 * EM_3, abs=0.1)
    blank = stamp.top_mm - (text.baseline_mm + 0.12 * EM_3)
    assert 2 * layout.grid.pitch_mm <= blank < 3 * layout.grid.pitch_mm, "two blank rows above"
    assert right(date) == pytest.approx(184 - 4 * CELL)
    below = (date.baseline_mm - 0.88 * EM_3) - (stamp.top_mm + 20)
    assert layout.grid.pitch_mm <= below < 2 * layout.grid.pitch_mm, "one blank row below"
    assert not page.seals and "王某某" in stamp.description


@pytest.mark.requirement("R-7.3.5.3-1")
def test_without_a_picture_the_name_is_printed_in_its_place_and_this_is_said() -> None:
    layout = laid(person(picture=None))
    line, text, date = (line_of(layout, beginning) for beginning in ("临溪市市长", "现就", "2025年"))
    post, name = line.runs
    assert (post.text, name.text, name.role) == ("临溪市市长", "王某某", "楷体")
    assert name.x_mm[-1] + CELL == pytest.approx(184 - 4 * CELL)
    assert name.x_mm[0] - (post.x_mm[-1] + CELL) == pytest.approx(2 * CELL)
    assert (line.row, date.row) == ((text.row or 0) + 3, (text.row or 0) + 5)
    (issue,) = (issue for issue in layout.issues if issue.requirement == "R-7.3.5.3-1")
    assert issue.severity is Severity.INFO and "王某某" in issue.message
    assert not [issue for issue in laid(person()).issues if issue.requirement == "R-7.3.5.3-1"]


@pytest.mark.requirement("R-7.3.5.3-2")
def test_several_name_stamps_stand_below_each_other_in_columns_the_host_first() -> None:
    posts = ["临溪市教育局局长", "临溪市财政局局长", "临溪市民政局副局长"]
    layout = laid([person(posts[0]), person(posts[1], "李某", "乙.png"), person(posts[2], "张某某", None)])
    lines = [line_of(layout, post) for post in posts]
    assert [line.row for line in lines] == sorted(line.row or 0 for line in lines)
    assert {round(left(line), 3) for line in lines} == {round(left(lines[0]), 3)}
    first, second = layout.pages[-1].pictures
    assert (second.width_mm, second.height_mm) == (20, 20), "as large as its room allows"
    assert first.left_mm == pytest.approx(second.left_mm) == pytest.approx(lines[2].runs[1].x_mm[0])
    assert second.top_mm - (first.top_mm + first.height_mm) >= 2
    longest = max(line.runs[0].x_mm[-1] + CELL for line in lines)
    assert longest == pytest.approx(first.left_mm - 2 * CELL, abs=0.1)


@pytest.mark.requirement("R-7.3.5.3-1")
@pytest.mark.parametrize("picture", ["甲.png", None])
@pytest.mark.parametrize(
    ("post", "name"), [("临溪市" + "自然资源和规划" * 8 + "局局长", "王某某"), ("局长", "阿不都热合曼" * 20)]
)
def test_posts_and_names_of_any_length_stay_in_the_type_area_whole(post: str, name: str, picture: str | None) -> None:
    layout = laid(person(post, name, picture))
    lines = [line for page in layout.pages for line in page.lines if line.row is not None]
    runs = [run for line in lines for run in line.runs]
    assert all(run.x_mm[0] >= 28 - 1e-6 and run.x_mm[-1] + CELL <= 184 + 1e-6 for run in runs)
    posts = "".join(run.text for run in runs if run.role == "仿宋")
    assert post in posts
    assert picture or name in "".join(run.text for run in runs if run.role == "楷体")


@pytest.mark.requirement("R-7.3.5.3-1", "R-7.3.5.3-2")
def test_an_issued_text_may_be_signed_by_people() -> None:
    part = {"标题": "方案", "正文": "乙。", "署名": person(), "成文日期": "2025-01-02"}
    layout = square_layout(document(印发件=part), pictures=PICTURES)
    assert [len(page.pictures) for page in layout.pages] == [0, 1]
    assert right(line_of(layout, "2025年1月2日")) == pytest.approx(184 - 4 * CELL)


def test_a_seal_beside_a_name_stamp_is_not_lost_without_a_word() -> None:
    layout = laid(person(), 印章="乙.png")
    assert ["有签名章，印章没有排" in issue.message for issue in layout.issues] == [True]


def test_a_name_of_invisible_characters_is_reported_and_breaks_nothing() -> None:
    layout = laid(person(name="\u200b", picture=None))
    assert "L-2" in [issue.requirement for issue in layout.issues]


def test_a_date_that_is_not_given_is_a_grey_placeholder_under_a_name_stamp_too() -> None:
    run = line_of(laid(person(), 成文日期=None), "××××年").runs[0]
    assert run.colour is Colour.GREY
