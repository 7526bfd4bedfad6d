"""typeset import as a user runs it: what it writes and prints, its exit status, what it never overwrites."""

import json
from functools import partial
from pathlib import Path

import pytest

from tests.commands import run_command
from typeset.readers.yaml import read_yaml

run = partial(run_command, "import")

TRANSCRIPT = Path(__file__).parent / "data/notice-transcript.txt"
TEXT = "# 关于开学的通知\n\n各学校：\n请做好开学工作, 切实保障安全。\n临溪市教育局\n2025年8月20日\n— 1 —\n"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "通知.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_source_stands_beside_the_file_and_can_be_read(text: Path) -> None:
    done = run(text)
    assert done.exit_code == 0
    document = read_yaml(text.with_suffix(".yaml")).document
    assert document.title == "关于开学的通知"
    assert document.date is not None


def test_the_report_counts_first_and_says_what_changed_where(text: Path) -> None:
    lines = run(text).output.splitlines()
    assert lines[0] == f"{text} → {text.with_suffix('.yaml')}"
    assert "  标题：关于开学的通知" in lines
    assert any(line.startswith("  已改 3 处：") for line in lines)
    assert any("4:8 “开学工作, 切实保” → " in line for line in lines)
    assert "  原文没有写明：发文字号、印章、印发机关、印发日期" in lines
    assert "    7:1 — 1 —" in lines


def test_a_source_that_is_there_is_never_overwritten_without_being_told_to(text: Path) -> None:
    target = text.with_suffix(".yaml")
    target.write_text("我的源稿", encoding="utf-8")
    done = run(text)
    assert done.exit_code == 1
    assert "没有覆盖" in done.output
    assert target.read_text(encoding="utf-8") == "我的源稿"
    assert run(text, "--force").exit_code == 0
    assert "关于开学的通知" in target.read_text(encoding="utf-8")


def test_a_file_or_a_folder_to_write_to_can_be_given(text: Path, tmp_path: Path) -> None:
    assert run(text, "-o", tmp_path / "一.yaml").exit_code == 0
    assert run(text, "-o", tmp_path / "源稿").exit_code == 0
    assert (tmp_path / "一.yaml").read_bytes() == (tmp_path / "源稿/通知.yaml").read_bytes()


def test_several_files_for_one_source_are_a_mistake_of_the_command_line(text: Path, tmp_path: Path) -> None:
    assert run(text, TRANSCRIPT, "-o", tmp_path / "一.yaml").exit_code == 2
    assert run().exit_code == 2


def test_a_file_that_is_no_text_does_not_stop_the_others(text: Path, tmp_path: Path) -> None:
    other = tmp_path / "旧稿.doc"
    other.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    done = run(other, text)
    assert done.exit_code == 1
    assert "另存为" in done.output
    assert text.with_suffix(".yaml").exists()
    assert not other.with_suffix(".yaml").exists()


def test_every_repair_is_shown_when_asked_for(tmp_path: Path) -> None:
    brief = run(TRANSCRIPT, "-o", tmp_path / "一").output.splitlines()
    full = run(TRANSCRIPT, "-o", tmp_path / "二", "--verbose").output.splitlines()
    assert len(brief) < 80
    assert len(full) > 200


def test_the_report_as_json_holds_every_repair_with_its_place(tmp_path: Path) -> None:
    done = run(TRANSCRIPT, "-o", tmp_path, "--json", "--report", tmp_path / "报告.json")
    (file,) = json.loads(done.stdout)["files"]
    assert file["missing"] == ["署名", "成文日期", "印章", "印发机关", "印发日期"]
    join = next(repair for repair in file["repairs"] if repair["rule"] == "I-2")
    assert join["place"] == {"line": 23, "column": 29, "length": 0, "page": None, "mm": None, "size_mm": None}
    assert join["certainty"] == "certain"
    assert json.loads((tmp_path / "报告.json").read_text(encoding="utf-8"))["files"] == [file]


def test_the_report_can_be_written_to_a_file_in_full(text: Path, tmp_path: Path) -> None:
    assert run(text, "--report", tmp_path / "报告.txt").exit_code == 0
    assert "已改 3 处" in (tmp_path / "报告.txt").read_text(encoding="utf-8")
