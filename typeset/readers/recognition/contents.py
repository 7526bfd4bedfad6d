"""A 目录 of the original: left out, because the program makes its own."""

import re
from collections.abc import Sequence

from typeset.errors import Issue, Severity, Where
from typeset.readers.manuscript import ManuscriptItem, ManuscriptParagraph

_TITLE = re.compile(r"目[ \u3000]*(?:录|次)")
_ENTRY = re.compile(r".{1,80}?[\t.…·． \u3000]+[-—]?\d{1,4}[-—]?")
_LEAST_ENTRIES = 2


def without_contents(
    items: Sequence[ManuscriptItem], requirement: str
) -> tuple[tuple[ManuscriptItem, ...], tuple[tuple[Where, str], ...], tuple[Issue, ...]]:
    """Return the items without a 目录, the lines of it, and an Issue that says how to have one."""
    kept: list[ManuscriptItem] = []
    left_out: list[tuple[Where, str]] = []
    issues: list[Issue] = []
    position = 0
    while position < len(items):
        length = _length(items, position)
        lines = [item for item in items[position : position + length] if isinstance(item, ManuscriptParagraph)]
        if length:
            message = f"原文的目录（{length - 1}行）没有采用，页码由程序另排"
            issues.append(
                Issue(requirement, Severity.INFO, lines[0].where, message, "要目录的，请在这一部分写“目录: 是”")
            )
        else:
            kept.append(items[position])
        left_out += [(line.where, line.text) for line in lines]
        position += max(length, 1)
    return tuple(kept), tuple(left_out), tuple(issues)


def _length(items: Sequence[ManuscriptItem], position: int) -> int:
    """Return how many items from `position` on are a 目录, 0 for none."""
    first = items[position]
    if not isinstance(first, ManuscriptParagraph) or _TITLE.fullmatch(first.text.strip()) is None:
        return 0
    length = 1
    for item in items[position + 1 :]:
        if not isinstance(item, ManuscriptParagraph) or _ENTRY.fullmatch(item.text.strip()) is None:
            break
        length += 1
    return length if length > _LEAST_ENTRIES else 0
