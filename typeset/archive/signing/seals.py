"""The picture of a seal on a signature: a picture alone, for text would bring a font that PDF/A does not allow."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.errors import SigningError

if TYPE_CHECKING:
    from PIL import Image
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import SigFieldSpec
    from pyhanko.stamp import StaticStampStyle

SEAL_MM = 42.0
"""The usual diameter of the seal of an organ."""

POINTS_A_MM = 72 / 25.4
MOST_PIXELS = 25_000_000


@dataclass(frozen=True)
class Seal:
    """A picture (PNG, JPEG) and where its centre is, in mm from the top-left corner of a page (1-based, None: last)."""

    picture: Path
    x_mm: float
    y_mm: float
    page: int | None = None
    width_mm: float = SEAL_MM


def invisible_field(name: str) -> "SigFieldSpec":
    """Return the place of a signature that is not seen."""
    from pyhanko.sign.fields import SigFieldSpec

    return SigFieldSpec(name, on_page=0, box=(0, 0, 0, 0))


def sealed_field(name: str, seal: Seal, reader: "PdfFileReader") -> "tuple[SigFieldSpec, StaticStampStyle]":
    """Return the place and the look of a signature with a seal. Raises SigningError."""
    from pyhanko import stamp
    from pyhanko.pdf_utils.images import PdfImage
    from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
    from pyhanko.sign.fields import SigFieldSpec

    picture = _picture(seal.picture)
    pages = int(reader.root["/Pages"]["/Count"])
    page = pages if seal.page is None else seal.page
    if not 1 <= page <= pages:
        raise SigningError(f"PDF 只有 {pages} 页，没有第 {page} 页")
    box = _box(seal, picture.height / picture.width, *_page_box(reader, page - 1))
    middle = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, margins=Margins(0, 0, 0, 0))
    style = stamp.StaticStampStyle(
        background=PdfImage(picture), background_layout=middle, background_opacity=1.0, border_width=0
    )
    return SigFieldSpec(name, on_page=page - 1, box=box), style  # type: ignore[arg-type] # floats are fine


def _picture(path: Path) -> "Image.Image":
    from PIL import Image

    try:
        with Image.open(path, formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise SigningError(f"印章图片“{path}”太大（{opened.width} × {opened.height}）")
            return opened.convert("RGBA" if opened.has_transparency_data else "RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise SigningError(f"印章图片“{path}”读不了；请用 PNG 或 JPEG") from error


def _page_box(reader: "PdfFileReader", index: int) -> tuple[float, float, float, float]:
    page = reader.find_page_for_modification(index)[0].get_object()  # type: ignore[no-untyped-call]
    while "/MediaBox" not in page:
        page = page["/Parent"]
    left, bottom, right, top = (float(value) for value in page["/MediaBox"])
    return left, bottom, right, top


def _box(
    seal: Seal, ratio: float, left: float, bottom: float, right: float, top: float
) -> tuple[float, float, float, float]:
    """Return the rectangle of a seal in points; it must lie on the page."""
    half_width = seal.width_mm / 2 * POINTS_A_MM
    half_height = half_width * ratio
    x, y = left + seal.x_mm * POINTS_A_MM, top - seal.y_mm * POINTS_A_MM
    box = (x - half_width, y - half_height, x + half_width, y + half_height)
    if seal.width_mm <= 0 or box[0] < left or box[1] < bottom or box[2] > right or box[3] > top:
        size = f"{(right - left) / POINTS_A_MM:.0f} × {(top - bottom) / POINTS_A_MM:.0f} mm"
        raise SigningError(f"印章超出了页面（{size}）：中心（{seal.x_mm:g}，{seal.y_mm:g}）、宽 {seal.width_mm:g} mm")
    return box
