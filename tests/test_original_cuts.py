"""The page ends of the original notice, known from its transcript, against those of our pages.

The original is a grid of 28 by 22 with half-width digits; its exact line ends are not known. Where a page of it ended,
one of ours ends within a line.
"""

from bisect import bisect_left

import pytest

from tests.rendered import composed
from typeset.layout.page import Line

# The end of a page of the original and the beginning of the next, from page 2 on.
CUTS = (
    ("市委教育工作领", "导小组各项工作部署"),
    ("专项整治36所", "学校。"),
    ("2023年度民办（中", "外合作办学）高校"),
    ("24金、中", "职组国赛14金"),
    ("思政课建设，", "举行一体化教研"),
    ("启动仪式，", "评选93个"),
    ("延揽人才，", "吸引名校优生"),
    ("关于政府购买", "民办义务教育学校"),
    ("联盟副理事", "长单位"),
    ("评估认定实", "地核查"),
    ("建议、106", "件政协委员提案"),
)


@pytest.fixture(scope="module")
def pages() -> list[list[Line]]:
    """The lines on rows, page by page."""
    return [[line for line in page.lines if line.row is not None] for page in composed().layout.pages]


@pytest.mark.requirement("R-5.2.3-1")
def test_the_notice_has_thirteen_pages_as_its_original(pages: list[list[Line]]) -> None:
    assert len(pages) == 13
    assert [len(lines) for lines in pages[2:12]] == [22] * 10
    assert 8 <= len(pages[12]) <= 10


@pytest.mark.requirement("R-5.2.3-1", "R-5.2.3-2")
@pytest.mark.parametrize("index", range(len(CUTS)), ids=lambda index: f"page {index + 2}")
def test_a_page_ends_within_a_line_of_where_the_original_ended(pages: list[list[Line]], index: int) -> None:
    before, after = CUTS[index]
    ends, page_ends, text = [], [], ""
    for lines in pages:
        for line in lines:
            text += line.text
            ends.append(len(text))
        page_ends.append(len(text))
    assert text.count(before + after) == 1
    cut = text.index(before + after) + len(before)
    ours = page_ends[index + 1]
    assert abs(bisect_left(ends, cut) - bisect_left(ends, ours)) <= 1, (text[ours - 8 : ours], before)
