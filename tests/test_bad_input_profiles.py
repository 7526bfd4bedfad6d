"""Profiles that cannot be used: one Chinese message with the place in the document, never a traceback."""

from pathlib import Path

import pytest

from tests.rendered import own_fonts
from tests.samples import SMALL
from typeset.errors import Issue, ProfileError, SourceError
from typeset.job import compose
from typeset.profiles import LOWEST_TOP_MM, MOST_ROWS, load_profile

TEXT = "".join(f"{key}: {value}\n" for key, value in SMALL.items()) + "样式: p.yaml\n"
LONG_NAME = "长" * 300


def refusal(folder: Path, profile: str, *, source: str = TEXT, **others: str) -> Issue:
    for name, text in {"p": profile, **others}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    path = folder / "文.yaml"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        compose(path)
    (issue,) = caught.value.issues
    assert (issue.requirement, issue.where.line) == ("S-4", source.count("\n"))
    assert str(issue).isprintable()
    return issue


WRONG = {
    "表格: {字号: 0}": "表格.字号",
    "表格: {字号: nan}": "表格.字号",
    "表格: {底色: 红}": "不认识的键“表格.底色”",
    "页码: {附件: 是}": "页码.附件",
    "页码: {样式: 无}": "页码.样式",
    f"页码: {{样式: {'长' * 30}1}}": "页码.样式",
    '页码: {样式: "1\\n"}': "页码.样式",
    '页码: {样式: "🐉1"}': "页码的样式“🐉1”里的“🐉”字体里没有",
    '页码: {样式: "\\u200b1"}': "U+200B",
    "版记: {偶数页: 也许}": "版记.偶数页",
    "落款: {调字距: 1}": "落款.调字距",
    "落款: {调行距: []}": "落款.调行距",
    "颜色: 绿": "颜色",
    f"水印: {'草' * 500}": "水印",
    '水印: "草\\n稿"': "水印",
    '水印: "🐉"': "字体里没有",
    "水印: ''": "水印",
    f"版面: {{行数: {MOST_ROWS + 1}}}": "版面.行数",
    f"版面: {{天头: {LOWEST_TOP_MM + 1}}}": "版面.天头",
    "版面: {天头: inf}": "版面.天头",
    "印章: {直径: 1000}": "印章.直径",
    "版面: 大": "版面",
    "字体: {仿宋: []}": "字体.仿宋",
    "字体: {仿宋: 没有.ttf}": "一个也找不到：没有.ttf",
    f"字体: {{仿宋: {LONG_NAME}.ttf}}": "一个也找不到",
    "字体: {仿宋: p.yaml}": "一个也找不到",
    "继承: 没有": "没有名为“没有”的样式",
    f"继承: {LONG_NAME}": "没有名为“长",
    f"继承: {LONG_NAME}.yaml": "找不到样式文件",
    "继承: ../p.yaml": "不在文稿所在的文件夹里",
    "继承: p.yaml": "继承了自己",
    "继承: [p.yaml]": "应当是一个样式的名字",
    "- 甲": "键: 值",
    "版面: [": "p.yaml:",
}


@pytest.mark.requirement("S-4")
@pytest.mark.parametrize("text", WRONG)
def test_a_profile_that_cannot_be_used_is_refused_where_the_document_names_it(tmp_path: Path, text: str) -> None:
    assert WRONG[text] in refusal(tmp_path, f"{text}\n").message


@pytest.mark.requirement("S-4")
def test_profiles_that_inherit_in_a_circle_or_without_end_are_refused(tmp_path: Path) -> None:
    assert "继承了自己" in refusal(tmp_path, "继承: q.yaml\n", q="继承: p.yaml\n").message
    chain = {f"q{number}": f"继承: q{number + 1}.yaml\n" for number in range(1500)}
    assert "一层层继承了20个样式" in refusal(tmp_path, "继承: q0.yaml\n", **chain).message


@pytest.mark.parametrize("name", [LONG_NAME, f"{LONG_NAME}.yaml", "甲\u202e乙", "../甲.yaml", "无此样式"])
def test_a_name_that_no_profile_can_have_is_refused(tmp_path: Path, name: str) -> None:
    assert "样式" in refusal(tmp_path, "", source=TEXT.replace("p.yaml", name)).message


@pytest.mark.parametrize("text", ["<b>草稿</b>", '"', "&amp;", "\\"])
def test_a_watermark_of_markup_is_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "p.yaml").write_text(f"水印: '{text}'\n", encoding="utf-8")
    path = tmp_path / "文.yaml"
    path.write_text(TEXT, encoding="utf-8")
    assert text in [line.text for line in compose(path).painted.pages[0].lines]


def test_a_profile_given_by_hand_is_no_fault_of_the_document(tmp_path: Path) -> None:
    path = tmp_path / "文.yaml"
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(ProfileError, match="没有名为"):
        compose(path, profile=LONG_NAME)
    with pytest.raises(ProfileError, match="“🐉”字体里没有"):
        compose(path, profile="gbt9704", watermark="🐉")


def test_the_profiles_at_the_limits_hold_a_page_and_its_number() -> None:
    profile = load_profile({"版面": {"行数": str(MOST_ROWS), "天头": str(LOWEST_TOP_MM)}})
    assert profile.grid.row_top_mm(MOST_ROWS) + profile.grid.em_mm < 297 - 7 - 5
    assert profile.grid.pitch_mm > 22 / 72 * 25.4, "a title of 22 pt"
    assert own_fonts().covers(profile.digits_from, "1")
