"""The command: what it prints, in Chinese, what it makes, and its exit status."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import run_command as run
from tests.rendered import CONTROL
from tests.samples import NOTICE, ROOT

NAMES = set(
    "typeset archive verify sign BagIt ZIP DER PEM veraPDF"
    " PAdES PKCS TYPESET KEY PASSWORD UKey PIN LTA JPEG pfx docs signing"
    " next add void list export CSV csv xlsx XLSX Excel"
    " build register check import diff dump fix new fonts schema seal SVG svg SARIF PNG pdf docx pdfa"
    " ofd OFD gbt word print PDF Word YAML yaml JSON Schema".split()
)
GOOD = """\
发文机关: 甲局
发文字号: 甲发〔2025〕1号
标题: 甲局关于开学的通知
主送机关: 各校
正文: 请办。
成文日期: 2025-08-20
"""


def typeset(*arguments: object, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does."""
    command = [sys.executable, "-m", "typeset", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "通知.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "坏.yaml"
    path.write_text("标题: 通知\n正文: [\n", encoding="utf-8")
    return path


def test_the_notice_is_built_by_the_command(tmp_path: Path) -> None:
    done = typeset("build", NOTICE, "-o", tmp_path / "结果")
    stem = "苏教办〔2024〕15号 关于印发《2023年全市教育工作总结》的通知"
    assert done.returncode == 0
    assert done.stdout.splitlines() == [f"已生成 {tmp_path / '结果' / stem}.{kind}" for kind in ("pdf", "docx")]
    assert sorted(path.name for path in (tmp_path / "结果").iterdir()) == [f"{stem}.docx", f"{stem}.pdf"]
    assert all(line.startswith(str(NOTICE)) for line in done.stderr.splitlines())
    assert "[T-9-12] 没有写成文日期" in done.stderr


def test_the_module_runs_like_the_command_and_results_go_to_the_current_folder(source: Path) -> None:
    done = typeset("build", source.name, "--formats", "docx", folder=source.parent)
    assert (done.returncode, done.stdout) == (0, "已生成 甲发〔2025〕1号 甲局关于开学的通知.docx\n")


def test_several_jobs_build_several_documents(source: Path, broken: Path, tmp_path: Path) -> None:
    done = typeset("build", source, broken, source, "-j", 2, "-o", tmp_path / "out")
    assert done.returncode == 1
    assert [line.rpartition("/")[2] for line in done.stdout.splitlines()] == [
        "甲发〔2025〕1号 甲局关于开学的通知.pdf",
        "甲发〔2025〕1号 甲局关于开学的通知.docx",
        "甲发〔2025〕1号 甲局关于开学的通知（2）.pdf",
        "甲发〔2025〕1号 甲局关于开学的通知（2）.docx",
    ]
    assert len(list((tmp_path / "out").iterdir())) == 4


def test_a_bad_document_does_not_stop_the_rest_and_makes_the_exit_status_1(
    source: Path, broken: Path, tmp_path: Path
) -> None:
    done = run("build", broken, source, "--formats", "docx", "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert "已生成" in done.stdout
    assert re.search(r"坏\.yaml:\d+:\d+ 错误 \[S-2\]", done.stderr)
    assert "没有生成文件" in done.stderr
    assert len(list((tmp_path / "out").iterdir())) == 1


def test_issues_alone_do_not_fail_a_build_unless_it_is_strict(source: Path, tmp_path: Path) -> None:
    source.write_text(GOOD.replace("成文日期: 2025-08-20\n", ""), encoding="utf-8")
    arguments = ["build", source, "--formats", "docx", "-o", tmp_path / "out"]
    assert run(*arguments).exit_code == 0
    strict = run(*arguments, "--strict")
    assert strict.exit_code == 1
    assert "错误 [T-9-12]" in strict.stderr
    assert "已生成" in strict.stdout


def test_strict_passes_a_document_without_errors(source: Path, tmp_path: Path) -> None:
    done = run("build", source, "--formats", "docx", "-o", tmp_path / "out", "--strict")
    assert done.exit_code == 0, done.stderr


def test_the_profile_may_be_given_by_hand(source: Path, tmp_path: Path) -> None:
    assert run("dump", source, "--profile", "word-28.95").exit_code == 0
    done = run("build", source, "--formats", "docx", "-o", tmp_path / "out", "--profile", "没有")
    assert done.exit_code == 1
    assert "没有名为“没有”的样式" in done.stderr


def test_a_folder_that_cannot_be_written_is_named_in_chinese(source: Path, tmp_path: Path) -> None:
    (tmp_path / "占用").write_text("x", encoding="utf-8")
    done = run("build", source, "--formats", "docx", "-o", tmp_path / "占用")
    assert done.exit_code == 1
    assert "写不了" in done.stderr
    assert "Errno" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["占用", "通知.yaml"]


def test_a_file_that_is_not_there_is_named_with_its_reason(tmp_path: Path) -> None:
    done = run("build", tmp_path / "没有.yaml", "--formats", "docx", "-o", tmp_path)
    assert done.exit_code == 1
    assert "没有.yaml" in done.stderr
    assert "找不到文件" in done.stderr


def test_dump_prints_the_rows_of_every_page() -> None:
    done = run("dump", CONTROL)
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "== 第1页 =="
    assert "12 　　　　　关于做好秋季开学工作的通知" in lines
    assert sum(re.match(r"[ \d]\d( |$)", line) is not None for line in lines) == 44


def test_dump_of_a_bad_document_says_why_and_exits_with_1(broken: Path) -> None:
    done = run("dump", broken)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "坏.yaml" in done.stderr


def test_fonts_prints_the_face_of_every_role() -> None:
    done = run("fonts")
    assert done.exit_code == 0
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [row[0] for row in rows] == ["小标宋", "仿宋", "楷体", "黑体", "宋体", "西文", "生僻字"]
    assert [row[1] for row in rows][:2] == ["GW XiaoBiaoSong", "GW Fang"]
    assert all(Path(row[2]).is_file() for row in rows)


def test_fonts_tells_substitutes(tmp_path: Path) -> None:
    profile = tmp_path / "本局.yaml"
    profile.write_text("继承: gbt9704\n字体:\n  黑体: [没有的黑体, GWHei.ttf]\n", encoding="utf-8")
    line = next(line for line in run("fonts", "--profile", profile).stdout.splitlines() if line.startswith("黑体"))
    assert line.endswith("（代用；首选 没有的黑体 没有）")


def test_schema_prints_the_schema_of_the_source_format() -> None:
    done = run("schema")
    assert done.exit_code == 0
    assert {"标题", "正文", "发文机关"} <= set(json.loads(done.stdout)["properties"])


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["build"],
        ["check"],
        ["import"],
        ["diff"],
        ["dump"],
        ["new"],
        ["fonts"],
        ["schema"],
        ["seal"],
        ["register"],
        ["sign"],
        ["archive"],
        ["verify"],
    ],
)
def test_help_is_chinese_and_has_no_english_words(command: list[str]) -> None:
    done = run(*command, "--help")
    assert done.exit_code == 0
    prose = re.sub(r"--?[a-z][-a-z]*", "", done.output)
    assert set(re.findall(r"[A-Za-z]{3,}", prose)) <= NAMES
    assert "用法：" in done.output
    assert re.search("[一-鿿]{4}", done.output)


def test_the_version_is_printed() -> None:
    assert re.fullmatch(r"typeset \d+\.\d+\.\d+\S*\n", run("--version").output)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["biuld"], "没有“biuld”这个命令；是否指“build”？"),
        (["build"], "缺少"),
        (["build", "a.yaml", "--formats", "doc"], "不能输出“doc”"),
        (["build", "a.yaml", "--formats", ","], "可选 pdf,docx"),
        (["build", "a.yaml", "--format", "pdf"], "没有“--format”这个选项"),
        (["build", "a.yaml", "-j", "0"], "的值不对"),
        (["build", "a.yaml", "-j", "many"], "的值不对"),
        (["build", "a.yaml", "-o"], "后面缺少值"),
        (["dump", "a.yaml", "b.yaml"], "多了参数"),
        (["nothing-like-it"], "没有“nothing-like-it”这个命令"),
    ],
)
def test_a_mistake_in_the_command_line_is_one_chinese_sentence_and_status_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from typeset.cli import main

    monkeypatch.setattr(sys, "argv", ["typeset", *arguments])
    with pytest.raises(SystemExit) as stopped:
        main()
    said = capsys.readouterr().err
    assert stopped.value.code == 2
    assert message in said
    assert len(said.splitlines()) == 1
    assert "--help" in said
    assert not re.search(r"Error|Usage|Try|invalid|Invalid|option requires", said)


def test_the_command_alone_shows_its_help_or_says_that_a_command_is_missing() -> None:
    done = typeset()
    assert done.returncode in (0, 2)
    assert "Usage" not in done.stdout + done.stderr
    assert "build" in done.stdout + done.stderr or "--help" in done.stderr


def test_a_result_that_no_one_reads_to_the_end_is_no_error() -> None:
    command = f"{sys.executable} -m typeset dump {NOTICE} 2>&1 | head -1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert "Traceback" not in done.stdout + done.stderr
    assert "BrokenPipe" not in done.stdout + done.stderr
