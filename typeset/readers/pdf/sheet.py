"""Where the points of a PDF are on the trimmed page, in millimetres from its top-left corner."""

from dataclasses import dataclass

import pypdfium2

from typeset.readers.pdf.painted import Box
from typeset.standard import points_to_mm


@dataclass(frozen=True, slots=True)
class Sheet:
    """The trim box of a page in points, counted from below."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height."""
        return points_to_mm(self.right - self.left), points_to_mm(self.top - self.bottom)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return a point in millimetres from the top-left corner."""
        return points_to_mm(x - self.left), points_to_mm(self.top - y)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a rectangle in millimetres from the top-left corner."""
        return Box(*self.place(left, top), *self.place(right, bottom))


def sheet_of(page: pypdfium2.PdfPage) -> Sheet:
    """Return the sheet of a page: its trim box, or its crop box where no smaller trim box is given."""
    left, bottom, right, top = page.get_trimbox()
    return Sheet(left, bottom, right, top)
