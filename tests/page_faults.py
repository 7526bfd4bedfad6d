"""What is wrong with the pages of a PDF, whatever they hold: read with pdfplumber, which knows nothing of the program.

A page is measured by its upright glyphs. The body's are those of 16 points on the rows of the grid; tables, which have
lines of their own, are told by their vertical rules and left out.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

import pdfplumber

MM = 25.4 / 72
PAGE_HEIGHT_MM = 297.0
LEFT_MM, RIGHT_MM, TOP_MM, BOTTOM_MM = 28.0, 184.0, 37.0, 262.0
ROWS, CELLS, SIZE_PT = 22, 28, 16.0
TITLE_SIZE_PT = 22.0
EM_MM = SIZE_PT * MM
CELL_MM = (RIGHT_MM - LEFT_MM) / CELLS
PITCH_MM = (BOTTOM_MM - TOP_MM - EM_MM) / (ROWS - 1)
FIRST_BASELINE_MM = TOP_MM + 0.88 * EM_MM
TOLERANCE_MM = 0.05
NOT_FIRST = frozenset("，。、；：？！”’）〕】》〉…—～·％%‰℃,.;:?!)]}")
GIVES_UP_HALF = frozenset("，。、；：”’）〕】》〉")
NOT_LAST = frozenset("“‘（〔【《〈([{")


@dataclass(frozen=True)
class Glyph:
    """An upright glyph: its origin, where its cell ends, its size."""

    text: str
    x_mm: float
    right_mm: float
    baseline_mm: float
    size_pt: float

    def ends_at(self, edge_mm: float) -> bool:
        """Tell whether the glyph ends at an edge; a mark may have given up as much as half its cell."""
        beyond = self.right_mm - edge_mm
        most = CELL_MM / 2 if self.text in GIVES_UP_HALF else 0.0
        return -TOLERANCE_MM <= beyond <= most + TOLERANCE_MM


def page_faults(data: bytes, *, is_letter: bool = False) -> list[str]:
    """Return a sentence for everything that is wrong on a page of a PDF; page 1 of a 信函 is not bound to the rows."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [
            f"page {number}: {fault}"
            for number, page in enumerate(pdf.pages, start=1)
            for fault in _faults(page, bound=not (is_letter and number == 1))
        ]


def _faults(page: pdfplumber.page.Page, *, bound: bool) -> Iterator[str]:
    glyphs = [glyph for glyph in _glyphs(page) if glyph.text.strip()]
    yield from _outside(glyphs, bound=bound)
    tables = _table_heights(page)
    body = [g for g in glyphs if abs(g.size_pt - SIZE_PT) < 0.1 and not _in_table(g, tables)]
    lines = _lines(body)
    head_ends_mm = _head_ends_mm(page, glyphs)
    if bound:
        yield from (f"off the grid: {text_of(line)}" for line in lines if not _is_on_grid(line[0]))
        if len(lines) > ROWS:
            yield f"{len(lines)} lines"
    for line, following in zip_longest(lines, lines[1:]):
        yield from _edge_faults(line, following if line[0].baseline_mm > head_ends_mm else None)


def text_of(line: list[Glyph]) -> str:
    """Return the characters of a line."""
    return "".join(glyph.text for glyph in line)


def _glyphs(page: pdfplumber.page.Page) -> Iterator[Glyph]:
    for char in page.chars:
        a, b, c, _d, x, y = char["matrix"]
        if b == c == 0:
            width = char["x1"] - char["x0"]
            right = x * MM + min(width * MM, CELL_MM) if a else x * MM
            yield Glyph(char["text"], x * MM, right, PAGE_HEIGHT_MM - y * MM, char["size"])


def _outside(glyphs: list[Glyph], *, bound: bool) -> Iterator[str]:
    """Yield what stands outside the type area; below it only the page number may, or the text of a 信函's page 1."""
    for glyph in glyphs:
        is_beyond = glyph.right_mm > RIGHT_MM + TOLERANCE_MM and not glyph.ends_at(RIGHT_MM)
        if glyph.x_mm < LEFT_MM - TOLERANCE_MM or is_beyond:
            yield f"“{glyph.text}” at {glyph.x_mm:.2f}–{glyph.right_mm:.2f} mm, beside the type area"
    below = "".join(glyph.text for glyph in glyphs if glyph.baseline_mm > BOTTOM_MM)
    if bound and below.strip("—0123456789"):
        yield f"“{below}” below the type area"


def _head_ends_mm(page: pdfplumber.page.Page, glyphs: list[Glyph]) -> float:
    """Return where the head of a page ends: at a title below a rule as wide as the type area, 0 where none is.

    份号, 密级, 紧急程度, 发文字号 and 签发人 stand above it, a line each that is no paragraph's.
    """
    rules = [r["top"] * MM for r in page.rects if r["height"] * MM < 2 and r["width"] * MM > RIGHT_MM - LEFT_MM - 1]
    titles = [glyph.baseline_mm for glyph in glyphs if abs(glyph.size_pt - TITLE_SIZE_PT) < 0.1]
    return min(titles) if titles and rules and min(rules) < min(titles) else 0.0


def _table_heights(page: pdfplumber.page.Page) -> tuple[float, float] | None:
    """Return where the tables of a page begin and end, told by their vertical rules; None when there is none."""
    bars = [r for r in page.rects if r["width"] * MM < 1 and r["height"] * MM > 3]
    if not bars:
        return None
    return min(bar["top"] for bar in bars) * MM, max(bar["bottom"] for bar in bars) * MM


def _in_table(glyph: Glyph, heights: tuple[float, float] | None) -> bool:
    return heights is not None and heights[0] <= glyph.baseline_mm <= heights[1]


def _lines(glyphs: list[Glyph]) -> list[list[Glyph]]:
    found: dict[float, list[Glyph]] = {}
    for glyph in glyphs:
        if glyph.baseline_mm < BOTTOM_MM + EM_MM * 2:
            found.setdefault(round(glyph.baseline_mm, 1), []).append(glyph)
    return [sorted(found[baseline], key=lambda glyph: glyph.x_mm) for baseline in sorted(found)]


def _is_on_grid(glyph: Glyph) -> bool:
    rows = (glyph.baseline_mm - FIRST_BASELINE_MM) / PITCH_MM
    return abs(rows - round(rows)) * PITCH_MM < TOLERANCE_MM and -0.5 < rows < ROWS - 0.5


def _edge_faults(line: list[Glyph], following: list[Glyph] | None) -> Iterator[str]:
    """Yield what is wrong with the edges of a line: one that the next line continues ends at the right edge."""
    first, last = line[0], line[-1]
    if first.text in NOT_FIRST and abs(first.x_mm - LEFT_MM) < TOLERANCE_MM:
        yield f"a line begins with “{first.text}”: {text_of(line)}"
    runs_on = following is not None and abs(following[0].x_mm - LEFT_MM) < TOLERANCE_MM
    if not runs_on or first.x_mm > LEFT_MM + 2.5 * CELL_MM:
        return
    if last.text in NOT_LAST:
        yield f"a line ends with “{last.text}”: {text_of(line)}"
    if not last.ends_at(RIGHT_MM):
        yield f"ends at {last.right_mm:.2f} mm: {text_of(line)}"
