"""Draw the pictures that the samples in source/样例 name: python docs/pictures/samples.py.

The chart of the 公报 and the 签名章 of an invented mayor, in the project's own faces; a 样章 for every organ that the
samples seal with one.
"""

import re
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from typeset.seals import sample_seal

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "source" / "样例"
FONTS = ROOT / "fonts"

CHART_DPI = 300
CHART_PX = (1417, 850)  # 120 mm × 72 mm
CHART_TOP, CHART_STEP = 1400, 200
PRODUCT = {"2020": 978.6, "2021": 1062.3, "2022": 1124.7, "2023": 1198.2, "2024": 1268.4}

STAMP_MM = (40, 20)
STAMP_NAME = "林致远"
RED = "#f00"

SEAL = re.compile(r"样章-(?!签名)([^\s,}]+)\.svg")


def face(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Return a face of the project for drawing on a bitmap."""
    return ImageFont.truetype(str(FONTS / name), size)


def draw_chart() -> Image.Image:
    """Return the bars of the product of five years, with a scale at the left, in shades of grey."""
    digits, han = face("LiberationSerif-Regular.ttf", 44), face("GWSong.ttf", 42)
    width, height = CHART_PX
    left, top, right, bottom = 150, 90, width - 40, height - 100
    image = Image.new("L", CHART_PX, 255)
    draw = ImageDraw.Draw(image)
    for value in range(0, CHART_TOP + 1, CHART_STEP):
        y = bottom - (bottom - top) * value / CHART_TOP
        draw.line((left, y, right, y), fill=205 if value else 0, width=2 if value else 4)
        draw.text((left - 16, y), str(value), font=digits, fill=0, anchor="rm")
    step = (right - left) / len(PRODUCT)
    for index, (year, value) in enumerate(PRODUCT.items()):
        centre, y = left + step * (index + 0.5), bottom - (bottom - top) * value / CHART_TOP
        draw.rectangle((centre - 58, y, centre + 58, bottom - 2), fill=150, outline=0, width=3)
        draw.text((centre, y - 12), f"{value:.1f}", font=digits, fill=0, anchor="mb", stroke_width=6, stroke_fill=255)
        start = centre - (digits.getlength(year) + han.getlength("年")) / 2
        draw.text((start, bottom + 62), year, font=digits, fill=0, anchor="ls")
        draw.text((start + digits.getlength(year), bottom + 62), "年", font=han, fill=0, anchor="ls")
    draw.text((20, 40), "单位：亿元", font=han, fill=0, anchor="lm")
    return image.quantize(16)


def glyph_path(font: TTFont, character: str, centre_mm: tuple[float, float], size_mm: float) -> str:
    """Return a character as an SVG path, its em box centred on a point."""
    glyphs = font.getGlyphSet()
    pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:g}")
    glyphs[font.getBestCmap()[ord(character)]].draw(pen)
    em = font["head"].unitsPerEm
    scale, (x, y) = size_mm / em, centre_mm
    place = f"translate({x:.2f} {y:.2f}) scale({scale:.5f} {-scale:.5f}) translate({-em / 2:g} {-0.38 * em:g})"
    return f'<path transform="{place}" d="{pen.getCommands()}"/>'


def draw_stamp(name: str) -> str:
    """Return a 签名章 as SVG: the name in 楷体, and 样章 small beneath it, in red."""
    width, height = STAMP_MM
    kai, song = TTFont(FONTS / "GWKai.ttf"), TTFont(FONTS / "GWSong.ttf")
    cell = width / len(name)
    paths = [glyph_path(kai, character, (cell * (i + 0.5), 8.4), 12.6) for i, character in enumerate(name)]
    paths += [glyph_path(song, character, (33.4 + 3.4 * i, 18), 3.2) for i, character in enumerate("样章")]
    size = f'width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><g fill="{RED}">{"".join(paths)}</g></svg>\n'


def sealed_organs() -> list[str]:
    """Return the organs whose seals the samples name: 样章-机关名称.svg."""
    texts = (path.read_text(encoding="utf-8") for path in SAMPLES.glob("*.yaml"))
    return sorted({organ for text in texts for organ in SEAL.findall(text)})


def main() -> None:
    """Write the pictures into the folder of the samples."""
    draw_chart().save(SAMPLES / "公报-地区生产总值.png", optimize=True, dpi=(CHART_DPI, CHART_DPI))
    (SAMPLES / f"样章-签名-{STAMP_NAME}.svg").write_text(draw_stamp(STAMP_NAME), encoding="utf-8")
    for organ in sealed_organs():
        (SAMPLES / f"样章-{organ}.svg").write_text(sample_seal(organ), encoding="utf-8")


if __name__ == "__main__":
    main()
