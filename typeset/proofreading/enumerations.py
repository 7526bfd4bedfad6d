"""顿号, 冒号 and what they part (GB/T 15834—2011, 4.5 and 4.7)."""

import re
from collections.abc import Iterator

from typeset.proofreading.finding import Finding
from typeset.proofreading.remark import Passage, PassageKind
from typeset.proofreading.surroundings import quoted_spans

_BETWEEN_PAIRS = re.compile("(?<=[》”])、(?=[《“])")
_SMALL = "一二三四五六七八九"
_HAN_APPROXIMATION = re.compile(
    f"(?<![第十百千万{_SMALL}、（])([{_SMALL}])、([{_SMALL}])"
    "(?:十|百|千|万)?(个|天|次|年|岁|人|名|种|家|所|位|件|遍|回|步|成|倍|小时|分钟|星期|米|公里|里|斤|公斤|吨|度|元|亩)"
)
_MEASURES = frozenset("米 公里 里 斤 公斤 吨 度 元 亩".split())
_BEFORE_AND = re.compile("、(?=等(?![级次候待同效于]))|、(?=及其|以及)")
_HEAD_NOUN = re.compile(
    "(?:大学|学院|中学|小学|学校|医院|公司|集团|中心|园区|研究院)(、)(项目|工程|校区|基地|机制|问题|工作)(?=建设|实施|推进|，|。|；)"
)
_SENTENCE = re.compile("[^。！？；]+")
_COLON = re.compile("：(?![0-9])")
_HEAD_WORD = re.compile("(附件|抄送|抄报|主送|签发人)[ 　]?([；;，,])")
_ADDRESSEE_END = re.compile("[，、；。,;]$")


def quotations_side_by_side_need_no_comma(passage: Passage) -> Iterator[Finding]:
    """B-顿-1: normally no 、 between two quotations or two titles; one is right where a bracket stands between."""
    for found in _BETWEEN_PAIRS.finditer(passage.text):
        pair = passage.text[found.start() - 1] + passage.text[found.end()]
        yield Finding(*found.span(), f"“{pair[0]}、{pair[1]}”之间通常不用顿号", "", "可以删去；全文一致即可")


def approximations_have_no_comma(passage: Passage) -> Iterator[Finding]:
    """B-顿-2: 三四个 and not 三、四个."""
    yield from (finding for unit, finding in _approximations(passage.text) if unit not in _MEASURES)


def approximate_measures_have_no_comma(passage: Passage) -> Iterator[Finding]:
    """N-12: 二三米 and not 二、三米."""
    yield from (finding for unit, finding in _approximations(passage.text) if unit in _MEASURES)


def _approximations(text: str) -> Iterator[tuple[str, Finding]]:
    for found in _HAN_APPROXIMATION.finditer(text):
        if _SMALL.index(found[2]) == _SMALL.index(found[1]) + 1:
            place = found.end(1)
            hint = "表示概数应删去；表示两个序号可以保留"
            yield found[3], Finding(place, place + 1, f"“{found.group()}”里用了顿号", "", hint)


def commas_stand_between_equals(passage: Passage) -> Iterator[Finding]:
    """B-顿-4: no 、 before 等, 及其, 以及, and none before the noun that a list of names ends in."""
    for found in _BEFORE_AND.finditer(passage.text):
        word = passage.text[found.end() : found.end() + 2]
        word = "等" if word.startswith("等") else word
        yield Finding(*found.span(), f"“{word}”前用了顿号", "", "请删去；“以及”前可用逗号")
    for found in _HEAD_NOUN.finditer(passage.text):
        message = f"“{found[2]}”与前面的名称不并列，却用了顿号"
        yield Finding(*found.span(1), message, hint="可能应为“等”，或漏了一项，请核对")


def colons_are_not_nested(passage: Passage) -> Iterator[Finding]:
    """B-冒-1: one colon in a sentence; those in quotations and brackets, of times and before a list do not count."""
    text = passage.text
    if text.count("：") < 2:
        return
    inner = quoted_spans(text, "“‘《〈（", "”’》〉）")
    for sentence in _SENTENCE.finditer(text):
        colons = [found.start() for found in _COLON.finditer(text, *sentence.span())]
        outer = [position for position in colons if position not in inner and position + 1 < len(text)]
        if len(outer) > 1 and text[outer[0] + 1] not in "“《":
            yield Finding(outer[1], outer[1] + 1, "一句里套用了冒号", hint="请改写成两句，或把一个冒号改成逗号")


def head_words_end_with_a_colon(passage: Passage) -> Iterator[Finding]:
    """B-冒-2: a full-width colon after 附件, 抄送 and 主送机关."""
    if found := _HEAD_WORD.match(passage.text):
        yield Finding(*found.span(2), f"“{found[1]}”后用了“{found[2]}”", "：")
    if passage.kind is PassageKind.ADDRESSEES and (found := _ADDRESSEE_END.search(passage.text)):
        yield Finding(*found.span(), f"主送机关末尾有“{found.group()}”", "", "末尾的冒号由程序加")
