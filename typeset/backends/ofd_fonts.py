"""The fonts of an OFD package: of every face the glyphs that the document shows, with all tables that readers want."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import uharfbuzz

from typeset.fonts import FontSet
from typeset.fonts.lean import LARGEST_PT, lean_file
from typeset.layout.result import Layout
from typeset.standard import EM_ASCENT, EM_DESCENT, Role

# Readers fall back to a font of the system when one of these is missing: cmap, name, OS/2, post.
TABLES = ("OS/2", "cmap", "head", "hhea", "hmtx", "maxp", "name", "post")
_DROPPED = ("BASE", "DSIG", "FFTM", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "bsln", "gasp", "prop", "vhea", "vmtx")
FAMILIES: Mapping[Role, str] = {
    Role.XIAOBIAOSONG: "方正小标宋简体",
    Role.FANGSONG: "仿宋",
    Role.KAITI: "楷体",
    Role.HEITI: "黑体",
    Role.SONGTI: "宋体",
    Role.LATIN: "Times New Roman",
    Role.RARE: "楷体",
}
"""What a reader may set a text in that cannot use the embedded font."""

_SERIF = (Role.XIAOBIAOSONG, Role.FANGSONG, Role.SONGTI, Role.LATIN)


class Ink(NamedTuple):
    """How far a character reaches from its origin, in em: to the left, upward, to the right, downward."""

    left: float
    above: float
    right: float
    below: float


class EmbeddedFont(NamedTuple):
    """A face in the package: its identifier, role and name, the file its glyphs are from, the characters it shows."""

    id: int
    role: Role
    family: str
    file: Path
    characters: frozenset[str]

    @property
    def is_serif(self) -> bool:
        """Tell whether its strokes have feet."""
        return self.role in _SERIF


class Faces:
    """Which face of the package sets a character of a role, and what room the character takes."""

    def __init__(self, fonts: FontSet) -> None:
        self._fonts = fonts
        self._known: dict[tuple[Role, str], tuple[Path, Ink] | None] = {}

    def of(self, role: Role, character: str) -> tuple[Path, Ink] | None:
        """Return the file of the face and the reach of a character; None for a blank that no face has."""
        key = (role, character)
        if key not in self._known:
            self._known[key] = self._found(role, character)
        return self._known[key]

    def _found(self, role: Role, character: str) -> tuple[Path, Ink] | None:
        taken = self._fonts.role_of(role, character)
        if taken is None:
            assert character.isspace(), f"no glyph for {character!r} in {role}"
            return None
        face = self._fonts.face_of(taken)
        advance, box = face.advance(character), face.ink_box(character)
        if box is None:
            return face.file, Ink(0.0, EM_ASCENT, advance, EM_DESCENT)
        reach = Ink(max(-box.left, 0), max(box.top, EM_ASCENT), max(box.right, advance), max(-box.bottom, EM_DESCENT))
        return face.file, reach


@dataclass(slots=True)
class FaceUse:
    """What a face sets in a document: its characters, and the largest size in points."""

    characters: set[str] = field(default_factory=set)
    largest_pt: float = 0.0


def used_faces(layout: Layout, faces: Faces) -> dict[Path, FaceUse]:
    """Return what every face sets, the faces in the order of their files' names."""
    runs = (run for page in layout.pages for line in page.lines for run in line.runs)
    shown = {(run.role, run.size_pt, character) for run in runs for character in run.text}
    used: dict[Path, FaceUse] = {}
    for role, size_pt, character in shown:
        if found := faces.of(role, character):
            use = used.setdefault(found[0], FaceUse())
            use.characters.add(character)
            use.largest_pt = max(use.largest_pt, size_pt)
    return dict(sorted(used.items(), key=lambda item: (item[0].name, item[0])))


def file_of_glyphs(file: Path, use: FaceUse, *, may_be_lean: bool) -> Path:
    """Return where the glyphs of a face are taken from: its lean outlines where they may and can stand for it."""
    if may_be_lean and use.largest_pt <= LARGEST_PT:
        return lean_file(file) or file
    return file


def role_of_file(fonts: FontSet, file: Path) -> Role:
    """Return the first role that a face plays."""
    return next(role for role in Role if fonts.face_of(role).file == file)


@lru_cache(maxsize=16)
def _opened(file: Path) -> uharfbuzz.Face:
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file)))
    return uharfbuzz.subset_preprocess(face)


def subset(file: Path, characters: frozenset[str]) -> bytes:
    """Return a font of the glyphs of `characters` alone; the same characters give the same bytes."""
    wanted = uharfbuzz.SubsetInput()
    wanted.sets(uharfbuzz.SubsetInputSets.UNICODE).set({ord(character) for character in characters})
    dropped = wanted.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG)
    dropped.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    data: bytes = uharfbuzz.subset(_opened(file), wanted).blob.data
    return data


def suffix_of(font: bytes) -> str:
    """Return the ending of a font file's name: its outlines are PostScript's or TrueType's."""
    return "otf" if font.startswith(b"OTTO") else "ttf"
