"""A Word file of any origin as a `Manuscript`: what stands in it, and how it looks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise, takewhile
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
from typeset.readers.recognition.names import is_post
from typeset.readers.table_heads import head_rows, is_head
from typeset.readers.word.content import (
    Cell,
    Item,
    Paragraph,
    Picture,
    Row,
    Run,
    RunLook,
    Table,
    WordFile,
    paragraphs_of,
)
from typeset.readers.word.draft_notes import note_text
from typeset.readers.word.draft_tables import is_turned
from typeset.readers.word.grids import turned_upright
from typeset.readers.word.marked_text import marked

_COLOUR = re.compile("[0-9A-Fa-f]{6}")
_LEAST_RED, _MOST_OTHER = 0xA0, 0x70
_LEAST_SEAL_MM, _MOST_SEAL_MM = 30.0, 60.0
_LONGEST_SIGNED = 40  # characters of a paragraph that a seal stands on
_DATE = re.compile("[0-9〇○一二三四五六七八九]{4}年.{1,3}月.{1,3}日")
_NAME = re.compile("[^0-9：:，。；、（）]{4,30}")
_NO_DATA = re.compile(r"抄\s*送\s*[：:]|印发$|签发人\s*[：:]|[（(]\s*印章\s*[）)]")
_SUFFIX = "文件"
_LATIN_BREAK = re.compile("(?<=[A-Za-z])\n(?=[A-Za-z])")
_MARK_PT = 26.0  # type as large as this in a table is a 发文机关标志


def manuscript_of(file: WordFile) -> Manuscript:
    """Return what stands in a Word file, in order; tables that only place text on the page are paragraphs."""
    marks = {key: str(number) for number, key in enumerate(file.notes, start=1)}
    notes = tuple((marks[key], note_text(paragraphs)) for key, paragraphs in file.notes.items())
    writer = _Writer(marks, PurePath(file.file).stem)
    headings = tuple(_contents_headings(file.items))
    items = tuple(item for item in file.items if item not in headings)
    left_out = tuple((heading.where, heading.text.strip()) for heading in headings)
    return Manuscript(tuple(writer.items(items)), file.issues, left_out=left_out, footnotes=notes)


def _contents_headings(items: Sequence[Item]) -> Iterator[Paragraph]:
    """Yield the paragraphs that stand above 目录, which is made anew."""
    paragraphs = [item for item in items if isinstance(item, Paragraph)]
    for heading, following in pairwise(each for each in paragraphs if each.text.strip() or each.fields):
        is_heading = "".join(heading.text.split()) in ("目录", "目次")
        if is_heading and any(instruction.split()[:1] == ["TOC"] for instruction in following.fields):
            yield heading


def seals_of(file: WordFile) -> tuple[Picture, ...]:
    """Return the pictures that stand as seals on a signature."""
    paragraphs = [each for each in paragraphs_of(file.items) if not is_post(each.text)]
    return tuple(picture for each in paragraphs for picture in each.pictures if _is_seal(picture, each))


def signatures_of(file: WordFile) -> tuple[tuple[str, Picture], ...]:
    """Return the posts beside which a picture stands in place of a name (签名章, 7.3.5.3), and the pictures."""
    paragraphs = [each for each in paragraphs_of(file.items) if is_post(each.text)]
    return tuple((each.text.strip(), picture) for each in paragraphs for picture in each.pictures)


def _is_seal(picture: Picture, paragraph: Paragraph) -> bool:
    """Tell whether a picture beside the text has the size of a seal and stands on a short line."""
    text = paragraph.text
    is_signed = bool(_DATE.search(text)) or paragraph.alignment == "right" or "\t" in text
    has_size = picture.width_mm is not None and _LEAST_SEAL_MM <= picture.width_mm <= _MOST_SEAL_MM
    return picture.is_floating and has_size and is_signed and len(text) <= _LONGEST_SIGNED


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
            elif names := joint_mark(item):
                yield from self._names(item, names)
            elif _is_placing(item):
                for row in item.rows:
                    yield from self._row(row)
            elif is_turned(item):
                yield from self._turned(item)
            else:
                yield from self._table(item)

    def _paragraph(self, paragraph: Paragraph) -> Iterator[ManuscriptItem]:
        """Yield the lines of a paragraph and the pictures in it."""
        self._opens = self._opens or paragraph.starts_page
        is_first = True
        for line in _joined_lines(paragraph):
            look = _look(paragraph, line, starts_page=paragraph.starts_page and is_first)
            for text in _names_apart(self._text(line, is_bold=bool(look.is_bold)).strip()):
                yield ManuscriptParagraph(text, paragraph.where, look, self._opens)
                self._opens = is_first = False
        if is_first and not paragraph.pictures:
            self._opens = True
        for picture in paragraph.pictures:
            if not _is_seal(picture, paragraph) and not is_post(paragraph.text):
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

    def _names(self, table: Table, names: Sequence[str]) -> Iterator[ManuscriptItem]:
        """Yield the names of a mark of several lines, the word beside them behind the last one."""
        first = next(each for cell in table.cells for each in cell.paragraphs if each.text.strip())
        look = _look(first, first.runs)
        *most, last, suffix = names
        for name in (*most, last + suffix):
            yield ManuscriptParagraph(name, table.where, look, self._opens)
            self._opens = False

    def _turned(self, table: Table) -> Iterator[ManuscriptItem]:
        """Yield a table whose text runs up, and before and after it the texts that stand beside all of its rows."""
        rows = turned_upright(table).rows
        width = max((cell.column + cell.columns for row in rows for cell in row.cells), default=0)
        texts = [row for row in rows if len(row.cells) == 1 and row.cells[0].columns == width > 1]
        before = [row for row in texts if row is not rows[-1]]
        for row in before:
            yield from self._row(row)
        yield from self._table(Table(tuple(row for row in rows if row not in texts), table.where))
        for row in texts[len(before) :]:
            yield from self._row(row)

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
        named = sum(1 for _ in takewhile(lambda row: row.is_header, table.rows))
        blank = sum(1 for _ in takewhile(_is_room, table.rows[:named]))
        shown = table.rows[blank:]
        rows = tuple(tuple(self._cell(cell) for cell in row.cells) for row in shown)
        header = named - blank if named < len(table.rows) else 0
        if not header and is_head(rows):
            header = head_rows(rows)
        heads = tuple(tuple(_on_one_line(cell) for cell in row) for row in rows[:header])
        yield ManuscriptTable(heads + rows[header:], table.where, header)
        self._opens = False
        for cell in table.cells:
            for paragraph in cell.paragraphs:
                for picture in paragraph.pictures:
                    yield self._picture(picture, paragraph.where)

    def _cell(self, cell: Cell) -> ManuscriptCell:
        texts = (self._text(_numbered(each), is_bold=bool(_look(each, each.runs).is_bold)) for each in cell.paragraphs)
        return ManuscriptCell("\n".join(filter(None, (text.strip() for text in texts))), cell.columns, cell.rows)


def _is_room(row: Row) -> bool:
    """Tell whether a row of a head only keeps room above it on every page."""
    paragraphs = row.cells[0].paragraphs if len(row.cells) == 1 else ()
    return len(row.cells) == 1 and not any(each.text.strip() or each.pictures for each in paragraphs)


def _on_one_line(cell: ManuscriptCell) -> ManuscriptCell:
    """Return a cell of a head without the breaks that fit it into its column."""
    return replace(cell, text=_LATIN_BREAK.sub(" ", cell.text).replace("\n", ""))


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


def joint_mark(table: Table) -> list[str]:
    """Return the names of a mark of several organs and 文件 beside them, which comes last; empty for other tables."""
    texts = ["".join(each.text.strip() for each in cell.paragraphs) for cell in table.cells]
    names = [text for text in texts if text and text != _SUFFIX]
    is_mark = _SUFFIX in texts and len(names) > 1 and all(_NAME.fullmatch(name) for name in names)
    return [*names, _SUFFIX] if is_mark else []


def _joined_lines(paragraph: Paragraph) -> Iterator[list[Run]]:
    """Yield the lines of a paragraph; those of centred text, and of one bracket, are one."""
    line: list[Run] = []
    depth = 0
    for runs in _lines(paragraph):
        text = "".join(run.text for run in runs)
        is_new = depth <= 0 and (paragraph.alignment != "centre" or text.lstrip().startswith(("（", "(")))
        if line and is_new:
            yield line
            line = []
        line += runs
        depth += sum(text.count(mark) for mark in "（(") - sum(text.count(mark) for mark in "）)")
    yield line


def _names_apart(text: str) -> Iterator[str]:
    """Yield a line; names of organs that stand side by side one by one."""
    parts = [part.strip() for part in text.split("\t") if part.strip()]
    if len(parts) > 1 and all(_NAME.fullmatch(part) for part in parts):
        yield from parts
    elif text:
        yield text


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
