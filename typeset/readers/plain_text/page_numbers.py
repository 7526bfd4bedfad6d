"""Page numbers that a transcript of pages has on lines of their own (I-3)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from typeset.errors import Where
from typeset.readers.plain_text.lines import Line

_DASH = "[-—–―－─·]"
_NUMBER = re.compile(
    rf"{_DASH}{{1,2}}\s*\d{{1,4}}\s*{_DASH}{{1,2}}"
    r"|[-—－(（]?\s*第\s*\d{1,4}\s*页\s*[,，/]?\s*(?:[(（]?共\s*\d{1,4}\s*页[)）]?)?\s*[-—－)）]?"
    r"|[Pp]age\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
)


def is_page_number(text: str) -> bool:
    """Tell whether a line is a page number: — 1 —, - 1 -, 第1页 共3页."""
    return len(text) <= 24 and _NUMBER.fullmatch(text) is not None


def without_page_numbers(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[tuple[Where, str], ...]]:
    """Return the lines without page numbers, and these; the line after one begins a page."""
    kept: list[Line] = []
    left_out: list[tuple[Where, str]] = []
    follows = False
    for line in lines:
        if is_page_number(line.text):
            left_out.append((line.where, line.text))
            follows = True
            continue
        kept.append(replace(line, opens=True, starts_page=True) if follows else line)
        follows = False
    return tuple(kept), tuple(left_out)
