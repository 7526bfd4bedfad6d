"""目录 of a long text: its chapters and headings with their pages, which are filled in when the pages are known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from typeset.characters import break_opportunities
from typeset.layout.blocks import Alignment, Block, Element, Piece
from typeset.layout.content import SetTable
from typeset.layout.lines import cell_width
from typeset.layout.metrics import Metrics
from typeset.model import SourcePath
from typeset.standard import SIZE_2_PT, SIZE_3_PT, Grid, Role, points_to_mm

HEADING = "目　录"
LEADER = "…"
_LEVELS = {
    Element.CHAPTER: 0,
    Element.SECTION: 1,
    Element.HEADING_1: 0,
    Element.HEADING_2: 1,
    Element.TITLE: 0,
}
_INDENT_CELLS = 2
_NUMBER_CELLS = 2  # kept at the right for the page number
_LEAST_LEADER_CELLS = 1


def contents_of(blocks: Sequence[Block], grid: Grid, metrics: Metrics, path: SourcePath) -> tuple[Block, ...]:
    """Return 目录 of the blocks of a text, on a page of its own; empty when the text has no heading."""
    headings = [heading for block in blocks if (heading := _heading(block)) is not None]
    items = [item for heading in headings for item in _items(heading, grid, metrics)]
    if not items:
        return ()
    title = Block(
        Element.CONTENTS_TITLE,
        (Piece(HEADING, Role.XIAOBIAOSONG),),
        SIZE_2_PT,
        Alignment.CENTRED,
        rows_before=1,
        starts_page=True,
        keep_with_next=True,
        lines=(HEADING,),
        path=path,
    )
    return (title, replace(items[0], rows_before=1), *items[1:])


def _heading(block: Block) -> Block | None:
    """Return what 目录 lists of a block: itself, or the title that a rotated table carries."""
    if block.element in _LEVELS:
        return block
    texts = block.content.above if isinstance(block.content, SetTable) else ()
    title = next((text for text in texts if text.element is Element.TITLE), None)
    return replace(block, element=title.element, pieces=title.pieces) if title else None


def _items(block: Block, grid: Grid, metrics: Metrics) -> Iterator[Block]:
    """Yield the lines of one entry; the last one carries the page number of the heading."""
    indent = _INDENT_CELLS * _LEVELS[block.element] * grid.cell_mm
    room = grid.width_mm - indent - (_NUMBER_CELLS + _LEAST_LEADER_CELLS) * grid.cell_mm
    lines = list(_wrapped(block.text.rstrip("。：；"), room, grid, metrics))
    for number, line in enumerate(lines):
        yield Block(
            Element.CONTENTS_ITEM,
            (Piece(line, Role.FANGSONG),),
            SIZE_3_PT,
            stops=(indent,),
            path=block.path,
            target=block.path if number == len(lines) - 1 else None,
        )


def _wrapped(text: str, room_mm: float, grid: Grid, metrics: Metrics) -> Iterator[str]:
    """Yield the lines of an entry, none beginning with a mark that may not; as many characters a line as fit.

    Only a word that is longer than a line is cut.
    """
    start, fitting = 0, 0
    for end in [*break_opportunities(text), len(text)]:
        if fitting > start and _width(text[start:end], grid, metrics) > room_mm:
            yield from _cut(text[start:fitting], room_mm, grid, metrics)
            start = fitting
        fitting = end
    yield from _cut(text[start:], room_mm, grid, metrics)


def _cut(text: str, room_mm: float, grid: Grid, metrics: Metrics) -> Iterator[str]:
    """Yield a text in pieces that fit a line: one, unless it is a word longer than that."""
    line = ""
    for character in text:
        if line and _width(line + character, grid, metrics) > room_mm:
            yield line
            line = ""
        line += character
    yield line


def _width(text: str, grid: Grid, metrics: Metrics) -> float:
    em = points_to_mm(SIZE_3_PT)
    advances = (metrics.advance(Role.FANGSONG, character) for character in text)
    return sum(cell_width(advance, cell_mm=grid.cell_mm, em_mm=em) for advance in advances)


def with_pages(
    blocks: Sequence[Block], pages: Mapping[SourcePath, str], grid: Grid, metrics: Metrics
) -> tuple[Block, ...]:
    """Return the blocks, the entries of 目录 with leaders and the page number of their heading."""
    return tuple(
        _with_page(block, pages.get(block.target, ""), grid, metrics) if block.target is not None else block
        for block in blocks
    )


def _with_page(item: Block, page: str, grid: Grid, metrics: Metrics) -> Block:
    title = item.pieces[0]
    end = item.stops[0] + _width(title.text, grid, metrics)
    number_left = grid.width_mm - _width(page, grid, metrics)
    count = max(0, int((number_left - end) / grid.cell_mm - 0.5))
    leader_left = number_left - (count + 0.25) * grid.cell_mm
    pieces = (title, Piece(LEADER * count, Role.FANGSONG), Piece(page, Role.FANGSONG))
    return replace(item, pieces=pieces, stops=(item.stops[0], leader_left, number_left))
