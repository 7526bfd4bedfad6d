"""结构层次序数 (7.3.3): numberings that skip a level, skip a number, repeat one or run backward; their marks."""

import re
from collections.abc import Iterator
from dataclasses import replace

from typeset.checks.finding import Finding, info, warning
from typeset.errors import Fix
from typeset.model import Block, Division, Document, Heading, Numbering, Paragraph, SourcePath, find_numbering

_FORMS = {1: "一、", 2: "（一）", 3: "1.", 4: "（1）"}
_KEPT = "程序不改动序号"
_HAN = "[一二三四五六七八九十百零〇]+"
_DEEPER = re.compile(r"[①-⑳⑴-⒇]|[0-9]{1,2}[)）]|[A-Za-z][.)）](?![A-Za-z])")
_MISSHAPEN = (
    (re.compile(rf"\(({_HAN}|[0-9]{{1,3}})\)"), "（{}）"),
    (re.compile(rf"（({_HAN}|[0-9]{{1,3}})）[、.．，,]"), "（{}）"),
    (re.compile(r"([0-9]{1,3})(?:、|．)"), "{}."),
    (re.compile(rf"({_HAN})[.．]"), "{}、"),
)


def levels_follow_in_order(document: Document) -> Iterator[Finding]:
    """R-7.3.3-3: 一、 （一） 1. （1） in turn, numbers without gaps; the numbers themselves are never changed."""
    for path, body in document.bodies():
        yield from _disorder(path, body)


def _disorder(path: SourcePath, body: tuple[Block, ...]) -> Iterator[Finding]:
    """Yield a finding for every numbering that does not continue those before it.

    A text may do without a level that it never uses (一、 then 1.). 章, 节 and 条 open new series, and so does a
    paragraph without a number that ends with a colon. Numbers may also run on through the whole text: （十） may be
    the first under 三、 when （九） was the last under 二、. Numberings inside a quotation are those of another text.
    """
    own = _own_numberings(body)
    used = {numbering.level for numbering in own if numbering}
    open_series: dict[int, int] = {}  # level → the last number of its series
    last_seen: dict[int, int] = {}  # level → its last number, of whatever series
    is_introduced = False
    for index, (block, numbering) in enumerate(zip(body, own, strict=True)):
        if numbering is not None:
            fault = _level_fault(numbering, open_series, used) or _number_fault(numbering, open_series, last_seen)
            if fault and not (is_introduced and numbering.value == 1):
                yield warning((*path, index), *fault)
            open_series = {level: value for level, value in open_series.items() if level < numbering.level}
            open_series[numbering.level] = last_seen[numbering.level] = numbering.value
        elif isinstance(block, Division):
            open_series = {}
        is_introduced = isinstance(block, Division) or block.text.rstrip().endswith(("：", ":"))


def _own_numberings(body: tuple[Block, ...]) -> list[Numbering | None]:
    """Return the numbering of every block, None inside a quotation that goes over several paragraphs.

    Each of its paragraphs may begin with a quotation mark, and the last one alone end with one.
    """
    found: list[Numbering | None] = []
    depth = 0
    for block in body:
        text = block.text.lstrip()
        depth = 0 if text.startswith("“") else depth
        found.append(_numbering(block) if depth == 0 else None)
        depth = max(0, depth + text.count("“") - text.count("”"))
    return found


def _numbering(block: Block) -> Numbering | None:
    if isinstance(block, Heading) or (isinstance(block, Paragraph) and block.level is not None):
        return find_numbering(block.text)
    return None


def _level_fault(numbering: Numbering, open_series: dict[int, int], used: set[int]) -> tuple[str, str] | None:
    """Tell whether a level is missing between a numbering and the one that it stands under."""
    if numbering.level in open_series:
        return None
    parent = max((level for level in open_series if level < numbering.level), default=0)
    skipped = [level for level in range(parent + 1, numbering.level) if level in used]
    if not skipped:
        return None
    forms = "、".join(f"“{_FORMS[level]}”" for level in skipped)
    return f"层次跳级：“{numbering.text}”之上缺少{forms}", f"请检查层次是否依次为 一、（一）1.（1）；{_KEPT}"


def _number_fault(
    numbering: Numbering, open_series: dict[int, int], last_seen: dict[int, int]
) -> tuple[str, str] | None:
    """Tell whether a number does not follow the one before it in its series."""
    text, value, before = numbering.text, numbering.value, open_series.get(numbering.level, 0)
    if value == before + 1 or value == last_seen.get(numbering.level, 0) + 1:
        return None
    if value == before:
        return f"序号重复：“{text}”出现了两次", f"请改为下一个序号；{_KEPT}"
    if value < before:
        return f"序号倒退：“{text}”排在同级第{before}个之后", f"请检查顺序，或上一层是否漏写；{_KEPT}"
    return f"跳号：“{text}”之前缺少第{before + 1}个", f"请检查是否漏写；{_KEPT}"


def levels_begin_with_the_first(document: Document) -> Iterator[Finding]:
    """R-7.3.3-3: a text may begin its levels with 1. or （一）, though 一、 is the first; lists are no levels."""
    for path, body in document.bodies():
        own = _own_numberings(body)
        first = next((index for index, numbering in enumerate(own) if numbering), None)
        if first is None or any(isinstance(block, Division) for block in body) or _is_introduced(body, first):
            continue
        numbering = own[first]
        if numbering and sum(map(bool, own)) > 1 and all(other.level > 1 for other in own if other):
            message = f"层次从“{numbering.text}”开始，没有用“一、”"
            yield info((*path, first), message, "标准的第一层是“一、”；只有一两层时也可以这样用")


def _is_introduced(body: tuple[Block, ...], index: int) -> bool:
    return index > 0 and body[index - 1].text.rstrip().endswith(("：", ":"))


def levels_are_at_most_four(document: Document) -> Iterator[Finding]:
    """R-7.3.3-3: below （1） the standard knows no level; ① and 1） at the beginning of a paragraph are more."""
    for path, body in document.bodies():
        for index, block in enumerate(body):
            if isinstance(block, Heading | Paragraph) and (found := _DEEPER.match(block.text)):
                message = f"“{found.group()}”是第五级或更低的层次，标准只列四级"
                yield warning((*path, index), message, f"请并到上一级，或改成不编号的段落；{_KEPT}")


def numberings_have_their_marks(document: Document) -> Iterator[Finding]:
    """R-7.3.3-6: 、 after 一, a full stop after 1, full-width brackets with no mark after them."""
    for path, body in document.bodies():
        for index, block in enumerate(body):
            if isinstance(block, Heading | Paragraph):
                yield from _mark_faults((*path, index), block.text)


def _mark_faults(path: SourcePath, text: str) -> Iterator[Finding]:
    for pattern, form in _MISSHAPEN:
        if found := pattern.match(text):
            right = form.format(found[1])
            message, hint = f"序号“{found.group()}”的标点不规范", f"应写作“{right}”"
            yield replace(warning(path, message, hint), fix=Fix(right, is_certain=True))


def contents_have_entries(document: Document) -> Iterator[Finding]:
    """S-4: 目录 is made of chapters, headings and the titles of parts; of a text without any there is none."""
    has_titles = any(part.title for _, part in document.parts())
    wanted: list[tuple[SourcePath, bool, bool]] = [
        (("目录",), document.has_contents, has_titles or _has_entry(document.body))
    ]
    for path, part in document.parts():
        wanted.append(((*path, "目录"), part.has_contents, _has_entry(part.body)))
    for path, is_wanted, has_entry in wanted:
        if is_wanted and not has_entry:
            yield warning(path, "写了“目录”，文中没有章节或标题，没有排目录", "请删去，或在文中写章节和标题")


def _has_entry(body: tuple[Block, ...]) -> bool:
    return any(
        (isinstance(block, Division) and block.kind != "条") or (isinstance(block, Heading) and block.level <= 2)
        for block in body
    )
