"""Quotation marks, title marks and brackets: nesting, what they hold, what stands beside them."""

import re
from collections.abc import Iterator, Sequence

from typeset.proofreading.finding import Finding
from typeset.proofreading.remark import Passage, PassageKind
from typeset.proofreading.surroundings import HAN

_QUOTES = re.compile("[“”‘’]")
_BOOKS = re.compile("[《》〈〉]")
_BRACKETS = re.compile("[（）]")
_STOP_INSIDE = re.compile(f"(。)”(?=[{HAN}])")
_NO_BOOK = re.compile("《([^《》]{2,30}(?:活动|大赛|会议|证书|奖|工程|比赛|竞赛))》")
_VERSION_OUTSIDE = re.compile("》（(试行|草案|暂行|征求意见稿|修订|送审稿)）")
_NAME = "(?:实施|工作|指导|管理|评估|行动|发展|防治|建设|暂行)(?:方案|办法|意见|条例|计划|规划|规定|细则)"
_ISSUED = re.compile(
    f"(印发|出台|制订|修订)(?:实施|了|并实施)? ?([^，。；：《》“”、]{{8,40}}?{_NAME}(?:[（(]试行[）)])?)(?=[，。；,;])"
)
_ALONE = re.compile(f"(?:^|(?<=[。；]))([^，。；：《》“”、]{{6,40}}?的?{_NAME})(?=，)")
_OTHER_VERBS = re.compile("制定|制订|启动|根据|按照|依据|结合|编制|完善|落实|执行|印发|出台|提出|细化")
_NUMBER_FIRST = re.compile(rf"([{HAN}]{{2,10}})(〔[0-9]{{4}}〕[0-9]{{1,5}}号)(?:文件?)?(《[^《》]{{2,80}}》)")
_CITING = re.compile("根据|按照|依据|遵照|参照|落实|执行|贯彻|对照|印发|转发|以|按|经|和|与|及")


def quotation_marks_alternate(passages: Sequence[Passage]) -> Iterator[tuple[int, Finding]]:
    """B-引-1: “” outside, ‘’ inside, by turns; passages inside a longer quotation are passed over."""
    open_quotations = 0
    for index, passage in enumerate(passages):
        text = passage.text
        open_quotations = 0 if text.startswith("“") else open_quotations
        if open_quotations == 0:
            yield from ((index, finding) for finding in _wrong_quotation_marks(text))
        open_quotations = max(0, open_quotations + text.count("“") - text.count("”"))


def _wrong_quotation_marks(text: str) -> Iterator[Finding]:
    for start, end, depth in _nested(text, _QUOTES, {"“": "”", "‘": "’"}):
        wanted = "“”" if depth % 2 == 0 else "‘’"
        if text[start] != wanted[0]:
            layer = "外层" if depth == 0 else "里层"
            for position, mark in ((start, wanted[0]), (end, wanted[1])):
                message = f"{layer}引号用了“{text[position]}”"
                yield Finding(position, position + 1, message, mark, f"{layer}用“{mark}”")


def title_marks_alternate(passage: Passage) -> Iterator[Finding]:
    """B-书-1: 《…〈…〉…》, a third level again 《》."""
    for start, end, depth in _nested(passage.text, _BOOKS, {"《": "》", "〈": "〉"}):
        wanted = "《》" if depth % 2 == 0 else "〈〉"
        if passage.text[start] != wanted[0]:
            is_certain = depth == 1 and end - start > 2
            for position, mark in ((start, wanted[0]), (end, wanted[1])):
                layer = "外层" if depth == 0 else "里层"
                message = f"{layer}书名号用了“{passage.text[position]}”"
                yield Finding(position, position + 1, message, mark, f"{layer}用“{mark}”", is_certain)


def brackets_are_not_nested(passage: Passage) -> Iterator[Finding]:
    """B-括-2: （） inside （） is better avoided."""
    for start, end, depth in _nested(passage.text, _BRACKETS, {"（": "）"}):
        if depth == 1:
            yield Finding(start, end + 1, "圆括号里又套圆括号", hint="外层可改用〔〕，或改写")


def _nested(text: str, marks: re.Pattern[str], pairs: dict[str, str]) -> Iterator[tuple[int, int, int]]:
    """Yield (opening, closing, depth) of the pairs of a text; nothing when any of them has no partner."""
    waiting: list[int] = []
    found: list[tuple[int, int, int]] = []
    for mark in marks.finditer(text):
        if mark.group() in pairs:
            waiting.append(mark.start())
        elif waiting and pairs[text[waiting[-1]]] == mark.group():
            opening = waiting.pop()
            found.append((opening, mark.start(), len(waiting)))
        else:
            return
    if not waiting:
        yield from sorted(found)


def stops_stand_outside_of_parts(passage: Passage) -> Iterator[Finding]:
    """B-引-2: 。 inside the quotation only where it is a sentence by itself, as after a colon."""
    text = passage.text
    for found in _STOP_INSIDE.finditer(text):
        opening = text.rfind("“", max(0, found.start() - 400), found.start())
        before = text[opening - 1 : opening] if opening > 0 else ""
        if opening >= 0 and before not in ("", "：", ":", "。", "，", "！", "？", "”"):
            hint = "引文是句子的一部分，里面不用句号；独立成句可以保留"
            yield Finding(*found.span(1), "引号内的句号后句子还没有完", "", hint)


def title_marks_hold_titles(passage: Passage) -> Iterator[Finding]:
    """B-引-3: activities, meetings, awards and certificates take no 《》."""
    for found in _NO_BOOK.finditer(passage.text):
        yield Finding(*found.span(), "书名号里像是活动、会议或奖项", f"“{found[1]}”", "活动等用引号，会议、奖项可不用")


def versions_stand_inside_the_title(passage: Passage) -> Iterator[Finding]:
    """B-括-1: 《…（试行）》, the version being part of the title."""
    for found in _VERSION_OUTSIDE.finditer(passage.text):
        plain = f"（{found[1]}）》"
        yield Finding(*found.span(), f"“（{found[1]}）”在书名号外", plain, f"是标题的一部分时写作“{plain}”")


def titles_of_documents_have_title_marks(passage: Passage) -> Iterator[Finding]:
    """B-书-2: the full title of a regulation, plan or opinion that is issued stands in 《》."""
    if passage.kind is not PassageKind.PARAGRAPH:
        return
    for found in _ISSUED.finditer(passage.text):
        yield Finding(
            *found.span(2), f"“{found[1]}”后像是文件名，没有书名号", f"《{found[2]}》", "如是文件的全称，请加书名号"
        )
    for found in _ALONE.finditer(passage.text):
        if _OTHER_VERBS.search(found[1]):
            continue
        yield Finding(*found.span(1), "像是文件名，没有书名号，也没有动词", hint="请补上“出台”“落实”等动词和书名号")


def documents_are_cited_title_first(passage: Passage) -> Iterator[Finding]:
    """T-Q-1: 《title》（number）."""
    for found in _NUMBER_FIRST.finditer(passage.text):
        start = max([found.start(), *(word.end() for word in _CITING.finditer(passage.text, *found.span(1)))])
        number = passage.text[start : found.end(2)]
        plain = f"{found[3]}（{number}）"
        yield Finding(start, found.end(), "引用公文先写了发文字号", plain)
