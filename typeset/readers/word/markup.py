"""The XML of a Word file: parsed without entities, document types or network; names of its elements.

Strict Office Open XML has namespaces of its own; they are read as the usual ones.
"""

from typing import TypeAlias

from lxml import etree

from typeset.errors import SourceError
from typeset.input_files import unreadable

Node: TypeAlias = etree._Element  # lxml has no types of its own

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
SCALABLE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
VML = "urn:schemas-microsoft-com:vml"
MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"

_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": WORD.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": RELATIONS.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": DRAWING.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/main": MAIN.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/picture": PICTURE.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": MATHS.encode(),
}
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


def w(tag: str) -> str:
    """Return the full name of an element or attribute of Word's own namespace."""
    return f"{{{WORD}}}{tag}"


def name_of(node: Node) -> str:
    """Return the local name of an element."""
    return str(node.tag).rpartition("}")[2]


def space_of(node: Node) -> str:
    """Return the namespace of an element."""
    return str(node.tag)[1:].partition("}")[0]


def value(parent: Node | None, tag: str, attribute: str = "val") -> str | None:
    """Return an attribute of a child of Word's namespace; None when either is not there."""
    if parent is None:
        return None
    child = parent.find(w(tag))
    return None if child is None else child.get(w(attribute))


def whole(text: str | None) -> int | None:
    """Return a number of an attribute, which may have decimals or a unit; None for what is none."""
    try:
        return round(float((text or "").removesuffix("pt")))
    except (ValueError, OverflowError):
        return None


def is_on(parent: Node | None, tag: str) -> bool | None:
    """Return a property that is on or off; None when it is not given."""
    if parent is None or (child := parent.find(w(tag))) is None:
        return None
    return child.get(w("val"), "1") not in ("0", "false", "off", "none")


def parse_part(data: bytes, name: str, file: str) -> Node:
    """Return the root of an XML part; raises SourceError for a document type and for what is no sound XML."""
    if any(mark in data for mark in _DOCTYPES):
        raise _with_document_type(name, file)
    for strict, usual in _STRICT.items():
        if strict in data:
            data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        message = f"文件已损坏，“{name}”不是正确的 XML，或嵌套太深"
        raise unreadable(file, message, "请用 Word 或 WPS 打开后另存为 .docx") from error
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding that hides it from the search above
        raise _with_document_type(name, file)
    return root


def _with_document_type(name: str, file: str) -> SourceError:
    message = f"文件里的“{name}”带有文档类型声明（DTD），可能引用外部文件，没有读取"
    return unreadable(file, message, "请核对文件来源；正常的 Word 文件没有这样的声明")
