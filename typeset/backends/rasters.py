"""Pictures as pixels, for formats whose readers do not turn a photograph and know no SVG."""

from io import BytesIO

_ORIENTATION = 0x0112  # of Exif
_QUALITY = 95
_LARGEST_PIXELS = 2400
_DPI = 600
_CSS_DPI = 96.0  # of a px in an SVG
_MM_PER_INCH = 25.4


def upright(jpeg: bytes) -> bytes:
    """Return a JPEG whose pixels stand upright: Word and OFD readers do not turn them as its Exif data say.

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
