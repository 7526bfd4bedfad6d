"""Figures in the square font: their sizes, their places in the rows of the grid, their titles."""

from pathlib import Path

import pytest

from tests.samples import document, left, line_of, right
from tests.square_font import SquareFont
from typeset.errors import Severity
from typeset.layout.page import Colour, Picture, Structure
from typeset.layout.pages import lay_out
from typeset.layout.result import Layout
from typeset.profiles import load_profile
from typeset.standard import Role, points_to_mm

SENTENCES = "请遵照执行。\n各县（市、区）要抓好落实。\n请于月底前报告。\n特此通知。"


class FakePictures:
    """Pictures of a size."""

    def __init__(self, width_mm: float, height_mm: float) -> None:
        self.size = width_mm, height_mm

    def file(self, name: str) -> Path:
        return Path("/documents") / name

    def size_mm(self, name: str) -> tuple[float, float]:
        return self.size


def with_figures(size: tuple[float, float], *figures: dict[str, str]) -> Layout:
    blocks = [{"图": {"文件": "示意图.png", **figure}} for figure in figures or ({},)]
    made = document(正文=["现印发如下。", *blocks, SENTENCES])
    return lay_out(made, load_profile(), SquareFont(), pictures=FakePictures(*size))


def pictures(layout: Layout) -> list[Picture]:
    return [picture for page in layout.pages for picture in page.pictures]


@pytest.mark.requirement("L-7")
def test_a_figure_stands_in_the_middle_of_whole_rows_and_text_goes_on_the_grid_below_it() -> None:
    layout = with_figures((60, 20))
    (picture,) = pictures(layout)
    grid = layout.grid
    row = (line_of(layout, "现印发").row or 0) + 1
    assert (picture.width_mm, picture.height_mm) == (60, pytest.approx(20))
    assert picture.left_mm == pytest.approx(106 - 30)
    assert line_of(layout, "请遵照").row == row + 3
    room = grid.row_top_mm(row), grid.row_top_mm(row + 2) + grid.em_mm
    assert picture.top_mm - room[0] == pytest.approx(room[1] - picture.top_mm - picture.height_mm)
    assert picture.top_mm >= room[0]
    assert layout.paragraphs[picture.paragraph].structure is Structure.FIGURE
    assert picture.file == Path("/documents/示意图.png")


def test_a_given_width_sets_the_size_and_keeps_the_shape() -> None:
    (picture,) = pictures(with_figures((60, 20), {"宽": "90mm"}))
    assert (picture.width_mm, picture.height_mm) == (90, pytest.approx(30))
    (picture,) = pictures(with_figures((60, 20), {"宽": "14字"}))
    assert picture.width_mm == pytest.approx(78)


@pytest.mark.requirement("L-7")
@pytest.mark.parametrize(("size", "made"), [((300, 100), (156, 52)), ((100, 400), (225 / 4, 225))])
def test_a_figure_larger_than_the_type_area_is_made_smaller_in_its_shape_and_reported(
    size: tuple[float, float], made: tuple[float, float]
) -> None:
    layout = with_figures(size)
    (picture,) = pictures(layout)
    assert (picture.width_mm, picture.height_mm) == (pytest.approx(made[0]), pytest.approx(made[1]))
    assert picture.top_mm >= 37 - 1e-6
    assert picture.top_mm + picture.height_mm <= 262 + 1e-6
    (issue,) = (issue for issue in layout.issues if issue.requirement == "L-7")
    assert issue.severity is Severity.INFO
    assert "示意图.png" in issue.message


def test_the_title_of_a_figure_stands_below_it_on_its_page_in_heiti() -> None:
    for height in range(20, 120, 10):
        layout = with_figures((60, height), {"标题": "图1 流程"})
        title = line_of(layout, "图1")
        (page,) = (page for page in layout.pages if page.pictures)
        assert title in page.lines
        assert title.baseline_mm > page.pictures[0].top_mm + page.pictures[0].height_mm
        assert [(run.role, run.size_pt) for run in title.runs] == [(Role.HEITI, 14)]
        assert (left(title) + title.runs[-1].end_mm) / 2 == pytest.approx(106)
        assert page.pictures[0].description == "图1 流程"
    assert right(title) < 184


def test_a_tall_figure_leaves_a_row_for_its_title() -> None:
    layout = with_figures((100, 400), {"标题": "图1 流程"})
    (page,) = (page for page in layout.pages if page.pictures)
    title = line_of(layout, "图1")
    assert title in page.lines
    assert title.row == 22


def test_figures_in_a_row_do_not_touch() -> None:
    first, second = pictures(with_figures((60, 20), {}, {}))
    gap = second.top_mm - first.top_mm - first.height_mm
    assert gap >= 225 / 22 - points_to_mm(16)


@pytest.mark.requirement("L-6")
def test_a_grey_line_stands_for_a_picture_that_is_not_there() -> None:
    layout = lay_out(document(正文=["甲。", {"图": {"文件": "a.png"}}]), load_profile(), SquareFont())
    line = line_of(layout, "（图：a.png）")
    assert [run.colour for run in line.runs] == [Colour.GREY]
    (issue,) = (issue for issue in layout.issues if "a.png" in issue.message)
    assert issue.requirement == "L-6"
