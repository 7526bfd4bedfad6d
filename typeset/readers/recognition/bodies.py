"""The text of a document or part as the blocks of a source (7.3.3)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from typeset.model import find_numbering
from typeset.model.inline import has_end_mark
from typeset.proofreading import PassageKind
from typeset.readers.manuscript import ManuscriptParagraph, ManuscriptPicture, ManuscriptTable
from typeset.readers.recognition.captions import Captioned, captioned
from typeset.readers.recognition.rows import COLUMN_GAP, Row, Wording, wording

_LIST_LEAD = re.compile(
    r"[\u4e00-\u9fff](?:[ \u3000]*[\u4e00-\u9fff]){1,7}[：:][^。；]{2,40}[ \u3000]{2,}[^。；]{2,40}$"
)
_LEAST_LIST_INDENT = 4
_LONGEST_HEADING = 40
_LEAST_SIBLINGS = 2
_DEEPEST = 4
_PARENTHESES = str.maketrans("()", "（）")
_SENTENCE_END = re.compile("[。；！？]")

Tree: TypeAlias = "Wording | str | list[Tree] | dict[str, Tree]"
"""A value of the source before its characters are repaired."""


@dataclass(frozen=True, slots=True)
class Levels:
    """How many heading styles a file spends above the first level of the text (the title's), and its text's size."""

    above: int = 0
    body_pt: float | None = None


def blocks(rows: Sequence[Row], levels: Levels | None = None) -> list[Tree]:
    """Return the blocks of a text, one for every row; titles and notes of tables and figures are in theirs."""
    levels = levels or Levels()
    alone = {rows[position] for position in _headings_with_stop(rows)}
    lists = {rows[position]: cells for position, cells in _list_indents(rows).items()}
    return [
        _indented(each.row, lists[each.row])
        if each.row in lists
        else _block(each, levels.above, is_heading=each.row in alone)
        for each in captioned(rows, levels.body_pt)
    ]


def _block(captioned_row: Captioned, above: int, *, is_heading: bool) -> Tree:
    row = captioned_row.row
    if isinstance(row.item, ManuscriptTable):
        return {"表格": _with_caption(_table(row.item), captioned_row)}
    if isinstance(row.item, ManuscriptPicture):
        return {"图": _with_caption(_picture(row.item), captioned_row)}
    numbering = find_numbering(row.text.translate(_PARENTHESES))
    if is_heading and numbering:
        return {f"标题{numbering.level}": wording(PassageKind.HEADING, [row])}
    if row.heading and len(row.compact) <= 2 * _LONGEST_HEADING and not numbering:
        level = min(max(row.heading - above, 1), _DEEPEST)
        return {f"标题{level}": wording(PassageKind.HEADING, [row])}
    is_plain_heading = numbering is not None and not has_end_mark(row.text)
    return wording(PassageKind.HEADING if is_plain_heading else PassageKind.PARAGRAPH, [row])


def _with_caption(made: dict[str, Tree], found: Captioned) -> dict[str, Tree]:
    """Return a table or figure with its 标题 and 注, in the order in which a source gives them."""
    title: dict[str, Tree] = {"标题": wording(PassageKind.HEADING, [found.title])} if found.title else {}
    note: dict[str, Tree] = {"注": wording(PassageKind.PARAGRAPH, [found.note])} if found.note else {}
    return {**title, **made, **note}


def _list_indents(rows: Sequence[Row]) -> dict[int, int]:
    """Return the rows that go on with a list of names below its first row, and how many cells these stand further in.

    成　员：何亚非　　外交部部长助理
    蔡旭敏　　安全部副部长
    """
    found: dict[int, int] = {}
    first: Row | None = None
    for position, row in enumerate(rows):
        if first is None or not COLUMN_GAP.search(row.text) or row.indent < first.indent + _LEAST_LIST_INDENT:
            first = row if _LIST_LEAD.match(row.text) else None
        else:
            found[position] = (row.indent - first.indent) // 2
    return found


def _indented(row: Row, cells: int) -> Tree:
    """Return a paragraph that keeps its blanks: the backslash makes the first of them text."""
    assert isinstance(row.item, ManuscriptParagraph)
    blanks = ManuscriptParagraph("\\" + "　" * cells, row.where)
    return Wording(PassageKind.CELL, (blanks, row.item))


def _headings_with_stop(rows: Sequence[Row]) -> frozenset[int]:
    """Return the rows that are headings though they end with 。: short, with unnumbered text below.

    All of the same level between two headings above them must be so; a list of short sentences is none.
    """
    found: set[int] = set()
    for group in _siblings(rows):
        if len(group) >= _LEAST_SIBLINGS and all(_stands_alone(rows, position) for position in group):
            found |= set(group)
    return frozenset(found)


def _siblings(rows: Sequence[Row]) -> Iterator[list[int]]:
    """Yield the rows of one level that no row of a higher level parts."""
    open_groups: dict[int, list[int]] = {}
    for position, row in enumerate(rows):
        numbering = find_numbering(row.text.translate(_PARENTHESES))
        if numbering is None:
            continue
        for level in [level for level in open_groups if level > numbering.level]:
            yield open_groups.pop(level)
        open_groups.setdefault(numbering.level, []).append(position)
    yield from open_groups.values()


def _stands_alone(rows: Sequence[Row], position: int) -> bool:
    row = rows[position]
    text = row.text.rstrip()
    is_short_sentence = len(row.compact) <= _LONGEST_HEADING and text.endswith("。") and text.count("。") == 1
    following = rows[position + 1 : position + 2]
    has_text_below = any(other.is_text and not other.is_numbered and other.is_ended for other in following)
    return is_short_sentence and has_text_below and not _SENTENCE_END.search(text[:-1])


def _table(table: ManuscriptTable) -> dict[str, Tree]:
    rows = [[_cell(cell.text, cell.columns, cell.rows, table) for cell in row] for row in table.rows]
    head: list[Tree] = [list(row) for row in rows[: table.header_rows]]
    made: dict[str, Tree] = {}
    if head:
        made["表头"] = head[0] if len(head) == 1 else head
    made["行"] = [list(row) for row in rows[table.header_rows :]]
    return made


def _cell(text: str, columns: int, rows: int, table: ManuscriptTable) -> Tree:
    value = Wording(PassageKind.CELL, (ManuscriptParagraph(text, table.where),))
    if columns == 1 and rows == 1:
        return value
    made: dict[str, Tree] = {"文": value}
    if columns > 1:
        made["跨列"] = str(columns)
    if rows > 1:
        made["跨行"] = str(rows)
    return made


def _picture(picture: ManuscriptPicture) -> dict[str, Tree]:
    made: dict[str, Tree] = {"文件": picture.name}
    if picture.width_mm is not None:
        made["宽"] = f"{picture.width_mm:.3g}mm"
    return made
