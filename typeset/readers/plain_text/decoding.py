"""The bytes of a text file as characters: UTF-8, UTF-16, GB18030, else what charset-normalizer makes of them (I-1)."""

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass

from typeset.errors import Issue, Severity, SourceError, Where
from typeset.strict_yaml.limits import LONGEST_TEXT

IMPORTABLE = "I-1"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAVE_AS_TEXT = "请打开它，另存为文本文件（.txt，UTF-8 编码）或 Word 文件（.docx）再导入"
_OTHER_KINDS: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "压缩包（或 Word、WPS 的 .docx 文件）", "Word 文件请以 .docx 为扩展名导入；压缩包请先解开"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧式 Word 文件（.doc）或 .wps 文件", "请用 Word 或 WPS 另存为 .docx 再导入"),
    (b"%PDF-", "PDF 文件", "请以 .pdf 为扩展名导入"),
    (b"{\\rtf", "RTF 文件", "请用 Word 或 WPS 另存为 .docx 再导入"),
    (b"\x89PNG", "图片", "请先用文字识别软件转成文字"),
    (b"\xff\xd8\xff", "图片", "请先用文字识别软件转成文字"),
    (b"GIF8", "图片", "请先用文字识别软件转成文字"),
)
_COMMON = re.compile(r"[\s -~\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’—…·]")
_SAMPLE_CHARACTERS = 4000
_LEAST_COMMON_SHARE = 0.95
_LEAST_LEVEL_1_SHARE = 0.7
"""Share of the Han characters of a GB text that are among the 3,755 of GB/T 2312 level 1; other encodings read as GB
18030 have about half."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file, the encoding they were in, and whether that was guessed."""

    text: str
    encoding: str
    is_guess: bool = False


def decode(data: bytes, file: str) -> Decoded:
    """Return the characters of a text file; raises SourceError when it is another kind of file, or too long."""
    for beginning, kind, hint in _OTHER_KINDS:
        if data.startswith(beginning):
            raise refusal(file, f"这不是文本文件，是{kind}", hint)
    decoded = _decoded(data)
    if decoded is None:
        raise refusal(file, "这不是文本文件，或者编码认不出来", _SAVE_AS_TEXT)
    if len(decoded.text) > LONGEST_TEXT:
        raise refusal(file, f"文件有{len(decoded.text)}个字符，超过上限{LONGEST_TEXT}个", "请把文件分成几份")
    if not decoded.text.strip():
        raise refusal(file, "文件里没有文字", "请检查是不是选错了文件")
    return decoded


def refusal(file: str, message: str, hint: str) -> SourceError:
    """Return the exception for a file that cannot be imported."""
    return SourceError([Issue(IMPORTABLE, Severity.ERROR, Where(file), message, hint)])


def _decoded(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _try(data[len(mark) :], encoding)
            return None if text is None else Decoded(text, encoding)
    if (text := _try(data, "utf-8")) is not None and "\x00" not in text:
        return Decoded(text, "utf-8")
    for encoding in ("utf-16-le", "utf-16-be"):
        if (text := _try(data, encoding)) is not None and _share(text, _COMMON) > _LEAST_COMMON_SHARE:
            return Decoded(text, encoding, is_guess=True)
    if b"\x00" in data:
        return None
    if (text := _try(data, "gb18030")) is not None and _is_plausible_gb(text):
        return Decoded(text, "gb18030")
    return _guessed(data)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _share(text: str, pattern: re.Pattern[str]) -> float:
    sample = text[:_SAMPLE_CHARACTERS]
    return len(pattern.findall(sample)) / max(len(sample), 1)


def _is_plausible_gb(text: str) -> bool:
    han: Sequence[str] = re.findall("[\u4e00-\u9fff]", text[:_SAMPLE_CHARACTERS])
    level_1 = sum(b"\xb0\xa1" <= character.encode("gb18030") <= b"\xd7\xf9" for character in han)
    return _share(text, _COMMON) > _LEAST_COMMON_SHARE and level_1 >= _LEAST_LEVEL_1_SHARE * len(han)


def _guessed(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes  # costs 30 ms, and is seldom needed

    best = from_bytes(data[:200_000]).best()
    if best is None:
        return None
    text = _try(data, best.encoding)
    is_text = text is not None and _share(text, _COMMON) > _LEAST_COMMON_SHARE
    return Decoded(text, best.encoding, is_guess=True) if text is not None and is_text else None
