"""Seals and 签名章 as painted: their red ink and the type under it, measured in the finished PDF (7.3.5)."""

import io
from functools import cache
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pytest

from tests.pdf_reading import MM, Ink, ink_in
from tests.picture_files import picture
from typeset.job import compose, pdf
from typeset.layout.page import Line
from typeset.layout.result import Layout
from typeset.seals import sample_seal

CELL = 156 / 28
EM_3 = 16 * 25.4 / 72
DATE = "2025年8月20日"
ORGANS = ("临溪市教育局", "临溪市财政局", "临溪市人力资源和社会保障局", "临溪市民政局")
HEAD = """\
发文机关标志: 临溪市教育局文件
发文字号: 临教发〔2025〕12号
标题: 临溪市教育局关于开学的通知
主送机关: 各校
成文日期: 2025-08-20
正文: |
  现就做好秋季开学有关工作通知如下。
  请各校认真贯彻执行。
"""


class Painted:
    """A document, laid out and painted."""

    def __init__(self, folder: Path, text: str) -> None:
        for organ in ORGANS:
            (folder / f"{organ}.svg").write_text(sample_seal(organ), encoding="utf-8")
        (folder / "签.png").write_bytes(picture(size=(800, 400), colour=(230, 0, 0, 255)))
        (folder / "通知.yaml").write_text(HEAD + text, encoding="utf-8")
        composition = compose(folder / "通知.yaml")
        self.layout: Layout = composition.layout
        self.data = pdf(composition)

    def line(self, beginning: str) -> tuple[int, Line]:
        found = ((page.number, line) for page in self.layout.pages for line in page.lines if line.row)
        return next((number, line) for number, line in found if line.text.startswith(beginning))

    def cells_of(self, text: str) -> tuple[float, float, float]:
        """Left and right edge of the cells of a text as painted, and its baseline, from the glyphs' own origins."""
        with pdfplumber.open(io.BytesIO(self.data)) as document:
            for page in document.pages:
                chars = [char for char in page.chars if abs(char["size"] - 16) < 0.1]
                painted = "".join(char["text"] for char in chars)
                if (start := painted.rfind(text)) >= 0:
                    first, last = chars[start], chars[start + len(text) - 1]
                    assert first["non_stroking_color"] in ((0,), (0, 0, 0)), "black under the seal"
                    x = [char["matrix"][4] * MM for char in (first, last)]
                    return x[0], x[1] + CELL, 297 - first["matrix"][5] * MM
        raise AssertionError(f"{text} is not painted")

    def red(self, beginning: str, left: float = 0.0, right: float = 210.0, *, above: float, below: float) -> Ink:
        """The red ink between two heights from the top of a line's em box."""
        number, line = self.line(beginning)
        top = line.baseline_mm - 0.88 * EM_3
        return ink_in(self.data, number - 1, (left, top - above, right, top + below), red=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("印章")


@cache
def single(folder: Path) -> Painted:
    return Painted(folder, f"发文机关: 临溪市教育局\n署名: 临溪市教育局\n印章: {ORGANS[0]}.svg\n")


def joint(folder: Path, *organs: str) -> Painted:
    items = "".join(f"  - {{名称: {organ}, 印章: {organ}.svg}}\n" for organ in organs)
    return Painted(folder, f"发文机关:\n{items}")


def middle(ink: Ink) -> float:
    return (ink.left_mm + ink.right_mm) / 2


@pytest.mark.requirement("R-7.3.5.1-3", "R-7.3.5.1-4", "R-7.3.5.1-5")
def test_a_painted_seal_is_42_mm_red_over_name_and_date_and_within_a_line_of_the_text(folder: Path) -> None:
    made = single(folder)
    seal = made.red("2025年", above=30, below=25)
    assert seal.right_mm - seal.left_mm == pytest.approx(42, abs=0.1)
    assert seal.bottom_mm - seal.top_mm == pytest.approx(42, abs=0.1), "upright and whole"
    name, date, text = made.cells_of("临溪市教育局"), made.cells_of(DATE), made.line("请各校")[1]
    assert middle(seal) == pytest.approx((name[0] + name[1]) / 2, abs=0.1)
    assert middle(seal) == pytest.approx((date[0] + date[1]) / 2, abs=0.1)
    above = (name[2] - 0.88 * EM_3 + date[2] + 0.12 * EM_3) / 2 - (seal.top_mm + seal.bottom_mm) / 2
    assert 1.9 <= above <= 4.1, "name and date lie a little below the centre"
    assert 0 <= seal.top_mm - (text.baseline_mm + 0.12 * EM_3) <= 10.45


@pytest.mark.requirement("R-7.3.5.1-1", "R-7.3.5.1-2")
def test_the_type_under_a_seal_stays_black_and_legible(folder: Path) -> None:
    made = single(folder)
    left, right, baseline = made.cells_of(DATE)
    assert right == pytest.approx(184 - 4 * CELL, abs=0.1)
    number, _ = made.line("2025年")
    ink = ink_in(made.data, number - 1, (left - 5, baseline - 5.5, right + 5, baseline + 1))
    assert ink.left_mm == pytest.approx(left, abs=0.6) and ink.right_mm == pytest.approx(right, abs=1.6)


@pytest.mark.requirement("R-7.3.5.1-6")
def test_painted_joint_seals_stand_in_a_row_and_leave_paper_between_them(folder: Path) -> None:
    made = joint(folder, ORGANS[0], ORGANS[1], ORGANS[3])
    centres = [made.layout.pages[0].pictures[index].left_mm + 21 for index in range(3)]
    seals = [made.red("2025年", x - 21.9, x + 21.9, above=30, below=25) for x in centres]
    assert [seal.right_mm - seal.left_mm for seal in seals] == pytest.approx([42] * 3, abs=0.1)
    assert max(seal.top_mm for seal in seals) - min(seal.top_mm for seal in seals) < 0.1
    gaps = [after.left_mm - before.right_mm for before, after in pairwise(seals)]
    assert all(gap >= 1.9 for gap in gaps)
    assert seals[0].left_mm >= 27.95 and seals[2].right_mm <= 184.05
    left, right, _ = made.cells_of(DATE)
    assert middle(seals[2]) == pytest.approx((left + right) / 2, abs=0.1)


@pytest.mark.requirement("R-7.3.5.3-1")
def test_a_painted_name_stamp_stands_four_cells_in_level_with_the_post(folder: Path) -> None:
    signed = "{职务: 临溪市市长, 姓名: 王某某, 签名章: 签.png}"
    made = Painted(folder, f"发文机关: 临溪市人民政府\n署名: {signed}\n")
    stamp = made.red("临溪市市长", above=15, below=20)
    _, right, baseline = made.cells_of("临溪市市长")
    assert (stamp.right_mm - stamp.left_mm, stamp.bottom_mm - stamp.top_mm) == pytest.approx((40, 20), abs=0.1)
    assert stamp.right_mm == pytest.approx(184 - 4 * CELL, abs=0.1)
    assert (stamp.top_mm + stamp.bottom_mm) / 2 == pytest.approx(baseline - 0.38 * EM_3, abs=0.1)
    assert stamp.left_mm - right == pytest.approx(2 * CELL, abs=0.1)
    assert made.cells_of(DATE)[1] == pytest.approx(184 - 4 * CELL, abs=0.1)
