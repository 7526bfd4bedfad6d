import os
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from typeset.errors import Severity, SourceError
from typeset.model import Heading
from typeset.readers import Reading, read_yaml
from typeset.strict_yaml import nodes
from typeset.strict_yaml.source_text import read_source_text

LEAST = "发文机关: 甲局\n标题: 甲局关于乙的通知\n正文: 丙。\n"


def read(folder: Path, text: str | bytes) -> Reading:
    path = folder / "通知.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_yaml(path)


def refusals(folder: Path, text: str | bytes) -> list[tuple[str, int | None, int | None, str]]:
    with pytest.raises(SourceError) as caught:
        read(folder, text)
    issues = caught.value.issues
    assert all(issue.severity is Severity.ERROR for issue in issues)
    assert all(issue.where.file == str(folder / "通知.yaml") for issue in issues)
    return [(issue.requirement, issue.where.line, issue.where.column, issue.message) for issue in issues]


@pytest.mark.requirement("S-2")
@pytest.mark.parametrize("written", ["no", "~", "null", "2024-02-20", "0226", "17:00", "1e3", "0x10", "是", "2025:08"])
def test_every_scalar_is_text(tmp_path: Path, written: str) -> None:
    assert read(tmp_path, LEAST + f"印发机关: {written}\n").document.printing_office == written


@pytest.mark.requirement("S-1")
def test_a_byte_order_mark_and_windows_line_ends_leave_no_trace(tmp_path: Path) -> None:
    document = read(tmp_path, b"\xef\xbb\xbf" + LEAST.replace("\n", "\r\n").encode()).document
    assert (document.title, document.body[0].text) == ("甲局关于乙的通知", "丙。")
    assert read_source_text(tmp_path / "通知.yaml").startswith("发文机关")


@pytest.mark.requirement("S-1")
@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        ("标题: 中文\n".encode("gb18030"), "像是 GBK", 1),
        ("标题: 甲\n正文: ".encode() + b"\xff\xff\xff", "不是 UTF-8", 2),
        ("标题: 甲".encode("utf-16"), "UTF-16", None),
        ("标题: 甲\n\n正文: 乙\x0b\n".encode(), "U+000B", 3),
        ("标题: 甲\x85\n".encode(), "U+0085", 1),
        ("标题: 甲\ufffe\n".encode(), "U+FFFE", 1),
    ],
)
def test_a_file_that_is_no_clean_utf_8_is_refused(tmp_path: Path, data: bytes, message: str, line: int | None) -> None:
    rule, at, _, shown = refusals(tmp_path, data)[0]
    assert (rule, at) == ("S-1", line)
    assert message in shown


@pytest.mark.requirement("S-1")
def test_a_missing_file_a_folder_and_a_pipe_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道")
    for name, message in {
        "没有.yaml": "找不到文件",
        ".": "这是文件夹",
        "管道": "不是普通文件",
        "长" * 300: "打不开",
    }.items():
        with pytest.raises(SourceError) as caught:
            read_yaml(tmp_path / name)
        assert message in caught.value.issues[0].message


@pytest.mark.requirement("S-1")
def test_a_text_over_the_limit_is_refused_at_once(tmp_path: Path) -> None:
    start = time.perf_counter()
    assert "超过上限" in refusals(tmp_path, LEAST + "附注: " + "a" * 5_000_001)[0][3]
    assert time.perf_counter() - start < 2


@pytest.mark.requirement("S-2")
@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("甲: &a 乙\n丙: *a\n", 1, 4, "锚点“&a”"),
        ("甲: &a 乙\n丙: *a\n", 2, 4, "别名“*a”"),
        ("甲: !!str 乙\n", 1, 4, "标签“!!str”"),
        ("甲: ! 乙\n", 1, 4, "标签"),
        ("甲: !!python/object/apply:os.system [ls]\n", 1, 4, "!!python/object/apply:os.system"),
        ("甲: 乙\n---\n丙: 丁\n", 3, 1, "不止一份内容"),
        ("甲:\n  <<: {丙: 丁}\n", 1, 1, ""),
        ("%TAG ! tag:x,2000:\n---\n甲: 乙\n", 1, 1, "%TAG"),
        ("甲: " + "[" * 40 + "]" * 40 + "\n", 1, 35, "嵌套超过"),
        ("标题: “甲”\n\t正文: 乙\n", 2, 1, ""),
        ("标题: '甲\n正文: 乙\n", 1, 5, "引号没有配对"),
        ('标题: "甲\\q"\n', 1, 7, "反斜杠"),
        ("抄送: [甲, 乙\n正文: 丙\n", 2, 3, ""),
        ("标题：甲\n正文: 乙\n", 1, 1, "全角冒号"),
        ("标题: 甲: 乙\n", 1, 6, "多余的“: ”"),
        ("标题: *甲*\n", 1, 5, "* 和 &"),
        ("标题: @甲\n", 1, 5, "不能放在开头"),
        ("标题: 甲\n  正文: 乙\n", 2, 5, ""),
        ("正文: |甲\n", 1, 6, "“|”或“>”后面"),
    ],
)
def test_yaml_outside_the_subset_is_refused_in_chinese_with_its_place(
    tmp_path: Path, text: str, line: int, column: int, message: str
) -> None:
    found = refusals(tmp_path, text)
    assert (line, column) in [(issue[1], issue[2]) for issue in found]
    assert any(message in issue[3] for issue in found)
    assert all("expected" not in issue[3] and "found" not in issue[3] for issue in found)


@pytest.mark.requirement("S-2")
def test_nothing_is_constructed_from_a_tag(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    refusals(tmp_path, "标题: !!python/object/apply:os.system ['touch PWNED']\n")
    assert not (tmp_path / "PWNED").exists()


@pytest.mark.requirement("S-2", "S-3")
def test_keys_written_twice_or_not_as_text_are_refused_with_both_places(tmp_path: Path) -> None:
    found = refusals(tmp_path, LEAST + "标题: 丁\n? [甲]\n: 乙\n附件:\n  标题: 甲\n  标题: 乙\n")
    assert [issue[:2] for issue in found] == [("S-3", 4), ("S-3", 5), ("S-3", 9)]
    assert "“标题”写了两次，第一次在第2行" in found[0][3]


@pytest.mark.requirement("S-3")
def test_a_merge_key_is_refused(tmp_path: Path) -> None:
    assert refusals(tmp_path, LEAST + "<<: {题注: 甲}\n")[0][3] == "不认识的键“<<”"


@pytest.mark.requirement("S-3", "S-4")
def test_all_errors_of_a_file_are_shown_at_once_in_its_order(tmp_path: Path) -> None:
    text = (
        "密级: 绝密★永久\n发文机关: 甲局\n主送: 各局\n成文日期: 2025-2-30\n附件:\n  - 标题: 甲\n  - 题目: 乙\n标题: x\n"
    )
    found = refusals(tmp_path, text)
    assert [issue[:2] for issue in found] == [("S-5", 1), ("S-4", 1), ("S-3", 3), ("S-4", 4), ("S-3", 7)]
    assert found[2][3] == "不认识的键“主送”；是否指“主送机关”？"


@pytest.mark.slow
def test_thousands_of_errors_are_counted_rather_than_shown(tmp_path: Path) -> None:
    start = time.perf_counter()
    for many in ("".join(f"键{index}: 甲\n" for index in range(20_000)), "".join("- *a\n" for _ in range(20_000))):
        found = refusals(tmp_path, LEAST + many if "键" in many else many)
        assert len(found) <= 101
    assert "没有列出" in found[-1][3]
    assert time.perf_counter() - start < 5


@pytest.mark.requirement("S-5")
@pytest.mark.parametrize("text", ["", "# 只有注释\n", "---\n", "- 甲\n- 乙\n", "只有文字\n"])
def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path, text: str) -> None:
    assert refusals(tmp_path, text)


@pytest.mark.requirement("S-4")
def test_an_empty_key_is_absent_and_mentioned(tmp_path: Path) -> None:
    reading = read(tmp_path, LEAST + "题注:\n附件:\n  - 标题: 甲\n    题注: ''\n")
    found = [(issue.requirement, issue.severity, issue.where.line) for issue in reading.issues]
    assert found == [("S-4", Severity.INFO, 4), ("S-4", Severity.INFO, 7)]


def test_a_page_break_and_an_empty_cell_are_no_empty_keys(tmp_path: Path) -> None:
    body = "正文:\n  - 甲\n  - 分页:\n  - 表格: {行: [[{文: , 跨列: 2}], [a, '']]}\n"
    reading = read(tmp_path, LEAST.replace("正文: 丙。\n", body))
    assert [block.kind for block in reading.document.body] == ["段落", "分页", "表格"]
    assert reading.issues == ()


PLACES = """\
发文机关: 甲局
标题: |
  甲局关于
  乙的通知
正文: |

  现将有关事项通知如下。

    一、加强领导
  各地要重视。
印发件:
  标题: 总结
  正文:
    - 第一段
    - |
      第二段
      第三段
    - 段落: |
        第四段
    - 表格: {行: [[a]]}
附件:
  - 标题: 名单
    正文: "甲\\n乙"
"""


def test_every_block_knows_the_line_of_its_text(tmp_path: Path) -> None:
    reading = read(tmp_path, PLACES)

    def place(*path: str | int) -> tuple[int | None, int | None]:
        where = reading.place(path)
        return where.line, where.column

    assert isinstance(reading.document.body[1], Heading)
    assert [place("正文", index) for index in range(3)] == [(7, 3), (9, 5), (10, 3)]
    assert [place("印发件", 0, "正文", index) for index in range(5)] == [(14, 7), (16, 7), (17, 7), (19, 9), (20, 7)]
    assert [place("附件", 0, "正文", index) for index in range(2)] == [(23, 9), (23, 9)]
    assert (place("印发件", 0), place("附件", 0), place("标题")) == ((11, 1), (22, 5), (2, 1))
    assert place("印发件", 0, "正文", 4, "行", 3) == (20, 7)
    assert (reading.place().line, reading.place(("抄送",)).line) == (None, None)
    assert reading.place(("抄送",)).file is not None


def test_the_reader_works_without_the_c_parser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_c = read(tmp_path, PLACES)
    monkeypatch.setattr(nodes, "LOADER", nodes.yaml.Loader)
    without_c = read(tmp_path, PLACES)
    assert (without_c.document, without_c.places) == (with_c.document, with_c.places)
    assert refusals(tmp_path, '标题: "\\ud800"\n')[0][0] in ("S-1", "S-2")


def test_importing_the_model_loads_neither_yaml_nor_the_reader() -> None:
    import subprocess

    code = "import sys, typeset.model; sys.exit('yaml' in sys.modules or 'typeset.readers' in sys.modules)"
    root = Path(__file__).parents[1]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any")


@settings(deadline=None, max_examples=80)
@given(data=st.one_of(st.binary(max_size=60), st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_file_is_read_or_refused_with_reasons(folder: Path, data: bytes) -> None:
    try:
        read(folder, data)
    except SourceError as error:
        assert error.issues
        assert all(str(issue).replace("\u3000", "").isprintable() for issue in error.issues)


PIECES = (
    *("标题", "正文", "附件", "印章", "甲", "一、", "2024-2-30", "|a|", "：", "&a", "*a", "!!str", "<<", "---\n"),
    *(":", ": ", "-", "- ", "|", ">", "[", "]", "{", "}", ",", "'", '"', "#", "?", "\\", "%", "  ", "\n", "\t"),
)
YAML_LIKE = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@settings(deadline=None, max_examples=150)
@given(text=YAML_LIKE)
def test_any_text_that_is_nearly_yaml_is_read_or_refused_with_reasons(folder: Path, text: str) -> None:
    try:
        read(folder, LEAST + text)
    except SourceError as error:
        assert error.issues
        assert all(issue.where.line is not None or "没有内容" in issue.message for issue in error.issues)


@settings(deadline=None, max_examples=60)
@given(
    lines=st.lists(
        st.text(
            st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs", "Cn"], exclude_characters="\\*[|\ufeff")
        ),
        min_size=1,
        max_size=5,
    )
)
def test_text_of_a_literal_block_is_preserved_to_the_character(folder: Path, lines: list[str]) -> None:
    body = "".join(f"  {line}\n" for line in lines if line)
    if body:
        document = read(folder, LEAST.replace("正文: 丙。\n", "正文: |\n" + body)).document
        assert [block.text for block in document.body] == [line for line in lines if line]
