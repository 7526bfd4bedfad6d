"""Write pictures: in the line, or behind the text at a place of their own; and the watermark of a draft."""

from xml.etree.ElementTree import Element, SubElement, register_namespace

from typeset.backends.ooxml.elements import RELATIONS, element, legal
from typeset.backends.ooxml.formatting import COLOURS, FACES
from typeset.backends.ooxml.values import Image, Watermark
from typeset.layout.page import Colour
from typeset.standard import Role

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SCALABLE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SCALABLE_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_VML, _OFFICE = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office"
_EMU_PER_MM = 36000
_WORD_ART_PATH = "m@7,l@8,m@5,21600l@6,21600e"
_WORD_ART_FORMULAS = (
    "sum #0 0 10800",
    "prod #0 2 1",
    "sum 21600 0 @1",
    "sum 0 0 @2",
    "sum 21600 0 @3",
    "if @0 @3 0",
    "if @0 21600 @1",
    "if @0 0 @2",
    "if @0 @4 21600",
)

for _prefix, _space in (
    ("wp", _DRAWING),
    ("a", _MAIN),
    ("pic", _PICTURE),
    ("asvg", _SCALABLE),
    ("v", _VML),
    ("o", _OFFICE),
):
    register_namespace(_prefix, _space)


def _child(parent: Element, space: str, tag: str, text: str | None = None, **attributes: str | int) -> Element:
    """Add an element of a namespace, its attributes without one."""
    made = SubElement(parent, f"{{{space}}}{tag}", {name: str(value) for name, value in attributes.items()})
    made.text = text
    return made


def emu(mm: float) -> int:
    """Convert millimetres to English metric units."""
    return round(mm * _EMU_PER_MM)


def drawing(image: Image) -> Element:
    """Return a picture; its number is given when the whole document is known."""
    made = element("drawing")
    anchor = _inline(made) if image.left_mm is None else _anchor(made, image.left_mm, image.drop_mm or 0.0)
    _child(anchor, _DRAWING, "extent", cx=emu(image.width_mm), cy=emu(image.height_mm))
    _child(anchor, _DRAWING, "effectExtent", l=0, t=0, r=0, b=0)
    if image.left_mm is not None:
        _child(anchor, _DRAWING, "wrapNone")
    _child(anchor, _DRAWING, "docPr", id=0, name=image.media.name, descr=image.description)
    locks = _child(anchor, _DRAWING, "cNvGraphicFramePr")
    _child(locks, _MAIN, "graphicFrameLocks", noChangeAspect=1)
    graphic = _child(anchor, _MAIN, "graphic")
    _picture(_child(graphic, _MAIN, "graphicData", uri=_PICTURE), image)
    return made


def _inline(parent: Element) -> Element:
    return _child(parent, _DRAWING, "inline", distT=0, distB=0, distL=0, distR=0)


def _anchor(parent: Element, left_mm: float, drop_mm: float) -> Element:
    """Return the anchor of a picture behind the text, placed from its column and its paragraph."""
    anchor = _child(parent, _DRAWING, "anchor", distT=0, distB=0, distL=0, distR=0, relativeHeight=1024)
    flags = {"simplePos": "0", "behindDoc": "1", "locked": "0", "layoutInCell": "1", "allowOverlap": "1"}
    anchor.attrib.update(flags)
    _child(anchor, _DRAWING, "simplePos", x=0, y=0)
    for axis, origin, offset in (("H", "column", left_mm), ("V", "paragraph", drop_mm)):
        place = _child(anchor, _DRAWING, f"position{axis}", relativeFrom=origin)
        _child(place, _DRAWING, "posOffset", str(emu(offset)))
    return anchor


def _picture(parent: Element, image: Image) -> None:
    picture = _child(parent, _PICTURE, "pic")
    names = _child(picture, _PICTURE, "nvPicPr")
    _child(names, _PICTURE, "cNvPr", id=0, name=image.media.name, descr=image.description)
    _child(names, _PICTURE, "cNvPicPr")
    fill = _child(picture, _PICTURE, "blipFill")
    blip = _child(fill, _MAIN, "blip")
    blip.set(f"{{{RELATIONS}}}embed", relation_of(image.media.name))
    if image.media.scalable is not None:
        extension = _child(_child(blip, _MAIN, "extLst"), _MAIN, "ext", uri=_SCALABLE_EXTENSION)
        scalable = _child(extension, _SCALABLE, "svgBlip")
        scalable.set(f"{{{RELATIONS}}}embed", relation_of(image.media.scalable.name))
    _child(_child(fill, _MAIN, "stretch"), _MAIN, "fillRect")
    shape = _child(picture, _PICTURE, "spPr")
    box = _child(shape, _MAIN, "xfrm")
    if image.turn_degrees:
        box.set("rot", str(image.turn_degrees * 60000))
    _child(box, _MAIN, "off", x=0, y=0)
    _child(box, _MAIN, "ext", cx=emu(image.width_mm), cy=emu(image.height_mm))
    _child(_child(shape, _MAIN, "prstGeom", prst="rect"), _MAIN, "avLst")


def relation_of(name: str) -> str:
    """Return the id of the relation to a picture file of the package."""
    return name.partition(".")[0]


def watermark(wanted: Watermark) -> Element:
    """Return pale words across the middle of the page, in the form that Word itself writes and finds again."""
    made = element("pict")
    kind = _child(made, _VML, "shapetype", id="_x0000_t136", coordsize="21600,21600", adj="10800", path=_WORD_ART_PATH)
    kind.set(f"{{{_OFFICE}}}spt", "136")
    formulas = _child(kind, _VML, "formulas")
    for equation in _WORD_ART_FORMULAS:
        _child(formulas, _VML, "f", eqn=equation)
    _child(kind, _VML, "path", textpathok="t")
    _child(kind, _VML, "textpath", on="t", fitshape="t")
    place = (
        "position:absolute;margin-left:0;margin-top:0;"
        f"width:{wanted.width_pt:.1f}pt;height:{wanted.height_pt:.1f}pt;z-index:-251657216;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:page;"
        "mso-position-vertical:center;mso-position-vertical-relative:page"
    )
    shape = _child(made, _VML, "shape", id="PowerPlusWaterMarkObject", style=place, type="#_x0000_t136")
    shape.attrib.update({"fillcolor": f"#{COLOURS[Colour.LIGHT]}", "stroked": "f"})
    shape.set(f"{{{_OFFICE}}}allowincell", "f")
    _child(shape, _VML, "textpath", style=f'font-family:"{FACES[Role.HEITI]}"', string=legal(wanted.text))
    return made
