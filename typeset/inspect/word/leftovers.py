"""What work on a Word file has left in it: tracked changes, comments, macros, references to other places."""

from collections.abc import Iterator

from typeset.inspect.word.properties import count
from typeset.inspect.word.values import Leftovers
from typeset.readers.word.markup import Node, is_on, value, w
from typeset.readers.word.package import Package

_OLDEST = 12  # what Word takes a file for that says nothing of itself
_HARMLESS = frozenset({"hyperlink"})


def leftovers(body: Node, package: Package) -> Leftovers:
    """Return what is left in the text, the settings and the relations of a file."""
    name = package.related("settings")
    settings = package.root(name) if name else None
    return Leftovers(
        insertions=_count(body, "ins", "moveTo"),
        deletions=_count(body, "del", "moveFrom"),
        comments=_count(body, "commentReference"),
        has_macros=package.has_macros,
        external_targets=tuple(dict.fromkeys(_external(package, name))),
        compatibility=_compatibility(settings),
        compresses_marks=(value(settings, "characterSpacingControl") or "doNotCompress") != "doNotCompress",
        has_even_pages=is_on(settings, "evenAndOddHeaders") or False,
    )


def _count(body: Node, *tags: str) -> int:
    return sum(1 for _ in body.iter(*(w(tag) for tag in tags)))


def _external(package: Package, settings: str | None) -> Iterator[str]:
    """Yield what the text and the settings fetch from elsewhere; links that a reader may follow fetch nothing."""
    for owner in (package.main, settings):
        if owner is not None:
            for relation in package.relations(owner).values():
                if relation.is_external and relation.kind not in _HARMLESS:
                    yield relation.target


def _compatibility(settings: Node | None) -> int:
    compat = None if settings is None else settings.find(w("compat"))
    for setting in () if compat is None else compat.iterfind(w("compatSetting")):
        if setting.get(w("name")) == "compatibilityMode":
            return count(setting.get(w("val"))) or _OLDEST
    return _OLDEST
