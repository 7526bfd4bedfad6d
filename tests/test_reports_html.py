"""The page a person looks at: it needs nothing from elsewhere, escapes everything, and marks places on the pages."""

import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from tests.check_reports import GOOD, HOSTILE, PAGES, REPORTS, SOURCE, UNKNOWN
from typeset.checking import check_file
from typeset.checking.illustrating import illustrated
from typeset.reports.html import MARK_LEFT_MM, MARK_STEP_MM, html_text
from typeset.reports.illustrated import IllustratedReport, PagePicture, Spot
from typeset.reports.page_pictures import page_pictures

PNG = b"\x89PNG\r\n\x1a\n"


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)

    def all(self, tag: str, kind: str = "") -> list[dict[str, str | None]]:
        return [a for name, a in self.elements if name == tag and (not kind or kind in (a.get("class") or "").split())]


def pages_report(*spots: Spot | None) -> IllustratedReport:
    return IllustratedReport(PAGES, (PagePicture(2, 210.0, 297.0, PNG),), spots)


def test_everything_that_was_found_is_on_the_page() -> None:
    page = Page(html_text([IllustratedReport(report) for report in REPORTS]))
    for report in REPORTS:
        for issue in report.issues:
            assert issue.message in page.text
            assert issue.hint in page.text
    assert "天头：量得 39.4 mm，应为 37 ± 1 mm" in page.text
    assert "GB/T 9704—2012 7.2.5" in page.text
    assert "按“校对”不报告 T-9-13 2 处：电子公文" in page.text
    assert UNKNOWN.failure in page.text


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    text = html_text([pages_report(Spot(2, 28, 39, 156, 6), None)])
    page = Page(text)
    assert {tag for tag, _ in page.elements} & {"script", "link", "iframe", "object", "form"} == set()
    assert all((a["src"] or "").startswith("data:image/png;base64,") for a in page.all("img"))
    assert all((a["href"] or "").startswith("#") for a in page.all("a"))
    assert not re.search(r"url\(|@import|https?://", text)
    assert "default-src 'none'" in text


def test_hostile_words_are_text() -> None:
    report = replace(
        SOURCE,
        file="<img src=x onerror=alert(1)>.yaml",
        lines=(HOSTILE, f"a: {HOSTILE}", HOSTILE),
        not_judged=(HOSTILE,),
        issues=tuple(replace(issue, message=HOSTILE, hint=HOSTILE) for issue in SOURCE.issues),
    )
    page = Page(html_text([IllustratedReport(report)]))
    assert page.all("script") == page.all("img") == []
    assert page.text.count(HOSTILE) >= 2 * len(report.issues)


def test_a_place_is_marked_on_its_page_and_the_mark_leads_to_the_finding() -> None:
    page = Page(html_text([pages_report(Spot(2, 28.0, 39.4, 156.0, 5.6), None)]))
    (box,) = page.all("rect", "box")
    assert (box["x"], box["y"], box["width"], box["height"]) == ("28.00", "39.40", "156.00", "5.60")
    assert "error" in (box["class"] or "")
    (target,) = {a["href"] for a in page.all("a")}
    assert (target or "").removeprefix("#") in {a["id"] for a in page.all("article")}
    assert len(page.all("article")) == 2


def test_marks_at_one_height_stand_side_by_side() -> None:
    page = Page(html_text([pages_report(Spot(2, 28, 40, 20, 6), Spot(2, 90, 41, 20, 6))]))
    assert [a["cx"] for a in page.all("circle")] == [f"{MARK_LEFT_MM:.2f}", f"{MARK_LEFT_MM - MARK_STEP_MM:.2f}"]


def test_a_report_without_findings_says_so() -> None:
    page = Page(html_text([IllustratedReport(replace(SOURCE, issues=(), silenced=(), not_judged=()))]))
    assert "没有发现问题" in page.text


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> IllustratedReport:
    path = tmp_path_factory.mktemp("html") / "通知.yaml"
    text = GOOD.replace("〔2024〕", "[2024]").replace("一、", "三、").replace("印章: 无\n", "")
    path.write_text(text, encoding="utf-8")
    return illustrated(check_file(path))


@pytest.mark.slow
def test_the_findings_of_a_source_stand_on_its_pages(wrong: IllustratedReport) -> None:
    spots = {issue.requirement: spot for issue, spot in zip(wrong.report.issues, wrong.spots, strict=True)}
    assert spots["T-9-13"] is None
    number, level = spots["R-7.2.5-2"], spots["R-7.3.3-3"]
    assert number and level
    assert (number.page, level.page) == (1, 1)
    assert number.left_mm + number.width_mm / 2 == pytest.approx(106, abs=0.5)
    assert level.left_mm == pytest.approx(28 + 2 * 156 / 28, abs=0.1)
    assert level.width_mm == pytest.approx(2 * 156 / 28, abs=0.1)
    assert 37 < number.top_mm < level.top_mm < 262


@pytest.mark.slow
def test_the_pictures_are_small_pages(wrong: IllustratedReport) -> None:
    (picture,) = wrong.pages
    assert (picture.number, round(picture.width_mm), round(picture.height_mm)) == (1, 210, 297)
    image = Image.open(io.BytesIO(picture.png))
    assert image.width == pytest.approx(210 / 25.4 * 110, abs=2)
    assert len(picture.png) < 100_000


def test_pages_that_are_not_there_have_no_picture(wrong: IllustratedReport, tmp_path: Path) -> None:
    from typeset.job import compose, pdf

    made = pdf(compose(Path(wrong.report.file)))
    assert [picture.number for picture in page_pictures(made, {0, 1, 9})] == [1]
