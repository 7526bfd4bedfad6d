"""Show that a register is as it was written: digests, order, numbers, tables; its end by a head kept elsewhere."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from typeset.archive.register.entries import entries_of, missing_serials
from typeset.archive.register.rows import BEGINNING, COLUMNS, Event, Head, Row, row_hash, row_of
from typeset.archive.register.store import SCHEMA, reading


@dataclass(frozen=True, slots=True)
class Fault:
    """What was tampered with; `row` is None for the file as a whole."""

    row: int | None
    message: str

    def __str__(self) -> str:
        return self.message if self.row is None else f"第{self.row}行：{self.message}"


@dataclass(frozen=True, slots=True)
class RegisterCheck:
    """The outcome of a check: the head, what is wrong, the serials without a row by code and year."""

    head: Head
    faults: tuple[Fault, ...]
    missing: Mapping[tuple[str, int], tuple[range, ...]]


def check_register(path: Path, *, anchor: str = "") -> RegisterCheck:
    """Check every row of a register and its tables; `anchor` is the digest of a head that was kept elsewhere.

    Raises RegisterError when the file cannot be read at all.
    """
    with reading(path) as connection:
        connection.execute("BEGIN")
        found = connection.execute(f"SELECT {', '.join(COLUMNS)} FROM events ORDER BY seq").fetchall()
        faults = [*_table_faults(connection), *_row_faults(found)]
    hashes = [BEGINNING, *(str(values[-1]) for values in found)]
    if anchor and anchor.strip().lower() not in hashes:
        faults.append(Fault(None, f"没有摘要为 {anchor} 的行：这一行和它后面的行被删去，或以前的行被整个改写"))
    rows = tuple(_readable(found))
    return RegisterCheck(Head(len(found), hashes[-1]), tuple(faults), missing_serials(entries_of(rows)))


def _table_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Compare the tables, indexes and triggers with those that the program makes."""
    for (message,) in connection.execute("PRAGMA integrity_check"):
        if message != "ok":
            yield Fault(None, f"文件已损坏（{message}）")
    written = {sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}
    if written != set(SCHEMA):
        yield Fault(None, "表的定义或防止改动的触发器被改过")


def _row_faults(found: Sequence[Sequence[object]]) -> Iterator[Fault]:
    previous, taken = BEGINNING, set[object]()
    for place, values in enumerate(found, 1):
        yield from (Fault(place, message) for message in _messages(place, values, previous))
        number, event = tuple(values[3:6]), values[2]
        if (event == Event.TAKEN) == (number in taken):
            yield Fault(place, "同一个号取了两次" if event == Event.TAKEN else "这个号没有取过")
        taken.add(number)
        previous = str(values[-1])


def _messages(place: int, values: Sequence[object], previous: str) -> Iterator[str]:
    if values[0] != place:
        yield f"序号是{values[0]}，缺了行"
    if values[-2] != previous:
        yield "与上一行接不上，中间有行被删去、插入或改写"
    try:
        row_of(values)
        is_whole = row_hash(tuple(values)[:-1]) == values[-1]
    except ValueError:
        is_whole = False
    if not is_whole:
        yield "内容与摘要不符，被改动过"


def _readable(found: Sequence[Sequence[object]]) -> Iterator[Row]:
    for values in found:
        try:
            yield row_of(values)
        except ValueError:
            continue
