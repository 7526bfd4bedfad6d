"""Set the head of a 信函 (10.1): the mark 30 mm below the edge of the page, double rules, 发文字号 at the right.

Page 1 has rows of its own: the first one stands seven eighths of a character below the upper double rule, and the
last one at least so far above the lower one.
"""

from collections.abc import Sequence
from dataclasses import replace

from typeset.layout.blocks import Alignment, Block
from typeset.layout.heads.mark import mark_line, set_mark
from typeset.layout.heads.signers import lines_on_rows
from typeset.layout.metrics import Metrics, text_width
from typeset.layout.page import Colour, Rule
from typeset.layout.result import Head, Placed
from typeset.profiles import Profile
from typeset.standard import PAGE_WIDTH_MM, Grid

MARK_TOP_MM = 30.0  # R-10.1-1
RULE_BELOW_MARK_MM = 4.0  # R-10.1-4
FOOT_MM = 277.0  # R-10.1-5: 20 mm above the lower edge of the page
LENGTH_MM = 170.0  # R-10.1-6
THICK_MM, BETWEEN_MM, THIN_MM = 0.9, 0.4, 0.3  # docs/decisions.md
DOUBLE_RULE_MM = THICK_MM + BETWEEN_MM + THIN_MM
CLEAR_EM = 7 / 8  # R-10.1-7 to -9: between the double rules and the text next to them


def set_letter_head(
    labels: Sequence[Block], mark: Block, number: Block | None, profile: Profile, *, metrics: Metrics
) -> Head:
    """Set the head of a 信函 on page 1."""
    set_name = set_mark(mark.text, profile, metrics, original=mark.pieces[0].original, top_mm=MARK_TOP_MM)
    upper = set_name.bottom_mm + RULE_BELOW_MARK_MM
    grid = _page_one(profile.grid, upper + DOUBLE_RULE_MM)
    placed = [Placed(mark, (mark_line(set_name),))]
    placed += [lines_on_rows(label, grid, metrics, row=row) for row, label in enumerate(labels, start=1)]
    rows, number_row = len(labels), 0
    if number is not None:
        widest = max((text_width(metrics, label.pieces[0].role, label.text) + 1 for label in labels), default=0.0)
        at_right = replace(number, alignment=Alignment.RIGHT, left_cells=widest)
        placed.append(lines_on_rows(at_right, grid, metrics, row=1))
        number_row = len(placed[-1].lines)
        rows = max(rows, number_row)
    rules = (*_double_rule(upper, is_thick_first=True), *_double_rule(FOOT_MM - DOUBLE_RULE_MM, is_thick_first=False))
    return Head("信函", tuple(placed), (set_name,), None, rules, number_row, rows + 1, grid, has_page_number=False)


def _page_one(grid: Grid, below_mm: float) -> Grid:
    """Return the rows between the double rules (R-10.1-9)."""
    clear = CLEAR_EM * grid.em_mm
    first = below_mm + clear
    room = FOOT_MM - DOUBLE_RULE_MM - clear - grid.em_mm - first
    return replace(grid, first_em_top_mm=first, rows=1 + int((room + 1e-9) / grid.pitch_mm))


def _double_rule(top_mm: float, *, is_thick_first: bool) -> tuple[Rule, Rule]:
    """Return a red double rule, centred on the page (R-10.1-4 to -6)."""
    left = (PAGE_WIDTH_MM - LENGTH_MM) / 2
    first, second = (THICK_MM, THIN_MM) if is_thick_first else (THIN_MM, THICK_MM)
    return (
        Rule(left, top_mm, LENGTH_MM, first, Colour.RED),
        Rule(left, top_mm + first + BETWEEN_MM, LENGTH_MM, second, Colour.RED),
    )
