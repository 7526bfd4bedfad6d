"""The transcript of the notice 苏教办〔2024〕15号: what is certain is corrected, nothing else is touched."""

import re
from functools import cache

import pytest
import yaml

from tests.conftest import ROOT
from tests.proofread_passages import TRANSCRIPT, notice_passages
from typeset.proofreading import Certainty, Passage, Remark, corrected, proofread


@cache
def proofread_notice() -> tuple[tuple[Passage, tuple[Remark, ...]], ...]:
    passages = notice_passages()
    return tuple(zip(passages, proofread(passages), strict=True))


def certain(rule: str) -> list[tuple[str, str | None]]:
    """What a rule is certain of: the characters and what they become."""
    return [
        (passage.text[remark.start : remark.end], remark.replacement)
        for passage, remarks in proofread_notice()
        for remark in remarks
        if remark.rule == rule and remark.certainty is Certainty.CERTAIN
    ]


def doubts() -> set[tuple[str, str]]:
    """The characters that a rule proposes to change or doubts, with the id of the rule."""
    return {
        (remark.rule, passage.text[remark.start : remark.end])
        for passage, remarks in proofread_notice()
        for remark in remarks
        if remark.certainty is not Certainty.CERTAIN
    }


@cache
def clean() -> str:
    return "\n".join(corrected(passage.text, remarks) for passage, remarks in proofread_notice())


def test_the_transcript_has_twenty_eight_passages_when_its_pages_are_joined() -> None:
    assert len(TRANSCRIPT.read_text(encoding="utf-8").split()) > len(notice_passages()) == 28


@pytest.mark.requirement("P-3")
def test_161_spaces_go_and_the_one_in_the_slogan_stays() -> None:
    assert [space for space, _ in certain("P-3")] == [" "] * 161
    assert re.findall("..... ....", clean()) == ["“缅怀英烈 传承信仰"]
    assert ("P-3", " ") in doubts()


@pytest.mark.requirement("P-1")
def test_eighteen_commas_and_five_brackets_become_full_width() -> None:
    marks = [mark for mark, _ in certain("P-1")]
    assert {mark: marks.count(mark) for mark in set(marks)} == {",": 18, "(": 2, ")": 3}
    assert re.findall(r"[,;:?!()\"']", clean()) == []


@pytest.mark.requirement("P-6", "P-7", "B-连-3")
def test_the_traditional_character_the_english_word_and_the_hyphen_are_replaced() -> None:
    assert certain("P-6") == [("學", "学")] * 2
    assert certain("P-7") == [("and", "和")]
    assert certain("B-连-3") == [("-", "～")]


def test_twenty_numberings_stand_without_a_space() -> None:
    assert len(re.findall(r"^\d+\.(?=\S)", clean(), re.MULTILINE)) == 20


def test_nothing_but_these_is_certain() -> None:
    rules = {remark.rule for _, remarks in proofread_notice() for remark in remarks if remark.certainty == "确定"}
    assert rules == {"P-1", "P-3", "P-6", "P-7", "B-连-3"}


def test_the_corrected_transcript_is_the_source_that_was_made_by_hand() -> None:
    source = yaml.safe_load((ROOT / "source/苏教办〔2024〕15号.yaml").read_text(encoding="utf-8"))
    made = [source["标题"], source["印发件"]["标题"], *source["印发件"]["正文"]]
    mine = [line.replace("活动的，", "活动，") for line in clean().splitlines()]  # a matter of grammar: proposed
    assert [mine[2], *mine[6:]] == [text.replace("3-6岁", "3～6岁") for text in made]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("Y-6", "明确"),
        ("N-16", "今年"),
        ("Y-9", "聚焦普通高中多样特色发展"),
        ("B-书-2", "2023 年度民办（中外合作办学) 高校高质量发展评估工作方案(试行)"),
        ("B-顿-4", "、"),
        ("Y-3", "的"),
        ("Y-5", "在"),
        ("Y-7", "国家学生（青年）运动会"),
        ("Y-7", "新型冠状病毒“乙类乙管”"),
        ("Y-6", "扎实"),
        ("B-书-2", "规范民办普通高中招生工作的实施意见"),
        ("Y-1", "修改"),
        ("N-5", "第 26 届"),
    ],
)
def test_what_is_suspicious_is_shown_and_left(rule: str, text: str) -> None:
    assert (rule, text) in doubts()
    assert text.replace(" ", "").translate(str.maketrans("()", "（）")) in clean()


def test_insertions_and_rates_are_proposed_where_they_belong() -> None:
    found = {
        (remark.rule, remark.replacement, passage.text[remark.end : remark.end + 4])
        for passage, remarks in proofread_notice()
        for remark in remarks
        if remark.certainty is Certainty.PROPOSED
    }
    wanted = {
        ("Y-2", "、", "市政府坚"),
        ("Y-2", "、", "市政府出"),
        ("N-15", "个百分点", "，达到近"),
        ("N-15", "个百分点", "，9 个"),
        ("N-15", "个百分点", "。校园足"),
        ("Y-6", "成员", " 128"),
        ("Y-8", "从", "“有学”"),
        ("N-9", "年", "“苏州十"),
        ("Y-5", "在", "2023"),
    }
    assert wanted <= found


def test_what_is_right_is_not_even_doubted() -> None:
    right = (
        "〔2024〕 “‘林老师’家访”“成长不烦恼” 《开学寄语》《开学第一课》 苏州—新加坡 江苏—新西兰 2021—2023 1+7 1+1+X 5+2"
        " U16 ESI APP 十四五 二十大 十四届三次 十五年一贯制 江苏省苏州中学校 学科类隐形变异培训 刚果（布）"
    ).split()
    for passage, remarks in proofread_notice():
        for words in right:
            start = passage.text.find(words)
            inside = range(start, start + len(words)) if start >= 0 else range(0)
            assert not [r for r in remarks if r.start in inside and r.end - 1 in inside], words


def test_a_second_reading_finds_nothing_certain() -> None:
    passages = [Passage(corrected(passage.text, remarks), passage.kind) for passage, remarks in proofread_notice()]
    again = proofread(passages)
    assert [remark for remarks in again for remark in remarks if remark.certainty is Certainty.CERTAIN] == []
