"""The folder of a document: the pictures and tables it may name (S-6)."""

import codecs
import csv
import io
from dataclasses import dataclass
from pathlib import Path

from typeset.characters import UNREADABLE_CHARACTER
from typeset.errors import FILES, quoted
from typeset.model.faults import refuse
from typeset.model.files import PICTURE_SUFFIXES
from typeset.model.tables import MOST_CELLS
from typeset.pictures import BadPictureError, MeasuredPicture, measure

LARGEST_TABLE_BYTES = 10 * 1024 * 1024
_SAVE_AS = "请另存为 UTF-8 编码的 CSV"
LONGEST_CELL = csv.field_size_limit()


@dataclass(frozen=True, slots=True)
class SourceFolder:
    """The folder `path`; nothing outside it is ever opened, whatever a name or a link says.

    It answers layout's questions about pictures (`layout.metrics.Pictures`).
    """

    path: Path

    def require(self, name: str) -> None:
        """Check that the file is there, that no link leads out of the folder, that a picture can be used."""
        if name.lower().endswith(PICTURE_SUFFIXES):
            self.measure(name)
        else:
            self._resolved(name)

    def file(self, name: str) -> Path:
        """Return the path of a file that `require` has passed; raises Unusable."""
        return self._resolved(name)

    def measure(self, name: str) -> MeasuredPicture:
        """Return what a picture is; raises Unusable when it cannot be used."""
        try:
            return measure(self._resolved(name))
        except BadPictureError as error:
            raise refuse(f"{quoted(name)}{error.message}", error.hint, rule=FILES) from None

    def size_mm(self, name: str) -> tuple[float, float]:
        """Return the natural width and height of a picture; raises Unusable."""
        picture = self.measure(name)
        return picture.width_mm, picture.height_mm

    def table_rows(self, name: str) -> list[list[str]]:
        """Return the cells of a CSV file in UTF-8 or GB 18030; empty lines are left out; raises Unusable."""
        file = self._resolved(name)
        try:
            if file.stat().st_size > LARGEST_TABLE_BYTES:
                hint = f"表格文件不能超过{LARGEST_TABLE_BYTES // 1024 // 1024}MB"
                raise refuse(f"{quoted(name)}太大", hint, rule=FILES)
            return rows_of_csv(name, file.read_bytes())
        except OSError:
            raise refuse(f"{quoted(name)}读不了", "请检查文件和权限", rule=FILES) from None

    def _resolved(self, name: str) -> Path:
        try:
            resolved = (self.path / name).resolve(strict=True)
            is_inside, is_file = resolved.is_relative_to(self.path.resolve()), resolved.is_file()
        except (OSError, ValueError, RuntimeError):
            raise refuse(
                f"{quoted(name)}找不到", "请把文件放在本文件所在的文件夹里，并检查文件名", rule=FILES
            ) from None
        if not is_inside:
            raise refuse(f"{quoted(name)}通过链接指到了文件夹以外", "请把文件本身放进文件夹里", rule=FILES)
        if not is_file:
            raise refuse(f"{quoted(name)}不是文件", "请写文件名", rule=FILES)
        return resolved


def rows_of_csv(name: str, data: bytes) -> list[list[str]]:
    """Return the cells of a CSV file in UTF-8 or GB 18030; empty lines are left out; raises Unusable."""
    rows = _rows_of(name, _text_of(name, data))
    if not rows:
        raise refuse(f"{quoted(name)}里没有内容", "请写上表格的各行", rule=FILES)
    return rows


def _text_of(name: str, data: bytes) -> str:
    """Return the text of a table's file; raises Unusable."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise refuse(f"{quoted(name)}的编码是 UTF-16，不是 UTF-8", _SAVE_AS, rule=FILES)
    try:
        text = _decoded(data)
    except UnicodeDecodeError:
        raise refuse(f"{quoted(name)}不是能读的 CSV 文件", _SAVE_AS, rule=FILES) from None
    if bad := UNREADABLE_CHARACTER.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        message = f"{quoted(name)}第{line}行有不能用的字符 U+{ord(bad.group()):04X}"
        raise refuse(message, f"请删去这个字符；文件不是 UTF-8 编码的，{_SAVE_AS}", rule=FILES)
    return text


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _rows_of(name: str, text: str) -> list[list[str]]:
    """Return the rows of a CSV text, without empty ones; raises Unusable."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in reader:
            if any(row):
                rows.append(row)
                cells += len(row)
            if cells > MOST_CELLS:
                message = f"{quoted(name)}的格太多，超过上限{MOST_CELLS}格"
                raise refuse(message, "请分成几个表格", rule=FILES)
    except csv.Error as error:
        if "field limit" in str(error):
            message, hint = f"有一格超过{LONGEST_CELL}字", "请检查引号是否配对，或把内容移到正文里"
        else:
            message, hint = "的引号没有配对", '含逗号的格前后各加一个 "，格里的 " 写成 ""'
        raise refuse(f"{quoted(name)}第{reader.line_num}行{message}", hint, rule=FILES) from None
    return rows
