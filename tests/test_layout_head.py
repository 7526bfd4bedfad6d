"""The 版头 in the square font: where its elements stand in each of the four formats."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import document, left, line_of, right, small_grid, square_layout
from tests.square_font import SQUARE, SquareFont
from typeset.errors import Severity, UnsupportedError
from typeset.layout.blocks import Element
from typeset.layout.heads.head import head_text
from typeset.layout.page import Colour, Line, Rule
from typeset.layout.result import Head, Layout
from typeset.model import Document
from typeset.model.marks import mark_text
from typeset.standard import Role, points_to_mm

CELL = 156 / 28
PITCH = (225 - 16 * 25.4 / 72) / 21
EM_3 = 16 * 25.4 / 72
LABELS = {"份号": "000001", "密级": "机密", "保密期限": "1年", "紧急程度": "特急"}
ORGANS = ("临溪市教育局", "临溪市公安局", "临溪市卫生健康委员会", "临溪市市场监督管理局", "临溪市应急管理局")
Box = tuple[float, float, float, float]


def head_lines(head: Head) -> dict[str, Line]:
    return {line.text: line for placed in head.placed for line in placed.lines}


def em_top(line: Line) -> float:
    return line.baseline_mm - 0.88 * EM_3


def box_of(line: Line) -> Box:
    """The box that the ink of a line fills: left, top, right, bottom."""
    first, last = line.runs[0], line.runs[-1]
    em = points_to_mm(first.size_pt)
    start = min(run.x_mm[0] for run in line.runs) + SQUARE.left * em * first.scale
    end = last.end_mm - (1 - SQUARE.right) * em * last.scale
    return start, line.baseline_mm - SQUARE.top * em, end, line.baseline_mm - SQUARE.bottom * em


def rule_box(rule: Rule) -> Box:
    return rule.left_mm, rule.top_mm, rule.left_mm + rule.width_mm, rule.top_mm + rule.height_mm


def overlap(one: Box, two: Box) -> bool:
    near = 1e-6
    return one[0] < two[2] - near and two[0] < one[2] - near and one[1] < two[3] - near and two[1] < one[3] - near


def upward(names: list[str], **changes: object) -> Layout:
    return square_layout(document(标题="关于校舍的请示", 主送机关="市政府", 签发人=names, **changes))


@pytest.mark.requirement("R-7.2.1-1", "R-7.2.2-1", "R-7.2.2-2", "R-7.2.3-1")
def test_labels_stand_flush_left_on_rows_1_2_3_and_leave_the_mark_where_it_was() -> None:
    layout, plain = square_layout(document(**LABELS)), square_layout(document())
    lines = head_lines(layout.head)
    for row, (text, role) in enumerate(
        (("000001", Role.FANGSONG), ("机密★1年", Role.HEITI), ("特急", Role.HEITI)), start=1
    ):
        (run,) = lines[text].runs
        assert (lines[text].row, run.role, run.size_pt, run.colour) == (row, role, 16, Colour.BLACK)
        assert run.x_mm[0] == pytest.approx(28)
        assert em_top(lines[text]) == pytest.approx(37 + (row - 1) * PITCH)
    assert layout.head.mark == plain.head.mark
    assert layout.head.number_row == plain.head.number_row
    assert [placed.block.element for placed in layout.head.placed] == [
        Element.COPY_NUMBER,
        Element.SECRECY,
        Element.URGENCY,
        Element.MARK,
        Element.NUMBER,
    ]


@pytest.mark.requirement("R-7.2.1-1", "R-7.2.2-1", "R-7.2.3-1")
@pytest.mark.parametrize(
    ("keys", "rows"),
    [
        (("份号",), {"000001": 1}),
        (("密级",), {"机密": 2}),
        (("紧急程度",), {"特急": 1}),
        (("份号", "紧急程度"), {"000001": 1, "特急": 2}),
        (("密级", "紧急程度"), {"机密": 2, "特急": 3}),
        (("份号", "密级"), {"000001": 1, "机密": 2}),
    ],
)
def test_every_label_has_a_line_of_its_own_and_密级_is_on_row_2(keys: tuple[str, ...], rows: dict[str, int]) -> None:
    lines = head_lines(square_layout(document(**{key: LABELS[key] for key in keys})).head)
    assert {text: line.row for text, line in lines.items() if text in rows} == rows


@pytest.mark.requirement("R-7.2.2-2")
@pytest.mark.parametrize(
    ("level", "term", "text"),
    [
        ("绝密", "30年", "绝密★30年"),
        ("秘密", "6个月", "秘密★6个月"),
        ("机密", "长期", "机密★长期"),
        ("机密", None, "机密"),
    ],
)
def test_a_term_is_joined_to_its_level_by_a_star(level: str, term: str | None, text: str) -> None:
    assert text in head_lines(square_layout(document(份号="000001", 密级=level, 保密期限=term)).head)


@pytest.mark.requirement("R-7.2.5-3", "R-7.2.6-1", "R-7.2.6-2")
def test_one_signer_stands_at_the_right_of_the_number_each_one_character_in() -> None:
    layout = upward(["王建国"])
    line = layout.head.placed[-1].lines[0]
    number, label, name = line.runs
    assert (number.text, label.text, name.text) == ("临教发〔2025〕12号", "签发人：", "王建国")
    assert (number.role, label.role, name.role) == (Role.FANGSONG, Role.FANGSONG, Role.KAITI)
    assert {run.size_pt for run in line.runs} == {16}
    assert number.x_mm[0] == pytest.approx(28 + CELL)
    assert name.x_mm[-1] + CELL == pytest.approx(184 - CELL)
    assert label.x_mm[-1] + CELL == pytest.approx(name.x_mm[0])
    assert layout.head.placed[-1].block.element is Element.NUMBER
    assert em_top(line) - layout.head.mark.bottom_mm >= 20


@pytest.mark.requirement("R-7.2.5-3", "R-7.2.6-3")
def test_signers_stand_two_a_line_in_columns_and_the_number_on_the_last_line() -> None:
    layout = upward(["李明", "欧阳文静", "王建国"])
    first, last = (placed.lines[0] for placed in layout.head.placed[-2:])
    assert [run.text for run in first.runs] == ["签发人：", "李明", "欧阳文静"]
    assert [run.text for run in last.runs] == ["临教发〔2025〕12号", "王建国"]
    assert last.row == layout.head.number_row == (first.row or 0) + 1
    assert last.runs[1].x_mm[0] == pytest.approx(first.runs[1].x_mm[0])
    assert first.runs[2].x_mm[-1] + CELL == pytest.approx(184 - CELL)
    assert last.runs[0].x_mm[0] == pytest.approx(28 + CELL)
    assert [placed.block.element for placed in layout.head.placed[-2:]] == [Element.SIGNERS, Element.NUMBER]


@pytest.mark.requirement("R-7.2.6-3")
def test_a_name_of_two_characters_is_spread_to_three_in_a_list_and_copied_as_written() -> None:
    short = upward(["李明", "王建国"]).head.placed[-1].lines[0].runs[2]
    assert short.x_mm[1] - short.x_mm[0] == pytest.approx(2 * CELL)
    assert (short.text, short.actual_text) == ("李明", "李明")
    alone = upward(["李明"]).head.placed[-1].lines[0].runs[2]
    assert alone.x_mm[1] - alone.x_mm[0] == pytest.approx(CELL)


@pytest.mark.requirement("R-7.2.7-1")
def test_the_red_rule_lies_4_mm_below_the_last_signers_line() -> None:
    layout = upward(["李明", "欧阳文静", "王建国"])
    (rule,) = layout.head.rules
    foot = layout.head.placed[-1].lines[0].baseline_mm - SQUARE.bottom * EM_3
    assert rule.top_mm == pytest.approx(foot + 4)
    assert line_of(layout, "关于校舍").row == layout.head.number_row + 3


@pytest.mark.requirement("R-7.2.6-3", "R-7.3.3-1")
def test_more_signers_stand_on_a_line_where_page_1_would_show_no_text() -> None:
    layout = upward(["王建国"] * 24)
    lines = [placed.lines[0] for placed in layout.head.placed if placed.lines[0].row]
    assert max(len(line.runs) for line in lines) > 3
    assert "R-7.3.3-1" not in [issue.requirement for issue in layout.issues]
    assert sum(run.text == "王建国" for line in lines for run in line.runs) == 24


@pytest.mark.requirement("R-7.2.5-3")
def test_a_number_too_long_to_share_a_line_stands_below_the_signers_and_is_reported() -> None:
    layout = upward(["王建国"], 发文字号="临溪市教育局发展规划与基本建设处办公室公文〔2025〕12号")
    assert [placed.block.text for placed in layout.head.placed[-2:]] == [
        "签发人：王建国",
        "临溪市教育局发展规划与基本建设处办公室公文〔2025〕12号",
    ]
    assert [issue.severity for issue in layout.issues if issue.requirement == "R-7.2.5-3"] == [Severity.WARNING]
    shorter = upward(["王建国"], 发文字号="临溪市教育局发展规划公文〔2025〕12号")
    assert "R-7.2.5-3" not in [issue.requirement for issue in shorter.issues]


@pytest.mark.requirement("R-7.2.6-1", "R-7.2.7-1")
def test_signers_without_a_number_stand_where_they_would_beside_one() -> None:
    layout, whole = upward(["李明", "王建国", "欧阳文静"], 发文字号=None), upward(["李明", "王建国", "欧阳文静"])
    assert [placed.block.element for placed in layout.head.placed[-2:]] == [Element.SIGNERS] * 2
    assert layout.head.number_row == whole.head.number_row
    assert layout.head.rules[0].top_mm == pytest.approx(whole.head.rules[0].top_mm)
    assert layout.head.placed[-1].lines[0].runs[-1] == whole.head.placed[-1].lines[0].runs[-1]


def test_signers_stay_in_columns_above_a_number_that_needs_a_line_of_its_own() -> None:
    layout = upward(["王建国", "李明", "欧阳文静"], 发文字号="临" * 40)
    *names, number = (placed for placed in layout.head.placed if placed.lines[0].row)
    assert [placed.block.text for placed in names] == ["签发人：王建国李明", "欧阳文静"]
    assert [line.row for line in number.lines] == [layout.head.number_row - 1, layout.head.number_row]


def test_names_that_no_line_can_hold_are_broken_behind_the_label() -> None:
    layout = upward(["买买提" * 9, "王建国"])
    *names, number = (placed for placed in layout.head.placed if placed.lines[0].row)
    assert [line.text for placed in names for line in placed.lines][-1] == "王建国"
    assert {round(line.runs[0].x_mm[0], 3) for placed in names for line in placed.lines[1:]} == {
        round(28 + 5 * CELL, 3)
    }
    assert number.block.text == "临教发〔2025〕12号"


def test_two_signers_stand_below_each_other_where_a_long_number_needs_their_line() -> None:
    layout = upward(["王建国", "李明"], 发文字号="临溪市教育局发展规划公文〔2025〕12号")
    assert [placed.block.text for placed in layout.head.placed[-2:]] == [
        "签发人：王建国",
        "临溪市教育局发展规划公文〔2025〕12号李明",
    ]


def test_a_head_that_no_page_can_hold_is_refused() -> None:
    with pytest.raises(UnsupportedError, match="版头太高"):
        upward(["王建国" * 10] * 40)
    with pytest.raises(UnsupportedError, match="版头太高"):
        square_layout(document(发文字号="临" * 600))


@pytest.mark.requirement("R-10.1-1", "R-10.1-2", "R-10.1-3", "R-10.1-4", "R-10.1-5", "R-10.1-6")
def test_a_letter_has_the_name_of_the_host_30_mm_from_the_edge_and_double_rules() -> None:
    layout = square_layout(document(格式="信函", 发文机关=list(ORGANS[:2]), 发文机关标志=None))
    head = layout.head
    (mark,) = head.marks
    assert (mark.text, head.suffix) == ("临溪市教育局", None)
    assert mark.top_mm == pytest.approx(30)
    assert (mark.ink_left_mm + mark.ink_right_mm) / 2 == pytest.approx(106)
    upper, lower = head.rules[:2], head.rules[2:]
    assert {(rule.left_mm, rule.width_mm, rule.colour) for rule in head.rules} == {(20, 170, Colour.RED)}
    assert upper[0].top_mm == pytest.approx(mark.bottom_mm + 4)
    assert [rule.height_mm for rule in upper] == [0.9, 0.3]
    assert [rule.height_mm for rule in lower] == [0.3, 0.9]
    assert lower[1].top_mm + lower[1].height_mm == pytest.approx(277)
    for thick_or_thin, other in (upper, lower):
        assert other.top_mm - thick_or_thin.top_mm - thick_or_thin.height_mm == pytest.approx(0.4)


@pytest.mark.requirement("R-10.1-7", "R-10.1-8", "R-10.1-9")
def test_the_labels_and_the_number_of_a_letter_stand_seven_eighths_below_the_rule() -> None:
    layout = square_layout(document(格式="信函", **LABELS))
    head, lines = layout.head, head_lines(layout.head)
    below = head.rules[1].top_mm + head.rules[1].height_mm
    number = lines["临教发〔2025〕12号"]
    assert em_top(number) - below == pytest.approx(EM_3 * 7 / 8)
    assert right(number) == pytest.approx(184)
    for row, text in enumerate(("000001", "机密★1年", "特急")):
        assert left(lines[text]) == pytest.approx(28)
        assert em_top(lines[text]) == pytest.approx(below + EM_3 * 7 / 8 + row * PITCH)
    title = line_of(layout, "关于做好")
    assert title.row == 6, "two rows free below the third label"
    without = square_layout(document(格式="信函"))
    assert line_of(without, "关于做好").row == 4


@pytest.mark.requirement("R-10.1-9", "R-7.5-7")
def test_the_text_of_a_letter_keeps_clear_of_the_lower_rule_and_page_1_has_no_number() -> None:
    layout = square_layout(document(格式="信函", 正文="各地各校要高度重视。\n" * 30))
    first, second = layout.pages[:2]
    last = max(line.baseline_mm for line in first.lines)
    foot = last + 0.12 * EM_3
    assert EM_3 * 7 / 8 <= layout.head.rules[2].top_mm - foot < EM_3 * 7 / 8 + PITCH
    assert not [line for line in first.lines if line.paragraph == -1]
    assert [line.text for line in second.lines if line.paragraph == -1] == ["— 2 —"]
    assert not second.rules
    assert em_top(second.lines[0]) == pytest.approx(37)


@pytest.mark.requirement("R-10.2-1", "R-10.2-2")
def test_an_order_has_its_mark_20_mm_down_its_number_two_rows_below_and_no_rule() -> None:
    made = document(格式="命令", 发文机关标志=None, 发文机关="临溪市政府", 标题=None, 主送机关=None, 发文字号="第3号")
    layout = square_layout(made)
    head = layout.head
    assert (head.mark.text, head.rules) == ("临溪市政府令", ())
    assert head.mark.top_mm == pytest.approx(57)
    number = head_lines(head)["第3号"]
    assert 20 <= em_top(number) - head.mark.bottom_mm < 20 + PITCH
    assert (left(number) + right(number)) / 2 == pytest.approx(106, abs=0.1)
    assert line_of(layout, "现就做好").row == head.number_row + 3


def test_the_mark_of_an_order_may_be_given() -> None:
    given_mark = "中华人民共和国主席令"
    assert square_layout(document(格式="命令", 发文机关标志=given_mark, 标题=None)).head.mark.text == given_mark


@pytest.mark.requirement("R-10.2-1")
def test_three_labels_stand_closer_above_the_mark_of_an_order() -> None:
    layout = square_layout(document(格式="命令", 标题=None, **LABELS))
    lines = head_lines(layout.head)
    tops = [em_top(lines[text]) for text in ("000001", "机密★1年", "特急")]
    assert tops[0] == pytest.approx(37)
    assert tops[1] - tops[0] == pytest.approx(tops[2] - tops[1])
    assert tops[1] - tops[0] >= EM_3
    assert tops[2] + EM_3 <= layout.head.mark.top_mm - 2 + 1e-6


@pytest.mark.requirement("R-10.3-1", "R-7.2.7-1")
@pytest.mark.parametrize("number", ["第3期", None])
def test_minutes_have_their_mark_35_mm_down_and_the_rule_below_their_number(number: str | None) -> None:
    made = document(格式="纪要", 发文机关标志="局长办公会议纪要", 发文字号=number, 标题="研究开学工作的纪要")
    layout = square_layout(made)
    assert layout.head.mark.top_mm == pytest.approx(72)
    (rule,) = layout.head.rules
    row = layout.grid.row_top_mm(layout.head.number_row)
    assert rule.top_mm == pytest.approx(row + (0.88 - SQUARE.bottom) * EM_3 + 4)
    assert line_of(layout, "研究开学").row == layout.head.number_row + 3
    if number:
        assert head_lines(layout.head)[number].row == layout.head.number_row


@pytest.mark.requirement("R-7.2.4-1", "R-7.2.4-7", "T-9-4", "R-7.2.5-4", "R-10.1-3", "R-10.3-1")
def test_what_the_mark_says_in_each_format() -> None:
    names = {"发文机关": list(ORGANS[:2]), "发文机关标志": None}
    assert mark_text(document(**names, 格式="信函")) == "临溪市教育局"
    assert mark_text(document(**names, 格式="纪要")) == "临溪市教育局纪要"
    assert mark_text(document(**names, 联合标志="主办")) == "临溪市教育局文件"
    alone = head_text(document(**names, 联合标志="主办"))
    assert ([block.text for block in alone.marks], alone.suffix) == (["临溪市教育局文件"], None)


@pytest.mark.requirement("L-5")
def test_signers_of_a_format_that_has_none_are_reported() -> None:
    layout = square_layout(document(格式="信函", 签发人="王建国"))
    assert ["签发人" in issue.message for issue in layout.issues if issue.requirement == "L-5"] == [True]


@pytest.mark.requirement("L-2")
def test_a_mark_that_shows_nothing_is_a_placeholder() -> None:
    assert square_layout(document(发文机关标志="\u200b")).head.mark.text == "〓"
    joint = square_layout(document(发文机关=["\u200b", "乙局"], 发文机关标志=None))
    assert [mark.text for mark in joint.head.marks] == ["乙局"]


NAMES = st.lists(st.integers(2, 24), min_size=1, max_size=12)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    form = draw(st.sampled_from(["公文", "公文", "信函", "命令", "纪要"]))
    organs = ["临溪市" + "教" * (count - 3) + "局" if count > 3 else "甲" * count for count in draw(NAMES)]
    signers = ["王" * count for count in draw(st.lists(st.integers(1, 9), max_size=12))]
    labels = {key: LABELS[key] for key in draw(st.sets(st.sampled_from(["份号", "密级", "紧急程度"])))}
    return document(
        格式=form,
        发文机关=organs,
        发文机关标志=None,
        签发人=signers or None,
        发文字号=draw(st.sampled_from(["临教发〔2025〕12号", None, "临" * 14 + "〔2025〕12号", "临" * 40])),
        标题="关于" + "教育" * draw(st.integers(1, 45)) + "的通知",
        **labels,
    )


@pytest.mark.requirement("R-7.2.4-5", "R-7.2.4-6", "R-7.3.3-1", "R-5.2.1-3")
@settings(max_examples=60, deadline=None)
@given(documents())
@pytest.mark.slow
def test_no_two_elements_of_a_head_overlap_and_all_stand_in_the_type_area(made: Document) -> None:
    layout = square_layout(made)
    head = layout.head
    boxes = [*(box_of(line) for line in _lines(head)), *(rule_box(rule) for rule in head.rules)]
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]
    for line in _lines(head):
        box = box_of(line)
        assert 28 - 1e-6 <= box[0] < box[2] <= 184 + 1e-6
        assert 30 - 1e-6 <= box[1] < box[3] <= 262
    text = [line for line in layout.pages[0].lines if line.row and line.row > head.first_row - 1]
    body_tops = [em_top(line) for line in text if line.paragraph >= len(head.placed)]
    assert all(top > max(line.baseline_mm for line in _lines(head)) for top in body_tops)
    shows = any(line.text.startswith("现就做好") or "　现就" in line.text for line in layout.pages[0].lines)
    assert shows == ("R-7.3.3-1" not in [issue.requirement for issue in layout.issues])


def _lines(head: Head) -> Iterator[Line]:
    yield from (line for placed in head.placed for line in placed.lines)


def test_labels_stand_above_the_mark_on_a_grid_of_few_rows() -> None:
    layout = square_layout(document(**LABELS), small_grid(14, 20))
    bottoms = [box_of(head_lines(layout.head)[text])[3] for text in ("000001", "机密★1年", "特急")]
    assert max(bottoms) < layout.head.mark.top_mm


def test_the_parts_of_a_head_keep_the_characters_that_no_face_has() -> None:
    text = head_text(document(签发人=["王建国"], **LABELS))
    assert text.with_blocks(text.blocks) == text
    assert SquareFont().covers(Role.KAITI, "王")
