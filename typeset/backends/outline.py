"""The outline of a document: which paragraphs a reader can go to, and where on their pages they begin."""

from dataclasses import dataclass

from typeset.layout.page import Line
from typeset.layout.result import Layout
from typeset.standard import EM_ASCENT, points_to_mm


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: its text, its depth from 1, the height on its page that it leads to."""

    text: str
    level: int
    top_mm: float


def bookmarks(layout: Layout) -> list[list[Bookmark]]:
    """Return the bookmarks of every page; a paragraph has its own where it begins."""
    seen: set[int] = set()
    pages = []
    for page in layout.pages:
        found = []
        for line in page.lines:
            if line.paragraph < 0 or line.paragraph in seen:
                continue
            seen.add(line.paragraph)
            paragraph = layout.paragraphs[line.paragraph]
            if paragraph.bookmark is not None:
                found.append(Bookmark(paragraph.bookmark, paragraph.level, _top_mm(line)))
        pages.append(found)
    return pages


def _top_mm(line: Line) -> float:
    if line.is_rotated:
        return line.runs[-1].end_mm
    return line.baseline_mm - EM_ASCENT * points_to_mm(max(run.size_pt for run in line.runs))
