"""Every table about characters: what may begin or end a line, what may give up half its cell, what stays whole.

Sources: GB/T 15834—2011 §5.1 (K-1 … K-11) and GB/T 15835—2011 5.1 (N-11); ids as in `standard/requirements.yaml`.
"""

import re
import unicodedata

# K-3: opening marks; the ink is in the right half of the cell, the left half may go (K-10).
OPENING = frozenset("“‘（〔【《〈「『［｛")
# K-1, K-2, K-3: stops and closing marks; the ink is in the left half, the right half may go.
STOPS = frozenset("，。、；：？！")
CLOSING = frozenset("”’）〕】》〉」』］｝") | STOPS

NO_LINE_START = CLOSING | frozenset("…—～·／/％%‰℃°,.;:?!)]}")  # K-1 … K-8
NO_LINE_END = OPENING | frozenset("￥$№#([{")  # K-3

PAIRED = ("——", "……")  # K-4, K-5: two cells, never parted
END_MARKS = frozenset("。！？；：，、…")

MISSING_GLYPH = "〓"  # 〓, the mark that printers set for a sort they do not have

# Control characters, lone surrogates and non-characters, which no text may hold.
UNREADABLE_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

# Characters that belong to the Latin face wherever they stand; the marks “”‘’—…· belong to the Chinese faces.
LATIN_RANGES = ((0x20, 0x7E), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x24F))
DIGITS = frozenset("0123456789")

# 《》〈〉: in 仿宋 and 楷体 these come from the 宋体 face, whose strokes match (docs/fonts.md).
BOOK_TITLE_MARKS = frozenset("《》〈〉")

_WHOLE = re.compile(
    r"""
    [㐀-鿿]{1,3}〔\d{4}〕\d+号               # 发文字号 with the end of its 代字
  | [+\-−±]?\d[\d,.:/\-]*(?:[%‰％℃°万亿]|[A-Za-z]+[²³]?)*   # a number, its sign, decimals and unit (N-11)
  | [A-Za-zÀ-ɏ0-9][A-Za-zÀ-ɏ0-9.\-/:@_&=?%+\#~'’]*[A-Za-zÀ-ɏ0-9/]   # a Latin word, code or address
  | ——|……
    """,
    re.VERBOSE,
)


def is_latin(character: str) -> bool:
    """Tell whether the character is set in the Latin face."""
    code = ord(character)
    return any(first <= code <= last for first, last in LATIN_RANGES)


def is_han(character: str) -> bool:
    """Tell whether the character is a Chinese ideograph."""
    code = ord(character)
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x323AF or code == 0x3007


def is_invisible(character: str) -> bool:
    """Tell whether the character has no glyph of its own: format characters and variation selectors."""
    code = ord(character)
    return unicodedata.category(character) == "Cf" or 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF


def whole_units(text: str) -> list[tuple[int, int]]:
    """Return the [start, end) spans of `text` that a line break must not cut."""
    return [match.span() for match in _WHOLE.finditer(text) if match.end() - match.start() > 1]


def break_opportunities(text: str) -> list[int]:
    """Return every position where a new line may begin, ascending: 0 < position < len(text).

    No forbidden line start or end, no cut inside a unit; after spaces, never before one.
    """
    barred = bytearray(len(text) + 1)
    for start, end in whole_units(text):
        barred[start + 1 : end] = b"\x01" * (end - start - 1)
    return [
        position
        for position in range(1, len(text))
        if not barred[position]
        and text[position] not in NO_LINE_START
        and text[position - 1] not in NO_LINE_END
        and text[position] != " "
        and not (is_latin(text[position - 1]) and is_latin(text[position]) and text[position - 1] != " ")
        and not is_invisible(text[position])
    ]
