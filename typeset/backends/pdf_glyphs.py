"""Read the glyphs off the painter's page of glyphs: which number a character has in which embedded font."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from typeset.backends.html import GlyphLine, face_role
from typeset.fonts import FontSet
from typeset.standard import Role

_HEX = re.compile(rb"<([0-9a-f]+)>")

MISSING = 0  # the glyph .notdef, which stands for what a font does not have

Widths = Mapping[bytes, Mapping[int, int]]


class PaintError(AssertionError):
    """The painter did not paint what it was given: a bug here, or another WeasyPrint."""


class Glyph(NamedTuple):
    """A glyph in a font of the PDF; `width` is its advance in 1/1000 em as the PDF states it.

    `is_shared`: another character has the same glyph, so that the font alone cannot tell what it means.
    """

    font: bytes
    number: int
    width: float
    is_shared: bool = False


class Glyphs:
    """The glyphs of a document by the role of the text and the character."""

    def __init__(self, painted: Mapping[tuple[Role, str], Glyph], fonts: FontSet) -> None:
        self._painted = painted
        self._fonts = fonts
        self._known: dict[tuple[Role, str], Glyph | None] = {}

    def of(self, role: Role, character: str) -> Glyph | None:
        """Return the glyph of a character of text in `role`; None for a blank that has none."""
        key = (role, character)
        if key not in self._known:
            glyph = self._painted.get((face_role(role, character, self._fonts), character))
            if glyph is None and not character.isspace():
                raise PaintError(f"no glyph painted for {character!r} in {role}")
            self._known[key] = glyph
        return self._known[key]


def read_glyphs(operators: Sequence[bytes], lines: Sequence[GlyphLine], widths: Widths, fonts: FontSet) -> Glyphs:
    """Return the glyphs that the painter's page of glyphs shows. Raises PaintError when they are not those of `lines`.

    `widths` gives the advance of every glyph of a font, in 1/1000 em.
    """
    painted = list(_strings(operators))
    if len(painted) != len(lines):
        raise PaintError(f"{len(painted)} lines of glyphs painted for {len(lines)}")
    found: dict[tuple[Role, str], Glyph] = {}
    for line, glyphs in zip(lines, painted, strict=True):
        if len(glyphs) != len(line.text):
            raise PaintError(f"{len(glyphs)} glyphs painted for {line.text[:40]!r}")
        for character, (font, number) in zip(line.text, glyphs, strict=True):
            if number == MISSING:
                raise PaintError(f"no glyph in the face of {line.role} for {character!r}")
            found[line.role, character] = Glyph(font, number, widths[font][number])
    uses = Counter((glyph.font, glyph.number) for glyph in found.values())
    shared = {key: glyph._replace(is_shared=uses[glyph.font, glyph.number] > 1) for key, glyph in found.items()}
    return Glyphs(shared, fonts)


def _strings(operators: Sequence[bytes]) -> Iterator[list[tuple[bytes, int]]]:
    """Yield the font and number of every glyph of each painted line: a text matrix begins one."""
    line: list[tuple[bytes, int]] | None = None
    font = b""
    for operator in operators:
        if operator.endswith(b" Tm"):
            if line is not None:
                yield line
            line = []
        elif operator.endswith(b" Tf"):
            font = operator.split(b" ", 1)[0][1:]
        elif operator.endswith(b"] TJ") and line is not None:
            digits = b"".join(_HEX.findall(operator))
            line += [(font, int(digits[i : i + 4], 16)) for i in range(0, len(digits), 4)]
    if line is not None:
        yield line
