"""What is wrong with an OFD file: rules of GB/T 33190—2016, and those of OFD-A (GB/T 42133—2022)."""

import posixpath
import re
import struct
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import uharfbuzz
from lxml import etree

from typeset.inspect.ofd.package import ENTRY, NAMESPACE, Package, is_inside, local_name, open_package, resolved, tag
from typeset.inspect.ofd.reading import document_name, page_names

FONT_TABLES = ("OS/2", "cmap", "head", "hhea", "hmtx", "maxp", "name", "post")
_OBJECTS = ("TextObject", "PathObject", "ImageObject", "CompositeObject", "PageBlock")
_LOCATIONS = ("FontFile", "MediaFile", "FileLoc", "PublicRes", "DocumentRes", "PageRes", "Annotations", "CustomTags")
_SIGNATURE = re.compile(r"Sign|Seal", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,10}")
_EXTERNAL = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*://|^(?:javascript|data|file|mailto):", re.IGNORECASE)
_WORDS = ("TextCode", "CustomData", "Title", "Author", "Subject", "Abstract", "Keyword")  # say, and lead nowhere
_ARCHIVAL_IMAGES = ("BMP", "JPEG", "JPG", "PNG", "JB2", "JBIG2", "JPEG2000", "JP2", "TIFF", "TIF")
_DEEPEST_BLOCK = 3


@dataclass(frozen=True, slots=True)
class OfdFault:
    """Something wrong: the part of the package, and what."""

    part: str
    message: str

    def __str__(self) -> str:
        return f"{self.part}：{self.message}"


@dataclass(frozen=True)
class _Checked:
    """A package with what the rules look at."""

    package: Package

    @cached_property
    def document(self) -> str:
        return document_name(self.package)

    @cached_property
    def pages(self) -> tuple[str, ...]:
        return tuple(page_names(self.package, self.document))

    @cached_property
    def resources(self) -> tuple[str, ...]:
        """The names of the resource parts of the document."""
        common = self.package.xml(self.document).find(tag("CommonData"))
        listed = [] if common is None else [*common.iterfind(tag("PublicRes")), *common.iterfind(tag("DocumentRes"))]
        return tuple(resolved(item.text or "", posixpath.dirname(self.document)) for item in listed)

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The XML parts that the rules read."""
        known = (ENTRY, self.document, *self.resources, *self.pages, *self.attachment_lists)
        return tuple(dict.fromkeys(name for name in known if name in self.package.parts))

    @cached_property
    def attachment_lists(self) -> tuple[str, ...]:
        location = self.package.xml(self.document).findtext(tag("Attachments"))
        return () if location is None else (resolved(location, posixpath.dirname(self.document)),)

    @property
    def is_archival(self) -> bool:
        return str(self.package.xml(ENTRY).get("DocType")) == "OFD-A"

    def elements(self, *names: str) -> Iterator[tuple[str, etree._Element]]:
        """Yield part and element of all elements of these names."""
        for part in self.parts:
            for element in self.package.xml(part).iter(*map(tag, names)):
                yield part, element

    def folder_of(self, part: str) -> str:
        """Return the folder that locations in a part are seen from."""
        return posixpath.join(posixpath.dirname(part), self.package.xml(part).get("BaseLoc", ""))

    @cached_property
    def fonts(self) -> Mapping[str, bytes]:
        """The embedded fonts by identifier."""
        found = {}
        for part, font in self.elements("Font"):
            location = font.findtext(tag("FontFile"))
            name = resolved(location, self.folder_of(part)) if location else ""
            if name in self.package.parts:
                found[font.get("ID", "")] = self.package.parts[name]
        return found


Rule = Callable[[_Checked], Iterator[OfdFault]]


def ofd_faults(data: bytes) -> tuple[OfdFault, ...]:
    """Return everything wrong with an OFD file. Raises UnreadableOfdError for one that cannot be read at all."""
    checked = _Checked(open_package(data))
    rules = [*RULES, *(ARCHIVAL_RULES if checked.is_archival else ())]
    return tuple(fault for rule in rules for fault in rule(checked))


def _root(checked: _Checked) -> Iterator[OfdFault]:
    root = checked.package.xml(ENTRY)
    if root.tag != tag("OFD"):
        yield OfdFault(ENTRY, f"根元素不是名字空间 {NAMESPACE} 里的 OFD")
    if root.get("DocType") not in ("OFD", "OFD-A"):
        yield OfdFault(ENTRY, "DocType 不是 OFD 或 OFD-A")
    if not root.get("Version"):
        yield OfdFault(ENTRY, "没有 Version")
    if not re.fullmatch(r"[0-9a-fA-F]{32}", root.findtext(f"{tag('DocBody')}/{tag('DocInfo')}/{tag('DocID')}") or ""):
        yield OfdFault(ENTRY, "DocID 不是32位十六进制数")
    for name in ("Encryptions.xml", "Doc_0/Encryptions.xml"):
        if name in checked.package.parts:
            yield OfdFault(name, "文件加了密")


def _document(checked: _Checked) -> Iterator[OfdFault]:
    document = checked.package.xml(checked.document)
    for path in ("CommonData/MaxUnitID", "CommonData/PageArea/PhysicalBox", "Pages/Page"):
        if document.find("/".join(map(tag, path.split("/")))) is None:
            yield OfdFault(checked.document, f"缺少 {path}")
    for page in checked.pages:
        if page not in checked.package.parts:
            yield OfdFault(checked.document, f"缺少页 {page}")


def _identifiers(checked: _Checked) -> Iterator[OfdFault]:
    """Every object, layer, page and resource of a document has a number of its own, none above MaxUnitID."""
    owners = [(part, element) for part, element in checked.elements(*_OBJECTS, "Layer", "Font", "MultiMedia", "Page")]
    owners = [(part, element) for part, element in owners if element.getparent() is not None]
    numbers = [(part, element.get("ID", "")) for part, element in owners]
    for number, count in Counter(number for _, number in numbers).items():
        if count > 1:
            yield OfdFault(checked.document, f"标识 {number[:12] or '（空）'} 用了{count}次")
    most = checked.package.xml(checked.document).findtext(f"{tag('CommonData')}/{tag('MaxUnitID')}") or ""
    for part, number in numbers:
        if not _NUMBER.fullmatch(number) or not _NUMBER.fullmatch(most) or int(number) > int(most):
            yield OfdFault(part, f"标识 {number[:12]} 大于 MaxUnitID {most[:12]}")


def _references(checked: _Checked) -> Iterator[OfdFault]:
    kinds = (("Font", "Font", "TextObject"), ("ResourceID", "MultiMedia", "ImageObject"), ("PageID", "Page", "Dest"))
    for attribute, target, owner in kinds:
        known = {element.get("ID") for _, element in checked.elements(target)}
        for part, element in checked.elements(owner):
            if element.get(attribute) not in known:
                yield OfdFault(part, f"{owner} 引用的 {attribute} {element.get(attribute)} 不存在")


def _files(checked: _Checked) -> Iterator[OfdFault]:
    """Every location leads to a part, and every part is one that something leads to."""
    reached = {ENTRY, checked.document, *checked.pages, *checked.attachment_lists}
    for part, element in checked.elements(*_LOCATIONS):
        name = resolved(element.text or "", checked.folder_of(part))
        reached.add(name)
        if not is_inside((element.text or "").strip().lstrip("/")) or name not in checked.package.parts:
            yield OfdFault(part, f"{local_name(element)} 指的文件不存在：{element.text}")
    for name in checked.package.parts:
        if name not in reached and not _SIGNATURE.search(name):
            yield OfdFault(name, "没有被引用的文件")


def _fonts(checked: _Checked) -> Iterator[OfdFault]:
    """Every font is embedded with the tables that readers want, and has a glyph for every character set in it."""
    for part, font in checked.elements("Font"):
        content = checked.fonts.get(font.get("ID", ""))
        missing = [name for name in FONT_TABLES if name not in _tables(content or b"")]
        if content is None:
            yield OfdFault(part, f"字体 {font.get('FontName')} 没有嵌入")
        elif missing:
            yield OfdFault(part, f"字体 {font.get('FontName')} 缺少表 {'、'.join(missing)}")
    for number, characters in _shown(checked).items():
        if number in checked.fonts and (lacking := _lacking(checked.fonts[number], characters)):
            yield OfdFault(checked.document, f"字体 {number} 没有“{lacking[:20]}”的字形")


def _tables(font: bytes) -> set[str]:
    if len(font) < 12:
        return set()
    (count,) = struct.unpack_from(">H", font, 4)
    records = (font[12 + 16 * index : 16 + 16 * index] for index in range(count))
    return {record.decode("latin-1") for record in records}


def _shown(checked: _Checked) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for _, item in checked.elements("TextObject"):
        for code in item.iterfind(tag("TextCode")):
            found.setdefault(item.get("Font", ""), set()).update(code.text or "")
    return found


def _lacking(font: bytes, characters: set[str]) -> str:
    face = uharfbuzz.Face(font)
    opened = uharfbuzz.Font(face)
    return "".join(sorted(character for character in characters if not opened.get_nominal_glyph(ord(character))))


def _texts(checked: _Checked) -> Iterator[OfdFault]:
    """Text is never transformed: readers differ in what a matrix does to the steps between glyphs."""
    for part, item in checked.elements("TextObject"):
        if item.get("CTM") is not None:
            yield OfdFault(part, f"TextObject {item.get('ID')} 带有 CTM")
        if not any(code.text for code in item.iterfind(tag("TextCode"))):
            yield OfdFault(part, f"TextObject {item.get('ID')} 没有文字")


def _outside(checked: _Checked) -> Iterator[OfdFault]:
    """Nothing leads out of the package: no addresses, no actions but Goto."""
    for part in checked.parts:
        for element in checked.package.xml(part).iter(etree.Element):
            name = local_name(element)
            if name in ("URI", "GotoA", "Sound", "Movie"):
                yield OfdFault(part, f"动作 {name} 不允许")
            values = [str(value) for key, value in element.attrib.items() if key not in ("Title", "Name")]
            values += [] if name in _WORDS else [(element.text or "").strip()]
            if any(map(_EXTERNAL.search, values)):
                yield OfdFault(part, f"{name} 引用了外部地址")


RULES: tuple[Rule, ...] = (_root, _document, _identifiers, _references, _files, _fonts, _texts, _outside)


def _archival_document(checked: _Checked) -> Iterator[OfdFault]:
    root, document = checked.package.xml(ENTRY), checked.package.xml(checked.document)
    if len(root.findall(tag("DocBody"))) != 1:
        yield OfdFault(ENTRY, "OFD-A 里只能有一个文档")
    for name in ("Permissions", "VPreferences", "Extensions", "Actions"):
        if document.find(tag(name)) is not None:
            yield OfdFault(checked.document, f"OFD-A 里不能有 {name}")


def _archival_media(checked: _Checked) -> Iterator[OfdFault]:
    for part, media in checked.elements("MultiMedia"):
        if media.get("Type") != "Image" or (media.get("Format") or "").upper() not in _ARCHIVAL_IMAGES:
            yield OfdFault(part, f"OFD-A 里不能有 {media.get('Type')} {media.get('Format')}")
    for part, attachment in checked.elements("Attachment"):
        if (attachment.get("Format") or "").upper() not in ("TXT", "XML"):
            yield OfdFault(part, f"OFD-A 的附件只能是 TXT 或 XML：{attachment.get('Name')}")


def _archival_blocks(checked: _Checked) -> Iterator[OfdFault]:
    for part, block in checked.elements("PageBlock"):
        if sum(ancestor.tag == tag("PageBlock") for ancestor in block.iterancestors()) >= _DEEPEST_BLOCK:
            yield OfdFault(part, f"OFD-A 里的 PageBlock 最多{_DEEPEST_BLOCK}层")


ARCHIVAL_RULES: tuple[Rule, ...] = (_archival_document, _archival_media, _archival_blocks)
