"""Every hostile or broken file of the shared material through the real command, in as few processes as possible."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

from tests.samples import ROOT

# Files that must be refused with a message that holds these words, and files that are no YAML source at all.
REFUSED: Mapping[str, str] = {
    "02": "没有内容",
    "06": "U+000B",
    "10": "字符",
    "18": "标签",
    "20": "引号没有配对",
    "22": "写了两次",
    "24": "标题",
    "26": "键: 值",
    "28": "图片",
    "30": "图片",
    "34": "没有名为“color:red",
    "46": "表格",
    "49b": "2025-13-01",
    "49f": "0000-00-00",
    "58": "绝密、机密、秘密",
}
# Files that are made all the same, with a word of what is said about them; "" where nothing need be said.
MADE: Mapping[str, str] = {
    "00": "",
    "08": "",
    "12": "",
    "32": "",
    "36": "",
    "38": "U+E000",
    "40": "标题排了",
    "42": "不够醒目",
    "44": "缺少“临溪市财政局”",
    "48": "层次跳级",
    "49d": "二○二五年八月二十日",
    "49h": "20250820",
    "50": "早于成文日期",
    "52": "不编虚位",
    "54a": "[]",
    "54c": "【】",
    "54e": "<>",
    "54g": "六角括号",
    "56": "请示",
    "60": "署名“no”",
}
GUARD = """\
import os, socket
def refuse(*arguments, **_):
    with open(os.environ["NETWORK_LOG"], "a") as log:
        log.write(repr(arguments[1:]))
    raise OSError("no network in this test")
socket.socket.connect = socket.socket.connect_ex = socket.socket.sendto = refuse
socket.getaddrinfo = socket.create_connection = refuse
"""
MEASURE = """\
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:]).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(status)
"""


@dataclass(frozen=True)
class Run:
    """What the command did with many files at once."""

    status: int
    printed: str
    said: str
    folder: Path
    sources: tuple[Path, ...]
    network: str

    def said_of(self, name: str) -> str:
        """Return the lines about a source."""
        source = next(path for path in self.sources if path.name.startswith(f"{name}-"))
        return "\n".join(line for line in self.said.splitlines() if line.startswith(str(source)))

    def files_of(self, name: str) -> list[Path]:
        """Return the files made of a source: two a source, in the order of the sources."""
        index = next(i for i, path in enumerate(self.sources) if path.name.startswith(f"{name}-"))
        files = [Path(line.removeprefix("已生成 ")) for line in self.printed.splitlines()]
        assert len(files) == 2 * len(self.sources)
        return files[2 * index : 2 * index + 2]


def build(folder: Path, sources: list[Path]) -> Run:
    (folder / "guard").mkdir(parents=True)
    (folder / "guard" / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    log = folder / "network.log"
    environment = {**os.environ, "PYTHONPATH": f"{folder / 'guard'}:{ROOT}", "NETWORK_LOG": str(log)}
    command = [sys.executable, "-m", "typeset", "build", *map(str, sources), "-o", str(folder / "out")]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    network = log.read_text(encoding="utf-8") if log.exists() else ""
    return Run(done.returncode, done.stdout, done.stderr, folder, tuple(sources), network)


def copied(shared: Path, folder: Path, names: list[str]) -> list[Path]:
    """Copy files, the generic key 主送 as this program calls it."""
    folder.mkdir(parents=True)
    paths = []
    for name in names:
        found = next((shared / "bad").glob(f"{name}-*"))
        path = folder / found.name
        path.write_bytes(found.read_bytes().replace("\n主送:".encode(), "\n主送机关:".encode()))
        paths.append(path)
    return paths


@pytest.fixture(scope="module")
def foreign(shared: Path) -> list[str]:
    """The files that are for importers: no YAML sources."""
    return sorted(path.name.split("-")[0] for path in (shared / "bad").glob("*-*") if path.suffix in (".txt", ".docx"))


@pytest.fixture(scope="module")
def refused(shared: Path, foreign: list[str], tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("refused")
    return build(folder, copied(shared, folder / "in", [*REFUSED, *foreign]))


@pytest.fixture(scope="module")
def made(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("made")
    return build(folder, copied(shared, folder / "in", list(MADE)))


def test_every_yaml_file_of_the_table_is_tested_here(shared: Path) -> None:
    names = {path.name.split("-")[0] for path in (shared / "bad").glob("*.yaml")}
    assert names == {*REFUSED, *MADE}


def test_nothing_is_made_of_what_is_refused(refused: Run) -> None:
    assert refused.status == 1
    assert refused.printed == ""
    assert not (refused.folder / "out").exists() or not list((refused.folder / "out").iterdir())
    left = {path.name for path in refused.folder.rglob("*") if path.is_file()}
    assert left == {path.name for path in refused.sources} | {"sitecustomize.py"}, "no PWNED, no half-made file"


@pytest.mark.parametrize("name", REFUSED)
def test_a_broken_file_is_refused_with_a_chinese_reason(refused: Run, name: str) -> None:
    said = refused.said_of(name)
    assert REFUSED[name] in said
    assert "没有生成文件" in said
    assert re.search(r"\.yaml:\d+:\d+ 错误 \[S-\d\]", said)


def test_a_file_that_is_no_source_is_refused_in_chinese(refused: Run, foreign: list[str]) -> None:
    assert len(foreign) >= 10
    for name in foreign:
        said = refused.said_of(name)
        assert "没有生成文件" in said, name
        assert re.search("错误 \\[S-\\d\\] .*[一-鿿]", said), name


def test_everything_else_is_made(made: Run) -> None:
    assert made.status == 0, made.said
    files = sorted(path.name for path in (made.folder / "out").iterdir())
    assert len(files) == 2 * len(MADE)
    assert all(file.endswith((".pdf", ".docx")) for file in files)


@pytest.mark.parametrize("name", MADE)
def test_a_doubtful_file_is_made_and_its_fault_is_said(made: Run, name: str) -> None:
    draft, word = made.files_of(name)
    assert draft.read_bytes().startswith(b"%PDF-")
    assert word.read_bytes().startswith(b"PK")
    assert MADE[name] in made.said_of(name)


@pytest.mark.parametrize("which", ["refused", "made"])
def test_there_is_no_traceback_and_no_network(which: str, request: pytest.FixtureRequest) -> None:
    run: Run = request.getfixturevalue(which)
    assert "Traceback" not in run.said
    assert not re.search(r"\b\w+(Error|Exception|Warning)\b", run.said)
    assert run.network == ""


def test_the_guard_of_the_network_bites(made: Run) -> None:
    command = [sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))"]
    log = made.folder / "guard.log"
    environment = {**os.environ, "PYTHONPATH": str(made.folder / "guard"), "NETWORK_LOG": str(log)}
    assert subprocess.run(command, env=environment, capture_output=True, timeout=60).returncode == 1
    assert log.exists()


def text_of(file: Path) -> str:
    pdf = pypdfium2.PdfDocument(file.read_bytes())
    return "".join("".join(page.get_textpage().get_text_range() for page in pdf).split())


def test_markup_of_other_languages_is_printed_as_it_is(made: Run) -> None:
    html, word = text_of(made.files_of("32")[0]), text_of(made.files_of("36")[0])
    assert '<script>alert(1)</script>关于<imgsrc="file:///etc/passwd">开学的<b>通知</b>' in html
    assert '{INCLUDETEXT"C:\\\\secret.docx"}=cmd|calc' in word


def test_texts_that_yaml_would_turn_into_other_values_stay_texts(made: Run) -> None:
    text = text_of(made.files_of("60")[0])
    assert "2025:08" in text
    assert "no" in text
    assert "False" not in text


def test_a_byte_order_mark_does_not_reach_the_page(made: Run) -> None:
    assert text_of(made.files_of("12")[0]) == text_of(made.files_of("00")[0])


def test_numbering_is_never_corrected(made: Run) -> None:
    text = text_of(made.files_of("48")[0])
    assert "（一）没有一级1.三级三、跳号一、倒号（1）越级" in text


def test_a_paragraph_of_ten_megabytes_ends_in_seconds_and_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "04-huge-paragraph.yaml"
    path.write_text("发文机关: 甲\n标题: 乙\n正文: |\n  " + "教育改革" * 862_500 + "\n", encoding="utf-8")
    began = time.monotonic()
    command = [sys.executable, "-m", "typeset", "build", str(path), "-o", str(tmp_path / "out"), "--formats", "pdf"]
    measured = [sys.executable, "-c", MEASURE, *command]
    done = subprocess.run(measured, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert time.monotonic() - began < 20
    assert done.returncode == 1
    assert "超过上限" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()
    assert int(done.stdout) < 500_000, "kilobytes"
