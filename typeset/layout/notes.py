"""脚注: the calls in the text, and the notes in whole rows at the foot of the page of their call.

Two lines of notes stand on one row of the grid. A line whose notes would take more than `MOST_ROWS` rows has them
below its paragraph instead, where they may go over pages.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import ceil

from typeset.layout.blocks import Block, Element, Piece
from typeset.layout.compose import SetBlock, compose
from typeset.layout.content import SetTable
from typeset.layout.metrics import Metrics
from typeset.layout.page import Line, Rule
from typeset.layout.pagination import Slot
from typeset.layout.painted import Painted
from typeset.layout.result import Footnote
from typeset.standard import EM_ASCENT, Grid, Role, points_to_mm

SIZE_PT = 10.5  # 5号
MOST_ROWS = 10
_RULE_WIDTH_MM, _RULE_HEIGHT_MM, _RULE_ABOVE_MM = 40.0, 0.2, 1.8
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


class Calls:
    """The footnotes of a document in the order of their first call."""

    def __init__(self, texts: Mapping[str, str], metrics: Metrics) -> None:
        self._texts = texts
        self._metrics = metrics
        self._numbers: dict[str, int] = {}

    def call(self, mark: str, *, bold: bool) -> Piece:
        """Return the call of a note; a mark without a note stands as it is written, in brackets."""
        if mark not in self._texts:
            return Piece(f"[^{mark}]", Role.FANGSONG, bold=bold)
        number = self._numbers.setdefault(mark, len(self._numbers) + 1)
        return Piece(self._sign(number), Role.FANGSONG, note=mark)

    def footnotes(self) -> tuple[Footnote, ...]:
        """Return the notes that were called."""
        return tuple(
            Footnote(mark, number, self._block(mark, number)) for mark, number in sorted(self._numbers.items(), key=_by)
        )

    def _block(self, mark: str, number: int) -> Block:
        pieces = (Piece(f"{self._sign(number)} ", Role.FANGSONG), Piece(self._texts[mark], Role.FANGSONG))
        return Block(Element.FOOTNOTE, pieces, SIZE_PT, first_line_cells=2, path=("脚注", mark))

    def _sign(self, number: int) -> str:
        sign = _CIRCLED[number - 1] if number <= len(_CIRCLED) else f"[{number}]"
        return sign if all(self._metrics.covers(Role.FANGSONG, character) for character in sign) else f"[{number}]"


def _by(item: tuple[str, int]) -> int:
    return item[1]


def pitch_mm(grid: Grid) -> float:
    """Return the height of a line of a note."""
    return grid.pitch_mm / 2


class NoteArea:
    """The notes as set: their heights for the pages, their lines for the painter."""

    def __init__(self, footnotes: Sequence[Footnote], grid: Grid, metrics: Metrics) -> None:
        self.footnotes = tuple(footnotes)
        self._grid = grid
        self._set = {note.mark: compose(note.block, grid, metrics) for note in footnotes}
        self._order = {note.mark: index for index, note in enumerate(footnotes)}

    def height_mm(self, marks: Sequence[str]) -> float:
        """Return the height of notes."""
        return sum(len(self._set[mark].lines) for mark in marks) * pitch_mm(self._grid)

    def is_too_high(self, item: SetBlock) -> bool:
        """Tell whether a line of the block calls more than the foot of a page may hold; a rotated table's has none."""
        if isinstance(item.block.content, SetTable) and item.block.content.is_rotated:
            return bool(item.notes)
        most = max((self.height_mm(marks) for marks in item.notes), default=0.0)
        return ceil(most / self._grid.pitch_mm) > MOST_ROWS

    def called(self, blocks: Sequence[SetBlock], slots: Sequence[Slot]) -> tuple[str, ...]:
        """Return the marks of the notes that the lines of a page call, each once, in order."""
        found: dict[str, None] = {}
        for slot in slots:
            notes = blocks[slot.block].notes
            found.update(dict.fromkeys(mark for marks in notes[slot.line : slot.end] for mark in marks))
        return tuple(found)

    def painted(self, marks: Sequence[str], foot_mm: float, first_paragraph: int) -> Painted:
        """Return the notes of a page below a short rule, the last line's em box ending at `foot_mm`."""
        runs = [(line, self._order[mark]) for mark in marks for line in self._set[mark].lines]
        em, pitch = points_to_mm(SIZE_PT), pitch_mm(self._grid)
        top = foot_mm - em - (len(runs) - 1) * pitch
        lines = [
            Line(line, top + number * pitch + EM_ASCENT * em, first_paragraph + order)
            for number, (line, order) in enumerate(runs)
        ]
        rule = Rule(self._grid.left_mm, top - _RULE_ABOVE_MM, _RULE_WIDTH_MM, _RULE_HEIGHT_MM)
        return Painted(tuple(lines), (rule,))


def with_long_notes(
    blocks: Sequence[SetBlock], footnotes: Sequence[Footnote], grid: Grid, metrics: Metrics
) -> tuple[tuple[SetBlock, ...], tuple[Footnote, ...]]:
    """Return the blocks, notes too long for the foot of a page below the paragraph that calls them; and the others."""
    area = NoteArea(footnotes, grid, metrics)
    by_mark = {note.mark: note for note in footnotes}
    result: list[SetBlock] = []
    for item in blocks:
        if not area.is_too_high(item):
            result.append(item)
            continue
        marks = dict.fromkeys(mark for line in item.notes for mark in line if mark in by_mark)
        result.append(replace(item, notes=()))
        result += [compose(by_mark.pop(mark).block, grid, metrics) for mark in marks]
    called = {mark for item in result for line in item.notes for mark in line}
    left = tuple(note for note in footnotes if note.mark in by_mark and note.mark in called)
    return tuple(_without_gone(item, by_mark) for item in result), left


def _without_gone(item: SetBlock, by_mark: Mapping[str, Footnote]) -> SetBlock:
    """Return a block without the calls of notes that stand elsewhere already."""
    if not item.notes:
        return item
    return replace(item, notes=tuple(tuple(mark for mark in line if mark in by_mark) for line in item.notes))
