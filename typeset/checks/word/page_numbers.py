"""Rules for the page numbers in the footers of a Word file (7.5)."""

import re
from collections.abc import Iterator

from typeset.checks.word.faces import is_face, size_name
from typeset.checks.word.finding import WordFinding
from typeset.errors import Measurement, quoted
from typeset.inspect.word.values import PageNumber, WordFile
from typeset.standard import (
    MM_PER_POINT,
    PAGE_NUMBER_BELOW_TYPE_AREA_MM,
    SIZE_4_PT,
    TYPE_AREA_HEIGHT_MM,
    TYPE_AREA_TOP_MM,
    Role,
)

_FORM = re.compile(r"[—―] ?1 ?[—―]")  # the dash that is one 字 long
_SIZE_TOLERANCE_PT = 0.5
_INDENT_TOLERANCE_CELLS = 0.3
_HEIGHT_TOLERANCE_MM = 2.5  # the heights of lines in a footer are estimated
_DASH_ABOVE_BASELINE_EM = 0.3
_DASH_MM = TYPE_AREA_TOP_MM + TYPE_AREA_HEIGHT_MM + PAGE_NUMBER_BELOW_TYPE_AREA_MM
_SIDE_NAMES = {"default": "单页", "even": "双页", "first": "首页"}


def pages_have_numbers(file: WordFile) -> Iterator[WordFinding]:
    """R-7.5-1: there is one, in 4号 宋体."""
    if not file.page_numbers:
        yield WordFinding("没有页码", "请在页脚插入页码（PAGE 域），两边各加一条一字线")
        return
    for number in _each(file):
        if abs(number.size_pt - SIZE_4_PT) > _SIZE_TOLERANCE_PT:
            measured = Measurement("页码字号", number.size_pt, SIZE_4_PT, _SIZE_TOLERANCE_PT, "磅")
            message = f"{_name(number)}页码是{size_name(number.size_pt)}，应为四号（14磅）"
            yield WordFinding(message, "请设为四号", measured=measured)
        if not is_face(number.face, Role.SONGTI):
            measured = Measurement("页码字体", number.face, "宋体")
            yield WordFinding(f"{_name(number)}页码用了“{number.face}”，应为宋体", "请用宋体", measured=measured)


def numbers_have_dashes(file: WordFile) -> Iterator[WordFinding]:
    """R-7.5-2: the number format of Word with dashes has hyphens."""
    for number in _each(file):
        word_format = file.sections[number.section].number_format
        if word_format == "numberInDash":
            message = f"{_name(number)}页码用了 Word 的“- 1 -”格式，那是连字符，不是一字线"
            yield WordFinding(message, "请改用“1, 2, 3…”格式，在页码两边各输入一条“—”")
        elif not _FORM.fullmatch(number.text.strip()):
            message = f"{_name(number)}页码是{quoted(number.text.strip())}，应为“— 1 —”，两边各一条一字线"
            measured = Measurement("页码形式", number.text.strip(), "— 1 —")
            yield WordFinding(message, "请在页码两边各输入一条“—”", measured=measured)


def numbers_are_below_the_type_area(file: WordFile) -> Iterator[WordFinding]:
    """R-7.5-3: the dash 7 mm below the type area."""
    for number in _each(file):
        dash = number.baseline_mm - _DASH_ABOVE_BASELINE_EM * number.size_pt * MM_PER_POINT
        if abs(dash - _DASH_MM) > _HEIGHT_TOLERANCE_MM:
            measured = Measurement("一字线高度", round(dash, 1), _DASH_MM, _HEIGHT_TOLERANCE_MM)
            message = f"{_name(number)}页码的一字线约在{dash:.1f} mm 处，应在版心下边缘之下7 mm（{_DASH_MM:.0f} mm）"
            yield WordFinding(message, "请把页脚距边界设为25 mm 左右", measured=measured)


def numbers_are_at_the_outer_edge(file: WordFile) -> Iterator[WordFinding]:
    """R-7.5-4: odd pages at the right, even ones at the left, one 字 in."""
    if file.page_numbers and not file.leftovers.has_even_pages:
        message = "单双页的页脚相同，双页页码应居左空一字"
        yield WordFinding(message, "请在“页面设置—版式”里勾选“奇偶页不同”，分别设置页码")
    for number in _each(file):
        wanted = {"default": "right", "even": "left"}.get(number.side)
        if wanted is None or (number.side == "even" and not file.leftovers.has_even_pages):
            continue
        side = "右" if wanted == "right" else "左"
        if number.alignment == "outside" or number.alignment != wanted:
            if number.alignment != "outside":
                message = f"{_name(number)}页码没有居{side}，应居{side}空一字"
                yield WordFinding(message, f"请设为{side}对齐，{side}缩进1字符")
            continue
        gap = number.right_cells if wanted == "right" else number.left_cells
        if abs(gap - 1) > _INDENT_TOLERANCE_CELLS:
            measured = Measurement(f"页码{side}空", round(gap, 2), 1.0, _INDENT_TOLERANCE_CELLS, "字")
            message = f"{_name(number)}页码{side}空{gap:.1f}字，应为1字"
            yield WordFinding(message, f"请设{side}缩进1字符", measured=measured)


def _each(file: WordFile) -> Iterator[PageNumber]:
    """Yield the page numbers that are shown, those of sections alike once."""
    seen: set[tuple[object, ...]] = set()
    for number in file.page_numbers:
        is_shown = number.side != "even" or file.leftovers.has_even_pages
        is_shown = is_shown and (number.side != "first" or file.sections[number.section].has_first_page)
        look = (number.side, number.text, number.face, number.size_pt, number.alignment, round(number.baseline_mm, 1))
        if is_shown and not file.sections[number.section].is_landscape and look not in seen:
            seen.add(look)
            yield number


def _name(number: PageNumber) -> str:
    return _SIDE_NAMES[number.side]
