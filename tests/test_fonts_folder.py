import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

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


@pytest.fixture(scope="module")
def fonts(root: Path) -> Path:
    return root / "fonts"


@pytest.fixture(scope="module")
def checksums(fonts: Path) -> dict[str, str]:
    lines = (fonts / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    return {name: checksum for checksum, name in (line.split() for line in lines)}


@pytest.fixture(scope="module")
def faces(fonts: Path) -> Iterator[Faces]:
    opened = {path.stem: TTFont(path, lazy=True) for path in fonts.glob("*.ttf")}
    yield opened
    for font in opened.values():
        font.close()


def test_every_font_file_has_its_recorded_checksum(fonts: Path, checksums: dict[str, str]) -> None:
    actual = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in fonts.glob("*.ttf")}
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


def test_every_font_may_be_embedded_in_a_document(faces: Faces) -> None:
    for name in LICENCES:
        restriction = faces[name]["OS/2"].fsType & 0xF
        assert restriction in (0, 8), f"{name}: fsType {restriction}"
