"""Verify a package or a single file: what it is, every item, and on demand by building it again."""

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from typeset.archive.bag.files import PAYLOAD
from typeset.archive.bag.provenance import Making, making_of
from typeset.archive.verification import (
    Anchors,
    BagError,
    Judged,
    Kind,
    Property,
    Subject,
    Verdict,
    Verification,
    judge_all,
    judged,
    open_tree,
    tree_of,
)
from typeset.archive.verification.agreement import source_folder
from typeset.archive.verification.subject import METADATA_PATH, PROVENANCE_PATH, reason
from typeset.archive.verification.trees import LARGEST_READ_BYTES
from typeset.archiving.packing import package_files, profile_name
from typeset.errors import TypesetError, quoted
from typeset.job import compose

FILES = (".pdf", ".ofd", ".docx")


def verify(path: Path, anchors: Anchors = Anchors(), *, rebuild: bool = False) -> Verification:  # noqa: B008 - frozen
    """Return every item of a package in a folder or ZIP file, or of a single PDF, OFD or Word file.

    `rebuild` builds the package again from its source and compares the bytes. Nothing is changed. Raises BagError when
    it cannot be read at all, or is none of these.
    """
    subject = _subject(path, anchors)
    items = list(judge_all(subject))
    if rebuild:
        if subject.kind is not Kind.PACKAGE:
            raise BagError("--rebuild 只能用于归档包；请给出归档包的文件夹或 ZIP 文件")
        items.append(Judged("真-12", Property.AUTHENTICITY, "用归档的源稿重排，逐字节相同", _rebuilt(subject)))
        items.sort(key=lambda item: list(Property).index(item.property))
    return Verification(str(path), subject.kind.value, subject.digest, tuple(items))


def _subject(path: Path, anchors: Anchors) -> Subject:
    if path.is_dir() or (path.suffix.lower() not in FILES and zipfile.is_zipfile(path)):
        return Subject(Kind.PACKAGE, open_tree(path), anchors)
    if path.suffix.lower() not in FILES:
        raise BagError(f"“{path}”不是归档包，也不是 PDF、OFD 或 Word 文件；请核对文件")
    try:
        if path.stat().st_size > LARGEST_READ_BYTES:
            raise BagError(f"“{path}”太大，没有读取；请核对文件")
        return Subject(Kind.FILE, tree_of({path.name: path.read_bytes()}, path.name), anchors)
    except OSError as error:
        raise BagError(f"“{path}”打不开；请检查路径和权限") from error


def _rebuilt(subject: Subject) -> Verdict:
    try:
        return judged(_differences(subject))
    except TypesetError as error:
        return judged([f"不能重排：{reason(error)}"])


def _differences(subject: Subject) -> Iterator[str]:
    """Yield the files that come out differently, and then what the program and fonts were that now are others.

    A signed PDF begins with the rebuilt one; what tells of signing, or of the files' sizes, differs by it.
    """
    with source_folder(subject.tree) as source:
        composition = compose(source)
        stem = PurePosixPath(subject.main(".pdf")).stem
        files = package_files(composition, stem)
        making = making_of(composition.fonts, profile_name(composition))
    signed = {path for path in subject.records(".pdf") if subject.tree.read(path) != files.get(path)}
    signed = {path for path in signed if path in files and subject.tree.read(path).startswith(files[path])}
    told = {METADATA_PATH, PROVENANCE_PATH} if signed else set()
    differing = [
        path
        for path, content in files.items()
        if path.startswith(PAYLOAD)
        and path not in signed | told
        and (path not in subject.tree.sizes or subject.tree.read(path) != content)
    ]
    yield from (f"{quoted(path)}与重排的不同" for path in differing)
    if differing:
        yield from _other_means(subject.provenance.making, making)


def _other_means(then: Making, now: Making) -> Iterator[str]:
    """Yield what the files were made with and are not now."""
    for name, version in then.versions.items():
        if now.versions.get(name) != version:
            yield f"当时用的 {name} 是 {version}，现在是 {now.versions.get(name, '没有')}"
    fonts = {font.role: font for font in now.fonts}
    for font in then.fonts:
        if font.role not in fonts or fonts[font.role].sha256 != font.sha256:
            current = f"{fonts[font.role].name}" if font.role in fonts else "没有"
            yield f"当时{font.role}用的字体是 {font.name}（SHA-256 {font.sha256[:16]}…），现在是 {current}"
