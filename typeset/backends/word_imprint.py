"""The 版记 of the Word draft (7.4): a frame at the foot of the type area, its rules bars of their exact thickness."""

from collections.abc import Iterator
from dataclasses import replace

from typeset.backends import word_styles
from typeset.backends.ooxml.values import (
    Frame,
    Indents,
    Inline,
    PageSetup,
    Paragraph,
    ParagraphStyle,
    Tab,
    TabStop,
    Text,
    twips,
)
from typeset.backends.word_head import bar_paragraphs
from typeset.backends.word_page import LINE_ASCENT
from typeset.backends.word_text import run_text
from typeset.layout.page import Line, Rule, Run
from typeset.layout.result import Imprint, Placed

_POINT_TWIPS = 20
_GAP_MM = 0.5
# Between the two ways to stand type in a line of exact height: LibreOffice's, 1 mm lower, and in its middle.
_RAISED_HALF_POINTS = 3


def imprint_paragraphs(imprint: Imprint, setup: PageSetup, *, is_letter: bool) -> Iterator[Paragraph]:
    """Yield the 版记, and the paragraph that the frame belongs to.

    Below the last rule the frame has the room down to the foot of Word's page, which lies a little lower. In a 信函,
    whose page 1 goes farther down than the others, it stands at a height of its own.
    """
    frame = Frame(twips(imprint.top_mm) if is_letter else None)
    reached = twips(imprint.top_mm)
    for thing in _from_above(imprint):
        for made in _paragraphs(thing, reached, setup):
            reached += made.before_twips + len(made.lines) * (made.line_twips or 0)
            yield replace(made, frame=frame)
    rest = setup.height_twips - setup.bottom_twips - reached
    if rest >= _POINT_TWIPS and not is_letter:
        yield Paragraph(word_styles.SPACE, ((),), line_twips=rest, frame=frame)
    yield Paragraph(word_styles.SPACE, ((),))


def _paragraphs(thing: Placed | Rule, reached: int, setup: PageSetup) -> Iterator[Paragraph]:
    if isinstance(thing, Rule):
        yield from bar_paragraphs(thing, reached, setup)
    else:
        yield _entry(thing, reached, setup)


def _from_above(imprint: Imprint) -> list[Placed | Rule]:
    things: list[tuple[float, Placed | Rule]] = [(rule.top_mm, rule) for rule in imprint.rules]
    things += [(placed.lines[0].baseline_mm, placed) for placed in imprint.placed if placed.lines]
    return [thing for _, thing in sorted(things, key=lambda each: each[0])]


def _entry(placed: Placed, reached: int, setup: PageSetup) -> Paragraph:
    """Return an element on the baselines of the layout, with its line ends: names are parted between each other."""
    block, lines = placed.block, placed.lines
    style = word_styles.style_of(block.element)
    pitch = _pitch(lines, reached)
    stops = tuple(stop for line in lines for stop in _stops(line, setup))
    indents = Indents(block.first_line_cells, block.left_cells, block.right_cells)
    return Paragraph(
        style.id,
        tuple(_inlines(line, style) for line in lines),
        size_pt=block.size_pt,
        indents=indents,
        tabs=stops,
        line_twips=pitch,
        before_twips=max(0, _baseline(lines) - round(LINE_ASCENT * pitch) - reached),
    )


def _pitch(lines: tuple[Line, ...], reached: int) -> int:
    """Return the height of the lines; a single line is as high as the room above its baseline asks for."""
    if len(lines) > 1:
        return twips(lines[1].baseline_mm - lines[0].baseline_mm)
    return max(_POINT_TWIPS, round((_baseline(lines) - reached) / LINE_ASCENT))


def _baseline(lines: tuple[Line, ...]) -> int:
    """Return where the first line's baseline would be if its type were not raised by its style."""
    return twips(lines[0].baseline_mm) + _RAISED_HALF_POINTS * _POINT_TWIPS // 2


def _inlines(line: Line, style: ParagraphStyle) -> tuple[Inline, ...]:
    first, *others = line.runs
    inlines: list[Inline] = [_raised(first, style)]
    end = first.end_mm
    for run in others:
        if run.x_mm[0] - end > _GAP_MM:
            inlines.append(Tab())
        inlines.append(_raised(run, style))
        end = run.end_mm
    return tuple(inlines)


def _raised(run: Run, style: ParagraphStyle) -> Text:
    return replace(run_text(run, style), raised_half_points=_RAISED_HALF_POINTS)


def _stops(line: Line, setup: PageSetup) -> Iterator[TabStop]:
    """Yield the right stop of 印发日期 (R-7.4.3-1)."""
    end = line.runs[0].end_mm
    for run in line.runs[1:]:
        if run.x_mm[0] - end > _GAP_MM:
            yield TabStop(twips(run.end_mm) - setup.left_twips, is_right=True)
        end = run.end_mm
