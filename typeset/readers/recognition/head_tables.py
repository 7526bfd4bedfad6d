"""Tables that only hold a 版头 together: joint marks and 签发人 side by side, as Word files have them."""

import re
from collections.abc import Iterator, Sequence

from typeset.readers.manuscript import ManuscriptItem, ManuscriptParagraph, ManuscriptTable
from typeset.readers.recognition.names import is_organ
from typeset.readers.recognition.rows import compact
from typeset.readers.recognition.words import MARK, NUMBER, SIGNERS

_MOST_ITEMS_ABOVE = 12
_NAME = re.compile(r"[\u4e00-\u9fff](?:[ \u3000]{0,2}[\u4e00-\u9fff·]){1,5}")


def with_head_tables_opened(items: Sequence[ManuscriptItem]) -> tuple[ManuscriptItem, ...]:
    """Return the items, tables of the 版头 as the paragraphs that their cells are."""
    made: list[ManuscriptItem] = []
    for position, item in enumerate(items):
        if isinstance(item, ManuscriptTable) and position < _MOST_ITEMS_ABOVE and _is_of_head(item):
            made += _paragraphs(item)
        else:
            made.append(item)
    return tuple(made)


def _texts(table: ManuscriptTable) -> list[str]:
    return [text.strip() for row in table.rows for cell in row for text in cell.text.splitlines() if text.strip()]


def _is_of_head(table: ManuscriptTable) -> bool:
    """Tell whether every cell is an organ, 文件, a number or 签发人, and at least one is more than a name."""
    texts = _texts(table)
    is_known = [is_organ(text) or compact(text) == "文件" or _is_line_of_head(text) for text in texts]
    return any(is_known) and all(known or _NAME.fullmatch(text) for known, text in zip(is_known, texts, strict=True))


def _is_line_of_head(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in (MARK, NUMBER, SIGNERS))


def _paragraphs(table: ManuscriptTable) -> Iterator[ManuscriptParagraph]:
    """Yield the cells column by column, 文件 at its end."""
    columns = max(len(row) for row in table.rows)
    seen: list[str] = []
    for column in range(columns):
        for row in table.rows:
            texts = row[column].text.splitlines() if column < len(row) else []
            for text in (text.strip() for text in texts):
                if text and not (compact(text) == "文件" and text in seen):
                    yield ManuscriptParagraph(text, table.where)
                seen.append(text)
