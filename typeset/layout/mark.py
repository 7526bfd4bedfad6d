"""Size and place the 发文机关标志 (7.2.4): visible top at its clause's height, visible extent centred.

The standard leaves the size free; the table below is the look that clerks know (docs/decisions.md): large for short
names, smaller for long ones, condensed before it gets weak.
"""

from typeset.layout.blocks import Mark
from typeset.layout.metrics import Metrics, ink_bottom, ink_top, text_width
from typeset.profiles import Profile
from typeset.standard import MARK_TOP_BELOW_TYPE_AREA_MM, Grid, Role, points_to_mm

# Characters at most, size in points: for names longer than the last row the smallest size is condensed.
_SIZES = ((5, 60.0), (8, 52.0), (11, 43.0), (15, 33.0))
_SMALLEST_PT = 30.0
_WIDEST_MM, _NARROWEST_MM = 150.0, 105.0
_CONDENSED_LEAST = 0.7
_GAP_MOST_EM = 0.8
LEGIBLE_PT = 22.0


def set_mark(text: str, profile: Profile, metrics: Metrics, *, original: str | None = None) -> Mark:
    """Return the mark for an issuer's name (R-7.2.4-2, -3); `original` is the name where `text` has 〓."""
    role = Role.XIAOBIAOSONG
    em_width = text_width(metrics, role, text)
    size, scale = _size(text, em_width, profile)
    em_mm = points_to_mm(size)
    tracking = _tracking(len(text), em_width * em_mm * scale, em_mm, profile.mark.ink_width_mm)
    origins = _origins(text, metrics, em_mm * scale, tracking)
    first, last = metrics.ink_box(role, text[0]), metrics.ink_box(role, text[-1])
    ink_left = origins[0] + (first.left if first else 0.0) * em_mm * scale
    last_advance = metrics.advance(role, text[-1])
    ink_right = origins[-1] + (last.right if last else last_advance) * em_mm * scale
    shift = centre_of(profile.grid) - (ink_left + ink_right) / 2
    top = profile.page.top_mm + MARK_TOP_BELOW_TYPE_AREA_MM
    baseline = top + ink_top(metrics, role, text) * em_mm
    return Mark(
        text=text,
        original=original or text,
        size_pt=size,
        scale=scale,
        tracking_mm=tracking,
        top_mm=top,
        bottom_mm=baseline - ink_bottom(metrics, role, text) * em_mm,
        baseline_mm=baseline,
        left_mm=origins[0] + shift,
        ink_left_mm=ink_left + shift,
        ink_right_mm=ink_right + shift,
        x_mm=tuple(x + shift for x in origins),
        end_mm=origins[-1] + last_advance * em_mm * scale + shift,
    )


def centre_of(grid: Grid) -> float:
    """Return the middle of the type area."""
    return grid.left_mm + grid.width_mm / 2


def _size(text: str, em_width: float, profile: Profile) -> tuple[float, float]:
    """Return the size in points and the horizontal scale."""
    wanted = next((size for most, size in _SIZES if len(text) <= most), _SMALLEST_PT)
    if profile.mark.size != "自动":
        wanted = float(profile.mark.size)
    size = min(wanted, profile.mark.largest_pt)
    widest = min(_WIDEST_MM, profile.grid.width_mm)
    while em_width * points_to_mm(size) > widest and size > _SMALLEST_PT:
        size -= 1
    scale = min(1.0, widest / (em_width * points_to_mm(size)))
    if scale < _CONDENSED_LEAST:
        size *= scale / _CONDENSED_LEAST
        scale = _CONDENSED_LEAST
    return size, scale


def _tracking(count: int, natural_mm: float, em_mm: float, wanted_mm: float) -> float:
    """Return the gap added between glyphs: towards the wanted width, at most 0.8 em unless the mark stays tiny."""
    if count < 2:
        return 0.0
    gap = max(0.0, (wanted_mm - natural_mm) / (count - 1))
    limit = max(_GAP_MOST_EM * em_mm, (_NARROWEST_MM - natural_mm) / (count - 1))
    return min(gap, limit)


def _origins(text: str, metrics: Metrics, em_mm: float, tracking: float) -> list[float]:
    origins, x = [], 0.0
    for character in text:
        origins.append(x)
        x += metrics.advance(Role.XIAOBIAOSONG, character) * em_mm + tracking
    return origins
