"""The Word draft of the notice in source/, rendered by LibreOffice and compared with the layout it was made from."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from tests.libreoffice import PrintedLine, printed_pages, render, render_as_word
from tests.word_draft import SIGNATURE, body, draft
from typeset import job
from typeset.layout.page import Page
from typeset.layout.result import Layout
from typeset.standard import SIZE_3_PT, points_to_mm

pytestmark = pytest.mark.libreoffice

TOLERANCE_MM = 0.5
DOTS_PER_MM = 300 / 25.4
FOOT_MM = 264.0  # below it stand page numbers alone
CELL_MM = 156 / 28


@dataclass(frozen=True)
class Printed:
    """A rendered draft: the file, and its lines page by page."""

    pdf: Path
    pages: list[list[PrintedLine]]

    @property
    def bodies(self) -> list[list[PrintedLine]]:
        """The lines of every page without its number."""
        return [[line for line in page if line.baseline_mm < FOOT_MM] for page in self.pages]

    def picture(self, page: int) -> Image.Image:
        document = pypdfium2.PdfDocument(self.pdf)
        try:
            return document[page].render(scale=DOTS_PER_MM * 25.4 / 72).to_pil().convert("RGB")
        finally:
            document.close()


@dataclass(frozen=True)
class Box:
    """What is visible, in millimetres."""

    left: float
    top: float
    right: float
    bottom: float


@pytest.fixture(scope="module")
def composition(root: Path) -> job.Composition:
    sources = sorted((root / "source").glob("*.yaml"))
    if not sources:
        pytest.skip("no document in source/")
    return job.compose(sources[0])


@pytest.fixture(scope="module")
def layout(composition: job.Composition) -> Layout:
    return composition.layout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with LibreOffice's profile, made once for all renderings."""
    return tmp_path_factory.mktemp("libreoffice")


@pytest.fixture(scope="module")
def printed(composition: job.Composition, folder: Path) -> Printed:
    """The draft as a user of LibreOffice sees it."""
    pdf = render(job.docx(composition), folder)
    return Printed(pdf, printed_pages(pdf))


@pytest.fixture(scope="module")
def as_word(composition: job.Composition, folder: Path) -> Printed:
    """The draft with the two settings that LibreOffice reads otherwise than Word read as Word does."""
    pdf = render_as_word(job.docx(composition), folder)
    return Printed(pdf, printed_pages(pdf))


def laid_lines(page: Page) -> list[str]:
    return [line.text.replace(" ", "") for line in page.lines if line.row or line.baseline_mm < FOOT_MM]


def page_starts(pages: Sequence[Sequence[str]]) -> list[int]:
    """The number of the character that begins each page."""
    return list(accumulate((len("".join(lines)) for lines in pages[:-1]), initial=0))


def drift(layout: Layout, printed: Printed) -> Iterator[int]:
    """How many lines of the layout each page begins too early or too late."""
    laid = [laid_lines(page) for page in layout.pages]
    line_starts = list(accumulate((len(line) for lines in laid for line in lines), initial=0))
    found = page_starts([[line.text for line in page] for page in printed.bodies])
    for wanted, start in zip(page_starts(laid), found, strict=True):
        yield bisect_right(line_starts, start) - bisect_right(line_starts, wanted)


def visible(picture: Image.Image, area: Box, *, red: bool) -> Box:
    """The extent of what is red, or dark, in an area of a page."""
    scaled = tuple(round(edge * DOTS_PER_MM) for edge in (area.left, area.top, area.right, area.bottom))
    channels = picture.crop(scaled).split()
    strong, weak = channels[0].point(lambda v: 255 * (v > 150)), channels[0].point(lambda v: 255 * (v < 110))
    others = ImageChops.darker(*(channel.point(lambda v: 255 * (v < 110)) for channel in channels[1:]))
    found = ImageChops.darker(strong if red else weak, others).getbbox()
    assert found is not None, f"nothing visible in {area}"
    left, top, right, bottom = (edge / DOTS_PER_MM for edge in found)
    return Box(area.left + left, area.top + top, area.left + right, area.top + bottom)


def test_the_draft_has_the_text_and_the_pages_of_the_layout(layout: Layout, printed: Printed, as_word: Printed) -> None:
    wanted = "".join("".join(laid_lines(page)) for page in layout.pages)
    for rendered in (printed, as_word):
        assert len(rendered.pages) == len(layout.pages)
        assert "".join(line.text for page in rendered.bodies for line in page) == wanted


def test_as_word_reads_it_every_page_begins_with_the_line_of_the_layout(layout: Layout, as_word: Printed) -> None:
    assert list(drift(layout, as_word)) == [0] * len(layout.pages)


def test_in_libreoffice_every_page_begins_within_a_line_of_the_layout(layout: Layout, printed: Printed) -> None:
    assert max(map(abs, drift(layout, printed))) <= 1


@pytest.mark.requirement("R-5.2.1-1", "R-5.2.3-1")
def test_full_pages_hold_22_lines_from_edge_to_edge_of_the_type_area(layout: Layout, printed: Printed) -> None:
    em = points_to_mm(SIZE_3_PT)
    for page in printed.bodies[2:-1]:
        assert len(page) == 22
        assert page[0].baseline_mm - 0.88 * em == pytest.approx(37.0, abs=TOLERANCE_MM)
        assert page[-1].baseline_mm + 0.12 * em == pytest.approx(262.0, abs=TOLERANCE_MM)
        for above, below in pairwise(page):
            assert below.baseline_mm - above.baseline_mm == pytest.approx(layout.grid.pitch_mm, abs=0.02)


@pytest.mark.requirement("R-5.2.1-2", "R-5.2.1-3", "R-5.2.3-2")
def test_full_lines_hold_28_characters_from_edge_to_edge_of_the_type_area(as_word: Printed) -> None:
    """27 where a mark may not begin the next line; runs that end a paragraph or hold Latin are left out."""
    counts = []
    for page in as_word.bodies[1:]:
        for line, following in pairwise(page):
            if following.glyphs[0].left_mm > 28 + CELL_MM or line.glyphs[0].left_mm > 28 + CELL_MM:
                continue
            assert line.glyphs[0].left_mm == pytest.approx(28.0, abs=TOLERANCE_MM)
            assert line.glyphs[-1].left_mm + CELL_MM == pytest.approx(184.0, abs=0.6) or ends_narrow(line)
            if not any(glyph.text.isascii() for glyph in line.glyphs):
                counts.append(len(line.glyphs))
    assert set(counts) <= {27, 28} and counts.count(28) >= 0.8 * len(counts) > 0


def ends_narrow(line: PrintedLine) -> bool:
    return line.glyphs[-1].text.isascii()


def test_every_line_of_page_1_stands_where_the_layout_has_it(layout: Layout, printed: Printed) -> None:
    wanted = sorted(
        (line for line in layout.pages[0].lines if line.baseline_mm < FOOT_MM), key=lambda line: line.baseline_mm
    )
    for line, found in zip(wanted, printed.bodies[0], strict=True):
        assert found.baseline_mm == pytest.approx(line.baseline_mm, abs=TOLERANCE_MM), found.text


@pytest.mark.requirement("R-7.2.4-2", "R-7.2.4-3", "R-7.2.4-4")
def test_the_mark_is_seen_where_the_layout_has_it(layout: Layout, printed: Printed) -> None:
    seen = visible(printed.picture(0), Box(20, 60, 195, layout.head.rules[0].top_mm - 5), red=True)
    assert seen.top == pytest.approx(72.0, abs=TOLERANCE_MM)
    assert seen.left == pytest.approx(layout.head.mark.ink_left_mm, abs=TOLERANCE_MM)
    assert seen.right == pytest.approx(layout.head.mark.ink_right_mm, abs=TOLERANCE_MM)
    assert (seen.left + seen.right) / 2 == pytest.approx(106.0, abs=TOLERANCE_MM)


@pytest.mark.requirement("R-7.2.7-1")
def test_the_red_rule_is_seen_4_mm_below_the_number_and_as_wide_as_the_type_area(
    layout: Layout, printed: Printed
) -> None:
    rule, picture = layout.head.rules[0], printed.picture(0)
    seen = visible(picture, Box(20, rule.top_mm - 3, 195, rule.top_mm + 3), red=True)
    assert seen.top == pytest.approx(rule.top_mm, abs=TOLERANCE_MM)
    assert seen.bottom - seen.top == pytest.approx(rule.height_mm, abs=0.15)
    assert (seen.left, seen.right) == pytest.approx((28.0, 184.0), abs=TOLERANCE_MM)
    number = visible(picture, Box(28, rule.top_mm - 12, 184, rule.top_mm - 1), red=False)
    assert seen.top - number.bottom == pytest.approx(4.0, abs=TOLERANCE_MM)


@pytest.mark.requirement("R-7.5-2", "R-7.5-3", "R-7.5-4", "R-7.5-6")
def test_page_numbers_are_seen_7_mm_below_the_type_area_at_the_outer_edge(printed: Printed) -> None:
    for number, page in enumerate(printed.pages, 1):
        line = page[-1]
        assert line.text == f"—{number}—"
        left, right = line.glyphs[0].left_mm, line.glyphs[-1].right_mm
        if number % 2:
            assert right == pytest.approx(184 - points_to_mm(14), abs=TOLERANCE_MM)
        else:
            assert left == pytest.approx(28 + points_to_mm(14), abs=TOLERANCE_MM)
    for number in (0, 1):
        left = printed.pages[number][-1].glyphs[0].left_mm
        dash = visible(printed.picture(number), Box(left - 0.5, FOOT_MM, left + 4, 280), red=False)
        assert (dash.top + dash.bottom) / 2 == pytest.approx(269.0, abs=TOLERANCE_MM)


@pytest.mark.requirement("R-7.3.5.5-1")
def test_a_signature_that_does_not_fit_takes_text_to_the_next_page(folder: Path) -> None:
    blocks = (*(body("一段正文。") for _ in range(21)), *SIGNATURE[:2])
    pdf = render(draft(blocks, mark=None, number_row=None), folder)
    first, second = ([line.text for line in page if line.baseline_mm < FOOT_MM] for page in printed_pages(pdf))
    assert len(first) == 20
    assert second == ["一段正文。", "苏州市教育局", "××××年×月×日"]
