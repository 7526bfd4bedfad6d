"""Names in a bag: made of 档号 or 发文字号, never of the free title; such that every system can keep them."""

import re
import unicodedata

from typeset.errors import OutputError, quoted
from typeset.model import Document
from typeset.model.marks import mark_text

ARCHIVE_NUMBER = "档号"
LONGEST_NAME_BYTES = 200
_UNSAFE = re.compile(r'[\x00-\x20\x7f-\xa0%<>:"/\\|?*\u2000-\u200f\u2028-\u202f\u3000\ufeff]+')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)


def bag_name(document: Document) -> str:
    """Return what the bag of a document and its files are called.

    That is 档号, else 发文字号 (with the mark where the number names no organ: 第12号), else 成文日期 with 文种, each
    without what a file system may not keep. Raises OutputError when there is none of them.
    """
    number = document.number.text if document.number else ""
    if number.startswith(("第", "〔")):
        number = f"{mark_text(document)}{number}"
    date = document.date or document.printing_date
    dated = f"{date.year:04}-{date.month:02}-{date.day:02}-{document.document_type or '公文'}" if date else ""
    for given in (document.archive.get(ARCHIVE_NUMBER, ""), number, dated):
        name = _UNSAFE.sub("_", unicodedata.normalize("NFC", given.strip())).strip("._")
        if name:
            return _of_bytes(name)
    raise OutputError("没有档号、发文字号和成文日期，归档文件没有名字可用；请补上“发文字号”，或在“归档”里写“档号”")


def _of_bytes(name: str) -> str:
    if len(name.encode()) > LONGEST_NAME_BYTES or _DEVICES.match(name):
        raise OutputError(f"{quoted(name)}不能作归档文件的名字；请在“归档”里另写“档号”")
    return name


def name_fault(name: str) -> str:
    """Return what is wrong with the path of a file in a bag, "" when every system can keep it."""
    parts = name.split("/")
    if name.startswith("/") or any(part in ("", ".", "..") for part in parts):
        return "指到包外，或路径写得不规范"
    if unicodedata.normalize("NFC", name) != name:
        return "不是 NFC 形式"
    if any(_UNSAFE.search(part.replace(" ", "")) or part != part.strip() or part.endswith(".") for part in parts):
        return "含有别的系统不能用的字符"
    if any(_DEVICES.match(part) for part in parts):
        return "是 Windows 的设备名"
    if any(len(part.encode(errors="replace")) > 255 for part in parts):
        return "太长"
    return ""
