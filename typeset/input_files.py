"""What kind of file a path is, and the bytes of a file within a limit; says in Chinese why it cannot be read (S-1)."""

import stat
from enum import StrEnum
from pathlib import Path

from typeset.errors import READABLE, Issue, Severity, SourceError, Where

YAML_SUFFIXES = (".yaml", ".yml")
LARGEST_FILE_BYTES = 64 * 1024 * 1024


class FileKind(StrEnum):
    """What a file is that can be imported, checked, corrected or compared."""

    SOURCE = "源稿"
    TEXT = "文本"
    WORD = "Word 文件"
    PDF = "PDF 文件"


_KINDS = {
    **dict.fromkeys(YAML_SUFFIXES, FileKind.SOURCE),
    **dict.fromkeys((".txt", ".text", ".md"), FileKind.TEXT),
    **dict.fromkeys((".docx", ".docm", ".dotx", ".doc", ".wps"), FileKind.WORD),
    ".pdf": FileKind.PDF,
}


def named_kind(path: Path) -> FileKind | None:
    """Return what a file is by its name; None when the name does not tell."""
    return _KINDS.get(path.suffix.lower())


def kind_of(path: Path) -> FileKind:
    """Return what a file is read as; one whose name does not tell is read as text, or refused as none."""
    return named_kind(path) or FileKind.TEXT


def file_bytes(path: Path, most_bytes: int = LARGEST_FILE_BYTES) -> bytes:
    """Return the bytes of a regular file; raises SourceError."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise unreadable(str(path), "这是文件夹，不是文件", "请指明其中的一个文件")
        if not stat.S_ISREG(status.st_mode):
            raise unreadable(str(path), "这不是普通文件", "请指明一个文件")
        if status.st_size > most_bytes:
            message = f"文件有{status.st_size}字节，超过上限{most_bytes // 1024 // 1024}MB"
            raise unreadable(str(path), message, "请把文件分成几份")
        return path.read_bytes()
    except FileNotFoundError:
        raise unreadable(str(path), "找不到文件", "请检查文件名和所在的文件夹") from None
    except PermissionError:
        raise unreadable(str(path), "没有读取文件的权限", "请修改文件的权限") from None
    except (OSError, ValueError):
        raise unreadable(str(path), "文件打不开", "请检查文件名") from None


def unreadable(file: str, message: str, hint: str) -> SourceError:
    """Return the exception for a file that cannot be read, with its one reason."""
    return SourceError([Issue(READABLE, Severity.ERROR, Where(file), message, hint)])
