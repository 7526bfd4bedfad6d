"""What layout returns: all that a backend needs, and nothing that it would have to read a source for."""

from dataclasses import dataclass

from typeset.errors import Issue
from typeset.layout.blocks import Block, Mark
from typeset.layout.page import Line, Page, Paragraph, Rule
from typeset.model import DocumentFormat
from typeset.standard import Grid


@dataclass(frozen=True, slots=True)
class Placed:
    """A block that stands at its own place on a page, outside the flow of the text; `lines` belong to paragraph 0."""

    block: Block
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """版头 (7.2, 10): everything of page 1 above the text, at fixed places.

    `placed` comes in reading order: the labels 份号, 密级, 紧急程度, the mark, 发文字号 with 签发人; in a 信函 the
    mark comes first. `marks` are the lines of the mark, 主办机关 first, and `suffix` the 文件 beside them.
    `number_row` is the last row of 发文字号 (0 in a 信函 without one), `first_row` the row of `grid`, page 1's own,
    that the text's blank rows are counted from. `rules` are the red ones, that of the page's foot included: one in a
    公文 and a 纪要, four in a 信函, none in a 命令.
    """

    format: DocumentFormat
    placed: tuple[Placed, ...]
    marks: tuple[Mark, ...]
    suffix: Mark | None
    rules: tuple[Rule, ...]
    number_row: int
    first_row: int
    grid: Grid
    has_page_number: bool = True

    @staticmethod
    def none(grid: Grid) -> "Head":
        """Return the head of pages that have none: their text begins on the first row."""
        return Head("公文", (), (), None, (), 0, 0, grid)

    @property
    def mark(self) -> Mark:
        """The mark's first line."""
        return self.marks[0]


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记 (7.4) at the foot of the last page: its entries from above, its rules, and the top of the first one.

    `placed` holds 主送机关, 抄送机关, 印发机关和印发日期 as far as they are given.
    """

    placed: tuple[Placed, ...]
    rules: tuple[Rule, ...]
    top_mm: float
    page: int
    follows_blank_page: bool = False


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote: its mark in the source, its number, its text as a block."""

    mark: str
    number: int
    block: Block


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole document laid out.

    `paragraphs` are what `Line.paragraph` counts; `head`, `blocks`, `imprint` and `footnotes` are the decisions that
    a Word draft follows; `block_pages` is the page on which each block begins. `grids` has the grid of every page: it
    is `grid` but for page 1 of a 信函 and a page that was given more rows (7.3.5.5). `shown_numbers` is the number
    that a page shows, None without one; `issues` is what was found on the way.
    """

    pages: tuple[Page, ...]
    paragraphs: tuple[Paragraph, ...]
    grid: Grid
    head: Head
    blocks: tuple[Block, ...]
    block_pages: tuple[int, ...]
    imprint: Imprint | None
    footnotes: tuple[Footnote, ...]
    grids: tuple[Grid, ...]
    shown_numbers: tuple[int | None, ...]
    issues: tuple[Issue, ...]
