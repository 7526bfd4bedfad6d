import hashlib
import math
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from fontTools.pens.basePen import BasePen
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from typeset.fonts.lean import FURTHEST_EM, LARGEST_PT, lean_file
from typeset.standard import points_to_mm

Faces = dict[str, TTFont]

CHINESE = ("GWXiaoBiaoSong", "GWSong", "GWHei", "GWFang", "GWKai")
LICENCES = {
    "GWXiaoBiaoSong": "NotoSerifSC-OFL.txt",
    "GWSong": "NotoSerifSC-OFL.txt",
    "GWHei": "NotoSansSC-OFL.txt",
    "GWFang": "Fandol-GPL3-font-exception.txt",
    "GWKai": "Fandol-GPL3-font-exception.txt",
    "GWRare": "LXGWWenKai-OFL.txt",
    "LiberationSerif-Regular": "Liberation-OFL.txt",
    "LiberationSerif-Bold": "Liberation-OFL.txt",
}
LEAN = {"GWFang": "GW Fang Lean", "GWKai": "GW Kai Lean"}
HANZI = range(0x4E00, 0x9FFF)
STRIDE = 400
STEPS = 12
CHORD_EM = 0.0001  # between a curve and the sides of its polygon


@pytest.fixture(scope="module")
def fonts(root: Path) -> Path:
    return root / "fonts"


@pytest.fixture(scope="module")
def checksums(fonts: Path) -> dict[str, str]:
    lines = (fonts / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    return {name: checksum for checksum, name in (line.split() for line in lines)}


def opened(paths: Iterable[Path]) -> Iterator[Faces]:
    fonts = {path.stem: TTFont(path, lazy=True) for path in paths}
    yield fonts
    for font in fonts.values():
        font.close()


@pytest.fixture(scope="module")
def faces(fonts: Path) -> Iterator[Faces]:
    yield from opened(fonts.glob("*.ttf"))


@pytest.fixture(scope="module")
def lean_faces(fonts: Path) -> Iterator[Faces]:
    yield from opened(fonts.glob("lean/*.ttf"))


def test_every_font_file_has_its_recorded_checksum(fonts: Path, checksums: dict[str, str]) -> None:
    files = {path.relative_to(fonts).as_posix(): path for path in fonts.rglob("*.ttf")}
    actual = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    assert actual == checksums


def test_the_readme_of_the_fonts_repeats_the_checksums(fonts: Path, checksums: dict[str, str]) -> None:
    rows = re.findall(r"^\| `(\S+)` \| `([0-9a-f]{64})` \|$", (fonts / "README.md").read_text(), re.MULTILINE)
    assert dict(rows) == checksums


def test_every_font_has_its_licence_and_is_named_in_the_notice(root: Path, fonts: Path) -> None:
    notice = (root / "NOTICE").read_text(encoding="utf-8")
    assert {path.stem for path in fonts.glob("*.ttf")} == LICENCES.keys()
    for name, licence in LICENCES.items():
        text = (fonts / "licences" / licence).read_text(encoding="utf-8")
        assert "OPEN FONT LICENSE" in text or "embed this font" in text.replace("\n", " ")
        assert f"{name}.ttf" in notice
        assert f"fonts/licences/{licence}" in notice


def test_derived_fonts_carry_a_name_of_their_own_and_keep_their_makers(faces: Faces) -> None:
    for name in (*CHINESE, "GWRare"):
        table = faces[name]["name"]
        assert table.getDebugName(1).replace(" ", "") == name
        assert table.getDebugName(0)
        assert table.getDebugName(14)


def test_every_chinese_face_has_the_hanzi_of_gb2312(faces: Faces) -> None:
    rows = [bytes([high, low]) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)]
    hanzi = {ord(char) for row in rows for char in row.decode("gb2312", "ignore")}
    assert len(hanzi) == 6763
    for name in CHINESE:
        assert hanzi <= faces[name].getBestCmap().keys(), name


def test_the_faces_of_roles_and_the_rare_face_together_have_the_8105_of_the_common_table(
    fonts: Path, faces: Faces
) -> None:
    points = {int(line, 16) for line in (fonts / "charset.txt").read_text(encoding="ascii").split()}
    hanzi = {point for point in points if 0x3400 <= point <= 0x9FFF or point >= 0x20000}
    rare = faces["GWRare"].getBestCmap().keys()
    for name in CHINESE:
        assert hanzi <= faces[name].getBestCmap().keys() | rare, name


@pytest.mark.requirement("R-7.5-1", "R-7.5-2")
def test_the_face_of_page_numbers_has_digits_of_half_an_em_and_a_dash_of_one(faces: Faces) -> None:
    font = faces["GWSong"]
    cmap = font.getBestCmap()
    assert {font["hmtx"][cmap[ord(digit)]][0] for digit in "0123456789"} == {font["head"].unitsPerEm // 2}
    assert font["hmtx"][cmap[ord("—")]][0] == font["head"].unitsPerEm


@pytest.mark.requirement("G-1")
def test_the_latin_face_has_digits_of_half_an_em(faces: Faces) -> None:
    font = faces["LiberationSerif-Regular"]
    cmap = font.getBestCmap()
    assert {font["hmtx"][cmap[ord(digit)]][0] for digit in "0123456789"} == {font["head"].unitsPerEm // 2}


@pytest.mark.requirement("G-4")
@pytest.mark.parametrize("name", CHINESE)
def test_the_ink_of_stops_and_commas_lies_at_the_lower_left_of_its_cell(faces: Faces, name: str) -> None:
    font = faces[name]
    glyphs, cmap, em = font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm
    for mark in "。，、":
        pen = BoundsPen(glyphs)
        glyphs[cmap[ord(mark)]].draw(pen)
        left, bottom, right, top = pen.bounds
        assert font["hmtx"][cmap[ord(mark)]][0] == em
        assert (left + right) / 2 < em / 2
        assert (bottom + top) / 2 < em * (0.88 - 0.5)


Point = tuple[float, float]


class OutlinePen(BasePen):
    """Draws the outlines of a glyph as polygons, in em."""

    def __init__(self, font: TTFont) -> None:
        super().__init__(font.getGlyphSet())
        self.em = font["head"].unitsPerEm
        self.polygons: list[list[Point]] = []

    def _moveTo(self, point: Point) -> None:
        self.polygons.append([])
        self._lineTo(point)

    def _lineTo(self, point: Point) -> None:
        self.polygons[-1].append((point[0] / self.em, point[1] / self.em))

    def _qCurveToOne(self, control: Point, end: Point) -> None:
        start = self._getCurrentPoint()
        for step in range(1, STEPS + 1):
            t = step / STEPS
            weights = ((1 - t) ** 2, 2 * t * (1 - t), t * t)
            x, y = (sum(w * p[axis] for w, p in zip(weights, (start, control, end), strict=True)) for axis in (0, 1))
            self._lineTo((x, y))


def polygons(font: TTFont, character: str) -> list[list[Point]]:
    pen = OutlinePen(font)
    pen.glyphSet[font.getBestCmap()[ord(character)]].draw(pen)
    return pen.polygons


def far_points(points: list[Point], polygon: list[Point], limit: float) -> list[Point]:
    """The points that are further than a limit from a polygon; the search goes on where the point before was near."""
    sides = list(zip(polygon, [*polygon[1:], polygon[0]], strict=True))
    far, start = [], 0
    for point in points:
        order = range(start, start + len(sides))
        near = next((index for index in order if apart(point, *sides[index % len(sides)]) <= limit), None)
        start = start if near is None else near % len(sides)
        far += [point] if near is None else []
    return far


def apart(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    x, y = point[0] - start[0], point[1] - start[1]
    square = dx * dx + dy * dy
    t = min(max((x * dx + y * dy) / square, 0), 1) if square else 0
    return math.hypot(x - t * dx, y - t * dy)


@pytest.mark.parametrize("name", LEAN)
def test_a_lean_face_has_the_characters_and_advances_of_the_full_one_and_a_name_of_its_own(
    faces: Faces, lean_faces: Faces, name: str
) -> None:
    full, lean = faces[name], lean_faces[name]
    assert lean["name"].getDebugName(1) == LEAN[name]
    assert lean["name"].getDebugName(0) == full["name"].getDebugName(0)
    assert lean["OS/2"].fsType in (0, 8)
    assert lean.getBestCmap().keys() == full.getBestCmap().keys()
    scale = lean["head"].unitsPerEm / full["head"].unitsPerEm
    for point, glyph in full.getBestCmap().items():
        assert abs(lean["hmtx"][lean.getBestCmap()[point]][0] - full["hmtx"][glyph][0] * scale) <= 0.5


@pytest.mark.parametrize("name", LEAN)
def test_lean_outlines_have_half_the_points_and_are_nowhere_two_hundredths_of_a_millimetre_off(
    faces: Faces, lean_faces: Faces, name: str
) -> None:
    full, lean = faces[name], lean_faces[name]
    assert points_to_mm(FURTHEST_EM * LARGEST_PT) < 0.02
    counts = [0, 0]
    for point in sorted(point for point in full.getBestCmap() if point in HANZI)[::STRIDE]:
        for old, new in zip(polygons(full, chr(point)), polygons(lean, chr(point)), strict=True):
            assert far_points(old, new, FURTHEST_EM + CHORD_EM) == far_points(new, old, FURTHEST_EM + CHORD_EM) == []
        glyphs = [font["glyf"][font.getBestCmap()[point]] for font in (full, lean)]
        counts = [count + len(glyph.coordinates) for count, glyph in zip(counts, glyphs, strict=True)]
    assert counts[1] < 0.5 * counts[0]


def test_only_a_packaged_face_has_lean_outlines(fonts: Path, tmp_path: Path) -> None:
    assert {path.stem for path in fonts.glob("*.ttf") if lean_file(path)} == LEAN.keys()
    assert {path.stem for path in (fonts / "lean").iterdir()} == LEAN.keys()
    shutil.copy(fonts / "GWKai.ttf", tmp_path / "GWFang.ttf")
    assert lean_file(tmp_path / "GWFang.ttf") is None


def test_every_font_may_be_embedded_in_a_document(faces: Faces) -> None:
    for name in LICENCES:
        restriction = faces[name]["OS/2"].fsType & 0xF
        assert restriction in (0, 8), f"{name}: fsType {restriction}"
