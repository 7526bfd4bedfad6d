"""The styles of a Word file: what a paragraph or a run looks like when all that it stands on is counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from typeset.readers.manuscript import Alignment
from typeset.readers.word.content import RunLook
from typeset.readers.word.markup import MAIN, Node, is_on, value, w, whole

MOST_ANCESTORS = 30  # more is a circle

_ALIGNMENTS: Mapping[str, Alignment] = {
    **{"left": "left", "start": "left", "center": "centre", "right": "right", "end": "right"},
    **{"both": "both", "distribute": "both", "lowKashida": "both", "thaiDistribute": "both"},
}
_TWIPS_PER_POINT = 20
_USUAL_POINT = 10.5


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its name, what it stands on, its properties of paragraphs and of runs."""

    name: str
    base: str | None
    paragraph: Node | None
    run: Node | None
    is_default: bool


@dataclass(frozen=True)
class Styles:
    """The styles of a file by their ids, with its defaults and the faces of its theme."""

    styles: Mapping[str, Style]
    default_paragraph: str = ""
    default_run: Node | None = None
    theme: Mapping[str, str] = field(default_factory=dict)
    _chains: dict[str, tuple[Style, ...]] = field(default_factory=dict)
    _looks: dict[str, RunLook] = field(default_factory=dict)

    def name(self, identity: str | None) -> str:
        """Return the name of a style, "" for one that the file does not have."""
        style = self.styles.get(identity or "")
        return style.name if style else ""

    def paragraph_style(self, properties: Node | None) -> str:
        """Return the id of a paragraph's style."""
        return value(properties, "pStyle") or self.default_paragraph

    def chain(self, identity: str) -> tuple[Style, ...]:
        """Return a style and all that it stands on, itself first."""
        if identity not in self._chains:
            found: list[Style] = []
            step: str | None = identity
            while step is not None and step in self.styles and len(found) < MOST_ANCESTORS:
                found.append(self.styles[step])
                step = found[-1].base
            self._chains[identity] = tuple(found)
        return self._chains[identity]

    def paragraph_properties(self, properties: Node | None) -> tuple[Node, ...]:
        """Return what tells how a paragraph looks, the nearest first."""
        chain = self.chain(self.paragraph_style(properties))
        nodes = (properties, *(style.paragraph for style in chain))
        return tuple(node for node in nodes if node is not None)

    def run_look(self, paragraph_style: str, properties: Node | None) -> RunLook:
        """Return how a run of a paragraph of a style looks."""
        key = f"{paragraph_style}\n{'' if properties is None else etree.tostring(properties).decode()}"
        if key not in self._looks:
            self._looks[key] = self._run_look(paragraph_style, properties)
        return self._looks[key]

    def _run_look(self, paragraph_style: str, properties: Node | None) -> RunLook:
        character = value(properties, "rStyle") or ""
        chains = (*self.chain(character), *self.chain(paragraph_style))
        nodes = [node for node in (properties, *(style.run for style in chains), self.default_run) if node is not None]
        size = next((half for node in nodes if (half := whole(value(node, "sz"))) is not None), None)
        return RunLook(
            style=self.name(character),
            face=next((face for node in nodes if (face := self._face(node))), ""),
            own_face=self._face(properties),
            size_pt=None if size is None else size / 2,
            is_bold=next((bold for node in nodes if (bold := is_on(node, "b")) is not None), False),
            is_hidden=next((hidden for node in nodes if (hidden := is_on(node, "vanish")) is not None), False),
            colour=next((colour for node in nodes if (colour := value(node, "color"))), ""),
        )

    def _face(self, node: Node | None) -> str:
        """Return the face that a node gives to Chinese."""
        fonts = None if node is None else node.find(w("rFonts"))
        if fonts is None:
            return ""
        return fonts.get(w("eastAsia")) or self.theme.get(fonts.get(w("eastAsiaTheme"), ""), "")


def read_styles(root: Node | None, theme: Node | None) -> Styles:
    """Return the styles of a file."""
    if root is None:
        return Styles({})
    styles: dict[str, Style] = {}
    default = ""
    for node in root.iter(w("style")):
        identity = node.get(w("styleId"), "")
        is_default = node.get(w("default"), "0") in ("1", "true", "on")
        if is_default and node.get(w("type")) == "paragraph":
            default = identity
        name = value(node, "name") or identity
        styles[identity] = Style(name, value(node, "basedOn"), node.find(w("pPr")), node.find(w("rPr")), is_default)
    defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    return Styles(styles, default, defaults, _theme_faces(theme))


def _theme_faces(theme: Node | None) -> dict[str, str]:
    """Return the Chinese faces of a theme by the names that runs call them."""
    faces: dict[str, str] = {}
    if theme is None:
        return faces
    for kind in ("major", "minor"):
        for font in theme.iter(f"{{{MAIN}}}{kind}Font"):
            chinese = [
                each.get("typeface", "") for each in font.iter(f"{{{MAIN}}}font") if each.get("script") == "Hans"
            ]
            east = [each.get("typeface", "") for each in font.iter(f"{{{MAIN}}}ea")]
            faces[f"{kind}EastAsia"] = next(filter(None, (*east, *chinese)), "")
    return faces


def alignment(nodes: tuple[Node, ...]) -> Alignment | None:
    """Return how a paragraph is aligned; `nodes` tell how it looks, the nearest first."""
    found = next((jc for node in nodes if (jc := value(node, "jc"))), None)
    return _ALIGNMENTS.get(found or "")


def first_line_cells(nodes: tuple[Node, ...], size_pt: float | None) -> float | None:
    """Return the indent of a paragraph's first line, its left indent included, in 字; None when nothing says it."""
    left, first = _cells(nodes, ("left", "start"), size_pt), _cells(nodes, ("firstLine",), size_pt)
    hanging = _cells(nodes, ("hanging",), size_pt)
    if left is None and first is None and hanging is None:
        return None
    return round((left or 0.0) + (first or 0.0) - (0.0 if first else hanging or 0.0), 2)


def _cells(nodes: tuple[Node, ...], names: tuple[str, ...], size_pt: float | None) -> float | None:
    for node in nodes:
        indents = node.find(w("ind"))
        for name in names if indents is not None else ():
            hundredths = whole(indents.get(w(f"{name}Chars")))
            if hundredths:
                return hundredths / 100
            twips = whole(indents.get(w(name)))
            if twips is not None:
                return twips / _TWIPS_PER_POINT / (size_pt or _USUAL_POINT)
    return None
