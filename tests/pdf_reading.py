"""Read a PDF with readers that have nothing to do with the program: glyphs, bars and ink, in millimetres from above."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pdfplumber
import pypdfium2
from PIL import Image, ImageChops

MM = 25.4 / 72
PAGE_HEIGHT_MM = 297.0
DPI = 600


@dataclass(frozen=True)
class Glyph:
    """A glyph as painted: its character, the origin of its outline, its face, size and colour."""

    text: str
    x_mm: float
    baseline_mm: float
    size_pt: float
    scale: float
    face: str
    colour: tuple[float, ...]
    is_rotated: bool = False  # by 90° counter-clockwise: `x_mm` is the baseline, `baseline_mm` the origin's height

    @property
    def em_top_mm(self) -> float:
        """Top of the em box, 0.88 em above the baseline."""
        return self.baseline_mm - 0.88 * self.size_pt * MM


@dataclass(frozen=True)
class Bar:
    """A filled rectangle."""

    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float
    colour: tuple[float, ...]


@dataclass(frozen=True)
class Box:
    """The box of a raster picture."""

    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float


@dataclass(frozen=True)
class PaintedPage:
    """Everything that is painted on a page."""

    glyphs: tuple[Glyph, ...]
    bars: tuple[Bar, ...]
    size_mm: tuple[float, float]
    images: tuple[Box, ...] = ()

    @property
    def rows(self) -> list[list[Glyph]]:
        """The glyphs of the type area by baseline, from above; spaces left out."""
        found: dict[float, list[Glyph]] = {}
        for glyph in self.glyphs:
            if glyph.baseline_mm < 262 and glyph.text != " ":
                found.setdefault(round(glyph.baseline_mm, 2), []).append(glyph)
        return [found[baseline] for baseline in sorted(found)]


@cache
def read_pages(data: bytes, *, has_drawings: bool = False) -> tuple[PaintedPage, ...]:
    """Return the pages of a PDF; only one with drawings (SVG) may hold lines and curves, which are passed over."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        assert has_drawings or not any(page.lines or page.curves for page in pdf.pages)
        return tuple(_page(page) for page in pdf.pages)


def _page(page: pdfplumber.page.Page) -> PaintedPage:
    bars = (
        Bar(item["x0"] * MM, item["top"] * MM, item["width"] * MM, item["height"] * MM, _parts(item))
        for item in page.rects
    )
    images = (
        Box(item["x0"] * MM, item["top"] * MM, (item["x1"] - item["x0"]) * MM, (item["bottom"] - item["top"]) * MM)
        for item in page.images
    )
    size = (float(page.width) * MM, float(page.height) * MM)
    return PaintedPage(tuple(_glyphs(page)), tuple(bars), size, tuple(images))


def _glyphs(page: pdfplumber.page.Page) -> Iterator[Glyph]:
    for char in page.chars:
        a, b, c, d, x, y = char["matrix"]
        is_rotated = a == d == 0 and b > 0 > c
        assert is_rotated or b == c == 0, "no glyph is slanted or turned otherwise"
        yield Glyph(
            char["text"],
            x * MM,
            PAGE_HEIGHT_MM - y * MM,
            char["width"] if is_rotated else char["size"],
            -b / c if is_rotated else a / d,
            char["fontname"].partition("+")[2],
            _parts(char),
            is_rotated,
        )


def _parts(item: Mapping[str, object]) -> tuple[float, ...]:
    """Return the parts of the colour that a thing is filled with: three on a screen, four for a press, one of grey."""
    colour = item["non_stroking_color"]
    return colour if isinstance(colour, tuple) else (float(str(colour)),)


@dataclass(frozen=True)
class Ink:
    """The box that visible ink fills."""

    left_mm: float
    top_mm: float
    right_mm: float
    bottom_mm: float


def ink_in(data: bytes, page: int, box_mm: tuple[float, float, float, float], *, red: bool = False) -> Ink:
    """Return the extent of the dark (or red) ink inside a box (left, top, right, bottom) of a page, at 600 dpi."""
    left, top, _right, _bottom = box_mm
    image = _picture(data, page, box_mm)
    inks = _red(image) if red else _black(image)
    found = inks.getbbox()
    assert found is not None, "no ink there"
    step = 25.4 / DPI
    x0, y0, x1, y1 = (value * step for value in found)
    return Ink(left + x0, top + y0, left + x1, top + y1)


def _picture(data: bytes, page: int, box_mm: tuple[float, float, float, float]) -> Image.Image:
    left, top, right, bottom = (value / MM for value in box_mm)
    document = pypdfium2.PdfDocument(data)
    width, height = document[page].get_size()
    crop = (left, height - bottom, width - right, top)
    return document[page].render(scale=DPI / 72, crop=crop).to_pil().convert("RGB")


def _black(image: Image.Image) -> Image.Image:
    """Return a mask of the dark ink that is not red: its red part is dark too."""
    return image.getchannel("R").point(lambda value: 255 if value < 128 else 0)


def _red(image: Image.Image) -> Image.Image:
    """Return a mask of the red ink: dark in green, bright in red."""
    dark_in_green = image.getchannel("G").point(lambda value: 255 if value < 128 else 0)
    return ImageChops.subtract(dark_in_green, _black(image))


def complaints(report: str) -> list[str]:
    """Return the lines of a report of veraPDF that are not about a file that passes."""
    assert "PASS" in report or "FAIL" in report
    return [line for line in report.splitlines() if not line.startswith("PASS ")]
