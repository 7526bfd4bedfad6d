"""A 版头 side by side: tables that only hold it together, and lines that hold several of its elements."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from typeset.readers.manuscript import ManuscriptItem, ManuscriptParagraph, ManuscriptTable
from typeset.readers.recognition.names import is_organ
from typeset.readers.recognition.rows import compact
from typeset.readers.recognition.words import COPY_NUMBER, MARK, NUMBER, PERSON_NAME, SECRECY, SIGNERS, URGENCY

_MOST_ITEMS_ABOVE = 12
_GAP = re.compile(r"\t|\u3000[ \u3000]*| {2,}")
_LABELS = (COPY_NUMBER, SECRECY, URGENCY, NUMBER)


def with_head_tables_opened(items: Sequence[ManuscriptItem]) -> tuple[ManuscriptItem, ...]:
    """Return the items, tables of the 版头 as the paragraphs that their cells are, its lines parted at gaps."""
    made: list[ManuscriptItem] = []
    for position, item in enumerate(items):
        if isinstance(item, ManuscriptTable) and position < _MOST_ITEMS_ABOVE and _is_of_head(item):
            made += _paragraphs(item)
        elif isinstance(item, ManuscriptParagraph) and position < _MOST_ITEMS_ABOVE and _is_head_line(item.text):
            made += [replace(item, text=text.strip()) for text in _GAP.split(item.text.strip())]
        else:
            made.append(item)
    return tuple(made)


def _is_head_line(text: str) -> bool:
    """Tell whether a line holds several elements that are known for certain: 份号 and 发文字号 of a 信函."""
    parts = [part.strip() for part in _GAP.split(text.strip())]
    return len(parts) > 1 and all(any(pattern.fullmatch(part) for pattern in _LABELS) for part in parts)


def _texts(table: ManuscriptTable) -> list[str]:
    return [text.strip() for row in table.rows for cell in row for text in cell.text.splitlines() if text.strip()]


def _is_of_head(table: ManuscriptTable) -> bool:
    """Tell whether every cell is an organ, 文件, a number or 签发人, and at least one is more than a name."""
    texts = _texts(table)
    is_known = [is_organ(text) or compact(text) == "文件" or _is_line_of_head(text) for text in texts]
    return any(is_known) and all(
        known or PERSON_NAME.fullmatch(text) for known, text in zip(is_known, texts, strict=True)
    )


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
