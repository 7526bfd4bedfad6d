"""7.3.5.5: a signature never stands without text; what is done for it, in which order, and what is said."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import document, square_layout
from typeset.layout.blocks import Element
from typeset.layout.result import Layout
from typeset.model import Document
from typeset.profiles import Profile, load_profile

pytestmark = pytest.mark.requirement("R-7.3.5.5-1")

CELL = 156 / 28
NOTHING = load_profile({"落款": {"调字距": "否"}})
ROWS = load_profile({"落款": {"调字距": "否", "调行距": "是"}})


def text_of(lines: int, *, last: int = 14, paragraphs: int = 2) -> str:
    """Return paragraphs that take `lines` lines together, each ending with `last` characters on its last line."""
    share, rest = divmod(lines, paragraphs)
    counts = [share + (index < rest) for index in range(paragraphs)]
    return "\n".join("甲" * (26 + 28 * (count - 2) + last) if count > 1 else "甲" * last for count in counts)


def with_lines(lines: int, *, last: int = 14, **more: object) -> Document:
    return document(标题="关于开学的通知", 正文=text_of(lines, last=last), **more)


def text_rows(layout: Layout, page: int) -> list[int]:
    paragraphs = {i for i, block in enumerate(layout.blocks) if block.element is Element.PARAGRAPH}
    first = len(layout.head.placed)
    return [line.row or 0 for line in layout.pages[page - 1].lines if line.paragraph - first in paragraphs]


def signature_page(layout: Layout) -> int:
    return next(
        page.number
        for page in layout.pages
        for line in page.lines
        if line.row is not None and "临溪市教育局" in line.text
    )


def said(layout: Layout) -> list[str]:
    return [issue.message for issue in layout.issues if issue.requirement == "R-7.3.5.5-1"]


def tracked(layout: Layout) -> list[float]:
    return [block.tracking_mm for block in layout.blocks if block.tracking_mm]


def overflowing(profile: Profile | None = None, *, last: int, over: int) -> Layout:
    """Lay out a text of page 1 whose signature is `over` rows too many for it."""
    lines = next(n for n in range(1, 30) if said(square_layout(with_lines(n, last=14), NOTHING))) + over - 1
    return square_layout(with_lines(lines, last=last), profile)


def test_a_signature_that_fits_changes_nothing() -> None:
    layout = square_layout(with_lines(3))
    assert (said(layout), tracked(layout)) == ([], [])


def test_a_line_is_pulled_back_by_closer_characters_where_a_paragraph_ends_with_few() -> None:
    layout = overflowing(last=1, over=1)
    assert signature_page(layout) == 1
    (tracking,) = tracked(layout)
    assert -0.2 <= tracking < 0
    assert said(layout) == ["落款在本页排不下，已缩小1段的字距，收回1行"]


def test_inner_lines_stay_flush_when_characters_are_set_closer() -> None:
    layout = overflowing(last=1, over=1)
    number = next(i for i, block in enumerate(layout.blocks) if block.tracking_mm) + len(layout.head.placed)
    lines = [line for page in layout.pages for line in page.lines if line.paragraph == number]
    assert len(lines) > 1
    assert [line.runs[-1].x_mm[-1] + CELL for line in lines[:-1]] == [pytest.approx(184, abs=1e-6)] * (len(lines) - 1)


def test_lines_go_over_by_wider_characters_where_paragraphs_end_with_full_lines() -> None:
    made = [overflowing(last=27, over=over) for over in range(1, 9)]
    layout = next(item for item in made if any(tracking > 0 for tracking in tracked(item)))
    assert all(0 < tracking <= 0.21 for tracking in tracked(layout))
    assert signature_page(layout) == 2
    assert text_rows(layout, 2)
    assert max(text_rows(layout, 1)) == 22, "the grid holds: page 1 is full"
    assert "加大" in said(layout)[0]


def test_the_page_takes_a_row_more_only_where_the_profile_allows_it() -> None:
    layout = overflowing(ROWS, last=14, over=1)
    assert signature_page(layout) == 1
    heights = [
        line.baseline_mm for line in layout.pages[0].lines if line.row is not None and line.runs[0].size_pt == 16
    ]
    number_row = layout.head.number_row
    pitch = (225 - 16 * 25.4 / 72) / 21 * (22 - number_row) / (23 - number_row)
    assert min(b - a for a, b in pairwise(heights[-5:])) == pytest.approx(pitch)
    assert pitch > 9.3
    assert layout.grids[0].row_top_mm(number_row) == pytest.approx(layout.grid.row_top_mm(number_row))
    assert heights[-1] < 262
    assert said(layout) == ["落款在本页排不下，已调小行距，本页多排1行"]
    assert tracked(layout) == []


def test_the_last_two_lines_go_over_as_they_are_where_characters_may_not_be_moved() -> None:
    layout = overflowing(NOTHING, last=14, over=1)
    assert signature_page(layout) == 2
    assert text_rows(layout, 2) == [1, 2]
    assert said(layout) == ["落款在本页排不下，正文末行随落款移到下一页"]


def test_a_short_list_of_attachments_stays_with_the_signature_and_with_text() -> None:
    parts = [{"标题": f"附表{number}", "正文": "乙。"} for number in range(1, 5)]
    for count in range(1, 30):
        layout = square_layout(with_lines(count, 附件=parts))
        assert text_rows(layout, signature_page(layout)), f"{count} lines"


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(1, 160), min_size=1, max_size=14), st.sampled_from(["无", None]), st.booleans())
@pytest.mark.slow
def test_every_signature_stands_with_text_or_is_reported(lengths: list[int], seal: str | None, rows: bool) -> None:
    text = "\n".join("甲" * length for length in lengths)
    profile = load_profile({"落款": {"调行距": "是" if rows else "否"}})
    layout = square_layout(document(正文=text, 印章=seal), profile)
    page = signature_page(layout)
    assert text_rows(layout, page) or any("没有正文" in message for message in said(layout))
    written = "".join(line.text for page in layout.pages for line in page.lines)
    assert written.count("甲") == sum(lengths)
    for made in layout.pages:
        assert all(37 < line.baseline_mm < 262 for line in made.lines if line.row is not None)


def test_a_long_paragraph_gives_two_lines_where_it_cannot_give_one() -> None:
    layout = square_layout(document(正文="甲" * (28 * 72 + 14), 印章="无"))
    assert said(layout) == ["落款在本页排不下，已缩小1段的字距，收回2行"]
    assert signature_page(layout) == len(layout.pages) == 4
