"""The 发文机关标志 of the Word draft (7.2.4): one line, or the names of several issuers with 文件 beside them."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from typeset.backends.ooxml.values import TWIPS_PER_POINT as POINT
from typeset.backends.ooxml.values import Cell, PageSetup, Paragraph, Row, Table, Text, twips
from typeset.backends.word_page import LINE_ASCENT
from typeset.backends.word_styles import MARK
from typeset.layout.blocks import Alignment, Mark

_MARK_LINE_EM = 1.2  # at this height both ways to set an exact line give the same baseline for Chinese faces


def mark_line_twips(mark: Mark) -> int:
    """Return the height of the mark's line."""
    return round(mark.size_pt * _MARK_LINE_EM * POINT)


def mark_paragraph(mark: Mark, before_twips: int, setup: PageSetup) -> Paragraph:
    """Return the mark (R-7.2.4-3), without a gap after its last glyph, so that it is centred (R-7.2.4-2).

    What is centred is its ink: an indent makes up for the blanks of the glyphs at its ends.
    """
    middle = (setup.left_twips + setup.width_twips - setup.right_twips) / 2
    indent = round(2 * (twips((mark.left_mm + mark.end_mm) / 2) - middle))
    sides = (max(0, indent), max(0, -indent))
    return Paragraph(
        MARK,
        (_spread(mark),),
        side_twips=sides if any(sides) else None,
        before_twips=before_twips,
        line_twips=mark_line_twips(mark),
    )


def _spread(mark: Mark, *, size_pt: float | None = None) -> tuple[Text, ...]:
    """Return the characters of a mark with the gaps of the layout between them."""
    scale = round(mark.scale * 100)
    last = Text(mark.original[-1:], size_pt=size_pt, scale_percent=None if scale == 100 else scale)
    spread = replace(last, text=mark.original[:-1], tracking_twips=twips(mark.tracking_mm))
    return tuple(run for run in (spread, last) if run.text)


def mark_table(marks: Sequence[Mark], suffix: Mark | None, setup: PageSetup) -> tuple[Table, int]:
    """Return the names of the issuers below each other, 文件 beside them and in the middle (R-7.2.4-6), and the height.

    The rows' baselines are those of the layout.
    """
    lines = [mark_line_twips(mark) for mark in marks]
    tops = [twips(mark.baseline_mm) - round(LINE_ASCENT * line) for mark, line in zip(marks, lines, strict=True)]
    heights = [below - above for above, below in itertools.pairwise(tops)] + [lines[-1]]
    width = setup.width_twips - setup.left_twips - setup.right_twips
    parted = width if suffix is None else _between(marks, suffix) - setup.left_twips
    rows = []
    for number, (mark, height) in enumerate(zip(marks, heights, strict=True)):
        cells = [Cell((_name(mark, parted, min(height, lines[number]), setup),), vertical="top")]
        if suffix is not None:
            cells.append(_suffix(suffix, tops[0], sum(heights), setup, parted, rows=len(marks), number=number))
        rows.append(Row(height, tuple(cells), is_exact=True))
    columns = (width,) if suffix is None else (parted, width - parted)
    return Table(columns, tuple(rows), description="发文机关标志"), sum(heights)


def _between(marks: Sequence[Mark], suffix: Mark) -> int:
    """Return the middle of the gap between the names and 文件, from the paper's edge."""
    return twips((max(mark.end_mm for mark in marks) + suffix.left_mm) / 2)


def _name(mark: Mark, column_twips: int, line_twips: int, setup: PageSetup) -> Paragraph:
    """Return a name spread over the width that the layout gives it, also when it is typed anew."""
    left = twips(mark.left_mm) - setup.left_twips
    right = setup.left_twips + column_twips - twips(mark.end_mm)
    scale = round(mark.scale * 100)
    text = Text(mark.original, size_pt=mark.size_pt, scale_percent=None if scale == 100 else scale)
    return Paragraph(
        MARK,
        ((text,),),
        size_pt=mark.size_pt,
        side_twips=(left, max(0, right)),
        line_twips=line_twips,
        is_distributed=True,
    )


def _suffix(
    suffix: Mark, top_twips: int, height_twips: int, setup: PageSetup, left_twips: int, *, rows: int, number: int
) -> Cell:
    """Return the cell of 文件 in a row: its text in the first, its continuation in those below."""
    if number:
        return Cell((Paragraph(MARK, ((),), line_twips=POINT),), rows=rows, continues=True)
    line = mark_line_twips(suffix)
    room = twips(suffix.baseline_mm) - round(LINE_ASCENT * line) - top_twips
    text = Paragraph(
        MARK,
        (_spread(suffix, size_pt=suffix.size_pt),),
        size_pt=suffix.size_pt,
        alignment=Alignment.LEFT,
        side_twips=(twips(suffix.left_mm) - setup.left_twips - left_twips, 0),
        before_twips=max(0, min(room, height_twips - line)),
        line_twips=line,
    )
    return Cell((text,), rows=rows, vertical="top")
