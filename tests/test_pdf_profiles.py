"""What an office may choose in a profile is seen in the finished PDF."""

from collections.abc import Mapping

import pytest

from tests.pdf_reading import PaintedPage, read_pages
from tests.samples import document
from typeset.backends.html import Properties
from typeset.backends.pdf import write_pdf
from typeset.fonts import load_fonts
from typeset.layout.pages import lay_out
from typeset.layout.result import Layout
from typeset.profiles import load_profile

BODY = "1.第一件事。要在2025年办好。\n（1）第二件事。要办。"


def laid_out(changes: Mapping[str, object], **elements: object) -> tuple[Layout, PaintedPage]:
    """Return the layout and the first page of a notice in a profile with changes."""
    style = load_profile(changes)
    fonts = load_fonts(style.fonts, folder=style.folder, digits_from=style.digits_from)
    layout = lay_out(document(正文=BODY, **elements), style, fonts)
    return layout, read_pages(write_pdf(layout, fonts, Properties("标题")))[0]


def text_of(page: PaintedPage, face: str) -> str:
    return "".join(glyph.text for glyph in page.glyphs if glyph.face.startswith(face))


@pytest.mark.parametrize(("lead", "face"), [("仿宋", "GWFang"), ("楷体", "GWKai"), ("加粗", "GWHei")])
def test_run_in_leads_have_the_face_of_the_profile(lead: str, face: str) -> None:
    _, page = laid_out({"段首句": lead})
    assert "第一件事" in text_of(page, face)
    assert "要在年办好" in text_of(page, "GWFang")


@pytest.mark.parametrize(("digits", "face"), [("西文", "LiberationSerif"), ("仿宋", "GWFang")])
def test_digits_have_the_face_of_the_profile(digits: str, face: str) -> None:
    _, page = laid_out({"数字": digits})
    faces = {glyph.face for glyph in page.glyphs if glyph.text.isdigit() and glyph.baseline_mm < 262}
    assert all(name.startswith(face) for name in faces)


@pytest.mark.parametrize("form", ["— 1 —", "－1－", "·1·", "1", "第1页"])
def test_page_numbers_have_the_form_of_the_profile(form: str) -> None:
    _, page = laid_out({"页码": {"样式": form, "字号": "12"}})
    number = [glyph for glyph in page.glyphs if glyph.baseline_mm > 262]
    assert "".join(glyph.text for glyph in number) == form
    assert {round(glyph.size_pt, 2) for glyph in number} == {12}


@pytest.mark.parametrize("diameter", ["38", "42", "45"])
def test_the_place_kept_for_a_seal_has_the_diameter_of_the_profile(diameter: str) -> None:
    layout, _ = laid_out({"印章": {"直径": diameter}})
    (seal,) = (seal for page in layout.pages for seal in page.seals)
    assert seal.diameter_mm == float(diameter)


def test_the_rule_has_the_weight_of_the_profile() -> None:
    _, page = laid_out({"红线": {"粗": "1"}})
    (bar,) = page.bars
    assert bar.height_mm == pytest.approx(1, abs=0.005)
