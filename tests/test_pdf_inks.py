"""The colours of a PDF are those that it is made for: a screen, printing inks, preprinted paper, black alone."""

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.painted_layouts import line, made, paint, rich
from tests.pdf_reading import read_pages
from tests.rendered import LEVELS, composed, painted
from tests.samples import NOTICE, ROOT
from typeset.backends.pdf_ink import InkMode
from typeset.backends.pdf_separation import inked
from typeset.job import compose, pdf
from typeset.layout.page import Colour, Page, Paragraph, Rule, Structure

GREYS, RGB, CMYK = {"g", "G"}, {"rg", "RG"}, {"k", "K"}
SAMPLES = sorted((ROOT / "source" / "样例").glob("*.yaml"))
CHOICES = {*GREYS, *RGB, *CMYK, "cs", "CS", "sc", "SC", "scn", "SCN"}
OTHER_SPACES = ("/DeviceRGB", "/CalRGB", "/Lab", "/CalGray", "/Indexed")


def colours(data: bytes) -> set[tuple[str, tuple[float, ...]]]:
    """Return every choice of a colour in every stream of operators but the choice of a pattern."""
    with pikepdf.open(io.BytesIO(data)) as document:
        streams = [page.Contents for page in document.pages]
        streams += [item for item in document.objects if isinstance(item, pikepdf.Stream) and is_content(item)]
        return {choice for stream in streams for choice in choices(stream)}


def is_content(stream: pikepdf.Stream) -> bool:
    return stream.get("/Subtype") == "/Form" or stream.get("/PatternType") == 1


def choices(stream: pikepdf.Stream) -> Iterator[tuple[str, tuple[float, ...]]]:
    for operands, operator in pikepdf.parse_content_stream(stream):
        names = [str(operand) for operand in operands if isinstance(operand, pikepdf.Name)]
        if str(operator) in CHOICES and not (names == ["/Pattern"] or (names and str(operator) in ("scn", "SCN"))):
            yield str(operator), () if names else tuple(float(value) for value in operands)


def spaces(data: bytes) -> set[str]:
    """Return the colour spaces of every object: pictures, gradients, transparent groups, resources."""
    with pikepdf.open(io.BytesIO(data)) as document:
        found = {str(name) for item in document.objects for name in space_names(item)}
    return {name for name in found if name.startswith("/")}


def space_names(item: object) -> Iterator[object]:
    """Yield the names that stand where a colour space stands, at any depth of an object."""
    if isinstance(item, pikepdf.Array):
        for part in item:
            yield from space_names(part)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for key in ("/ColorSpace", "/CS", "/Alternate"):
            yield from named(item.get(key))
        for value in item.values():
            if not getattr(value, "is_indirect", False):
                yield from space_names(value)


def named(space: object) -> Iterator[object]:
    if isinstance(space, pikepdf.Dictionary):
        for value in space.values():
            yield from named(value)
    elif isinstance(space, pikepdf.Array):
        yield space[0]
        yield from (part for part in space[1:] if isinstance(part, pikepdf.Name))
    elif space is not None:
        yield space


@pytest.fixture
def print_file(tmp_path: Path) -> bytes:
    """Pages with everything that can have a colour, for a printing house."""
    return paint(rich(tmp_path), folder=tmp_path, mode=InkMode.PRINT)


@pytest.mark.requirement("R-6.2-2")
def test_text_for_printing_is_black_alone_and_red_is_80_percent_yellow_and_magenta() -> None:
    data = pdf(compose(NOTICE, profile="print"))
    assert colours(data) == {("k", (0, 0, 0, 1)), ("k", (0, 0.8, 0.8, 0)), ("k", (0, 0, 0, 0.5))}
    red = "".join(glyph.text for glyph in read_pages(data)[0].glyphs if glyph.colour == (0, 0.8, 0.8, 0))
    assert red == "苏州市教育局"
    assert [bar.colour for bar in read_pages(data)[0].bars] == [(0, 0.8, 0.8, 0)]


def test_nothing_of_a_print_file_is_rgb_whatever_its_pictures_were(print_file: bytes) -> None:
    assert {operator for operator, _ in colours(print_file)} == CMYK
    assert not spaces(print_file) & set(OTHER_SPACES)
    assert {"/DeviceCMYK", "/DeviceGray"} <= spaces(print_file)
    assert not rgb_objects(print_file)


def rgb_objects(data: bytes) -> list[bytes]:
    """Return the objects of a file that name a space of red, green and blue."""
    with pikepdf.open(io.BytesIO(data)) as document:
        texts = [item.unparse(resolved=True) for item in document.objects if not isinstance(item, pikepdf.Stream)]
        texts += [
            item.stream_dict.unparse(resolved=True) for item in document.objects if isinstance(item, pikepdf.Stream)
        ]
    return [text for text in texts if b"RGB" in text]


@pytest.mark.slow
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda file: file.stem)
def test_no_sample_for_printing_has_an_rgb_object(sample: Path) -> None:
    data = pdf(compose(sample, profile="print"))
    assert {operator for operator, _ in colours(data)} <= CMYK
    assert not rgb_objects(data)
    assert spaces(data) <= {"/DeviceCMYK", "/DeviceGray", "/Pattern"}


def test_the_same_pages_for_a_screen_are_rgb(tmp_path: Path) -> None:
    data = paint(rich(tmp_path), folder=tmp_path)
    assert rgb_objects(data)
    assert {operator for operator, _ in colours(data)} >= RGB
    assert "/DeviceRGB" in spaces(data)
    assert not {operator for operator, _ in colours(data)} & CMYK


def test_a_red_seal_prints_in_the_red_of_the_mark_and_stays_transparent(print_file: bytes) -> None:
    with pikepdf.open(io.BytesIO(print_file)) as document:
        (seal,) = (picture for picture in pictures(document) if "/SMask" in picture)
        assert seal.ColorSpace == "/DeviceCMYK"
        assert seal.SMask.ColorSpace == "/DeviceGray"
        pixels = Image.frombytes("CMYK", (int(seal.Width), int(seal.Height)), seal.read_bytes())
        assert {colour for _, colour in pixels.getcolors() or []} == {(0, 204, 204, 0), (0, 0, 0, 0)}


def test_a_drawing_prints_its_red_in_the_red_of_the_mark(print_file: bytes) -> None:
    assert ("K", (0, 0.8, 0.8, 0)) in colours(print_file)


def pictures(document: pikepdf.Pdf) -> list[pikepdf.Stream]:
    """Return the raster pictures of a file, masks left out."""
    images = [
        item for item in document.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
    ]
    masks = {image.SMask.objgen for image in images if "/SMask" in image}
    return [image for image in images if image.objgen not in masks]


@pytest.mark.parametrize(
    ("colour", "inks"),
    [
        ((255, 255, 255), (0, 0, 0, 0)),
        ((0, 0, 0), (0, 0, 0, 255)),
        ((100, 100, 100), (0, 0, 0, 155)),
        ((255, 0, 0), (0, 204, 204, 0)),
        ((255, 127, 127), (0, 102, 102, 0)),
        ((200, 0, 10), (0, 160, 160, 55)),
    ],
)
def test_greys_print_in_black_and_reds_in_the_red_of_the_mark(
    colour: tuple[int, int, int], inks: tuple[int, ...]
) -> None:
    assert inked(Image.new("RGB", (1, 1), colour)).getpixel((0, 0)) == inks


def test_other_colours_go_through_the_profile_of_the_printing_condition() -> None:
    cyan, magenta, yellow, _ = inked(Image.new("RGB", (1, 1), (0, 120, 60))).getpixel((0, 0))
    assert cyan > 180 and yellow > 180 and magenta < 150
    assert sum(inked(Image.new("RGB", (1, 1), (0, 10, 40))).getpixel((0, 0))) <= 3.0 * 255 + 8, "300 % of ink at most"


@pytest.fixture
def printed() -> Iterator[pikepdf.Pdf]:
    """A dated notice for a printing house, opened."""
    with pikepdf.open(io.BytesIO(pdf(compose(LEVELS, profile="print")))) as document:
        yield document


def test_a_print_file_names_and_carries_its_printing_condition(printed: pikepdf.Pdf) -> None:
    (intent,) = printed.Root.OutputIntents
    assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
    assert "ISOcoated_v2_300_bas.icc" in str(intent.Info)
    profile = intent.DestOutputProfile
    assert int(profile.N) == 4
    assert profile.read_bytes()[12:20] == b"prtrCMYK"


def test_a_print_file_is_pdf_x_4(printed: pikepdf.Pdf) -> None:
    assert str(printed.docinfo.GTS_PDFXVersion) == "PDF/X-4"
    assert str(printed.docinfo.Trapped) == "/False"
    assert str(printed.docinfo.CreationDate) == str(printed.docinfo.ModDate) == "D:20250901000000Z"
    assert printed.pdf_version == "1.6"
    assert "/ID" in printed.trailer
    assert not printed.is_encrypted
    with printed.open_metadata() as metadata:
        assert metadata["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
        assert metadata["pdf:Trapped"] == "False"
        for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            assert metadata[key] == "2025-09-01T00:00:00Z"
        assert metadata["xmpMM:DocumentID"].startswith("uuid:")
        assert metadata["xmpMM:VersionID"] == "1"
        assert metadata["xmpMM:RenditionClass"] == "default"
        assert metadata["dc:title"] == str(printed.docinfo.Title)


def test_every_page_of_a_print_file_has_its_trim_and_bleed(printed: pikepdf.Pdf) -> None:
    for page in printed.pages:
        assert list(page.TrimBox) == list(page.BleedBox) == list(page.MediaBox)
        assert [float(value) for value in page.TrimBox] == [0, 0, pytest.approx(595.276), pytest.approx(841.89)]
        assert "/CropBox" not in page and "/ArtBox" not in page


def test_a_print_file_of_an_undated_draft_is_the_same_at_any_time() -> None:
    with pikepdf.open(io.BytesIO(pdf(compose(NOTICE, profile="print")))) as document:
        assert str(document.docinfo.CreationDate) == "D:19700101000000Z"


def test_preprinted_paper_gets_neither_the_mark_nor_the_rule_and_all_else_where_it_was() -> None:
    plain, bare = read_pages(painted(NOTICE)), read_pages(pdf(compose(NOTICE, profile="套打")))
    assert not any(page.bars for page in bare)
    for before, after in zip(plain, bare, strict=True):
        assert after.glyphs == tuple(glyph for glyph in before.glyphs if glyph.colour != (1, 0, 0))
    assert len(bare[0].glyphs) == len(plain[0].glyphs) - len("苏州市教育局")


def test_preprinted_paper_gets_its_seals(tmp_path: Path) -> None:
    layout = rich(tmp_path)
    data = paint(layout, folder=tmp_path, mode=InkMode.PREPRINTED)
    with pikepdf.open(io.BytesIO(data)) as document:
        shown = [operator for _, operator in pikepdf.parse_content_stream(document.pages[0]) if str(operator) == "Do"]
        assert len(shown) == len(layout.pages[0].pictures)
        assert len(pictures(document)) == 4


def test_in_grey_everything_is_grey_and_the_mark_is_black(tmp_path: Path) -> None:
    data = paint(rich(tmp_path), folder=tmp_path, mode=InkMode.GREY)
    assert {operator for operator, _ in colours(data)} == GREYS
    assert spaces(data) <= {"/DeviceGray", "/Pattern"}
    notice = pdf(compose(NOTICE, profile="灰"))
    assert colours(notice) == {("g", (0,)), ("g", (0.502,))}


@pytest.mark.parametrize("mode", InkMode)
def test_what_lies_under_a_page_is_light_in_every_ink(mode: InkMode) -> None:
    page = Page(1, (line("字", 30, 250, 0),), (Rule(28, 37, 156, 0.1, Colour.LIGHT),))
    (bar,) = read_pages(paint(made([page], [Paragraph(Structure.PARAGRAPH)]), mode=mode))[0].bars
    assert bar.colour in ((0, 0, 0, 0.13), (0.87,) * 3, (0.87,))


def test_ordinary_pdfs_claim_no_printing_condition() -> None:
    with pikepdf.open(io.BytesIO(painted(LEVELS))) as document:
        assert "/OutputIntents" not in document.Root
        assert "/GTS_PDFXVersion" not in document.docinfo
    assert composed(LEVELS).profile.colour == "屏幕"
