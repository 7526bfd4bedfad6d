"""Repair the characters of the values of a source: what is certain is applied, the rest proposed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from typeset.errors import Severity, Where
from typeset.model import SourcePath
from typeset.model.inline import plain_text
from typeset.proofreading import Certainty, Passage, PassageKind, Remark, proofread
from typeset.readers.imported import Repair
from typeset.readers.recognition.bodies import Tree
from typeset.readers.recognition.rows import Wording

LETTER_SPACING = "I-7"
PINYIN = "I-8"

_CONTEXT = 4
_LETTER_SPACED = re.compile(r"\S(?:[ \u3000]{1,2}\S){3,59}")
_TITLE_GAP = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000](?=[\u4e00-\u9fff])")
_GAP = re.compile(r"[ \u3000]+")
_DIGIT_GAP = re.compile(r"(?<=[0-9])[ \u3000](?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[ \u3000](?=[0-9])")
_PINYIN = re.compile(r"(?<=[\u3400-\u9fff])[（(][a-zü]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]{0,5}[）)]")
_SPACED_KINDS = (PassageKind.TITLE, PassageKind.SIGNATURE, PassageKind.OTHER, PassageKind.NUMBER)


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A value of the source, where it stands in it, and its characters without markup."""

    path: SourcePath
    wording: Wording
    plain: str
    places: Sequence[int]


@dataclass(frozen=True)
class Mended:
    """The values of a source with every certain repair applied, and where each begins in the file."""

    data: Mapping[str, object]
    repairs: tuple[Repair, ...]
    places: Mapping[SourcePath, Where]


def mend(tree: Mapping[str, Tree]) -> Mended:
    """Return the values of a source, their characters repaired, and every repair made or proposed."""
    leaves = [_leaf(path, wording) for path, wording in _leaves(dict(tree), ())]
    texts = [leaf.plain for leaf in leaves]
    kinds = [leaf.wording.kind for leaf in leaves]
    remarks = proofread([Passage(text, kind) for text, kind in zip(texts, kinds, strict=True)])
    elsewhere = _DIGIT_GAP.sub("", "\n".join(texts))
    repaired: dict[SourcePath, str] = {}
    repairs: list[Repair] = []
    for leaf, found in zip(leaves, remarks, strict=True):
        own = list(_own_remarks(leaf, elsewhere))
        every = [*own, *(remark for remark in found if not _overlaps(remark, own))]
        applied, rest = _sorted_out(leaf, every)
        repaired[leaf.path] = _applied(leaf, applied)
        repairs += [_made(leaf, remark) for remark in applied]
        repairs += [_proposed(leaf, remark, applied) for remark in rest]
    data = {key: _with_texts(value, (key,), repaired) for key, value in tree.items()}
    return Mended(data, tuple(repairs), {leaf.path: leaf.wording.place(0) for leaf in leaves})


def _leaves(tree: Tree, path: SourcePath) -> Iterator[tuple[SourcePath, Wording]]:
    if isinstance(tree, Wording):
        yield path, tree
    elif isinstance(tree, list):
        for index, item in enumerate(tree):
            yield from _leaves(item, (*path, index))
    elif isinstance(tree, dict):
        for key, item in tree.items():
            yield from _leaves(item, (*path, key))


def _leaf(path: SourcePath, wording: Wording) -> _Leaf:
    plain, places = plain_text(wording.text)
    return _Leaf(path, wording, plain, places)


def _with_texts(tree: Tree, path: SourcePath, texts: Mapping[SourcePath, str]) -> object:
    if isinstance(tree, Wording):
        return texts[path]
    if isinstance(tree, list):
        return [_with_texts(item, (*path, index), texts) for index, item in enumerate(tree)]
    if isinstance(tree, dict):
        return {key: _with_texts(item, (*path, key), texts) for key, item in tree.items()}
    return tree


def _own_remarks(leaf: _Leaf, elsewhere: str) -> Iterator[Remark]:
    """Yield what only an importer may repair."""
    for found in _PINYIN.finditer(leaf.plain):
        yield _repair_of_importer(PINYIN, found.span(), "删去混入的拼音")
    if leaf.wording.kind not in _SPACED_KINDS:
        return
    start = 0
    for piece in leaf.wording.pieces:
        text = plain_text(piece.text)[0]
        if _LETTER_SPACED.fullmatch(text):
            span = (start, start + len(text))
            yield _repair_of_importer(LETTER_SPACING, span, "删去字间的空格", _GAP.sub("", text))
        start += len(text)
    if leaf.wording.kind is PassageKind.TITLE:
        yield from _broken_title(leaf, elsewhere)


def _broken_title(leaf: _Leaf, elsewhere: str) -> Iterator[Remark]:
    """Yield the blanks of a title that are line breaks of the original: without them it stands elsewhere."""
    for gap in _TITLE_GAP.finditer(leaf.plain):
        before = leaf.plain[max(0, gap.start() - _CONTEXT) : gap.start()]
        after = leaf.plain[gap.end() : gap.end() + _CONTEXT]
        if len(before) == len(after) == _CONTEXT and _DIGIT_GAP.sub("", before + after) in elsewhere:
            yield _repair_of_importer(LETTER_SPACING, gap.span(), "删去标题回行处的空格（文中别处没有）")


def _repair_of_importer(rule: str, span: tuple[int, int], message: str, replacement: str = "") -> Remark:
    return Remark(rule, Severity.INFO, Certainty.CERTAIN, *span, message, replacement=replacement)


def _overlaps(remark: Remark, others: Sequence[Remark]) -> bool:
    return any(remark.start < other.end and other.start < remark.end for other in others)


def _sorted_out(leaf: _Leaf, remarks: Sequence[Remark]) -> tuple[list[Remark], list[Remark]]:
    """Return the remarks that are applied, in order and apart, and the rest.

    A certain replacement that would swallow markup is only proposed.
    """
    applied: list[Remark] = []
    rest: list[Remark] = []
    for remark in sorted(remarks, key=lambda remark: (remark.start, remark.end)):
        if remark.certainty is not Certainty.CERTAIN or remark.replacement is None:
            rest.append(remark)
        elif not _is_plain(leaf, remark):
            rest.append(replace(remark, certainty=Certainty.PROPOSED))
        elif not applied or remark.start >= applied[-1].end:
            applied.append(remark)
    return applied, rest


def _is_plain(leaf: _Leaf, remark: Remark) -> bool:
    if remark.start >= remark.end:
        return True
    return leaf.places[remark.end - 1] - leaf.places[remark.start] == remark.end - 1 - remark.start


def _applied(leaf: _Leaf, remarks: Sequence[Remark]) -> str:
    source = leaf.wording.text
    pieces: list[str] = []
    position = 0
    for remark in remarks:
        start = leaf.places[remark.start] if remark.start < len(leaf.places) else len(source)
        end = leaf.places[remark.end - 1] + 1 if remark.end > remark.start else start
        pieces += [source[position:start], remark.replacement or ""]
        position = end
    return "".join((*pieces, source[position:])).strip()


def _made(leaf: _Leaf, remark: Remark) -> Repair:
    """Return a replacement that was applied; before and after are shown with a few characters of the file around."""
    left = leaf.plain[max(0, remark.start - _CONTEXT) : remark.start]
    right = leaf.plain[remark.end : remark.end + _CONTEXT]
    before = left + leaf.plain[remark.start : remark.end] + right
    return _repair(leaf, remark, before, left + (remark.replacement or "") + right)


def _proposed(leaf: _Leaf, remark: Remark, applied: Sequence[Remark]) -> Repair:
    """Return what is proposed or noted; it is shown among characters that are repaired already, as the source has."""
    left = _repaired(leaf, max(0, remark.start - _CONTEXT), remark.start, applied)
    here = _repaired(leaf, remark.start, remark.end, applied)
    right = _repaired(leaf, remark.end, min(remark.end + _CONTEXT, len(leaf.plain)), applied)
    raw = leaf.plain[remark.start : remark.end]
    changed = (
        here if remark.replacement is None else remark.replacement.replace(raw, here) if raw else remark.replacement
    )
    return _repair(leaf, remark, left + here + right, left + changed + right)


def _repaired(leaf: _Leaf, start: int, end: int, applied: Sequence[Remark]) -> str:
    """Return the characters from `start` to `end` with the repairs that lie between them."""
    pieces: list[str] = []
    position = start
    for remark in applied:
        if start <= remark.start and remark.end <= end:
            pieces += [leaf.plain[position : remark.start], remark.replacement or ""]
            position = remark.end
    return "".join((*pieces, leaf.plain[position:end]))


def _repair(leaf: _Leaf, remark: Remark, before: str, after: str) -> Repair:
    where = replace(_place(leaf, remark.start), length=remark.end - remark.start)
    message = f"{remark.message}；{remark.hint}" if remark.hint else remark.message
    return Repair(
        *(remark.rule, where, before, after, remark.certainty, message, leaf.path),
        severity=remark.severity,
        replacement=remark.replacement,
    )


def _place(leaf: _Leaf, position: int) -> Where:
    return leaf.wording.place(leaf.places[position] if position < len(leaf.places) else len(leaf.wording.text))
