"""Fill the pages: give every line of every block its page and row, and every part of a table its page.

Rows are the pages' grid; nothing here knows a font or a file. No widow control: a page may end after the first line
of a paragraph. A heading is never the last line of a page, and a signature never stands on a page without text
(7.3.5.5): the last lines of the text before it go over with it. Tables and figures take whole rows, so that the
text below them is on the grid again. Footnotes take whole rows at the foot of the page of their call.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from typeset.layout.blocks import Block, Element
from typeset.standard import Grid

CARRIED_LINES = 2
_TOLERANCE_MM = 1e-6


@dataclass(frozen=True, slots=True)
class Shape:
    """The pages to be filled: the rows of each page (counted from 1), and the grid that says what a row measures.

    `first_row` is the row of page 1 that its first block's blank rows are counted from; None is the top of the page.
    """

    rows_of: Callable[[int], int]
    grid: Grid
    first_row: int | None = None


@dataclass(frozen=True, slots=True)
class Extent:
    """What the pages must know of a block.

    Either `lines` of text, or `bands_mm`: the heights of what may not be parted (rows of a table, a figure), below a
    repeated head of `head_mm`; `is_turned` parts take whole pages. `rows_after` are kept free under the block for a
    seal, and `rows_over` above it at the top of a page. `notes_mm[i]` is the height of the footnotes called from
    line or band i.
    """

    block: Block
    lines: int
    rows_after: int = 0
    bands_mm: tuple[float, ...] = ()
    head_mm: float = 0.0
    is_turned: bool = False
    notes_mm: tuple[float, ...] = ()
    rows_over: int = 0

    def note_mm(self, line: int) -> float:
        """Return the height of the footnotes called from a line."""
        return self.notes_mm[line] if line < len(self.notes_mm) else 0.0


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one line: its block and line in it (from 0), its page and row (from 1).

    For the part of a table or for a figure: its bands [line, end), of which the first begins at the row's top.
    """

    block: int
    line: int
    page: int
    row: int
    end: int = 0


@dataclass(frozen=True, slots=True)
class Pagination:
    """The places of all lines in reading order, and the blocks whose lines went over with a signature.

    `next_row` is the first free row below the last line.
    """

    slots: tuple[Slot, ...]
    carried: tuple[int, ...] = ()
    next_row: int = 1

    @property
    def page_count(self) -> int:
        """Number of pages, at least 1."""
        return max((slot.page for slot in self.slots), default=1)


def paginate(extents: Sequence[Extent], shape: Shape) -> Pagination:
    """Place the lines of all blocks on pages."""
    filler = _Filler(shape)
    for index, extent in enumerate(extents):
        if extent.block.starts_page:
            filler.start_page_for(extent.block)
        elif extent.block.needs_body and not (index and extents[index - 1].block.needs_body):
            filler.make_room_for_signature(extents, index)
        else:
            filler.make_room(extents, index)
        if extent.bands_mm:
            filler.place_bands(index, extent, filler.rows_kept_below(extents, index))
        else:
            filler.place(index, extent)
    return Pagination(tuple(filler.slots), tuple(filler.carried), filler.row)


def signature_rows(extents: Sequence[Extent], index: int) -> int:
    """Return the rows from the first line of the signature at `index` to the foot of its last seal on that page."""
    need = foot = 0
    for extent in extents[index:]:
        if not extent.block.needs_body or (need and extent.block.starts_page):
            break
        need += extent.lines + (extent.block.rows_before if need else 0)
        foot = max(foot, need + extent.rows_after)
    return foot


def rows_over_signature(extents: Sequence[Extent], index: int) -> int:
    """Return the rows that the seals of the signature at `index` reach above its first line."""
    over = position = 0
    for extent in extents[index:]:
        if not extent.block.needs_body or (position and extent.block.starts_page):
            break
        position += extent.block.rows_before if position else 0
        over = max(over, extent.rows_over - position)
        position += extent.lines
    return over


class _Filler:
    """The pages while they are being filled: the next free row, and what stands above it."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.page = 1
        self.row = shape.first_row or 1
        self.top = 1 if shape.first_row is None else 0
        self.notes_mm = 0.0
        self.slots: list[Slot] = []
        self.carried: list[int] = []

    @property
    def rows(self) -> int:
        """Rows of this page that its footnotes leave to the text."""
        return self.rows_with(0.0)

    def rows_with(self, note_mm: float) -> int:
        """Return the rows left to the text when more footnotes come to this page."""
        notes = self.notes_mm + note_mm
        return self.shape.rows_of(self.page) - (self.shape.grid.rows_for(notes) if notes else 0)

    @property
    def at_top(self) -> bool:
        """Whether nothing stands on the page yet."""
        return self.row == self.top

    @property
    def is_empty(self) -> bool:
        """Whether no line stands on the page yet, below the head on page 1."""
        return not self.slots or self.slots[-1].page != self.page

    def next_page(self) -> None:
        self.page += 1
        self.row = self.top = 1
        self.notes_mm = 0.0

    def start_page_for(self, block: Block) -> None:
        """Begin a new page whose blank rows above the block are kept."""
        if self.slots:
            self.next_page()
        self.row += block.rows_before

    def make_room(self, extents: Sequence[Extent], index: int) -> None:
        """Leave the blank rows above a block; go to the next page where it must not begin here."""
        blank = self.blank_rows(extents[index].block)
        if self.row + blank + self.least_rows(extents, index) - 1 > self.rows and not self.is_empty:
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
            if need and extent.block.needs_body:
                return need
            need += extent.block.rows_before if need else 0
            if not extent.block.keep_with_next or len(extent.bands_mm) > 1:
                least = self.rows_of_first(extent)
                return need + least if need + least <= self.shape.rows_of(self.page + 1) else 1
            need += self.rows_of_first(extent) if extent.bands_mm else extent.lines
            if need >= self.rows:
                return 1
        return 1

    def make_room_for_signature(self, extents: Sequence[Extent], index: int) -> None:
        """Keep a signature whole and with text: where it does not fit, lines of the text before go over with it."""
        need = signature_rows(extents, index)
        blank = self.blank_rows(extents[index].block)
        if self.row + blank + need - 1 <= self.rows:
            self.row += blank
            return
        self.carry_lines(extents, index)
        self.row += rows_over_signature(extents, index) if self.at_top else self.blank_rows(extents[index].block)

    def carry_lines(self, extents: Sequence[Extent], index: int) -> None:
        """Move the last lines of the text before block `index`, and headings left above them, to the next page."""
        taken: list[Slot] = []
        while self.slots and len(taken) < CARRIED_LINES and self._may_go(extents, taken):
            taken.insert(0, self.slots.pop())
        while taken and self._is_heading_last(extents):
            taken.insert(0, self.slots.pop())
        self.next_page()
        for slot in taken:
            self._take_along(slot, extents[slot.block])
        if taken:
            self.carried.append(index)

    def _take_along(self, slot: Slot, extent: Extent) -> None:
        """Place a line that was moved to this page."""
        self.row += self.blank_rows(extent.block) if slot.line == 0 else 0
        self.notes_mm += extent.note_mm(slot.line)
        self.slots.append(Slot(slot.block, slot.line, self.page, self.row, slot.end))
        self.row += 1

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

    def rows_of_first(self, extent: Extent) -> int:
        """Rows that the beginning of a block needs: a line, or a table's head and first band with its footnotes."""
        if not extent.bands_mm:
            return 1
        if extent.is_turned:
            return self.shape.rows_of(self.page + 1)
        return self.rows_for_bands(extent, 0, 1) + self.rows - self.rows_with(extent.note_mm(0))

    def rows_for_bands(self, extent: Extent, first: int, end: int) -> int:
        """Rows that the bands [first, end) take with the head above them."""
        return self.shape.grid.rows_for(extent.head_mm + sum(extent.bands_mm[first:end]))

    def place(self, index: int, extent: Extent) -> None:
        """Place the lines of a block one row after the other, over as many pages as they need."""
        for line in range(extent.lines):
            note_mm = extent.note_mm(line)
            if self.row > self.rows_with(note_mm) and not self.at_top:
                self.next_page()
            self.notes_mm += note_mm
            self.slots.append(Slot(index, line, self.page, self.row, line + 1))
            self.row += 1

    def rows_kept_below(self, extents: Sequence[Extent], index: int) -> int:
        """Return the rows below a table's last band that belong to it: its note, or a figure's title."""
        has_more = extents[index].block.keep_with_next and index + 1 < len(extents)
        return extents[index + 1].lines if has_more and not extents[index].is_turned else 0

    def place_bands(self, index: int, extent: Extent, kept_rows: int = 0) -> None:
        """Place a table's bands, as many as fit on every page; a turned table has whole pages to itself.

        The last band goes over to the next page when the rows to be kept below it would.
        """
        first = 0
        while first < len(extent.bands_mm):
            if not self.at_top and (extent.is_turned or self.bands_end(extent, first, kept_rows) == first):
                self.next_page()
            end = max(first + 1, self.bands_end(extent, first, kept_rows))
            self.slots.append(Slot(index, first, self.page, self.row, end))
            self.row += self.shape.rows_of(self.page) if extent.is_turned else self.rows_for_bands(extent, first, end)
            self.notes_mm += sum(extent.note_mm(band) for band in range(first, end))
            first = end

    def bands_end(self, extent: Extent, first: int, kept_rows: int) -> int:
        """Return the end of the bands from `first` that the rest of the page holds with their footnotes."""
        height, notes = extent.head_mm, 0.0
        for band in range(first, len(extent.bands_mm)):
            height += extent.bands_mm[band]
            notes += extent.note_mm(band)
            last = (
                self.row + self.shape.grid.rows_for(height) - 1 + (kept_rows if band + 1 == len(extent.bands_mm) else 0)
            )
            fits = (
                height <= self.shape.grid.width_mm + _TOLERANCE_MM
                if extent.is_turned
                else last <= self.rows_with(notes)
            )
            if not fits:
                return band
        return len(extent.bands_mm)


def _is_text(extent: Extent) -> bool:
    return extent.block.element in (Element.PARAGRAPH, Element.ATTACHMENTS, Element.ATTENDANCE)
