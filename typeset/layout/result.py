"""What layout returns: all that a backend needs, and nothing that it would have to read a source for."""

from dataclasses import dataclass

from typeset.errors import Issue
from typeset.layout.blocks import Block, Mark
from typeset.layout.page import Page, Paragraph, Rule
from typeset.standard import Grid


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole document laid out.

    `paragraphs` are what `Line.paragraph` counts; `blocks`, `mark`, `number_row` and `red_rule` are the decisions
    that a Word draft follows; `issues` is what was found on the way.
    """

    pages: tuple[Page, ...]
    paragraphs: tuple[Paragraph, ...]
    grid: Grid
    blocks: tuple[Block, ...]
    mark: Mark
    number_row: int
    red_rule: Rule
    issues: tuple[Issue, ...]
