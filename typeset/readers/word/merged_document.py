"""What a person changed in a draft, applied to the source that the draft carries.

The draft that the source gave and the draft as it is now are compared element by element. What is the same keeps
the very words of the source, with everything that a draft does not show; what differs is taken from the draft.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from typeset.characters import listed
from typeset.errors import Issue, Severity, Where, quoted
from typeset.model import Block as SourceBlock
from typeset.model import Document, Part, SealPicture, SourcePath, people_in
from typeset.model.marks import mark_suffix
from typeset.readers.word.comparing import UNSEEN, blocks_of, comparable, comparable_part, mappings_of
from typeset.readers.word.draft import DraftReading
from typeset.readers.word.draft_signature import STAMP
from typeset.readers.word.findings import CARRIED
from typeset.readers.word.merged_body import BodyBefore, FileNames, merged_body
from typeset.readers.word.merged_lists import steps
from typeset.readers.word.shown import shown, shown_blocks, shown_mark
from typeset.readers.word.stored_source import StoredSource

_SHOWN = 40
_PARTS = ("附件", "印发件")
_SEPARATORS = {"抄送": "，", "主送机关": "，", "出席": "、", "请假": "、", "列席": "、"}


@dataclass
class Merge:
    """A merge under way: what was found to be changed, and which files the source names."""

    file: str
    footnotes: Mapping[str, str]
    names: FileNames = field(default_factory=FileNames)
    issues: list[Issue] = field(default_factory=list)

    def tell(self, path: SourcePath, before: object, after: object) -> None:
        """Note that a person changed something."""
        place = "".join(f"第{step + 1}个" if isinstance(step, int) else step for step in path)
        if before in (None, "", []):
            message = f"{place}是新加的：{_brief(after)}"
        elif after in (None, "", []):
            message = f"{place}已删去：{_brief(before)}"
        else:
            message = f"{place}已改：{_brief(before)}改为{_brief(after)}"
        self.issues.append(Issue(CARRIED, Severity.INFO, Where(self.file), message))


def _brief(value: object) -> str:
    if isinstance(value, Mapping):
        return _brief(next(iter(value.values()), ""))
    if isinstance(value, list | tuple):
        return "、".join(_brief(item) for item in value[:3]) + ("等" if len(value) > 3 else "")
    return quoted(str(value)[:_SHOWN])


def merged_document(stored: StoredSource, reading: DraftReading, merge: Merge) -> dict[str, object]:
    """Return the keys and values of the source after the changes of a person."""
    document = stored.document
    before = shown(document)
    after = dict(reading.data)
    if _are_same_names(before.get("署名"), after.get("署名")):
        after["署名"] = before.get("署名")
    data = _merged_part(stored.data, document, (before, after), merge, ())
    if reading.mark != shown_mark(document):
        merge.tell(("发文机关标志",), "".join(shown_mark(document)), "".join(reading.mark))
        data = _with_mark(data, document, reading.mark)
        if "署名" not in data and after.get("署名"):
            data["署名"] = after["署名"]
    return data


def _are_same_names(before: object, after: object) -> bool:
    """Tell whether names differ only in the lines that a signature with many columns is broken into."""
    one, other = _names(before), _names(after)
    return len(one) != len(other) and Counter("".join(one)) == Counter("".join(other))


def _names(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str)]


def _merged_part(
    written: Mapping[str, object],
    part: Document | Part,
    readings: tuple[Mapping[str, object], Mapping[str, object]],
    merge: Merge,
    path: SourcePath,
) -> dict[str, object]:
    """Return a document or a part of it; `readings` are what its draft showed and what it shows now."""
    before, after = readings
    data = dict(written)
    for key in dict.fromkeys((*before, *after)):
        if key == "正文":
            _merge_body(data, part.body, (before, after), merge, path)
        elif key in _PARTS:
            _merge_parts(data, key, part, (before, after), merge, path=path)
        elif key == "脚注":
            _merge_notes(data, before.get(key), after.get(key), merge)
        elif key not in UNSEEN and comparable(key, before.get(key)) != comparable(key, after.get(key)):
            merge.tell((*path, key), before.get(key), after.get(key))
            given = _as_listed(key, data.get(key), after.get(key))
            data.pop(key, None) if given in (None, "", []) else data.update({key: given})
    return data


def _as_listed(key: str, written: object, after: object) -> object:
    """Return names as a list where the source has one: those at both its ends that are still there stay items."""
    separator = _SEPARATORS.get(key)
    if separator is None or not isinstance(written, list | tuple) or not isinstance(after, str):
        return after
    items = [str(item).strip() for item in written]
    first = _common(items, after, separator)
    rest = after[len(listed((*items[:first], "x"), separator)) - 1 :] if first else after
    last = _common([item[::-1] for item in items[first:]][::-1], rest[::-1], separator)
    kept = items[len(items) - last :] if last else []
    middle = rest[: len(rest) - len(listed(kept, separator)) - 1] if kept else rest
    changed = len(items) - first - last
    between = [middle] if changed == 1 and separator == "，" else middle.split(separator)
    return [*items[:first], *(name for name in between if name), *kept]


def _common(items: Sequence[str], text: str, separator: str) -> int:
    """Return how many items a text begins with, each followed by a separator."""
    count = 0
    while count < len(items) and text.startswith(items[count] + separator):
        text = text[len(items[count]) + 1 :]
        count += 1
    return count


def _merge_body(
    data: dict[str, object],
    blocks: Sequence[SourceBlock],
    readings: tuple[Mapping[str, object], Mapping[str, object]],
    merge: Merge,
    path: SourcePath,
) -> None:
    before = tuple(shown_blocks(blocks, merge.footnotes))
    after = blocks_of(readings[1].get("正文"))
    kept = merged_body(BodyBefore(data.get("正文", ""), blocks, before), after, merge.names)
    for old, new in _changes(readings):
        merge.tell((*path, "正文"), old, new)
    if not after:
        data.pop("正文", None)
    elif "正文" in data and kept is data["正文"]:
        return
    elif before or after:
        data["正文"] = kept


def _changes(readings: tuple[Mapping[str, object], Mapping[str, object]]) -> Iterator[tuple[object, object]]:
    """Yield the blocks that are not what they were, before and after."""
    old, new = (blocks_of(reading.get("正文")) for reading in readings)
    keys = [comparable("正文", [block]) for block in old], [comparable("正文", [block]) for block in new]
    for step in steps(*keys):
        before = None if step.old is None else old[step.old]
        after = None if step.new is None else new[step.new]
        is_file = before is not None and "文件" in _inner(before)
        if not step.is_same and not (is_file and after is not None):
            yield before, after


def _inner(block: Mapping[str, object]) -> Mapping[str, object]:
    table = block.get("表格")
    return table if isinstance(table, Mapping) else {}


def _merge_parts(
    data: dict[str, object],
    key: str,
    owner: Document | Part,
    readings: tuple[Mapping[str, object], Mapping[str, object]],
    merge: Merge,
    *,
    path: SourcePath,
) -> None:
    """Merge 附件 or 印发件: the same number of parts are the same parts; else they are told by what they say."""
    old, new = mappings_of(readings[0].get(key)), mappings_of(readings[1].get(key))
    own = owner.attachments if key == "附件" else owner.issued if isinstance(owner, Document) else ()
    written = mappings_of(data.get(key))
    if len(old) == len(new):
        pairs: list[tuple[int | None, int | None]] = [(place, place) for place in range(len(old))]
    else:
        keys = [comparable_part(each) for each in old], [comparable_part(each) for each in new]
        pairs = [(step.old, step.new) for step in steps(*keys)]
    merged: list[object] = []
    for before, after in pairs:
        if before is None and after is not None:
            merge.tell((*path, key, after), None, new[after].get("标题"))
            merged.append(dict(new[after]))
        elif after is None and before is not None:
            merge.tell((*path, key, before), old[before].get("标题"), None)
        elif before is not None and after is not None:
            shown_now = old[before], new[after]
            merged.append(_merged_part(written[before], own[before], shown_now, merge, (*path, key, after)))
    if merged != written:
        data[key] = merged[0] if isinstance(data.get(key), Mapping) and len(merged) == 1 else merged
        if not merged:
            del data[key]


def _merge_notes(data: dict[str, object], before: object, after: object, merge: Merge) -> None:
    old, new = (dict(each) if isinstance(each, Mapping) else {} for each in (before, after))
    written = data.get("脚注")
    notes = dict(written) if isinstance(written, Mapping) else {}
    for mark in dict.fromkeys((*old, *new)):
        if old.get(mark) != new.get(mark):
            merge.tell(("脚注", mark), old.get(mark), new.get(mark))
            notes.pop(mark, None) if mark not in new else notes.update({mark: new[mark]})
    data |= {"脚注": notes}
    if not notes:
        del data["脚注"]


def _with_mark(data: dict[str, object], document: Document, mark: tuple[str, ...]) -> dict[str, object]:
    """Return the source with another 发文机关标志: the names of the issuers, or a mark of its own."""
    suffix = mark_suffix(document)
    if document.mark_text is not None or not mark:
        return data | {"发文机关标志": "".join(mark)} if mark else data
    if len(mark) > 1 and mark[-1] == suffix:
        return data | {"发文机关": _renamed(data, document, mark[:-1])}
    text = "".join(mark)
    name = text.removesuffix(suffix)
    if len(mark) == 1 and text.endswith(suffix) and name:
        names = [name, *(issuer.name for issuer in document.issuers[1:])]
        return data | {"发文机关": _renamed(data, document, names)}
    return data | {"发文机关标志": text}


def _renamed(data: Mapping[str, object], document: Document, names: Sequence[str]) -> object:
    """Return 发文机关 with other names; one that is still there keeps what else is said of it."""
    written = data.get("发文机关")
    items = list(written) if isinstance(written, list | tuple) else [written]
    known = {issuer.name: item for issuer, item in zip(document.issuers, items, strict=False)}
    found: list[object] = []
    for place, name in enumerate(names):
        item = known.get(name)
        if item is None and len(names) == len(items) and isinstance(items[place], Mapping):
            item = {**items[place], "名称": name}  # type: ignore[dict-item]
        found.append(name if item is None else item)
    return found[0] if len(found) == 1 else found


def seal_files(document: Document) -> dict[str, str]:
    """Return the files of seals and of 签名章 by the descriptions that a draft gives them."""
    found: dict[str, str] = {}
    for issuer in document.issuers:
        if isinstance(issuer.seal, SealPicture):
            for name in filter(None, (issuer.name, issuer.signature)):
                found[f"{name}印章"] = issuer.seal.file
    if isinstance(document.seal, SealPicture):
        first = next(iter(_names(shown(document).get("署名"))), "")
        found[f"{first}印章"] = document.seal.file
    signatures = [document.signature, *(part.signature for _, part in document.parts())]
    for signature in signatures:
        people = (person for person in people_in(signature) if person.picture)
        found |= {f"{person.name}{STAMP}": str(person.picture) for person in people}
    return found
