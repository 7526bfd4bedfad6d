"""The rows of a table: their heights, which of them stand together, and what becomes of one taller than a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from typeset.layout.content import Band, Lines, SetCell
from typeset.layout.tables.cells import PADDING_MM
from typeset.standard import EM_ASCENT, points_to_mm

LINES_TOGETHER = 2  # of a row that goes over pages
PITCH_EMS = 1.4  # from line to line in a cell
_TOLERANCE_MM = 1e-6


@dataclass(frozen=True, slots=True)
class Pitch:
    """How high lines of a size stand."""

    size_pt: float

    @property
    def em_mm(self) -> float:
        """Height of the em box."""
        return points_to_mm(self.size_pt)

    @property
    def line_mm(self) -> float:
        """From line to line."""
        return self.em_mm * PITCH_EMS

    def text_mm(self, lines: int) -> float:
        """Height of lines from the first em box's top to the last one's foot; an empty cell is as high as one."""
        return self.em_mm + (max(1, lines) - 1) * self.line_mm

    def row_mm(self, lines: int) -> float:
        """Height of a row whose tallest cell has so many lines."""
        return self.text_mm(lines) + 2 * PADDING_MM

    @property
    def lead_mm(self) -> float:
        """Blank above, and below, the em box of a line between others."""
        return (self.line_mm - self.em_mm) / 2

    def baselines(self, lines: int, top_mm: float) -> tuple[float, ...]:
        """Return the baselines of lines whose first em box begins at a height."""
        return tuple(top_mm + EM_ASCENT * self.em_mm + index * self.line_mm for index in range(lines))


@dataclass(frozen=True, slots=True)
class FilledCell:
    """A cell with its lines, before its rows have heights; `cell` is its index in the document's table.

    `notes` are the marks of the footnotes that it calls.
    """

    cell: int
    row: int
    rows: int
    lines: Lines
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class SetRows:
    """The rows of a table as set: their heights, the parts of cells on them, the bands below the header."""

    heights_mm: list[float] = field(default_factory=list)
    parts: list[SetCell] = field(default_factory=list)
    bands: list[Band] = field(default_factory=list)


def set_rows(cells: Sequence[FilledCell], header_rows: int, room_mm: float, pitch: Pitch) -> SetRows:
    """Give the rows their heights and places; cells come in the order of their rows, a row has at least one.

    The first `header_rows` are repeated on every page. No band is higher than the room below them; one that would be
    is cut into rows of a few lines.
    """
    by_row = _by_row(cells)
    heights = _heights(by_row, pitch)
    result = SetRows()
    if header_rows:
        _append(result, by_row, heights, (0, header_rows), pitch)
    room = room_mm - sum(result.heights_mm)
    for first, last in _joined(by_row, header_rows):
        if sum(heights[first:last]) <= room + _TOLERANCE_MM:
            begin = len(result.heights_mm)
            _append(result, by_row, heights, (first, last), pitch)
            called = [cell for row in by_row[first:last] for cell in row]
            result.bands.append(Band(begin, len(result.heights_mm), sum(heights[first:last]), _notes(called)))
        else:
            _append_cut(result, by_row[first:last], pitch)
    if header_rows and result.bands:
        called = [cell for row in by_row[:header_rows] for cell in row]
        first_band = result.bands[0]
        result.bands[0] = replace(first_band, notes=(*_notes(called), *first_band.notes))
    return result


def _notes(cells: Sequence[FilledCell]) -> tuple[str, ...]:
    return tuple(mark for cell in cells for mark in cell.notes)


def _by_row(cells: Sequence[FilledCell]) -> list[list[FilledCell]]:
    rows: list[list[FilledCell]] = [[] for _ in range(max(cell.row + cell.rows for cell in cells))]
    for cell in cells:
        rows[cell.row].append(cell)
    return rows


def _heights(by_row: Sequence[Sequence[FilledCell]], pitch: Pitch) -> list[float]:
    """Return every row's height; where a cell over several rows needs more, its last row gets it."""
    heights = [pitch.row_mm(max((len(c.lines) for c in row if c.rows == 1), default=1)) for row in by_row]
    joined = sorted((c for row in by_row for c in row if c.rows > 1), key=lambda c: c.row + c.rows)
    for cell in joined:
        last = cell.row + cell.rows - 1
        heights[last] += max(0.0, pitch.row_mm(len(cell.lines)) - sum(heights[cell.row : last + 1]))
    return heights


def _joined(by_row: Sequence[Sequence[FilledCell]], first: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of rows from `first` on that cells hold together."""
    begin = reach = first
    for row in range(first, len(by_row)):
        reach = max(reach, row + 1, *(cell.row + cell.rows for cell in by_row[row]), row + 1)
        if reach == row + 1:
            yield begin, reach
            begin = reach


def _append(
    result: SetRows,
    by_row: Sequence[Sequence[FilledCell]],
    heights: Sequence[float],
    span: tuple[int, int],
    pitch: Pitch,
) -> None:
    """Append rows as they are, every cell's text in the middle of its height."""
    shift = len(result.heights_mm) - span[0]
    for row in range(*span):
        for cell in by_row[row]:
            height = sum(heights[cell.row : cell.row + cell.rows])
            top = (height - pitch.text_mm(len(cell.lines))) / 2
            baselines = pitch.baselines(len(cell.lines), top)
            result.parts.append(SetCell(cell.cell, row + shift, cell.rows, cell.lines, baselines))
        result.heights_mm.append(heights[row])


def _append_cut(result: SetRows, rows: Sequence[Sequence[FilledCell]], pitch: Pitch) -> None:
    """Append rows that no page holds together: each as rows of a few lines, so that pages are filled.

    A cell over several rows goes on from one to the next.
    """
    rest: dict[int, Lines] = {}
    open_cells: list[FilledCell] = []
    for index, row in enumerate(rows, start=rows[0][0].row):
        open_cells += row
        ending = [cell for cell in open_cells if cell.row + cell.rows == index + 1]
        rest |= {cell.cell: cell.lines for cell in row}
        begin = len(result.heights_mm)
        while len(result.heights_mm) == begin or any(rest[cell.cell] for cell in ending):
            is_first = len(result.heights_mm) == begin
            left = max((len(rest[cell.cell]) for cell in ending), default=1)
            count = max(1, left if left <= LINES_TOGETHER + 1 else LINES_TOGETHER)
            above = PADDING_MM if is_first else pitch.lead_mm
            for cell in sorted(open_cells, key=lambda cell: cell.cell):
                lines, rest[cell.cell] = rest[cell.cell][:count], rest[cell.cell][count:]
                is_continued = not is_first or cell.row < index
                baselines = pitch.baselines(len(lines), above)
                result.parts.append(SetCell(cell.cell, len(result.heights_mm), 1, lines, baselines, is_continued))
            height = above + pitch.text_mm(count) + (PADDING_MM if left <= count else pitch.lead_mm)
            result.bands.append(_one_row(len(result.heights_mm), height, _notes(row) if is_first else ()))
            result.heights_mm.append(height)
        open_cells = [cell for cell in open_cells if cell.row + cell.rows > index + 1]


def _one_row(row: int, height_mm: float, notes: tuple[str, ...]) -> Band:
    return Band(row, row + 1, height_mm, notes)
