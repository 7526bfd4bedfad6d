"""Where carets stand: under the words a message quotes, Han characters taking two columns of the screen."""

import pytest

from typeset.errors import Issue, Severity, Where
from typeset.reports.places import pinpointed, screen_width, window

LINE = "发文字号: 苏教办[2024]15号"


def place(message: str, where: Where, line: str = LINE) -> tuple[int | None, int | None]:
    issue = pinpointed(Issue("R-7.2.5-2", Severity.ERROR, where, message), (line,))
    return issue.where.column, issue.where.length


def test_the_words_that_a_message_quotes_are_the_place() -> None:
    assert place("发文字号“苏教办[2024]15号”不规范", Where("a", 1, 1)) == (7, 12)


def test_words_that_were_cut_are_found_by_their_beginning() -> None:
    assert place("发文字号“苏教办……”不规范", Where("a", 1, 1)) == (7, 3)


def test_the_next_quoted_words_are_the_place_when_the_first_are_not_on_the_line() -> None:
    assert place("应为“通知”，这里是“15号”", Where("a", 1, 1)) == (16, 3)


def test_words_before_the_place_are_not_meant() -> None:
    assert place("“发文”", Where("a", 1, 7)) == (7, None)


def test_without_quoted_words_the_key_is_covered() -> None:
    assert place("没有年份", Where("a", 1, 1)) == (1, 4)


def test_a_place_with_a_length_a_page_or_no_line_stays() -> None:
    assert place("“15号”", Where("a", 1, 2, length=1)) == (2, 1)
    assert place("“15号”", Where("a", page=2)) == (None, None)
    assert place("“15号”", Where("a", 7, 1)) == (1, None)


@pytest.mark.parametrize(
    ("text", "columns"), [("公文", 4), ("GB/T", 4), ("，。", 4), ("“甲”", 4), ("é", 1), ("e\u0301", 1), ("a\u200b", 1)]
)
def test_characters_take_the_columns_that_a_terminal_gives_them(text: str, columns: int) -> None:
    assert screen_width(text) == columns


def test_a_short_line_is_shown_whole() -> None:
    part = window(LINE, 7, 12, 80)
    assert (part.text, part.offset, part.width) == (LINE, 10, 16)


@pytest.mark.parametrize("position", [1, 2, 40, 399, 400])
def test_a_long_line_is_cut_around_its_place(position: int) -> None:
    line = "文" * (position - 1) + "错" + "字" * (400 - position)
    part = window(line, position, 1, 60)
    assert screen_width(part.text) <= 60
    assert part.width == 2
    before = part.text.index("错")
    assert screen_width(part.text[:before]) == part.offset
    assert part.text.startswith("…") == (position > 29)
    assert part.text.endswith("…") == (position < 380)


def test_a_place_longer_than_the_screen_is_underlined_as_far_as_it_is_shown() -> None:
    part = window("甲" * 300, 11, 200, 60)
    assert part.offset + part.width <= 60


def test_a_place_beyond_the_line_gets_one_caret_at_its_end() -> None:
    part = window("甲乙", 9, 3, 60)
    assert (part.offset, part.width) == (4, 1)
