"""The watermark of a draft and the grid that is shown lie under every page and belong to no paragraph."""

import pytest

from tests.samples import document, square_layout
from tests.square_font import SquareFont
from typeset.layout.page import Colour
from typeset.layout.underlay import with_grid, with_watermark
from typeset.standard import points_to_mm

LONG = "正文。\n" * 40


def test_a_watermark_is_the_first_line_of_every_page_and_no_paragraphs() -> None:
    layout = square_layout(document(正文=LONG))
    marked = with_watermark(layout, "草稿", SquareFont())
    assert len(marked.pages) == len(layout.pages) > 1
    for before, page in zip(layout.pages, marked.pages, strict=True):
        mark, *rest = page.lines
        assert (mark.text, mark.paragraph, mark.row) == ("草稿", -1, None)
        assert {run.colour for run in mark.runs} == {Colour.LIGHT}
        assert tuple(rest) == before.lines


@pytest.mark.parametrize("text", ["稿", "草稿", "内部征求意见稿请勿外传", "DRAFT"])
def test_a_watermark_stands_in_the_middle_of_the_paper_and_fits_on_it(text: str) -> None:
    page = with_watermark(square_layout(document()), text, SquareFont()).pages[0]
    (run,) = page.lines[0].runs
    assert (run.x_mm[0] + run.end_mm) / 2 == pytest.approx(105)
    assert run.end_mm - run.x_mm[0] <= 150.001
    em = points_to_mm(run.size_pt)
    assert page.lines[0].baseline_mm - 0.88 * em + em / 2 == pytest.approx(148.5)
    assert run.size_pt == pytest.approx(160) or run.end_mm - run.x_mm[0] == pytest.approx(150)


@pytest.mark.requirement("R-5.2.3-1")
def test_the_grid_has_28_cells_in_each_of_22_rows_on_every_page() -> None:
    layout = square_layout(document(正文=LONG))
    for before, page in zip(layout.pages, with_grid(layout).pages, strict=True):
        light = [rule for rule in page.rules if rule.colour is Colour.LIGHT]
        across = [rule for rule in light if rule.width_mm > 1]
        down = [rule for rule in light if rule.width_mm < 1]
        assert (len(across), len(down)) == (2 * 22, 29 * 22)
        assert min(rule.top_mm for rule in across) == pytest.approx(37, abs=0.06)
        assert max(rule.top_mm for rule in across) == pytest.approx(262, abs=0.06)
        assert (min(rule.left_mm for rule in down), max(rule.left_mm for rule in down)) == (
            pytest.approx(28, abs=0.06),
            pytest.approx(184, abs=0.06),
        )
        assert {min(rule.width_mm, rule.height_mm) for rule in light} == {0.1}
        assert page.rules[len(light) :] == before.rules


def test_page_one_of_a_letter_shows_its_own_rows() -> None:
    changes = {"格式": "信函", "发文机关标志": None, "发文字号": "临教函〔2025〕12号", "标题": "关于开学工作的函"}
    layout = square_layout(document(正文=LONG, **changes))
    assert layout.grids[0] != layout.grids[1]
    tops = [
        min(rule.top_mm for rule in page.rules if rule.colour is Colour.LIGHT) for page in with_grid(layout).pages[:2]
    ]
    assert tops[0] == pytest.approx(layout.grids[0].row_top_mm(1), abs=0.06)
    assert tops[1] == pytest.approx(37, abs=0.06)
