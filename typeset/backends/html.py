"""Write what the PDF painter reads: every glyph and every picture of a layout once, and its bookmarks on blank pages.

The painter shapes and subsets; where a glyph stands is written by `pdf_page` in the places of the layout.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from typeset.backends.outline import bookmarks
from typeset.fonts import FontSet
from typeset.layout.result import Layout
from typeset.resources import data_folder
from typeset.standard import Role

# Names for the style sheet's classes, and for faces whose own name is not ASCII.
_ROLE_NAMES: Mapping[Role, str] = {
    Role.XIAOBIAOSONG: "xiaobiaosong",
    Role.FANGSONG: "fangsong",
    Role.KAITI: "kaiti",
    Role.HEITI: "heiti",
    Role.SONGTI: "songti",
    Role.LATIN: "latin",
    Role.RARE: "rare",
}
_LONGEST_LINE = 400
_JOINING = ("M", "C")  # categories of characters that could change their neighbours' glyphs
_LEFT_TO_RIGHT = frozenset(("L", "EN", "ES", "ET", "CS", "ON", "WS", "BN", "NSM", ""))


@dataclass(frozen=True, slots=True)
class Properties:
    """What a PDF says of itself."""

    title: str
    author: str = ""
    subject: str = ""
    date: str = ""  # YYYY-MM-DD
    language: str = "zh-CN"


@dataclass(frozen=True, slots=True)
class GlyphLine:
    """Characters whose glyphs come from the face of `role`; the painter paints one string of glyphs for each line."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture in a size (unrotated): a page of the painter's that becomes an object to be placed on real pages."""

    file: Path
    width_mm: float
    height_mm: float

    @property
    def url(self) -> str:
        """Where the painter reads it."""
        return self.file.resolve().as_uri()


def glyph_lines(layout: Layout, fonts: FontSet) -> tuple[GlyphLine, ...]:
    """Return every character of a layout once a face, in lines where no character changes another's glyph.

    Blanks stand after a visible character: the painter leaves out what it cannot see at a line's ends.
    """
    wanted: dict[Role, set[str]] = {}
    for role, character in _characters(layout):
        wanted.setdefault(face_role(role, character, fonts), set()).add(character)
    return tuple(line for role in sorted(wanted) for line in _lines(role, wanted[role]))


def face_role(role: Role, character: str, fonts: FontSet) -> Role:
    """Return the first role whose face is the one that sets a character of text in `role`."""
    file = fonts.face_of(fonts.role_of(role, character) or role).file
    return next(other for other in Role if fonts.face_of(other).file == file)


def _characters(layout: Layout) -> set[tuple[Role, str]]:
    lines = (line for page in layout.pages for line in page.lines)
    return {(run.role, character) for line in lines for run in line.runs for character in run.text}


def _lines(role: Role, characters: set[str]) -> Iterator[GlyphLine]:
    blanks = "".join(sorted(character for character in characters if character.isspace()))
    visible = sorted(character for character in characters if not character.isspace())
    plain = "".join(character for character in visible if not _stands_alone(character))
    text = plain[:1] + blanks + plain[1:]
    if plain:
        yield from (GlyphLine(role, text[i : i + _LONGEST_LINE]) for i in range(0, len(text), _LONGEST_LINE))
    yield from (GlyphLine(role, character) for character in visible if _stands_alone(character))


def _stands_alone(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind.startswith(_JOINING) or unicodedata.bidirectional(character) not in _LEFT_TO_RIGHT


def plates(layout: Layout) -> tuple[Plate, ...]:
    """Return the pictures of a layout, each file and size once."""
    pictures = (picture for page in layout.pages for picture in page.pictures)
    sizes = ((p.file, p.height_mm, p.width_mm) if p.is_rotated else (p.file, p.width_mm, p.height_mm) for p in pictures)
    return tuple(Plate(*size) for size in dict.fromkeys(sizes))


def html_document(layout: Layout, lines: Sequence[GlyphLine], pictures: Sequence[Plate], properties: Properties) -> str:
    """Return the HTML: a blank page with its bookmarks for every page, a page of glyphs, a page for every picture."""
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            pages=bookmarks(layout),
            groups=[(_ROLE_NAMES[role], list(group)) for role, group in groupby(lines, key=lambda line: line.role)],
            plates=pictures,
            title=properties.title,
            author=properties.author,
            subject=properties.subject,
            date=properties.date,
            language=properties.language,
        )
    )


def style_sheet(fonts: FontSet, used: frozenset[Role]) -> str:
    """Return the CSS: the faces of the roles in `used`, and how bookmarks and pictures are read."""
    families = _families(fonts)
    faces = [
        {"name": name, "family": families[role], "url": fonts.face_of(role).file.as_uri()}
        for role, name in _ROLE_NAMES.items()
        if role in used
    ]
    return _environment().get_template("page.css.j2").render(faces=faces)


def _families(fonts: FontSet) -> dict[Role, str]:
    """Return the family name of every role's face as the PDF will show it: the face's own, in ASCII letters."""
    names: dict[Role, str] = {}
    for role, fallback in _ROLE_NAMES.items():
        own = "".join(filter(str.isalnum, fonts.face_of(role).family.encode("ascii", "ignore").decode()))
        taken = own in names.values() or not own[:1].isalpha()
        names[role] = f"{own if own[:1].isalpha() else ''}{fallback}" if taken else own
    return names


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(data_folder("styles")),
        autoescape=lambda name: name is not None and name.endswith(".html.j2"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["mm"] = lambda value: f"{value:.4f}mm"
    return environment
