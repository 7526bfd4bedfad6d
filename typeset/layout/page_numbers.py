"""页码 (7.5): which number a page shows, and where."""

from collections.abc import Iterable

from typeset.layout.metrics import Metrics
from typeset.layout.page import Line, Run
from typeset.profiles import Profile
from typeset.standard import PAGE_NUMBER_BELOW_TYPE_AREA_MM, TYPE_AREA_HEIGHT_MM, Role, points_to_mm

NUMBER_ROLE = Role.SONGTI


def shown_numbers(page_count: int, restarts: Iterable[int], hidden: Iterable[int]) -> tuple[int | None, ...]:
    """Return what every page shows: numbers from 1, again from 1 on the pages `restarts`; `hidden` pages show none.

    A hidden page is counted all the same.
    """
    restarting, silent = frozenset(restarts), frozenset(hidden)
    shown: list[int | None] = []
    number = 0
    for page in range(1, page_count + 1):
        number = 1 if page in restarting else number + 1
        shown.append(None if page in silent else number)
    return tuple(shown)


def page_number(page: int, shown: int, profile: Profile, metrics: Metrics) -> Line:
    """Set the number of a page: 一字线 7 mm below the type area, one 字 in from the outer edge (R-7.5-1 … -4)."""
    text = profile.page_number.form.replace("1", str(shown))
    size, role, grid = profile.page_number.size_pt, NUMBER_ROLE, profile.grid
    em = points_to_mm(size)
    origins, x = [], 0.0
    for character in text:
        origins.append(x)
        x += metrics.advance(role, character) * em
    first, last = metrics.ink_box(role, text[0]), metrics.ink_box(role, text[-1])
    if page % 2:
        visible = origins[-1] + (last.right * em if last else 0.0)
        shift = grid.right_mm - em - visible
    else:
        shift = grid.left_mm + em - (first.left * em if first else 0.0)
    middle = (first.bottom + first.top) / 2 * em if first else 0.0
    foot = profile.page.top_mm + TYPE_AREA_HEIGHT_MM + PAGE_NUMBER_BELOW_TYPE_AREA_MM
    run = Run(text, role, size, tuple(x + shift for x in origins), x + shift)
    return Line((run,), foot + middle, -1)
