"""What one rule finds in a Word file."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from typeset.characters import is_latin
from typeset.errors import Issue, Measurement, Severity, Where, quoted
from typeset.inspect.word.values import Element, PageSection, Paragraph, WordFile
from typeset.standard import MM_PER_POINT, TYPE_AREA_WIDTH_MM
from typeset.standard.requirements import Strength, requirements

CELLS_A_LINE = 28
CELL_MM = TYPE_AREA_WIDTH_MM / CELLS_A_LINE
_FULL_LINE_TOLERANCE_MM = 1.0
_SHOWN_CHARACTERS = 12

SEVERITY_OF_STRENGTH: dict[Strength, Severity] = {
    "规定": Severity.ERROR,
    "法律": Severity.ERROR,
    "一般": Severity.WARNING,
    "推算": Severity.WARNING,
    "推荐": Severity.WARNING,
    "可以": Severity.WARNING,
    "实务": Severity.INFO,
}


@dataclass(frozen=True, slots=True)
class WordFinding:
    """A breach of a rule: in a paragraph (the first of `count` alike), or in the file as a whole.

    Without a `severity` it is as severe as its requirement is strong.
    """

    message: str
    hint: str = ""
    paragraph: Paragraph | None = None
    count: int = 1
    measured: Measurement | None = None
    severity: Severity | None = None


WordRule: TypeAlias = Callable[[WordFile], Iterator[WordFinding]]


def issue_of(requirement: str, finding: WordFinding, file: str) -> Issue:
    """Return a finding as it is shown, with the number and the first words of its paragraph."""
    severity = finding.severity or SEVERITY_OF_STRENGTH[requirements()[requirement].strength]
    paragraph = finding.paragraph
    if paragraph is None:
        return Issue(requirement, severity, Where(file), finding.message, finding.hint, finding.measured)
    others = f"等{finding.count}段" if finding.count > 1 else ""
    start = " ".join(paragraph.text.split())[:_SHOWN_CHARACTERS]
    place = f"第{paragraph.number}段{quoted(start) if start else ''}{others}"
    where = Where(file, line=paragraph.number)
    return Issue(requirement, severity, where, f"{place}{finding.message}", finding.hint, finding.measured)


def alike(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, int] | None:
    """Return the first of some paragraphs with the same fault and their number; None for none."""
    found = tuple(paragraphs)
    return (found[0], len(found)) if found else None


def first_of(file: WordFile, element: Element) -> Paragraph | None:
    """Return the first paragraph of an element."""
    return next(iter(file.of(element)), None)


def page_of(file: WordFile, paragraph: Paragraph) -> PageSection:
    """Return the pages that a paragraph stands on."""
    return file.sections[paragraph.section]


def width_in_cells(text: str) -> float:
    """Return the width of text: 1 for a Chinese character, half of it for digits and letters."""
    return sum(0.5 if is_latin(character) else 1.0 for character in text.strip())


def cells_across(page: PageSection) -> float:
    """Return how many 字 of the text's size the page is wide between its margins."""
    if abs(page.text_width_mm - TYPE_AREA_WIDTH_MM) <= _FULL_LINE_TOLERANCE_MM:
        return float(CELLS_A_LINE)
    return page.text_width_mm / CELL_MM


def right_gap_cells(paragraph: Paragraph, page: PageSection) -> float:
    """Return the room at the right of a paragraph of one line, in 字."""
    rest = cells_across(page) - width_in_cells(paragraph.text)
    indents = paragraph.indents
    if paragraph.alignment == "right":
        return indents.right
    if paragraph.alignment == "center":
        return (rest - indents.left - indents.first_line + indents.right) / 2
    return rest - paragraph.start_cells


def size_mm(paragraph: Paragraph) -> float:
    """Return the height of the em box of a paragraph's type."""
    return paragraph.size_pt * MM_PER_POINT
