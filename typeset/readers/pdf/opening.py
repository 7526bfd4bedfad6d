"""Open a PDF of any origin: nothing is fetched, nothing is run, and what is too large or not a PDF is refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from typeset.errors import READABLE, Issue, Severity, SourceError, Where

LARGEST_FILE_BYTES = 200 * 1024 * 1024
MOST_PAGES = 500
"""How many pages are read; of a longer file the rest is named and left."""

_HEADER_WITHIN = 1024

_REASONS = {
    raw.FPDF_ERR_PASSWORD: ("PDF 设有打开密码，不能读取", "请先在原来的软件里去掉密码，另存后再试"),
    raw.FPDF_ERR_SECURITY: ("PDF 的加密方式不认识，不能读取", "请先在原来的软件里去掉密码，另存后再试"),
}
_BROKEN = ("PDF 已损坏或不完整，不能读取", "请重新导出或重新下载这个文件")


@contextmanager
def opened_pdf(data: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    """Open the bytes of a PDF; raises SourceError with the reason when that cannot be done."""
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        raise _unreadable(name, "不是 PDF 文件", "请确认文件的内容；扩展名改成 .pdf 并不能变成 PDF")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _unreadable(name, *_REASONS.get(error.err_code, _BROKEN)) from None
    try:
        if len(document) == 0:
            raise _unreadable(name, "PDF 没有一页", "请重新导出这个文件")
        yield document
    finally:
        document.close()


def pdf_bytes(path: Path) -> bytes:
    """Return the content of a file; raises SourceError when it is absent, no file or too large."""
    try:
        if path.is_dir():
            raise _unreadable(str(path), "这是文件夹，不是文件", "请指明其中的一个文件")
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise _unreadable(str(path), f"文件超过{LARGEST_FILE_BYTES // 1024 // 1024} MB", "请分成几个文件")
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(str(path), f"不能读取：{error.strerror}", "请检查文件名和权限") from error


def _unreadable(name: str, message: str, hint: str) -> SourceError:
    return SourceError([Issue(READABLE, Severity.ERROR, Where(name), message, hint)])
