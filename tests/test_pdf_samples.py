"""The finished PDFs of the samples: everything stands where the layout put it, and where the standard wants it."""

from functools import cache

import pytest

from tests.layout_laws import breaches
from tests.pdf_reading import Glyph, PaintedPage, read_pages
from typeset.job import Composition, compose, pdf
from typeset.layout.page import Page
from typeset.model import DOCUMENT_TYPES
from typeset.resources import data_folder
from typeset.standard import points_to_mm

CELL = 156 / 28
EM_4 = points_to_mm(14)
EXACT_MM = 0.02


@cache
def composed(kind: str) -> Composition:
    return compose(data_folder("samples") / f"{kind}.yaml")


@cache
def painted(kind: str) -> tuple[PaintedPage, ...]:
    return read_pages(pdf(composed(kind)), has_drawings=True)


def wanted_glyphs(page: Page) -> list[tuple[float, float, str]]:
    """Return place and character of every glyph, as the reader tells them; spaces left out."""
    found = []
    for line in page.lines:
        for run in line.runs:
            for x, character in zip(run.x_mm, run.text, strict=True):
                y = line.baseline_mm - run.rise_mm
                found.append((y, x, character) if not line.is_rotated else (x, y, character))
    return [glyph for glyph in found if not glyph[2].isspace()]


def close(a: list[tuple[float, ...]], b: list[tuple[float, ...]], within: float) -> bool:
    """Tell whether two lists of places correspond, whatever their order."""
    if len(a) != len(b):
        return False
    rest = sorted(b)
    for place in sorted(a):
        match = next(
            (other for other in rest if all(abs(p - q) <= within for p, q in zip(place, other, strict=True))), None
        )
        if match is None:
            return False
        rest.remove(match)
    return True


@pytest.mark.slow
@pytest.mark.parametrize("kind", DOCUMENT_TYPES)
def test_every_glyph_bar_and_picture_of_a_sample_stands_where_the_layout_put_it(kind: str) -> None:
    layout = composed(kind).layout
    assert breaches(layout) == []
    for page, read in zip(layout.pages, painted(kind), strict=True):
        glyphs = [(glyph.baseline_mm, glyph.x_mm) for glyph in read.glyphs if not glyph.text.isspace()]
        assert close(glyphs, [(y, x) for y, x, _ in wanted_glyphs(page)], EXACT_MM), page.number
        drawings = [picture for picture in page.pictures if picture.file.suffix == ".svg"]
        bars = [(bar.left_mm, bar.top_mm, bar.width_mm, bar.height_mm) for bar in read.bars]
        rules = [(rule.left_mm, rule.top_mm, rule.width_mm, rule.height_mm) for rule in page.rules]
        assert drawings or close(bars, rules, 0.01), page.number
        images = [(box.left_mm, box.top_mm, box.width_mm, box.height_mm) for box in read.images]
        raster = [picture for picture in page.pictures if picture.file.suffix != ".svg"]
        assert close(images, [(p.left_mm, p.top_mm, p.width_mm, p.height_mm) for p in raster], EXACT_MM)


def line_of(kind: str, page: int, beginning: str) -> list[Glyph]:
    """Return the glyphs of the line on a page (from 1) that begins so."""
    lines: dict[float, list[Glyph]] = {}
    for glyph in painted(kind)[page - 1].glyphs:
        if not glyph.text.isspace():
            lines.setdefault(round(glyph.baseline_mm, 1), []).append(glyph)
    texts = [sorted(line, key=lambda glyph: glyph.x_mm) for line in lines.values()]
    return next(line for line in texts if "".join(glyph.text for glyph in line).startswith(beginning))


@pytest.mark.requirement("R-7.3.4-1", "R-7.3.4-2", "R-7.3.4-3")
def test_the_list_of_attachments_in_the_pdf() -> None:
    first = line_of("请示", 2, "附件：1.")
    assert first[0].x_mm == pytest.approx(28 + 2 * CELL, abs=0.1)
    assert {glyph.face for glyph in first if not glyph.text.isascii()} == {"GWFang"}
    second = line_of("请示", 2, "2.")
    assert second[0].x_mm == pytest.approx(first[3].x_mm, abs=0.1)


@pytest.mark.requirement("R-7.3.7-1", "R-7.3.7-2")
def test_the_first_page_of_an_attachment_in_the_pdf() -> None:
    label, title = line_of("请示", 3, "附件1"), line_of("请示", 3, "临溪市")
    assert label[0].x_mm == pytest.approx(28, abs=0.1)
    assert label[0].em_top_mm == pytest.approx(37, abs=0.1)
    assert (label[0].face, label[0].size_pt) == ("GWHei", pytest.approx(16))
    pitch = (225 - points_to_mm(16)) / 21
    middle = title[0].baseline_mm - 0.38 * points_to_mm(22)
    assert middle == pytest.approx(37 + 2 * pitch + points_to_mm(16) / 2, abs=0.1)
    assert (title[0].face, title[0].size_pt) == ("GWXiaoBiaoSong", pytest.approx(22))


@pytest.mark.requirement("R-7.4.1-1", "R-7.4.1-2", "R-7.4.1-3", "R-7.4.1-4", "R-7.4.3-3", "R-7.4-5")
def test_the_rules_of_the_imprint_in_the_pdf() -> None:
    page = painted("请示")[-1]
    assert len(painted("请示")) % 2 == 0
    rules = sorted((bar for bar in page.bars if bar.top_mm > 230 and bar.width_mm > 100), key=lambda bar: bar.top_mm)
    assert [bar.height_mm for bar in rules] == [pytest.approx(height, abs=0.01) for height in (0.35, 0.25, 0.35)]
    for bar in rules:
        assert (bar.left_mm, bar.width_mm) == (pytest.approx(28, abs=0.05), pytest.approx(156, abs=0.05))
        assert not any(bar.colour)
    assert rules[-1].top_mm + rules[-1].height_mm == pytest.approx(262, abs=0.02)


@pytest.mark.requirement("R-7.4.2-1", "R-7.4.2-2", "R-7.4.2-3", "R-7.4.3-1", "R-7.4.3-2")
def test_the_entries_of_the_imprint_in_the_pdf() -> None:
    last = len(painted("请示"))
    copies, printing = line_of("请示", last, "抄送："), line_of("请示", last, "临溪市教育局办公室")
    assert copies[0].x_mm == printing[0].x_mm == pytest.approx(28 + EM_4, abs=0.1)
    assert copies[-1].text == "。"
    assert "".join(glyph.text for glyph in printing).endswith("日印发")
    assert printing[-1].x_mm + EM_4 == pytest.approx(184 - EM_4, abs=0.1)
    assert {(glyph.face, glyph.size_pt) for glyph in copies} == {("GWFang", 14.0)}


@pytest.mark.requirement("R-10.3-2", "R-10.3-3")
def test_those_present_in_the_pdf() -> None:
    pages = range(1, len(painted("纪要")) + 1)
    page = next(
        page for page in pages if any(g.text == "出" and "Hei" in g.face for g in painted("纪要")[page - 1].glyphs)
    )
    line = line_of("纪要", page, "出席：")
    assert line[0].x_mm == pytest.approx(28 + 2 * CELL, abs=0.1)
    assert [glyph.face for glyph in line[:4]] == ["GWHei", "GWHei", "GWHei", "GWFang"]
    assert line[3].x_mm == pytest.approx(28 + 5 * CELL, abs=0.1)
