"""Checking a file: what is found, in which order and where; what is chosen, silenced, or cannot be judged."""

import ast
from collections import Counter
from pathlib import Path

import pytest

from tests.check_reports import GOOD
from tests.samples import NOTICE, ROOT
from typeset.checking import CheckReport, FileKind, Selection, check_file
from typeset.checking.catalogue import LAYOUT_RULES, catalogue, most_severe
from typeset.checking.selection import unknown_names
from typeset.errors import Fix, Severity, Where
from typeset.standard.requirements import requirements


def checked(folder: Path, text: str, selection: Selection | None = None) -> CheckReport:
    path = folder / "通知.yaml"
    path.write_text(text, encoding="utf-8")
    return check_file(path, selection or Selection())


def found(report: CheckReport) -> list[str]:
    return [issue.requirement for issue in report.issues]


def test_a_good_source_has_no_finding(tmp_path: Path) -> None:
    report = checked(tmp_path, GOOD)
    assert (report.kind, report.failure, report.issues) == (FileKind.SOURCE, "", ())
    assert not report.has_errors


def test_findings_come_in_the_order_of_the_file_those_of_the_whole_first(tmp_path: Path) -> None:
    text = (
        GOOD.replace("一、", "三、")
        .replace("甲教发〔2024〕12号", "甲教发[2024]12号")
        .replace("成文日期: 2024-08-20\n", "")
    )
    report = checked(tmp_path, text)
    assert found(report) == ["T-9-12", "R-7.2.5-2", "R-7.3.3-3"]
    assert [issue.where.line for issue in report.issues] == [None, 2, 7]


def test_a_finding_stands_at_the_words_that_it_speaks_of(tmp_path: Path) -> None:
    (issue,) = checked(tmp_path, GOOD.replace("〔2024〕", "[2024]")).issues
    assert (issue.where.line, issue.where.column, issue.where.length) == (2, 7, 12)


def test_what_laying_out_finds_is_reported_as_well(tmp_path: Path) -> None:
    report = checked(tmp_path, GOOD.replace("明确分工", "明确分工" + "W" * 80))
    assert "L-1" in found(report)


def test_a_source_that_cannot_be_read_says_why_with_places(tmp_path: Path) -> None:
    report = checked(tmp_path, GOOD.replace("主送机关", "主送"))
    assert found(report) == ["S-3"]
    assert report.failure
    assert report.has_errors
    assert report.lines[3].startswith("主送")


def test_a_file_that_is_not_there_is_one_message(tmp_path: Path) -> None:
    report = check_file(tmp_path / "没有.yaml")
    assert (found(report), bool(report.failure)) == (["S-1"], True)


def test_rules_silenced_by_the_document_are_counted_with_their_reason(tmp_path: Path) -> None:
    silenced = "校对:\n  忽略:\n    - 规则: T-9-7\n      理由: 本地惯例\n    - 规则: T-9-2\n      理由: 不相干\n"
    report = checked(tmp_path, GOOD.replace("标题: 甲市教育局", "标题: ") + silenced)
    assert report.issues == ()
    assert [(one.rule, one.reason, one.count) for one in report.silenced] == [("T-9-7", "本地惯例", 1)]


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), ["T-9-12", "R-7.2.5-2"]),
        (Selection(("R-7.2",)), ["R-7.2.5-2"]),
        (Selection(("R",)), ["R-7.2.5-2"]),
        (Selection(("T-9-1",)), []),
        (Selection((), ("T-9",)), ["R-7.2.5-2"]),
        (Selection(("R", "T"), ("T",)), ["R-7.2.5-2"]),
    ],
)
def test_rules_are_chosen_and_left_out_by_id_or_by_the_beginning_of_ids(
    tmp_path: Path, selection: Selection, expected: list[str]
) -> None:
    text = GOOD.replace("〔2024〕", "[2024]").replace("成文日期: 2024-08-20\n", "")
    assert found(checked(tmp_path, text, selection)) == expected


def test_an_unknown_rule_is_named_with_the_nearest_one() -> None:
    assert unknown_names(["R-7.2", "T-9-6", "T-9-66", "什么"]) == (("T-9-66", "T-9-6"), ("什么", ""))


def test_only_rules_laid_down_without_condition_are_errors() -> None:
    assert [most_severe(strength) for strength in ("规定", "法律", "一般", "实务")] == [
        *(Severity.ERROR, Severity.ERROR),
        *(Severity.WARNING, Severity.WARNING),
    ]


def test_the_catalogue_names_every_rule_once_with_the_kinds_of_files_it_judges() -> None:
    rules = [rule for _, rules in catalogue() for rule in rules]
    ids = [rule.requirement.id for rule in rules]
    assert len(ids) == len(set(ids))
    assert set(ids) <= requirements().keys()
    assert {"S-1", "T-9-6", "L-4", *LAYOUT_RULES} <= set(ids)
    assert all(rule.kinds for rule in rules)


SAMPLES = sorted((ROOT / "source/样例").glob("*.yaml"))

TEXT = """\
甲市教育局关于做好开学工作的通知
甲教发〔2024〕12号

各县（市、区）教育局：
    现就开学工作通知如下,请认真落实。
    一、加强领导
    各地要明确分工,名单见附件3。
    三、落实责任
    各地要抓好落实。
甲市教育局
2024年8月20日
"""


def checked_text(folder: Path, text: str, encoding: str = "utf-8") -> CheckReport:
    path = folder / "通知.txt"
    path.write_bytes(text.encode(encoding))
    return check_file(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_is_judged_as_the_document_that_it_holds_at_its_own_lines(tmp_path: Path, encoding: str) -> None:
    report = checked_text(tmp_path, TEXT, encoding)
    assert (report.kind, report.failure) == (FileKind.TEXT, "")
    placed = [(issue.requirement, issue.where.line, issue.where.column) for issue in report.issues if issue.where.line]
    assert placed == [
        ("P-1", 5, 15),
        ("P-1", 7, 12),
        ("R-7.3.4-1", 7, 15),
        ("R-7.3.3-3", 8, 5),
    ]
    assert all(report.lines[line - 1][column - 1] in ":,见三" for _, line, column in placed if line and column)


def test_what_a_text_does_not_say_is_not_judged_and_not_counted_as_wrong(tmp_path: Path) -> None:
    report = checked_text(tmp_path, "关于开学的通知\n\n各学校：\n请办理。\n")
    assert {words.partition("：")[0] for words in report.not_judged} == {"发文机关", "印章"}
    assert not any("×××" in issue.message for issue in report.issues)
    assert "T-9-12" in found(report)


def test_a_correction_that_is_certain_is_offered_for_exactly_its_characters(tmp_path: Path) -> None:
    issue = next(issue for issue in checked_text(tmp_path, TEXT).issues if issue.requirement == "P-1")
    assert (issue.where.length, issue.fix) == (1, Fix("，", True))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("图.bmp", b"BM\x00\x01\x00"),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("空.txt", b" \n"),
        ("没有后缀", bytes(range(256))),
    ],
)
def test_what_is_no_text_is_refused_with_one_message(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    report = check_file(tmp_path / name)
    assert report.failure
    assert len(report.issues) == 1


def test_words_of_a_source_are_proof_read_at_their_characters(tmp_path: Path) -> None:
    (issue,) = checked(tmp_path, GOOD.replace("现通知如下。", "现就2024年工作,通知如下。")).issues
    assert (issue.requirement, issue.where.line, issue.where.column, issue.fix) == ("P-1", 6, 12, Fix("，", True))


def test_what_a_rule_of_the_standard_says_is_not_said_again_by_a_text_rule(tmp_path: Path) -> None:
    report = checked(tmp_path, GOOD.replace("〔2024〕", "[2024]").replace("现通知如下。", "现通知如下。\n  1、甲。"))
    assert [issue.requirement for issue in report.issues if issue.requirement[0] in "PB"] == []
    number = next(issue for issue in report.issues if issue.requirement == "R-7.2.5-2")
    assert number.fix == Fix("甲教发〔2024〕12号", False)
    numbering = next(issue for issue in report.issues if issue.requirement == "R-7.3.3-6")
    assert numbering.fix == Fix("1.", True)


def test_a_family_of_rules_may_be_silenced(tmp_path: Path) -> None:
    silenced = "校对:\n  忽略:\n    - 规则: P\n      理由: 试\n"
    report = checked(tmp_path, GOOD.replace("现通知如下。", "现通知,如下,。") + silenced)
    assert not [issue for issue in report.issues if issue.requirement.startswith("P-")]
    assert [(one.rule, one.count) for one in report.silenced] == [("P", 2)]


@pytest.mark.slow
def test_the_pages_of_a_source_are_measured_where_that_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "通知.yaml"
    path.write_text(GOOD.replace("成文日期: 2024-08-20\n", ""), encoding="utf-8")
    assert found(check_file(path)) == ["T-9-12"]
    report = check_file(path, pages=True)
    assert {"T-9-12", "R-5.2.4-1"} <= set(found(report))  # the grey placeholder of the date
    (grey,) = (issue for issue in report.issues if issue.requirement == "R-5.2.4-1")
    assert (grey.where.page, bool(grey.where.mm)) == (1, True)


@pytest.mark.parametrize("fault", ["margins", "paper"])
def test_a_word_file_is_judged_as_it_is_made(tmp_path: Path, fault: str) -> None:
    import docx
    from docx.shared import Mm

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(210), Mm(297)) if fault == "margins" else (Mm(216), Mm(279))
    document.add_paragraph("甲市教育局关于做好开学工作的通知")
    document.add_paragraph("各学校：")
    document.add_paragraph("请认真落实。")
    document.save(str(tmp_path / "来文.docx"))
    report = check_file(tmp_path / "来文.docx")
    measured = {issue.requirement: issue.measured for issue in report.issues if issue.measured}
    assert ("R-5.1-1" in measured) == (fault == "paper")
    assert "R-5.2.1-2" in measured
    assert "T-9-12" in found(report)


def words_at(lines: tuple[str, ...], where: Where) -> str:
    start = (where.column or 1) - 1
    return lines[(where.line or 1) - 1][start : start + (where.length or 0)]


def drafted(folder: Path, source: Path) -> CheckReport:
    from typeset.job import compose, docx

    path = folder / "稿.docx"
    path.write_bytes(docx(compose(source)))
    return check_file(path)


def test_a_word_file_is_judged_as_the_document_that_it_holds_at_its_own_paragraphs(tmp_path: Path) -> None:
    source = tmp_path / "通知.yaml"
    text = GOOD.replace("现通知如下。", "现通知如下,请认真落实。").replace("一、加强", "三、加强")
    source.write_text(text.replace("〔2024〕", "[2024]"), encoding="utf-8")
    report = drafted(tmp_path, source)
    assert (report.kind, report.failure) == (FileKind.WORD, "")
    placed = [(issue.requirement, words_at(report.lines, issue.where)) for issue in report.issues]
    assert placed == [("R-7.2.5-2", "甲教发[2024]12号"), ("P-1", ","), ("R-7.3.3-3", "三、")]


def test_the_rules_of_layout_are_those_that_its_code_names(root: Path) -> None:
    named: set[str] = set()
    for path in [
        *(root / "typeset/layout").rglob("*.py"),
        *(root / "typeset/fonts").rglob("*.py"),
        root / "typeset/job/composition.py",
    ]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and first.value in requirements():
                    named.add(str(first.value))
    assert named - {"S-4"} <= set(LAYOUT_RULES)
    assert set(LAYOUT_RULES) - named == set()


def breaches(report: CheckReport) -> list[str]:
    """The findings of rules that the list of rules does not name for the file, or says to be less severe."""
    severities = list(Severity)
    worst = {
        rule.requirement.id: rule.severity for _, rules in catalogue() for rule in rules if report.kind in rule.kinds
    }
    return [
        str(issue)
        for issue in report.issues
        if issue.requirement not in worst
        or severities.index(issue.severity) < severities.index(worst[issue.requirement])
    ]


@pytest.mark.parametrize("name", ["通知.yaml", "通知.txt", "通知.docx", "通知.pdf"])
def test_every_finding_is_of_a_rule_in_the_list_and_no_worse_than_the_list_says(tmp_path: Path, name: str) -> None:
    from typeset.job import compose, docx, pdf

    source = tmp_path / "通知.yaml"
    faulty = GOOD.replace("现通知如下。", "现通知如下,见附件2，“甲。\n  1、总结（一）20%。").replace(
        "一、加强", "三、加强"
    )
    source.write_text(faulty.replace("〔2024〕", "[2024]").replace("的通知", "的方案"), encoding="utf-8")
    if name.endswith("txt"):
        (tmp_path / name).write_text(TEXT.replace("〔2024〕", "[2024]"), encoding="utf-8")
    elif not name.endswith("yaml"):
        (tmp_path / name).write_bytes((docx if name.endswith("docx") else pdf)(compose(source)))
    report = check_file(tmp_path / name)
    assert len({issue.requirement for issue in report.issues}) >= 4
    assert breaches(report) == []


# What is true of the samples and known: facts that the notice leaves open, what its office does in its own way, and
# what a proof-reader would ask about its words.
KNOWN = {
    NOTICE.name: Counter(
        "T-9-12 R-7.4.3-1 T-9-13 T-9-13 T-L-1 T-9-7 R-7.3.3-3 P-3 B-书-2 B-书-2 B-连-3 B-顿-4 N-5 N-9 N-15 N-15 N-15"
        " N-16 Y-1 Y-2 Y-2 Y-5 Y-5 Y-6 Y-6 Y-6 Y-6 Y-6 Y-7 Y-7 Y-8 Y-9".split()
    )
}


@pytest.mark.parametrize("path", [NOTICE, *SAMPLES], ids=lambda path: path.stem)
def test_our_own_samples_raise_no_false_alarm(path: Path) -> None:
    assert Counter(found(check_file(path))) == KNOWN.get(path.name, Counter())


@pytest.mark.parametrize("path", [NOTICE, *SAMPLES], ids=lambda path: path.stem)
def test_the_drafts_of_our_samples_raise_no_false_alarm(path: Path, tmp_path: Path) -> None:
    known = KNOWN.get(path.name, Counter())
    if path == NOTICE:  # nothing is said of the seal that it lacks, but of the date that is left to fill in
        known = known - Counter(["T-9-13"]) + Counter(["L-6"])
    assert Counter(found(drafted(tmp_path, path))) == known
