"""Judge 版头 (7.2): labels, mark, number, signers, red rule."""

import re
from collections.abc import Iterator
from itertools import pairwise

from typeset.checks.pages.finding import (
    CELL_MM,
    GRID,
    GRID_A_TOLERANCE_MM,
    MARK_TO_NUMBER_MM,
    PageFinding,
    at,
    deviation,
    in_range,
    is_off,
    measurement,
    sentence,
    words,
)
from typeset.errors import Measurement, Severity
from typeset.inspect.forms import Form
from typeset.inspect.pdf.elements import Inspection, face_of_character
from typeset.readers.pdf.lines import Line
from typeset.readers.pdf.painted import Rule, Tint, colour_name, tint_of
from typeset.standard import MARK_TOP_BELOW_TYPE_AREA_MM, RULE_BELOW_NUMBER_MM, TYPE_AREA_TOP_MM, Role

PREPRINTED, GREY = "套打", "灰"
"""What a file says it is for in its keywords: the red parts are on the paper already; everything is black."""

NUMBER = re.compile(r"[^\s\d〔〕\[\]（）()【】]{1,20}〔(?:19|20)\d{2}〕[1-9]\d{0,4}号")
SECRECY = re.compile(r"(?:绝密|机密|秘密)(?:★(?:[1-9]\d?年|[1-9]\d?个月|长期))?")
_SIZES_PT = (15.4, 16.2)
_MARK_LEAST_PT = 22.0
_THICKNESS_MM = (0.3, 1.05)
_MARK_BOX_MM = 156.0


def is_preprinted(found: Inspection) -> bool:
    """Tell whether a file says that the red parts are on the paper already."""
    return PREPRINTED in found.file.keywords


def is_grey(found: Inspection) -> bool:
    """Tell whether a file says that everything in it is black."""
    return GREY in found.file.keywords


def is_form_unknown(found: Inspection) -> bool:
    """Tell whether the mark and the lines that tell a document's form are not painted."""
    return is_preprinted(found) and not found.head.mark


def copy_number_has_6_digits(found: Inspection) -> Iterator[PageFinding]:
    """Yield what is wrong with 份号: six digits, flush left on the first row (R-7.2.1-1)."""
    line = found.head.copy_number
    if line is None:
        return
    digits = line.solid.strip("№No.")
    if len(digits) != 6:
        measured = words("份号", line.solid, "6位数字，如 000001")
        yield at(line, Severity.WARNING, f"份号“{line.solid}”有{len(digits)}位，应为6位", "如 000001", measured)
    yield from deviation(line, Severity.WARNING, measurement("份号左边", line.left_mm, found.area.left_mm))
    if found.head.form is not Form.LETTER:
        yield from deviation(line, Severity.WARNING, _row("份号上边", line, 1))


def secrecy_is_in_heiti(found: Inspection) -> Iterator[PageFinding]:
    """Yield what is wrong with 密级: 3号 黑体, flush left on the second row (R-7.2.2-1)."""
    if (line := found.head.secrecy) is not None:
        yield from _label_look(line, "密级", found)
        if found.head.form is not Form.LETTER:
            yield from deviation(line, Severity.WARNING, _row("密级上边", line, 2))


def secrecy_has_its_form(found: Inspection) -> Iterator[PageFinding]:
    """Yield a 密级 that is not 绝密, 机密 or 秘密, with ★ and a term where one is given (R-7.2.2-2)."""
    line = found.head.secrecy
    if line is not None and not SECRECY.fullmatch(line.solid):
        measured = words("密级和保密期限", line.solid, "如 机密★1年")
        yield at(line, Severity.ERROR, f"密级“{line.solid}”写法不对", "请写成“机密★1年”的样子", measured)


def urgency_is_in_heiti(found: Inspection) -> Iterator[PageFinding]:
    """Yield what is wrong with 紧急程度: 3号 黑体, flush left, below 份号 and 密级 (R-7.2.3-1)."""
    line, secrecy = found.head.urgency, found.head.secrecy
    if line is None:
        return
    yield from _label_look(line, "紧急程度", found)
    if secrecy is not None and line.baseline_mm < secrecy.baseline_mm:
        yield at(line, Severity.ERROR, "紧急程度排在密级之上", "自上而下依次为份号、密级、紧急程度")


def _row(what: str, line: Line, row: int) -> Measurement:
    return measurement(what, line.em_top_mm, GRID.row_top_mm(row), GRID_A_TOLERANCE_MM)


def _label_look(line: Line, what: str, found: Inspection) -> Iterator[PageFinding]:
    role = face_of_character(line.characters[0]).role
    if role not in (None, Role.HEITI):
        measured = words(f"{what}字体", role, Role.HEITI)
        yield at(line, Severity.WARNING, f"{what}为{role}，应为黑体", "请改为3号黑体", measured)
    least, most = _SIZES_PT
    if not least <= line.size_pt <= most:
        measured = measurement(f"{what}字号", line.size_pt, 16.0, 0.5, "磅")
        yield at(line, Severity.WARNING, sentence(measured), "请改为3号黑体", measured)
    yield from deviation(line, Severity.WARNING, measurement(f"{what}左边", line.left_mm, found.area.left_mm))


def mark_is_there(found: Inspection) -> Iterator[PageFinding]:
    """Yield that 发文机关标志 is not there (R-7.2.4-1); on preprinted paper it need not be."""
    if found.head.mark:
        return
    if is_preprinted(found):
        yield PageFinding(Severity.INFO, "套打文件：发文机关标志和红线已印在纸上，没有核对", page=1)
    else:
        hint = "首页上部排红色小标宋的发文机关全称或规范化简称，后加“文件”"
        yield PageFinding(Severity.ERROR, "没有找到发文机关标志", hint, 1)


def mark_is_centred(found: Inspection) -> Iterator[PageFinding]:
    """Yield a mark whose visible middle is not that of the type area (R-7.2.4-2)."""
    ink = found.head.mark_ink
    if ink is not None:
        measured = measurement("发文机关标志的中线", ink.centre_mm[0], found.area.centre_mm)
        if is_off(measured):
            yield PageFinding(Severity.ERROR, sentence(measured), "请居中，不设缩进", 1, ink, measured)


def mark_is_35_below(found: Inspection) -> Iterator[PageFinding]:
    """Yield a mark whose visible top is not 35 mm below the type area's (R-7.2.4-3)."""
    if found.head.form is Form.GENERAL:
        yield from mark_top(found, TYPE_AREA_TOP_MM + MARK_TOP_BELOW_TYPE_AREA_MM)


def mark_top(found: Inspection, wanted_mm: float) -> Iterator[PageFinding]:
    """Yield a mark whose visible top is elsewhere than wanted."""
    ink = found.head.mark_ink
    if ink is not None:
        measured = measurement("发文机关标志上边缘", ink.top_mm, wanted_mm)
        if is_off(measured):
            hint = f"请调整标志前的间距，使字的上边缘距页面上边{wanted_mm:g} mm"
            yield PageFinding(Severity.ERROR, sentence(measured), hint, 1, ink, measured)


def mark_is_red_xiaobiaosong(found: Inspection) -> Iterator[PageFinding]:
    """Yield a mark of a general document in another face than 小标宋 or another colour than red (R-7.2.4-4)."""
    if found.head.form is Form.GENERAL:
        yield from mark_look(found)


def mark_look(found: Inspection) -> Iterator[PageFinding]:
    """Yield a mark in another face than 小标宋 or another colour than red."""
    if not found.head.mark:
        return
    line = found.head.mark[0]
    character = line.characters[0]
    role = face_of_character(character).role
    if role not in (None, Role.XIAOBIAOSONG):
        measured = words("发文机关标志字体", role, Role.XIAOBIAOSONG)
        message = f"发文机关标志为{role}（{character.font.name}），推荐用小标宋体"
        yield at(line, Severity.WARNING, message, measured=measured)
    if tint_of(character.colour) is not Tint.RED and not is_grey(found):
        measured = words("发文机关标志颜色", colour_name(character.colour), Tint.RED)
        message = f"发文机关标志为{colour_name(character.colour)}，应为红色"
        yield at(line, Severity.WARNING, message, "请改为红色（255，0，0）", measured)


def mark_fits(found: Inspection) -> Iterator[PageFinding]:
    """Yield a mark that is wider than the type area, or smaller than the title (R-7.2.4-5)."""
    ink = found.head.mark_ink
    if ink is None:
        return
    if ink.width_mm > _MARK_BOX_MM + 1:
        measured = measurement("发文机关标志宽", ink.width_mm, _MARK_BOX_MM)
        yield PageFinding(Severity.WARNING, sentence(measured), "请缩小字号或压缩字宽", 1, ink, measured)
    size = max(line.size_pt for line in found.head.mark)
    if size < _MARK_LEAST_PT:
        message = f"发文机关标志只有{size:g}磅，应醒目、美观、庄重"
        yield PageFinding(Severity.WARNING, message, "字号应大于标题的2号", 1, ink)


def joint_mark_is_in_place(found: Inspection) -> Iterator[PageFinding]:
    """Yield a joint mark whose 文件 is not beside the middle of the names (R-7.2.4-6)."""
    suffix = next((line for line in found.head.mark if line.solid == "文件"), None)
    names = [line for line in found.head.mark if line is not suffix]
    if suffix is None or len(names) < 2:
        return
    middle_mm = (min(n.ink.top_mm for n in names) + max(n.ink.bottom_mm for n in names)) / 2
    measured = measurement("“文件”的中线", suffix.ink.centre_mm[1], middle_mm)
    yield from deviation(suffix, Severity.ERROR, measured, "“文件”应在发文机关名称右侧，上下居中")
    for above, below in pairwise(names):
        measured = measurement("联合发文机关名称左边", below.ink.left_mm, above.ink.left_mm, 1.5)
        yield from deviation(below, Severity.WARNING, measured, "各机关名称应分散对齐，左右齐平")


def number_is_two_rows_below(found: Inspection) -> Iterator[PageFinding]:
    """Yield a number of a 下行文 or 平行文 that is not centred two blank rows below the mark (R-7.2.5-1)."""
    number, ink = found.head.number, found.head.mark_ink
    if number is None or found.head.form is not Form.GENERAL or found.head.signers or is_form_unknown(found):
        return
    measured = measurement("发文字号的中线", number.centre_mm, found.area.centre_mm)
    yield from deviation(number, Severity.ERROR, measured, "请居中排布")
    if ink is not None:
        gap = in_range("发文机关标志到发文字号的空白", number.em_top_mm - ink.bottom_mm, MARK_TO_NUMBER_MM)
        yield from deviation(number, Severity.ERROR, gap, "发文机关标志下空二行")


def number_has_its_form(found: Inspection) -> Iterator[PageFinding]:
    """Yield a number that is not 代字〔年份〕序号号 (R-7.2.5-2), and that there is none."""
    number = found.head.number
    if found.head.form not in (Form.GENERAL, Form.LETTER) or is_form_unknown(found):
        return
    if number is None:
        hint = "发文字号由机关代字、年份和顺序号组成，如 ×政发〔2024〕1号"
        yield PageFinding(Severity.WARNING, "没有找到发文字号", hint, 1)
    elif not NUMBER.fullmatch(number.solid):
        measured = words("发文字号", number.solid, "如 ×政发〔2024〕1号")
        hint = "年份全写，用六角括号“〔〕”；序号不加“第”，不编虚位（1不编为01）"
        yield at(number, Severity.ERROR, f"发文字号“{number.solid}”写法不对", hint, measured)


def upward_number_is_at_the_left(found: Inspection) -> Iterator[PageFinding]:
    """Yield a number of a 上行文 that is not one 字 from the left on the row of the last signer (R-7.2.5-3)."""
    number, signers = found.head.number, found.head.signers
    if number is None or not signers:
        return
    measured = measurement("发文字号左边", number.left_mm, found.area.left_mm + CELL_MM)
    yield from deviation(number, Severity.ERROR, measured, "上行文的发文字号居左空一字")
    last_mm = max(line.baseline_mm for line in signers)
    same_row = measurement("发文字号与最后一个签发人高低相差", abs(number.baseline_mm - last_mm), 0.0)
    yield from deviation(number, Severity.ERROR, same_row, "发文字号与最后一个签发人姓名同处一行")


def signers_end_one_cell_before(found: Inspection) -> Iterator[PageFinding]:
    """Yield a row of 签发人 that does not end one 字 before the right edge, or lacks the full-width colon
    (R-7.2.6-1)."""
    if not found.head.signers:
        return
    first = found.head.signers[0]
    if "：" not in first.solid:
        yield at(first, Severity.ERROR, "“签发人”后没有全角冒号", "请写“签发人：”")
    row = [line for line in found.head.signers if abs(line.baseline_mm - first.baseline_mm) < 0.6]
    right_mm = max(line.right_mm for line in row)
    measured = measurement("签发人右边", right_mm, found.area.right_mm - CELL_MM, 1.5)
    yield from deviation(first, Severity.ERROR, measured, "签发人居右空一字")


def names_of_signers_are_in_kaiti(found: Inspection) -> Iterator[PageFinding]:
    """Yield the label of 签发人 in another face than 仿宋, and names in another than 楷体 (R-7.2.6-2)."""
    for index, line in enumerate(found.head.signers):
        label, colon, _ = line.solid.partition("：")
        length = len(label) + 1 if colon else 0
        roles = [face_of_character(character).role for character in line.characters]
        if index == 0 and length and roles[0] not in (None, Role.FANGSONG):
            measured = words("“签发人”字体", roles[0], Role.FANGSONG)
            yield at(line, Severity.ERROR, f"“签发人”为{roles[0]}，应为仿宋", "请改为3号仿宋", measured)
        names = roles[length:]
        if names and names[0] not in (None, Role.KAITI):
            measured = words("签发人姓名字体", names[0], Role.KAITI)
            yield at(line, Severity.ERROR, f"签发人姓名为{names[0]}，应为楷体", "请改为3号楷体", measured)


def red_rule_is_4_below_the_number(found: Inspection) -> Iterator[PageFinding]:
    """Yield what is wrong with 版头中的分隔线: red, as wide as the type area, 4 mm below the number (R-7.2.7-1)."""
    if found.head.form is not Form.GENERAL or is_preprinted(found):
        return
    rule, number = found.head.rule, found.head.number
    if rule is None:
        hint = "发文字号之下4 mm 处印一条与版心等宽的红色分隔线"
        yield PageFinding(Severity.ERROR, "没有找到版头中的红色分隔线", hint, 1)
        return
    if tint_of(rule.colour) is not Tint.RED and not is_grey(found):
        measured = words("分隔线颜色", colour_name(rule.colour), Tint.RED)
        message = f"版头中的分隔线为{colour_name(rule.colour)}，应为红色"
        yield PageFinding(Severity.ERROR, message, "请改为红色", 1, rule.box, measured)
    for measured in rule_ends("红色分隔线", rule, found):
        if is_off(measured):
            yield PageFinding(Severity.ERROR, sentence(measured), "分隔线应与版心等宽（156 mm）", 1, rule.box, measured)
    if number is not None:
        foot_mm = max(line.ink.bottom_mm for line in (number, *found.head.signers))
        measured = measurement("发文字号到红色分隔线", rule.box.top_mm - foot_mm, RULE_BELOW_NUMBER_MM)
        if is_off(measured):
            yield PageFinding(Severity.ERROR, sentence(measured), "分隔线在发文字号之下4 mm 处", 1, rule.box, measured)


def rule_ends(what: str, rule: Rule, found: Inspection) -> tuple[Measurement, Measurement]:
    """Return where a rule begins and ends, measured against the type area."""
    return (
        measurement(f"{what}左端", rule.box.left_mm, found.area.left_mm),
        measurement(f"{what}右端", rule.box.right_mm, found.area.right_mm),
    )


def red_rule_has_weight(found: Inspection) -> Iterator[PageFinding]:
    """Yield a red rule of unusual thickness (R-7.2.7-2)."""
    rule = found.head.rule
    if rule is not None and found.head.form is Form.GENERAL:
        measured = in_range("红色分隔线粗", rule.thickness_mm, _THICKNESS_MM)
        if is_off(measured):
            message = f"红色分隔线粗{rule.thickness_mm:.2f} mm，通常为0.35—1 mm"
            yield PageFinding(Severity.INFO, message, "", 1, rule.box, measured)
