"""Draw the outlines of a font again with as few points as stay within a tolerance of the old ones.

A contour is sampled densely. The ends of the new lines and curves are chosen among the samples and, where the contour
turns, among places beside them, so that a rounded corner may become one point; between two ends runs a line or one
quadratic curve. Of all chains of such pieces that stay near the samples, and the samples near them, the one that takes
the fewest bytes is found by dynamic programming. Needs NumPy and Numba beside fontTools.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from fontTools.pens.basePen import BasePen
from fontTools.pens.ttGlyphPen import TTGlyphPointPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.tables._g_l_y_f import Glyph
from numba import njit

LEAN_UNITS_PER_EM = 512
FURTHEST_EM = 0.0035  # 0.02 mm at 16 pt, half a dot of a printer with 600 dots an inch; typeset/fonts/lean.py says it
TOLERANCES_EM = (0.003, 0.0025, 0.002)
KEPT_TABLES = frozenset("OS/2 cmap glyf head hhea hmtx loca maxp name post".split())

SAMPLE_STEP_EM = 0.006
MEASURING_STEP_EM = 0.003
TURN_REACH_EM = 0.010  # a contour turns at a sample when its direction so far before and so far after differ
TURN_COSINE = 0.97
BESIDE = (0.5, 0.9)  # how far beside a sample an end may lie, in tolerances
PIECES = 12  # a curve is judged as so many lines
FITTINGS = 4
MISSES = 9  # after so many samples in a row that no piece reaches, none further on is tried

# What a point takes of a compressed `glyf` table, in bytes: its flag, and each coordinate that changes.
FLAG_BYTES = 0.55
COORDINATE_BYTES = 0.85

Point = tuple[float, float]
Quadratic = tuple[Point, Point | None, Point]
"""A start, a control point (None for a line), an end."""

LeanPoint = tuple[float, float, bool]
"""A place, and whether the outline goes through it."""


class _QuadraticPen(BasePen):
    """Collects the contours of a glyph as lines and single quadratic curves."""

    def __init__(self, glyph_set: object) -> None:
        super().__init__(glyph_set)
        self.contours: list[list[Quadratic]] = []

    def _moveTo(self, point: Point) -> None:
        self.contours.append([])

    def _lineTo(self, point: Point) -> None:
        if point != self._getCurrentPoint():
            self.contours[-1].append((self._getCurrentPoint(), None, point))

    def _closePath(self) -> None:
        self._lineTo(self.contours[-1][0][0])

    def _qCurveToOne(self, control: Point, point: Point) -> None:
        self.contours[-1].append((self._getCurrentPoint(), control, point))


def contours_of(font: TTFont, name: str) -> list[list[Quadratic]]:
    """Return the contours of a glyph, each closed, in units of the font."""
    glyph_set = font.getGlyphSet()
    pen = _QuadraticPen(glyph_set)
    glyph_set[name].draw(pen)
    return [contour for contour in pen.contours if contour]


def sampled(contour: Iterable[Quadratic], step: float) -> np.ndarray:
    """Return points on a contour (n, 2), at most about `step` apart, the ends of all its pieces among them."""
    points = []
    for start, control, end in contour:
        a, b = np.array(start, float), np.array(end, float)
        c = (a + b) / 2 if control is None else np.array(control, float)
        length = (np.hypot(*(c - a)) + np.hypot(*(b - c)) + np.hypot(*(b - a))) / 2
        count = max(1 if control is None else 2, int(np.ceil(length / step)))
        t = (np.arange(count) / count)[:, None]
        points.append((1 - t) ** 2 * a + 2 * t * (1 - t) * c + t * t * b)
    return np.concatenate(points)


def lean_contour(contour: Sequence[Quadratic], tolerance: float, grid: float, units_per_em: int) -> list[LeanPoint]:
    """Return a contour as few points, all of them multiples of `grid`; lengths are in units of the font.

    A contour so small that no chain of pieces closes it keeps its points.
    """
    samples = _from_sharpest_corner(sampled(contour, SAMPLE_STEP_EM * units_per_em))
    along = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(samples, axis=0).T))))
    owners, places = _ends(samples, along, tolerance, grid, units_per_em)
    previous, is_curved, controls = _cheapest_chain(samples, along, owners, places, tolerance, grid)
    points: list[LeanPoint] = []
    end = len(owners) - 1
    while end > 0 and previous[end] >= 0:
        if is_curved[end]:
            points.append((*controls[end], False))
        end = int(previous[end])
        points.append((*places[end], True))
    if end > 0 or len(points) < 3:
        return _on_grid(contour, grid)
    return points[::-1]


def _on_grid(contour: Iterable[Quadratic], grid: float) -> list[LeanPoint]:
    """Return the points of a contour as they are, each at the nearest place on the grid."""
    points = []
    for start, control, _ in contour:
        points += [(start, True)] if control is None else [(start, True), (control, False)]
    return [(round(x / grid) * grid, round(y / grid) * grid, is_on) for (x, y), is_on in points]


def _from_sharpest_corner(points: np.ndarray) -> np.ndarray:
    """Return a closed ring of samples that starts and ends where the contour turns most; doubled samples are gone."""
    steps = np.hypot(*(np.roll(points, -1, axis=0) - points).T)
    points = points[steps > 1e-9]
    directions = np.roll(points, -1, axis=0) - points
    directions /= np.hypot(*directions.T)[:, None]
    corner = int((directions * np.roll(directions, 1, axis=0)).sum(axis=1).argmin())
    return np.concatenate((points[corner:], points[: corner + 1]))


def _ends(
    samples: np.ndarray, along: np.ndarray, tolerance: float, grid: float, units_per_em: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return where pieces may end: the sample that each end belongs to (n,), and its place on the grid (n, 2)."""
    directions = np.diff(samples, axis=0)
    directions /= np.hypot(*directions.T)[:, None]
    last = len(samples) - 1
    reach = TURN_REACH_EM * units_per_em
    before = np.clip(np.searchsorted(along, along - reach), 0, last - 1)
    after = np.clip(np.searchsorted(along, along + reach), 0, last - 1)
    cosines = (directions[before] * directions[after]).sum(axis=1)
    owners, places = [], []
    for index, sample in enumerate(samples):
        wanted = [sample]
        across = directions[before[index]] + directions[after[index]]
        length = np.hypot(*across)
        if 0 < index < last and cosines[index] < TURN_COSINE and length > 1e-6:
            normal = np.array((across[1], -across[0])) / length
            wanted += [sample + sign * share * tolerance * normal for share in BESIDE for sign in (1, -1)]
        found = {tuple(np.round(place / grid) * grid) for place in wanted}
        for place in sorted(found):
            if np.hypot(*(place - sample)) <= tolerance:
                owners.append(index)
                places.append(place)
    return np.array(owners), np.array(places)


@njit(cache=True)
def _square_apart(x, y, line, first, last, enough):  # pragma: no cover - compiled
    """Return the square of the distance from a point to some sides of a line, or the first not over `enough`."""
    nearest = 1e18
    for index in range(first, last):
        ax, ay = line[index, 0], line[index, 1]
        dx, dy = line[index + 1, 0] - ax, line[index + 1, 1] - ay
        length = dx * dx + dy * dy
        t = 0.0
        if length > 0:
            t = min(max(((x - ax) * dx + (y - ay) * dy) / length, 0.0), 1.0)
        ex, ey = x - ax - t * dx, y - ay - t * dy
        nearest = min(nearest, ex * ex + ey * ey)
        if nearest <= enough:
            break
    return nearest


@njit(cache=True)
def _is_near(samples, first, last, curve, pieces, square):  # pragma: no cover - compiled
    """Tell whether the samples lie near the curve and the curve near the samples; `square`: of the tolerance."""
    for index in range(first, last + 1):
        if _square_apart(samples[index, 0], samples[index, 1], curve, 0, pieces, square) > square:
            return False
    low, high = max(0, first - 1), min(len(samples) - 1, last + 1)
    for piece in range(1, pieces):
        if _square_apart(curve[piece, 0], curve[piece, 1], samples, low, high, square) > square:
            return False
    return True


@njit(cache=True)
def _fitted(samples, along, first, last, a, b, grid, square, curve):  # pragma: no cover - compiled
    """Return whether one quadratic curve from `a` to `b` fits the samples, and its control point on the grid."""
    count = last - first - 1
    if count < 1:
        return False, 0.0, 0.0
    t = np.empty(count)
    for k in range(count):
        t[k] = (along[first + 1 + k] - along[first]) / (along[last] - along[first])
    for _ in range(FITTINGS):
        weight = 0.0
        cx = 0.0
        cy = 0.0
        for k in range(count):
            u = 1 - t[k]
            w = 2 * u * t[k]
            cx += w * (samples[first + 1 + k, 0] - u * u * a[0] - t[k] * t[k] * b[0])
            cy += w * (samples[first + 1 + k, 1] - u * u * a[1] - t[k] * t[k] * b[1])
            weight += w * w
        if weight <= 0:
            return False, 0.0, 0.0
        cx /= weight
        cy /= weight
        gx, gy = round(cx / grid) * grid, round(cy / grid) * grid
        for k in range(PIECES + 1):
            v = k / PIECES
            u = 1 - v
            curve[k, 0] = u * u * a[0] + 2 * u * v * gx + v * v * b[0]
            curve[k, 1] = u * u * a[1] + 2 * u * v * gy + v * v * b[1]
        if _is_near(samples, first, last, curve, PIECES, square):
            return True, gx, gy
        for k in range(count):  # one step of Newton's towards the nearest place on the curve
            u, v = 1 - t[k], t[k]
            ex = u * u * a[0] + 2 * u * v * cx + v * v * b[0] - samples[first + 1 + k, 0]
            ey = u * u * a[1] + 2 * u * v * cy + v * v * b[1] - samples[first + 1 + k, 1]
            sx, sy = 2 * (u * (cx - a[0]) + v * (b[0] - cx)), 2 * (u * (cy - a[1]) + v * (b[1] - cy))
            bend = ex * 2 * (b[0] - 2 * cx + a[0]) + ey * 2 * (b[1] - 2 * cy + a[1])
            slope = sx * sx + sy * sy + bend
            if abs(slope) > 1e-9:
                t[k] = min(max(v - (ex * sx + ey * sy) / slope, 0.0), 1.0)
    return False, 0.0, 0.0


@njit(cache=True)
def _bytes(ax, ay, bx, by):  # pragma: no cover - compiled
    """Return about what a point takes that follows another."""
    return FLAG_BYTES + COORDINATE_BYTES * ((ax != bx) + (ay != by))


@njit(cache=True)
def _cheapest_chain(samples, along, owners, places, tolerance, grid):  # pragma: no cover - compiled
    """Return for every end the end before it (-1: none reaches it), whether a curve leads there, its control point."""
    count = len(owners)
    cost = np.full(count, 1e18)
    cost[0] = 0.0
    previous = np.full(count, -1)
    is_curved = np.zeros(count, np.bool_)
    controls = np.zeros((count, 2))
    curve = np.zeros((PIECES + 1, 2))
    square = tolerance * tolerance
    for start in range(count - 1):
        if cost[start] > 1e17:
            continue
        first, a = owners[start], places[start]
        misses = 0
        end = start + 1
        while end < count and owners[end] == first:
            end += 1
        while end < count and misses <= MISSES:
            last = owners[end]
            is_reached = False
            while end < count and owners[end] == last:
                b = places[end]
                if a[0] != b[0] or a[1] != b[1]:
                    curve[0], curve[1] = a, b
                    if _is_near(samples, first, last, curve, 1, square):
                        is_reached = True
                        total = cost[start] + _bytes(a[0], a[1], b[0], b[1])
                        if total < cost[end]:
                            cost[end], previous[end], is_curved[end] = total, start, False
                    else:
                        fits, x, y = _fitted(samples, along, first, last, a, b, grid, square, curve)
                        if fits:
                            is_reached = True
                            total = cost[start] + _bytes(a[0], a[1], x, y) + _bytes(x, y, b[0], b[1])
                            if total < cost[end]:
                                cost[end], previous[end], is_curved[end] = total, start, True
                                controls[end, 0], controls[end, 1] = x, y
                end += 1
            misses = 0 if is_reached else misses + 1
    return previous, is_curved, controls


def lean_points(contours: Sequence[Sequence[Quadratic]], units_per_em: int) -> list[list[LeanPoint]]:
    """Return the contours of a glyph with few points, in units of `LEAN_UNITS_PER_EM`.

    Samples and pieces are coarse: a glyph that comes out further than `FURTHEST_EM` is drawn closer. Raises ValueError
    where that does not help either.
    """
    grid = units_per_em / LEAN_UNITS_PER_EM
    for tolerance_em in TOLERANCES_EM:
        lean = [lean_contour(each, tolerance_em * units_per_em, grid, units_per_em) for each in contours]
        drawn = [_quadratics(points) for points in lean]
        if max(map(partial(_apart, units_per_em=units_per_em), contours, drawn)) <= FURTHEST_EM:
            return [[(round(x / grid), round(y / grid), is_on) for x, y, is_on in points] for points in lean]
    raise ValueError("an outline stays further off than it may")


def _quadratics(points: Sequence[LeanPoint]) -> list[Quadratic]:
    """Return what a contour of points draws, of which no two in a row lie off the outline."""
    ring = [*points, *points[:2]]
    places = [place[:2] for place in ring]
    return [
        (places[index], None if ring[index + 1][2] else places[index + 1], places[index + 1 + (not ring[index + 1][2])])
        for index, (_, _, is_on) in enumerate(points)
        if is_on
    ]


def _apart(old: Sequence[Quadratic], new: Sequence[Quadratic], units_per_em: int) -> float:
    """Return the largest distance between two contours, from either of them, in em."""
    points = [sampled(contour, MEASURING_STEP_EM * units_per_em) for contour in (old, new)]
    lines = [np.concatenate((each, each[:1])) for each in points]
    return max(_one_way(lines[0], lines[1]), _one_way(lines[1], lines[0])) / units_per_em


def lean_glyph(points: Iterable[Iterable[LeanPoint]]) -> Glyph:
    """Return a glyph of the contours given."""
    pen = TTGlyphPointPen(None)
    for contour in points:
        pen.beginPath()
        for x, y, is_on in contour:
            pen.addPoint((x, y), "qcurve" if is_on else None)
        pen.endPath()
    return pen.glyph()


def lean_font(source: Path) -> TTFont:
    """Return the font of a file with lean outlines and only the tables that an embedded font needs."""
    font = TTFont(source)
    units_per_em = font["head"].unitsPerEm
    names = [name for name in font.getGlyphOrder() if font["glyf"][name].numberOfContours]
    with Pool() as pool:
        lean = pool.map(partial(lean_points, units_per_em=units_per_em), [contours_of(font, n) for n in names], 50)
    put_outlines(font, dict(zip(names, lean, strict=True)))
    return font


def put_outlines(font: TTFont, lean: Mapping[str, Iterable[Iterable[LeanPoint]]]) -> None:
    """Put new outlines, by glyph, in the place of a font's own, and drop what an embedded font does not need."""
    for tag in [tag for tag in font.keys() if tag not in KEPT_TABLES]:  # noqa: SIM118 - a TTFont is no mapping
        if tag != "GlyphOrder":
            del font[tag]
    scale_upem(font, LEAN_UNITS_PER_EM)
    for name, points in lean.items():
        glyph = font["glyf"][name] = lean_glyph(points)
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (font["hmtx"][name][0], glyph.xMin)


@njit(cache=True)
def _one_way(points, line):  # pragma: no cover - compiled
    """Return how far the point furthest from a line is."""
    furthest = 0.0
    for point in points:
        furthest = max(furthest, _square_apart(point[0], point[1], line, 0, len(line) - 1, furthest))
    return np.sqrt(furthest)
