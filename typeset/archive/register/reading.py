"""Ask a register: its rows, a number, all numbers of a code or a year, its head."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from typeset.archive.register.entries import Entry, RegisterNumber, entries_of
from typeset.archive.register.rows import BEGINNING, COLUMNS, Head, Row, row_of
from typeset.archive.register.store import last_row, reading
from typeset.errors import RegisterError


def list_entries(path: Path, *, code: str | None = None, year: int | None = None) -> tuple[Entry, ...]:
    """Return the numbers of a register, of one code or year where given, in order. Raises RegisterError."""
    with reading(path) as connection:
        return entries_of(row for row in rows(connection) if code in (None, row.code) and year in (None, row.year))


def find_entry(path: Path, number: RegisterNumber) -> Entry | None:
    """Return what a register says of a number, or None. Raises RegisterError."""
    with reading(path) as connection:
        return entry_of(connection, number)


def head(path: Path) -> Head:
    """Return how many rows a register has and the digest of the last one. Raises RegisterError."""
    with reading(path) as connection:
        row = last_row(connection)
        return Head(row.seq, row.hash) if row else Head(0, BEGINNING)


def entry_of(connection: sqlite3.Connection, number: RegisterNumber) -> Entry | None:
    """Return what an open register says of a number, or None."""
    found = rows(connection, "WHERE (code, year, number) = (?, ?, ?)", (number.code, number.year, number.serial))
    return next(iter(entries_of(found)), None)


def rows(connection: sqlite3.Connection, where: str = "", values: tuple[object, ...] = ()) -> Iterator[Row]:
    """Yield the rows of an open register in order. Raises RegisterError for a row that the program did not write."""
    for found in connection.execute(f"SELECT {', '.join(COLUMNS)} FROM events {where} ORDER BY seq", values):
        try:
            yield row_of(found)
        except ValueError:
            raise RegisterError(f"登记簿第{found[0]}行被改动过；请运行 typeset register check") from None
