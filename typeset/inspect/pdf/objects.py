"""Look at every object of a PDF: what runs, leads out or is hidden in it, which fonts it lacks, what it carries."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

import pikepdf

from typeset.errors import READABLE, Issue, Severity, SourceError, Where, printable

MOST_OBJECTS = 300_000
LARGEST_CARRIED_BYTES = 50 * 1024**2

_ACTIONS = {
    "/JavaScript": "JavaScript 脚本",
    "/Launch": "启动程序的动作",
    "/SubmitForm": "提交表单的动作",
    "/ImportData": "导入数据的动作",
    "/GoToR": "转到别的文件的动作",
    "/GoToE": "转到内嵌文件的动作",
    "/Movie": "影片",
    "/Sound": "声音",
    "/Rendition": "多媒体",
    "/RichMediaExecute": "多媒体",
    "/ResetForm": "改动表单的动作",
    "/Hide": "隐藏内容的动作",
    "/SetOCGState": "切换图层的动作",
    "/URI": "打开网址的动作",
}
_KEYS = {
    "/JS": "JavaScript 脚本",
    "/XFA": "XFA 表单",
    "/AA": "随事件触发的动作",
    "/OCProperties": "可以开关的图层",
    "/OPI": "文件以外的图",
}
_ANNOTATIONS = {"/RichMedia", "/3D", "/Movie", "/Screen", "/Sound", "/FileAttachment"}
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_FONTS = {"/Type1", "/MMType1", "/TrueType", "/CIDFontType0", "/CIDFontType2"}


@dataclass(frozen=True)
class PdfObjects:
    """What the objects of a PDF say. `carried` are the files inside it by name."""

    _pdf: pikepdf.Pdf

    @cached_property
    def _dictionaries(self) -> tuple[pikepdf.Object, ...]:
        """Every dictionary, direct ones inside others as well."""
        return tuple(self._walk())

    def _walk(self) -> Iterator[pikepdf.Object]:
        waiting = [self._pdf.trailer, *self._pdf.objects]
        seen = 0
        while waiting:
            item = waiting.pop()
            seen += 1
            if seen > MOST_OBJECTS:
                raise _refusal("PDF 里的对象太多，没有查完", "请核对文件来源")
            if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                yield item
                values = [value for _, value in item.items()]
            elif isinstance(item, pikepdf.Array):
                values = list(item)
            else:
                continue
            waiting += [value for value in values if isinstance(value, pikepdf.Object) and value.objgen == (0, 0)]

    @property
    def dangers(self) -> Iterator[str]:
        """What runs, leads out of the file, or shows more than a page; each kind once."""
        found = dict.fromkeys(what for item in self._dictionaries for what in _dangers(item))
        yield from (f"PDF 里有{what}" for what in found)

    @property
    def loose_fonts(self) -> Iterator[str]:
        """The fonts that are not embedded."""
        for item in self._dictionaries:
            if item.get("/Type") == "/Font" and str(item.get("/Subtype")) in _FONTS:
                described = item.get("/FontDescriptor", pikepdf.Dictionary())
                if not any(key in described for key in _FONT_FILES):
                    yield f"字体“{printable(str(item.get('/BaseFont', '')).lstrip('/')[:60])}”没有嵌入"

    @property
    def carried(self) -> dict[str, bytes]:
        """The files that it carries, whether a list names them or not. Raises SourceError for a broken one."""
        found: dict[str, bytes] = {}
        for item in self._dictionaries:
            embedded = item.get("/EF")
            if isinstance(embedded, pikepdf.Dictionary):
                name = str(item.get("/UF", item.get("/F", "")))
                stream = embedded.get("/F", embedded.get("/UF"))
                while name in found:
                    name += "（又一个）"
                found[name] = _unpacked(stream, name)
        return found

    @property
    def archival_faults(self) -> Iterator[str]:
        """What PDF/A asks of the file as a whole and is not there."""
        root = self._pdf.Root
        if "/Encrypt" in self._pdf.trailer:
            yield "加了密"
        if "/ID" not in self._pdf.trailer:
            yield "没有文件标识（ID）"
        if not any(item.get("/S") == "/GTS_PDFA1" for item in root.get("/OutputIntents", ())):
            yield "没有 PDF/A 的输出意图（ICC）"
        if "/Metadata" not in root:
            yield "没有 XMP 元数据"
        elif not self.level:
            yield "XMP 没有说明 PDF/A 的级别"
        if not root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked", False):
            yield "没有标记（MarkInfo）"
        if any(bool(item.get("/Interpolate", False)) for item in self._dictionaries):
            yield "图片要求插值"

    @cached_property
    def level(self) -> str:
        """The level of PDF/A that the file claims, as veraPDF names it (3a); "" where it claims none."""
        said = self._said
        part, conformance = said.get("pdfaid:part", ""), said.get("pdfaid:conformance", "")
        return f"{part}{conformance}".lower() if part.isdigit() else ""

    @cached_property
    def _said(self) -> dict[str, str]:
        try:
            with self._pdf.open_metadata() as packet:
                return {name: str(packet[name]) for name in ("pdfaid:part", "pdfaid:conformance") if name in packet}
        except (ValueError, pikepdf.PdfError):
            return {}

    @property
    def information(self) -> dict[str, str]:
        """What the file says of itself: 题名, 责任者, 文件编号."""
        said = self._pdf.docinfo
        keys = {"题名": "/Title", "责任者": "/Author", "文件编号": "/Subject"}
        return {name: str(said[key]) for name, key in keys.items() if key in said}


@contextmanager
def pdf_objects(data: bytes) -> Iterator[PdfObjects]:
    """Give the objects of a PDF. Raises SourceError for one that cannot be read."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if len(pdf.objects) > MOST_OBJECTS:
                raise _refusal("PDF 里的对象太多，没有查", "请核对文件来源")
            yield PdfObjects(pdf)
    except (pikepdf.PasswordError, pikepdf.PdfError, RecursionError, ValueError, TypeError) as error:
        raise _refusal("PDF 已损坏，或加了密，不能查", "请重新导出或重新传送这个文件") from error


def _refusal(message: str, hint: str) -> SourceError:
    return SourceError([Issue(READABLE, Severity.ERROR, Where(), message, hint)])


def _dangers(item: pikepdf.Object) -> Iterator[str]:
    action = str(item.get("/S", ""))
    if action in _ACTIONS and item.get("/Type", "/Action") == "/Action":
        yield _ACTIONS[action]
    yield from (what for key, what in _KEYS.items() if key in item)
    if str(item.get("/Subtype", "")) in _ANNOTATIONS and ("/Rect" in item or item.get("/Type") == "/Annot"):
        yield f"{item['/Subtype']} 批注".replace("/", "")
    if item.get("/Subtype") == "/Form" and "/Ref" in item:
        yield "引用别的 PDF 的页"
    if item.get("/Type") == "/Filespec" and "/EF" not in item:
        yield "对外部文件的引用"
    if isinstance(item, pikepdf.Stream) and "/F" in item:
        yield "放在文件以外的数据"


def _unpacked(stream: pikepdf.Object | None, name: str) -> bytes:
    if not isinstance(stream, pikepdf.Stream):
        raise _refusal(f"PDF 的附件“{printable(name[:60])}”没有内容", "请重新传送这个文件")
    if len(stream.read_raw_bytes()) > LARGEST_CARRIED_BYTES:
        raise _refusal(f"PDF 的附件“{printable(name[:60])}”太大", "请核对文件来源")
    return bytes(stream.read_bytes())
