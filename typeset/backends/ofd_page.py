"""Write a page of the layout as the content of an OFD page: what lies under it, pictures, rules, text.

Text is written as it is read, glyph by glyph at the places of the layout, and never transformed: readers differ in
what a matrix does to the steps between glyphs.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from lxml import etree

from typeset.backends.ofd_fonts import EmbeddedFont, Faces, Ink
from typeset.backends.ofd_pictures import EmbeddedPicture
from typeset.backends.ofd_xml import Numbering, array, child, number, root, steps
from typeset.layout.page import Colour, Line, Page, Picture, Rule, Run
from typeset.standard import points_to_mm

UP_THE_PAGE = "270"
"""ReadDirection and CharDirection of a rotated line: clockwise degrees."""


@dataclass(frozen=True, slots=True)
class Resources:
    """What pages are written with: faces, fonts by face, pictures by file, the value of every colour."""

    faces: Faces
    fonts: Mapping[Path, EmbeddedFont]
    pictures: Mapping[Path, EmbeddedPicture]
    colours: Mapping[Colour, str]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters of one run that one face sets: the places along the line, and how far their ink reaches."""

    text: str
    file: Path
    places: tuple[float, ...]
    ink: Ink


def page_content(page: Page, resources: Resources, numbering: Numbering) -> etree._Element:
    """Return the content of a page; watermark and grid lie in a layer of their own below the page's."""
    content = root("Page")
    area = child(content, "Area")
    child(area, "PhysicalBox", array((0, 0, page.width_mm, page.height_mm)))
    under = [line for line in page.lines if _is_light(line.runs)]
    light = [rule for rule in page.rules if rule.colour is Colour.LIGHT]
    layers = child(content, "Content")
    if under or light:
        layer = child(layers, "Layer", Type="Background", ID=str(numbering.next()))
        _add_rules(layer, light, resources, numbering)
        _add_lines(layer, under, resources, numbering)
    layer = child(layers, "Layer", Type="Body", ID=str(numbering.next()))
    for picture in page.pictures:
        _add_picture(layer, picture, resources, numbering)
    _add_rules(layer, [rule for rule in page.rules if rule.colour is not Colour.LIGHT], resources, numbering)
    _add_lines(layer, [line for line in page.lines if not _is_light(line.runs)], resources, numbering)
    return content


def _is_light(runs: Iterable[Run]) -> bool:
    return any(run.colour is Colour.LIGHT for run in runs)


def _add_rules(layer: etree._Element, rules: Iterable[Rule], resources: Resources, numbering: Numbering) -> None:
    """Add one path for all rules of a colour that follow each other."""
    for colour, group in groupby(rules, key=lambda rule: rule.colour):
        boxes = [(rule.left_mm, rule.top_mm, rule.width_mm, rule.height_mm) for rule in group]
        left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right = max(box[0] + box[2] for box in boxes)
        bottom = max(box[1] + box[3] for box in boxes)
        boundary = array((left, top, right - left, bottom - top))
        attributes = {"Boundary": boundary, "Stroke": "false", "Fill": "true"}
        path = child(layer, "PathObject", None, ID=str(numbering.next()), **attributes)
        child(path, "FillColor", Value=resources.colours[colour])
        child(path, "AbbreviatedData", " ".join(_bar(box, left, top) for box in boxes))


def _bar(box: Sequence[float], left: float, top: float) -> str:
    x0, y0 = box[0] - left, box[1] - top
    x1, y1 = x0 + box[2], y0 + box[3]
    return f"M {array((x0, y0))} L {array((x1, y0))} L {array((x1, y1))} L {array((x0, y1))} C"


def _add_picture(layer: etree._Element, picture: Picture, resources: Resources, numbering: Numbering) -> None:
    width, height = picture.width_mm, picture.height_mm
    matrix = (0.0, -height, width, 0.0, 0.0, height) if picture.is_rotated else (width, 0.0, 0.0, height, 0.0, 0.0)
    child(
        layer,
        "ImageObject",
        ID=str(numbering.next()),
        Boundary=array((picture.left_mm, picture.top_mm, width, height)),
        CTM=array(matrix),
        ResourceID=str(resources.pictures[picture.file].id),
    )


def _add_lines(layer: etree._Element, lines: Iterable[Line], resources: Resources, numbering: Numbering) -> None:
    for line in lines:
        for run in line.runs:
            for piece in _pieces(run, resources.faces):
                _add_text(layer, piece, (run, line), resources, numbering)


def _pieces(run: Run, faces: Faces) -> Iterator[_Piece]:
    """Yield the stretches of a run that one face sets; blanks at the beginning of a stretch stand alone.

    A reader that drops blanks at the beginning of a text would shift all that follows.
    """
    start, is_blank = 0, True
    found = [faces.of(run.role, character) for character in run.text]
    for end in range(1, len(run.text) + 1):
        first, after = found[start], found[end] if end < len(found) else None
        is_blank = is_blank and run.text[end - 1].isspace()
        starts_text = is_blank and end < len(run.text) and not run.text[end].isspace()
        if first is None:
            start, is_blank = end, True
        elif after is None or after[0] != first[0] or starts_text:
            own = [item[1] for item in found[start:end] if item is not None]
            yield _Piece(run.text[start:end], first[0], run.x_mm[start:end], _reach(own))
            start, is_blank = end, True


def _reach(inks: Sequence[Ink]) -> Ink:
    """Return how far a piece reaches: left of its first glyph, right of its last, above and below the baseline."""
    return Ink(inks[0].left, max(ink.above for ink in inks), inks[-1].right, max(ink.below for ink in inks))


def _add_text(
    layer: etree._Element, piece: _Piece, owner: tuple[Run, Line], resources: Resources, numbering: Numbering
) -> None:
    run, line = owner
    size = points_to_mm(run.size_pt)
    along = [round(place, 4) for place in piece.places]
    baseline = round(line.baseline_mm - run.rise_mm, 4)
    before, after = piece.ink.left * size * run.scale, piece.ink.right * size * run.scale
    above, below = piece.ink.above * size, piece.ink.below * size
    if line.is_rotated:
        box = (baseline - above, along[-1] - after, above + below, along[0] - along[-1] + before + after)
    else:
        box = (along[0] - before, baseline - above, along[-1] - along[0] + before + after, above + below)
    left, top, width, height = (round(value, 4) for value in box)
    attributes = {"Boundary": array((left, top, width, height))}
    attributes |= {"Font": str(resources.fonts[piece.file].id), "Size": number(size)}
    attributes |= {"HScale": number(run.scale)} if run.scale != 1 else {}
    attributes |= {"ReadDirection": UP_THE_PAGE, "CharDirection": UP_THE_PAGE} if line.is_rotated else {}
    text = child(layer, "TextObject", None, ID=str(numbering.next()), **attributes)
    child(text, "FillColor", Value=resources.colours[run.colour])
    x, y = (baseline, along[0]) if line.is_rotated else (along[0], baseline)
    places = {"X": number(x - left), "Y": number(y - top)}
    if len(along) > 1:
        places["DeltaY" if line.is_rotated else "DeltaX"] = steps(along)
    child(text, "TextCode", piece.text, **places)
