"""Layouts made by hand, for what the painter must be able to paint whatever the layout puts there."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from tests.rendered import own_fonts
from tests.samples import document
from typeset.backends.html import Properties
from typeset.backends.pdf import write_pdf
from typeset.backends.pdf_ink import InkMode
from typeset.layout.page import CellPlace, Colour, Line, Page, Paragraph, Picture, Rule, Run, Structure
from typeset.layout.pages import lay_out
from typeset.layout.result import Layout
from typeset.profiles import load_profile
from typeset.standard import Role, points_to_mm

SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="42mm" height="42mm">
<defs><linearGradient id="g"><stop offset="0" stop-color="#00f"/><stop offset="1" stop-color="#ff0"/></linearGradient>
<pattern id="p" width="10" height="10" patternUnits="userSpaceOnUse"><rect width="5" height="5" fill="#0a0"/></pattern>
</defs>
<circle cx="50" cy="50" r="47" fill="none" stroke="#f00" stroke-width="4"/>
<rect x="30" y="30" width="20" height="20" fill="url(#g)"/><rect x="55" y="30" width="20" height="20" fill="url(#p)"/>
<rect x="30" y="60" width="20" height="15" fill="#123456" fill-opacity=".5"/>
<g opacity=".5"><rect x="55" y="60" width="9" height="15" fill="oklch(60% .2 150)"/>
<rect x="60" y="60" width="9" height="15" fill="lab(50 40 60)"/></g>
</svg>"""


def line(
    text: str,
    left_mm: float,
    baseline_mm: float,
    paragraph: int,
    *,
    size_pt: float = 16,
    rise_mm: float = 0.0,
    role: Role = Role.FANGSONG,
    colour: Colour = Colour.BLACK,
    is_rotated: bool = False,
) -> Line:
    """Return a line whose glyphs stand an em apart, or up the page from `left_mm` when rotated."""
    em = points_to_mm(size_pt) * (-1 if is_rotated else 1)
    x_mm = tuple(left_mm + em * index for index in range(len(text)))
    run = Run(text, role, size_pt, x_mm, left_mm + em * len(text), colour, rise_mm=rise_mm)
    return Line((run,), baseline_mm, paragraph, is_rotated=is_rotated)


def made(pages: Sequence[Page], paragraphs: Sequence[Paragraph]) -> Layout:
    """Return a layout of these pages; what a Word draft would need is a small notice's."""
    base = lay_out(document(), load_profile(), own_fonts())
    numbers = tuple(page.number for page in pages)
    return Layout(
        tuple(pages),
        tuple(paragraphs),
        base.grid,
        base.head,
        base.blocks,
        base.block_pages,
        None,
        (),
        (base.grid,) * len(pages),
        numbers,
        (),
    )


def paint(layout: Layout, *, folder: Path | None = None, mode: InkMode = InkMode.SCREEN) -> bytes:
    """Return the PDF of a layout."""
    return write_pdf(layout, own_fonts(), Properties("标题"), folder=folder, mode=mode)


def write_pictures(folder: Path) -> dict[str, Path]:
    """Write one picture of each kind: a seal with transparency, a photograph, a grey plan, a drawing."""
    seal = Image.new("RGBA", (120, 120), (0, 0, 0, 0))
    ImageDraw.Draw(seal).ellipse((3, 3, 116, 116), outline=(255, 0, 0, 255), width=5)
    seal.save(folder / "章.png")
    photograph = Image.merge(
        "RGB", (Image.linear_gradient("L"), Image.radial_gradient("L"), Image.linear_gradient("L"))
    )
    photograph.resize((90, 60)).save(folder / "照片.jpg", quality=90)
    Image.linear_gradient("L").resize((40, 20)).save(folder / "灰图.png")
    photograph.resize((30, 60)).quantize(16).save(folder / "索引.png")
    (folder / "图.svg").write_text(SVG, encoding="utf-8")
    return {name: folder / name for name in ("章.png", "照片.jpg", "灰图.png", "索引.png", "图.svg")}


def rich(folder: Path) -> Layout:
    """Return two pages with pictures of every kind, a rotated line and picture, a table over both, notes and 目录."""
    pictures = write_pictures(folder)
    paragraphs = [
        Paragraph(Structure.TITLE, "标题", 1),
        Paragraph(Structure.HEADING_3, "1.小标题", 4),
        *(Paragraph(Structure.CONTENTS_ITEM) for _ in range(2)),
        *(Paragraph(Structure.FIGURE) for _ in pictures),
        Paragraph(Structure.CAPTION),
        Paragraph(Structure.CAPTION),
        *_cells(),
        Paragraph(Structure.PARAGRAPH),
        Paragraph(Structure.NOTE),
    ]
    first_figure, first_cell = 4, 4 + len(pictures) + 2
    places = [(30, 40, 42, 42), (80, 40, 45, 30), (130, 40, 40, 20), (130, 65, 20, 10), (30, 85, 42, 42)]
    shown = [
        Picture(file, *place, f"图：{file.stem}", first_figure + index, is_rotated=file.name == "索引.png")
        for index, (file, place) in enumerate(zip(pictures.values(), places, strict=True))
    ]
    front = [
        line("标题", 90, 30, 0, size_pt=22, role=Role.XIAOBIAOSONG),
        line("1.小标题", 30, 140, 1),
        line("目录一", 30, 150, 2),
        line("目录二", 30, 160, 3),
        line("图1 图题", 60, 170, first_cell - 2),
        line("表1 表题", 60, 180, first_cell - 1),
        line("表头", 60, 190, first_cell),
        line("甲", 40, 200, first_cell + 1),
        line("— 1 —", 150, 270, -1, size_pt=14, role=Role.SONGTI),
    ]
    last = first_cell + 4
    back = [
        line("表头", 60, 50, -1),
        line("丙", 40, 60, first_cell + 3),
        line("横排的一行", 200, 100, last, is_rotated=True),
        line("①", 190, 100, last, size_pt=10, rise_mm=2, is_rotated=True),
        line("①", 60, 240, last + 1, size_pt=10, rise_mm=2),
        line("脚注的文字", 66, 240, last + 1, size_pt=10.5),
    ]
    rules = (Rule(28, 185, 156, 0.35), Rule(28, 185, 0.18, 30), Rule(28, 32, 156, 0.6, Colour.RED))
    return made([Page(1, tuple(front), rules, tuple(shown)), Page(2, tuple(back))], paragraphs)


def _cells() -> list[Paragraph]:
    return [
        Paragraph(Structure.HEADER_CELL, cell=CellPlace(7, 0, 0, columns=2)),
        Paragraph(Structure.CELL, cell=CellPlace(7, 1, 0, rows=2)),
        Paragraph(Structure.CELL, cell=CellPlace(7, 1, 1)),  # empty: painted nowhere
        Paragraph(Structure.CELL, cell=CellPlace(7, 2, 1)),
    ]
