"""What belongs to a table or figure: 表题 above and 表注 below a table, 图题 below a picture."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from typeset.readers.manuscript import ManuscriptParagraph, ManuscriptPicture, ManuscriptTable
from typeset.readers.recognition.rows import Row

_ORDINAL = r"[ \u3000]?[0-9一二三四五六七八九十]{1,3}(?:[-—.．][0-9]{1,3})?(?:[：:.．]|[ \u3000]+|(?=[^0-9]))"
_TABLE_TITLE, _FIGURE_TITLE = re.compile(f"表{_ORDINAL}"), re.compile(f"图{_ORDINAL}")
_TABLE_NOTE = re.compile(r"注[ \u3000]?(?:[0-9]{1,2})?[ \u3000]?[：:]|(?:资料|数据)来源[：:]")
_LONGEST_TITLE = 60
_SMALLER_PT = 1.5


@dataclass(frozen=True, slots=True)
class Captioned:
    """A row, with the rows of the title and the note of its table or figure."""

    row: Row
    title: Row | None = None
    note: Row | None = None


def captioned(rows: Sequence[Row], body_pt: float | None) -> list[Captioned]:
    """Return the rows, those of titles and notes with the table or figure that they belong to.

    `body_pt` is the size of the document's text; None when its file does not tell.
    """
    titles: dict[int, int] = {}
    for i in range(len(rows)):
        title = _title_place(rows, i, body_pt)
        if title is not None and title not in titles.values():
            titles[i] = title
    notes = {i: i + 1 for i in range(len(rows) - 1) if _has_note_below(rows, i, body_pt, titles)}
    taken = {*titles.values(), *notes.values()}
    return [
        Captioned(row, rows[titles[i]] if i in titles else None, rows[notes[i]] if i in notes else None)
        for i, row in enumerate(rows)
        if i not in taken
    ]


def body_size(rows: Sequence[Row]) -> float | None:
    """Return the size that most characters of a text have; None when its file does not tell."""
    sizes: Counter[float] = Counter()
    for row in rows:
        if isinstance(row.item, ManuscriptParagraph) and row.item.look.size_pt is not None:
            sizes[row.item.look.size_pt] += len(row.text)
    return sizes.most_common(1)[0][0] if sizes else None


def _title_place(rows: Sequence[Row], place: int, body_pt: float | None) -> int | None:
    """Return the place of the title of the table or figure at a place."""
    item = rows[place].item
    if isinstance(item, ManuscriptTable):
        other, pattern = place - 1, _TABLE_TITLE
    elif isinstance(item, ManuscriptPicture):
        other, pattern = place + 1, _FIGURE_TITLE
    else:
        return None
    is_there = 0 <= other < len(rows)
    return other if is_there and _is_title(rows[other], pattern, body_pt) else None


def _is_title(row: Row, pattern: re.Pattern[str], body_pt: float | None) -> bool:
    """Tell whether a row is a title: it says 表1 or 图1, or is set in the middle and smaller than the text."""
    if not isinstance(row.item, ManuscriptParagraph) or row.is_ended or len(row.compact) > _LONGEST_TITLE:
        return False
    is_small_and_centred = row.item.look.alignment == "centre" and _is_smaller(row.item, body_pt)
    return pattern.match(row.text) is not None or (is_small_and_centred and not row.is_numbered)


def _has_note_below(rows: Sequence[Row], place: int, body_pt: float | None, titles: dict[int, int]) -> bool:
    """Tell whether the row below a table is its note: it says so, or is smaller than the text and no title."""
    below = rows[place + 1].item
    if not isinstance(rows[place].item, ManuscriptTable) or not isinstance(below, ManuscriptParagraph):
        return False
    if place + 1 in titles.values() or below.look.alignment == "centre":
        return False
    return _TABLE_NOTE.match(rows[place + 1].text) is not None or _is_smaller(below, body_pt)


def _is_smaller(item: ManuscriptParagraph, body_pt: float | None) -> bool:
    size = item.look.size_pt
    return body_pt is not None and size is not None and size <= body_pt - _SMALLER_PT
