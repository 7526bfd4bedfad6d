"""Write a source as a person would: keys in the order of a document, texts of several lines after `|`, few quotes.

What is read again is what was written, to the character. Texts that other programs would take for numbers or
for yes and no are quoted; the project's own reader takes everything as text. No line is folded.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from typeset.errors import printable
from typeset.model import SourcePath, block_origins
from typeset.model.keys import keys_in_order

Comments: TypeAlias = Mapping[SourcePath, Sequence[str]]

_FLOW_KEYS = frozenset({"表头", "列宽", "对齐"})
"""Short lists that stand on the line of their key: [序号, 项目, 金额]."""

_FLOW_ITEMS = frozenset({"发文机关", "署名"})
"""What is said of one of several organs or people stands on a line: {职务: 市长, 姓名: 林致远}."""

_NOT_PLAIN = re.compile(r"""[#&*!|>'"%@`,\[\]{}]|[-?:](?:[ \t]|$)|---|\.\.\.|.*(?::(?:[ \t]|$)|[ \t]#|\t)""")
_NOT_PLAIN_IN_FLOW = re.compile(r"[,\[\]{}:?]")
_NOT_LITERAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_NEEDS_ESCAPE = re.compile('["\\\\\x00-\x08\n-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n"}
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_VALUE_ELSEWHERE = re.compile(
    r"""
    ~? | null | true | false | yes | no | on | off | y | n | = | <<
  | [-+]? 0 (?: b[01_]+ | o[0-7]+ | x[0-9a-f_]+ )
  | [-+]? [0-9][0-9_]* (?: :[0-5]?[0-9] )+ (?: \.[0-9_]* )?         # a number to the base of 60
  | [-+]? (?: [0-9][0-9_]* (?: \.[0-9_]* )? | \.[0-9_]+ ) (?: e[-+]?[0-9]+ )?
  | [-+]? \.inf | \.nan
  | [0-9]{4} - [0-9]{1,2} - [0-9]{1,2} (?: [ \tt] .* )?              # a moment
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What YAML 1.1 or 1.2 takes for a number, a moment, yes or no, or nothing."""


def write_source(data: Mapping[str, object], comments: Comments = MappingProxyType({})) -> str:
    """Return the YAML text of a source made of texts, lists and mappings.

    Comments stand on lines of their own above the value that their path leads to; those of () open the file. As
    in `Reading`, positions in a 正文 count its blocks; a text with comments becomes the list of its paragraphs.
    """
    notes = _Notes({_own_path(data, path): texts for path, texts in comments.items()})
    head = list(notes.lines((), 0))
    lines = [*head, *([""] if head else []), *_mapping(data, (), 0, notes)]
    return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class _Notes:
    """Comments by the path of a value."""

    comments: Comments

    def lines(self, path: SourcePath, indent: int) -> Iterator[str]:
        """Yield the comment lines of one value."""
        for text in self.comments.get(path, ()):
            yield from (f"{' ' * indent}# {printable(line)}".rstrip() for line in text.splitlines())

    def lines_below(self, path: SourcePath, indent: int) -> Iterator[str]:
        """Yield the comment lines of everything inside a value, for one that is written on a line."""
        for inner in self.comments:
            if len(inner) > len(path) and inner[: len(path)] == path:
                yield from self.lines(inner, indent)


def _own_path(data: object, path: SourcePath) -> SourcePath:
    """Return the path as the data has it: no position in what is no list; items of a 正文 instead of its blocks."""
    steps: list[str | int] = []
    for step in path:
        if isinstance(step, int) and steps[-1:] == ["正文"] and isinstance(data, str | list | tuple):
            origins = block_origins(data)
            item = origins[step].item if step < len(origins) else None
            step = step if item is None else item
        elif isinstance(step, int) and not isinstance(data, list | tuple):
            continue
        steps.append(step)
        data = _value_at(data, step)
    return tuple(steps)


def _value_at(data: object, step: str | int) -> object:
    if isinstance(step, str):
        return data.get(step) if isinstance(data, Mapping) else None
    return data[step] if isinstance(data, list | tuple) and step < len(data) else None


def _mapping(data: Mapping[str, object], path: SourcePath, indent: int, notes: _Notes) -> Iterator[str]:
    """Yield the lines of a mapping."""
    ranks = {key: rank for rank, key in enumerate(keys_in_order(path))}
    for key in sorted(data, key=lambda key: ranks.get(key, len(ranks))):
        yield from _entry(f"{' ' * indent}{_scalar(key)}:", data[key], (*path, key), notes)


def _entry(lead: str, value: object, path: SourcePath, notes: _Notes) -> Iterator[str]:
    """Yield the lines of a value after its key or its dash (`lead`), with the comments above."""
    indent = len(lead) - len(lead.lstrip())
    if isinstance(value, str) and path[-1] == "正文" and any(notes.lines_below(path, 0)):
        value = _paragraphs(value)
    yield from notes.lines(path, indent)
    if isinstance(value, str) and _is_literal(value):
        yield from _literal(lead, value, indent + 2)
    elif not _is_block(value, path):
        yield from notes.lines_below(path, indent)
        yield lead if path[-1] == "分页" and value == "" else f"{lead} {_flow(value, is_inside=False)}"
    elif isinstance(value, Mapping):
        inner = _mapping(value, path, indent + 2, notes)
        yield from _after_dash(inner, indent) if lead.endswith("-") else (lead, *inner)
    elif isinstance(value, list | tuple):
        yield lead
        for index, item in enumerate(value):
            yield from _entry(f"{' ' * (indent + 2)}-", item, (*path, index), notes)


def _is_block(value: object, path: SourcePath) -> bool:
    """Tell whether a value takes lines of its own."""
    if isinstance(value, list | tuple):
        is_short = path[-1] in _FLOW_KEYS and not any(isinstance(item, list | tuple) for item in value)
        return bool(value) and not is_short and not isinstance(path[-1], int)
    is_short = path[-1] == "印章" or (isinstance(path[-1], int) and path[-2] in _FLOW_ITEMS)
    return isinstance(value, Mapping) and bool(value) and not is_short


def _after_dash(lines: Iterator[str], indent: int) -> Iterator[str]:
    """Yield the lines of a mapping with a dash before the first key; comments above that key go above the dash."""
    for line in lines:
        if not line.lstrip().startswith("#"):
            yield f"{' ' * indent}- {line[indent + 2 :]}"
            break
        yield line[2:]
    yield from lines


def _paragraphs(body: str) -> list[str]:
    """Return the text of every block of a plain 正文."""
    lines = body.splitlines()
    starts = [origin.line for origin in block_origins(body)]
    ends = [*starts[1:], len(lines)]
    return [
        "\n".join(line for line in lines[start:end] if line.strip()) for start, end in zip(starts, ends, strict=True)
    ]


def _is_literal(text: str) -> bool:
    return "\n" in text and text.strip() != "" and not text.endswith("\n\n") and not _NOT_LITERAL.search(text)


def _literal(lead: str, text: str, indent: int) -> Iterator[str]:
    """Yield a text of several lines after `|`, which says how its first line and its end are to be read."""
    indicator = "2" if text[0] in " \t\n" else ""
    yield f"{lead} |{indicator}{'' if text.endswith(chr(10)) else '-'}"
    yield from (f"{' ' * indent}{line}" if line else "" for line in text.removesuffix("\n").split("\n"))


def _flow(value: object, *, is_inside: bool = True) -> str:
    """Return a value on one line; `is_inside` brackets, a text needs quotes more often."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_scalar(key, is_inside=True)}: {_flow(item)}' for key, item in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_flow(item) for item in value)}]"
    return _scalar(str(value), is_inside=is_inside)


def _scalar(text: str, *, is_inside: bool = False) -> str:
    """Return a text on one line, in quotes where it needs them."""
    if _NOT_LITERAL.search(text) or "\n" in text:
        return f'"{_NEEDS_ESCAPE.sub(_escape, text)}"'
    if text != text.strip() or _NOT_PLAIN.match(text) or (is_inside and _NOT_PLAIN_IN_FLOW.search(text)):
        return _quoted(text)
    is_value_elsewhere = _VALUE_ELSEWHERE.fullmatch(text) and not _DATE.fullmatch(text)
    return _quoted(text) if is_value_elsewhere else text


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"
