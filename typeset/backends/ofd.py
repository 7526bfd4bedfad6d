"""Write a layout as OFD (GB/T 33190—2016), or as OFD for archives (OFD-A, GB/T 42133—2022)."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from typeset.backends.attached import Attachment
from typeset.backends.html import Properties
from typeset.backends.metadata import Metadatum
from typeset.backends.ofd_document import (
    FOLDER,
    attachment_list,
    document,
    document_resources,
    file_name,
    package_root,
    public_resources,
)
from typeset.backends.ofd_fonts import EmbeddedFont, Faces, file_of_glyphs, role_of_file, subset, suffix_of, used_faces
from typeset.backends.ofd_page import Resources, page_content
from typeset.backends.ofd_pictures import EmbeddedPicture, embedded, shown_pictures
from typeset.backends.ofd_xml import Numbering, serialised
from typeset.fonts import FontSet
from typeset.layout.page import Colour
from typeset.layout.result import Layout

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date that a ZIP file can state
_UNIX = 3
_COLOURS = {Colour.BLACK: "0 0 0", Colour.RED: "255 0 0", Colour.GREY: "128 128 128", Colour.LIGHT: "222 222 222"}
_GREYS = {**_COLOURS, Colour.RED: "0 0 0"}


@dataclass(frozen=True, slots=True)
class Contents:
    """What an OFD file carries beside its pages.

    `is_archival`: it is OFD-A; `is_grey`: it has no colours; `has_lean_glyphs`: small type may have lean outlines.
    """

    properties: Properties
    metadata: tuple[Metadatum, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    is_archival: bool = False
    is_grey: bool = False
    has_lean_glyphs: bool = True


def write_ofd(layout: Layout, fonts: FontSet, contents: Contents) -> bytes:
    """Return the OFD file of a layout; the same layout, fonts and contents give the same bytes.

    Raises OutputError for a picture that cannot be drawn.
    """
    numbering = Numbering()
    faces = Faces(fonts)
    embedded_fonts = _fonts(layout, fonts, faces, numbering, may_be_lean=contents.has_lean_glyphs)
    pictures = {
        file: embedded(file, width, numbering.next(), is_grey=contents.is_grey)
        for file, width in shown_pictures(layout).items()
    }
    resources = Resources(faces, embedded_fonts, pictures, _GREYS if contents.is_grey else _COLOURS)
    parts = _resource_parts(list(embedded_fonts.values()), list(pictures.values()))
    pages = []
    for index, page in enumerate(layout.pages):
        pages.append(numbering.next())
        parts[f"{FOLDER}/Pages/Page_{index}/Content.xml"] = serialised(page_content(page, resources, numbering))
    parts |= _attachment_parts(contents.attachments, contents.properties.date)
    has = {"has_pictures": bool(pictures), "has_attachments": bool(contents.attachments)}
    parts[f"{FOLDER}/Document.xml"] = serialised(document(layout, pages, numbering, **has))
    ordered = dict(sorted(parts.items()))
    told = package_root(contents.properties, contents.metadata, ordered.values(), is_archival=contents.is_archival)
    return _packed({"OFD.xml": serialised(told), **ordered})


def _fonts(
    layout: Layout, fonts: FontSet, faces: Faces, numbering: Numbering, *, may_be_lean: bool
) -> dict[Path, EmbeddedFont]:
    """Return the embedded fonts by the files of the faces that they stand for."""
    found = {}
    for file, use in used_faces(layout, faces).items():
        role = role_of_file(fonts, file)
        family = fonts.face_of(role).family
        glyphs = file_of_glyphs(file, use, may_be_lean=may_be_lean)
        found[file] = EmbeddedFont(numbering.next(), role, family, glyphs, frozenset(use.characters))
    return found


def _resource_parts(fonts: Sequence[EmbeddedFont], pictures: Sequence[EmbeddedPicture]) -> dict[str, bytes]:
    files = [subset(font.file, font.characters) for font in fonts]
    parts = {f"{FOLDER}/PublicRes.xml": serialised(public_resources(fonts, files))}
    for font, file in zip(fonts, files, strict=True):
        parts[f"{FOLDER}/Res/font_{font.id}.{suffix_of(file)}"] = file
    if pictures:
        parts[f"{FOLDER}/DocumentRes.xml"] = serialised(document_resources(pictures))
    for picture in pictures:
        parts[f"{FOLDER}/Res/image_{picture.id}.{picture.suffix}"] = picture.content
    return parts


def _attachment_parts(attachments: Sequence[Attachment], date: str) -> dict[str, bytes]:
    if not attachments:
        return {}
    listed = {f"{FOLDER}/Attachments.xml": serialised(attachment_list(attachments, date))}
    return listed | {f"{FOLDER}/Attachs/{file_name(attachment)}": attachment.content for attachment in attachments}


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a ZIP file without anything of the day or the machine in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = _UNIX
            is_packed = name.endswith((".png", ".jpg"))
            entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            package.writestr(entry, content, compresslevel=9)
    return made.getvalue()
