"""What stands around a character: neighbours beyond spaces, quotations, addresses that are no Chinese text."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

HAN = "〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u2e80-\u2fd5\U00020000-\U0003fffd"
"""Han characters, compatibility forms and radicals among them, for a class of a regular expression."""

MARKS = "，。、；：？！（）“”‘’《》〈〉〔〕【】…—～"
"""Full-width marks of Chinese text."""

NARROW_SPACES = " \u00a0\u2000-\u200a\u202f\u205f"
"""Spaces of Latin text. U+3000 is set on purpose (第一条　) and is none of them."""

SENTENCE_MARKS = "，。；：？！"

HAN_CHARACTER = re.compile(f"[{HAN}]")
_SPACE = re.compile(f"[{NARROW_SPACES}\u3000]")
_SENTENCE_MARK = re.compile(f"[{SENTENCE_MARKS},;]")
_FOREIGN = re.compile(
    r"<!--.{0,200}?-->"
    r"|(?:https?|ftp)://[!-~]+"
    r"|www\.[!-~]+"
    r"|(?<![0-9A-Za-z._%+-])[0-9A-Za-z._%+-]{1,64}@[0-9A-Za-z-]{1,63}(?:\.[0-9A-Za-z-]{1,63}){1,4}"
    r"|&#?[0-9A-Za-z]{2,8};"
)


def is_han(character: str) -> bool:
    """Tell whether a character is a Han character; "" is none."""
    return HAN_CHARACTER.fullmatch(character) is not None


def is_chinese(character: str) -> bool:
    """Tell whether a character is a Han character or a full-width mark; "" is neither."""
    return character != "" and (character in MARKS or is_han(character))


def left_of(text: str, position: int) -> str:
    """Return the nearest character before a position that is no space; "" at the beginning of the text."""
    position -= 1
    while position >= 0 and _SPACE.match(text[position]):
        position -= 1
    return text[position] if position >= 0 else ""


def right_of(text: str, position: int) -> str:
    """Return the nearest character from a position on that is no space; "" at the end of the text."""
    while position < len(text) and _SPACE.match(text[position]):
        position += 1
    return text[position] if position < len(text) else ""


def has_sentence_mark(text: str) -> bool:
    """Tell whether a text holds a mark that names, titles and rows of a table do without."""
    return _SENTENCE_MARK.search(text) is not None


class Spans:
    """Stretches of a text that do not overlap, in order."""

    def __init__(self, spans: Iterator[tuple[int, int]] | Sequence[tuple[int, int]]) -> None:
        self._spans = tuple(spans)
        self._starts = [start for start, _ in self._spans]

    def __contains__(self, position: int) -> bool:
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and position < self._spans[index][1]


def foreign_spans(text: str) -> Spans:
    """Return the addresses, comments and entities of the web in a text: their marks are half-width."""
    return Spans([found.span() for found in _FOREIGN.finditer(text)])


def quoted_spans(text: str, opening: str = "“‘《〈", closing: str = "”’》〉") -> Spans:
    """Return the quotations and titles of a text, outermost marks included; one that is never closed is none."""
    spans: list[tuple[int, int]] = []
    start, depth = 0, 0
    for position, character in enumerate(text):
        if character in opening:
            start = position if depth == 0 else start
            depth += 1
        elif character in closing and depth > 0:
            depth -= 1
            if depth == 0:
                spans.append((start, position + 1))
    return Spans(spans)
