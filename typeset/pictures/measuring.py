"""Measure a picture file of any kind that can be used."""

from functools import lru_cache
from pathlib import Path

from typeset.pictures.jpeg import measure_jpeg
from typeset.pictures.measured import LARGEST_BYTES, BadPictureError, MeasuredPicture, PictureKind
from typeset.pictures.png import SIGNATURE, measure_png
from typeset.pictures.svg import measure_svg

_KINDS: dict[str, PictureKind] = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".svg": "SVG"}
_MEASURES = {"PNG": measure_png, "JPEG": measure_jpeg, "SVG": measure_svg}


def measure(file: Path) -> MeasuredPicture:
    """Return what a picture file is; the whole file is checked, so that a painter does not fail on it.

    Raises BadPictureError for a file that is too large, broken, of another kind than its name says, or, as a
    drawing, more than a drawing.
    """
    try:
        status = file.stat()
    except OSError:
        raise BadPictureError("读不了", "请检查文件和权限") from None
    return _measured(file, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=256)
def _measured(file: Path, size: int, changed_ns: int) -> MeasuredPicture:
    if size > LARGEST_BYTES:
        hint = f"图片文件不能超过{LARGEST_BYTES // 1024 // 1024}MB，请压缩后再用"
        raise BadPictureError(f"太大，有{size / 1024 / 1024:.0f}MB", hint)
    try:
        data = file.read_bytes()
    except OSError:
        raise BadPictureError("读不了", "请检查文件和权限") from None
    named, found = _KINDS[file.suffix.lower()], _kind_of(data)
    if found is None:
        raise BadPictureError(f"不是能用的{named}图片" if data else "是空文件", "请另存为 PNG、JPEG 或 SVG")
    if found != named:
        suffix = {"PNG": ".png", "JPEG": ".jpg", "SVG": ".svg"}[found]
        raise BadPictureError(f"的内容是{found}，不是{named}", f"请把文件名的末尾改成 {suffix}")
    return _MEASURES[found](data)


def _kind_of(data: bytes) -> PictureKind | None:
    """Return the kind of a picture from how it begins, None when it is none."""
    if data.startswith(SIGNATURE[:4]):
        return "PNG"
    if data.startswith(b"\xff\xd8"):
        return "JPEG"
    beginning = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    return "SVG" if beginning.startswith(b"<") else None
