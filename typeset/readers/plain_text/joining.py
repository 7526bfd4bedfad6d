"""Paragraphs that were cut: at the end of a page (I-2), at the end of every line of a fixed width (I-3)."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

from typeset.errors import Where
from typeset.proofreading import Certainty
from typeset.readers.imported import Repair
from typeset.readers.plain_text.lines import Line, display_width

CUT_PARAGRAPH = "I-2"
WRAPPED_LINE = "I-3"

_STARTS = re.compile(
    r"[一二三四五六七八九十百]{1,5}、|[（(][一二三四五六七八九十百\d]{1,5}[）)]|\d{1,3}[.．、](?!\d)|[①-⑳]"
    r"|第[一二三四五六七八九十百千零〇\d]{1,8}[章节条编]|附[件表录图]|抄送|主送|（|\(|[|｜]|注[：:]|图\d|表\d"
)
_SENTENCE_END = re.compile("[。！？；!?;]")
_ENDED = re.compile("[。！？；：!?;:…][”’）》」』)\"']*$|[”）》)]$")
_COLUMNS = re.compile(r"\S[ \u3000]{4,}(?=\S)")
_PRINTING = re.compile(r"日[ \u3000]*印[ \u3000]*发$")
_COMMA_END = re.compile("[，、,]$")
_PAIRS = {"（": "）", "《": "》", "“": "”", "〔": "〕", "〈": "〉"}
_LONGEST_OPEN = 200
_SHOWN = 12

_LEAST_WIDTH, _MOST_WIDTH = 40, 130
_SLACK = 4
_LEAST_INDENT = 3
_LEAST_FULL_LINES, _LEAST_FULL_SHARE = 5, 0.35


@dataclass(frozen=True, slots=True)
class Joined:
    """A paragraph: its text, its first and last line, and where in the text every later line begins."""

    text: str
    first: Line
    last: Line
    breaks: tuple[tuple[int, Where], ...] = ()


Continues: TypeAlias = Callable[[Joined, Joined], bool]


def join_lines(lines: Sequence[Line]) -> tuple[tuple[Joined, ...], tuple[Repair, ...]]:
    """Return the paragraphs that lines make, and a repair for every join."""
    repairs: list[Repair] = []
    paragraphs = [Joined(line.text, line, line) for line in lines]
    if wrapping := _wrapping(lines):
        paragraphs = _joined(paragraphs, partial(_continues_line, wrapping), WRAPPED_LINE, repairs)
    paragraphs = _joined(paragraphs, _continues_page, CUT_PARAGRAPH, repairs)
    return tuple(paragraphs), tuple(repairs)


def _joined(paragraphs: Sequence[Joined], continues: Continues, rule: str, repairs: list[Repair]) -> list[Joined]:
    made: list[Joined] = []
    for paragraph in paragraphs:
        if made and continues(made[-1], paragraph):
            repairs.append(_join_repair(made[-1], paragraph, rule))
            made[-1] = _together(made[-1], paragraph)
        else:
            made.append(paragraph)
    return made


def _together(one: Joined, two: Joined) -> Joined:
    text = one.text + _glue(one.text, two.text)
    breaks = ((len(text), two.first.where), *((len(text) + offset, where) for offset, where in two.breaks))
    return Joined(text + two.text, one.first, two.last, (*one.breaks, *breaks))


def _glue(before: str, after: str) -> str:
    """Return what stands between the pieces of a paragraph: a space between Latin words, else nothing."""
    is_latin = before[-1].isascii() and before[-1].isalpha() and after[0].isascii() and after[0].isalpha()
    return " " if is_latin else ""


def _join_repair(one: Joined, two: Joined, rule: str) -> Repair:
    ends, begins = one.text[-_SHOWN:], two.text[:_SHOWN]
    words = {CUT_PARAGRAPH: "接上分页处断开的段落", WRAPPED_LINE: "接上固定行宽断开的行"}
    last = one.last
    where = replace(last.where, column=(last.where.column or 1) + len(last.text), length=0)
    after = ends + _glue(ends, begins) + begins
    return Repair(rule, where, f"{ends}↵{begins}", after, Certainty.CERTAIN, words[rule])


def _continues_page(one: Joined, two: Joined) -> bool:
    """Tell whether a paragraph goes on after the end of a page: it has no end, and what follows is no beginning."""
    if one.first.heading or two.first.heading or _ENDED.search(one.text) or "\t" in one.text or "\t" in two.text:
        return False
    is_open = _is_unclosed(one.text)
    if _STARTS.match(two.text) and not is_open:
        return False
    is_text = _COMMA_END.search(one.text) or is_open or _SENTENCE_END.search(one.text)
    return bool(is_text and _SENTENCE_END.search(two.text))


def _is_unclosed(text: str) -> bool:
    """Tell whether a text ends inside brackets or quotation marks that it opens."""
    last = text[-_LONGEST_OPEN:]
    return any(last.rfind(opening) > last.rfind(closing) for opening, closing in _PAIRS.items())


@dataclass(frozen=True, slots=True)
class _Wrapping:
    """A text of lines of a fixed width: that width, where its lines begin, whether paragraphs are indented."""

    width: int
    margin: int
    has_indents: bool


def _wrapping(lines: Sequence[Line]) -> _Wrapping | None:
    """Return how a text is wrapped, None when its paragraphs stand on a line each."""
    widths = [line.indent + display_width(line.text) for line in lines]
    inner = [i for i in range(len(lines) - 1) if not lines[i + 1].opens]
    counts = Counter(widths[i] for i in inner if _LEAST_WIDTH <= widths[i] <= _MOST_WIDTH)
    width = max(counts, key=lambda width: (_near(counts, width), width), default=0)
    full = [i for i in inner if width - _SLACK <= widths[i] <= width]
    is_wrapped = (
        len(full) >= max(_LEAST_FULL_LINES, _LEAST_FULL_SHARE * len(inner))
        and sum(_ENDED.search(lines[i].text) is None for i in full) > len(full) / 2
    )
    if not is_wrapped:
        return None
    indents = Counter(lines[i + 1].indent for i in full)
    margin = min(indents)
    return _Wrapping(width, margin, has_indents=any(indent >= margin + _LEAST_INDENT for indent in indents))


def _near(counts: Counter[int], width: int) -> int:
    """Return how many lines are as wide as `width` or a little less."""
    return sum(counts[width - less] for less in range(_SLACK + 1))


def _continues_line(wrapping: _Wrapping, one: Joined, two: Joined) -> bool:
    """Tell whether a line of a fixed width goes on in the next."""
    next_line = two.first
    is_next = not next_line.opens or next_line.starts_page
    if not is_next or one.first.heading or next_line.heading:
        return False
    if _COLUMNS.search(one.last.text) or _COLUMNS.search(next_line.text) or _PRINTING.search(next_line.text):
        return False
    if one.last.indent + display_width(one.last.text) < wrapping.width - _SLACK:
        return False
    if next_line.indent >= wrapping.margin + _LEAST_INDENT:
        return False
    if wrapping.has_indents:
        return True
    return not _ENDED.search(one.text) and not (_STARTS.match(two.text) and not _is_unclosed(one.text))
