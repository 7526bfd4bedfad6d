"""From the blocks of a 正文 back to what a source says: the inverse of `body.parse_body`."""

from collections.abc import Callable, Iterator, Sequence

from typeset.model.blocks import Block, Division, Figure, Heading, PageBreak, Paragraph, Table
from typeset.model.body import is_between_bars, parse_body, plain_block
from typeset.model.inline import Span, find_numbering, parse_spans, source_of, text_of
from typeset.model.tables import Alignment, Cell, Row
from typeset.model.values import Length


def body_source(blocks: Sequence[Block], element: Callable[[Table | Figure], object]) -> str | list[object]:
    """Return a text with a line a paragraph where that says everything, else a list of texts and one-key mappings.

    A text of several lines ends with a line break. `element` makes the mappings of tables and figures.
    """
    last = max((index for index, block in enumerate(blocks) if not isinstance(block, PageBreak)), default=0)
    items = [_item(block, index < last, element) for index, block in enumerate(blocks)]
    lines = [item for item in items if isinstance(item, str)]
    return text_of_lines(lines) if len(lines) == len(items) else items


def text_of_lines(lines: Sequence[str]) -> str:
    """Return lines as one text, each ended by a line break unless there is but one."""
    return lines[0] if len(lines) == 1 else "".join(f"{line}\n" for line in lines)


def line_source(line: str, block: Paragraph | Heading | Division) -> str | dict[str, str]:
    """Return a line that stands for a block: alone where it is read as that whatever follows, else under its key."""
    is_plain = _is_read_as(line, block, True) and _is_read_as(line, block, False)
    return line if is_plain else {_key(block): line}


def cells_source(row: Row) -> list[object]:
    """Return the cells of a row: texts, and {文, 跨列, 跨行} where a cell covers more than its place."""
    return [_cell_source(cell) for cell in row]


def header_source(rows: Sequence[Row]) -> list[object]:
    """Return 表头: the cells of one row, or a list of rows."""
    return cells_source(rows[0]) if len(rows) == 1 else [cells_source(row) for row in rows]


def widths_source(widths: Sequence[Length | None]) -> list[object]:
    """Return 列宽."""
    return ["自动" if width is None else length_source(width) for width in widths]


def alignment_source(alignment: Sequence[Alignment]) -> str | list[str]:
    """Return 对齐: one word for all columns, or one a column."""
    return alignment[0] if len(alignment) == 1 else list(alignment)


def length_source(length: Length) -> str:
    """Return a length as a source writes it."""
    return f"{length.mm:g}mm" if length.cells is None else f"{length.cells:g}字"


def _item(block: Block, is_followed: bool, element: Callable[[Table | Figure], object]) -> object:
    """Return what stands for a block in a list of blocks: its line where that is read as the same block."""
    if isinstance(block, Table | Figure):
        return {block.kind: element(block)}
    if isinstance(block, PageBreak):
        return {block.kind: ""}
    for line in _spellings(block.spans):
        if _is_read_as(line, block, is_followed):
            return line
    key = _key(block)
    fitting = (line for line in _spellings(block.spans) if parse_body([{key: line}]) == (block,))
    return {key: next(fitting, source_of(block.spans))}


def _is_read_as(line: str, block: Block, is_followed: bool) -> bool:
    """Tell whether a line of plain text is read as a block; `is_followed` tells whether more content stands after."""
    return line == line.lstrip() and not is_between_bars(line) and plain_block(line, is_followed) == block


def _key(block: Paragraph | Heading | Division) -> str:
    return f"{block.kind}{block.level}" if isinstance(block, Heading) else block.kind


def _spellings(spans: tuple[Span, ...]) -> Iterator[str]:
    """Yield the source of spans, then with backslashes that keep its beginning or its end from being read otherwise."""
    source = source_of(spans)
    yield source
    numbering = find_numbering(text_of(spans)) or find_numbering(source.replace("\\", ""))
    yield f"\\{source}"
    if source[-1:].isspace():
        yield f"{source[:-1]}\\{source[-1]}"
    if numbering is not None:
        yield f"{numbering.text}\\{source[len(numbering.text) :]}"


def _cell_source(cell: Cell) -> object:
    text = source_of(cell.spans)
    if parse_spans(text.strip()) != cell.spans:
        text = f"\\{text}"
    spans = {"跨列": cell.columns, "跨行": cell.rows}
    given = {key: str(count) for key, count in spans.items() if count > 1}
    return {"文": text, **given} if given else text
