"""A 正文 that a person has changed: what was left alone keeps the words of the source, the rest is the draft's."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from typeset.model import Block as SourceBlock
from typeset.model import Division, Heading, PageBreak, Paragraph, block_origins, parse_body
from typeset.model.source_body import line_source, text_of_lines
from typeset.readers.word.comparing import Block, comparable_block, comparable_cell, comparable_rows, table_rows
from typeset.readers.word.merged_lists import steps

_TEXT_KEYS = ("段落", "条")


@dataclass
class FileNames:
    """Which file of the source a picture of the draft is, and which CSV files are made anew from their tables."""

    pictures: dict[str, str] = field(default_factory=dict)
    tables: dict[str, list[list[object]]] = field(default_factory=dict)


@dataclass(frozen=True)
class BodyBefore:
    """A 正文 as it was: as the source writes it, its blocks, and what the draft showed of them by their places."""

    written: object
    blocks: Sequence[SourceBlock]
    shown: Sequence[tuple[int, Mapping[str, object]]]


def merged_body(before: BodyBefore, after: Sequence[Block], names: FileNames) -> object:
    """Return the 正文 after the changes of a person; the very value of the source when there are none."""
    old = [_told_by(after, block) for _, block in before.shown]
    keys = [comparable_block(block) for block in old], [comparable_block(block) for block in after]
    written = list(_written_items(before))
    items: list[object] = []
    is_changed = False
    for step in steps(*keys):
        if step.old is None:
            items.append(_tidy(after[step.new or 0]))
            is_changed = True
        elif step.new is None:
            is_changed = True
        else:
            breaks, item = written[step.old]
            _note_files(item, after[step.new], names)
            if not step.is_same:
                item = _merged_block(item, old[step.old], after[step.new])
                is_changed = True
            items += [*breaks, item]
    return _as_written(before.written, items) if is_changed else before.written


def _as_written(before: object, items: list[object]) -> object:
    """Return items as one text where the source was one and they allow it."""
    lines = [item for item in items if isinstance(item, str)]
    if isinstance(before, str) and len(lines) == len(items):
        return text_of_lines(lines)
    return items


def _written_items(before: BodyBefore) -> list[tuple[list[object], object]]:
    """Return what the source wrote for every block that the draft shows, with the page breaks before it."""
    origins = block_origins(before.written)
    found: list[tuple[list[object], object]] = []
    last = -1
    for index, _ in before.shown:
        between = [each for each in before.blocks[last + 1 : index] if isinstance(each, PageBreak)]
        origin = origins[index]
        item = before.written if origin.item is None else _items(before.written)[origin.item]
        found.append(([{"分页": ""} for _ in between], _item_of(item, origin.line, before.blocks[index])))
        last = index
    return found


def _items(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def _item_of(item: object, line: int, block: SourceBlock) -> object:
    """Return what stands for one block of an item, which may be a text of many lines."""
    if isinstance(item, str):
        lines = item.splitlines()
        if block.kind == "表格":
            end = next((at for at in range(line, len(lines)) if not lines[at].strip().startswith("|")), len(lines))
            return "\n".join(lines[line:end])
        return _line(lines[line].lstrip(), block)
    if isinstance(item, Mapping) and len(item) == 1:
        key, value = next(iter(item.items()))
        if key in _TEXT_KEYS and isinstance(value, str):
            return {key if line == 0 else "段落": value.splitlines()[line].lstrip()}
    return item


def _line(line: str, block: SourceBlock) -> object:
    """Return a line of text as it is where what follows does not decide upon it."""
    return line_source(line, block) if isinstance(block, Paragraph | Heading | Division) else line


def _tidy(block: Block) -> object:
    """Return a block of a draft as a line of text where that is read as the same."""
    ((key, value),) = block.items()
    is_text = key in _TEXT_KEYS and isinstance(value, str)
    return _line(str(value), parse_body([dict(block)])[0]) if is_text else dict(block)


def _told_by(after: Sequence[Block], block: Mapping[str, object]) -> Block:
    """Return what the draft showed of a block; the rows of a CSV file are those that it shows now."""
    table = block.get("表格")
    if not isinstance(table, Mapping) or "文件" not in table:
        return block
    same = (
        each["表格"]
        for each in after
        if isinstance(each.get("表格"), Mapping) and _titles(each["表格"]) == _titles(table)
    )
    found = next(same, None)
    return block if found is None else {"表格": found}


def _titles(table: object) -> Hashable:
    given = table if isinstance(table, Mapping) else {}
    return "".join(str(given.get("标题", "")).split("\n")), str(given.get("注", ""))


def _note_files(item: object, after: Block, names: FileNames) -> None:
    """Note the file of a figure, and the rows of a table that the source has in a CSV file."""
    written = item if isinstance(item, Mapping) else {}
    figure, shown = written.get("图"), after.get("图")
    if isinstance(figure, Mapping) and isinstance(shown, Mapping):
        names.pictures[str(shown.get("文件"))] = str(figure.get("文件", "")).strip()
    table, rows = written.get("表格"), after.get("表格")
    if isinstance(table, Mapping) and "文件" in table and isinstance(rows, Mapping):
        every = table_rows(rows)
        header = len(every) - len(_items(rows.get("行")))
        names.tables[str(table["文件"]).strip()] = every[header:] if "表头" in table else every


def _merged_block(item: object, before: Block, after: Block) -> object:
    """Return a changed block: a table keeps what a draft does not show, a figure its file."""
    if "图" in before and "图" in after and isinstance(item, Mapping):
        figure, shown = _mapping(item.get("图")), _mapping(after.get("图"))
        kept = {key: value for key, value in figure.items() if key != "标题"}
        return {"图": kept | ({"标题": shown["标题"]} if "标题" in shown else {})}
    if "表格" in before and "表格" in after and isinstance(item, Mapping):
        return {"表格": _merged_table(_mapping(item.get("表格")), _mapping(before["表格"]), _mapping(after["表格"]))}
    return _tidy(after)


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _merged_table(
    written: Mapping[str, object], before: Mapping[str, object], after: Mapping[str, object]
) -> dict[str, object]:
    """Return a table of the source with the title, the note and the cells that the draft shows now."""
    merged = dict(written)
    for key in ("标题", "注"):
        if "".join(str(before.get(key, "")).split("\n")) != str(after.get(key, "")):
            merged.pop(key, None)
            merged |= {key: after[key]} if key in after else {}
    if "文件" in written:
        return merged
    own, shown_before, shown = table_rows(written), table_rows(before), table_rows(after)
    header = len(own) - len(_items(written.get("行")))
    rows = _merged_rows(own, shown_before, shown)
    is_kept = rows[:header] == own[:header]
    merged.pop("表头", None)
    if header and rows[:header]:
        merged["表头"] = rows[0] if header == 1 else rows[:header]
    elif header and is_kept:
        merged["表头"] = written["表头"]
    if rows[header:]:
        merged["行"] = rows[header:]
    if {len(row) for row in own[:1]} != {len(row) for row in rows[:1]}:
        merged.pop("列宽", None)
        merged.pop("对齐", None)
    return {key: merged[key] for key in (*written, *merged) if key in merged}


def _merged_rows(own: list[list[object]], before: list[list[object]], after: list[list[object]]) -> list[list[object]]:
    """Return rows whose unchanged cells are those of the source."""
    keys = comparable_rows(before), comparable_rows(after)
    if len(own) != len(before):
        return after
    rows: list[list[object]] = []
    for step in steps(*keys):
        if step.new is None:
            continue
        row = after[step.new]
        if step.old is not None and step.is_same:
            row = own[step.old]
        elif step.old is not None and len(own[step.old]) == len(row):
            pairs = zip(own[step.old], before[step.old], row, strict=True)
            row = [kept if comparable_cell(old) == comparable_cell(new) else new for kept, old, new in pairs]
        rows.append(row)
    return rows
