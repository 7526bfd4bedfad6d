"""Pictures of the pages that the findings of a report stand on."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from typeset.errors import Issue, Where
from typeset.reports.illustrated import IllustratedReport, Spot
from typeset.reports.page_pictures import page_pictures
from typeset.reports.report import CheckReport, FileKind


def illustrated(report: CheckReport) -> IllustratedReport:
    """Return a report with its pages: those that a source makes, those that a PDF has; text has none."""
    if report.failure or report.kind not in (FileKind.SOURCE, FileKind.PDF):
        return IllustratedReport(report)
    if report.kind is FileKind.PDF:
        pdf, spots = Path(report.file).read_bytes(), tuple(_spot(issue.where) for issue in report.issues)
    else:
        pdf, spots = _painted_source(report)
    wanted = {spot.page for spot in spots if spot} or {1}
    return IllustratedReport(report, tuple(page_pictures(pdf, wanted)), spots)


def drawn_pages(report: CheckReport) -> Mapping[int, bytes]:
    """Return PNG pictures of the pages that findings stand on, with grid, deviations and legend; text has none."""
    if report.failure or report.kind not in (FileKind.SOURCE, FileKind.PDF):
        return {}
    from typeset.reports.picture import draw_deviations

    if report.kind is FileKind.PDF:
        return draw_deviations(Path(report.file), report.issues)
    pdf, spots = _painted_source(report)
    return draw_deviations(pdf, [_placed(issue, spot) for issue, spot in zip(report.issues, spots, strict=True)])


def _placed(issue: Issue, spot: Spot | None) -> Issue:
    if spot is None:
        return issue
    where = replace(
        issue.where, page=spot.page, mm=(spot.left_mm, spot.top_mm), size_mm=(spot.width_mm, spot.height_mm)
    )
    return replace(issue, where=where)


def _painted_source(report: CheckReport) -> tuple[bytes, tuple[Spot | None, ...]]:
    from typeset.checking.spots import spots_of
    from typeset.job import compose, pdf

    composition = compose(Path(report.file))
    laid_out = spots_of(report.issues, composition.reading, composition.layout, report.lines)
    measured = (_spot(issue.where) for issue in report.issues)
    return pdf(composition), tuple(on_page or at for on_page, at in zip(measured, laid_out, strict=True))


def _spot(where: Where) -> Spot | None:
    if where.page is None:
        return None
    left, top = where.mm or (0.0, 0.0)
    width, height = where.size_mm or (0.0, 0.0)
    return Spot(where.page, left, top, width, height)
