"""typeset diff: what is printed, written and returned."""

import json
import re
import time
from collections.abc import Mapping
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.commands import run_command
from tests.samples import ROOT, SMALL
from typeset import compose, write_docx, write_pdf
from typeset.backends.source_yaml import write_source
from typeset.comparing import compare_files
from typeset.reports.difference_html import difference_html
from typeset.reports.differences import difference_lines

run = partial(run_command, "diff")

OLD: Mapping[str, object] = {**SMALL, "正文": "一、总体要求\n各校完成校舍检查。\n请于9月5日前报送情况。\n特此通知。\n"}
NEW: Mapping[str, object] = {
    **OLD,
    "标题": "关于做好2025年秋季开学工作的通知",
    "正文": "一、总体要求\n请于9月15日前报送情况。\n特此通知。\n",
    "附注": "此件公开发布",
}


def source(folder: Path, name: str, data: Mapping[str, object]) -> Path:
    path = folder / name
    path.write_text(write_source(data), encoding="utf-8")
    return path


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return source(tmp_path, "原稿.yaml", OLD), source(tmp_path, "新稿.yaml", NEW)


def test_the_terminal_shows_element_lines_and_words(files: tuple[Path, Path]) -> None:
    result = run(*files)
    assert result.exit_code == 1
    assert result.output.splitlines()[3:] == [
        "标题　修改（第4行）",
        "  关于做好{+2025年+}秋季开学工作的通知",
        "",
        "正文原第2段　删去（原稿第8行，在“一、总体要求”下）",
        "  [-各校完成校舍检查。-]",
        "",
        "正文第2段　修改（第9行 → 第8行，在“一、总体要求”下）",
        "  请于9月[-5-]{+15+}日前报送情况。",
        "",
        "附注　增加（新稿第11行）",
        "  {+（此件公开发布）+}",
        "",
        "改动 4 处：标题 1，正文 2，附注 1",
    ]


def test_the_same_content_is_said_and_returned(files: tuple[Path, Path]) -> None:
    result = run(files[0], files[0])
    assert result.exit_code == 0
    assert result.output.endswith("内容相同\n")


def test_colours_take_the_place_of_marks(files: tuple[Path, Path]) -> None:
    lines = "\n".join(difference_lines(compare_files(*files), has_colours=True))
    assert "\x1b[32m2025年\x1b[0m" in lines
    assert re.search(r"\x1b\[31m(\x1b\[9m)?5\x1b", lines)
    assert "[-" not in lines
    assert "{+" not in lines


def test_what_did_not_change_is_cut_in_the_terminal(tmp_path: Path) -> None:
    body = f"{'前' * 100}做好{'中' * 100}工作{'后' * 100}"
    old = source(tmp_path, "a.yaml", {**OLD, "正文": body})
    new = source(tmp_path, "b.yaml", {**OLD, "正文": body.replace("做好", "搞好").replace("工作", "任务")})
    line = run(old, new).output.splitlines()[4]
    assert line == f"  ……{'前' * 16}[-做好-]{{+搞好+}}{'中' * 16}……{'中' * 16}[-工作-]{{+任务+}}{'后' * 16}……"


def test_json_holds_paths_lines_and_words(files: tuple[Path, Path]) -> None:
    data = json.loads(run(*files, "--json").output)
    assert data["summary"] == {"changes": 4, "elements": {"标题": 1, "正文": 2, "附注": 1}}
    assert data["changes"][2] == {
        "kind": "edited",
        "element": "正文",
        "name": "正文第2段",
        "old_path": ["正文", 2],
        "new_path": ["正文", 1],
        "old_line": 9,
        "new_line": 8,
        "heading": "一、总体要求",
        "note": None,
        "before": "请于9月5日前报送情况。",
        "after": "请于9月15日前报送情况。",
        "words": [
            {"kind": "same", "text": "请于9月"},
            {"kind": "removed", "text": "5"},
            {"kind": "added", "text": "15"},
            {"kind": "same", "text": "日前报送情况。"},
        ],
    }


class _Marked(HTMLParser):
    """Collects the tags of a page and the text in <del> and <ins>."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.marked: dict[str, list[str]] = {"del": [], "ins": []}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not any(name in ("src", "href", "onclick") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        if (tag := self.tags[-1] if self.tags else "") in self.marked and "/*" not in data and data.strip():
            self.marked[tag].append(data)


def test_the_page_marks_words_and_needs_nothing_from_elsewhere(files: tuple[Path, Path], tmp_path: Path) -> None:
    target = tmp_path / "比对.html"
    assert run(*files, "--html", target).exit_code == 1
    page = target.read_text(encoding="utf-8")
    assert {"<del>5</del>", "<ins>15</ins>", "<ins>2025年</ins>", "<del>各校完成校舍检查。</del>"} <= set(
        re.findall("<del>.*?</del>|<ins>.*?</ins>", page)
    )
    assert not {"script", "link", "img", "iframe"} & set(_Marked(page).tags)
    assert "http" not in page.replace("http-equiv", "")


def test_texts_and_names_of_files_are_escaped_in_the_page(tmp_path: Path) -> None:
    attack = "<script>alert(1)</script>&amp;"
    old = source(tmp_path, "a<b>.yaml", OLD)
    new = source(tmp_path, "b.yaml", {**OLD, "标题": f"{attack}的通知", "正文": f"{attack}\n"})
    page = difference_html(compare_files(old, new))
    assert "<script" not in page
    assert "a<b>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;" in page


def test_a_text_is_compared_as_it_is_imported(tmp_path: Path) -> None:
    text = tmp_path / "通知.txt"
    lines = ["临溪市教育局文件", "临教发〔2025〕12号", "", str(SMALL["标题"]), "", "各县（市、区）教育局："]
    text.write_text(
        "\n".join([*lines, "现就做好秋季开学工作通知如下。", "临溪市教育局", "2025年8月20日"]), encoding="utf-8"
    )
    data = {**SMALL, "发文机关标志": "临溪市教育局文件"}
    unseen = {"目录": "是", "印章": "无", "归档": {"年度": "2025"}, "标题": "关于做好秋季\n开学工作的通知"}
    result = run(source(tmp_path, "通知.yaml", {**data, **unseen}), text)
    assert "通知.txt 不是源稿" in result.output
    assert "正文第1段　修改（第8行 → 第7行）\n  现就做好秋季开学[-有关-]工作通知如下。" in result.output
    assert result.output.splitlines()[-1] == "改动 1 处：正文 1"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["通报", "请示", "报告", "通知"])
def test_a_sample_is_the_same_as_its_own_word_draft_and_nearly_the_same_as_its_pdf(name: str, tmp_path: Path) -> None:
    origin = ROOT / "source" / "样例" / f"{name}.yaml"
    composition = compose(origin)
    draft, pdf = tmp_path / "稿.docx", tmp_path / "稿.pdf"
    draft.write_bytes(write_docx(composition))
    pdf.write_bytes(write_pdf(composition))
    assert compare_files(origin, draft).changes == ()
    assert {change.element for change in compare_files(origin, pdf).changes} <= {"附件2"}


@pytest.mark.parametrize("content", ["", "标题: [", "标题: 甲", "\x00"])
def test_a_file_that_cannot_be_read_is_a_mistake_of_usage(
    files: tuple[Path, Path], tmp_path: Path, content: str
) -> None:
    bad = tmp_path / "坏.yaml"
    bad.write_text(content, encoding="utf-8")
    for pair in ((files[0], bad), (bad, files[0]), (files[0], tmp_path / "没有.yaml")):
        result = run(*pair)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert "yaml" in result.stderr


def test_a_page_that_cannot_be_written_is_a_mistake_of_usage(files: tuple[Path, Path], tmp_path: Path) -> None:
    assert run(*files, "--html", tmp_path / "没有" / "a.html").exit_code in (1, 2)
    (tmp_path / "文件夹").mkdir()
    assert run(*files, "--html", tmp_path / "文件夹").exit_code == 2


@pytest.mark.slow
def test_two_long_files_are_compared_in_seconds(tmp_path: Path) -> None:
    sentences = [f"第{number}项工作各地要认真抓好落实，按时报送第{number * 7}号情况表。" for number in range(3000)]
    old = source(tmp_path, "a.yaml", {**OLD, "正文": "\n".join(sentences)})
    new = source(tmp_path, "b.yaml", {**OLD, "正文": "\n".join(sentences[1:]).replace("认真", "切实")})
    start = time.perf_counter()
    comparison = compare_files(old, new)
    assert difference_html(comparison)
    assert len(comparison.changes) == 3000
    assert time.perf_counter() - start < 15
