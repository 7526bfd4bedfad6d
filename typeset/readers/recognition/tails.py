"""What stands below a text: 署名, 成文日期, 附注 (7.3.5, 7.3.6); where the text ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from typeset.proofreading import PassageKind
from typeset.readers.manuscript import ManuscriptParagraph
from typeset.readers.recognition.names import is_organ, is_post, organ_spans, person
from typeset.readers.recognition.rows import Row, Wording, piece
from typeset.readers.recognition.words import BLANK_DATE, CLOSING_NOTE, DATE_PATTERN, NUMERIC_DATE

_SIGNED_DATE = re.compile(rf"(?P<names>\S[^\d]{{1,60}}?)[ \u3000\t]*(?P<date>{DATE_PATTERN})")
_DATE_ROW = re.compile(rf"{DATE_PATTERN}|{NUMERIC_DATE.pattern}")
_LONGEST_NAME = 40
_RIGHT_INDENT = 16


@dataclass
class Tail:
    """The end of a text: `end` rows are the text's, the next part begins at `rest`."""

    end: int
    rest: int
    names: list[ManuscriptParagraph] = field(default_factory=list)
    people: list[tuple[ManuscriptParagraph, ManuscriptParagraph]] = field(default_factory=list)
    date: Wording | None = None
    notes: list[Row] = field(default_factory=list)
    blank_date: Row | None = None


def is_date(row: Row) -> bool:
    """Tell whether a row is a date and nothing else."""
    return _DATE_ROW.fullmatch(row.text.strip()) is not None


def is_closing_note(row: Row) -> bool:
    """Tell whether a row is 附注: a line in brackets about publication or a contact."""
    return CLOSING_NOTE.match(row.text) is not None and row.compact.endswith("）")


def read_tail(rows: Sequence[Row], start: int, end: int) -> Tail | None:
    """Return the first end of a text between `start` and `end`; None when nothing closes it."""
    for position in range(start, end):
        row = rows[position]
        if is_date(row) or BLANK_DATE.fullmatch(row.text.strip()):
            first = _first_name(rows, position, start)
            if first < position or _closes(rows, position, end):
                return _signed(rows, first, position, end)
        elif (found := _SIGNED_DATE.fullmatch(row.text.strip())) and organ_spans(found["names"]):
            return _signed_on_one_row(rows, position, end)
        elif is_closing_note(row):
            return _closed_by_notes(rows, position, start, end)
    return None


def _first_name(rows: Sequence[Row], date: int, start: int) -> int:
    """Return the first row of the names that stand above a date; `date` when there are none."""
    position = date
    while position > start and _is_name(rows, position - 1, date):
        position -= 1
    return position


def _is_name(rows: Sequence[Row], position: int, date: int) -> bool:
    row = rows[position]
    if not row.is_text or row.is_ended or row.is_numbered or len(row.compact) > _LONGEST_NAME or row.heading:
        return False
    if organ_spans(row.text) or person(row.text) or is_post(row.text):
        return True
    assert isinstance(row.item, ManuscriptParagraph)
    stands_right = row.item.indent >= _RIGHT_INDENT or row.item.look.alignment in ("right", "centre")
    return position == date - 1 and stands_right and not re.search(r"[，。；：、]", row.compact)


def _closes(rows: Sequence[Row], date: int, end: int) -> bool:
    """Tell whether a date without a name above it ends a text: the text above is whole, no sentence follows."""
    if date == 0 or not rows[date - 1].is_ended:
        return False
    following = rows[date + 1 : end][:1]
    return all(row.opens or is_closing_note(row) or not row.is_ended for row in following)


def _signed(rows: Sequence[Row], first: int, date: int, end: int) -> Tail:
    tail = Tail(first, date + 1)
    for row in rows[first:date]:
        _take_name(tail, row, 0, len(row.text))
    if is_date(rows[date]):
        tail.date = Wording(PassageKind.DATE, (piece(rows[date], 0),))
    else:
        tail.blank_date = rows[date]
    return _with_notes(tail, rows, end)


def _signed_on_one_row(rows: Sequence[Row], position: int, end: int) -> Tail:
    row = rows[position]
    found = _SIGNED_DATE.fullmatch(row.text)
    assert found is not None
    tail = Tail(position, position + 1)
    _take_name(tail, row, *found.span("names"))
    tail.date = Wording(PassageKind.DATE, (piece(row, *found.span("date")),))
    return _with_notes(tail, rows, end)


def _closed_by_notes(rows: Sequence[Row], position: int, start: int, end: int) -> Tail:
    """Return the end of a text that has 附注 and no date; a name right above it is the signature."""
    first = position
    while first > start and is_organ(rows[first - 1].text) and rows[first - 1].is_text:
        first -= 1
    tail = Tail(first, position)
    for row in rows[first:position]:
        _take_name(tail, row, 0, len(row.text))
    return _with_notes(tail, rows, end)


def _take_name(tail: Tail, row: Row, start: int, end: int) -> None:
    text = row.text[start:end]
    if found := person(text):
        tail.people.append((piece(row, start, start + found.end("post")), piece(row, start + found.start("name"), end)))
    elif spans := organ_spans(text):
        tail.names += [piece(row, start + first, start + last) for first, last in spans]
    else:
        tail.names.append(piece(row, start, end))


def _with_notes(tail: Tail, rows: Sequence[Row], end: int) -> Tail:
    while tail.rest < end and _is_note_here(rows[tail.rest], tail):
        tail.notes.append(rows[tail.rest])
        tail.rest += 1
    return tail


def _is_note_here(row: Row, tail: Tail) -> bool:
    is_bracketed = row.is_text and row.compact.startswith("（") and row.compact.endswith("）") and not row.is_numbered
    return is_closing_note(row) or (is_bracketed and tail.date is not None and row.compact.count("（") == 1)
