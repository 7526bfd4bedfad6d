"""Write what a PDF claims to be (PDF/UA-1, PDF/X-4, PDF/A) and its description as XMP: same document, same bytes."""

import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import md5
from pathlib import Path
from types import MappingProxyType
from uuid import UUID
from xml.sax.saxutils import escape

import pydyf

from typeset.backends.html import Properties
from typeset.backends.pdf_archival import NAMESPACES as ARCHIVAL_NAMESPACES
from typeset.backends.pdf_archival import Archival, archival_entries
from typeset.backends.pdf_ink import InkMode
from typeset.resources import data_folder

# PDF/X-4 asks for dates; a document without 成文日期 gets the one that is known to mean none.
_NO_DATE = "1970-01-01"
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
}
_KEYWORDS: Mapping[InkMode, str] = MappingProxyType(
    {InkMode.PREPRINTED: InkMode.PREPRINTED.value, InkMode.GREY: InkMode.GREY.value}
)
OUTPUT_CONDITION = "FOGRA39"
OUTPUT_PROFILE = "ISOcoated_v2_300_bas.icc"
_CONDITION_TEXT = "Offset printing according to ISO 12647-2 on coated paper (ISO Coated v2 300%, basICColor)"


def output_profile() -> Path:
    """Return the file of the colour profile that print files are made for."""
    return data_folder("styles") / "icc" / OUTPUT_PROFILE


def add_metadata(pdf: pydyf.PDF, properties: Properties, mode: InkMode, *, archival: Archival | None = None) -> None:
    """Write the XMP packet; a print file also gets what PDF/X-4 asks of its information dictionary.

    A file whose red parts are left out or black says so in its keywords: whoever checks it has to know.
    """
    is_print, keywords = mode is InkMode.PRINT, _KEYWORDS.get(mode, "")
    day = properties.date or (_NO_DATE if is_print else "")
    pdf.info["Creator"] = pydyf.String("typeset")
    if is_print:
        pdf.info["Trapped"] = "/False"
        pdf.info["GTS_PDFXVersion"] = pydyf.String("PDF/X-4")
        for key in ("CreationDate", "ModDate"):
            pdf.info[key] = pydyf.String(f"D:{day.replace('-', '')}000000Z")
    producer = str(pdf.info["Producer"].string)
    entries = list(_entries(properties, day, producer, is_print=is_print))
    if keywords:
        pdf.info["Keywords"] = pydyf.String(keywords)
        entries.append(_element("pdf:Keywords", keywords))
    namespaces = _NAMESPACES
    if archival is not None:
        entries += archival_entries(archival, properties)
        namespaces = {**_NAMESPACES, **ARCHIVAL_NAMESPACES}
    packet = _packet(entries, namespaces)
    stream = pydyf.Stream([packet.encode()], {"Type": "/Metadata", "Subtype": "/XML"})
    pdf.add_object(stream)
    pdf.catalog["Metadata"] = stream.reference


def _entries(properties: Properties, day: str, producer: str, *, is_print: bool) -> Iterator[str]:
    """Yield the properties of the packet as elements."""
    yield _element("pdfuaid:part", "1")
    yield f"<dc:title>{_alternative(properties.title)}</dc:title>"
    if properties.author:
        yield f"<dc:creator><rdf:Seq><rdf:li>{escape(properties.author)}</rdf:li></rdf:Seq></dc:creator>"
    if properties.subject:
        yield f"<dc:description>{_alternative(properties.subject)}</dc:description>"
    yield f"<dc:language><rdf:Bag><rdf:li>{escape(properties.language)}</rdf:li></rdf:Bag></dc:language>"
    yield _element("pdf:Producer", producer)
    yield _element("xmp:CreatorTool", "typeset")
    if day:
        time = f"{day}T00:00:00Z" if is_print else day
        yield _element("xmp:CreateDate", time)
        yield _element("xmp:ModifyDate", time)
    if is_print:
        yield _element("xmp:MetadataDate", f"{day}T00:00:00Z")
        yield _element("pdf:Trapped", "False")
        yield _element("pdfxid:GTS_PDFXVersion", "PDF/X-4")
        yield _element("xmpMM:DocumentID", f"uuid:{_identity(properties)}")
        yield _element("xmpMM:RenditionClass", "default")
        yield _element("xmpMM:VersionID", "1")


def _identity(properties: Properties) -> UUID:
    """Return a number for the document made of what it says of itself."""
    said = "\0".join((properties.title, properties.author, properties.subject, properties.date))
    return UUID(bytes=md5(said.encode(), usedforsecurity=False).digest())


def _element(name: str, value: str) -> str:
    return f"<{name}>{escape(value)}</{name}>"


def _alternative(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'


def _packet(entries: list[str], namespaces: Mapping[str, str]) -> str:
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in namespaces.items())
    lines = [
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
        f'<rdf:Description rdf:about="" {spaces}>',
        *entries,
        "</rdf:Description></rdf:RDF></x:xmpmeta>",
        '<?xpacket end="r"?>',
    ]
    return "\n".join(lines)


@cache
def _packed_profile() -> bytes:
    return zlib.compress(output_profile().read_bytes(), 9)


def add_output_intent(pdf: pydyf.PDF) -> None:
    """Name the printing condition and embed its profile (PDF/X-4)."""
    profile = pydyf.Stream([_packed_profile()], {"N": 4, "Alternate": "/DeviceCMYK", "Filter": "/FlateDecode"})
    pdf.add_object(profile)
    intent = pydyf.Dictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFX",
            "OutputConditionIdentifier": pydyf.String(OUTPUT_CONDITION),
            "OutputCondition": pydyf.String(_CONDITION_TEXT),
            "RegistryName": pydyf.String("http://www.color.org"),
            "Info": pydyf.String(f"{OUTPUT_CONDITION}, {OUTPUT_PROFILE}"),
            "DestOutputProfile": profile.reference,
        }
    )
    pdf.catalog["OutputIntents"] = pydyf.Array([intent])
