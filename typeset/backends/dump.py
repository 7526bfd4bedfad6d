"""Write a layout as text: every page as its numbered rows, what an eye and a golden file can compare."""

from collections.abc import Sequence

from typeset.layout.page import Page, Run
from typeset.layout.result import Layout
from typeset.standard import Grid

_FULL_WIDTH_SPACE = "\u3000"


def dump(layout: Layout) -> str:
    """Return the pages as text, one line a row.

    Blanks at the left of a line are full-width spaces, one a cell, so that a page looks like its paper; what stands
    between rows (mark, red rule, page number) is written on a line without a number.
    """
    return "\n".join(_page(page, layout) for page in layout.pages)


def _page(page: Page, layout: Layout) -> str:
    grid = layout.head.grid if page.number == 1 else layout.grid
    rows: dict[int, list[Run]] = {}
    loose: list[tuple[float, str]] = [(rule.top_mm, "　―― 红线 ――") for rule in page.rules]
    for line in page.lines:
        if line.row is None:
            loose.append((line.baseline_mm, _text(line.runs, grid)))
        else:
            rows.setdefault(line.row, []).extend(line.runs)
    texts = {row: _text(runs, grid) for row, runs in rows.items()}
    entries = [(grid.row_baseline_mm(row), f"{row:2} {texts.get(row, '')}".rstrip()) for row in range(1, grid.rows + 1)]
    entries += [(height, f"   {text}") for height, text in loose]
    heading = f"== 第{page.number}页 =="
    return "\n".join([heading, *(text for _, text in sorted(entries)), ""])


def _text(runs: Sequence[Run], grid: Grid) -> str:
    """Return the text of a row, with full-width spaces for the empty cells before and between its runs."""
    text, end_mm = "", grid.left_mm
    for run in sorted(runs, key=lambda run: run.x_mm[0]):
        text += _FULL_WIDTH_SPACE * round((run.x_mm[0] - end_mm) / grid.cell_mm) + run.text
        end_mm = run.end_mm
    return text.rstrip()
