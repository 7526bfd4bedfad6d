"""附注 stands on the row below the date, or below the seals where one would cover it (7.3.6)."""

import pytest

from tests.samples import document, line_of, square_layout

THREE = ["临溪市教育局", "临溪市公安局", "临溪市财政局"]


@pytest.mark.requirement("R-7.3.6-1")
def test_a_note_that_no_seal_reaches_stands_on_the_row_below_the_date() -> None:
    layout = square_layout(document(附注="此件公开发布"))
    assert line_of(layout, "（此件").row == (line_of(layout, "2025年").row or 0) + 1


@pytest.mark.parametrize(("issuers", "note"), [(THREE, "此件公开发布"), (THREE[:1], "联系人：" + "甲" * 20)])
def test_a_note_that_a_seal_would_cover_stands_below_the_seal(issuers: list[str], note: str) -> None:
    layout = square_layout(document(发文机关=issuers, 发文机关标志=None, 附注=note))
    line = line_of(layout, f"（{note[:3]}")
    page = next(page for page in layout.pages if line in page.lines)
    top = line.baseline_mm - 0.88 * 16 * 25.4 / 72
    assert len(page.seals) == len(issuers)
    assert all(seal.centre_y_mm + seal.diameter_mm / 2 <= top + 1 for seal in page.seals)


def test_a_short_note_stays_on_the_page_of_the_signature() -> None:
    for count in range(1, 40):
        layout = square_layout(document(正文="甲。\n" * count, 附注="联系人：" + "甲" * 20))
        pages = {
            page.number
            for page in layout.pages
            for line in page.lines
            if "联系人" in line.text or "2025年8" in line.text
        }
        assert len(pages) == 1
