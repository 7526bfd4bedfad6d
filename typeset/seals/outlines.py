"""Glyphs as paths of an SVG, so that a drawing needs no font."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import uharfbuzz

from typeset.errors import FontError
from typeset.resources import data_folder

FACES = ("GWSong.ttf", "GWRare.ttf")
"""The faces of a seal, 宋体 first, then what helps out with rare characters."""

Point = tuple[float, float]
Placed = Callable[[Point], Point]


class _Pen:
    """Collects the outline of a glyph as commands of an SVG path with their points in em."""

    def __init__(self, upem: int) -> None:
        self.upem = upem
        self.commands: list[tuple[str, tuple[Point, ...]]] = []

    def _add(self, command: str, *points: Point) -> None:
        self.commands.append((command, tuple((x / self.upem, y / self.upem) for x, y in points)))

    def moveTo(self, point: Point) -> None:
        self._add("M", point)

    def lineTo(self, point: Point) -> None:
        self._add("L", point)

    def curveTo(self, first: Point, second: Point, end: Point) -> None:
        self._add("C", first, second, end)

    def qCurveTo(self, control: Point, end: Point) -> None:
        self._add("Q", control, end)

    def closePath(self) -> None:
        self._add("Z")


@cache
def _font(file: Path) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file))))


@cache
def _outline(character: str) -> tuple[tuple[str, tuple[Point, ...]], ...]:
    for name in FACES:
        font = _font(data_folder("fonts") / name)
        if glyph := font.get_nominal_glyph(ord(character)):
            pen = _Pen(font.face.upem)
            font.draw_glyph_with_pen(glyph, pen)
            return tuple(pen.commands)
    raise FontError(f"印章上的字“{character}”没有字形；请换一个字")


def ink_box(character: str) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of a glyph's control points in em, y upward; all 0 for a blank."""
    points = [point for _, points in _outline(character) for point in points]
    if not points:
        return 0.0, 0.0, 0.0, 0.0
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def glyph_path(character: str, place: Placed) -> str:
    """Return a glyph as the data of an SVG path; `place` puts its points, in em and y upward, on the drawing.

    Raises FontError when no face has the character.
    """
    return "".join(_commands(character, place))


def _commands(character: str, place: Placed) -> Iterator[str]:
    for command, points in _outline(character):
        yield command + " ".join(f"{x:.3f} {y:.3f}" for x, y in map(place, points))
