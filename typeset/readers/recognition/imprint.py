"""版记 (7.4) and the people of a 纪要 (10.3): rows that begin with a word of their own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from typeset.proofreading import PassageKind
from typeset.readers.recognition.names import is_organ
from typeset.readers.recognition.rows import Row, Wording, piece
from typeset.readers.recognition.words import ATTENDANCE, COPIES, PRINT_RUN, PRINTING

_MOST_ROWS_BELOW = 30


@dataclass
class Imprint:
    """抄送, 印发机关 and 印发日期, 出席, 请假, 列席; rows that say nothing of the document."""

    fields: dict[str, Wording] = field(default_factory=dict)
    left_out: list[Row] = field(default_factory=list)


def take_imprint(rows: Sequence[Row]) -> tuple[list[Row], Imprint]:
    """Return the rows without those of the 版记, and what it says."""
    imprint = Imprint()
    kept: list[Row] = []
    position = 0
    while position < len(rows):
        taken = _take(imprint, rows, position, kept)
        if not taken:
            kept.append(rows[position])
        position += max(taken, 1)
    return kept, imprint


def _take(imprint: Imprint, rows: Sequence[Row], position: int, kept: list[Row]) -> int:
    """Return how many rows from `position` on are of the 版记."""
    row = rows[position]
    if not row.is_text:
        return 0
    if found := COPIES.match(row.text):
        return _take_copies(imprint, rows, position, found.end())
    if PRINT_RUN.fullmatch(row.text):
        imprint.left_out.append(row)
        return 1
    printed = PRINTING.fullmatch(row.text.strip())
    if printed is None or "印发日期" in imprint.fields:
        return 0
    imprint.fields["印发日期"] = Wording(PassageKind.OTHER, (piece(row, *printed.span("date")),))
    if printed["office"]:
        imprint.fields["印发机关"] = Wording(PassageKind.OTHER, (piece(row, *printed.span("office")),))
    elif kept and kept[-1] is rows[position - 1] and is_organ(kept[-1].text):
        imprint.fields["印发机关"] = Wording(PassageKind.OTHER, (piece(kept.pop(), 0),))
    return 1


def _take_copies(imprint: Imprint, rows: Sequence[Row], position: int, start: int) -> int:
    """Take 抄送: its row, and those below up to its 。 or to the printing line."""
    if "抄送" in imprint.fields:
        return 0
    pieces = [piece(rows[position], start)]
    end = position + 1
    while end < len(rows) and not rows[end - 1].compact.endswith("。") and _continues_copies(rows, position, end):
        pieces.append(piece(rows[end], 0))
        end += 1
    imprint.fields["抄送"] = Wording(PassageKind.COPIES, tuple(pieces))
    return end - position


def _continues_copies(rows: Sequence[Row], position: int, end: int) -> bool:
    row, above = rows[end], rows[end - 1]
    is_list = row.is_text and end - position < _MOST_ROWS_BELOW and not row.opens
    return is_list and not PRINTING.fullmatch(row.text.strip()) and bool(re.search("[，、；,;]$", above.text))


def take_attendance(rows: Sequence[Row]) -> tuple[list[Row], dict[str, Wording]]:
    """Return the rows without those of 出席, 请假 and 列席, and what these say."""
    kept: list[Row] = []
    found: dict[str, Wording] = {}
    for row in rows:
        match = next(((key, m) for key, pattern in ATTENDANCE if (m := pattern.match(row.text))), None)
        if match is None or match[0] in found:
            kept.append(row)
        else:
            found[match[0]] = Wording(PassageKind.OTHER, (piece(row, match[1].end()),))
    return kept, found
