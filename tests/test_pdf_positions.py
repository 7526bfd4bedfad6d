"""The finished PDF, read back with independent readers, stands where the layout and the standard say."""

from itertools import pairwise
from pathlib import Path

import pytest

from tests.pdf_reading import MM, PaintedPage, ink_in, read_pages
from tests.rendered import CONTROL, HEADS, LEVELS, REGULATION, composed, painted
from tests.samples import NOTICE
from typeset.layout.page import Colour
from typeset.standard import Role

CELL = 156 / 28
PITCH = (225 - 16 * MM) / 21
RED, BLACK, GREY = (1, 0, 0), (0, 0, 0), pytest.approx((0.5, 0.5, 0.5), abs=0.01)
COLOURS = {Colour.RED: RED, Colour.BLACK: BLACK, Colour.GREY: GREY}
FACES = {
    Role.XIAOBIAOSONG: "GWXiaoBiaoSong",
    Role.FANGSONG: "GWFang",
    Role.KAITI: "GWKai",
    Role.HEITI: "GWHei",
    Role.SONGTI: "GWSong",
    Role.LATIN: "LiberationSerif",
    Role.RARE: "GWRare",
}
FILES = [NOTICE, CONTROL, LEVELS, REGULATION]


@pytest.fixture(scope="module")
def pages() -> tuple[PaintedPage, ...]:
    """The pages of the notice."""
    return read_pages(painted(NOTICE))


@pytest.fixture(scope="module")
def full(pages: tuple[PaintedPage, ...]) -> tuple[PaintedPage, ...]:
    """The pages of the notice that text fills."""
    return pages[2:12]


@pytest.mark.parametrize("file", [*FILES, *HEADS], ids=lambda file: file.stem)
def test_every_glyph_of_every_page_stands_where_the_layout_put_it(file: Path) -> None:
    layout = composed(file).layout
    read = read_pages(painted(file))
    assert len(read) == len(layout.pages)
    for page, painted_page in zip(layout.pages, read, strict=True):
        wanted = [
            (character, x, line.baseline_mm, run)
            for line in page.lines
            for run in line.runs
            for character, x in zip(run.text, run.x_mm, strict=True)
            if character != " "
        ]
        found = [glyph for glyph in painted_page.glyphs if glyph.text != " "]
        assert [glyph.text for glyph in found] == [character for character, *_ in wanted]
        for glyph, (character, x, baseline, run) in zip(found, wanted, strict=True):
            assert glyph.x_mm == pytest.approx(x, abs=0.01), (page.number, character)
            assert glyph.baseline_mm == pytest.approx(baseline, abs=0.01), (page.number, character)
            assert glyph.size_pt == pytest.approx(run.size_pt, abs=0.01)
            assert glyph.scale == pytest.approx(run.scale, abs=0.001)
            assert glyph.colour == COLOURS[run.colour]


@pytest.mark.requirement("R-5.2.2-1", "R-7.2.4-4", "R-7.3.1-1", "R-7.3.3-4", "R-7.5-1", "L-2")
@pytest.mark.parametrize("file", [*FILES, *HEADS], ids=lambda file: file.stem)
def test_every_glyph_comes_from_the_face_that_was_measured(file: Path) -> None:
    composition = composed(file)
    for page, painted_page in zip(composition.layout.pages, read_pages(painted(file)), strict=True):
        wanted = [
            FACES[composition.fonts.role_of(run.role, character) or Role.RARE]
            for line in page.lines
            for run in line.runs
            for character in run.text
            if character != " "
        ]
        faces = [glyph.face for glyph in painted_page.glyphs if glyph.text != " "]
        strange = [pair for pair in zip(faces, wanted, strict=True) if not pair[0].startswith(pair[1])]
        assert not strange


@pytest.mark.requirement("R-5.1-1")
def test_every_page_is_a4(pages: tuple[PaintedPage, ...]) -> None:
    assert [page.size_mm for page in pages] == [pytest.approx((210, 297), abs=0.01)] * 13


@pytest.mark.requirement("R-5.2.3-1", "R-5.2.1-1", "R-5.2.1-3", "R-5.2.1-4", "R-3.2-1")
def test_full_pages_have_22_lines_from_37_to_262_mm(full: tuple[PaintedPage, ...]) -> None:
    for page in full:
        tops = [row[0].em_top_mm for row in page.rows]
        assert len(tops) == 22
        assert tops[0] == pytest.approx(37, abs=0.05)
        assert tops[-1] + 16 * MM == pytest.approx(262, abs=0.05)
        assert [after - before for before, after in pairwise(tops)] == [pytest.approx(PITCH, abs=0.005)] * 21


@pytest.mark.requirement("R-5.2.1-2", "R-7.3.3-2", "G-6", "R-3.1-1")
def test_lines_begin_at_28_mm_and_paragraphs_two_characters_in(full: tuple[PaintedPage, ...]) -> None:
    starts = [row[0].x_mm for page in full for row in page.rows]
    assert all(min(abs(x - 28), abs(x - 39.14)) <= 0.02 for x in starts)
    indented = [row for page in full for row in page.rows if row[0].x_mm > 30]
    assert [row[0].text.isdigit() for row in indented] == [True] * len(indented), "numbered paragraphs"
    assert len(indented) == 18


@pytest.mark.requirement("R-5.2.1-3", "R-5.2.1-4", "R-5.2.3-2", "G-2")
def test_inner_lines_end_at_184_mm(full: tuple[PaintedPage, ...]) -> None:
    layout = composed().layout
    for page, painted_page in zip(layout.pages[2:12], full, strict=True):
        lines = [line for line in page.lines if line.row is not None]
        last = {line.paragraph: line for other in layout.pages for line in other.lines}
        for line, row in zip(lines, painted_page.rows, strict=True):
            if last[line.paragraph] is line:
                continue
            final = row[-1]
            cell = CELL / 2 if final.text.isascii() else CELL
            halved = CELL / 2 if final.text in "，。、；：”’）》〉〕" else 0
            edges = (final.x_mm + cell, final.x_mm + cell - halved)
            assert any(edge == pytest.approx(184, abs=0.02) for edge in edges), (page.number, line.text)


@pytest.mark.requirement("R-5.2.4-1", "R-7.2.4-4", "L-6")
def test_only_the_mark_is_red_and_only_the_placeholder_grey(pages: tuple[PaintedPage, ...]) -> None:
    by_colour: dict[tuple[float, ...], str] = {}
    for page in pages:
        for glyph in page.glyphs:
            by_colour[glyph.colour] = by_colour.get(glyph.colour, "") + glyph.text
    (grey,) = set(by_colour) - {RED, BLACK}
    assert by_colour[RED] == "苏州市教育局"
    assert by_colour[grey] == "××××年×月×日"
    assert grey[0] == grey[1] == grey[2]


@pytest.mark.requirement("R-5.2.4-1")
def test_a_finished_document_is_black_but_for_its_mark_and_rule() -> None:
    pages = read_pages(painted(LEVELS))
    colours = {glyph.colour for page in pages for glyph in page.glyphs if glyph.size_pt < 25}
    assert colours == {BLACK}
    assert [bar.colour for page in pages for bar in page.bars] == [RED]


@pytest.mark.requirement("R-7.2.7-1", "R-7.2.7-2", "R-5.2.4-1")
def test_the_red_rule_is_one_bar_156_mm_wide_on_page_one_alone(pages: tuple[PaintedPage, ...]) -> None:
    (bar,) = pages[0].bars
    assert (bar.left_mm, bar.width_mm) == (pytest.approx(28, abs=0.01), pytest.approx(156, abs=0.01))
    assert bar.height_mm == pytest.approx(0.6, abs=0.01)
    assert bar.colour == RED
    assert not any(page.bars for page in pages[1:])


@pytest.mark.requirement("R-5.2.1-3", "R-7.1-2")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_all_type_but_the_page_number_stands_in_the_type_area(file: Path) -> None:
    for number, page in enumerate(read_pages(painted(file)), start=1):
        inside = [glyph for glyph in page.glyphs if glyph.baseline_mm < 262]
        outside = "".join(glyph.text for glyph in page.glyphs if glyph.baseline_mm >= 262)
        assert outside == f"— {number} —"
        assert all(glyph.em_top_mm >= 37 - 0.05 for glyph in inside)
        assert all(28 - CELL / 2 <= glyph.x_mm <= 184 - 2 for glyph in inside if glyph.text != " ")


@pytest.mark.requirement("R-7.5-1", "R-7.5-4")
def test_page_numbers_are_14_point_宋体_on_the_outer_side_all_at_one_height(pages: tuple[PaintedPage, ...]) -> None:
    numbers = [[glyph for glyph in page.glyphs if glyph.baseline_mm >= 262] for page in pages]
    assert {(glyph.face, round(glyph.size_pt, 2)) for number in numbers for glyph in number} == {("GWSong", 14)}
    assert len({round(glyph.baseline_mm, 3) for number in numbers for glyph in number}) == 1
    assert [number[0].x_mm > 106 for number in numbers] == [bool(index % 2 == 0) for index in range(13)]


@pytest.mark.slow
@pytest.mark.requirement("R-7.2.4-2", "R-7.2.4-3", "R-7.2.4-5")
def test_the_ink_of_the_mark_begins_at_72_mm_and_is_centred() -> None:
    ink = ink_in(painted(), 0, (10, 50, 200, 108), red=True)
    assert ink.top_mm == pytest.approx(72, abs=0.1)
    assert (ink.left_mm + ink.right_mm) / 2 == pytest.approx(106, abs=0.1)
    assert ink.right_mm - ink.left_mm == pytest.approx(140, abs=2)


@pytest.mark.slow
@pytest.mark.requirement("R-7.2.7-1", "R-7.2.5-1")
def test_the_ink_of_the_rule_lies_4_mm_below_the_ink_of_the_number() -> None:
    number = ink_in(painted(), 0, (20, 105, 190, 125))
    rule = ink_in(painted(), 0, (20, 105, 190, 125), red=True)
    assert rule.top_mm - number.bottom_mm == pytest.approx(4, abs=0.1)
    assert (rule.left_mm, rule.right_mm) == (pytest.approx(28, abs=0.1), pytest.approx(184, abs=0.1))
    assert rule.bottom_mm - rule.top_mm == pytest.approx(0.6, abs=0.1)
    assert (number.left_mm + number.right_mm) / 2 == pytest.approx(106, abs=0.5)


@pytest.mark.slow
@pytest.mark.requirement("R-7.5-2", "R-7.5-3", "R-7.5-4")
@pytest.mark.parametrize("page", [0, 1])
def test_the_ink_of_the_dashes_lies_7_mm_below_the_type_area_one_character_in(page: int) -> None:
    dashes = [glyph for glyph in read_pages(painted())[page].glyphs if glyph.baseline_mm > 262 and glyph.text == "—"]
    inks = [ink_in(painted(), page, (dash.x_mm, 263, dash.x_mm + 14 * MM, 275)) for dash in dashes]
    assert len(inks) == 2
    for ink in inks:
        assert (ink.top_mm + ink.bottom_mm) / 2 == pytest.approx(269, abs=0.1)
        assert ink.right_mm - ink.left_mm > 3.9, "a dash, not a hyphen"
    if page % 2 == 0:
        assert inks[1].right_mm == pytest.approx(184 - 14 * MM, abs=0.1)
    else:
        assert inks[0].left_mm == pytest.approx(28 + 14 * MM, abs=0.1)


@pytest.mark.slow
@pytest.mark.requirement("R-5.2.1-3")
def test_no_ink_but_the_page_number_lies_outside_the_type_area() -> None:
    for box in ((0, 0, 210, 36.9), (0, 37, 27.9, 262), (184.1, 37, 210, 262), (0, 273, 210, 297)):
        for page in (0, 4):
            with pytest.raises(AssertionError, match="no ink there"):
                ink_in(painted(), page, box)
