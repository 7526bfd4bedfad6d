"""A file becomes a source: the transcript of the notice with every figure that was counted by hand, and bad files."""

import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from typeset.errors import SourceError
from typeset.importing import import_file, imported_yaml
from typeset.proofreading import Certainty
from typeset.readers.imported import Imported
from typeset.readers.yaml import read_yaml

TRANSCRIPT = Path(__file__).parent / "data/notice-transcript.txt"
SLOGAN = "缅怀英烈 传承信仰"


@pytest.fixture(scope="module")
def notice() -> Imported:
    return import_file(TRANSCRIPT)


def values(tree: object) -> Iterator[str]:
    if isinstance(tree, dict):
        for value in tree.values():
            yield from values(value)
    elif isinstance(tree, list | tuple):
        for item in tree:
            yield from values(item)
    else:
        yield str(tree)


def issued(notice: Imported) -> dict[str, object]:
    (part,) = notice.data["印发件"]  # type: ignore[misc]
    return dict(part)


@pytest.mark.requirement("I-10")
def test_the_notice_has_its_elements(notice: Imported) -> None:
    assert {key: value for key, value in notice.data.items() if key not in ("正文", "印发件")} == {
        "格式": "公文",
        "文种": "通知",
        "发文机关": "苏州市教育局",
        "发文机关标志": "苏州市教育局",
        "发文字号": "苏教办〔2024〕15号",
        "标题": "关于印发《2023年全市教育工作总结》的通知",
        "主送机关": ["各县级市（区）教育局（教体文旅委）", "机关各处室", "各直属学校（单位）"],
        "附注": "此件公开发布",
    }
    assert len(list(values(notice.data["正文"]))) == 1


@pytest.mark.requirement("I-10")
def test_the_notice_issues_a_text_with_a_lead_and_twenty_items(notice: Imported) -> None:
    part = issued(notice)
    assert part["标题"] == "2023年全市教育工作总结"
    lead, *items = values(part["正文"])
    assert lead.startswith("2023年，全市教育系统")
    assert [item.split(".")[0] for item in items] == [str(number) for number in range(1, 21)]
    assert all(10 <= item.index("。") - item.index(".") <= 29 for item in items)
    assert part.keys() == {"标题", "正文"}


@pytest.mark.requirement("I-2")
def test_eleven_paragraphs_of_the_notice_are_joined(notice: Imported) -> None:
    joins = [repair.where.line for repair in notice.repairs if repair.rule == "I-2"]
    assert joins == [23, 27, 33, 37, 45, 49, 55, 61, 67, 73, 79]


def test_of_the_spaces_of_the_notice_the_slogans_alone_is_kept(notice: Imported) -> None:
    text = "\n".join(values(notice.data))
    raw = TRANSCRIPT.read_text(encoding="utf-8")
    assert raw.count(" ") - text.count(" ") == 161
    assert SLOGAN in text


def test_no_half_width_mark_of_the_notice_is_left_but_those_of_numbers(notice: Imported) -> None:
    text = "\n".join(values(notice.data))
    assert re.findall(r"[,;:?!()\"']", text) == []
    assert re.findall(r"(?<!\d)\.|\.(?=[，。])", text) == []


def test_every_certain_defect_of_the_notice_is_repaired(notice: Imported) -> None:
    text = "\n".join(values(notice.data))
    for wrong in ("學", " and ", "外合作办学)", "方案(", "2023 年"):
        assert wrong not in text
    for right in ("精神和习近平", "民办（中外合作办学）高校", "中小学生体质", "《2023年全市", "（2023—2025年）》"):
        assert right in text
    counts = Counter(repair.rule for repair in notice.repairs if repair.certainty is Certainty.CERTAIN)
    assert counts["P-6"] == 2


@pytest.mark.requirement("I-11")
def test_the_notice_lacks_exactly_five_facts(notice: Imported) -> None:
    assert notice.missing == ("署名", "成文日期", "印章", "印发机关", "印发日期")


def test_the_yaml_of_the_notice_is_a_source_that_says_what_was_imported(notice: Imported, tmp_path: Path) -> None:
    path = tmp_path / "通知.yaml"
    path.write_text(imported_yaml(notice), encoding="utf-8")
    document = read_yaml(path).document
    assert document.number is not None
    assert document.number.text == "苏教办〔2024〕15号"
    assert len(document.issued[0].body) == 21
    assert "原文没有写明的" in path.read_text(encoding="utf-8").splitlines()[1]


@pytest.mark.requirement("I-11")
def test_a_placeholder_is_explained_above_it(tmp_path: Path) -> None:
    path = tmp_path / "公文.txt"
    path.write_text("各科室：\n现就值班工作通知如下：\n请按时到岗。\n", encoding="utf-8")
    lines = imported_yaml(import_file(path)).splitlines()
    position = lines.index("标题: ×××通知")
    assert lines[position - 1].startswith("# 原文没有写明标题")


@pytest.mark.requirement("I-1")
def test_a_source_is_not_imported_once_more(tmp_path: Path) -> None:
    path = tmp_path / "通知.yaml"
    path.write_text("标题: 通知", encoding="utf-8")
    with pytest.raises(SourceError, match="这是源稿"):
        import_file(path)


@pytest.mark.requirement("I-1")
@pytest.mark.parametrize(
    ("name", "title", "blocks", "words"),
    [
        ("14-cr-only.txt", "临溪市教育局关于开学工作的通知", 1, ""),
        ("16-utf16.txt", "临溪市教育局关于开学工作的通知", 0, "缺少必需的键：正文"),
        ("62-no-body-newlines.txt", "×××通知", 1, "认不出结构"),
        ("64-ascii-only.txt", "Notice of School Opening", 3, "不像公文"),
        ("66-redos.txt", "×××", 3, "没有找到标题"),
    ],
)
def test_hostile_texts_are_imported_in_a_moment_with_a_word_about_what_is_wrong(
    shared: Path, name: str, title: str, blocks: int, words: str
) -> None:
    begin = time.process_time()
    made = import_file(shared / "bad" / name)
    assert time.process_time() - begin < 5
    assert made.data["标题"] == title
    assert len(list(values(made.data.get("正文", [])))) == blocks
    assert words in "\n".join(issue.message for issue in made.issues)


def test_every_suspicious_row_of_the_notice_is_proposed_or_noted_and_not_applied(notice: Imported) -> None:
    doubts = [repair for repair in notice.repairs if repair.certainty is not Certainty.CERTAIN]
    text = "\n".join(values(notice.data))
    lines = Counter(repair.where.line for repair in doubts)
    assert lines.keys() >= {21, 29, 31, 33, 35, 41, 43, 47, 53, 59, 63, 73}
    for kept in (
        "今年全市",
        "同比提升3.8%",
        "国家学生（青年）运动会",
        "大学、项目建设",
        "学生在集中收看",
        "（修改）》",
        "领导班子128名",
    ):
        assert kept in text
    assert all(repair.before in text for repair in doubts if "\n" not in repair.before)


def test_what_is_right_in_the_notice_is_not_touched(notice: Imported) -> None:
    text = "\n".join(values(notice.data))
    raw = TRANSCRIPT.read_text(encoding="utf-8")
    for right in (
        "苏州—新加坡",
        "江苏—新西兰",
        "2021—2023",
        "“1+7”",
        "1+1+X",
        "5+2",
        "U16",
        "ESI",
        "APP",
        "刚果（布）",
    ):
        assert (right in text) == (right in raw)
    for mark in "“”‘’《》〔〕":
        assert text.count(mark) == raw.count(mark)


def test_proposals_stand_above_the_paragraph_that_they_concern(notice: Imported) -> None:
    lines = [line.strip() for line in imported_yaml(notice).splitlines()]
    position = next(i for i, line in enumerate(lines) if line.startswith("- 11.学生健康水平"))
    comments = [line for line in lines[position - 3 : position] if line.startswith("#")]
    assert any("国家学生" in comment and "全国学生" in comment for comment in comments)
