"""Read the strokes, bars, drawings and pictures of a page with PDFium."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import pairwise
from math import atan2, degrees, hypot
from typing import TypeAlias

import pypdfium2
from PIL.Image import Image
from pypdfium2 import raw

from typeset.readers.pdf.characters import fill_colour, stroke_colour
from typeset.readers.pdf.painted import Box, Rgb, Rule, Shape, Tint, tint_of
from typeset.readers.pdf.rules import joined_rules
from typeset.readers.pdf.sheet import Sheet
from typeset.standard import points_to_mm

MOST_OBJECTS = 30_000
DEEPEST = 4
THICKEST_RULE_MM = 2.0
SHORTEST_RULE_MM = 2.0
STAMP_LEAST_MM, STAMP_MOST_MM = 8.0, 80.0
LOOKED_AT_DPI = 36
PICTURE_DPI = 300
MOST_PICTURES = 20  # of a page
_LEAST_FIGURE_MM = 5.0
MOST_SEGMENTS = 64
"""A path of more segments is a drawing, whatever is in it."""


@dataclass(frozen=True, slots=True)
class Transform:
    """How the space of a form lies in that of its page."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def apply(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, inner: "Transform") -> "Transform":
        """Return this transform of what `inner` has transformed."""
        x, y = self.apply(inner.e, inner.f)
        return Transform(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            x,
            y,
        )

    @property
    def scale(self) -> float:
        """By how much lengths grow."""
        return (hypot(self.a, self.b) + hypot(self.c, self.d)) / 2


Drawn: TypeAlias = Rule | Shape
Point: TypeAlias = tuple[float, float]


def read_drawings(
    page: pypdfium2.PdfPage, sheet: Sheet, *, with_pictures: bool = False
) -> tuple[tuple[Rule, ...], tuple[Shape, ...]]:
    """Return the straight bars of a page, and its other drawings and pictures; white ones are left out.

    `with_pictures` asks for the looks of raster pictures as well, of the first `MOST_PICTURES`.
    """
    drawn = [thing for handle, outer in _objects(page) for thing in _drawn(handle, outer, sheet, page)]
    shapes = [thing for thing in drawn if isinstance(thing, Shape)]
    if with_pictures:
        asked = [number for number, shape in enumerate(shapes) if is_figure(shape)][:MOST_PICTURES]
        shapes = [replace(s, png=_png(page, sheet, s.box)) if n in asked else s for n, s in enumerate(shapes)]
    return joined_rules([thing for thing in drawn if isinstance(thing, Rule)]), tuple(shapes)


def is_figure(shape: Shape) -> bool:
    """Tell whether a shape is a raster picture of the text: no seal, which is red, and no ornament."""
    is_seal = shape.colour is not None and tint_of(shape.colour) is Tint.RED
    return shape.is_raster and not is_seal and min(shape.box.width_mm, shape.box.height_mm) > _LEAST_FIGURE_MM


def _objects(page: pypdfium2.PdfPage) -> Iterator[tuple[object, Transform]]:
    """Yield the path and image objects of a page, those inside of forms too."""
    open_forms: list[tuple[Iterator[object], Transform]] = [(_of_page(page), Transform())]
    seen = 0
    while open_forms and seen < MOST_OBJECTS:
        handles, outer = open_forms[-1]
        handle = next(handles, None)
        if handle is None:
            open_forms.pop()
            continue
        seen += 1
        kind = raw.FPDFPageObj_GetType(handle)
        if kind == raw.FPDF_PAGEOBJ_FORM and len(open_forms) < DEEPEST:
            open_forms.append((_of_form(handle), outer.after(_transform(handle))))
        elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            yield handle, outer


def _of_page(page: pypdfium2.PdfPage) -> Iterator[object]:
    return (raw.FPDFPage_GetObject(page, index) for index in range(raw.FPDFPage_CountObjects(page)))


def _of_form(form: object) -> Iterator[object]:
    return (raw.FPDFFormObj_GetObject(form, index) for index in range(raw.FPDFFormObj_CountObjects(form)))


def _transform(handle: object) -> Transform:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(handle, matrix)
    return Transform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _drawn(handle: object, outer: Transform, sheet: Sheet, page: pypdfium2.PdfPage) -> Iterator[Drawn]:
    if raw.FPDFPageObj_GetType(handle) == raw.FPDF_PAGEOBJ_IMAGE:
        yield _picture(handle, outer.after(_transform(handle)), sheet, page)
        return
    mode, has_stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(handle, mode, has_stroke)
    own = outer.after(_transform(handle))
    if mode.value:
        sides = _sides_of_frame(handle, own, sheet) if mode.value == raw.FPDF_FILLMODE_ALTERNATE else []
        yield from (Rule(side, fill_colour(handle)) for side in sides)
        yield from [] if sides else _filled(handle, outer, sheet)
    if has_stroke.value:
        yield from _stroked(handle, own, outer, sheet)


def _picture(handle: object, own: Transform, sheet: Sheet, page: pypdfium2.PdfPage) -> Shape:
    """Return a raster picture; one of the size of a seal is looked at for its colour."""
    box = _around([own.apply(x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))], sheet)
    is_small = min(box.width_mm, box.height_mm) >= STAMP_LEAST_MM and max(box.width_mm, box.height_mm) <= STAMP_MOST_MM
    colour = _colour_in(page, sheet, box) if is_small else None
    return Shape(box, colour, is_raster=True, turn=degrees(atan2(own.b, own.a)))


def _colour_in(page: pypdfium2.PdfPage, sheet: Sheet, box: Box) -> Rgb | None:
    """Return the colour that most of the ink inside a box has which is not black, else of the ink there."""
    image = _rendered(page, sheet, box, LOOKED_AT_DPI)
    if image is None:
        return None
    colours = [(count, _rgb(colour)) for count, colour in image.quantize(8).convert("RGB").getcolors() or []]
    inks = [(count, colour) for count, colour in colours if min(colour) < 200]
    vivid = [(count, colour) for count, colour in inks if max(colour) - min(colour) > 60]
    return max(vivid or inks, default=(0, None))[1]


def _rgb(colour: tuple[int, ...] | float) -> Rgb:
    """Return a colour of a picture that has three of them."""
    assert isinstance(colour, tuple)
    red, green, blue = colour
    return red, green, blue


def _rendered(page: pypdfium2.PdfPage, sheet: Sheet, box: Box, dpi: float) -> Image | None:
    """Return what is painted inside a box; None when it lies outside the page."""
    points_a_mm = 1 / points_to_mm(1.0)
    width_mm, height_mm = sheet.size_mm
    margins = (box.left_mm, height_mm - box.bottom_mm, width_mm - box.right_mm, box.top_mm)
    left, bottom, right, top = (max(0.0, margin * points_a_mm) for margin in margins)
    if left + right > (width_mm - 1) * points_a_mm or bottom + top > (height_mm - 1) * points_a_mm:
        return None
    image: Image = page.render(scale=dpi / 72, crop=(left, bottom, right, top)).to_pil().convert("RGB")
    return image


def _png(page: pypdfium2.PdfPage, sheet: Sheet, box: Box) -> bytes:
    image = _rendered(page, sheet, box, PICTURE_DPI)
    buffer = BytesIO()
    if image is not None:
        image.save(buffer, "PNG", dpi=(PICTURE_DPI, PICTURE_DPI))
    return buffer.getvalue()


def _filled(handle: object, outer: Transform, sheet: Sheet) -> Iterator[Drawn]:
    box, colour = _bounds(handle, outer, sheet), fill_colour(handle)
    thin, long = sorted((box.width_mm, box.height_mm))
    if thin <= THICKEST_RULE_MM and long >= SHORTEST_RULE_MM and raw.FPDFPath_CountSegments(handle) <= MOST_SEGMENTS:
        yield Rule(box, colour)
    elif long > 0:
        yield Shape(box, colour, is_filled=True, turn=degrees(atan2(outer.b, outer.a)))


def _sides_of_frame(handle: object, own: Transform, sheet: Sheet) -> list[Box]:
    """Return the bars that are left of a rectangle out of which another is cut: how browsers draw borders."""
    if raw.FPDFPath_CountSegments(handle) not in (8, 10):
        return []
    boxes = sorted(
        (_around(outline, sheet) for outline in _outlines(handle, own)), key=lambda box: -box.width_mm * box.height_mm
    )
    if len(boxes) != 2:
        return []
    whole, hole = boxes
    sides = (
        Box(whole.left_mm, whole.top_mm, whole.right_mm, hole.top_mm),
        Box(whole.left_mm, hole.bottom_mm, whole.right_mm, whole.bottom_mm),
        Box(whole.left_mm, whole.top_mm, hole.left_mm, whole.bottom_mm),
        Box(hole.right_mm, whole.top_mm, whole.right_mm, whole.bottom_mm),
    )
    return [side for side in sides if 0.02 < min(side.width_mm, side.height_mm) <= THICKEST_RULE_MM]


def _stroked(handle: object, own: Transform, outer: Transform, sheet: Sheet) -> Iterator[Drawn]:
    """Yield the segments of a stroked path as bars where all of them are straight, else the drawing as a whole."""
    width, colour = ctypes.c_float(), stroke_colour(handle)
    raw.FPDFPageObj_GetStrokeWidth(handle, width)
    thickness_mm = points_to_mm(width.value * own.scale)
    outlines = _outlines(handle, own) if raw.FPDFPath_CountSegments(handle) <= MOST_SEGMENTS else []
    bars = [_bar(start, end, thickness_mm, sheet) for outline in outlines for start, end in pairwise(outline)]
    straight = [bar for bar in bars if bar is not None]
    if not bars or len(straight) < len(bars):
        yield Shape(_bounds(handle, outer, sheet), colour, turn=degrees(atan2(outer.b, outer.a)))
        return
    yield from (Rule(bar, colour) for bar in straight if max(bar.width_mm, bar.height_mm) >= SHORTEST_RULE_MM)


def _outlines(handle: object, own: Transform) -> list[list[Point]]:
    """Return the corners of every outline of a path as points of the page; none when a part of it is curved."""
    found: list[list[Point]] = []
    for index in range(raw.FPDFPath_CountSegments(handle)):
        segment = raw.FPDFPath_GetPathSegment(handle, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        kind, point = raw.FPDFPathSegment_GetType(segment), own.apply(x.value, y.value)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return []
        if kind == raw.FPDF_SEGMENT_MOVETO or not found:
            found.append([])
        found[-1].append(point)
        if raw.FPDFPathSegment_GetClose(segment) and point != found[-1][0]:
            found[-1].append(found[-1][0])
    return found


def _bar(start: Point, end: Point, thickness_mm: float, sheet: Sheet) -> Box | None:
    """Return the box of a stroke that lies or stands; None when it is oblique."""
    (x0, y0), (x1, y1) = sheet.place(*start), sheet.place(*end)
    half = thickness_mm / 2
    if abs(y1 - y0) <= 0.05:
        return Box(min(x0, x1), (y0 + y1) / 2 - half, max(x0, x1), (y0 + y1) / 2 + half)
    if abs(x1 - x0) <= 0.05:
        return Box((x0 + x1) / 2 - half, min(y0, y1), (x0 + x1) / 2 + half, max(y0, y1))
    return None


def _bounds(handle: object, outer: Transform, sheet: Sheet) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
    corners = [(x.value, y.value) for x in (left, right) for y in (bottom, top)]
    return _around([outer.apply(*corner) for corner in corners], sheet)


def _around(points: list[Point], sheet: Sheet) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return sheet.box(min(xs), min(ys), max(xs), max(ys))
