"""What keeps a signature with text in the Word draft (7.3.5.5), as the layout has decided it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from typeset.backends.ooxml.values import Inline, NoteCall, PageBreak, Text
from typeset.layout.blocks import Block
from typeset.layout.notes import pitch_mm
from typeset.layout.result import Layout


def in_company(block: Block, layout: Layout, index: int) -> Block:
    """Return the block, kept with what follows when that is a signature, which needs text above it.

    Not one that goes over to the signature's page: LibreOffice would take all of it over.
    """
    if not _precedes_signature(layout, index) or layout.block_pages[index] != layout.block_pages[index + 1]:
        return block
    return replace(block, keep_with_next=True)


def _precedes_signature(layout: Layout, index: int) -> bool:
    following = layout.blocks[index + 1] if index + 1 < len(layout.blocks) else None
    return following is not None and following.needs_body and not following.starts_page


def goes_over_whole(layout: Layout, index: int) -> bool:
    """Tell whether a block begins the page of a signature although the page before had room for it."""
    page = layout.block_pages[index]
    if page == 1 or index == 0 or layout.blocks[index].content is not None or layout.block_pages[index - 1] == page:
        return False
    end = next((i for i in range(index, len(layout.blocks)) if _precedes_signature(layout, i)), None)
    if end is None or layout.block_pages[end + 1] != page or any(b.starts_page for b in layout.blocks[index : end + 1]):
        return False
    return _is_first_on_page(layout, index) and _has_room(layout, page - 1)


def _is_first_on_page(layout: Layout, index: int) -> bool:
    """Tell whether no line of the block before runs over to the page that a block begins."""
    rows = [line for line in layout.pages[layout.block_pages[index] - 1].lines if line.row == 1]
    beginning = layout.blocks[index].text[:1]
    return any(line.text.startswith(beginning) for line in rows)


def _has_room(layout: Layout, page: int) -> bool:
    """Tell whether a page ends above its last row, or above its footnotes."""
    rows = [line.row for line in layout.pages[page - 1].lines if line.row is not None]
    grid = layout.grids[page - 1]
    own = note_paragraphs(layout)
    notes = sum(line.paragraph in own for line in layout.pages[page - 1].lines)
    kept = grid.rows_for(notes * pitch_mm(grid)) if notes else 0
    return max(rows, default=grid.rows) < grid.rows - kept


def note_paragraphs(layout: Layout) -> range:
    """Return the numbers of the paragraphs that are footnotes: they come last but for those of the 版记."""
    end = len(layout.paragraphs) - (len(layout.imprint.placed) if layout.imprint else 0)
    return range(end - len(layout.footnotes), end)


def carried_from(layout: Layout, index: int, paragraph: int) -> int | None:
    """Return the first character that goes over with a signature although its page had room; None without one.

    `paragraph` is what the block's lines belong to.
    """
    if not _precedes_signature(layout, index) or layout.block_pages[index] == layout.block_pages[index + 1]:
        return None
    page = layout.block_pages[index + 1]
    before = layout.pages[: page - 1]
    if not _has_room(layout, page - 1):
        return None
    count = sum(len(line.text) for each in before for line in each.lines if line.paragraph == paragraph)
    return count if 0 < count < len(layout.blocks[index].text) else None


def with_page_break(line: Sequence[Inline], place: int) -> Iterator[Inline]:
    """Yield the runs of a paragraph with a page break before a character."""
    for run in line:
        length = len(run.text) if isinstance(run, Text) else len(run.sign) if isinstance(run, NoteCall) else 0
        if 0 < place < length and isinstance(run, Text):
            yield from (replace(run, text=run.text[:place]), PageBreak(), replace(run, text=run.text[place:]))
        elif place == 0 and length:
            yield from (PageBreak(), run)
        else:
            yield run
        place -= length if place > 0 else 1
