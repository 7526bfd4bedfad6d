"""Colours, faces and strokes of the pictures of pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from PIL import ImageDraw, ImageFont

from typeset.errors import Severity
from typeset.resources import data_folder

DOTS_PER_INCH = 150
CARD_GAP_PX = 9
_FILES = {"heiti": "GWHei.ttf", "songti": "GWSong.ttf", "latin": "LiberationSerif-Bold.ttf"}

Colour = tuple[int, int, int]
GRID_LINE: Colour = (226, 234, 244)
AREA: Colour = (120, 160, 220)


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of a severity: of lines, of the wash under text, of words."""

    line: Colour
    wash: Colour
    text: Colour


INKS: Mapping[Severity, Ink] = MappingProxyType(
    {
        Severity.ERROR: Ink((190, 24, 93), (252, 226, 238), (150, 16, 70)),
        Severity.WARNING: Ink((205, 110, 0), (255, 240, 214), (150, 80, 0)),
        Severity.INFO: Ink((40, 100, 170), (224, 238, 252), (30, 78, 136)),
    }
)


def px(mm: float) -> float:
    """Return millimetres as dots of the picture."""
    return mm * DOTS_PER_INCH / 25.4


@lru_cache(maxsize=32)
def font(role: Literal["heiti", "songti", "latin"], size: int) -> ImageFont.FreeTypeFont:
    """Return one of the project's own faces in a size in dots."""
    return ImageFont.truetype(str(data_folder("fonts") / _FILES[role]), size)


def badge(draw: ImageDraw.ImageDraw, centre: tuple[float, float], radius: float, number: int, ink: Ink) -> None:
    """Draw the number of a finding in a disc."""
    x, y = centre
    draw.ellipse([x - radius, y - radius, x + radius, y + radius], fill=ink.line, outline="white", width=2)
    face = font("latin", round(radius * (1.35 if number < 10 else 1.15 if number < 100 else 0.9)))
    draw.text((x, y), str(number), font=face, fill="white", anchor="mm")


def dashed_line(
    draw: ImageDraw.ImageDraw, start: tuple[float, float], end: tuple[float, float], colour: Colour
) -> None:
    """Draw a dashed line that lies or stands."""
    (x0, y0), (x1, y1) = start, end
    length = max(abs(x1 - x0), abs(y1 - y0))
    step, dash = 14.0, 9.0
    position = 0.0
    while position < length:
        a, b = position / length, min(position + dash, length) / length
        points = [(x0 + (x1 - x0) * a, y0 + (y1 - y0) * a), (x0 + (x1 - x0) * b, y0 + (y1 - y0) * b)]
        draw.line(points, fill=colour, width=3)
        position += step
