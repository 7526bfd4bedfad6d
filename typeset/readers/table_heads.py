"""How many rows of a table are its head, where its file does not say so."""

import re
from collections.abc import Sequence

from typeset.readers.manuscript import ManuscriptCell

_FIGURE = re.compile(r"[-+]?[0-9][0-9,.]*[%％‰]?")


def head_rows(rows: Sequence[Sequence[ManuscriptCell]]) -> int:
    """Return how many rows the head takes: as many as its highest cell, two where it has a cell over columns."""
    first = rows[0]
    is_parted = any(cell.columns > 1 for cell in first) and len(first) > 1 and len(rows) > 2
    return max(2 if is_parted else 1, max((cell.rows for cell in first), default=1))


def is_head(rows: Sequence[Sequence[ManuscriptCell]]) -> bool:
    """Tell whether the first row names columns: no cell but the first is empty, none a figure, and rows are below.

    A form, whose cells are left open, has no head.
    """
    first = rows[0] if rows else ()
    is_named = len(first) > 1 and all(cell.text and not _FIGURE.fullmatch(cell.text) for cell in first[1:])
    is_named = is_named and not _FIGURE.fullmatch(first[0].text)
    return is_named and head_rows(rows) < len(rows)
