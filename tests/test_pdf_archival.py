"""PDF/A: what is attached and said, read back without the program; veraPDF on all samples, and on broken copies."""

import io
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from tests.archival_copies import SAMPLES, archival_pdf, attached
from tests.painted_layouts import rich
from tests.pdf_reading import complaints
from tests.rendered import composed, own_fonts, painted
from tests.samples import NOTICE, ROOT
from typeset.backends.html import GlyphLine, Properties
from typeset.backends.metadata import Known, document_metadata, metadata_xml, read_metadata_xml
from typeset.backends.pdf import write_pdf
from typeset.backends.pdf_archival import Archival
from typeset.backends.pdf_glyphs import PaintError, read_glyphs
from typeset.backends.pdf_ink import InkMode
from typeset.job import build_all, compose, pdfa
from typeset.model import document_from_mapping
from typeset.standard import Role

Validator = Callable[..., str]
LETTER = ROOT / "source" / "样例" / "函.yaml"
RARE = """\
发文机关: 甲局
标题: 关于<&>“\U00020164”和\U0003106c的通知
印章: 无
正文: |
  𠅤  <b>&amp;</b> ]]> 龘\U0003106c\ue000。
归档: {保管期限: 永久, 全宗号: "01<2>&"}
"""
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def packet(data: bytes) -> etree._Element:
    with opened(data) as document:
        return etree.fromstring(document.Root.Metadata.read_bytes())


def said(data: bytes, name: str) -> str:
    (element,) = packet(data).iter(name)
    return "".join(element.itertext()).strip()


@pytest.mark.requirement("A-2")
def test_the_source_and_the_metadata_come_out_byte_for_byte_with_their_relationship() -> None:
    with opened(archival_pdf(LETTER)) as document:
        files = attached(document)
        assert {name: str(file.AFRelationship) for name, file in files.items()} == {
            "source.yaml": "/Source",
            "metadata.xml": "/Data",
        }
        assert files["source.yaml"].EF.F.read_bytes() == LETTER.read_bytes()
        assert [str(file.UF) for file in document.Root.AF] == ["source.yaml", "metadata.xml"]
        assert {str(file.EF.F.Subtype) for file in files.values()} == {"/application/yaml", "/application/xml"}
        values = dict(read_metadata_xml(files["metadata.xml"].EF.F.read_bytes()))
    assert values["格式信息"] == "PDF/A-3a, PDF/UA-1"
    assert values["页数"] == str(len(composed(LETTER).layout.pages))


@pytest.mark.requirement("A-2")
def test_a_source_with_a_byte_order_mark_and_foreign_line_ends_is_attached_as_it_is(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + LETTER.read_bytes().replace("印章: 样章".encode(), b"# ").replace(b"\n", b"\r\n")
    (tmp_path / "函.yaml").write_bytes(content)
    composition = compose(tmp_path / "函.yaml")
    with opened(pdfa(composition)) as document:
        assert attached(document)["source.yaml"].EF.F.read_bytes() == content
    assert "\r" not in composition.source and "\ufeff" not in composition.source


@pytest.mark.requirement("A-1")
def test_a_copy_of_level_2a_has_no_attachments() -> None:
    with opened(archival_pdf(LETTER, "2a")) as document:
        assert attached(document) == {} and "/AF" not in document.Root


@pytest.mark.requirement("A-3")
def test_a_pdfa_says_title_number_organ_date_and_kind() -> None:
    data, document = archival_pdf(LETTER), composed(LETTER).reading.document
    assert document.number is not None and document.date is not None
    assert said(data, f"{DUBLIN_CORE}title") == document.title
    assert said(data, f"{DUBLIN_CORE}identifier") == document.number.text
    assert said(data, f"{DUBLIN_CORE}creator") == document.issuers[0].name
    assert said(data, f"{DUBLIN_CORE}date") == "2025-05-26"
    assert said(data, f"{DUBLIN_CORE}type") == "函"
    assert said(data, "{urn:typeset:metadata:1#}addressees") == document.addressees
    assert said(data, "{http://www.aiim.org/pdfa/ns/id/}part") == "3"
    assert said(data, "{http://www.aiim.org/pdfua/ns/id/}part") == "1"


@pytest.mark.requirement("A-3")
def test_metadata_stand_under_the_names_and_numbers_of_the_scheme_and_nothing_is_invented() -> None:
    given = {"发文机关": ["甲市教育局", "甲市财政局"], "标题": "甲\n通知", "正文": "一。", "归档": {"保管期限": "永久"}}
    data = document_metadata(document_from_mapping(given), Known("甲通知", 2, "OFD"))
    found = {f"{datum.element.number} {datum.element.name}": datum.values for datum in data}
    assert found.pop("M50 文档创建程序")[0].startswith("typeset ")
    assert found == {
        "M1 聚合层次": ("文件",),
        "M12 保管期限": ("永久",),
        "M22 题名": ("甲通知",),
        "M32 责任者": ("甲市教育局", "甲市财政局"),
        "M34 文种": ("通知",),
        "M43 页数": ("2",),
        "M44 语种": ("zh-CN",),
        "M47 格式信息": ("OFD",),
    }
    root = etree.fromstring(metadata_xml(data))
    assert "不声明符合" in root.get("说明")
    assert [element.get("编号") for element in root] == ["M1", "M8", "M21", "M40", "M46"]
    assert list(read_metadata_xml(metadata_xml(data))).count(("责任者", "甲市财政局")) == 1


@pytest.mark.requirement("A-4")
def test_a_glyph_that_stands_for_a_missing_one_is_never_painted() -> None:
    line = GlyphLine(Role.FANGSONG, "甲")
    with pytest.raises(PaintError, match="no glyph in the face"):
        read_glyphs([b"1 0 0 1 0 0 Tm", b"/f 16 Tf", b"[<0000>] TJ"], [line], {b"f": {0: 1000}}, own_fonts())


@pytest.mark.requirement("A-4")
def test_every_font_of_a_pdfa_is_embedded() -> None:
    with opened(archival_pdf()) as document:
        fonts = [item for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/FontName" in item]
        assert len(fonts) >= 4
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


@pytest.mark.parametrize("profile", ["print", "套打"])
def test_an_archival_copy_is_the_one_of_a_screen_whatever_press_or_paper_the_document_is_printed_on(
    profile: str,
) -> None:
    data = pdfa(compose(LETTER, profile=profile))
    content = b"".join(page.Contents.read_bytes() for page in opened(data).pages)
    assert b"1 0 0 rg" in content, "the red head is there"
    assert b" k\n" not in content


@pytest.mark.slow
@pytest.mark.requirement("A-5")
def test_another_process_makes_the_same_bytes(root: Path) -> None:
    script = (
        "import hashlib, sys; from pathlib import Path; from typeset.job import compose, pdfa;"
        "print(hashlib.sha256(pdfa(compose(Path(sys.argv[1])))).hexdigest())"
    )
    command = [sys.executable, "-c", script, str(LETTER)]
    runs = [subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout for _ in range(2)]
    assert runs[0] == runs[1]


def test_the_archival_pdf_lies_beside_the_ordinary_one(tmp_path: Path) -> None:
    (built,) = build_all([LETTER], tmp_path, formats=("pdf", "pdfa"), pdfa="2a")
    assert not built.failure
    assert [file.name.split(".", 1)[1] for file in built.files] == ["pdf", "pdfa.pdf"]
    assert said(built.files[1].read_bytes(), "{http://www.aiim.org/pdfa/ns/id/}part") == "2"


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """All samples as PDF/A-3a, the notice in grey, one of rare characters, a page with every kind of picture."""
    folder = tmp_path_factory.mktemp("3a")
    contents = {source.stem: archival_pdf(source) for source in SAMPLES}
    contents["灰"] = pdfa(compose(NOTICE, profile="灰"))
    (folder / "罕.yaml").write_text(RARE, encoding="utf-8")
    contents["罕"] = pdfa(compose(folder / "罕.yaml", watermark="草稿", shows_grid=True))
    contents["全"] = write_pdf(
        rich(folder), own_fonts(), Properties("标题"), folder=folder, mode=InkMode.SCREEN, archival=Archival("3a", ())
    )
    for name, content in contents.items():
        (folder / f"{name}.pdfa.pdf").write_bytes(content)
    return sorted(folder.glob("*.pdfa.pdf"))


@pytest.mark.verapdf
@pytest.mark.slow
@pytest.mark.requirement("A-1")
@pytest.mark.parametrize("flavour", ["3a", "ua1"])
def test_every_sample_is_pdfa_3a_and_pdfua_at_the_same_time(
    verapdf: Validator, copies: list[Path], flavour: str
) -> None:
    report = verapdf(flavour, *copies)
    assert complaints(report) == []
    assert len(report.splitlines()) == len(SAMPLES) + 3


@pytest.mark.verapdf
@pytest.mark.slow
@pytest.mark.requirement("A-1")
def test_copies_without_attachments_are_pdfa_2a(verapdf: Validator, tmp_path: Path) -> None:
    for source in (NOTICE, *(source for source in SAMPLES if source.stem in ("函", "意见", "通报", "公报"))):
        (tmp_path / f"{source.stem}.pdf").write_bytes(archival_pdf(source, "2a"))
    assert complaints(verapdf("2a", *sorted(tmp_path.glob("*.pdf")))) == []


def interpolated(document: pikepdf.Pdf) -> None:
    pictures = (item for item in document.objects if isinstance(item, pikepdf.Stream))
    next(item for item in pictures if item.get("/Subtype") == "/Image").Interpolate = True


def unembedded(document: pikepdf.Pdf) -> None:
    fonts = (item for item in document.objects if isinstance(item, pikepdf.Dictionary))
    font = next(item for item in fonts if "/FontFile2" in item or "/FontFile3" in item)
    del font["/FontFile2" if "/FontFile2" in font else "/FontFile3"]


def missing_glyph(document: pikepdf.Pdf) -> None:
    page = document.pages[0]
    page.Contents.write(re.sub(rb"\[<[0-9a-f]{4}", b"[<0000", page.Contents.read_bytes(), count=1))


@pytest.mark.verapdf
@pytest.mark.slow
def test_the_validator_fails_an_interpolated_picture_a_missing_glyph_an_unembedded_font_and_an_ordinary_pdf(
    verapdf: Validator, copies: list[Path], tmp_path: Path
) -> None:
    (good,) = (file for file in copies if file.name.startswith("全"))
    faults = {"6.2.8-3": interpolated, "6.2.11.4.1-1": unembedded, "6.2.11.8-1": missing_glyph}
    for rule, spoil in faults.items():
        with pikepdf.open(good) as document:
            spoil(document)
            document.save(tmp_path / f"{rule}.pdf")
    (tmp_path / "6.6.4-1.pdf").write_bytes(painted(LETTER))
    rules = [*faults, "6.6.4-1"]
    blocks = verapdf("3a", *(tmp_path / f"{rule}.pdf" for rule in rules)).split("FAIL ")[1:]
    assert len(blocks) == len(rules)
    for rule, block in zip(rules, blocks, strict=True):
        assert f"\n    {rule} " in block, block
