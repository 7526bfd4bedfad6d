"""Set the tables of a text: columns, cells, rows, and the blocks of title and note around them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from typeset.errors import Severity
from typeset.layout.blocks import Alignment, Block, Element
from typeset.layout.content import HorizontalPlace, Lines, Remark, SetTable, SetText, TableCell
from typeset.layout.metrics import Metrics
from typeset.layout.pieces import Piece
from typeset.layout.tables.cells import (
    CellText,
    Spans,
    cell_path,
    document_cells,
    known_pieces,
    number_widths,
    set_text,
    with_folded_unit,
    with_known_glyphs,
)
from typeset.layout.tables.columns import Columns, aligned, set_columns
from typeset.layout.tables.rows import FilledCell, Pitch, set_rows
from typeset.layout.titles import break_title
from typeset.model import SourcePath, Table
from typeset.model.values import Length
from typeset.profiles import Profile
from typeset.standard import SIZE_4_PT, Grid, Role, points_to_mm

TITLE_PT = SIZE_4_PT
TITLE_INDENT_CELLS = 2
BLANK_BELOW_HEAD_MM = 4.5  # below 附件 and the title of an attachment that stand on a rotated table's sheet
BLANK_BESIDE_ROTATED_MM = 2.0  # between a rotated table and its title or note
MOST_COLUMNS = 20
_HIGHEST_HEADER = 0.5  # of the page; a higher one is not repeated
_HIGHEST_TEXTS = 0.3  # of the page; higher title and note stand upright before and after a rotated table

Texts = tuple[tuple[Block, ...], Block | None]  # what stands above a table, and its note


@dataclass(frozen=True, slots=True)
class _Area:
    """The room for a table: as wide as a line of it can be, as deep as a page."""

    width_mm: float
    depth_mm: float

    @staticmethod
    def of(grid: Grid, *, is_rotated: bool) -> "_Area":
        """Return the type area as an upright or a rotated table sees it."""
        depth = grid.bottom_mm - grid.row_top_mm(1)
        return _Area(depth, grid.width_mm) if is_rotated else _Area(grid.width_mm, depth)


@dataclass(frozen=True, slots=True)
class _OwnText:
    """The title or note of a rotated table, its lines across the whole area; what there is to say of it."""

    text: SetText
    remarks: tuple[Remark, ...]

    def beside(self, columns: Columns, area: _Area) -> SetText:
        """Return the text with its places measured from the table's left edge."""
        middle = (sum(columns.widths_mm) - area.width_mm) / 2
        return replace(self.text, lines=shifted(self.text.lines, middle))


def table_blocks(
    table: Table, path: SourcePath, profile: Profile, metrics: Metrics, *, spans: Spans, heads: Sequence[Block] = ()
) -> Iterator[Block]:
    """Yield a table with its title above and its note below; a rotated one carries both itself (8).

    `spans` turns the text of a cell into pieces. `heads` are the label and the title of the attachment that begins
    with a rotated table: where there is room they stand on its sheet, turned with it, else they are yielded first.
    """
    size = profile.table.size_pt
    title = _title(table, path, profile.grid, metrics)
    pieces = (Piece(table.note, Role.FANGSONG),) if table.note else ()
    note = Block(Element.TABLE_NOTE, pieces, size, path=(*path, "注")) if pieces else None
    above = (*heads, *((title,) if title else ()))
    content = _set_table(table, (above, note), profile, metrics, spans=spans)
    if not content.above and heads:
        yield from heads
        content = _set_table(table, ((title,) if title else (), note), profile, metrics, spans=spans)
    if title and not content.above:
        yield title
    own_note = content.note is not None
    keeps_note = note is not None and not own_note
    starts_page = bool(heads) and len(content.above) == len(above)
    yield Block(Element.TABLE, (), size, starts_page=starts_page, keep_with_next=keeps_note, content=content, path=path)
    if note and not own_note:
        yield note


def _title(table: Table, path: SourcePath, grid: Grid, metrics: Metrics) -> Block | None:
    """Return the title: 4号 黑体, centred, broken by words."""
    if not table.title:
        return None
    return caption(table.title, Element.TABLE_TITLE, (*path, "标题"), grid, metrics)


def caption(text: str, element: Element, path: SourcePath, grid: Grid, metrics: Metrics) -> Block:
    """Return the title of a table or a figure: 4号 黑体, centred, its lines broken by words."""
    width = grid.width_mm - 2 * TITLE_INDENT_CELLS * grid.cell_mm
    widest = width / points_to_mm(TITLE_PT)

    def advance(character: str) -> float:
        return metrics.advance(Role.HEITI, character)

    lines = break_title(text, longest=int(widest), advance=advance, widest=widest)
    return Block(
        element,
        (Piece("".join(lines), Role.HEITI),),
        TITLE_PT,
        Alignment.CENTRED,
        keep_with_next=element is Element.TABLE_TITLE,
        lines=lines,
        path=path,
    )


def _set_table(
    table: Table,
    texts: Texts,
    profile: Profile,
    metrics: Metrics,
    *,
    spans: Spans,
) -> SetTable:
    """Set a table; a rotated one takes `texts`, those above it and its note, into itself when they are small."""
    area = _Area.of(profile.grid, is_rotated=table.is_landscape)
    header_rows = len(table.header)
    cells, remarks = with_known_glyphs(document_cells(table, spans), header_rows, metrics)
    given = _given(table.widths, table.column_count, profile.grid.cell_mm)
    columns = set_columns(cells, given, metrics, area_mm=area.width_mm, size_pt=profile.table.size_pt)
    cells = aligned(cells, table.alignment, columns, metrics)
    filled, cut = _filled(cells, header_rows, columns, metrics)
    above, note = _own_texts(texts, area, metrics) if table.is_landscape else ((), None)
    pitch = Pitch(columns.size_pt)
    beside = sum(own.text.height_mm for own in (*above, note) if own)
    room = area.depth_mm - (beside if table.is_landscape else _caption_mm(texts, profile.grid, area.depth_mm))
    repeated = _repeated_rows(filled, header_rows, len(table.rows), room, pitch)
    rows = set_rows(filled, repeated, room, pitch)
    return SetTable(
        columns.widths_mm,
        tuple(rows.heights_mm),
        repeated,
        cells,
        tuple(rows.parts),
        tuple(rows.bands),
        columns.size_pt,
        header_rows + len(table.rows),
        header_rows,
        table.is_landscape,
        tuple(own.beside(columns, area) for own in above),
        note.beside(columns, area) if note else None,
        (
            *remarks,
            *(remark for own in (*above, note) if own for remark in own.remarks),
            *cut,
            *_width_remarks(given, columns, area, profile.table.size_pt),
        ),
    )


def _given(widths: Sequence[Length | None], count: int, cell_mm: float) -> list[float | None]:
    """Return the widths that are given, in millimetres; None where a column is automatic."""
    if not widths:
        return [None] * count
    return [None if width is None else width_mm(width, cell_mm) for width in widths]


def width_mm(length: Length, cell_mm: float) -> float:
    """Return a length in millimetres; one in 字 counts cells of the grid."""
    return length.mm if length.mm is not None else (length.cells or 0.0) * cell_mm


def _filled(
    cells: Sequence[TableCell], header_rows: int, columns: Columns, metrics: Metrics
) -> tuple[list[FilledCell], list[Remark]]:
    """Break the cells into lines; remark the columns in which a unit had to be cut inside, and the first one (L-1)."""
    edges = [sum(columns.widths_mm[:index]) for index in range(len(columns.widths_mm))]
    filled: list[FilledCell] = []
    cut: dict[int, tuple[str, TableCell]] = {}
    for index, cell in enumerate(cells):
        left, inner = columns.inner_mm(cell)
        text = _text(cell, inner, columns.size_pt, metrics)
        if cell.point_mm is not None:
            left = cell.point_mm - number_widths(cell, columns.size_pt, metrics)[0]
        lines = shifted(text.lines, edges[cell.column] + left)
        notes = tuple(piece.note for piece in cell.pieces if piece.note)
        filled.append(FilledCell(index, cell.row, cell.rows, lines, notes))
        if text.forced:
            cut.setdefault(cell.column, (text.forced[0], cell))
    return filled, list(_cut_remarks(cut, header_rows))


def _cut_remarks(cut: Mapping[int, tuple[str, TableCell]], header_rows: int) -> Iterator[Remark]:
    if cut:
        first = min(cut)
        text, cell = cut[first]
        others = f"等{len(cut)}列" if len(cut) > 1 else "列"
        message = f"表格第{first + 1}{others}太窄，“…{text}”从中间断开"
        hint = "请加宽，减少列数，或写“横排: 是”"
        yield Remark("L-1", Severity.WARNING, message, hint, cell_path(cell, header_rows))


def _text(cell: TableCell, inner_mm: float, size_pt: float, metrics: Metrics) -> CellText:
    """Return a cell as lines; the unit in the head of a column goes to a line of its own when one is not enough."""
    place: HorizontalPlace = "左" if cell.point_mm is not None else cell.alignment
    text = set_text(cell.pieces, inner_mm, metrics, size_pt=size_pt, alignment=place)
    if not cell.is_header or len(text.lines) < 2:
        return text
    folded = set_text(with_folded_unit(cell.pieces), inner_mm, metrics, size_pt=size_pt, alignment=place)
    return folded if len(folded.lines) <= len(text.lines) else text


def shifted(lines: Lines, by_mm: float) -> Lines:
    """Return lines moved to the right."""
    return tuple(
        tuple(replace(run, x_mm=tuple(x + by_mm for x in run.x_mm), end_mm=run.end_mm + by_mm) for run in line)
        for line in lines
    )


def _own_texts(texts: Texts, area: _Area, metrics: Metrics) -> tuple[tuple[_OwnText, ...], _OwnText | None]:
    """Return the texts as set along a rotated table, none when together they are too high or a title too long."""
    above = tuple(_own_text(block, area, metrics) for block in texts[0])
    note = _own_text(texts[1], area, metrics) if texts[1] else None
    height = sum(own.text.height_mm for own in (*above, note) if own)
    is_long = any(own.text.element is Element.TITLE and len(own.text.lines) > 1 for own in above)
    return (above, note) if height <= _HIGHEST_TEXTS * area.depth_mm and not is_long else ((), None)


def _own_text(block: Block, area: _Area, metrics: Metrics) -> _OwnText:
    """Return a text as set along a rotated table, with the blank between them above a note and below the others."""
    is_note, is_label = block.element is Element.TABLE_NOTE, block.element is Element.ATTACHMENT_LABEL
    pieces, remarks = known_pieces(block.pieces, metrics)
    place: HorizontalPlace = "左" if is_note or is_label else "中"
    lines = set_text(pieces, area.width_mm, metrics, size_pt=block.size_pt, alignment=place).lines
    pitch = Pitch(block.size_pt)
    blank = BLANK_BESIDE_ROTATED_MM if is_note or block.element is Element.TABLE_TITLE else BLANK_BELOW_HEAD_MM
    baselines = pitch.baselines(len(lines), blank if is_note else 0.0)
    height = pitch.text_mm(len(lines)) + blank
    return _OwnText(SetText(block.element, pieces, block.size_pt, lines, baselines, height), remarks)


def _caption_mm(texts: Texts, grid: Grid, depth_mm: float) -> float:
    """Return the height that the rows of a title, and of a note on its first rows, take from a page."""
    above, note = texts
    rows = sum(len(title.lines) for title in above) + (1 if note else 0)
    return min(rows * grid.pitch_mm, depth_mm / 2)


def _repeated_rows(cells: Sequence[FilledCell], header_rows: int, body_rows: int, room_mm: float, pitch: Pitch) -> int:
    """Return how many rows every page repeats: the header's, none when it is all or takes too much of a page."""
    if not header_rows or not body_rows:
        return 0
    header = [cell for cell in cells if cell.row < header_rows]
    height = sum(set_rows(header, header_rows, room_mm, pitch).heights_mm)
    return header_rows if height <= _HIGHEST_HEADER * room_mm else 0


def _width_remarks(given: Sequence[float | None], columns: Columns, area: _Area, size_pt: float) -> Iterator[Remark]:
    """Yield what there is to say of widths that the area cannot hold, and of too many columns (L-7)."""
    wanted = sum(width for width in given if width is not None)
    pairs = zip(given, columns.widths_mm, strict=True)
    if any(before is not None and before > after + 0.01 for before, after in pairs):
        message = f"表格的列宽合计{wanted:.0f}毫米，版心宽{area.width_mm:.0f}毫米，已按比例缩窄"
        yield Remark("L-7", Severity.WARNING, message, "请改小“列宽”，或写“横排: 是”", ("列宽",))
    if len(given) > MOST_COLUMNS:
        smaller = f"，字缩到{columns.size_pt:.1f}磅" if columns.size_pt < size_pt else ""
        message = f"表格有{len(given)}列，各列很窄{smaller}"
        yield Remark("L-7", Severity.WARNING, message, "请分成几个表格，或写“横排: 是”")
