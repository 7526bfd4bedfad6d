"""The blocks of a text: paragraphs, headings, divisions, tables, figures, page breaks.

Blocks that are made of text are plain frozen dataclasses: `body` makes them, nothing validates them again.
Those written as mappings in a source, tables and figures, are pydantic models (`tables`).
"""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from typeset.model.inline import Span, text_of
from typeset.model.tables import Figure, Table

__all__ = ["Block", "Division", "Figure", "Heading", "PageBreak", "Paragraph", "Table"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph (7.3.3).

    `level` 1 to 4 is that of the numbering it begins with, None when it has none. The first `lead` characters of
    its text, numbering and end mark included, are its run-in lead sentence (段首句); 0 when it has none.
    """

    spans: tuple[Span, ...]
    level: int | None = None
    lead: int = 0
    kind: ClassVar[Literal["段落"]] = "段落"

    @property
    def text(self) -> str:
        """The characters, footnote marks left out."""
        return text_of(self.spans)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading on a line of its own (层次标题, 7.3.3), of level 1 to 4; its numbering is part of its text."""

    level: int
    spans: tuple[Span, ...]
    kind: ClassVar[Literal["标题"]] = "标题"

    @property
    def text(self) -> str:
        """The characters, footnote marks left out."""
        return text_of(self.spans)


@dataclass(frozen=True, slots=True)
class Division:
    """The line that opens a 章 or 节, or the first paragraph of a 条, of a regulation."""

    kind: Literal["章", "节", "条"]
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The characters, footnote marks left out."""
        return text_of(self.spans)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page (分页)."""

    kind: ClassVar[Literal["分页"]] = "分页"

    @property
    def text(self) -> str:
        """Empty: a page break has no characters."""
        return ""


Block: TypeAlias = Paragraph | Heading | Division | Table | Figure | PageBreak
"""One block of a text, told apart by its class or its `kind`."""
