"""Tables and figures (表格, 图): the blocks that a source writes as mappings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import Field, ValidationInfo, model_validator

from typeset.errors import FILES, quoted
from typeset.model.faults import Fault, Unusable, refuse
from typeset.model.fields import (
    TEXTS,
    Element,
    OptionalText,
    PictureName,
    Reads,
    TableName,
    Title,
    Width,
    YesNo,
    text_line,
)
from typeset.model.files import TABLE_SUFFIXES, Folder, parse_file_name
from typeset.model.inline import Span, parse_spans, text_of
from typeset.model.values import Length, parse_length

Alignment: TypeAlias = Literal["左", "中", "右"]

MOST_CELLS_MERGED = 100
MOST_COLUMNS = 100  # more would be too narrow for a character, across the page or along it
MOST_CELLS = 30_000

_LIST: dict[str, object] = {"type": "array"}
_ROWS: dict[str, object] = {"type": "array", "items": _LIST}
_ALIGNMENTS: dict[str, Alignment] = {
    **{"左": "左", "左对齐": "左", "居左": "左", "中": "中", "居中": "中"},
    **{"右": "右", "右对齐": "右", "居右": "右"},
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; it covers `columns` columns and `rows` rows. Its text may have several lines."""

    spans: tuple[Span, ...]
    columns: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        """The characters of the cell."""
        return text_of(self.spans)


Row: TypeAlias = tuple[Cell, ...]


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple)


def _items(value: object, hint: str) -> Sequence[object]:
    if isinstance(value, list | tuple) and value:
        return value
    raise refuse("应是列表", hint)


def _cell(value: object) -> Cell:
    """Read a cell: text, or {文, 跨列, 跨行}."""
    if isinstance(value, Cell):
        return value
    if isinstance(value, str):
        return Cell(parse_spans(value.strip()))
    if not isinstance(value, Mapping) or not value.keys() <= {"文", "跨列", "跨行"}:
        raise refuse("应是文字，或 {文: …, 跨列: …, 跨行: …}")
    text = value.get("文", "")
    if not isinstance(text, str):
        raise refuse("的“文”应是一段文字")
    return Cell(parse_spans(text.strip()), _count(value, "跨列"), _count(value, "跨行"))


def _count(value: Mapping[object, object], key: str) -> int:
    text = str(value.get(key, "1")).strip()
    if not (text.isascii() and text.isdecimal() and len(text) < 4 and 1 <= int(text) <= MOST_CELLS_MERGED):
        raise refuse(f"的{key}{quoted(text)}不合法", f"请写 1 到 {MOST_CELLS_MERGED} 的数字")
    return int(text)


def _row(name: str, value: object) -> tuple[Row, list[Fault]]:
    """Read a row; the faults call it `name`, and it is empty when it has any."""
    if isinstance(value, str) or not isinstance(value, list | tuple):
        return (), [Fault((), f"{name}不是列表：{quoted(value)}", "一行写成 [甲, 乙, 丙]", is_sentence=True)]
    if not value:
        return (), [Fault((), f"{name}是空的", "请写上各格的文字，空格写成 ''；或删去这一行", is_sentence=True)]
    cells: list[Cell] = []
    faults: list[Fault] = []
    for index, item in enumerate(value):
        try:
            cells.append(_cell(item))
        except Unusable as error:
            reason = error.faults[0]
            faults.append(Fault((index,), f"{name}第{index + 1}格{reason.message}", reason.hint, is_sentence=True))
    return (() if faults else tuple(cells)), faults


def _rows(part: str, value: object) -> tuple[Row, ...]:
    """Read rows; every one that is not a full row of cells is a fault, called “`part`第N行”."""
    rows: list[Row] = []
    faults: list[Fault] = []
    items = _items(value, "每行写成“- [甲, 乙, 丙]”")
    if (count := sum(len(item) if isinstance(item, list | tuple) else 1 for item in items)) > MOST_CELLS:
        raise refuse(f"有{count}格，超过上限{MOST_CELLS}格", "请分成几个表格")
    for index, item in enumerate(items):
        row, wrong = _row(f"{part}第{index + 1}行", item)
        rows.append(row)
        faults += [replace(fault, path=(index, *fault.path)) for fault in wrong]
    faults += _ragged(part, rows)
    if faults:
        raise Unusable(*sorted(faults, key=lambda fault: int(fault.path[0])))
    return tuple(rows)


def _ragged(part: str, rows: Sequence[Row]) -> list[Fault]:
    """Return a fault for every row that has not as many columns as the first, or whose cells overlap those above.

    Unreadable rows are passed over."""
    places = row_places(rows)
    expected = next((place.width for place, row in zip(places, rows, strict=True) if row), 0)
    hint = "请补足或删去多余的格，空格写成 ''；合并的格写跨列、跨行"
    faults: list[Fault] = []
    for index, (place, row) in enumerate(zip(places, rows, strict=True)):
        if row and place.width != expected:
            faults.append(
                Fault((index,), f"{part}第{index + 1}行有{place.width}格，应为{expected}格", hint, is_sentence=True)
            )
        elif row and place.overlapping is not None:
            message = f"{part}第{index + 1}行第{place.overlapping + 1}格跨列，与上面跨行的格重叠"
            faults.append(Fault((index, place.overlapping), message, "请改跨列或跨行", is_sentence=True))
    return faults


def row_widths(rows: Sequence[Row]) -> tuple[int, ...]:
    """Return how many columns each row takes, those covered by cells of rows above included."""
    return tuple(place.width for place in row_places(rows))


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where the cells of a row begin, how many columns the row takes, and which of its cells overlaps one above."""

    columns: tuple[int, ...]
    width: int
    overlapping: int | None = None


def row_places(rows: Sequence[Row]) -> tuple[RowPlace, ...]:
    """Return the place of every row's cells: the first columns that no cell of a row above covers."""
    places: list[RowPlace] = []
    covered: dict[int, int] = {}  # column → how many more rows a cell of a row above covers it
    for row in rows:
        taken = set(covered)
        covered = {column: count - 1 for column, count in covered.items() if count > 1}
        columns: list[int] = []
        column, overlapping = 0, None
        for index, cell in enumerate(row):
            while column in taken:
                column += 1
            columns.append(column)
            own = range(column, column + cell.columns)
            if overlapping is None and not taken.isdisjoint(own):
                overlapping = index
            if cell.rows > 1:
                covered |= dict.fromkeys(own, cell.rows - 1)
            column = own.stop
        width = len(taken) + sum(cell.columns for cell in row)
        places.append(RowPlace(tuple(columns), width, overlapping))
    return tuple(places)


def row_faults(rows: object) -> tuple[Fault, ...]:
    """Return what is wrong with the rows of a table that was written where none can stand."""
    try:
        _rows("表格", rows)
    except Unusable as error:
        return tuple(fault for fault in error.faults if fault.is_sentence)
    return ()


def _header(value: object) -> tuple[Row, ...]:
    """Read 表头: one row of cells, or a list of rows."""
    items = _items(value, "写成 [甲, 乙, 丙]；几行表头写成由各行组成的列表")
    return _rows("表头", items if all(_is_list(item) for item in items) else (items,))


def _body(value: object) -> tuple[Row, ...]:
    """Read 行."""
    return _rows("表格", value)


def _widths(value: object) -> tuple[Length | None, ...]:
    """Read 列宽; None is 自动."""
    items = _items(value, "每列一项，如 [30mm, 5字, 自动]")
    return tuple(
        item if item is None or isinstance(item, Length) else None if item == "自动" else parse_length(text_line(item))
        for item in items
    )


def _alignments(value: object) -> tuple[Alignment, ...]:
    """Read 对齐."""
    found: list[Alignment] = []
    for item in (value,) if isinstance(value, str) else _items(value, "写一个词，或每列一项，如 [左, 中, 右]"):
        if not isinstance(item, str) or item not in _ALIGNMENTS:
            raise refuse(f"{quoted(item)}不合法", "只能写：左、中、右")
        found.append(_ALIGNMENTS[item])
    return tuple(found)


def _with_rows_of_file(data: object, folder: Folder | None) -> object:
    """Return the mapping of a table with the rows of its CSV file; without 表头 the first of them is the header."""
    if folder is None or not isinstance(data, Mapping) or not isinstance(data.get("文件"), str):
        return data
    if "行" in data:
        raise refuse("既有“行”又有“文件”", "两者只写一个")
    try:
        rows = list(folder.table_rows(parse_file_name(data["文件"].strip(), TABLE_SUFFIXES)))
        if len(rows) == 1 and "表头" not in data:
            raise refuse(f"{quoted(data['文件'])}只有一行，没有表头以外的内容", "请写上表格的各行", rule=FILES)
    except Unusable as error:
        raise Unusable(*(replace(fault, path=("文件", *fault.path)) for fault in error.faults)) from None
    return dict(data) | {"行": rows} if "表头" in data else dict(data) | {"表头": rows[0], "行": rows[1:]}


class Table(Element):
    """A table (表格), checked to be full: every row takes as many columns as the first.

    `header` and `rows` hold the cells that begin in a row. `widths` is empty or has one width a column, None for
    自动; `alignment` is empty, or has one item for all columns or one a column. `file` names a CSV file in the
    document's folder; a reader puts its lines into `header` and `rows`.
    """

    kind: ClassVar[Literal["表格"]] = "表格"

    title: Title = Field(default=None, validation_alias="标题", description="表题")
    header: Annotated[tuple[Row, ...], Reads(_header, _LIST)] = Field(
        default=(), validation_alias="表头", description="表头各格：文字，或 {文, 跨列, 跨行}"
    )
    rows: Annotated[tuple[Row, ...], Reads(_body, _ROWS)] = Field(
        default=(), validation_alias="行", description="各行，每行是各格的列表"
    )
    note: OptionalText = Field(default=None, validation_alias="注", description="表注")
    widths: Annotated[tuple[Length | None, ...], Reads(_widths, _LIST)] = Field(
        default=(), validation_alias="列宽", description="每列一项：30mm、5字 或 自动"
    )
    alignment: Annotated[tuple[Alignment, ...], Reads(_alignments, TEXTS)] = Field(
        default=(), validation_alias="对齐", description="左、中、右；一个词，或每列一项"
    )
    is_landscape: YesNo = Field(default=False, validation_alias="横排", description="是：横排在A4纸上（8）")
    file: TableName = Field(default=None, validation_alias="文件", description="CSV 文件，代替“行”")

    @model_validator(mode="before")
    @classmethod
    def _with_rows_of_file(cls, data: object, info: ValidationInfo) -> object:
        return _with_rows_of_file(data, info.context)

    @model_validator(mode="after")
    def _columns_agree(self) -> "Table":
        if not self.rows and not self.header and self.file is None:
            raise Unusable(Fault((), "表格里没有内容", "请写“行”，或用“文件”指明 CSV 文件", is_sentence=True))
        if self.column_count > MOST_COLUMNS:
            message = f"表格有{self.column_count}列，超过上限{MOST_COLUMNS}列"
            raise Unusable(Fault((), message, "请分成几个表格", is_sentence=True))
        counts = {"列宽": len(self.widths), "对齐": len(self.alignment) if len(self.alignment) > 1 else 0}
        body = max(row_widths(self.rows), default=self.column_count)
        faults = [
            Fault((key,), f"有{count}项，表格有{self.column_count}列", "每列写一项")
            for key, count in counts.items()
            if self.column_count and count not in (0, self.column_count)
        ]
        if body != self.column_count:
            sentence = f"表格第1行有{body}格，表头有{self.column_count}格"
            faults.append(Fault(("行", 0), sentence, "请使每行的格数相同", is_sentence=True))
        if faults:
            raise Unusable(*faults)
        return self

    @property
    def column_count(self) -> int:
        """How many columns there are; 0 when the rows are still in a file."""
        return max(row_widths(self.header or self.rows), default=0)

    @property
    def text(self) -> str:
        """Title, rows and note: a line a row, cells parted by tabs."""
        rows = ("\t".join(cell.text for cell in row) for row in (*self.header, *self.rows))
        return "\n".join([*filter(None, [self.title]), *rows, *filter(None, [self.note])])


class Figure(Element):
    """A picture (图) with its title; `width` None is its own width, at most that of the type area."""

    kind: ClassVar[Literal["图"]] = "图"

    file: PictureName = Field(validation_alias="文件", description="PNG、JPEG 或 SVG 文件")
    title: Title = Field(default=None, validation_alias="标题", description="图题")
    width: Width = Field(default=None, validation_alias="宽", description="30mm 或 10字")

    @property
    def text(self) -> str:
        """The title."""
        return self.title or ""
