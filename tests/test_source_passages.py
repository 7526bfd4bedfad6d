"""The texts of a source as passages: what they are, and where each character stands in the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from typeset.checks.text import check_text
from typeset.errors import Fix
from typeset.model.inline import parse_spans, plain_text, text_of
from typeset.proofreading import PassageKind
from typeset.readers.passages import FileText, line_passages, source_passages
from typeset.standard.rule_names import is_under_any
from typeset.strict_yaml.scalars import scalar_places

SOURCE = """\
发文机关: 甲局   # 名称不校对
标题: "甲局\\t关于 2024 年\\u5de5作的通知"
主送机关: [各校, '各''处室']
正文:
  - 标题1: 一、总体要求
  - |
    1. 加强**领导,** 团结[^注]一致。
    | 甲(乙) | 2 个\\|丙 |
  - 表格:
      标题: 情况表。
      表头: [名称, {文: 数 量, 跨列: 1}]
      行: [[甲, 乙]]
  - 这一段
    写在两行。
附件:
  标题: 名单。
  正文: 甲
脚注: {注: 见 3 号文。}
"""


def found(text: str) -> list[tuple[str, PassageKind]]:
    return [(item.passage.text, item.passage.kind) for item in source_passages(FileText("a.yaml", text))]


def test_the_passages_of_a_source_are_its_texts_but_no_names() -> None:
    assert found(SOURCE) == [
        ("甲局\t关于 2024 年工作的通知", PassageKind.TITLE),
        ("各校", PassageKind.ADDRESSEES),
        ("各'处室", PassageKind.ADDRESSEES),
        ("一、总体要求", PassageKind.HEADING),
        ("1. 加强领导, 团结一致。", PassageKind.PARAGRAPH),
        ("甲(乙)", PassageKind.CELL),
        ("2 个|丙", PassageKind.CELL),
        ("情况表。", PassageKind.TABLE_TITLE),
        ("名称", PassageKind.CELL),
        ("数 量", PassageKind.CELL),
        ("甲", PassageKind.CELL),
        ("乙", PassageKind.CELL),
        ("这一段 写在两行。", PassageKind.PARAGRAPH),
        ("名单。", PassageKind.ATTACHMENT_NAME),
        ("甲", PassageKind.PARAGRAPH),
        ("见 3 号文。", PassageKind.PARAGRAPH),
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_character_is_found_in_the_file_whatever_its_line_ends(ending: str) -> None:
    text = SOURCE.replace("\n", ending)
    for item in source_passages(FileText("a.yaml", text)):
        assert len(item.starts) == len(item.ends) == len(item.passage.text)
        for character, start, end in zip(item.passage.text, item.starts, item.ends, strict=True):
            written = text[start:end]
            is_escaped = written.startswith("\\") or written == "''" or ending in written
            assert written == character or is_escaped


def test_a_folded_block_has_its_line_alone() -> None:
    [item] = source_passages(FileText("a.yaml", "正文: >\n  甲\n  乙\n"))
    assert (item.starts, item.fallback.line, item.fallback.column) == ((), 1, 5)


def test_every_text_of_the_notice_is_followed_to_the_file() -> None:
    text = (ROOT / "source/苏教办〔2024〕15号.yaml").read_text(encoding="utf-8")
    items = list(source_passages(FileText("a.yaml", text)))
    assert len(items) == 29
    assert all("".join(text[i] for i in item.starts) == item.passage.text for item in items)


@given(st.text(alphabet="甲1*[^]\\ a", max_size=20))
def test_the_characters_that_are_set_are_those_of_the_spans(text: str) -> None:
    plain, places = plain_text(text)
    assert plain == text_of(parse_spans(text)) == "".join(text[place] for place in places)


@given(st.text(alphabet=" 甲'\"\\:#-a\n", max_size=12))
def test_the_place_of_a_quoted_text_is_that_of_its_characters(value: str) -> None:
    single = "'" + value.replace("'", "''").replace("\n", "\n\n") + "'"
    double = '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    for written in (single, double):
        place = scalar_places(f"键: {written}\n")[("键",)]
        if place.value == value:
            assert len(place.starts) == len(value)


def test_the_lines_of_a_text_file_are_passages() -> None:
    items = list(line_passages(FileText("a.txt", "　　甲,乙。\r\n\r\n丙 ")))
    assert [(item.passage.text, item.starts[0]) for item in items] == [("甲,乙。", 2), ("丙", 10)]


def test_a_remark_is_an_issue_at_its_characters() -> None:
    source = FileText("a.yaml", "标题: 通知\n正文: |\n  加强**领导,**团结。\n")
    [issue] = check_text(source, list(source_passages(source)))
    assert (issue.requirement, issue.where.line, issue.where.column, issue.where.length) == ("P-1", 3, 9, 1)
    assert issue.fix == Fix("，", is_certain=True)


def test_a_rule_is_silenced_by_its_id_or_family() -> None:
    assert is_under_any("B-顿-1", ["B-顿"])
    assert is_under_any("B-顿-1", ["B"])
    assert is_under_any("P-1", ["P-1"])
    assert not is_under_any("P-10", ["P-1"])
