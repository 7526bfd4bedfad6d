"""How the files of a bag came to be, in the terms of PREMIS 3: objects, events, agents, as XML."""

import hashlib
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version

from lxml import etree

from typeset.archive.bag.manifests import available_algorithms, digest_of
from typeset.fonts import FontSet, lean_file, open_face

PREMIS = "http://www.loc.gov/premis/v3"
OWN = "urn:typeset:provenance:1"
SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
PROGRAM = "typeset"
LIBRARIES = (
    *("fonttools", "jinja2", "lxml", "pillow", "pydantic", "pydyf", "pyyaml", "resvg-py", "rjieba"),
    *("uharfbuzz", "weasyprint"),
)
"""Libraries whose version may change the bytes of a file."""

UNKNOWN_TIME = "unknown"
FORMATS: Mapping[str, str] = {
    ".pdf": "application/pdf",
    ".ofd": "application/ofd",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".xml": "application/xml",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".svg": "image/svg+xml",
}
_NAMES = {"sha256": "SHA-256", "sm3": "SM3"}


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font that a role is set in: role, family, file name, SHA-256 of the file."""

    role: str
    family: str
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Making:
    """What the files were made with: versions of program and libraries, profile, fonts."""

    versions: Mapping[str, str]
    profile: str
    fonts: tuple[FontFile, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """What was done to the files: a term of PREMIS, when (ISO 8601), in words, to which of them."""

    kind: str
    time: str
    detail: str
    objects: tuple[str, ...]


def making_of(fonts: FontSet, profile: str, *, has_lean_glyphs: bool) -> Making:
    """Return what this program makes files with; `has_lean_glyphs`: lean outlines go into the OFD."""
    return Making(_versions(), profile, tuple(_font_files(fonts, has_lean_glyphs=has_lean_glyphs)))


def _versions() -> dict[str, str]:
    found = {PROGRAM: version(PROGRAM), "python": ".".join(python_version().split(".")[:2])}
    found["zlib"] = zlib.ZLIB_RUNTIME_VERSION
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "—"
    return found


def _font_files(fonts: FontSet, *, has_lean_glyphs: bool) -> Iterable[FontFile]:
    digest = cache(lambda file: hashlib.sha256(file.read_bytes()).hexdigest())
    for role, report in fonts.reports.items():
        yield FontFile(str(role), report.family, report.file.name, digest(report.file))
        lean = lean_file(report.file) if has_lean_glyphs else None
        if lean is not None:
            name = f"{lean.parent.name}/{lean.name}"
            yield FontFile(f"{role}（OFD）", open_face(lean).family, name, digest(lean))


def provenance_xml(files: Mapping[str, bytes], making: Making, events: Sequence[Event]) -> bytes:
    """Return the objects (`files` by their paths in the bag), events and agent as XML in UTF-8."""
    root = etree.Element(_premis("premis"), nsmap={None: PREMIS, "xsi": SCHEMA_INSTANCE, "t": OWN}, version="3.0")
    for name, content in sorted(files.items()):
        _add_object(root, name, content)
    for number, event in enumerate(events, start=1):
        _add_event(root, number, event)
    _add_agent(root, making)
    etree.indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


def _premis(name: str) -> str:
    return f"{{{PREMIS}}}{name}"


def _child(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    made = etree.SubElement(parent, _premis(name))
    made.text = text
    return made


def _add_identifier(parent: etree._Element, what: str, kind: str, value: str) -> None:
    identifier = _child(parent, f"{what}Identifier")
    _child(identifier, f"{what}IdentifierType", kind)
    _child(identifier, f"{what}IdentifierValue", value)


def _add_object(root: etree._Element, name: str, content: bytes) -> None:
    made = _child(root, "object")
    made.set(f"{{{SCHEMA_INSTANCE}}}type", "file")
    _add_identifier(made, "object", "包内路径", name)
    properties = _child(made, "objectCharacteristics")
    for algorithm in available_algorithms():
        fixity = _child(properties, "fixity")
        _child(fixity, "messageDigestAlgorithm", _NAMES[algorithm])
        _child(fixity, "messageDigest", digest_of(algorithm, [content]))
    _child(properties, "size", str(len(content)))
    designation = _child(_child(properties, "format"), "formatDesignation")
    _child(designation, "formatName", FORMATS.get(Path(name).suffix.lower(), "application/octet-stream"))


def _add_event(root: etree._Element, number: int, event: Event) -> None:
    made = _child(root, "event")
    _add_identifier(made, "event", "序号", str(number))
    _child(made, "eventType", event.kind)
    _child(made, "eventDateTime", event.time or UNKNOWN_TIME)
    _child(_child(made, "eventDetailInformation"), "eventDetail", event.detail)
    _add_identifier(made, "linkingAgent", "软件", PROGRAM)
    for name in event.objects:
        _add_identifier(made, "linkingObject", "包内路径", name)


def _add_agent(root: etree._Element, making: Making) -> None:
    made = _child(root, "agent")
    _add_identifier(made, "agent", "软件", PROGRAM)
    _child(made, "agentName", PROGRAM)
    _child(made, "agentType", "software")
    _child(made, "agentVersion", making.versions[PROGRAM])
    extension = _child(made, "agentExtension")
    own = etree.SubElement(extension, f"{{{OWN}}}环境", 样式=making.profile)
    for name, number in making.versions.items():
        etree.SubElement(own, f"{{{OWN}}}版本", 名称=name, 版本=number)
    for font in making.fonts:
        attributes = {"用途": font.role, "名称": font.family, "文件": font.name, "SHA-256": font.sha256}
        etree.SubElement(own, f"{{{OWN}}}字体", attributes)


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a bag says of its making: sizes and digests of its files by path, kinds of events, what made them."""

    sizes: Mapping[str, int]
    digests: Mapping[str, str]
    events: tuple[Event, ...]
    making: Making


def read_provenance(content: bytes) -> Provenance:
    """Return what `provenance_xml` wrote. Raises lxml.etree.XMLSyntaxError, ValueError."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    names = {"p": PREMIS, "t": OWN}
    sizes, digests = {}, {}
    for item in root.iterfind("p:object", names):
        name = item.findtext("p:objectIdentifier/p:objectIdentifierValue", "", names)
        sizes[name] = int(item.findtext("p:objectCharacteristics/p:size", "-1", names))
        digests[name] = item.findtext("p:objectCharacteristics/p:fixity/p:messageDigest", "", names)
    own = root.find("p:agent/p:agentExtension/t:环境", names)
    if own is None:
        raise ValueError("no description of the making")
    versions = {item.get("名称", ""): item.get("版本", "") for item in own.iterfind("t:版本", names)}
    fonts = tuple(
        FontFile(*(item.get(key, "") for key in ("用途", "名称", "文件", "SHA-256")))
        for item in own.iterfind("t:字体", names)
    )
    events = tuple(_event(item, names) for item in root.iterfind("p:event", names))
    return Provenance(sizes, digests, events, Making(versions, own.get("样式", ""), fonts))


def _event(item: etree._Element, names: Mapping[str, str]) -> Event:
    return Event(
        item.findtext("p:eventType", "", names),
        item.findtext("p:eventDateTime", "", names),
        item.findtext("p:eventDetailInformation/p:eventDetail", "", names),
        tuple(
            link.findtext("p:linkingObjectIdentifierValue", "", names)
            for link in item.iterfind("p:linkingObjectIdentifier", names)
        ),
    )
