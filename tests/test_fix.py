"""typeset fix: the characters that are certainly wrong change, and nothing else in the file."""

import difflib
import shutil
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.commands import run_command
from tests.conftest import SHARED
from tests.proofread_passages import TRANSCRIPT
from tests.samples import NOTICE
from typeset.errors import SourceError, UnsupportedError
from typeset.fixing import fix_file

run = partial(run_command, "fix")

SOURCE = """\
# 注释 , 不动
发文机关: 甲局
发文字号: 甲发〔2025〕1号   # 行末注释
标题: "甲局关于 \\"开学\\" 的通知"

主送机关: '各校(园)''甲'
正文:
- |
   1、加强**领导,** 团结 3 人(含)。
   甲,乙:丙
- 段落: 全市 and 各县, 都要"落实"。
- >
   折叠 3 个
   不动
署名: 甲局 (章)
"""
FIXED = """\
# 注释 , 不动
发文机关: 甲局
发文字号: 甲发〔2025〕1号   # 行末注释
标题: "甲局关于“开学”的通知"

主送机关: '各校（园）''甲'
正文:
- |
   1.加强**领导，**团结3人（含）。
   甲，乙：丙
- 段落: 全市和各县，都要“落实”。
- >
   折叠 3 个
   不动
署名: 甲局 (章)
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "通知.yaml"
    path.write_text(SOURCE, encoding="utf-8")
    return path


def test_what_is_certain_is_corrected_and_comments_order_and_quoting_stay(source: Path) -> None:
    done = run(source)
    assert (done.exit_code, source.read_text(encoding="utf-8")) == (0, FIXED)
    assert f"{source}:9:5 已改 [B-顿-3] “、”→“.” 序号“1、”用了顿号" in done.output
    assert f"{source}：已改正 " in done.output


def test_a_second_run_changes_nothing(source: Path) -> None:
    run(source)
    before = source.stat().st_mtime_ns
    assert "已改正 0 处" in run(source).output
    assert source.stat().st_mtime_ns == before


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_and_byte_order_mark_stay(source: Path, ending: str) -> None:
    source.write_bytes(b"\xef\xbb\xbf" + SOURCE.replace("\n", ending).encode())
    run(source)
    assert source.read_bytes() == b"\xef\xbb\xbf" + FIXED.replace("\n", ending).encode()


def test_a_dry_run_prints_the_difference_and_writes_nothing(source: Path) -> None:
    done = run("--dry-run", source)
    assert source.read_text(encoding="utf-8") == SOURCE
    assert "\n+   甲，乙：丙\n" in done.stdout and "\n-   甲,乙:丙\n" in done.stdout


def test_the_result_can_go_to_another_file(source: Path, tmp_path: Path) -> None:
    assert run("-o", tmp_path / "新.yaml", source).exit_code == 0
    assert source.read_text(encoding="utf-8") == SOURCE
    assert (tmp_path / "新.yaml").read_text(encoding="utf-8") == FIXED
    assert run("-o", tmp_path / "新.yaml", source, source).exit_code == 2


def test_what_is_not_certain_is_shown_with_its_place(source: Path) -> None:
    source.write_text(SOURCE.replace("甲,乙:丙", "要加强 领导，落实“甲 乙”。"), encoding="utf-8")
    done = run(source)
    assert f"{source}:10:7 建议 [P-3] “ ”→删去 两个汉字之间有空格" in done.output
    assert "要加强 领导" in source.read_text(encoding="utf-8")


def test_what_is_missing_is_shown_as_an_insertion(source: Path) -> None:
    source.write_text(SOURCE.replace("甲,乙:丙", "在市委市政府领导下。"), encoding="utf-8")
    assert f"{source}:10:7 建议 [Y-2] 插入“、” 并列的机关之间没有顿号" in run(source).output


def test_silenced_rules_correct_nothing(source: Path) -> None:
    source.write_text(SOURCE + "校对:\n  忽略: [{规则: P, 理由: 照录}, {规则: B-顿-3, 理由: 照录}]\n", encoding="utf-8")
    assert fix_file(source).corrections == ()


def test_a_text_file_keeps_its_blanks_and_empty_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("　　第一条　甲,乙。\r\n\r\n  二、2 个  \r\n".encode())
    run(path)
    assert path.read_bytes().decode() == "　　第一条　甲，乙。\r\n\r\n  二、2 个  \r\n"


@pytest.mark.parametrize(
    ("encoding", "mark"), [("gb18030", b""), ("utf-16-le", b"\xff\xfe"), ("utf-8", b"\xef\xbb\xbf")]
)
def test_a_text_file_keeps_its_encoding(tmp_path: Path, encoding: str, mark: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(mark + "关于开展检查工作的通知\n各校,请认真做好准备。\n".encode(encoding))
    assert run(path).exit_code == 0
    assert path.read_bytes() == mark + "关于开展检查工作的通知\n各校，请认真做好准备。\n".encode(encoding)


def test_the_transcript_of_the_notice_is_corrected_before_its_pages_are_joined(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    shutil.copy(TRANSCRIPT, path)
    fixed = fix_file(path)
    assert len([c for c in fixed.corrections if c.rule == "P-3"]) >= 160
    assert fixed.after.count("\n") == fixed.before.count("\n")


def test_the_notice_itself_has_one_certain_correction(tmp_path: Path) -> None:
    assert [(c.rule, c.before, c.after) for c in fix_file(NOTICE).corrections] == [("B-连-3", "-", "～")]


@pytest.mark.parametrize("name", ["a.pdf", "a.docx"])
def test_files_of_other_programs_are_to_be_imported_first(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnsupportedError, match=f"typeset import {name}"):
        fix_file(tmp_path / name)
    assert run(tmp_path / name).exit_code == 1


def test_unknown_missing_and_broken_files_have_one_message(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("标题: [", encoding="utf-8")
    for name in ("a.png", "无.txt"):
        done = run(tmp_path / name)
        assert (done.exit_code, len(done.output.splitlines())) == (1, 1)
    with pytest.raises(SourceError):
        fix_file(tmp_path / "a.yaml")


@pytest.mark.slow
@pytest.mark.parametrize("file", sorted([*SHARED.glob("bad/*.yaml"), *SHARED.glob("bad/*.txt")]), ids=lambda f: f.name)
def test_hostile_files_are_corrected_or_refused_with_a_reason(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / file.name
    shutil.copy(file, copy)
    done = run(copy)
    assert done.exit_code in (0, 1) and done.output
    if done.exit_code == 1:
        assert copy.read_bytes() == file.read_bytes()


TEXTS = st.text(alphabet="学生教育,.:;()（）“”\"' 12 ab，。、#-*|[]", min_size=1, max_size=30)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, st.sampled_from(["plain", "single", "double", "literal"]))
def test_only_corrected_characters_differ_in_any_source(tmp_path: Path, text: str, style: str) -> None:
    written = {
        "plain": text,
        "single": "'" + text.replace("'", "''") + "'",
        "double": '"' + text.replace('"', '\\"') + '"',
        "literal": "|\n  甲\n  " + text,
    }[style]
    path = tmp_path / "任意.yaml"
    path.write_text(f"发文机关: 甲局 # , \n标题: 通知\n正文: {written}\n附注: 甲,乙 # ,\n", encoding="utf-8")
    try:
        fixed = fix_file(path)
    except SourceError:
        return
    matcher = difflib.SequenceMatcher(None, fixed.before, fixed.after, autojunk=False)
    changed = sum(max(j - i, m - k) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal")
    assert changed <= sum(max(len(c.before), len(c.after or "")) * 2 for c in fixed.corrections)
    assert "发文机关: 甲局 # , \n标题: 通知\n" in fixed.after and fixed.after.endswith("附注: 甲，乙 # ,\n")
    path.write_text(fixed.after, encoding="utf-8")
    assert fix_file(path).corrections == ()
