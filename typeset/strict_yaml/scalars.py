"""Where every character of the texts of a YAML file stands in the file."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from typeset.characters import LINE_BREAK
from typeset.strict_yaml.nodes import LOADER

_FOLD = re.compile("[ \t]*(?:\r\n|[\r\n\x85\u2028\u2029])[ \t]*")
_ESCAPE_LENGTHS = {"x": 4, "u": 6, "U": 10}

Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class ScalarPlace:
    """A text of a YAML file: its value, and the first and last index of each of its characters in the file.

    `starts` and `ends` are as long as the value; both are empty where the text cannot be followed (folded blocks).
    `style` is YAML's: "" for plain text, or one of `'`, `"`, `|`, `>`.
    """

    value: str
    style: str
    line: int
    column: int
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


def scalar_places(text: str) -> dict[Path, ScalarPlace]:
    """Return the texts of a YAML file by their path of keys and positions; `text` must be well-formed."""
    line_starts = [0, *(found.end() for found in LINE_BREAK.finditer(text))]
    found: dict[Path, ScalarPlace] = {}
    stack: list[_Level] = []
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.ScalarEvent):
            if stack and stack[-1].takes_key:
                stack[-1].key = event.value
            else:
                found[_path(stack)] = _scalar_place(event, text, line_starts)
                _advance(stack)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            stack.append(_Level(is_mapping=isinstance(event, yaml.MappingStartEvent)))
        elif isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
            _advance(stack)
    return found


@dataclass
class _Level:
    """A mapping or list that is being read: the key or position that comes next."""

    is_mapping: bool
    key: str | None = None
    position: int = 0

    @property
    def takes_key(self) -> bool:
        """Whether the next text is a key."""
        return self.is_mapping and self.key is None

    @property
    def step(self) -> str | int:
        """The key or position of what is being read."""
        return self.position if self.key is None else self.key


def _path(stack: Sequence[_Level]) -> Path:
    return tuple(level.step for level in stack)


def _advance(stack: Sequence[_Level]) -> None:
    if stack:
        stack[-1].key = None
        stack[-1].position += 1


def _scalar_place(event: yaml.ScalarEvent, text: str, line_starts: Sequence[int]) -> ScalarPlace:
    start, end = event.start_mark, event.end_mark
    assert start is not None and end is not None, "events of a parser have marks"
    style = event.style or ""
    spans: list[tuple[int, int]] | None = None
    if style == "|":
        spans = _literal_spans(event.value, text, line_starts, start.line + 1)
    elif style != ">":
        quote = len(style)
        spans = _flow_spans(event.value, text, start.index + quote, end.index - quote, style)
    starts, ends = zip(*spans, strict=True) if spans else ((), ())
    return ScalarPlace(event.value, style, start.line + 1, start.column + 1, starts, ends)


def _literal_spans(value: str, text: str, line_starts: Sequence[int], first: int) -> list[tuple[int, int]] | None:
    """Return the places of the characters of a literal block: its lines are lines of the file, less an indentation."""
    spans: list[tuple[int, int]] = []
    for number, line in enumerate(value.splitlines(keepends=True), start=first):
        content = line.rstrip("\n")
        if number >= len(line_starts):
            return None
        start = line_starts[number]
        ending = LINE_BREAK.search(text, start)
        stop = ending.start() if ending else len(text)
        if not text[start:stop].endswith(content):
            return None
        begin = stop - len(content)
        spans += ((begin + i, begin + i + 1) for i in range(len(content)))
        if len(content) < len(line):
            spans.append((stop, ending.end() if ending else stop))
    return spans if len(spans) == len(value) else None


def _flow_spans(value: str, text: str, start: int, end: int, style: str) -> list[tuple[int, int]] | None:
    """Return the places of the characters of plain or quoted text, whose line breaks are folded."""
    spans: list[tuple[int, int]] = []
    pieces = _pieces(text, start, end, style)
    for character in value:
        piece = next(pieces, None)
        if piece is None or piece[2] not in (None, character):
            return None
        spans.append(piece[:2])
    return spans if next(pieces, None) is None else None


def _pieces(text: str, start: int, end: int, style: str) -> Iterator[tuple[int, int, str | None]]:
    """Yield (start, end, character) for every character that the text from `start` to `end` stands for.

    The character is None where an escape stands for it, whatever it is.
    """
    position = start
    while position < end:
        if fold := _FOLD.match(text, position, end):
            breaks, first = [fold], position
            position = fold.end()
            while following := _FOLD.match(text, position, end):
                breaks.append(following)
                position = following.end()
            characters = " " if len(breaks) == 1 else "\n" * (len(breaks) - 1)
            yield from ((first, position, character) for character in characters)
        elif style == "'" and text.startswith("''", position):
            yield position, position + 2, "'"
            position += 2
        elif style == '"' and text[position] == "\\":
            escape = _FOLD.match(text, position + 1, end)
            length = _ESCAPE_LENGTHS.get(text[position + 1], 2)
            if escape is None:
                yield position, position + length, None
            position = escape.end() if escape else position + length
        else:
            yield position, position + 1, text[position]
            position += 1
