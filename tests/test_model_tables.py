import pytest
from pydantic import ValidationError

from typeset.model import Figure, Length, Table
from typeset.model.faults import Fault, faults_of
from typeset.model.tables import row_places, row_widths


def faults(data: dict[str, object]) -> list[Fault]:
    with pytest.raises(ValidationError) as caught:
        Table.model_validate(data, by_alias=True, by_name=False)
    return list(faults_of(caught.value))


def table(data: dict[str, object]) -> Table:
    return Table.model_validate(data, by_alias=True, by_name=False)


@pytest.mark.requirement("S-4")
def test_every_row_that_is_not_a_full_row_of_cells_is_named() -> None:
    rows: list[object] = [["序号", "单位", "数量"], ["1", "甲"], ["2", "乙", "3", "多余"], [], "不是行", ["1", [], "2"]]
    found = faults({"行": rows})
    assert [(fault.path[:2], fault.message[:6]) for fault in found] == [
        (("行", 1), "表格第2行有"),
        (("行", 2), "表格第3行有"),
        (("行", 3), "表格第4行是"),
        (("行", 4), "表格第5行不"),
        (("行", 5), "表格第6行第"),
    ]


def test_a_cell_over_rows_and_columns_counts_in_every_row_it_covers() -> None:
    made = table(
        {
            "表头": [[{"文": "单位", "跨行": "2"}, {"文": "数量", "跨列": "2"}], ["甲", "乙"]],
            "行": [["a", "1", "2"], [{"文": "合计", "跨列": "2"}, ""]],
        }
    )
    assert row_widths(made.header) == row_widths(made.rows) == (3, 3)
    assert made.column_count == 3
    assert made.header[0][0].text == "单位"


@pytest.mark.parametrize("count", ["0", "-1", "甲", "101", "9" * 5000])
def test_an_impossible_span_is_refused(count: str) -> None:
    assert "跨列" in faults({"行": [[{"文": "a", "跨列": count}]]})[0].message


def test_one_row_of_header_may_be_written_plainly() -> None:
    assert [cell.text for cell in table({"表头": ["甲", "乙"], "行": [["1", "2"]]}).header[0]] == ["甲", "乙"]


def test_header_and_rows_must_have_as_many_columns() -> None:
    assert "表头有2格" in faults({"表头": ["甲", "乙"], "行": [["1", "2", "3"]]})[0].message


def test_widths_and_alignments_are_one_a_column() -> None:
    made = table({"行": [["a", "b", "c"]], "列宽": ["30mm", "5字", "自动"], "对齐": ["左", "居中", "右"]})
    assert made.widths == (Length(mm=30), Length(cells=5), None)
    assert made.alignment == ("左", "中", "右")
    found = faults({"行": [["a", "b", "c"]], "列宽": ["30mm"], "对齐": ["左", "右"]})
    assert [fault.path for fault in found] == [("列宽",), ("对齐",)]


def test_a_table_without_content_is_refused() -> None:
    assert "没有内容" in faults({"标题": "甲"})[0].message


def test_the_text_of_a_table_has_a_line_a_row() -> None:
    made = table({"标题": "表1", "表头": ["甲", "乙"], "行": [["1", "**2**"]], "注": "完"})
    assert made.text == "表1\n甲\t乙\n1\t2\n完"


def test_a_figure_has_a_file_a_title_and_a_width() -> None:
    made = Figure.model_validate({"文件": "图/a.png", "标题": "图1", "宽": "80mm"}, by_alias=True, by_name=False)
    assert (made.file, made.title, made.width, made.text) == ("图/a.png", "图1", Length(mm=80), "图1")


@pytest.mark.requirement("S-4")
def test_a_cell_over_columns_that_a_cell_above_covers_is_refused() -> None:
    rows: list[object] = [["甲", {"文": "乙", "跨行": "2"}, "丙"], [{"文": "丁", "跨列": "2"}]]
    (fault,) = faults({"行": rows})
    assert fault.path == ("行", 1, 0)
    assert "重叠" in fault.message
    assert "跨列" in fault.hint


def test_the_cells_of_a_row_begin_in_the_first_columns_that_no_cell_above_covers() -> None:
    made = table({"行": [[{"文": "a", "跨行": "2"}, "1", {"文": "b", "跨行": "2"}], ["2"], ["3", "4", "5"]]})
    assert [place.columns for place in row_places(made.rows)] == [(0, 1, 2), (1,), (0, 1, 2)]
