"""Make a `Manuscript` of a PDF: its paragraphs and tables in order, page numbers out."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from typeset.errors import READABLE, Issue, Severity, SourceError, Where
from typeset.model.inline import escaped
from typeset.readers.manuscript import (
    Alignment,
    Look,
    Manuscript,
    ManuscriptItem,
    ManuscriptParagraph,
)
from typeset.readers.pdf.chunks import chunks_of, is_taken
from typeset.readers.pdf.drawings import is_figure
from typeset.readers.pdf.head_lines import in_reading_order
from typeset.readers.pdf.lines import Line, lines_of
from typeset.readers.pdf.notes import with_marks, without_notes
from typeset.readers.pdf.page_numbers import page_number
from typeset.readers.pdf.painted import PdfFile, PdfPage, Tint, tint_of
from typeset.readers.pdf.paragraphs import CELL_MM, Edges, Paragraph, edges_of, join_lines, text_of
from typeset.readers.pdf.reading import read_pdf
from typeset.readers.pdf.turned import upright_page

_LEADER = re.compile(r"(?:…{2,}|\.{5,}|·{5,})\d{1,4}$")
_CENTRED_WITHIN_MM = 3.0
_RIGHT_FROM_CELLS = 8


def read_pdf_text(path: Path) -> Manuscript:
    """Return the paragraphs and tables of a PDF; raises SourceError when it has none that can be read."""
    return manuscript_of_pdf(read_pdf(path, with_pictures=True))


def manuscript_of_pdf(file: PdfFile) -> Manuscript:
    """Return the paragraphs and tables on the pages of a PDF; raises SourceError when it has no text."""
    numbers = {page.number: page_number(lines_of(page)) for page in file.pages}
    pages = [upright_page(page) for page in file.pages]
    found = [_lines(page, numbers[page.number]) for page in pages]
    if not any(found):
        message = "PDF 里没有文字，也许是扫描件"
        raise SourceError([Issue(READABLE, Severity.ERROR, Where(file.name), message, "请用文字版的文件")])
    lines, notes = _without_notes(pages, found)
    lines, contents = _without_contents(lines)
    standing = [own for page, own in zip(pages, lines, strict=True) if page.width_mm <= page.height_mm]
    edges = edges_of([line for own in standing for line in own])
    items: list[ManuscriptItem] = []
    for chunk in chunks_of(pages, lines, file.name):
        items += _paragraphs(chunk, edges, file.name) if isinstance(chunk, list) else [chunk]
    dropped = [line for line in (*numbers.values(), *contents) if line is not None]
    left_out = tuple((Where(file.name, page=line.page), line.text) for line in dropped)
    issues = (*file.issues, *_pictures(pages, lines, file.name))
    return Manuscript(tuple(items), issues=issues, left_out=left_out, footnotes=notes)


def _without_notes(
    pages: Sequence[PdfPage], found: Sequence[Sequence[Line]]
) -> tuple[list[Sequence[Line]], tuple[tuple[str, str], ...]]:
    """Return the lines of the pages without the footnotes, and these."""
    sizes = Counter(round(line.size_pt, 1) for lines in found for line in lines for _ in line.characters)
    body_pt = sizes.most_common(1)[0][0]
    lines: list[Sequence[Line]] = []
    notes: list[tuple[str, str]] = []
    for page, own in zip(pages, found, strict=True):
        noted = without_notes(page, own, body_pt, known=len(notes))
        lines.append(noted.lines)
        notes += noted.notes
    return lines, tuple(notes)


def _without_contents(pages: Sequence[Sequence[Line]]) -> tuple[list[Sequence[Line]], list[Line]]:
    """Return the lines of the pages without those of 目录, which a source makes anew, and these."""
    contents = [line for lines in pages for line in lines if _LEADER.search(line.solid)]
    if contents:
        contents += [line for lines in pages for line in lines if line.solid == "目录"]
    return [[line for line in lines if line not in contents] for lines in pages], contents


def _lines(page: PdfPage, number: Line | None) -> list[Line]:
    """Return the lines of a page without its number, those of 版头 in the order in which they are read."""
    gone = {(c.x_mm, c.baseline_mm) for c in number.characters} if number is not None else set()
    lines = [line for line in lines_of(page) if (line.left_mm, line.characters[0].baseline_mm) not in gone]
    return in_reading_order(lines) if page.number == 1 else lines


def _paragraphs(pages: Sequence[Sequence[Line]], edges: Edges, name: str) -> Iterator[ManuscriptParagraph]:
    for paragraph in join_lines(pages, edges):
        first = paragraph.first
        where = Where(
            name,
            page=first.page,
            mm=(round(first.left_mm, 1), round(first.em_top_mm, 1)),
            size_mm=(round(first.right_mm - first.left_mm, 1), round(first.em_bottom_mm - first.em_top_mm, 1)),
        )
        indent = max(0, round((first.left_mm - edges.left_mm) / (CELL_MM / 2)))
        yield ManuscriptParagraph(
            with_marks(escaped(text_of(paragraph))), where, _look(paragraph, edges), paragraph.opens, indent
        )


def _look(paragraph: Paragraph, edges: Edges) -> Look:
    first = paragraph.first
    return Look(
        face=first.characters[0].font.name,
        size_pt=first.size_pt,
        is_bold=all(character.is_outlined for character in first.characters),
        is_red=all(tint_of(character.colour) is Tint.RED for character in first.characters),
        alignment=_alignment(paragraph, edges),
        first_line_cells=round((first.left_mm - edges.left_mm) / CELL_MM, 1),
        starts_page=paragraph.opens and first.em_top_mm < 45,
        top_mm=round(first.em_top_mm, 1),
        page=first.page,
    )


def _alignment(paragraph: Paragraph, edges: Edges) -> Alignment:
    first = paragraph.first
    if len(paragraph.lines) > 1 or first.left_mm < edges.left_mm + 2.6 * CELL_MM:
        return "both"
    if abs(first.centre_mm - (edges.left_mm + edges.right_mm) / 2) <= _CENTRED_WITHIN_MM:
        return "centre"
    return "right" if first.left_mm >= edges.left_mm + _RIGHT_FROM_CELLS * CELL_MM else "left"


def _pictures(pages: Sequence[PdfPage], lines: Sequence[Sequence[Line]], name: str) -> Iterator[Issue]:
    """Yield on which pages raster pictures were not taken over."""
    left = [
        page.number
        for page, own in zip(pages, lines, strict=True)
        if any(is_figure(shape) and not is_taken(shape, page, own) for shape in page.shapes)
    ]
    if left:
        message = f"第{'、'.join(map(str, left[:8]))}页有图片，没有取出"
        yield Issue(READABLE, Severity.INFO, Where(name), message, "请另存图片，在源稿里用“图”写上文件名")
