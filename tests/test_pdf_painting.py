"""Everything that a page of the layout can hold is painted at its place: pictures, turned lines, raised type, bars."""

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from tests.painted_layouts import line, made, paint, rich, write_pictures
from tests.pdf_reading import Bar, read_pages
from typeset.backends.pdf_ink import InkMode
from typeset.errors import OutputError
from typeset.layout.page import Colour, Page, Paragraph, Picture, Rule, Structure

RED, BLUE = (255, 0, 0), (0, 0, 255)


def picture_page(file: Path, *, is_rotated: bool = False, width_mm: float = 40, height_mm: float = 20) -> bytes:
    """Return the PDF of a page with one picture, its upper left corner at 50, 60 mm."""
    picture = Picture(file, 50, 60, width_mm, height_mm, "图", 0, is_rotated)
    text = line("字", 30, 250, 1)
    page = Page(1, (text,), (), (picture,))
    return paint(made([page], [Paragraph(Structure.FIGURE), Paragraph(Structure.PARAGRAPH)]), folder=file.parent)


def flag(folder: Path) -> Path:
    """Write a picture that is red at the left and blue at the right."""
    image = Image.new("RGB", (40, 20), RED)
    image.paste(BLUE, (20, 0, 40, 20))
    image.save(folder / "旗.png")
    return folder / "旗.png"


def seen(data: bytes, x_mm: float, y_mm: float, page: int = 0) -> tuple[int, ...]:
    """Return the colour that a reader shows at a place of a page."""
    image = pypdfium2.PdfDocument(data)[page].render(scale=4).to_pil().convert("RGB")
    pixel = image.getpixel((round(x_mm / 25.4 * 72 * 4), round(y_mm / 25.4 * 72 * 4)))
    assert isinstance(pixel, tuple)
    return pixel


@pytest.mark.parametrize("name", ["章.png", "照片.jpg", "灰图.png", "索引.png"])
def test_a_raster_picture_fills_its_box(tmp_path: Path, name: str) -> None:
    (page,) = read_pages(picture_page(write_pictures(tmp_path)[name]))
    (image,) = page.images
    assert (image.left_mm, image.top_mm) == (pytest.approx(50, abs=0.01), pytest.approx(60, abs=0.01))
    assert (image.width_mm, image.height_mm) == (pytest.approx(40, abs=0.01), pytest.approx(20, abs=0.01))


def test_a_picture_stands_upright(tmp_path: Path) -> None:
    data = picture_page(flag(tmp_path))
    assert (seen(data, 55, 70), seen(data, 85, 70)) == (RED, BLUE)
    assert seen(data, 49.5, 70) == seen(data, 90.5, 70) == seen(data, 70, 59.5) == (255, 255, 255)


def test_a_rotated_picture_is_turned_counter_clockwise_and_fills_its_box(tmp_path: Path) -> None:
    data = picture_page(flag(tmp_path), is_rotated=True, width_mm=20, height_mm=40)
    (image,) = read_pages(data)[0].images
    assert (image.left_mm, image.top_mm) == (pytest.approx(50, abs=0.01), pytest.approx(60, abs=0.01))
    assert (image.width_mm, image.height_mm) == (pytest.approx(20, abs=0.01), pytest.approx(40, abs=0.01))
    assert (seen(data, 60, 65), seen(data, 60, 95)) == (BLUE, RED), "its right side is up"


def test_a_drawing_stays_one_of_lines_and_fills_its_box(tmp_path: Path) -> None:
    file = tmp_path / "框.svg"
    file.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5"><rect width="10" height="5" fill="#f00"/>'
        '<rect x="5" width="5" height="5" fill="#00f"/></svg>',
        encoding="utf-8",
    )
    (page,) = read_pages(data := picture_page(file))
    assert not page.images
    whole, half = page.bars
    assert (whole.left_mm, whole.top_mm) == (pytest.approx(50, abs=0.01), pytest.approx(60, abs=0.01))
    assert (whole.width_mm, whole.height_mm) == (pytest.approx(40, abs=0.01), pytest.approx(20, abs=0.01))
    assert half.left_mm == pytest.approx(70, abs=0.01)
    assert (seen(data, 55, 70), seen(data, 85, 70)) == (RED, BLUE)


def test_a_gradient_and_a_pattern_move_with_their_drawing(tmp_path: Path) -> None:
    file = write_pictures(tmp_path)["图.svg"]
    data = picture_page(file, width_mm=100, height_mm=100)
    assert seen(data, 50 + 31, 60 + 40)[2] > 200, "the gradient begins blue"
    assert seen(data, 50 + 49, 60 + 40)[2] < 60, "and ends yellow"
    assert seen(data, 50 + 57, 60 + 32) == (0, 170, 0), "a square of the pattern"
    assert seen(data, 50 + 62, 60 + 32) == (255, 255, 255), "and the room beside it"


def test_transparent_parts_show_what_lies_below_and_text_lies_above(tmp_path: Path) -> None:
    file = write_pictures(tmp_path)["章.png"]
    picture = Picture(file, 50, 60, 42, 42, "印章", 0)
    bar = Rule(40, 80, 60, 2)
    page = Page(1, (line("字", 30, 250, 1),), (bar,), (picture,))
    data = paint(made([page], [Paragraph(Structure.FIGURE), Paragraph(Structure.PARAGRAPH)]), folder=tmp_path)
    assert seen(data, 71, 81) == (0, 0, 0)
    assert seen(data, 71, 70) == (255, 255, 255)
    assert seen(data, 52.1, 81) == (0, 0, 0), "the bar lies over the ring"


def test_a_picture_used_twice_is_in_the_file_once(tmp_path: Path) -> None:
    file = flag(tmp_path)
    pictures = tuple(Picture(file, 50, 60 + 30 * n, 40, 20, "图", n) for n in range(3))
    layout = made([Page(1, (line("字", 30, 250, 3),), (), pictures)], [Paragraph(Structure.FIGURE)] * 4)
    with pikepdf.open(io.BytesIO(paint(layout, folder=tmp_path))) as pdf:
        images = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"]
        assert len(images) == 1


def test_pictures_are_never_smoothed(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(paint(rich(tmp_path), folder=tmp_path))) as pdf:
        images = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"]
        assert len(images) == 5
        assert not any(image.get("/Interpolate", False) for image in images)


@pytest.mark.requirement("S-6")
def test_a_drawing_that_reads_another_file_outside_the_folder_ends_the_work(tmp_path: Path) -> None:
    inside = tmp_path / "文稿"
    inside.mkdir()
    flag(tmp_path)
    file = inside / "图.svg"
    link = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    file.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" {link} viewBox="0 0 9 9"><rect width="9" height="9"/>'
        '<image xlink:href="../旗.png" width="9" height="9"/></svg>',
        encoding="utf-8",
    )
    with pytest.raises(OutputError, match="文件夹以外"):
        picture_page(file)


@pytest.mark.parametrize("text", ["<svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'])
def test_a_picture_that_shows_nothing_ends_the_work(tmp_path: Path, text: str) -> None:
    (tmp_path / "坏.svg").write_text(text, encoding="utf-8")
    with pytest.raises(OutputError, match=r"坏\.svg"):
        picture_page(tmp_path / "坏.svg")


def test_a_rotated_line_runs_up_the_page(tmp_path: Path) -> None:
    turned = line("横排2025表", 200, 100, 0, is_rotated=True, rise_mm=0)
    raised = line("①", 150, 100, 0, is_rotated=True, rise_mm=2)
    (page,) = read_pages(paint(made([Page(1, (turned, raised))], [Paragraph(Structure.PARAGRAPH)])))
    (run,) = turned.runs
    *glyphs, note = page.glyphs
    assert [glyph.text for glyph in glyphs] == list(run.text)
    for glyph, height in zip(glyphs, run.x_mm, strict=True):
        assert glyph.is_rotated
        assert glyph.x_mm == pytest.approx(100, abs=0.01)
        assert glyph.baseline_mm == pytest.approx(height, abs=0.01)
        assert glyph.size_pt == pytest.approx(16, abs=0.01)
    assert (note.x_mm, note.baseline_mm) == (pytest.approx(98, abs=0.01), pytest.approx(150, abs=0.01))


def test_raised_type_stands_above_its_line(tmp_path: Path) -> None:
    lines = (line("文", 30, 100, 0), line("①", 36, 100, 0, size_pt=10, rise_mm=2))
    plain, raised = read_pages(paint(made([Page(1, lines)], [Paragraph(Structure.PARAGRAPH)])))[0].glyphs
    assert plain.baseline_mm == pytest.approx(100, abs=0.01)
    assert raised.baseline_mm == pytest.approx(98, abs=0.01)


def test_rules_lie_and_stand_as_bars_of_their_colours() -> None:
    rules = (
        Rule(28, 100, 156, 0.35),
        Rule(28, 100, 0.12, 50),
        Rule(28, 120, 156, 0.6, Colour.RED),
        Rule(28, 37, 0.1, 225, Colour.LIGHT),
    )
    page = Page(1, (line("字", 30, 250, 0),), rules)
    bars = read_pages(paint(made([page], [Paragraph(Structure.PARAGRAPH)])))[0].bars
    assert [bar.colour for bar in bars] == [pytest.approx((0.87,) * 3), (0, 0, 0), (0, 0, 0), (1, 0, 0)]
    for bar, rule in zip(bars, (rules[3], *rules[:3]), strict=True):
        wanted = Bar(rule.left_mm, rule.top_mm, rule.width_mm, rule.height_mm, bar.colour)
        for name in ("left_mm", "top_mm", "width_mm", "height_mm"):
            assert getattr(bar, name) == pytest.approx(getattr(wanted, name), abs=0.005)


def test_what_lies_under_the_page_is_painted_first() -> None:
    mark = line("草稿", 60, 160, -1, size_pt=100, colour=Colour.LIGHT)
    page = Page(1, (line("正文", 30, 100, 0), mark))
    data = paint(made([page], [Paragraph(Structure.PARAGRAPH)]))
    assert [glyph.text for glyph in read_pages(data)[0].glyphs] == list("草稿正文")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    assert content.count(b"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC") == 1


@pytest.mark.parametrize("mode", InkMode)
def test_the_same_layout_gives_the_same_bytes_wherever_its_pictures_lie(tmp_path: Path, mode: InkMode) -> None:
    results = []
    for name in ("一", "another folder"):
        (tmp_path / name).mkdir()
        results.append(paint(rich(tmp_path / name), folder=tmp_path / name, mode=mode))
    assert results[0] == results[1]
