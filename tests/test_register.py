"""The register of numbers: what it gives out, refuses and shows when it was tampered with."""

import csv
import io
import os
import resource
import signal
import sqlite3
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple
from pathlib import Path

import pytest
from lxml import etree

from tests.registers import DETAILS, TITLE, filled, noon, number, tamper
from typeset.archive.register import (
    Details,
    Entry,
    Event,
    RegisterNumber,
    check_register,
    csv_file,
    enter_number,
    find_entry,
    head,
    list_entries,
    record_archived,
    take_number,
    void_number,
    xlsx_file,
)
from typeset.archive.register.rows import COLUMNS, row_hash
from typeset.errors import RegisterError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "发文登记簿.sqlite3"


def entry(path: Path, serial: int = 1) -> Entry:
    found = find_entry(path, number(serial))
    assert found is not None
    return found


@pytest.mark.requirement("A-20")
def test_numbers_follow_one_another_by_code_and_year(path: Path) -> None:
    taken = [
        take_number(path, code, year) for code, year in [("临教发", 2025)] * 3 + [("临教发", 2026), ("临教办", 2025)]
    ]
    assert [str(given) for given in taken] == [
        "临教发〔2025〕1号",
        "临教发〔2025〕2号",
        "临教发〔2025〕3号",
        "临教发〔2026〕1号",
        "临教办〔2025〕1号",
    ]


@pytest.mark.requirement("A-20")
def test_a_void_number_stays_and_is_never_used_again(path: Path) -> None:
    filled(path)
    assert (entry(path, 2).state, entry(path, 2).reason) == (Event.VOIDED, "重复取号")
    assert take_number(path, "临教发", 2025).serial == 4
    for change in (
        lambda: enter_number(path, number(2), DETAILS),
        lambda: void_number(path, number(2), "再来一次"),
        lambda: record_archived(path, number(2), "cd" * 32, DETAILS),
    ):
        with pytest.raises(
            RegisterError, match=r"临教发〔2025〕2号已于2025-09-01T12:00:00\+08:00作废（重复取号），不能再改"
        ):
            change()


def test_a_number_used_before_the_register_is_entered_and_the_next_one_follows(path: Path) -> None:
    enter_number(path, RegisterNumber.parse("临教发[2025]015号"), DETAILS, clock=noon)
    assert take_number(path, "临教发", 2025).serial == 16
    assert entry(path, 15).details == DETAILS
    assert dict(check_register(path).missing) == {("临教发", 2025): (range(1, 15),)}


def test_what_was_entered_is_corrected_only_with_a_reason_and_both_rows_stay(path: Path) -> None:
    filled(path)
    enter_number(path, number(3), DETAILS)
    with pytest.raises(RegisterError, match=f"临教发〔2025〕3号已经登记过，标题是“{TITLE}”"):
        enter_number(path, number(3), Details("别的标题"))
    enter_number(path, number(3), Details("关于做好校舍检查工作的通知"), correction="标题漏字")
    assert (entry(path, 3).details.title, entry(path, 3).reason) == ("关于做好校舍检查工作的通知", "标题漏字")
    assert head(path).rows == 8


@pytest.mark.requirement("A-22")
def test_an_archived_number_is_not_archived_with_other_content(path: Path) -> None:
    filled(path)
    before = path.read_bytes()
    with pytest.raises(RegisterError, match=r"1号已于.*归档，内容与现在的不同（当时的摘要 abababababababab…）"):
        record_archived(path, number(1), "cd" * 32, DETAILS)
    record_archived(path, number(1), "ab" * 32, DETAILS)
    assert path.read_bytes() == before


@pytest.mark.requirement("A-22")
def test_a_document_with_another_title_than_was_entered_is_not_archived(path: Path) -> None:
    enter_number(path, number(1), DETAILS)
    with pytest.raises(RegisterError, match=f"登记的标题是“{TITLE}”，要归档的是“关于别的事的通知”"):
        record_archived(path, number(1), "ab" * 32, Details("关于别的事的通知"))


def test_archiving_takes_and_enters_a_number_that_the_register_does_not_know(path: Path) -> None:
    record_archived(path, number(1), "ab" * 32, DETAILS, clock=noon)
    assert entry(path) == Entry(
        number(1), Event.ARCHIVED, DETAILS, "", "ab" * 32, "2025-09-01T12:00:00+08:00", "2025-09-01T12:00:00+08:00"
    )
    assert head(path).rows == 3


@pytest.mark.parametrize(
    "text", ["第5号", "临教发2025", "", "临教发〔2025〕0号", "临教〔2025〕1号\n", "临" * 70 + "〔2025〕1号"]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    if text.endswith("\n"):
        assert str(RegisterNumber.parse(text)) == "临教〔2025〕1号"
        return
    with pytest.raises(RegisterError, match="不是能登记的文号"):
        RegisterNumber.parse(text)


@pytest.mark.parametrize(
    ("code", "year"), [("", 2025), ("临教〔", 2025), ("临 教", 2025), ("临教", 99), ("临教1", 2025)]
)
def test_an_impossible_code_or_year_takes_no_number(path: Path, code: str, year: int) -> None:
    with pytest.raises(RegisterError):
        take_number(path, code, year)
    assert not path.exists()


@pytest.mark.parametrize(
    ("details", "message"),
    [
        (("标题\n第二行", "", ""), "标题里有换行或看不见的字符"),
        (("标\udc80题", "", ""), "标题里有换行或看不见的字符"),
        (("字" * 1001, "", ""), "标题有 1001 个字"),
        (("标题", "", "2025-02-30"), "成文日期“2025-02-30”不存在"),
    ],
)
def test_details_that_fit_no_cell_are_refused(details: tuple[str, str, str], message: str) -> None:
    with pytest.raises(RegisterError, match=message):
        Details.parse(*details)


# The chain


@pytest.mark.requirement("A-21")
def test_an_untouched_register_passes_and_its_head_is_that_of_its_last_row(path: Path) -> None:
    result = check_register(filled(path))
    assert (result.faults, dict(result.missing)) == ((), {})
    assert result.head == head(path)
    assert check_register(path, anchor=head(path).hash).faults == ()
    take_number(path, "临教发", 2025)
    assert check_register(path, anchor=result.head.hash).faults == (), "an older head is still in the chain"


@pytest.mark.requirement("A-21")
@pytest.mark.parametrize("row", range(1, 7))
@pytest.mark.parametrize("column", COLUMNS)
def test_a_change_to_any_column_of_any_row_shows(path: Path, column: str, row: int) -> None:
    changed = {"seq": 99, "year": 2024, "number": 7, "event": "归档" if row != 3 else "作废"}
    tamper(filled(path), f"UPDATE events SET {column} = ? WHERE seq = ?", changed.get(column, "改"), row)
    assert check_register(path).faults


@pytest.mark.requirement("A-21")
@pytest.mark.parametrize("value", [b"\xff\xfe", 3, None, 1.5, ""])
def test_a_value_of_another_kind_shows(path: Path, value: object) -> None:
    filled(path)
    statement = "UPDATE events SET title = ? WHERE seq = 2"
    if value is None:
        with pytest.raises(sqlite3.IntegrityError):
            tamper(path, statement, value)
        return
    tamper(path, statement, value)
    assert any(fault.row == 2 for fault in check_register(path).faults)


@pytest.mark.requirement("A-21")
@pytest.mark.parametrize("row", range(1, 6))
def test_a_deleted_row_shows(path: Path, row: int) -> None:
    tamper(filled(path), "DELETE FROM events WHERE seq = ?", row)
    assert f"序号是{row + 1}，缺了行" in {fault.message for fault in check_register(path).faults}


@pytest.mark.requirement("A-21")
@pytest.mark.parametrize("left", range(6))
def test_rows_cut_off_at_the_end_show_against_a_head_kept_elsewhere(path: Path, left: int) -> None:
    anchor = head(filled(path)).hash
    tamper(path, "DELETE FROM events WHERE seq > ?", left)
    assert check_register(path).faults == (), "by itself a shorter chain is a good one"
    (fault,) = check_register(path, anchor=anchor).faults
    assert "这一行和它后面的行被删去" in str(fault)


@pytest.mark.requirement("A-21")
def test_a_register_written_anew_from_a_changed_row_on_shows_against_a_head_kept_elsewhere(path: Path) -> None:
    anchor = head(filled(path)).hash
    previous = ""
    with sqlite3.connect(path) as connection:
        found = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM events ORDER BY seq").fetchall()
    for values in found:
        new = dict(zip(COLUMNS, values, strict=True))
        new |= {"title": "改了的标题"} if new["seq"] == 2 else {}
        new |= {"previous": previous or new["previous"]}
        new["hash"] = previous = row_hash(tuple(new.values())[:-1])
        marks = ", ".join(f"{name} = ?" for name in COLUMNS)
        tamper(path, f"UPDATE events SET {marks} WHERE seq = ?", *new.values(), new["seq"])
    assert check_register(path).faults == ()
    assert check_register(path, anchor=anchor).faults


@pytest.mark.requirement("A-21")
def test_a_row_that_was_changed_with_a_digest_to_match_shows_in_the_next_one(path: Path) -> None:
    with sqlite3.connect(filled(path)) as connection:
        values = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM events WHERE seq = 2").fetchone()
    changed = {**dict(zip(COLUMNS, values, strict=True)), "title": "改了的标题"}
    new_hash = row_hash(tuple(changed.values())[:-1])
    tamper(path, "UPDATE events SET title = ?, hash = ? WHERE seq = 2", "改了的标题", new_hash)
    assert [str(fault) for fault in check_register(path).faults] == [
        "第3行：与上一行接不上，中间有行被删去、插入或改写"
    ]


@pytest.mark.requirement("A-21")
def test_missing_triggers_show(path: Path) -> None:
    tamper(filled(path), "SELECT 1", keeps_triggers=False)
    assert "防止改动的触发器被改过" in str(check_register(path).faults[0])


@pytest.mark.requirement("A-21")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET title = '改' WHERE seq = 2",
        "DELETE FROM events WHERE seq = 6",
        "DELETE FROM events",
        "INSERT OR REPLACE INTO events SELECT * FROM events WHERE seq = 2",
        "INSERT INTO events SELECT 9, time, event, code, year, 9, title, organ, date, reason, digest, hash, 'x'"
        " FROM events WHERE seq = 6",
        "INSERT INTO events SELECT 7, time, event, code, year, 9, title, organ, date, reason, digest, 'y', 'x'"
        " FROM events WHERE seq = 6",
        "INSERT OR REPLACE INTO events SELECT 7, time, event, code, year, 3, title, organ, date, reason, digest, hash,"
        " 'x' FROM events WHERE seq = 6",
        "INSERT INTO events SELECT 7, time, '登记', code, year, 9, title, organ, date, reason, digest, hash, 'x'"
        " FROM events WHERE seq = 6",
    ],
)
def test_sqlite_itself_refuses_all_but_the_next_row(path: Path, statement: str) -> None:
    filled(path)
    connection = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(sqlite3.IntegrityError, match="rows are"):
        connection.execute(statement)
    connection.close()
    assert check_register(path).faults == ()


def test_nothing_is_added_after_a_last_row_that_was_tampered_with(path: Path) -> None:
    tamper(filled(path), "UPDATE events SET number = 40 WHERE seq = 6")
    with pytest.raises(RegisterError, match="最后一行被改动过，不能再往下登记"):
        take_number(path, "临教发", 2025)


# Files that cannot be used


@contextmanager
def unchanged(path: Path) -> Iterator[None]:
    before = path.read_bytes(), sorted(path.parent.iterdir())
    yield
    assert (path.read_bytes(), sorted(path.parent.iterdir())) == before


@pytest.mark.requirement("A-23")
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "不是发文登记簿"),
        (b"GB/T 9704" * 1000, "不是发文登记簿，或已损坏"),
        (b"SQLite format 3\0" + b"x" * 200, "登记簿"),
    ],
)
def test_a_file_that_is_no_register_is_refused_and_stays(path: Path, content: bytes, message: str) -> None:
    path.write_bytes(content)
    with unchanged(path), pytest.raises(RegisterError, match=message):
        take_number(path, "临教发", 2025)
    with unchanged(path), pytest.raises(RegisterError, match=message):
        check_register(path)


@pytest.mark.requirement("A-23")
def test_another_program_s_database_and_a_later_version_are_refused(path: Path) -> None:
    sqlite3.connect(path).execute("CREATE TABLE events (seq)").connection.close()
    with unchanged(path), pytest.raises(RegisterError, match="不是发文登记簿"):
        take_number(path, "临教发", 2025)
    path.unlink()
    sqlite3.connect(filled(path)).execute("PRAGMA user_version = 2").connection.close()
    with unchanged(path), pytest.raises(RegisterError, match="是别的版本（2）的程序写的"):
        take_number(path, "临教发", 2025)


@pytest.mark.requirement("A-23")
def test_any_damaged_page_is_a_refusal_or_a_finding_and_never_a_traceback(path: Path) -> None:
    content = filled(path).read_bytes()
    size = 4096
    for page in range(len(content) // size):
        path.write_bytes(content[: page * size] + b"\xa5" * size + content[(page + 1) * size :])
        try:
            assert check_register(path).faults
        except RegisterError as error:
            assert "损坏" in str(error) or "不是发文登记簿" in str(error)


@pytest.mark.requirement("A-23")
def test_a_truncated_register_is_refused(path: Path) -> None:
    filled(path).write_bytes(path.read_bytes()[:5000])
    with unchanged(path), pytest.raises(RegisterError, match="损坏"):
        take_number(path, "临教发", 2025)


@pytest.mark.requirement("A-23")
def test_a_register_that_another_process_holds_is_waited_for_and_then_refused(path: Path) -> None:
    filled(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(RegisterError, match=r"正被别的程序占用.*什么都没有改"):
        take_number(path, "临教发", 2025, wait_s=0.05)
    other.execute("ROLLBACK")
    other.close()
    assert take_number(path, "临教发", 2025).serial == 4


@pytest.mark.requirement("A-23")
@pytest.mark.parametrize("name", ["没有/没有.sqlite3", "文件夹"])
def test_a_missing_register_or_a_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "文件夹").mkdir()
    with pytest.raises(RegisterError, match=r"没有登记簿|不是文件"):
        list_entries(tmp_path / name)


@contextmanager
def nobody() -> Iterator[None]:
    """Go on as a user without rights, where the tests run as root."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.requirement("A-23")
def test_a_register_that_may_only_be_read_is_read_and_never_changed() -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:  # one that everybody may enter
        path = filled(Path(folder) / "簿.sqlite3")
        path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
        os.chmod(folder, 0o555)
        with nobody():
            assert len(list_entries(path)) == 3
            with unchanged(path), pytest.raises(RegisterError, match="只能读，不能写"):
                take_number(path, "临教发", 2025)
            with pytest.raises(RegisterError, match=r"建不了登记簿.*没有权限"):
                take_number(path.with_name("新.sqlite3"), "临教发", 2025)
        os.chmod(folder, 0o755)


FULL = """
import resource, signal, sys
from pathlib import Path
from typeset.archive.register import take_number
from typeset.errors import RegisterError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    for _ in range(200):
        print(take_number(path, "临教发", 2025).serial)
except RegisterError as error:
    print(error)
"""


@pytest.mark.requirement("A-23")
@pytest.mark.parametrize("room", [100, 30_000])
def test_a_full_disk_leaves_the_register_as_it_was(path: Path, root: Path, room: int) -> None:
    assert hasattr(signal, "SIGXFSZ") and hasattr(resource, "RLIMIT_FSIZE")
    done = subprocess.run([sys.executable, "-c", FULL, path, str(room)], cwd=root, capture_output=True, text=True)
    *serials, message = done.stdout.splitlines()
    assert "磁盘" in message, done
    if serials:
        assert take_number(path, "临教发", 2025).serial == int(serials[-1]) + 1
        assert check_register(path).faults == ()
    else:
        assert list(path.parent.iterdir()) == []


# What leaves it


def test_the_csv_is_read_by_excel_and_calculates_nothing(path: Path) -> None:
    filled(path)
    enter_number(path, number(3), Details("=1+1，“引号”,逗号"))
    content = csv_file(list_entries(path))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["状态"] for row in rows] == ["归档", "作废", "登记"]
    assert (rows[2]["标题"], rows[2]["序号"], rows[1]["原因"]) == ("'=1+1，“引号”,逗号", "3", "重复取号")
    assert rows[0]["归档内容摘要"] == "ab" * 32


def test_the_workbook_holds_texts_and_numbers_as_they_are(path: Path) -> None:
    filled(path)
    enter_number(path, number(3), Details("=1+1"))
    content = xlsx_file(list_entries(path))
    assert content == xlsx_file(list_entries(path))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheet = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
        texts = etree.fromstring(package.read("xl/sharedStrings.xml")).xpath("//*[local-name()='t']/text()")
    assert sheet.xpath("//*[local-name()='f']") == []
    assert {"文号", "临教发〔2025〕2号", "=1+1", "重复取号", TITLE} <= set(texts)
    assert sheet.xpath("//*[local-name()='c'][@r='D4']/*[local-name()='v']/text()") == ["3"]


def test_the_digest_of_a_row_can_be_made_without_the_program(path: Path) -> None:
    import hashlib
    import json

    with sqlite3.connect(filled(path)) as connection:
        for row in connection.execute("SELECT * FROM events ORDER BY seq"):
            text = json.dumps(row[:-2], ensure_ascii=False, separators=(",", ":"))
            assert hashlib.sha256(f"{row[-2]}\n{text}".encode()).hexdigest() == row[-1]
    assert astuple(entry(path, 3).number) == ("临教发", 2025, 3)
