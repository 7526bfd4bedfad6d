"""Whatever a table holds: nothing is lost, nothing leaves its cell, no two lines overlap."""

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import document, square_layout
from typeset.characters import GIVES_LEFT, GIVES_RIGHT, NO_LINE_END, NO_LINE_START
from typeset.layout.content import SetTable
from typeset.layout.page import Line, Run
from typeset.layout.result import Layout
from typeset.layout.tables.widths import Want, column_widths
from typeset.standard import points_to_mm

TEXT = st.one_of(
    st.sampled_from(["", "12", "1,234.5", "-3.25", "—", "甲", "市教育局", "教育（文体）局，“重点”项目。", "A" * 40]),
    st.text("教育工作要求，。（）“”A1.% ", max_size=60),
    st.just("各地各校要高度重视，做好安全教育工作，落实责任。" * 12),
)


@st.composite
def tables(draw: st.DrawFn) -> dict[str, object]:
    """A full table with merged cells, some widths given, upright or rotated; column 0 begins every row."""
    columns = draw(st.integers(1, 8))
    row_count = draw(st.integers(1, 10))
    rows: list[list[object]] = []
    covered: dict[int, int] = {}
    for _ in range(row_count):
        row: list[object] = []
        column, taken = 0, {c for c, left in covered.items() if left > 0}
        covered = {c: left - 1 for c, left in covered.items() if left > 0}
        while column < columns:
            if column in taken:
                column += 1
                continue
            free = next((c for c in range(column, columns) if c in taken), columns) - column
            wide = draw(st.integers(1, min(3, free)))
            high = draw(st.sampled_from([1, 1, 1, 2, 3])) if column else 1
            row.append({"文": draw(TEXT), "跨列": str(wide), "跨行": str(high)})
            for c in range(column, column + wide):
                covered[c] = max(covered.get(c, 0), high - 1)
            column += wide
        rows.append(row)
    width = st.sampled_from(["自动", "20mm", "3mm", "60mm", "5字"])
    table: dict[str, object] = {"行": rows, "横排": draw(st.sampled_from(["是", "否"]))}
    if draw(st.booleans()):
        table["列宽"] = [draw(width) for _ in range(columns)]
    if draw(st.booleans()):
        table["表头"] = [f"第{number}栏（万元）" for number in range(columns)]
    return table


def content_of(layout: Layout) -> SetTable:
    return next(block.content for block in layout.blocks if isinstance(block.content, SetTable))


def extent(runs: Sequence[Run]) -> tuple[float, float]:
    """Return where a line begins and ends in its own direction, without the blank half of a mark at its edge."""
    em = points_to_mm(runs[0].size_pt)
    text = "".join(run.text for run in runs)
    up = -1 if runs[0].end_mm < runs[0].x_mm[0] else 1
    begin = runs[0].x_mm[0] + up * (em / 2 if text[0] in GIVES_LEFT else 0)
    return begin, runs[-1].end_mm - up * (em / 2 if text[-1] in GIVES_RIGHT else em if text[-1] == " " else 0)


def box(line: Line) -> tuple[float, float, float, float]:
    """Return the em boxes of a line: left, top, right, bottom."""
    em = points_to_mm(max(run.size_pt for run in line.runs))
    begin, end = extent(line.runs)
    if line.is_rotated:
        return line.baseline_mm - 0.88 * em, end, line.baseline_mm + 0.12 * em, begin
    return begin, line.baseline_mm - 0.88 * em, end, line.baseline_mm + 0.12 * em


def overlap(first: Sequence[float], second: Sequence[float]) -> bool:
    wide = min(first[2], second[2]) - max(first[0], second[0]) > 1e-3
    return wide and min(first[3], second[3]) - max(first[1], second[1]) > 1e-3


@pytest.mark.requirement("L-1", "L-7", "R-8-1")
@settings(max_examples=40, deadline=None)
@given(tables())
@pytest.mark.slow
def test_a_table_keeps_its_text_its_cells_and_the_type_area(table: dict[str, object]) -> None:
    layout = square_layout(document(正文=["甲。", {"表格": table}, "乙。"]))
    content = content_of(layout)
    first = next(index for index, paragraph in enumerate(layout.paragraphs) if paragraph.cell)
    shown: dict[int, str] = {}
    for page in layout.pages:
        cells = [line for line in page.lines if line.paragraph >= 0 and layout.paragraphs[line.paragraph].cell]
        boxes = [box(line) for line in page.lines]
        for index, one in enumerate(boxes):
            assert not any(overlap(one, other) for other in boxes[index + 1 :])
        for line in cells:
            shown[line.paragraph] = shown.get(line.paragraph, "") + line.text
            left, top, right, bottom = box(line)
            assert left >= 28 - 1e-3
            assert top >= 37 - 1e-3
            assert right <= 184 + 1e-3
            assert bottom <= 262 + 1e-3
        for rule in page.rules:
            assert 27.999 <= rule.left_mm <= rule.left_mm + rule.width_mm <= 184.001
            assert rule.top_mm + rule.height_mm <= 262.001
    assert [shown.get(first + index, "") for index in range(len(content.cells))] == [
        cell.text.replace("\n", "") for cell in content.cells
    ]


@pytest.mark.requirement("L-1")
@settings(max_examples=40, deadline=None)
@given(tables())
@pytest.mark.slow
def test_every_line_stays_between_the_edges_of_its_cell_and_has_no_forbidden_edge(table: dict[str, object]) -> None:
    content = content_of(square_layout(document(正文=["甲。", {"表格": table}])))
    edges = content.edges_mm
    em = points_to_mm(content.size_pt)
    cut = {remark.message.split("列")[0] for remark in content.remarks if remark.requirement == "L-1"}
    for part in content.parts:
        cell = content.cells[part.cell]
        height = sum(content.rows_mm[part.row : part.row + part.rows])
        for line, baseline in zip(part.lines, part.baselines_mm, strict=True):
            begin, end = extent(line)
            assert begin >= edges[cell.column] - 1e-3
            assert end <= edges[cell.column + cell.columns] + 1e-3
            assert baseline - 0.88 * em >= -1e-6
            assert baseline + 0.12 * em <= height + 1e-6
        if cut or part.is_continued:
            continue
        texts = ["".join(run.text for run in line) for line in part.lines]
        for before, after in itertools.pairwise(texts):
            assert before.rstrip()[-1:] not in NO_LINE_END
            assert after[0] not in NO_LINE_START


@pytest.mark.requirement("L-7")
@given(
    st.lists(st.tuples(st.floats(0, 500), st.floats(0, 80)), min_size=1, max_size=40),
    st.lists(st.one_of(st.none(), st.floats(1, 300)), min_size=40, max_size=40),
)
@pytest.mark.slow
def test_columns_are_never_wider_than_the_area_and_fill_it_unless_all_are_given(
    wants: list[tuple[float, float]], widths: list[float | None]
) -> None:
    given_widths = widths[: len(wants)]
    made = column_widths([Want(max(pair), min(pair)) for pair in wants], given_widths, area_mm=156, least_mm=5)
    assert len(made) == len(wants)
    assert sum(made) <= 156 + 1e-6
    assert all(width >= min(5, 156 / len(wants)) - 1e-6 for width in made)
    if None in given_widths:
        assert sum(made) == pytest.approx(156)


def test_short_columns_get_what_they_want_and_long_ones_share_by_the_root_of_their_length() -> None:
    wants = [Want(10, 8), Want(40, 8), Want(400, 8), Want(1600, 8)]
    made = column_widths(wants, [None] * 4, area_mm=156, least_mm=5)
    assert made[:2] == (pytest.approx(10), pytest.approx(25))
    assert made[3] / made[2] == pytest.approx(2)
    assert sum(made) == pytest.approx(156)
