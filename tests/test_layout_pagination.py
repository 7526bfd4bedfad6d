from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.layout.blocks import Block, Element, Piece
from typeset.layout.pagination import Extent, Pagination, Shape, paginate
from typeset.standard import SIZE_3_PT, Grid, Role, points_to_mm

PIECES = (Piece("文", Role.FANGSONG),)


def filled(extents: list[Extent], rows: int, first_row: int = 1) -> Pagination:
    """Fill pages of `rows` rows of one millimetre, with half of one between them."""
    grid = Grid(rows, 4, left_mm=0.0, width_mm=20.0, first_em_top_mm=0.0, pitch_mm=1.5, size_pt=1.0 / points_to_mm(1.0))
    shape = Shape(lambda page: rows, grid, None if first_row == 1 else first_row)
    return paginate(extents, shape)


def text(lines: int, *, before: int = 0, new_page: bool = False) -> Extent:
    block = Block(Element.PARAGRAPH, PIECES, SIZE_3_PT, rows_before=before, starts_page=new_page)
    return Extent(block, lines)


def heading(lines: int = 1) -> Extent:
    return Extent(Block(Element.HEADING_1, PIECES, SIZE_3_PT, keep_with_next=True, outline_level=0), lines)


def part(lines: int = 1) -> Extent:
    block = Block(Element.TITLE, PIECES, 22, rows_before=1, starts_page=True, keep_with_next=True)
    return Extent(block, lines)


def signature(before: int = 1) -> Extent:
    block = Block(Element.SIGNATURE, PIECES, SIZE_3_PT, rows_before=before, keep_with_next=True, needs_body=True)
    return Extent(block, 1)


def date(seal_rows: int = 0) -> Extent:
    return Extent(Block(Element.DATE, PIECES, SIZE_3_PT, needs_body=True), 1, seal_rows)


def addressee(lines: int) -> Extent:
    return Extent(Block(Element.ADDRESSEE, PIECES, SIZE_3_PT), lines)


def note(lines: int = 1) -> Extent:
    return Extent(Block(Element.NOTE, PIECES, SIZE_3_PT), lines)


def picture(*extents: Extent, rows: int = 6, first_row: int = 1) -> list[str]:
    """Return the pages from top to bottom: one letter a row, a for the first block, . for a blank row."""
    places = filled(extents, rows, first_row)
    pages = [["."] * rows for _ in range(places.page_count)]
    for slot in places.slots:
        pages[slot.page - 1][slot.row - 1] = chr(ord("a") + slot.block)
    return ["".join(page) for page in pages]


def test_a_document_without_lines_has_one_page() -> None:
    assert picture() == ["......"]


def test_lines_follow_each_other_from_the_first_row() -> None:
    assert picture(text(2), text(3)) == ["aabbb."]


def test_page_one_begins_below_its_head_and_the_others_at_the_top() -> None:
    assert picture(text(2), text(3), first_row=4) == ["...aab", "bb...."]


@pytest.mark.requirement("R-5.2.3-1")
def test_a_page_may_end_after_one_line_of_a_paragraph_and_begin_with_one() -> None:
    assert picture(text(5), text(3)) == ["aaaaab", "bb...."]
    assert picture(text(4), text(3)) == ["aaaabb", "b....."]


def test_blank_rows_stand_between_blocks_and_never_at_the_top_of_a_page() -> None:
    assert picture(text(2), text(1, before=2)) == ["aa..b."]
    assert picture(text(6), text(1, before=2)) == ["aaaaaa", "b....."]
    assert picture(text(5), text(1, before=2)) == ["aaaaa.", "b....."]


def test_a_heading_is_never_the_last_line_of_a_page() -> None:
    assert picture(text(5), heading(), text(2)) == ["aaaaa.", "bcc..."]
    assert picture(text(4), heading(), text(2)) == ["aaaabc", "c....."]


def test_a_chain_of_headings_goes_over_together() -> None:
    assert picture(text(4), heading(), heading(), text(2)) == ["aaaa..", "bcdd.."]
    assert picture(text(3), heading(), heading(), heading(), text(1)) == ["aaa...", "bcde.."]


def test_a_heading_of_two_lines_needs_room_for_both_and_a_line_of_text() -> None:
    assert picture(text(4), heading(2), text(2)) == ["aaaa..", "bbcc.."]
    assert picture(text(3), heading(2), text(2)) == ["aaabbc", "c....."]


def test_headings_alone_do_not_hold_up_the_pages() -> None:
    assert picture(*[heading() for _ in range(8)]) == ["abcdef", "gh...."]


def test_a_heading_at_the_end_of_a_document_stands_where_it_falls() -> None:
    assert picture(text(5), heading()) == ["aaaaab"]


def test_a_part_begins_a_page_below_a_blank_row() -> None:
    assert picture(text(2), part(), text(1, before=1)) == ["aa....", ".b.c.."]
    assert picture(part(), text(1)) == [".ab..."]


def test_a_part_after_a_full_page_begins_the_next_one() -> None:
    assert picture(text(6), part(), text(1)) == ["aaaaaa", ".bc..."]


def test_a_text_may_ask_for_a_new_page() -> None:
    assert picture(text(2), text(1, new_page=True)) == ["aa....", "b....."]


@pytest.mark.requirement("R-7.3.5.2-1")
def test_a_signature_stands_one_blank_row_below_the_text() -> None:
    assert picture(text(2), signature(), date(), note()) == ["aa.bcd"]


@pytest.mark.requirement("R-7.3.5.5-1")
def test_a_signature_that_does_not_fit_takes_two_lines_of_text_along() -> None:
    assert picture(text(5), signature(), date()) == ["aaa...", "aa.bc."]
    assert filled([text(5), signature(), date()], 6).carried == (1,)


@pytest.mark.requirement("R-7.3.5.5-1")
def test_signature_and_date_are_never_parted() -> None:
    assert picture(text(4), signature(), date()) == ["aa....", "aa.bc."]
    assert picture(text(3), signature(), date()) == ["aaa.bc"]


@pytest.mark.requirement("R-7.3.5.5-1")
def test_several_signatures_and_the_date_stay_together() -> None:
    assert picture(text(4), signature(), signature(0), date()) == ["aa....", "aa.bcd"]


@pytest.mark.requirement("R-7.3.5.5-1")
def test_a_last_paragraph_of_one_line_goes_over_alone() -> None:
    assert picture(text(4), text(1), signature(), date()) == ["aaaa..", "b.cd.."]


@pytest.mark.requirement("R-7.3.5.5-1")
def test_the_heading_above_a_last_paragraph_that_goes_over_goes_with_it() -> None:
    assert picture(text(3), heading(), text(1), signature(), date()) == ["aaa...", "bc.de."]


@pytest.mark.requirement("R-7.3.5.5-1")
def test_a_chain_of_headings_above_a_paragraph_that_goes_over_goes_with_it() -> None:
    assert picture(text(2), heading(), heading(), text(1), signature(), date()) == ["aa....", "bcd.ef"]


@pytest.mark.requirement("R-7.3.5.5-1")
def test_text_that_has_gone_over_already_need_not_be_taken_along() -> None:
    assert picture(text(7), signature(), date()) == ["aaaaaa", "a.bc.."]
    assert filled([text(7), signature(), date()], 6).carried == ()


@pytest.mark.requirement("R-7.3.5.5-1")
def test_the_rows_under_a_seal_are_kept_free_on_the_page() -> None:
    assert picture(text(2), signature(), date(1)) == ["aa.bc."]
    assert picture(text(3), signature(), date(1)) == ["a.....", "aa.bc."]


@pytest.mark.requirement("R-7.3.6-1")
def test_a_note_stands_on_the_row_below_the_date_inside_what_the_seal_covers() -> None:
    assert picture(text(1), signature(), date(2), note()) == ["a.bcd."]


def test_a_signature_without_any_text_stands_where_it_falls() -> None:
    assert picture(signature(), date()) == ["ab...."]


@pytest.mark.requirement("R-7.3.3-1", "R-7.3.5.5-1")
def test_page_one_keeps_a_line_of_text_when_a_signature_takes_lines_along() -> None:
    assert picture(addressee(3), text(2), signature(), date(), rows=6) == ["aaab..", "b.cd.."]
    assert picture(addressee(2), text(3), signature(), date(), rows=6) == ["aab...", "bb.cd."]


BLOCKS = st.one_of(
    st.builds(text, st.integers(1, 9), before=st.integers(0, 2), new_page=st.booleans()),
    st.builds(heading, st.integers(1, 2)),
    st.builds(part, st.integers(1, 3)),
    st.just(note()),
)
DOCUMENT = st.tuples(st.lists(BLOCKS, max_size=14), st.integers(0, 2)).map(
    lambda drawn: [*drawn[0], *([signature(), date(drawn[1]), note()] if drawn[1] else [])]
)


@pytest.mark.requirement("R-5.2.3-1")
@given(DOCUMENT, st.integers(8, 22), st.integers(1, 5))
def test_every_line_is_placed_once_in_order_and_on_a_row_of_a_page(
    extents: list[Extent], rows: int, first_row: int
) -> None:
    places = filled(extents, rows, first_row)
    wanted = [(index, line) for index, extent in enumerate(extents) for line in range(extent.lines)]
    assert [(slot.block, slot.line) for slot in places.slots] == wanted
    positions = [(slot.page, slot.row) for slot in places.slots]
    assert positions == sorted(set(positions))
    assert all(1 <= slot.row <= rows for slot in places.slots)
    assert all(slot.row >= first_row for slot in places.slots if slot.page == 1)
    first_with_lines = 1 if first_row == 1 else 2  # page 1 has its head in any case
    assert {slot.page for slot in places.slots} >= set(range(first_with_lines, places.page_count))


def test_headings_and_a_signature_after_them_leave_no_page_empty() -> None:
    places = filled([heading(), heading(), heading(), signature(), date()], 8, 4)
    assert [slot.page for slot in places.slots][:3] == [1, 1, 1]


@given(DOCUMENT, st.integers(6, 22))
def test_no_page_ends_with_a_heading_that_text_follows(extents: list[Extent], rows: int) -> None:
    slots = filled(extents, rows).slots
    for before, after in pairwise(slots):
        last, first = extents[before.block].block, extents[after.block].block
        may_part = before.page == after.page or first.starts_page or first.needs_body
        assert may_part or last.outline_level is None or chain_rows(extents, before.block) > rows


def chain_rows(extents: list[Extent], index: int) -> int:
    """Return the rows that the headings around block `index` need together with a line of what follows."""
    first = last = index
    while first > 0 and extents[first - 1].block.keep_with_next:
        first -= 1
    while last < len(extents) and extents[last].block.keep_with_next:
        last += 1
        if last < len(extents) and extents[last].block.starts_page:
            break
    if last == len(extents) or extents[last].block.starts_page:
        return 1_000_000  # nothing follows that it would have to stand with
    chain = sum(extent.lines for extent in extents[first:last])
    return chain + sum(extent.block.rows_before for extent in extents[first : last + 1]) + 1


@pytest.mark.requirement("R-7.3.5.5-1")
@given(st.lists(st.builds(text, st.integers(1, 9)), min_size=1, max_size=12), st.integers(0, 2), st.integers(8, 22))
def test_no_page_holds_a_signature_without_text(body: list[Extent], seal_rows: int, rows: int) -> None:
    extents = [*body, signature(), date(seal_rows)]
    slots = filled(extents, rows).slots
    name, day = slots[-2:]
    assert name.page == day.page
    assert day.row == name.row + 1 <= rows - seal_rows
    assert any(slot.page == name.page and slot.block < len(body) for slot in slots)
    assert slots[-3].row == name.row - 2, "one blank row above the signature"
