"""Pictures of the pages that the findings of a report stand on."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from typeset.errors import Issue, Where
from typeset.input_files import FileKind
from typeset.reports.illustrated import IllustratedReport, Spot
from typeset.reports.page_pictures import page_pictures
from typeset.reports.report import CheckReport


def illustrated(report: CheckReport) -> IllustratedReport:
    """Return a report with its pages: those that a source makes, those that a PDF has; others have none."""
    if not has_pages(report):
        return IllustratedReport(report)
    pdf, spots = _pages(report)
    wanted = {spot.page for spot in spots if spot} or {1}
    return IllustratedReport(report, tuple(page_pictures(pdf, wanted)), spots)


def drawn_pages(report: CheckReport) -> Mapping[int, bytes]:
    """Return PNG pictures of the pages that findings stand on, with grid, deviations and legend."""
    if not (report.issues and has_pages(report)):
        return {}
    from typeset.reports.picture import draw_deviations

    pdf, spots = _pages(report)
    return draw_deviations(pdf, [_placed(issue, spot) for issue, spot in zip(report.issues, spots, strict=True)])


def has_pages(report: CheckReport) -> bool:
    """Tell whether there are pages that the findings can be shown on."""
    return not report.failure and report.kind in (FileKind.SOURCE, FileKind.PDF)


def _placed(issue: Issue, spot: Spot | None) -> Issue:
    """Return an issue whose place is on a page, wherever it was in its file."""
    if spot is None or issue.where.page is not None:
        return issue
    mm, size_mm = (spot.left_mm, spot.top_mm), (spot.width_mm, spot.height_mm)
    return replace(issue, where=replace(issue.where, page=spot.page, mm=mm, size_mm=size_mm))


def _pages(report: CheckReport) -> tuple[bytes, tuple[Spot | None, ...]]:
    """Return the PDF of a report's file, and where its findings stand on it."""
    measured = tuple(_spot(issue.where) for issue in report.issues)
    if report.kind is FileKind.PDF:
        return Path(report.file).read_bytes(), measured
    from typeset.checking.spots import spots_of
    from typeset.job import compose, pdf

    composition = compose(Path(report.file))
    laid_out = spots_of(report.issues, composition.reading, composition.layout, report.lines)
    return pdf(composition), tuple(spot or at for spot, at in zip(measured, laid_out, strict=True))


def _spot(where: Where) -> Spot | None:
    if where.page is None:
        return None
    left, top = where.mm or (0.0, 0.0)
    width, height = where.size_mm or (0.0, 0.0)
    return Spot(where.page, left, top, width, height)
