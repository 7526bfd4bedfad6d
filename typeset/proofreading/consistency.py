"""What a document writes in two ways (N-5, N-6, N-18, Y-10)."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from typeset.proofreading.finding import Finding
from typeset.proofreading.remark import Passage
from typeset.proofreading.surroundings import HAN

_ORDINAL = re.compile("第(?: ?([0-9]{1,3}) ?|([一二三四五六七八九十百]{1,5}))([届批期轮季])")
_LARGE = re.compile(
    "(?<![0-9.,A-Za-z〔号第+-])([0-9]{5,9}|[0-9]{1,3}(?:[,， ][0-9]{3}){1,3})(?![0-9,.年号A-Za-z-])"
    "(?=[个人名元万亿所项件套吨亩户次平])"
)
_RATE = re.compile(f"([{HAN}]{{2,8}}率)(?:达到?|为|是)?([0-9]{{1,3}}(?:\\.([0-9]{{1,4}}))?)%")
_BOOK = re.compile("《([^《》]{10,60}(?<!法))》")
_DIGIT = re.compile("[0-9〇一二三四五六七八九十]")

MOST_NAMES_COMPARED = 200
NEARLY_THE_SAME = 0.9

Place = tuple[int, int, int]


def ordinals_are_written_alike(passages: Sequence[Passage]) -> Iterator[tuple[int, Finding]]:
    """N-5: 第26届 and 第八届 in one document; the form that is used less is noted."""
    found: defaultdict[tuple[str, bool], list[tuple[int, re.Match[str]]]] = defaultdict(list)
    for index, passage in enumerate(passages):
        for ordinal in _ORDINAL.finditer(passage.text):
            found[ordinal[3], ordinal[1] is not None].append((index, ordinal))
    for unit in dict.fromkeys(unit for unit, _ in found):
        arabic, han = found[unit, True], found[unit, False]
        if arabic and han:
            fewer = arabic if len(arabic) <= len(han) else han
            other = (han if fewer is arabic else arabic)[0][1].group()
            for index, ordinal in fewer:
                message = f"“{ordinal.group()}”与别处的“{other}”写法不一"
                yield index, Finding(*ordinal.span(), message, hint="同类数字请统一用汉字或阿拉伯数字")


def large_numbers_are_grouped_alike(passages: Sequence[Passage]) -> Iterator[tuple[int, Finding]]:
    """N-6: five digits and more are grouped by thousands everywhere or nowhere."""
    grouped: list[tuple[int, re.Match[str]]] = []
    plain: list[tuple[int, re.Match[str]]] = []
    for index, passage in enumerate(passages):
        for number in _LARGE.finditer(passage.text):
            (plain if number[1].isdecimal() else grouped).append((index, number))
    if grouped and plain:
        for index, number in plain if len(plain) <= len(grouped) else grouped:
            yield index, Finding(*number.span(1), f"“{number[1]}”的千分空与别处不一", hint="请统一分节或都不分节")


def rates_have_the_same_decimals(passages: Sequence[Passage]) -> Iterator[tuple[int, Finding]]:
    """N-18: one rate is given with the same number of decimals everywhere."""
    found: defaultdict[str, list[tuple[int, re.Match[str]]]] = defaultdict(list)
    for index, passage in enumerate(passages):
        for rate in _RATE.finditer(passage.text):
            if rate[2] not in ("0", "100"):
                found[rate[1][-4:]].append((index, rate))
    for rates in found.values():
        decimals = Counter(len(rate[3] or "") for _, rate in rates)
        if len(decimals) > 1:
            usual = decimals.most_common(1)[0][0]
            for index, rate in rates:
                if len(rate[3] or "") != usual:
                    message = f"“{rate[2]}%”的小数位数与别处的同一数据不同"
                    yield index, Finding(*rate.span(2), message, hint=f"别处是{usual}位小数，请核对")


def titles_are_cited_alike(passages: Sequence[Passage]) -> Iterator[tuple[int, Finding]]:
    """Y-10: two titles in 《》 that differ in a character or two, numbers apart; the rarer one is noted.

    Short titles and those of laws (民事诉讼法, 刑事诉讼法) are often as near and are passed over.
    """
    places: defaultdict[str, list[Place]] = defaultdict(list)
    for index, passage in enumerate(passages):
        for book in _BOOK.finditer(passage.text):
            places[book[1].replace(" ", "")].append((index, *book.span(1)))
    names = list(places)[:MOST_NAMES_COMPARED]
    for position, name in enumerate(names):
        for other in names[:position]:
            if _are_nearly_the_same(name, other):
                rare, usual = (name, other) if len(places[name]) <= len(places[other]) else (other, name)
                for index, start, end in places[rare]:
                    yield index, Finding(start, end, f"与别处的《{usual}》只差一两个字", hint="如是同一文件，请统一")


def _are_nearly_the_same(first: str, second: str) -> bool:
    """Tell whether two titles differ in few characters that are no numbers."""
    if abs(len(first) - len(second)) > 2:
        return False
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.quick_ratio() < NEARLY_THE_SAME or matcher.ratio() < NEARLY_THE_SAME:
        return False
    changed = "".join(first[i:j] + second[k:m] for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal")
    return not _DIGIT.search(changed)
