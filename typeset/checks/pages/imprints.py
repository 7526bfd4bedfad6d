"""Judge 版记 at the foot of the last page (7.4)."""

import re
from collections.abc import Iterator

from typeset.checks.pages.finding import (
    BOTTOM_MM,
    GRID_A_TOLERANCE_MM,
    PageFinding,
    at,
    deviation,
    is_off,
    measurement,
    sentence,
    words,
)
from typeset.checks.pages.heads import is_form_unknown, rule_ends
from typeset.errors import Measurement, Severity
from typeset.inspect.forms import Form
from typeset.inspect.pdf.elements import Imprint, Inspection, face_of_character
from typeset.readers.pdf.lines import Line
from typeset.readers.pdf.painted import Rule, Tint, colour_name, tint_of
from typeset.standard import SIZE_4_PT, Role, points_to_mm

OUTER_RULE_MM, INNER_RULE_MM, WEIGHT_WITHIN_MM = 0.35, 0.25, 0.06
_CELL_4_MM = points_to_mm(SIZE_4_PT)
_PRINTED = re.compile(r"(?:19|20)\d{2}年(?:[1-9]|1[0-2])月(?:[1-9]|[12]\d|3[01])日印发")
_DATE_BEGINS = re.compile(r"\d{4}年|[〇零○一二三四五六七八九]{4}年")


def _ruled(found: Inspection) -> Imprint | None:
    """Return the 版记 of a document that has its rules: any but a 信函."""
    imprint = found.imprint
    may_be_letter = imprint is not None and not imprint.rules and is_form_unknown(found)
    return None if found.head.form is Form.LETTER or may_be_letter else imprint


def rules_are_as_wide_as_the_type_area(found: Inspection) -> Iterator[PageFinding]:
    """Yield rules of the 版记 that do not go from edge to edge, and that there are none (R-7.4.1-1)."""
    imprint = _ruled(found)
    if imprint is None:
        return
    if not imprint.rules:
        line = next(iter(imprint.copies), imprint.printed)
        assert line is not None
        yield at(line, Severity.ERROR, "版记没有分隔线", "版记的分隔线与版心等宽：首末条粗，中间细")
    told = set()
    for rule in imprint.rules:
        for measured in rule_ends("版记分隔线", rule, found):
            if is_off(measured) and measured not in told:
                told.add(measured)
                yield _about(rule, imprint, Severity.ERROR, sentence(measured), "分隔线与版心等宽（156 mm）", measured)


def rules_have_their_weights(found: Inspection) -> Iterator[PageFinding]:
    """Yield outer rules that are not 0.35 mm thick and inner ones that are not 0.25 mm (R-7.4.1-2)."""
    imprint = _ruled(found)
    if imprint is None:
        return
    for index, rule in enumerate(imprint.rules):
        is_outer = index in (0, len(imprint.rules) - 1)
        what, wanted = ("首末条", OUTER_RULE_MM) if is_outer else ("中间", INNER_RULE_MM)
        measured = measurement(f"版记{what}分隔线粗", rule.thickness_mm, wanted, WEIGHT_WITHIN_MM)
        if is_off(measured):
            yield _about(rule, imprint, Severity.INFO, sentence(measured), "", measured)


def last_rule_is_at_the_foot(found: Inspection) -> Iterator[PageFinding]:
    """Yield a 版记 whose last rule is not the lower edge of the type area on the last page (R-7.4.1-3)."""
    imprint = _ruled(found)
    if imprint is None or not imprint.rules:
        return
    last = imprint.rules[-1]
    measured = measurement("版记末条分隔线", last.box.bottom_mm, BOTTOM_MM)
    if is_off(measured):
        is_grid_a = 0 < BOTTOM_MM - last.box.bottom_mm <= GRID_A_TOLERANCE_MM
        severity = Severity.INFO if is_grid_a else Severity.ERROR
        yield _about(last, imprint, severity, sentence(measured), "末条分隔线与版心下边缘重合", measured)
    if imprint.page != found.sheets[-1].index:
        yield _about(last, imprint, Severity.ERROR, "版记不在最后一面", "版记排在公文最后一面")


def rules_are_black(found: Inspection) -> Iterator[PageFinding]:
    """Yield rules of the 版记 that are not black (R-7.4.1-4)."""
    imprint = _ruled(found)
    for rule in imprint.rules if imprint is not None else ():
        if tint_of(rule.colour) is not Tint.BLACK and imprint is not None:
            measured = words("版记分隔线颜色", colour_name(rule.colour), Tint.BLACK)
            message = f"版记分隔线为{colour_name(rule.colour)}，应为黑色"
            yield _about(rule, imprint, Severity.WARNING, message, "请改为黑色", measured)


def copies_are_in_fangsong_of_size_4(found: Inspection) -> Iterator[PageFinding]:
    """Yield what is wrong with 抄送: 4号 仿宋, one 字 in from both edges (R-7.4.2-1)."""
    imprint = found.imprint
    if imprint is None or not imprint.copies:
        return
    first = imprint.copies[0]
    yield from _look(first, "抄送机关")
    yield from deviation(first, Severity.ERROR, _one_cell_in("抄送机关左边", first, found), "左空一字")
    right_mm = max(line.right_mm for line in imprint.copies)
    if right_mm > found.area.right_mm - _CELL_4_MM + 1.5:
        measured = measurement("抄送机关右边", right_mm, found.area.right_mm - _CELL_4_MM, 1.5)
        yield at(first, Severity.ERROR, sentence(measured), "右空一字", measured)


def copies_hang(found: Inspection) -> Iterator[PageFinding]:
    """Yield lines of 抄送 that do not begin below the first character after the colon (R-7.4.2-2)."""
    imprint = found.imprint
    if imprint is None or len(imprint.copies) < 2:
        return
    first = imprint.copies[0]
    after = next((i + 1 for i, c in enumerate(first.characters) if c.text in "：:"), 0)
    wanted_mm = first.characters[min(after, len(first.characters) - 1)].x_mm
    for line in imprint.copies[1:]:
        if line.solid[2:3] not in ("：", ":"):
            measured = measurement("抄送机关回行左边", line.left_mm, wanted_mm, 1.5)
            yield from deviation(line, Severity.ERROR, measured, "回行与冒号后的首字对齐")


def copies_end_with_a_full_stop(found: Inspection) -> Iterator[PageFinding]:
    """Yield a list of 抄送 that does not end with 。 (R-7.4.2-3)."""
    if found.imprint is not None and found.imprint.copies:
        last = found.imprint.copies[-1]
        if not last.solid.endswith("。"):
            measured = words("抄送机关末", last.solid[-1], "。")
            yield at(last, Severity.ERROR, "最后一个抄送机关后没有句号", "请加“。”", measured)


def printing_office_and_date_are_in_place(found: Inspection) -> Iterator[PageFinding]:
    """Yield a line of 印发机关 that is not 4号 仿宋 from one 字 in to one 字 in (R-7.4.3-1)."""
    imprint = _ruled(found)
    if imprint is None or imprint.printed is None:
        return
    line = imprint.printed
    yield from _look(line, "印发机关")
    yield from deviation(line, Severity.ERROR, _one_cell_in("印发机关左边", line, found), "左空一字")
    right = measurement("印发日期右边", line.right_mm, found.area.right_mm - _CELL_4_MM, 1.5)
    yield from deviation(line, Severity.ERROR, right, "右空一字")


def printing_date_has_its_form(found: Inspection) -> Iterator[PageFinding]:
    """Yield a 印发日期 that is zero-padded or lacks 印发 (R-7.4.3-2)."""
    imprint = found.imprint
    if imprint is None or imprint.printed is None:
        return
    line = imprint.printed
    begins = _DATE_BEGINS.search(line.solid)
    text = line.solid[begins.start() :] if begins else line.solid
    if not _PRINTED.fullmatch(text):
        measured = words("印发日期", text, "如 2024年2月20日印发")
        hint = "用阿拉伯数字将年、月、日标全，不编虚位，后加“印发”"
        yield at(line, Severity.ERROR, f"印发日期“{text}”写法不对", hint, measured)


def a_rule_parts_copies_and_printing(found: Inspection) -> Iterator[PageFinding]:
    """Yield a 版记 without a rule between 抄送 and 印发机关 (R-7.4.3-3)."""
    imprint = _ruled(found)
    if imprint is None or imprint.printed is None or not imprint.copies or not imprint.rules:
        return
    above_mm, below_mm = imprint.copies[-1].baseline_mm, imprint.printed.baseline_mm
    if not any(above_mm < rule.box.centre_mm[1] < below_mm for rule in imprint.rules):
        yield at(imprint.printed, Severity.ERROR, "抄送机关与印发机关之间没有分隔线", "中间用细线（0.25 mm）隔开")


def imprint_is_on_an_even_page(found: Inspection) -> Iterator[PageFinding]:
    """Yield a 版记 on an odd page (R-7.4-5), which is usual for printing on one side alone."""
    if found.imprint is not None and found.head.form is not Form.LETTER and found.imprint.page % 2:
        message = f"版记在第{found.imprint.page}页（单数页），双面印刷时通常排在双数页"
        yield PageFinding(Severity.INFO, message, "", found.imprint.page)


def _one_cell_in(what: str, line: Line, found: Inspection) -> Measurement:
    return measurement(what, line.left_mm, found.area.left_mm + _CELL_4_MM, 1.5)


def _look(line: Line, what: str) -> Iterator[PageFinding]:
    if abs(line.size_pt - SIZE_4_PT) > 0.5:
        measured = measurement(f"{what}字号", line.size_pt, SIZE_4_PT, 0.5, "磅")
        yield at(line, Severity.WARNING, f"{what}为{line.size_pt:g}磅，应为4号（14磅）", "请改为4号仿宋", measured)
    role = face_of_character(line.characters[0]).role
    if role not in (None, Role.FANGSONG):
        measured = words(f"{what}字体", role, Role.FANGSONG)
        yield at(line, Severity.WARNING, f"{what}为{role}，应为仿宋", "请改为4号仿宋", measured)


def _about(
    rule: Rule, imprint: Imprint, severity: Severity, message: str, hint: str, measured: Measurement | None = None
) -> PageFinding:
    return PageFinding(severity, message, hint, imprint.page, rule.box, measured)
