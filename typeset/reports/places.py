"""Where a finding stands in a line of text, and how wide characters are on a screen."""

import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import accumulate

from typeset.errors import Issue

_QUOTED = re.compile("“([^“”]+)”")
_KEY = re.compile(r"\w+(?=:)")
_CUT = "……"
ELLIPSIS = "…"


def pinpointed(issue: Issue, lines: tuple[str, ...]) -> Issue:
    """Return an issue whose place covers the words that its message quotes first, where they follow on its line.

    Rules that look at values know the key or the paragraph, not the characters: without such words the key is covered
    whole. A place that has a length stays.
    """
    where = issue.where
    if where.line is None or where.length is not None or not 0 < where.line <= len(lines):
        return issue
    line, start = lines[where.line - 1], (where.column or 1) - 1
    for found in _QUOTED.finditer(issue.message):
        words = found[1].removesuffix(_CUT)
        position = line.find(words, start) if words else -1
        if position >= 0:
            return replace(issue, where=replace(where, column=position + 1, length=len(words)))
    key = _KEY.match(line, start)
    return replace(issue, where=replace(where, length=len(key[0]))) if key else issue


def screen_width(text: str) -> int:
    """Return how many columns of a terminal a text takes: Han characters and full-width marks two, accents none."""
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a line that fits a screen, and the columns of the screen that its place begins at and covers."""

    text: str
    offset: int
    width: int


def window(line: str, column: int, length: int, columns: int) -> Window:
    """Return the stretch of `line` around a place (1-based column) that takes at most `columns` of the screen."""
    line = line.replace("\t", " ")
    start = min(column - 1, len(line))
    end = min(start + length, len(line))
    first, last = _stretch(line, start, end, columns)
    before = (ELLIPSIS if first else "") + line[first:start]
    shown = line[start : min(end, last)]
    after = line[min(end, last) : last] + (ELLIPSIS if last < len(line) else "")
    return Window(before + shown + after, screen_width(before), max(1, screen_width(shown)))


def _stretch(line: str, start: int, end: int, columns: int) -> tuple[int, int]:
    """Return where the stretch begins and ends: all of the line, else a third of the room before the place."""
    if len(line) * 2 <= columns or screen_width(line) <= columns:
        return 0, len(line)
    room = columns - 2
    before = accumulate(_width(character) for character in reversed(line[max(0, start - room) : start]))
    first = start - sum(1 for width in before if width <= room // 3)
    after = accumulate(_width(character) for character in line[first : first + room])
    last = first + sum(1 for width in after if width <= room)
    return (first, last) if last < len(line) else _ending(line, start, room)


def _ending(line: str, start: int, room: int) -> tuple[int, int]:
    """Return the stretch that ends with the line, when its place is near the end."""
    widths = accumulate(_width(character) for character in reversed(line[max(0, len(line) - room) :]))
    return min(start, len(line) - sum(1 for width in widths if width <= room)), len(line)
