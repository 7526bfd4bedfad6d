"""Words and sentences: what a reader of official texts would ask about. Proposed or noted, never applied (Y-…)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from typeset.proofreading.finding import Finding
from typeset.proofreading.remark import Passage, PassageKind
from typeset.proofreading.surroundings import HAN

LEXICON = Path(__file__).with_name("lexicon.yaml")

_SUPERFLUOUS_DE = re.compile(
    "(?:^|(?<=[，。；]))([^，。；]{0,60}?(?:活动|会议|培训|大赛|论坛|讲座|行动))(的)，(?=为|以|不断|进一步|有效|有力|让|使|推动|促进)"
)
_CONDITION = re.compile("未|违反|擅自|应当|不得|需要|凡|对|非法|申请|依法")
_DOUBLED_WORD = re.compile(f"((?!一)[{HAN}]{{2,6}})\\1(?![{HAN}]?[不没])")
_DOUBLED_PARTICLE = re.compile("的的(?!确)|(?<!在)在在|与与|及及|把把|被被|将将|(?<![和])和和(?!气|睦|美)")
_EMPTY_AT = re.compile(f"(?<![正现存内旨所实潜好重贵自外])在([{HAN}]{{2,6}})(?=[，。；])")
_PLACE = re.compile("[中上下时内里间后前外处侧旁边线岗位建校册职场途园县区市省]$|^此|^于")
_MISSING_AT = re.compile(
    "(?:^|(?<=[。；，]))([^，。；：“”]{4,40}?(?:竞赛|大赛|比赛|评选|考核|展演)中)(?=获|取得|荣获|夺得|斩获)"
)
_AT = re.compile("[在于从由自]")
_FROM_TO = re.compile("“[^“”]{1,10}”到“[^“”]{1,10}”")
_CLAUSE_BREAKS = "，。；：！？"
_COUNTED_BODY = re.compile("(班子|队伍|团队|专班)(?= ?[0-9]{1,5} ?[名人])")
_TAUTOLOGY = re.compile("100% ?(全覆盖|全部|全面覆盖)")
_PHRASE = re.compile("(?:^|(?<=[。；]))((?:聚焦|围绕|针对|为了|随着)[^，。；：！？“”,]{4,40})。")
_DECREED = re.compile("(明确)(?=《)")
_SOLID = re.compile(f"(?:^|(?<=[，。；]))扎实(?=([{HAN}]{{2,8}}))")


@cache
def _lexicon() -> Mapping[str, object]:
    import yaml

    content: Mapping[str, object] = yaml.safe_load(LEXICON.read_text(encoding="utf-8"))
    return content


def _pairs(section: str) -> list[tuple[str, str]]:
    """Return the entries of a section of the lexicon as pairs of texts."""
    found = _lexicon()[section]
    items = found.items() if isinstance(found, Mapping) else found if isinstance(found, Sequence) else ()
    return [(str(first), str(second)) for first, second in items]


@cache
def _wrong_words(section: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    words = dict(_pairs(section))
    return re.compile("|".join(map(re.escape, words))), words


@cache
def _wrong_in_context() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), right) for pattern, right in _pairs("in_context"))


def confusable_words_are_right(passage: Passage) -> Iterator[Finding]:
    """Y-1: words that are often written wrong (lexicon.yaml)."""
    pattern, words = _wrong_words("words")
    for found in pattern.finditer(passage.text):
        yield Finding(*found.span(), f"“{found.group()}”常为误写", words[found.group()])
    for context, right in _wrong_in_context():
        for found in context.finditer(passage.text):
            yield Finding(*found.span(1), f"这里的“{found[1]}”常为误写", right)


@cache
def _side_by_side() -> re.Pattern[str]:
    return re.compile("|".join(f"(?<={first})(?={second})" for first, second in _pairs("parallel")))


def organs_side_by_side_are_parted(passage: Passage) -> Iterator[Finding]:
    """Y-2: 市委、市政府."""
    for found in _side_by_side().finditer(passage.text):
        yield Finding(*found.span(), "并列的机关之间没有顿号", "、", "可加顿号；全文一致即可")


def particles_do_not_end_a_clause(passage: Passage) -> Iterator[Finding]:
    """Y-3: 开展活动的，为…; in the conditions of laws (…的，由…) it is right."""
    for found in _SUPERFLUOUS_DE.finditer(passage.text):
        if not _CONDITION.search(found[1]):
            yield Finding(*found.span(2), "“的”像是多余的", "", "如不是“……的人（单位）”的意思，请删去")


def words_are_not_doubled(passage: Passage) -> Iterator[Finding]:
    """Y-4: the same word twice."""
    for found in _DOUBLED_WORD.finditer(passage.text):
        yield Finding(*found.span(), f"“{found[1]}”连写了两次", found[1])
    for found in _DOUBLED_PARTICLE.finditer(passage.text):
        yield Finding(*found.span(), f"“{found.group()[0]}”连写了两次", found.group()[0])


def prepositions_have_their_place(passage: Passage) -> Iterator[Finding]:
    """Y-5: 在 without a place or time after it, …中 without 在 before it."""
    for found in _EMPTY_AT.finditer(passage.text):
        if not _PLACE.search(found[1]) and _are_verbs(found[1]):
            yield Finding(
                found.start(), found.start() + 1, "“在”后没有处所或时间", hint="可能多了“在”，或漏了字，请核对"
            )
    for found in _MISSING_AT.finditer(passage.text):
        if not _AT.search(found[1]):
            start = found.start(1)
            yield Finding(start, start, "“……中”前没有“在”", "在", "可补“在”")


def _are_verbs(text: str) -> bool:
    """Tell whether a text is made of two or more verbs alone."""
    import rjieba  # 0.1 s for its first word

    tags = [tag for _, tag in rjieba.tag(text)]
    return len(tags) > 1 and all(tag in ("v", "vn", "d") for tag in tags)


def collocations_are_usual(passage: Passage) -> Iterator[Finding]:
    """Y-6: 明确《…》, 扎实 before a noun, 班子 counted in 名, 100%全覆盖."""
    text = passage.text
    for found in _DECREED.finditer(text):
        yield Finding(*found.span(), "“明确”与文件名不搭配", hint="可能是“制定”“印发”“出台”，请核对")
    for found in _COUNTED_BODY.finditer(text):
        yield Finding(found.end(), found.end(), f"“{found[1]}”不以“名”计", "成员", f"可改为“{found[1]}成员”")
    for found in _TAUTOLOGY.finditer(text):
        yield Finding(*found.span(), f"“{found.group()}”语义重复", hint="“100%”与“全”留一个")
    for found in _SOLID.finditer(text):
        if _is_noun_first(found[1]):
            yield Finding(*found.span(), "“扎实”后面不是动词", hint="可能是“夯实”“做实”，请核对")


def _is_noun_first(text: str) -> bool:
    """Tell whether a text begins with a noun that no verb takes up."""
    import rjieba

    tags = [tag for _, tag in rjieba.tag(text)]
    return tags[0].startswith("n") and not any(tag.startswith("v") for tag in tags[1:2])


def official_names_are_whole(passage: Passage) -> Iterator[Finding]:
    """Y-7: names of organs, games and terms that are often miswritten (lexicon.yaml)."""
    pattern, names = _wrong_words("names")
    for found in pattern.finditer(passage.text):
        right = names[found.group()]
        yield Finding(*found.span(), f"“{found.group()}”可能有误", right, f"规范名称是“{right}”，请核对")


def from_goes_with_to(passage: Passage) -> Iterator[Finding]:
    """Y-8: 从“有学”到“优学”."""
    text = passage.text
    for found in _FROM_TO.finditer(text):
        clause = max(text.rfind(mark, max(0, found.start() - 60), found.start()) for mark in _CLAUSE_BREAKS)
        if not re.search("[从由自]", text[max(clause + 1, found.start() - 60) : found.start()]):
            yield Finding(found.start(), found.start(), "“到”前没有“从”", "从", "可补“从”")


def sentences_are_whole(passage: Passage) -> Iterator[Finding]:
    """Y-9: a sentence that is a phrase of circumstance alone: 聚焦……。"""
    if passage.kind is PassageKind.PARAGRAPH:
        for found in _PHRASE.finditer(passage.text):
            yield Finding(*found.span(1), "这一句不完整，没有谓语", hint="可能应与后一句相连，请核对")
