"""Pack a draft into a DOCX file whose bytes depend on nothing but the draft."""

import posixpath
import zipfile
from dataclasses import dataclass
from io import BytesIO

from typeset.backends.ooxml.document import document_part, edge_parts
from typeset.backends.ooxml.drawings import relation_of
from typeset.backends.ooxml.elements import DECLARATION, RELATIONS
from typeset.backends.ooxml.footnotes import footnotes_part
from typeset.backends.ooxml.properties import core_part, custom_part, source_part, source_store_part
from typeset.backends.ooxml.settings import font_table_part, settings_part
from typeset.backends.ooxml.styles import styles_part
from typeset.backends.ooxml.theme import theme_part
from typeset.backends.ooxml.values import Draft, Media

_OFFICE = "application/vnd.openxmlformats-officedocument."
_WORD = f"{_OFFICE}wordprocessingml."
_PACKAGE = "application/vnd.openxmlformats-package."
_CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_DOCUMENT = "word/document.xml"
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_MEDIA = "word/media/"
_MEDIA_TYPES = {"jpeg": "image/jpeg", "png": "image/png", "svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class _Part:
    """A file of the package, and how its owner refers to it; owner "" is the package itself."""

    name: str
    content: str
    content_type: str
    relation: str
    owner: str = _DOCUMENT

    @property
    def relation_id(self) -> str:
        """The name by which the owner calls it."""
        return posixpath.basename(self.name).removesuffix(".xml")


def pack(draft: Draft) -> bytes:
    """Return the bytes of a DOCX file, the same for the same draft on every machine and day."""
    parts = _parts(draft)
    files = {part.name: part.content.encode() for part in parts}
    media = {f"{_MEDIA}{each.name}": each.data for each in _files_of(draft)}
    for owner in sorted({part.owner for part in parts}):
        entries = [(part.relation_id, part.relation, _target(part)) for part in parts if part.owner == owner]
        if owner == _DOCUMENT:
            entries += [(relation_of(name), f"{RELATIONS}/image", f"media/{name}") for name in _names(media)]
        files[_relations_name(owner)] = _relations(entries).encode()
    files["[Content_Types].xml"] = _content_types(parts, sorted({name.rpartition(".")[2] for name in media})).encode()
    return _zip(files | media)


def _files_of(draft: Draft) -> list[Media]:
    """Return the picture files, those that others are drawn from included."""
    return [file for each in draft.media for file in (each, each.scalable) if file is not None]


def _names(media: dict[str, bytes]) -> list[str]:
    return [posixpath.basename(name) for name in media]


def _parts(draft: Draft) -> list[_Part]:
    edges = edge_parts(draft)
    settings = settings_part(draft.properties.language, has_notes=bool(draft.notes))
    parts = [
        _Part(_DOCUMENT, document_part(draft, edges), f"{_WORD}document.main+xml", f"{RELATIONS}/officeDocument", ""),
        _Part("docProps/core.xml", core_part(draft.properties), f"{_PACKAGE}core-properties+xml", _CORE_RELATION, ""),
        _Part("word/styles.xml", styles_part(draft), f"{_WORD}styles+xml", f"{RELATIONS}/styles"),
        _Part("word/settings.xml", settings, f"{_WORD}settings+xml", f"{RELATIONS}/settings"),
        _Part("word/fontTable.xml", font_table_part(), f"{_WORD}fontTable+xml", f"{RELATIONS}/fontTable"),
        _Part("word/theme/theme1.xml", theme_part(), f"{_OFFICE}theme+xml", f"{RELATIONS}/theme"),
    ]
    for edge in edges.values():
        name = f"word/{edge.relation}.xml"
        parts.append(_Part(name, edge.content, f"{_WORD}{edge.kind}+xml", f"{RELATIONS}/{edge.kind}"))
    if draft.notes:
        notes = footnotes_part(draft.notes, draft.setup)
        parts.append(_Part("word/footnotes.xml", notes, f"{_WORD}footnotes+xml", f"{RELATIONS}/footnotes"))
    return parts if draft.source is None else parts + _source_parts(draft.source)


def _source_parts(source: str) -> list[_Part]:
    item, store = "customXml/item1.xml", f"{_OFFICE}customXmlProperties+xml"
    custom = f"{_OFFICE}custom-properties+xml"
    return [
        _Part(item, source_part(source), "application/xml", f"{RELATIONS}/customXml"),
        _Part("customXml/itemProps1.xml", source_store_part(), store, f"{RELATIONS}/customXmlProps", item),
        _Part("docProps/custom.xml", custom_part(source), custom, f"{RELATIONS}/custom-properties", ""),
    ]


def _relations_name(owner: str) -> str:
    folder, _, name = owner.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def _relations(entries: list[tuple[str, str, str]]) -> str:
    """Return a part of relations: id, type and target of each."""
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    made = "".join(
        f'<Relationship Id="{identity}" Type="{kind}" Target="{target}"/>' for identity, kind, target in entries
    )
    return f'{DECLARATION}<Relationships xmlns="{namespace}">{made}</Relationships>'


def _target(part: _Part) -> str:
    """Return the part's name as seen from its owner's folder."""
    return posixpath.relpath(part.name, posixpath.dirname(part.owner) or ".")


def _content_types(parts: list[_Part], extensions: list[str]) -> str:
    overrides = "".join(f'<Override PartName="/{part.name}" ContentType="{part.content_type}"/>' for part in parts)
    pictures = "".join(f'<Default Extension="{each}" ContentType="{_MEDIA_TYPES[each]}"/>' for each in extensions)
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{_PACKAGE}relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{pictures}{overrides}</Types>'
    )


def _zip(files: dict[str, bytes]) -> bytes:
    """Return an archive without a trace of clock or machine: content types first, then by name."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, files[name])
    return buffer.getvalue()
