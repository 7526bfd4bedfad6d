"""Read the characters of a page with PDFium: where each stands, in which font, how large, in which colour."""

import ctypes
from dataclasses import dataclass, replace
from functools import cached_property
from math import atan2, degrees, hypot

import pypdfium2
from pypdfium2 import raw

from typeset.readers.pdf.painted import Box, Character, PdfFont, Rgb
from typeset.readers.pdf.sheet import Sheet
from typeset.standard import points_to_mm

MOST_CHARACTERS = 30_000
"""On one page; a page of a document holds 616."""

_HYPHEN_AT_LINE_END = 2  # how PDFium gives a hyphen that parts a word
_INVISIBLE, _STROKED = 3, (1, 2, 5, 6)
_CLIPPED_ONLY = 7
_FIRST_HALVES, _SECOND_HALVES = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
"""How PDFium gives characters beyond the first plane, such as rare ones of names: as two."""


@dataclass(frozen=True)
class _TextObject:
    """What all characters of one text object have in common."""

    handle: object
    fonts: dict[int, PdfFont]

    @cached_property
    def font(self) -> PdfFont:
        handle = raw.FPDFTextObj_GetFont(self.handle)
        address = ctypes.cast(handle, ctypes.c_void_p).value or 0
        if address not in self.fonts:
            self.fonts[address] = PdfFont(_font_name(handle), raw.FPDFFont_GetIsEmbedded(handle) == 1)
        return self.fonts[address]

    @cached_property
    def colour(self) -> Rgb:
        return fill_colour(self.handle)

    @cached_property
    def mode(self) -> int:
        return int(raw.FPDFTextObj_GetTextRenderMode(self.handle))


def read_characters(page: pypdfium2.PdfPage, sheet: Sheet, fonts: dict[int, PdfFont]) -> tuple[list[Character], int]:
    """Return the visible characters of a page as they come in it, and how many invisible ones there are.

    `fonts` keeps the fonts of the document that are known already. Of more than `MOST_CHARACTERS` the rest is left.
    """
    text = page.get_textpage()
    found: list[Character] = []
    hidden = 0
    objects: dict[int, _TextObject] = {}
    for index in range(min(raw.FPDFText_CountChars(text), MOST_CHARACTERS)):
        code = _code(text, index)
        if raw.FPDFText_IsGenerated(text, index) == 1 or (code < 32 and code != _HYPHEN_AT_LINE_END):
            continue
        handle = raw.FPDFText_GetTextObject(text, index)
        address = ctypes.cast(handle, ctypes.c_void_p).value or 0
        if address not in objects:
            objects[address] = _TextObject(handle, fonts)
        if objects[address].mode in (_INVISIBLE, _CLIPPED_ONLY):
            hidden += 1
        else:
            found.append(_character(text, index, objects[address], sheet))
    text.close()
    return _with_blanks_told(_unspread(found)), hidden


def fill_colour(handle: object) -> Rgb:
    """Return the colour that an object is filled with."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha)
    return red.value, green.value, blue.value


def stroke_colour(handle: object) -> Rgb:
    """Return the colour of an object's strokes."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetStrokeColor(handle, red, green, blue, alpha)
    return red.value, green.value, blue.value


def _character(text: pypdfium2.PdfTextPage, index: int, parent: _TextObject, sheet: Sheet) -> Character:
    code = _code(text, index)
    matrix, loose = raw.FS_MATRIX(), raw.FS_RECTF()
    raw.FPDFText_GetMatrix(text, index, matrix)
    raw.FPDFText_GetLooseCharBox(text, index, loose)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    turn = round(degrees(atan2(matrix.b, matrix.a))) % 360
    extent = loose.top - loose.bottom if turn in (90, 270) else loose.right - loose.left
    x_mm, baseline_mm = sheet.place(x.value, y.value)
    return Character(
        "-" if code == _HYPHEN_AT_LINE_END else _text(code),
        x_mm,
        baseline_mm,
        points_to_mm(extent),
        raw.FPDFText_GetFontSize(text, index) * hypot(matrix.c, matrix.d),
        parent.font,
        parent.colour,
        _ink(text, index, sheet),
        turn,
        parent.mode in _STROKED,
    )


def _code(text: pypdfium2.PdfTextPage, index: int) -> int:
    """Return the code of a character, whole at the first half of a pair and 0 at the second one."""
    code = int(raw.FPDFText_GetUnicode(text, index))
    if code in _FIRST_HALVES and (second := int(raw.FPDFText_GetUnicode(text, index + 1))) in _SECOND_HALVES:
        return 0x10000 + (code - 0xD800) * 0x400 + second - 0xDC00
    is_second = code in _SECOND_HALVES and index > 0
    return 0 if is_second and raw.FPDFText_GetUnicode(text, index - 1) in _FIRST_HALVES else code


def _text(code: int) -> str:
    """Return a code as a character; what PDFium could not map is the replacement character."""
    return chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd"


def _ink(text: pypdfium2.PdfTextPage, index: int, sheet: Sheet) -> Box | None:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    if right.value - left.value < 0.01 or top.value - bottom.value < 0.01:
        return None
    return sheet.box(left.value, bottom.value, right.value, top.value)


def _unspread(characters: list[Character]) -> list[Character]:
    """Give characters that stand for one run (/ActualText) places of their own: those of the shares of its box."""
    result: list[Character] = []
    for before, character in zip([None, *characters], characters, strict=False):
        same = before is not None and (before.x_mm, before.baseline_mm) == (character.x_mm, character.baseline_mm)
        if same and character.ink is not None and character.turn == 0:
            ink = character.ink
            character = _moved(character, ink.left_mm, ink.width_mm)
        result.append(character)
    return result


def _with_blanks_told(characters: list[Character]) -> list[Character]:
    """Return the characters; those that come right after a blank say so."""
    return [
        replace(character, follows_blank=True) if before is not None and before.text.isspace() else character
        for before, character in zip([None, *characters], characters, strict=False)
    ]


def _moved(character: Character, x_mm: float, advance_mm: float) -> Character:
    return replace(character, x_mm=x_mm, advance_mm=advance_mm)


def _font_name(handle: object) -> str:
    """Return the name of a font without the six letters of a subset."""
    size = raw.FPDFFont_GetBaseFontName(handle, None, 0)
    if not size:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFFont_GetBaseFontName(handle, buffer, size)
    name = _decoded(buffer.raw[: size - 1])
    head, plus, rest = name.partition("+")
    return rest if plus and len(head) == 6 and head.isupper() else name


def _decoded(name: bytes) -> str:
    """Return a font's name; those of older Chinese programs are in GBK."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("latin-1")
