"""Comments (批注) of a Word file."""

from collections.abc import Mapping
from dataclasses import dataclass

from typeset.readers.word.markup import Node, w


@dataclass(frozen=True, slots=True)
class Comment:
    """Who said what."""

    author: str
    text: str


def read_comments(root: Node | None) -> Mapping[str, Comment]:
    """Return the comments of comments.xml by their ids."""
    nodes = () if root is None else root.iter(w("comment"))
    return {node.get(w("id"), ""): Comment(node.get(w("author")) or "未署名", _text(node)) for node in nodes}


def _text(node: Node) -> str:
    lines = ("".join(each.text or "" for each in line.iter(w("t"))) for line in node.iter(w("p")))
    return " ".join(filter(None, lines))
