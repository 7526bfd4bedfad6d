"""Measure the type area of a PDF: where its lines begin and end, where its pages begin."""

from collections.abc import Iterator, Sequence
from statistics import median

from typeset.inspect.pdf.elements import Area, Inspection, Sheet
from typeset.inspect.pdf.paragraphs import advance_in_line_mm, flush_lines, run_on_lines
from typeset.readers.pdf.lines import Line

NEAR_MM = 1.0
"""An edge so near to the standard's is taken for it."""

_FEWEST_LINES = 5
_NO_SPREAD_MM = 0.01


def measure_area(found: Inspection) -> Area:
    """Return the type area of the pages."""
    standard = Area()
    flush = [line for sheet in found.sheets for line in flush_lines(sheet, found)]
    ends = [line for line in run_on_lines(found)]
    firsts = list(first_lines(found))
    left_mm = median(line.left_mm for line in flush) if len(flush) >= _FEWEST_LINES else standard.left_mm
    right_mm = usual_right_edge_mm(ends) if len(ends) >= _FEWEST_LINES else standard.right_mm
    top_mm = min((line.em_top_mm for line in firsts), default=standard.top_mm)
    return Area(_near(left_mm, standard.left_mm), _near(right_mm, standard.right_mm), _near(top_mm, standard.top_mm))


def _near(value_mm: float, standard_mm: float) -> float:
    return standard_mm if abs(value_mm - standard_mm) <= NEAR_MM else value_mm


def usual_right_edge_mm(lines: Sequence[Line]) -> float:
    """Return the right edge that lines reach: that of nine in ten is not beyond it.

    Lines that are not spread end wherever their last character does: their edge may be a character further right, and
    is taken for the standard's where that is possible.
    """
    rights = sorted(line.right_mm for line in lines)
    right_mm = rights[min(len(rights) - 1, int(len(rights) * 0.9))]
    advances = [advance for line in lines if (advance := advance_in_line_mm(line)) is not None]
    is_ragged = bool(advances) and max(advances) - min(advances) < _NO_SPREAD_MM
    standard_mm = Area().right_mm
    return standard_mm if is_ragged and 0 <= standard_mm - right_mm < min(advances) else right_mm


def first_lines(found: Inspection) -> Iterator[Line]:
    """Yield the first line of every page after the first that begins with text: no title, table or page number."""
    for sheet in found.sheets[1:]:
        line = _first_line_of_text(sheet)
        if line is not None:
            yield line


def _first_line_of_text(sheet: Sheet) -> Line | None:
    lines = [line for line in sheet.lines if line is not sheet.number]
    if not lines or sheet.is_lying:
        return None
    return lines[0] if lines[0] in sheet.body else None
