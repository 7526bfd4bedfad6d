"""The pipeline: a source file becomes a document, pages and files."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.characters import is_invisible
from typeset.checks import document_issues
from typeset.errors import (
    FontError,
    Issue,
    OutputError,
    ProfileError,
    Severity,
    SourceError,
    TypesetError,
    UnsupportedError,
    printable,
)
from typeset.fonts import FontSet, load_fonts
from typeset.layout.heads.head import mark_text
from typeset.layout.page_numbers import NUMBER_ROLE
from typeset.layout.pages import lay_out, lay_out_apart
from typeset.layout.result import Layout
from typeset.layout.underlay import WATERMARK_ROLE, with_grid, with_watermark
from typeset.model import Document
from typeset.output_files import write_file
from typeset.profiles import NO_WATERMARK, Profile, load_profile
from typeset.readers import Reading, read_yaml
from typeset.readers.folder import SourceFolder
from typeset.standard import Role

if TYPE_CHECKING:
    from typeset.backends.html import Properties as PdfProperties
    from typeset.backends.pdf_ink import InkMode
    from typeset.backends.pdf_process import PdfProcess

DEFAULT_FORMATS = ("pdf", "docx")
LONGEST_NAME = 80
LONGEST_NAME_BYTES = 230  # of 255 that file systems allow: room for （2） and a suffix

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u2028\u2029]+')


@dataclass(frozen=True)
class Composition:
    """A document that has been read, laid out and measured, ready to be painted."""

    reading: Reading
    profile: Profile
    fonts: FontSet
    layout: Layout
    folder: Path
    source: str
    watermark: str | None = None
    shows_grid: bool = False

    @property
    def painted(self) -> Layout:
        """The layout with what lies under the pages of a PDF."""
        layout = with_watermark(self.layout, self.watermark, self.fonts) if self.watermark else self.layout
        return with_grid(layout) if self.shows_grid else layout

    @property
    def found(self) -> tuple[Issue, ...]:
        """Everything found so far, document first, pages after, silenced or not."""
        return (*self.reading.issues, *document_issues(self.reading), *self.fonts.issues(), *self.layout.issues)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What was found, without the rules that the document's 校对 silences."""
        silenced = {rule.rule for rule in self.reading.document.silenced}
        return tuple(issue for issue in self.found if issue.requirement not in silenced)


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


def compose(
    path: Path, *, profile: str | None = None, watermark: str | None = None, shows_grid: bool = False
) -> Composition:
    """Read a source and lay it out; `profile` replaces the document's own 样式, `watermark` the profile's 水印.

    `shows_grid` draws the grid under the pages of the PDF. Raises TypesetError.
    """
    reading = read_yaml(path)
    own = None if profile else reading.document.style
    with _placed(reading, is_own_profile=own is not None):
        style = load_profile(profile or own, folder=None if profile else path.parent)
        fonts = load_fonts(style.fonts, folder=style.folder, digits_from=style.digits_from)
        _require_glyphs("页码的样式", style.page_number.form, NUMBER_ROLE, fonts)
        _require_glyphs("水印", style.watermark, WATERMARK_ROLE, fonts)
        layout = lay_out(reading.document, style, fonts, reading.place, pictures=SourceFolder(path.parent))
    _require_glyphs("水印", watermark or "", WATERMARK_ROLE, fonts)
    source = path.read_text(encoding="utf-8-sig")
    under = None if (text := watermark or style.watermark) == NO_WATERMARK else text
    return Composition(reading, style, fonts, layout, path.parent, source, under, shows_grid)


def _require_glyphs(what: str, text: str, role: Role, fonts: FontSet) -> None:
    if missing := next((character for character in text if not fonts.covers(role, character)), None):
        raise ProfileError(f"{what}“{printable(text)}”里的“{printable(missing)}”字体里没有；请换一个字")


@contextmanager
def _placed(reading: Reading, *, is_own_profile: bool) -> Iterator[None]:
    """Raise SourceError, with its place, for what a document asks for and cannot have."""
    try:
        yield
    except UnsupportedError as error:
        raise SourceError([Issue("R-7.3.3-1", Severity.ERROR, reading.place(error.path), str(error))]) from error
    except (ProfileError, FontError) as error:
        if not is_own_profile:
            raise
        raise SourceError([Issue("S-4", Severity.ERROR, reading.place(("样式",)), str(error))]) from error


def numbered(composition: Composition, number: int) -> Composition:
    """Return the composition of the copy that has this 份号 (7.2.1)."""
    document = composition.reading.document.model_copy(update={"copy_number": f"{number:06}"})
    reading = replace(composition.reading, document=document)
    pictures = SourceFolder(composition.folder)
    layout = lay_out(document, composition.profile, composition.fonts, reading.place, pictures=pictures)
    return replace(composition, reading=reading, layout=layout)


def apart(composition: Composition) -> Iterator[tuple[int, Composition]]:
    """Yield the number and the composition of every attachment that is not bound with the text and has one of its own
    (R-7.3.7-4)."""
    document = composition.reading.document
    for index, part in enumerate(document.attachments):
        if part.not_bound and (part.body or part.attachments):
            pictures = SourceFolder(composition.folder)
            own = document.model_copy(update={"title": part.title})
            reading = replace(composition.reading, document=own)
            layout = lay_out_apart(
                document, index, composition.profile, composition.fonts, reading.place, pictures=pictures
            )
            yield index + 1, replace(composition, reading=reading, layout=layout, source="")


def pdf(composition: Composition) -> bytes:
    """Return the PDF of a composition."""
    from typeset.backends.pdf import write_pdf

    mode = _ink_mode(composition)
    properties = _pdf_properties(composition)
    return write_pdf(composition.painted, composition.fonts, properties, folder=composition.folder, mode=mode)


def _begin(painter: "PdfProcess", composition: Composition) -> None:
    """Begin to paint a composition in another process."""
    mode = _ink_mode(composition)
    properties = _pdf_properties(composition)
    painter.begin(composition.painted, composition.fonts, properties, folder=composition.folder, mode=mode)


def _ink_mode(composition: Composition) -> "InkMode":
    from typeset.backends.pdf_ink import InkMode

    return InkMode(composition.profile.colour)


def docx(composition: Composition) -> bytes:
    """Return the Word draft of a composition."""
    from typeset.backends.docx import NumberForm, Properties, write_docx

    number = composition.profile.page_number
    return write_docx(
        composition.layout,
        properties=Properties(*_described(composition), created=_date(composition)),
        source=composition.source or None,
        digits_from=composition.fonts.digits_from,
        number_form=NumberForm(number.form, number.size_pt),
        watermark=composition.watermark,
        is_black=composition.profile.colour == "灰",
    )


def _pdf_properties(composition: Composition) -> "PdfProperties":
    from typeset.backends.html import Properties as PdfProperties

    day = _date(composition)
    return PdfProperties(*_described(composition), date=day.isoformat() if day else "")


PAINTERS: Mapping[str, Callable[[Composition], bytes]] = {"pdf": pdf, "docx": docx}


def build(
    path: Path,
    *,
    formats: Sequence[str] = DEFAULT_FORMATS,
    profile: str | None = None,
    painter: "PdfProcess | None" = None,
) -> tuple[Composition, dict[str, bytes]]:
    """Return the composition of a source and its files' contents by format. Raises TypesetError.

    With `painter` the PDF is painted in that process while the other formats are written in this one.
    """
    composition = compose(path, profile=profile)
    return composition, _contents(composition, formats, painter)


def _contents(composition: Composition, formats: Sequence[str], painter: "PdfProcess | None") -> dict[str, bytes]:
    if painter is None or "pdf" not in formats:
        return {name: PAINTERS[name](composition) for name in formats}
    _begin(painter, composition)
    others = {name: PAINTERS[name](composition) for name in formats if name != "pdf"}
    painted = {"pdf": painter.finish(), **others}
    return {name: painted[name] for name in formats}


def _parts(
    parts: Iterable[tuple[int, Composition]], formats: Sequence[str], painter: "PdfProcess | None"
) -> Iterator[tuple[str, bytes]]:
    """Yield the ending of the name and the content of every file of the attachments that are bound apart."""
    for number, part in parts:
        for name, content in _contents(part, formats, painter).items():
            yield f"附件{number}.{name}", content


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
        _begin(painter, copy)
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
    workers: int = 1,
    painter: "PdfProcess | None" = None,
) -> Iterator[Built]:
    """Build every source into `folder`, in order; one that fails does not stop the rest.

    `copies` are the 份号 of the PDFs of each source, which then are built in this process; the Word draft is that of
    the first copy. Else `workers` processes build several sources at a time; `painter` serves where there is one.
    """
    taken: set[str] = set()
    look = _Look(tuple(formats), profile, watermark, shows_grid, tuple(copies))
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
        if look.copies:
            composition = numbered(composition, look.copies[0])
        formats = [name for name in look.formats if name != "pdf" or not look.copies]
        contents = tuple(_contents(composition, formats, painter).items())
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


def file_name(reading: Reading) -> str:
    """Return what the files of a document are called: number and title, safe on every system, NFC.

    One without a title, a 命令, is called by its mark and number.
    """
    document = reading.document
    number = document.number.text if document.number else ""
    parts = [number, _title(document)] if document.title else [_title(document)]
    visible = "".join(
        character for part in " ".join(filter(None, parts)) for character in part if not is_invisible(character)
    )
    name = _UNSAFE.sub("_", unicodedata.normalize("NFC", visible))[:LONGEST_NAME]
    while len(name.encode()) > LONGEST_NAME_BYTES:
        name = name[:-1]
    return name.strip(" .") or "公文"


def _date(composition: Composition) -> date | None:
    given = composition.reading.document.date
    return date(given.year, given.month, given.day) if given else None


def _described(composition: Composition) -> tuple[str, str, str]:
    """Return title, author and subject for a file's own properties."""
    document = composition.reading.document
    author = "、".join(issuer.name for issuer in document.issuers)
    return _title(document), author, document.number.text if document.number else ""


def _title(document: Document) -> str:
    """Return the title on one line; what has none is called by its mark and number."""
    if document.title:
        return document.title.replace("\n", "")
    return f"{mark_text(document)} {document.number.text if document.number else ''}".strip()
