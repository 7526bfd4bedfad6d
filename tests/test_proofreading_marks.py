"""Pairs, doubled marks, dashes, dots and numberings (GB/T 15834—2011)."""

import pytest

from tests.proofread_passages import doubted, fixed, remarks_on, rules_that_fire
from typeset.proofreading import Passage, PassageKind, proofread


@pytest.mark.requirement("P-8")
def test_a_mark_that_stands_twice_is_written_once() -> None:
    assert fixed("教育，，卫生、、文化；；") == "教育，卫生、文化；"
    assert fixed("会议结束。。") == "会议结束。"


@pytest.mark.requirement("P-8")
def test_two_different_marks_side_by_side_are_doubted() -> None:
    assert doubted("教育，。卫生", "P-8") == [("，。", None)]
    assert doubted("指出：“要落实。”。", "P-8") == [("。", "")]
    assert rules_that_fire("真的吗？！“好。”他说") == set()


@pytest.mark.requirement("P-9")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("《通知要求", "《"),
        ("教育局）和", "）"),
        ("“双减工作", "“"),
        ("（一）落实(试行）”", "”"),
        ("〔2024 15号", "〔"),
    ],
)
def test_a_mark_without_its_partner_is_noted(text: str, found: str) -> None:
    assert doubted(text, "P-9") == [(found, None)]


@pytest.mark.requirement("P-9")
@pytest.mark.parametrize(
    "text",
    ["“‘林老师’家访”《〈法〉解释》（甲（乙）丙）【注】", "1）加强；2）落实", "Children’s Day", "民办（中外合作办学)"],
)
def test_pairs_and_labels_of_lists_are_not_noted(text: str) -> None:
    assert "P-9" not in rules_that_fire(text)


@pytest.mark.requirement("P-9")
def test_a_quotation_over_several_paragraphs_is_closed_by_the_last() -> None:
    quoted = ["第三条修改为：“本办法所称单位，是指：", "“（一）机关；", "“（二）学校。”", "“未结束"]
    found = proofread([Passage(text) for text in quoted])
    assert [[remark.rule for remark in remarks] for remarks in found] == [[], [], [], ["P-9"]]


@pytest.mark.requirement("P-9")
def test_many_marks_without_partner_are_counted() -> None:
    [remark] = remarks_on("（（（", rule="P-9")
    assert "共3处" in remark.message


@pytest.mark.requirement("B-破-1")
def test_hyphens_and_drawn_lines_in_place_of_a_dash_are_replaced() -> None:
    assert fixed("教育--民生之本，科技──强国之基") == "教育——民生之本，科技——强国之基"
    assert fixed("<!-- 注 -->一一对应，|---|") == "<!-- 注 -->一一对应，|---|"


@pytest.mark.requirement("B-省-1")
def test_an_ellipsis_is_six_dots() -> None:
    assert fixed("教育、卫生...") == "教育、卫生……"
    assert fixed("教育。。。卫生…") == "教育……卫生……"
    assert doubted("教育、卫生……等。", "B-省-1") == [("等", "")]
    assert rules_that_fire("教育……卫生，v1...2，…………") == set()


@pytest.mark.requirement("B-间-1")
def test_the_middle_dot_is_one_character() -> None:
    assert fixed("买买提•艾力、艾力‧江，“3・15”") == "买买提·艾力、艾力·江，“3·15”"
    assert rules_that_fire("• 第一项，“3·15”晚会") == set()


@pytest.mark.requirement("B-分-1")
def test_a_slash_neither_begins_nor_ends_a_passage() -> None:
    assert doubted("公里/", "B-分-1") == [("/", None)]
    assert "B-分-1" not in rules_that_fire("365/人次", PassageKind.PARAGRAPH)


@pytest.mark.requirement("B-连-1", "B-连-2")
@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("2021-2023年", "2021—2023年"),
        ("规划（2014-2030）", "规划（2014—2030）"),
        ("2023 – 2024学年", "2023—2024学年"),
        ("3月-5月", "3月—5月"),
    ],
)
def test_years_and_months_are_joined_by_a_dash(written: str, wanted: str) -> None:
    assert fixed(written) == wanted


@pytest.mark.requirement("B-连-2")
@pytest.mark.parametrize(
    "text", ["0512-6522年", "2021—2023年", "2021～2025年", "编号2019-2030号", "苏州—新加坡", "2024-2-8日"]
)
def test_codes_telephones_and_right_dashes_stay(text: str) -> None:
    assert fixed(text) == text


@pytest.mark.requirement("B-连-3")
@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("满足3-6岁幼儿入园", "满足3～6岁幼儿入园"),
        ("增长10%-15%，约3~5万人", "增长10%～15%，约3～5万人"),
        ("发生5―6级地震", "发生5—6级地震"),
        ("10—15岁、16—18岁和3-6岁", "10—15岁、16—18岁和3—6岁"),
    ],
)
def test_numbers_with_a_unit_are_joined_as_the_document_does(written: str, wanted: str) -> None:
    assert fixed(written) == wanted


@pytest.mark.requirement("B-连-3")
@pytest.mark.parametrize("text", ["365天-104天（休息日）＝261天", "A3-6级", "以3-1个球获胜", "3～6岁", "中2-5-1条"])
def test_formulas_codes_and_scores_are_no_ranges(text: str) -> None:
    assert fixed(text) == text


@pytest.mark.requirement("B-序-1")
@pytest.mark.parametrize(
    ("written", "wanted"),
    [("一.总体要求", "一、总体要求"), ("(一)基本原则。", "（一）基本原则。"), ("㈠基本原则", "（一）基本原则")],
)
def test_numberings_get_their_form(written: str, wanted: str) -> None:
    assert fixed(written) == wanted


@pytest.mark.requirement("B-序-1")
def test_half_brackets_and_commas_after_a_number_are_proposed() -> None:
    assert doubted("1）加强领导", "B-序-1") == [("1）", "（1）")]
    assert doubted("一，总体要求", "B-序-1") == [("，", "、")]
    assert rules_that_fire("一、总体要求") == rules_that_fire("（一）原则") == rules_that_fire("1.加强") == set()
    assert "B-序-1" not in rules_that_fire("一.五", PassageKind.CELL)


@pytest.mark.requirement("B-顿-3")
def test_an_arabic_number_takes_a_point_and_a_bracket_nothing() -> None:
    assert fixed("1、加强领导") == "1.加强领导"
    assert fixed("（一）、加强领导") == "（一）加强领导"
    assert fixed("①、加强领导") == "①加强领导"


@pytest.mark.requirement("B-顿-3")
@pytest.mark.parametrize("text", ["街道（乡镇）、社区", "1、2号楼", "（乡镇）、社区"])
def test_a_comma_of_enumeration_inside_a_sentence_stays(text: str) -> None:
    assert "B-顿-3" not in rules_that_fire(text)


@pytest.mark.requirement("B-标题-1")
@pytest.mark.parametrize("kind", [PassageKind.TITLE, PassageKind.ATTACHMENT_NAME, PassageKind.TABLE_TITLE])
def test_no_mark_ends_a_title(kind: PassageKind) -> None:
    assert fixed("2023年全市教育工作总结。", kind) == "2023年全市教育工作总结"
    assert fixed("2023年规划，。", kind) == "2023年规划"
    assert fixed("2023年规划（试行）", kind) == "2023年规划（试行）"


@pytest.mark.requirement("B-标题-1")
def test_a_mark_at_the_end_of_a_heading_is_proposed_and_of_a_paragraph_right() -> None:
    assert doubted("一、总体要求。", "B-标题-1", PassageKind.HEADING) == [("。", "")]
    assert rules_that_fire("（一）机关；") == set()
