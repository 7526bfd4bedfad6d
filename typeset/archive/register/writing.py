"""Change a register: take a number, enter, void, archive; each is one transaction, and rows are only added."""

import sqlite3
from collections.abc import Callable
from dataclasses import astuple
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from typeset.archive.register.entries import Details, Entry, RegisterNumber, plain
from typeset.archive.register.reading import entry_of
from typeset.archive.register.rows import BEGINNING, COLUMNS, Event, Row, sealed
from typeset.archive.register.store import WAIT_S, changing, last_row
from typeset.errors import RegisterError, quoted

Clock: TypeAlias = Callable[[], datetime]
"""Tells the time of an event; the local time of the machine unless a test gives another."""


def local_time() -> datetime:
    """Return the time now with its distance from UTC."""
    return datetime.now().astimezone()


def take_number(
    path: Path, code: str, year: int, *, clock: Clock = local_time, wait_s: float = WAIT_S
) -> RegisterNumber:
    """Reserve the next number of a code and year, one more than the highest. Raises RegisterError."""
    first = RegisterNumber.parse(f"{code}〔{year}〕1号")
    if (first.code, first.year) != (code, year):
        raise RegisterError(f"{quoted(code)}不能作机关代字；请写成 苏教办 这样")
    with changing(path, wait_s=wait_s) as connection:
        (highest,) = connection.execute(
            "SELECT coalesce(max(number), 0) FROM events WHERE (code, year) = (?, ?)", (code, year)
        ).fetchone()
        number = RegisterNumber(code, year, highest + 1)
        append(connection, Event.TAKEN, number, clock)
    return number


def enter_number(
    path: Path, number: RegisterNumber, details: Details, *, correction: str = "", clock: Clock = local_time
) -> None:
    """Enter what a number was given to, taking it where it is new. Raises RegisterError.

    A number that was entered already is entered again with the reason of the `correction` alone; both rows stay.
    """
    reason = plain(correction, "更正的原因")
    with changing(path) as connection:
        entry = entry_of(connection, number)
        if entry:
            _refuse(entry, Event.VOIDED, Event.ARCHIVED)
        if entry and entry.state is Event.ENTERED and not reason:
            raise RegisterError(
                f"{number}已经登记过，标题是{quoted(entry.details.title)}；要更正请用 --correct 写明原因"
            )
        _enter(connection, entry, number, details, clock, reason=reason)


def void_number(path: Path, number: RegisterNumber, reason: str, *, clock: Clock = local_time) -> None:
    """Void a number, which is never used again. Raises RegisterError."""
    reason = plain(reason, "作废的原因")
    if not reason:
        raise RegisterError("作废要写明原因；请用 --reason")
    with changing(path, creates=False) as connection:
        entry = entry_of(connection, number)
        if entry is None:
            raise RegisterError(f"登记簿里没有{number}，不能作废；已经用过的号请先用 add 登记")
        _refuse(entry, Event.VOIDED, Event.ARCHIVED)
        append(connection, Event.VOIDED, number, clock, reason=reason)


def record_archived(
    path: Path, number: RegisterNumber, digest: str, details: Details, *, clock: Clock = local_time
) -> None:
    """Record that the document of a number was archived with this content digest; once more with the same is nothing.

    The number is taken and entered where that was not done yet. Raises RegisterError, also when it is void, was
    archived with other content, or was entered for a document with another title.
    """
    with changing(path) as connection:
        entry = entry_of(connection, number)
        if entry and entry.state is Event.ARCHIVED and entry.digest == digest:
            return
        if entry:
            check_archivable(entry, digest, details)
        if entry is None or entry.state is Event.TAKEN:
            _enter(connection, entry, number, details, clock)
        append(connection, Event.ARCHIVED, number, clock, digest=digest)


def check_archivable(entry: Entry, digest: str, details: Details) -> None:
    """Raise RegisterError when a document may not be archived under the number of an entry."""
    _refuse(entry, Event.VOIDED)
    if entry.state is Event.ARCHIVED and entry.digest != digest:
        raise RegisterError(
            f"{entry.number}已于{entry.changed}归档，内容与现在的不同（当时的摘要 {entry.digest[:16]}…）；"
            f"归档过的公文不能换，请检查文号"
        )
    if entry.state is Event.ENTERED and entry.details.title and entry.details.title != details.title:
        raise RegisterError(
            f"{entry.number}登记的标题是{quoted(entry.details.title)}，要归档的是{quoted(details.title)}；"
            f"请检查文号，登记有误的用 typeset register add --correct 更正"
        )


def append(connection: sqlite3.Connection, event: Event, number: RegisterNumber, clock: Clock, **texts: str) -> Row:
    """Add the row of an event to a register that is open for a change."""
    last = last_row(connection)
    row = sealed(
        seq=last.seq + 1 if last else 1,
        time=clock().isoformat(timespec="seconds"),
        event=event,
        code=number.code,
        year=number.year,
        number=number.serial,
        previous=last.hash if last else BEGINNING,
        **texts,
    )
    marks = ", ".join("?" * len(COLUMNS))
    connection.execute(f"INSERT INTO events ({', '.join(COLUMNS)}) VALUES ({marks})", astuple(row))
    return row


def _enter(
    connection: sqlite3.Connection,
    entry: Entry | None,
    number: RegisterNumber,
    details: Details,
    clock: Clock,
    *,
    reason: str = "",
) -> None:
    if entry is None:
        append(connection, Event.TAKEN, number, clock)
    texts = {"title": details.title, "organ": details.organ, "date": details.date, "reason": reason}
    append(connection, Event.ENTERED, number, clock, **texts)


def _refuse(entry: Entry, *states: Event) -> None:
    """Raise RegisterError when a number is in one of these states, which nothing follows."""
    if entry.state in states:
        cause = f"（{entry.reason}）" if entry.reason else ""
        raise RegisterError(f"{entry.number}已于{entry.changed}{entry.state}{cause}，不能再改；需要时请另取一个号")
