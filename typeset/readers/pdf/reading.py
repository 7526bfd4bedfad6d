"""Read everything that is painted on the pages of a PDF."""

from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pypdfium2

from typeset.errors import READABLE, Issue, Severity, Where
from typeset.input_files import file_bytes
from typeset.readers.pdf.characters import MOST_CHARACTERS, read_characters
from typeset.readers.pdf.drawings import read_drawings
from typeset.readers.pdf.opening import LARGEST_FILE_BYTES, MOST_PAGES, opened_pdf
from typeset.readers.pdf.painted import PdfFile, PdfFont, PdfPage
from typeset.readers.pdf.sheet import sheet_of

LONGEST_SECONDS = 30.0
"""After which no further page is begun: 500 dense pages take 5."""


def read_pdf(source: Path | bytes, *, name: str = "", with_pictures: bool = False) -> PdfFile:
    """Return what is painted on the pages of a PDF; `name` is what messages call bytes.

    `with_pictures` asks for the looks of its raster pictures.

    Pages past `MOST_PAGES` and pages that cannot be read are told by an Issue. Raises SourceError.
    """
    name = name or (str(source) if isinstance(source, Path) else "")
    data = file_bytes(source, LARGEST_FILE_BYTES) if isinstance(source, Path) else source
    with opened_pdf(data, name) as document:
        fonts: dict[int, PdfFont] = {}
        count = len(document)
        read = list(_pages(document, fonts, name, with_pictures=with_pictures))
        keywords = document.get_metadata_value("Keywords")
    pages = tuple(page for page in read if isinstance(page, PdfPage))
    issues = [issue for issue in read if isinstance(issue, Issue)]
    if len(read) < min(count, MOST_PAGES):
        message = f"读第{len(read)}页用时过长，后面的没有核对"
        issues.append(Issue(READABLE, Severity.WARNING, Where(name), message, "请重新导出这个文件，或分成几个核对"))
    elif count > MOST_PAGES:
        message = f"PDF 有{count}页，只核对前{MOST_PAGES}页"
        issues.append(Issue(READABLE, Severity.WARNING, Where(name), message, "请分成几个文件核对"))
    full = [page for page in pages if len(page.characters) + page.hidden >= MOST_CHARACTERS]
    issues += [_too_many(name, page) for page in full]
    return PdfFile(name, pages, count, keywords, tuple(issues))


def _pages(
    document: pypdfium2.PdfDocument, fonts: dict[int, PdfFont], name: str, *, with_pictures: bool
) -> Iterator[PdfPage | Issue]:
    """Yield the first pages, as many as can be read in time."""
    ends = monotonic() + LONGEST_SECONDS
    for index in range(min(len(document), MOST_PAGES)):
        if monotonic() > ends:
            return
        yield _page(document, index, fonts, name, with_pictures=with_pictures)


def _page(
    document: pypdfium2.PdfDocument, index: int, fonts: dict[int, PdfFont], name: str, *, with_pictures: bool
) -> PdfPage | Issue:
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        where = Where(name, page=index + 1)
        return Issue(READABLE, Severity.ERROR, where, "这一页已损坏，不能读取", "请重新导出这个文件")
    sheet = sheet_of(page)
    width_mm, height_mm = sheet.size_mm
    characters, hidden = read_characters(page, sheet, fonts)
    rules, shapes = read_drawings(page, sheet, with_pictures=with_pictures)
    label = document.get_page_label(index)
    turn = page.get_rotation()
    page.close()
    return PdfPage(index + 1, width_mm, height_mm, turn, tuple(characters), rules, shapes, label, hidden)


def _too_many(name: str, page: PdfPage) -> Issue:
    message = f"这一页的字符超过{MOST_CHARACTERS}个，只读了前面的"
    return Issue(READABLE, Severity.WARNING, Where(name, page=page.number), message)
