"""Every fault of a Word file is found, with what was measured, and nothing else is said."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from tests.clerk_file import ClerkFile, Look, paragraph, write
from tests.wrong_documents import FAULTS, GRID_A, RIGHT, right_documents
from typeset.checks.word import WORD_RULES, check_word
from typeset.checks.word.finding import SEVERITY_OF_STRENGTH
from typeset.errors import Issue, Severity, SourceError
from typeset.inspect.word import inspect_package, inspect_word
from typeset.readers.word.package import package_of
from typeset.standard.requirements import requirements

BY_HAND = "W-2"  # said of every file that a clerk formats directly
ONLY_HERE = {"W-12", "L-6", BY_HAND}  # broken by files of their own below
pytestmark = pytest.mark.requirement(
    "R-5.1-1",
    "R-5.2.1-1",
    "R-5.2.1-2",
    "R-5.2.1-3",
    "R-5.2.1-4",
    "R-5.2.2-1",
    "R-5.2.3-1",
    "R-5.2.3-2",
    "R-5.2.4-1",
    "R-7.2.1-1",
    "R-7.2.2-1",
    "R-7.2.3-1",
    "R-7.2.6-2",
    "R-7.2.4-2",
    "R-7.2.4-3",
    "R-7.2.4-4",
    "R-7.2.5-1",
    "R-7.2.5-2",
    "R-7.2.5-3",
    "R-7.2.7-1",
    "R-7.2.7-2",
    "R-7.3.1-1",
    "R-7.3.1-4",
    "R-7.3.2-1",
    "R-7.3.3-2",
    "R-7.3.3-4",
    "R-7.3.3-5",
    "R-7.3.4-1",
    "R-7.3.4-2",
    "R-7.3.5.1-1",
    "R-7.3.5.1-2",
    "R-7.3.5.1-4",
    "R-7.3.5.4-1",
    "R-7.3.5.5-1",
    "R-7.3.6-1",
    "R-7.3.7-1",
    "R-7.3.7-2",
    "R-7.4.1-3",
    "R-7.4.1-4",
    "R-7.4.2-1",
    "R-7.4.2-3",
    "R-7.4.3-1",
    "R-7.4.3-2",
    "R-7.5-1",
    "R-7.5-2",
    "R-7.5-3",
    "R-7.5-4",
    "R-8-1",
    "R-10.1-1",
    "R-10.2-1",
    "R-10.3-1",
    "K-1",
    "G-2",
    "G-3",
    "L-6",
    "W-1",
    "W-2",
    "W-3",
    "W-4",
    "W-5",
    "W-6",
    "W-7",
    "W-8",
    "W-9",
    "W-10",
    "W-11",
    "W-12",
    "W-13",
)


def checked(data: bytes, name: str = "稿.docx") -> tuple[Issue, ...]:
    return check_word(inspect_package(package_of(data, name)), name)


@cache
def issues_of(name: str) -> tuple[Issue, ...]:
    """Return what is said of a fault's file."""
    return checked(write(FAULTS[name].file))


def found(file: ClerkFile, requirement: str) -> Issue:
    """Return the one issue of a requirement in a clerk's file."""
    (issue,) = (issue for issue in checked(write(file)) if issue.requirement == requirement)
    return issue


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_breaks_its_own_requirements_and_no_others(name: str) -> None:
    issues = issues_of(name)
    assert {issue.requirement for issue in issues} - {BY_HAND} == FAULTS[name].word, [str(issue) for issue in issues]


@pytest.mark.parametrize("name", right_documents())
def test_a_right_file_of_a_clerk_is_told_only_that_it_has_no_styles(name: str) -> None:
    (issue,) = checked(right_documents()[name])
    assert (issue.requirement, issue.severity) == (BY_HAND, Severity.INFO)


def test_every_rule_has_a_file_that_breaks_it() -> None:
    broken = {requirement for fault in FAULTS.values() for requirement in fault.word}
    assert {requirement for requirement, _ in WORD_RULES} == broken | ONLY_HERE


def test_only_what_is_laid_down_is_an_error() -> None:
    for name in FAULTS:
        for issue in issues_of(name):
            strength = requirements()[issue.requirement].strength
            is_missing_number = name == "page-numbers-missing"
            assert issue.severity is not Severity.ERROR or strength in ("规定", "法律") or is_missing_number, str(issue)
    assert SEVERITY_OF_STRENGTH["规定"] is Severity.ERROR


@pytest.mark.parametrize(
    ("name", "what", "value", "wanted"),
    [
        ("top-margin", "上边距（天头）", 25.4, 37.0),
        ("left-margin", "左边距（订口）", 31.7, 28.0),
        ("twenty-lines-a-page", "每面行数", 20.0, 22.0),
        ("twenty-seven-characters-a-line", "每行字数", 27.0, 28.0),
        ("mark-too-low", "发文机关标志上边缘", 80.0, 72.0),
        ("rule-short", "分隔线长", 111.4, 156.0),
        ("rule-too-near", "分隔线距发文字号", 2.2, 4.0),
        ("title-small", "标题字号", 16.0, 22.0),
        ("text-in-songti", "正文字体", "宋体", "仿宋"),
        ("text-in-size-4", "正文字号", 14.0, 16.0),
        ("red-words", "文字颜色", "FF0000", "000000"),
        ("text-not-indented", "首行左空", 0.0, 2.0),
        ("date-at-the-edge", "成文日期右空", 0.0, 4.0),
        ("seal-away-from-the-date", "印章与成文日期中心之差", -86.0, 0.0),
        ("page-numbers-with-hyphens", "页码形式", "- 1 -", "— 1 —"),
        ("page-numbers-small", "页码字号", 9.0, 14.0),
        ("page-numbers-low", "一字线高度", 279.1, 269.0),
    ],
)
def test_an_issue_holds_what_was_measured_and_what_is_wanted(
    name: str, what: str, value: float | str, wanted: float | str
) -> None:
    measured = [issue.measured for issue in issues_of(name) if issue.measured is not None]
    (measurement,) = [each for each in measured if each.what == what][:1]
    if isinstance(value, str):
        assert (measurement.value, measurement.wanted, measurement.tolerance) == (value, wanted, None)
    else:
        assert measurement.tolerance is not None
        assert measurement.value == pytest.approx(value, abs=0.7)
        assert measurement.wanted == pytest.approx(wanted, abs=0.1)


def test_an_issue_names_the_paragraph_and_how_many_are_alike() -> None:
    issue = found(FAULTS["text-in-songti"].file, "R-5.2.2-1")
    assert (issue.where.file, issue.where.line) == ("稿.docx", 5)
    assert issue.message == "第5段“汛期将至，为切实保障广大”等10段正文用了“宋体”，应为仿宋"
    assert issue.hint


def test_a_substitute_is_named_and_does_not_count_as_the_face() -> None:
    issue = found(replace(RIGHT, body_look=replace(RIGHT.body_look, face="GW Fang")), "R-5.2.2-1")
    assert "替代字体“GW Fang”" in issue.message


def test_an_unknown_face_is_named_and_does_not_count_as_the_face() -> None:
    assert "“某某仿体”，不是认得的仿宋字体" in found(FAULTS["text-in-an-unknown-face"].file, "R-5.2.2-1").message


def test_margins_of_either_grid_are_right_and_both_are_named_where_they_are_not() -> None:
    for file in (RIGHT, GRID_A):
        assert not {issue.requirement for issue in checked(write(file))} & {"R-5.2.1-1", "R-5.2.1-4", "R-5.2.3-1"}
    issue = found(FAULTS["top-margin"].file, "R-5.2.1-1")
    assert "37.0或34.6 mm" in issue.message
    assert "网格 A" in issue.hint
    assert "网格 B" in issue.hint


def test_an_imprint_held_down_by_empty_lines_is_a_warning() -> None:
    lines = tuple(paragraph("", Look(), RIGHT) for _ in range(4))
    file = replace(RIGHT, imprint_is_anchored=False, lines_before_imprint=lines)
    assert found(file, "R-7.4.1-3").severity is Severity.WARNING
    assert found(FAULTS["imprint-after-the-text"].file, "R-7.4.1-3").severity is Severity.ERROR


def test_two_blank_lines_are_those_of_the_standard() -> None:
    file = replace(RIGHT, extra_paragraphs=(paragraph("", Look(), RIGHT),) * 2)
    assert not {issue.requirement for issue in checked(write(file))} & {"W-3"}


def test_macros_are_reported() -> None:
    package = package_of(write(RIGHT), "稿.docm")
    package.has_macros = True
    assert "W-12" in {issue.requirement for issue in check_word(inspect_package(package), "稿.docm")}


BAD = Path(__file__).resolve().parents[2] / "shared" / "bad"


@pytest.mark.skipif(not BAD.is_dir(), reason="hostile files are not beside the checkout")
@pytest.mark.parametrize("name", ["71-not-zip", "73-truncated", "75-zipbomb", "77-xxe"])
def test_a_file_that_cannot_be_read_is_refused_with_one_reason(name: str) -> None:
    with pytest.raises(SourceError) as refused:
        inspect_word(BAD / f"{name}.docx")
    assert len(refused.value.issues) == 1


@pytest.mark.skipif(not BAD.is_dir(), reason="hostile files are not beside the checkout")
@pytest.mark.parametrize(
    ("name", "said"),
    [("79-external-rels", {"W-7"}), ("81-trackchanges", {"W-5", "W-6"}), ("83-merged-nested-table", {"W-10"})],
)
def test_what_a_file_from_elsewhere_brings_along_is_reported(name: str, said: set[str]) -> None:
    assert said <= {issue.requirement for issue in checked((BAD / f"{name}.docx").read_bytes())}
