"""Turn colours of screens into printing inks (6.2) or into greys: single colours, gradients, pictures.

Neutral colours are printed in black alone and reds in the red of the mark, Y and M in equal parts; all others go
through the colour profile of the printing condition.
"""

import io
import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import pydyf
from PIL import Image, ImageChops, ImageCms

from typeset.backends.pdf_ink import InkMode
from typeset.backends.pdf_metadata import output_profile

_NEUTRAL, _RED_HUE = 6, 48  # of 255: how far apart parts may be of a colour that counts as grey, as red
_RED_INK = 0.8  # R-6.2-2: Y 80 %, M 80 %
_BLACK_POINT_COMPENSATION = 0x2000
_THREE = re.compile(rb"^(-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (rg|RG|scn|SCN)$")
_LAB_SPACE = re.compile(rb"^/lab-d(50|65) (cs|CS)$")


def inked(image: Image.Image) -> Image.Image:
    """Return an RGB image in printing inks (CMYK, 255 is full ink)."""
    red, green, blue = image.split()
    nothing = Image.new("L", image.size)
    if _widest(red, green) <= _NEUTRAL and _widest(green, blue) <= _NEUTRAL:
        return Image.merge("CMYK", (nothing, nothing, nothing, ImageChops.invert(green)))
    if _widest(green, blue) <= _RED_HUE and _largest(ImageChops.subtract(green, red)) <= _NEUTRAL:
        ink = ImageChops.subtract(red, green).point(lambda value: round(value * _RED_INK))
        return Image.merge("CMYK", (nothing, ink, ink, ImageChops.invert(red)))
    return _applied(image, "sRGB")


def _widest(first: Image.Image, second: Image.Image) -> int:
    return _largest(ImageChops.difference(first, second))


def _largest(band: Image.Image) -> int:
    return max(value for value, count in enumerate(band.histogram()) if count)


def _applied(image: Image.Image, source: str) -> Image.Image:
    """Return an image in the inks of the printing condition; `source` is sRGB or LAB."""
    converted = ImageCms.applyTransform(image, _transform(source))
    assert converted is not None
    return converted


@cache
def _transform(source: str) -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB" if source == "LAB" else "sRGB")),
        ImageCms.ImageCmsProfile(io.BytesIO(output_profile().read_bytes())),
        "LAB" if source == "LAB" else "RGB",
        "CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags(_BLACK_POINT_COMPENSATION),
    )


@dataclass(frozen=True, slots=True)
class _Target:
    """The colour space of a mode: how pictures get there, and its operators for filling and for strokes."""

    space: str
    converted: Callable[[Image.Image], Image.Image]
    fill: bytes
    stroke: bytes


_TARGETS: Mapping[InkMode, _Target] = {
    InkMode.PRINT: _Target("/DeviceCMYK", inked, b"k", b"K"),
    InkMode.GREY: _Target("/DeviceGray", lambda image: image.convert("L"), b"g", b"G"),
}


def separate(pdf: pydyf.PDF, mode: InkMode) -> None:
    """Convert every picture, gradient and colour that the painter wrote, where the mode has inks of its own."""
    target = _TARGETS.get(mode)
    if target is None:
        return
    masks = {item.reference: item for item in pdf.objects if isinstance(item, pydyf.Stream)}
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Subtype") == "/Image":
            if item.extra["ColorSpace"] not in ("/DeviceGray", target.space):
                _separate_picture(item, masks.get(item.extra.get("SMask")), target)
        elif isinstance(item, pydyf.Stream):
            _separate_dictionary(item.extra, target)
            if item.extra.get("Subtype") == "/Form" or item.extra.get("Type") == "/Pattern":
                item.stream = list(_operators(item.stream, target))
        elif isinstance(item, pydyf.Dictionary):
            _separate_dictionary(item, target)


def _operators(operators: Sequence[object], target: _Target) -> Iterator[object]:
    """Yield operators, those that choose a colour in the space of the target."""
    for operator in operators:
        if not isinstance(operator, bytes):
            yield operator
        elif found := _THREE.match(operator):
            parts = (float(found[1]), float(found[2]), float(found[3]))
            inks = _separated(parts, target, is_lab=found[4].lower() == b"scn")
            yield b"%b %b" % (" ".join(f"{ink:g}" for ink in inks).encode(), _choice(found[4], target))
        elif not _LAB_SPACE.match(operator):
            yield operator


def _choice(operator: bytes, target: _Target) -> bytes:
    return target.stroke if operator.isupper() else target.fill


@cache
def _separated(parts: tuple[float, float, float], target: _Target, *, is_lab: bool = False) -> tuple[float, ...]:
    """Return one colour (RGB from 0 to 1, or CIE L*a*b*) in inks from 0 to 1."""
    if is_lab and target.space == "/DeviceGray":
        return (round(parts[0] / 100, 4),)
    if is_lab:
        lab = (round(parts[0] * 2.55), *(min(max(round(part) + 128, 0), 255) for part in parts[1:]))
        pixel = _applied(Image.new("LAB", (1, 1), lab), "LAB").getpixel((0, 0))
    else:
        values = tuple(round(min(max(part, 0.0), 1.0) * 255) for part in parts)
        pixel = target.converted(Image.new("RGB", (1, 1), values)).getpixel((0, 0))
    bands = pixel if isinstance(pixel, tuple) else (pixel or 0,)
    return tuple(round(band / 255, 4) for band in bands)


def _separate_dictionary(dictionary: pydyf.Dictionary, target: _Target) -> None:
    """Convert the colours of a gradient, and the space in which transparent groups are blended; drop CIE L*a*b*."""
    for name in ("lab-d50", "lab-d65"):
        dictionary.pop(name, None)
    if dictionary.get("ColorSpace") == "/DeviceRGB" and "Function" in dictionary:
        dictionary["ColorSpace"] = target.space
        _separate_function(dictionary["Function"], target)
    group = dictionary.get("Group")
    if isinstance(group, dict) and group.get("CS") == "/DeviceRGB":
        group["CS"] = target.space


def _separate_function(function: pydyf.Dictionary, target: _Target) -> None:
    for key in ("C0", "C1"):
        if key in function:
            function[key] = pydyf.Array(_separated(tuple(map(float, function[key])), target))
    for part in function.get("Functions", ()):
        _separate_function(part, target)


def _separate_picture(stream: pydyf.Stream, mask: pydyf.Stream | None, target: _Target) -> None:
    """Write the pixels of a picture in the target's inks, without loss; its transparency stays what it is."""
    image = _opened(stream).convert("RGB")
    if mask is not None:  # what nobody sees has no say in how the rest is printed
        white = Image.new("RGB", image.size, "white")
        image = Image.composite(image, white, _opened(mask).point(lambda value: 255 if value else 0))
    converted = target.converted(image)
    stream.stream = [zlib.compress(converted.tobytes(), 9)]
    stream.extra["ColorSpace"] = target.space
    stream.extra["Filter"] = "/FlateDecode"
    for key in ("DecodeParms", "Decode"):
        stream.extra.pop(key, None)


def _opened(stream: pydyf.Stream) -> Image.Image:
    """Return the picture that the painter embedded: a JPEG as it was, or the pixel data of a PNG."""
    data = b"".join(part if isinstance(part, bytes) else part.data for part in stream.stream)
    if stream.extra["Filter"] == "/DCTDecode":
        return Image.open(io.BytesIO(data))
    kind = 2 if stream.extra["ColorSpace"] == "/DeviceRGB" else 0
    header = struct.pack("!IIBBBBB", stream.extra["Width"], stream.extra["Height"], 8, kind, 0, 0, 0)
    chunks = (_chunk(b"IHDR", header), _chunk(b"IDAT", data), _chunk(b"IEND", b""))
    return Image.open(io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(chunks)))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack("!I", len(data)) + kind + data + struct.pack("!I", zlib.crc32(kind + data))
