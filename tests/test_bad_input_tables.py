"""Tables that cannot be: CSV files of every bad kind, too many cells and columns; and those that only look so."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.layout_laws import breaches
from tests.picture_files import write
from tests.samples import document, square_layout
from typeset.errors import Issue, SourceError
from typeset.model.tables import MOST_CELLS, MOST_COLUMNS
from typeset.readers import read_yaml

HEAD = "发文机关: 甲局\n标题: 甲局关于乙的通知\n正文:\n  - 表格: {文件: a.csv}\n"


def refusal(folder: Path, data: bytes) -> Issue:
    write(folder, "a.csv", data)
    path = write(folder, "文.yaml", HEAD.encode())
    with pytest.raises(SourceError) as caught:
        read_yaml(path)
    (issue,) = caught.value.issues
    assert issue.where.line == 4
    assert issue.hint
    return issue


BAD_FILES = {
    "ragged": (b"a,b\n1,2,3\n", "有3格"),
    "ragged below": (b"a,b\n1,2\n3\n", "表格第2行有1格"),
    "UTF-16": ("甲,乙\n1,2\n".encode("utf-16"), "UTF-16"),
    "UTF-16 without a mark": ("甲,b\n1,2\n".encode("utf-16-le"), "“a.csv”第1行有不能用的字符 U+0000"),
    "another encoding": ("café,b\n1,2\n".encode("latin-1"), "不是能读的 CSV"),
    "NUL": (b"a,b\n1,\x002\n", "“a.csv”第2行有不能用的字符 U+0000"),
    "nothing": (b"\n\n", "没有内容"),
    "a head alone": (b"a,b\n", "只有一行"),
    "a quote that is not closed": (b'a,b\n"1,2\n3,4\n', "引号没有配对"),
    "a quote in a cell": (b'a,b\n"1"x,2\n', "第2行的引号没有配对"),
    "a cell without end": (f"甲,{'乙' * 140_000}\n1,2\n".encode(), "有一格超过"),
    "200 columns": (b"a" + b",a" * 199 + b"\n1" + b",1" * 199 + b"\n", f"有200列，超过上限{MOST_COLUMNS}列"),
    "too many cells": (b"a,b\n" * (MOST_CELLS // 2 + 1), f"超过上限{MOST_CELLS}格"),
    "too many bytes": (b"a,b\n" * 2_700_000, "不能超过10MB"),
}


@pytest.mark.requirement("S-4", "S-6")
@pytest.mark.parametrize("name", BAD_FILES)
def test_a_csv_file_that_cannot_be_used_is_one_message_with_its_cause(tmp_path: Path, name: str) -> None:
    data, said = BAD_FILES[name]
    assert said in str(refusal(tmp_path, data))


def test_a_mark_of_byte_order_and_quotes_that_match_are_no_fault(tmp_path: Path) -> None:
    write(tmp_path, "a.csv", '\ufeff甲,"乙""丙"""\r\n1,"2\n3"\r\n'.encode())
    table = read_yaml(write(tmp_path, "文.yaml", HEAD.encode())).document.body[0]
    assert table.text == '甲\t乙"丙"\n1\t2\n3'


@pytest.mark.requirement("S-4")
def test_rows_of_a_source_have_the_same_limits() -> None:
    with pytest.raises(SourceError, match="有101列，超过上限100列"):
        document(正文=[{"表格": {"行": [["甲"] * (MOST_COLUMNS + 1)]}}])
    with pytest.raises(SourceError, match=f"超过上限{MOST_CELLS}格"):
        document(正文=[{"表格": {"行": [["1", "2"]] * (MOST_CELLS // 2 + 1)}}])
    with pytest.raises(SourceError, match="与上面跨行的格重叠"):
        document(正文=[{"表格": {"行": [["a", {"文": "b", "跨行": "2"}, "c"], [{"文": "x", "跨列": "2"}]]}}])


EXTREME: dict[str, dict[str, object]] = {
    "100 columns": {"表头": ["甲乙丙丁"] * 100, "行": [["1"] * 100] * 3},
    "60 columns turned": {"表头": ["一二三四"] * 60, "行": [["甲乙"] * 60] * 3, "横排": "是"},
    "a cell of 5000": {"表头": ["甲"], "行": [["乙" * 5000]]},
    "a cell of 5000 turned": {"表头": ["甲"], "行": [["乙" * 5000]], "横排": "是"},
    "a head of 5000": {"表头": ["甲" * 5000, "丙"], "行": [["乙", "丁"], ["1", "2"]]},
    "a head of forty rows": {"表头": [["甲", "丙"]] * 40, "行": [["1", "2"]]},
    "a cell over a hundred rows": {"行": [[{"文": "甲" * 3000, "跨行": "100"}, "乙"], *[["1"]] * 99]},
    "widths past all measure": {"行": [["甲", "乙"]], "列宽": ["900mm", "1mm"]},
    "nothing in its cells": {"行": [["", ""]]},
    "a note of 3000": {"标题": "标" * 300, "行": [["1", "2"]], "注": "注" * 3000},
}


@pytest.mark.slow
@pytest.mark.requirement("R-5.2.1-3")
@pytest.mark.parametrize("name", EXTREME)
def test_a_table_of_any_shape_stays_in_the_type_area_and_keeps_its_text(name: str) -> None:
    layout = square_layout(document(正文=["甲。", {"表格": EXTREME[name]}, "乙。"]))
    assert breaches(layout) == []
    painted = "".join(run.text for page in layout.pages for line in page.lines for run in line.runs)
    written = "".join(texts(EXTREME[name]))
    assert all(painted.count(character) >= written.count(character) for character in "甲乙丙丁标注")


def texts(value: object) -> Iterator[str]:
    """Yield every text of a table that is a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts(item)
