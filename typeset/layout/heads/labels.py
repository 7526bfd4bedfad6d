"""Set 份号, 密级和保密期限, 紧急程度 (7.2.1—7.2.3): flush left at the head of page 1, one line each, in this order.

They never move the 发文机关标志: where three rows of the grid would reach down to it, they stand closer.
"""

from collections.abc import Iterator, Sequence

from typeset.layout.blocks import Alignment, Block, Element, Piece
from typeset.layout.compose import compose
from typeset.layout.metrics import Metrics
from typeset.layout.page import Line
from typeset.layout.result import Placed
from typeset.model import Document
from typeset.standard import EM_ASCENT, SIZE_3_PT, Grid, Role

SECRECY_ROW = 2  # 7.2.2: the second row, also where there is no 份号 (docs/decisions.md)
ROW_EM = 15 / 8  # 3.2: a row is a character and seven eighths of one
CLEAR_OF_MARK_MM = 2.0


def label_blocks(document: Document) -> Iterator[Block]:
    """Yield the labels that a document has."""
    given = (
        (Element.COPY_NUMBER, document.copy_number, Role.FANGSONG, "份号"),
        (Element.SECRECY, document.secrecy, Role.HEITI, "密级"),
        (Element.URGENCY, document.urgency, Role.HEITI, "紧急程度"),
    )
    for element, value, role, key in given:
        if value:
            yield Block(element, (Piece(str(value), role),), SIZE_3_PT, Alignment.LEFT, path=(key,))


def label_rows(blocks: Sequence[Block]) -> tuple[int, ...]:
    """Return the row of every label on a page whose first row is free (R-7.2.1-1, R-7.2.2-1, R-7.2.3-1)."""
    rows: list[int] = []
    for block in blocks:
        following = rows[-1] + 1 if rows else 1
        rows.append(max(SECRECY_ROW, following) if block.element is Element.SECRECY else following)
    return tuple(rows)


def set_labels(blocks: Sequence[Block], grid: Grid, metrics: Metrics, *, above_mm: float) -> Iterator[Placed]:
    """Yield the labels at the head of the type area, all of them above the mark's visible top."""
    rows = label_rows(blocks)
    pitch = min(grid.pitch_mm, grid.em_mm * ROW_EM)
    if rows and rows[-1] > 1:
        pitch = min(pitch, (above_mm - CLEAR_OF_MARK_MM - grid.em_mm - grid.first_em_top_mm) / (rows[-1] - 1))
    for block, row in zip(blocks, rows, strict=True):
        baseline = grid.first_em_top_mm + (row - 1) * pitch + EM_ASCENT * grid.em_mm
        is_on_grid = pitch == grid.pitch_mm
        yield Placed(block, (Line(compose(block, grid, metrics).lines[0], baseline, 0, row if is_on_grid else None),))
