"""Write a layout as text: every page as its numbered rows, what an eye and a golden file can compare."""

from collections.abc import Iterable, Iterator, Sequence

from typeset.layout.page import Colour, Line, Page
from typeset.layout.result import Layout

_FULL_WIDTH_SPACE = "\u3000"


def dump(layout: Layout) -> str:
    """Return the pages as text, one line a row.

    Blanks at the left of a line are full-width spaces, one a cell, so that a page looks like its paper; what stands
    between rows (mark, red rule, lines of a table, page number) is written on a line without a number. Rotated lines
    follow below their page.
    """
    return "\n".join(_page(page, layout) for page in layout.pages)


def _page(page: Page, layout: Layout) -> str:
    grid = layout.grid
    rows: dict[int, str] = {}
    loose: list[tuple[float, str]] = [(rule.top_mm, "　―― 红线 ――") for rule in page.rules if rule.colour is Colour.RED]
    upright = [line for line in page.lines if not line.is_rotated]
    for line in (line for line in upright if line.row is not None):
        rows[line.row or 0] = _spaced([line], grid.left_mm, grid.cell_mm)
    for baseline, lines in _by_baseline(line for line in upright if line.row is None):
        loose.append((baseline, _spaced(lines, grid.left_mm, grid.cell_mm)))
    entries = [(grid.row_baseline_mm(row), f"{row:2} {rows.get(row, '')}".rstrip()) for row in range(1, grid.rows + 1)]
    entries += [(height, f"   {text}") for height, text in loose]
    turned = _by_baseline(line for line in page.lines if line.is_rotated)
    below = [f" ⤺ {_spaced(lines, -grid.bottom_mm, grid.cell_mm)}" for _, lines in turned]
    heading = f"== 第{page.number}页 =="
    return "\n".join([heading, *(text for _, text in sorted(entries)), *below, ""])


def _by_baseline(lines: Iterable[Line]) -> Iterator[tuple[float, list[Line]]]:
    """Yield the lines that stand on one baseline, from left to right: the cells of a row."""
    found: dict[float, list[Line]] = {}
    for line in lines:
        found.setdefault(round(line.baseline_mm, 1), []).append(line)
    for baseline in sorted(found):
        yield baseline, sorted(found[baseline], key=_begin)


def _begin(line: Line) -> float:
    """Return where a line begins along its own direction."""
    x = line.runs[0].x_mm[0]
    return -x if line.is_rotated else x


def _spaced(lines: Sequence[Line], left_mm: float, cell_mm: float) -> str:
    """Return lines beside each other, each at its cell as far as those before it leave room."""
    text = ""
    for line in lines:
        cells = round((_begin(line) - left_mm) / cell_mm)
        taken = round(sum(0.5 if character.isascii() else 1 for character in text))
        text += _FULL_WIDTH_SPACE * max(cells - taken, 1 if text else 0) + line.text.rstrip()
    return text
