"""Draw the seal of an organ that does not exist: red, round, 样章 in the middle, everything an outline.

The look is that of a real one (a ring of 1.1 mm, the name in 宋体 along the upper arc from the left, ★), but for the
word 样章, which no real seal bears. Lengths are millimetres; the drawing is `diameter_mm` square and transparent.
"""

from math import cos, isfinite, pi, radians, sin

from typeset.characters import is_invisible
from typeset.errors import UnsupportedError, printable
from typeset.seals.outlines import Placed, Point, glyph_path, ink_box

RED = "#ff0000"
WORD = "样章"
LONGEST_NAME = 40
_UNIT = 42.0  # the diameter that the measures below are for
_RING = 1.1
_CLEAR = 1.3  # between the ring and the name
_HEIGHT = 5.4  # of the name's characters
_ARC = 280.0  # degrees, at most
_STEP = 1.1  # from character to character on a short name's baseline, in heights
_STAR_RADIUS = 5.2
_STAR_UP = 1.2  # its centre above the seal's
_WORD_HEIGHT = 4.2
_WORD_DOWN = 15.4  # its foot below the seal's centre


def sample_seal(organ: str, diameter_mm: float = 42, *, has_star: bool = True) -> str:
    """Return the SVG of a seal that says 样章 and has no force; the same text each time.

    Raises UnsupportedError for a name that is empty, longer than LONGEST_NAME or has characters without a shape,
    FontError for a character without a glyph.
    """
    name = "".join(organ.split())
    if not isfinite(diameter_mm):
        raise UnsupportedError("印章的直径应当是毫米数，如 42")
    if hidden := next((character for character in name if is_invisible(character)), None):
        raise UnsupportedError(f"印章上的机关名称里有看不见的字符 {printable(hidden)}；请删去")
    if not 0 < len(name) <= LONGEST_NAME:
        raise UnsupportedError(f"印章上的机关名称要有1到{LONGEST_NAME}个字，这里有{len(name)}个；请用规范化简称")
    scale = diameter_mm / _UNIT
    paths = [*_name_paths(name, scale), *_word_paths(scale, has_star=has_star)]
    if has_star:
        paths.append(_star(scale))
    middle, radius = diameter_mm / 2, (diameter_mm - _RING * scale) / 2
    size = f"{diameter_mm:g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}mm" height="{size}mm" viewBox="0 0 {size} {size}">\n'
        f"<title>{_escaped(name)}（{WORD}）</title>\n"
        f'<circle cx="{middle:g}" cy="{middle:g}" r="{radius:.3f}" fill="none" stroke="{RED}" '
        f'stroke-width="{_RING * scale:.3f}"/>\n'
        f'<path fill="{RED}" d="{"".join(paths)}"/>\n'
        "</svg>\n"
    )


def _name_paths(name: str, scale: float) -> list[str]:
    """Return the characters of the name along the upper arc, their feet to the centre; a long name is condensed."""
    radius = _UNIT / 2 - _RING - _CLEAR - _HEIGHT
    widest = min(_ARC / len(name), _STEP * _HEIGHT / radius * 180 / pi)
    spread = 1.0 if len(name) > 12 else 1.0 + (12 - len(name)) * 0.08
    step = min(_ARC / len(name), widest * spread)
    width = min(_HEIGHT, radians(step) * radius * 0.98)
    first = -step * (len(name) - 1) / 2
    return [
        glyph_path(character, _on_arc(character, first + step * index, radius, (width, _HEIGHT), scale))
        for index, character in enumerate(name)
    ]


def _on_arc(character: str, degrees: float, radius: float, size: tuple[float, float], scale: float) -> Placed:
    """Return how the points of a character go to its place on the arc; 0 degrees is the top."""
    left, _, right, _ = ink_box(character)
    middle = 0.5 if left >= 0 and right <= 1 else (left + right) / 2
    angle = radians(degrees)

    def placed(point: Point) -> Point:
        across, up = (point[0] - middle) * size[0], radius + (point[1] + 0.12) * size[1]
        x = _UNIT / 2 + across * cos(angle) + up * sin(angle)
        y = _UNIT / 2 + across * sin(angle) - up * cos(angle)
        return x * scale, y * scale

    return placed


def _word_paths(scale: float, *, has_star: bool) -> list[str]:
    """Return 样章 in the middle, or under the star."""
    foot = _UNIT / 2 + (_WORD_DOWN if has_star else _WORD_HEIGHT / 2)
    size = _WORD_HEIGHT if has_star else 1.5 * _WORD_HEIGHT
    paths = []
    for index, character in enumerate(WORD):
        start = _UNIT / 2 + (index - len(WORD) / 2) * size * 1.08 + 0.04 * size

        def placed(point: Point, start: float = start) -> Point:
            return (start + point[0] * size) * scale, (foot - (point[1] + 0.12) * size) * scale

        paths.append(glyph_path(character, placed))
    return paths


def _star(scale: float) -> str:
    """Return a five-pointed star that stands on two points."""
    inner = _STAR_RADIUS * sin(pi / 10) / sin(3 * pi / 10)
    points = []
    for index in range(10):
        radius, angle = (inner if index % 2 else _STAR_RADIUS), pi / 5 * index
        x, y = _UNIT / 2 + radius * sin(angle), _UNIT / 2 - _STAR_UP - radius * cos(angle)
        points.append(f"{x * scale:.3f} {y * scale:.3f}")
    return f"M{'L'.join(points)}Z"


def _escaped(text: str) -> str:
    return printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
