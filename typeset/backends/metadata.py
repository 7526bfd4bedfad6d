"""What an archival copy says of its document: the elements of `standard/metadata.yaml` with their values, as XML."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

import yaml
from lxml import etree

from typeset import standard
from typeset.model import Document
from typeset.model.values import OfficialDate

TABLE = Path(standard.__file__).with_name("metadata.yaml")
NO_CLAIM = "元素名称取自 DA/T 46—2009，不声明符合该标准"
JOINED_WITH = "；"


@dataclass(frozen=True, slots=True)
class Element:
    """A row of the table: where an element stands, and which value it takes."""

    name: str
    number: str = ""
    group: str = ""
    value: str = ""
    archive: str = ""
    xmp: str = ""


@dataclass(frozen=True, slots=True)
class Metadatum:
    """An element with its values, one or more."""

    element: Element
    values: tuple[str, ...]

    @property
    def text(self) -> str:
        """The values as one text."""
        return JOINED_WITH.join(self.values)


@dataclass(frozen=True, slots=True)
class Known:
    """What the document's own source does not say: the title as files show it, pages, format, language.

    `files` are those that are kept together, each with its size; none where the metadata are those of one file.
    """

    title: str
    pages: int
    format_name: str
    language: str = "zh-CN"
    files: tuple[tuple[str, int], ...] = ()


@cache
def elements() -> tuple[Element, ...]:
    """Return the elements in the order of the table."""
    return tuple(Element(**row) for row in _table()["elements"])


@cache
def _table() -> Mapping[str, list[dict[str, str]]]:
    table: dict[str, list[dict[str, str]]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return table


@cache
def program_name() -> str:
    """Return the program with its version."""
    return f"typeset {version('typeset')}"


def _day(date: OfficialDate | None) -> str:
    return f"{date.year:04}-{date.month:02}-{date.day:02}" if date else ""


_VALUES: Mapping[str, Callable[[Document, Known], str | Sequence[str] | None]] = {
    "聚合层次": lambda document, known: "文件",
    "标题": lambda document, known: known.title,
    "题注": lambda document, known: document.title_note,
    "发文字号": lambda document, known: document.number.text if document.number else None,
    "责任者": lambda document, known: tuple(issuer.name for issuer in document.issuers),
    "成文日期": lambda document, known: _day(document.date),
    "文种": lambda document, known: document.document_type,
    "紧急程度": lambda document, known: document.urgency,
    "主送机关": lambda document, known: document.addressees,
    "抄送": lambda document, known: document.copies_to,
    "密级": lambda document, known: document.secrecy_level,
    "保密期限": lambda document, known: document.secrecy.term if document.secrecy else None,
    "页数": lambda document, known: str(known.pages),
    "语种": lambda document, known: known.language,
    "格式信息": lambda document, known: known.format_name,
    "文件组合类型": lambda document, known: "组合文件" if known.files else None,
    "计算机文件名": lambda document, known: tuple(name for name, _ in known.files),
    "计算机文件大小": lambda document, known: tuple(f"{size}字节" for _, size in known.files),
    "文档创建程序": lambda document, known: program_name(),
    "附注": lambda document, known: document.notes,
    "份号": lambda document, known: document.copy_number,
    "签发人": lambda document, known: document.signers,
    "附件": lambda document, known: tuple(part.title or "" for part in document.attachments),
    "印发机关": lambda document, known: document.printing_office,
    "印发日期": lambda document, known: _day(document.printing_date),
}


def document_metadata(document: Document, known: Known) -> tuple[Metadatum, ...]:
    """Return the elements that have a value, in the order of the table; nothing is invented."""
    found = []
    for element in elements():
        given = document.archive.get(element.archive) if element.archive else _VALUES[element.value](document, known)
        values = (given,) if isinstance(given, str) else tuple(given or ())
        shown = tuple(" ".join(value.split()) for value in values if value.strip())
        if shown:
            found.append(Metadatum(element, shown))
    return tuple(found)


def metadata_xml(data: Sequence[Metadatum]) -> bytes:
    """Return the metadata as XML in UTF-8: every element under its name, with its number as an attribute."""
    namespace = str(_table()["namespace"])
    root = etree.Element(f"{{{namespace}}}元数据", nsmap={None: namespace}, 说明=NO_CLAIM)
    numbers = {row["name"]: row.get("number", "") for row in _table()["groups"]}
    for group, members in groupby(data, key=lambda datum: datum.element.group):
        parent = _added(root, group, numbers[group]) if group else root
        for datum in members:
            for value in datum.values:
                _added(parent, datum.element.name, datum.element.number).text = value
    etree.indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


def _added(parent: etree._Element, name: str, number: str) -> etree._Element:
    attributes = {"编号": number} if number else {}
    return etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{name}", attributes)


def read_metadata_xml(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield name and value of every element that `metadata_xml` wrote. Raises lxml.etree.XMLSyntaxError."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    for element in root.iter(etree.Element):
        if len(element) == 0 and element is not root:
            yield etree.QName(element).localname, element.text or ""
