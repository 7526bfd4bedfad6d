"""Turn the place of a block's line, or of a table's part, into what is painted there; number the paragraphs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from typeset.layout.blocks import Block, Element, Stamp
from typeset.layout.compose import SetBlock
from typeset.layout.content import SetFigure, SetTable
from typeset.layout.page import Line, Paragraph, Picture, Rule, SealPlace, Structure
from typeset.layout.pagination import Slot
from typeset.layout.result import Footnote, Head, Imprint, Placed
from typeset.layout.tables.painted import painted_table, table_paragraphs
from typeset.standard import EM_ASCENT, EM_DESCENT, Grid, points_to_mm

_STRUCTURES: Mapping[Element, Structure] = {
    Element.TITLE: Structure.TITLE,
    Element.HEADING_1: Structure.HEADING_1,
    Element.HEADING_2: Structure.HEADING_2,
    Element.HEADING_3: Structure.HEADING_3,
    Element.HEADING_4: Structure.HEADING_4,
    Element.CHAPTER: Structure.HEADING_1,
    Element.SECTION: Structure.HEADING_2,
    Element.TABLE_TITLE: Structure.CAPTION,
    Element.FIGURE_TITLE: Structure.CAPTION,
    Element.FIGURE: Structure.FIGURE,
    Element.FOOTNOTE: Structure.NOTE,
    Element.CONTENTS_ITEM: Structure.CONTENTS_ITEM,
}
_BOOKMARK_LEVELS = {
    Structure.TITLE: 1,
    Structure.HEADING_1: 2,
    Structure.HEADING_2: 3,
    Structure.HEADING_3: 4,
    Structure.HEADING_4: 5,
}


@dataclass(frozen=True, slots=True)
class Painted:
    """What one slot puts on its page."""

    lines: tuple[Line, ...] = ()
    rules: tuple[Rule, ...] = ()
    pictures: tuple[Picture, ...] = ()
    seals: tuple[SealPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbering:
    """The paragraphs of a document in reading order: the head's, those of the blocks from `starts[i]` on, those of
    the footnotes from `notes_start`, those of the 版记 from `imprint_start`."""

    paragraphs: tuple[Paragraph, ...]
    starts: tuple[int, ...]
    notes_start: int
    imprint_start: int

    @staticmethod
    def of(
        head: Sequence[Block], blocks: Sequence[Block], footnotes: Sequence[Footnote], imprint: Sequence[Block]
    ) -> "Numbering":
        """Number the paragraphs of all elements."""
        paragraphs = [_paragraph(block) for block in head]
        starts = []
        for number, block in enumerate(blocks):
            starts.append(len(paragraphs))
            paragraphs += _paragraphs(block, number)
        notes_start = len(paragraphs)
        paragraphs += [_paragraph(note.block) for note in footnotes]
        imprint_start = len(paragraphs)
        paragraphs += [_paragraph(block) for block in imprint]
        return Numbering(tuple(paragraphs), tuple(starts), notes_start, imprint_start)

    def head_lines(self, head: Head) -> Iterator[Line]:
        """Yield the lines of the head, each with its paragraph."""
        return _numbered(head.placed, 0)

    def imprint_lines(self, imprint: Imprint) -> Iterator[Line]:
        """Yield the lines of the 版记, each with its paragraph."""
        return _numbered(imprint.placed, self.imprint_start)


def _numbered(placed: Sequence[Placed], start: int) -> Iterator[Line]:
    for number, item in enumerate(placed, start=start):
        yield from (replace(line, paragraph=number) for line in item.lines)


def _paragraphs(block: Block, number: int) -> Iterator[Paragraph]:
    """Yield the paragraphs of a block: one, or a table's cells; a block with stamps has one more for each."""
    if isinstance(block.content, SetTable):
        yield from table_paragraphs(block.content, number)
        return
    yield _paragraph(block)
    for stamp in block.stamps:
        if stamp.file is not None:
            yield Paragraph(Structure.FIGURE)


def _paragraph(block: Block) -> Paragraph:
    structure = _STRUCTURES.get(block.element, Structure.PARAGRAPH)
    lead = "".join(piece.original or piece.text for piece in block.pieces if piece.lead)
    level = _BOOKMARK_LEVELS.get(structure)
    heading = block.text if level is not None else lead.rstrip("。")
    return Paragraph(structure, heading or None, level or 2)


def painted(item: SetBlock, slot: Slot, grid: Grid, numbering: Numbering) -> Painted:
    """Return what a slot paints on a page with this grid."""
    first = numbering.starts[slot.block]
    content = item.block.content
    if isinstance(content, SetTable):
        return Painted(*painted_table(content, slot, grid, first))
    if isinstance(content, SetFigure):
        return Painted(pictures=(_figure(content, slot, grid, first),))
    line = _line(item, slot, grid, first)
    top = grid.row_top_mm(slot.row)
    stamps = item.block.stamps if slot.line == 0 else ()
    kept = tuple(_seal_place(stamp, top) for stamp in stamps if stamp.file is None)
    shown = [stamp for stamp in stamps if stamp.file is not None]
    pictures = tuple(_stamp(stamp, top, first + 1 + index) for index, stamp in enumerate(shown))
    return Painted((line,), (), pictures, kept)


def _line(item: SetBlock, slot: Slot, grid: Grid, paragraph: int) -> Line:
    """Stand a line on its row: the em box of larger type is centred on the row's, within the type area."""
    em = points_to_mm(item.block.size_pt)
    middle = grid.row_top_mm(slot.row) + grid.em_mm / 2
    baseline = middle + (EM_ASCENT - EM_DESCENT) / 2 * em
    baseline = min(max(baseline, grid.first_em_top_mm + EM_ASCENT * em), grid.bottom_mm - EM_DESCENT * em)
    return Line(item.lines[slot.line], baseline, paragraph, slot.row)


def _seal_place(stamp: Stamp, top_mm: float) -> SealPlace:
    radius = stamp.width_mm / 2
    return SealPlace(stamp.left_mm + radius, top_mm + stamp.drop_mm + stamp.height_mm / 2, stamp.width_mm)


def _stamp(stamp: Stamp, top_mm: float, paragraph: int) -> Picture:
    assert stamp.file is not None
    return Picture(
        stamp.file,
        stamp.left_mm,
        top_mm + stamp.drop_mm,
        stamp.width_mm,
        stamp.height_mm,
        stamp.description,
        paragraph,
    )


def _figure(figure: SetFigure, slot: Slot, grid: Grid, paragraph: int) -> Picture:
    """Stand a figure in the middle of the type area, and of the rows that it takes."""
    left = grid.left_mm + (grid.width_mm - figure.width_mm) / 2
    rows = grid.rows_for(figure.height_mm)
    top = grid.row_top_mm(slot.row) + (grid.height_of(rows) - figure.height_mm) / 2
    return Picture(figure.file, left, top, figure.width_mm, figure.height_mm, figure.description, paragraph)
