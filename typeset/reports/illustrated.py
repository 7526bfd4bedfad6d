"""A report with pictures of the pages that its findings stand on."""

from dataclasses import dataclass

from typeset.reports.report import CheckReport


@dataclass(frozen=True, slots=True)
class Spot:
    """A box on a page, in millimetres from its top-left corner."""

    page: int
    left_mm: float
    top_mm: float
    width_mm: float = 0.0
    height_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as a PNG file."""

    number: int
    width_mm: float
    height_mm: float
    png: bytes


@dataclass(frozen=True)
class IllustratedReport:
    """A report, pictures of its pages, and where each of its findings stands on them, None on none."""

    report: CheckReport
    pages: tuple[PagePicture, ...] = ()
    spots: tuple[Spot | None, ...] = ()
