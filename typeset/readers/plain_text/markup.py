"""Marks of Markdown and HTML in a text file: headings, comments, tags and character references (I-4)."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from typeset.proofreading import Certainty
from typeset.readers.imported import Repair
from typeset.readers.plain_text.lines import Line

MARKUP = "I-4"

_HEADING = re.compile(r"(#{1,6})[ \t\u3000]+")
_RULE = re.compile(r"[-*_=]{3,}")
_COMMENT = re.compile("<!--|-->")
_TAG_NAMES = (
    "a abbr article aside b big blockquote body br center code col dd div dl dt em figure font footer form h1 h2 h3 h4 "
    "h5 h6 head header hr html i iframe img input label li link main meta nav noscript o:p ol option p pre s script "
    "section select small span strong style sub sup table tbody td textarea tfoot th thead title tr u ul"
)
_TAG = re.compile(
    r"<!DOCTYPE[^<>]{0,300}>"
    rf"|</?(?:{'|'.join(_TAG_NAMES.split())})(?:\s*/?|\s+[A-Za-z][A-Za-z0-9:_-]{{0,30}}\s?=[^<>]{{0,2000}})>",
    re.IGNORECASE,
)
_BREAKING_TAG = re.compile(r"</?(?:p|br|div|tr|li|h[1-6]|table|ul|ol|title|body|section|article)\b", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")


@dataclass
class _Cleaning:
    """What is collected while lines are cleaned."""

    repairs: list[Repair] = field(default_factory=list)

    def note(self, line: Line, start: int, before: str, after: str, message: str) -> None:
        where = replace(line.where, column=(line.where.column or 1) + start, length=len(before))
        self.repairs.append(Repair(MARKUP, where, before, after, Certainty.CERTAIN, message))


def without_markup(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Repair, ...]]:
    """Return the lines without comments, tags, heading marks and rules; character references become characters."""
    cleaning = _Cleaning()
    cleaned = [
        made
        for line in _without_comments(lines, cleaning)
        for part in _without_tags(line, cleaning)
        if (made := _without_heading_mark(part, cleaning)) is not None
    ]
    return tuple(cleaned), tuple(cleaning.repairs)


def _without_comments(lines: Sequence[Line], cleaning: _Cleaning) -> Iterator[Line]:
    """Yield the lines without <!-- -->, which may cover several of them; the line after one opens."""
    is_inside = opens = False
    has_end = [False] * (len(lines) + 1)
    for index in range(len(lines) - 1, -1, -1):
        has_end[index] = has_end[index + 1] or "-->" in lines[index].text
    for index, line in enumerate(lines):
        kept: list[tuple[int, int]] = []
        start = 0
        for mark in _COMMENT.finditer(line.text):
            is_opening = mark.group() == "<!--"
            if is_opening and not is_inside and has_end[index]:
                kept.append((start, mark.start()))
                is_inside, start = True, mark.start()
            elif not is_opening and is_inside:
                cleaning.note(line, start, line.text[start : mark.end()], "", "删去网页注释")
                is_inside, start = False, mark.end()
        if is_inside:
            cleaning.note(line, start, line.text[start:], "", "删去网页注释")
        else:
            kept.append((start, len(line.text)))
        made = _joined_pieces(line, kept)
        if made is None:
            opens = True
            continue
        yield replace(made, opens=made.opens or opens)
        opens = False


def _joined_pieces(line: Line, kept: Sequence[tuple[int, int]]) -> Line | None:
    """Return what is kept of a line, None when that is nothing; its place is that of the first piece."""
    pieces = [line.cut(start, end) for start, end in kept if line.text[start:end].strip()]
    if not pieces:
        return None
    return pieces[0] if len(pieces) == 1 else replace(pieces[0], text=" ".join(piece.text for piece in pieces))


def _without_tags(line: Line, cleaning: _Cleaning) -> Iterator[Line]:
    """Yield the lines that a line is without its tags: those that begin a block begin a line."""
    start, pieces, origin = 0, [], 0
    opens = line.opens
    for tag in _TAG.finditer(line.text):
        cleaning.note(line, tag.start(), tag.group(), "", "删去网页标记")
        pieces.append(line.text[start : tag.start()])
        start = tag.end()
        if _BREAKING_TAG.match(tag.group()):
            if "".join(pieces).strip():
                yield _with_characters(replace(line.cut(origin), text="".join(pieces).strip(), opens=opens), cleaning)
            pieces, origin, opens = [], start, True
    pieces.append(line.text[start:])
    if "".join(pieces).strip():
        rest = line if start == 0 else replace(line.cut(origin), text="".join(pieces).strip(), opens=opens)
        yield _with_characters(rest, cleaning)


def _with_characters(line: Line, cleaning: _Cleaning) -> Line:
    """Return a line, references such as &nbsp; and &#8220; as the characters they stand for."""
    if "&" not in line.text:
        return line
    found = [match for match in _REFERENCE.finditer(line.text) if html.unescape(match.group()) != match.group()]
    for match in found:
        cleaning.note(line, match.start(), match.group(), _character(match.group()), "网页的转义字符还原")
    text = _REFERENCE.sub(lambda match: _character(match.group()), line.text) if found else line.text
    return replace(line, text=text.strip())


def _character(reference: str) -> str:
    return html.unescape(reference).replace("\xa0", " ").replace("\u3000", "\u3000")


def _without_heading_mark(line: Line, cleaning: _Cleaning) -> Line | None:
    """Return a line without the # of a heading; None when it is a rule (---)."""
    if _RULE.fullmatch(line.text):
        cleaning.note(line, 0, line.text, "", "删去分隔线")
        return None
    found = _HEADING.match(line.text)
    if found is None:
        return line
    cleaning.note(line, 0, found.group(), "", "删去 Markdown 的标题记号")
    return replace(line.cut(found.end()), heading=len(found[1]))
