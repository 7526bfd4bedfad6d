"""What a person reads in the terminal: the line, the caret, the rule with its clause, the cure, the sum."""

from dataclasses import replace

import click

from tests.check_reports import PAGES, REPORTS, SOURCE, UNKNOWN
from typeset.errors import Fix, Where
from typeset.reports.places import screen_width
from typeset.reports.report import CheckReport
from typeset.reports.terminal import MOST_SHOWN, terminal_lines


def shown(*reports: CheckReport, columns: int = 100) -> list[str]:
    return [click.unstyle(line) for line in terminal_lines(reports, columns=columns)]


def test_a_finding_shows_its_line_a_caret_its_rule_with_the_clause_and_the_cure() -> None:
    lines = shown(SOURCE)
    start = lines.index("错误 R-7.2.5-2 年份括号用了[]")
    assert lines[start + 1 : start + 5] == [
        "  ┌ 稿/通知 1.yaml:2:7 · GB/T 9704—2012 7.2.5",
        "2 │ 发文字号: 苏教办[2024]15号",
        "  │           ^^^^^^^^^^^^^^^^",
        "  │ 改为：苏教办[2024]15号 → 苏教办〔2024〕15号",
    ]


def test_a_finding_of_the_whole_file_has_no_line() -> None:
    assert shown(SOURCE)[:3] == [
        "错误 T-9-12 没有写成文日期",
        " ┌ 稿/通知 1.yaml · 条例 第九条（十二）",
        " │ 请补上成文日期",
    ]


def test_a_proposal_says_that_it_is_one_and_what_is_to_be_deleted() -> None:
    assert "  │ 建议改为：关于 → （删去）" in shown(SOURCE)


def test_what_is_missing_is_to_be_added() -> None:
    issue = replace(SOURCE.issues[3], where=Where("稿/通知 1.yaml", 3, 5, length=0), fix=Fix("、", False))
    assert "  │ 建议加上：、" in shown(replace(SOURCE, issues=(issue,)))


def test_a_finding_on_a_page_says_where_what_was_measured_and_what_is_wanted() -> None:
    lines = shown(PAGES)
    assert " ┌ /tmp/外来.pdf 第2页（28.0，39.4 mm） · GB/T 9704—2012 5.2.1" in lines
    assert " │ 天头：量得 39.4 mm，应为 37 ± 1 mm" in lines
    assert " │ 字体：量得 宋体，应为 仿宋" in lines


def test_the_end_sums_up_and_tells_what_was_silenced_and_not_judged() -> None:
    assert shown(SOURCE)[-3:] == [
        "稿/通知 1.yaml：错误 2，警告 1，提示 1",
        "　按“校对”不报告 T-9-13 2 处：电子公文",
        "　没有判断：印章：没有图片",
    ]
    assert shown(*REPORTS)[-2:] == ["图.bmp：不认识这种文件", "共 3 份：错误 3，警告 2，提示 1；1 份没能检查"]
    assert shown(replace(SOURCE, issues=(), silenced=(), not_judged=())) == ["稿/通知 1.yaml：没有发现问题"]
    assert shown(UNKNOWN) == ["图.bmp：不认识这种文件"]


def test_many_findings_of_one_rule_are_folded() -> None:
    many = replace(SOURCE, issues=SOURCE.issues[1:2] * (MOST_SHOWN + 14))
    lines = shown(many)
    assert sum(line.startswith("错误 R-7.2.5-2") for line in lines) == MOST_SHOWN
    assert "另有 14 处同样的问题（R-7.2.5-2），用 --json 看全部" in lines
    assert "稿/通知 1.yaml：错误 19" in lines


def test_no_source_line_is_wider_than_the_terminal() -> None:
    text = "甲" * 500 + "错" + "乙" * 500
    issue = replace(SOURCE.issues[1], where=replace(SOURCE.issues[1].where, line=1, column=501, length=1))
    lines = shown(replace(SOURCE, issues=(issue,), lines=(text,)), columns=60)
    assert max(screen_width(line) for line in lines if "│" in line) <= 60
    row = next(i for i, line in enumerate(lines) if line.startswith("1 │"))
    assert screen_width(lines[row].partition("错")[0]) == lines[row + 1].index("^")


def test_characters_that_steer_a_terminal_are_shown_as_their_numbers() -> None:
    issue = replace(SOURCE.issues[0], message="里有\x1b[31m红")
    assert any("里有U+001B[31m红" in line for line in shown(replace(SOURCE, issues=(issue,))))
