"""A Word file of any origin as a `Manuscript`: what stands in it, and how it looks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import PurePath

from typeset.errors import Where
from typeset.model.inline import Span, find_numbering
from typeset.readers.manuscript import (
    Look,
    Manuscript,
    ManuscriptCell,
    ManuscriptItem,
    ManuscriptParagraph,
    ManuscriptPicture,
    ManuscriptTable,
)
from typeset.readers.word.content import Cell, Item, Paragraph, Picture, Row, Run, RunLook, Table, WordFile
from typeset.readers.word.draft_notes import note_text
from typeset.readers.word.marked_text import marked

_COLOUR = re.compile("[0-9A-Fa-f]{6}")
_LEAST_RED, _MOST_OTHER = 0xA0, 0x70
_NO_DATA = re.compile(r"抄\s*送\s*[：:]|印发$|签发人\s*[：:]|[（(]\s*印章\s*[）)]")
_MARK_PT = 26.0  # type as large as this in a table is a 发文机关标志


def manuscript_of(file: WordFile) -> Manuscript:
    """Return what stands in a Word file, in order; tables that only place text on the page are paragraphs."""
    marks = {key: str(number) for number, key in enumerate(file.notes, start=1)}
    notes = tuple((marks[key], note_text(paragraphs)) for key, paragraphs in file.notes.items())
    writer = _Writer(marks, PurePath(file.file).stem)
    return Manuscript(tuple(writer.items(file.items)), file.issues, footnotes=notes)


class _Writer:
    """Turns items into those of a manuscript; knows whether an empty line stands above the next one."""

    def __init__(self, marks: Mapping[str, str], stem: str) -> None:
        self._marks = marks
        self._stem = stem
        self._opens = True
        self._pictures = 0

    def items(self, items: Sequence[Item]) -> Iterator[ManuscriptItem]:
        for item in items:
            if isinstance(item, Paragraph):
                yield from self._paragraph(item)
            elif _is_placing(item):
                for row in item.rows:
                    yield from self._row(row)
            else:
                yield from self._table(item)

    def _paragraph(self, paragraph: Paragraph) -> Iterator[ManuscriptItem]:
        """Yield the lines of a paragraph and the pictures in it."""
        self._opens = self._opens or paragraph.starts_page
        is_first = True
        for line in _lines(paragraph):
            look = _look(paragraph, line, starts_page=paragraph.starts_page and is_first)
            text = self._text(line, is_bold=bool(look.is_bold)).strip()
            if text:
                yield ManuscriptParagraph(text, paragraph.where, look, self._opens)
                self._opens = is_first = False
        if is_first and not paragraph.pictures:
            self._opens = True
        for picture in paragraph.pictures:
            yield self._picture(picture, paragraph.where)

    def _text(self, runs: Sequence[Run], *, is_bold: bool) -> str:
        """Return text with its markup; where all of it is bold, or its numbered lead, that is the look of a heading."""
        spans = [
            Span("", note=self._marks.get(run.note, run.note))
            if run.note is not None
            else Span(run.text, run.look.is_bold and not is_bold and bool(run.text.strip()))
            for run in runs
        ]
        if find_numbering("".join(span.text for span in spans).lstrip()):
            lead = next((place for place, span in enumerate(spans) if not span.bold and span.text), len(spans))
            spans = [Span(span.text, note=span.note) for span in spans[:lead]] + spans[lead:]
        return marked(spans)

    def _picture(self, picture: Picture, where: Where) -> ManuscriptPicture:
        self._pictures += 1
        self._opens = False
        suffix, data = ("svg", picture.scalable) if picture.scalable else (picture.suffix, picture.data)
        return ManuscriptPicture(f"{self._stem}-图{self._pictures}.{suffix}", data, where, picture.width_mm)

    def _row(self, row: Row) -> Iterator[ManuscriptItem]:
        """Yield a row of a table that only places text: what stands side by side is one paragraph."""
        paragraphs = [[each for each in cell.paragraphs if each.text.strip()] for cell in row.cells]
        if all(len(own) <= 1 for own in paragraphs) and any(paragraphs):
            first = next(own[0] for own in paragraphs if own)
            texts = [self._text(own[0].runs, is_bold=True).strip() for own in paragraphs if own]
            yield ManuscriptParagraph("\t".join(texts), first.where, _look(first, first.runs), self._opens)
            self._opens = False
            return
        for cell in row.cells:
            yield from self.items(cell.items)

    def _table(self, table: Table) -> Iterator[ManuscriptItem]:
        rows = tuple(tuple(self._cell(cell) for cell in row.cells) for row in table.rows)
        header = next((number for number, row in enumerate(table.rows) if not row.is_header), len(rows))
        yield ManuscriptTable(rows, table.where, header if header < len(rows) else 0)
        self._opens = False
        for cell in table.cells:
            for paragraph in cell.paragraphs:
                for picture in paragraph.pictures:
                    yield self._picture(picture, paragraph.where)

    def _cell(self, cell: Cell) -> ManuscriptCell:
        texts = (self._text(_numbered(each), is_bold=bool(_look(each, each.runs).is_bold)) for each in cell.paragraphs)
        return ManuscriptCell("\n".join(filter(None, (text.strip() for text in texts))), cell.columns, cell.rows)


def _numbered(paragraph: Paragraph) -> tuple[Run, ...]:
    return (Run(paragraph.number), *paragraph.runs) if paragraph.number else paragraph.runs


def _lines(paragraph: Paragraph) -> Iterator[list[Run]]:
    """Yield the runs of every line of a paragraph, parted by line breaks."""
    line: list[Run] = []
    for run in _numbered(paragraph):
        for number, text in enumerate(run.text.split("\n")):
            if number:
                yield line
                line = []
            line.append(Run(text, run.look, run.note))
    yield line


def _is_placing(table: Table) -> bool:
    """Tell whether a table only places text on the page: a 版记, a mark with several names, a frame of one cell."""
    cells = list(table.cells)
    paragraphs = [each for cell in cells for each in cell.paragraphs]
    if len(cells) == 1 or any(_NO_DATA.search(each.text.strip()) for each in paragraphs):
        return len(table.rows) <= 6
    return any(run.look.size_pt and run.look.size_pt >= _MARK_PT for each in paragraphs for run in each.runs)


def _look(paragraph: Paragraph, runs: Sequence[Run], *, starts_page: bool = False) -> Look:
    """Return how most of a line looks."""
    shown = [run for run in runs if run.text.strip()]
    look = _most(shown) or RunLook()
    return Look(
        style=paragraph.style or None,
        face=look.face or None,
        size_pt=look.size_pt,
        is_bold=all(run.look.is_bold for run in shown) if shown else None,
        is_red=_is_red(look.colour),
        alignment=paragraph.alignment,
        first_line_cells=paragraph.first_line_cells,
        starts_page=starts_page,
    )


def _most(runs: Sequence[Run]) -> RunLook | None:
    """Return the look that most characters have."""
    lengths: dict[RunLook, int] = {}
    for look, group in groupby(runs, key=lambda run: run.look):
        lengths[look] = lengths.get(look, 0) + sum(len(run.text) for run in group)
    return max(lengths, key=lambda look: lengths[look], default=None)


def _is_red(colour: str) -> bool:
    if not _COLOUR.fullmatch(colour):
        return False
    red, green, blue = (int(colour[place : place + 2], 16) for place in (0, 2, 4))
    return red >= _LEAST_RED and max(green, blue) <= _MOST_OTHER
