"""The bytes of a source file as text: size, encoding, characters that no text may hold (S-1)."""

import codecs
import re
from pathlib import Path

from typeset.characters import UNREADABLE_CHARACTER
from typeset.errors import READABLE, Issue, Severity, SourceError, Where
from typeset.input_files import file_bytes
from typeset.strict_yaml.limits import LONGEST_TEXT

MOST_BAD_CHARACTERS_SHOWN = 10

_LINE_BREAK = re.compile("\r\n|[\r\n\u2028\u2029]")


def read_source_text(path: Path) -> str:
    """Return the text of a UTF-8 file without its byte-order mark; raises SourceError when it cannot be used."""
    text = _decoded(file_bytes(path), str(path))
    if len(text) > LONGEST_TEXT:
        message = f"文件有{len(text)}个字符，超过上限{LONGEST_TEXT}个"
        raise _unreadable(Where(str(path)), message, "请把文件分成几份")
    bad = _bad_characters(text, str(path))
    if bad:
        raise SourceError(bad)
    return text


def _unreadable(where: Where, message: str, hint: str) -> SourceError:
    return SourceError([Issue(READABLE, Severity.ERROR, where, message, hint)])


def _decoded(data: bytes, file: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _unreadable(Where(file), "文件的编码是 UTF-16，不是 UTF-8", "请另存为 UTF-8 编码")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", errors="replace")
        line, column = position(before, len(before))
        guess = "，像是 GBK" if _is_gbk(data) else ""
        message = f"文件的编码不是 UTF-8{guess}"
        raise _unreadable(Where(file, line, column), message, "请用编辑器另存为 UTF-8 编码") from None


def _is_gbk(data: bytes) -> bool:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def position(text: str, index: int) -> tuple[int, int]:
    """Return the line and column, from 1, of a character of a text."""
    breaks = [found.end() for found in _LINE_BREAK.finditer(text, 0, index)]
    return len(breaks) + 1, index - (breaks[-1] if breaks else 0) + 1


def _bad_characters(text: str, file: str) -> list[Issue]:
    issues: list[Issue] = []
    for found in UNREADABLE_CHARACTER.finditer(text):
        if len(issues) == MOST_BAD_CHARACTERS_SHOWN:
            break
        line, column = position(text, found.start())
        message = f"有不能用的字符 U+{ord(found.group()):04X}（控制字符或非字符）"
        issues.append(Issue(READABLE, Severity.ERROR, Where(file, line, column), message, "请删去这个字符"))
    return issues
