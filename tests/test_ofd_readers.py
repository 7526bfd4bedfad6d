"""Other people's programs open the OFD files: ofdkit reads, ofd-cli paints, ofd.js shows them, a schema agrees."""

import base64
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from html import unescape
from itertools import islice
from pathlib import Path

import ofdkit
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter

from tests.archival_copies import SAMPLES, archival_ofd, archival_pdf
from tests.conftest import OFD_CLI, OFD_JS
from tests.ofd_layouts import wanted
from tests.painted_layouts import rich
from tests.rendered import composed, own_fonts
from tests.samples import NOTICE, ROOT, notice_source
from typeset.backends.html import Properties
from typeset.backends.ofd import Contents, write_ofd
from typeset.backends.pdf import write_pdf

LETTER = ROOT / "source" / "样例" / "函.yaml"
FOOT_MM = 265.0  # below it stands the page number
DPI = 150
NEAR_PIXELS = 2  # a third of a millimetre


def read(data: bytes) -> "ofdkit.OFDDocument":
    return ofdkit.open(data)


@pytest.mark.requirement("A-6")
@pytest.mark.parametrize("source", SAMPLES, ids=lambda source: source.stem)
def test_ofdkit_reads_the_text_of_the_layout_to_the_character_in_its_place(source: Path) -> None:
    layout, fonts = composed(source).layout, composed(source).fonts
    pages = read(archival_ofd(source)).pages
    assert len(pages) == len(layout.pages)
    for page, made in zip(layout.pages, pages, strict=True):
        glyphs = list(wanted(page, fonts))
        assert "".join(run.text for run in made.runs) == "".join(character for character, _, _ in glyphs)
        starts, index = [], 0
        for run in made.runs:
            starts.append((run.x, run.y, *glyphs[index][1:]))
            index += len(run.text)
        assert all(abs(x - wx) < 0.01 and abs(y - wy) < 0.01 for x, y, wx, wy in starts)


@pytest.mark.requirement("A-6")
def test_ofdkit_reads_every_paragraph_of_the_notice_as_the_source_has_it() -> None:
    pages = read(archival_ofd()).pages
    text = "".join(run.text for page in pages for run in page.runs if run.y < FOOT_MM)
    issued = notice_source()["印发件"]
    assert isinstance(issued, dict)
    paragraphs = [item.strip() for item in issued["正文"] if isinstance(item, str)]
    assert len(paragraphs) >= 20
    place = 0
    for paragraph in paragraphs:
        place = text.find(paragraph, place)
        assert place >= 0, paragraph
        place += len(paragraph)


def test_ofdkit_reads_what_the_document_says_of_itself() -> None:
    information = read(archival_ofd(LETTER)).info
    assert (information.title, information.creator) == ("临溪市教育局关于商请协助做好中考保障工作的函", "typeset")
    assert information.custom_data["文种"] == "函"


def test_the_schema_of_the_standard_agrees(shared: Path, tmp_path: Path) -> None:
    validator = shared / "tools/ofd-validate.py"
    if not validator.exists():
        pytest.skip("no OFD schema beside the checkout")
    contents = {source.stem: archival_ofd(source) for source in SAMPLES}
    contents["全"] = write_ofd(rich(tmp_path), own_fonts(), Contents(Properties("标题")))
    contents["档案"] = archival_ofd(LETTER, "OFD-A")
    for name, content in contents.items():
        (tmp_path / f"{name}.ofd").write_bytes(content)
    files = sorted(tmp_path.glob("*.ofd"))
    done = subprocess.run([sys.executable, validator, *files], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count(" VALID") == len(contents)


def painted_by_ofd_cli(data: bytes, folder: Path) -> list[Image.Image]:
    (folder / "a.ofd").write_bytes(data)
    command = [OFD_CLI, "render", folder / "a.ofd", folder / "pages", "--dpi", str(DPI), "--prefix", "p"]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    count = len(list((folder / "pages").iterdir()))
    files = [folder / f"pages/p_doc0_page{index}.png" for index in range(count)]
    return [Image.open(io.BytesIO(file.read_bytes())) for file in files]


def ink(image: Image.Image) -> Image.Image:
    """The dark and the red of a page, as a mask without the odd pixel by which the readers' pages differ in size."""
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    mask = paper.convert("L").point(lambda value: 255 if value < 128 else 0)
    return mask.crop((0, 0, 1240, 1753))


def amount(mask: Image.Image) -> int:
    return mask.histogram()[255]


def overlap(one: Image.Image, other: Image.Image) -> float:
    """What two pages have in common, from 0 to 1 (Dice)."""
    return 2 * amount(ImageChops.multiply(one, other)) / (amount(one) + amount(other))


def nearness(one: Image.Image, other: Image.Image) -> float:
    """The part of the ink of a page that lies within a third of a millimetre of ink of the other."""
    grown = other.filter(ImageFilter.MaxFilter(2 * NEAR_PIXELS + 1))
    return amount(ImageChops.multiply(one, grown)) / amount(one)


def best_shift(one: Image.Image, other: Image.Image) -> tuple[int, int]:
    shifts = [(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
    return max(shifts, key=lambda shift: overlap(one, ImageChops.offset(other, *shift)))


def pages_of_pdf(data: bytes) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(data)
    for page in document:
        yield page.render(scale=DPI / 72).to_pil()


@pytest.mark.ofd_cli
@pytest.mark.slow
@pytest.mark.requirement("A-6")
@pytest.mark.parametrize("source", [s for s in SAMPLES if s.stem in ("意见", "通报", "公报", NOTICE.stem)])
def test_ofd_cli_paints_the_page_of_the_pdf_without_a_shift(source: Path, tmp_path: Path) -> None:
    """The two rasterisers give strokes of half a pixel more or less: 0.80 in common is measured on pages of text.

    A page painted half a pixel lower has 0.6 in common; another page of the same document 0.2, with a nearness of 0.7.
    """
    pictures = painted_by_ofd_cli(archival_ofd(source), tmp_path)
    assert len(pictures) == len(composed(source).layout.pages)
    painted = [ink(page) for page in islice(pages_of_pdf(archival_pdf(source)), 4)]
    for index, (one, picture) in enumerate(zip(painted[:4], pictures[:4], strict=True)):
        other = ink(picture)
        assert index > 1 or best_shift(one, other) == (0, 0)
        assert overlap(one, other) > 0.78
        assert min(nearness(one, other), nearness(other, one)) > 0.995
    if len(painted) > 2:
        assert nearness(painted[0], painted[1]) < 0.9, "another page is not taken for this one"


@pytest.mark.ofd_cli
@pytest.mark.slow
def test_ofd_cli_paints_every_kind_of_picture_and_what_is_rotated(tmp_path: Path) -> None:
    layout = rich(tmp_path)
    pictures = painted_by_ofd_cli(write_ofd(layout, own_fonts(), Contents(Properties("标题"))), tmp_path)
    painted = pages_of_pdf(write_pdf(layout, own_fonts(), Properties("标题"), folder=tmp_path))
    for one, other in zip(map(ink, painted), map(ink, pictures), strict=True):
        assert min(nearness(one, other), nearness(other, one)) > 0.96  # gradients lie about the mask's limit


PAGE = """<!DOCTYPE html><meta charset="utf-8"><body><div id="out"></div><script src="SCRIPT"></script><script>
const bytes = Uint8Array.from(atob("DATA"), c => c.charCodeAt(0));
ofd.parseOfdDocument({
  ofd: new File([bytes], "a.ofd"),
  success(found) {
    for (const page of ofd.renderOfd(794, found[0])) document.getElementById("out").appendChild(page);
    document.title = "shown";
  },
  fail(error) { document.title = "failed " + error; },
});
</script>"""
CHROMIUM = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files")


@cache
def shown_by_ofd_js(data: bytes, folder: Path) -> str:
    """Return the page that ofd.js makes of an OFD."""
    page = PAGE.replace("SCRIPT", OFD_JS.as_uri()).replace("DATA", base64.b64encode(data).decode())
    (folder / "page.html").write_text(page, encoding="utf-8")
    command = [*CHROMIUM, f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=20000", "--dump-dom"]
    done = subprocess.run([*command, (folder / "page.html").as_uri()], capture_output=True, text=True, timeout=120)
    return done.stdout


@pytest.mark.ofd_js
@pytest.mark.slow
@pytest.mark.requirement("A-6")
@pytest.mark.parametrize("source", [LETTER, NOTICE], ids=lambda source: source.stem)
def test_ofd_js_shows_every_character_and_the_seal_in_chromium(source: Path, tmp_path: Path) -> None:
    made = shown_by_ofd_js(archival_ofd(source), tmp_path)
    assert "<title>shown</title>" in made
    layout, fonts = composed(source).layout, composed(source).fonts
    text = "".join(unescape(found) for found in re.findall(r"<text [^>]*>([^<]*)</text>", made))
    expected = "".join(character for page in layout.pages for character, _, _ in wanted(page, fonts))
    assert "".join(text.split()) == "".join(expected.split())
    assert made.count("<image ") == sum(len(page.pictures) for page in layout.pages)


@pytest.mark.ofd_js
@pytest.mark.slow
def test_ofd_js_puts_the_ink_on_the_page(tmp_path: Path) -> None:
    shown_by_ofd_js(archival_ofd(LETTER), tmp_path)
    command = [*CHROMIUM, f"--user-data-dir={tmp_path / 'other'}", "--virtual-time-budget=20000"]
    command += ["--window-size=820,1140", "--hide-scrollbars", f"--screenshot={tmp_path / 'page.png'}"]
    subprocess.run([*command, (tmp_path / "page.html").as_uri()], capture_output=True, timeout=120)
    picture = Image.open(io.BytesIO((tmp_path / "page.png").read_bytes())).convert("RGB")
    red = picture.getchannel("G").point(lambda value: 255 if value < 100 else 0)
    black = picture.getchannel("R").point(lambda value: 255 if value < 100 else 0)
    assert amount(ImageChops.subtract(red, black)) > 2000, "the red head and its rules"
    assert amount(black) > 2000, "the text"
