"""OFD as written: every glyph in its place, fonts with their tables, pictures, outline, properties, the same bytes."""

import hashlib
import io
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, given, settings
from lxml import etree
from PIL import Image

from tests.archival_copies import SAMPLES, archival_ofd, archival_pdf
from tests.ofd_layouts import differences, faults
from tests.painted_layouts import line, made, rich
from tests.rendered import composed, own_fonts
from tests.rendered import painted as print_pdf
from tests.samples import NOTICE, ROOT
from tests.test_layout_laws import DOCUMENT
from typeset.backends.attached import attachments_of
from typeset.backends.html import Properties
from typeset.backends.ofd import Contents, write_ofd
from typeset.backends.ofd_xml import steps
from typeset.errors import UnsupportedError
from typeset.fonts.faces import InkBox
from typeset.inspect.ofd import ofd_faults, read_ofd
from typeset.job import archived_as, build_all, compose, ofd
from typeset.layout.page import Line, Page, Paragraph, Run, Structure
from typeset.layout.pages import lay_out
from typeset.layout.underlay import with_grid, with_watermark
from typeset.model import document_from_mapping
from typeset.profiles import load_profile
from typeset.standard import Role, points_to_mm

NAMESPACE = "{http://www.ofdspec.org/2016}"
SAMPLE = ROOT / "source" / "样例"
NEEDED = {"OS/2", "cmap", "head", "hhea", "hmtx", "maxp", "name", "post"}


def parts(data: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def elements(data: bytes, part: str, name: str) -> list[etree._Element]:
    return list(etree.fromstring(parts(data)[part]).iter(f"{NAMESPACE}{name}"))


@pytest.mark.requirement("A-6")
@pytest.mark.parametrize("source", SAMPLES, ids=lambda source: source.stem)
def test_every_glyph_of_a_sample_stands_within_a_hundredth_of_a_millimetre_of_its_place(source: Path) -> None:
    composition = composed(source)
    data = archival_ofd(source)
    assert differences(composition.layout, composition.fonts, data) == []
    assert ofd_faults(data) == ()


@pytest.mark.requirement("A-7")
@pytest.mark.parametrize("source", SAMPLES, ids=lambda source: source.stem)
def test_fonts_are_embedded_with_all_tables_and_the_glyphs_that_are_shown(source: Path) -> None:
    files = {name: content for name, content in parts(archival_ofd(source)).items() if "/font_" in name}
    shown = set(read_ofd(archival_ofd(source)).text)
    covered: set[str] = set()
    for content in files.values():
        font = TTFont(io.BytesIO(content), checkChecksums=2)
        assert set(font.keys()) >= NEEDED | {"glyf", "loca"}
        assert all(font.getGlyphID(name) > 0 for name in font.getBestCmap().values())
        covered |= set(map(chr, font.getBestCmap()))
        font["name"].getDebugName(6)
    assert shown <= covered
    assert len(files) == len(elements(archival_ofd(source), "Doc_0/PublicRes.xml", "FontFile")) >= 4


@pytest.mark.requirement("A-5")
@pytest.mark.slow
def test_another_process_writes_the_same_bytes(root: Path) -> None:
    script = (
        "import hashlib, sys; from pathlib import Path; from typeset.job import compose, ofd;"
        "print(hashlib.sha256(ofd(compose(Path(sys.argv[1])))).hexdigest())"
    )
    command = [sys.executable, "-c", script, str(SAMPLE / "函.yaml")]
    run = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    assert run.stdout.strip() == hashlib.sha256(archival_ofd(SAMPLE / "函.yaml")).hexdigest()


@pytest.mark.requirement("A-5")
def test_the_package_holds_nothing_of_the_day_it_was_written() -> None:
    with zipfile.ZipFile(io.BytesIO(archival_ofd())) as package:
        entries = package.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in entries} == {3}
    names = [entry.filename for entry in entries]
    assert names == ["OFD.xml", *sorted(names[1:])]


@pytest.mark.requirement("A-3")
def test_an_ofd_says_title_number_organ_and_date_and_has_a_number_made_of_its_content() -> None:
    read = read_ofd(archival_ofd(SAMPLE / "函.yaml"))
    document = composed(SAMPLE / "函.yaml").reading.document
    said = read.information
    assert document.number is not None
    assert (said["Title"], said["Author"], said["Subject"]) == (
        document.title,
        document.issuers[0].name,
        document.number.text,
    )
    assert said["CreationDate"] == said["ModDate"] == "2025-05-26"
    assert (said["Creator"], said["DocUsage"]) == ("typeset", "Normal")
    assert {"题名": document.title, "文件编号": document.number.text, "文种": "函"}.items() <= read.custom.items()
    assert read.custom["格式信息"] == "OFD (GB/T 33190—2016)"
    assert said["DocID"] != read_ofd(archival_ofd(SAMPLE / "请示.yaml")).information["DocID"]


@pytest.mark.requirement("A-3")
def test_a_document_without_a_date_gets_none() -> None:
    assert composed(NOTICE).reading.document.date is None
    assert "CreationDate" not in read_ofd(archival_ofd()).information


@pytest.mark.requirement("A-2")
def test_source_and_metadata_are_attached_byte_for_byte() -> None:
    read = read_ofd(archival_ofd(SAMPLE / "函.yaml"))
    assert list(read.attachments) == ["source.yaml", "metadata.xml"]
    assert read.attachments["source.yaml"] == (SAMPLE / "函.yaml").read_bytes()
    assert etree.fromstring(read.attachments["metadata.xml"]) is not None


def test_the_outline_leads_to_the_pages_where_the_headings_stand() -> None:
    layout = composed(NOTICE).layout
    pages = [page.get("ID") for page in elements(archival_ofd(), "Doc_0/Document.xml", "Page")]
    wanted = {}
    for page in layout.pages:
        for painted in page.lines:
            mark = layout.paragraphs[painted.paragraph].bookmark if painted.paragraph >= 0 else None
            if mark:
                wanted.setdefault(painted.paragraph, (mark, page.number))
    found = [
        (entry.get("Title"), pages.index(entry.find(f".//{NAMESPACE}Dest").get("PageID")) + 1)
        for entry in elements(archival_ofd(), "Doc_0/Document.xml", "OutlineElem")
    ]
    assert found == list(wanted.values())
    assert len(found) > 20


@pytest.mark.requirement("A-8")
@pytest.mark.parametrize("source", SAMPLES, ids=lambda source: source.stem)
def test_an_archival_ofd_keeps_the_rules_of_ofd_a(source: Path) -> None:
    data = archival_ofd(source, "OFD-A")
    assert read_ofd(data).kind == "OFD-A"
    assert ofd_faults(data) == ()


def test_text_carries_no_matrix_and_the_condensed_mark_its_own_scale() -> None:
    texts = [
        text
        for name in parts(archival_ofd(SAMPLE / "意见.yaml"))
        if "/Pages/" in name
        for text in elements(archival_ofd(SAMPLE / "意见.yaml"), name, "TextObject")
    ]
    assert not any("CTM" in text.attrib for text in texts)
    assert [text.get("HScale") for text in texts if "HScale" in text.attrib] == ["0.8807"]


@pytest.mark.parametrize("name", ["意见", "通报"])
def test_the_ink_of_a_text_lies_within_its_boundary_at_which_a_reader_may_cut(name: str) -> None:
    composition, data = composed(SAMPLE / f"{name}.yaml"), archival_ofd(SAMPLE / f"{name}.yaml")
    for index, page in enumerate(composition.layout.pages):
        items = elements(data, f"Doc_0/Pages/Page_{index}/Content.xml", "TextObject")
        boxes = [[float(part) for part in item.get("Boundary").split()] for item in items]
        for painted in page.lines:
            for run in painted.runs:
                for character, along in zip(run.text, run.x_mm, strict=True):
                    ink = composition.fonts.ink_box(run.role, character)
                    if ink is not None:
                        box = ink_on_page(ink, (run, painted), along)
                        assert any(holds(outer, box) for outer in boxes), (character, box)


def ink_on_page(ink: InkBox, owner: tuple[Run, Line], along: float) -> tuple[float, float, float, float]:
    run, painted = owner
    em, baseline = points_to_mm(run.size_pt), painted.baseline_mm - run.rise_mm
    start, end = ink.left * em * run.scale, ink.right * em * run.scale
    if painted.is_rotated:
        return baseline - ink.top * em, along - end, baseline - ink.bottom * em, along - start
    return along + start, baseline - ink.top * em, along + end, baseline - ink.bottom * em


def holds(outer: list[float], box: tuple[float, float, float, float]) -> bool:
    left, top, width, height = outer
    return (
        left - 0.01 <= box[0]
        and top - 0.01 <= box[1]
        and box[2] <= left + width + 0.01
        and box[3] <= top + height + 0.01
    )


def test_a_rotated_line_runs_up_the_page() -> None:
    layout = made([Page(1, (line("横排一行", 200, 100, 0, is_rotated=True),))], [Paragraph(Structure.PARAGRAPH)])
    data = write_ofd(layout, own_fonts(), Contents(Properties("标题")))
    (text,) = elements(data, "Doc_0/Pages/Page_0/Content.xml", "TextObject")
    assert (text.get("ReadDirection"), text.get("CharDirection")) == ("270", "270")
    assert "DeltaX" not in text[-1].attrib
    assert differences(layout, own_fonts(), data) == []


def test_pictures_of_every_kind_notes_and_tables_make_a_valid_file(tmp_path: Path) -> None:
    assert faults(rich(tmp_path), own_fonts()) == []


def test_a_seal_is_a_clear_png_of_600_dots_an_inch_and_a_photograph_stays_what_it_is(tmp_path: Path) -> None:
    data = write_ofd(rich(tmp_path), own_fonts(), Contents(Properties("标题")))
    images = {name: content for name, content in parts(data).items() if "/image_" in name}
    sizes = {name: Image.open(io.BytesIO(content)) for name, content in images.items()}
    drawing = next(image for image in sizes.values() if image.width > 900)
    assert drawing.size == (992, 992)
    assert drawing.convert("RGBA").getpixel((2, 2)) == (0, 0, 0, 0)
    assert (tmp_path / "照片.jpg").read_bytes() in images.values()
    assert (tmp_path / "章.png").read_bytes() in images.values()


def test_a_turned_picture_is_turned(tmp_path: Path) -> None:
    data = write_ofd(rich(tmp_path), own_fonts(), Contents(Properties("标题")))
    matrices = [item.get("CTM") for item in elements(data, "Doc_0/Pages/Page_0/Content.xml", "ImageObject")]
    assert matrices.count("0 -10 20 0 0 10") == 1
    assert matrices.count("42 0 0 42 0 0") == 2


def test_a_grey_document_has_no_colour(tmp_path: Path) -> None:
    data = write_ofd(rich(tmp_path), own_fonts(), Contents(Properties("标题"), is_grey=True))
    colours = {item.get("Value") for item in elements(data, "Doc_0/Pages/Page_0/Content.xml", "FillColor")}
    assert all(len(set(colour.split())) == 1 for colour in colours)
    for name, content in parts(data).items():
        if "/image_" in name:
            assert Image.open(io.BytesIO(content)).mode in ("L", "LA")
    assert [*map(str, ofd_faults(data))] == []
    assert read_ofd(ofd(compose(SAMPLE / "函.yaml", profile="灰"))).pages


@pytest.mark.parametrize("profile", ["print", "套打"])
def test_the_red_head_is_there_whatever_the_document_is_printed_on(profile: str) -> None:
    data = ofd(compose(SAMPLE / "函.yaml", profile=profile))
    colours = {item.get("Value") for item in elements(data, "Doc_0/Pages/Page_0/Content.xml", "FillColor")}
    assert "255 0 0" in colours


def test_watermark_and_grid_lie_in_a_layer_below_the_page() -> None:
    composition = composed(SAMPLE / "函.yaml")
    layout = with_grid(with_watermark(composition.layout, "草稿", composition.fonts))
    data = write_ofd(layout, composition.fonts, Contents(Properties("标题")))
    assert [*map(str, ofd_faults(data)), *differences(layout, composition.fonts, data)] == []
    layers = elements(data, "Doc_0/Pages/Page_1/Content.xml", "Layer")
    assert [layer.get("Type") for layer in layers] == ["Background", "Body"]
    assert len(layers[0].findall(f"{NAMESPACE}TextObject")) == 1
    assert "草稿" not in read_ofd(data).text


def test_rare_and_missing_characters_and_characters_of_xml_are_written(tmp_path: Path) -> None:
    (tmp_path / "稿.yaml").write_text(
        "发文机关: 甲局\n标题: 关于<&>“\U00020164”和\U0003106c的通知\n印章: 无\n"
        "正文: |\n  𠅤  <b>&amp;</b> ]]> 龘\U0003106c\ue000。\n",
        encoding="utf-8",
    )
    composition = compose(tmp_path / "稿.yaml")
    data = ofd(composition)
    assert [*map(str, ofd_faults(data)), *differences(composition.layout, composition.fonts, data)] == []
    assert "<b>&amp;</b>" in read_ofd(data).text.replace(" ", "")
    assert "〓" in read_ofd(data).text


def test_blanks_at_the_beginning_of_a_run_stand_alone() -> None:
    run = Run("　 甲 乙", Role.FANGSONG, 16, (30.0, 35.0, 40.0, 45.0, 50.0), 55.0)
    layout = made([Page(1, (replace(line("甲", 30, 40, 0), runs=(run,)),))], [Paragraph(Structure.PARAGRAPH)])
    data = write_ofd(layout, own_fonts(), Contents(Properties("标题")))
    texts = [placed.text for placed in read_ofd(data).pages[0].texts]
    assert "".join(texts) == run.text
    assert all(text.isspace() or not text[0].isspace() for text in texts)


@pytest.mark.parametrize("name", ["公报", "意见", "纪要"])
def test_no_text_of_a_sample_begins_with_a_blank_and_goes_on(name: str) -> None:
    texts = [placed.text for page in read_ofd(archival_ofd(SAMPLE / f"{name}.yaml")).pages for placed in page.texts]
    assert [text for text in texts if text[:1].isspace() and not text.isspace()] == []


def test_an_empty_source_leaves_the_metadata_alone() -> None:
    assert [attachment.name for attachment in attachments_of(b"", b"<a/>")] == ["metadata.xml"]
    contents = Contents(Properties("标题"), attachments=attachments_of(b"", b""))
    assert faults(composed(SAMPLE / "函.yaml").layout, own_fonts(), contents) == []


def test_equal_steps_are_written_once_and_no_error_adds_up() -> None:
    places = [30 + 5.5714286 * index for index in range(200)]
    assert steps(places) == "g 69 5.5714 5.5734 g 69 5.5714 5.5734 g 59 5.5714"
    assert steps([1.0, 2.0, 3.0]) == "1 1"
    assert steps([1.0]) == ""


def test_the_lines_of_an_ofd_are_those_of_the_attachment_apart(tmp_path: Path) -> None:
    (tmp_path / "稿.yaml").write_text(
        "发文机关: 甲局\n标题: 关于开学的通知\n正文: 一。\n印章: 无\n附件:\n  - {标题: 名单, 正文: 甲。, 不随文: 是}\n",
        encoding="utf-8",
    )
    (built,) = build_all([tmp_path / "稿.yaml"], tmp_path / "出", formats=("ofd",), ofd="OFD-A")
    assert [file.suffixes[-2:] for file in built.files] == [[".ofd"], [".附件1", ".ofd"]]
    apart = read_ofd(built.files[1].read_bytes())
    assert (apart.kind, list(apart.attachments)) == ("OFD-A", ["metadata.xml"])


def test_the_ofd_of_the_notice_has_half_the_size_of_its_pdf() -> None:
    assert len(archival_ofd()) < 0.5 * len(print_pdf(NOTICE)) < 0.5 * len(archival_pdf())


def fonts_of(data: bytes) -> dict[str, TTFont]:
    """The embedded fonts by the names that they give themselves."""
    fonts = [TTFont(io.BytesIO(content)) for name, content in parts(data).items() if "/font_" in name]
    return {font["name"].getDebugName(1): font for font in fonts}


def test_small_type_has_lean_outlines_and_keeps_its_name() -> None:
    fonts = fonts_of(archival_ofd())
    assert "GW Fang Lean" in fonts and "GW Fang" not in fonts
    named = {font.get("FontName") for font in elements(archival_ofd(), "Doc_0/PublicRes.xml", "Font")}
    assert "GW Fang" in named and "GW Fang Lean" not in named


@pytest.mark.parametrize(("size_pt", "name"), [(16.0, "GW Kai Lean"), (16.1, "GW Kai")])
def test_type_larger_than_16_points_has_the_outlines_of_the_face(size_pt: float, name: str) -> None:
    runs = tuple(Run("楷", Role.KAITI, size, (30.0,), 40.0) for size in (12.0, size_pt))
    layout = made([Page(1, (replace(line("甲", 30, 40, 0), runs=runs),))], [Paragraph(Structure.PARAGRAPH)])
    assert fonts_of(write_ofd(layout, own_fonts(), Contents(Properties("标题")))).keys() == {name}


def test_a_profile_can_ask_for_the_outlines_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "样式.yaml").write_text("存档: {OFD字形: 原样}\n", encoding="utf-8")
    composition = compose(SAMPLE / "函.yaml", profile=str(tmp_path / "样式.yaml"))
    data = ofd(composition)
    assert not any(name.endswith("Lean") for name in fonts_of(data))
    assert differences(composition.layout, composition.fonts, data) == []


UNHURRIED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}


@pytest.mark.slow
@pytest.mark.requirement("A-6")
@settings(max_examples=25, **UNHURRIED)  # type: ignore[arg-type]
@given(DOCUMENT)
def test_whatever_is_in_a_document_its_ofd_is_valid_and_every_glyph_in_its_place(data: dict[str, object]) -> None:
    given_ = {key: value for key, value in data.items() if value is not None}
    try:
        layout = lay_out(document_from_mapping(given_), load_profile(), own_fonts())
    except UnsupportedError:
        return
    assert faults(layout, own_fonts()) == []


@pytest.mark.parametrize("name", ["levels", "control", "regulation", "tables", "upward", "letter", "order", "minutes"])
def test_the_golden_documents_make_valid_files(name: str) -> None:
    composition = composed(ROOT / "tests" / "golden" / f"{name}.yaml")
    data = ofd(archived_as(composition, ofd="OFD-A"))
    assert [*map(str, ofd_faults(data)), *differences(composition.layout, composition.fonts, data)] == []
