"""Characters that are no simplified Han characters, or none at all (P-6, P-10)."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

import opencc

from typeset.proofreading.finding import Finding
from typeset.proofreading.remark import Passage
from typeset.proofreading.surroundings import HAN_CHARACTER

_COMPATIBILITY = re.compile("[\uf900-\ufaff\u2e80-\u2fd5]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]+"
)

KEPT = frozenset("昇甦陞堃喆淼犇龢邨氾勠噁麴鎔鍾蘋線")
"""Characters with a simplified form that the list of 2013 (通用规范汉字表) admits in names and terms."""

RADICALS = dict(
    zip(
        "⺒⺓⺝⺠⺢⺩⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰",
        "巳幺月民水王虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙",
        strict=True,
    )
)
"""Radicals that PDF files give in place of the characters, and that Unicode does not take to be the same."""

TRADITIONAL_SHARE, FEWEST_TRADITIONAL = 0.05, 5
"""From this share of its Han characters on, and this many, a document is taken to be written in traditional ones."""

_WINDOW = 8


def characters_are_simplified(passages: Sequence[Passage]) -> Iterator[tuple[int, Finding]]:
    """P-6: traditional and compatibility forms, radicals, characters of private use.

    A traditional character is certain where its simplified form is part of a word that is no person's name. A text
    that is traditional throughout is proposed as a whole.
    """
    count = sum(len(HAN_CHARACTER.findall(passage.text)) for passage in passages)
    found = [[i for i, c in enumerate(passage.text) if simplified(c) != c] for passage in passages]
    is_traditional = sum(map(len, found)) >= max(FEWEST_TRADITIONAL, TRADITIONAL_SHARE * count)
    for index, (passage, positions) in enumerate(zip(passages, found, strict=True)):
        if positions and is_traditional and len(positions) > 1:
            yield index, _traditional_text(passage.text, positions)
        else:
            for position in positions:
                yield index, _traditional(passage.text, position, is_alone=not is_traditional)
        yield from ((index, finding) for finding in _other_forms(passage.text))


@cache
def simplified(character: str) -> str:
    """Return the simplified form of a character, the character itself where it has none or may be right."""
    if not "\u3400" <= character <= "\u9fff" or character in KEPT or _is_in_gb2312(character):
        return character
    plain = str(_converter().convert(character))
    return plain if len(plain) == 1 and _is_in_gb2312(plain) else character


def _is_in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _converter() -> "opencc.OpenCC":
    return opencc.OpenCC("t2s")


def _traditional(text: str, position: int, *, is_alone: bool) -> Finding:
    plain = simplified(text[position])
    is_certain = is_alone and _is_in_word(text, position)
    hint = f"应为“{plain}”" if is_certain else f"如非人名等专名，应为“{plain}”"
    return Finding(position, position + 1, f"“{text[position]}”是繁体字或异体字", plain, hint, is_certain)


def _is_in_word(text: str, position: int) -> bool:
    """Tell whether a character, simplified with those around it, is part of a word that is no name of a person."""
    import rjieba  # 0.1 s for its first word

    start = max(0, position - _WINDOW)
    window = "".join(map(simplified, text[start : position + _WINDOW]))
    offset = start
    for word, tag in rjieba.tag(window):
        if offset <= position < offset + len(word):
            return len(word) > 1 and not tag.startswith("nr")
        offset += len(word)
    return False


def _traditional_text(text: str, positions: Sequence[int]) -> Finding:
    first, last = positions[0], positions[-1] + 1
    plain = "".join(map(simplified, text[first:last]))
    message = f"这一段是繁体字（{len(positions)}个）"
    return Finding(first, last, message, plain, "公文用简化字；人名等专名请核对后改")


def _other_forms(text: str) -> Iterator[Finding]:
    for found in _COMPATIBILITY.finditer(text):
        character = found.group()
        plain = RADICALS.get(character) or simplified(unicodedata.normalize("NFKC", character))
        if plain != character:
            message = f"“{character}”（U+{ord(character):04X}）是部首或兼容字，不是通用的汉字"
            yield Finding(*found.span(), message, plain, is_certain=True)
        elif character < "\u3000":
            yield Finding(*found.span(), f"“{character}”是部首，不是汉字", hint="请改为所要的字")
    for found in _PRIVATE.finditer(text):
        message = f"有专用区的字符 U+{ord(found.group()):04X}，别的机器上显示不出来"
        yield Finding(*found.span(), message, hint="请改用国家标准编码的字")


def text_has_no_invisible_characters(passage: Passage) -> Iterator[Finding]:
    """P-10: control characters, byte-order marks, soft hyphens, zero-width characters."""
    for found in _INVISIBLE.finditer(passage.text):
        names = " ".join(f"U+{ord(character):04X}" for character in found.group()[:3])
        yield Finding(*found.span(), f"有看不见的字符 {names}", "", is_certain=True)
