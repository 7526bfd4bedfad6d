"""Size and place the 发文机关标志 (7.2.4): visible top at its clause's height, visible extent centred.

The standard leaves the size free; the table below is the look that clerks know (docs/decisions.md): large for short
names, smaller for long ones, condensed before it gets weak. `joint_mark` stacks the names of several organs.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from typeset.layout.blocks import Mark
from typeset.layout.metrics import Metrics, ink_bottom, ink_top, text_width
from typeset.layout.page import Colour, Line, Run
from typeset.profiles import Profile
from typeset.standard import MARK_TOP_BELOW_TYPE_AREA_MM, Grid, Role, points_to_mm

# Characters at most, size in points: for names longer than the last row the smallest size is condensed.
_SIZES = ((5, 60.0), (8, 52.0), (11, 43.0), (15, 33.0))
_SMALLEST_PT = 30.0
WIDEST_MM = 150.0
_NARROWEST_MM = 105.0
CONDENSED_LEAST = 0.7
GAP_MOST_EM = 0.8
LEGIBLE_PT = 22.0
_ROLE = Role.XIAOBIAOSONG


@dataclass(frozen=True, slots=True)
class MarkType:
    """The type of a mark: its size, and how far its glyphs are condensed."""

    size_pt: float
    scale: float = 1.0

    @property
    def em_mm(self) -> float:
        """Height of the em box."""
        return points_to_mm(self.size_pt)

    @property
    def glyph_mm(self) -> float:
        """Width of a full-width glyph."""
        return self.em_mm * self.scale


def set_mark(
    text: str, profile: Profile, metrics: Metrics, *, original: str | None = None, top_mm: float | None = None
) -> Mark:
    """Return the mark for an issuer's name (R-7.2.4-2, -3); `original` is the name where `text` has 〓.

    `top_mm` is its visible top; None is that of a 公文, 35 mm below the upper edge of the type area.
    """
    em_width = text_width(metrics, _ROLE, text)
    kind = _type(text, em_width, profile)
    tracking = _tracking(len(text), em_width * kind.glyph_mm, kind.em_mm, profile.mark.ink_width_mm)
    origins = _origins(text, metrics, kind.glyph_mm, tracking)
    left, right = _ink_edges(text, origins, kind, metrics)
    shift = centre_of(profile.grid) - (left + right) / 2
    top = profile.page.top_mm + MARK_TOP_BELOW_TYPE_AREA_MM if top_mm is None else top_mm
    baseline = top + ink_top(metrics, _ROLE, text) * kind.em_mm
    placed = tuple(x + shift for x in origins)
    return _mark((text, original), kind, placed, baseline, metrics=metrics)


def spread_mark(
    text: str,
    kind: MarkType,
    edges_mm: tuple[float, float],
    baseline_mm: float,
    *,
    metrics: Metrics,
    original: str | None = None,
) -> Mark:
    """Return a mark whose visible edges are those given, its glyphs in equal gaps (分散对齐).

    One glyph stands in the middle.
    """
    origins = _origins(text, metrics, kind.glyph_mm, 0.0)
    left, right = _ink_edges(text, origins, kind, metrics)
    free = edges_mm[1] - edges_mm[0] - (right - left)
    gap = free / (len(text) - 1) if len(text) > 1 else 0.0
    shift = edges_mm[0] - left + (free / 2 if len(text) == 1 else 0.0)
    placed = tuple(x + shift + gap * index for index, x in enumerate(origins))
    return _mark((text, original), kind, placed, baseline_mm, metrics=metrics)


def centre_of(grid: Grid) -> float:
    """Return the middle of the type area."""
    return grid.left_mm + grid.width_mm / 2


def mark_line(mark: Mark) -> Line:
    """Return the mark as a line of red type."""
    run = Run(
        mark.text,
        _ROLE,
        mark.size_pt,
        mark.x_mm,
        mark.end_mm,
        Colour.RED,
        scale=mark.scale,
        actual_text=mark.original,
    )
    return Line((run,), mark.baseline_mm, 0)


def _mark(
    text: tuple[str, str | None], kind: MarkType, origins: Sequence[float], baseline_mm: float, *, metrics: Metrics
) -> Mark:
    """Return a mark with its glyphs at their places; `text` is what is painted and what the source says."""
    painted, original = text
    left, right = _ink_edges(painted, origins, kind, metrics)
    last_mm = metrics.advance(_ROLE, painted[-1]) * kind.glyph_mm
    step = origins[1] - origins[0] - metrics.advance(_ROLE, painted[0]) * kind.glyph_mm if len(painted) > 1 else 0.0
    return Mark(
        text=painted,
        original=original or painted,
        size_pt=kind.size_pt,
        scale=kind.scale,
        tracking_mm=step,
        top_mm=baseline_mm - ink_top(metrics, _ROLE, painted) * kind.em_mm,
        bottom_mm=baseline_mm - ink_bottom(metrics, _ROLE, painted) * kind.em_mm,
        baseline_mm=baseline_mm,
        left_mm=origins[0],
        ink_left_mm=left,
        ink_right_mm=right,
        x_mm=tuple(origins),
        end_mm=origins[-1] + last_mm,
    )


def _ink_edges(text: str, origins: Sequence[float], kind: MarkType, metrics: Metrics) -> tuple[float, float]:
    """Return the left and right edge of what is visible of glyphs at these places."""
    first, last = metrics.ink_box(_ROLE, text[0]), metrics.ink_box(_ROLE, text[-1])
    right = last.right if last else metrics.advance(_ROLE, text[-1])
    return origins[0] + (first.left if first else 0.0) * kind.glyph_mm, origins[-1] + right * kind.glyph_mm


def _type(text: str, em_width: float, profile: Profile) -> MarkType:
    """Return the size in points and the horizontal scale."""
    wanted = next((size for most, size in _SIZES if len(text) <= most), _SMALLEST_PT)
    if profile.mark.size != "自动":
        wanted = float(profile.mark.size)
    size = min(wanted, profile.mark.largest_pt)
    widest = min(WIDEST_MM, profile.grid.width_mm)
    while em_width * points_to_mm(size) > widest and size > _SMALLEST_PT:
        size -= 1
    scale = min(1.0, widest / (em_width * points_to_mm(size)))
    if scale < CONDENSED_LEAST:
        size *= scale / CONDENSED_LEAST
        scale = CONDENSED_LEAST
    return MarkType(size, scale)


def _tracking(count: int, natural_mm: float, em_mm: float, wanted_mm: float) -> float:
    """Return the gap added between glyphs: towards the wanted width, at most 0.8 em unless the mark stays tiny."""
    if count < 2:
        return 0.0
    gap = max(0.0, (wanted_mm - natural_mm) / (count - 1))
    limit = max(GAP_MOST_EM * em_mm, (_NARROWEST_MM - natural_mm) / (count - 1))
    return min(gap, limit)


def _origins(text: str, metrics: Metrics, em_mm: float, tracking: float) -> list[float]:
    origins, x = [], 0.0
    for character in text:
        origins.append(x)
        x += metrics.advance(_ROLE, character) * em_mm + tracking
    return origins
