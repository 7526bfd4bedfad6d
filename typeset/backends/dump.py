"""Write a layout as text: every page as its numbered rows, what an eye and a golden file can compare."""

from typeset.layout.page import Page
from typeset.layout.result import Layout

_FULL_WIDTH_SPACE = "\u3000"


def dump(layout: Layout) -> str:
    """Return the pages as text, one line a row.

    Blanks at the left of a line are full-width spaces, one a cell, so that a page looks like its paper; what stands
    between rows (mark, red rule, page number) is written on a line without a number.
    """
    return "\n".join(_page(page, layout) for page in layout.pages)


def _page(page: Page, layout: Layout) -> str:
    grid = layout.grid
    rows: dict[int, str] = {}
    loose: list[tuple[float, str]] = [(rule.top_mm, "　―― 红线 ――") for rule in page.rules]
    for line in page.lines:
        cells = round((line.runs[0].x_mm[0] - grid.left_mm) / grid.cell_mm)
        text = _FULL_WIDTH_SPACE * cells + line.text.rstrip()
        if line.row is None:
            loose.append((line.baseline_mm, text))
        else:
            rows[line.row] = text
    entries = [(grid.row_baseline_mm(row), f"{row:2} {rows.get(row, '')}".rstrip()) for row in range(1, grid.rows + 1)]
    entries += [(height, f"   {text}") for height, text in loose]
    heading = f"== 第{page.number}页 =="
    return "\n".join([heading, *(text for _, text in sorted(entries)), ""])
