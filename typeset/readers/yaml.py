"""Read a document from a YAML file: every reason why it cannot be read, each with its line and column."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.errors import KEYS, SYNTAX, VALUES, Issue, Severity, SourceError, Where, printable
from typeset.model import Document, SourcePath, block_origins
from typeset.model.body import Origin
from typeset.model.faults import Fault
from typeset.model.mapping import MOST_FAULTS, make_document
from typeset.readers.folder import SourceFolder
from typeset.readers.reading import Reading, nearest_place
from typeset.strict_yaml.source_text import read_source_text

if TYPE_CHECKING:
    from typeset.strict_yaml.nodes import Mapping, Node

_LISTS = frozenset({"附件", "印发件", "发文机关", "忽略"})
"""Keys whose single value stands for a list of one; paths always carry its position."""


@dataclass(frozen=True)
class _Tree:
    """A tree of nodes as plain data, with the node and the place of every path in it."""

    file: str
    data: object
    nodes: dict[SourcePath, "Node"] = field(default_factory=dict)
    places: dict[SourcePath, Where] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)


def read_yaml(path: Path) -> Reading:
    """Read a YAML file; raises SourceError with every reason found when it cannot be read."""
    from typeset.strict_yaml.nodes import compose  # PyYAML costs 30 ms

    file = str(path)
    text = read_source_text(path)
    composition = compose(text, file)
    if composition.root is None:
        empty = Issue(SYNTAX, Severity.ERROR, Where(file, 1, 1), "文件里没有内容", "请写上发文机关、标题、正文等")
        raise _refusal(composition.issues or [empty])
    tree = _as_data(composition.root, file)
    made = make_document(tree.data, SourceFolder(path.parent))
    errors = [*tree.issues, *(_issue(fault, tree) for fault in made.faults)]
    if made.document is None or errors:
        raise _refusal(errors)
    places = _document_places(made.document, tree, text)
    return Reading(made.document, places, tuple(_empty_keys(made.empty, tree)))


def source_mapping(text: str, file: str) -> object:
    """Return the keys and values of the text of a source as they are written; raises SourceError."""
    from typeset.strict_yaml.nodes import compose

    composition = compose(text, file)
    if composition.root is None:
        raise _refusal(composition.issues)
    tree = _as_data(composition.root, file)
    if tree.issues:
        raise _refusal(tree.issues)
    return tree.data


def _refusal(issues: Iterable[Issue]) -> SourceError:
    """Return the exception for all issues in the order of the file, the many after the first hundred counted only."""
    in_order = sorted(issues, key=lambda issue: (issue.where.line or 0, issue.where.column or 0))
    rest = len(in_order) - MOST_FAULTS
    if rest > 0:
        last = Issue(SYNTAX, Severity.ERROR, in_order[MOST_FAULTS].where, f"从这里起还有{rest}处错误没有列出")
        in_order[MOST_FAULTS:] = [last]
    return SourceError(in_order)


def _as_data(root: "Node", file: str) -> _Tree:
    """Return the tree as texts, lists and mappings; keys that cannot be used are issues."""
    places: dict[SourcePath, Where] = {(): Where(file, root.line, root.column)}
    nodes: dict[SourcePath, Node] = {}
    issues: list[Issue] = []
    data = _value(root, (), _Walk(file, nodes, places, issues))
    return _Tree(file, data, nodes, places, issues)


@dataclass(frozen=True, slots=True)
class _Walk:
    """What a walk over the nodes notes down."""

    file: str
    nodes: dict[SourcePath, "Node"]
    places: dict[SourcePath, Where]
    issues: list[Issue]

    def note(self, path: SourcePath, node: "Node", where: Where) -> None:
        self.nodes[path] = node
        self.places[path] = where


def _value(node: "Node", path: SourcePath, walk: _Walk) -> object:
    from typeset.strict_yaml.nodes import Scalar, Sequence

    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        items: list[object] = []
        for index, item in enumerate(node.items):
            walk.note((*path, index), item, Where(walk.file, item.line, item.column))
            items.append(_value(item, (*path, index), walk))
        return items
    return _mapping(node, path, walk)


def _mapping(node: "Mapping", path: SourcePath, walk: _Walk) -> dict[str, object]:
    from typeset.strict_yaml.nodes import Scalar, Sequence

    data: dict[str, object] = {}
    for key_node, value in node.pairs():
        where = Where(walk.file, key_node.line, key_node.column)
        if not isinstance(key_node, Scalar):
            walk.issues.append(Issue(KEYS, Severity.ERROR, where, "键不是文字", "键请写成一个词，如“标题: ……”"))
            continue
        key = key_node.text
        if key in data:
            first = walk.places[(*path, key)].line
            message = f"键“{printable(key)}”写了两次，第一次在第{first}行"
            walk.issues.append(Issue(KEYS, Severity.ERROR, where, message, "请只留一个"))
            continue
        inner = (*path, key)
        walk.note(inner, value, where)
        if key in _LISTS and not isinstance(value, Sequence):
            walk.note((*inner, 0), value, where)
            data[key] = _value(value, (*inner, 0), walk)
        else:
            data[key] = _value(value, inner, walk)
    return data


def _issue(fault: Fault, tree: _Tree) -> Issue:
    return Issue(fault.rule, Severity.ERROR, nearest_place(tree.places, fault.path), fault.sentence, fault.hint)


def _empty_keys(paths: tuple[SourcePath, ...], tree: _Tree) -> Iterator[Issue]:
    for path in paths:
        message = f"“{printable(str(path[-1]))}”没有写内容，按没有这个键处理"
        yield Issue(VALUES, Severity.INFO, nearest_place(tree.places, path), message, "不用的键可以删去")


def _document_places(document: Document, tree: _Tree, text: str) -> dict[SourcePath, Where]:
    """Return the places of everything in a document; blocks take the place of the items they come from."""
    places = {path: where for path, where in tree.places.items() if "正文" not in path[:-1]}
    places[()] = Where(tree.file)
    lines = text.splitlines()
    for path, body in document.bodies():
        if body and path in tree.nodes:
            for index, origin in enumerate(block_origins(_data_at(tree.data, path))):
                places[*path, index] = _block_place(tree, path, origin, lines)
    return places


def _data_at(data: object, path: SourcePath) -> object:
    """Return the value at a path of plain data; position 0 of what is not a list is the thing itself."""
    for step in path:
        if isinstance(data, dict):
            data = data if step == 0 else data.get(step)
        elif isinstance(data, list) and isinstance(step, int):
            data = data[step]
    return data


def _block_place(tree: _Tree, body: SourcePath, origin: Origin, lines: list[str]) -> Where:
    """Return the place of a block: the line of its text where that is a line of the file, else its item's."""
    from typeset.strict_yaml.nodes import Mapping, Scalar

    node = tree.nodes[body if origin.item is None else (*body, origin.item)]
    if isinstance(node, Mapping) and len(node.items) == 2:
        key, value = node.items
        node = value if isinstance(value, Scalar) and value.is_literal else key
    if isinstance(node, Scalar) and node.is_literal:
        line = node.line + 1 + origin.line
        content = lines[line - 1] if line <= len(lines) else ""
        return Where(tree.file, line, len(content) - len(content.lstrip()) + 1)
    return Where(tree.file, node.line, node.column)
