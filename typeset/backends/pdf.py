"""Paint a layout as a PDF with WeasyPrint, the only module that knows it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pydyf
from weasyprint import CSS, HTML
from weasyprint import Document as PaintedDocument
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from typeset.backends.html import Box, Properties, html_document, pages_as_boxes, style_sheet, used_roles
from typeset.backends.pdf_structure import Marks, add_structure, add_viewing
from typeset.backends.pdf_text import rewrite
from typeset.fonts import FontSet
from typeset.layout.result import Layout
from typeset.resources import data_folder
from typeset.standard import Role


class FileFetcher(URLFetcher):  # type: ignore[misc]
    """Opens the font files it is given and files below its folders; everything else ends the painting."""

    def __init__(self, files: frozenset[Path], folders: tuple[Path, ...]) -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False)
        self._files = files
        self._folders = tuple(folder.resolve() for folder in folders)

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return a file's content. Raises FatalURLFetchingError, which nothing in WeasyPrint swallows."""
        parts = urlsplit(url)
        if parts.scheme != "file" or parts.netloc:
            raise FatalURLFetchingError(f"refused: {url}")
        path = Path(url2pathname(parts.path)).resolve()
        if path not in self._files and not any(path.is_relative_to(folder) for folder in self._folders):
            raise FatalURLFetchingError(f"refused: {url}")
        return URLFetcherResponse(url, path.read_bytes())


def write_pdf(layout: Layout, fonts: FontSet, properties: Properties, *, folder: Path | None = None) -> bytes:
    """Return the PDF of a layout; the same layout, fonts and properties give the same bytes.

    `folder` is the document's own, the only one besides the packaged data from which pictures may come.
    """
    boxes = pages_as_boxes(layout, fonts)
    configuration, sheet = _style(fonts, used_roles(layout, fonts), layout.grid.pitch_mm)
    folders = (data_folder("styles"), *([folder] if folder else []))
    page = HTML(string=html_document(layout, boxes, properties), url_fetcher=FileFetcher(frozenset(), folders))
    painted = page.render(stylesheets=[sheet], font_config=configuration)

    def finish(document: PaintedDocument, pdf: pydyf.PDF) -> None:
        _finish(document, pdf, boxes, layout)

    result: bytes = painted.write_pdf(finisher=finish)
    return result


@lru_cache(maxsize=8)
def _style(fonts: FontSet, used: frozenset[Role], pitch_mm: float) -> tuple[FontConfiguration, CSS]:
    """Parse the style sheet and load its faces once for all documents that use the same ones."""
    files = frozenset(fonts.face_of(role).file.resolve() for role in used)
    with _only_own_fonts():
        configuration = FontConfiguration()
        sheet = CSS(
            string=style_sheet(fonts, used, pitch_mm), font_config=configuration, url_fetcher=FileFetcher(files, ())
        )
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


def _finish(document: PaintedDocument, pdf: pydyf.PDF, boxes: tuple[tuple[Box, ...], ...], layout: Layout) -> None:
    """Write exact places, structure and viewing into the painted PDF before it is written out."""
    widths = {font.hash.encode(): font.widths for font in document.fonts.values()}
    marks = Marks(layout.paragraphs)
    pages = [item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/Page"]
    streams = {item.reference: item for item in pdf.objects if isinstance(item, pydyf.Stream)}
    for page, page_boxes in zip(pages, boxes, strict=True):
        stream = streams[page["Contents"]]
        stream.stream = rewrite(stream.stream, page_boxes, widths, marks.open_page(page_boxes))
    add_structure(pdf, marks, pages)
    add_viewing(pdf)
