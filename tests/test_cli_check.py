"""typeset check as a user runs it: what it prints and writes, its exit status, its mistakes in Chinese."""

import json
import sys
import time
from functools import partial
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from tests.check_reports import GOOD
from tests.commands import run_command
from tests.conftest import SHARED
from typeset.cli import commands

run = partial(run_command, "check")


def source(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return source(tmp_path, "好.yaml", GOOD)


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    return source(tmp_path, "错.yaml", GOOD.replace("〔2024〕", "[2024]"))


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    return source(tmp_path, "疑.yaml", GOOD.replace("工作的通知", "工作的方案"))


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return source(tmp_path, "坏.yaml", "标题: [")


def test_the_exit_status_tells_of_errors_and_with_strict_of_warnings(
    good: Path, wrong: Path, doubtful: Path, broken: Path
) -> None:
    assert [run(path).exit_code for path in (good, wrong, doubtful, broken)] == [0, 1, 0, 1]
    assert [run("--strict", path).exit_code for path in (good, wrong, doubtful)] == [0, 1, 1]
    assert run("--ignore", "R-7.2", wrong).exit_code == 0
    assert run("--rules", "T-9", wrong).exit_code == 0


def test_a_bad_file_does_not_stop_the_others(good: Path, wrong: Path, broken: Path, tmp_path: Path) -> None:
    done = run(broken, tmp_path / "没有.yaml", wrong, good)
    assert done.exit_code == 1
    assert f"{good}：没有发现问题" in done.output
    assert "共 4 份：错误 3；2 份没能检查" in done.output
    assert "R-7.2.5-2" in done.output


def test_colours_are_for_terminals_only(wrong: Path) -> None:
    assert "\x1b" not in run(wrong).output
    coloured = CliRunner().invoke(commands, ["check", str(wrong)], color=True)
    assert "\x1b[31m" in coloured.output


def test_json_is_printed_alone_and_keeps_its_schema(wrong: Path, broken: Path, root: Path) -> None:
    done = run("--json", wrong, broken)
    assert done.exit_code == 1
    data = json.loads(done.stdout)
    jsonschema.validate(data, json.loads((root / "docs/check.schema.json").read_text(encoding="utf-8")))
    assert [file["failure"] is None for file in data["files"]] == [True, False]


def test_sarif_is_written_beside_the_report_or_printed(wrong: Path, tmp_path: Path) -> None:
    target = tmp_path / "结果" / "check.sarif"
    done = run("--sarif", target, wrong)
    assert "R-7.2.5-2" in done.output
    assert json.loads(target.read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert json.loads(run("--sarif", "-", wrong).stdout)["runs"][0]["results"][0]["ruleId"] == "R-7.2.5-2"


@pytest.mark.slow
def test_the_page_with_pictures_is_written_to_a_file_or_into_a_folder(wrong: Path, tmp_path: Path) -> None:
    run("--html", tmp_path / "报告.html", wrong)
    assert "data:image/png" in (tmp_path / "报告.html").read_text(encoding="utf-8")
    (tmp_path / "夹").mkdir()
    done = run("--html", tmp_path / "夹", wrong)
    assert (tmp_path / "夹/检查报告.html").is_file()
    assert "R-7.2.5-2" in done.output


@pytest.mark.slow
def test_the_pages_with_findings_are_written_as_pictures(wrong: Path, good: Path, tmp_path: Path) -> None:
    (tmp_path / "别处").mkdir()
    same_name = source(tmp_path / "别处", wrong.name, wrong.read_text(encoding="utf-8"))
    run("--picture", tmp_path / "图", wrong, same_name, good)
    assert sorted(path.name for path in (tmp_path / "图").iterdir()) == [
        f"{wrong.name} 第1页.png",
        f"{wrong.name}（2） 第1页.png",
    ]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in (tmp_path / "图").iterdir())


def test_a_report_that_cannot_be_written_is_said_in_chinese(wrong: Path, tmp_path: Path) -> None:
    done = run("--sarif", tmp_path, wrong)
    assert done.exit_code == 1
    assert "写不了" in done.stderr


def test_the_rules_are_listed_without_a_file_as_text_and_as_json() -> None:
    listed = run("--list")
    assert listed.exit_code == 0
    assert "7.2.5 发文字号" in listed.output
    assert any("R-7.2.5-2" in line and "规定→错误" in line and "源稿" in line for line in listed.output.splitlines())
    rules = json.loads(run("--list", "--json").stdout)
    (rule,) = (rule for rule in rules if rule["rule"] == "T-9-6")
    assert (rule["clause"], rule["strength"], rule["severity"]) == ("条例 第九条（六）", "规定", "error")
    assert "yaml" in rule["kinds"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "缺少文件"),
        (["--rules", "R-7.2.5-9", "a.yaml"], "没有“R-7.2.5-9”这条规则；是否指“R-7.2.5-"),
        (["--ignore", "什么", "a.yaml"], "typeset check --list"),
        (["--json", "--sarif", "-", "a.yaml"], "请只用一个"),
        (["--jsn", "a.yaml"], "没有“--jsn”这个选项；是否指 --json"),
    ],
)
def test_a_mistake_in_the_command_line_is_one_chinese_sentence_and_status_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from typeset.cli import main

    monkeypatch.setattr(sys, "argv", ["typeset", "check", *arguments])
    with pytest.raises(SystemExit) as stopped:
        main()
    said = capsys.readouterr().err
    assert stopped.value.code == 2
    assert message in said
    assert len(said.splitlines()) == 1


BAD = [path for path in sorted(SHARED.glob("bad/*")) if path.suffix != ".tsv"]


@pytest.mark.slow
@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_hostile_files_are_judged_or_refused_within_seconds(path: Path) -> None:
    started = time.process_time()
    done = run("--json", path)
    assert time.process_time() - started < 20
    (file,) = json.loads(done.stdout)["files"]
    assert done.exit_code == int(file["errors"] > 0 or file["failure"] is not None)
    rows = (SHARED / "bad/EXPECT.tsv").read_text(encoding="utf-8").splitlines()
    expected = {row.split("\t")[0]: row.split("\t")[3] for row in rows}
    if expected.get(path.name) == "reject":
        assert file["failure"]
        assert file["issues"] or file["failure"]
