"""The items of a manuscript as recognisers look at them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from typeset.characters import END_MARKS
from typeset.errors import Where
from typeset.model import find_numbering
from typeset.model.inline import article_length, plain_text
from typeset.proofreading import PassageKind
from typeset.readers.manuscript import ManuscriptItem, ManuscriptParagraph

COLUMN_GAP = re.compile(r"[ \u3000]{2,}")
"""Blanks between the columns of a list or table."""

_BLANK = re.compile(r"\s")
_FULL_WIDTH = str.maketrans("()[]:,;!?", "（）［］：，；！？")
_SIMPLIFIED = str.maketrans(
    "決議會關於報請復紀發轉號見廳辦國務機關來經給與長為現將後對開東車電門問無書學區廣產業號縣鄉鎮",
    "决议会关于报请复纪发转号见厅办国务机关来经给与长为现将后对开东车电门问无书学区广产业号县乡镇",
)
_CLOSING = "”’）》〉〕】\"'"
_DIVISION = re.compile(r"第[一二三四五六七八九十百千零〇0-9]{1,8}[章节编条](?:$|[\s\u3000])")
_LOOSE_NUMBERING = re.compile(
    r"[（(][一二三四五六七八九十百0-9]{1,4}[）)]|[一二三四五六七八九十百]{1,4}[、.．]|\d{1,3}[.．、](?!\d)"
)


@dataclass(frozen=True)
class Row:
    """An item of a manuscript and its place in the order of the file."""

    index: int
    item: ManuscriptItem

    @cached_property
    def text(self) -> str:
        """The characters without markup; "" for a table or picture."""
        return plain_text(self.item.text)[0] if isinstance(self.item, ManuscriptParagraph) else ""

    @cached_property
    def compact(self) -> str:
        """The characters without blanks, marks in their full width."""
        return compact(self.text)

    @property
    def opens(self) -> bool:
        """Whether an empty line or the beginning of a page stands above; tables and pictures always open."""
        return self.item.opens if isinstance(self.item, ManuscriptParagraph) else True

    @property
    def indent(self) -> int:
        """How many half-width cells of blanks were taken off its left."""
        return self.item.indent if isinstance(self.item, ManuscriptParagraph) else 0

    @property
    def where(self) -> Where:
        """Where it stands in the file."""
        return self.item.where

    @property
    def is_text(self) -> bool:
        """Whether it is a paragraph."""
        return isinstance(self.item, ManuscriptParagraph)

    @cached_property
    def is_numbered(self) -> bool:
        """Whether it begins with a numbering of any kind."""
        return bool(
            find_numbering(self.text)
            or _LOOSE_NUMBERING.match(self.text)
            or _DIVISION.match(self.text)
            or article_length(self.text)
        )

    @cached_property
    def is_ended(self) -> bool:
        """Whether it ends as a sentence or an announcement does."""
        return self.compact.rstrip(_CLOSING)[-1:] in END_MARKS

    @property
    def heading(self) -> int:
        """The level of a heading style of its file, 0 without one."""
        style = self.item.look.style if isinstance(self.item, ManuscriptParagraph) else None
        found = re.fullmatch(r"(?:heading|标题|標題)\s*([1-9])", style or "", re.IGNORECASE)
        return int(found[1]) if found else 0


def without_blanks(text: str) -> str:
    """Return a text without blanks, else as it stands."""
    return _BLANK.sub("", text)


def compact(text: str) -> str:
    """Return a text as it is compared: without blanks, marks in full width, common traditional forms simplified."""
    return _BLANK.sub("", text).translate(_FULL_WIDTH).translate(_SIMPLIFIED)


@dataclass(frozen=True, slots=True)
class Wording:
    """A value of the source: pieces of paragraphs in order, and what they are."""

    kind: PassageKind
    pieces: tuple[ManuscriptParagraph, ...]

    @property
    def text(self) -> str:
        """The characters with their markup."""
        return "".join(piece.text for piece in self.pieces)

    def place(self, position: int) -> Where:
        """Return the place in the file of a character."""
        for piece in self.pieces:
            if position < len(piece.text):
                return piece.place(position)
            position -= len(piece.text)
        return self.pieces[-1].place(len(self.pieces[-1].text)) if self.pieces else Where()


def wording(kind: PassageKind, rows: Iterable[Row]) -> Wording:
    """Return what the paragraphs of rows say."""
    return Wording(kind, tuple(row.item for row in rows if isinstance(row.item, ManuscriptParagraph)))


def piece(row: Row, start: int, end: int | None = None) -> ManuscriptParagraph:
    """Return a part of the paragraph of a row, without the blanks around it, with its place.

    `start` and `end` are positions in the text without markup.
    """
    assert isinstance(row.item, ManuscriptParagraph)
    source, places = row.item.text, plain_text(row.item.text)[1]
    last = len(places) if end is None else end
    while start < last and row.text[start].isspace():
        start += 1
    while last > start and row.text[last - 1].isspace():
        last -= 1
    first = places[start] if start < len(places) else len(source)
    after = places[last] if last < len(places) else len(source)
    if first and source[first - 1] == "\\" and start:
        first -= 1
    if last < len(places) and after and source[after - 1] == "\\":
        after -= 1
    breaks = tuple((offset - first, where) for offset, where in row.item.breaks if first < offset < after)
    text = source[first:after] if (start or last < len(places)) else source.strip()
    return ManuscriptParagraph(text, row.item.place(first), row.item.look, row.item.opens, row.item.indent, breaks)
