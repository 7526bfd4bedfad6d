"""Join the lines of the pages into paragraphs, by where they begin and end."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from typeset.characters import is_latin
from typeset.readers.pdf.lines import Line
from typeset.standard import TYPE_AREA_LEFT_MM, TYPE_AREA_WIDTH_MM, grid_b

CELL_MM, ROW_MM = grid_b().cell_mm, grid_b().pitch_mm
NEXT_ROW = 1.35
_EDGE_WITHIN_MM = 1.5
_SHORT_BY_CELLS = 1.6
_LONG_LINE, _LEAST_LINES = 20, 3
_SAME_SIZE_PT = 0.6
_NAME_GAP_EM, _TITLE_GAP_EM = 0.8, 0.18
_TITLE_LEAST_PT = 18.0
_NUMBER_END = re.compile(r"[〕\])）][0-9]{1,5}号$")
_HANGING = re.compile(r"(?:附件|抄送|抄报|分送|主送|出席|请假|列席)[:：]|\d{1,2}[.．]")


@dataclass(frozen=True, slots=True)
class Edges:
    """Where lines that are not indented begin and full lines end."""

    left_mm: float
    right_mm: float


@dataclass(frozen=True)
class Paragraph:
    """The lines of a paragraph; `opens` tells whether room or the top of a page is above it."""

    lines: tuple[Line, ...]
    opens: bool

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.lines[0]


def edges_of(lines: Sequence[Line]) -> Edges:
    """Return the edges most lines keep, those of the standard where none tell."""
    continued = list(_continued_at(lines))
    long = [line for line in lines if len(line.characters) >= _LONG_LINE]
    lefts = Counter(round(line.left_mm) for line in lines)
    lefts.update(dict.fromkeys(continued, _LEAST_LINES))
    rights = Counter(round(line.right_mm) for line in long) if continued or len(long) >= _LEAST_LINES else Counter()
    most_left, most_right = max(lefts.values(), default=0), max(rights.values(), default=0)
    return Edges(
        min((place for place, n in lefts.items() if n >= min(_LEAST_LINES, most_left)), default=TYPE_AREA_LEFT_MM),
        max(
            (place for place, n in rights.items() if n >= most_right / 3),
            default=TYPE_AREA_LEFT_MM + TYPE_AREA_WIDTH_MM,
        ),
    )


def _continued_at(lines: Sequence[Line]) -> Iterator[int]:
    """Yield where lines begin that go on with a full line above them, which is indented by two cells."""
    for above, line in pairwise(lines):
        is_below = 0 < line.baseline_mm - above.baseline_mm <= NEXT_ROW * ROW_MM and line.page == above.page
        is_indented = abs(above.left_mm - line.left_mm - 2 * CELL_MM) <= _EDGE_WITHIN_MM
        if is_below and is_indented and len(above.characters) >= _LONG_LINE and line.size_pt == above.size_pt:
            yield round(line.left_mm)


def join_lines(pages: Sequence[Sequence[Line]], edges: Edges) -> Iterator[Paragraph]:
    """Yield the paragraphs of pages of lines; one may go on over pages."""
    waiting: list[Line] = []
    opens = True
    for lines in pages:
        above: Line | None = None
        for line in lines:
            is_next = above is None or line.baseline_mm - above.baseline_mm <= NEXT_ROW * ROW_MM
            if waiting and is_next and _goes_on(waiting, line, edges):
                waiting.append(line)
            else:
                if waiting:
                    yield Paragraph(tuple(waiting), opens)
                waiting, opens = [line], above is None or not is_next
            above = line
    if waiting:
        yield Paragraph(tuple(waiting), opens)


def _goes_on(paragraph: Sequence[Line], line: Line, edges: Edges) -> bool:
    first, last = paragraph[0], paragraph[-1]
    if abs(line.size_pt - last.size_pt) > _SAME_SIZE_PT or len(line.segments) > 1:
        return False
    if len(last.segments) > 1 and _NUMBER_END.search(last.solid):
        return False  # a line of 版头
    is_full = last.right_mm > edges.right_mm - _SHORT_BY_CELLS * CELL_MM
    if is_full and abs(line.left_mm - edges.left_mm) <= _EDGE_WITHIN_MM:
        return True
    return _hangs(first, line, is_full=is_full) or _closes_bracket(paragraph, line)


def _closes_bracket(paragraph: Sequence[Line], line: Line) -> bool:
    """Tell whether a line goes on with a note in brackets that is set in the middle: 题注 over several lines."""
    text = "".join(other.solid for other in paragraph)
    is_open = text.startswith("（") and text.count("（") > text.count("）")
    return is_open and abs(line.centre_mm - paragraph[0].centre_mm) <= _EDGE_WITHIN_MM


def _hangs(first: Line, line: Line, *, is_full: bool) -> bool:
    """Tell whether a line stands below the first character after the label or number of its paragraph."""
    match = _HANGING.match(first.solid)
    if match is None or _HANGING.match(line.solid):
        return False
    numbered = re.match(r"附件[:：]\d{1,2}[.．]", first.solid)
    start = numbered.end() if numbered else match.end()
    after = first.characters[min(start, len(first.characters) - 1)]
    is_below = abs(line.left_mm - after.x_mm) <= _EDGE_WITHIN_MM
    return is_below and (is_full or not first.solid.startswith("附件"))


def text_of(paragraph: Paragraph) -> str:
    """Return the characters of a paragraph: a blank between Latin words, a wide one between names and columns."""
    text = ""
    for line in paragraph.lines:
        words = _words(line)
        text += " " if text and is_latin(text[-1]) and is_latin(words[0]) and words[0].isalpha() else ""
        text += words
    return text


def _words(line: Line) -> str:
    if line.size_pt <= _TITLE_LEAST_PT:
        return "\u3000".join(column.text_with_blanks for column in line.columns(_NAME_GAP_EM))
    gaps = [after.x_mm - before.right_mm for before, after in pairwise(line.characters)]
    is_tracked = bool(gaps) and median(gaps) > _TITLE_GAP_EM * line.characters[0].em_mm / 2  # as a mark often is
    return line.text if is_tracked else " ".join(column.text for column in line.columns(_TITLE_GAP_EM))
