"""What is painted on the pages of a PDF of any origin, in millimetres from the top-left corner of the trimmed page."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

from typeset.errors import Issue
from typeset.standard import EM_ASCENT, EM_DESCENT, points_to_mm

Rgb: TypeAlias = tuple[int, int, int]

# PDFium shows these two process colours so; nothing else is shown as them.
PROCESS_BLACK: Rgb = (35, 31, 32)  # K 100 %
PROCESS_RED: Rgb = (240, 89, 62)  # Y 80 %, M 80 %

_BLACK_AT_MOST, _WHITE_FROM = 40, 245


class Tint(StrEnum):
    """What a colour is to the eye."""

    BLACK = "黑色"
    RED = "红色"
    WHITE = "白色"
    GREY = "灰色"
    OTHER = "彩色"


@lru_cache(maxsize=4096)
def tint_of(colour: Rgb) -> Tint:
    """Return what a colour is to the eye."""
    red, green, blue = colour
    if max(colour) <= _BLACK_AT_MOST:
        return Tint.BLACK
    if min(colour) >= _WHITE_FROM:
        return Tint.WHITE
    if red >= 150 and red - max(green, blue) >= 90:
        return Tint.RED
    return Tint.GREY if max(colour) - min(colour) <= 12 else Tint.OTHER


def colour_name(colour: Rgb) -> str:
    """Return a colour as a word with its value: 红色 #FF0000."""
    return f"{tint_of(colour)} #{colour[0]:02X}{colour[1]:02X}{colour[2]:02X}"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page."""

    left_mm: float
    top_mm: float
    right_mm: float
    bottom_mm: float

    @property
    def width_mm(self) -> float:
        """Its width."""
        return self.right_mm - self.left_mm

    @property
    def height_mm(self) -> float:
        """Its height."""
        return self.bottom_mm - self.top_mm

    @property
    def centre_mm(self) -> tuple[float, float]:
        """Its middle."""
        return (self.left_mm + self.right_mm) / 2, (self.top_mm + self.bottom_mm) / 2

    def joined(self, other: "Box") -> "Box":
        """Return the box around both."""
        return Box(
            min(self.left_mm, other.left_mm),
            min(self.top_mm, other.top_mm),
            max(self.right_mm, other.right_mm),
            max(self.bottom_mm, other.bottom_mm),
        )

    def meets(self, other: "Box", *, by_mm: float = 0.0) -> bool:
        """Tell whether both have a part in common that is wider and higher than `by_mm`; below 0, a gap is allowed."""
        return (
            min(self.right_mm, other.right_mm) - max(self.left_mm, other.left_mm) > by_mm
            and min(self.bottom_mm, other.bottom_mm) - max(self.top_mm, other.top_mm) > by_mm
        )


@dataclass(frozen=True, slots=True)
class PdfFont:
    """A font as a PDF names it, without the mark of a subset."""

    name: str
    is_embedded: bool


@dataclass(frozen=True, slots=True)
class Character:
    """A character as painted. `ink` is its visible extent, None when it has none.

    `turn` is by how many degrees it is turned counter-clockwise; a character that is turned has its origin at
    (`x_mm`, `baseline_mm`) all the same. `is_outlined` tells of a stroke around it, which makes it bold;
    `follows_blank` of a blank that was painted before it.
    """

    text: str
    x_mm: float
    baseline_mm: float
    advance_mm: float
    size_pt: float
    font: PdfFont
    colour: Rgb
    ink: Box | None = None
    turn: int = 0
    is_outlined: bool = False
    follows_blank: bool = False

    @property
    def right_mm(self) -> float:
        """Where its advance ends."""
        return self.x_mm + self.advance_mm

    @property
    def em_mm(self) -> float:
        """The height of its em box."""
        return points_to_mm(self.size_pt)

    @property
    def em_top_mm(self) -> float:
        """Top of its em box."""
        return self.baseline_mm - EM_ASCENT * self.em_mm

    @property
    def em_bottom_mm(self) -> float:
        """Foot of its em box."""
        return self.baseline_mm + EM_DESCENT * self.em_mm


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight bar: a stroke or a thin filled rectangle, with its thickness in the box."""

    box: Box
    colour: Rgb

    @property
    def is_horizontal(self) -> bool:
        """Tell whether it lies."""
        return self.box.width_mm >= self.box.height_mm

    @property
    def thickness_mm(self) -> float:
        """How thick it is."""
        return min(self.box.width_mm, self.box.height_mm)


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawing that is no straight bar, or a raster picture."""

    box: Box
    colour: Rgb | None = None
    """Of a raster picture, the colour of what is not white in it; None when that was not looked at."""
    is_filled: bool = False
    is_raster: bool = False
    turn: float = 0.0
    png: bytes = b""
    """Of a raster picture, how it looks on the page, where the reader was asked for it."""


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page: its size (the trim box), its own turn, what is painted on it; `hidden` counts invisible characters."""

    number: int
    width_mm: float
    height_mm: float
    turn: int
    characters: tuple[Character, ...] = ()
    rules: tuple[Rule, ...] = ()
    shapes: tuple[Shape, ...] = ()
    label: str = ""
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class PdfFile:
    """The pages of a PDF; `page_count` is how many it has, which may be more than were read."""

    name: str
    pages: tuple[PdfPage, ...]
    page_count: int
    keywords: str = ""
    issues: tuple[Issue, ...] = field(default=())
