"""Build a package again from its archived source, and compare the bytes."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from typeset.archive.bag.files import PAYLOAD
from typeset.archive.bag.provenance import Making
from typeset.archive.verification import Subject, Verdict, judged
from typeset.archive.verification.agreement import source_folder
from typeset.archive.verification.subject import METADATA_PATH, PROVENANCE_PATH, reason
from typeset.archiving.packing import made_with, package_files
from typeset.errors import TypesetError, quoted
from typeset.job import compose


def rebuilt(subject: Subject) -> Verdict:
    """Return whether what is not signed comes out byte for byte."""
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
        making = made_with(composition)
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
    known = {font.role for font in then.fonts}
    yield from (f"当时没有用{role}的字体 {font.name}" for role, font in fonts.items() if role not in known)
