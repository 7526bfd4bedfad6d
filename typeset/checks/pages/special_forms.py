"""Judge what 信函, 命令 and 纪要 have of their own (10)."""

from collections.abc import Iterator

from typeset.checks.pages.finding import (
    BOTTOM_MM,
    CELL_MM,
    CENTRE_MM,
    EM_MM,
    LEFT_MM,
    MARK_TO_NUMBER_MM,
    RIGHT_MM,
    TWO_ROWS_MM,
    PageFinding,
    at,
    deviation,
    in_range,
    is_off,
    measurement,
    sentence,
    words,
)
from typeset.checks.pages.heads import is_grey, is_preprinted, mark_look, mark_top
from typeset.errors import Measurement, Severity
from typeset.inspect.forms import Form
from typeset.inspect.pdf.elements import DoubleRule, Inspection, face_of_character
from typeset.readers.pdf.painted import Tint, colour_name, tint_of
from typeset.standard import (
    MARK_TOP_BELOW_TYPE_AREA_MM,
    ORDER_MARK_TOP_BELOW_TYPE_AREA_MM,
    PAGE_HEIGHT_MM,
    PAGE_WIDTH_MM,
    TYPE_AREA_TOP_MM,
    Role,
)

LETTER_MARK_TOP_MM, LETTER_LINE_BELOW_MARK_MM = 30.0, 4.0
LETTER_LINE_MM, LETTER_FOOT_MM = 170.0, PAGE_HEIGHT_MM - 20.0
_BELOW_LINE_MM = 7 / 8 * EM_MM
_CENTRE_WITHIN_MM = 1.1  # the page's middle or the type area's
_LABELS = ("出席", "请假", "列席")


def _doubles(found: Inspection) -> tuple[DoubleRule | None, DoubleRule | None]:
    """Return the upper and the lower double line of a 信函."""
    half_mm = PAGE_HEIGHT_MM / 2
    doubles = found.head.double_rules if found.head.form is Form.LETTER else ()
    upper = next((double for double in doubles if double.box.top_mm < half_mm), None)
    lower = next((double for double in doubles if double.box.top_mm >= half_mm), None)
    return upper, lower


def letter_mark_is_30_below_the_edge(found: Inspection) -> Iterator[PageFinding]:
    """Yield a mark of a 信函 that is not 30 mm below the edge of the page, or has 文件 in it (R-10.1-1)."""
    if found.head.form is not Form.LETTER or not found.head.mark:
        return
    yield from mark_top(found, LETTER_MARK_TOP_MM)
    last = found.head.mark[-1]
    if last.solid.endswith("文件"):
        yield at(last, Severity.ERROR, "信函的发文机关标志带有“文件”", "只用发文机关全称或规范化简称")


def letter_mark_is_red_xiaobiaosong(found: Inspection) -> Iterator[PageFinding]:
    """Yield a mark of a 信函 in another face or colour (R-10.1-2)."""
    if found.head.form is Form.LETTER:
        yield from mark_look(found)


def upper_double_line_is_4_below_the_mark(found: Inspection) -> Iterator[PageFinding]:
    """Yield what is wrong with the upper double line: red, 4 mm below the mark, thick above thin (R-10.1-4)."""
    upper, _ = _doubles(found)
    if upper is None:
        if found.head.form is Form.LETTER and not is_preprinted(found):
            yield PageFinding(Severity.ERROR, "信函没有发文机关标志下的红色双线", "标志下4 mm 处印上粗下细的双线", 1)
        return
    ink = found.head.mark_ink
    if ink is not None:
        measured = measurement("发文机关标志到双线", upper.box.top_mm - ink.bottom_mm, LETTER_LINE_BELOW_MARK_MM)
        yield from _about(upper, measured, "双线在发文机关标志下4 mm 处")
    yield from _colours(upper, found)
    if upper.upper.thickness_mm <= upper.lower.thickness_mm:
        yield PageFinding(Severity.ERROR, "上面的双线不是上粗下细", "上一条粗、下一条细", 1, upper.box)


def lower_double_line_is_20_above_the_edge(found: Inspection) -> Iterator[PageFinding]:
    """Yield what is wrong with the lower double line: red, 20 mm above the edge, thin above thick (R-10.1-5)."""
    _, lower = _doubles(found)
    if lower is None:
        if found.head.form is Form.LETTER and not is_preprinted(found):
            yield PageFinding(Severity.ERROR, "信函没有页面下边的红色双线", "距下页边20 mm 处印上细下粗的双线", 1)
        return
    measured = measurement("下双线的下边", lower.box.bottom_mm, LETTER_FOOT_MM)
    yield from _about(lower, measured, "双线距下页边20 mm")
    yield from _colours(lower, found)
    if lower.upper.thickness_mm >= lower.lower.thickness_mm:
        yield PageFinding(Severity.ERROR, "下面的双线不是上细下粗", "上一条细、下一条粗", 1, lower.box)


def double_lines_are_170_wide(found: Inspection) -> Iterator[PageFinding]:
    """Yield double lines that are not 170 mm long in the middle of the page (R-10.1-6)."""
    for double in filter(None, _doubles(found)):
        yield from _about(double, measurement("双线长", double.box.width_mm, LETTER_LINE_MM), "双线长170 mm")
        middle = measurement("双线的中线", double.box.centre_mm[0], PAGE_WIDTH_MM / 2, _CENTRE_WITHIN_MM)
        yield from _about(double, middle, "双线居中排布")


def _about(double: DoubleRule, measured: Measurement, hint: str) -> Iterator[PageFinding]:
    if is_off(measured):
        yield PageFinding(Severity.ERROR, sentence(measured), hint, 1, double.box, measured)


def _colours(double: DoubleRule, found: Inspection) -> Iterator[PageFinding]:
    colour = double.upper.colour
    if tint_of(colour) is not Tint.RED and not is_grey(found):
        measured = words("双线颜色", colour_name(colour), Tint.RED)
        message = f"信函的双线为{colour_name(colour)}，应为红色"
        yield PageFinding(Severity.ERROR, message, "请改为红色", 1, double.box, measured)


def letter_labels_are_below_the_line(found: Inspection) -> Iterator[PageFinding]:
    """Yield labels of a 信函 that do not begin 7/8 of a 3号 character below the line (R-10.1-7)."""
    upper, _ = _doubles(found)
    for index, line in enumerate(found.head.labels if upper is not None else ()):
        yield from deviation(line, Severity.ERROR, measurement("版头要素左边", line.left_mm, LEFT_MM))
        if index == 0 and upper is not None:
            gap = measurement("双线到第一个要素", line.em_top_mm - upper.box.bottom_mm, _BELOW_LINE_MM, 1.5)
            yield from deviation(line, Severity.ERROR, gap, "与线的距离为3号汉字高度的7/8")


def letter_number_is_at_the_right(found: Inspection) -> Iterator[PageFinding]:
    """Yield a number of a 信函 that is not flush right below the line (R-10.1-8)."""
    upper, _ = _doubles(found)
    number = found.head.number
    if upper is None or number is None:
        return
    yield from deviation(number, Severity.ERROR, measurement("发文字号右边", number.right_mm, RIGHT_MM), "居右顶格")
    gap = measurement("双线到发文字号", number.em_top_mm - upper.box.bottom_mm, _BELOW_LINE_MM, 1.5)
    yield from deviation(number, Severity.ERROR, gap, "与线的距离为3号汉字高度的7/8")


def letter_title_is_two_rows_below(found: Inspection) -> Iterator[PageFinding]:
    """Yield a title of a 信函 that is not two blank rows below the last element above it (R-10.1-9)."""
    upper, _ = _doubles(found)
    above = [*found.head.labels, *([found.head.number] if found.head.number is not None else [])]
    if upper is None or not above or not found.head.title:
        return
    first = found.head.title[0]
    foot_mm = max(line.em_bottom_mm for line in above)
    gap = in_range("标题与上面的要素相距", first.em_top_mm - foot_mm, TWO_ROWS_MM)
    yield from deviation(first, Severity.ERROR, gap, "标题与其上最后一个要素相距二行")


def letter_imprint_has_no_rules(found: Inspection) -> Iterator[PageFinding]:
    """Yield rules and 印发机关 in the 版记 of a 信函, and one that is not at the foot (R-10.1-10)."""
    imprint = found.imprint
    if found.head.form is not Form.LETTER or imprint is None:
        return
    if imprint.rules and imprint.page != 1:
        rule = imprint.rules[0]
        yield PageFinding(Severity.ERROR, "信函的版记有分隔线", "信函的版记不加分隔线", imprint.page, rule.box)
    if imprint.printed is not None:
        yield at(imprint.printed, Severity.ERROR, "信函的版记有印发机关和印发日期", "信函的版记不加印发机关和印发日期")
    elif imprint.copies:
        last = imprint.copies[-1]
        measured = measurement("版记末行下边", last.em_bottom_mm, BOTTOM_MM, 2.5)
        yield from deviation(last, Severity.ERROR, measured, "版记位于公文最后一面版心内最下方")


def order_mark_is_20_below(found: Inspection) -> Iterator[PageFinding]:
    """Yield a mark of a 命令 that is not red 小标宋 20 mm below the type area's top (R-10.2-1)."""
    if found.head.form is Form.ORDER:
        yield from mark_top(found, TYPE_AREA_TOP_MM + ORDER_MARK_TOP_BELOW_TYPE_AREA_MM)
        yield from mark_look(found)


def order_number_is_two_rows_below(found: Inspection) -> Iterator[PageFinding]:
    """Yield a number of a 命令 that is not centred two blank rows below the mark (R-10.2-2)."""
    number, ink = found.head.number, found.head.mark_ink
    if found.head.form is not Form.ORDER or number is None or ink is None:
        return
    measured = measurement("令号的中线", number.centre_mm, CENTRE_MM)
    yield from deviation(number, Severity.ERROR, measured, "令号居中编排")
    gap = in_range("发文机关标志到令号的空白", number.em_top_mm - ink.bottom_mm, MARK_TO_NUMBER_MM)
    yield from deviation(number, Severity.ERROR, gap, "发文机关标志下空二行")


def minutes_mark_is_35_below(found: Inspection) -> Iterator[PageFinding]:
    """Yield a mark of 纪要 that is not red 小标宋 35 mm below the type area's top (R-10.3-1)."""
    if found.head.form is Form.MINUTES:
        yield from mark_top(found, TYPE_AREA_TOP_MM + MARK_TOP_BELOW_TYPE_AREA_MM)
        yield from mark_look(found)


def lists_of_people_have_their_look(found: Inspection) -> Iterator[PageFinding]:
    """Yield lists of people in 纪要 whose label is not 黑体 two 字 in (R-10.3-2, R-10.3-3)."""
    if found.head.form is not Form.MINUTES:
        return
    for line in found.body:
        if not line.solid.startswith(tuple(f"{label}：" for label in _LABELS)):
            continue
        measured = measurement(f"“{line.solid[:2]}”左边", line.left_mm, LEFT_MM + 2 * CELL_MM)
        yield from deviation(line, Severity.WARNING, measured, "左空二字")
        role = face_of_character(line.characters[0]).role
        if role not in (None, Role.HEITI):
            look = words(f"“{line.solid[:2]}”字体", role, Role.HEITI)
            yield at(line, Severity.WARNING, f"“{line.solid[:2]}”为{role}，应为黑体", "请改为3号黑体", look)
