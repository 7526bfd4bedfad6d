"""What is known of a picture file, and the reason why one cannot be used."""

from dataclasses import dataclass
from typing import Literal

from typeset.errors import TypesetError

MM_PER_INCH = 25.4
SCREEN_DPI = 96.0  # of a picture that does not say its own
SENSIBLE_DPI = (36.0, 4800.0)  # anything else is a mistake of the program that wrote the file
LARGEST_BYTES = 20 * 1024 * 1024
LARGEST_MEGAPIXELS = 60
LONGEST_SIDE_PX = 32_767

PictureKind = Literal["PNG", "JPEG", "SVG"]


class BadPictureError(TypesetError):
    """A picture file cannot be used: the reason, to follow its name, and the cure."""

    def __init__(self, message: str, hint: str) -> None:
        self.message = message
        self.hint = hint
        super().__init__(f"{message}；{hint}")


@dataclass(frozen=True, slots=True)
class MeasuredPicture:
    """A picture as its file describes it, upright.

    `pixels` is None for a drawing (SVG), `dpi` None where the file does not say it; `width_mm` and `height_mm` are
    the natural size. `is_clear` tells whether the background shows through: an alpha channel or a transparent colour
    that is used in the top row, or a drawing.
    """

    kind: PictureKind
    width_mm: float
    height_mm: float
    pixels: tuple[int, int] | None = None
    dpi: float | None = None
    is_clear: bool = False

    def dpi_at(self, width_mm: float) -> float | None:
        """Return the resolution of the picture at a width on paper; None for a drawing."""
        return None if self.pixels is None else self.pixels[0] / width_mm * MM_PER_INCH


def raster(
    kind: PictureKind, pixels: tuple[int, int], dpi: tuple[float, float] | None, *, is_clear: bool = False
) -> MeasuredPicture:
    """Return a picture of pixels; `dpi` is what the file says for width and height. Raises BadPictureError."""
    width, height = pixels
    if width < 1 or height < 1:
        raise BadPictureError("是空图", "请换一个文件")
    if width * height > LARGEST_MEGAPIXELS * 1_000_000 or max(pixels) > LONGEST_SIDE_PX:
        hint = f"请缩小到{LARGEST_MEGAPIXELS}00万像素以内"
        raise BadPictureError(f"太大，有{width}×{height}像素", hint)
    said = dpi if dpi and all(SENSIBLE_DPI[0] <= value <= SENSIBLE_DPI[1] for value in dpi) else None
    across, down = said or (SCREEN_DPI, SCREEN_DPI)
    return MeasuredPicture(
        kind,
        width / across * MM_PER_INCH,
        height / down * MM_PER_INCH,
        pixels,
        said[0] if said else None,
        is_clear,
    )
