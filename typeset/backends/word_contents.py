"""What the field of 目录 refers to: the headings that it lists, and the part whose headings it gathers anew."""

from collections.abc import Mapping
from dataclasses import dataclass

from typeset.layout.blocks import Element
from typeset.layout.result import Layout

BlockPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A bookmark over the paragraphs of the blocks from `first` to `last`."""

    name: str
    first: int
    last: int


def contents_targets(layout: Layout) -> dict[BlockPath, str]:
    """Return the bookmarks of the headings that an entry of 目录 refers to, by their path."""
    wanted = dict.fromkeys(block.target for block in layout.blocks if block.target is not None)
    return {path: f"_Toc{number:08d}" for number, path in enumerate(wanted, 1)}


def contents_spans(layout: Layout) -> Mapping[BlockPath, Span]:
    """Return the bookmark over every part that has a 目录 of its own, by the part's path.

    That of the document itself has none: it gathers everything.
    """
    spans: dict[BlockPath, Span] = {}
    for block in layout.blocks:
        part = block.path[:-1]
        if block.element is not Element.CONTENTS_TITLE or not part:
            continue
        own = [
            index
            for index, other in enumerate(layout.blocks)
            if other.path[: len(part)] == part
            and other.content is None
            and other.element not in (Element.CONTENTS_TITLE, Element.CONTENTS_ITEM, Element.ATTACHMENTS)
        ]
        if own:
            spans[part] = Span(f"_GwContents{len(spans) + 1}", min(own), max(own))
    return spans
