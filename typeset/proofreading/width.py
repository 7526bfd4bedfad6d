"""Full and half width: marks of Chinese text (P-1), straight quotation marks (P-2), digits and letters (P-4)."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from typeset.proofreading.finding import Finding
from typeset.proofreading.remark import Passage
from typeset.proofreading.surroundings import (
    HAN_CHARACTER,
    foreign_spans,
    is_chinese,
    is_han,
    left_of,
    quoted_spans,
    right_of,
)

FULL_WIDTH = {
    **{",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"},
    **{
        "﹐": "，",
        "﹑": "、",
        "﹔": "；",
        "﹕": "：",
        "﹖": "？",
        "﹗": "！",
        "﹙": "（",
        "﹚": "）",
        "｡": "。",
        "､": "、",
    },
}
"""Half-width and small marks, and what they are in Chinese text."""

_SMALL = frozenset("﹐﹑﹔﹕﹖﹗﹙﹚｡､")
_CANDIDATE = re.compile("[,;:?!﹐﹑﹔﹕﹖﹗﹙﹚｡､]")
_BRACKET = re.compile("[()（）]")
_LIST_LABEL = re.compile(r"[0-9A-Za-z]{1,3}\)")
_NUMBER_BRACKETS = re.compile(r"[(（][0-9]{4}[)）](?=第?[0-9]{1,5}号)")
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
_WIDE_PERCENT = re.compile("(?<=[0-9０-９])％")
_WIDE_POINT = re.compile("(?<=[0-9０-９])．(?=[0-9０-９])|^[0-9０-９]{1,3}(．)", re.MULTILINE)
_DOUBLE = re.compile('"')
_STRAIGHT_SINGLE = re.compile("(?<![A-Za-z])'([^'\n]{1,200})'(?![A-Za-z])")


def marks_of_chinese_text_are_full_width(passage: Passage) -> Iterator[Finding]:
    """P-1: half-width marks beside Han characters; those of numbers, times, addresses and Latin phrases stay."""
    text = passage.text
    certain, open_ones = half_width_brackets(text)
    foreign = foreign_spans(text)
    for position in sorted({*certain, *open_ones}):
        mark = text[position]
        yield _wide_mark(position, mark, is_certain=position in certain)
    for found in _CANDIDATE.finditer(text):
        position = found.start()
        if position not in foreign and _is_of_chinese(text, position, certain):
            yield _wide_mark(position, found.group(), is_certain=True)


def _wide_mark(position: int, mark: str, *, is_certain: bool) -> Finding:
    wide = FULL_WIDTH[mark]
    return Finding(position, position + 1, f"中文里用了半角标点“{mark}”", wide, f"应为“{wide}”", is_certain)


def converted_marks(text: str) -> frozenset[int]:
    """Return the positions of the half-width marks that certainly are full-width ones (P-1)."""
    certain, _ = half_width_brackets(text)
    foreign = foreign_spans(text)
    marks = (found.start() for found in _CANDIDATE.finditer(text))
    return certain | {p for p in marks if p not in foreign and _is_of_chinese(text, p, certain)}


def _is_of_chinese(text: str, position: int, brackets: frozenset[int]) -> bool:
    """Tell whether a mark that is no bracket belongs to Chinese text on one of its sides."""
    mark = text[position]
    if mark in _SMALL:
        return True
    if mark == "?" and "?" in (text[position - 1 : position], text[position + 1 : position + 2]):
        return False  # characters that a conversion lost
    before, after = position - 1, position + 1
    if after == len(text) and text[before : before + 1].isdecimal() and HAN_CHARACTER.search(text):
        return True
    is_beside_bracket = before in brackets or after in brackets
    return is_beside_bracket or is_chinese(left_of(text, position)) or is_chinese(right_of(text, position + 1))


def half_width_brackets(text: str) -> tuple[frozenset[int], frozenset[int]]:
    """Return the positions of half-width brackets that certainly, and of those that probably, are full-width ones."""
    if "(" not in text and ")" not in text:
        return frozenset(), frozenset()
    foreign, han = foreign_spans(text), [found.start() for found in HAN_CHARACTER.finditer(text)]
    number_brackets = {p for found in _NUMBER_BRACKETS.finditer(text) for p in (found.start(), found.end() - 1)}
    certain: set[int] = set()
    open_ones: set[int] = set()
    waiting: list[int] = []
    for found in _BRACKET.finditer(text):
        position = found.start()
        if position in foreign or position in number_brackets:
            continue
        if found.group() in "(（":
            waiting.append(position)
        elif waiting:
            first = waiting.pop()
            if _is_of_substance(text, first, position):
                continue
            if _is_chinese_pair(text, first, position) or _has_one_between(han, first, position):
                certain |= {p for p in (first, position) if text[p] in "()"}
        elif text[position] == ")":
            _judge_single(text, position, certain, open_ones)
    for position in waiting:
        if text[position] == "(":
            _judge_single(text, position, certain, open_ones)
    return frozenset(certain), frozenset(open_ones)


def _is_chinese_pair(text: str, first: int, last: int) -> bool:
    """Tell whether a pair of brackets stands in Chinese text: full-width already, or after Chinese."""
    if text[first] == "（" or text[last] == "）":
        return True
    before = left_of(text, first)
    return is_chinese(before) or (before == "" and is_han(right_of(text, last + 1)))


def _is_of_substance(text: str, first: int, last: int) -> bool:
    """Tell whether a pair of brackets is one in the name of a substance: 2-(4-异丁基苯基)丙酸."""
    return text[first - 1 : first] == "-" or text[last + 1 : last + 2] == "-"


def _has_one_between(positions: Sequence[int], first: int, last: int) -> bool:
    index = bisect_left(positions, first)
    return index < len(positions) and positions[index] < last


def _judge_single(text: str, position: int, certain: set[int], open_ones: set[int]) -> None:
    """Note a bracket without a partner, unless it closes the label of a list (1)."""
    if text[position] == ")" and _LIST_LABEL.fullmatch(text, 0, position + 1):
        return
    if is_chinese(left_of(text, position)):
        certain.add(position)
    elif is_han(right_of(text, position + 1)):
        open_ones.add(position)


def quotation_marks_are_curved(passage: Passage) -> Iterator[Finding]:
    """P-2: straight quotation marks by pairs; an odd one is noted."""
    text = passage.text
    foreign = foreign_spans(text)
    found = [mark.start() for mark in _DOUBLE.finditer(text) if mark.start() not in foreign]
    is_alone = "“" not in text and "”" not in text
    pairs = list(zip(found[::2], found[1::2], strict=False))
    is_certain = len(found) % 2 == 0 and is_alone and all(_is_quotation(text, *pair) for pair in pairs)
    if len(found) % 2:
        yield Finding(found[-1], found[-1] + 1, "直引号不成对", hint="请改为“”，并补上缺少的一个")
    for position, wide in ((p, wide) for pair in pairs for p, wide in zip(pair, "“”", strict=True)):
        yield Finding(position, position + 1, '中文里用了直引号"', wide, is_certain=is_certain)
    quoted = quoted_spans(text, "“", "”")
    for single in _STRAIGHT_SINGLE.finditer(text):
        if HAN_CHARACTER.search(single[1]):
            is_inner = single.start() in quoted
            for position, wide in zip((single.start(), single.end() - 1), "‘’" if is_inner else "“”", strict=True):
                yield Finding(position, position + 1, "中文里用了直引号'", wide, is_certain=is_inner)


def _is_quotation(text: str, first: int, last: int) -> bool:
    """Tell whether two straight marks enclose Chinese text, not the inches of 15" and 17"."""
    if text[first - 1 : first].isdecimal():
        return False
    inner = text[first + 1 : last]
    is_tight = inner == inner.strip() != ""
    beside = text[first - 1 : first] + text[last + 1 : last + 2]
    return is_tight and (HAN_CHARACTER.search(inner) is not None or any(map(is_chinese, beside)))


def digits_and_letters_are_half_width(passage: Passage) -> Iterator[Finding]:
    """P-4: Arabic digits, Latin letters, the percent sign and the decimal point are half-width."""
    text = passage.text
    for pattern in (_WIDE, _WIDE_PERCENT):
        for found in pattern.finditer(text):
            plain = unicodedata.normalize("NFKC", found.group())
            yield Finding(*found.span(), f"“{found.group()}”是全角字符", plain, is_certain=True)
    for found in _WIDE_POINT.finditer(text):
        start, end = found.span(1) if found[1] else found.span()
        yield Finding(start, end, "数字里用了全角的点“．”", ".", is_certain=True)
