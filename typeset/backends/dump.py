"""Write a layout as text: every page as its numbered rows, what an eye and a golden file can compare."""

from collections.abc import Iterable, Iterator

from typeset.layout.page import Colour, Line, Page, Run
from typeset.layout.result import Layout
from typeset.standard import Grid

_FULL_WIDTH_SPACE = "\u3000"


def dump(layout: Layout) -> str:
    """Return the pages as text, one line a row.

    Blanks at the left of a line are full-width spaces, one a cell, so that a page looks like its paper; what stands
    between rows (mark, red rule, lines of a table, page number) is written on a line without a number. Rotated lines
    follow below their page.
    """
    return "\n".join(_page(page, grid) for page, grid in zip(layout.pages, layout.grids, strict=True))


def _page(page: Page, grid: Grid) -> str:
    rows: dict[int, list[Run]] = {}
    for line in page.lines:
        if line.row is not None:
            rows.setdefault(line.row, []).extend(line.runs)
    texts = {row: _text(runs, grid) for row, runs in rows.items()}
    entries = [(grid.row_baseline_mm(row), f"{row:2} {texts.get(row, '')}".rstrip()) for row in range(1, grid.rows + 1)]
    entries += [(rule.top_mm, "   　―― 红线 ――") for rule in page.rules if rule.colour is Colour.RED]
    between = (line for line in page.lines if line.row is None and not line.is_rotated)
    entries += [(baseline, f"   {_text(runs, grid)}") for baseline, runs in _by_baseline(between)]
    turned = _by_baseline(line for line in page.lines if line.is_rotated)
    below = [f" ⤺ {_turned_text(runs, grid)}" for _, runs in turned]
    return "\n".join([f"== 第{page.number}页 ==", *(text for _, text in sorted(entries)), *below, ""])


def _by_baseline(lines: Iterable[Line]) -> Iterator[tuple[float, list[Run]]]:
    """Yield the runs that stand on one baseline: the cells of a row."""
    found: dict[float, list[Run]] = {}
    for line in lines:
        found.setdefault(round(line.baseline_mm, 1), []).extend(line.runs)
    yield from sorted(found.items())


def _text(runs: Iterable[Run], grid: Grid) -> str:
    """Return the text of a row, with full-width spaces for the empty cells before and between its runs."""
    return _spaced(((run.x_mm[0], run.end_mm, run.text) for run in runs), grid.left_mm, grid.cell_mm)


def _turned_text(runs: Iterable[Run], grid: Grid) -> str:
    """Return the text of a rotated row, which runs up the page."""
    return _spaced(((-run.x_mm[0], -run.end_mm, run.text) for run in runs), -grid.bottom_mm, grid.cell_mm)


def _spaced(parts: Iterable[tuple[float, float, str]], left_mm: float, cell_mm: float) -> str:
    text, end_mm = "", left_mm
    for begin, end, part in sorted(parts):
        text += _FULL_WIDTH_SPACE * round((begin - end_mm) / cell_mm) + part
        end_mm = end
    return text.rstrip()
