"""What the backends paint: pages of lines, rules and pictures at places in millimetres.

Everything is measured from the top-left corner of the page. A backend needs nothing else to paint a page, and
decides nothing about text.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from typeset.standard import PAGE_HEIGHT_MM, PAGE_WIDTH_MM, Role


class Colour(StrEnum):
    """What a thing is painted in; the profile says which ink that is (5.2.4)."""

    BLACK = "black"
    RED = "red"
    GREY = "grey"  # placeholders of a draft and the place kept for a seal; never in a finished document


class Structure(StrEnum):
    """What a paragraph is to a reader who cannot see the page (the tag it gets in a PDF)."""

    TITLE = "H1"
    HEADING_1 = "H2"
    HEADING_2 = "H3"
    HEADING_3 = "H4"
    HEADING_4 = "H5"
    PARAGRAPH = "P"
    ARTIFACT = "Artifact"


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one role, size and colour on one baseline.

    `x_mm[i]` is the origin of glyph i, one a character of `text`; `end_mm` is the right edge of the last glyph's
    own advance; `scale` condenses every glyph. `actual_text` is what a reader should copy where that differs from
    `text`: the text without tracking, the character that no face has.
    """

    text: str
    role: Role
    size_pt: float
    x_mm: tuple[float, ...]
    end_mm: float
    colour: Colour = Colour.BLACK
    scale: float = 1.0
    actual_text: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Runs on one baseline; `paragraph` is an index into `Layout.paragraphs`, `row` the page's row or None."""

    runs: tuple[Run, ...]
    baseline_mm: float
    paragraph: int
    row: int | None = None

    @property
    def text(self) -> str:
        """The characters of the line as painted."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Rule:
    """A filled horizontal bar."""

    left_mm: float
    top_mm: float
    width_mm: float
    thickness_mm: float
    colour: Colour = Colour.BLACK


@dataclass(frozen=True, slots=True)
class Picture:
    """An image file fitted into a box."""

    file: Path
    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float
    description: str


@dataclass(frozen=True, slots=True)
class SealPlace:
    """The circle kept free for a seal that is put on by hand (7.3.5.1); nothing is painted there."""

    centre_x_mm: float
    centre_y_mm: float
    diameter_mm: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the document, however many lines and pages it covers.

    `bookmark` is its entry in a PDF's outline and `level` (from 1) its depth there; None for text without one.
    """

    structure: Structure
    bookmark: str | None = None
    level: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """One face of paper; `number` counts from 1 over the document."""

    number: int
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...] = ()
    pictures: tuple[Picture, ...] = ()
    seals: tuple[SealPlace, ...] = ()
    width_mm: float = PAGE_WIDTH_MM
    height_mm: float = PAGE_HEIGHT_MM
