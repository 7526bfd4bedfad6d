"""What a file is that was taken for a Word file: told by its own bytes, never by its name."""

import zipfile

Fault = tuple[str, str]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_SAVE_AS = "请用 Word 或 WPS 打开后另存为 .docx 再导入"
_OTHER_FILES: tuple[tuple[bytes, Fault], ...] = (
    (b"%PDF", ("这是 PDF 文件，不是 Word 文件", "请把扩展名改为 .pdf 再导入")),
    (b"{\\rtf", ("这是 RTF 文件，不是 .docx 文件", _SAVE_AS)),
    (b"MIME-Version:", ("这是存成网页的文件，不是 .docx 文件", _SAVE_AS)),
    (b"<html", ("这是网页文件，不是 .docx 文件", _SAVE_AS)),
    (b"<!DOCTYPE html", ("这是网页文件，不是 .docx 文件", _SAVE_AS)),
    (b"<?xml", ("这是 XML 文件，不是 .docx 文件", _SAVE_AS)),
)
_OLE_KINDS: tuple[tuple[str, Fault], ...] = (
    ("EncryptedPackage", ("文件加了打开密码，不能读取", "请在 Word 里取消密码后另存，再导入")),
    ("WordDocument", ("这是旧版的 .doc 文件，不能直接读取", _SAVE_AS)),
    ("Workbook", ("这是旧版的 Excel 表格，不是 Word 文件", "请把内容复制到 Word 文件里")),
    ("PowerPoint Document", ("这是旧版的演示文稿，不是 Word 文件", "请把文字复制到 Word 文件里")),
)
_PACKAGES = {
    "spreadsheetml": "这是 Excel 表格（.xlsx），不是 Word 文件",
    "presentationml": "这是演示文稿（.pptx），不是 Word 文件",
    "visio": "这是 Visio 图（.vsdx），不是 Word 文件",
}
_MIME_TYPES = {
    "application/vnd.oasis.opendocument": "这是 OpenDocument 文件（如 .odt），不是 .docx 文件",
    "application/epub+zip": "这是电子书（.epub），不是 Word 文件",
    "application/ofd": "这是 OFD 版式文件，不是 Word 文件",
}
_LONGEST_MIME_TYPE = 200


def reason_no_package(data: bytes) -> Fault | None:
    """Return why bytes are no zip archive: message and hint; None when they look like one."""
    if data.startswith(_ZIP):
        return None
    if not data:
        return "文件是空的", "请重新获取文件"
    if data.startswith(_OLE):
        kind = (fault for name, fault in _OLE_KINDS if name.encode("utf-16-le") in data)
        return next(kind, ("这是旧格式的文件，不是 .docx 文件", _SAVE_AS))
    start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    known = (fault for beginning, fault in _OTHER_FILES if start.lower().startswith(beginning.lower()))
    return next(known, ("不是 Word 文件：内容不是 .docx 的格式", "请核对文件；旧版 .doc 请另存为 .docx"))


def main_part_fault(archive: zipfile.ZipFile, content_type: str) -> Fault | None:
    """Return why a sound archive is no Word file; `content_type` is that of its main part."""
    if "wordprocessingml" in content_type or "ms-word" in content_type:
        return None
    for kind, message in _PACKAGES.items():
        if kind in content_type:
            return message, "请把文字复制到 Word 文件里再导入"
    mime_type = _mime_type(archive)
    for kind, message in _MIME_TYPES.items():
        if mime_type.startswith(kind):
            return message, _SAVE_AS
    if any(name in archive.NameToInfo for name in ("OFD.xml", "Doc_0/Document.xml")):
        return _MIME_TYPES["application/ofd"], "请用原来的 Word 文件导入"
    if "word/document.xml" in archive.NameToInfo and content_type:
        return None
    return "是压缩文件，但不是 Word 文件", "请核对文件；应是 Word 或 WPS 存的 .docx"


def _mime_type(archive: zipfile.ZipFile) -> str:
    """Return what an OpenDocument file or an e-book says that it is, in a stored entry of its own."""
    entry = archive.NameToInfo.get("mimetype")
    if entry is None:
        return ""
    try:
        with archive.open(entry) as stream:
            return stream.read(_LONGEST_MIME_TYPE).decode("ascii", "replace")
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        return ""
