"""The pictures of an OFD package: PNG and JPEG as they are, a drawing (SVG) as a PNG of 600 dots an inch."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from typeset.backends.rasters import rasterised, upright
from typeset.errors import OutputError
from typeset.layout.result import Layout

_MOST_COLOURS = 256


class EmbeddedPicture(NamedTuple):
    """A picture in the package: its identifier, the ending and the format of its file, its content."""

    id: int
    suffix: str
    format: str
    content: bytes


def shown_pictures(layout: Layout) -> dict[Path, float]:
    """Return the pictures of a layout by their file, in order, with the largest width at which each is shown."""
    widths: dict[Path, float] = {}
    for file, width_mm in _widths(layout):
        widths[file] = max(width_mm, widths.get(file, 0.0))
    return widths


def _widths(layout: Layout) -> Iterator[tuple[Path, float]]:
    for page in layout.pages:
        for picture in page.pictures:
            yield picture.file, picture.height_mm if picture.is_rotated else picture.width_mm


def embedded(file: Path, width_mm: float, id: int, *, is_grey: bool) -> EmbeddedPicture:
    """Return a picture as it goes into the package. Raises OutputError for a drawing that cannot be drawn."""
    data = file.read_bytes()
    if data.startswith(b"\xff\xd8"):
        jpeg = upright(data)
        return EmbeddedPicture(id, "jpg", "JPEG", _grey(jpeg, "JPEG") if is_grey else jpeg)
    if not data.startswith(b"\x89PNG"):
        try:
            data = _smaller(rasterised(data, width_mm))
        except ValueError as error:
            raise OutputError(f"图片“{file.name}”画不出来；请换成 PNG 或另存一次后再试") from error
    return EmbeddedPicture(id, "png", "PNG", _grey(data, "PNG") if is_grey else data)


def _smaller(png: bytes) -> bytes:
    """Return a PNG with a table of its colours and their transparency where it has few: a seal has one colour."""
    from PIL import Image

    image = Image.open(BytesIO(png)).convert("RGBA")
    colours = image.getcolors(_MOST_COLOURS)
    if colours is None:
        return png
    pixels = sorted(colour for _, colour in colours if isinstance(colour, tuple))
    places = {colour: index for index, colour in enumerate(pixels)}
    table = Image.new("P", image.size)
    pixels_of = zip(*(band.tobytes() for band in image.split()), strict=True)
    table.frombytes(bytes(places[pixel] for pixel in pixels_of))
    table.putpalette([part for pixel in pixels for part in pixel[:3]])
    made = BytesIO()
    table.save(made, "PNG", optimize=True, transparency=bytes(pixel[3] for pixel in pixels))
    return made.getvalue()


def _grey(data: bytes, form: str) -> bytes:
    """Return a picture in greys, as transparent as it was."""
    from PIL import Image

    image = Image.open(BytesIO(data))
    has_mask = "A" in image.getbands() or "transparency" in image.info
    made = BytesIO()
    converted = image.convert("RGBA").convert("LA") if has_mask else image.convert("L")
    converted.save(made, form, **({"quality": 95} if form == "JPEG" else {"optimize": True}))
    return made.getvalue()
