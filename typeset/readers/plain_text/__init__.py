"""Read a text file, whatever its encoding and line ends, into the paragraphs of a `Manuscript`."""

import re
from pathlib import Path

from typeset.errors import Issue, Severity, Where
from typeset.input_files import file_bytes
from typeset.model.inline import escaped
from typeset.readers.manuscript import Look, Manuscript, ManuscriptParagraph
from typeset.readers.plain_text.decoding import IMPORTABLE, Decoded, decode
from typeset.readers.plain_text.joining import Joined, join_lines
from typeset.readers.plain_text.lines import split_lines
from typeset.readers.plain_text.markup import without_markup
from typeset.readers.plain_text.page_numbers import without_page_numbers

__all__ = ["manuscript_of_text", "read_plain_text"]

_LEAST_HAN_SHARE = 0.2


def read_plain_text(path: Path) -> Manuscript:
    """Return the paragraphs of a text file; raises SourceError when it is no text."""
    decoded = decode(file_bytes(path), str(path))
    return manuscript_of_text(decoded, str(path))


def manuscript_of_text(decoded: Decoded, file: str) -> Manuscript:
    """Return the paragraphs of a decoded text: control characters, markup and page numbers out, cuts joined."""
    lines, controls = split_lines(decoded.text, file)
    lines, markup = without_markup(lines)
    lines, page_numbers = without_page_numbers(lines)
    paragraphs, joins = join_lines(lines)
    is_markdown = any(line.heading for line in lines)
    return Manuscript(
        tuple(_paragraph(paragraph, is_markdown) for paragraph in paragraphs),
        issues=tuple(_doubts(decoded, file)),
        repairs=(*controls, *markup, *joins),
        left_out=page_numbers,
    )


def _paragraph(joined: Joined, is_markdown: bool) -> ManuscriptParagraph:
    first = joined.first
    look = Look(style=f"heading {first.heading}" if first.heading else None, starts_page=first.starts_page)
    text = joined.text if is_markdown else escaped(joined.text)
    # A backslash that `escaped` adds moves what follows it; places are then a few columns off.
    return ManuscriptParagraph(text, first.where, look, first.opens, first.indent, joined.breaks)


def _doubts(decoded: Decoded, file: str) -> list[Issue]:
    """Return what is doubtful about the text as a whole."""
    issues = []
    if decoded.is_guess:
        message = f"文件没有说明编码，按 {decoded.encoding} 读出"
        issues.append(Issue(IMPORTABLE, Severity.WARNING, Where(file), message, "请看文字有没有乱码"))
    if "\ufffd" in decoded.text:
        count = decoded.text.count("\ufffd")
        issues.append(
            Issue(IMPORTABLE, Severity.WARNING, Where(file), f"有{count}个字在原文件里已损坏（�）", "请对照原件补上")
        )
    visible = re.sub(r"\s", "", decoded.text)
    if len(re.findall("[\u3400-\u9fff]", visible)) < _LEAST_HAN_SHARE * len(visible):
        message = "几乎没有汉字，不像公文"
        issues.append(Issue(IMPORTABLE, Severity.WARNING, Where(file), message, "请检查是不是选错了文件"))
    return issues
