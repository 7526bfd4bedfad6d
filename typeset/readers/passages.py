"""The texts of a source as passages for proof-reading, each character with its place in the file."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from typeset.characters import LINE_BREAK
from typeset.errors import Where
from typeset.model import SourcePath, find_numbering
from typeset.model.inline import has_end_mark, plain_text
from typeset.proofreading import Passage, PassageKind

_CELL = re.compile(r"(?:[^|\\]|\\.?)+", re.DOTALL)
_TEXT_KEYS: Mapping[str, PassageKind] = {
    "标题": PassageKind.TITLE,
    "题注": PassageKind.TITLE_NOTE,
    "发文字号": PassageKind.NUMBER,
    "主送机关": PassageKind.ADDRESSEES,
    "署名": PassageKind.SIGNATURE,
    "附注": PassageKind.NOTE,
    "抄送": PassageKind.COPIES,
}
_BLOCK_KEYS: Mapping[str, PassageKind] = {
    **dict.fromkeys(("段落", "条"), PassageKind.PARAGRAPH),
    **dict.fromkeys(("标题1", "标题2", "标题3", "标题4", "章", "节"), PassageKind.HEADING),
}
_WITH_LINES = (PassageKind.PARAGRAPH, PassageKind.ADDRESSEES, PassageKind.COPIES, PassageKind.NOTE)
"""Kinds of which every line is a passage; a title over several lines is one."""


@dataclass(frozen=True, slots=True)
class ValuePassage:
    """A passage, the path of the value that it stands in, and where its characters stand in that value."""

    passage: Passage
    path: SourcePath
    positions: Sequence[int]


@dataclass(frozen=True)
class FileText:
    """A file as text, to tell the line and column of a character."""

    file: str
    text: str
    starts: Sequence[int] = field(init=False)

    def __post_init__(self) -> None:
        breaks = (found.end() for found in LINE_BREAK.finditer(self.text))
        object.__setattr__(self, "starts", (0, *breaks))

    def where(self, start: int, end: int) -> Where:
        """Return the place of the characters from `start` to `end`."""
        line = bisect_right(self.starts, start)
        return Where(self.file, line, start - self.starts[line - 1] + 1, length=end - start)


@dataclass(frozen=True, slots=True)
class FilePassage:
    """A passage of a file; `starts` and `ends` are the places of its characters in the file's text.

    Both are empty where a character cannot be followed to the file; `fallback` is the nearest place that is known.
    """

    passage: Passage
    path: SourcePath
    starts: Sequence[int]
    ends: Sequence[int]
    style: str
    fallback: Where

    def where(self, source: FileText, start: int, end: int) -> Where:
        """Return the place of the characters `start` to `end` of the passage."""
        if not self.starts:
            return self.fallback
        if start == end:
            return source.where(self.starts[start], self.starts[start])
        return source.where(self.starts[start], self.ends[end - 1])


def source_passages(source: FileText) -> Iterator[FilePassage]:
    """Yield the passages of a YAML source that was found to be well-formed, in the order of the file."""
    from typeset.strict_yaml.scalars import scalar_places  # PyYAML costs 30 ms

    places = scalar_places(source.text)
    for found in value_passages(_tree({path: place.value for path, place in places.items()})):
        place = places[found.path]
        fallback = Where(source.file, place.line, place.column)
        if place.starts:
            starts = [place.starts[position] for position in found.positions]
            ends = [place.ends[position] for position in found.positions]
            yield FilePassage(found.passage, found.path, starts, ends, place.style, fallback)
        else:
            yield FilePassage(found.passage, found.path, (), (), place.style, fallback)


def line_passages(source: FileText) -> Iterator[FilePassage]:
    """Yield the lines of a text file that are not empty, without the blanks at their edges."""
    for number, start in enumerate(source.starts):
        end = source.starts[number + 1] if number + 1 < len(source.starts) else len(source.text)
        line = source.text[start:end]
        text = line.strip()
        if text:
            first = start + line.index(text[0])
            places = range(first, first + len(text))
            where = source.where(first, first + len(text))
            yield FilePassage(Passage(text), (number,), places, range(first + 1, first + len(text) + 1), "", where)


def _tree(values: Mapping[SourcePath, str]) -> object:
    """Return texts by path as mappings; lists become mappings of their positions."""
    root: dict[str | int, object] = {}
    for path, value in values.items():
        level = root
        for step in path[:-1]:
            inner = level.setdefault(step, {})
            level = inner if isinstance(inner, dict) else {}
        if path:
            level[path[-1]] = value
    return root


def value_passages(data: object, path: SourcePath = ()) -> Iterator[ValuePassage]:
    """Yield the passages of a document or part in the keys of the source format; names of organs and people are none.

    Lists may be given as mappings of their positions.
    """
    for key, value in _items(data):
        inner = (*path, key)
        if key == "标题" and "附件" in path[-2:]:
            yield from _texts(value, inner, PassageKind.ATTACHMENT_NAME)
        elif key in _TEXT_KEYS:
            yield from _texts(value, inner, _TEXT_KEYS[str(key)])
        elif key == "正文":
            yield from _body(value, inner)
        elif key == "脚注":
            for mark, text in _items(value):
                yield from _texts(text, (*inner, mark), PassageKind.PARAGRAPH)
        elif key in ("附件", "印发件"):
            is_one = isinstance(value, Mapping) and not all(isinstance(step, int) for step in value)
            parts = [((*inner,), value)] if is_one else [((*inner, index), part) for index, part in _items(value)]
            for part_path, part in parts:
                yield from value_passages(part, part_path)


def _items(value: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, list | tuple):
        yield from enumerate(value)


def _texts(value: object, path: SourcePath, kind: PassageKind) -> Iterator[ValuePassage]:
    """Yield the passages of a value that is a text or a list of them."""
    if isinstance(value, str):
        if kind in _WITH_LINES:
            yield from (_passage(value, start, end, path, kind) for start, end in _lines(value))
        elif value.strip():
            start = len(value) - len(value.lstrip())
            yield _passage(value, start, len(value.rstrip()), path, kind)
    else:
        for index, item in _items(value):
            if isinstance(item, str):
                yield from _texts(item, (*path, index), kind)


def _passage(value: str, start: int, end: int, path: SourcePath, kind: PassageKind) -> ValuePassage:
    text, positions = plain_text(value[start:end])
    return ValuePassage(Passage(text, kind), path, [start + position for position in positions])


def _lines(value: str) -> Iterator[tuple[int, int]]:
    """Yield where the lines of a text begin and end, without the blanks at their edges; empty lines are left out."""
    start = 0
    for line in value.splitlines(keepends=True):
        text = line.strip()
        if text:
            first = start + line.index(text[0])
            yield first, first + len(text)
        start += len(line)


def _body(value: object, path: SourcePath) -> Iterator[ValuePassage]:
    """Yield the passages of 正文."""
    if isinstance(value, str):
        yield from _body_lines(value, path)
        return
    for index, item in _items(value):
        inner = (*path, index)
        if isinstance(item, str):
            yield from _body_lines(item, inner)
        for key, content in _items(item):
            if key in _BLOCK_KEYS:
                yield from _texts(content, (*inner, key), _BLOCK_KEYS[str(key)])
            elif key in ("表格", "图"):
                yield from _table(content, (*inner, key))


def _body_lines(value: str, path: SourcePath) -> Iterator[ValuePassage]:
    """Yield a passage a line; a row between bars is a passage a cell."""
    for start, end in _lines(value):
        line = value[start:end]
        if line.startswith("|") and line.endswith("|") and len(line) > 1:
            yield from _bar_cells(value, start, end, path)
            continue
        is_heading = find_numbering(line) is not None and not has_end_mark(line)
        kind = PassageKind.HEADING if is_heading else PassageKind.PARAGRAPH
        yield _passage(value, start, end, path, kind)


def _bar_cells(value: str, start: int, end: int, path: SourcePath) -> Iterator[ValuePassage]:
    for cell in _CELL.finditer(value, start, end):
        text = cell.group().strip()
        if text.strip(":- "):
            first = cell.start() + cell.group().index(text[0])
            yield _passage(value, first, first + len(text), path, PassageKind.CELL)


def _table(content: object, path: SourcePath) -> Iterator[ValuePassage]:
    """Yield the passages of a table or figure: its title, note, and cells."""
    for key, value in _items(content):
        inner = (*path, key)
        if key == "标题":
            yield from _texts(value, inner, PassageKind.TABLE_TITLE)
        elif key == "注":
            yield from _texts(value, inner, PassageKind.PARAGRAPH)
        elif key in ("表头", "行"):
            yield from _cells(value, inner)


def _cells(value: object, path: SourcePath) -> Iterator[ValuePassage]:
    if isinstance(value, str):
        yield from _texts(value, path, PassageKind.CELL)
        return
    for key, item in _items(value):
        if key not in ("跨列", "跨行"):
            yield from _cells(item, (*path, key))
