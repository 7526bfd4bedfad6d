"""A YAML file as plain text, lists and mappings, for readers that need no places."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from typeset.errors import SYNTAX, Issue, Severity, SourceError, Where
from typeset.strict_yaml.nodes import Mapping, Node, Scalar, Sequence, compose
from typeset.strict_yaml.source_text import read_source_text

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"


def read_tree(path: Path) -> Tree:
    """Return the content of a YAML file; raises SourceError with every reason when it cannot be used."""
    composition = compose(read_source_text(path), str(path))
    if composition.issues:
        raise SourceError(composition.issues)
    return "" if composition.root is None else _tree(composition.root, str(path))


def texts_of(tree: Tree) -> Iterator[str]:
    """Yield every text of a tree that is a value or an item."""
    if isinstance(tree, str):
        yield tree
        return
    for item in tree.values() if isinstance(tree, dict) else tree:
        yield from texts_of(item)


def _tree(node: Node, file: str) -> Tree:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_tree(item, file) for item in node.items]
    return _mapping(node, file)


def _mapping(node: Mapping, file: str) -> dict[str, Tree]:
    result: dict[str, Tree] = {}
    for key, value in node.pairs():
        where = Where(file, key.line, key.column)
        if not isinstance(key, Scalar):
            raise SourceError([Issue(SYNTAX, Severity.ERROR, where, "键应当是文字", "请写成“键: 值”")])
        if key.text in result:
            raise SourceError([Issue(SYNTAX, Severity.ERROR, where, f"键“{key.text}”写了两次", "请只留一个")])
        result[key.text] = _tree(value, file)
    return result
