"""Tell paragraphs on the pages: which lines run on, which begin one, which are headings."""

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from typeset.characters import is_han
from typeset.inspect.pdf.elements import Inspection, Sheet
from typeset.readers.pdf.lines import Line
from typeset.readers.pdf.paragraphs import CELL_MM, ROW_MM
from typeset.standard import TYPE_AREA_LEFT_MM as LEFT_MM

HEADING = re.compile(
    r"[一二三四五六七八九十百]{1,4}、|（[一二三四五六七八九十百]{1,4}）|第[一二三四五六七八九十百零\d]{1,6}[章节条款编]|附件"
)
LABELLED = re.compile(r"(?:出席|请假|列席|附件|抄送)[:：]?")
_NEXT_ROW = 1.3
_EDGE_WITHIN_MM = 1.5
_SHORT_BY_CELLS = 1.6
_FEWEST_CHARACTERS = 20
_FEWEST_GAPS = 8


def is_heading(line: Line) -> bool:
    """Tell whether a line begins as a heading or a label does, which have faces of their own."""
    return HEADING.match(line.solid) is not None or LABELLED.match(line.solid) is not None


def is_next_row(above: Line, below: Line) -> bool:
    """Tell whether no blank row stands between two lines."""
    return below.baseline_mm - above.baseline_mm <= _NEXT_ROW * ROW_MM


def run_on_lines(found: Inspection) -> Iterator[Line]:
    """Yield the lines that the next line of their page carries on: it begins at the left edge, and this one is long."""
    for sheet in found.sheets:
        lines = [*found.head.addressees, *sheet.body] if sheet.index == 1 else list(sheet.body)
        for above, below in pairwise(dict.fromkeys(lines)):
            is_flush = abs(below.left_mm - found.left_mm) <= _EDGE_WITHIN_MM
            is_long = len(above.characters) >= _FEWEST_CHARACTERS
            if is_flush and is_long and is_next_row(above, below) and _ends_at_right(above, found):
                yield above


def _ends_at_right(line: Line, found: Inspection) -> bool:
    return line.right_mm > found.reach_mm - _SHORT_BY_CELLS * CELL_MM


def flush_lines(sheet: Sheet, found: Inspection) -> list[Line]:
    """Return the lines of a page that carry on the line above them, and those of 主送机关."""
    carried = [
        below
        for above, below in pairwise(sheet.body)
        if is_next_row(above, below)
        and _ends_at_right(above, found)
        and len(above.characters) >= _FEWEST_CHARACTERS
        and below.left_mm < above.left_mm + 1.5 * CELL_MM
        and below.left_mm < LEFT_MM + 2 * CELL_MM
    ]
    least = min((line.left_mm for line in carried), default=0.0)
    first = [line for line in found.head.addressees if sheet.index == 1 and line.left_mm < LEFT_MM + 1.5 * CELL_MM]
    return [*first, *(line for line in carried if line.left_mm <= least + _EDGE_WITHIN_MM)]


def paragraph_starts(sheet: Sheet, found: Inspection) -> Iterator[tuple[Line, Line]]:
    """Yield the line before and the first line of every paragraph that follows a short line on a page."""
    for above, below in pairwise(sheet.body):
        if is_next_row(above, below) and not _ends_at_right(above, found):
            yield above, below


def full_sheets(found: Inspection) -> Iterator[tuple[Sheet, int]]:
    """Yield the pages after the first that text fills, with the number of their rows."""
    if found.pitch_mm is None:
        return
    for sheet, following in pairwise(found.sheets):
        is_plain = not sheet.tables and not sheet.page.shapes and sheet.index > 1 and len(sheet.body) > 1
        if is_plain and following.body and _runs_on(following) and not _has_closing(sheet, found):
            height_mm = sheet.body[-1].baseline_mm - sheet.body[0].baseline_mm
            yield sheet, round(height_mm / found.pitch_mm) + 1


def _runs_on(sheet: Sheet) -> bool:
    """Tell whether a page begins with text that may carry on that of the page before."""
    first = next(line for line in sheet.lines if line is not sheet.number)
    return first in sheet.body and not first.solid.startswith("附件")


def _has_closing(sheet: Sheet, found: Inspection) -> bool:
    return found.closing is not None and found.closing.page == sheet.index


def usual_advance_mm(found: Inspection) -> float | None:
    """Return the advance of a Chinese character in the line that is spread least; None when no line runs on."""
    advances = (advance_in_line_mm(line) for line in run_on_lines(found))
    return min((advance for advance in advances if advance is not None), default=None)


def advance_in_line_mm(line: Line) -> float | None:
    """Return the advance that most Chinese characters of a line have; None when it has few that stand together."""
    gaps = [
        after.x_mm - before.x_mm
        for before, after in pairwise(line.characters)
        if is_han(before.text) and is_han(after.text)
    ]
    return median(gaps) if len(gaps) >= _FEWEST_GAPS else None
