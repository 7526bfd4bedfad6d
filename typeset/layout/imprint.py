"""Set the 版记 (7.4) at the foot of the last page: 抄送机关, 印发机关 and 印发日期 between their rules.

All of it is 4号 type; a row of it is `ROW_MM` high. Names of organs are parted between each other, never inside,
unless one is longer than a line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from typeset.characters import LIST_MARKS, NO_LINE_START, listed
from typeset.layout.blocks import Alignment, Block, Element, Piece
from typeset.layout.metrics import Metrics, text_width
from typeset.layout.page import Colour, Line, Rule, Run
from typeset.layout.result import Imprint, Placed
from typeset.layout.signatures.signing import DATE_PLACEHOLDER
from typeset.model import Document
from typeset.standard import EM_ASCENT, EM_DESCENT, SIZE_4_PT, Grid, Role, points_to_mm

ROW_MM = 9.6  # of one line of the 版记; practice is 9 to 10 mm
THICK_MM, THIN_MM = 0.35, 0.25  # R-7.4.1-2
INDENT_EM = 1.0  # R-7.4.2-1, R-7.4.3-1: one 字 of its own type
ORGAN_PLACEHOLDER = "××××××"

_OPENING, _CLOSING = "（(〔《“", "）)〕》”"


@dataclass(frozen=True, slots=True)
class _Setting:
    """How the 版记 is set: in which size and pitch, and whether names stay whole."""

    metrics: Metrics
    grid: Grid
    size_pt: float
    row_mm: float
    keeps_names: bool

    @property
    def em_mm(self) -> float:
        return points_to_mm(self.size_pt)

    @property
    def left_mm(self) -> float:
        return self.grid.left_mm + INDENT_EM * self.em_mm

    @property
    def right_mm(self) -> float:
        return self.grid.right_mm - INDENT_EM * self.em_mm

    @property
    def baseline_mm(self) -> float:
        """Where type stands in a row so that its em box is in the middle."""
        return self.row_mm / 2 + (EM_ASCENT - EM_DESCENT) / 2 * self.em_mm

    def width(self, text: str) -> float:
        """Return the width of a text in millimetres."""
        return text_width(self.metrics, Role.FANGSONG, text) * self.em_mm


# Size in points, pitch in mm, whether names stay whole: the first that fits on a page.
_SETTINGS = ((SIZE_4_PT, ROW_MM, True), (SIZE_4_PT, 7.0, True), (SIZE_4_PT, 7.0, False), (SIZE_4_PT, 6.0, False))
_SMALLER = 0.8  # what comes after: ever smaller type, so that nothing is lost


def imprint_blocks(document: Document, *, moved_addressees: str | None = None) -> tuple[Block, ...]:
    """Return the elements of the 版记 from above: 主送机关 that page 1 had no room for, 抄送机关, 印发.

    Of 印发机关 and 印发日期 the one that is missing stands as a grey placeholder. Empty when there is no 版记.
    """
    blocks = []
    if moved_addressees:
        blocks.append(_organs(Element.MOVED_ADDRESSEE, "主送：", [moved_addressees], ("主送机关",)))
    if document.copies_to:
        blocks.append(_organs(Element.COPIES, "抄送：", document.copies_to, ("抄送",)))
    if document.printing_office or document.printing_date:
        organ = _given(document.printing_office, ORGAN_PLACEHOLDER)
        day = _given(f"{document.printing_date}印发" if document.printing_date else None, f"{DATE_PLACEHOLDER}印发")
        path = ("印发机关",) if document.printing_office else ("印发日期",)
        blocks.append(Block(Element.PRINTING, (organ, day), SIZE_4_PT, Alignment.JUSTIFIED, left_cells=1, path=path))
    return tuple(blocks)


def _given(text: str | None, placeholder: str) -> Piece:
    return Piece(text or placeholder, Role.FANGSONG, Colour.BLACK if text else Colour.GREY)


def _organs(element: Element, label: str, names: Sequence[str], path: tuple[str, ...]) -> Block:
    """Return organs after a label, 。 after the last (R-7.4.2-2, -3), ， between those that end with no mark."""
    text = label + listed(names, "，").rstrip(LIST_MARKS) + "。"
    return Block(
        element,
        (Piece(text, Role.FANGSONG),),
        SIZE_4_PT,
        Alignment.LEFT,
        first_line_cells=-len(label),
        left_cells=INDENT_EM + len(label),
        right_cells=INDENT_EM,
        path=path,
    )


def set_imprint(blocks: Sequence[Block], grid: Grid, metrics: Metrics, *, foot_mm: float, has_rules: bool) -> Imprint:
    """Set the 版记 so that its last rule, or without rules its last line, ends at `foot_mm`; the page is still open.

    A 信函 has no rules (R-10.1-10): then its last em box ends there. A 版记 that would be higher than a page is set
    closer, then smaller.
    """
    for size, row, keeps_names in _settings():
        setting = _Setting(metrics, grid, size, row, keeps_names)
        made = _set(blocks, setting, foot_mm=foot_mm, has_rules=has_rules)
        if made.top_mm >= grid.first_em_top_mm:
            break
    return made


def _settings() -> Iterator[tuple[float, float, bool]]:
    yield from _SETTINGS
    size, row, _ = _SETTINGS[-1]
    while True:
        size, row = size * _SMALLER, row * _SMALLER
        yield size, row, False


def _set(blocks: Sequence[Block], setting: _Setting, *, foot_mm: float, has_rules: bool) -> Imprint:
    grid = setting.grid
    set_lines = [list(_lines(block, setting)) for block in blocks]
    gaps = [_rule_below(above, below) if has_rules else 0.0 for above, below in pairwise(blocks)]
    edge = THICK_MM if has_rules else 0.0
    foot = foot_mm if has_rules else foot_mm + (setting.row_mm - setting.em_mm) / 2
    top = foot - 2 * edge - sum(gaps) - setting.row_mm * sum(len(lines) for lines in set_lines)
    y = top + edge
    rules = [Rule(grid.left_mm, top, grid.width_mm, edge)] if has_rules else []
    placed = []
    for block, lines, gap in zip(blocks, set_lines, [*gaps, 0.0], strict=True):
        baselines = [y + index * setting.row_mm + setting.baseline_mm for index in range(len(lines))]
        placed.append(Placed(block, tuple(Line(runs, at, 0) for runs, at in zip(lines, baselines, strict=True))))
        y += setting.row_mm * len(lines)
        if gap:
            rules.append(Rule(grid.left_mm, y, grid.width_mm, gap))
            y += gap
    if has_rules:
        rules.append(Rule(grid.left_mm, foot - edge, grid.width_mm, edge))
    return Imprint(tuple(placed), tuple(rules), top, 0)


def _rule_below(above: Block, below: Block) -> float:
    """Return the thickness of the rule between two elements: none between 主送 and 抄送 (R-7.4.2-4)."""
    both = (above.element, below.element)
    return 0.0 if both == (Element.MOVED_ADDRESSEE, Element.COPIES) else THIN_MM


def _lines(block: Block, setting: _Setting) -> Iterator[tuple[Run, ...]]:
    """Yield the lines of an element as runs."""
    if block.element is Element.PRINTING:
        yield from _printing_lines(block, setting)
        return
    (piece,) = block.pieces
    first = setting.left_mm
    left = setting.grid.left_mm + block.left_cells * setting.em_mm
    start = 0
    for number, line in enumerate(_cut(piece.text, setting, (setting.right_mm - first, setting.right_mm - left))):
        yield (_run(piece, start, start + len(line), first if number == 0 else left, setting),)
        start += len(line)


def _cut(text: str, setting: _Setting, widths: tuple[float, float]) -> Iterator[str]:
    """Yield the lines of a list of organs: parted after a mark, inside a name only where it is longer than a line."""
    line = ""
    room, rest = widths
    for name in _names(text):
        if setting.keeps_names and line and setting.width(line + name) > room:
            yield line
            line, room = "", rest
        for character in name:
            if line and setting.width(line + character) > room and character not in NO_LINE_START:
                yield line
                line, room = "", rest
            line += character
    if line:
        yield line


def _names(text: str) -> Iterator[str]:
    """Yield the names of a list, each with the mark after it; marks in brackets belong to a name."""
    name, depth = "", 0
    for character in text:
        name += character
        depth += (character in _OPENING) - (character in _CLOSING)
        if character in "，、；,;" and depth <= 0:
            yield name
            name = ""
    if name:
        yield name


def _run(piece: Piece, start: int, end: int, left_mm: float, setting: _Setting) -> Run:
    """Return characters [start, end) of a piece on their natural advances."""
    text = piece.text[start:end]
    original = (piece.original or piece.text)[start:end]
    origins, x = [], left_mm
    for character in text:
        origins.append(x)
        x += setting.width(character)
    copied = original if original != text else None
    return Run(text, Role.FANGSONG, setting.size_pt, tuple(origins), x, piece.colour, actual_text=copied)


def _printing_lines(block: Block, setting: _Setting) -> Iterator[tuple[Run, ...]]:
    """Yield 印发机关 at the left and 印发日期 at the right (R-7.4.3-1); a long name takes lines of its own above."""
    organ, day = block.pieces
    left = setting.left_mm
    width = setting.right_mm - left
    room = width - setting.width(day.text) - setting.em_mm
    day_run = _run(day, 0, len(day.text), setting.right_mm - setting.width(day.text), setting)
    lines = list(_cut(organ.text, setting, (width, width))) if setting.width(organ.text) > room else [organ.text]
    start = 0
    for line in lines:
        run = _run(organ, start, start + len(line), left, setting)
        start += len(line)
        if line is lines[-1] and setting.width(line) <= room:
            yield run, day_run
            return
        yield (run,)
    yield (day_run,)
