"""附件说明 below a text (7.3.4), and the parts bound behind it: 附件 (7.3.7), issued and forwarded texts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from typeset.proofreading import PassageKind
from typeset.readers.manuscript import ManuscriptParagraph
from typeset.readers.recognition.heads import is_addressees
from typeset.readers.recognition.names import organ_spans
from typeset.readers.recognition.rows import Row, Wording, compact, piece, wording
from typeset.readers.recognition.tails import Tail, is_date, read_tail
from typeset.readers.recognition.words import (
    ATTACHMENT_LABEL,
    ATTACHMENT_LIST,
    LIST_ORDINAL,
    NUMBER,
    PART_TITLE_END,
    TITLE_END,
    TITLE_NOTE,
)

_MOST_TITLE_LINES = 5
_LONGEST_TITLE_LINE = 60
_LONGEST_NAME = 80
_MOST_OPENING_SHARE = 0.7
_QUOTED_TITLES = re.compile("《([^《》]{2,100})》")
_UNQUOTED_TITLE = re.compile("(?:印发|转发|批转|发布|公布)([^《》]{4,60})的(?:通知|决定|公告|通告)")
_NAME_ON_LINE = re.compile(r"[ \u3000]+(?=[0-9]{1,2}[.．、])")


@dataclass
class Part:
    """A text behind the signature: an attachment (with the row of its label) or an issued text."""

    label: Row | None = None
    ordinal: int | None = None
    title: list[Row] = field(default_factory=list)
    title_piece: ManuscriptParagraph | None = None
    number: Wording | None = None
    notes: list[Row] = field(default_factory=list)
    addressees: Row | None = None
    body: list[Row] = field(default_factory=list)
    names: list[Wording] = field(default_factory=list)
    tail: Tail | None = None
    attachments: list["Part"] = field(default_factory=list)


def is_label(row: Row) -> bool:
    """Tell whether a row is the label of an attachment and nothing else: 附件, 附件1, 附件："""
    return row.is_text and ATTACHMENT_LABEL.fullmatch(row.text.strip()) is not None


def _labelled_title(row: Row) -> re.Match[str] | None:
    """Return the label of a row that has the title of its attachment behind it."""
    found = ATTACHMENT_LABEL.match(row.text) if row.is_text else None
    if found is None or row.is_ended or found.end() == len(row.text) or len(row.compact) > _LONGEST_NAME:
        return None
    return found if re.search(r"[：:.．、 \u3000\d]$", found.group()) else None


def known_titles(title: str, rows: Iterable[Row]) -> frozenset[str]:
    """Return the titles of texts that a document names in its own title or in the first rows of its text."""
    found = _QUOTED_TITLES.findall(title.replace("〈", "《").replace("〉", "》")) + _QUOTED_TITLES.findall(title)
    found += _UNQUOTED_TITLE.findall(title)
    for row in rows:
        found += _QUOTED_TITLES.findall(row.text)
    return frozenset(compact(name) for name in found)


def first_part(rows: Sequence[Row], start: int, known: frozenset[str]) -> int:
    """Return where the first part begins though no signature says so: a label, or a title that was named."""
    for position in range(start + 1, len(rows)):
        row = rows[position]
        if is_label(row) or (row.opens and _named_title(rows, position, known)):
            return position
    return len(rows)


def _named_title(rows: Sequence[Row], position: int, known: frozenset[str]) -> int:
    """Return how many rows from `position` are a title that was named, 0 for none."""
    joined = ""
    for count, row in enumerate(rows[position : position + _MOST_TITLE_LINES], start=1):
        if not row.is_text or row.is_ended:
            return 0
        joined += row.compact
        if joined in known:
            return count
    return 0


def take_list(rows: Sequence[Row]) -> tuple[list[Row], list[Wording]]:
    """Return the rows without 附件说明, and the names in it."""
    start = next((i for i, row in enumerate(rows) if row.is_text and _begins_list(rows, i)), None)
    if start is None:
        return list(rows), []
    names: list[list[ManuscriptParagraph]] = []
    is_numbered = False
    end = start
    for row in rows[start:]:
        found = ATTACHMENT_LIST.match(row.text)
        begins = found is not None or LIST_ORDINAL.match(row.text) is not None
        if not row.is_text or (not begins and not _continues_name(row, is_numbered or len(names) == 1)):
            break
        pieces = _names_on_row(row, found.end() if found else 0)
        is_numbered = is_numbered or any(has_ordinal for _, has_ordinal in pieces)
        if begins:
            names += [[name] for name, _ in pieces]
        else:
            names[-1].append(pieces[0][0])
        end += 1
    return [*rows[:start], *rows[end:]], [Wording(PassageKind.ATTACHMENT_NAME, tuple(name)) for name in names]


def _begins_list(rows: Sequence[Row], position: int) -> bool:
    row = rows[position]
    if ATTACHMENT_LIST.match(row.text) is None or len(row.compact) > 10 * _LONGEST_NAME:
        return False
    return not any(other.is_ended and not _is_list_row(other) for other in rows[position + 1 : position + 3])


def _is_list_row(row: Row) -> bool:
    return bool(LIST_ORDINAL.match(row.text) or ATTACHMENT_LIST.match(row.text))


def _names_on_row(row: Row, start: int) -> list[tuple[ManuscriptParagraph, bool]]:
    """Return the names on a row, each with whether it has a number: 1.甲 2.乙 are two."""
    bounds = [start, *(found.end() for found in _NAME_ON_LINE.finditer(row.text, start)), len(row.text)]
    names = []
    for first, last in pairwise(bounds):
        ordinal = LIST_ORDINAL.match(row.text[first:last])
        names.append((piece(row, first + (ordinal.end() if ordinal else 0), last), ordinal is not None))
    return names


def _continues_name(row: Row, may_continue: bool) -> bool:
    """Tell whether a row goes on with a name of the list above."""
    is_name = not row.opens and not row.is_ended and not is_date(row) and not organ_spans(row.text)
    return may_continue and is_name and not row.is_numbered


def read_parts(rows: Sequence[Row], known: frozenset[str], *, has_list: bool) -> tuple[list[Part], list[Part]]:
    """Return the issued texts and the attachments that stand behind a signature.

    Attachments belong to the document when it lists some or nothing else stands before them; else to the issued text
    that they follow.
    """
    labels = [i for i, row in enumerate(rows) if is_label(row) or (_labelled_title(row) and _opens_part(rows, i))]
    first = labels[0] if labels else len(rows)
    if first == 0 or has_list:
        return list(_issued(rows[:first], known)), [
            _attachment(rows[start:end]) for start, end in _spans(labels, len(rows))
        ]
    return list(_issued(rows, known)), []


def _opens_part(rows: Sequence[Row], position: int) -> bool:
    return rows[position].opens or position == 0


def _spans(starts: Sequence[int], end: int) -> Iterator[tuple[int, int]]:
    return zip(starts, [*starts[1:], end], strict=False)


def _issued(rows: Sequence[Row], known: frozenset[str]) -> Iterator[Part]:
    """Yield the issued texts: one begins at the start, at a title that was named, and after a signature."""
    if not rows:
        return
    starts = [0]
    position = 1
    has_meaning = sum(row.opens for row in rows) < _MOST_OPENING_SHARE * len(rows)
    while position < len(rows):
        row = rows[position]
        is_title = row.opens and (
            _named_title(rows, position, known) or (has_meaning and _is_new_title(rows, position))
        )
        if is_title and position > starts[-1] + 1 and rows[position - 1].is_ended:
            starts.append(position)
        position += 1
    for start, end in _spans(starts, len(rows)):
        yield from _signed_texts(rows[start:end])


def _is_new_title(rows: Sequence[Row], position: int) -> bool:
    """Tell whether a row that stands alone is the title of another text."""
    row = rows[position]
    is_alone = position + 1 < len(rows) and rows[position + 1].opens
    is_short = len(row.compact) <= _LONGEST_TITLE_LINE and not row.is_ended and not row.is_numbered
    return is_alone and row.is_text and is_short and bool(PART_TITLE_END.search(row.compact))


def _signed_texts(rows: Sequence[Row]) -> Iterator[Part]:
    """Yield a text, and those that follow its signature."""
    labels = [i for i, row in enumerate(rows) if is_label(row)]
    own = rows[: labels[0]] if labels else rows
    part = _part(own, 0)
    rest = own[part.tail.rest :] if part.tail else []
    part.attachments = [_attachment(rows[start:end]) for start, end in _spans(labels, len(rows))]
    yield part
    if rest:
        yield from _signed_texts(rest)


def _attachment(rows: Sequence[Row]) -> Part:
    """Return an attachment: its label, its title, its text."""
    found = ATTACHMENT_LABEL.match(rows[0].text)
    assert found is not None
    part = _part(rows, 1, must_end=True, has_title=_labelled_title(rows[0]) is None)
    part.label = rows[0]
    part.ordinal = _ordinal(found["ordinal"])
    if _labelled_title(rows[0]):
        part.title_piece = piece(rows[0], found.end())
    return part


def _ordinal(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if text.isdecimal() else "一二三四五六七八九十".find(text) + 1 or None


def _part(rows: Sequence[Row], start: int, *, must_end: bool = False, has_title: bool = True) -> Part:
    """Return the part that begins at `start`; `must_end`: only a signature at its very end is one."""
    part = Part()
    position = start
    if has_title:
        position += _title_length(rows[start:])
        part.title = list(rows[start:position])
    while position < len(rows) and _takes_head_row(part, rows[position]):
        position += 1
    if position < len(rows) and is_addressees(rows[position]):
        part.addressees = rows[position]
        position += 1
    tail = read_tail(rows, position, len(rows))
    if tail is not None and must_end and tail.rest < len(rows):
        tail = None
    part.tail = tail
    part.body, part.names = take_list(rows[position : tail.end if tail else len(rows)])
    return part


def _takes_head_row(part: Part, row: Row) -> bool:
    if row.is_text and part.number is None and (found := NUMBER.fullmatch(row.text)):
        part.number = Wording(PassageKind.NUMBER, (piece(row, *found.span("number")),))
        return True
    if row.is_text and TITLE_NOTE.fullmatch(row.text) and row.compact.startswith("（"):
        part.notes.append(row)
        return True
    return False


def _title_length(rows: Sequence[Row]) -> int:
    """Return how many rows at the beginning of a part are its title."""
    length = 0
    for row in rows[:_MOST_TITLE_LINES]:
        if not _is_title_line(row) or (length and (row.opens or _is_other_look(rows[length - 1], row))):
            break
        length += 1
    return length


def _is_title_line(row: Row) -> bool:
    is_line = row.is_text and not row.is_ended and (not row.is_numbered or row.compact.startswith("（"))
    is_other = is_addressees(row) or NUMBER.fullmatch(row.text) or _is_note(row)
    return is_line and not is_other and len(row.compact) <= _LONGEST_TITLE_LINE


def _is_note(row: Row) -> bool:
    return TITLE_NOTE.fullmatch(row.text) is not None and TITLE_END.search(row.compact) is None


def _is_other_look(one: Row, two: Row) -> bool:
    assert isinstance(one.item, ManuscriptParagraph) and isinstance(two.item, ManuscriptParagraph)
    sizes = one.item.look.size_pt, two.item.look.size_pt
    return None not in sizes and sizes[0] != sizes[1]


def part_title(part: Part) -> Wording | None:
    """Return the title of a part as one line."""
    if part.title_piece is not None:
        return Wording(PassageKind.TITLE, (part.title_piece,))
    return wording(PassageKind.TITLE, part.title) if part.title else None
