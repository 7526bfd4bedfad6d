"""Tables in the square font: columns, cells, rules and pages, in millimetres."""

import itertools
from collections.abc import Iterator

import pytest

from tests.samples import document, left, line_of, square_layout
from typeset.errors import Issue, Severity
from typeset.layout.content import SetTable
from typeset.layout.page import Colour, Line, Page, Structure
from typeset.layout.result import Layout
from typeset.profiles import load_profile
from typeset.standard import Role, points_to_mm

EM = points_to_mm(12)
ROW = EM + 3.0
PITCH = (225 - points_to_mm(16)) / 21
HEAD = ["单位", "学校", "金额"]
ROWS = [["甲县教育局", "12", "1,234.5"], ["乙县", "7", "65.25"], ["丙市", "108", "987"]]


def with_table(*before: object, after: object = "请遵照执行。", **keys: object) -> Layout:
    """Lay out a notice whose text is a sentence, what is given, a table, and a sentence."""
    keys.setdefault("行", ROWS)
    return square_layout(document(正文=["现印发如下。", *before, {"表格": keys}, after]))


def table_of(layout: Layout) -> SetTable:
    """Return the first table as set."""
    return next(block.content for block in layout.blocks if isinstance(block.content, SetTable))


def cell_lines(layout: Layout) -> Iterator[tuple[Page, Line]]:
    """Yield the lines of cells with their pages."""
    for page in layout.pages:
        for line in page.lines:
            if line.paragraph >= 0 and layout.paragraphs[line.paragraph].cell is not None:
                yield page, line


def cell_line(layout: Layout, beginning: str) -> Line:
    """Return the first line of a cell that begins so."""
    return next(line for _, line in cell_lines(layout) if line.text.startswith(beginning))


def right(line: Line) -> float:
    """Return the right edge of a line's last character."""
    return line.runs[-1].end_mm


def middle(line: Line) -> float:
    """Return the middle of a line."""
    return (left(line) + right(line)) / 2


def found(layout: Layout, requirement: str) -> list[Issue]:
    """Return the issues of a requirement."""
    return [issue for issue in layout.issues if issue.requirement == requirement]


@pytest.mark.requirement("L-7")
def test_a_table_fills_the_type_area_from_the_top_of_its_row_and_text_goes_on_the_grid_below_it() -> None:
    layout = with_table(表头=HEAD, after="请遵照执行。\n各县（市、区）要抓好落实。\n请于月底前报告。\n特此通知。")
    black = [rule for rule in layout.pages[0].rules if rule.colour is Colour.BLACK]
    top = layout.grid.row_top_mm((line_of(layout, "现印发").row or 0) + 1)
    assert min(rule.left_mm for rule in black) == pytest.approx(28)
    assert max(rule.left_mm + rule.width_mm for rule in black) == pytest.approx(184)
    assert min(rule.top_mm for rule in black) == pytest.approx(top)
    foot = max(rule.top_mm + rule.height_mm for rule in black)
    assert foot == pytest.approx(top + 4 * ROW)
    below = line_of(layout, "请遵照")
    assert below.baseline_mm == pytest.approx(layout.grid.row_baseline_mm(below.row or 0))
    gap = layout.grid.row_top_mm(below.row or 0) - foot
    assert PITCH - points_to_mm(16) <= gap < 2 * PITCH - points_to_mm(16)


def test_the_frame_is_thicker_than_the_rules_inside() -> None:
    layout = with_table(表头=HEAD)
    black = [rule for rule in layout.pages[0].rules if rule.colour is Colour.BLACK]
    weights = sorted(round(min(rule.width_mm, rule.height_mm), 3) for rule in black)
    assert weights == [0.2] * 5 + [0.35] * 4, "three rules between four rows, two between three columns; the frame"


def test_text_is_12_point_fangsong_and_the_header_heiti_in_the_middle_of_its_column() -> None:
    layout = with_table(表头=HEAD)
    body, head = cell_line(layout, "甲县"), cell_line(layout, "单位")
    assert [(run.role, run.size_pt) for run in body.runs] == [(Role.FANGSONG, 12)]
    assert [(run.role, run.size_pt) for run in head.runs] == [(Role.HEITI, 12)]
    edges = table_of(layout).edges_mm
    assert middle(head) == pytest.approx(28 + (edges[0] + edges[1]) / 2)


def test_the_profile_gives_the_size_of_the_type() -> None:
    made = document(正文=["甲。", {"表格": {"行": ROWS}}])
    layout = square_layout(made, load_profile({"表格": {"字号": "10.5"}}))
    assert {run.size_pt for _, line in cell_lines(layout) for run in line.runs} == {10.5}


def test_numbers_stand_with_their_decimal_points_below_each_other() -> None:
    layout = with_table(表头=HEAD)
    points = []
    for text in ("1,234.5", "65.25", "987"):
        (run,) = cell_line(layout, text).runs
        place = text.find(".")
        points.append(run.x_mm[place] if place >= 0 else run.end_mm)
    assert points == [pytest.approx(points[0])] * 3
    edges = table_of(layout).edges_mm
    extent = left(cell_line(layout, "1,234.5")), right(cell_line(layout, "65.25"))
    assert sum(extent) / 2 == pytest.approx(28 + (edges[2] + edges[3]) / 2), "together in the middle of the column"


def test_short_texts_stand_in_the_middle_and_columns_with_long_ones_at_the_left() -> None:
    rows = [["甲县", "市教育局机关各处室和各直属学校"], ["乙", "局机关"]]
    layout = with_table(行=rows)
    edges = table_of(layout).edges_mm
    for text in ("甲县", "乙"):
        assert middle(cell_line(layout, text)) == pytest.approx(28 + edges[1] / 2)
    for text in ("市教育", "局机关"):
        assert left(cell_line(layout, text)) == pytest.approx(28 + edges[1] + 1.5)


def test_given_alignments_hold_for_the_columns_below_the_header() -> None:
    layout = with_table(表头=HEAD, 对齐=["右", "左", "中"])
    edges = table_of(layout).edges_mm
    assert right(cell_line(layout, "乙县")) == pytest.approx(28 + edges[1] - 1.5)
    assert left(cell_line(layout, "7")) == pytest.approx(28 + edges[1] + 1.5)
    assert middle(cell_line(layout, "987")) == pytest.approx(28 + (edges[2] + edges[3]) / 2)
    assert middle(cell_line(layout, "单位")) == pytest.approx(28 + edges[1] / 2)


def test_given_widths_stand_and_automatic_columns_share_the_rest() -> None:
    columns = table_of(with_table(列宽=["30mm", "自动", "10字"])).columns_mm
    assert columns == (30, pytest.approx(156 - 30 - 1560 / 28), pytest.approx(1560 / 28))


def test_a_table_whose_widths_are_all_given_stands_in_the_middle_of_the_type_area() -> None:
    layout = with_table(列宽=["30mm", "20mm", "20mm"])
    black = [rule for rule in layout.pages[0].rules if rule.colour is Colour.BLACK]
    edges = min(r.left_mm for r in black), max(r.left_mm + r.width_mm for r in black)
    assert edges == (pytest.approx(106 - 35), pytest.approx(106 + 35))


@pytest.mark.requirement("L-7")
def test_widths_that_the_type_area_cannot_hold_are_made_smaller_and_reported() -> None:
    layout = with_table(列宽=["100mm", "50mm", "50mm"])
    assert sum(table_of(layout).columns_mm) == pytest.approx(156)
    (issue,) = found(layout, "L-7")
    assert "200毫米" in issue.message
    assert issue.severity is Severity.WARNING


def test_inner_lines_of_a_wide_cell_are_flush_and_those_of_a_narrow_one_ragged() -> None:
    text = "各地各校要高度重视，做好安全教育工作，落实责任，" * 4
    layout = with_table(行=[["甲", text]], 列宽=["20mm", "自动"])
    lines = [line for _, line in cell_lines(layout) if line.text != "甲"]
    assert len(lines) > 3
    assert [right(line) for line in lines[:-1]] == [pytest.approx(184 - 1.5, abs=0.01)] * (len(lines) - 1)
    narrow = with_table(行=[["甲", text]], 列宽=["自动", "30mm"])
    gaps = {
        round(after - before, 3)
        for _, line in cell_lines(narrow)
        for run in line.runs
        for before, after in zip(run.x_mm, run.x_mm[1:], strict=False)
    }
    assert max(gaps) == pytest.approx(EM, abs=0.001), "nothing is spread"


@pytest.mark.requirement("L-1")
def test_a_word_that_its_column_cannot_hold_is_cut_inside_the_cell_and_reported_once() -> None:
    rows = [["甲", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"], ["乙", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]]
    layout = with_table(行=rows, 列宽=["100mm", "20mm"])
    (issue,) = found(layout, "L-1")
    assert "第2列" in issue.message
    lines = [line for _, line in cell_lines(layout) if line.text not in "甲乙"]
    assert "".join(line.text for line in lines) == rows[0][1] * 2
    edges = table_of(layout).edges_mm
    start = 28 + (156 - 120) / 2
    assert all(start + edges[1] <= left(line) and right(line) <= start + edges[2] for line in lines)


def test_columns_are_wide_enough_for_their_longest_unit_when_the_page_is() -> None:
    rows = [["临教发〔2025〕123号", "各地各校要高度重视做好安全教育工作" * 8, "1234567.89", "工作要求" * 20]]
    layout = with_table(行=rows)
    assert found(layout, "L-1") == []
    assert [line.text for _, line in cell_lines(layout) if "〔" in line.text or "." in line.text] == [
        "临教发〔2025〕123号",
        "1234567.89",
    ]


def test_the_unit_in_the_head_of_a_column_goes_to_a_line_of_its_own() -> None:
    layout = with_table(表头=["单位", "学校", "教育经费金额（万元）"], 列宽=["自动", "自动", "30mm"])
    lines = [line.text for _, line in cell_lines(layout) if line.runs[0].role is Role.HEITI]
    assert lines == ["单位", "学校", "教育经费金额", "（万元）"]


def test_bold_text_is_heiti_and_a_line_break_in_a_cell_is_kept() -> None:
    layout = with_table(行=[["甲\n乙", "**重点**项目"]])
    assert [line.text for _, line in cell_lines(layout)] == ["甲", "乙", "重点项目"]
    assert [(run.text, run.role) for run in cell_line(layout, "重点").runs] == [
        ("重点", Role.HEITI),
        ("项目", Role.FANGSONG),
    ]


def test_a_footnote_called_in_a_cell_stands_at_the_foot_of_the_page_of_its_row() -> None:
    rows = [[f"第{number}县", "按可比口径[^口径]" if number == 40 else "无"] for number in range(60)]
    made = document(正文=["甲。", {"表格": {"行": rows}}], 脚注={"口径": "剔除价格因素。"})
    layout = square_layout(made)
    (page,) = (page for page in layout.pages if any("剔除" in line.text for line in page.lines))
    assert any(line.text.startswith("第40县") for line in page.lines)
    black = max(rule.top_mm + rule.height_mm for rule in page.rules if rule.height_mm > 1)
    note = next(line for line in page.lines if "剔除" in line.text)
    assert note.baseline_mm - points_to_mm(10.5) > black
    call = next(run for line in page.lines for run in line.runs if run.rise_mm > 0)
    assert call.size_pt < 12


@pytest.mark.requirement("L-2")
def test_a_character_without_a_glyph_is_replaced_in_its_cell_and_reported_once() -> None:
    layout = with_table(行=[["甲\ue000", "乙\ue000"], ["丙\u200b", "丁"]])
    (run,) = cell_line(layout, "甲").runs
    assert (run.text, run.actual_text) == ("甲〓", "甲\ue000")
    assert len([issue for issue in found(layout, "L-2") if "U+E000" in issue.message]) == 1
    assert len([issue for issue in found(layout, "L-2") if "U+200B" in issue.message]) == 1


MERGED = {
    "表头": [
        [{"文": "类别", "跨行": "2"}, {"文": "经费", "跨列": "2"}],
        ["中央", "地方"],
    ],
    "行": [[{"文": "义务教育", "跨行": "2"}, "1", "2"], ["3", "4"], [{"文": "合计", "跨列": "2"}, "10"]],
}


def test_a_merged_cell_has_no_rule_inside_and_its_text_in_its_middle() -> None:
    layout = with_table(**MERGED)
    top = min(rule.top_mm for rule in layout.pages[0].rules if rule.colour is Colour.BLACK)
    edges = [28 + edge for edge in table_of(layout).edges_mm]
    inner = {
        (round(r.left_mm - 28, 2), round((r.top_mm + 0.1 - top) / ROW, 2), round(r.width_mm, 2), round(r.height_mm, 2))
        for r in layout.pages[0].rules
        if r.colour is Colour.BLACK and min(r.width_mm, r.height_mm) < 0.3
    }
    whole, later = round(edges[3] - edges[0], 2), round(edges[3] - edges[1], 2)
    second, third = round(edges[1] - 28, 2), round(edges[2] - 28, 2)
    horizontal = {item for item in inner if item[3] == 0.2}
    assert horizontal == {
        (second, 1.0, later, 0.2),
        (0.0, 2.0, whole, 0.2),
        (second, 3.0, later, 0.2),
        (0.0, 4.0, whole, 0.2),
    }
    vertical = sorted((item[0], item[3]) for item in inner - horizontal)
    assert vertical == [(round(edge - 0.1, 2), round(4 * ROW, 2)) for edge in (second, third)]
    text = cell_line(layout, "义务")
    assert text.baseline_mm - 0.88 * EM + EM / 2 == pytest.approx(top + 3 * ROW)
    assert middle(cell_line(layout, "合计")) == pytest.approx((edges[0] + edges[2]) / 2)


def many_rows(count: int) -> list[list[str]]:
    return [[str(number), f"第{number}县教育局", "无"] for number in range(count)]


@pytest.mark.requirement("L-7")
def test_the_header_is_repeated_on_every_page_as_an_artifact() -> None:
    layout = with_table(表头=["序号", "单位名称", "备注"], 行=many_rows(80))
    pages = [page for page in layout.pages if any("县教育局" in line.text for line in page.lines)]
    assert len(pages) > 2
    for page in pages:
        heads = [line for line in page.lines if line.text == "单位名称"]
        assert [line.paragraph == -1 for line in heads] == [page is not pages[0]]
        first = next(line for line in page.lines if "县教育局" in line.text)
        assert first.baseline_mm - heads[0].baseline_mm == pytest.approx(ROW)
        foot = max(rule.top_mm + rule.height_mm for rule in page.rules)
        assert foot <= 262 + 1e-6
    texts = [line.text for _, line in cell_lines(layout) if "县" in line.text]
    assert texts == [f"第{number}县教育局" for number in range(80)]


@pytest.mark.requirement("L-7")
def test_rows_joined_by_a_merged_cell_stand_on_one_page() -> None:
    rows: list[list[object]] = [
        row for number in range(30) for row in ([{"文": f"第{number}县", "跨行": "3"}, "甲"], ["乙"], [f"丙{number}"])
    ]
    layout = with_table(行=rows)
    pages: dict[int, set[int]] = {}
    for page, line in cell_lines(layout):
        place = layout.paragraphs[line.paragraph].cell
        assert place is not None
        pages.setdefault(place.row // 3, set()).add(page.number)
    assert len(pages) == 30
    assert all(len(numbers) == 1 for numbers in pages.values())


@pytest.mark.requirement("L-7")
def test_a_row_taller_than_a_page_goes_on_and_loses_nothing() -> None:
    text = "".join(f"第{number}项工作要求各地各校抓好落实，" for number in range(200))
    layout = with_table(表头=HEAD, 行=[["甲", text, "7"], ["乙", "短", "8"]])
    lines = [line for _, line in cell_lines(layout)]
    long = [line for line in lines if layout.paragraphs[line.paragraph].cell in [_cell(layout, text)]]
    assert "".join(line.text for line in long) == text
    assert len({line.paragraph for line in long}) == 1, "one paragraph to a reader"
    assert all(line.baseline_mm < 262 for line in lines)


def _cell(layout: Layout, text: str) -> object:
    content = table_of(layout)
    index = next(i for i, cell in enumerate(content.cells) if cell.text == text)
    first = next(i for i, paragraph in enumerate(layout.paragraphs) if paragraph.cell is not None)
    return layout.paragraphs[first + index].cell


@pytest.mark.requirement("L-7")
def test_a_row_taller_than_a_page_begins_where_it_stands_and_fills_its_pages() -> None:
    layout = with_table(表头=HEAD, 行=[["甲", "各地各校要抓好落实，" * 400, "7"]], 注="注：含补助。")
    pages = [page for page in layout.pages if any(line.text.startswith("各地各校") for line in page.lines)]
    assert pages[0].number == 1
    feet = [max(rule.top_mm + rule.height_mm for rule in page.rules) for page in pages]
    assert all(262 - 3 * PITCH < foot <= 262 + 1e-6 for foot in feet[:-1])
    for page in pages:
        rules = {round(rule.top_mm, 2) for rule in page.rules if rule.height_mm < 0.36}
        rules = {top for top in rules if top >= 37 and all(abs(top - rule.top_mm) > 1e-2 for rule in layout.head.rules)}
        assert len(rules) == 3, "the frame and the foot of the header, none in the row"
        cells = sorted(line.baseline_mm for line in page.lines if len(line.text) > 15 and line.row is None)
        steps = [after - before for before, after in itertools.pairwise(cells)]
        assert steps == [pytest.approx(1.4 * EM)] * len(steps), "one row to the eye"


@pytest.mark.requirement("L-7")
def test_merged_rows_taller_than_a_page_are_parted_without_a_rule_in_the_merged_cell() -> None:
    rows: list[list[object]] = [[{"文": "全市", "跨行": "60"}, "0"], *([str(number)] for number in range(1, 60))]
    layout = with_table(行=rows)
    numbers = [line.text for _, line in cell_lines(layout) if line.text != "全市"]
    assert numbers == [str(number) for number in range(60)]
    edge = 28 + table_of(layout).edges_mm[1]
    inner = [r for page in layout.pages for r in page.rules if r.height_mm == 0.2]
    assert all(rule.left_mm >= edge - 0.01 for rule in inner)


@pytest.mark.requirement("L-7")
def test_the_cells_of_merged_rows_taller_than_a_page_are_read_one_after_the_other() -> None:
    text = "各地各校要抓好落实，" * 12
    rows: list[list[object]] = [[{"文": "全市", "跨行": "20"}, f"甲{text}", f"乙{text}"]]
    rows += [[f"甲{text}", f"乙{text}"] for _ in range(19)]
    layout = with_table(表头=HEAD, 行=rows, 列宽=["20mm", "自动", "自动"])
    cells = [key for key, _ in itertools.groupby((page.number, line.paragraph) for page, line in cell_lines(layout))]
    assert len(cells) == len(set(cells)), "no cell is taken up again on its page"
    assert len(layout.pages) > 2


def test_a_header_that_takes_more_than_half_a_page_is_not_repeated() -> None:
    layout = with_table(表头=["很长的表头" * 200, "乙"], 行=[["1", "2"]] * 30, 列宽=["40mm", "40mm"])
    content = table_of(layout)
    assert content.header_rows == 0
    assert content.cells[0].is_header
    lines = [line for page in layout.pages for line in page.lines if line.runs[0].role is Role.HEITI]
    heads = [line.text for line in lines if line.text != "乙"]
    assert "".join(heads).count("很长的表头") == 200


def test_the_title_stands_above_in_14_point_heiti_and_goes_over_with_the_table() -> None:
    for count in range(6, 14):
        layout = with_table("各地各校要抓好落实。\n" * count, 标题="经费分配表", 表头=HEAD, 注="注：含补助。")
        pages = [page.number for page in layout.pages for line in page.lines if line.text == "经费分配表"]
        table = [page.number for page, _ in cell_lines(layout)]
        notes = [page.number for page in layout.pages for line in page.lines if line.text == "注：含补助。"]
        assert pages[0] == table[0]
        assert notes[0] == table[-1]
    title = line_of(layout, "经费分配表")
    assert [(run.role, run.size_pt) for run in title.runs] == [(Role.HEITI, 14)]
    assert middle(title) == pytest.approx(106)
    assert line_of(layout, "注：").runs[0].size_pt == 12


def test_a_table_begins_on_a_page_that_holds_its_title_its_header_and_its_first_row() -> None:
    """The note belongs to the last row, and asks for no room beside the first one."""
    for count in range(2, 12):
        layout = with_table(
            "各地各校要抓好落实。\n" * count, 标题="经费分配表", 表头=HEAD, 行=ROWS * 4, 注="注：含补助。"
        )
        title = line_of(layout, "经费分配表")
        page = next(page for page in layout.pages if title in page.lines)
        assert cell_line(layout, "甲县") in page.lines
        above = max((line.row or 0 for line in layout.pages[0].lines), default=0)
        assert page.number == 1 or above + 1 + 2 > 22, "the title and two rows of the table take three rows"


def test_cells_are_tagged_with_their_places_and_headers_as_such() -> None:
    layout = with_table(**MERGED)
    cells = [paragraph for paragraph in layout.paragraphs if paragraph.cell is not None]
    assert [(p.structure, p.cell.row, p.cell.column, p.cell.rows, p.cell.columns) for p in cells if p.cell] == [
        (Structure.HEADER_CELL, 0, 0, 2, 1),
        (Structure.HEADER_CELL, 0, 1, 1, 2),
        (Structure.HEADER_CELL, 1, 1, 1, 1),
        (Structure.HEADER_CELL, 1, 2, 1, 1),
        (Structure.CELL, 2, 0, 2, 1),
        (Structure.CELL, 2, 1, 1, 1),
        (Structure.CELL, 2, 2, 1, 1),
        (Structure.CELL, 3, 1, 1, 1),
        (Structure.CELL, 3, 2, 1, 1),
        (Structure.CELL, 4, 0, 1, 2),
        (Structure.CELL, 4, 2, 1, 1),
    ]
    assert line_of(layout, "请遵照").paragraph == max(i for i, p in enumerate(layout.paragraphs) if p.cell) + 1


@pytest.mark.requirement("L-7")
def test_many_columns_get_smaller_type_rather_than_leave_the_type_area() -> None:
    layout = with_table(行=[[str(number) for number in range(60)]])
    assert len(found(layout, "L-7")) == 1
    content = table_of(layout)
    assert content.width_mm == pytest.approx(156)
    assert content.size_pt < 12
    for _, line in cell_lines(layout):
        assert left(line) >= 28
        assert right(line) <= 184
    assert "".join(line.text for _, line in cell_lines(layout)) == "".join(map(str, range(60)))


def test_a_table_after_a_page_break_begins_a_page() -> None:
    layout = square_layout(document(正文=["甲。", {"分页": ""}, {"表格": {"标题": "表", "行": ROWS}}]))
    assert line_of(layout, "表") in layout.pages[1].lines


def test_a_page_one_with_a_table_alone_shows_text() -> None:
    layout = square_layout(document(正文=[{"表格": {"行": ROWS}}]))
    assert found(layout, "R-7.3.3-1") == []
