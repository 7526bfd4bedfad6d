import itertools
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from typeset.characters import CLOSING, NO_LINE_END, NO_LINE_START, OPENING, break_opportunities
from typeset.layout.lines import SPREAD_LIMIT_MM, Measure, SetLine, break_lines, cell_width

CELL, EM = 5.5, 5.6
HAN = st.sampled_from("全市教育系统坚持以习近平新时代思想为指导深入学习一")
TOKEN = st.one_of(
    HAN,
    HAN,
    HAN,
    st.sampled_from("，。、；：）》”’（《“‘"),
    st.sampled_from(["2023", "85.69%", "5.6万", "苏教办〔2024〕15号", "ESI", "——", "……", "·", "～", " ", "（", "》、"]),
)
PARAGRAPH = st.lists(TOKEN, min_size=1, max_size=90).map("".join)


def advance(character: str) -> float:
    return 0.5 if character.isascii() else 1.0


def measure(cells: float, first: float = 0.0) -> Measure:
    return Measure(CELL, EM, cells * CELL, first * CELL)


def break_up(text: str, room: Measure) -> tuple[SetLine, ...]:
    return break_lines(text, [advance(character) for character in text], room)


def letter_art(text: str, cells: float, first: float = 0.0) -> list[str]:
    """Return the lines as a printer would draw them: < after a spread line, > after a squeezed one, ! a forced one."""
    signs = []
    for line in break_up(text, measure(cells, first)):
        sign = "<" if line.spread_mm > 1e-9 else ">" if line.squeeze_mm > 1e-9 else "!" if line.is_forced else ""
        signs.append("　" * int(first if line.start == 0 else 0) + text[line.start : line.end] + sign)
    return signs


def width(character: str) -> float:
    return cell_width(advance(character), cell_mm=CELL, em_mm=EM)


def visible(text: str, line: SetLine) -> str:
    return text[line.start : line.end].rstrip(" ")


def right_edge(text: str, line: SetLine) -> float:
    """Return where the ink of a line's last cell may end: the half that a closing mark gives up is blank."""
    last = len(visible(text, line)) - 1
    character = visible(text, line)[last]
    gives = character in CLOSING
    return line.x_mm[last] + width(character) - (min(line.squeeze_mm, CELL / 2) if gives else 0)


def test_a_paragraph_without_characters_has_no_lines() -> None:
    assert break_up("", measure(10)) == ()


@pytest.mark.requirement("G-1", "R-3.1-1")
def test_a_chinese_character_owns_a_cell_a_digit_half_of_one_and_other_widths_are_their_own() -> None:
    assert cell_width(1.0, cell_mm=CELL, em_mm=EM) == CELL
    assert cell_width(0.5, cell_mm=CELL, em_mm=EM) == CELL / 2
    assert cell_width(0.722, cell_mm=CELL, em_mm=EM) == 0.722 * EM


@pytest.mark.requirement("G-1", "R-5.2.3-2")
def test_characters_of_an_exact_line_stand_on_the_grid() -> None:
    (first, second) = break_up("甲乙12丙丁戊己庚辛壬", measure(7))
    assert first.x_mm == pytest.approx([0, 5.5, 11, 13.75, 16.5, 22, 27.5, 33])
    assert (first.spread_mm, first.squeeze_mm) == (0, 0)
    assert second.x_mm == pytest.approx([0, 5.5, 11])


@pytest.mark.requirement("G-6", "R-3.1-1", "R-7.3.3-2")
def test_the_first_line_is_indented_by_whole_cells_and_an_opening_mark_keeps_its_cell() -> None:
    lines = break_up("（甲乙丙丁）戊己庚辛壬癸子", measure(8, first=2))
    assert lines[0].x_mm == pytest.approx([11, 16.5, 22, 27.5, 33, 38.5])
    assert lines[1].x_mm[0] == 0


@pytest.mark.requirement("G-2", "G-5")
def test_lines_are_exact_where_they_can_be() -> None:
    assert letter_art("全市教育系统坚持以习近平新时代2023年全市教育系统坚持以习近平新时代思想", 14, first=2) == [
        "　　全市教育系统坚持以习近平",
        "新时代2023年全市教育系统坚持",
        "以习近平新时代思想",
    ]


@pytest.mark.requirement("G-5")
def test_a_line_half_a_cell_short_is_spread_and_not_squeezed() -> None:
    assert letter_art("“甲”乙2丙丁戊己庚", 7) == ["“甲”乙2丙丁<", "戊己庚"]
    (line, _) = break_up("“甲”乙2丙丁戊己庚", measure(7))
    assert line.spread_mm == pytest.approx(CELL / 2 / 6)
    assert line.spread_mm <= SPREAD_LIMIT_MM


@pytest.mark.requirement("K-10", "G-5")
def test_marks_are_squeezed_where_spreading_would_pass_its_limit() -> None:
    assert letter_art("“甲”乙2丙丁戊己庚", 6) == ["“甲”乙2丙丁>", "戊己庚"]


@pytest.mark.requirement("K-10")
def test_a_squeezed_opening_mark_moves_left_and_a_closing_one_lets_the_next_come_near() -> None:
    (line, _) = break_up("“甲”乙2丙丁戊己庚", measure(6))
    quarter = CELL / 4
    opening, first, closing, after = line.x_mm[:4]
    assert opening == pytest.approx(-quarter), "the blank half of the mark stands out, its ink does not"
    assert first == pytest.approx(CELL - quarter)
    assert closing == pytest.approx(2 * CELL - quarter)
    assert after == pytest.approx(3 * CELL - 2 * quarter)
    assert line.squeeze_mm == pytest.approx(CELL / 2)


@pytest.mark.requirement("K-10")
def test_the_mark_at_the_end_of_a_line_gives_up_its_half_before_any_other() -> None:
    (line, _) = break_up("《甲》2丙丁，己庚辛", measure(6))
    assert line.x_mm == pytest.approx([0, 5.5, 11, 16.5, 19.25, 24.75, 30.25])
    assert line.squeeze_mm == pytest.approx(CELL / 2)


@pytest.mark.requirement("G-3")
def test_two_marks_side_by_side_keep_two_cells() -> None:
    (line,) = break_up("《甲》、《乙》。", measure(10))
    assert line.x_mm == pytest.approx([index * CELL for index in range(8)])


@pytest.mark.requirement("K-10")
def test_no_last_line_of_one_character_where_the_line_before_can_give_one() -> None:
    assert letter_art("全市教育系统坚持以，习近平新时。", 14) == ["全市教育系统坚持以，习近平<", "新时。"]


@pytest.mark.requirement("K-10")
def test_no_last_line_of_one_character_where_marks_can_make_room_for_it() -> None:
    assert letter_art("全市教育，系统坚持以2习近平。", 14) == ["全市教育，系统坚持以2习近平。>"]


def test_two_characters_may_stand_on_a_last_line() -> None:
    assert letter_art("全市教育系统坚持以习近平新时代思", 14) == ["全市教育系统坚持以习近平新时", "代思"]


@pytest.mark.requirement("K-1", "K-3")
def test_a_mark_that_may_not_begin_a_line_takes_the_character_before_it_along() -> None:
    assert letter_art("甲乙丙丁，戊己庚，辛", 4) == ["甲乙丙<", "丁，戊己", "庚，辛"]
    assert letter_art("甲乙丙《丁戊己庚》辛", 4) == ["甲乙丙<", "《丁戊己", "庚》辛"]


@pytest.mark.requirement("K-4", "K-5")
def test_dashes_and_dots_are_not_spread_inside() -> None:
    (line, _) = break_up("甲乙——丙丁2戊己庚", measure(8))
    assert line.spread_mm > 0
    assert line.x_mm[3] - line.x_mm[2] == pytest.approx(CELL)


def test_digits_and_latin_letters_are_not_spread_inside() -> None:
    (line, *_) = break_up("甲乙丙2023年丁戊己庚辛壬", measure(8.5))
    assert line.spread_mm > 0
    steps = [after - before for before, after in zip(line.x_mm[3:6], line.x_mm[4:7], strict=True)]
    assert steps == pytest.approx([CELL / 2] * 3)


def test_spaces_at_the_end_of_a_line_do_not_count() -> None:
    assert letter_art("甲乙丙丁  戊己", 4) == ["甲乙丙丁  ", "戊己"]


@pytest.mark.requirement("L-1")
def test_a_run_longer_than_a_line_is_broken_inside_and_flagged() -> None:
    art = letter_art("甲ABCDEFGHIJKLMNOPQRSTUVW乙", 6)
    assert art == ["甲ABCDEFGHIJ!", "KLMNOPQRSTUV!", "W乙"]


@pytest.mark.requirement("L-1")
def test_a_run_that_fits_a_line_of_its_own_is_not_broken() -> None:
    art = letter_art("甲ABCDEFGHIJKL乙丙", 6)
    assert [line.rstrip("<>!") for line in art] == ["甲", "ABCDEFGHIJKL", "乙丙"]
    assert not any(line.endswith("!") for line in art)


@pytest.mark.requirement("L-1")
def test_a_run_of_marks_longer_than_a_line_still_ends() -> None:
    lines = break_up("，" * 50, measure(6))
    assert "".join("，" * (line.end - line.start) for line in lines) == "，" * 50
    assert all(line.end - line.start <= 12 for line in lines)


@given(PARAGRAPH, st.integers(14, 30), st.sampled_from([0.0, 2.0]))
def test_the_lines_cover_the_text_without_gap_or_overlap(text: str, cells: int, first: float) -> None:
    lines = break_up(text, measure(cells, first))
    assert "".join(text[line.start : line.end] for line in lines) == text
    assert all(line.end > line.start for line in lines)
    assert all(len(line.x_mm) == line.end - line.start for line in lines)


@pytest.mark.requirement("K-1", "K-2", "K-3", "K-4", "K-5", "K-6", "K-7", "K-8")
@given(PARAGRAPH, st.integers(14, 30))
@example("全市教育系统坚持以习近（ 代思想）", 14)
def test_no_line_begins_or_ends_with_a_mark_that_may_not(text: str, cells: int) -> None:
    lines = break_up(text, measure(cells, first=2))
    for before, after in itertools.pairwise(lines):
        if before.is_forced:
            continue
        assert text[after.start] not in NO_LINE_START, letter_art(text, cells, 2)
        assert visible(text, before)[-1:] not in {*NO_LINE_END}, letter_art(text, cells, 2)


@given(PARAGRAPH, st.integers(14, 30))
def test_numbers_words_and_document_numbers_stay_whole(text: str, cells: int) -> None:
    ends = {line.end for line in break_up(text, measure(cells, first=2)) if not line.is_forced}
    units = re.finditer(r"苏教办〔2024〕15号|85\.69%|5\.6万|2023|ESI|——|……", text)
    assert not any(start < end < stop for start, stop in (unit.span() for unit in units) for end in ends)


@pytest.mark.requirement("G-2", "R-5.2.1-3", "R-5.2.3-2")
@given(PARAGRAPH, st.integers(14, 30))
def test_every_inner_line_ends_flush_at_the_right_edge(text: str, cells: int) -> None:
    room = measure(cells, first=2)
    for line in break_up(text, room)[:-1]:
        assert right_edge(text, line) == pytest.approx(room.width_mm, abs=1e-6)


@given(PARAGRAPH, st.integers(14, 30))
def test_the_last_line_never_passes_the_right_edge(text: str, cells: int) -> None:
    room = measure(cells, first=2)
    line = break_up(text, room)[-1]
    assert not visible(text, line) or right_edge(text, line) <= room.width_mm + 1e-6


@given(PARAGRAPH, st.integers(14, 30))
def test_glyphs_stand_in_their_order_and_never_nearer_than_their_widths_unless_squeezed(text: str, cells: int) -> None:
    for line in break_up(text, measure(cells, first=2)):
        steps = [after - before for before, after in zip(line.x_mm, line.x_mm[1:], strict=False)]
        assert all(step >= -1e-6 for step in steps), "two marks that give up their halves share a cell"
        narrowest = [CELL / 2 if advance(character) == 0.5 else CELL for character in text[line.start : line.end]]
        if line.squeeze_mm == 0:
            assert all(step >= least - 1e-6 for step, least in zip(steps, narrowest, strict=False))


@pytest.mark.requirement("K-10", "G-5")
@given(PARAGRAPH, st.integers(14, 30))
def test_a_line_is_spread_or_squeezed_never_both_and_no_mark_gives_more_than_its_half(text: str, cells: int) -> None:
    for line in break_up(text, measure(cells, first=2)):
        marks = sum(character in OPENING | CLOSING for character in text[line.start : line.end])
        assert line.spread_mm >= 0
        assert 0 <= line.squeeze_mm <= marks * CELL / 2 + 1e-6
        assert not (line.spread_mm > 0 and line.squeeze_mm > 0)


def greedy(text: str, room: Measure) -> int:
    """Return the number of lines that first-fit filling needs, nothing squeezed."""
    count, start = 1, 0
    last = 0
    for end in [*break_opportunities(text), len(text)]:
        visible_text = text[start:end].rstrip(" ")
        if sum(map(width, visible_text)) > room.width_mm - room.indent_of(start == 0) + 1e-6:
            count, start = count + 1, last
        last = end
    return count


@given(PARAGRAPH, st.integers(20, 30))
def test_the_best_lines_are_at_most_one_more_than_the_fullest(text: str, cells: int) -> None:
    room = measure(cells, first=2)
    fullest = greedy(text, room)
    assert fullest - 1 <= len(break_up(text, room)) <= fullest + 1
