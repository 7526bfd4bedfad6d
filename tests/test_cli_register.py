"""typeset register: what is printed, written and returned."""

import json
from functools import partial
from pathlib import Path

import pytest

from tests.commands import run_command
from tests.registers import filled, tamper
from typeset.archive.register import head

run = partial(run_command, "register")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return filled(tmp_path / "簿.sqlite3")


def test_next_prints_the_number_alone_and_says_when_it_made_a_new_register(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    first, second = (run("next", "苏教办", "2024") for _ in range(2))
    assert (first.stdout, second.stdout) == ("苏教办〔2024〕1号\n", "苏教办〔2024〕2号\n")
    assert "新建了登记簿 发文登记簿.sqlite3" in first.stderr
    assert second.stderr == ""
    assert (tmp_path / "发文登记簿.sqlite3").is_file()


def test_numbers_are_entered_voided_and_listed(path: Path) -> None:
    added = run("add", "临教发[2025]3号", "--title", "关于开学的通知", "--date", "2025年9月1日", "--register", path)
    assert (added.exit_code, added.output) == (0, "已登记 临教发〔2025〕3号\n")
    assert run("next", "临教办", "2025", "--register", path).exit_code == 0
    voided = run("void", "临教办〔2025〕1号", "--reason", "不发了", "--register", path)
    assert (voided.exit_code, voided.output) == (0, "已作废 临教办〔2025〕1号\n")
    listed = run("list", "--register", path).output.splitlines()
    assert listed[-1] == "临教发〔2025〕3号　登记　关于开学的通知　2025-09-01"
    assert listed[0] == "临教办〔2025〕1号　作废　不发了"
    rows = json.loads(run("list", "--json", "--code", "临教发", "--year", "2025", "--register", path).output)
    assert [row["状态"] for row in rows] == ["归档", "作废", "登记"]


def test_refusals_are_one_sentence_and_exit_1(path: Path) -> None:
    result = run("void", "临教发〔2025〕9号", "--reason", "错号", "--register", path)
    assert (result.exit_code, result.output) == (
        1,
        "登记簿里没有临教发〔2025〕9号，不能作废；已经用过的号请先用 add 登记\n",
    )
    assert run("list", "--register", path.with_name("无.sqlite3")).exit_code == 1
    assert (
        run("void", "临教发〔2025〕9号", "--reason", "错号", "--register", path.with_name("无.sqlite3")).exit_code == 1
    )
    assert not path.with_name("无.sqlite3").exists(), "only a number that is taken or entered makes a register"


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_export_writes_a_table(path: Path, suffix: str) -> None:
    target = path.with_name(f"表.{suffix}")
    result = run("export", "-o", target, "--register", path)
    assert (result.exit_code, result.output) == (0, f"已生成 {target}\n")
    assert target.read_bytes()[:2] == {"csv": b"\xef\xbb", "xlsx": b"PK"}[suffix]


def test_export_refuses_any_other_kind_of_file(path: Path) -> None:
    before = path.read_bytes()
    assert run("export", "-o", path, "--register", path).exit_code == 2
    assert path.read_bytes() == before


def test_check_prints_the_head_the_missing_numbers_and_what_was_tampered_with(path: Path) -> None:
    run("add", "临教发〔2025〕6号", "--title", "关于考试的通知", "--register", path)
    anchor = head(path).hash
    good = run("check", "--register", path)
    assert (good.exit_code, good.output.splitlines()) == (
        0,
        [
            "缺号　临教发〔2025〕4—5号（没有登记；以前用过的请用 add 补登）",
            f"没有查出改动；共8行，链头 {anchor}",
        ],
    )
    tamper(path, "UPDATE events SET title = '改' WHERE seq = 2")
    bad = run("check", "--register", path)
    assert (bad.exit_code, bad.output.splitlines()[0]) == (1, "不符　第2行：内容与摘要不符，被改动过")
    assert run("check", "--anchor", "0" * 63 + "1", "--register", path).exit_code == 1
