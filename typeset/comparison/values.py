"""What is said under a key of a document, as texts that can be compared."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from typeset.characters import listed
from typeset.comparison.change import Change
from typeset.comparison.spot import Spot
from typeset.model import DocumentNumber, Length, SealAbsent, SourcePath
from typeset.model.faults import name_of
from typeset.model.fields import Element
from typeset.model.source_body import length_source

_DEFAULTS: Mapping[str, str] = {"格式": "公文", "联合标志": "全部"}
"""What counts as not said; of the other keys, 否 and nothing."""

_OF_PEOPLE = frozenset({"出席", "请假", "列席"})
"""Lists that stand with 、 on paper (10.3); others have ，."""


def compare_value(key: str, old: object, new: object, spot: Spot) -> Iterator[Change]:
    """Yield the changes of what two documents say under a key; `spot` is what the key belongs to."""
    before, after = dict(_texts((key,), old)), dict(_texts((key,), new))
    for path in {**before, **after}:
        here = replace(spot, element=spot.element or key).inside(name_of(path), path)
        if path not in after:
            yield here.removed(before[path])
        elif path not in before:
            yield here.added(after[path])
        elif before[path] != after[path]:
            yield here.edited(before[path], after[path])


def _texts(path: SourcePath, value: object) -> Iterator[tuple[SourcePath, str]]:
    """Yield the texts under a key with their paths: one, or one for every key of a mapping."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts((*path, str(key)), item)
    elif (text := _text(value, "、" if path[-1] in _OF_PEOPLE else "，")) and text != _DEFAULTS.get(str(path[-1])):
        yield path, text


def _text(value: object, separator: str = "，") -> str:
    """Return a value as a person would write it, the items of a list parted; what says nothing is empty."""
    if value is None or value is False:
        return ""
    if value is True or isinstance(value, SealAbsent):
        return "是" if value is True else "无"
    if isinstance(value, DocumentNumber):
        return value.text
    if isinstance(value, Length | float):
        return length_source(Length(mm=value) if isinstance(value, float) else value)
    if isinstance(value, Element):
        return _description(value)
    if isinstance(value, list | tuple):
        items = ["自动" if item is None else _text(item) for item in value]
        return listed(items, separator).removesuffix("。") if items else ""  # 抄送 ends with 。 on paper (7.4.2)
    return str(value)


def _description(element: Element) -> str:
    """Return what an element says: the first value, the others in brackets: 样章.svg（直径 42mm）."""
    said = [(str(field.validation_alias), getattr(element, name)) for name, field in type(element).model_fields.items()]
    (_, first), *others = [(key, text) for key, value in said if (text := _text(value))] or [("", "")]
    details = "，".join(f"{key} {text}" for key, text in others)
    return f"{first}（{details}）" if details else first
