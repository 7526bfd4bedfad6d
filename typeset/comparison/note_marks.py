"""Marks of footnotes: what is printed is a number, so that a file which is no source has names of its own for them."""

import re
from collections.abc import Mapping

_MARK = re.compile(r"(?<!\\)\[\^([^\[\]\s]{1,40})\]")


def with_marks_of(data: Mapping[str, object], known: Mapping[str, str]) -> Mapping[str, object]:
    """Return the keys and values of a source with its notes called as `known` ones are: those that say the same.

    Those left over are taken in their order where there are as many on both sides; others keep their marks.
    """
    own = data.get("脚注")
    if not isinstance(own, Mapping) or not known:
        return data
    names: dict[str, str] = {}
    for mark, text in own.items():
        same = next((name for name, said in known.items() if said == text and name not in names.values()), None)
        if same is not None:
            names[mark] = same
    rest, left = [mark for mark in own if mark not in names], [name for name in known if name not in names.values()]
    names |= dict(zip(rest, left, strict=True)) if len(rest) == len(left) else {}
    if len({names.get(mark, mark) for mark in own}) < len(own):
        return data
    notes = {names.get(mark, mark): text for mark, text in own.items()}
    return {key: notes if key == "脚注" else _renamed(value, names) for key, value in data.items()}


def _renamed(tree: object, names: Mapping[str, str]) -> object:
    if isinstance(tree, Mapping):
        return {key: _renamed(value, names) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [_renamed(item, names) for item in tree]
    if isinstance(tree, str):
        return _MARK.sub(lambda found: f"[^{names.get(found[1], found[1])}]", tree)
    return tree
