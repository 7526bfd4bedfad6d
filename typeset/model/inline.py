"""Text of a paragraph: bold, footnote marks and backslashes resolved into spans; numbering and lead sentences.

Nothing else is markup: `<b>`, `{{x}}`, `{% %}` are text. Every function is linear in the length of its text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

LEAD_LIMIT = 40
"""Longest run-in lead sentence (段首句) in characters, its numbering not counted."""

_MARKUP = re.compile(r"\\(?P<literal>.)|(?P<stars>\*+)|\[\^(?P<note>[^\[\]\s]{1,40})\]", re.DOTALL)
_NEEDS_BACKSLASH = re.compile(r"\\|\*+|\[(?=\^)")
_HAN_NUMBER = "[一二三四五六七八九十百零〇]+"
_NUMBERINGS = (
    re.compile(rf"{_HAN_NUMBER}、"),
    re.compile(rf"（{_HAN_NUMBER}）"),
    re.compile(r"[0-9]{1,3}[.．](?![0-9])"),
    re.compile(r"（[0-9]{1,3}）"),
)
_ARTICLE = re.compile(r"第[一二三四五六七八九十百千零〇0-9]{1,8}条(?:之[一二三四五六七八九十]{1,3})?")
_SENTENCE_ENDS = frozenset("。！？")
_END_MARKS = frozenset("。！？；：，、…,;:?!")
_OPENING = dict.fromkeys("“‘（《〈〔【", 1) | dict.fromkeys("”’）》〉〕】", -1)
_CLOSING = "”’）》〉〕】"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters set alike; `note` is the mark of a footnote that is called after them (`text` is then empty)."""

    text: str
    bold: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Numbering:
    """The number a line begins with (结构层次序数, 7.3.3): level 1 to 4, and its characters as written."""

    level: int
    text: str

    @property
    def value(self) -> int:
        """The number that is written."""
        digits = self.text.strip("（）、.．")
        return int(digits) if digits.isascii() else han_number(digits)


def text_of(spans: Sequence[Span]) -> str:
    """Return the characters of spans."""
    return "".join(span.text for span in spans)


def parse_spans(text: str) -> tuple[Span, ...]:
    """Resolve `**bold**`, `[^mark]` and backslashes.

    Two stars without a partner in the same text, and any other number of stars, are text (138****1234).
    """
    if not _has_markup(text):
        return (Span(text),) if text else ()
    spans: list[Span] = []
    pending: list[str] = []
    bold = False
    for piece in _pieces(text):
        if piece.note is not None:
            _close(pending, spans, bold=bold)
            spans.append(Span("", note=piece.note))
        elif piece.is_turn:
            _close(pending, spans, bold=bold)
            bold = not bold
        else:
            pending.append(text[piece.start : piece.end])
    _close(pending, spans, bold=bold)
    return tuple(spans)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters that are set as they are, or what stands between them: a footnote's mark, a turn to or from bold."""

    start: int
    end: int
    note: str | None = None
    is_turn: bool = False


def _has_markup(text: str) -> bool:
    return "\\" in text or "**" in text or "[^" in text


def _pieces(text: str) -> Iterator[_Piece]:
    """Yield what a text with markup is made of, in order."""
    tokens = list(_MARKUP.finditer(text))
    pairs = sum(token["stars"] == "**" for token in tokens) // 2 * 2
    position, seen = 0, 0
    for token in tokens:
        yield _Piece(position, token.start())
        position = token.end()
        if token["note"] is not None:
            yield _Piece(*token.span(), note=token["note"])
        elif token["stars"] == "**" and seen < pairs:
            yield _Piece(*token.span(), is_turn=True)
            seen += 1
        else:
            yield _Piece(*token.span("stars" if token["literal"] is None else "literal"))
    yield _Piece(position, len(text))


def plain_text(text: str) -> tuple[str, Sequence[int]]:
    """Return the characters of a text without its markup, and the position in `text` of each of them."""
    if not _has_markup(text):
        return text, range(len(text))
    kept = (piece for piece in _pieces(text) if piece.note is None and not piece.is_turn)
    places = [position for piece in kept for position in range(piece.start, piece.end)]
    return "".join(text[place] for place in places), places


def _close(pending: list[str], spans: list[Span], *, bold: bool) -> None:
    """Move the pending characters into a span."""
    if text := "".join(pending):
        spans.append(Span(text, bold))
    pending.clear()


def escaped(text: str) -> str:
    """Return the source of a whole text without markup; one that is made in pieces is for `source_of`."""
    return source_of((Span(text),)) if text else ""


def source_of(spans: Sequence[Span]) -> str:
    """Return the text that `parse_spans` resolves into `spans`, with as few backslashes as it takes."""
    plain = text_of(spans)
    if parse_spans(plain) == tuple(spans):
        return plain
    pieces: list[str] = []
    is_bold = False
    for span, next_is_bold in zip(spans, _boldness(spans), strict=True):
        bold = next_is_bold and (is_bold or span.note is None)
        pieces += ["**"] * (bold != is_bold)
        pieces.append(_NEEDS_BACKSLASH.sub(_with_backslashes, span.text) if span.note is None else f"[^{span.note}]")
        is_bold = bold
    return "".join([*pieces, "**" * is_bold])


def _boldness(spans: Sequence[Span]) -> list[bool]:
    """Return whether each span is bold; a note is as the text after it."""
    found: list[bool] = []
    for span in reversed(spans):
        found.append(span.bold if span.note is None else found[-1] if found else False)
    return found[::-1]


def _with_backslashes(found: re.Match[str]) -> str:
    """Return stars, a backslash or a bracket as text; stars stay bare where no others can join them to a pair."""
    characters = found.group()
    is_inside = found.start() > 0 and found.end() < len(found.string)
    if characters[0] == "*" and len(characters) != 2 and is_inside:
        return characters
    return "".join(f"\\{character}" for character in characters)


def find_numbering(text: str) -> Numbering | None:
    """Return the numbering 一、 （一） 1. （1） at the start of `text`; 8.5万 and 2024.3 have none."""
    for level, pattern in enumerate(_NUMBERINGS, start=1):
        if found := pattern.match(text):
            return Numbering(level, found.group())
    return None


def article_length(text: str) -> int:
    """Return how many characters the number 第一条, 第十二条之一 at the start of `text` takes, 0 without one."""
    found = _ARTICLE.match(text)
    return found.end() if found else 0


def has_end_mark(text: str) -> bool:
    """Tell whether a line ends as a sentence or an announcement does, inside or outside closing marks."""
    return text.rstrip().rstrip(_CLOSING)[-1:] in _END_MARKS


def lead_length(text: str, start: int) -> int:
    """Return how many characters of `text` its lead sentence takes, numbering (`start` characters) included.

    0 when the first sentence is longer than `LEAD_LIMIT` or nothing follows it.
    """
    window = text[start : start + LEAD_LIMIT]
    depths = accumulate(_OPENING.get(character, 0) for character in window)
    for length, (character, depth) in enumerate(zip(window, depths, strict=True), start=1):
        if character in _SENTENCE_ENDS and depth <= 0:
            return start + length if text[start + length :].strip() else 0
    return 0


def han_number(text: str) -> int:
    """Return the value of a Han number: 二十三, 一百零五, 二〇二四."""
    digits = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0}
    if not any(unit in text for unit in "十百"):
        return int("".join(str(digits[character]) for character in text))
    total, digit = 0, 0
    for character in text:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = digits[character]
    return total + digit
