"""Seals of one organ and of several, on the pages (7.3.5.1)."""

import math
from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.picture_files import PictureTable
from tests.samples import centre, document, line_of, right, square_layout
from typeset.errors import Severity
from typeset.layout.page import Line, Picture, Run, SealPlace
from typeset.layout.result import Layout
from typeset.pictures import MeasuredPicture
from typeset.profiles import load_profile

CELL = 156 / 28
EM_3 = 16 * 25.4 / 72
GOOD = MeasuredPicture("SVG", 42, 42, is_clear=True)
NAMES = ["临溪市教育局", "临溪市财政局", "临溪市人力资源和社会保障局"]


def pictures(**changed: MeasuredPicture) -> PictureTable:
    return PictureTable({f"{name}.svg": GOOD for name in "甲乙丙丁戊己庚辛壬"} | {"章.png": GOOD} | changed)


def joint(names: list[str], **more: object) -> Layout:
    issuers = [{"名称": name, "印章": f"{'甲乙丙丁戊己庚辛壬'[index % 9]}.svg"} for index, name in enumerate(names)]
    return square_layout(document(发文机关=issuers, 发文机关标志="临溪市教育局", **more), pictures=pictures())


def placed(layout: Layout) -> Iterator[tuple[int, float, float, float]]:
    """Page, centre and diameter of every seal, painted or kept free."""
    for page in layout.pages:
        for item in (*page.pictures, *page.seals):
            yield page.number, *circle(item)


def circle(seal: Picture | SealPlace) -> tuple[float, float, float]:
    if isinstance(seal, SealPlace):
        return seal.centre_x_mm, seal.centre_y_mm, seal.diameter_mm
    return seal.left_mm + seal.width_mm / 2, seal.top_mm + seal.height_mm / 2, max(seal.width_mm, seal.height_mm)


def signed(layout: Layout) -> list[tuple[int, Line, Run]]:
    """Page, line and run of every 署名."""
    number = {index for index, block in enumerate(layout.blocks) if block.element == "发文机关署名"}
    texts = {piece.text for index in number for piece in layout.blocks[index].pieces}
    lines = [(page.number, line) for page in layout.pages for line in page.lines if line.row is not None]
    return [(page, line, run) for page, line in lines for run in line.runs if run.text in texts]


def bottom(line: Line) -> float:
    return line.baseline_mm + 0.12 * EM_3


def run_centre(run: Run) -> float:
    return (run.x_mm[0] + run.x_mm[-1] + CELL) / 2


@pytest.mark.requirement("R-7.3.5.1-3", "R-7.3.5.1-4")
@pytest.mark.parametrize("name", ["教育局", "临溪市教育局", "临溪市人力资源和社会保障局"])
def test_a_seal_is_upright_and_centred_on_name_and_date_which_lie_a_little_below_its_centre(name: str) -> None:
    layout = square_layout(document(署名=name, 印章="章.png"), pictures=pictures())
    (seal,) = layout.pages[0].pictures
    x, y, diameter = circle(seal)
    signed_line, date = line_of(layout, name), line_of(layout, "2025年")
    assert (seal.width_mm, seal.height_mm, seal.is_rotated) == (42, 42, False)
    assert seal.file.name == "章.png" and name in seal.description
    assert x == pytest.approx(centre(date), abs=0.1) and x == pytest.approx(centre(signed_line), abs=0.1)
    middle = (signed_line.baseline_mm - 0.88 * EM_3 + bottom(date)) / 2
    assert 2 <= middle - y <= 4
    for line in (signed_line, date):
        assert y - diameter / 2 < line.baseline_mm - 0.88 * EM_3 < bottom(line) < y + diameter / 2, (
            "pressed by the seal"
        )


@pytest.mark.requirement("R-7.3.5.1-5")
@pytest.mark.parametrize("diameter", [38, 40, 42, 42.6, 43, 45, 58])
@pytest.mark.parametrize("profile", ["gbt9704", "word-28.95"])
@pytest.mark.parametrize("name", ["临溪市教育局", "临溪市" + "自然资源和规划" * 5 + "局"])
def test_the_top_of_a_seal_is_within_a_line_below_the_text(diameter: float, profile: str, name: str) -> None:
    for picture in ({"图": "章.png", "直径": f"{diameter}mm"}, None):
        made = document(署名=name, 印章=picture)
        style = load_profile({"继承": profile, "印章": {"直径": str(diameter)}})
        layout = square_layout(made, style, pictures=pictures())
        ((page, _, y, size),) = placed(layout)
        assert (page, size) == (1, diameter)
        assert -1e-6 <= y - size / 2 - bottom(line_of(layout, "现就")) <= 10.45


@pytest.mark.requirement("R-7.3.5.1-4")
def test_a_seal_that_is_not_square_keeps_its_shape_and_its_centre() -> None:
    layout = square_layout(document(印章="章.png"), pictures=pictures(**{"章.png": MeasuredPicture("PNG", 20, 40)}))
    (seal,) = layout.pages[0].pictures
    assert (seal.width_mm, seal.height_mm) == (21, 42)
    assert circle(seal)[0] == pytest.approx(centre(line_of(layout, "2025年")))


@pytest.mark.requirement("R-7.3.5.1-6")
def test_the_seals_of_two_organs_stand_side_by_side_each_on_its_name_the_last_on_the_date() -> None:
    layout = joint(NAMES[:2])
    seals = list(placed(layout))
    names = [run for _, _, run in signed(layout)]
    date = line_of(layout, "2025年")
    assert [run.text for run in names] == NAMES[:2]
    assert [x for _, x, _, _ in seals] == pytest.approx([run_centre(run) for run in names])
    assert seals[0][2] == pytest.approx(seals[1][2]), "one row"
    assert seals[1][1] == pytest.approx(centre(date))
    assert right(date) == pytest.approx(184 - 4 * CELL), "右空四字"
    assert [picture.file.name for picture in layout.pages[0].pictures] == ["甲.svg", "乙.svg"]


@pytest.mark.requirement("R-7.3.5.1-6")
def test_three_seals_of_42_mm_fit_a_row_and_organs_of_8_8_and_13_characters_need_two() -> None:
    assert len({y for _, _, y, _ in placed(joint(["临溪市教育局", "临溪市财政局", "临溪市民政局"]))}) == 1
    rows = {y for _, _, y, _ in placed(joint(["临溪市科学技术局", "临溪市文化旅游局", NAMES[2]]))}
    assert len(rows) == 2


@pytest.mark.requirement("R-7.3.5.1-6", "R-7.3.5.1-7")
def test_rows_of_seals_share_their_columns_and_the_last_seal_stands_at_the_right() -> None:
    layout = joint([f"临溪市{name}局" for name in ("教育", "财政", "民政", "司法", "审计")])
    seals = list(placed(layout))
    rows = sorted({round(y, 3) for _, _, y, _ in seals})
    by_row = [[x for _, x, y, _ in seals if round(y, 3) == row] for row in rows]
    assert [len(row) for row in by_row] == [3, 2]
    assert by_row[1] == pytest.approx(by_row[0][1:])
    assert seals[-1][1] == pytest.approx(centre(line_of(layout, "2025年")))


@pytest.mark.requirement("R-7.3.5.1-6")
def test_an_organ_without_a_picture_keeps_its_place_and_one_without_a_seal_none() -> None:
    issuers = [{"名称": NAMES[0], "印章": "甲.svg"}, NAMES[1], {"名称": NAMES[2], "署名": "市人社局", "印章": "无"}]
    layout = square_layout(document(发文机关=issuers, 发文机关标志="甲"), pictures=pictures())
    (page,) = layout.pages
    assert [picture.file.name for picture in page.pictures] == ["甲.svg"]
    assert len(page.seals) == 1
    assert [run.text for _, _, run in signed(layout)] == [*NAMES[:2], "市人社局"]


def test_the_seal_of_a_joint_document_is_that_of_the_first_organ() -> None:
    made = document(发文机关=NAMES[:2], 发文机关标志="甲", 印章="章.png")
    (page,) = square_layout(made, pictures=pictures()).pages
    assert [circle(seal)[0] for seal in page.pictures] < [circle(seal)[0] for seal in page.seals]


def test_a_seal_goes_with_the_name_of_its_issuer_when_a_signature_is_missing() -> None:
    issuers = [{"名称": NAMES[0], "印章": "甲.svg"}, {"名称": NAMES[1], "印章": "乙.svg"}]
    layout = square_layout(document(发文机关=issuers, 发文机关标志="甲", 署名=NAMES[1]), pictures=pictures())
    assert [picture.file.name for picture in layout.pages[0].pictures] == ["乙.svg"]
    assert ["印章没有排" in issue.message for issue in layout.issues if issue.requirement == "L-5"] == [True]


@settings(max_examples=120, deadline=None)
@pytest.mark.requirement("R-7.3.5.1-4", "R-7.3.5.1-5", "R-7.3.5.1-6")
@given(
    names=st.lists(
        st.integers(3, 16).map(lambda length: "临溪市自然资源和规划建设管理委员会"[: length - 1] + "局"),
        min_size=1,
        max_size=9,
    ),
    diameter=st.sampled_from([38, 40, 42, 44, 45]),
    lines=st.integers(1, 40),
)
@pytest.mark.slow
def test_seals_never_touch_stay_in_the_type_area_and_press_their_names(
    names: list[str], diameter: float, lines: int
) -> None:
    issuers = [{"名称": name, "印章": {"图": "甲.svg", "直径": f"{diameter}mm"}} for name in names]
    text = "\n".join(["各地各校要高度重视。"] * lines)
    layout = square_layout(document(发文机关=issuers, 发文机关标志="甲局", 正文=text), pictures=pictures())
    seals = list(placed(layout))
    assert len(seals) == len(names)
    for (page, x, y, size), (other, x2, y2, size2) in combinations(seals, 2):
        assert page != other or math.dist((x, y), (x2, y2)) >= (size + size2) / 2 + 2 - 1e-6
    assert all(x - size / 2 >= 28 - 1e-6 and x + size / 2 <= 184 + 1e-6 for _, x, _, size in seals)
    assert all(y + size / 2 <= 262 + 1.2 for _, _, y, size in seals)
    pages = {page for page, *_ in seals}
    assert len(pages) == 1, "a signature of nine organs stands on one page"
    text_lines = [line for line in layout.pages[min(pages) - 1].lines if line.text.startswith(("各地", "重视"))]
    first = min(y - size / 2 for _, _, y, size in seals)
    if text_lines:
        assert 0 <= first - max(map(bottom, text_lines)) + 1e-6 <= 10.45
    else:
        assert first >= 37 - 1e-6 and lines == 1, "a text of one line stays on page 1, which must show text"
        assert any(issue.requirement == "R-7.3.5.5-1" for issue in layout.issues)
    names_placed = signed(layout)
    for _, line, run in names_placed:
        assert run.x_mm[0] >= 28 - 1e-6 and run.x_mm[-1] + CELL <= 184 + 1e-6
        near = [seal for seal in seals if abs(seal[1] - run_centre(run)) < 0.1 and abs(seal[2] - line.baseline_mm) < 15]
        assert len(near) == 1, "each name under one seal"
        assert abs(near[0][2] - (line.baseline_mm - 0.38 * EM_3)) < diameter / 2 - EM_3 / 2
    last, date = seals[-1], line_of(layout, "2025年")
    assert last[1] == pytest.approx(centre(date), abs=0.1)
    assert last[2] - diameter / 2 < date.baseline_mm < last[2] + diameter / 2


@settings(max_examples=30, deadline=None)
@given(count=st.integers(10, 40), length=st.integers(3, 60))
@pytest.mark.slow
def test_any_number_of_organs_signs_without_loss_or_overlap(count: int, length: int) -> None:
    name = ("临溪市" + "自然资源和规划建设管理" * 6)[: length - 1] + "局"
    layout = joint([name] * count)
    seals = list(placed(layout))
    assert len(seals) == count
    for (page, x, y, size), (other, x2, y2, size2) in combinations(seals, 2):
        assert page != other or math.dist((x, y), (x2, y2)) >= (size + size2) / 2 + 2 - 1e-6
    assert all(y - size / 2 >= 37 - 1e-6 and y + size / 2 <= 262 + 1.2 for _, _, y, size in seals)
    assert "".join(run.text for _, _, run in signed(layout)).count("局") == count


@pytest.mark.requirement("R-7.3.5.1-3", "R-7.3.5.1-4")
@pytest.mark.parametrize(
    ("picture", "said"),
    [
        (MeasuredPicture("PNG", 42, 42, (600, 600), 363, is_clear=False), "不透明"),
        (MeasuredPicture("PNG", 42, 42, (300, 300), 181, is_clear=True), "181 dpi"),
        (MeasuredPicture("PNG", 42, 36, (700, 600), 423, is_clear=True), "宽高不相等"),
        (MeasuredPicture("JPEG", 42, 42, (600, 600), 363), "不透明"),
    ],
)
def test_a_picture_that_will_not_look_like_a_seal_is_reported(picture: MeasuredPicture, said: str) -> None:
    layout = square_layout(document(印章="章.png"), pictures=pictures(**{"章.png": picture}))
    (issue,) = (issue for issue in layout.issues if issue.requirement.startswith("R-7.3.5.1"))
    assert said in issue.message and "章.png" in issue.message and issue.hint
    assert issue.severity is Severity.WARNING


@pytest.mark.requirement("R-7.3.5.1-3")
def test_a_good_picture_of_a_seal_is_not_reported_and_a_foolish_diameter_is() -> None:
    fine = MeasuredPicture("PNG", 42, 41, (600, 586), 363, is_clear=True)
    assert not square_layout(document(印章="章.png"), pictures=pictures(**{"章.png": fine})).issues
    layout = square_layout(document(印章={"图": "章.png", "直径": "12mm"}), pictures=pictures())
    assert ["直径12 mm" in issue.message for issue in layout.issues] == [True]
