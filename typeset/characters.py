"""Every table about characters: what may begin or end a line, what may give up half its cell, what stays whole.

Sources: GB/T 15834—2011 §5.1 (K-1 … K-11) and GB/T 15835—2011 5.1 (N-11); ids as in `standard/requirements.yaml`.
"""

import re
import unicodedata
from collections.abc import Sequence

# K-3: opening marks; the ink is in the right half of the cell, the left half may go (K-10).
OPENING = frozenset("“‘（〔【《〈「『［｛")
# K-1, K-2, K-3: stops and closing marks; the ink is in the left half, the right half may go.
STOPS = frozenset("，。、；：？！")
CLOSING = frozenset("”’）〕】》〉」』］｝") | STOPS

# ？ stands in the middle of its cell in the 仿宋 and 楷体 faces: it gives up nothing.
GIVES_LEFT = OPENING
GIVES_RIGHT = CLOSING - {"？"}

NO_LINE_START = CLOSING | frozenset("…—～·／/％%‰℃°,.;:?!)]}")  # K-1 … K-8
NO_LINE_END = OPENING | frozenset("￥$№#([{／/")  # K-3, K-8

PAIRED = ("——", "……")  # K-4, K-5: two cells, never parted
END_MARKS = frozenset("。！？；：，、…")

LIST_MARKS = "，、；。：,;."  # after a name in a list

MISSING_GLYPH = "〓"  # 〓, the mark that printers set for a sort they do not have

# Where a line of a file ends, for those who count lines as YAML and Unicode do.
LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")

# Control characters, lone surrogates and non-characters, which no text may hold.
UNREADABLE_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

# Characters that belong to the Latin face wherever they stand; the marks “”‘’—…· belong to the Chinese faces.
LATIN_RANGES = ((0x20, 0x7E), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x24F))
SHARED_MARKS = frozenset("×÷±·°§¨´¤")  # in both faces; set in the Chinese one
HAN_RANGES = ((0x3007, 0x3007), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))
DIGITS = frozenset("0123456789")

# 《》〈〉: in 仿宋 and 楷体 these come from the 宋体 face, whose strokes match (docs/fonts.md).
BOOK_TITLE_MARKS = frozenset("《》〈〉")

_WHOLE = re.compile(
    r"""
    [㐀-鿿]{0,3}〔\d{4}〕\d+号               # 发文字号 with the end of its 代字
  | [+\-−±]?\d[\d,.:/\-]*(?:[%‰％℃°万亿]|[A-Za-z²³/]+)*   # a number, its sign, decimals and unit (N-11)
  | [A-Za-zÀ-ɏ0-9][A-Za-zÀ-ɏ0-9.\-/:@_&=?%+\#~'’]*[A-Za-zÀ-ɏ0-9/²³]   # a Latin word, code or address
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
    return any(first <= code <= last for first, last in HAN_RANGES)


def is_invisible(character: str) -> bool:
    """Tell whether the character has no glyph of its own: controls, format characters, variation selectors."""
    code = ord(character)
    return (
        unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp")
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0100 <= code <= 0xE01EF
    )


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
    found, seen = [], ""  # the last character that is not a space
    for position in range(1, len(text)):
        before, after = text[position - 1], text[position]
        seen = before if before != " " else seen
        together = is_latin(before) and is_latin(after) and before != " "
        if not (barred[position] or together or after in NO_LINE_START or seen in NO_LINE_END or after == " "):
            found.append(position)
    return found


def listed(names: Sequence[str], separator: str) -> str:
    """Return names as one text, a separator after each but the last, unless it ends with a mark of its own."""
    *most, last = names
    return "".join(name if name.endswith(tuple(LIST_MARKS)) else name + separator for name in most) + last
