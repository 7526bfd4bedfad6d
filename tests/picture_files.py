"""Picture files for tests, made here."""

import io
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from typeset.pictures import MeasuredPicture


@dataclass(frozen=True)
class PictureTable:
    """Pictures that exist only as what is known of them, for layout without a disk."""

    measured: Mapping[str, MeasuredPicture]

    def file(self, name: str) -> Path:
        return Path("/公文") / name

    def size_mm(self, name: str) -> tuple[float, float]:
        return self.measured[name].width_mm, self.measured[name].height_mm

    def measure(self, name: str) -> MeasuredPicture:
        return self.measured[name]


SVG = '<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{content}</svg>'


def svg(content: str = '<path d="M0 0h9v9z"/>', attributes: str = 'width="42mm" height="42mm"') -> bytes:
    return SVG.format(attributes=attributes, content=content).encode()


def picture(
    kind: str = "PNG",
    size: tuple[int, int] = (600, 600),
    mode: str = "RGBA",
    colour: object = None,
    **options: object,
) -> bytes:
    """Return a picture of one colour; without a colour RGBA is transparent, everything else white."""
    ground = colour if colour is not None else (255, 0, 0, 0) if mode == "RGBA" else "white"
    buffer = io.BytesIO()
    Image.new(mode, size, ground).save(buffer, kind, **options)  # type: ignore[arg-type]
    return buffer.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, pixels: bytes, *, depth: int = 8, colour: int = 0) -> bytes:
    """Return a PNG file whose header need not fit its pixels."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(pixels, 9)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def write(folder: Path, name: str, data: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    return folder / name
