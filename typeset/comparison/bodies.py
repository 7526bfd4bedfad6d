"""What is different between two texts (正文), paragraph by paragraph."""

from collections import deque
from collections.abc import Iterator, Sequence

from typeset.comparison.alignment import Pair, align
from typeset.comparison.change import Change
from typeset.comparison.spot import Spot
from typeset.comparison.tables import compare_tables, table_text
from typeset.comparison.values import compare_value
from typeset.model import Block, Division, Figure, Heading, PageBreak, Paragraph, Table
from typeset.model.inline import source_of

_LEVELS = "一二三四"


def compare_bodies(old: Sequence[Block], new: Sequence[Block], spot: Spot) -> Iterator[Change]:
    """Yield the changes in the order of the new text; what was removed comes where it stood."""
    pairs = [
        pair
        for pair in align([*map(body_text, old)], [*map(body_text, new)])
        if _family(old[pair.old]) == _family(new[pair.new])
    ]
    old_headings, new_headings = _headings(old), _headings(new)
    for position, number, is_moved in _walk(pairs, len(old), len(new)):
        if number is None and position is not None:
            here = spot.inside(f"原第{position + 1}段", (position,)).under(old_headings[position])
            yield here.removed(body_text(old[position]))
        elif number is not None:
            here = spot.inside(f"第{number + 1}段", (position or 0,), (number,)).under(new_headings[number])
            if position is None:
                yield here.added(body_text(new[number]))
            else:
                yield from _compare_blocks(old[position], new[number], here, is_moved)


def body_text(block: Block) -> str:
    """Return a block as one text, with the markup of a source."""
    if isinstance(block, Paragraph | Heading | Division):
        return source_of(block.spans)
    if isinstance(block, Table):
        return table_text(block)
    return f"〔图 {block.file}〕{block.title or ''}" if isinstance(block, Figure) else "〔分页〕"


def _family(block: Block) -> str:
    return block.kind if isinstance(block, Table | Figure | PageBreak) else "文字"


def _walk(pairs: list[Pair], old_count: int, new_count: int) -> Iterator[tuple[int | None, int | None, bool]]:
    """Yield old and new positions in the order of `new`, removed ones after the last kept one before them."""
    by_new = {pair.new: pair for pair in pairs}
    paired = {pair.old for pair in pairs}
    removed = deque(position for position in range(old_count) if position not in paired)
    for number in range(new_count):
        pair = by_new.get(number)
        if pair is not None and not pair.is_moved:
            while removed and removed[0] < pair.old:
                yield removed.popleft(), None, False
        yield pair.old if pair else None, number, bool(pair and pair.is_moved)
    yield from ((position, None, False) for position in removed)


def _headings(blocks: Sequence[Block]) -> list[str]:
    """Return the nearest heading above every block; empty where there is none."""
    found: list[str] = []
    nearest = ""
    for block in blocks:
        found.append(nearest)
        if isinstance(block, Heading) or block.kind in ("章", "节"):
            nearest = block.text
    return found


def _compare_blocks(old: Block, new: Block, spot: Spot, is_moved: bool) -> Iterator[Change]:
    before, after = body_text(old), body_text(new)
    if isinstance(old, Table) and isinstance(new, Table):
        if is_moved:
            yield spot.edited(before, before, is_moved=True)
        yield from compare_tables(old, new, spot.inside("表格", ()))
    else:
        note = "" if _label(old) == _label(new) else f"由{_label(old)}改为{_label(new)}"
        if is_moved or note or before != after:
            yield spot.edited(before, after, note=note, is_moved=is_moved)
    if isinstance(old, Figure) and isinstance(new, Figure):
        yield from compare_value("宽", old.width, new.width, spot.inside("图的", ()))


def _label(block: Block) -> str:
    """Return how a person calls this kind of block."""
    if isinstance(block, Heading):
        return f"{_LEVELS[block.level - 1]}级标题"
    if isinstance(block, Paragraph):
        return "段落" if block.level is None else "带序号的段落"
    return block.kind
