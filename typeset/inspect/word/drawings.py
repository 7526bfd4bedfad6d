"""Pictures and drawn lines of a paragraph: how large, and where as far as the file says so."""

import re
from collections.abc import Iterator

from typeset.inspect.word.values import BLACK, Drawing, PageSection
from typeset.readers.word.markup import COMPATIBILITY, DRAWING, MAIN, PICTURE, VML, Node, name_of

_EMU_PER_MM = 36000
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_LINES = frozenset({"line", "straightConnector1"})
_MM_OF_UNIT = {"pt": 25.4 / 72, "in": 25.4, "cm": 10.0, "mm": 1.0, "": 25.4 / 72}
_COLOUR_NAMES = {"red": "FF0000", "black": BLACK}
_LENGTH = re.compile(r"(-?[\d.]+)(pt|in|cm|mm)?")


def drawings(run: Node, section: PageSection) -> Iterator[Drawing]:
    """Yield the pictures and lines in a run; of two forms of the same one the first."""
    for child in run:
        if child.tag == f"{{{COMPATIBILITY}}}AlternateContent":
            yield from drawings(next(iter(child), child), section)
        elif name_of(child) == "drawing":
            for place in child:
                yield from _placed(place, section)
        elif name_of(child) == "pict":
            yield from (_vml_line(line) for line in child.iter(f"{{{VML}}}line"))


def text_boxes(run: Node) -> Iterator[Node]:
    """Yield the contents of text boxes in a run; of two forms of the same one the first."""
    for child in run:
        if child.tag == f"{{{COMPATIBILITY}}}AlternateContent":
            yield from text_boxes(next(iter(child), child))
        elif name_of(child) in ("drawing", "pict"):
            yield from (node for node in child.iter() if name_of(node) == "txbxContent")


def is_box_at_foot(run: Node) -> bool:
    """Tell whether a text box in a run is aligned with the foot of the page or its margin."""
    return any(
        (align := node.find(f"{{{DRAWING}}}align")) is not None and align.text == "bottom"
        for node in run.iter(f"{{{DRAWING}}}positionV")
    )


def _placed(place: Node, section: PageSection) -> Iterator[Drawing]:
    extent = place.find(f"{{{DRAWING}}}extent")
    if extent is None:
        return
    width, height = _emu(extent.get("cx")), _emu(extent.get("cy"))
    shape = place.find(f".//{{{_SHAPE}}}wsp")
    kind = None if shape is None else shape.find(f".//{{{MAIN}}}prstGeom")
    is_line = kind is not None and kind.get("prst") in _LINES
    if not is_line and place.find(f".//{{{PICTURE}}}pic") is None:
        return
    yield Drawing(
        width,
        height,
        _left(place, width, section),
        _down(place),
        name_of(place) == "anchor",
        is_line,
        _line_colour(place) if is_line else BLACK,
    )


def _left(place: Node, width_mm: float, section: PageSection) -> float | None:
    """Return the left edge as seen from the text's left edge."""
    position = place.find(f"{{{DRAWING}}}positionH")
    if position is None:
        return None
    origin = -section.left_mm if position.get("relativeFrom") in ("page", "leftMargin") else 0.0
    offset, align = position.find(f"{{{DRAWING}}}posOffset"), position.find(f"{{{DRAWING}}}align")
    if offset is not None:
        return origin + _emu(offset.text)
    room = section.text_width_mm - width_mm
    if origin == 0 and align is not None:
        return {"left": 0.0, "center": room / 2, "right": room}.get(align.text or "")
    return None


def _down(place: Node) -> float | None:
    """Return the upper edge as seen from the top of the paragraph."""
    position = place.find(f"{{{DRAWING}}}positionV")
    if position is None or position.get("relativeFrom") not in ("paragraph", "line"):
        return None
    offset = position.find(f"{{{DRAWING}}}posOffset")
    return None if offset is None else _emu(offset.text)


def _line_colour(place: Node) -> str:
    colour = place.find(f".//{{{MAIN}}}ln//{{{MAIN}}}srgbClr")
    return BLACK if colour is None else str(colour.get("val", BLACK)).upper()


def _vml_line(line: Node) -> Drawing:
    (left, top), (right, bottom) = _point(line.get("from")), _point(line.get("to"))
    colour = str(line.get("strokecolor", "black")).partition(" ")[0].lower()
    plain = colour.removeprefix("#")
    if len(plain) == 3 and colour.startswith("#"):
        plain = "".join(character * 2 for character in plain)
    return Drawing(
        abs(right - left),
        abs(bottom - top),
        min(left, right),
        min(top, bottom),
        is_anchored=True,
        is_line=True,
        colour=_COLOUR_NAMES.get(colour, plain.upper()),
    )


def _point(text: str | None) -> tuple[float, float]:
    x, _, y = (text or "").partition(",")
    return _length(x), _length(y)


def _length(text: str) -> float:
    match = _LENGTH.fullmatch(text.strip())
    return 0.0 if match is None else float(match[1]) * _MM_OF_UNIT[match[2] or ""]


def _emu(text: str | None) -> float:
    try:
        return int(text or "0") / _EMU_PER_MM
    except ValueError:
        return 0.0
