"""Write runs as text operators of a PDF, every glyph exactly where layout wants it.

A PDF's user space: points, upward from the page's lower left corner.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from typeset.backends.pdf_glyphs import Glyph, Glyphs
from typeset.layout.page import Line, Run
from typeset.standard import mm_to_points


@dataclass(slots=True)
class Pen:
    """What the text state of a page holds, so that it is written only when it changes."""

    height_mm: float
    fill: bytes = b""
    font: bytes = b""
    spacing: bytes = b""

    def choose_fill(self, fill: bytes) -> Iterator[bytes]:
        """Yield the operator that chooses a colour, unless it is chosen."""
        if fill != self.fill:
            self.fill = fill
            yield fill


def run_operators(run: Run, line: Line, glyphs: Glyphs, pen: Pen) -> Iterator[bytes]:
    """Yield the operators that show a run of a line; blanks without a glyph leave their room."""
    shown = [glyphs.of(run.role, character) for character in run.text]
    copied = run.actual_text
    if copied is None and any(glyph is not None and glyph.is_shared for glyph in shown):
        copied = run.text
    if copied is not None:
        yield b"/Span <</ActualText <" + ("\ufeff" + copied).encode("utf-16-be").hex().encode() + b">>> BDC"
    cuts = _cuts(run, shown, is_rotated=line.is_rotated)
    spacing = Counter(cuts).most_common(1)[0][0] if len(cuts) > 1 else 0.0
    operator = f"{-spacing * run.size_pt / 1000:.5f} Tc".encode()
    if operator != pen.spacing:
        pen.spacing = operator
        yield operator
    for start, end in _strings(shown):
        yield _matrix(run, line, start, pen.height_mm)
        part = [glyph for glyph in shown[start:end] if glyph is not None]
        font = b"/%b %.6g Tf" % (part[0].font, run.size_pt)
        if font != pen.font:
            pen.font = font
            yield font
        yield _string(part, [cut - spacing for cut in cuts[start:end]])
    if copied is not None:
        yield b"EMC"


def _strings(shown: Sequence[Glyph | None]) -> Iterator[tuple[int, int]]:
    """Yield begin and end of every stretch of glyphs of one font."""
    start = 0
    for end in range(1, len(shown) + 1):
        first, after = shown[start], shown[end] if end < len(shown) else None
        if first is None:
            start = end
        elif after is None or after.font != first.font:
            yield start, end
            start = end


def _matrix(run: Run, line: Line, start: int, height_mm: float) -> bytes:
    along, across = run.x_mm[start], line.baseline_mm - run.rise_mm
    if line.is_rotated:
        return f"0 {run.scale:g} -1 0 {mm_to_points(across):.4f} {mm_to_points(height_mm - along):.4f} Tm".encode()
    return f"{run.scale:g} 0 0 1 {mm_to_points(along):.4f} {mm_to_points(height_mm - across):.4f} Tm".encode()


def _cuts(run: Run, shown: Sequence[Glyph | None], *, is_rotated: bool) -> list[float]:
    """Return how far, in 1/1000 em, every glyph's advance is to be cut for the next to stand in its place."""
    unit = run.size_pt * run.scale / 1000
    sign = -1 if is_rotated else 1
    steps = [
        round((glyph.width if glyph else 0.0) - sign * mm_to_points(after - before) / unit, 2)
        for glyph, before, after in zip(shown, run.x_mm, run.x_mm[1:], strict=False)
    ]
    return [*steps, 0.0]


def _string(glyphs: Sequence[Glyph], cuts: Sequence[float]) -> bytes:
    """Return the operator that shows glyphs; the cut after the last one is left out: a matrix follows."""
    cuts = [*cuts[:-1], 0.0]
    parts, open_glyphs = [], ""
    for glyph, cut in zip(glyphs, cuts, strict=True):
        open_glyphs += f"{glyph.number:04x}"
        if abs(cut) > 0.005:
            parts.append(f"<{open_glyphs}>{cut:.2f}")
            open_glyphs = ""
    if open_glyphs:
        parts.append(f"<{open_glyphs}>")
    return f"[{''.join(parts)}] TJ".encode()
