"""The rows of a register: what happened to a number, each row sealed by a digest over itself and the row before."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from enum import StrEnum

BEGINNING = "0" * 64
"""What the first row has for the digest of the row before."""


class Event(StrEnum):
    """What happens to a number."""

    TAKEN = "取号"
    ENTERED = "登记"
    VOIDED = "作废"
    ARCHIVED = "归档"


@dataclass(frozen=True, slots=True)
class Row:
    """One event; `previous` is the digest of the row before, `hash` that of this one. What is unknown is ""."""

    seq: int
    time: str
    event: Event
    code: str
    year: int
    number: int
    title: str
    organ: str
    date: str
    reason: str
    digest: str
    previous: str
    hash: str


COLUMNS = tuple(field.name for field in fields(Row))
NUMERIC = ("seq", "year", "number")


@dataclass(frozen=True, slots=True)
class Head:
    """The last row of a register, written down elsewhere to show that no row was cut off: how many, and its digest."""

    rows: int
    hash: str


def row_hash(values: Sequence[object]) -> str:
    """Return the digest of a row from its values without `hash`, the last of which is `previous`.

    SHA-256 over the digest of the row before, a line feed, and the other values as a JSON array in UTF-8.
    """
    *content, previous = values
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def sealed(*, previous: str, **values: str | int) -> Row:
    """Return a row of these values with its digest; texts that are not given are ""."""
    content = {name: values.get(name, "") for name in COLUMNS[:-2]} | {"previous": previous}
    return row_of((*content.values(), row_hash(tuple(content.values()))))


def row_of(values: Sequence[object]) -> Row:
    """Return the row of values as they stand in the file; raises ValueError when they cannot be one."""
    given = dict(zip(COLUMNS, values, strict=True))
    for name, value in given.items():
        if not isinstance(value, int if name in NUMERIC else str):
            raise ValueError(name)
    return Row(**{**given, "event": Event(given["event"])})  # type: ignore[arg-type]


def is_sealed(row: Row) -> bool:
    """Tell whether the digest of a row is that of its values."""
    return row_hash(astuple(row)[:-1]) == row.hash
