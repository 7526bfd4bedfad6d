"""Read a JPEG file: its size as it is to be shown, and its resolution."""

import struct
from collections.abc import Iterator

from typeset.pictures.measured import BadPictureError, MeasuredPicture, raster

_FRAMES = (0xC0, 0xC1, 0xC2)  # baseline, extended, progressive
_OTHER_FRAMES = (0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF)
_SCAN, _END = 0xDA, b"\xff\xd9"
_ORIENTATION, _ACROSS, _DOWN, _UNIT = 0x0112, 0x011A, 0x011B, 0x0128
_TURNED = (5, 6, 7, 8)
_CM_PER_INCH = 2.54


def measure_jpeg(data: bytes) -> MeasuredPicture:
    """Return what a JPEG file is. Raises BadPictureError when it is broken or of a kind that painters do not know."""
    pixels: tuple[int, int] | None = None
    dpi: tuple[float, float] | None = None
    tags: dict[int, float] = {}
    for marker, content in _segments(data):
        if marker in _OTHER_FRAMES:
            raise BadPictureError("是少见的JPEG格式，不能用", "请另存为普通的 JPEG 或 PNG")
        if marker in _FRAMES:
            height, width = _unpacked(">HH", content, 1)
            pixels = int(width), int(height)
        elif marker == 0xE0 and content.startswith(b"JFIF\0"):
            dpi = _jfif_dpi(content) or dpi
        elif marker == 0xE1 and content.startswith(b"Exif\0\0"):
            tags = _exif(content[6:])
    if pixels is None or _END not in data[-4096:]:
        raise _broken()
    if _ACROSS in tags and dpi is None:
        factor = _CM_PER_INCH if tags.get(_UNIT) == 3 else 1.0
        dpi = tags[_ACROSS] * factor, tags.get(_DOWN, tags[_ACROSS]) * factor
    if tags.get(_ORIENTATION) in _TURNED:
        pixels, dpi = (pixels[1], pixels[0]), (dpi[1], dpi[0]) if dpi else None
    return raster("JPEG", pixels, dpi)


def _broken() -> BadPictureError:
    return BadPictureError("不完整或已损坏", "请重新保存或重新传送这个图片")


def _unpacked(form: str, data: bytes, place: int) -> tuple[int, ...]:
    try:
        return struct.unpack_from(form, data, place)
    except struct.error:
        raise _broken() from None


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield marker and content of every segment before the first scan."""
    place = 2
    while place < len(data):
        if data[place] != 0xFF:
            raise _broken()
        while place < len(data) and data[place] == 0xFF:
            place += 1
        marker = data[place] if place < len(data) else 0
        if marker == _SCAN:
            return
        (length,) = _unpacked(">H", data, place + 1)
        if length < 2 or place + 1 + length > len(data):
            raise _broken()
        yield marker, data[place + 3 : place + 1 + length]
        place += 1 + length
    raise _broken()


def _jfif_dpi(content: bytes) -> tuple[float, float] | None:
    if len(content) < 12:
        return None
    unit, across, down = struct.unpack_from(">BHH", content, 7)
    factor = {1: 1.0, 2: _CM_PER_INCH}.get(unit)
    return (across * factor, down * factor) if factor else None


def _exif(data: bytes) -> dict[int, float]:
    """Return orientation and resolution of the first directory; what is not understood is left out."""
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    tags: dict[int, float] = {}
    if order is None:
        return tags
    try:
        (place,) = struct.unpack_from(f"{order}I", data, 4)
        (count,) = struct.unpack_from(f"{order}H", data, place)
        for index in range(min(count, 200)):
            tag, kind, _, value = struct.unpack_from(f"{order}HHII", data, place + 2 + 12 * index)
            if tag in (_ORIENTATION, _UNIT) and kind == 3:
                (tags[tag],) = struct.unpack_from(f"{order}H", data, place + 2 + 12 * index + 8)
            elif tag in (_ACROSS, _DOWN) and kind == 5:
                above, below = struct.unpack_from(f"{order}II", data, value)
                if below:
                    tags[tag] = above / below
    except struct.error:
        pass
    return tags
