"""可用性: the files can be opened and read, by themselves and for long."""

from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath

from typeset.archive.bag.files import PAYLOAD
from typeset.archive.bag.provenance import FORMATS
from typeset.archive.verification.agreement import files_of_document
from typeset.archive.verification.outcome import Verdict, judged, manual
from typeset.archive.verification.subject import Kind, Subject, each, reason
from typeset.errors import Severity, TypesetError, printable
from typeset.inspect.ofd import ofd_faults
from typeset.inspect.pdf.verapdf import verapdf_faults
from typeset.readers.word.reading import word_file_of


def files_open(subject: Subject) -> Verdict:
    """Every document can be opened and read to its end, and is what its name says."""
    return judged(_unreadable(subject))


def _unreadable(subject: Subject) -> Iterator[str]:
    readers = {".pdf": _pdf_issues, ".ofd": _ofd_issues, ".docx": _word_issues}
    for suffix, read in readers.items():
        if subject.kind is Kind.PACKAGE or subject.records(suffix):
            yield from each(subject, suffix, partial(read, subject))
    if subject.kind is Kind.PACKAGE:
        yield from _unreadable_descriptions(subject)


def _unreadable_descriptions(subject: Subject) -> Iterator[str]:
    try:
        subject.metadata  # noqa: B018 - read for what it raises
        subject.provenance  # noqa: B018
        with files_of_document(subject.tree):
            return
    except TypesetError as error:
        yield reason(error)


def _pdf_issues(subject: Subject, path: str) -> Iterator[str]:
    yield from (issue.message for issue in subject.pdf(path).issues)


def _ofd_issues(subject: Subject, path: str) -> Iterator[str]:
    if not subject.ofd(path).pages:
        yield "没有一页"


def _word_issues(subject: Subject, path: str) -> Iterator[str]:
    file = word_file_of(subject.tree.read(path), PurePosixPath(path).name)
    yield from (issue.message for issue in file.issues if issue.severity is Severity.ERROR)


def formats_are_allowed(subject: Subject) -> Verdict:
    """Every file of the payload is of a format that can be kept."""
    kept = [path for path in subject.tree.sizes if subject.kind is Kind.FILE or path.startswith(PAYLOAD)]
    unknown = [path for path in kept if _suffix(path) not in FORMATS]
    return judged(f"“{printable(path[:80])}”不是归档的格式" for path in unknown)


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def pdf_has_the_form_of_pdfa(subject: Subject) -> Verdict:
    """The PDF says that it is PDF/A and has what that asks of the file as a whole."""
    return judged(each(subject, ".pdf", lambda path: _archival_faults(subject, path)), "本程序自查，不是独立校验")


def _archival_faults(subject: Subject, path: str) -> Iterator[str]:
    with subject.objects(path) as objects:
        yield from objects.archival_faults


def pdf_passes_verapdf(subject: Subject) -> Verdict:
    """VeraPDF, which has nothing to do with this program, finds nothing."""
    folder = subject.anchors.verapdf
    if folder is None:
        return manual("未做独立校验：没有给出 veraPDF（--verapdf）")

    def faults(path: str) -> Iterator[str]:
        with subject.objects(path) as objects:
            level = objects.level
        yield from verapdf_faults(subject.tree.read(path), level or "3a", folder)

    return judged(each(subject, ".pdf", faults), "veraPDF")


def ofd_keeps_the_rules(subject: Subject) -> Verdict:
    """The OFD keeps the rules of GB/T 33190, as far as the program knows them."""

    def faults(path: str) -> Iterator[str]:
        yield from map(str, ofd_faults(subject.tree.read(path)))

    return judged(each(subject, ".ofd", faults), "本程序的规则")


def fonts_are_embedded(subject: Subject) -> Verdict:
    """Every font of the PDF is in the file; those of the OFD are asked for by its rules."""

    def faults(path: str) -> Iterator[str]:
        with subject.objects(path) as objects:
            yield from objects.loose_fonts

    return judged(each(subject, ".pdf", faults))
