"""Open a PDF of any origin: nothing is fetched, nothing is run, and what is too large or not a PDF is refused."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
from pypdfium2 import raw

from typeset.input_files import unreadable

LARGEST_FILE_BYTES = 200 * 1024 * 1024
MOST_PAGES = 500
"""How many pages are read; of a longer file the rest is named and left."""

LARGEST_STREAM_BYTES = 150 * 1024 * 1024
"""Unpacked; a colour picture of an A4 page at 600 dpi has 104 MB."""

_HEADER_WITHIN = 1024
_STREAM = b"stream"
_MOST_RATIO = 1032  # of what zlib can pack
_PIECE_BYTES = 4 * 1024 * 1024

_REASONS = {
    raw.FPDF_ERR_PASSWORD: ("PDF 设有打开密码，不能读取", "请先在原来的软件里去掉密码，另存后再试"),
    raw.FPDF_ERR_SECURITY: ("PDF 的加密方式不认识，不能读取", "请先在原来的软件里去掉密码，另存后再试"),
}
_BROKEN = ("PDF 已损坏、不完整或没有一页，不能读取", "请重新导出或重新下载这个文件")


@contextmanager
def opened_pdf(data: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    """Open the bytes of a PDF; raises SourceError with the reason when that cannot be done."""
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        raise unreadable(name, "不是 PDF 文件", "请确认文件的内容；扩展名改成 .pdf 并不能变成 PDF")
    if _is_bomb(data):
        raise unreadable(name, "PDF 里有压缩得过大的内容，不能读取", "请在原来的软件里重新导出")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # PDFium keeps the code of an earlier file where a file has no page at all.
        reason = _REASONS.get(error.err_code, _BROKEN) if b"/Encrypt" in data else _BROKEN
        raise unreadable(name, *reason) from None
    try:
        yield document
    finally:
        document.close()


def _is_bomb(data: bytes) -> bool:
    """Tell whether a compressed stream unpacks to more than `LARGEST_STREAM_BYTES`; nothing is unpacked beyond that.

    PDFium unpacks a page's content whole before it reads any of it.
    """
    position = data.find(_STREAM)
    while position >= 0:
        start = position + len(_STREAM)
        start += 2 if data[start : start + 2] == b"\r\n" else 1
        end = data.find(b"endstream", start)
        packed = memoryview(data)[start : end if end >= 0 else len(data)]
        if len(packed) * _MOST_RATIO > LARGEST_STREAM_BYTES and _unpacked_size(packed) > LARGEST_STREAM_BYTES:
            return True
        position = data.find(_STREAM, max(start, end + len(b"endstream")))
    return False


def _unpacked_size(packed: memoryview) -> int:
    """Return how large packed data is when unpacked, or at least that it is larger than is allowed."""
    size, unpacker, rest = 0, zlib.decompressobj(), bytes(packed)
    try:
        while rest and size <= LARGEST_STREAM_BYTES:
            size += len(unpacker.decompress(rest, _PIECE_BYTES))
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return size
    return size
