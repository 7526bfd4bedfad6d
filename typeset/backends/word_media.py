"""The picture files of a Word draft: each once, an SVG with a raster image of it for programs that know no SVG."""

from collections.abc import Iterator
from pathlib import Path

from typeset.backends.ooxml.values import Media
from typeset.backends.rasters import rasterised, upright
from typeset.layout.content import SetFigure
from typeset.layout.result import Layout


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
