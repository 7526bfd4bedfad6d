"""A YAML text as a tree whose every scalar is text, each with its line and column (S-2).

Only the part of YAML that a document needs is allowed: one document of mappings, lists and text. Anchors, aliases,
tags and directives are refused; nothing is ever constructed from the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from typeset.errors import SYNTAX, Issue, Severity, Where, printable
from typeset.strict_yaml.limits import DEEPEST, MOST_NODES
from typeset.strict_yaml.syntax import syntax_reason

LOADER = getattr(yaml, "CLoader", yaml.Loader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; `is_literal` when it was written after `|`, so that its lines are lines of the file."""

    line: int
    column: int
    text: str
    is_literal: bool


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    line: int
    column: int
    items: list["Node"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping: keys and values by turns."""

    line: int
    column: int
    items: list["Node"] = field(default_factory=list)

    def pairs(self) -> Iterator[tuple["Node", "Node"]]:
        """Yield keys with their values."""
        return zip(self.items[::2], self.items[1::2], strict=True)


Node: TypeAlias = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Composition:
    """The tree of a YAML text (None: there is none), and what is wrong with the text."""

    root: Node | None
    issues: tuple[Issue, ...]


def compose(text: str, file: str) -> Composition:
    """Return the tree of a YAML text; `root` is None whenever there are issues."""
    issues: list[Issue] = []
    top = Sequence(1, 1)
    stack: list[Sequence | Mapping] = [top]
    count = 0
    try:
        for event in yaml.parse(text, Loader=LOADER):
            issues += _forbidden(event, file)
            count += 1
            if len(stack) > DEEPEST or count > MOST_NODES:
                issues.append(_too_much(event, file, is_deep=len(stack) > DEEPEST))
                break
            _grow(stack, event)
    except yaml.YAMLError as error:
        issues.append(syntax_reason(error, text, file))
    if len(top.items) > 1:
        where = Where(file, top.items[1].line, top.items[1].column)
        issues.append(_refused(where, "文件里有不止一份内容（第二个“---”）", "一个文件只写一份公文"))
    return Composition(top.items[0] if top.items and not issues else None, tuple(issues))


def _grow(stack: list[Sequence | Mapping], event: yaml.Event) -> None:
    """Put what an event says into the tree."""
    line, column = _start(event)
    if isinstance(event, yaml.ScalarEvent):
        stack[-1].items.append(Scalar(line, column, event.value, event.style == "|"))
    elif isinstance(event, yaml.AliasEvent):
        stack[-1].items.append(Scalar(line, column, "", False))
    elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
        node = (Sequence if isinstance(event, yaml.SequenceStartEvent) else Mapping)(line, column)
        stack[-1].items.append(node)
        stack.append(node)
    elif isinstance(event, yaml.CollectionEndEvent):
        stack.pop()


def _start(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


def _forbidden(event: yaml.Event, file: str) -> Iterator[Issue]:
    """Yield an issue for everything in an event that a source may not use."""
    where = Where(file, *_start(event))
    if isinstance(event, yaml.AliasEvent):
        yield _refused(
            where, f"不能用别名“*{printable(str(event.anchor))}”", "请把内容直接写出来；以 * 开头的文字请加引号"
        )
    elif isinstance(event, yaml.NodeEvent) and event.anchor is not None:
        yield _refused(where, f"不能用锚点“&{printable(str(event.anchor))}”", "请删去；以 & 开头的文字请加引号")
    if (tag := getattr(event, "tag", None)) is not None:
        shown = printable(str(tag).replace("tag:yaml.org,2002:", "!!"))
        yield _refused(where, f"不能用标签“{shown}”", "请删去；以 ! 开头的文字请加引号")
    if isinstance(event, yaml.DocumentStartEvent) and event.tags:
        yield _refused(where, "不能用 %TAG 指令", "请删去这一行")


def _refused(where: Where, message: str, hint: str) -> Issue:
    return Issue(SYNTAX, Severity.ERROR, where, message, hint)


def _too_much(event: yaml.Event, file: str, *, is_deep: bool) -> Issue:
    where = Where(file, *_start(event))
    if is_deep:
        return _refused(where, f"列表和映射的嵌套超过{DEEPEST}层", "请减少层数")
    return _refused(where, f"内容超过{MOST_NODES}项", "请把文件分成几份")
