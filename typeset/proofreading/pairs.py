"""Marks that come in pairs: brackets of a number (P-5), a mark without its partner (P-9)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from typeset.proofreading.finding import Finding
from typeset.proofreading.remark import Passage
from typeset.proofreading.surroundings import HAN, foreign_spans

OPENING = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "〔": "〕", "【": "】"}
CLOSING = {closing: opening for opening, closing in OPENING.items()}

_FAMILY = {"(": "（", ")": "）"}
_MARK = re.compile("[“”‘’《》〈〉（）〔〕【】()]")
_LABEL = re.compile("(?:^|[：:；;。，,、 ])[0-9a-zA-Z一二三四五六七八九十]{1,3}([）)])")
_APOSTROPHE = re.compile("(?<=[A-Za-z])’(?=[A-Za-z])")

_NUMBER = re.compile(
    rf"(?<=[{HAN}])(?P<opening>[\[［【﹝(（<〈])\s?(?P<year>[0-9]{{4}})\s?(?P<closing>[\]］】﹞)）>〉])"
    r"(?=\s?第?\s?[0-9]{1,5}\s?号(?![楼线门院井机房车库船桥码]))"
)
_CODE_ENDS = "发函办字规令电文通知任免督议公告报请示批复奏密综"
"""What the code of an organ (机关代字) ends with, where round brackets might mean something else."""


def years_of_numbers_stand_in_tortoise_brackets(passage: Passage) -> Iterator[Finding]:
    """P-5: 〔〕 around the year of a 发文字号; case numbers, which begin with the year, keep their （）."""
    text = passage.text
    for found in _NUMBER.finditer(text):
        is_round = found["opening"] in "(（<〈"
        is_certain = not is_round or text[found.start() - 1] in _CODE_ENDS
        message = f"发文字号的年份用了“{found['opening']}{found['closing']}”"
        for name, right in (("opening", "〔"), ("closing", "〕")):
            yield Finding(*found.span(name), message, right, f"应为“〔{found['year']}〕”", is_certain)


def marks_have_partners(passages: Sequence[Passage]) -> Iterator[tuple[int, Finding]]:
    """P-9: every opening mark of a passage is closed in it.

    A quotation may go over several paragraphs: it begins a paragraph or follows a colon, and a later one ends it.
    The first mark of a kind in a passage is shown, and how many there are.
    """
    singles = [_without_partner(passage.text) for passage in passages]
    continued = _continued_quotations(passages, singles)
    for index, passage in enumerate(passages):
        remaining = [position for position in singles[index] if (index, position) not in continued]
        yield from ((index, finding) for finding in _unpaired(passage.text, remaining))


def _continued_quotations(passages: Sequence[Passage], singles: Sequence[Sequence[int]]) -> frozenset[tuple[int, int]]:
    """Return the quotation marks without partner that belong to quotations over several passages."""
    continued: set[tuple[int, int]] = set()
    waiting: list[tuple[int, int]] = []
    for index, passage in enumerate(passages):
        text = passage.text
        if waiting and text.startswith("“") and text.endswith("”") and not singles[index]:
            continued.update(waiting)
            waiting.clear()
        for position in singles[index]:
            if text[position] == "“" and text[position - 1 : position] in ("", "：", ":"):
                waiting.append((index, position))
            elif text[position] == "”" and waiting:
                continued.update((*waiting, (index, position)))
                waiting.clear()
    return frozenset(continued)


def _without_partner(text: str) -> list[int]:
    """Return the positions of the marks without a partner, each kind of marks taken by itself."""
    passed = {found.start(1) for found in _LABEL.finditer(text)} | {m.start() for m in _APOSTROPHE.finditer(text)}
    foreign = foreign_spans(text)
    waiting: dict[str, list[int]] = {mark: [] for mark in OPENING}
    single: list[int] = []
    for found in _MARK.finditer(text):
        position, mark = found.start(), _FAMILY.get(found.group(), found.group())
        if position in foreign:
            continue
        if mark in OPENING:
            waiting[mark].append(position)
        elif waiting[CLOSING[mark]]:
            waiting[CLOSING[mark]].pop()
        elif position not in passed:
            single.append(position)
    return sorted((*single, *(position for positions in waiting.values() for position in positions)))


def _unpaired(text: str, positions: Sequence[int]) -> Iterator[Finding]:
    counts = Counter(text[position] for position in positions)
    shown: set[str] = set()
    for position in positions:
        mark = text[position]
        if mark in shown:
            continue
        shown.add(mark)
        wide = _FAMILY.get(mark, mark)
        partner = OPENING.get(wide) or CLOSING[wide]
        number = f"（共{counts[mark]}处）" if counts[mark] > 1 else ""
        yield Finding(position, position + 1, f"“{mark}”没有配对{number}", hint=f"请补上“{partner}”，或删去多余的")
