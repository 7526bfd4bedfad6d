"""Write what holds the pages of an OFD package together: resources, document, outline, attachments, OFD.xml."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import md5

from lxml import etree

from typeset.backends.attached import Attachment
from typeset.backends.html import Properties
from typeset.backends.metadata import Metadatum, program_name
from typeset.backends.ofd_fonts import FAMILIES, EmbeddedFont, suffix_of
from typeset.backends.ofd_pictures import EmbeddedPicture
from typeset.backends.ofd_xml import Numbering, array, child, children, number, root
from typeset.backends.outline import Bookmark, bookmarks
from typeset.layout.result import Layout

FOLDER = "Doc_0"


@dataclass(slots=True)
class _Entry:
    """A bookmark on a page (its index), with those below it."""

    bookmark: Bookmark
    page: int
    below: list["_Entry"]


def public_resources(fonts: Iterable[EmbeddedFont], contents: Sequence[bytes]) -> etree._Element:
    """Return the list of the fonts."""
    resources = root("Res", BaseLoc="Res")
    listed = child(resources, "Fonts")
    for font, content in zip(fonts, contents, strict=True):
        attributes = {"ID": str(font.id), "FontName": font.family, "FamilyName": FAMILIES[font.role]}
        attributes |= {"Serif": "true"} if font.is_serif else {}
        entry = child(listed, "Font", None, **attributes)
        child(entry, "FontFile", f"font_{font.id}.{suffix_of(content)}")
    return resources


def document_resources(pictures: Iterable[EmbeddedPicture]) -> etree._Element:
    """Return the list of the pictures."""
    resources = root("Res", BaseLoc="Res")
    listed = child(resources, "MultiMedias")
    for picture in pictures:
        entry = child(listed, "MultiMedia", ID=str(picture.id), Type="Image", Format=picture.format)
        child(entry, "MediaFile", f"image_{picture.id}.{picture.suffix}")
    return resources


def attachment_list(attachments: Iterable[Attachment], date: str) -> etree._Element:
    """Return the list of the attached files."""
    listed = root("Attachments")
    for index, attachment in enumerate(attachments, start=1):
        attributes = {"ID": f"A{index}", "Name": attachment.name}
        attributes |= {"Format": "XML" if attachment.name.endswith(".xml") else "TXT"}
        attributes |= {"CreationDate": f"{date}T00:00:00"} if date else {}
        attributes |= {"Size": number(len(attachment.content) / 1024), "Usage": str(attachment.relationship)}
        entry = child(listed, "Attachment", None, **attributes)
        child(entry, "FileLoc", f"Attachs/{file_name(attachment)}")
    return listed


def file_name(attachment: Attachment) -> str:
    """Return what an attached file is called in the package: a text, which OFD-A allows and every system opens."""
    return f"{attachment.name.rsplit('.', 1)[0]}.txt"


def document(
    layout: Layout, pages: Sequence[int], numbering: Numbering, *, has_pictures: bool, has_attachments: bool
) -> etree._Element:
    """Return the document: its pages by their identifiers and its outline."""
    made = root("Document")
    common = child(made, "CommonData")
    child(common, "MaxUnitID", str(numbering.last))
    first = layout.pages[0]
    child(child(common, "PageArea"), "PhysicalBox", array((0, 0, first.width_mm, first.height_mm)))
    child(common, "PublicRes", "PublicRes.xml")
    if has_pictures:
        child(common, "DocumentRes", "DocumentRes.xml")
    listed = child(made, "Pages")
    for index, page in enumerate(pages):
        child(listed, "Page", ID=str(page), BaseLoc=f"Pages/Page_{index}/Content.xml")
    entries = _outline(layout)
    if entries:
        _add_entries(child(made, "Outlines"), entries, pages)
    if has_attachments:
        child(made, "Attachments", "Attachments.xml")
    return made


def _outline(layout: Layout) -> list[_Entry]:
    """Return the bookmarks as a tree."""
    tops: list[_Entry] = []
    above: list[_Entry] = []
    for index, found in enumerate(bookmarks(layout)):
        for bookmark in found:
            entry = _Entry(bookmark, index, [])
            while above and above[-1].bookmark.level >= bookmark.level:
                above.pop()
            (above[-1].below if above else tops).append(entry)
            above.append(entry)
    return tops


def _add_entries(parent: etree._Element, entries: Sequence[_Entry], pages: Sequence[int]) -> None:
    for entry in entries:
        count = {"Count": str(len(entry.below))} if entry.below else {}
        element = child(parent, "OutlineElem", None, Title=entry.bookmark.text, **count)
        action = child(child(element, "Actions"), "Action", Event="CLICK")
        place = {
            "PageID": str(pages[entry.page]),
            "Left": "0",
            "Top": number(max(entry.bookmark.top_mm, 0)),
            "Zoom": "0",
        }
        child(child(action, "Goto"), "Dest", None, Type="XYZ", **place)
        _add_entries(element, entry.below, pages)


def package_root(
    properties: Properties, metadata: Sequence[Metadatum], parts: Iterable[bytes], *, is_archival: bool
) -> etree._Element:
    """Return OFD.xml: what the document says of itself. `parts` are the rest of the package, which its number is of."""
    made = root("OFD", Version="1.0", DocType="OFD-A" if is_archival else "OFD")
    body = child(made, "DocBody")
    information = child(body, "DocInfo")
    program, version = program_name().split(" ", 1)
    texts = {
        "DocID": _identity(parts, properties),
        "Title": properties.title,
        "Author": properties.author,
        "Subject": properties.subject,
        "CreationDate": properties.date,
        "ModDate": properties.date,
        "DocUsage": "Normal",
        "Creator": program,
        "CreatorVersion": version,
    }
    children(information, texts)
    if metadata:
        custom = child(information, "CustomDatas")
        for datum in metadata:
            child(custom, "CustomData", datum.text, Name=datum.element.name)
    child(body, "DocRoot", f"{FOLDER}/Document.xml")
    return made


def _identity(parts: Iterable[bytes], properties: Properties) -> str:
    """Return 32 hexadecimal digits made of what the package holds."""
    digest = md5(repr(properties).encode(), usedforsecurity=False)
    for part in parts:
        digest.update(md5(part, usedforsecurity=False).digest())
    return digest.hexdigest()
