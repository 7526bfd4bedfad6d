"""The text of the Word draft: which style, indents and room above each block gets.

Word breaks the lines itself; the rows, the titles' lines and the pages that blocks begin are those of the layout.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path as File

from typeset.backends import word_styles
from typeset.backends.ooxml.values import (
    TWIPS_PER_POINT,
    Contents,
    Image,
    Indents,
    Inline,
    Media,
    PageReference,
    PageSetup,
    Paragraph,
    ParagraphStyle,
    Tab,
    Table,
    TabStop,
    twips,
)
from typeset.backends.word_contents import BlockPath, Span, contents_spans, contents_targets
from typeset.backends.word_media import media_of
from typeset.backends.word_page import SPARE_TWIPS, em_below_line_top_twips, page_setup
from typeset.backends.word_signature import carried_from, goes_over_whole, in_company, with_page_break
from typeset.backends.word_tables import is_on_several_pages, last_height_twips, upright_table
from typeset.backends.word_text import Looks, inline, lines_of, on_one_line
from typeset.backends.word_turned_tables import turned_tables
from typeset.layout.blocks import Alignment, Block, Element, Stamp
from typeset.layout.content import SetFigure, SetTable
from typeset.layout.painted import Numbering
from typeset.layout.result import Layout
from typeset.standard import EM_ASCENT, SIZE_3_PT

_BODY_TEXT = 9  # Word's outline level of what is no heading
_POINT_TWIPS = TWIPS_PER_POINT
_INLINE_TWIPS = 5  # what the line of a picture is higher than it: the foot of type of one point
_SHORTEST_STEP = 120  # what a line can be lower than the page's, so that the next one is on its row again
_CONTENTS_LEVELS = "1-2"

Item = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Flow:
    """What the text needs to know of the whole draft: its page, its looks, the pictures in its package."""

    layout: Layout
    setup: PageSetup
    looks: Looks
    media: Mapping[File, Media]
    targets: Mapping[BlockPath, str]
    spans: Mapping[BlockPath, Span]
    first_paragraphs: tuple[int, ...]

    @staticmethod
    def of(layout: Layout) -> "Flow":
        """Return what a layout's text needs."""
        head = [placed.block for placed in layout.head.placed]
        imprint = [placed.block for placed in layout.imprint.placed] if layout.imprint else []
        numbers = Numbering.of(head, layout.blocks, layout.footnotes, imprint).starts
        targets, spans = contents_targets(layout), contents_spans(layout)
        return Flow(
            layout,
            page_setup(layout.grid),
            Looks.of(layout),
            media_of(layout),
            targets,
            spans,
            first_paragraphs=numbers,
        )

    @property
    def left_mm(self) -> float:
        """The left edge of the type area."""
        return self.layout.grid.left_mm

    def page_of(self, index: int) -> PageSetup:
        """Return the page of a block, its line that of the block's own page, which may have more rows (7.3.5.5).

        A paragraph that runs into such a page has the closer lines as a whole: Word knows one height a paragraph.
        One of nearly a page has not, as the page where it begins would take a line more.
        """
        pages = self.layout.block_pages
        closest = twips(self.layout.grids[pages[index] - 1].pitch_mm)
        before = self.lines_on(index, pages[index])
        for page in range(pages[index] + 1, len(self.layout.pages) + 1):
            if not (count := self.lines_on(index, page)):
                break
            line = twips(self.layout.grids[page - 1].pitch_mm)
            if before * (closest - line) + SPARE_TWIPS < line < closest:
                closest = line
            before += count
        return replace(self.setup, line_twips=closest)

    def lines_on(self, index: int, page: int) -> int:
        """Return how many lines of a block's first paragraph stand on a page."""
        number = self.first_paragraphs[index]
        return sum(line.paragraph == number for line in self.layout.pages[page - 1].lines)

    def bookmarks(self, block: Block) -> tuple[str, ...]:
        """Return the bookmark of a heading that 目录 refers to."""
        name = None if block.element is Element.CONTENTS_ITEM else self.targets.get(block.path)
        return () if name is None else (name,)


def flow_items(flow: Flow, reached: int) -> Iterator[tuple[int, Item]]:
    """Yield the text, each item with the number of its block.

    `reached` is how far the head comes below the row that the first blank rows are counted from.
    From then on it is how far the flow is below the top of the next row, which may be above it: whole lines of text
    are left out of it, which changes nothing for the rows.
    """
    blocks = flow.layout.blocks
    index = 0
    reached += _closed_up(flow.layout.head.first_row, flow)
    while index < len(blocks):
        block, setup = blocks[index], flow.page_of(index)
        if goes_over_whole(flow.layout, index):
            block = replace(block, starts_page=True, rows_before=0)
        if _follows_turned(blocks, index) and not block.starts_page:
            block, reached = replace(block, starts_page=True, rows_before=0), 0
        if block.starts_page:
            yield from ((index, _on_page(row, setup, flow)) for row in _blank_rows(block.rows_before))
            reached = 0
        if block.content is not None:
            room = _room_above(block, reached, setup)
            yield from ((index, item) for item in _content(flow, block, index, room))
            reached = _below_content(flow, index)
            index += 1
            continue
        room = _room_above(block, reached, setup)
        reached = (reached + room) % setup.line_twips
        if block.element is Element.CONTENTS_ITEM:
            end = _end_of_contents(blocks, index)
            yield from ((index, _on_page(item, setup, flow)) for item in _contents(flow, index, end, room))
            index = end
            continue
        for item in _placed(flow, block, index, room):
            low = reached if block.element is Element.SUBTITLE and reached < _SHORTEST_STEP else 0
            item = _on_page(item, setup, flow)
            yield index, replace(item, line_twips=setup.line_twips - low) if low else item
            reached -= low
        index += 1


def _closed_up(row: int, flow: Flow) -> int:
    """Return how much higher a row of page 1 is than on a page of usual rows."""
    return twips(flow.layout.head.grid.row_top_mm(row) - flow.layout.grids[0].row_top_mm(row))


def _on_page(paragraph: Paragraph, setup: PageSetup, flow: Flow) -> Paragraph:
    """Return a paragraph whose lines are those of its page, where that has more of them than others (7.3.5.5)."""
    if paragraph.line_twips is not None or setup.line_twips == flow.setup.line_twips:
        return paragraph
    return replace(paragraph, line_twips=setup.line_twips)


def _room_above(block: Block, reached: int, setup: PageSetup) -> int:
    """Return the room above a block that puts it on a row.

    Type larger than the body's is lowered so that its em boxes are centred on the row's.
    """
    rows = 0 if block.starts_page else block.rows_before
    lowered = round((EM_ASCENT - 0.5) * (block.size_pt - SIZE_3_PT) * TWIPS_PER_POINT) if block.pieces else 0
    room = rows * setup.line_twips + lowered - reached
    if room >= 0:
        return room
    return room % setup.line_twips if reached > setup.line_twips / 2 else 0


def _blank_rows(count: int) -> Iterator[Paragraph]:
    """Yield blank rows at the head of a page, where room above a paragraph may be dropped."""
    for number in range(count):
        yield Paragraph(word_styles.NORMAL, ((),), starts_page=number == 0)


def _placed(flow: Flow, block: Block, index: int, room: int) -> Iterator[Paragraph]:
    """Yield a block; above one that bears a seal the room is a paragraph, which a seal's place does not count."""
    blocks = flow.layout.blocks
    number = flow.first_paragraphs[index]
    block = in_company(on_one_line(block, flow.layout, index, number), flow.layout, index)
    made = block_paragraph(flow, block, _style(blocks, index))
    setup = flow.page_of(index)
    images = tuple(_stamp(flow, stamp, setup) for stamp in block.stamps if stamp.file is not None)
    if images and room:
        yield Paragraph(word_styles.SPACE, ((),), line_twips=room, keep_with_next=True)
        room = 0
    first, *others = made.lines
    if (place := carried_from(flow.layout, index, number)) is not None:
        first = tuple(with_page_break(first, place))
    yield replace(
        made,
        lines=((*images, *first), *others),
        before_twips=room,
        opens=tuple(span.name for span in flow.spans.values() if span.first == index),
        closes=tuple(span.name for span in flow.spans.values() if span.last == index),
    )


def _follows_turned(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether a rotated table stands before a block: it has its pages to itself."""
    content = blocks[index - 1].content if index else None
    return isinstance(content, SetTable) and content.is_rotated


def block_paragraph(flow: Flow, block: Block, style: ParagraphStyle) -> Paragraph:
    """Return the block in its style, with direct formatting only where it differs from that."""
    indents = Indents(block.first_line_cells, block.left_cells, block.right_cells)
    outline = _BODY_TEXT if block.outline_level is None else block.outline_level
    usual_outline = _BODY_TEXT if style.outline_level is None else style.outline_level
    is_stopped = bool(block.stops)
    lines, stops = _stopped(block, style, flow) if is_stopped else (lines_of(block, style, flow.looks), ())
    alignment = Alignment.LEFT if is_stopped else block.alignment
    return Paragraph(
        style.id,
        lines,
        size_pt=block.size_pt,
        alignment=None if alignment is style.alignment else alignment,
        indents=None if indents == style.indents else indents,
        starts_page=block.starts_page and not block.rows_before,
        keep_with_next=None if block.keep_with_next == style.keep_with_next else block.keep_with_next,
        outline_level=None if outline == usual_outline else outline,
        tabs=stops,
        bookmarks=flow.bookmarks(block),
    )


def _stopped(
    block: Block, style: ParagraphStyle, flow: Flow
) -> tuple[tuple[tuple[Inline, ...], ...], tuple[TabStop, ...]]:
    """Return the pieces of a line, each after a step to its own stop."""
    line: list[Inline] = []
    stops = []
    for piece, stop in zip(block.pieces, block.stops, strict=True):
        if twips(stop) > 0:
            stops.append(TabStop(twips(stop)))
            line.append(Tab())
        line.append(inline(piece, block, style, flow.looks))
    return (tuple(line),), tuple(stops)


def _style(blocks: Sequence[Block], index: int) -> ParagraphStyle:
    """Return the style of a block; titles tell whether they are the document's, an issued text's, an attachment's."""
    block = blocks[index]
    if block.element is Element.TITLE and index and blocks[index - 1].element is Element.ATTACHMENT_LABEL:
        return word_styles.style_named(word_styles.ATTACHMENT_TITLE)
    if block.element is Element.TITLE and block.starts_page:
        return word_styles.style_named(word_styles.ISSUED_TITLE)
    return word_styles.style_of(block.element)


def _stamp(flow: Flow, stamp: Stamp, setup: PageSetup) -> Image:
    """Return a 印章 or 签名章 as a picture behind the text (7.3.5.1)."""
    assert stamp.file is not None
    drop = stamp.drop_mm + em_below_line_top_twips(setup, SIZE_3_PT) / twips(1.0)
    return Image(
        flow.media[stamp.file],
        stamp.width_mm,
        stamp.height_mm,
        stamp.description,
        left_mm=stamp.left_mm - flow.left_mm,
        drop_mm=drop,
    )


def _content(flow: Flow, block: Block, index: int, room: int) -> Iterator[Item]:
    """Yield a table or a figure: its upper edge is that of the row's em box, a little below the line's."""
    starts_page = block.starts_page and not block.rows_before
    below = em_below_line_top_twips(flow.page_of(index), SIZE_3_PT)
    if isinstance(block.content, SetFigure):
        figure = block.content
        grid = flow.layout.grids[flow.layout.block_pages[index] - 1]
        inside = twips((grid.height_of(grid.rows_for(figure.height_mm)) - figure.height_mm) / 2)
        yield _space(room + below + inside, starts_page=starts_page)
        image = Image(flow.media[figure.file], figure.width_mm, figure.height_mm, figure.description)
        keep = True if block.keep_with_next else None
        yield Paragraph(word_styles.STYLE_OF_ELEMENT[Element.FIGURE], ((image,),), line_twips=0, keep_with_next=keep)
    elif isinstance(block.content, SetTable) and block.content.is_rotated:
        for table, above in turned_tables(flow.layout, index, flow.looks, flow.setup):
            yield _space(above, starts_page=True)
            yield table
    elif isinstance(block.content, SetTable):
        is_repeated = is_on_several_pages(flow.layout, index)
        follows_table = index > 0 and isinstance(
            flow.layout.blocks[index - 1].content, SetTable
        )  # they would grow together
        if room or not is_repeated or starts_page or follows_table:
            yield _space(max(_POINT_TWIPS, room + (0 if is_repeated else below)), starts_page=starts_page)
        yield upright_table(flow.layout, index, flow.looks, room_twips=below if is_repeated else 0)


def _space(height_twips: int, *, starts_page: bool) -> Paragraph:
    """Return the room above a table or a figure, which has none of its own at the head of a page."""
    height = max(_POINT_TWIPS, height_twips)
    return Paragraph(word_styles.SPACE, ((),), line_twips=height, starts_page=starts_page, keep_with_next=True)


def _below_content(flow: Flow, index: int) -> int:
    """Return how far a table or a figure ends from the top of the row that comes next below it (negative: above)."""
    content, grid = flow.layout.blocks[index].content, flow.layout.grids[flow.layout.block_pages[index] - 1]
    setup = flow.page_of(index)
    if isinstance(content, SetFigure):
        rows = grid.rows_for(content.height_mm)
        inside = twips((grid.height_of(rows) - content.height_mm) / 2)
        height = twips(content.height_mm) + inside + _INLINE_TWIPS
    elif isinstance(content, SetTable) and content.is_rotated:
        return 0
    else:
        height = last_height_twips(flow.layout, index)
        rows = grid.rows_for(height / twips(1.0))
    return em_below_line_top_twips(setup, SIZE_3_PT) + height - rows * setup.line_twips


def _end_of_contents(blocks: Sequence[Block], index: int) -> int:
    end = index
    while end < len(blocks) and blocks[end].element is Element.CONTENTS_ITEM:
        end += 1
    return end


def _contents(flow: Flow, index: int, end: int, room: int) -> Iterator[Paragraph]:
    """Yield 目录 as a field that Word can make anew from its own part, with the entries and pages of the layout."""
    items = flow.layout.blocks[index:end]
    span = flow.spans.get(flow.layout.blocks[index - 1].path[:-1])
    field = Contents(_CONTENTS_LEVELS, span.name if span else None)
    entries = [list(group) for _, group in groupby(items, key=lambda item: item.path)]
    width = flow.setup.width_twips - flow.setup.left_twips - flow.setup.right_twips
    for number, parts in enumerate(entries):
        last = parts[-1]
        level = 0 if not parts[0].stops or parts[0].stops[0] < flow.layout.grid.cell_mm else 1
        style = word_styles.style_named(word_styles.CONTENTS_LEVELS[level])
        line: list[Inline] = [field] if number == 0 else []
        line += [inline(part.pieces[0], part, style, flow.looks) for part in parts]
        bookmark = flow.targets.get(last.target or last.path)
        if bookmark is not None:
            line += [Tab(), PageReference(bookmark, last.pieces[-1].text)]
        if number == len(entries) - 1:
            line.append(Contents(None))
        tabs = (TabStop(width, is_right=True, has_leader=True),)
        yield Paragraph(style.id, (tuple(line),), tabs=tabs, before_twips=room if number == 0 else 0)
