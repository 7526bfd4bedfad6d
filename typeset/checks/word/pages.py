"""Rules for the pages of a Word file: paper, margins, lines a page and characters a line (5.1, 5.2, 8)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from typeset.checks.word.finding import CELLS_A_LINE, WordFinding, first_of
from typeset.checks.word.forms import form_of
from typeset.errors import Measurement
from typeset.inspect.forms import Form
from typeset.inspect.word.values import Element, PageSection, Paragraph, WordFile
from typeset.standard import (
    PAGE_HEIGHT_MM,
    PAGE_WIDTH_MM,
    TYPE_AREA_LEFT_MM,
    TYPE_AREA_WIDTH_MM,
    mm_to_points,
)

LINES_A_PAGE = 22
_TOLERANCE_MM = 1.0  # 6.1
_PAPER_TOLERANCE_MM = 0.2
_LEAST_PITCH_PT = 1.0
_ROUNDING = 0.03  # of a line or a character, against whole twips
_RIGHT_MM = PAGE_WIDTH_MM - TYPE_AREA_LEFT_MM - TYPE_AREA_WIDTH_MM


@dataclass(frozen=True, slots=True)
class WordGrid:
    """The margins and the pitch by which Word fills the type area with 22 lines."""

    name: str
    top_mm: float
    bottom_mm: float
    pitch_pt: float

    @property
    def text_height_mm(self) -> float:
        """Height between the margins."""
        return PAGE_HEIGHT_MM - self.top_mm - self.bottom_mm


GRIDS = (WordGrid("A", 37.0, 35.0, 28.95), WordGrid("B", 34.58, 32.58, 29.6))
"""A: the margins are those of the type area. B: half the room between lines is moved outside, so that type fills it."""


def paper_is_a4(file: WordFile) -> Iterator[WordFinding]:
    """R-5.1-1: every page is A4, lying ones too."""
    for page in file.sections:
        width, height = sorted((page.width_mm, page.height_mm))
        if max(abs(width - PAGE_WIDTH_MM), abs(height - PAGE_HEIGHT_MM)) > _PAPER_TOLERANCE_MM:
            found, wanted = f"{page.width_mm:.1f} × {page.height_mm:.1f}", f"{PAGE_WIDTH_MM:.0f} × {PAGE_HEIGHT_MM:.0f}"
            yield WordFinding(
                f"纸张是{found} mm，应为 A4（{wanted} mm）",
                "请在“布局—纸张大小”里选 A4",
                measured=Measurement("纸张", found, wanted),
            )


def no_page_lies(file: WordFile) -> Iterator[WordFinding]:
    """R-8-1: a lying page has its number elsewhere; wide tables are turned on upright pages."""
    for index, page in enumerate(file.sections):
        if page.is_landscape:
            paragraph = next((each for each in file.paragraphs if each.section == index), None)
            yield WordFinding(
                "所在的节是横向页面，页码不在与其他页一致的位置",
                "请把纸张改回纵向，横排的表格逆时针转90°排（单元格文字方向，或转成图）",
                paragraph,
            )


def top_margin(file: WordFile) -> Iterator[WordFinding]:
    """R-5.2.1-1: 天头, on either grid."""
    for page in _upright(file):
        wanted = tuple(grid.top_mm for grid in GRIDS)
        yield from _margin(
            "上边距（天头）", page.top_mm, wanted, "请在“布局—页边距”里设为37 mm（网格 A）或34.6 mm（网格 B）"
        )


def left_margin(file: WordFile) -> Iterator[WordFinding]:
    """R-5.2.1-2: 订口."""
    for page in _upright(file):
        yield from _margin("左边距（订口）", page.left_mm, (TYPE_AREA_LEFT_MM,), "请设为28 mm，装订线设为0")


def type_area(file: WordFile) -> Iterator[WordFinding]:
    """R-5.2.1-3: the first page of a 信函 may go lower (10.1), and in Word the others with it."""
    for page in _upright(file):
        yield from _margin("版心宽", page.text_width_mm, (TYPE_AREA_WIDTH_MM,), "请把左右边距设为28 mm 和26 mm")
        if form_of(file) is Form.LETTER:
            continue
        heights = tuple(grid.text_height_mm for grid in GRIDS)
        yield from _margin(
            "版心高", page.text_height_mm, heights, "请把上下边距设为37 mm、35 mm（网格 A）或34.6 mm、32.6 mm（网格 B）"
        )


def right_and_bottom_margins(file: WordFile) -> Iterator[WordFinding]:
    """R-5.2.1-4: they follow from the type area on A4."""
    for page in _upright(file):
        if abs(page.width_mm - PAGE_WIDTH_MM) > _TOLERANCE_MM or abs(page.height_mm - PAGE_HEIGHT_MM) > _TOLERANCE_MM:
            continue
        yield from _margin("右边距（切口）", page.right_mm, (_RIGHT_MM,), "请设为26 mm")
        if form_of(file) is Form.LETTER:
            continue
        bottoms = tuple(grid.bottom_mm for grid in GRIDS)
        yield from _margin("下边距（地脚）", page.bottom_mm, bottoms, "请设为35 mm（网格 A）或32.6 mm（网格 B）")


def _upright(file: WordFile) -> Iterator[PageSection]:
    return (page for page in dict.fromkeys(file.sections) if not page.is_landscape)


def _margin(name: str, found_mm: float, wanted_mm: tuple[float, ...], hint: str) -> Iterator[WordFinding]:
    if all(abs(found_mm - wanted) > _TOLERANCE_MM for wanted in wanted_mm):
        wanted = "或".join(f"{each:.1f}" for each in wanted_mm)
        yield WordFinding(
            f"{name}是{found_mm:.1f} mm，应为{wanted} mm（±{_TOLERANCE_MM:.0f} mm）",
            hint,
            measured=Measurement(name, round(found_mm, 2), wanted_mm[0], _TOLERANCE_MM),
        )


def lines_a_page(file: WordFile) -> Iterator[WordFinding]:
    """R-5.2.3-1: counted from the pitch that most paragraphs of the text have."""
    text = _text(file)
    if not text:
        return
    paragraph, page = text[0], file.sections[text[0].section]
    pitches = Counter(_pitch(each, page) for each in text)
    pitch, _ = pitches.most_common(1)[0]
    pitches_meant = "或".join(f"{grid.pitch_pt:g}磅（网格 {grid.name}）" for grid in GRIDS)
    hint = f"请把正文行距设为固定值{pitches_meant}"
    if pitch is None:
        count = pitches[None]
        yield WordFinding("行距不是固定值，也不按网格，每面的行数不定", hint, paragraph, count, _lines("不定"))
    elif (lines := int(mm_to_points(page.text_height_mm) / pitch + _ROUNDING)) != LINES_A_PAGE:
        message = f"行距{pitch:g}磅，每面排{lines}行，应为{LINES_A_PAGE}行"
        yield WordFinding(message, hint, paragraph, pitches[pitch], _lines(float(lines)))


def _lines(found: float | str) -> Measurement:
    tolerance = 0.0 if isinstance(found, float) else None
    return Measurement("每面行数", found, float(LINES_A_PAGE), tolerance, "行")


def _pitch(paragraph: Paragraph, page: PageSection) -> float | None:
    """Return the distance of the lines of a paragraph in points; None where it depends on the faces."""
    spacing = paragraph.spacing
    pitch = 0.0
    if spacing.rule == "exact":
        pitch = spacing.line
    elif page.grid_type and paragraph.switches.snaps_to_grid:
        pitch = page.grid_pitch_pt * (spacing.line if spacing.rule == "auto" else 1)
    return pitch if pitch >= _LEAST_PITCH_PT else None


def characters_a_line(file: WordFile) -> Iterator[WordFinding]:
    """R-5.2.3-2: counted from the size and the spacing that most of the text has."""
    text = _text(file)
    if not text:
        return
    page = file.sections[text[0].section]
    advances: Counter[tuple[float, float]] = Counter()
    for paragraph in text:
        for run in paragraph.visible_runs:
            advances[run.size_pt, _advance(paragraph, run.size_pt + run.tracking_pt, page)] += run.han_count
    (size, advance), _ = advances.most_common(1)[0]
    if advance < _LEAST_PITCH_PT:
        return
    count = int(mm_to_points(page.text_width_mm) / advance + _ROUNDING)
    if count != CELLS_A_LINE:
        yield WordFinding(
            f"每行排{count}个字（{size:g}磅的字，字距{advance - size:+.2f}磅），应为{CELLS_A_LINE}个",
            "请把正文设为三号（16磅），字符间距紧缩0.25磅，或在“文档网格”里指定每行28个字符",
            text[0],
            measured=Measurement("每行字数", float(count), float(CELLS_A_LINE), 0.0, "字"),
        )


def _advance(paragraph: Paragraph, natural_pt: float, page: PageSection) -> float:
    is_on_grid = page.grid_type in ("linesAndChars", "snapToChars") and paragraph.switches.snaps_to_grid
    return natural_pt + page.grid_cell_pt if is_on_grid else natural_pt


def _text(file: WordFile) -> tuple[Paragraph, ...]:
    """Return the paragraphs of the text on pages like those of the first one."""
    first = first_of(file, Element.TEXT)
    if first is None:
        return ()
    page = file.sections[first.section]
    return tuple(each for each in file.of(Element.TEXT) if file.sections[each.section] == page)
