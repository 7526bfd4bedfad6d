"""Tell footnotes and their marks: small lines below a short rule, and raised characters in the text."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from typeset.readers.pdf.lines import Line
from typeset.readers.pdf.painted import Character, PdfPage, Rule

_RULE_MM = (15.0, 90.0)
_FOOT_FROM_MM = 120.0
_SMALLER_PT = 1.5
_RAISED_SIZE = 0.75
_MARKS = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳0123456789*＊†")


MARK_BEGINS, MARK_ENDS = "\ue000", "\ue001"
"""Around the name of a note, until the text round it has been escaped."""


def with_marks(source: str) -> str:
    """Return escaped text with the markup of its footnotes."""
    return source.replace(MARK_BEGINS, "[^").replace(MARK_ENDS, "]")


@dataclass(frozen=True)
class NotedPage:
    """The lines of a page without its footnotes, marks in them by their names (`with_marks`), and the notes."""

    lines: tuple[Line, ...]
    notes: tuple[tuple[str, str], ...] = field(default=())


def without_notes(page: PdfPage, lines: Sequence[Line], body_pt: float, *, known: int) -> NotedPage:
    """Return a page's lines and its footnotes, which are counted on from `known`."""
    rule = _rule_above_notes(page.rules, lines, body_pt)
    if rule is None:
        return NotedPage(tuple(lines))
    text = [line for line in lines if line.baseline_mm < rule.box.top_mm]
    notes: list[tuple[str, list[str]]] = []
    for line in (line for line in lines if line.baseline_mm > rule.box.top_mm):
        mark = _mark_of(line.characters)
        if mark:
            notes.append((mark, [line.text_with_blanks[len(mark) :].lstrip()]))
        elif notes:
            notes[-1][1].append(line.text_with_blanks)
    names = {mark: f"注{known + index}" for index, (mark, _) in enumerate(notes, start=1)}
    marked = tuple(_with_marks(line, names) for line in text)
    return NotedPage(marked, tuple((names[mark], "".join(parts)) for mark, parts in notes))


def _rule_above_notes(rules: Sequence[Rule], lines: Sequence[Line], body_pt: float) -> Rule | None:
    least, most = _RULE_MM
    for rule in rules:
        if not rule.is_horizontal or not least <= rule.box.width_mm <= most or rule.box.top_mm < _FOOT_FROM_MM:
            continue
        below = [line for line in lines if line.baseline_mm > rule.box.top_mm]
        if below and all(line.size_pt <= body_pt - _SMALLER_PT for line in below) and _mark_of(below[0].characters):
            return rule
    return None


def _mark_of(characters: Sequence[Character]) -> str:
    """Return the mark that a note begins with."""
    mark = ""
    for character in characters:
        if character.text not in _MARKS or len(mark) == 3:
            break
        mark += character.text
    return mark


def _with_marks(line: Line, names: dict[str, str]) -> Line:
    """Return a line whose raised marks are the names of their notes."""
    characters: list[Character] = []
    for character in line.characters:
        is_raised = character.size_pt <= _RAISED_SIZE * line.size_pt and character.text in _MARKS
        name = names.get(character.text) if is_raised else None
        characters.append(replace(character, text=f"{MARK_BEGINS}{name}{MARK_ENDS}") if name else character)
    return Line(line.page, tuple(characters))
