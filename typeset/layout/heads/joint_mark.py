"""Stack the names of several organs as one 发文机关标志 (R-7.2.4-6): 主办机关 first, 文件 at the right.

Every name is spread to one width; the word beside them is larger and stands in the middle of their height. Many
organs stand in two columns, read from the left and then down, where that lets their type be larger.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, sqrt

from typeset.layout.blocks import Block, Mark
from typeset.layout.heads.mark import (
    CONDENSED_LEAST,
    GAP_MOST_EM,
    LEGIBLE_PT,
    WIDEST_MM,
    MarkType,
    centre_of,
    spread_mark,
)
from typeset.layout.metrics import Metrics, ink_bottom, ink_top, text_width
from typeset.profiles import Profile
from typeset.standard import Role, mm_to_points, points_to_mm

PITCH_EM, WIDEST_PITCH_EM = 1.25, 1.45  # from one name to the next below it
COLUMN_GAP_EM = 1.0
SUFFIX_GAP_EM = 0.6
CONDENSED_BEFORE_SMALLER = 0.8  # long names are condensed so far before all names get smaller
_SIZES_PT = (52.0, 36.0, 32.0, 29.0, 23.5, 23.5)  # of the names by rows: two rows of the grid stay free below
_SUFFIX_SIZES = (1.0, 1.3, 1.5, 1.7, 1.9, 2.1)  # of the word beside them, by rows, in em of the names
_ROLE = Role.XIAOBIAOSONG


@dataclass(frozen=True, slots=True)
class JointMark:
    """The names in order, and the word at their right."""

    names: tuple[Mark, ...]
    suffix: Mark

    @property
    def bottom_mm(self) -> float:
        """Visible foot of the whole mark."""
        return max(mark.bottom_mm for mark in (*self.names, self.suffix))


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the names stand: columns, rows and pitch, their em, the em and the width of the word beside them."""

    columns: int
    rows: int
    em_mm: float
    suffix_mm: float
    beside_mm: float
    pitch_mm: float

    @property
    def fixed_mm(self) -> float:
        """The width that is not the names': the gaps and the word beside them."""
        return ((self.columns - 1) * COLUMN_GAP_EM + SUFFIX_GAP_EM) * self.em_mm + self.beside_mm


def set_joint_mark(
    names: Sequence[Block],
    suffix: Block,
    profile: Profile,
    metrics: Metrics,
    *,
    top_mm: float,
    heights_mm: Sequence[float],
) -> JointMark:
    """Return the mark of several organs with its visible top at `top_mm`, at most the last of `heights_mm` high.

    Its lines stand apart so that it comes near the next one of the heights, which rise.
    """
    plan = _best_plan(names, suffix, profile, metrics, heights_mm=heights_mm)
    em = plan.em_mm
    column, total = _widths([text_width(metrics, _ROLE, name.text) for name in names], plan, profile)
    left = centre_of(profile.grid) - total / 2
    first_baseline = top_mm + max(ink_top(metrics, _ROLE, name.text) for name in names[: plan.columns]) * em
    marks = []
    for index, name in enumerate(names):
        row, place = divmod(index, plan.columns)
        start = left + place * (column + COLUMN_GAP_EM * em)
        scale = min(1.0, column / (text_width(metrics, _ROLE, name.text) * em))
        kind = MarkType(mm_to_points(em), scale)
        baseline = first_baseline + row * plan.pitch_mm
        original = name.pieces[0].original
        marks.append(
            spread_mark(name.text, kind, (start, start + column), baseline, metrics=metrics, original=original)
        )
    middle = (min(mark.top_mm for mark in marks) + max(mark.bottom_mm for mark in marks)) / 2
    ink_middle = (ink_top(metrics, _ROLE, suffix.text) + ink_bottom(metrics, _ROLE, suffix.text)) / 2 * plan.suffix_mm
    edges = (left + total - plan.beside_mm, left + total)
    kind = MarkType(mm_to_points(plan.suffix_mm))
    beside = spread_mark(suffix.text, kind, edges, middle + ink_middle, metrics=metrics)
    down = top_mm - min(mark.top_mm for mark in (*marks, beside))
    return JointMark(tuple(_lower(mark, down) for mark in marks), _lower(beside, down))


def _best_plan(
    names: Sequence[Block], suffix: Block, profile: Profile, metrics: Metrics, *, heights_mm: Sequence[float]
) -> _Plan:
    """Return one column of names, or two where one would have to be much smaller than it should be."""
    widest = max(text_width(metrics, _ROLE, name.text) for name in names)
    extent = ink_top(metrics, _ROLE, names[0].text) - ink_bottom(metrics, _ROLE, names[-1].text)
    suffix_width = text_width(metrics, _ROLE, suffix.text)
    plans = []
    for columns in (1, 2)[: len(names)]:
        rows = ceil(len(names) / columns)
        wanted = points_to_mm(_wanted_pt(rows, profile))
        by_height = heights_mm[-1] / ((rows - 1) * PITCH_EM + extent)
        fixed = (columns - 1) * COLUMN_GAP_EM + SUFFIX_GAP_EM + suffix_width * _by_rows(_SUFFIX_SIZES, rows)
        total = min(WIDEST_MM, profile.grid.width_mm)
        smaller = total / (columns * widest * CONDENSED_BEFORE_SMALLER + fixed)
        narrower = total / (columns * widest * CONDENSED_LEAST + fixed)
        by_width = max(smaller, min(narrower, points_to_mm(LEGIBLE_PT)))
        em = min(wanted, by_height, by_width)
        largest = points_to_mm(profile.mark.largest_pt)
        beside = max(em, min(em * _by_rows(_SUFFIX_SIZES, rows), largest))
        pitch = _pitch(rows, em, extent, heights_mm)
        plans.append(_Plan(columns, rows, em, beside, suffix_width * beside, pitch))
    one, two = plans[0], plans[-1]
    is_small = one.em_mm < 0.9 * points_to_mm(_wanted_pt(one.rows, profile))
    total = min(WIDEST_MM, profile.grid.width_mm)
    return two if is_small and _size_seen(two, widest, total) > _size_seen(one, widest, total) else one


def _size_seen(plan: _Plan, widest_em: float, total_mm: float) -> float:
    """Return how large the longest name looks: a condensed glyph as a square one of the same area."""
    scale = min(1.0, (total_mm - plan.fixed_mm) / plan.columns / (widest_em * plan.em_mm))
    return plan.em_mm * sqrt(scale)


def _pitch(rows: int, em_mm: float, extent_em: float, heights_mm: Sequence[float]) -> float:
    """Return the distance of the lines that brings the mark to the next height, within bounds."""
    if rows == 1:
        return PITCH_EM * em_mm
    least = (extent_em + (rows - 1) * PITCH_EM) * em_mm
    height = next((height for height in heights_mm if height >= least - 1e-9), heights_mm[-1])
    return min(WIDEST_PITCH_EM * em_mm, max(PITCH_EM * em_mm, (height - extent_em * em_mm) / (rows - 1)))


def _wanted_pt(rows: int, profile: Profile) -> float:
    """Return the size that names in so many rows should have."""
    size = _by_rows(_SIZES_PT, rows) if profile.mark.size == "自动" else float(profile.mark.size)
    return min(size, profile.mark.largest_pt)


def _by_rows(values: tuple[float, ...], rows: int) -> float:
    return values[min(rows, len(values)) - 1]


def _widths(natural_em: Sequence[float], plan: _Plan, profile: Profile) -> tuple[float, float]:
    """Return the width that every name is spread to, and that of the whole mark."""
    em = plan.em_mm
    fixed = plan.fixed_mm
    most = (min(WIDEST_MM, profile.grid.width_mm) - fixed) / plan.columns
    wanted = (profile.mark.ink_width_mm - fixed) / plan.columns
    longest = max(natural_em) * em
    loosest = longest + GAP_MOST_EM * em * (max(natural_em) - 1)
    column = min(most, max(longest, min(wanted, loosest)))
    return column, column * plan.columns + fixed


def _lower(mark: Mark, down_mm: float) -> Mark:
    """Return a mark further down."""
    return replace(
        mark,
        top_mm=mark.top_mm + down_mm,
        bottom_mm=mark.bottom_mm + down_mm,
        baseline_mm=mark.baseline_mm + down_mm,
    )
