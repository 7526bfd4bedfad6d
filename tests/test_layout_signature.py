"""署名, 成文日期, 附注 and the place of a seal in the square font (7.3.5, 7.3.6)."""

import pytest

from tests.samples import centre, document, left, line_of, right, square_layout
from tests.square_font import SquareFont
from typeset.errors import Severity, Where
from typeset.layout.metrics import NO_PICTURES
from typeset.layout.signatures.signatories import signature_issues
from typeset.layout.signatures.signature import document_signature
from typeset.layout.signatures.signing import Signing
from typeset.profiles import load_profile

CELL = 156 / 28
EM_3 = 16 * 25.4 / 72


@pytest.mark.requirement("R-7.3.5.1-1", "R-7.3.5.1-2")
@pytest.mark.parametrize("name", ["临溪市教育局", "教育局", "临溪市人力资源和社会保障局"])
def test_with_a_seal_the_date_stands_four_cells_in_and_the_name_centred_on_it(name: str) -> None:
    layout = square_layout(document(署名=name))
    date = line_of(layout, "2025年")
    signed = line_of(layout, name)
    assert right(date) == pytest.approx(184 - 4 * CELL)
    assert centre(signed) == pytest.approx(centre(date))
    assert (signed.row or 0) + 1 == date.row


@pytest.mark.requirement("R-7.3.5.1-2")
@pytest.mark.parametrize("count", range(14, 29))
def test_a_long_name_over_a_seal_pushes_the_date_left_and_stays_centred_on_it(count: int) -> None:
    name = "临" * count
    layout = square_layout(document(署名=name))
    signed, date = line_of(layout, name), line_of(layout, "2025年")
    assert centre(signed) == pytest.approx(centre(date))
    assert right(signed) <= 184 + 1e-6
    assert right(date) <= 184 - 4 * CELL + 1e-6


@pytest.mark.requirement("R-7.3.5.2-1")
def test_without_a_seal_the_name_stands_two_cells_in_and_the_date_two_cells_to_the_right_of_its_beginning() -> None:
    layout = square_layout(document(署名="临溪市自然资源和规划局", 印章="无"))
    signed, date = line_of(layout, "临溪市自然"), line_of(layout, "2025年")
    assert right(signed) == pytest.approx(184 - 2 * CELL)
    assert left(date) - left(signed) == pytest.approx(2 * CELL)
    assert (signed.row, date.row) == ((line_of(layout, "现就").row or 0) + 2, (signed.row or 0) + 1)


@pytest.mark.requirement("R-7.3.5.2-2")
def test_without_a_seal_a_longer_date_stands_two_cells_in_and_the_name_further_in() -> None:
    layout = square_layout(document(署名="临溪市教育局", 成文日期="2025-08-20", 印章="无"))
    signed, date = line_of(layout, "临溪市教育局"), line_of(layout, "2025年8月20日")
    assert right(date) == pytest.approx(184 - 2 * CELL)
    assert right(signed) == pytest.approx(184 - 4.5 * CELL), "6 characters over a date of 6.5"
    assert left(date) - left(signed) == pytest.approx(2 * CELL)


@pytest.mark.requirement("R-7.3.5.2-1", "R-7.3.5.2-3")
def test_several_organs_without_seals_stand_below_each_other_the_host_first() -> None:
    names = ["临溪市财政局", "临溪市人力资源和社会保障局", "临溪市教育局"]
    layout = square_layout(document(发文机关=names, 发文机关标志="甲", 印章="无"))
    lines = [line_of(layout, name) for name in names]
    date = line_of(layout, "2025年")
    first = (line_of(layout, "现就").row or 0) + 2
    assert [line.row for line in (*lines, date)] == [first, first + 1, first + 2, first + 3]
    assert [right(line) for line in lines] == pytest.approx([184 - 2 * CELL] * 3)
    assert left(date) - min(map(left, lines)) == pytest.approx(2 * CELL)


@pytest.mark.requirement("R-7.3.5.1-2")
def test_a_name_that_no_line_holds_is_broken_and_every_line_centred_on_the_date() -> None:
    name = "临溪市" + "自然资源和规划" * 6 + "局"
    layout = square_layout(document(署名=name))
    lines = [line for page in layout.pages for line in page.lines if line.text and line.text in name and line.row]
    assert "".join(line.text for line in lines) == name and len(lines) == 2
    assert [centre(line) for line in lines] == pytest.approx([centre(line_of(layout, "2025年"))] * 2)


def signature_of(**changes: object) -> list[str]:
    made = document(**changes)
    return [block.text for block in document_signature(made, Signing.on(load_profile(), SquareFont(), NO_PICTURES))]


@pytest.mark.requirement("R-7.3.5.3-1", "L-6")
def test_an_order_without_a_signer_shows_that_it_lacks_one() -> None:
    assert signature_of(格式="命令", 发文字号=None) == ["×××××", "2025年8月20日"]
    made = document(格式="命令", 发文字号=None)
    found = signature_issues(made, 42, NO_PICTURES, lambda path: Where())
    assert [(issue.requirement, issue.severity) for issue in found] == [("R-7.3.5.3-1", Severity.WARNING)]


@pytest.mark.requirement("R-7.3.5.4-1")
def test_a_resolution_that_is_dated_by_its_note_is_not_signed_again() -> None:
    resolution = {"题注": "2025年8月20日临溪市第三届人民代表大会第五次会议通过", "成文日期": None}
    assert signature_of(**resolution) == []
    assert signature_of(**resolution, 印章="无") == []
    assert signature_of(**resolution, 署名="临溪市教育局") == ["临溪市教育局", "××××年×月×日"]
    assert signature_of(题注="第五次会议通过", 成文日期=None) == ["临溪市教育局", "××××年×月×日"]


@pytest.mark.requirement("R-10.3-4")
def test_minutes_are_signed_only_where_they_say_so_and_take_no_seal() -> None:
    minutes = {"格式": "纪要", "发文字号": None, "发文机关标志": "临溪市教育局办公会议纪要"}
    assert signature_of(**minutes, 成文日期=None) == []
    assert signature_of(**minutes) == ["2025年8月20日"]
    assert signature_of(**minutes, 署名="临溪市教育局") == ["临溪市教育局", "2025年8月20日"]
    signed = document_signature(
        document(**minutes, 署名="临溪市教育局"), Signing.on(load_profile(), SquareFont(), NO_PICTURES)
    )
    assert not any(block.stamps for block in signed)


@pytest.mark.requirement("R-7.3.5.1-2")
def test_the_place_of_a_seal_is_centred_on_the_date_and_a_little_above_name_and_date() -> None:
    layout = square_layout(document(署名="临溪市教育局"))
    page = layout.pages[0]
    (seal,) = page.seals
    date = line_of(layout, "2025年")
    grid = layout.grid
    middle = (grid.row_top_mm((date.row or 0) - 1) + grid.row_top_mm(date.row or 0) + EM_3) / 2
    assert seal.centre_x_mm == pytest.approx(centre(date), abs=0.1)
    assert 2 <= middle - seal.centre_y_mm <= 4
    assert seal.diameter_mm == 42


def test_no_place_is_kept_for_a_seal_that_the_document_does_not_take() -> None:
    assert not any(page.seals for page in square_layout(document(印章="无")).pages)


@pytest.mark.requirement("R-7.3.6-1")
def test_a_note_stands_two_cells_in_on_the_row_below_the_date() -> None:
    layout = square_layout(document(附注="此件公开发布"))
    note = line_of(layout, "（此件")
    assert left(note) == pytest.approx(28 + 2 * CELL)
    assert note.row == (line_of(layout, "2025年").row or 0) + 1
