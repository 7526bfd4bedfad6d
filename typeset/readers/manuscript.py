"""A document as it was found, before anything in it is understood: paragraphs, tables and pictures in order.

Readers of text, Word and PDF files make one; `readers.recognition` turns it into the keys of a source.
"""

from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from typeset.errors import Issue, Where
from typeset.readers.imported import Repair

Alignment: TypeAlias = Literal["left", "centre", "right", "both"]


@dataclass(frozen=True, slots=True)
class Look:
    """What a file tells of how a paragraph looks; None is unknown. `style` is the name of its Word style."""

    style: str | None = None
    face: str | None = None
    size_pt: float | None = None
    is_bold: bool | None = None
    is_red: bool | None = None
    alignment: Alignment | None = None
    first_line_cells: float | None = None
    starts_page: bool = False
    top_mm: float | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class ManuscriptParagraph:
    """A paragraph: its text with the inline markup of a source (`**bold**`, `[^note]`), and where it was found.

    `opens` tells whether an empty line or the beginning of a page stands above it, `indent` how many half-width
    cells of blanks were taken off its left. `breaks` holds where the later pieces of a paragraph begin that was
    joined from several: position in the text, place in the file.
    """

    text: str
    where: Where = field(default_factory=Where)
    look: Look = field(default_factory=Look)
    opens: bool = False
    indent: int = 0
    breaks: tuple[tuple[int, Where], ...] = ()

    def place(self, position: int) -> Where:
        """Return the place of a character of the text; columns are counted in the text from the piece it is in."""
        start, where = next((piece for piece in reversed(self.breaks) if piece[0] <= position), (0, self.where))
        if where.column is None:
            return where
        return replace(where, column=where.column + position - start)


@dataclass(frozen=True, slots=True)
class ManuscriptCell:
    """A cell of a table: its text and how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class ManuscriptTable:
    """A table: rows of cells, each cell once, in the row and column where it begins; the first rows are its head."""

    rows: tuple[tuple[ManuscriptCell, ...], ...]
    where: Where = field(default_factory=Where)
    header_rows: int = 0


@dataclass(frozen=True, slots=True)
class ManuscriptPicture:
    """A picture: the bytes of a PNG, JPEG or SVG file and the name it is to have beside the source."""

    name: str
    data: bytes
    where: Where = field(default_factory=Where)
    width_mm: float | None = None


ManuscriptItem: TypeAlias = ManuscriptParagraph | ManuscriptTable | ManuscriptPicture


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The items of a file in order, and what its reader has to say (hidden text, comments, unreadable parts).

    `repairs` are those that the reader made (joined paragraphs, marks of a web page), `left_out` what it dropped
    because it is no part of the document (page numbers).
    """

    items: tuple[ManuscriptItem, ...]
    issues: tuple[Issue, ...] = ()
    repairs: tuple[Repair, ...] = ()
    left_out: tuple[tuple[Where, str], ...] = ()
    footnotes: tuple[tuple[str, str], ...] = ()
    """Mark and text of each."""
