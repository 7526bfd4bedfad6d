"""What is verified, and what it is held against; what is read back from its files, each once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path, PurePosixPath

from lxml import etree

from typeset.archive.bag.files import PAYLOAD, SEAL
from typeset.archive.bag.manifests import REQUIRED_ALGORITHM, digest_of
from typeset.archive.bag.provenance import Provenance, read_provenance
from typeset.archive.verification.digests import Manifests, read_manifests
from typeset.archive.verification.trees import BagError, Tree
from typeset.backends.attached import METADATA_NAME, SOURCE_NAME
from typeset.backends.metadata import read_metadata_xml
from typeset.errors import TypesetError
from typeset.inspect.ofd import OfdDocument, read_ofd
from typeset.inspect.pdf.objects import PdfObjects, pdf_objects
from typeset.readers.pdf import PdfFile, read_pdf

SOURCE_PATH = f"{PAYLOAD}source/{SOURCE_NAME}"
METADATA_PATH, PROVENANCE_PATH = f"{PAYLOAD}{METADATA_NAME}", f"{PAYLOAD}premis.xml"


class Kind(StrEnum):
    """What is verified."""

    PACKAGE = "归档包"
    FILE = "文件"


@dataclass(frozen=True, slots=True)
class Anchors:
    """What a verification is held against: trusted roots, a register, veraPDF; each may be missing."""

    roots: tuple[Path, ...] = ()
    register: Path | None = None
    verapdf: Path | None = None


@dataclass(frozen=True)
class Subject:
    """A package, or a single file, under verification."""

    kind: Kind
    tree: Tree
    anchors: Anchors = Anchors()
    _pages: dict[str, PdfFile] = field(default_factory=dict, repr=False, compare=False)
    _ofds: dict[str, OfdDocument] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def manifests(self) -> Manifests:
        """The manifests of the package."""
        return read_manifests(self.tree)

    @cached_property
    def digest(self) -> str:
        """What stands for the content: the digest of the seal of a package, or of a single file; "" without one."""
        path = SEAL if self.kind is Kind.PACKAGE else next(iter(self.tree.sizes))
        try:
            return digest_of(REQUIRED_ALGORITHM, self.tree.pieces(path)) if path in self.tree.sizes else ""
        except BagError:
            return ""

    def records(self, suffix: str) -> tuple[str, ...]:
        """Return the paths of the documents with a suffix, the main one first."""
        found = [path for path in self.tree.sizes if PurePosixPath(path).suffix.lower() == suffix]
        if self.kind is Kind.PACKAGE:
            found = [path for path in found if path.startswith(PAYLOAD) and path.count("/") == 1]
        return tuple(sorted(found, key=lambda path: (len(path), path)))

    def main(self, suffix: str) -> str:
        """Return the path of the document itself with a suffix. Raises BagError when there is none."""
        found = self.records(suffix)
        if not found:
            raise BagError(f"没有 {suffix[1:].upper()} 文件")
        return found[0]

    def pdf(self, path: str) -> PdfFile:
        """Return what is painted on the pages of a PDF. Raises TypesetError."""
        if path not in self._pages:
            self._pages[path] = read_pdf(self.tree.read(path), name=path)
        return self._pages[path]

    @contextmanager
    def objects(self, path: str) -> Iterator[PdfObjects]:
        """Give the objects of a PDF. Raises TypesetError."""
        with pdf_objects(self.tree.read(path)) as found:
            yield found

    def ofd(self, path: str) -> OfdDocument:
        """Return an OFD as it was read. Raises TypesetError."""
        if path not in self._ofds:
            self._ofds[path] = read_ofd(self.tree.read(path))
        return self._ofds[path]

    @cached_property
    def metadata(self) -> Mapping[str, str]:
        """The metadata by name, several values joined. Raises BagError."""
        found: dict[str, list[str]] = {}
        try:
            for name, value in read_metadata_xml(self.tree.read(METADATA_PATH)):
                found.setdefault(name, []).append(value)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise BagError("metadata.xml 不是完整的 XML") from error
        return {name: "；".join(values) for name, values in found.items()}

    @cached_property
    def provenance(self) -> Provenance:
        """How the files came to be. Raises BagError."""
        try:
            return read_provenance(self.tree.read(PROVENANCE_PATH))
        except (etree.XMLSyntaxError, ValueError) as error:
            raise BagError("premis.xml 不是程序写的 XML") from error


def each(
    subject: Subject, suffix: str, find: Callable[[str], Iterable[str]], *, main_only: bool = False
) -> Iterator[str]:
    """Yield what is found in the documents with a suffix, or in the main one, each with its name.

    That there is none, or that one cannot be read, is a finding as well.
    """
    paths = subject.records(suffix)
    if not paths:
        yield f"没有 {suffix[1:].upper()} 文件"
    for path in paths[:1] if main_only else paths:
        try:
            yield from (f"{PurePosixPath(path).name}：{finding}" for finding in find(path))
        except TypesetError as error:
            yield f"{PurePosixPath(path).name}：{reason(error)}"


def reason(error: TypesetError) -> str:
    """Return why a file cannot be read, in one line."""
    issues = getattr(error, "issues", ())
    return str(issues[0].message) if issues else str(error).splitlines()[0]
