"""Spaces that Chinese text does without (P-3)."""

import re
from collections.abc import Iterator, Sequence

from typeset.proofreading.finding import Finding
from typeset.proofreading.remark import Passage, PassageKind
from typeset.proofreading.surroundings import (
    HAN,
    MARKS,
    NARROW_SPACES,
    Spans,
    foreign_spans,
    has_sentence_mark,
    is_han,
    quoted_spans,
)
from typeset.proofreading.width import converted_marks

_RUN = re.compile(f"[{NARROW_SPACES}]+")
_LETTER_SPACED = re.compile(f"(?:[{HAN}][{NARROW_SPACES}]){{2}}[{HAN}](?![{HAN}])")
_BOOK = re.compile("《([^《》]{2,100})》")
_PAGE_NUMBER = re.compile(r"[—-][ —-]{0,3}[0-9]{1,4}[ —-]{0,3}[—-]")
_LEADERS = re.compile("…{3}|\\.{6}|·{6}")
_LABEL = re.compile(r"(?:图|表|附件|附表|附录)\s?[0-9A-Z]{1,3}(?:[-.][0-9]{1,2})?")
_ORDINAL = re.compile("第[一二三四五六七八九十百零〇0-9]{1,6}[编章节条款项部]分?(?:之[一二三四五六七八九十]{1,2})?")
_NUMBERING = re.compile(r"[0-9]{1,3}[.．]")
_NEXT_ITEM = re.compile(rf"[0-9]{{1,3}}[.．、](?=[{NARROW_SPACES}{HAN}])")
_LONG_NUMBER = re.compile("[0-9+(-][0-9()-]{6,}")
_DAY = re.compile(f"[0-9]{{1,2}}[{NARROW_SPACES}]?[月日]")
_HALF = re.compile("[0-9A-Za-z０-９Ａ-Ｚａ-ｚ%％‰]")
_ORGAN_ENDS = "厅部局委院会室府军团署"
_WHOLE_NAMES = (PassageKind.TITLE_NOTE, PassageKind.SIGNATURE, PassageKind.COPIES, PassageKind.ADDRESSEES)
_ROWS = (PassageKind.PARAGRAPH, PassageKind.OTHER, *_WHOLE_NAMES)
"""Kinds that may be several things side by side (a row of cells, an organ and a date) without a sentence's mark."""

_MESSAGE = "多余的空格"


def spaces_stand_between_latin_words_only(passage: Passage) -> Iterator[Finding]:
    """P-3: no space beside a full-width mark, none between a Han character and a digit or Latin letter.

    One between two Han characters may be meant (a slogan, a name, joint organs): proposed in a sentence, else left.
    So are several spaces together, which may part two things that a conversion put on one line.
    """
    text = passage.text
    if _PAGE_NUMBER.fullmatch(text) or _LEADERS.search(text):
        return
    runs = [found.span() for found in _RUN.finditer(text) if found.start() > 0 and found.end() < len(text)]
    if not runs:
        return
    marks, foreign, quoted = converted_marks(text), foreign_spans(text), quoted_spans(text)
    is_sentence = has_sentence_mark(text)
    for start, end in runs:
        if start in foreign:
            continue
        left, right = text[start - 1], text[end]
        is_beside_mark = left in MARKS or right in MARKS or start - 1 in marks or end in marks
        if is_han(left) and is_han(right):
            if is_sentence and passage.kind not in _WHOLE_NAMES:
                yield from _between_han(text, start, end, quoted)
        elif is_beside_mark or _is_mixed(left, right) or _ends_numbering(text, start):
            is_running = is_beside_mark or is_sentence or passage.kind not in _ROWS
            found = _beside_half(text, start, end, is_running=is_running)
            yield from (finding for finding in found if finding.is_certain or passage.kind not in _WHOLE_NAMES)


def _is_mixed(left: str, right: str) -> bool:
    """Tell whether one of two characters is Han and the other a digit, letter or percent sign."""
    return bool((is_han(left) and _HALF.fullmatch(right)) or (_HALF.fullmatch(left) and is_han(right)))


def _ends_numbering(text: str, start: int) -> bool:
    return _NUMBERING.fullmatch(text, 0, start) is not None


def _beside_half(text: str, start: int, end: int, *, is_running: bool) -> Iterator[Finding]:
    """Yield a space beside a mark, digit or letter; `is_running` tells that it is in a text, not in a row of cells."""
    if _LABEL.fullmatch(text, 0, start) and is_han(text[end]):
        return
    is_running = is_running or _ends_numbering(text, start) or _is_in_date(text, start, end)
    is_next_item = _NEXT_ITEM.match(text, end) is not None
    is_long = is_han(text[start - 1]) and _LONG_NUMBER.match(text, end) is not None
    is_certain = is_running and end - start == 1 and not is_next_item and not is_long
    yield Finding(start, end, _MESSAGE, "", is_certain=is_certain)


def _is_in_date(text: str, start: int, end: int) -> bool:
    """Tell whether a space stands in a date or before 号: 2020 年 11 月 30 日, 〔2020〕102 号."""
    left, right = text[start - 1], text[end]
    return (left.isdecimal() and right in "年月日号") or (left in "年月" and _DAY.match(text, end) is not None)


def _between_han(text: str, start: int, end: int, quoted: Spans) -> Iterator[Finding]:
    if _ORDINAL.fullmatch(text, 0, start) or _is_spaced_name(text, start, end):
        return
    if _LETTER_SPACED.search(text, max(0, start - 5), end + 5):
        return
    if start in quoted and text[start - 1] in _ORGAN_ENDS:
        return
    if start in quoted:
        hint = "有意分开的口号可以保留，也可改用顿号；否则请删去"
        yield Finding(start, end, "引号或书名号里两个汉字之间有空格", hint=hint)
    else:
        yield Finding(start, end, "两个汉字之间有空格", "", hint="如非有意，请删去")


def titles_are_spaced_alike(passages: Sequence[Passage]) -> Iterator[tuple[int, Finding]]:
    """P-3: a space in a title between 《》 is superfluous when the same title stands elsewhere without it."""
    names = {found[1] for passage in passages for found in _BOOK.finditer(passage.text)}
    tight = {name for name in names if not _RUN.search(name)} | {passage.text for passage in passages}
    for index, passage in enumerate(passages):
        for book in _BOOK.finditer(passage.text):
            runs = list(_RUN.finditer(book[1]))
            if runs and _RUN.sub("", book[1]) in tight:
                for run in runs:
                    start, end = (book.start(1) + position for position in run.span())
                    yield index, Finding(start, end, f"{_MESSAGE}：同一标题别处没有", "", is_certain=True)


def _is_spaced_name(text: str, start: int, end: int) -> bool:
    """Tell whether the characters beside a space stand alone, as those of a name of two characters do (陶 然)."""
    before, after = text[start - 2 : start - 1], text[end + 1 : end + 2]
    return not is_han(before) and not is_han(after)
