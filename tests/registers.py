"""Registers of numbers for tests: a clock that stands still, a filled register, a file changed behind its back."""

import sqlite3
from datetime import datetime, timedelta, timezone
from pathlib import Path

from typeset.archive.register import (
    Details,
    RegisterNumber,
    enter_number,
    record_archived,
    take_number,
    void_number,
)

TITLE = "关于做好校舍检查的通知"
DETAILS = Details(TITLE, "临溪市教育局", "2025-08-20")
TRIGGERS = ("never_changed", "never_deleted", "only_added")


def noon() -> datetime:
    return datetime(2025, 9, 1, 12, 0, tzinfo=timezone(timedelta(hours=8)))


def number(serial: int, code: str = "临教发", year: int = 2025) -> RegisterNumber:
    return RegisterNumber(code, year, serial)


def filled(path: Path) -> Path:
    """Make a register in which each kind of event has happened: six rows."""
    take_number(path, "临教发", 2025, clock=noon)
    enter_number(path, number(1), DETAILS, clock=noon)
    record_archived(path, number(1), "ab" * 32, DETAILS, clock=noon)
    take_number(path, "临教发", 2025, clock=noon)
    void_number(path, number(2), "重复取号", clock=noon)
    take_number(path, "临教发", 2025, clock=noon)
    return path


def tamper(path: Path, statement: str, *values: object, keeps_triggers: bool = True) -> None:
    """Change the file of a register with SQL, its triggers off meanwhile."""
    connection = sqlite3.connect(path, isolation_level=None)
    found = "SELECT sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid"
    triggers = [sql for (sql,) in connection.execute(found)]
    for name in TRIGGERS:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute(statement, values)
    for sql in triggers if keeps_triggers else ():
        connection.execute(sql)
    connection.close()
