"""Make the pages of a document: blocks → lines → rows → glyphs, rules and page numbers at their millimetres."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from typeset.errors import Issue, Severity, Where
from typeset.layout.arrange import arrange, mark_block
from typeset.layout.blocks import Block, Element, Mark
from typeset.layout.compose import SetBlock, compose
from typeset.layout.glyphs import Place, replace_missing
from typeset.layout.mark import LEGIBLE_PT, set_mark
from typeset.layout.metrics import Metrics, ink_bottom
from typeset.layout.page import Colour, Line, Page, Paragraph, Rule, Run, SealPlace, Structure
from typeset.layout.pagination import Extent, Pagination, Slot, paginate
from typeset.layout.result import Layout
from typeset.layout.unset import unset_elements
from typeset.model import Document
from typeset.profiles import Profile
from typeset.standard import (
    EM_ASCENT,
    EM_DESCENT,
    PAGE_NUMBER_BELOW_TYPE_AREA_MM,
    RULE_BELOW_NUMBER_MM,
    TYPE_AREA_HEIGHT_MM,
    Grid,
    Role,
    points_to_mm,
)

MARK_TO_NUMBER_MM = 20.0  # "two rows" between the mark's visible foot and the number's row, at least
SEAL_ABOVE_MIDDLE_MM = 2.0  # the seal's centre above the middle of 署名 and 成文日期 (R-7.3.5.1-4)
MOST_TITLE_LINES = 4
TEXT_ELEMENTS = frozenset(
    {Element.PARAGRAPH, Element.HEADING_1, Element.HEADING_2, Element.HEADING_3, Element.HEADING_4}
)

_STRUCTURES: Mapping[Element, Structure] = {
    Element.TITLE: Structure.TITLE,
    Element.HEADING_1: Structure.HEADING_1,
    Element.HEADING_2: Structure.HEADING_2,
    Element.HEADING_3: Structure.HEADING_3,
    Element.HEADING_4: Structure.HEADING_4,
}
_BOOKMARK_LEVELS = {
    Structure.TITLE: 1,
    Structure.HEADING_1: 2,
    Structure.HEADING_2: 3,
    Structure.HEADING_3: 4,
    Structure.HEADING_4: 5,
}


def lay_out(document: Document, profile: Profile, metrics: Metrics, place: Place = lambda path: Where()) -> Layout:
    """Lay a document out on the pages of a profile; `place` tells where in the source an element stands.

    Raises UnsupportedError for a 格式 that is not laid out.
    """
    grid = profile.grid
    elements = (mark_block(document), *arrange(document, profile, metrics))
    (mark_element, *blocks), glyph_issues = replace_missing(elements, metrics, place)
    mark = set_mark(mark_element.text, profile, metrics, original=mark_element.pieces[0].original)
    number_row = grid.row_below(mark.bottom_mm + MARK_TO_NUMBER_MM)
    red_rule = _red_rule(document.number.text if document.number else "号", number_row, profile, metrics)
    set_blocks = tuple(compose(block, grid, metrics) for block in blocks)
    places = paginate(_extents(set_blocks, profile), rows=grid.rows, first_row=_first_row(blocks, number_row))
    pages = _pages(set_blocks, places, mark=mark, red_rule=red_rule, profile=profile, metrics=metrics)
    found = (*_line_issues(set_blocks, place), *_mark_issues(mark, place), *_page_issues(blocks, places, place))
    return Layout(
        pages,
        tuple(_paragraphs(mark, blocks)),
        grid,
        tuple(blocks),
        mark,
        number_row,
        red_rule,
        (*glyph_issues, *found, *unset_elements(document, place)),
    )


def _first_row(blocks: Sequence[Block], number_row: int) -> int:
    """Return the row on which page 1's first block stands; without 发文字号 its row stays blank."""
    has_number = bool(blocks) and blocks[0].element is Element.NUMBER
    return number_row if has_number else number_row + 1 + (blocks[0].rows_before if blocks else 0)


def _red_rule(number: str, row: int, profile: Profile, metrics: Metrics) -> Rule:
    """Return the red rule 4 mm below the visible foot of 发文字号, as wide as the type area (R-7.2.7-1)."""
    grid = profile.grid
    foot = grid.row_baseline_mm(row) - ink_bottom(metrics, Role.FANGSONG, number) * grid.em_mm
    return Rule(grid.left_mm, foot + RULE_BELOW_NUMBER_MM, grid.width_mm, profile.rule.thickness_mm, Colour.RED)


def _extents(blocks: Sequence[SetBlock], profile: Profile) -> list[Extent]:
    return [Extent(item.block, len(item.lines), _rows_under_seal(item.block, profile.grid)) for item in blocks]


def _rows_under_seal(block: Block, grid: Grid) -> int:
    """Return the rows below 成文日期 that its seal covers."""
    if not block.seal_mm:
        return 0
    date_foot = grid.pitch_mm / 2 + grid.em_mm / 2  # below the middle of 署名 and 成文日期
    overhang = block.seal_mm / 2 - SEAL_ABOVE_MIDDLE_MM - date_foot
    return max(0, int(-(-(overhang - 1.0) // grid.pitch_mm)))


def _pages(
    blocks: Sequence[SetBlock],
    places: Pagination,
    *,
    mark: Mark,
    red_rule: Rule,
    profile: Profile,
    metrics: Metrics,
) -> tuple[Page, ...]:
    by_page = {number: list(slots) for number, slots in groupby(places.slots, key=lambda slot: slot.page)}
    pages = []
    for number in range(1, places.page_count + 1):
        slots = by_page.get(number, [])
        lines = [_line(blocks[slot.block], slot, profile.grid) for slot in slots]
        lines.append(_page_number(number, profile, metrics))
        rules: tuple[Rule, ...] = ()
        if number == 1:
            lines.insert(0, _mark_line(mark))
            rules = (red_rule,)
        pages.append(Page(number, tuple(lines), rules, seals=tuple(_seals(blocks, slots, profile.grid))))
    return tuple(pages)


def _line(item: SetBlock, slot: Slot, grid: Grid) -> Line:
    """Stand a line on its row: the em box of larger type is centred on the row's."""
    em = points_to_mm(item.block.size_pt)
    middle = grid.row_top_mm(slot.row) + grid.em_mm / 2
    baseline = middle + (EM_ASCENT - EM_DESCENT) / 2 * em
    return Line(item.lines[slot.line], baseline, slot.block + 1, slot.row)


def _mark_line(mark: Mark) -> Line:
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


def _seals(blocks: Sequence[SetBlock], slots: Sequence[Slot], grid: Grid) -> Iterator[SealPlace]:
    """Yield the place kept for a seal, its centre on the date's and a little above 署名 and the date."""
    for slot in slots:
        block = blocks[slot.block].block
        if not block.seal_mm:
            continue
        runs = blocks[slot.block].lines[slot.line]
        centre = (runs[0].x_mm[0] + runs[-1].end_mm) / 2
        middle = grid.row_top_mm(slot.row) - grid.pitch_mm / 2 + grid.em_mm / 2
        yield SealPlace(centre, middle - SEAL_ABOVE_MIDDLE_MM, block.seal_mm)


def _paragraphs(mark: Mark, blocks: Sequence[Block]) -> Iterator[Paragraph]:
    yield Paragraph(Structure.PARAGRAPH)
    for block in blocks:
        structure = _STRUCTURES.get(block.element, Structure.PARAGRAPH)
        lead = "".join(piece.original or piece.text for piece in block.pieces if piece.lead)
        heading = block.text if structure is not Structure.PARAGRAPH else lead.rstrip("。")
        yield Paragraph(structure, heading or None, _BOOKMARK_LEVELS.get(structure, 2))


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
