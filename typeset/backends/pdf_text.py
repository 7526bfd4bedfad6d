"""Put the glyphs of a painted page exactly where layout wants them, and mark whose text they are.

WeasyPrint 70 truncates every adjustment between glyphs to 1/1000 em (`draw/text.py`), which sums up to 0.1 mm over a
line. It paints one text matrix and one or more strings of glyphs for each run, in the order of the boxes; the
glyph numbers and fonts stay as it chose them, the matrix and the adjustments are written anew from the run.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from typeset.backends.html import Box
from typeset.layout.page import Run
from typeset.standard import mm_to_points

PIXELS_PER_POINT = 96 / 72
_HEX = re.compile(rb"<([0-9a-f]+)>")

Widths = Mapping[bytes, Mapping[int, int]]


class PaintError(AssertionError):
    """The painted page does not hold the glyphs of its boxes: a bug here, or another WeasyPrint."""


@dataclass(slots=True)
class _Painted:
    """What the painter wrote for one run: strings of glyph numbers, each with its font."""

    strings: list[tuple[bytes, list[int]]] = field(default_factory=list)

    @property
    def glyph_count(self) -> int:
        return sum(len(glyphs) for _, glyphs in self.strings)


def rewrite(operators: Sequence[bytes], boxes: Sequence[Box], widths: Widths, tags: Sequence[bytes]) -> list[bytes]:
    """Return a page's operators with exact glyph places; box i becomes marked content i, opened by `tags[i]`.

    `widths` gives the advance of every glyph of a font, in 1/1000 em, as the PDF states it. Other filled shapes
    become artifacts. Raises PaintError when the page's text and the boxes do not correspond.
    """
    result: list[bytes] = []
    waiting = iter(zip(boxes, tags, strict=True))
    text: list[bytes] | None = None
    for operator in operators:
        if operator == b"BT":
            text = []
        elif text is not None and operator != b"ET":
            text.append(operator)
        elif operator == b"ET" and text is not None:
            result += _marked(text, *next(waiting), widths)
            text = None
        else:
            result.append(operator)
            if operator == b"f":
                result[-2:] = [b"/Artifact BMC", *result[-2:], b"EMC"]
    if next(waiting, None) is not None:
        raise PaintError("fewer texts painted than boxes")
    return result


def _marked(text: Sequence[bytes], box: Box, tag: bytes, widths: Widths) -> Iterator[bytes]:
    painted = _painted(text)
    if len(painted) != len(box.runs):
        raise PaintError(f"{len(painted)} lines painted for {len(box.runs)} runs of {box.text[:20]!r}")
    yield tag
    yield b"BT"
    for run, baseline, item in zip(box.runs, box.baselines_mm, painted, strict=True):
        yield from _run(run, baseline, item, widths)
    yield b"ET"
    yield b"EMC"


def _painted(text: Sequence[bytes]) -> list[_Painted]:
    found: list[_Painted] = []
    font = b""
    for operator in text:
        if operator.endswith(b" Tm"):
            found.append(_Painted())
        elif operator.endswith(b" Tf"):
            font = operator.split(b" ", 1)[0][1:]
        elif operator.endswith(b"] TJ"):
            digits = b"".join(_HEX.findall(operator))
            glyphs = [int(digits[i : i + 4], 16) for i in range(0, len(digits), 4)]
            found[-1].strings.append((font, glyphs))
        else:
            raise PaintError(f"unexpected text operator {operator[:40]!r}")
    return found


def _run(run: Run, baseline_mm: float, painted: _Painted, widths: Widths) -> Iterator[bytes]:
    if painted.glyph_count != len(run.text):
        raise PaintError(f"{painted.glyph_count} glyphs painted for {run.text!r}")
    size = run.size_pt * PIXELS_PER_POINT
    if run.actual_text is not None:
        yield b"/Span <</ActualText <" + ("\ufeff" + run.actual_text).encode("utf-16-be").hex().encode() + b">>> BDC"
    steps = _steps(run, painted, widths, size)
    spacing = Counter(steps).most_common(1)[0][0] if len(steps) > 1 else 0.0
    yield f"{-spacing * size / 1000:.5f} Tc".encode()
    start = 0
    for font, glyphs in painted.strings:
        yield f"{run.scale:g} 0 0 -1 {_pixels(run.x_mm[start]):.4f} {_pixels(baseline_mm):.4f} Tm".encode()
        yield b"/%b %.6f Tf" % (font, size)
        yield _string(glyphs, [step - spacing for step in steps[start : start + len(glyphs)]])
        start += len(glyphs)
    if run.actual_text is not None:
        yield b"EMC"


def _steps(run: Run, painted: _Painted, widths: Widths, size: float) -> list[float]:
    """Return how far, in 1/1000 em, every glyph's advance is to be cut for the next to stand in its place."""
    natural = [widths[font][glyph] for font, glyphs in painted.strings for glyph in glyphs]
    unit = size * run.scale / 1000
    steps = [
        round(width - _pixels(after - before) / unit, 2)
        for width, before, after in zip(natural, run.x_mm, run.x_mm[1:], strict=False)
    ]
    return [*steps, 0.0]


def _string(glyphs: Sequence[int], cuts: Sequence[float]) -> bytes:
    """Return the operator that shows glyphs; the cut after the last one is left out: a matrix follows."""
    cuts = [*cuts[:-1], 0.0]
    parts, open_glyphs = [], ""
    for glyph, cut in zip(glyphs, cuts, strict=True):
        open_glyphs += f"{glyph:04x}"
        if abs(cut) > 0.005:
            parts.append(f"<{open_glyphs}>{cut:.2f}")
            open_glyphs = ""
    if open_glyphs:
        parts.append(f"<{open_glyphs}>")
    return f"[{''.join(parts)}] TJ".encode()


def _pixels(mm: float) -> float:
    return mm_to_points(mm) * PIXELS_PER_POINT
