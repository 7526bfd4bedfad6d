"""Pictures of pages: boxes where something was found, marks where it should be, a legend beside it."""

import io

import pytest
from PIL import Image

from tests.rendered import painted
from tests.samples import NOTICE
from typeset.errors import Issue, Measurement, Severity, Where
from typeset.reports.picture import draw_deviations
from typeset.reports.picture_legend import WIDTH_PX, broken
from typeset.reports.picture_look import AREA, INKS, font, px
from typeset.reports.picture_wishes import wish_of

BOX = Where("通知.pdf", page=1, mm=(60.0, 100.0), size_mm=(40.0, 6.0))
MARK = Issue(
    "R-7.2.4-3",
    Severity.ERROR,
    BOX,
    "发文机关标志上边缘为100 mm，应为72 mm（±1 mm）",
    "请调整间距",
    Measurement("发文机关标志上边缘", 100.0, 72.0, 1.0),
)
LOOSE = Issue("L-3", Severity.INFO, Where("通知.pdf"), "“GWFang”是仿宋的代用字体")


def drawn(*issues: Issue, page: int = 1) -> Image.Image:
    png = draw_deviations(painted(NOTICE), issues)[page]
    return Image.open(io.BytesIO(png)).convert("RGB")


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) <= 12 for a, b in zip(pixel, colour, strict=True))


@pytest.mark.slow
def test_a_finding_has_a_box_at_its_place_and_a_line_where_it_should_be() -> None:
    image = drawn(MARK)
    ink = INKS[Severity.ERROR]
    assert near(image.getpixel((round(px(80)), round(px(100 - 0.9)))), ink.line)
    assert near(image.getpixel((round(px(59.1)), round(px(103)))), ink.line)
    dashes = [image.getpixel((x, round(px(72)))) for x in range(round(px(56)), round(px(100)))]
    assert sum(near(pixel, ink.line) for pixel in dashes) > len(dashes) / 2


@pytest.mark.slow
def test_the_type_area_is_drawn_and_the_legend_stands_beside_the_page() -> None:
    image = drawn(MARK)
    assert near(image.getpixel((round(px(28)), round(px(200)))), AREA)
    assert image.width == pytest.approx(px(210) + WIDTH_PX, abs=1) and image.height == pytest.approx(px(297), abs=1)


@pytest.mark.slow
def test_pictures_are_made_of_the_pages_that_findings_stand_on() -> None:
    other = Issue("K-1", Severity.ERROR, Where(page=3, mm=(28.0, 100.0), size_mm=(5.6, 5.6)), "“，”在行首")
    assert list(draw_deviations(painted(NOTICE), [MARK, other, LOOSE])) == [1, 3]
    assert list(draw_deviations(painted(NOTICE), [LOOSE])) == [1]
    assert list(draw_deviations(painted(NOTICE), [MARK], pages=[2, 99])) == [2]


@pytest.mark.slow
def test_a_long_legend_makes_the_picture_longer() -> None:
    assert drawn(*[MARK] * 30).height > drawn(MARK).height


@pytest.mark.slow
def test_the_same_findings_make_the_same_bytes() -> None:
    assert draw_deviations(painted(NOTICE), [MARK]) == draw_deviations(painted(NOTICE), [MARK])


def test_only_a_place_in_millimetres_is_drawn_as_a_line() -> None:
    def wish(what: str, unit: str = "mm") -> object:
        measured = Measurement(what, 30.0, 28.0, 1.0, unit)
        return wish_of(Issue("R-1-1", Severity.ERROR, BOX, "", measured=measured))

    upright, level, foot = wish("主送机关左边"), wish("天头"), wish("页码一字线距版心下边缘")
    assert upright is not None and upright.is_upright  # type: ignore[attr-defined]
    assert level is not None and not level.is_upright  # type: ignore[attr-defined]
    assert foot is not None and foot.wanted_mm == 262 + 28  # type: ignore[attr-defined]
    assert wish("标题到主送机关的空白") is None
    assert wish("每面行数", "行") is None


def test_lines_of_the_legend_break_where_lines_may() -> None:
    face = font("songti", 23)
    lines = broken("发文机关标志上边缘为80.13 mm，应为72 mm（±1 mm）；请调整标志前的间距。", face, 300)
    assert len(lines) > 2
    assert not any(line[0] in "，。；）" for line in lines)
    assert all(face.getlength(line) <= 330 for line in lines)
