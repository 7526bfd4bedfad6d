"""What stands above the text of a document: labels, mark, number, title, its note, recipients (7.2, 7.3.1, 7.3.2)."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from typeset.proofreading import PassageKind
from typeset.readers.manuscript import ManuscriptParagraph
from typeset.readers.recognition.names import is_organ, organ_spans, person_names, title_organs
from typeset.readers.recognition.rows import Row, Wording, compact, piece, without_blanks
from typeset.readers.recognition.words import (
    BARE_NUMBER,
    COPY_NUMBER,
    DATE,
    DATE_PATTERN,
    FACT_LINE,
    ISSUE_NUMBER,
    MARK,
    MINUTES_MARK,
    NAMED_DATE,
    NAVIGATION,
    NUMBER,
    NUMERIC_DATE,
    ORDER_NUMBER,
    ORDER_TITLE,
    PERSON_NAME,
    SECRECY,
    SIGNERS,
    TITLE_END,
    TITLE_NOTE,
    TITLE_WORDS,
    URGENCY,
)

_LONGEST_TITLE_LINE = 130
_MOST_TITLE_LINES, _LONGEST_PERSON = 6, 4
_MOST_HEAD_ROWS = 60
_LONGEST_ADDRESSEES = 600
_NO_ADDRESSEES = re.compile(
    r"(?:如下|以下|通知|要求|决定|意见|通告|修改|包括|建议|规定|方面|问题|内容|注|附件|下|是|为|括)：$|[。；《》]|现将|根据|为了|按照|决定，"
)
_HEAD_LINES = (NUMBER, BARE_NUMBER, ISSUE_NUMBER, TITLE_NOTE, NAMED_DATE, SIGNERS, ORDER_TITLE)
_MIN_MARK_PT = 22.0
NOTE_GAP = "　"
"""What stands between the lines of a 题注."""


@dataclass
class Head:
    """What was found above a text; `start` is the number of rows it takes."""

    start: int = 0
    number: Wording | None = None
    labels: dict[str, str] = field(default_factory=dict)
    mark: list[ManuscriptParagraph] = field(default_factory=list)
    title: list[Row] = field(default_factory=list)
    notes: list[Row] = field(default_factory=list)
    signers: list[str] = field(default_factory=list)
    addressees: Row | None = None
    order: Row | None = None
    order_organ: str = ""
    left_out: list[Row] = field(default_factory=list)


def read_head(rows: Sequence[Row]) -> Head:
    """Return the head of a document and where its text begins."""
    end = _text_start(rows)
    zone = rows[:end]
    head = Head(start=end)
    order = _order_row(zone)
    head.title = [] if order is not None else list(_title(zone))
    first_title = head.title[0].index if head.title else max((row.index for row in zone), default=0) + 1
    said = {row.compact for row in head.title} | {"".join(row.compact for row in head.title)}
    for position, row in enumerate(zone):
        if row in head.title:
            continue
        if row is order:
            _take_order(head, row)
        elif order is not None and row.index < order.index:
            head.left_out.append(row)
        elif not any(take(head, row, row.index < first_title) for take in _RECOGNISERS):
            if row.index > first_title and not _is_furniture(row, said):
                head.start = position
                break
            head.left_out.append(row)
    _take_addressees(head, rows)
    return head


def _is_furniture(row: Row, said: Collection[str]) -> bool:
    """Tell whether a row below the title is a line of a web page, no text: where it is from, when, the title again."""
    is_date = NUMERIC_DATE.match(row.text) or DATE.fullmatch(row.text)
    return bool(NAVIGATION.match(row.text) or is_date or is_organ(row.text) or row.compact in said)


def _text_start(rows: Sequence[Row]) -> int:
    """Return how many rows stand above the text, the recipients not counted."""
    for position, row in enumerate(rows[:_MOST_HEAD_ROWS]):
        if not row.is_text or is_addressees(row) or _is_text_like(row):
            return position
    return min(len(rows), _MOST_HEAD_ROWS) if len(rows) > _MOST_HEAD_ROWS else _short_document(rows)


def _short_document(rows: Sequence[Row]) -> int:
    """Return where the text begins when nothing looks like text: after the title."""
    ends = [position for position, row in enumerate(rows) if TITLE_END.search(row.compact)]
    return ends[0] + 1 if ends else 0


def _is_text_like(row: Row) -> bool:
    """Tell whether a paragraph is a sentence or a heading, not a line of a head."""
    if NAVIGATION.match(row.text) or any(p.fullmatch(row.text) for p in _HEAD_LINES):
        return False
    if TITLE_END.search(row.compact) and not re.search("[。；]", row.text):
        return False
    return row.is_ended or "。" in row.text or len(row.compact) > _LONGEST_TITLE_LINE or bool(_is_level(row))


def _is_level(row: Row) -> bool:
    return row.is_numbered and not DATE.match(row.text) and not SECRECY.match(row.text)


def is_addressees(row: Row) -> bool:
    """Tell whether a row is 主送机关: names, then a colon."""
    text = row.compact
    is_list = text.endswith("：") and 2 < len(text) <= _LONGEST_ADDRESSEES and not row.is_numbered
    return is_list and not _NO_ADDRESSEES.search(text) and not NAVIGATION.match(row.text)


def _title(zone: Sequence[Row]) -> Sequence[Row]:
    """Return the rows of the title: the last that end with a 文种, and the lines above that belong to them."""
    ends = [position for position, row in enumerate(zone) if _ends_title(row)]
    if not ends:
        return _untyped_title(zone)
    last = ends[-1]
    first = last
    while first and last - first < _MOST_TITLE_LINES and _belongs_above(zone, first, last):
        first -= 1
    return zone[first : last + 1]


def _ends_title(row: Row) -> bool:
    return bool(TITLE_END.search(row.compact)) and not row.is_ended and not _is_other(row)


def _is_other(row: Row) -> bool:
    """Tell whether a row is another element of the head for certain."""
    if (number := NUMBER.match(row.text)) and SIGNERS.fullmatch(row.text[number.end() :].strip()):
        return True
    patterns = (
        NUMBER,
        BARE_NUMBER,
        ISSUE_NUMBER,
        NAMED_DATE,
        SIGNERS,
        COPY_NUMBER,
        SECRECY,
        URGENCY,
        MARK,
        NUMERIC_DATE,
    )
    if any(pattern.fullmatch(row.text) for pattern in patterns) or TITLE_NOTE.fullmatch(row.text):
        return True
    return bool(NAVIGATION.match(row.text)) or DATE.fullmatch(row.text) is not None


def _belongs_above(zone: Sequence[Row], first: int, last: int) -> bool:
    """Tell whether the row above `first` is a line of the same title."""
    above, below = zone[first - 1], zone[first]
    if _is_other(above) or above.is_ended or TITLE_END.search(above.compact) or above.heading != below.heading:
        return False
    if above.compact == "文件" or (len(above.compact) <= _LONGEST_PERSON and any(SIGNERS.search(r.text) for r in zone)):
        return False
    title = "".join(row.compact for row in zone[first : last + 1])
    is_whole = bool(TITLE_WORDS.search(title)) and _is_balanced(title)
    return not is_whole or (not below.opens and not _looks_apart(above, below))


def _looks_apart(one: Row, two: Row) -> bool:
    """Tell whether two rows are known to be of different sizes or colours."""
    assert isinstance(one.item, ManuscriptParagraph) and isinstance(two.item, ManuscriptParagraph)
    a, b = one.item.look, two.item.look
    sizes = a.size_pt is not None and b.size_pt is not None and abs(a.size_pt - b.size_pt) > 1
    return sizes or (a.is_red is not None and b.is_red is not None and a.is_red != b.is_red)


def _is_balanced(text: str) -> bool:
    return all(text.count(a) == text.count(b) for a, b in ("《》", "（）", "“”"))


def _untyped_title(zone: Sequence[Row]) -> Sequence[Row]:
    """Return the last lines above a text when no 文种 tells which are the title."""
    position = len(zone)
    while position and (_is_other(zone[position - 1]) or zone[position - 1].is_ended):
        position -= 1
    if not position or (is_organ(zone[position - 1].text) and position == 1):
        return ()
    first = position - 1
    while first and not zone[first].opens and not _is_other(zone[first - 1]) and not zone[first - 1].is_ended:
        first -= 1
    return zone[first:position]


def _order_row(zone: Sequence[Row]) -> Row | None:
    """Return the row that says whose 令 it is, when it or the row below has the number of a 命令."""
    for position in range(len(zone) - 1, -1, -1):
        found = ORDER_TITLE.fullmatch(zone[position].text)
        below = zone[position + 1 : position + 2]
        if found and (found["order"] or any(_ORDER_NUMBER_ROW.fullmatch(row.text) for row in below)):
            return zone[position]
    return None


_ORDER_NUMBER_ROW = re.compile(ORDER_NUMBER)


def _take_order(head: Head, row: Row) -> None:
    found = ORDER_TITLE.fullmatch(row.text)
    assert found is not None
    head.order = row
    head.order_organ = without_blanks(found["organ"])
    if found["order"]:
        head.number = Wording(PassageKind.NUMBER, (piece(row, *found.span("order")),))


def _take_number(head: Head, row: Row, _: bool) -> bool:
    """Take 发文字号, perhaps with 签发人 on the same line."""
    found = NUMBER.match(row.text)
    if found is None or head.number is not None:
        return False
    rest = row.text[found.end() :].strip()
    signers = SIGNERS.search(row.text, found.end())
    if rest and (signers is None or row.text[found.end() : signers.start()].strip()):
        return False
    head.number = Wording(PassageKind.NUMBER, (piece(row, *found.span("number")),))
    if signers:
        head.signers += person_names(signers["names"])
    return True


def _take_fact_line(head: Head, row: Row, is_before: bool) -> bool:
    """Take a number that a web page names; other facts of its head are repeated in the document."""
    found = FACT_LINE.match(row.text)
    if found is None or NUMBER.fullmatch(row.text[found.end() :].strip()) is None:
        return False
    number = NUMBER.match(row.text)
    return _take_number(head, row, is_before) if number else False


def _take_signers(head: Head, row: Row, _: bool) -> bool:
    """Take 签发人, and the names on the lines below it."""
    found = SIGNERS.fullmatch(row.text)
    if found is None and not (head.signers and PERSON_NAME.fullmatch(row.text)):
        return False
    head.signers += person_names(found["names"] if found else row.text)
    return True


def _take_labels(head: Head, row: Row, is_before: bool) -> bool:
    """Take 份号, 密级和保密期限, 紧急程度."""
    if not is_before:
        return False
    for key, pattern, group in (
        ("份号", COPY_NUMBER, "copy"),
        ("密级", SECRECY, "level"),
        ("紧急程度", URGENCY, "urgency"),
    ):
        found = pattern.fullmatch(row.text)
        if found and key not in head.labels:
            head.labels[key] = compact(found[group])
            if key == "密级" and found["term"]:
                head.labels["保密期限"] = compact(found["term"])
            return True
    return False


def _take_mark(head: Head, row: Row, is_before: bool) -> bool:
    """Take a line of 发文机关标志: what ends with 文件, or the name of an organ above the title."""
    assert isinstance(row.item, ManuscriptParagraph)
    look = row.item.look
    is_large = bool(look.is_red) and (look.size_pt or 0) >= _MIN_MARK_PT
    is_minutes = MINUTES_MARK.fullmatch(row.compact)
    is_mark = MARK.fullmatch(row.text) or organ_spans(row.text) or is_large or is_minutes or row.compact == "文件"
    if not is_before or not is_mark or NAVIGATION.match(row.text):
        return False
    head.mark.append(piece(row, 0))
    return True


def _take_issue_number(head: Head, row: Row, is_before: bool) -> bool:
    """Take 第3期 of a 纪要 and the number of a 令 on a line of its own."""
    found = ISSUE_NUMBER.fullmatch(row.text)
    is_bare = BARE_NUMBER.fullmatch(row.text) is not None
    if head.number is not None or not (found or is_bare):
        return False
    span = found.span("issue") if found else (0, len(row.text))
    head.number = Wording(PassageKind.NUMBER, (piece(row, *span),))
    return True


def _take_note(head: Head, row: Row, is_before: bool) -> bool:
    """Take 题注: dates and sessions below the title, in brackets perhaps over several lines."""
    if is_before:
        return False
    if head.notes and _is_open(head.notes) and not row.is_numbered:
        head.notes.append(row)
        return True
    if not (TITLE_NOTE.fullmatch(row.text) or NAMED_DATE.fullmatch(row.text)):
        return False
    if re.fullmatch(DATE_PATTERN, row.text.strip()):
        return False
    head.notes.append(row)
    return True


def _is_open(rows: Sequence[Row]) -> bool:
    """Tell whether rows open a bracket that they do not close."""
    text = "".join(row.compact for row in rows)
    return text.startswith("（") and text.count("（") > text.count("）")


Recogniser = Callable[[Head, Row, bool], bool]
_RECOGNISERS: tuple[Recogniser, ...] = (
    _take_number,
    _take_fact_line,
    _take_labels,
    _take_issue_number,
    _take_note,
    _take_mark,
    _take_signers,
)
"""Ordered; each tells whether it took the row. The flag says whether the row stands above the title."""


def _take_addressees(head: Head, rows: Sequence[Row]) -> None:
    """Take 主送机关: the row after the head, perhaps more than one up to the colon."""
    if head.start < len(rows) and is_addressees(rows[head.start]):
        head.addressees = rows[head.start]
        head.start += 1


def title_note(head: Head) -> Wording | None:
    """Return 题注 as one value, its brackets off."""
    if not head.notes:
        return None
    pieces: list[ManuscriptParagraph] = []
    is_inside = False
    for row in head.notes:
        if pieces and not is_inside:
            pieces.append(ManuscriptParagraph(NOTE_GAP, row.where))
        opens, closes = row.text[0] in "（(", row.text[-1] in "）)" and (is_inside or row.text[0] in "（(")
        pieces.append(piece(row, int(opens), len(row.text) - closes))
        is_inside = (is_inside or opens) and not closes
    return Wording(PassageKind.TITLE_NOTE, tuple(pieces))


def title(head: Head) -> Wording | None:
    """Return 标题 as one line; names of organs on lines of their own are parted by a blank."""
    if not head.title:
        return None
    pieces: list[ManuscriptParagraph] = []
    for row, below in zip(head.title, [*head.title[1:], None], strict=True):
        pieces.append(piece(row, 0))
        if below is not None and organ_spans(row.text) and title_organs(below.text):
            pieces.append(ManuscriptParagraph(" ", below.where))
    return Wording(PassageKind.TITLE, tuple(pieces))
