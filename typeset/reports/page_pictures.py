"""Pictures of the pages of a PDF."""

import io
from collections.abc import Collection, Iterator

from typeset.reports.illustrated import PagePicture
from typeset.standard import points_to_mm

MOST_PAGES = 30
DOTS_PER_INCH = 110
_COLOURS = 32


def page_pictures(pdf: bytes, wanted: Collection[int]) -> Iterator[PagePicture]:
    """Yield pictures of the wanted pages (from 1), at most `MOST_PAGES`, in few colours so that they are small."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in sorted(number for number in wanted if 1 <= number <= len(document))[:MOST_PAGES]:
            page = document[number - 1]
            picture = page.render(scale=DOTS_PER_INCH / 72).to_pil().convert("RGB")
            target = io.BytesIO()
            picture.quantize(_COLOURS).save(target, "PNG", optimize=True)
            width, height = page.get_size()
            yield PagePicture(number, points_to_mm(width), points_to_mm(height), target.getvalue())
    finally:
        document.close()
