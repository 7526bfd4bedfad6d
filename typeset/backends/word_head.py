"""The 版头 of the Word draft (7.2, 10): every line of it where the layout has it on page 1.

What stands on one baseline is one paragraph with tab stops; a mark of several lines is a table without borders. Red
rules are the border of the line above them, or bars.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from typeset.backends import word_styles
from typeset.backends.ooxml.formatting import border_height_twips
from typeset.backends.ooxml.values import (
    TWIPS_PER_POINT,
    Border,
    Indents,
    Inline,
    PageSetup,
    Paragraph,
    ParagraphStyle,
    Tab,
    Table,
    TabStop,
    Text,
    twips,
)
from typeset.backends.word_mark import mark_line_twips, mark_paragraph, mark_table
from typeset.backends.word_page import LINE_ASCENT
from typeset.backends.word_text import run_texts
from typeset.layout.blocks import Alignment, Block, Element
from typeset.layout.page import Line, Rule, Run
from typeset.layout.result import Head
from typeset.standard import TYPE_AREA_BOTTOM_MM, Role, mm_to_points

_SAME_LINE_MM = 0.5
_GAP_MM = 0.3  # between the runs of a line; more is a step to a tab stop
_FARTHEST_BORDER_MM = 10.0  # Word keeps a border at most 31 points below its text
_LEAST_LINE_TWIPS = _POINT_TWIPS = 20

Item = Paragraph | Table


@dataclass(frozen=True, slots=True)
class WordHead:
    """The 版头 as Word's paragraphs; `reached_twips` is how far it comes down the page, from the paper's edge."""

    items: tuple[Item, ...]
    reached_twips: int


@dataclass(frozen=True, slots=True)
class _HeadLine:
    """What stands on one baseline, on a row of the page or on none: runs with the blocks that own them."""

    row: int | None
    runs: tuple[tuple[Block, Run], ...]


def upper_rules(head: Head) -> tuple[Rule, ...]:
    """Return the rules of the head itself."""
    return tuple(rule for rule in head.rules if rule.top_mm < TYPE_AREA_BOTTOM_MM)


def lower_rules(head: Head) -> tuple[Rule, ...]:
    """Return the rules at the foot of page 1 (R-10.1-5)."""
    return tuple(rule for rule in head.rules if rule.top_mm >= TYPE_AREA_BOTTOM_MM)


def word_head(head: Head, setup: PageSetup, top_twips: int, *, is_on_grid: bool) -> WordHead:
    """Return the 版头 for a page whose text begins `top_twips` below the paper's edge.

    `is_on_grid`: the rows of page 1 are those of the other pages.
    """
    flow = _Flow(setup, top_twips, is_on_grid=is_on_grid)
    rules = list(upper_rules(head))
    is_bordered = len(rules) == 1
    things: list[tuple[float, Rule | _HeadLine | None]] = [*_lines(head)]
    if head.marks:
        things.append((head.marks[0].baseline_mm, None))
    if is_bordered and not _has_line_above(rules[0], things):
        things.append((head.grid.row_baseline_mm(head.number_row), _HeadLine(head.number_row, ())))
    things += [(rule.top_mm, rule) for rule in rules]
    for height_mm, thing in sorted(things, key=lambda each: each[0]):
        if thing is None:
            flow.add_marks(head)
        elif isinstance(thing, _HeadLine):
            flow.add_line(thing, height_mm)
        elif is_bordered:
            flow.add_border(thing)
        else:
            flow.add_bar(thing)
    return WordHead(tuple(flow.items), flow.reached)


def _lines(head: Head) -> Iterator[tuple[float, _HeadLine]]:
    """Yield the lines of the head but for the mark with their baselines; runs of one together, from the left."""
    found: list[tuple[Block, Line]] = [
        (placed.block, line)
        for placed in head.placed
        if placed.block.element is not Element.MARK
        for line in placed.lines
    ]
    found.sort(key=lambda each: each[1].baseline_mm)
    while found:
        height = found[0][1].baseline_mm
        same = [each for each in found if each[1].baseline_mm - height < _SAME_LINE_MM]
        found = found[len(same) :]
        runs = [(block, run) for block, line in same for run in line.runs]
        yield height, _HeadLine(same[0][1].row, tuple(sorted(runs, key=lambda each: each[1].x_mm[0])))


def _has_line_above(rule: Rule, things: Sequence[tuple[float, Rule | _HeadLine | None]]) -> bool:
    return any(
        isinstance(thing, _HeadLine) and 0 < rule.top_mm - height < _FARTHEST_BORDER_MM for height, thing in things
    )


class _Flow:
    """The paragraphs of the head while they are being made, and how far down the page they have come."""

    def __init__(self, setup: PageSetup, top_twips: int, *, is_on_grid: bool) -> None:
        self.setup = setup
        self.is_on_grid = is_on_grid
        self.reached = top_twips
        self.items: list[Item] = []

    def add_marks(self, head: Head) -> None:
        """Add the mark: a line, or a table of several."""
        first = head.marks[0]
        if len(head.marks) == 1 and head.suffix is None:
            line = mark_line_twips(first)
            room = self.room_to(twips(first.baseline_mm), line)
            self.items.append(mark_paragraph(first, room, self.setup))
            self.reached += room + line
            return
        top = twips(first.baseline_mm) - round(LINE_ASCENT * mark_line_twips(first))
        self.add_space(top)
        table, height = mark_table(head.marks, head.suffix, self.setup)
        self.items.append(table)
        self.reached += height

    def room_to(self, baseline: int, line_twips: int) -> int:
        """Return the room above a line of a height that brings its baseline to its place."""
        return max(0, baseline - round(LINE_ASCENT * line_twips) - self.reached)

    def add_space(self, foot_twips: int) -> None:
        """Fill the page down to a height: a table has no room above it of its own."""
        height = foot_twips - self.reached
        if height >= _LEAST_LINE_TWIPS:
            self.items.append(Paragraph(word_styles.SPACE, ((),), line_twips=height))
            self.reached += height

    def add_line(self, line: _HeadLine, baseline_mm: float) -> None:
        """Add a line of text on its baseline; where there is little room above it its line is lower than the page's."""
        baseline = twips(baseline_mm)
        if line.row is not None and self.is_on_grid:
            baseline = row_top_twips(line.row, self.setup) + round(LINE_ASCENT * self.setup.line_twips)
        above = baseline - self.reached
        height = min(self.setup.line_twips, max(_LEAST_LINE_TWIPS, round(above / LINE_ASCENT)))
        room = self.room_to(baseline, height)
        paragraph = _line_paragraph(line, self.setup)
        exact = None if height == self.setup.line_twips else height
        self.items.append(replace(paragraph, before_twips=room, line_twips=exact))
        self.reached += room + height

    def add_border(self, rule: Rule) -> None:
        """Give the rule to the line above it as its border (R-7.2.7-1); Word counts the distance in whole points."""
        space = max(0, round((twips(rule.top_mm) - self.reached) / TWIPS_PER_POINT))
        border = Border(space, round(mm_to_points(rule.height_mm) * 8), rule.colour)
        last = self.items[-1]
        assert isinstance(last, Paragraph)
        self.items[-1] = replace(last, border=border)
        self.reached += border_height_twips(border)

    def add_bar(self, rule: Rule) -> None:
        """Add a rule as a bar of its own."""
        for made in bar_paragraphs(rule, self.reached, self.setup):
            self.items.append(made)
            self.reached += made.line_twips or 0


def bar_paragraphs(rule: Rule, reached_twips: int, setup: PageSetup) -> Iterator[Paragraph]:
    """Yield a rule as a paragraph filled with its colour, and the room above it, which must not be filled.

    The bar may reach out of the type area.
    """
    room = twips(rule.top_mm) - reached_twips
    if room > 0:
        yield Paragraph(word_styles.SPACE, ((),), line_twips=room)
    left = twips(rule.left_mm) - setup.left_twips
    right = setup.width_twips - setup.right_twips - twips(rule.left_mm + rule.width_mm)
    is_as_wide_as_text = abs(left) < _POINT_TWIPS and abs(right) < _POINT_TWIPS
    yield Paragraph(
        word_styles.RULE,
        ((),),
        line_twips=twips(rule.height_mm),
        bar=rule.colour,
        side_twips=None if is_as_wide_as_text else (left, right),
    )


def _line_paragraph(line: _HeadLine, setup: PageSetup) -> Paragraph:
    """Return what stands on a baseline in the style of its first element, or of 发文字号 where nothing does."""
    if not line.runs:
        return Paragraph(word_styles.NUMBER, ((),))
    blocks = list(dict.fromkeys(id(block) for block, _ in line.runs))
    owner = _owner(line)
    style = word_styles.style_of(owner.element)
    if len(blocks) == 1 and owner.alignment in (Alignment.CENTRED, Alignment.RIGHT):
        indents = Indents(owner.first_line_cells, owner.left_cells, owner.right_cells)
        return Paragraph(
            style.id,
            (tuple(text for block, run in line.runs for text in _texts(block, run, style)),),
            alignment=None if owner.alignment is style.alignment else owner.alignment,
            indents=None if indents == style.indents else indents,
        )
    shares = len(blocks) > 1 or len(owner.pieces) > 1
    inlines, stops = _tabbed(line, style, setup, shares=shares)
    alignment = None if style.alignment is Alignment.LEFT else Alignment.LEFT
    return Paragraph(style.id, (inlines,), alignment=alignment, tabs=stops)


def _owner(line: _HeadLine) -> Block:
    """Return the block whose style a line takes: that of 发文字号 where it stands beside others."""
    numbers = [block for block, _ in line.runs if block.element is Element.NUMBER]
    return numbers[0] if numbers else line.runs[0][0]


def _texts(block: Block, run: Run, style: ParagraphStyle) -> tuple[Text, ...]:
    """Return a run; the names of signers have a style of their own."""
    texts = run_texts(run, style)
    if run.role is Role.KAITI and style.role is not Role.KAITI:
        return tuple(replace(text, style=word_styles.SIGNER, role=None) for text in texts)
    return texts


def _named(block: Block, run: Run, style: ParagraphStyle) -> tuple[Text, ...]:
    """Return a run of a line that several elements share, 发文字号 with the bookmark of its own."""
    texts = _texts(block, run, style)
    pieces = block.pieces[:1] if block.element is Element.NUMBER else ()
    is_number = any(run.text == piece.text for piece in pieces)
    return tuple(replace(text, bookmark="gw_number") for text in texts) if is_number else texts


def _tabbed(
    line: _HeadLine, style: ParagraphStyle, setup: PageSetup, *, shares: bool
) -> tuple[tuple[Inline, ...], tuple[TabStop, ...]]:
    """Return runs with a step to a tab stop wherever one does not begin where the one before it ends."""
    left_mm = setup.left_twips * 25.4 / 1440
    inlines: list[Inline] = []
    stops: list[TabStop] = []
    end_mm = left_mm
    for block, run in line.runs:
        if run.x_mm[0] - end_mm > _GAP_MM:
            is_right = block.alignment is Alignment.RIGHT
            stops.append(TabStop(twips((run.end_mm if is_right else run.x_mm[0]) - left_mm), is_right=is_right))
            inlines.append(Tab())
        inlines += _named(block, run, style) if shares else _texts(block, run, style)
        end_mm = run.end_mm
    return tuple(inlines), tuple(stops)


def row_top_twips(row: int, setup: PageSetup) -> int:
    """Return the top of the line box of a row of Word's page."""
    return setup.top_twips + (row - 1) * setup.line_twips


def first_row_offset(head: Head, setup: PageSetup, reached_twips: int, *, is_on_grid: bool) -> int:
    """Return how far the flow is below the top of the line that the text's blank rows are counted from."""
    if is_on_grid:
        return reached_twips - row_top_twips(head.first_row, setup)
    baseline = twips(head.grid.row_baseline_mm(head.first_row))
    return reached_twips - baseline + round(LINE_ASCENT * setup.line_twips)
