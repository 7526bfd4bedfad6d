"""安全性: nothing in the package can do harm or leads out of it."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from typeset.archive.bag.names import name_fault
from typeset.archive.verification.outcome import Verdict, judged, manual
from typeset.archive.verification.subject import METADATA_PATH, Kind, Subject, each
from typeset.backends.attached import METADATA_NAME, SOURCE_NAME
from typeset.errors import printable, quoted
from typeset.inspect.word.outside import outside_of_text

OWN_FILES = (SOURCE_NAME, METADATA_NAME)


def pdf_runs_nothing(subject: Subject) -> Verdict:
    """The PDF has no scripts, no actions but links in itself, no media, nothing outside of it."""

    def dangers(path: str) -> Iterator[str]:
        with subject.objects(path) as objects:
            yield from objects.dangers

    return judged(each(subject, ".pdf", dangers))


def nothing_else_is_carried(subject: Subject) -> Verdict:
    """PDF and OFD carry the source and the metadata, and no other file."""
    return judged(_strange_files(subject))


def _strange_files(subject: Subject) -> Iterator[str]:
    def in_pdf(path: str) -> Iterator[str]:
        with subject.objects(path) as objects:
            yield from _strange(objects.carried)

    readers = {".pdf": in_pdf, ".ofd": lambda path: _strange(subject.ofd(path).attachments)}
    for suffix, read in readers.items():
        if subject.kind is Kind.PACKAGE or subject.records(suffix):
            yield from each(subject, suffix, read)


def _strange(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if name not in OWN_FILES:
            yield f"附带了不认识的文件{quoted(name)}"


def word_draft_runs_nothing(subject: Subject) -> Verdict:
    """The Word draft has no macros, no embedded objects, nothing outside of it."""

    def dangers(path: str) -> Iterator[str]:
        yield from outside_of_text(subject.tree.read(path), PurePosixPath(path).name)

    return judged(each(subject, ".docx", dangers))


def names_are_safe(subject: Subject) -> Verdict:
    """Every name is NFC, stays inside of the package, and can be kept by every system."""
    listed = [path for digests in subject.manifests.listed.values() for path in digests]
    found = {path: name_fault(path) for path in (*subject.tree.sizes, *listed)}
    return judged(f"文件名“{printable(path[:80])}”{fault}" for path, fault in found.items() if fault)


def is_not_classified(subject: Subject) -> Verdict:
    """The document has no 密级; what has one is kept and checked by other rules."""
    level = subject.metadata.get("密级", "") if METADATA_PATH in subject.tree.sizes else ""
    return manual(f"密级是“{printable(level)}”：请按保密规定保管，在涉密的机器上查验") if level else judged(())
