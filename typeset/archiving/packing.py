"""From a source to its archival package."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from typeset.archive.bag.files import PAYLOAD, Info, bag_digest, bag_files
from typeset.archive.bag.names import ARCHIVE_NUMBER, bag_name
from typeset.archive.bag.provenance import Event, Making, making_of, provenance_xml
from typeset.archive.bag.signer import Signer
from typeset.archive.bag.writing import require_free, write_folder, write_zip
from typeset.archive.bag.zipped import zip_of
from typeset.archiving.companions import companions
from typeset.archiving.completeness import missing_facts
from typeset.backends.attached import METADATA_NAME, SOURCE_NAME
from typeset.backends.metadata import Known, document_metadata, metadata_xml, program_name
from typeset.errors import FILES, Issue, OutputError, Severity, SourceError, Where, quoted
from typeset.job import Composition, apart, compose, write_formats
from typeset.job.naming import date_of, title_of
from typeset.profiles import DEFAULT

if TYPE_CHECKING:
    from typeset.backends.pdf_process import PdfProcess

RECORD_FORMATS: Mapping[str, str] = {"pdfa": "pdf", "ofd": "ofd", "docx": "docx"}
"""The formats of a package, and how its files end."""

SOURCE_FOLDER = "source"
PROVENANCE_NAME, EXPLANATION_NAME = "premis.xml", "说明.txt"
EXPLANATION = Path(__file__).parents[1] / "archive" / "bag" / EXPLANATION_NAME
REPRODUCIBLE_DATE = "SOURCE_DATE_EPOCH"


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a package is made: where it goes, one ZIP file or a folder, signed by whom."""

    folder: Path = Path(".")
    is_zip: bool = False
    signer: Signer | None = None


@dataclass(frozen=True, slots=True)
class Archived:
    """A package that was written, the digest that stands for its content, and what was found in its document."""

    path: Path
    digest: str
    issues: tuple[Issue, ...]


Record: TypeAlias = Callable[[Composition, str], None]
"""Takes down that a document was archived with a digest; raises TypesetError when it may not be."""


def unrecorded(composition: Composition, digest: str) -> None:
    """Take nothing down."""


def archive(
    source: Path, wishes: Wishes, *, painter: "PdfProcess | None" = None, record: Record = unrecorded
) -> Archived:
    """Write the archival package of a source. Raises TypesetError: nothing is left then.

    SourceError has the whole list of what the document lacks. `record` is called when everything but the package's name
    is written.
    """
    composition = compose(source)
    if missing := missing_facts(composition):
        raise SourceError(missing)
    name = bag_name(composition.reading.document)
    target = wishes.folder / (f"{name}.zip" if wishes.is_zip else name)
    require_free(target)
    files = package_files(composition, name, wishes.signer, painter)
    digest = bag_digest(files)
    confirm = partial(record, composition, digest)
    if wishes.is_zip:
        write_zip(zip_of(files, name), target, confirm=confirm)
    else:
        write_folder(files, target, confirm=confirm)
    return Archived(target, digest, composition.issues)


def package_files(
    composition: Composition, name: str, signer: Signer | None = None, painter: "PdfProcess | None" = None
) -> dict[str, bytes]:
    """Return the files of the package of a composition; an unsigned one is the same bytes each time.

    Raises TypesetError.
    """
    payload = dict(_records(composition, name, painter))
    if signer:
        payload |= {file: signer.sign_pdf(content, file) for file, content in payload.items() if file.endswith(".pdf")}
    payload[METADATA_NAME] = _metadata(composition, payload)
    payload[EXPLANATION_NAME] = EXPLANATION.read_bytes()
    payload |= _sources(composition)
    payload[PROVENANCE_NAME] = _provenance(composition, payload, signer)
    return bag_files(payload, _info(composition), sign=signer.sign_content if signer else None)


def _records(composition: Composition, name: str, painter: "PdfProcess | None") -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the document and of every attachment that is bound apart, in every format."""
    parts = [(name, composition), *((f"{name}-附件{number}", part) for number, part in apart(composition))]
    for stem, part in parts:
        for kind, content in write_formats(part, tuple(RECORD_FORMATS), painter).items():
            yield f"{stem}.{RECORD_FORMATS[kind]}", content


def _sources(composition: Composition) -> dict[str, bytes]:
    source = Path(composition.reading.place().file or "")
    named = companions(source)
    if SOURCE_NAME in {name.casefold() for name in named}:
        message = f"引用的文件{quoted(SOURCE_NAME)}与归档包里源稿的名字相同"
        raise SourceError([Issue(FILES, Severity.ERROR, Where(str(source)), message, "请给它改个名字")])
    files = {SOURCE_NAME: composition.original, **named}
    return {f"{SOURCE_FOLDER}/{name}": content for name, content in files.items()}


def _metadata(composition: Composition, records: Mapping[str, bytes]) -> bytes:
    document, level = composition.reading.document, composition.profile.archive
    formats = f"PDF/A-{level.pdfa}, PDF/UA-1；{level.ofd} (GB/T 33190—2016)；DOCX"
    files = tuple((name, len(content)) for name, content in records.items())
    known = Known(title_of(document), len(composition.layout.pages), formats, files=files)
    return metadata_xml(document_metadata(document, known))


def _provenance(composition: Composition, payload: Mapping[str, bytes], signer: Signer | None) -> bytes:
    files = {f"{PAYLOAD}{name}": content for name, content in payload.items()}
    records = tuple(name for name in files if name.count("/") == 1 and name.endswith(tuple(RECORD_FORMATS.values())))
    events = [Event("creation", kept_date(composition), "按源稿排版，写成 PDF/A、OFD 和 Word 稿", records)]
    if signer:
        signed = tuple(name for name in records if name.endswith(".pdf"))
        events.append(Event("digital signature generation", signer.time, f"签名人：{signer.name}", signed))
    return provenance_xml(files, made_with(composition), events)


def made_with(composition: Composition) -> Making:
    """Return what the files of a composition are made with; a profile written in the source itself has no name."""
    style = composition.reading.document.style
    profile = style if isinstance(style, str) else "源稿自己写的" if style else DEFAULT
    return making_of(composition.fonts, profile, has_lean_glyphs=composition.profile.archive.has_lean_glyphs)


def _info(composition: Composition) -> Info:
    document = composition.reading.document
    return (
        ("Source-Organization", "、".join(issuer.name for issuer in document.issuers)),
        ("External-Description", title_of(document)),
        ("External-Identifier", document.number.text if document.number else ""),
        ("Internal-Sender-Identifier", document.archive.get(ARCHIVE_NUMBER, "")),
        ("Bagging-Date", kept_date(composition)),
        ("Bag-Software-Agent", program_name()),
    )


def kept_date(composition: Composition) -> str:
    """Return the date that a package bears: 成文日期, else 印发日期, else that of SOURCE_DATE_EPOCH, else "".

    It is never that of the clock. Raises OutputError for a SOURCE_DATE_EPOCH that is no time.
    """
    document = composition.reading.document
    if day := date_of(document):
        return day.isoformat()
    if printed := document.printing_date:
        return f"{printed.year:04}-{printed.month:02}-{printed.day:02}"
    given = os.environ.get(REPRODUCIBLE_DATE, "")
    try:
        return datetime.fromtimestamp(int(given), UTC).date().isoformat() if given else ""
    except (ValueError, OverflowError, OSError):
        raise OutputError(f"环境变量 {REPRODUCIBLE_DATE} 是{quoted(given)}，不是秒数；请改正或去掉") from None
