"""Single marks and foreign words: P-7, P-8, the dash (B-破-1), the ellipsis (B-省-1), the dots and slashes between."""

import re
from collections.abc import Iterator

from typeset.proofreading.finding import Finding
from typeset.proofreading.remark import Passage, PassageKind
from typeset.proofreading.surroundings import HAN, foreign_spans, is_chinese, quoted_spans

_DOUBLED = re.compile("([，、；：])\\1+|。。(?!。)|(?<!。)。”。")
_CLASHING = re.compile("[，、；：][。，、；：]|。[，、；：]")
_HYPHENS = re.compile("(?<![-－─―—])(?:--+|－－+|──+|――+)(?![-－─―—])")
_DOTS = re.compile("\\.{3,}|。{3,}|・{3,}|·{3,}|⋯+|…+")
_SUPERFLUOUS = re.compile("……(等等?)(?=[。，、；）”]|$)")
_MIDDLE = re.compile(f"(?<=[{HAN}])[•‧・∙⋅･](?=[{HAN}])|(?<=[0-9])[•‧・∙⋅･](?=[0-9])")
_FOREIGN_NAME = re.compile(f"(?<=[{HAN}])．(?=[{HAN}])")
_SLASH_EDGE = re.compile("^[/／]|[/／]$")

_WORDS = {"and": "和", "or": "或"}
_OTHER_WORDS = frozenset("the of in on to for with by at from is are as".split())
_LOWER_WORD = re.compile("(?<![A-Za-z0-9])([a-z]{2,4})(?![A-Za-z0-9])")
"""P-7 looks at words of this length alone: units and names of programs are left."""


def words_are_chinese(passage: Passage) -> Iterator[Finding]:
    """P-7: an English word of grammar between Han characters; inside quotations and titles it is left."""
    text = passage.text
    quoted = quoted_spans(text)
    for found in _LOWER_WORD.finditer(text):
        word, (start, end) = found[1], found.span(1)
        if word not in _WORDS and word not in _OTHER_WORDS:
            continue
        before, after = text[:start].rstrip(" ")[-1:], text[end : end + 2].lstrip(" ")[:1]
        if is_chinese(before) and is_chinese(after) and start not in quoted:
            plain = _WORDS.get(word)
            yield Finding(start, end, f"中文里夹了英文词“{word}”", plain, is_certain=plain is not None)


def marks_are_not_doubled(passage: Passage) -> Iterator[Finding]:
    """P-8: the same mark twice; two different stops side by side are proposed or noted."""
    for found in _DOUBLED.finditer(passage.text):
        marks = found.group()
        if marks == "。”。":
            yield Finding(
                found.start(), found.start() + 1, "引号内外都有句号", "", "引文独立成句时留里面的，否则留外面的"
            )
        else:
            yield Finding(*found.span(), f"标点“{marks}”重复", marks[0], is_certain=len(marks) == 2)
    for found in _CLASHING.finditer(passage.text):
        if found.group()[0] != found.group()[1]:
            yield Finding(*found.span(), f"两个标点“{found.group()}”连用", hint="请留一个")


def dashes_are_two_cells(passage: Passage) -> Iterator[Finding]:
    """B-破-1: —— is U+2014 twice; hyphens and lines for drawing in its place are replaced beside Han characters."""
    text, foreign = passage.text, foreign_spans(passage.text)
    for found in _HYPHENS.finditer(text):
        start, end = found.span()
        before, after = text[start - 1 : start].strip(), text[end : end + 1].strip()
        if start not in foreign and end - start == 2 and (is_chinese(before) or is_chinese(after)):
            yield Finding(
                start, end, f"“{found.group()}”不是破折号", "——", is_certain=is_chinese(before) and is_chinese(after)
            )


def ellipses_are_six_dots(passage: Passage) -> Iterator[Finding]:
    """B-省-1: …… is U+2026 twice; 等 does not follow it. Rows of dots in 目录 are no ellipses."""
    text = passage.text
    for found in _DOTS.finditer(text):
        dots, (start, end) = found.group(), found.span()
        if dots in ("……", "…………"):
            continue
        beside = text[start - 1 : start] + text[end : end + 1]
        if any(map(is_chinese, beside)):
            is_certain = len(dots) in (1, 3, 6) and dots[0] != "·"
            yield Finding(start, end, f"“{dots[:8]}”不是省略号", "……", is_certain=is_certain)
    for found in _SUPERFLUOUS.finditer(text):
        yield Finding(*found.span(1), f"省略号后又用“{found[1]}”", "", "省略号与“等”只用一个")


def middle_dots_are_half_width(passage: Passage) -> Iterator[Finding]:
    """B-间-1: 间隔号 is · (U+00B7) between names, or month and day."""
    for found in _MIDDLE.finditer(passage.text):
        yield Finding(*found.span(), f"“{found.group()}”不是间隔号", "·", is_certain=True)
    for found in _FOREIGN_NAME.finditer(passage.text):
        yield Finding(*found.span(), "汉字之间用了全角的点“．”", "·", "外国人名用间隔号“·”")


def slashes_stand_inside_a_line(passage: Passage) -> Iterator[Finding]:
    """B-分-1: 分隔号 neither begins nor ends a passage."""
    if passage.kind is not PassageKind.CELL and len(passage.text) > 1:
        for found in _SLASH_EDGE.finditer(passage.text):
            yield Finding(*found.span(), "分隔号在段首或段末", hint="请补上另一项，或删去")
