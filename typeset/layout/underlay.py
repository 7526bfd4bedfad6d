"""What lies under every page and belongs to no document: the watermark of a draft, the grid that is shown."""

from collections.abc import Iterator
from dataclasses import replace

from typeset.layout.metrics import Metrics, text_width
from typeset.layout.page import Colour, Line, Page, Rule, Run
from typeset.layout.result import Layout
from typeset.standard import EM_ASCENT, EM_DESCENT, Grid, Role, points_to_mm

LARGEST_WATERMARK_PT = 160.0
WATERMARK_WIDTH_MM = 150.0
GRID_WEIGHT_MM = 0.1
WATERMARK_ROLE = Role.HEITI


def with_watermark(layout: Layout, text: str, metrics: Metrics) -> Layout:
    """Return the layout with a text across the middle of every page, as large as fits, below all else."""
    size_pt = min(LARGEST_WATERMARK_PT, WATERMARK_WIDTH_MM / points_to_mm(text_width(metrics, WATERMARK_ROLE, text)))
    pages = tuple(replace(page, lines=(_watermark(page, text, size_pt, metrics), *page.lines)) for page in layout.pages)
    return replace(layout, pages=pages)


def _watermark(page: Page, text: str, size_pt: float, metrics: Metrics) -> Line:
    em = points_to_mm(size_pt)
    x = (page.width_mm - text_width(metrics, WATERMARK_ROLE, text) * em) / 2
    places = []
    for character in text:
        places.append(x)
        x += metrics.advance(WATERMARK_ROLE, character) * em
    baseline = page.height_mm / 2 + (EM_ASCENT - EM_DESCENT) / 2 * em
    return Line((Run(text, WATERMARK_ROLE, size_pt, tuple(places), x, Colour.LIGHT),), baseline, -1)


def with_grid(layout: Layout) -> Layout:
    """Return the layout with the cells of every page's rows drawn in thin light lines, below all else (5.2.3)."""
    pages = tuple(
        replace(page, rules=(*_cells(grid), *page.rules)) for page, grid in zip(layout.pages, layout.grids, strict=True)
    )
    return replace(layout, pages=pages)


def _cells(grid: Grid) -> Iterator[Rule]:
    """Yield the edges of every row's cells; the first and last rows' are those of the type area."""
    for row in range(1, grid.rows + 1):
        top = grid.row_top_mm(row)
        for edge in (top, top + grid.em_mm):
            yield Rule(grid.left_mm, edge - GRID_WEIGHT_MM / 2, grid.width_mm, GRID_WEIGHT_MM, Colour.LIGHT)
        for column in range(grid.columns + 1):
            left = grid.left_mm + column * grid.cell_mm
            yield Rule(left - GRID_WEIGHT_MM / 2, top, GRID_WEIGHT_MM, grid.em_mm, Colour.LIGHT)
