"""Numbers, dates and ranges (GB/T 15835—2011): a passage that breaks each rule, and real ones that do not."""

import pytest

from tests.proofread_passages import doubted, fixed, rules_that_fire
from typeset.proofreading import Passage, PassageKind, proofread


def together(rule: str, *texts: str, title: str = "关于工作的通知") -> list[str]:
    """What a rule finds in the passages of one document."""
    passages = [Passage(title, PassageKind.TITLE), *map(Passage, texts)]
    found = zip(passages, proofread(passages), strict=True)
    return [p.text[r.start : r.end] for p, remarks in found for r in remarks if r.rule == rule]


@pytest.mark.requirement("N-1")
def test_a_percentage_in_han_numerals_is_proposed_in_arabic_ones() -> None:
    assert doubted("完成百分之八十五点六九。", "N-1") == [("百分之八十五点六九", "85.69%")]
    assert rules_that_fire("百分之百完成任务") == rules_that_fire("第三条　达到百分之五十的，") == set()


@pytest.mark.requirement("N-2")
def test_a_number_of_a_document_is_arabic() -> None:
    assert doubted("苏教办〔二〇二四〕十五号", "N-2") == [("〔二〇二四〕十五号", "〔2024〕15号")]
    assert rules_that_fire("苏教办〔2024〕15号") == set()


@pytest.mark.requirement("N-3")
def test_an_approximation_is_written_in_han_numerals() -> None:
    assert doubted("需要3、4个月", "N-3") == [("3、4", "三四")]
    assert rules_that_fire("附件1、3项和40余次，第3、4项，2、3、4月") == set()


@pytest.mark.requirement("N-4")
def test_fixed_words_keep_their_han_numerals() -> None:
    assert doubted("“14五”规划、党的20大精神", "N-4") == [("14五", "十四五"), ("党的20大", "党的二十大")]
    assert rules_that_fire("“十四五”规划，20大项，排名前20大企业") == set()


@pytest.mark.requirement("N-5")
def test_ordinals_in_two_forms_are_noted() -> None:
    assert together("N-5", "第26届推广周", "第八届艺术节，第十届大赛") == ["第26届"]
    assert together("N-5", "第八届艺术节，第3批团队", "第二次会议") == []


@pytest.mark.requirement("N-6")
def test_large_numbers_are_grouped_everywhere_or_nowhere() -> None:
    assert together("N-6", "新增12,345人，共123,456元", "另有98765个") == ["98765"]
    assert together("N-6", "新增12,345人，投入1661元，邮编215000，2024年") == []


@pytest.mark.requirement("N-7")
def test_a_decimal_has_its_zero() -> None:
    assert doubted("增长.46个百分点", "N-7") == [(".", "0.")]
    assert rules_that_fire("增长0.46个百分点，v1.2") == set()


@pytest.mark.requirement("N-8")
def test_a_range_names_its_unit_twice() -> None:
    assert doubted("增长15～30%，约3～5万人", "N-8") == [("15～30%", "15%～30%"), ("3～5万", "3万～5万")]
    assert rules_that_fire("增长15%～30%，约3万～5万人，3～6岁") == set()


@pytest.mark.requirement("N-9")
@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("自24年3月起", ("24", "2024")),
        ("98年6月印发", ("98", "1998")),
        ("获评2023“十大工程”", ("", "年")),
        ("2024年02月8日", ("02月", "2月")),
        ("2024年2月08日", ("08日", "8日")),
        ("截至2024.2.8完成", ("2024.2.8", "2024年2月8日")),
    ],
)
def test_dates_are_written_out(text: str, proposal: tuple[str, str]) -> None:
    assert doubted(text, "N-9") == [proposal]


@pytest.mark.requirement("N-9")
@pytest.mark.parametrize(
    "text", ["2024年2月8日", "历时12年", "第12年3月", "版本1.2.3", "2023年“十大工程”", "2024年10月10日"]
)
def test_right_dates_and_versions_are_left(text: str) -> None:
    assert "N-9" not in rules_that_fire(text)


@pytest.mark.requirement("N-10")
def test_a_day_with_a_name_takes_a_middle_dot() -> None:
    assert doubted("“3.15”消费者权益日", "N-10") == [(".", "·")]
    assert rules_that_fire("“3·15”和“1.50”版，“五四”") == set()


@pytest.mark.requirement("N-12", "B-顿-2")
def test_an_approximation_in_han_numerals_has_no_comma() -> None:
    assert doubted("离地二、三米", "N-12") == [("、", "")]
    assert doubted("有三、四个人", "B-顿-2") == [("、", "")]
    assert rules_that_fire("一、二级学校，第一、二、三年，初、高中，三、五个，一、项目名称") == set()


@pytest.mark.requirement("N-13")
def test_the_zero_of_a_year_in_han_numerals_is_that_character() -> None:
    for written in ("二○二四年", "二零二四年", "二0二四年", "二O二四年", "二◯二四年"):
        assert fixed(f"{written}二月") == "二〇二四年二月"
    assert fixed("一九九○年") == "一九九〇年"
    assert rules_that_fire("二〇二四年，一百零五年，三千零五十年") == set()


@pytest.mark.requirement("N-14")
def test_arabic_numerals_mix_with_wan_and_yi_only() -> None:
    assert doubted("约3千人", "N-14") == [("3千", None)]
    assert rules_that_fire("3万人、5千瓦、10千米、3千克、20百帕") == set()


@pytest.mark.requirement("N-15")
@pytest.mark.parametrize("text", ["准入率达85.69%，同比提升3.8%。", "准入率达 85.69%，同比提升 3.8%。"])
def test_the_difference_of_two_rates_is_in_points(text: str) -> None:
    assert doubted(text, "N-15") == [("%", "个百分点")]


@pytest.mark.requirement("N-15")
@pytest.mark.parametrize(
    "text", ["收入达85.69万元，同比提升3.8%。", "达标率99.78%，提升2.04个百分点。", "率先完成5%，增长2%以上。"]
)
def test_growth_of_amounts_is_in_percent(text: str) -> None:
    assert "N-15" not in rules_that_fire(text)


@pytest.mark.requirement("N-16")
def test_a_report_of_a_year_names_it() -> None:
    assert together("N-16", "今年全市完成“目前”任务。", title="2023年全市教育工作总结") == ["今年"]
    assert together("N-16", "今年全市完成任务。") == []
    assert together("N-16", "应于10月31日前完成。", title="2023年全市教育工作总结") == []


@pytest.mark.requirement("N-18")
def test_one_rate_has_the_same_decimals_everywhere() -> None:
    assert together("N-18", "优良率48.75%，", "优良率为50.12%，", "优良率达49%。") == ["49"]
    assert together("N-18", "优良率48.75%，满意率100%，建成率99.5%。") == []
