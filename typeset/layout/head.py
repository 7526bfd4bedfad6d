"""Set the 版头 (7.2): what stands above the text of page 1, at fixed places."""

from collections.abc import Sequence
from dataclasses import dataclass

from typeset.layout.blocks import Alignment, Block, Element, Mark, Piece
from typeset.layout.compose import compose
from typeset.layout.mark import set_mark
from typeset.layout.metrics import Metrics, ink_bottom
from typeset.layout.page import Colour, Line, Rule, Run
from typeset.layout.result import Head, Placed
from typeset.model import Document
from typeset.profiles import Profile
from typeset.standard import RULE_BELOW_NUMBER_MM, SIZE_3_PT, Grid, Role

MARK_TO_NUMBER_MM = 20.0  # "two rows" between the mark's visible foot and the number's row, at least


@dataclass(frozen=True, slots=True)
class HeadText:
    """The elements of the 版头 before they are set."""

    marks: tuple[Block, ...]
    number: Block | None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The elements in reading order."""
        return (*self.marks, *((self.number,) if self.number else ()))

    def with_blocks(self, blocks: Sequence[Block]) -> "HeadText":
        """Return the same elements as the first of `blocks` show them."""
        count = len(self.marks)
        return HeadText(tuple(blocks[:count]), blocks[count] if self.number else None)


def mark_text(document: Document) -> str:
    """Return the 发文机关标志 (R-7.2.4-1): as given, else the names of the issuers and 文件."""
    names = document.issuers[:1] if document.joint_mark == "主办" else document.issuers
    return document.mark_text or "".join(issuer.name for issuer in names) + "文件"


def head_text(document: Document) -> HeadText:
    """Return the elements of the 版头."""
    piece = Piece(mark_text(document), Role.XIAOBIAOSONG, Colour.RED)
    mark = Block(Element.MARK, (piece,), 0.0, Alignment.CENTRED, path=("发文机关标志",))
    number = None
    if document.number is not None:
        text = Piece(document.number.text, Role.FANGSONG)
        number = Block(Element.NUMBER, (text,), SIZE_3_PT, Alignment.CENTRED, path=("发文字号",))
    return HeadText((mark,), number)


def set_head(text: HeadText, document: Document, profile: Profile, metrics: Metrics) -> Head:
    """Set the 版头 of a document on page 1."""
    grid = profile.grid
    (block,) = text.marks
    mark = set_mark(block.text, profile, metrics, original=block.pieces[0].original)
    row = grid.row_below(mark.bottom_mm + MARK_TO_NUMBER_MM)
    placed = [Placed(block, (mark_line(mark),))]
    if text.number is not None:
        runs = compose(text.number, grid, metrics).lines[0]
        placed.append(Placed(text.number, (Line(runs, grid.row_baseline_mm(row), 0, row),)))
    rule = _red_rule(text.number.text if text.number else "号", row, profile, metrics)
    return Head(document.format, tuple(placed), (mark,), None, (rule,), row, row + 1, grid)


def mark_line(mark: Mark) -> Line:
    """Return the mark as a line of red type."""
    run = Run(
        mark.text,
        Role.XIAOBIAOSONG,
        mark.size_pt,
        mark.x_mm,
        mark.end_mm,
        Colour.RED,
        scale=mark.scale,
        actual_text=mark.original,
    )
    return Line((run,), mark.baseline_mm, 0)


def _red_rule(number: str, row: int, profile: Profile, metrics: Metrics) -> Rule:
    """Return the red rule 4 mm below the visible foot of 发文字号, as wide as the type area (R-7.2.7-1)."""
    grid: Grid = profile.grid
    foot = grid.row_baseline_mm(row) - ink_bottom(metrics, Role.FANGSONG, number) * grid.em_mm
    return Rule(grid.left_mm, foot + RULE_BELOW_NUMBER_MM, grid.width_mm, profile.rule.thickness_mm, Colour.RED)
