"""Properties of paragraphs and runs as flat tables, so that one level of formatting can be laid over another."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias

from typeset.readers.word.markup import Node, is_on, value, w, whole

Level: TypeAlias = Mapping[str, str]
"""What one level of formatting says, by name; what it does not say is not in it."""

NOTHING: Level = MappingProxyType({})
THEME = "theme:"
"""Before the name of a face of the theme."""

SEPARATOR = "\0"  # no text of an XML file holds it
_LARGEST = 10_000_000
_FACES = (("eastAsia", "eastAsiaTheme"), ("ascii", "asciiTheme"))
_RUN_SWITCHES = ("b", "vanish")
_RUN_VALUES = ("sz", "color", "spacing")
_PARAGRAPH_SWITCHES = (
    *("widowControl", "kinsoku", "overflowPunct", "autoSpaceDE", "autoSpaceDN", "snapToGrid"),
    "pageBreakBefore",
)
_SPACING = ("line", "lineRule", "before", "beforeLines", "beforeAutospacing", "after", "afterLines", "afterAutospacing")
_SIDES = {"left": "left", "start": "left", "right": "right", "end": "right"}


def count(text: str | None) -> int | None:
    """Return a number of an attribute; None for what is none, or larger than anything on a page."""
    number = whole(text)
    return number if number is not None and abs(number) <= _LARGEST else None


def run_level(node: Node | None) -> Level:
    """Return what a w:rPr says."""
    if node is None or not len(node):
        return NOTHING
    level = {tag: found for tag in _RUN_VALUES if (found := value(node, tag)) is not None}
    level |= _switches(node, _RUN_SWITCHES)
    if (fonts := node.find(w("rFonts"))) is not None:
        for name, theme in _FACES:
            if found := fonts.get(w(theme)):
                level[name] = THEME + found
            elif found := fonts.get(w(name)):
                level[name] = found
    if style := value(node, "rStyle"):
        level["style"] = style
    return level


def paragraph_level(node: Node | None) -> Level:
    """Return what a w:pPr says of the paragraph itself."""
    if node is None or not len(node):
        return NOTHING
    level = _switches(node, _PARAGRAPH_SWITCHES)
    if alignment := value(node, "jc"):
        level["jc"] = alignment
    if (spacing := node.find(w("spacing"))) is not None:
        level |= {name: found for name in _SPACING if (found := spacing.get(w(name))) is not None}
    if (indents := node.find(w("ind"))) is not None:
        level |= _indents(indents)
    if number := value(node.find(w("numPr")), "numId"):
        level["numId"] = number
    for edge in ("top", "bottom"):
        if (border := _border(node.find(w("pBdr")), edge)) is not None:
            level[f"{edge}Border"] = border
    if fill := value(node, "shd", "fill"):
        level["fill"] = fill
    return level


def _switches(node: Node, tags: tuple[str, ...]) -> dict[str, str]:
    return {tag: "1" if found else "0" for tag in tags if (found := is_on(node, tag)) is not None}


def _indents(node: Node) -> dict[str, str]:
    level: dict[str, str] = {}
    for name, side in _SIDES.items():
        for suffix in ("", "Chars"):
            if (found := node.get(w(name + suffix))) is not None:
                level[side + suffix] = found
    for suffix in ("", "Chars"):
        hanging, first = node.get(w("hanging" + suffix)), node.get(w("firstLine" + suffix))
        if hanging is not None:
            level["first" + suffix] = f"-{hanging}"
        elif first is not None:
            level["first" + suffix] = first
    return level


def _border(node: Node | None, edge: str) -> str | None:
    """Return the kind, width in eighths of a point, space in points and colour of a border, `SEPARATOR` between."""
    if node is None or (border := node.find(w(edge))) is None:
        return None
    names = (("val", "none"), ("sz", "0"), ("space", "0"), ("color", "auto"))
    return SEPARATOR.join(border.get(w(name), default) or default for name, default in names)
