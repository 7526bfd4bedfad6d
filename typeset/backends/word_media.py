"""The picture files of a Word draft: each once, an SVG with a raster image of it for programs that know no SVG."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from typeset.backends.ooxml.values import Media
from typeset.layout.content import SetFigure
from typeset.layout.result import Layout

_ORIENTATION = 0x0112  # of Exif
_QUALITY = 95
_LARGEST_PIXELS = 2400
_DPI = 600
_CSS_DPI = 96.0  # of a px in an SVG
_MM_PER_INCH = 25.4


def media_of(layout: Layout) -> dict[Path, Media]:
    """Return the pictures of a layout by their file, named in the order in which they come."""
    widths: dict[Path, float] = {}
    for file, width_mm in _pictures(layout):
        widths[file] = max(width_mm, widths.get(file, 0.0))
    return {file: _media(file, width_mm, number) for number, (file, width_mm) in enumerate(widths.items(), 1)}


def _pictures(layout: Layout) -> Iterator[tuple[Path, float]]:
    for block in layout.blocks:
        for stamp in block.stamps:
            if stamp.file is not None:
                yield stamp.file, stamp.width_mm
        if isinstance(block.content, SetFigure):
            yield block.content.file, block.content.width_mm


def _media(file: Path, width_mm: float, number: int) -> Media:
    data = file.read_bytes()
    if data.startswith(b"\x89PNG"):
        return Media(f"image{number}.png", data)
    if data.startswith(b"\xff\xd8"):
        return Media(f"image{number}.jpeg", upright(data))
    drawing = Media(f"drawing{number}.svg", data)
    return Media(f"image{number}.png", rasterised(data, width_mm), drawing)


def upright(jpeg: bytes) -> bytes:
    """Return a JPEG whose pixels stand upright: Word and LibreOffice do not turn them as its Exif data say.

    One that needs no turning is returned as it is.
    """
    from PIL import Image, ImageOps

    with Image.open(BytesIO(jpeg)) as image:
        if image.getexif().get(_ORIENTATION, 1) == 1:
            return jpeg
        turned = ImageOps.exif_transpose(image)
        made, profile = BytesIO(), image.info.get("icc_profile")
        turned.save(
            made, "JPEG", quality=_QUALITY, subsampling=0, dpi=image.info.get("dpi", (0, 0)), icc_profile=profile
        )
        return made.getvalue()


def rasterised(svg: bytes, width_mm: float) -> bytes:
    """Return a PNG of an SVG at a width on paper, its background left clear; nothing outside of it is read."""
    from resvg_py import svg_to_bytes

    width = min(_LARGEST_PIXELS, round(width_mm / _MM_PER_INCH * _DPI))
    return bytes(svg_to_bytes(svg_string=svg.decode("utf-8-sig"), width=width, dpi=_CSS_DPI, skip_system_fonts=True))
