"""The formats that a document is written in: a table of names, endings and writers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from typeset.job.composition import Composition
from typeset.job.naming import date_of, described, title_of

if TYPE_CHECKING:
    from typeset.backends.attached import Attachment
    from typeset.backends.html import Properties as PdfProperties
    from typeset.backends.metadata import Metadatum
    from typeset.backends.pdf_archival import Archival
    from typeset.backends.pdf_ink import InkMode
    from typeset.backends.pdf_process import PdfProcess


def pdf(composition: Composition) -> bytes:
    """Return the PDF of a composition."""
    from typeset.backends.pdf import write_pdf

    mode, properties = _ink_mode(composition), _pdf_properties(composition)
    return write_pdf(composition.painted, composition.fonts, properties, folder=composition.folder, mode=mode)


def begin_pdf(painter: "PdfProcess", composition: Composition) -> None:
    """Begin to paint the PDF of a composition in another process."""
    mode, properties = _ink_mode(composition), _pdf_properties(composition)
    painter.begin(composition.painted, composition.fonts, properties, folder=composition.folder, mode=mode)


def pdfa(composition: Composition) -> bytes:
    """Return the archival PDF of a composition: PDF/A of the level that its profile names (存档)."""
    from typeset.backends.pdf import write_pdf

    return write_pdf(
        composition.painted,
        composition.fonts,
        _pdf_properties(composition),
        folder=composition.folder,
        mode=_archival_mode(composition),
        archival=_archival(composition),
    )


def _begin_pdfa(painter: "PdfProcess", composition: Composition) -> None:
    painter.begin(
        composition.painted,
        composition.fonts,
        _pdf_properties(composition),
        folder=composition.folder,
        mode=_archival_mode(composition),
        archival=_archival(composition),
    )


def ofd(composition: Composition) -> bytes:
    """Return the OFD of a composition: plain, or OFD-A where its profile says so (存档)."""
    from typeset.backends.ofd import Contents, write_ofd
    from typeset.backends.pdf_ink import InkMode

    kind = composition.profile.archive.ofd
    data = _metadata(composition, f"{kind} (GB/T 33190—2016)")
    contents = Contents(
        _pdf_properties(composition),
        data,
        _attachments(composition, data),
        is_archival=kind == "OFD-A",
        is_grey=_archival_mode(composition) is InkMode.GREY,
        has_lean_glyphs=composition.profile.archive.has_lean_glyphs,
    )
    return write_ofd(composition.painted, composition.fonts, contents)


def docx(composition: Composition) -> bytes:
    """Return the Word draft of a composition."""
    from typeset.backends.docx import NumberForm, Properties, write_docx

    number = composition.profile.page_number
    return write_docx(
        composition.layout,
        properties=Properties(*described(composition.reading.document), created=date_of(composition.reading.document)),
        source=composition.source or None,
        digits_from=composition.fonts.digits_from,
        number_form=NumberForm(number.form, number.size_pt),
        watermark=composition.watermark,
        is_black=composition.profile.colour == "灰",
    )


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is written: its files' ending, its writer, and how a second process begins to paint it."""

    suffix: str
    write: Callable[[Composition], bytes]
    begin: "Callable[[PdfProcess, Composition], None] | None" = None


FORMATS: Mapping[str, Format] = {
    "pdf": Format("pdf", pdf, begin_pdf),
    "docx": Format("docx", docx),
    "pdfa": Format("pdfa.pdf", pdfa, _begin_pdfa),
    "ofd": Format("ofd", ofd),
}
"""Every format that `typeset build --formats` knows."""

DEFAULT_FORMATS = ("pdf", "docx")


def write_formats(
    composition: Composition, formats: Sequence[str], painter: "PdfProcess | None" = None
) -> dict[str, bytes]:
    """Return the contents of a composition's files by format.

    With `painter` PDFs are painted in that process, the first of them while the other formats are written in this one.
    """
    painted = [name for name in formats if painter is not None and FORMATS[name].begin is not None]
    others = [name for name in formats if name not in painted]
    found: dict[str, bytes] = {}
    for name in painted[:1]:
        found |= _painted(composition, name, painter, others)
    found |= {name: FORMATS[name].write(composition) for name in others if name not in found}
    for name in painted[1:]:
        found |= _painted(composition, name, painter, ())
    return {name: found[name] for name in formats}


def _painted(
    composition: Composition, name: str, painter: "PdfProcess | None", meanwhile: Sequence[str]
) -> dict[str, bytes]:
    """Return a PDF from the painter's process, and the formats that were written meanwhile."""
    begin = FORMATS[name].begin
    assert painter is not None and begin is not None
    begin(painter, composition)
    found: dict[str, bytes] = {}
    try:
        found = {other: FORMATS[other].write(composition) for other in meanwhile}
    finally:  # whatever happens here, the next document must not get this one's PDF
        found[name] = painter.finish()
    return found


def _ink_mode(composition: Composition) -> "InkMode":
    from typeset.backends.pdf_ink import InkMode

    return InkMode(composition.profile.colour)


def _archival_mode(composition: Composition) -> "InkMode":
    """Return the colours of an archival copy: those of a screen, or greys.

    It is kept to be read, not to be printed on a press or on paper that has its red head already.
    """
    from typeset.backends.pdf_ink import InkMode

    return InkMode.GREY if _ink_mode(composition) is InkMode.GREY else InkMode.SCREEN


def _pdf_properties(composition: Composition) -> "PdfProperties":
    from typeset.backends.html import Properties as PdfProperties

    day = date_of(composition.reading.document)
    return PdfProperties(*described(composition.reading.document), date=day.isoformat() if day else "")


def _archival(composition: Composition) -> "Archival":
    from typeset.backends.pdf_archival import Archival

    level = composition.profile.archive.pdfa
    data = _metadata(composition, f"PDF/A-{level}, PDF/UA-1")
    return Archival(level, data, () if level.startswith("2") else _attachments(composition, data))


def _metadata(composition: Composition, format_name: str) -> "tuple[Metadatum, ...]":
    from typeset.backends.metadata import Known, document_metadata

    document = composition.reading.document
    return document_metadata(document, Known(title_of(document), len(composition.layout.pages), format_name))


def _attachments(composition: Composition, data: "tuple[Metadatum, ...]") -> "tuple[Attachment, ...]":
    from typeset.backends.attached import attachments_of
    from typeset.backends.metadata import metadata_xml

    return attachments_of(composition.original, metadata_xml(data))
