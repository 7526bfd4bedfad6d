"""The 版头 of all four formats, read back from finished PDFs: places, faces, colours and visible ink."""

from pathlib import Path

import pytest

from tests.pdf_reading import MM, Bar, Glyph, PaintedPage, ink_in, read_pages
from tests.rendered import HEADS, LETTER, MINUTES, ORDER, UPWARD, composed, painted

CELL = 156 / 28
EM_3 = 16 * MM
PITCH = (225 - EM_3) / 21
RED, BLACK = (1, 0, 0), (0, 0, 0)


def page_one(file: Path) -> PaintedPage:
    return read_pages(painted(file))[0]


def found(page: PaintedPage, text: str) -> list[Glyph]:
    """The glyphs of a text that is painted on one line, in order."""
    rows: dict[float, list[Glyph]] = {}
    for glyph in page.glyphs:
        if glyph.text != " ":
            rows.setdefault(round(glyph.baseline_mm, 2), []).append(glyph)
    for row in rows.values():
        row.sort(key=lambda glyph: glyph.x_mm)
        line = "".join(glyph.text for glyph in row)
        if text in line:
            return row[line.index(text) :][: len(text)]
    raise AssertionError(f"no “{text}” on the page")


def width(bars: list[Bar]) -> list[tuple[float, float]]:
    return [(round(bar.left_mm, 2), round(bar.width_mm, 2)) for bar in bars]


@pytest.mark.requirement("R-7.2.1-1", "R-7.2.2-1", "R-7.2.2-2", "R-7.2.3-1")
def test_the_labels_are_3号_flush_left_on_the_first_three_rows() -> None:
    page = page_one(UPWARD)
    for row, (text, face) in enumerate((("000001", "Liberation"), ("机密★", "GWHei"), ("特急", "GWHei"))):
        glyphs = found(page, text)
        assert glyphs[0].x_mm == pytest.approx(28, abs=0.1)
        assert glyphs[0].em_top_mm == pytest.approx(37 + row * PITCH, abs=0.1)
        assert all(glyph.face.startswith(face) and glyph.size_pt == pytest.approx(16) for glyph in glyphs)
        assert {glyph.colour for glyph in glyphs} == {BLACK}
    assert "".join(glyph.text for glyph in found(page, "机密★1年")) == "机密★1年"


@pytest.mark.requirement("R-7.2.5-3", "R-7.2.6-1", "R-7.2.6-2", "R-7.2.6-3")
def test_the_signers_stand_in_columns_and_the_number_on_the_last_line() -> None:
    page = page_one(UPWARD)
    label, first, second = (found(page, text) for text in ("签发人：", "李明", "欧阳文静"))
    number, third = found(page, "临教发〔2025〕12号"), found(page, "王建国")
    assert number[0].x_mm == pytest.approx(28 + CELL, abs=0.1)
    assert second[-1].x_mm + CELL == pytest.approx(184 - CELL, abs=0.1)
    assert third[0].x_mm == pytest.approx(first[0].x_mm, abs=0.05)
    assert first[1].x_mm - first[0].x_mm == pytest.approx(2 * CELL, abs=0.05)
    assert third[0].baseline_mm == pytest.approx(number[0].baseline_mm, abs=0.01)
    assert third[0].baseline_mm - first[0].baseline_mm == pytest.approx(PITCH, abs=0.01)
    assert all(glyph.face == "GWFang" for glyph in label)
    assert all(glyph.face == "GWKai" for glyph in (*first, *second, *third))
    sizes = [glyph.size_pt for glyph in (*label, *first, *second, *third, *number)]
    assert sizes == [pytest.approx(16)] * len(sizes)


@pytest.mark.requirement("R-7.2.4-6", "R-7.2.4-4")
def test_the_joint_mark_is_red_xiaobiaosong_names_in_order() -> None:
    page = page_one(UPWARD)
    red = [glyph for glyph in page.glyphs if glyph.colour == RED]
    assert {glyph.face for glyph in red} == {"GWXiaoBiaoSong"}
    names = ["临溪市教育局", "临溪市公安局", "临溪市卫生健康委员会", "文件"]
    assert "".join(glyph.text for glyph in red) == "".join(names)
    heights = [red[i].baseline_mm for i in (0, 6, 12)]
    assert heights == sorted(heights)


@pytest.mark.slow
@pytest.mark.requirement("R-7.2.4-3", "R-7.2.4-2", "R-7.2.4-6")
def test_the_ink_of_the_joint_mark_begins_at_72_mm_with_文件_in_the_middle() -> None:
    suffix = composed(UPWARD).layout.head.suffix
    assert suffix is not None
    parting = suffix.ink_left_mm - 2
    whole = ink_in(painted(UPWARD), 0, (10, 66, 200, 125), red=True)
    names = ink_in(painted(UPWARD), 0, (10, 66, parting, 125), red=True)
    beside = ink_in(painted(UPWARD), 0, (parting, 66, 200, 125), red=True)
    assert whole.top_mm == pytest.approx(72, abs=0.1)
    assert (whole.left_mm + whole.right_mm) / 2 == pytest.approx(106, abs=0.1)
    assert (names.top_mm + names.bottom_mm) / 2 == pytest.approx((beside.top_mm + beside.bottom_mm) / 2, abs=0.1)
    assert whole.right_mm - whole.left_mm <= 156


@pytest.mark.slow
@pytest.mark.requirement("R-7.2.4-6")
def test_the_ink_of_all_names_has_the_same_edges() -> None:
    head = composed(UPWARD).layout.head
    assert head.suffix is not None
    inks = [
        ink_in(painted(UPWARD), 0, (10, mark.top_mm - 0.3, head.suffix.ink_left_mm - 2, mark.bottom_mm + 0.3), red=True)
        for mark in head.marks
    ]
    assert len({round(ink.left_mm, 1) for ink in inks}) == 1
    assert max(ink.right_mm for ink in inks) - min(ink.right_mm for ink in inks) <= 0.1


@pytest.mark.slow
@pytest.mark.requirement("R-7.2.7-1", "R-7.2.7-2")
def test_the_ink_of_the_rule_lies_4_mm_below_the_line_of_number_and_last_signer() -> None:
    top = found(page_one(UPWARD), "临教发〔2025〕12号")[0].em_top_mm
    line = ink_in(painted(UPWARD), 0, (20, top - 1, 190, top + 8))
    rule = ink_in(painted(UPWARD), 0, (20, top, 190, top + 14), red=True)
    assert rule.top_mm - line.bottom_mm == pytest.approx(4, abs=0.1)
    assert (rule.left_mm, rule.right_mm) == (pytest.approx(28, abs=0.1), pytest.approx(184, abs=0.1))


@pytest.mark.requirement("R-10.1-4", "R-10.1-5", "R-10.1-6")
def test_the_double_rules_of_a_letter_are_170_mm_long_and_end_20_mm_above_the_edge() -> None:
    bars = sorted(page_one(LETTER).bars, key=lambda bar: bar.top_mm)
    assert width(bars) == [(20, 170)] * 4
    assert {bar.colour for bar in bars} == {RED}
    assert [round(bar.height_mm, 2) for bar in bars] == [0.9, 0.3, 0.3, 0.9]
    assert bars[3].top_mm + bars[3].height_mm == pytest.approx(277, abs=0.01)
    assert bars[1].top_mm - bars[0].top_mm - bars[0].height_mm == pytest.approx(0.4, abs=0.01)
    assert bars[3].top_mm - bars[2].top_mm - bars[2].height_mm == pytest.approx(0.4, abs=0.01)
    assert not any(page.bars for page in read_pages(painted(LETTER))[1:])


@pytest.mark.slow
@pytest.mark.requirement("R-10.1-1", "R-10.1-2", "R-10.1-4")
def test_the_ink_of_a_letters_mark_begins_30_mm_from_the_edge_4_mm_above_the_rule() -> None:
    bars = sorted(page_one(LETTER).bars, key=lambda bar: bar.top_mm)
    ink = ink_in(painted(LETTER), 0, (10, 20, 200, bars[0].top_mm - 0.5), red=True)
    assert ink.top_mm == pytest.approx(30, abs=0.1)
    assert (ink.left_mm + ink.right_mm) / 2 == pytest.approx(106, abs=0.1)
    assert bars[0].top_mm - ink.bottom_mm == pytest.approx(4, abs=0.1)
    assert {glyph.face for glyph in page_one(LETTER).glyphs if glyph.colour == RED} == {"GWXiaoBiaoSong"}


@pytest.mark.requirement("R-10.1-7", "R-10.1-8", "R-10.1-9")
def test_what_stands_below_the_upper_rule_of_a_letter() -> None:
    page = page_one(LETTER)
    upper = sorted(page.bars, key=lambda bar: bar.top_mm)[1]
    first = upper.top_mm + upper.height_mm + EM_3 * 7 / 8
    number = found(page, "临教函〔2025〕12号")
    assert number[0].em_top_mm == pytest.approx(first, abs=0.1)
    assert number[-1].x_mm + CELL == pytest.approx(184, abs=0.1)
    for row, text in enumerate(("000012", "秘密★6个月", "加急")):
        glyphs = found(page, text)
        assert glyphs[0].x_mm == pytest.approx(28, abs=0.1)
        assert glyphs[0].em_top_mm == pytest.approx(first + row * PITCH, abs=0.1)
    title = found(page, "临溪市教育局关于")[0]
    middle_of_title = title.baseline_mm - 0.38 * title.size_pt * MM
    assert middle_of_title == pytest.approx(first + 5 * PITCH + EM_3 / 2, abs=0.1)


@pytest.mark.requirement("R-10.1-9", "R-7.5-7")
def test_the_last_line_of_a_letters_page_1_keeps_clear_of_the_lower_rule_and_there_is_no_number() -> None:
    page, following = read_pages(painted(LETTER))[:2]
    lower = sorted(page.bars, key=lambda bar: bar.top_mm)[2]
    foot = max(glyph.em_top_mm + EM_3 for glyph in page.glyphs)
    assert EM_3 * 7 / 8 - 0.01 <= lower.top_mm - foot < EM_3 * 7 / 8 + PITCH
    assert not [glyph for glyph in page.glyphs if glyph.text == "—"]
    assert "".join(glyph.text for glyph in following.glyphs if glyph.baseline_mm > 264) == "— 2 —"


@pytest.mark.requirement("R-10.2-1", "R-10.2-2", "R-7.2.4-4")
def test_an_order_has_mark_and_number_and_text_two_rows_apart_and_no_rule() -> None:
    page = page_one(ORDER)
    assert not page.bars
    mark = composed(ORDER).layout.head.mark
    assert "".join(glyph.text for glyph in page.glyphs if glyph.colour == RED) == mark.text == "临溪市人民政府令"
    number, text = found(page, "第12号"), found(page, "《临溪市")
    assert 20 <= number[0].em_top_mm - mark.bottom_mm <= 20 + PITCH
    assert (number[0].x_mm + number[-1].x_mm + CELL) / 2 == pytest.approx(106, abs=0.1)
    assert text[0].em_top_mm - number[0].em_top_mm == pytest.approx(3 * PITCH, abs=0.1)


@pytest.mark.slow
@pytest.mark.requirement("R-10.2-1", "R-10.3-1")
@pytest.mark.parametrize(("file", "top"), [(ORDER, 57), (MINUTES, 72)])
def test_the_ink_of_the_marks_of_orders_and_minutes(file: Path, top: float) -> None:
    ink = ink_in(painted(file), 0, (10, 40, 200, 100), red=True)
    assert ink.top_mm == pytest.approx(top, abs=0.1)
    assert (ink.left_mm + ink.right_mm) / 2 == pytest.approx(106, abs=0.1)


@pytest.mark.requirement("R-10.3-1", "R-7.2.7-1")
def test_minutes_have_a_rule_below_their_number() -> None:
    page = page_one(MINUTES)
    (bar,) = page.bars
    number = found(page, "第3期")[0]
    assert (bar.left_mm, bar.width_mm, bar.colour) == (pytest.approx(28, abs=0.01), pytest.approx(156, abs=0.01), RED)
    assert bar.top_mm - (number.em_top_mm + EM_3) == pytest.approx(4, abs=0.6)


@pytest.mark.requirement("R-5.2.1-3")
@pytest.mark.parametrize("file", HEADS, ids=lambda file: file.stem)
def test_all_type_stands_between_the_edges_of_the_type_area(file: Path) -> None:
    for page in read_pages(painted(file)):
        shown = [glyph for glyph in page.glyphs if glyph.text != " "]
        assert all(28 - CELL / 2 <= glyph.x_mm <= 184 - 2 for glyph in shown)
