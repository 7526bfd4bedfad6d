"""The lines of a text file, each with its place; characters that no text may hold are taken out."""

import re
from dataclasses import dataclass, replace

from typeset.characters import UNREADABLE_CHARACTER
from typeset.errors import Where
from typeset.proofreading import Certainty
from typeset.readers.imported import Repair

CONTROL_CHARACTERS = "I-6"

_BREAK = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = " \t\u3000\xa0\ufeff\u200b"
_WORDS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty, without the blanks around it.

    `opens` tells whether an empty line or a page break stands above it, `indent` how many half-width cells it stands
    to the right, `heading` its level where Markdown says so, 0 elsewhere.
    """

    text: str
    where: Where
    opens: bool = False
    indent: int = 0
    starts_page: bool = False
    heading: int = 0

    def cut(self, start: int, end: int | None = None) -> "Line":
        """Return the line from `start` to `end` with its place."""
        text = self.text[start:end]
        inner = text.lstrip(_BLANKS)
        column = (self.where.column or 1) + start + len(text) - len(inner)
        return replace(self, text=inner.rstrip(_BLANKS), where=replace(self.where, column=column))


def split_lines(text: str, file: str) -> tuple[tuple[Line, ...], tuple[Repair, ...]]:
    """Return the lines of a text that are not empty, and the control characters that were taken out of them."""
    lines: list[Line] = []
    repairs: list[Repair] = []
    opens, starts_page, start = True, False, 0
    number = 1
    for found in [*_BREAK.finditer(text), None]:
        raw = text[start : found.start() if found else len(text)]
        line = raw
        if UNREADABLE_CHARACTER.search(raw):
            repairs += _removed(raw, Where(file, number))
            line = UNREADABLE_CHARACTER.sub("", raw)
        content = line.strip(_BLANKS)
        if content:
            before = line[: len(line) - len(line.lstrip(_BLANKS))]
            where = Where(file, number, len(before) + 1)
            lines.append(Line(content, where, opens, display_width(before), starts_page))
        opens = not content
        starts_page = found is not None and found.group() == "\f"
        opens = opens or starts_page
        start = found.end() if found else start
        number += 1
    return tuple(lines), tuple(repairs)


def display_width(text: str) -> int:
    """Return how many half-width cells a text takes on a screen."""
    return sum(8 if c == "\t" else 1 if ord(c) < 0x2E80 else 2 for c in text if c not in "\ufeff\u200b")


def _removed(raw: str, where: Where) -> list[Repair]:
    """Return a repair for every run of control characters of a line."""
    found = list(re.finditer(f"(?:{UNREADABLE_CHARACTER.pattern})+", raw))
    return [
        Repair(
            CONTROL_CHARACTERS,
            replace(where, column=match.start() + 1, length=len(match.group())),
            " ".join(f"U+{ord(c):04X}" for c in match.group()[:_WORDS_SHOWN]),
            "",
            Certainty.CERTAIN,
            "删去控制字符",
        )
        for match in found
    ]
