"""Write a page of the layout as the content of a PDF page: what lies under it, pictures, rules, text."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from typeset.backends.html import Plate
from typeset.backends.pdf_glyphs import Glyphs
from typeset.backends.pdf_ink import Inks
from typeset.backends.pdf_structure import Marks
from typeset.backends.pdf_text import Pen, run_operators
from typeset.layout.page import Colour, Line, Page, Picture, Rule
from typeset.standard import mm_to_points

_PAGINATION = b"/Artifact <</Type /Pagination>> BDC"
_WATERMARK = b"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC"


@dataclass(frozen=True, slots=True)
class Palette:
    """What pages are painted with: glyphs, colours, and the names of the objects that hold the pictures."""

    glyphs: Glyphs
    inks: Inks
    plates: Mapping[Plate, str]


def page_operators(page: Page, palette: Palette, marks: Marks) -> list[bytes]:
    """Return the operators of a page; what belongs to a paragraph is marked as its content, all else as an artifact."""
    marks.open_page()
    pen = Pen(page.height_mm)
    under = [line for line in page.lines if _is_light(line)]
    text = [line for line in page.lines if not _is_light(line)]
    light_rules = [rule for rule in page.rules if rule.colour is Colour.LIGHT]
    rules = [rule for rule in page.rules if rule.colour is not Colour.LIGHT]
    return [
        *_rules(light_rules, palette, pen),
        *_lines(under, palette, marks, pen),
        *(operator for picture in page.pictures for operator in _picture(picture, page, palette, marks)),
        *_rules(rules, palette, pen),
        *_lines(text, palette, marks, pen),
    ]


def _is_light(line: Line) -> bool:
    return any(run.colour is Colour.LIGHT for run in line.runs)


def _lines(lines: Iterable[Line], palette: Palette, marks: Marks, pen: Pen) -> Iterator[bytes]:
    painted = [line for line in lines if any(_is_painted(line, index, palette) for index in range(len(line.runs)))]
    for paragraph, group in groupby(painted, key=lambda line: line.paragraph):
        own = list(group)
        artifact = _WATERMARK if _is_light(own[0]) else _PAGINATION
        yield marks.open(paragraph) if paragraph >= 0 else artifact
        yield b"BT"
        for line in own:
            for index, run in enumerate(line.runs):
                if _is_painted(line, index, palette):
                    yield from pen.choose_fill(palette.inks.fills[run.colour])
                    yield from run_operators(run, line, palette.glyphs, pen)
        yield b"ET"
        yield b"EMC"


def _is_painted(line: Line, index: int, palette: Palette) -> bool:
    run = line.runs[index]
    return bool(run.text.strip()) and palette.inks.paints(run.colour)


def _rules(rules: Iterable[Rule], palette: Palette, pen: Pen) -> Iterator[bytes]:
    painted = [rule for rule in rules if palette.inks.paints(rule.colour)]
    if not painted:
        return
    yield b"/Artifact BMC"
    for rule in painted:
        yield from pen.choose_fill(palette.inks.fills[rule.colour])
        left, bottom = mm_to_points(rule.left_mm), mm_to_points(pen.height_mm - rule.top_mm - rule.height_mm)
        width, height = mm_to_points(rule.width_mm), mm_to_points(rule.height_mm)
        yield f"{left:.4f} {bottom:.4f} {width:.4f} {height:.4f} re f".encode()
    yield b"EMC"


def _picture(picture: Picture, page: Page, palette: Palette, marks: Marks) -> Iterator[bytes]:
    left, bottom = picture.left_mm, page.height_mm - picture.top_mm - picture.height_mm
    plate = Plate(picture.file, picture.width_mm, picture.height_mm)
    matrix = "1 0 0 1"
    if picture.is_rotated:
        plate = Plate(picture.file, picture.height_mm, picture.width_mm)
        matrix, left = "0 1 -1 0", left + picture.width_mm
    yield marks.open(picture.paragraph) if picture.paragraph >= 0 else b"/Artifact BMC"
    yield b"q"
    yield f"{matrix} {mm_to_points(left):.4f} {mm_to_points(bottom):.4f} cm".encode()
    yield f"/{palette.plates[plate]} Do".encode()
    yield b"Q"
    yield b"EMC"
