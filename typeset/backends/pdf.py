"""Paint a layout as a PDF with WeasyPrint, the only module that knows it."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pydyf
from weasyprint import CSS, HTML
from weasyprint import Document as PaintedDocument
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from typeset.backends.html import GlyphLine, Plate, Properties, glyph_lines, html_document, plates, style_sheet
from typeset.backends.pdf_archival import Archival, add_archival
from typeset.backends.pdf_glyphs import read_glyphs
from typeset.backends.pdf_ink import INKS, InkMode
from typeset.backends.pdf_metadata import add_metadata, add_output_intent
from typeset.backends.pdf_page import Palette, page_operators
from typeset.backends.pdf_plates import name_by_order, plate_objects
from typeset.backends.pdf_separation import separate
from typeset.backends.pdf_structure import Marks, add_structure, add_viewing, structure_tags
from typeset.errors import OutputError
from typeset.fonts import FontSet
from typeset.layout.result import Layout
from typeset.output_files import reason_of
from typeset.resources import data_folder
from typeset.standard import Role, mm_to_points


class FileFetcher(URLFetcher):  # type: ignore[misc]
    """Opens the files it is given and files below its folders; everything else ends the painting.

    `refused` names what was asked for in vain: within a picture WeasyPrint only logs the refusal.
    """

    def __init__(self, files: frozenset[Path], folders: tuple[Path, ...]) -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False)
        self._files = files
        self._folders = tuple(folder.resolve() for folder in folders)
        self.refused: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return a file's content. Raises FatalURLFetchingError, which nothing outside a picture swallows."""
        parts = urlsplit(url)
        path = Path(url2pathname(parts.path)).resolve()
        is_own = path in self._files or any(path.is_relative_to(folder) for folder in self._folders)
        if parts.scheme != "file" or parts.netloc or not is_own:
            self.refused.append(url)
            raise FatalURLFetchingError(f"refused: {url}")
        return URLFetcherResponse(url, path.read_bytes())


@dataclass(frozen=True, slots=True)
class _Job:
    """What is painted, how, and what the painter was given to read."""

    layout: Layout
    fonts: FontSet
    properties: Properties
    mode: InkMode
    archival: Archival | None
    lines: tuple[GlyphLine, ...]
    plates: tuple[Plate, ...]


def write_pdf(
    layout: Layout,
    fonts: FontSet,
    properties: Properties,
    *,
    folder: Path | None = None,
    mode: InkMode = InkMode.SCREEN,
    archival: Archival | None = None,
) -> bytes:
    """Return the PDF of a layout; the same layout, fonts and properties give the same bytes.

    `folder` is the document's own, the only one from which pictures may come; `archival` makes it PDF/A, in any mode
    but that of print. Raises OutputError for a picture that cannot be painted, and when the painter has no room for
    its own temporary files.
    """
    job = _Job(layout, fonts, properties, mode, archival, glyph_lines(layout, fonts), plates(layout))
    try:
        return _painted(job, folder)
    except OSError as error:
        raise OutputError(f"排不成 PDF：写不了临时文件，{reason_of(error)}；请检查临时文件夹和磁盘空间") from error


def _painted(job: _Job, folder: Path | None) -> bytes:
    configuration, sheet = _style(job.fonts, frozenset(line.role for line in job.lines))
    fetcher = FileFetcher(frozenset(), (folder,) if folder else ())
    page = HTML(string=html_document(job.layout, job.lines, job.plates, job.properties), url_fetcher=fetcher)
    painted = page.render(stylesheets=[sheet], font_config=configuration)

    def finish(document: PaintedDocument, pdf: pydyf.PDF) -> None:
        if fetcher.refused:
            raise OutputError(f"图片引用了文稿文件夹以外的“{fetcher.refused[0][:80]}”；请把它做进图片里")
        _finish(document, pdf, job)

    is_print = job.mode is InkMode.PRINT
    has_identifier = is_print or job.archival is not None
    version = "1.6" if is_print else "1.7"
    result: bytes = painted.write_pdf(finisher=finish, pdf_version=version, pdf_identifier=has_identifier)
    return result


@lru_cache(maxsize=8)
def _style(fonts: FontSet, used: frozenset[Role]) -> tuple[FontConfiguration, CSS]:
    """Parse the style sheet and load its faces once for all documents that use the same ones."""
    files = frozenset(fonts.face_of(role).file.resolve() for role in used)
    with _only_own_fonts():
        configuration = FontConfiguration()
        sheet = CSS(string=style_sheet(fonts, used), font_config=configuration, url_fetcher=FileFetcher(files, ()))
    return configuration, sheet


@contextmanager
def _only_own_fonts() -> Iterator[None]:
    """Let fontconfig read a configuration without any font, so that no system font can step in."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(data_folder("styles") / "fonts.conf")
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def _finish(document: PaintedDocument, pdf: pydyf.PDF, job: _Job) -> None:
    """Make real pages of what was painted, before it is written out: content, structure, inks, description."""
    widths = {font.hash.encode(): font.widths for font in document.fonts.values()}
    painted = [item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/Page"]
    streams = {item.reference: item for item in pdf.objects if isinstance(item, pydyf.Stream)}
    count = len(job.layout.pages)
    pages, sheet, shown = painted[:count], streams[painted[count]["Contents"]], painted[count + 1 :]
    glyphs = read_glyphs(sheet.stream, job.lines, widths, job.fonts)
    objects = plate_objects(shown, job.plates, streams)
    name_by_order(pdf)
    names = _named(pdf, pages[0], objects.values())
    palette = Palette(glyphs, INKS[job.mode], dict(zip(objects, names, strict=True)))
    marks = Marks(structure_tags(job.layout.paragraphs))
    for page, layout_page in zip(pages, job.layout.pages, strict=True):
        streams[page["Contents"]].stream = page_operators(layout_page, palette, marks)
        box = [0, 0, round(mm_to_points(layout_page.width_mm), 3), round(mm_to_points(layout_page.height_mm), 3)]
        page.update({key: pydyf.Array(box) for key in ("MediaBox", "BleedBox", "TrimBox")})
    _drop(pdf, painted[count:], sheet)
    separate(pdf, job.mode)
    add_structure(pdf, job.layout, marks, pages)
    add_viewing(pdf, job.layout.shown_numbers)
    add_metadata(pdf, job.properties, job.mode, archival=job.archival)
    if job.archival is not None:
        add_archival(pdf, job.archival, job.properties.date)
    if job.mode is InkMode.PRINT:
        add_output_intent(pdf)


def _named(pdf: pydyf.PDF, page: pydyf.Dictionary, objects: Iterable[pydyf.Stream]) -> list[str]:
    """Give pictures names in the resources that all pages share."""
    resources = next(item for item in pdf.objects if item.reference == page["Resources"])
    names = []
    for number, item in enumerate(objects, start=1):
        names.append(f"Picture{number}")
        resources["XObject"][names[-1]] = item.reference
    return names


def _drop(pdf: pydyf.PDF, pages: Sequence[pydyf.Dictionary], sheet: pydyf.Stream) -> None:
    """Take the painter's own pages, those of glyphs and pictures, out of the document."""
    kids = pdf.pages["Kids"]
    pdf.pages["Kids"] = pydyf.Array(kids[: len(kids) - 3 * len(pages)])
    pdf.pages["Count"] -= len(pages)
    for page in pages:
        page.clear()
    sheet.stream = []
