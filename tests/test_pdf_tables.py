"""Tables in the finished PDF, measured by independent readers: places, faces, rules, the direction of the text."""

import itertools

import pytest

from tests.pdf_reading import Bar, Glyph, PaintedPage, read_pages
from tests.rendered import TABLES, painted

MM = 25.4 / 72
EM = 12 * MM
ROW = EM + 3.0


@pytest.fixture(scope="module")
def pages() -> tuple[PaintedPage, ...]:
    return read_pages(painted(TABLES))


def upright_page(pages: tuple[PaintedPage, ...]) -> PaintedPage:
    return next(page for page in pages if "青石县教育局" in text_of(page))


def rotated_page(pages: tuple[PaintedPage, ...]) -> PaintedPage:
    return next(page for page in pages if any(glyph.is_rotated for glyph in page.glyphs))


def text_of(page: PaintedPage) -> str:
    return "".join(glyph.text for glyph in page.glyphs)


def glyphs_of(page: PaintedPage, text: str) -> list[Glyph]:
    """Return the glyphs of the first place where a page's text says so."""
    begin = text_of(page).index(text)
    return list(page.glyphs[begin : begin + len(text)])


def black(page: PaintedPage) -> list[Bar]:
    return [bar for bar in page.bars if bar.height_mm > 1 or (0.19 < bar.height_mm < 0.36 and bar.width_mm > 41)]


@pytest.mark.requirement("L-7")
def test_the_frame_is_as_wide_as_the_type_area_and_rules_have_their_weights(pages: tuple[PaintedPage, ...]) -> None:
    bars = black(upright_page(pages))
    assert min(bar.left_mm for bar in bars) == pytest.approx(28, abs=0.01)
    assert max(bar.left_mm + bar.width_mm for bar in bars) == pytest.approx(184, abs=0.01)
    weights = {round(min(bar.width_mm, bar.height_mm), 2) for bar in bars}
    assert weights == {0.35, 0.2}


@pytest.mark.requirement("L-7")
def test_cells_are_12_point_fangsong_their_head_heiti(pages: tuple[PaintedPage, ...]) -> None:
    page = upright_page(pages)
    assert {(g.face, round(g.size_pt, 2)) for g in glyphs_of(page, "青石县教育局")} == {("GWFang", 12)}
    assert {(g.face, round(g.size_pt, 2)) for g in glyphs_of(page, "单位名称")} == {("GWHei", 12)}
    assert {g.face for g in glyphs_of(page, "重点")} == {"GWHei"}


def test_the_decimal_points_of_a_column_stand_below_each_other(pages: tuple[PaintedPage, ...]) -> None:
    page = upright_page(pages)
    points = [glyphs_of(page, number)[place].x_mm for number, place in (("1,234.5", 5), ("65.25", 2), ("2,286.75", 5))]
    assert points == [pytest.approx(points[0], abs=0.01)] * 3
    assert glyphs_of(page, "987")[2].x_mm + EM / 2 == pytest.approx(points[0], abs=0.01)


@pytest.mark.requirement("R-8-1")
def test_a_rotated_table_reads_up_the_page_with_its_head_at_the_left(pages: tuple[PaintedPage, ...]) -> None:
    page = rotated_page(pages)
    number = pages.index(page) + 1
    title, head = glyphs_of(page, "项目进度表"), glyphs_of(page, "完成时间")
    rows = [glyphs_of(page, text) for text in ("校舍维修", "食堂改造", "操场建设")]
    for glyphs in (title, head, *rows):
        assert all(glyph.is_rotated for glyph in glyphs)
        assert len({round(glyph.x_mm, 2) for glyph in glyphs}) == 1, "one baseline, across the page"
        assert all(below.baseline_mm > above.baseline_mm for below, above in itertools.pairwise(glyphs))
    across = [glyphs[0].x_mm for glyphs in (title, head, *rows)]
    assert across == sorted(across)
    assert title[0].x_mm == pytest.approx(28 + 0.88 * 14 * MM, abs=0.01)
    assert [after - before for before, after in itertools.pairwise(across[1:])] == [pytest.approx(ROW, abs=0.01)] * 3
    upright = [glyph for glyph in page.glyphs if not glyph.is_rotated]
    assert "".join(glyph.text for glyph in upright) == f"— {number} —"


@pytest.mark.requirement("R-8-1")
def test_the_rules_of_a_rotated_table_stand_in_the_type_area(pages: tuple[PaintedPage, ...]) -> None:
    bars = rotated_page(pages).bars
    assert min(bar.left_mm for bar in bars) == pytest.approx(28 + 14 * MM + 2, abs=0.01)
    assert max(bar.left_mm + bar.width_mm for bar in bars) == pytest.approx(28 + 14 * MM + 2 + 4 * ROW, abs=0.01)
    assert min(bar.top_mm for bar in bars) == pytest.approx(37, abs=0.01)
    assert max(bar.top_mm + bar.height_mm for bar in bars) == pytest.approx(262, abs=0.01)
    given = sorted(bar.top_mm for bar in bars if bar.height_mm < 0.3)
    assert given[-1] == pytest.approx(262 - 3 * 156 / 28 - 0.1, abs=0.02), "the first column is 3 字 wide"
