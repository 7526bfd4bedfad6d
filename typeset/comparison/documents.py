"""What is different between two documents, in the order of their elements."""

from collections.abc import Iterator, Sequence

from typeset.comparison.alignment import align
from typeset.comparison.bodies import body_text, compare_bodies
from typeset.comparison.change import Change
from typeset.comparison.matching import matching
from typeset.comparison.spot import Spot
from typeset.comparison.values import compare_value
from typeset.model import Document, Issuer, Part
from typeset.model.marks import mark_text


def compare_documents(old: Document, new: Document) -> tuple[Change, ...]:
    """Return what is different; empty when the documents say the same.

    Values are compared, not spellings: 2024-02-20 is 2024年2月20日, a list is the text of its items, 文种 need not be
    given where the title tells it, nor 署名 and 发文机关标志 where they follow from the issuers.
    """
    return tuple(_compare_elements(old, new, Spot("", "", (), ())))


def _compare_elements(old: Document | Part, new: Document | Part, spot: Spot) -> Iterator[Change]:
    """Yield the changes of a document or a part of one."""
    for name, field in type(old).model_fields.items():
        key = str(field.validation_alias)
        before, after = getattr(old, name), getattr(new, name)
        if key == "正文":
            yield from compare_bodies(before, after, spot.inside(key, (key,)))
        elif key in ("附件", "印发件"):
            yield from _compare_parts(before, after, key, spot)
        elif key == "发文机关":
            yield from _compare_issuers(before, after, spot)
        else:
            if (before is None) != (after is None):
                before, after = _in_effect(key, old, before), _in_effect(key, new, after)
            yield from compare_value(key, before, after, spot)


def _in_effect(key: str, element: Document | Part, value: object) -> object:
    """Return a value, or what takes its place where a document does not give it."""
    if isinstance(element, Document) and value is None:
        if key == "文种":
            return element.document_type
        if key == "发文机关标志":
            return mark_text(element)
        if key == "署名" and not element.is_dated_by_note:
            return tuple(issuer.signature or issuer.name for issuer in element.issuers)
    return value


def _compare_issuers(old: Sequence[Issuer], new: Sequence[Issuer], spot: Spot) -> Iterator[Change]:
    """Yield the changes of the names, then those of what is said of the organs that both documents name."""
    names, new_names = [issuer.name for issuer in old], [issuer.name for issuer in new]
    yield from compare_value("发文机关", names, new_names, spot)
    for position, number in matching(names, new_names):
        here = spot.inside(f"{names[position]}的", ("发文机关", position), ("发文机关", number))
        yield from compare_value("署名", old[position].signature, new[number].signature, here)
        yield from compare_value("印章", old[position].seal, new[number].seal, here)


def _compare_parts(old: Sequence[Part], new: Sequence[Part], key: str, spot: Spot) -> Iterator[Change]:
    """Yield the changes of the parts under a key, those of the new document first."""
    pairs = _pairs(old, new)
    for number, part in enumerate(new):
        name = key if len(new) == 1 else f"{key}{number + 1}"
        if number not in pairs:
            yield spot.inside(name, (key, number)).added(_part_text(part))
            continue
        position, is_moved = pairs[number]
        here = spot.inside(name, (key, position), (key, number))
        if is_moved:
            yield here.edited(old[position].title or "", part.title or "", is_moved=True)
        yield from _compare_elements(old[position], part, here)
    kept = {position for position, _ in pairs.values()}
    for position, part in enumerate(old):
        if position not in kept:
            name = key if len(old) == 1 else f"原{key}{position + 1}"
            yield spot.inside(name, (key, position)).removed(_part_text(part))


def _pairs(old: Sequence[Part], new: Sequence[Part]) -> dict[int, tuple[int, bool]]:
    """Return for parts of `new` the old part and whether it moved: by title, those left over by their text."""
    found = {
        pair.new: (pair.old, pair.is_moved)
        for pair in align([part.title or "" for part in old], [part.title or "" for part in new])
    }
    kept = {position for position, _ in found.values()}
    left_old = [position for position in range(len(old)) if position not in kept]
    left_new = [number for number in range(len(new)) if number not in found]
    for pair in align([_part_text(old[place]) for place in left_old], [_part_text(new[place]) for place in left_new]):
        found[left_new[pair.new]] = (left_old[pair.old], pair.is_moved)
    return found


def _part_text(part: Part) -> str:
    """Return title and text of a part, a line a paragraph."""
    return "\n".join([*filter(None, [part.title]), *map(body_text, part.body)])
