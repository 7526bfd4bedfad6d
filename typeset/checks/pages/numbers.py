"""Judge 页码 and sheets that lie (7.5, 8)."""

from collections.abc import Iterator

from typeset.checks.pages.finding import (
    BOTTOM_MM,
    PageFinding,
    at,
    deviation,
    is_off,
    measurement,
    page_list,
    sentence,
    words,
)
from typeset.checks.pages.heads import is_form_unknown
from typeset.errors import Severity
from typeset.inspect.forms import Form
from typeset.inspect.pdf.elements import Inspection, Sheet, face_of_character
from typeset.readers.pdf.lines import Line
from typeset.standard import PAGE_NUMBER_BELOW_TYPE_AREA_MM, SIZE_4_PT, Role

_DASH = "—"
_DASH_LEAST_EM = 0.75
_ODD_TABLE_TURNS = (180, 270)


def numbers_are_below_the_type_area(found: Inspection) -> Iterator[PageFinding]:
    """Yield page numbers inside the type area or above it (R-7.1-2)."""
    for sheet in found.sheets:
        if sheet.number is not None and sheet.number.baseline_mm < BOTTOM_MM and not sheet.is_lying:
            measured = measurement("页码上边", sheet.number.em_top_mm, BOTTOM_MM + 4.0, 4.0)
            yield at(sheet.number, Severity.ERROR, "页码在版心之内，应在版心下边缘之下", "", measured)
            return


def pages_are_numbered(found: Inspection) -> Iterator[PageFinding]:
    """Yield pages without a number, and numbers in another face or size than 4号 宋体 (R-7.5-1)."""
    bare = [sheet.index for sheet in found.sheets if sheet.number is None and not _may_be_bare(sheet, found)]
    if bare:
        message = f"{page_list(bare)}没有页码"
        yield PageFinding(Severity.WARNING, message, "版心下边缘之下用4号宋体数字编页码", bare[0])
    sheet = next((sheet for sheet in found.sheets if sheet.number is not None), None)
    if sheet is None or sheet.number is None:
        return
    number = sheet.number
    if abs(number.size_pt - SIZE_4_PT) > 0.5:
        measured = measurement("页码字号", number.size_pt, SIZE_4_PT, 0.5, "磅")
        yield at(number, Severity.WARNING, f"页码为{number.size_pt:g}磅，应为4号（14磅）", "请改为4号", measured)
    digit = next(character for character in number.characters if character.text.isdigit())
    role = face_of_character(digit).role
    if role not in (None, Role.SONGTI):
        measured = words("页码字体", role, Role.SONGTI)
        yield at(number, Severity.WARNING, f"页码为{role}（{digit.font.name}），应为宋体", "请改为4号宋体", measured)


def _may_be_bare(sheet: Sheet, found: Inspection) -> bool:
    """Tell whether a page may have no number: page 1 of a 信函, a blank page and the 版记 after it."""
    if sheet.index <= 2 and (found.head.form is Form.LETTER or is_form_unknown(found)):
        return True
    is_imprint_alone = found.imprint is not None and found.imprint.page == sheet.index and not sheet.body
    return sheet.is_blank or is_imprint_alone


def numbers_stand_between_dashes(found: Inspection) -> Iterator[PageFinding]:
    """Yield numbers without a 一字线 on each side; a hyphen or a short dash is none (R-7.5-2)."""
    for sheet in found.sheets:
        number = sheet.number
        if number is None or _dashes(number):
            continue
        measured = words("页码", number.text, "— 1 —")
        message = f"页码“{number.text}”左右不是一字线"
        yield at(number, Severity.ERROR, message, "数字左右各放一条一字线“—”（破折号的一半），不是连字符“-”", measured)
        return


def _dashes(number: Line) -> bool:
    first, last = number.characters[0], number.characters[-1]
    has_width = min(first.advance_mm, last.advance_mm) >= _DASH_LEAST_EM * first.em_mm
    digits = number.solid[1:-1]
    return first.text == last.text == _DASH and has_width and digits.isdigit()


def dashes_are_7_below(found: Inspection) -> Iterator[PageFinding]:
    """Yield numbers whose 一字线 is not 7 mm below the type area (R-7.5-3)."""
    for sheet in found.sheets:
        if sheet.number is None or sheet.is_lying:
            continue
        mark = next((c for c in sheet.number.characters if not c.text.isdigit() and c.ink), sheet.number.characters[0])
        ink = mark.ink or sheet.number.ink
        measured = measurement("页码一字线距版心下边缘", ink.centre_mm[1] - BOTTOM_MM, PAGE_NUMBER_BELOW_TYPE_AREA_MM)
        if is_off(measured):
            hint = "请调整页脚距页面下边的距离（4号字约25.5 mm）"
            yield at(sheet.number, Severity.ERROR, sentence(measured), hint, measured)
            return


def odd_numbers_are_right_even_ones_left(found: Inspection) -> Iterator[PageFinding]:
    """Yield numbers that are not one 字 from the right on odd faces, from the left on even ones (R-7.5-4)."""
    for is_odd in (True, False):
        for sheet in found.sheets:
            number = sheet.number
            if number is None or sheet.is_lying or bool(_value(number, sheet) % 2) is not is_odd:
                continue
            cell_mm = number.characters[0].em_mm
            measured = (
                measurement("单页页码右边", number.right_mm, found.area.right_mm - cell_mm, 1.5)
                if is_odd
                else measurement("双页页码左边", number.left_mm, found.area.left_mm + cell_mm, 1.5)
            )
            hint = "单页码居右空一字，双页码居左空一字"
            findings = list(deviation(number, Severity.ERROR, measured, hint))
            yield from findings
            if findings:
                break


def blank_pages_have_no_numbers(found: Inspection) -> Iterator[PageFinding]:
    """Yield numbers on a blank page before the 版记, and on the page of the 版记 after it (R-7.5-5)."""
    imprint = found.imprint
    if imprint is None or imprint.page < 3:
        return
    before, own = found.sheet(imprint.page - 1), found.sheet(imprint.page)
    if before.is_blank:
        for sheet in (before, own):
            if sheet.number is not None:
                yield at(sheet.number, Severity.ERROR, "版记前有空白页时，空白页和版记页均不编页码")


def numbers_follow_one_another(found: Inspection) -> Iterator[PageFinding]:
    """Yield the first page number that does not carry on from the one before (R-7.5-6)."""
    previous: tuple[int, int] | None = None
    for sheet in found.sheets:
        if sheet.number is None:
            continue
        value = _value(sheet.number, sheet)
        if previous is not None and value - previous[1] != sheet.index - previous[0]:
            wanted = previous[1] + sheet.index - previous[0]
            measured = measurement("页码", value, wanted, 0.0, "")
            yield at(sheet.number, Severity.ERROR, f"页码为{value}，应接着编为{wanted}", "页码连续编排", measured)
            return
        previous = sheet.index, value


def letters_do_not_number_page_1(found: Inspection) -> Iterator[PageFinding]:
    """Yield a number on page 1 of a 信函 (R-7.5-7)."""
    if found.head.form is Form.LETTER and (number := found.sheets[0].number) is not None:
        yield at(number, Severity.ERROR, "信函首页不显示页码", "请去掉首页的页码")


def sheets_stand_upright(found: Inspection) -> Iterator[PageFinding]:
    """Yield sheets that lie, and tables that are turned so that their head is at the right (R-8-1)."""
    lying = [sheet for sheet in found.sheets if sheet.is_lying]
    if lying:
        page = lying[0].page
        size = f"{page.width_mm:.0f} × {page.height_mm:.0f} mm" + (f"，旋转{page.turn}°" if page.turn else "")
        measured = words("幅面", size, "210 × 297 mm")
        hint = "请把横排的表格逆时针转90°放在纵向的页面里，页码位置与其他页一致"
        message = f"{page_list([sheet.index for sheet in lying])}为横向页面（{size}），应为纵向"
        yield PageFinding(Severity.ERROR, message, hint, lying[0].index, measured=measured)
    for sheet in found.sheets:
        turned = [c for c in sheet.page.characters if c.turn in _ODD_TABLE_TURNS and c.text.strip()]
        if len(turned) > 20:
            message = "横排的表格是顺时针转的，表头朝向页面右边"
            yield PageFinding(Severity.ERROR, message, "请改为逆时针转90°，表头都在页面左边", sheet.index)


def _value(number: Line, sheet: Sheet) -> int:
    """Return the value of a page number; of a form like 2/13 the first part."""
    digits = ""
    for character in number.solid:
        if character.isdigit():
            digits += character
        elif digits:
            break
    return int(digits) if digits else sheet.index
