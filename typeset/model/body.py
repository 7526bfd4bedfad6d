"""From what a source says under 正文 to blocks; text is parsed here, once.

Plain text is one paragraph a line, leading blanks and empty lines ignored. A line that begins with a numbering is
a heading when it has no end mark and more follows, else a numbered paragraph. 第一章, 第一节, 第一条 open divisions;
two or more lines between bars are a table.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import ValidationError

from typeset.errors import KEYS, quoted
from typeset.model.blocks import Block, Division, Figure, Heading, PageBreak, Paragraph, Table
from typeset.model.faults import Fault, Unusable, faults_of, refuse
from typeset.model.fields import text_line
from typeset.model.files import Folder
from typeset.model.inline import find_numbering, has_end_mark, lead_length, parse_spans, text_of

MOST_BLOCKS = 200_000

_HAN = "[一二三四五六七八九十百千零〇]"
_DIVISION = re.compile(rf"第(?:{_HAN}+|[0-9]{{1,4}})([章节条])(?:之{_HAN}+)?(?=\s|$)")
_MARKLESS_DIVISION = re.compile(rf"第{_HAN}+([章节])[^，。；：！？、,.;:?!]{{1,25}}$")
_TABLE_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+\s*")
_CELL_BAR = re.compile(r"(?<!\\)\|")
_LEVELS = {"标题1": 1, "标题2": 2, "标题3": 3, "标题4": 4}
_DIVISIONS: dict[str, Literal["章", "节", "条"]] = {"章": "章", "节": "节", "条": "条"}
BLOCK_KEYS = ("段落", *_LEVELS, *_DIVISIONS, "表格", "图", "分页")
_BARS = "|"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a block comes from: the item of a list of blocks (None: plain text) and the line of its text, from 0."""

    item: int | None
    line: int


@dataclass(frozen=True, slots=True)
class _Draft:
    """A block before it is parsed: the key it was written under (“” for plain text, “|” for a table of bars)."""

    origin: Origin
    key: str
    value: object


def parse_body(value: object, folder: Folder | None = None) -> tuple[Block, ...]:
    """Return the blocks of 正文; raises Unusable with every fault."""
    drafts = list(_drafts(value))
    if len(drafts) > MOST_BLOCKS:
        raise refuse(f"有{len(drafts)}段，超过上限{MOST_BLOCKS}段", "请把文件分成几份")
    if not drafts and not isinstance(value, tuple):
        raise refuse("没有内容", "请写一段一行的文字")
    last_content = max((index for index, draft in enumerate(drafts) if draft.key != "分页"), default=0)
    blocks: list[Block] = []
    faults: list[Fault] = []
    for index, draft in enumerate(drafts):
        try:
            blocks.append(_block(draft, index < last_content, folder))
        except Unusable as error:
            faults += error.faults if draft.origin.item is None else _in_item(draft, error)
    if faults:
        raise Unusable(*faults)
    return tuple(blocks)


def block_origins(value: object) -> tuple[Origin, ...]:
    """Return where each block of a 正文 that could be parsed comes from."""
    return tuple(draft.origin for draft in _drafts(value))


def _in_item(draft: _Draft, error: Unusable) -> Iterator[Fault]:
    steps = (draft.origin.item or 0, *([draft.key] if draft.key in BLOCK_KEYS else ()))
    return (replace(fault, path=(*steps, *fault.path)) for fault in error.faults)


def _drafts(value: object) -> Iterator[_Draft]:
    """Yield a draft for every block."""
    if isinstance(value, str):
        yield from _lines(value, None, "")
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _drafts_of_item(item, index)
    else:
        raise refuse("应是文字，或由文字和块组成的列表", "一段一行；或每项一行，以“- ”开头")


def _drafts_of_item(item: object, index: int) -> Iterator[_Draft]:
    """Yield the drafts of one item of a list of blocks."""
    if isinstance(item, str):
        yield from _lines(item, index, "")
    elif isinstance(item, Mapping) and len(item) == 1:
        key, value = next(iter(item.items()))
        if key in ("段落", "条") and isinstance(value, str):
            yield from _lines(value, index, key)
        else:
            yield _Draft(Origin(index, 0), str(key), value)
    else:
        yield _Draft(Origin(index, 0), "", item)


def _lines(text: str, item: int | None, key: str) -> Iterator[_Draft]:
    """Yield a draft a line; lines of a table between bars are one draft. Only the first line of a 条 opens it."""
    bars: list[str] = []
    lines = text.splitlines()
    for number, line in enumerate([*lines, ""]):
        stripped = line.lstrip()
        if not key and is_between_bars(stripped):
            bars.append(stripped.rstrip())
            continue
        if len(bars) > 1:
            yield _Draft(Origin(item, number - len(bars)), _BARS, tuple(bars))
        elif bars:
            yield _Draft(Origin(item, number - 1), "", lines[number - 1].lstrip())
        bars.clear()
        if stripped:
            yield _Draft(Origin(item, number), key, stripped)
            key = "段落" if key == "条" else key


def is_between_bars(line: str) -> bool:
    """Tell whether a line without leading blanks may be one of a table between bars."""
    return line.startswith(_BARS) and line.rstrip().endswith(_BARS) and len(line) > 1


def _block(draft: _Draft, is_followed: bool, folder: Folder | None) -> Block:
    """Parse a draft; `is_followed` tells whether more content stands after it."""
    key, value = draft.key, draft.value
    if isinstance(value, Paragraph | Heading | Division | Table | Figure | PageBreak):
        return value
    if key == _BARS:
        return _table_of_bars(draft)
    if key in ("表格", "图"):
        return _mapped_block(key, value, folder)
    if key == "分页":
        return _page_break(value)
    if key and key not in BLOCK_KEYS:
        raise Unusable(Fault((key,), f"不认识的键“{key}”", f"正文里可用：{'、'.join(BLOCK_KEYS)}", KEYS, True))
    if not isinstance(value, str):
        hint = "请写文字，或只有一个键的块，如“- 标题1: 一、总体要求”“- 图: {文件: a.png}”"
        raise refuse("不是文字，也不是只有一个键的块", hint)
    if key == "":
        return plain_block(value, is_followed)
    return _paragraph(value) if key == "段落" else _titled_block(key, text_line(value))


def _titled_block(key: str, text: str) -> Block:
    """Return the block of 标题1 to 标题4, 章, 节, 条."""
    if key in _DIVISIONS:
        return Division(_DIVISIONS[key], parse_spans(text))
    return Heading(_LEVELS[key], parse_spans(text))


def _mapped_block(key: str, value: object, folder: Folder | None) -> Block:
    """Return a table or a figure."""
    if not isinstance(value, Mapping):
        example = "表格: {表头: [甲, 乙], 行: [[1, 2]]}" if key == "表格" else "图: {文件: a.png, 标题: …}"
        raise refuse("应写成“键: 值”的形式", f"如 {example}")
    try:
        model = Table if key == "表格" else Figure
        return model.model_validate(value, context=folder, by_alias=True, by_name=False)
    except ValidationError as error:
        raise Unusable(*faults_of(error)) from None


def _page_break(value: object) -> PageBreak:
    if value not in ("", None, {}, []):
        raise refuse(f"后面不写内容，这里写了{quoted(value)}", "写成“- 分页:”")
    return PageBreak()


def plain_block(text: str, is_followed: bool) -> Block:
    """Return the block that a line of plain text is; `is_followed` tells whether more content stands after it."""
    if found := _DIVISION.match(text) or _MARKLESS_DIVISION.match(text):
        return Division(_DIVISIONS[found[1]], parse_spans(text))
    numbering = find_numbering(text)
    if numbering is not None and is_followed and not has_end_mark(text):
        return Heading(numbering.level, parse_spans(text))
    return _paragraph(text)


def _paragraph(text: str) -> Paragraph:
    """Return a line as a paragraph, with the level of its numbering and its lead sentence."""
    spans = parse_spans(text)
    numbering = find_numbering(text)
    if numbering is None:
        return Paragraph(spans)
    return Paragraph(spans, numbering.level, lead_length(text_of(spans), len(numbering.text)))


def _table_of_bars(draft: _Draft) -> Table:
    """Return the table of lines such as `| 甲 | 乙 |`; a line of dashes under the first makes that the header."""
    lines = draft.value if isinstance(draft.value, tuple) else ()
    rules = [index for index, line in enumerate(lines) if _TABLE_RULE.fullmatch(line)]
    rows = [_bar_cells(line) for line in lines]
    data: dict[str, object] = {"行": rows}
    if rules == [1]:
        data = {"表头": rows[0], "行": rows[2:], "对齐": [_rule_alignment(cell) for cell in rows[1]]}
    try:
        return Table.model_validate({key: item for key, item in data.items() if item}, by_alias=True, by_name=False)
    except ValidationError as error:
        where = f"第{draft.origin.line + 1}行起的表格里，"
        faults = (replace(fault, path=(), message=where + fault.sentence) for fault in faults_of(error))
        raise Unusable(*(replace(fault, is_sentence=False) for fault in faults)) from None


def _bar_cells(line: str) -> list[str]:
    return [cell.strip() for cell in _CELL_BAR.split(line.strip()[1:-1])]


def _rule_alignment(rule: str) -> str:
    if rule.endswith(":"):
        return "中" if rule.startswith(":") else "右"
    return "左"
