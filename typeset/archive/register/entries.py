"""What a register says of a number: the outcome of its rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from unicodedata import normalize

from typeset.archive.register.rows import Event, Row
from typeset.errors import RegisterError, quoted
from typeset.model.faults import Unusable
from typeset.model.values import DocumentNumber, OfficialDate

LONGEST = 1000


@dataclass(frozen=True, slots=True, order=True)
class RegisterNumber:
    """A 发文字号 in its parts: 代字, year, 序号."""

    code: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.code}〔{self.year}〕{self.serial}号"

    @classmethod
    def parse(cls, text: str) -> "RegisterNumber":
        """Read a number with brackets of any kind. Raises RegisterError."""
        written = DocumentNumber.parse(text.strip()).standard_form()
        number = DocumentNumber.parse(written or "")
        is_full = number.is_standard and str(number.year) in normalize("NFKC", text)
        if not is_full or number.year is None or number.serial is None:
            raise RegisterError(f"{quoted(text)}不是能登记的文号；请写成 代字〔年〕序号，如 苏教办〔2024〕15号")
        return cls(number.code, number.year, number.serial)


@dataclass(frozen=True, slots=True)
class Details:
    """What is entered beside a number; `date` is an ISO date or ""."""

    title: str = ""
    organ: str = ""
    date: str = ""

    @classmethod
    def parse(cls, title: str, organ: str, date: str) -> "Details":
        """Read details as a person types them. Raises RegisterError."""
        return cls(plain(title, "标题"), plain(organ, "发文机关"), _iso_date(date))


def plain(text: str, what: str) -> str:
    """Return a text that fits in one cell. Raises RegisterError."""
    text = text.strip()
    if not text.replace("\u3000", "").isprintable():
        raise RegisterError(f"{what}里有换行或看不见的字符：{quoted(text)}；请写成一行")
    if len(text) > LONGEST:
        raise RegisterError(f"{what}有 {len(text)} 个字，太长了；最多 {LONGEST} 个字")
    return text


def _iso_date(text: str) -> str:
    if not text.strip():
        return ""
    try:
        date = OfficialDate.parse(text)
    except Unusable as error:
        raise RegisterError(f"成文日期{error}；请写成 2024-02-20 这样的真实日期") from error
    return f"{date.year:04}-{date.month:02}-{date.day:02}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A number of the register: its state, what was entered, what was archived, and when."""

    number: RegisterNumber
    state: Event
    details: Details
    reason: str
    digest: str
    taken: str
    changed: str


def entries_of(rows: Iterable[Row]) -> tuple[Entry, ...]:
    """Return the numbers that rows tell of, in the order of code, year and serial."""
    entries: dict[RegisterNumber, Entry] = {}
    for row in rows:
        number = RegisterNumber(row.code, row.year, row.number)
        new = Entry(number, Event.TAKEN, Details(), "", "", row.time, row.time)
        entries[number] = _after(entries.get(number, new), row)
    return tuple(entries[number] for number in sorted(entries))


def _after(entry: Entry, row: Row) -> Entry:
    entry = replace(entry, state=row.event, reason=row.reason, changed=row.time)
    if row.event is Event.ENTERED:
        return replace(entry, details=Details(row.title, row.organ, row.date))
    return replace(entry, digest=row.digest) if row.event is Event.ARCHIVED else entry


def missing_serials(entries: Iterable[Entry]) -> Mapping[tuple[str, int], tuple[range, ...]]:
    """Return the serials below the highest of each code and year that the register has no row of."""
    known: dict[tuple[str, int], list[int]] = {}
    for entry in entries:
        known.setdefault((entry.number.code, entry.number.year), []).append(entry.number.serial)
    gaps = {key: _gaps(sorted(serials)) for key, serials in known.items()}
    return {key: ranges for key, ranges in gaps.items() if ranges}


def _gaps(serials: list[int]) -> tuple[range, ...]:
    pairs = zip([0, *serials], serials, strict=False)
    return tuple(range(before + 1, serial) for before, serial in pairs if serial - before > 1)
