"""表格: cells that reach beyond their table."""

from collections.abc import Iterator, Sequence

from typeset.checks.finding import Finding, warning
from typeset.model import Document, Table
from typeset.model.tables import Row


def cells_end_with_their_table(document: Document) -> Iterator[Finding]:
    """S-4: a cell covers no more rows than its table, or the head of it, has."""
    for path, body in document.bodies():
        for index, block in enumerate(body):
            if isinstance(block, Table):
                for part, rows in (("表头", block.header), ("表格", block.rows)):
                    for message, hint in _beyond(part, rows):
                        yield warning((*path, index), message, hint)


def _beyond(part: str, rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    for index, row in enumerate(rows):
        left = len(rows) - index
        for number, cell in enumerate(row):
            if cell.rows > left:
                message = f"{part}第{index + 1}行第{number + 1}格跨{cell.rows}行，从这里到末行只有{left}行"
                yield message, f"请把“跨行”改为{left}；多出的没有排"
