#!/usr/bin/env python3
"""Rebuild the font files of this folder from the registry packages they come from.

    python fonts/build_fonts.py OUTDIR [CACHEDIR]

Needs `fonttools[woff]`, `numpy` and `numba` in Python, `npm`, `dpkg`, and `apt-get update` done. The npm packages are
pinned; the Debian packages are those of the running suite. `charset.txt` beside this file lists what the subsets keep,
one hexadecimal code point a line: the hanzi of GB 2312, the 8105 of 通用规范汉字表, and symbols.
"""

import gzip
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from lean_outlines import FURTHEST_EM, lean_font

HERE = Path(__file__).resolve().parent

NOTO_SERIF = "@expo-google-fonts/noto-serif-sc@0.4.3"
NOTO_SANS = "@expo-google-fonts/noto-sans-sc@0.4.3"
WENKAI = "@fontsource/lxgw-wenkai@5.3.0"
FANDOL = "texlive-lang-chinese"
LIBERATION = "fonts-liberation2"

HANZI_RANGES = ((0x2E80, 0x9FFF), (0x20000, 0x323AF), (0xF900, 0xFAFF))

# What the page number and the half-cell digits want, in 1/1000 em; Noto's dash is 0.89 em, its digits 0.56 em.
EXACT_ADVANCES = {0x2014: 1000, 0x2026: 1000, **{ord(digit): 500 for digit in "0123456789"}}

FANDOL_RAISE_UNITS = 70  # Fandol's ink is centred at 0.31 em, that of the other faces at 0.38 em
OUTLINE_ERROR_UNITS = 1.0
FANDOL_NOTE = (
    "Derived from {name} 0.3 (GPL-3 with font embedding exception): cubic to quadratic outlines, "
    "raised 70 units, line gap 0, renamed; source: Debian texlive-lang-chinese"
)

LEAN_NOTE = "{note}; outlines drawn again with fewer points, at most {furthest} em from the old ones"

LAYOUT_FEATURES = "vert vrt2 locl ccmp halt chws vhal palt kern liga fwid hwid pwid".split()
KEPT_NAME_IDS = (0, 7, 8, 9, 11, 13, 14)  # copyright, trademark, maker, designer, addresses, licence
HINTING_LIMITS = (
    "maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements maxSizeOfInstructions "
    "maxComponentElements maxPoints maxContours maxCompositePoints maxCompositeContours maxComponentDepth"
).split()


def read_charset() -> frozenset[int]:
    """Return the code points that a subset keeps."""
    return frozenset(int(line, 16) for line in (HERE / "charset.txt").read_text(encoding="ascii").split())


def fetch_npm_package(specification: str, cache: Path) -> Path:
    """Return the unpacked folder of an npm package, fetched once."""
    folder = cache / specification.replace("/", "_").replace("@", "_")
    if not folder.exists():
        folder.mkdir()
        listing = subprocess.check_output(["npm", "pack", "--silent", specification], cwd=folder, text=True)
        subprocess.check_call(["tar", "xzf", listing.split()[-1]], cwd=folder)
    return folder / "package"


def fetch_debian_package(name: str, cache: Path) -> Path:
    """Return the unpacked folder of a Debian package, fetched once."""
    folder = cache / f"apt_{name}"
    if not folder.exists():
        folder.mkdir()
        subprocess.check_call(["apt-get", "download", "-q", name], cwd=folder)
        (archive,) = folder.glob("*.deb")
        subprocess.check_call(["dpkg", "-x", str(archive), str(folder / "x")])
    return folder / "x"


def rename(font: TTFont, family: str, note: str) -> None:
    """Give a derived font its own name and `note`, keep its makers' notices, and make it a regular face."""
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in KEPT_NAME_IDS]
    names = {
        1: family,
        2: "Regular",
        3: f"{family};derived",
        4: family,
        5: "Version 1.000",
        6: family.replace(" ", ""),
        10: note,
    }
    for name_id, text in names.items():
        table.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 400
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0x21) | 0x40
    font["head"].macStyle = 0
    font.recalcTimestamp = False
    font["head"].modified = font["head"].created


def set_advances(font: TTFont, advances: Mapping[int, int]) -> None:
    """Scale glyphs horizontally until each has exactly the advance wanted, in 1/1000 em."""
    character_map = font.getBestCmap()
    units_per_em = font["head"].unitsPerEm
    for code_point, thousandths in advances.items():
        name = character_map.get(code_point)
        if name is None:
            continue
        old, _ = font["hmtx"][name]
        new = round(thousandths * units_per_em / 1000)
        if old == new:
            continue
        glyph = font["glyf"][name]
        if glyph.numberOfContours > 0:
            points = glyph.coordinates
            for index, (x, y) in enumerate(points):
                points[index] = (round(x * new / old), y)
            glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (new, glyph.xMin if glyph.numberOfContours else 0)


def subset_options() -> subset.Options:
    """Return what a subset keeps beside its glyphs."""
    options = subset.Options()
    options.layout_features = LAYOUT_FEATURES
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.notdef_outline = True
    options.hinting = False
    options.drop_tables += ["FFTM", "feat", "morx", "DSIG"]
    return options


def is_hanzi(code_point: int) -> bool:
    """Tell whether a code point lies in a block of hanzi."""
    return any(first <= code_point <= last for first, last in HANZI_RANGES)


def reduce_font(source: Path, target: Path, family: str, note: str, *, every_hanzi: bool = False) -> None:
    """Write the glyphs of the charset, or the charset's and every hanzi the font has, as a renamed font.

    Only a plain subset gets the exact advances: the face of rare hanzi keeps its own.
    """
    charset = read_charset()
    options = subset_options()
    font = subset.load_font(str(source), options)
    kept = {point for point in font.getBestCmap() if is_hanzi(point) or point in charset} if every_hanzi else charset
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=kept)
    subsetter.subset(font)
    font.flavor = None
    if not every_hanzi:
        set_advances(font, EXACT_ADVANCES)
    save(font, target, family, note)


def convert_outlines(source: Path, target: Path, family: str, note: str) -> None:
    """Write a font with cubic outlines as a renamed one with quadratic outlines, raised to sit with the others."""
    font = TTFont(str(source))
    glyph_set = font.getGlyphSet()
    glyphs = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(glyph_set)
        quadratic = Cu2QuPen(pen, OUTLINE_ERROR_UNITS, reverse_direction=True)
        glyph_set[name].draw(TransformPen(quadratic, (1, 0, 0, 1, 0, FANDOL_RAISE_UNITS)))
        glyphs[name] = pen.glyph()
    replace_outlines(font, glyphs)
    font["hhea"].lineGap = 0
    font["OS/2"].sTypoLineGap = 0
    save(font, target, family, note)


def make_lean(source: Path, target: Path, family: str, note: str) -> None:
    """Write a font with lean outlines."""
    save(lean_font(source), target, family, LEAN_NOTE.format(note=note, furthest=FURTHEST_EM))


def replace_outlines(font: TTFont, glyphs: dict) -> None:
    """Put quadratic glyphs where a font had its CFF table, with the tables that go with them."""
    order = font.getGlyphOrder()
    font["loca"] = newTable("loca")
    table = font["glyf"] = newTable("glyf")
    table.glyphOrder = order
    table.glyphs = glyphs
    for tag in ("CFF ", "VORG", "DSIG"):
        if tag in font:
            del font[tag]
    table.compile(font)
    limits = font["maxp"]
    limits.tableVersion = 0x00010000
    for attribute in HINTING_LIMITS:
        setattr(limits, attribute, 0)
    limits.maxZones = 1
    limits.compile(font)
    for name in order:
        advance, _ = font["hmtx"][name]
        font["hmtx"][name] = (advance, glyphs[name].xMin if glyphs[name].numberOfContours else 0)
    font["post"].formatType = 3.0
    font.sfntVersion = "\0\1\0\0"


def save(font: TTFont, target: Path, family: str, note: str) -> None:
    """Write a font under its own name and say how large it became."""
    rename(font, family, note)
    font.save(str(target))
    print(target.name, target.stat().st_size)


def build_from_noto(serif: Path, sans: Path, target: Path) -> None:
    """Write 小标宋, 宋体 and 黑体."""
    reduce_font(
        serif / "600SemiBold/NotoSerifSC_600SemiBold.ttf",
        target / "GWXiaoBiaoSong.ttf",
        "GW XiaoBiaoSong",
        "Subset of Noto Serif SC SemiBold (OFL 1.1), renamed",
    )
    reduce_font(
        serif / "400Regular/NotoSerifSC_400Regular.ttf",
        target / "GWSong.ttf",
        "GW Song",
        "Subset of Noto Serif SC Regular (OFL 1.1), renamed",
    )
    reduce_font(
        sans / "400Regular/NotoSansSC_400Regular.ttf",
        target / "GWHei.ttf",
        "GW Hei",
        "Subset of Noto Sans SC Regular (OFL 1.1), renamed",
    )
    shutil.copy(serif / "LICENSE_FONT", target / "licences/NotoSerifSC-OFL.txt")
    shutil.copy(sans / "LICENSE_FONT", target / "licences/NotoSansSC-OFL.txt")


def build_from_wenkai(wenkai: Path, target: Path) -> None:
    """Write the face of rare hanzi; the package's one whole file is misnamed `latin`."""
    reduce_font(
        wenkai / "files/lxgw-wenkai-latin-300-normal.woff2",
        target / "GWRare.ttf",
        "GW Rare",
        "All hanzi of a Klee-derived Kai, Light, v1.311 (OFL 1.1), renamed; fallback for hanzi missing in Fang and Kai",
        every_hanzi=True,
    )
    shutil.copy(wenkai / "LICENSE", target / "licences/LXGWWenKai-OFL.txt")


def build_from_fandol(texlive: Path, target: Path) -> None:
    """Write 仿宋 and 楷体."""
    faces = texlive / "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
    for style in ("Fang", "Kai"):
        file = target / f"GW{style}.ttf"
        note = FANDOL_NOTE.format(name=f"Fandol{style}")
        convert_outlines(faces / f"Fandol{style}-Regular.otf", file, f"GW {style}", note)
        make_lean(file, target / "lean" / file.name, f"GW {style} Lean", note)
    documents = texlive / "usr/share/doc/texlive-doc/fonts/fandol"
    shutil.copy(documents / "README", target / "licences/Fandol-README.txt")
    licence = gzip.decompress((documents / "COPYING.gz").read_bytes())
    (target / "licences/Fandol-GPL3-font-exception.txt").write_bytes(licence)


def copy_liberation(liberation: Path, target: Path) -> None:
    """Copy the Latin face as it is."""
    for style in ("Regular", "Bold"):
        shutil.copy(liberation / f"usr/share/fonts/truetype/liberation2/LiberationSerif-{style}.ttf", target)
    shutil.copy(liberation / "usr/share/doc/fonts-liberation2/copyright", target / "licences/Liberation-OFL.txt")


def build_fonts(target: Path, cache: Path) -> None:
    """Write every font file and licence of this folder into `target`; keep what was fetched in `cache`."""
    for folder in ("lean", "licences"):
        (target / folder).mkdir(parents=True, exist_ok=True)
    cache.mkdir(parents=True, exist_ok=True)
    build_from_noto(fetch_npm_package(NOTO_SERIF, cache), fetch_npm_package(NOTO_SANS, cache), target)
    build_from_wenkai(fetch_npm_package(WENKAI, cache), target)
    build_from_fandol(fetch_debian_package(FANDOL, cache), target)
    copy_liberation(fetch_debian_package(LIBERATION, cache), target)


def main() -> None:
    """Read the command line."""
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    cache = Path(sys.argv[2]) if len(sys.argv) == 3 else Path.home() / ".cache/font-build"
    build_fonts(Path(sys.argv[1]).resolve(), cache.resolve())


if __name__ == "__main__":
    main()
