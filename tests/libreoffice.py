"""Render Word drafts through LibreOffice, with the project's own fonts under the official names, and measure them."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pdfplumber

FONTS = Path(__file__).resolve().parents[1] / "fonts"
FAMILIES = {
    "方正小标宋简体": "GW XiaoBiaoSong",
    "仿宋_GB2312": "GW Fang",
    "楷体_GB2312": "GW Kai",
    "黑体": "GW Hei",
    "宋体": "GW Song",
    "Times New Roman": "Liberation Serif",
}
MM = 25.4 / 72
SAME_LINE_MM = 0.6

# What LibreOffice reads otherwise than Word: it turns w:overflowPunct round and does not know w:autoSpaceDE.
WORD_READS = {
    'style:punctuation-wrap="hanging"': 'style:punctuation-wrap="simple"',
    'style:text-autospace="ideograph-alpha"': 'style:text-autospace="none"',
}


@dataclass(frozen=True)
class Glyph:
    """A character with the origin and the right end of its advance."""

    text: str
    left_mm: float
    right_mm: float
    size_pt: float


@dataclass(frozen=True)
class PrintedLine:
    """The glyphs on one baseline, blanks left out."""

    baseline_mm: float
    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)


def render(docx: bytes, folder: Path) -> Path:
    """Return the PDF that LibreOffice makes of a draft."""
    return _convert([_written(folder / "draft.docx", docx)], folder, "pdf")[0]


def render_as_word(docx: bytes, folder: Path) -> Path:
    """Return the PDF that LibreOffice makes of a draft when it reads the two settings as Word does."""
    return render_all_as_word({"word": docx}, folder)["word"]


def render_all_as_word(drafts: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """Return the PDFs of several drafts by their names, made in one run of LibreOffice."""
    flats = _convert([_written(folder / f"{name}.docx", docx) for name, docx in drafts.items()], folder, "fodt")
    for flat in flats:
        text = flat.read_text(encoding="utf-8")
        for ours, words in WORD_READS.items():
            assert ours in text, f"LibreOffice no longer writes {ours}"
            text = text.replace(ours, words)
        _written(flat, text.encode())
    return dict(zip(drafts, _convert(flats, folder, "pdf"), strict=True))


def rewritten_all(drafts: Mapping[str, bytes], folder: Path, *kinds: str) -> dict[str, bytes]:
    """Return drafts as LibreOffice saves them in Word's format, in one run; or in one kind after the other."""
    files = [_written(folder / f"{name}.docx", docx) for name, docx in drafts.items()]
    for number, kind in enumerate(kinds or ("docx",)):
        files = _convert(files, folder, kind, folder / f"saved {number}")
    return {name: file.read_bytes() for name, file in zip(drafts, files, strict=True)}


def printed_pages(pdf: Path) -> list[list[PrintedLine]]:
    """Return the lines of every page from top to bottom."""
    with pdfplumber.open(pdf) as document:
        return [_lines(page) for page in document.pages]


def _written(file: Path, content: bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


def _convert(files: Sequence[Path], folder: Path, kind: str, results: Path | None = None) -> list[Path]:
    """Run LibreOffice with a profile of its own, kept in `folder` for the next call."""
    results = results or folder
    environment = {**os.environ, "FONTCONFIG_FILE": str(_font_configuration(folder.resolve()))}
    command = ["soffice", f"-env:UserInstallation={(folder.resolve() / 'profile').as_uri()}", "--headless"]
    command += ["--norestore", "--convert-to", kind, "--outdir", str(results), *map(str, files)]
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=240)
    made = [results / f"{file.stem}.{kind}" for file in files]
    missing = [file.name for file in made if not file.is_file()]
    assert not missing, f"LibreOffice made no {missing}"
    return made


def _font_configuration(folder: Path) -> Path:
    """Return a fontconfig file that knows the project's fonts alone, under the official names too."""
    aliases = "".join(
        f'<match target="pattern"><test qual="any" name="family" compare="eq"><string>{official}</string></test>'
        f'<edit name="family" mode="assign" binding="same"><string>{ours}</string></edit></match>'
        for official, ours in FAMILIES.items()
    )
    configuration = f"<fontconfig><dir>{FONTS}</dir><cachedir>{folder}/fonts</cachedir>{aliases}</fontconfig>"
    return _written(folder / "fonts.conf", f'<?xml version="1.0"?>{configuration}'.encode())


def _lines(page: pdfplumber.page.Page) -> list[PrintedLine]:
    rows: dict[float, list[Glyph]] = {}
    for character in page.chars:
        if character["text"].isspace():
            continue
        baseline = (float(page.height) - character["matrix"][5]) * MM
        row = next((known for known in rows if abs(known - baseline) < SAME_LINE_MM), baseline)
        left, right = character["matrix"][4] * MM, character["x1"] * MM
        rows.setdefault(row, []).append(Glyph(character["text"], left, right, character["size"]))
    return [PrintedLine(row, tuple(sorted(rows[row], key=lambda glyph: glyph.left_mm))) for row in sorted(rows)]
