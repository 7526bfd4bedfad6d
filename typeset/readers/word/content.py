"""The content of a Word file as it was found: frozen values, with the looks that styles and direct formatting make."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from typeset.errors import Issue, Where
from typeset.readers.manuscript import Alignment


@dataclass(frozen=True, slots=True)
class RunLook:
    """How characters look; `style` is the name of their character style, `own_face` a face given to them directly."""

    style: str = ""
    face: str = ""
    own_face: str = ""
    size_pt: float | None = None
    is_bold: bool = False
    is_hidden: bool = False
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look, a step of a tab as "\\t" and a line break as "\\n"; or the call of a note by its key."""

    text: str
    look: RunLook = RunLook()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file in the package; `scalable` is the SVG that it is drawn from, `is_floating` stands beside text."""

    name: str
    data: bytes
    suffix: str
    width_mm: float | None = None
    description: str = ""
    scalable: bytes | None = None
    is_floating: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: runs in order, the pictures in it, the name of its style and its bookmarks.

    `number` is what automatic numbering puts before it. `fields` are the instructions of the fields in it.
    """

    runs: tuple[Run, ...] = ()
    style: str = ""
    alignment: Alignment | None = None
    first_line_cells: float | None = None
    starts_page: bool = False
    is_shaded: bool = False
    number: str = ""
    pictures: tuple[Picture, ...] = ()
    bookmarks: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    where: Where = field(default_factory=Where)

    @property
    def text(self) -> str:
        """The characters, the automatic number first."""
        return self.number + "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell where it begins: what stands in it, the columns and rows it covers; `is_turned` text runs up."""

    items: tuple["Item", ...]
    column: int
    columns: int = 1
    rows: int = 1
    is_turned: bool = False

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs, those of tables inside of it included, row by row."""
        return tuple(paragraphs_of(self.items))


@dataclass(frozen=True, slots=True)
class Row:
    """The cells that begin in a row, from the left."""

    cells: tuple[Cell, ...]
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of rows; its columns are counted as its cells part them."""

    rows: tuple[Row, ...]
    where: Where = field(default_factory=Where)

    @property
    def cells(self) -> Iterator[Cell]:
        """Every cell, row by row."""
        return (cell for row in self.rows for cell in row.cells)


Item: TypeAlias = Paragraph | Table


@dataclass(frozen=True)
class WordFile:
    """What a Word file holds: its text in order, its notes by key in the order of their calls, what is to be said.

    `source` is the source that a draft of this program carries, `digest` what it should hash to; `author` comes from
    the file's own properties.
    """

    file: str
    items: tuple[Item, ...]
    notes: Mapping[str, tuple[Paragraph, ...]]
    issues: tuple[Issue, ...] = ()
    source: str | None = None
    digest: str = ""
    author: str = ""


def paragraphs_of(items: tuple[Item, ...]) -> Iterator[Paragraph]:
    """Yield the paragraphs of items, those of tables cell by cell."""
    for item in items:
        if isinstance(item, Paragraph):
            yield item
        else:
            for cell in item.cells:
                yield from paragraphs_of(cell.items)
