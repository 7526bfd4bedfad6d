"""Fill the pages: give every line of every block its page and row.

Rows are the page's grid; nothing here knows a millimetre, a font or a file. No widow control: a page may end after
the first line of a paragraph. A heading is never the last line of a page, and a signature never stands on a page
without text (7.3.5.5): the last lines of the text before it go over with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from typeset.layout.blocks import Block, Element

CARRIED_LINES = 2


@dataclass(frozen=True, slots=True)
class Extent:
    """What the pages must know of a block: its number of lines, and the rows kept free under it for a seal."""

    block: Block
    lines: int
    rows_after: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one line: its block and line in it (from 0), its page and row (from 1)."""

    block: int
    line: int
    page: int
    row: int


@dataclass(frozen=True, slots=True)
class Pagination:
    """The places of all lines in reading order, and the blocks whose lines went over with a signature."""

    slots: tuple[Slot, ...]
    carried: tuple[int, ...] = ()

    @property
    def page_count(self) -> int:
        """Number of pages, at least 1."""
        return max((slot.page for slot in self.slots), default=1)


def paginate(extents: Sequence[Extent], *, rows: int, first_row: int = 1) -> Pagination:
    """Place the lines of all blocks on pages of `rows` rows; page 1 begins at `first_row`."""
    filler = _Filler(rows, first_row)
    for index, extent in enumerate(extents):
        if extent.block.starts_page:
            filler.start_page_for(extent.block)
        elif extent.block.needs_body and not (index and extents[index - 1].block.needs_body):
            filler.make_room_for_signature(extents, index)
        else:
            filler.make_room(extents, index)
        filler.place(index, extent)
    return Pagination(tuple(filler.slots), tuple(filler.carried))


class _Filler:
    """The pages while they are being filled: the next free row, and what stands above it."""

    def __init__(self, rows: int, first_row: int) -> None:
        self.rows = rows
        self.page = 1
        self.row = first_row
        self.top = first_row
        self.slots: list[Slot] = []
        self.carried: list[int] = []

    @property
    def at_top(self) -> bool:
        """Whether nothing stands on the page yet."""
        return self.row == self.top

    def next_page(self) -> None:
        self.page += 1
        self.row = self.top = 1

    def start_page_for(self, block: Block) -> None:
        """Begin a new page whose blank rows above the block are kept."""
        if self.slots:
            self.next_page()
        self.row += block.rows_before

    def make_room(self, extents: Sequence[Extent], index: int) -> None:
        """Leave the blank rows above a block; go to the next page where it must not begin here."""
        blank = self.blank_rows(extents[index].block)
        if self.row + blank + self.least_rows(extents, index) - 1 > self.rows and not self.at_top:
            self.next_page()
        else:
            self.row += blank

    def blank_rows(self, block: Block) -> int:
        """Blank rows above a block; none at the top of a page, but for the number at the top of page 1."""
        return 0 if self.at_top else block.rows_before

    def least_rows(self, extents: Sequence[Extent], index: int) -> int:
        """Rows that must be on one page with the beginning of a block: headings need a line of the text they head.

        A row of headings without text, or with more rows than a page has, may be cut anywhere.
        """
        need = 0
        for extent in extents[index:]:
            if need and extent.block.starts_page:
                return 1
            need += extent.block.rows_before if need else 0
            if not extent.block.keep_with_next:
                return need + 1 if need < self.rows else 1
            need += extent.lines
            if need >= self.rows:
                return 1
        return 1

    def make_room_for_signature(self, extents: Sequence[Extent], index: int) -> None:
        """Keep a signature whole and with text: where it does not fit, lines of the text before go over with it."""
        need = self.signature_rows(extents, index)
        blank = self.blank_rows(extents[index].block)
        if self.row + blank + need - 1 <= self.rows:
            self.row += blank
            return
        self.carry_lines(extents, index)
        self.row += self.blank_rows(extents[index].block)

    @staticmethod
    def signature_rows(extents: Sequence[Extent], index: int) -> int:
        """Rows from the first line of a signature to the foot of its seal."""
        need = 0
        for extent in extents[index:]:
            if not extent.block.needs_body:
                break
            need += extent.lines + extent.rows_after + (extent.block.rows_before if need else 0)
        return need

    def carry_lines(self, extents: Sequence[Extent], index: int) -> None:
        """Move the last lines of the text before block `index`, and headings left above them, to the next page."""
        taken: list[Slot] = []
        while self.slots and len(taken) < CARRIED_LINES and self._may_go(extents, taken):
            taken.insert(0, self.slots.pop())
        while taken and self._is_heading_last(extents):
            taken.insert(0, self.slots.pop())
        self.next_page()
        for slot in taken:
            self.slots.append(Slot(slot.block, slot.line, self.page, self.row))
            self.row += 1
        if taken:
            self.carried.append(index)

    def _may_go(self, extents: Sequence[Extent], taken: Sequence[Slot]) -> bool:
        """Whether the last line may leave: a line of text, of the same paragraph, with text above it on its page."""
        last = self.slots[-1]
        if last.page != self.page or not _is_text(extents[last.block]):
            return False
        same = not taken or taken[0].block == last.block
        return same and any(_is_text(extents[slot.block]) for slot in self._above_on_page())

    def _above_on_page(self) -> Iterator[Slot]:
        """Yield the lines above the last one on its page, from below."""
        return takewhile(lambda slot: slot.page == self.page, reversed(self.slots[:-1]))

    def _is_heading_last(self, extents: Sequence[Extent]) -> bool:
        """Whether a heading stands last on the page, below something else."""
        last = self.slots[-1] if self.slots else None
        is_heading = last is not None and extents[last.block].block.outline_level is not None
        return is_heading and any(True for _ in self._above_on_page())

    def place(self, index: int, extent: Extent) -> None:
        """Place the lines of a block one row after the other, over as many pages as they need."""
        for line in range(extent.lines):
            if self.row > self.rows:
                self.next_page()
            self.slots.append(Slot(index, line, self.page, self.row))
            self.row += 1


def _is_text(extent: Extent) -> bool:
    return extent.block.element is Element.PARAGRAPH
