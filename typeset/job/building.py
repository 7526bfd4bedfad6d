"""The pipeline: a source file becomes a document, pages and files."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.errors import Issue, OutputError, Severity, SourceError, TypesetError
from typeset.job.composition import Composition, apart, archived_as, compose, numbered
from typeset.job.formats import DEFAULT_FORMATS, FORMATS, begin_pdf, pdf, write_formats
from typeset.job.naming import file_name
from typeset.output_files import write_file

if TYPE_CHECKING:
    from typeset.backends.pdf_process import PdfProcess


@dataclass(frozen=True)
class Built:
    """What became of one source: the files written, or why there are none; the issues either way."""

    source: Path
    files: tuple[Path, ...] = ()
    issues: tuple[Issue, ...] = ()
    failure: str = ""

    @property
    def has_errors(self) -> bool:
        """Tell whether an issue is an error."""
        return any(issue.severity is Severity.ERROR for issue in self.issues)


def build(
    path: Path,
    *,
    formats: Sequence[str] = DEFAULT_FORMATS,
    profile: str | None = None,
    painter: "PdfProcess | None" = None,
) -> tuple[Composition, dict[str, bytes]]:
    """Return the composition of a source and its files' contents by format. Raises TypesetError.

    With `painter` PDFs are painted in that process while the other formats are written in this one.
    """
    composition = compose(path, profile=profile)
    return composition, write_formats(composition, formats, painter)


def _parts(
    parts: Iterable[tuple[int, Composition]], formats: Sequence[str], painter: "PdfProcess | None"
) -> Iterator[tuple[str, bytes]]:
    """Yield the ending of the name and the content of every file of the attachments that are bound apart."""
    for number, part in parts:
        for name, content in write_formats(part, formats, painter).items():
            yield f"附件{number}.{FORMATS[name].suffix}", content


def _copies(
    composition: Composition, numbers: Sequence[int], painter: "PdfProcess | None"
) -> Iterator[tuple[str, bytes]]:
    """Yield the ending of every copy's name and its PDF; with `painter` the next is laid out while one is painted."""
    waiting = ""
    for number in numbers:
        copy, name = numbered(composition, number), f"{number:06}.pdf"
        if painter is None:
            yield name, pdf(copy)
            continue
        if waiting:
            yield waiting, painter.finish()
        begin_pdf(painter, copy)
        waiting = name
    if waiting and painter is not None:
        yield waiting, painter.finish()


def build_all(
    paths: Iterable[Path],
    folder: Path,
    *,
    formats: Sequence[str] = DEFAULT_FORMATS,
    profile: str | None = None,
    watermark: str | None = None,
    shows_grid: bool = False,
    copies: Sequence[int] = (),
    pdfa: str | None = None,
    ofd: str | None = None,
    workers: int = 1,
    painter: "PdfProcess | None" = None,
) -> Iterator[Built]:
    """Build every source into `folder`, in order; one that fails does not stop the rest.

    `copies` are the 份号 of the PDFs of each source, which then are built in this process; the Word draft is that of
    the first copy. Else `workers` processes build several sources at a time; `painter` serves where there is one.
    `pdfa` and `ofd` replace the level of PDF/A and the kind of OFD that the profile names.
    """
    taken: set[str] = set()
    look = _Look(tuple(formats), profile, watermark, shows_grid, tuple(copies), pdfa, ofd)
    tasks = [(path, look) for path in paths]
    if workers < 2 or len(tasks) < 2 or copies:
        yield from (_written(_attempt(task, painter), folder, taken) for task in tasks)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(min(workers, len(tasks))) as pool:
        for attempt in pool.map(_attempt, tasks):
            yield _written(attempt, folder, taken)


@dataclass(frozen=True)
class _Look:
    """What the user wants of the files of a run."""

    formats: tuple[str, ...]
    profile: str | None
    watermark: str | None
    shows_grid: bool
    copies: tuple[int, ...]
    pdfa: str | None
    ofd: str | None


@dataclass(frozen=True)
class _Attempt:
    """The outcome of one source before anything is written."""

    source: Path
    name: str = ""
    contents: Iterable[tuple[str, bytes]] | None = None
    issues: tuple[Issue, ...] = ()
    failure: str = ""


def _attempt(task: tuple[Path, _Look], painter: "PdfProcess | None" = None) -> _Attempt:
    path, look = task
    try:
        composition = compose(path, profile=look.profile, watermark=look.watermark, shows_grid=look.shows_grid)
        composition = archived_as(composition, pdfa=look.pdfa, ofd=look.ofd)
        if look.copies:
            composition = numbered(composition, look.copies[0])
        formats = [name for name in look.formats if name != "pdf" or not look.copies]
        written = write_formats(composition, formats, painter)
        contents = tuple((FORMATS[name].suffix, content) for name, content in written.items())
        parts = tuple(apart(composition))
        contents += tuple(_parts(parts, look.formats, painter))
    except SourceError as error:
        return _Attempt(path, issues=error.issues, failure=f"{path}：有{len(error.issues)}处错误，没有生成文件")
    except TypesetError as error:
        return _Attempt(path, failure=f"{path}：{error}")
    copies = _copies(composition, look.copies, painter) if "pdf" in look.formats else ()
    files = chain(contents, copies) if look.copies else contents
    found = [composition.issues, *(part.layout.issues for _, part in parts)]
    issues = tuple(dict.fromkeys(chain.from_iterable(found)))
    return _Attempt(path, file_name(composition.reading), files, issues)


def _written(attempt: _Attempt, folder: Path, taken: set[str]) -> Built:
    """Write the files of an attempt under a name that no other document of this run has."""
    if attempt.contents is None:
        return Built(attempt.source, (), attempt.issues, attempt.failure)
    name, count = attempt.name, 1
    while name.casefold() in taken:
        count += 1
        name = f"{attempt.name}（{count}）"
    taken.add(name.casefold())
    files: list[Path] = []
    try:
        for suffix, data in attempt.contents:
            files.append(write_file(folder / f"{name}.{suffix}", data))
    except OutputError as error:
        return Built(attempt.source, tuple(files), attempt.issues, str(error))
    return Built(attempt.source, tuple(files), attempt.issues)
