"""The folder of a document: the pictures and tables it may name (S-6)."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from typeset.characters import UNREADABLE_CHARACTER
from typeset.errors import FILES
from typeset.model.faults import quoted, refuse
from typeset.model.files import PICTURE_SUFFIXES
from typeset.pictures import BadPictureError, MeasuredPicture, measure

LARGEST_TABLE_BYTES = 10 * 1024 * 1024


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
        data = self._resolved(name).read_bytes()
        if len(data) > LARGEST_TABLE_BYTES:
            raise refuse(f"{quoted(name)}太大", f"表格文件不能超过{LARGEST_TABLE_BYTES // 1024 // 1024}MB", rule=FILES)
        try:
            rows = [row for row in csv.reader(io.StringIO(_text_of(data), newline="")) if any(row)]
        except (UnicodeDecodeError, csv.Error):
            raise refuse(f"{quoted(name)}不是能读的 CSV 文件", "请另存为 UTF-8 编码的 CSV", rule=FILES) from None
        if not rows:
            raise refuse(f"{quoted(name)}里没有内容", "请写上表格的各行", rule=FILES)
        return rows

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


def _text_of(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    if bad := UNREADABLE_CHARACTER.search(text):
        raise refuse(f"的文件里有不能用的字符 U+{ord(bad.group()):04X}", "请删去这个字符", rule=FILES)
    return text
