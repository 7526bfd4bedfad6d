"""Findings as one page of HTML, the pages of the document beside them; it needs nothing from elsewhere."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from typeset.errors import Issue
from typeset.reports.clauses import clause_of
from typeset.reports.illustrated import IllustratedReport, PagePicture, Spot
from typeset.reports.report import SEVERITIES, CheckReport, severity_counts
from typeset.reports.templates import html_environment
from typeset.reports.terminal import fix_words, hint_of, measurement_of
from typeset.standard import TYPE_AREA_HEIGHT_MM, TYPE_AREA_LEFT_MM, TYPE_AREA_TOP_MM, TYPE_AREA_WIDTH_MM

MARK_LEFT_MM, MARK_STEP_MM = 22.0, 6.6
"""Where the marks stand in the margin, and how far apart."""

CONTEXT = 60
"""Characters of a line that are shown on each side of a place."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line of the file: its number, what stands before the place, at it and after it."""

    line: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Card:
    """A finding as it is shown: its number in the report, its place, and where the mark with its number stands."""

    number: int
    issue: Issue
    clause: str
    measured: str
    excerpt: Excerpt | None
    spot: Spot | None
    mark_left_mm: float = 0.0
    mark_top_mm: float = 0.0

    @property
    def cure(self) -> str:
        """What is to be done with the fix."""
        return fix_words(self.issue)

    @property
    def hint(self) -> str:
        """What the fix does not say."""
        return hint_of(self.issue)

    @property
    def kind(self) -> str:
        """The class of its colour."""
        return SEVERITIES[self.issue.severity]


@dataclass(frozen=True, slots=True)
class PageView:
    """A page with its findings."""

    picture: PagePicture
    data: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class FileView:
    """A file: the findings on no page, and its pages with theirs."""

    report: CheckReport
    counts: tuple[tuple[str, str, int], ...]
    general: tuple[Card, ...]
    pages: tuple[PageView, ...]


def html_text(reports: Sequence[IllustratedReport]) -> str:
    """Return the reports as an HTML page; every text in it is escaped."""
    environment = html_environment()
    environment.filters["mm"] = lambda value: f"{value:.2f}"
    area = (TYPE_AREA_LEFT_MM, TYPE_AREA_TOP_MM, TYPE_AREA_WIDTH_MM, TYPE_AREA_HEIGHT_MM)
    files = [_file_view(report) for report in reports]
    counts = _counts([report.report for report in reports])
    return environment.get_template("check.html.j2").render(files=files, counts=counts, area=area)


def _counts(reports: Iterable[CheckReport]) -> tuple[tuple[str, str, int], ...]:
    return tuple((SEVERITIES[severity], str(severity), count) for severity, count in severity_counts(reports).items())


def _file_view(illustrated: IllustratedReport) -> FileView:
    report = illustrated.report
    spots = illustrated.spots or (None,) * len(report.issues)
    cards = [
        _card(number, issue, spot, report)
        for number, (issue, spot) in enumerate(zip(report.issues, spots, strict=True), 1)
    ]
    shown = {picture.number for picture in illustrated.pages}
    return FileView(
        report,
        _counts([report]),
        tuple(card for card in cards if card.spot is None or card.spot.page not in shown),
        tuple(_page_view(picture, cards) for picture in illustrated.pages),
    )


def _page_view(picture: PagePicture, cards: Iterable[Card]) -> PageView:
    own = [card for card in cards if card.spot is not None and card.spot.page == picture.number]
    return PageView(picture, b64encode(picture.png).decode(), tuple(_marked(own)))


def _marked(cards: Iterable[Card]) -> Iterator[Card]:
    """Yield cards with their marks in the margin at the height of their places, side by side where they would touch."""
    taken: list[float] = []
    for card in cards:
        if card.spot is not None:
            top = card.spot.top_mm + card.spot.height_mm / 2
            beside = sum(abs(top - other) < MARK_STEP_MM for other in taken)
            taken.append(top)
            yield replace(
                card, mark_left_mm=max(MARK_STEP_MM / 2, MARK_LEFT_MM - beside * MARK_STEP_MM), mark_top_mm=top
            )


def _card(number: int, issue: Issue, spot: Spot | None, report: CheckReport) -> Card:
    return Card(number, issue, clause_of(issue.requirement), measurement_of(issue), _excerpt(issue, report), spot)


def _excerpt(issue: Issue, report: CheckReport) -> Excerpt | None:
    where = issue.where
    if where.line is None or where.line > len(report.lines):
        return None
    line, start = report.lines[where.line - 1], (where.column or 1) - 1
    end = start + (where.length or 0)
    before, after = line[max(0, start - CONTEXT) : start], line[end : end + CONTEXT]
    return Excerpt(
        where.line,
        ("…" if start > CONTEXT else "") + before.lstrip(),
        line[start:end],
        after + ("…" if len(line) > end + CONTEXT else ""),
    )
