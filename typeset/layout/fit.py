"""Keep every signature with text on its page (7.3.5.5), by character spacing first, so that the grid holds.

Where 署名, 成文日期 and seal do not fit below the text, in this order: lines are pulled back (paragraphs set a little
closer until they are a line shorter), lines are let go over (paragraphs set a little wider until text stands above
the signature on the next page), the page takes one or two rows more (only where the profile allows it), the last
two lines go over as they are.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from typeset.layout.blocks import Element
from typeset.layout.compose import SetBlock, compose
from typeset.layout.metrics import Metrics
from typeset.layout.pagination import Extent, Pagination, Shape, paginate, signature_rows
from typeset.standard import Grid

CLOSER_MM, WIDER_MM = 0.2, 0.21  # a cell of 5.571 mm: 29 or 27 characters a line
MOST_LINES = 4  # pulled back, or let go over
MOST_ROWS_ADDED, LEAST_PITCH_MM = 2, 9.3
_STEPS = 5
_NEAREST = 40  # paragraphs before the signature that are tried


class Means(StrEnum):
    """What was done so that a signature has text on its page."""

    CLOSER = "收行"
    WIDER = "放行"
    ROWS = "调行距"
    CARRIED = "移行"
    NONE = "无法调整"


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What was done for the signature that begins with block `signature`: lines (or rows) of how many paragraphs."""

    signature: int
    means: Means
    lines: int = 0
    paragraphs: int = 0


@dataclass(frozen=True, slots=True)
class Fitted:
    """The blocks as adjusted, their places, and what was done; `shape` has the rows that pages were given."""

    blocks: tuple[SetBlock, ...]
    places: Pagination
    shape: Shape
    adjustments: tuple[Adjustment, ...] = ()


@dataclass(frozen=True, slots=True)
class Fitter:
    """What adjusting needs: the extents of blocks, the grid and faces, what the profile allows."""

    extents: Callable[[Sequence[SetBlock]], list[Extent]]
    grid: Grid
    metrics: Metrics
    by_characters: bool
    by_rows: bool

    def fit(self, blocks: tuple[SetBlock, ...], shape: Shape) -> Fitted:
        """Fill the pages and adjust for every signature that would stand without text."""
        fitted = Fitted(blocks, paginate(self.extents(blocks), shape), shape)
        for index in _signatures(blocks):
            if _is_troubled(fitted, index):
                fitted = self._adjusted(fitted, index)
        return fitted

    def _adjusted(self, fitted: Fitted, index: int) -> Fitted:
        extents = self.extents(fitted.blocks)
        before = paginate(extents[:index], fitted.shape)
        need, over = _overflow(extents, index, before, fitted.shape)
        for lines, means in ((need, Means.CLOSER), (over, Means.WIDER)) if self.by_characters else ():
            if 0 < lines <= MOST_LINES:
                for made in self._changed(fitted, index, lines, means):
                    if not _is_troubled(made, index):
                        return made
        page = before.page_count
        if self.by_rows and 0 < need <= _rows_to_add(fitted.shape, page):
            made = self._with_rows(fitted, index, page, need)
            if not _is_troubled(made, index):
                return made
        means = Means.CARRIED if index in fitted.places.carried and _has_text(fitted, index) else Means.NONE
        return replace(fitted, adjustments=(*fitted.adjustments, Adjustment(index, means)))

    def _changed(self, fitted: Fitted, index: int, most: int, means: Means) -> Iterator[Fitted]:
        """Yield the document with one paragraph more made shorter or longer at a time, the least visible first."""
        changes = sorted(self._changes(fitted.blocks, index, means), key=lambda change: abs(change[0]))
        blocks, lines = list(fitted.blocks), 0
        for count, (_, place, changed) in enumerate(changes[:most], start=1):
            lines += abs(len(changed.lines) - len(blocks[place].lines))
            blocks[place] = changed
            done = (*fitted.adjustments, Adjustment(index, means, lines, count))
            places = paginate(self.extents(blocks), fitted.shape)
            yield Fitted(tuple(blocks), places, fitted.shape, done)

    def _changes(self, blocks: Sequence[SetBlock], index: int, means: Means) -> Iterator[tuple[float, int, SetBlock]]:
        """Yield what paragraphs before the signature can become: the tracking in mm, the block's index, the block."""
        for place in _paragraphs_before(blocks, index):
            item = blocks[place]
            limit = -CLOSER_MM if means is Means.CLOSER else WIDER_MM
            before = len(item.lines)
            if len(self._tracked(item, limit).lines) == before:
                continue
            for step in range(1, _STEPS + 1):
                changed = self._tracked(item, limit * step / _STEPS)
                if len(changed.lines) != before:
                    yield limit * step / _STEPS, place, changed
                    break

    def _tracked(self, item: SetBlock, tracking_mm: float) -> SetBlock:
        return compose(replace(item.block, tracking_mm=tracking_mm), self.grid, self.metrics)

    def _with_rows(self, fitted: Fitted, index: int, page: int, need: int) -> Fitted:
        """Return the document with more rows on a page."""
        rows_of = fitted.shape.rows_of
        shape = replace(fitted.shape, rows_of=lambda number: rows_of(number) + (need if number == page else 0))
        done = (*fitted.adjustments, Adjustment(index, Means.ROWS, need))
        return Fitted(fitted.blocks, paginate(self.extents(fitted.blocks), shape), shape, done)


def _overflow(extents: Sequence[Extent], index: int, before: Pagination, shape: Shape) -> tuple[int, int]:
    """Return how many lines the signature is too many for the page where the text before it ends, and how many lines
    would have to go over for two of them to stand above it on the next page."""
    rows = shape.rows_of(before.page_count)
    last = before.next_row - 1
    need = last + extents[index].block.rows_before + signature_rows(extents, index) - rows
    return need, rows - last + 2


def _rows_to_add(shape: Shape, page: int) -> int:
    """Return how many rows a page can take more."""
    first = (shape.first_row or 1) - 1 if page == 1 else 1
    gaps = shape.rows_of(page) - max(1, first)
    return min(MOST_ROWS_ADDED, int(gaps * shape.grid.pitch_mm / LEAST_PITCH_MM) - gaps)


def _signatures(blocks: Sequence[SetBlock]) -> Iterator[int]:
    """Yield the index of the first block of every signature."""
    for index, item in enumerate(blocks):
        if item.block.needs_body and not (index and blocks[index - 1].block.needs_body):
            yield index


def _is_troubled(fitted: Fitted, index: int) -> bool:
    """Tell whether a signature went over with lines of the text, or stands on a page without text."""
    return index in fitted.places.carried or not _has_text(fitted, index)


def _has_text(fitted: Fitted, index: int) -> bool:
    """Tell whether text stands above a signature on its page; what has no text at all has none to give.

    Of 附件说明 only a list too long to be kept with the signature counts as text here; so do 出席 and the like.
    """
    page = next(slot.page for slot in fitted.places.slots if slot.block == index)
    before = [slot.page for slot in fitted.places.slots if slot.block < index and _is_body(fitted.blocks[slot.block])]
    return not before or before[-1] == page


def _is_body(item: SetBlock) -> bool:
    return is_text(item) or item.block.element in (Element.ATTACHMENTS, Element.ATTENDANCE)


def is_text(item: SetBlock) -> bool:
    """Tell whether a block is text of the document (正文), which page 1 and a signature's page must show."""
    return item.block.element in (Element.PARAGRAPH, Element.TABLE, Element.FIGURE) or (
        item.block.outline_level is not None
    )


def _paragraphs_before(blocks: Sequence[SetBlock], index: int) -> Iterator[int]:
    """Yield the paragraphs of the text that a signature ends, the nearest first."""
    found = 0
    for place in range(index - 1, -1, -1):
        if blocks[place].block.element is Element.PARAGRAPH and not blocks[place].block.tracking_mm:
            yield place
            found += 1
        if blocks[place].block.starts_page or found == _NEAREST:
            return
