"""The files that an imported source names: pictures and tables out of the Word file, to be written beside it."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from typeset.errors import Issue, Severity, Where, quoted
from typeset.readers.word.content import Picture
from typeset.readers.word.findings import CARRIED

_SAME = {"jpg": "jpeg"}


@dataclass
class CarriedFiles:
    """The contents by name; `renamed` are names of the source that had to get another ending."""

    file: str
    contents: dict[str, bytes] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)

    def add_picture(self, name: str, picture: Picture) -> None:
        """Carry a picture under the name that the source gives it.

        A drawing of which other software has left only the raster image keeps its name and is not carried.
        """
        suffix = PurePosixPath(name).suffix.lower().removeprefix(".")
        if picture.scalable is not None and suffix == "svg":
            self.contents[name] = picture.scalable
        elif _SAME.get(suffix, suffix) == picture.suffix:
            self.contents[name] = picture.data
        elif suffix == "svg":
            message = f"图{quoted(name)}在文件里只剩点阵图，没有带出"
            hint = "请把原来的 SVG 文件放在导入的文件旁边；图若换过，请另存后改“文件”"
            self.issues.append(Issue(CARRIED, Severity.WARNING, Where(self.file), message, hint))
        else:
            other = str(PurePosixPath(name).with_suffix(f".{picture.suffix}"))
            self.contents[other] = picture.data
            self.renamed[name] = other

    def add_table(self, name: str, rows: list[list[object]]) -> None:
        """Carry the rows of a table as the CSV file that the source reads them from."""
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([[str(_text(cell)) for cell in row] for row in rows])
        self.contents[name] = text.getvalue().encode()


def _text(cell: object) -> object:
    return cell.get("文", "") if isinstance(cell, Mapping) else cell


def with_names(data: Mapping[str, object], names: Mapping[str, str]) -> dict[str, object]:
    """Return the keys and values of a source whose files have other names."""
    return {key: _renamed(key, value, names) for key, value in data.items()}


def _renamed(key: str, value: object, names: Mapping[str, str]) -> object:
    if key in ("文件", "图", "印章", "签名章") and isinstance(value, str):
        return names.get(value.strip(), value)
    if isinstance(value, Mapping):
        return with_names(value, names)
    return [_renamed("", item, names) for item in value] if isinstance(value, list | tuple) else value


def figures_of(value: object) -> Iterator[str]:
    """Yield the names of the files of the figures in a source, in order."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key == "图" and isinstance(item, Mapping):
                yield str(item.get("文件", ""))
            else:
                yield from figures_of(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from figures_of(item)
