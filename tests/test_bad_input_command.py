"""Everything that can be typed wrongly, and places where nothing can be written: one message, nothing half-made."""

import os
import resource
import subprocess
import sys
import xml.dom.minidom
from pathlib import Path

import pytest

from tests.samples import ROOT, SMALL
from typeset.cli import main

LONG_NAME = "x" * 300


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "通知.yaml"
    path.write_text("".join(f"{key}: {value}\n" for key, value in SMALL.items()), encoding="utf-8")
    return path


def told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str]:
    """Run the command in this process; return its status and what it said on stderr, its Issues left out."""
    monkeypatch.setattr(sys, "argv", ["typeset", *arguments])
    with pytest.raises(SystemExit) as stopped:
        main()
    lines = [line for line in capsys.readouterr().err.splitlines() if " 提示 [" not in line]
    assert isinstance(stopped.value.code, int)
    return stopped.value.code, "\n".join(lines)


WRONG = [
    (["build", "通知.yaml", "--份数", "0-5"], 2, "份号从 1 起"),
    (["build", "通知.yaml", "--份数", "5-1"], 2, "止不能小于起"),
    (["build", "通知.yaml", "--份数", "1-100000"], 2, "一次最多 1000 份"),
    (["build", "通知.yaml", "--份数", "abc"], 2, "请写 起-止"),
    (["build", "通知.yaml", "--份数", "１-３"], 2, "请写 起-止"),
    (["build", "通知.yaml", "--份数", "999999-1000001"], 2, "请写 起-止"),
    (["build", "通知.yaml", "--份数", ""], 2, "请写 起-止"),
    (["build", "通知.yaml", "--份数", "1-2", "--formats", "docx"], 2, "请在 --formats 里加上 pdf"),
    (["build", "通知.yaml", "--watermark", ""], 2, "看得见的字"),
    (["build", "通知.yaml", "--watermark", "草\n稿"], 2, "看得见的字"),
    (["build", "通知.yaml", "--watermark", "草" * 500], 2, "1 到 20 个"),
    (["build", "通知.yaml", "--watermark", "🐉", "--formats", "docx"], 1, "“🐉”字体里没有"),
    (["build", f"{LONG_NAME}.yaml", "--formats", "docx"], 1, "文件打不开"),
    (["build", "通知.yaml", "--formats", "docx", "--profile", LONG_NAME], 1, "没有名为"),
    (["build", "通知.yaml", "--formats", "docx", "--profile", f"{LONG_NAME}.yaml"], 1, "找不到样式文件"),
    (["build", "通知.yaml", "--formats", "docx", "-o", LONG_NAME], 1, "名字太长"),
    (["build", "通知.yaml", "--formats", "docx", "-o", "通知.yaml"], 1, "同名的文件"),
    (["build", "通知.yaml", "--formats", "docx", "-o", "/proc/甲"], 1, "写不了"),
    (["seal", ""], 1, "1到40个字"),
    (["seal", "局" * 60], 1, "这里有60个"),
    (["seal", "🐉局"], 1, "“🐉”没有字形"),
    (["seal", "甲\u200b局"], 1, "看不见的字符 U+200B"),
    (["seal", "甲局", "--diameter", "nan"], 1, "毫米数"),
    (["seal", "甲局", "--diameter", "inf"], 2, "--diameter 的值不对"),
    (["seal", "甲局", "-o", "通知.yaml"], 2, "请写以 .svg 结尾的文件名"),
    (["seal", "甲局", "-o", "夹.svg"], 1, "那里已有文件夹或设备"),
    (["seal", "甲局", "-o", "/proc/甲.svg"], 1, "写不了"),
    (["new", "不存在"], 2, "不是法定文种"),
    (["new", "../通知"], 2, "不是法定文种"),
    (["new", "通知", "-o", "通知.yaml"], 1, "已经存在"),
    (["new", "通知", "-o", "通知.yaml/甲.yaml"], 1, "写不了"),
    (["new", "通知", "-o", f"{LONG_NAME}.yaml"], 1, "名字太长"),
    (["new", "通知", "-o", "/proc/甲/乙.yaml"], 1, "写不了"),
]


@pytest.mark.parametrize(("arguments", "status", "said"), WRONG)
def test_what_cannot_be_done_is_one_chinese_sentence_and_leaves_no_file(
    source: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    *,
    arguments: list[str],
    status: int,
    said: str,
) -> None:
    Path("夹.svg").mkdir()
    before = source.read_bytes()
    code, message = told(capsys, monkeypatch, *arguments)
    assert (code, said in message) == (status, True), message
    assert "Traceback" not in message
    assert "Errno" not in message
    assert sorted(path.name for path in source.parent.rglob("*")) == ["夹.svg", "通知.yaml"]
    assert source.read_bytes() == before


@pytest.mark.parametrize("organ", ["<svg onload=x>", "]]>&lt;", "a\nb", '"甲"'])
def test_a_seal_of_markup_is_a_drawing_with_that_name(
    source: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, organ: str
) -> None:
    monkeypatch.setattr(sys, "argv", ["typeset", "seal", organ, "-o", "章.svg"])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code in (0, None)
    drawing = xml.dom.minidom.parse("章.svg").documentElement
    assert {node.tagName for node in drawing.childNodes if node.nodeType == node.ELEMENT_NODE} == {
        "title",
        "circle",
        "path",
    }
    assert drawing.getElementsByTagName("title")[0].firstChild.data.startswith("".join(organ.split()))


def test_a_companion_that_cannot_be_written_leaves_no_sample_behind(
    source: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from typeset import samples
    from typeset.errors import OutputError

    def full(path: Path, content: bytes) -> Path:
        if path.suffix == ".svg":
            raise OutputError(f"写不了“{path}”：磁盘已满；请检查文件夹和磁盘空间")
        path.write_bytes(content)
        return path

    monkeypatch.setattr(samples, "write_file", full)
    assert told(capsys, monkeypatch, "new", "通知", "-o", "新.yaml") == (
        1,
        "写不了“样章-临溪市教育局.svg”：磁盘已满；请检查文件夹和磁盘空间",
    )
    assert [path.name for path in source.parent.iterdir()] == ["通知.yaml"]


@pytest.mark.parametrize("formats", ["pdf", "docx"])
def test_a_disk_without_room_is_named_and_nothing_is_half_written(source: Path, formats: str) -> None:
    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))

    done = subprocess.run(
        [sys.executable, "-m", "typeset", "build", source, "-o", "out", "--formats", formats],
        cwd=source.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=no_room,
    )
    assert done.returncode == 1
    assert "文件太大；请检查" in done.stderr
    assert "Traceback" not in done.stderr
    assert not [path for path in source.parent.rglob("*") if path.is_file() and path != source]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_screen_that_takes_no_more_is_no_traceback() -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "typeset", "schema"]
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (1, "要显示的内容写不下：磁盘已满\n")


def test_a_painter_that_was_killed_is_named(source: Path) -> None:
    from typeset.backends.pdf_process import PdfProcess
    from typeset.job import build_all

    with PdfProcess() as painter:
        painter._process.kill()
        painter._process.join()
        (built,) = build_all([source], Path("out"), formats=("pdf",), painter=painter)
    assert "进程中断了" in built.failure
    assert not Path("out").exists()
