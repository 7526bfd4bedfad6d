"""What holds on every page of every document, whatever is in it: `breaches(layout)` names what does not."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from typeset.characters import NO_LINE_END, NO_LINE_START, OPENING
from typeset.layout.blocks import Alignment, Element
from typeset.layout.page import Line, Page, Run
from typeset.layout.result import Layout
from typeset.standard import EM_ASCENT, EM_DESCENT, Grid, points_to_mm

TOUCH_MM = 0.02
NARROWER_MM = 0.08  # type of 16 pt on a cell of 15.793 pt
FOOT_OF_LETTER_MM = 277.0 - 1.6 - 4.94  # above the double rule at the foot of a 信函's page 1


@dataclass(frozen=True)
class Box:
    """A rectangle on a page and what it is."""

    left: float
    top: float
    right: float
    bottom: float
    what: str

    def meets(self, other: "Box") -> bool:
        """Tell whether two boxes share more than an edge."""
        return (
            self.left + TOUCH_MM < other.right
            and other.left + TOUCH_MM < self.right
            and self.top + TOUCH_MM < other.bottom
            and other.top + TOUCH_MM < self.bottom
        )


def breaches(layout: Layout) -> list[str]:
    """Return everything on the pages that no page may show."""
    return [f"第{page.number}页：{breach}" for page in layout.pages for breach in _of_page(layout, page)]


def _of_page(layout: Layout, page: Page) -> Iterator[str]:
    grid = layout.grids[page.number - 1]
    rows = [line for line in page.lines if line.row is not None]
    yield from (f"行号{line.row}“{line.text}”" for line in rows if not 1 <= (line.row or 0) <= grid.rows)
    yield from _off_grid(rows, grid)
    yield from _outside(layout, page, grid)
    boxes = list(_boxes(page))
    yield from (f"“{a.what}”与“{b.what}”相碰" for a, b in combinations(boxes, 2) if a.meets(b))
    yield from _edges(layout, page, grid)


def _off_grid(rows: list[Line], grid: Grid) -> Iterator[str]:
    for line in rows:
        em = points_to_mm(max(run.size_pt for run in line.runs))
        middle = line.baseline_mm - (EM_ASCENT - EM_DESCENT) / 2 * em
        wanted = grid.row_top_mm(line.row or 0) + grid.em_mm / 2
        at_edge = line.row in (1, grid.rows) and em > grid.em_mm  # larger type stays in the type area
        if not line.is_rotated and not at_edge and abs(middle - wanted) > 0.01:
            yield f"“{line.text}”不在网格上，差{middle - wanted:.2f} mm"


def _outside(layout: Layout, page: Page, grid: Grid) -> Iterator[str]:
    """Yield what stands outside the type area: page numbers may, and what a 信函 has on page 1."""
    is_letter = layout.head.format == "信函" and page.number == 1
    top, bottom = (30.0, FOOT_OF_LETTER_MM) if is_letter else (37.0, 262.0)
    for line in page.lines:
        if line.paragraph < 0 and line.row is None and line.baseline_mm > 262 and not line.is_rotated:
            continue  # the page number
        for box in _line_boxes(line):
            inside = (
                box.left > 28 - 0.05 and box.right < 184 + 0.05 and box.top > top - 1.5 and box.bottom < bottom + 0.05
            )
            if not inside and line.text.strip():
                yield f"“{line.text[:20]}”超出版心：{box.left:.2f}–{box.right:.2f}，{box.top:.2f}–{box.bottom:.2f}"
    for rule in page.rules:
        fits = (
            rule.left_mm >= 28 - 0.01
            and rule.left_mm + rule.width_mm <= 184.01
            and rule.top_mm + rule.height_mm <= 262.01
        )
        if not fits and not is_letter:
            yield f"线超出版心：{rule}"
    for picture in page.pictures:
        if picture.left_mm < 27.9 or picture.left_mm + picture.width_mm > 184.1 or picture.top_mm < 36.9:
            yield f"图超出版心：{picture}"


def _boxes(page: Page) -> Iterator[Box]:
    for line in page.lines:
        yield from _line_boxes(line)
    for rule in page.rules:
        if rule.width_mm > rule.height_mm:
            yield Box(rule.left_mm, rule.top_mm, rule.left_mm + rule.width_mm, rule.top_mm + rule.height_mm, "线")


def _line_boxes(line: Line) -> Iterator[Box]:
    """Yield the em boxes of a line's runs, narrowed to where type may be; those of a rotated line turned."""
    for run in line.runs:
        if not run.text.strip():
            continue
        em = points_to_mm(run.size_pt)
        above, below = 0.84 * em + run.rise_mm, 0.08 * em - run.rise_mm
        if line.is_rotated:
            end = 2 * run.end_mm - _end(run)  # measured up the page
            yield Box(line.baseline_mm - above, end, line.baseline_mm + below, run.x_mm[0], run.text)
        else:
            blank = em / 2 if run.text[0] in OPENING else 0.0  # the half that a squeezed mark gives up
            yield Box(run.x_mm[0] + blank, line.baseline_mm - above, _end(run), line.baseline_mm + below, run.text)


def _end(run: Run) -> float:
    """Return where the ink of a run ends at the latest: the blank half of a mark at its end may go past."""
    last = run.text.rstrip()[-1]
    half = 0.5 * points_to_mm(run.size_pt) if last in NO_LINE_START else 0.0
    return run.end_mm - half - NARROWER_MM


def _edges(layout: Layout, page: Page, grid: Grid) -> Iterator[str]:
    """Yield lines of text that begin or end with a mark that may not, and inner lines that are not flush."""
    first = len(layout.head.placed)
    rows = [line for line in page.lines if line.row is not None and not line.is_rotated]
    starts = _block_of(layout)
    for line, following in zip(rows, [*rows[1:], None], strict=False):
        block = starts.get(line.paragraph)
        if block is None or line.paragraph < first or len(line.text.strip()) < 2:
            continue
        is_inner = following is not None and following.paragraph == line.paragraph
        if is_inner and line.text.rstrip()[-1] in NO_LINE_END:
            yield f"行末“{line.text[-6:]}”"
        if is_inner and following is not None and following.text[0] in NO_LINE_START:
            yield f"行首“{following.text[:6]}”"
        if is_inner and block.alignment is Alignment.JUSTIFIED and not block.stops:
            last = line.runs[-1]
            text = last.text.rstrip()
            edge = last.x_mm[len(text) - 1] + points_to_mm(last.size_pt)
            if text[-1] not in NO_LINE_START and not text[-1].isascii() and abs(edge - grid.right_mm - 0.073) > 0.06:
                yield f"“{line.text[:12]}…”右端{edge:.2f}"


def _block_of(layout: Layout) -> dict[int, object]:  # type: ignore[type-arg]
    """Return the text block of every paragraph number; tables have numbers of their own and are left out."""
    number = len(layout.head.placed)
    found = {}
    for block in layout.blocks:
        if block.element in (Element.TABLE, Element.FIGURE):
            break
        found[number] = block
        number += 1 + sum(stamp.file is not None for stamp in block.stamps)
    return found
