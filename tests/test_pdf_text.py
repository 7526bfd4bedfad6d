"""What a reader copies out of the PDF is what the source says, character for character and in its order."""

import io
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import yaml

from tests.pdf_reading import read_pages
from tests.rendered import CONTROL, LEVELS, REGULATION, own_fonts, painted
from tests.samples import NOTICE, document
from typeset.backends.html import Properties
from typeset.backends.pdf import write_pdf
from typeset.fonts import load_fonts
from typeset.layout.pages import lay_out
from typeset.model import Document
from typeset.profiles import load_profile
from typeset.standard import Role

FILES = [NOTICE, CONTROL, LEVELS, REGULATION]
LINE_END = re.compile(r"[\r\n\f]+")
SYMBOLS = "㎡㎏⑪⑳ⅰ²³≤≥±×÷·‰№①Ⅲ→★〇々℃…—～々×αβ〓■"


def source_text(file: Path) -> str:
    """Return what a document says, in the order of its elements, with what the program adds: brackets, colon, date."""
    data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    issuer = data["发文机关"]
    return "".join(
        [
            data.get("发文机关标志", f"{issuer}文件"),
            *part_text({**data, "署名": data.get("署名", issuer)}, "××××年×月×日"),
            *(text for part in listed(data.get("印发件", [])) for text in part_text(part, "")),
        ]
    )


def part_text(data: Mapping[str, object], no_date: str) -> Iterator[str]:
    yield str(data.get("发文字号", "")) if "发文机关" in data else ""
    yield str(data.get("标题", "")).replace("\n", "")
    yield str(data.get("发文字号", "")) if "发文机关" not in data else ""
    yield bracketed(data.get("题注"))
    yield "，".join(map(str, listed(data.get("主送机关", [])))) + ("：" if "主送机关" in data else "")
    for block in listed(data.get("正文", [])):
        yield "".join(line.strip() for line in str(block).splitlines()).replace("**", "")
    yield from map(str, listed(data.get("署名", [])))
    yield day(str(data["成文日期"])) if "成文日期" in data else no_date
    yield bracketed(data.get("附注"))


def listed(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    return [value]


def bracketed(note: object) -> str:
    return f"（{note}）" if note else ""


def day(date: str) -> str:
    year, month, number = date.split("-")
    return f"{year}年{int(month)}月{int(number)}日"


def paint(made: Document) -> bytes:
    return write_pdf(lay_out(made, load_profile(), own_fonts()), own_fonts(), Properties("标题"))


def pdfium_pages(data: bytes) -> list[str]:
    """Return the text of every page, without line ends and without the page number, which is checked."""
    pages = []
    pdf = pypdfium2.PdfDocument(data)
    for number in range(1, len(pdf) + 1):
        text = LINE_END.sub("", pdf[number - 1].get_textpage().get_text_range())
        assert text.endswith(f"— {number} —")
        pages.append(text.removesuffix(f"— {number} —"))
    return pages


def poppler_pages(data: bytes) -> list[str]:
    """Return the text of every page with its lines, without the page number, which is checked."""
    command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
    text = subprocess.run(command, input=data, capture_output=True, check=True, timeout=60).stdout.decode()
    pages = text.split("\f")[:-1]
    for number, page in enumerate(pages, start=1):
        assert page.rstrip().replace(" ", "").endswith(f"—{number}—")
    return [page.rstrip().rpartition("\n")[0] for page in pages]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_pdfium_copies_the_text_of_the_source_to_the_character(file: Path) -> None:
    assert "".join(pdfium_pages(painted(file))) == source_text(file)


@pytest.mark.poppler
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_poppler_copies_the_text_of_the_source_in_its_order(file: Path) -> None:
    source = source_text(file)
    pages = poppler_pages(painted(file))
    assert re.sub(r"\s", "", "".join(pages)) == re.sub(r"\s", "", source)
    lines = [line for page in pages for line in page.splitlines() if " " in line.strip()]
    assert all(line.strip() in source.replace("\u3000", " ") for line in lines), "no space of its own"


def test_the_tracked_mark_is_copied_without_the_gaps_between_its_characters() -> None:
    first = pypdfium2.PdfDocument(painted())[0].get_textpage().get_text_range().splitlines()[0]
    assert first == "苏州市教育局"


@pytest.mark.requirement("L-2")
def test_a_character_that_no_face_has_is_copied_as_it_was() -> None:
    data = paint(document(正文="请用\U0001f600和\ue000。", 标题="关于\ue000的通知"))
    assert "请用〓和〓。" in "".join(glyph.text for page in read_pages(data) for glyph in page.glyphs)
    copied = "".join(poppler_pages(data)).replace("\n", "")
    assert "请用\U0001f600和\ue000。" in copied
    assert "关于\ue000的通知" in copied


@pytest.mark.requirement("L-2")
@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("正文", Role.FANGSONG),
        ("标题", Role.XIAOBIAOSONG),
        ("题注", Role.KAITI),
        ("主送机关", Role.FANGSONG),
        ("署名", Role.FANGSONG),
        ("附注", Role.FANGSONG),
        ("发文机关标志", Role.XIAOBIAOSONG),
    ],
)
def test_no_symbol_that_a_face_has_is_painted_as_an_empty_box(key: str, role: Role) -> None:
    known = "".join(symbol for symbol in SYMBOLS if own_fonts().covers(role, symbol))
    assert len(known) > 20
    data = paint(document(**{key: f"关于{known}的通知"}))
    assert faces_without_a_glyph(data) == []
    # Where marks leave no break, a line is spread so far that pdfium takes gaps for spaces.
    assert known in "".join(pdfium_pages(data)).replace(" ", "")


@pytest.mark.requirement("L-2")
@pytest.mark.parametrize("mark", ["\u0301", "\u302a", "\u302e", "\u3099", "\u20dd", "\u0e34"])
@pytest.mark.parametrize("key", ["正文", "标题", "发文机关标志"])
def test_a_mark_that_joins_the_character_before_it_does_not_stop_the_painter(key: str, mark: str) -> None:
    layout = lay_out(document(**{key: f"关于甲{mark}乙e{mark}的通知"}), load_profile(), own_fonts())
    text = "".join(pdfium_pages(write_pdf(layout, own_fonts(), Properties("标题"))))
    assert re.search("关于甲.{0,2}乙.{1,3}的通知", text)


def faces_without_a_glyph(data: bytes) -> list[str]:
    """Return the faces that the painter asked for a glyph which they do not have: it then writes a map of its own."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        return sorted({str(font.BaseFont) for font in fonts if font.Encoding != "/Identity-H"})


@pytest.mark.requirement("L-2", "L-3")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_only_the_projects_faces_are_in_the_file_and_all_are_embedded(file: Path) -> None:
    families = {own_fonts().face_of(role).family.replace(" ", "") for role in Role}
    with pikepdf.open(io.BytesIO(painted(file))) as pdf:
        fonts = {str(font.BaseFont): font for page in pdf.pages for font in page.Resources.Font.values()}
        assert fonts
        for name, font in fonts.items():
            assert any(name.partition("+")[2].startswith(family) for family in families), name
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
    assert faces_without_a_glyph(painted(file)) == []


@pytest.mark.parametrize("digits", ["西文", "仿宋"])
def test_digits_of_the_whole_text_come_from_one_face(digits: str) -> None:
    style = load_profile({"数字": digits})
    fonts = load_fonts(style.fonts, digits_from=style.digits_from)
    body = "一、2025年。要办。\n（一）5项。要办。\n办100件。"
    made = document(标题="关于2025年工作的通知", 题注="2025年通过", 正文=body)
    data = write_pdf(lay_out(made, style, fonts), fonts, Properties("标题"))
    inside = [glyph for page in read_pages(data) for glyph in page.glyphs if glyph.baseline_mm < 262]
    faces = {glyph.face.removesuffix("Text").removesuffix("Digits") for glyph in inside if glyph.text.isdigit()}
    assert faces == {"LiberationSerif" if digits == "西文" else "GWFang"}


def test_letters_are_never_joined_into_ligatures() -> None:
    glyphs = read_pages(paint(document(正文="见office、affiliate和AVATAR。")))[0].glyphs
    painted_text = "".join(glyph.text for glyph in glyphs)
    assert "见office、affiliate和AVATAR。" in painted_text
    assert all(len(glyph.text) == 1 for glyph in glyphs)
