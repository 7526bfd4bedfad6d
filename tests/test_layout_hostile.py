"""Hostile documents in the square font: nothing is lost, nothing leaves the type area, what cannot be good is said."""

from collections.abc import Iterator

import pytest

from tests.samples import document, square_layout
from typeset.layout.page import Line, Page, Run
from typeset.layout.result import Layout
from typeset.model import Document
from typeset.standard import points_to_mm

SENTENCE = "各地各校要高度重视做好安全教育工作。"


def runs(layout: Layout) -> Iterator[tuple[Page, Line, Run]]:
    for page in layout.pages:
        for item in page.lines:
            for run in item.runs:
                yield page, item, run


HOSTILE: dict[str, Document] = {
    "long words": document(正文="A" * 300 + "和" + "B" * 90),
    "marks alone": document(正文="，" * 300),
    "many spaces": document(正文="甲    乙 " * 60),
    "latin text": document(正文="The quick brown fox jumps over the lazy dog and runs. " * 8),
    "long title": document(标题="关于" + "进一步深化改革扎实推进落实" * 25 + "的通知"),
    "a title of one word": document(标题="A" * 200 + "通知"),
    "a title with long lines of its own": document(
        标题="关于进一步深化改革扎实推进落实全市教育系统各项重点工作任务\n的通知"
    ),
    "long name": document(发文机关="临溪市" + "教育" * 60 + "局", 发文机关标志=None),
    "long name without a seal": document(发文机关="临溪市" + "教育" * 30 + "局", 发文机关标志=None, 印章="无"),
    "a name of latin letters": document(发文机关="临溪市" + "A" * 400 + "局", 发文机关标志=None),
    "long number": document(发文字号="临" * 60 + "〔2025〕12号"),
    "long addressees": document(主送机关="各县（市、区）教育局，" * 60 + "各校"),
    "long note": document(附注="此件公开发布" * 40),
    "long subtitle": document(题注="此件公开发布" * 40),
}


@pytest.mark.requirement("R-5.2.1-3", "R-7.2.4-5")
@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_but_page_numbers_leaves_the_type_area(name: str) -> None:
    for page, item, run in runs(square_layout(HOSTILE[name])):
        if item.paragraph == -1:
            continue
        em = points_to_mm(run.size_pt) * run.scale
        for x, character in zip(run.x_mm, run.text, strict=True):
            if character == " ":
                continue
            half = 0.5 if character.isascii() else 1.0
            blank = 0.5 if character in "，。、；：）》”（《“" else 0.05
            assert 28 - blank * em - 1e-6 <= x <= 184 - (half - blank) * em + 0.05, (page.number, item.text)


@pytest.mark.requirement("L-1")
def test_a_word_that_no_line_can_hold_is_reported() -> None:
    (issue,) = (issue for issue in square_layout(document(正文="见" + "A" * 80)).issues if issue.requirement == "L-1")
    assert "太长" in issue.message
    assert "AAAA" in issue.message


@pytest.mark.requirement("L-4")
def test_a_title_of_more_than_four_lines_is_reported() -> None:
    long = square_layout(HOSTILE["long title"])
    assert [issue.requirement for issue in long.issues if issue.requirement == "L-4"] == ["L-4"]
    assert not [issue for issue in square_layout(document()).issues if issue.requirement == "L-4"]


@pytest.mark.requirement("R-7.2.4-5")
def test_a_mark_too_small_to_catch_the_eye_is_reported() -> None:
    found = [issue.requirement for issue in square_layout(HOSTILE["long name"]).issues]
    assert "R-7.2.4-5" in found


@pytest.mark.requirement("R-7.3.3-1")
def test_a_page_one_without_text_is_reported() -> None:
    found = [issue.requirement for issue in square_layout(HOSTILE["long title"]).issues]
    assert "R-7.3.3-1" in found
    assert "R-7.3.3-1" not in [issue.requirement for issue in square_layout(document()).issues]


@pytest.mark.requirement("R-7.3.3-1", "R-7.3.5.5-1")
def test_lines_that_go_over_with_a_signature_leave_text_on_page_one_and_are_mentioned() -> None:
    layout = square_layout(document(正文=SENTENCE * 8 + "\n" + SENTENCE * 3, 附注="此件公开发布"))
    assert "R-7.3.5.5-1" in [issue.requirement for issue in layout.issues]
    second = [line.text for line in layout.pages[1].lines]
    assert second[0] in SENTENCE * 4
    assert "临溪市教育局" in second
    assert "2025年8月20日" in second
