"""Make a PDF an archival one: PDF/A-3a with its source and metadata attached, or PDF/A-2a (ISO 19005)."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import md5
from xml.sax.saxutils import escape

import pydyf

from typeset.backends.attached import Attachment
from typeset.backends.html import Properties
from typeset.backends.metadata import Metadatum
from typeset.resources import data_folder

LEVELS = ("3a", "2a")
NAMESPACES = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "typeset": "urn:typeset:metadata:1#",
}
SCREEN_PROFILE = "sRGB2014.icc"
_CONDITION = "sRGB IEC61966-2.1"


@dataclass(frozen=True, slots=True)
class Archival:
    """What makes a PDF archival: its level (one of LEVELS), what is known of the document, what travels inside it.

    PDF/A-2 allows no attachments but other PDF/A files: at level 2a `attachments` is empty.
    """

    level: str
    metadata: tuple[Metadatum, ...]
    attachments: tuple[Attachment, ...] = ()


def archival_entries(archival: Archival, properties: Properties) -> Iterator[str]:
    """Yield the properties of the XMP packet that an archival PDF has beside those of every PDF."""
    yield f"<pdfaid:part>{archival.level[0]}</pdfaid:part>"
    yield f"<pdfaid:conformance>{archival.level[1].upper()}</pdfaid:conformance>"
    yield "<dc:format>application/pdf</dc:format>"
    if properties.subject:
        yield f"<dc:identifier>{escape(properties.subject)}</dc:identifier>"
    if properties.date:
        yield f"<dc:date><rdf:Seq><rdf:li>{properties.date}</rdf:li></rdf:Seq></dc:date>"
    kinds = [datum.text for datum in archival.metadata if datum.element.xmp == "documentType"]
    if kinds:
        yield f"<dc:type><rdf:Bag><rdf:li>{escape(kinds[0])}</rdf:li></rdf:Bag></dc:type>"
    own = [datum for datum in archival.metadata if datum.element.xmp]
    for datum in own:
        yield f"<typeset:{datum.element.xmp}>{escape(datum.text)}</typeset:{datum.element.xmp}>"
    yield from _extensions(own)


def _extensions(own: Sequence[Metadatum]) -> Iterator[str]:
    """Yield the description of the properties that PDF/A does not know by itself, as it asks (6.6.2.3)."""
    yield "<pdfaExtension:schemas><rdf:Bag>"
    part = _property("part", "Integer", "internal", "Part of ISO 14289 to which the document conforms")
    yield _schema("PDF/UA identification", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid", [part])
    if own:
        described = [_property(datum.element.xmp, "Text", "external", datum.element.name) for datum in own]
        yield _schema("Metadata of an official document", NAMESPACES["typeset"], "typeset", described)
    yield "</rdf:Bag></pdfaExtension:schemas>"


def _schema(name: str, namespace: str, prefix: str, properties: Sequence[str]) -> str:
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{name}</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI>"
        f"<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{''.join(properties)}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )


def _property(name: str, kind: str, category: str, description: str) -> str:
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>'
        f"<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>"
        f"<pdfaProperty:category>{category}</pdfaProperty:category>"
        f"<pdfaProperty:description>{escape(description)}</pdfaProperty:description></rdf:li>"
    )


def add_archival(pdf: pydyf.PDF, archival: Archival, date: str) -> None:
    """Embed the colour profile of screens and the attachments; `date` (YYYY-MM-DD or empty) is the attachments'."""
    _add_screen_intent(pdf)
    if not archival.attachments:
        return
    files = [_embedded(pdf, attachment, date) for attachment in archival.attachments]
    names = zip(archival.attachments, files, strict=True)
    pairs = sorted((attachment.name, file.reference) for attachment, file in names)
    tree = [item for name, reference in pairs for item in (pydyf.String(name), reference)]
    pdf.catalog["Names"] = pydyf.Dictionary({"EmbeddedFiles": pydyf.Dictionary({"Names": pydyf.Array(tree)})})
    pdf.catalog["AF"] = pydyf.Array([file.reference for file in files])


def _embedded(pdf: pydyf.PDF, attachment: Attachment, date: str) -> pydyf.Dictionary:
    digest = md5(attachment.content, usedforsecurity=False).hexdigest()
    parameters = {"Size": len(attachment.content), "CheckSum": f"<{digest}>"}
    if date:
        parameters["ModDate"] = pydyf.String(f"D:{date.replace('-', '')}000000Z")
    described = {
        "Type": "/EmbeddedFile",
        "Subtype": f"/{attachment.media_type.replace('/', '#2f')}",
        "Filter": "/FlateDecode",
        "Params": pydyf.Dictionary(parameters),
    }
    content = pydyf.Stream([zlib.compress(attachment.content, 9)], described)
    pdf.add_object(content)
    place = pydyf.Dictionary({"F": content.reference, "UF": content.reference})
    file = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(attachment.name),
            "UF": pydyf.String(attachment.name),
            "Desc": pydyf.String(attachment.description),
            "AFRelationship": f"/{attachment.relationship}",
            "EF": place,
        }
    )
    pdf.add_object(file)
    return file


@cache
def _packed_screen_profile() -> bytes:
    return zlib.compress((data_folder("styles") / "icc" / SCREEN_PROFILE).read_bytes(), 9)


def _add_screen_intent(pdf: pydyf.PDF) -> None:
    profile = pydyf.Stream([_packed_screen_profile()], {"N": 3, "Alternate": "/DeviceRGB", "Filter": "/FlateDecode"})
    pdf.add_object(profile)
    intent = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFA1",
        "OutputConditionIdentifier": pydyf.String(_CONDITION),
        "Info": pydyf.String(_CONDITION),
        "DestOutputProfile": profile.reference,
    }
    pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary(intent)])
