"""Combinations of elements that cannot be: each is one Issue with its requirement, place and cure."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from tests.layout_laws import breaches
from tests.picture_files import picture, svg, write
from tests.samples import SMALL, document, square_layout
from typeset.errors import Issue, Severity, SourceError
from typeset.job import apart, compose
from typeset.model import Document

SEAL = "章.svg"
URL = "http://example.com/" + "a1/" * 1000
RARE = "\U0003fffd"  # no face has it


def source(folder: Path, **changes: object) -> Path:
    data = {key: value for key, value in {**SMALL, **changes}.items() if value is not None}
    path = folder / "文.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def issues(folder: Path, **changes: object) -> tuple[Issue, ...]:
    write(folder, SEAL, svg())
    return compose(source(folder, **changes)).issues


def refusal(folder: Path, **changes: object) -> tuple[Issue, ...]:
    with pytest.raises(SourceError) as caught:
        compose(source(folder, **changes))
    return caught.value.issues


TWO = ["甲市教育局", "甲市财政局"]
SEALED: list[object] = [{"名称": "甲市教育局", "印章": SEAL}, {"名称": "甲市财政局", "印章": SEAL}]

IMPOSSIBLE: Mapping[str, tuple[Mapping[str, object], str, Severity, str]] = {
    "密级 without 份号": ({"密级": "秘密"}, "T-9-1", Severity.ERROR, "没有写份号"),
    "保密期限 without 密级": ({"保密期限": "1年"}, "T-9-2", Severity.ERROR, "没有写密级"),
    "public and classified": (
        {"密级": "秘密", "份号": "000001", "附注": "此件公开发布"},
        "T-31-1",
        Severity.ERROR,
        "公开发布",
    ),
    "签发人 downward": ({"签发人": "王明"}, "T-9-6", Severity.WARNING, "不是上行文"),
    "署名 of others": ({"发文机关": TWO, "署名": ["甲市教育局", "丙局"]}, "T-9-13", Severity.WARNING, "丙局"),
    "署名 of one": ({"发文机关": TWO, "署名": "甲市教育局"}, "T-9-13", Severity.WARNING, "缺少“甲市财政局”"),
    "印章 twice": ({"发文机关": SEALED, "署名": TWO, "印章": SEAL}, "L-5", Severity.WARNING, "已写印章"),
    "joint mark of one": ({"联合标志": "主办"}, "R-7.2.4-6", Severity.WARNING, "只有一个"),
    "目录 of nothing": ({"目录": "是"}, "S-4", Severity.WARNING, "没有排目录"),
    "附件 without name": ({"附件": [{"正文": "甲"}]}, "R-7.3.4-1", Severity.ERROR, "没有写标题"),
    "附件 without text": ({"附件": [{"标题": "甲"}]}, "R-7.3.7-1", Severity.WARNING, "没有正文"),
    "six levels": (
        {"正文": ["一、甲", "（一）乙", "1.丙", "（1）丁", "①戊", "完。"]},
        "R-7.3.3-3",
        Severity.WARNING,
        "标准只列四级",
    ),
    "cell beyond its table": (
        {"正文": ["甲", {"表格": {"行": [[{"文": "a", "跨行": "9"}, "b"], ["1"]]}}]},
        "S-4",
        Severity.WARNING,
        "改为2",
    ),
    "附件 of an 附件, apart": (
        {"附件": [{"标题": "甲", "正文": "乙", "附件": [{"标题": "丙", "正文": "丁", "不随文": "是"}]}]},
        "L-5",
        Severity.WARNING,
        "“丙”写了“不随文”，它的正文没有排",
    ),
    "footnote that is not": ({"正文": "甲[^1]。"}, "S-4", Severity.WARNING, "脚注“1”没有内容"),
}


@pytest.mark.requirement("T-9-1", "T-9-2", "T-31-1", "T-9-6", "T-9-13", "R-7.2.4-6", "R-7.3.4-1", "R-7.3.7-1", "S-4")
@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_a_combination_that_cannot_be_is_one_issue_with_place_and_cure(tmp_path: Path, name: str) -> None:
    changes, requirement, severity, said = IMPOSSIBLE[name]
    found = [issue for issue in issues(tmp_path, **changes) if issue.requirement == requirement]
    (issue,) = [issue for issue in found if said in str(issue)]
    assert issue.severity is severity
    assert issue.where.line is not None
    assert issue.hint


@pytest.mark.parametrize("changes", [{"联合标志": "主办", "发文机关": TWO}, {"目录": "是", "附件": [{"标题": "甲"}]}])
def test_a_combination_that_can_be_is_not_reported(tmp_path: Path, changes: Mapping[str, object]) -> None:
    said = " ".join(map(str, issues(tmp_path, **changes)))
    assert "只有一个" not in said
    assert "没有排目录" not in said


@pytest.mark.requirement("T-9-13")
def test_seals_are_counted_with_that_of_the_document(tmp_path: Path) -> None:
    three: list[object] = ["甲市教育局", {"名称": "甲市财政局", "印章": SEAL}, "甲市公安局"]
    found = [i.message for i in issues(tmp_path, 发文机关=three, 印章=SEAL) if i.requirement == "T-9-13"]
    assert "印章只有2个，发文机关有3个" in found
    whole = issues(tmp_path, 发文机关=three[:2], 印章=SEAL)
    assert not [issue for issue in whole if "印章只有" in issue.message]


@pytest.mark.requirement("S-4", "S-6")
def test_values_of_the_wrong_form_are_refused_with_their_place(tmp_path: Path) -> None:
    assert "6位" in refusal(tmp_path, 份号="00001")[0].hint
    assert "没有图形" in _said(write(tmp_path, "a.svg", svg(content="")), tmp_path)
    assert "不合理" in _said(write(tmp_path, "a.svg", svg(attributes='width="0" height="0"')), tmp_path)
    assert "没有写图的大小" in _said(write(tmp_path, "a.svg", svg(attributes="")), tmp_path)
    assert "20000×20000" in _said(write(tmp_path, "a.png", _large()), tmp_path)
    photograph = picture("JPEG", mode="RGB")
    assert "不完整" in _said(write(tmp_path, "a.jpg", photograph[: len(photograph) // 2]), tmp_path)


def _large() -> bytes:
    from tests.picture_files import png

    return png(20_000, 20_000, b"")


def _said(file: Path, folder: Path) -> str:
    (issue,) = refusal(folder, 正文=["甲。", {"图": {"文件": file.name}}])
    assert issue.where.line is not None
    assert issue.requirement == "S-6"
    return issue.message


@pytest.mark.requirement("R-7.3.3-1")
@pytest.mark.parametrize(("key", "others"), [("发文字号", {}), ("签发人", {"行文方向": "上行"})])
def test_a_head_that_no_page_holds_is_refused_where_it_is_written(
    tmp_path: Path, key: str, others: Mapping[str, object]
) -> None:
    path = source(tmp_path, **{key: URL}, **others)
    with pytest.raises(SourceError) as caught:
        compose(path)
    (issue,) = caught.value.issues
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[(issue.where.line or 0) - 1].startswith(key)
    assert "排不下" in issue.message


LONG: Mapping[str, Document] = {
    "标题": document(标题=f"{URL}通知"),
    "题注": document(题注=URL),
    "主送机关": document(主送机关=URL),
    "正文": document(正文=f"见{URL}。"),
    "标题1": document(正文=[{"标题1": f"一、{URL}"}, "乙。"]),
    "章": document(目录="是", 正文=[{"章": f"第一章　{URL}"}, {"条": f"第一条　{URL}"}]),
    "格": document(正文=["甲。", {"表格": {"标题": URL, "表头": [URL, "乙"], "行": [[URL, "1"]], "注": URL}}]),
    "脚注": document(正文="甲[^1]。", 脚注={"1": URL}),
    "抄送": document(抄送=URL, 印发机关=URL, 印发日期="2025-08-21"),
    "署名": document(署名=URL),
    "职务": document(署名={"职务": URL, "姓名": URL}),
    "附注": document(附注=URL),
    "附件": document(附件=[{"标题": URL, "正文": URL}]),
    "印发件": document(印发件=[{"标题": URL, "正文": URL, "署名": URL, "附注": URL, "主送机关": URL}]),
    "出席": document(格式="纪要", 发文机关标志="办公会议纪要", 出席=[URL, "王明"]),
    "标志": document(发文机关标志=URL),
    "联合": document(发文机关=[URL, "甲局"], 发文机关标志=None),
    "信函": document(格式="信函", 发文机关标志=URL, 标题=URL),
    "命令": document(格式="命令", 发文机关标志=f"{URL}令", 发文字号="第1号"),
}


@pytest.mark.slow
@pytest.mark.requirement("R-5.2.1-3", "L-1")
@pytest.mark.parametrize("name", LONG)
def test_an_address_of_thousands_of_characters_leaves_no_page_and_loses_nothing(name: str) -> None:
    layout = square_layout(LONG[name])
    assert breaches(layout) == []
    painted = "".join(
        run.actual_text or run.text
        for page in layout.pages
        for line in page.lines
        if line.paragraph >= 0
        for run in line.runs
    )
    assert painted.count("a") >= URL.count("a")
    assert painted.count("/") >= URL.count("/")


@pytest.mark.requirement("L-1")
def test_a_word_that_is_cut_in_many_places_is_reported_once() -> None:
    found = [issue for issue in square_layout(LONG["正文"]).issues if issue.requirement == "L-1"]
    assert len(found) == 1
    assert "等" in found[0].message


RARE_IN: Mapping[str, Mapping[str, object]] = {
    "格": {"正文": ["甲。", {"表格": {"标题": "表", "行": [[f"甲{RARE}", "乙"]]}}]},
    "表题": {"正文": ["甲。", {"表格": {"标题": f"表{RARE}", "行": [["甲", "乙"]]}}]},
    "表注": {"正文": ["甲。", {"表格": {"注": f"注{RARE}", "行": [["甲", "乙"]]}}]},
    "脚注": {"正文": "甲[^1]。", "脚注": {"1": f"注{RARE}"}},
    "抄送": {"抄送": f"甲{RARE}局", "印发机关": "乙", "印发日期": "2025-08-21"},
    "印发机关": {"抄送": "甲局", "印发机关": f"乙{RARE}", "印发日期": "2025-08-21"},
    "联合标志": {"发文机关": [f"甲{RARE}局", "乙局"], "发文机关标志": None},
    "标志": {"发文机关标志": f"甲{RARE}局文件"},
    "签发人": {"行文方向": "上行", "签发人": [f"王{RARE}", "李明"]},
    "职务": {"署名": {"职务": f"局{RARE}长", "姓名": "王明"}},
    "出席": {"格式": "纪要", "发文机关标志": "甲纪要", "出席": [f"王{RARE}"]},
    "附件": {"附件": [{"标题": f"甲{RARE}", "正文": "乙"}]},
}


@pytest.mark.requirement("L-2")
@pytest.mark.parametrize("name", RARE_IN)
def test_a_character_that_no_face_has_is_marked_reported_and_kept_in_every_element(tmp_path: Path, name: str) -> None:
    composition = compose(source(tmp_path, **RARE_IN[name]))
    runs = [run for page in composition.layout.pages for line in page.lines for run in line.runs]
    marked = [run for run in runs if "〓" in run.text]
    assert marked
    assert all(RARE in (run.actual_text or "") for run in marked)
    assert RARE not in "".join(run.text for run in runs)
    found = [issue for issue in composition.issues if issue.requirement == "L-2"]
    assert found
    assert all("U+3FFFD" in issue.message and issue.where.line is not None for issue in found)


@pytest.mark.requirement("R-7.3.7-4")
def test_an_attachment_apart_that_has_but_attachments_of_its_own_is_not_lost(tmp_path: Path) -> None:
    nested = [{"标题": "甲", "不随文": "是", "附件": [{"标题": "丙", "正文": "丁戊己。"}]}]
    ((number, alone),) = apart(compose(source(tmp_path, 附件=nested)))
    assert number == 1
    assert "丁戊己。" in [line.text for page in alone.layout.pages for line in page.lines]
