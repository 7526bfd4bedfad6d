"""The register of numbers under many processes at once, and under processes that are killed."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.registers import filled
from typeset.archive.register import check_register, list_entries, take_number

PROCESSES, EACH = 8, 200
TAKE = """
import sys
from pathlib import Path
from typeset.archive.register import take_number
for _ in range(int(sys.argv[2])):
    print(take_number(Path(sys.argv[1]), "临教发", 2025, wait_s=300).serial, flush=True)
"""
DIE = """
import os, signal, sys
from pathlib import Path
from typeset.archive.register.entries import RegisterNumber
from typeset.archive.register.rows import Event
from typeset.archive.register.store import changing
from typeset.archive.register.writing import append, local_time
with changing(Path(sys.argv[1])) as connection:
    connection.execute("PRAGMA cache_size = 1")
    for serial in range(4, 204):
        append(connection, Event.TAKEN, RegisterNumber("临教发", 2025, serial), local_time)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def start(path: Path, root: Path, count: int) -> subprocess.Popen[str]:
    command: Sequence[str | Path] = [sys.executable, "-c", TAKE, path, str(count)]
    return subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.slow
@pytest.mark.requirement("A-20")
def test_eight_processes_take_1600_numbers_none_twice_and_none_left_out(tmp_path: Path, root: Path) -> None:
    path = tmp_path / "簿.sqlite3"
    started = [start(path, root, EACH) for _ in range(PROCESSES)]
    outputs = [process.communicate(timeout=600) for process in started]
    assert [error for _, error in outputs if error] == []
    serials = [int(line) for output, _ in outputs for line in output.split()]
    assert sorted(serials) == list(range(1, PROCESSES * EACH + 1))
    result = check_register(path)
    assert (result.faults, dict(result.missing), result.head.rows) == ((), {}, PROCESSES * EACH)


@pytest.mark.slow
@pytest.mark.requirement("A-20")
def test_no_number_is_lost_or_double_when_processes_are_killed(tmp_path: Path, root: Path) -> None:
    path, dice, given, killed = tmp_path / "簿.sqlite3", random.Random(9704), list[int](), 0
    for _ in range(6):
        started = [start(path, root, 40) for _ in range(4)]
        time.sleep(0.4 + dice.random())
        for process in started[:3]:
            process.send_signal(signal.SIGKILL)
        for process in started:
            given += [int(line) for line in process.communicate(timeout=600)[0].split()]
            killed += process.returncode == -signal.SIGKILL
    assert killed >= 3, "too few died to show anything"
    known = [entry.number.serial for entry in list_entries(path)]
    assert len(given) == len(set(given)) and set(given) <= set(known)
    assert known == list(range(1, len(known) + 1))
    assert check_register(path).faults == ()
    assert take_number(path, "临教发", 2025).serial == len(known) + 1


@pytest.mark.requirement("A-20")
def test_a_process_killed_halfway_through_a_commit_leaves_nothing(tmp_path: Path, root: Path) -> None:
    path = filled(tmp_path / "簿.sqlite3")
    before = path.read_bytes()
    done = subprocess.run([sys.executable, "-c", DIE, path], cwd=root, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert path.read_bytes() != before and os.path.exists(f"{path}-journal"), "it died before anything was written"
    assert take_number(path, "临教发", 2025).serial == 4
    assert check_register(path).faults == ()
