"""What the styles of a Word file come to: document defaults, then every style that another is based on, then itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from typeset.inspect.word.properties import NOTHING, THEME, Level, paragraph_level, run_level
from typeset.readers.word.markup import MAIN, Node, value, w
from typeset.readers.word.package import Package

_SUPPLEMENT = "Hans"
_LONGEST_CHAIN = 40


@dataclass(frozen=True)
class Style:
    """One style as it stands in the file."""

    name: str
    is_default: bool
    based_on: str
    paragraph: Level
    run: Level


@dataclass(frozen=True)
class StyleSheet:
    """The styles of a file by their ids, and the faces of its theme."""

    styles: Mapping[str, Style]
    default_paragraph: Level
    default_run: Level
    theme: Mapping[str, str]
    normal: str
    """The id of the style of paragraphs that name none."""
    _resolved: dict[str, tuple[Level, Level]] = field(default_factory=dict)

    def name(self, identity: str) -> str:
        """Return the name of a style; its id where the file does not know it."""
        style = self.styles.get(identity)
        return identity if style is None else style.name

    def paragraph_style(self, identity: str) -> tuple[Level, Level]:
        """Return what a paragraph style says of paragraphs and runs, with all below it; unknown ones are Normal."""
        identity = identity if identity in self.styles else self.normal
        if identity not in self._resolved:
            paragraph, run = dict(self.default_paragraph), dict(self.default_run)
            for style in reversed(self._chain(identity)):
                paragraph |= style.paragraph
                run |= style.run
            self._resolved[identity] = paragraph, run
        return self._resolved[identity]

    def character_style(self, identity: str) -> Level:
        """Return what a character style says."""
        run: dict[str, str] = {}
        for style in reversed(self._chain(identity)):
            run |= style.run
        return run

    def face(self, named: str | None) -> tuple[str, bool]:
        """Return a face and whether it is the theme's; "" is no face at all."""
        if named is None or not named.startswith(THEME):
            return named or "", False
        return self.theme.get(named.removeprefix(THEME), ""), True

    def _chain(self, identity: str) -> list[Style]:
        """Return a style and those that it is based on, a ring cut open."""
        chain: list[Style] = []
        while (style := self.styles.get(identity)) is not None and len(chain) < _LONGEST_CHAIN:
            chain.append(style)
            identity = style.based_on
        return chain


def style_sheet(package: Package) -> StyleSheet:
    """Read the styles and the theme of a file; both may be missing."""
    name = package.related("styles")
    root = None if name is None else package.root(name)
    defaults = None if root is None else root.find(w("docDefaults"))
    nodes = () if root is None else root.iterfind(w("style"))
    styles = {node.get(w("styleId"), ""): _style(node) for node in nodes}
    return StyleSheet(
        styles,
        paragraph_level(_inner(defaults, "pPrDefault", "pPr")),
        run_level(_inner(defaults, "rPrDefault", "rPr")),
        _theme(package),
        next((identity for identity, style in styles.items() if style.is_default), ""),
    )


def _inner(node: Node | None, outer: str, inner: str) -> Node | None:
    return None if node is None else node.find(f"{w(outer)}/{w(inner)}")


def _style(node: Node) -> Style:
    return Style(
        value(node, "name") or "",
        node.get(w("type")) == "paragraph" and node.get(w("default")) in ("1", "true", "on"),
        value(node, "basedOn") or "",
        paragraph_level(node.find(w("pPr"))),
        run_level(node.find(w("rPr"))) or NOTHING,
    )


def _theme(package: Package) -> Mapping[str, str]:
    """Return the faces of the theme by the names that runs call them by; an open one is that for Chinese."""
    name = package.related("theme")
    root = None if name is None else package.root(name)
    faces: dict[str, str] = {}
    if root is None:
        return faces
    for part in ("major", "minor"):
        fonts = root.find(f".//{{{MAIN}}}{part}Font")
        if fonts is None:
            continue
        latin = _typeface(fonts, "latin")
        faces |= {f"{part}Ascii": latin, f"{part}HAnsi": latin, f"{part}EastAsia": _typeface(fonts, "ea")}
        chinese = (font for font in fonts.iterfind(f"{{{MAIN}}}font") if font.get("script") == _SUPPLEMENT)
        if not faces[f"{part}EastAsia"] and (font := next(chinese, None)) is not None:
            faces[f"{part}EastAsia"] = font.get("typeface", "")
    return faces


def _typeface(fonts: Node, tag: str) -> str:
    found = fonts.find(f"{{{MAIN}}}{tag}")
    return "" if found is None else str(found.get("typeface", ""))
