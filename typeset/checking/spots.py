"""Where the findings in a source stand on its pages."""

from collections.abc import Iterable, Iterator, Mapping

from typeset.errors import Issue, Where
from typeset.layout.page import Line, Page
from typeset.layout.result import Layout
from typeset.model import SourcePath
from typeset.readers import Reading
from typeset.reports.illustrated import Spot
from typeset.standard import EM_ASCENT, points_to_mm

_BEGINNING = 6
_LONGEST_PARAGRAPH = 60
"""Lines of a paragraph that are searched for the words of a finding."""

_ON_ONE_LINE: tuple[SourcePath, ...] = (("印发机关",), ("印发日期",))


def spots_of(
    issues: Iterable[Issue], reading: Reading, layout: Layout, lines: tuple[str, ...]
) -> tuple[Spot | None, ...]:
    """Return the place on a page of every finding, None for those of what is on no page."""
    paths = _paths(reading.places)
    places = {path: found for path, found in _placed(layout)}
    return tuple(_spot(issue, paths, places, lines) for issue in issues)


def _paths(places: Mapping[SourcePath, Where]) -> Mapping[int, list[tuple[int, SourcePath]]]:
    """Return the columns and paths of what begins on each line of the file."""
    found: dict[int, list[tuple[int, SourcePath]]] = {}
    for path, where in places.items():
        if where.line is not None:
            found.setdefault(where.line, []).append((where.column or 1, path))
    return found


def _placed(layout: Layout) -> Iterator[tuple[SourcePath, tuple[int, tuple[Line, ...]]]]:
    """Yield the path of every element, its page, and the lines from its first one on."""
    if layout.imprint is not None:
        for placed in layout.imprint.placed:
            for path in _ON_ONE_LINE if placed.block.path in _ON_ONE_LINE else (placed.block.path,):
                yield path, (layout.imprint.page, placed.lines)
    for block, number in zip(layout.blocks, layout.block_pages, strict=True):
        if found := _lines_from(layout.pages[number - 1], block.text[:_BEGINNING]):
            yield block.path, (number, found)
    for placed in layout.head.placed:
        yield placed.block.path, (1, placed.lines)


def _lines_from(page: Page, beginning: str) -> tuple[Line, ...]:
    rows = [line for line in page.lines if line.row is not None and not line.is_rotated]
    first = next(
        (i for i, line in enumerate(rows) if beginning and line.text.startswith(beginning[: len(line.text)])), None
    )
    return () if first is None else tuple(rows[first : first + _LONGEST_PARAGRAPH])


def _spot(
    issue: Issue,
    paths: Mapping[int, list[tuple[int, SourcePath]]],
    places: Mapping[SourcePath, tuple[int, tuple[Line, ...]]],
    source: tuple[str, ...],
) -> Spot | None:
    where = issue.where
    known = [path for column, path in paths.get(where.line or 0, ()) if column <= (where.column or 1)]
    path = max(known, key=len, default=())
    while path and path not in places:
        path = path[:-1]
    if not path:
        return None
    page, lines = places[path]
    words = _words(where, source)
    return next(
        (spot for line in lines if words and (spot := _words_spot(page, line, words))), _line_spot(page, lines[0])
    )


def _words(where: Where, source: tuple[str, ...]) -> str:
    if where.line is None or where.length is None or where.line > len(source):
        return ""
    start = (where.column or 1) - 1
    return source[where.line - 1][start : start + where.length]


def _words_spot(page: int, line: Line, words: str) -> Spot | None:
    """Return the box of words on a line, None when they are not there or are broken over two."""
    start = line.text.find(words)
    if start < 0:
        return None
    origins = [x for run in line.runs for x in run.x_mm] + [line.runs[-1].end_mm]
    return _box(page, line, origins[start], origins[start + len(words)])


def _line_spot(page: int, line: Line) -> Spot:
    return _box(page, line, line.runs[0].x_mm[0], line.runs[-1].end_mm)


def _box(page: int, line: Line, left: float, right: float) -> Spot:
    em = points_to_mm(max(run.size_pt for run in line.runs))
    return Spot(page, left, line.baseline_mm - EM_ASCENT * em, right - left, em)
