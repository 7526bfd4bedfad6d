"""Make the pages of a document: blocks → lines → rows → glyphs, rules and page numbers at their millimetres."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import ceil

from typeset.errors import Issue, Severity, Where
from typeset.layout.arrange import arrange
from typeset.layout.blocks import Block, Element, Mark, Stamp
from typeset.layout.compose import SetBlock, compose
from typeset.layout.content import SetFigure, SetTable
from typeset.layout.glyphs import Place, replace_missing
from typeset.layout.head import head_text, set_head
from typeset.layout.mark import LEGIBLE_PT
from typeset.layout.metrics import NO_PICTURES, Metrics, Pictures
from typeset.layout.page import Line, Page, Run
from typeset.layout.pagination import Extent, Pagination, Shape, paginate
from typeset.layout.painted import Numbering, painted
from typeset.layout.result import Head, Layout
from typeset.layout.unset import unset_elements
from typeset.model import Document
from typeset.profiles import Profile
from typeset.standard import PAGE_NUMBER_BELOW_TYPE_AREA_MM, TYPE_AREA_HEIGHT_MM, Grid, Role, points_to_mm

MOST_TITLE_LINES = 4
TEXT_ELEMENTS = frozenset(
    {Element.PARAGRAPH, Element.HEADING_1, Element.HEADING_2, Element.HEADING_3, Element.HEADING_4}
)


def lay_out(
    document: Document,
    profile: Profile,
    metrics: Metrics,
    place: Place = lambda path: Where(),
    *,
    pictures: Pictures = NO_PICTURES,
) -> Layout:
    """Lay a document out on the pages of a profile; `place` tells where in the source an element stands.

    `pictures` answers for the picture files that the document names. Raises UnsupportedError for a 格式 that is not
    laid out.
    """
    grid = profile.grid
    wanted = head_text(document)
    elements = (*wanted.blocks, *arrange(document, profile, metrics, pictures))
    shown, glyph_issues = replace_missing(elements, metrics, place)
    head = set_head(wanted.with_blocks(shown), document, profile, metrics)
    blocks = tuple(block for block in shown[len(wanted.blocks) :] if block.text or block.content)
    set_blocks = tuple(compose(block, grid, metrics) for block in blocks)
    places = paginate(_extents(set_blocks, grid), _shape(head, grid))
    numbering = Numbering.of(head, blocks)
    pages = _pages(set_blocks, places, head=head, numbering=numbering, profile=profile, metrics=metrics)
    found = (*_line_issues(set_blocks, place), *_mark_issues(head.mark, place), *_page_issues(blocks, places, place))
    return Layout(
        pages,
        numbering.paragraphs,
        grid,
        head,
        blocks,
        tuple(_block_pages(blocks, places)),
        None,
        (),
        (*glyph_issues, *found, *unset_elements(document, place)),
    )


def _shape(head: Head, grid: Grid) -> Shape:
    """Return the pages to fill: page 1 has the head's own rows."""
    return Shape(
        lambda page: head.grid.rows if page == 1 else grid.rows,
        grid.pitch_mm,
        grid.pitch_mm - grid.em_mm,
        grid.width_mm,
        head.first_row,
    )


def _extents(blocks: Sequence[SetBlock], grid: Grid) -> list[Extent]:
    return [_extent(item, grid) for item in blocks]


def _extent(item: SetBlock, grid: Grid) -> Extent:
    content = item.block.content
    if isinstance(content, SetTable):
        heights = tuple(band.height_mm for band in content.bands)
        return Extent(item.block, 0, bands_mm=heights, head_mm=content.header_mm, is_turned=content.is_rotated)
    if isinstance(content, SetFigure):
        return Extent(item.block, 0, bands_mm=(content.height_mm,))
    return Extent(item.block, len(item.lines), rows_under(item.block.stamps, grid))


def rows_under(stamps: Sequence[Stamp], grid: Grid) -> int:
    """Return the rows below a block that its stamps cover by more than a millimetre."""
    feet = [stamp.drop_mm + stamp.height_mm - grid.em_mm - 1.0 for stamp in stamps]
    return max(0, *(ceil(foot / grid.pitch_mm) for foot in feet)) if feet else 0


def _block_pages(blocks: Sequence[Block], places: Pagination) -> Iterator[int]:
    first = {slot.block: slot.page for slot in reversed(places.slots)}
    yield from (first[index] for index in range(len(blocks)))


def _pages(
    blocks: Sequence[SetBlock],
    places: Pagination,
    *,
    head: Head,
    numbering: Numbering,
    profile: Profile,
    metrics: Metrics,
) -> tuple[Page, ...]:
    by_page = {number: list(slots) for number, slots in groupby(places.slots, key=lambda slot: slot.page)}
    pages = []
    for number in range(1, places.page_count + 1):
        grid = head.grid if number == 1 else profile.grid
        parts = [painted(blocks[slot.block], slot, grid, numbering) for slot in by_page.get(number, [])]
        lines = [line for part in parts for line in part.lines]
        rules = [rule for part in parts for rule in part.rules]
        if number > 1 or head.has_page_number:
            lines.append(_page_number(number, profile, metrics))
        if number == 1:
            lines = [*numbering.head_lines(head), *lines]
            rules = [*head.rules, *rules]
        pictures = tuple(picture for part in parts for picture in part.pictures)
        seals = tuple(seal for part in parts for seal in part.seals)
        pages.append(Page(number, tuple(lines), tuple(rules), pictures, seals))
    return tuple(pages)


def _page_number(number: int, profile: Profile, metrics: Metrics) -> Line:
    """Set the page number (7.5): 一字线 7 mm below the type area, one 字 in from the outer edge of the page."""
    text = profile.page_number.form.replace("1", str(number))
    size, role, grid = profile.page_number.size_pt, Role.SONGTI, profile.grid
    em = points_to_mm(size)
    origins, x = [], 0.0
    for character in text:
        origins.append(x)
        x += metrics.advance(role, character) * em
    first, last = metrics.ink_box(role, text[0]), metrics.ink_box(role, text[-1])
    if number % 2:
        visible = origins[-1] + (last.right * em if last else 0.0)
        shift = grid.right_mm - em - visible
    else:
        shift = grid.left_mm + em - (first.left * em if first else 0.0)
    middle = (first.bottom + first.top) / 2 * em if first else 0.0
    foot = profile.page.top_mm + TYPE_AREA_HEIGHT_MM + PAGE_NUMBER_BELOW_TYPE_AREA_MM
    run = Run(text, role, size, tuple(x + shift for x in origins), x + shift)
    return Line((run,), foot + middle, -1)


def _line_issues(blocks: Sequence[SetBlock], place: Place) -> Iterator[Issue]:
    for item in blocks:
        where = place(item.block.path)
        for text in item.forced:
            yield Issue(
                "L-1", Severity.WARNING, where, f"“…{text}”太长，一行排不下，已从中间断开", "请在合适的地方加空格或改短"
            )
        if item.block.element is Element.TITLE and len(item.lines) > MOST_TITLE_LINES:
            message = f"标题排了{len(item.lines)}行，过长"
            yield Issue("L-4", Severity.WARNING, where, message, f"请精简到{MOST_TITLE_LINES}行以内")


def _mark_issues(mark: Mark, place: Place) -> Iterator[Issue]:
    if mark.size_pt < LEGIBLE_PT:
        message = f"发文机关标志“{mark.text[:12]}…”共{len(mark.text)}字，只能排{mark.size_pt:.1f}磅，不够醒目"
        yield Issue("R-7.2.4-5", Severity.WARNING, place(("发文机关标志",)), message, "请用规范化简称")


def _page_issues(blocks: Sequence[Block], places: Pagination, place: Place) -> Iterator[Issue]:
    for index in places.carried:
        message = "落款在本页排不下，正文末行随落款移到下一页"
        yield Issue("R-7.3.5.5-1", Severity.INFO, place(blocks[index].path), message)
    on_pages = {slot.page: blocks[slot.block] for slot in reversed(places.slots)}  # the first block of each page
    for page, block in sorted(on_pages.items()):
        if page > 1 and block.needs_body:
            message = f"落款单独排在第{page}页，页上没有正文"
            yield Issue("R-7.3.5.5-1", Severity.WARNING, place(block.path), message, "请增删几个字，使正文与落款同页")
    on_first = {blocks[slot.block].element for slot in places.slots if slot.page == 1}
    if not on_first & TEXT_ELEMENTS:
        message = "首页没有正文：标题或主送机关太长"
        yield Issue("R-7.3.3-1", Severity.ERROR, place(("正文",)), message, "请精简标题，或把主送机关移到版记")
