"""Recognise 附件说明, 署名, 成文日期, seals, 附注 and the first pages of attachments (7.3.4 to 7.3.7)."""

import re
from collections.abc import Sequence

from typeset.inspect.pdf.elements import Attachment, Closing, Sheet, Stamp, shape_tint
from typeset.readers.pdf.lines import Line, around
from typeset.readers.pdf.painted import Box, Shape, Tint
from typeset.readers.pdf.table_boxes import in_tables

DATE = re.compile(
    r"(?:\d{4}|[〇零○ＯO一二三四五六七八九]{4})年[\d〇零一二三四五六七八九十]{1,3}月[\d〇零一二三四五六七八九十]{1,3}日"
)
LIST = re.compile(r"附件[:：]")
LABEL = re.compile(r"附\s?件\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})?[:：]?")
_MARKS_OF_TEXT = "。；，：！？;,:"
_DATE_FROM_MM, _INDENT_MM, _SAME_EDGE_MM = 55.0, 11.15, 1.5
_NEXT_LINE_ROWS, _FIRST_GAP_ROWS = 1.3, 5.6
_USUAL_PITCH_MM = 10.446
_SEAL_MM, _STAMP_LEAST_MM, _STAMP_MOST_MM = (25.0, 65.0), 8.0, 80.0
_STAMP_GAP_MM = 4.0
_INSIDE_MM = 1.5
_ORGAN_GAP_EM = 0.8


def recognise_list(sheets: Sequence[Sheet], left_mm: float) -> tuple[Line, ...]:
    """Return the lines of 附件说明: the one that begins with 附件： and those below it that are indented further."""
    for sheet in sheets:
        for index, line in enumerate(sheet.body):
            if LIST.match(line.solid) and line.left_mm < left_mm + 3 * _INDENT_MM:
                return (line, *_continued(line, sheet.body[index + 1 :], left_mm))
    return ()


def _continued(first: Line, lines: Sequence[Line], left_mm: float) -> list[Line]:
    found: list[Line] = []
    for line in lines:
        is_next = line.baseline_mm - (found or [first])[-1].baseline_mm <= _NEXT_LINE_ROWS * _USUAL_PITCH_MM
        if not is_next or line.left_mm < left_mm + _INDENT_MM - _SAME_EDGE_MM or DATE.fullmatch(line.solid):
            break
        found.append(line)
    return found


def recognise_closing(sheets: Sequence[Sheet], left_mm: float, listed: Sequence[Line]) -> Closing | None:
    """Return the first 成文日期 that stands alone at the right, with what belongs to it."""
    for sheet in sheets:
        for index, line in enumerate(sheet.body):
            date = next((s for s in line.segments if DATE.fullmatch(s.solid) and s.left_mm >= _DATE_FROM_MM), None)
            if date is None or in_tables(line, sheet.tables):
                continue
            above = sheet.body[:index]
            organs, text = _organs(above, date, left_mm, listed)
            others = tuple(segment for segment in line.segments if segment is not date)
            return Closing(
                page=sheet.index,
                date=date,
                organs=(*organs, *others),
                stamps=stamps_of(sheet, date),
                note=_note(sheet.body[index + 1 :]),
                text=text,
            )
    return None


def _organs(
    above: Sequence[Line], date: Line, left_mm: float, listed: Sequence[Line]
) -> tuple[tuple[Line, ...], Line | None]:
    """Return the columns of 署名 above a date, from above, and the last line of the text above them."""
    found: list[Line] = []
    below, rows = date, _FIRST_GAP_ROWS
    for line in reversed(above):
        gap_mm = below.baseline_mm - line.baseline_mm
        if gap_mm > rows * _USUAL_PITCH_MM or line in listed or _is_text(line, left_mm):
            return tuple(found), line
        found[:0] = line.columns(_ORGAN_GAP_EM)
        below = line
    return tuple(found), None


def _is_text(line: Line, left_mm: float) -> bool:
    """Tell whether a line is one of the text: it begins at the edge or at the indent, or ends with a mark."""
    edges = (left_mm, left_mm + _INDENT_MM)
    has_marks = any(mark in line.solid for mark in _MARKS_OF_TEXT)
    return has_marks or any(abs(line.left_mm - edge) <= _SAME_EDGE_MM for edge in edges)


def _note(below: Sequence[Line]) -> Line | None:
    following = next(iter(below), None)
    return following if following is not None and following.solid.startswith(("（", "(")) else None


def stamps_of(sheet: Sheet, date: Line) -> tuple[Stamp, ...]:
    """Return the seals and 签名章 of a page: rings and pictures of a seal's size, and other red drawings together."""
    shapes = [shape for shape in sheet.page.shapes if not in_box(shape, sheet.tables)]
    seeds = [shape for shape in shapes if _is_seal_like(shape, date)]
    outer = [shape for shape in seeds if not any(_holds(other, shape) for other in seeds)]
    stamps = [Stamp(shape.box, shape_tint(shape), shape.turn) for shape in outer]
    red = [shape for shape in shapes if shape_tint(shape) is Tint.RED and shape not in outer]
    rest = [shape for shape in red if not any(_holds(other, shape) for other in outer)]
    return (*stamps, *_joined(rest))


def in_box(shape: Shape, boxes: Sequence[Box]) -> bool:
    """Tell whether a drawing is a part of a table."""
    return any(shape.box.meets(box) for box in boxes)


def _is_seal_like(shape: Shape, date: Line) -> bool:
    least, most = _SEAL_MM
    has_size = least <= shape.box.width_mm <= most and least <= shape.box.height_mm <= most
    is_round = has_size and 0.8 <= shape.box.width_mm / shape.box.height_mm <= 1.25
    return is_round and (shape_tint(shape) is Tint.RED or shape.box.meets(date.em_box, by_mm=-30.0))


def _holds(outer: Shape, inner: Shape) -> bool:
    box, other = outer.box, inner.box
    return (
        outer is not inner
        and box.left_mm - _INSIDE_MM <= other.left_mm
        and box.top_mm - _INSIDE_MM <= other.top_mm
        and box.right_mm + _INSIDE_MM >= other.right_mm
        and box.bottom_mm + _INSIDE_MM >= other.bottom_mm
        and (box.width_mm > other.width_mm or box.height_mm > other.height_mm or outer.is_raster)
    )


def _joined(shapes: Sequence[Shape]) -> list[Stamp]:
    """Return drawings that nearly touch as one stamp each, as far as they have the size of one."""
    groups: list[Box] = []
    for shape in shapes:
        near = [box for box in groups if box.meets(shape.box, by_mm=-_STAMP_GAP_MM)]
        groups = [box for box in groups if box not in near] + [around([shape.box, *near])]
    fit = [box for box in groups if _STAMP_LEAST_MM <= box.width_mm <= _STAMP_MOST_MM and box.height_mm >= 5]
    return [Stamp(box, Tint.RED, 0.0) for box in fit]


def recognise_attachments(sheets: Sequence[Sheet], left_mm: float) -> tuple[Attachment, ...]:
    """Return the attachments: pages whose first line is 附件 or 附件1 alone, with the large lines below it."""
    found = []
    for sheet in sheets:
        lines = [line for line in sheet.lines if line is not sheet.number]
        if not lines or not LABEL.fullmatch(lines[0].solid) or lines[0].left_mm > left_mm + 2 * _INDENT_MM:
            continue
        size = max((line.size_pt for line in lines[1:6]), default=0.0)
        title = [line for line in lines[1:6] if line.size_pt == size and size > lines[0].size_pt + 1]
        found.append(Attachment(sheet.index, lines[0], tuple(title)))
    return tuple(found)
