"""What picture files are, and which of them are refused (S-6)."""

import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.picture_files import chunk, picture, png, svg, write
from typeset.pictures import LARGEST_BYTES, BadPictureError, MeasuredPicture, measure
from typeset.seals import sample_seal

pytestmark = pytest.mark.requirement("S-6")


def measured(folder: Path, name: str, data: bytes) -> MeasuredPicture:
    return measure(write(folder, name, data))


def reason(folder: Path, name: str, data: bytes) -> str:
    with pytest.raises(BadPictureError) as caught:
        measured(folder, name, data)
    assert caught.value.hint
    return caught.value.message


def test_a_png_is_as_large_as_its_resolution_says(tmp_path: Path) -> None:
    found = measured(tmp_path, "a.png", picture(size=(600, 300), dpi=(300, 300)))
    assert (found.kind, found.pixels) == ("PNG", (600, 300))
    assert (found.width_mm, found.height_mm) == (pytest.approx(50.8, rel=1e-3), pytest.approx(25.4, rel=1e-3))
    assert found.dpi == pytest.approx(300, rel=1e-3)
    assert found.dpi_at(25.4) == 600
    unsaid = measured(tmp_path, "b.png", picture(size=(96, 96)))
    assert (unsaid.dpi, unsaid.width_mm) == (None, pytest.approx(25.4))
    foolish = measured(tmp_path, "c.png", picture(size=(96, 96), dpi=(1, 1)))
    assert foolish.width_mm == pytest.approx(25.4)


def test_a_jpeg_is_as_large_as_its_resolution_says_and_upright(tmp_path: Path) -> None:
    found = measured(tmp_path, "a.jpg", picture("JPEG", (600, 300), "RGB", dpi=(300, 300)))
    assert (found.kind, found.pixels, found.is_clear) == ("JPEG", (600, 300), False)
    assert found.width_mm == pytest.approx(50.8)
    assert measured(tmp_path, "p.jpeg", picture("JPEG", (9, 7), "L", progressive=True)).pixels == (9, 7)
    turned = Image.Exif()
    turned[0x0112] = 6
    assert measured(tmp_path, "t.jpg", picture("JPEG", (600, 300), "RGB", exif=turned)).pixels == (300, 600)


def test_a_drawing_is_as_large_as_it_says(tmp_path: Path) -> None:
    cases = {
        'width="42mm" height="21mm"': (42, 21),
        'width="96" height="48px"': (25.4, 12.7),
        'width="1in" viewBox="0 0 200 100"': (25.4, 12.7),
        'viewBox="0,0,96,96"': (25.4, 25.4),
        'width="100%" height="100%" viewBox="0 0 96 192"': (25.4, 50.8),
    }
    for index, (attributes, size) in enumerate(cases.items()):
        found = measured(tmp_path, f"{index}.svg", svg(attributes=attributes))
        assert (found.width_mm, found.height_mm) == pytest.approx(size), attributes
        assert found.is_clear and found.pixels is None and found.dpi_at(10) is None
    seal = measured(tmp_path, "章.svg", sample_seal("临溪市教育局", 45).encode())
    assert (seal.width_mm, seal.height_mm) == (45, 45)


@pytest.mark.requirement("R-7.3.5.1-3")
def test_a_picture_is_clear_only_when_the_paper_shows_through_its_edge(tmp_path: Path) -> None:
    palette = Image.new("P", (9, 9), 0)
    palette.putpalette([255, 0, 0, 0, 0, 0])
    palette.save(tmp_path / "p.png", transparency=0)
    assert measure(tmp_path / "p.png").is_clear
    palette.save(tmp_path / "q.png", transparency=1)
    assert not measure(tmp_path / "q.png").is_clear, "the transparent colour is not used"
    assert measured(tmp_path, "a.png", picture(mode="RGBA")).is_clear
    assert measured(tmp_path, "b.png", picture(mode="LA", colour=(0, 9))).is_clear
    assert not measured(tmp_path, "c.png", picture(mode="RGBA", colour=(255, 0, 0, 255))).is_clear
    assert not measured(tmp_path, "d.png", picture(mode="RGB")).is_clear


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(alphas=st.lists(st.sampled_from([255, 255, 254, 0]), min_size=1, max_size=40), kind=st.integers(0, 4))
def test_the_top_row_is_read_through_every_filter(tmp_path: Path, alphas: list[int], kind: int) -> None:
    row = [value for alpha in alphas for value in (10, alpha)]
    before = [0, 0, *row]
    coded = {1: lambda v, left: v - left, 3: lambda v, left: v - left // 2, 4: lambda v, left: v - left}
    code = coded.get(kind, lambda v, left: v)
    line = bytes(code(value, before[index]) & 255 for index, value in enumerate(row))
    found = measured(tmp_path, f"{kind}-{hash(tuple(alphas))}.png", png(len(alphas), 1, bytes([kind]) + line, colour=4))
    assert found.is_clear == any(alpha < 255 for alpha in alphas)


def test_a_file_that_is_broken_anywhere_is_refused(tmp_path: Path) -> None:
    for kind, suffix in (("PNG", "png"), ("JPEG", "jpg")):
        data = picture(kind, (64, 64), "RGB", colour=(200, 30, 30))
        for cut in (4, 20, 40, len(data) // 2, len(data) - 5):
            assert "不完整" in reason(tmp_path, f"{cut}.{suffix}", data[:cut]), (kind, cut)
    data = bytearray(picture())
    data[60] ^= 1
    assert "不完整" in reason(tmp_path, "x.png", bytes(data))
    assert "空文件" in reason(tmp_path, "空.png", b"")
    assert "不是能用的PNG" in reason(tmp_path, "b.png", b"BM1234")
    assert "不是完整的SVG" in reason(tmp_path, "s.svg", svg()[:-9])
    assert "不是SVG" in reason(tmp_path, "h.svg", b"<html/>")


def test_a_png_with_more_or_fewer_pixels_than_it_says_is_refused(tmp_path: Path) -> None:
    row = b"\0" + b"\xff" * 100
    assert measured(tmp_path, "a.png", png(100, 3, row * 3)).pixels == (100, 3)
    assert "不完整" in reason(tmp_path, "b.png", png(100, 3, row * 2))
    assert "不完整" in reason(tmp_path, "c.png", png(100, 3, row * 100_000)), "a bomb is left after a step"
    raw = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0")
    assert "不完整" in reason(tmp_path, "d.png", raw + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b""))


def test_a_picture_that_is_too_large_is_refused_without_being_read(tmp_path: Path) -> None:
    assert "太大，有9000×9000像素" in reason(tmp_path, "a.png", png(9000, 9000, b""))
    assert "空图" in reason(tmp_path, "z.png", png(0, 9, b""))
    large = tmp_path / "b.png"
    with large.open("wb") as file:
        file.truncate(2 * LARGEST_BYTES)
    with pytest.raises(BadPictureError, match="太大，有40MB"):
        measure(large)


def test_a_picture_under_another_name_is_refused(tmp_path: Path) -> None:
    assert "内容是JPEG，不是PNG" in reason(tmp_path, "a.png", picture("JPEG", mode="RGB"))
    assert "内容是PNG，不是SVG" in reason(tmp_path, "a.svg", picture())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<script>alert(1)</script>", "脚本"),
        ('<rect onload="alert(1)"/>', "脚本"),
        ('<image href="http://127.0.0.1:9/x.png"/>', "外部"),
        ('<image xmlns:x="http://www.w3.org/1999/xlink" x:href="file:///etc/passwd"/>', "外部"),
        ('<image href="../外.png"/>', "外部"),
        ('<image href="data:image/png;base64,AAAA"/>', "外部"),
        ('<rect fill="url(http://127.0.0.1:9/a#b)"/>', "外部"),
        ("<rect style=\"fill: URL( '//server/a')\"/>", "外部"),
        ("<style>@import 'http://127.0.0.1:9/a.css';</style>", "样式"),
        ("<style>rect{fill:url(http://127.0.0.1:9/a)}</style>", "外部"),
        ('<pattern id="p"/><style>rect{fill:url(#p)}</style>', "样式"),
        ("<foreignObject/>", "嵌入"),
        ('<animate attributeName="x"/>', "动画"),
        ('<use href="#a"/><g id="a"><use href="#a"/></g>', "循环"),
        ("<g>" * 150 + "</g>" * 150, "复杂"),
    ],
)
def test_a_drawing_that_is_more_than_a_drawing_is_refused(tmp_path: Path, content: str, said: str) -> None:
    assert said in reason(tmp_path, "a.svg", svg(content))


def test_a_drawing_that_multiplies_is_refused(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE svg [<!ENTITY a0 "x">{entities}]>' + svg("<text>&a9;</text>").decode()
    assert "DOCTYPE" in reason(tmp_path, "a.svg", bomb.encode())
    outside = '<?xml version="1.0"?><!DOCTYPE svg SYSTEM "http://127.0.0.1:9/a.dtd">' + svg().decode()
    assert "DOCTYPE" in reason(tmp_path, "b.svg", outside.encode())
    sheet = '<?xml-stylesheet href="http://127.0.0.1:9/a.css"?>' + svg().decode()
    assert "处理指令" in reason(tmp_path, "c.svg", sheet.encode())
    groups = "".join(f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, 10))
    assert "太多" in reason(tmp_path, "d.svg", svg('<g id="g0"><path d="M0 0"/></g>' + groups))
    assert "大小" in reason(tmp_path, "e.svg", svg(attributes=""))
    assert "大小不合理" in reason(tmp_path, "f.svg", svg(attributes='width="9999999" height="1"'))


def test_a_drawing_may_refer_to_itself_and_have_colours_in_a_style(tmp_path: Path) -> None:
    content = '<linearGradient id="g"/><style>rect{fill:url(#g)}</style><g id="a"/><use href="#a"/>'
    assert measured(tmp_path, "a.svg", svg(content)).kind == "SVG"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.sampled_from([picture(size=(9, 9)), picture("JPEG", (9, 9), "RGB"), svg()]),
    place=st.integers(0, 2000),
    value=st.binary(min_size=0, max_size=6),
    suffix=st.sampled_from(["png", "jpg", "svg"]),
)
def test_no_file_is_a_surprise(tmp_path: Path, data: bytes, place: int, value: bytes, suffix: str) -> None:
    spot = place % len(data)
    file = write(tmp_path, f"{zlib.crc32(data)}{spot}{value.hex()}.{suffix}", data[:spot] + value + data[spot + 3 :])
    try:
        assert measure(file).width_mm > 0
    except BadPictureError as error:
        assert error.hint
