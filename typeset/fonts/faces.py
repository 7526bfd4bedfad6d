"""One font file: its advances, ink boxes and coverage, read with HarfBuzz; and finding the file for a name."""

import os
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import uharfbuzz

from typeset.errors import FontError, printable
from typeset.fonts.installed import installed_file
from typeset.resources import data_folder
from typeset.standard import Role

FONT_SUFFIXES = (".ttf", ".otf")


@dataclass(frozen=True)
class InkBox:
    """Visible extent of a glyph or text in em, y upward from the baseline, x from the first glyph's origin."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class FaceReport:
    """Which font plays a role: what the profile asked for, in order, and what was taken."""

    role: Role
    wanted: tuple[str, ...]
    taken: str
    family: str
    file: Path

    @property
    def is_substitute(self) -> bool:
        """Tell whether the first choice was not there."""
        return self.taken != self.wanted[0]


@dataclass(frozen=True)
class Face:
    """A font file opened for measuring; kerning and ligatures are never used, so a text is as wide as its glyphs."""

    file: Path
    _font: uharfbuzz.Font = field(repr=False, compare=False)

    @cached_property
    def _upem(self) -> int:
        upem: int = self._font.face.upem
        return upem

    @cached_property
    def family(self) -> str:
        """The family name that the file itself gives."""
        return self._font.face.get_name(uharfbuzz.OTNameIdPredefined.FONT_FAMILY) or self.file.stem

    def covers(self, character: str) -> bool:
        """Tell whether the face has a glyph for the character."""
        return bool(self._font.get_nominal_glyph(ord(character)))

    def advance(self, character: str) -> float:
        """Return the advance width in em."""
        glyph = self._font.get_nominal_glyph(ord(character)) or 0
        units: int = self._font.get_glyph_h_advance(glyph)
        return units / self._upem

    def ink_box(self, character: str) -> InkBox | None:
        """Return the visible extent in em, None for a blank glyph."""
        extents = self._font.get_glyph_extents(self._font.get_nominal_glyph(ord(character)) or 0)
        if extents is None or extents.width == 0:
            return None
        left, top = extents.x_bearing / self._upem, extents.y_bearing / self._upem
        return InkBox(left, top + extents.height / self._upem, left + extents.width / self._upem, top)


@lru_cache(maxsize=64)
def open_face(file: Path) -> Face:
    """Open a font file. Raises FontError when it is not a font."""
    try:
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file)))
    except (OSError, uharfbuzz.HarfBuzzError) as error:
        raise FontError(f"字体文件打不开：{file}；请检查文件是否完整") from error
    if face.glyph_count == 0:
        raise FontError(f"不是字体文件：{file}；请换成 .ttf 或 .otf 字体")
    return Face(file, uharfbuzz.Font(face))


def find_file(name: str, folder: Path | None) -> Path | None:
    """Return the file for an entry of the fonts map: a file beside the profile or in `fonts/`, or a family."""
    if not name.lower().endswith(FONT_SUFFIXES):
        return installed_file(name)
    if name != Path(name).name or "\\" in name:
        return None  # files lie beside the profile or in fonts/, nowhere else
    folders = [folder] if folder else []
    for place in [*folders, data_folder("fonts")]:
        if os.path.isfile(place / name):
            return (place / name).resolve()
    return None


def resolve(role: Role, wanted: tuple[str, ...], folder: Path | None) -> FaceReport:
    """Take the first entry that exists. Raises FontError when none does."""
    for name in wanted:
        file = find_file(name, folder)
        if file is not None:
            return FaceReport(role, wanted, name, open_face(file).family, file)
    names = "、".join(printable(name[:40]) for name in wanted)
    raise FontError(f"字体“{role}”一个也找不到：{names}；请安装其中一种，或在样式的“字体”里写一个有的字体文件")
