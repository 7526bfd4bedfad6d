"""Read a PNG file: its size, its resolution, whether its background is transparent; check it to the last byte."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from typeset.pictures.measured import MM_PER_INCH, BadPictureError, MeasuredPicture, raster

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
_STEP = 1 << 20


@dataclass(slots=True)
class _Content:
    """The chunks of a file that matter here."""

    header: tuple[int, int, int, int, bool]
    dpi: tuple[float, float] | None = None
    clear: bytes | None = None
    palette: int = 0
    data: list[bytes] = field(default_factory=list)


def measure_png(data: bytes) -> MeasuredPicture:
    """Return what a PNG file is. Raises BadPictureError when it is broken."""
    content = _content(data)
    width, height, *_ = content.header
    picture = raster("PNG", (width, height), content.dpi)
    return replace(picture, is_clear=_is_clear(content, _checked_pixels(content)))


def _broken() -> BadPictureError:
    return BadPictureError("不完整或已损坏", "请重新保存或重新传送这个图片")


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and content of every chunk up to IEND, each checked against its sum."""
    place = len(SIGNATURE)
    if data[:place] != SIGNATURE:
        raise _broken()
    while place + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        end = place + 12 + length
        if end > len(data) or zlib.crc32(data[place + 4 : end - 4]) != struct.unpack_from(">I", data, end - 4)[0]:
            raise _broken()
        yield kind, data[place + 8 : end - 4]
        if kind == b"IEND":
            return
        place = end
    raise _broken()


def _content(data: bytes) -> _Content:
    content: _Content | None = None
    for kind, chunk in _chunks(data):
        if content is None:
            if kind != b"IHDR" or len(chunk) != 13:
                raise _broken()
            content = _Content(_header(chunk))
        elif kind == b"pHYs" and len(chunk) == 9 and chunk[8] == 1:
            across, down = struct.unpack_from(">II", chunk)
            content.dpi = across * MM_PER_INCH / 1000, down * MM_PER_INCH / 1000
        elif kind == b"tRNS":
            content.clear = chunk
        elif kind == b"PLTE":
            content.palette = len(chunk) // 3
        elif kind == b"IDAT":
            content.data.append(chunk)
    if content is None or (content.header[3] == 3 and not content.palette):
        raise _broken()
    return content


def _header(chunk: bytes) -> tuple[int, int, int, int, bool]:
    width, height, depth, colour, compression, filters, interlace = struct.unpack(">IIBBBBB", chunk)
    if depth not in _DEPTHS.get(colour, ()) or compression or filters or interlace > 1:
        raise _broken()
    return width, height, depth, colour, bool(interlace)


def _checked_pixels(content: _Content) -> bytes:
    """Inflate the pixels piece by piece, keep the first row with its filter; raise when they are not as many as said.

    Whatever a file claims, no more than a step of it is held at a time.
    """
    rows = _rows(content)
    expected = sum(length * count for length, count in rows)
    inflate = zlib.decompressobj()
    first, size = b"", 0
    try:
        for chunk in content.data:
            rest = chunk
            while rest and size <= expected:
                piece = inflate.decompress(rest, _STEP)
                if len(first) < rows[0][0]:
                    first += piece[: rows[0][0] - len(first)]
                size += len(piece)
                rest = inflate.unconsumed_tail
                if not piece and not rest:
                    break
    except zlib.error:
        raise _broken() from None
    if size != expected:
        raise _broken()
    return first


def _rows(content: _Content) -> list[tuple[int, int]]:
    """Return the bytes of a row, its filter included, and the number of such rows, for every pass over the picture."""
    width, height, depth, colour, is_interlaced = content.header
    bits = depth * _CHANNELS[colour]
    passes = _PASSES if is_interlaced else ((0, 0, 1, 1),)
    sizes = [((width - x + dx - 1) // dx, (height - y + dy - 1) // dy) for x, y, dx, dy in passes]
    return [((columns * bits + 7) // 8 + 1, count) for columns, count in sizes if columns > 0 and count > 0]


def _is_clear(content: _Content, row: bytes) -> bool:
    """Tell whether a pixel of the top row lets the paper show through."""
    _, _, depth, colour, _ = content.header
    if colour not in (4, 6) and content.clear is None:
        return False
    step = max(1, depth * _CHANNELS[colour] // 8)
    values = _unfiltered(row, step)
    if colour in (4, 6):
        size = depth // 8
        return any(values[place] < 255 for place in range(step - size, len(values), step))
    if colour == 3 and content.clear is not None:
        clear = {index for index, alpha in enumerate(content.clear) if alpha < 255}
        return any(index in clear for index in _indexes(values, depth))
    return True  # one colour of a grey or RGB picture is declared transparent


def _indexes(values: bytes, depth: int) -> Iterator[int]:
    mask = (1 << depth) - 1
    return ((value >> shift) & mask for value in values for shift in range(8 - depth, -1, -depth))


def _unfiltered(row: bytes, step: int) -> bytes:
    """Return the first row of a picture without its filter; the row above it counts as zero."""
    kind, values = row[0], bytearray(row[1:])
    if kind in (1, 4):  # Paeth over a row of zeros is the value to the left
        for index in range(step, len(values)):
            values[index] = (values[index] + values[index - step]) & 255
    elif kind == 3:
        for index in range(step, len(values)):
            values[index] = (values[index] + values[index - step] // 2) & 255
    return bytes(values)
