"""Names of files in a document: pictures, seals and tables that lie in its folder or below it (S-6)."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Protocol

from typeset.errors import FILES, quoted
from typeset.model.faults import refuse

PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".svg")
TABLE_SUFFIXES = (".csv",)

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class Folder(Protocol):
    """The folder of the document, as its reader gives access to it; both raise Unusable with the reason."""

    def require(self, name: str) -> None:
        """Check that the file is there, that no link leads out of the folder, that a picture can be used."""

    def table_rows(self, name: str) -> Sequence[Sequence[str]]:
        """Return the cells of a CSV file."""


def parse_file_name(text: str, suffixes: tuple[str, ...]) -> str:
    """Check that a name stays in the document's folder and has a suffix that can be used; return it."""
    reason = _leaves_folder(text)
    if reason:
        hint = "请把文件放在本文件所在的文件夹或其子文件夹里，写相对路径"
        raise refuse(f"{quoted(text)}{reason}", hint, rule=FILES)
    if not text.lower().endswith(suffixes):
        legal = "、".join(suffix.removeprefix(".").upper() for suffix in suffixes)
        raise refuse(f"{quoted(text)}的格式不能用", f"可用的格式：{legal}", rule=FILES)
    return text


def _leaves_folder(text: str) -> str:
    if text.startswith("//") or re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", text):
        return "是网址，不能引用网络上的文件"
    if text.startswith(("/", "~")) or _SCHEME.match(text):
        return "是绝对路径，不能引用文件夹以外的文件"
    if "\\" in text:
        return "用了反斜杠“\\”，路径请用“/”分隔"
    if ".." in PurePosixPath(text).parts:
        return "用了“..”，不能引用文件夹以外的文件"
    return ""
