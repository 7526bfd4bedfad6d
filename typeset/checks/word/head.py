"""Rules for the 版头 of a Word file (7.2, 10): the mark, the number, the red rule."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from typeset.checks.word.estimates import Estimate, room_above_ink, room_below_type
from typeset.checks.word.faces import face_fault, main_run
from typeset.checks.word.finding import WordFinding, WordRule, first_of, page_of
from typeset.checks.word.forms import form_of
from typeset.errors import Measurement, Severity, quoted
from typeset.inspect.forms import Form
from typeset.inspect.word.elements import NUMBER, is_red
from typeset.inspect.word.values import Border, Element, Paragraph, WordFile
from typeset.model.values import DocumentNumber
from typeset.standard import (
    MARK_TOP_BELOW_TYPE_AREA_MM,
    MM_PER_POINT,
    ORDER_MARK_TOP_BELOW_TYPE_AREA_MM,
    RULE_BELOW_NUMBER_MM,
    TYPE_AREA_TOP_MM,
    Role,
)

LETTER_MARK_TOP_MM = 30.0  # 10.1
_CENTRE_TOLERANCE_CELLS = 1.0
_WIDTH_TOLERANCE_MM = 1.0
_THICKEST_FILL_PT = 6.0


def mark_is_centred(file: WordFile) -> Iterator[WordFinding]:
    """R-7.2.4-2: a mark of several organs stands in a table and is not judged."""
    for mark in file.of(Element.MARK):
        is_centred = mark.alignment in ("center", "distribute")
        aside = mark.indents.left + mark.indents.first_line - mark.indents.right
        if not mark.is_in_table and not (is_centred and abs(aside) <= _CENTRE_TOLERANCE_CELLS):
            yield WordFinding("没有居中", "请把发文机关标志设为居中，缩进设为0", mark)


def mark_is_red_xiaobiaosong(file: WordFile) -> Iterator[WordFinding]:
    """R-7.2.4-4: a recommendation."""
    mark = first_of(file, Element.MARK)
    run = None if mark is None else main_run(mark.visible_runs)
    if run is None:
        return
    if not is_red(run.colour):
        yield WordFinding(f"颜色是{run.colour}，推荐用红色", "请把发文机关标志设为红色（FF0000）", mark)
    if fault := face_fault(run.face, Role.XIAOBIAOSONG):
        yield WordFinding(fault, "请用方正小标宋简体", mark, measured=Measurement("字体", run.face, "小标宋"))


def _mark_height(form: Form, wanted_mm: float, file: WordFile) -> Iterator[WordFinding]:
    mark = first_of(file, Element.MARK)
    if mark is None or mark.is_in_table or form_of(file) is not form or (top := _ink_top(file, mark)) is None:
        return
    if top.is_off(wanted_mm):
        yield WordFinding(
            f"上边缘距纸张上边约{top.middle_mm:.1f} mm，应为{wanted_mm:.0f} mm",
            f"请调整段前间距，使字的上边缘在{wanted_mm:.0f} mm 处",
            mark,
            measured=Measurement("发文机关标志上边缘", round(top.middle_mm, 1), wanted_mm, 1.0),
        )


mark_of_a_document_is_at_its_height: WordRule = partial(
    _mark_height, Form.GENERAL, TYPE_AREA_TOP_MM + MARK_TOP_BELOW_TYPE_AREA_MM
)
mark_of_a_letter_is_at_its_height: WordRule = partial(_mark_height, Form.LETTER, LETTER_MARK_TOP_MM)
mark_of_an_order_is_at_its_height: WordRule = partial(
    _mark_height, Form.ORDER, TYPE_AREA_TOP_MM + ORDER_MARK_TOP_BELOW_TYPE_AREA_MM
)
mark_of_minutes_is_at_its_height: WordRule = partial(
    _mark_height, Form.MINUTES, TYPE_AREA_TOP_MM + MARK_TOP_BELOW_TYPE_AREA_MM
)


def _ink_top(file: WordFile, mark: Paragraph) -> Estimate | None:
    """Return the height of the mark's visible top; None where lines above it have no heights of their own."""
    if mark.spacing.rule != "exact":
        return None
    line_top = None if mark.frame is None else mark.frame.top_mm
    if line_top is None:
        above = file.paragraphs[: mark.number - 1]
        if mark.frame is not None or any(each.spacing.rule != "exact" or each.frame is not None for each in above):
            return None
        points = sum(each.spacing.before_pt + each.spacing.line + each.spacing.after_pt for each in above)
        line_top = page_of(file, mark).first_top_mm + (points + mark.spacing.before_pt) * MM_PER_POINT
    return room_above_ink(mark.spacing.line, mark.size_pt).plus(line_top)


def number_is_in_its_place(file: WordFile) -> Iterator[WordFinding]:
    """R-7.2.5-1: centred, where no signer stands beside it."""
    number = first_of(file, Element.NUMBER)
    if number is None or form_of(file) is Form.LETTER or file.of(Element.SIGNERS) or "签发人" in number.text:
        return
    if number.alignment not in ("center", "distribute"):
        yield WordFinding("没有居中", "请把发文字号设为居中", number)


def number_beside_signers_is_at_the_left(file: WordFile) -> Iterator[WordFinding]:
    """R-7.2.5-3: the number of an upward document stands one 字 from the left, on the line of the last signer."""
    number = first_of(file, Element.NUMBER)
    has_signers = number is not None and (file.of(Element.SIGNERS) or "签发人" in number.text)
    if number is not None and has_signers and number.alignment in ("center", "right"):
        yield WordFinding(
            "应居左空一字，与最后一个签发人姓名同一行", "请改为左对齐，左缩进1字，姓名用制表位排在右边", number
        )


def number_has_its_form(file: WordFile) -> Iterator[WordFinding]:
    """R-7.2.5-2: of 公文 and 信函."""
    number = first_of(file, Element.NUMBER)
    if number is None or form_of(file) not in (Form.GENERAL, Form.LETTER):
        return
    found = NUMBER.search(number.text)
    written = DocumentNumber.parse(found[0] if found else number.text.strip())
    if faults := written.faults():
        proposal = written.standard_form()
        hint = f"应写作 {proposal}" if proposal else "应写成“机关代字〔2024〕15号”的形式"
        yield WordFinding(f"发文字号{quoted(written.text)}不规范：{'；'.join(faults)}", hint, number)


@dataclass(frozen=True, slots=True)
class HeadRule:
    """A line under the number; `gap` is its distance from the type above, None unknown."""

    paragraph: Paragraph
    colour: str
    left_mm: float
    width_mm: float
    gap: Estimate | None


def red_rule_is_there(file: WordFile) -> Iterator[WordFinding]:
    """R-7.2.7-1: 4 mm below the number, red, as wide as the type area."""
    number = first_of(file, Element.NUMBER)
    if number is None or form_of(file) is not Form.GENERAL:
        return
    rules = tuple(_head_rules(file, number))
    if not rules:
        yield WordFinding("下面没有红色分隔线", "请在发文字号下4 mm 处加一条与版心等宽的红线（段落下边框）", number)
        return
    rule, wanted = rules[0], page_of(file, number).text_width_mm
    if not is_red(rule.colour):
        yield WordFinding(f"下面的分隔线颜色是{rule.colour}，应为红色", "请把线设为红色（FF0000）", rule.paragraph)
    if max(abs(rule.width_mm - wanted), abs(rule.left_mm)) > _WIDTH_TOLERANCE_MM:
        yield WordFinding(
            f"下面的分隔线长{rule.width_mm:.1f} mm，应与版心等宽（{wanted:.0f} mm）并居中",
            "请把线所在段落的左右缩进设为0；上行文的空字用制表位",
            rule.paragraph,
            measured=Measurement("分隔线长", round(rule.width_mm, 1), wanted, _WIDTH_TOLERANCE_MM),
        )
    if rule.gap is not None and rule.gap.is_off(RULE_BELOW_NUMBER_MM):
        yield WordFinding(
            f"下面的分隔线距发文字号约{rule.gap.middle_mm:.1f} mm，应为{RULE_BELOW_NUMBER_MM:.0f} mm",
            "请调整边框与文字的距离（固定行距时约7磅）",
            rule.paragraph,
            measured=Measurement("分隔线距发文字号", round(rule.gap.middle_mm, 1), RULE_BELOW_NUMBER_MM, 1.0),
        )


def _head_rules(file: WordFile, number: Paragraph) -> Iterator[HeadRule]:
    """Yield the lines between the number and what follows it: borders, filled paragraphs, drawn lines."""
    for paragraph in file.paragraphs[number.number - 1 :]:
        is_after = paragraph.element not in (Element.NUMBER, Element.SIGNERS, Element.EMPTY)
        if is_after and paragraph.top_border is not None:
            yield _border_rule(file, paragraph, paragraph.top_border, None)
        yield from _drawn_rules(paragraph)
        if is_after:
            return
        if paragraph.bottom_border is not None:
            yield _border_rule(file, paragraph, paragraph.bottom_border, _gap(paragraph, paragraph.bottom_border))
        if paragraph.element is Element.EMPTY and paragraph.fill and paragraph.spacing.line <= _THICKEST_FILL_PT:
            yield _border_rule(file, paragraph, Border(paragraph.fill, paragraph.spacing.line), None)


def _drawn_rules(paragraph: Paragraph) -> Iterator[HeadRule]:
    for drawing in paragraph.drawings:
        if drawing.is_line:
            left = drawing.left_mm or 0.0
            yield HeadRule(paragraph, drawing.colour, left, drawing.width_mm, None)


def _border_rule(file: WordFile, paragraph: Paragraph, border: Border, gap: Estimate | None) -> HeadRule:
    em = paragraph.size_pt * MM_PER_POINT
    left, right = paragraph.indents.left * em, paragraph.indents.right * em
    return HeadRule(paragraph, border.colour, left, page_of(file, paragraph).text_width_mm - left - right, gap)


def _gap(paragraph: Paragraph, border: Border) -> Estimate | None:
    """Return the room between the type of a paragraph and the middle of the border below it."""
    if paragraph.spacing.rule != "exact" or paragraph.element is Element.EMPTY:
        return None
    below = room_below_type(paragraph.spacing.line, paragraph.size_pt)
    return below.plus((border.space_pt + border.width_pt / 2) * MM_PER_POINT)


def rule_is_not_too_thin(file: WordFile) -> Iterator[WordFinding]:
    """R-7.2.7-2: practice is 0.35 to 1 mm."""
    number = first_of(file, Element.NUMBER)
    border = None if number is None else number.bottom_border
    if border is not None and not 0.3 <= (width := border.width_pt * MM_PER_POINT) <= 1.1:
        measured = Measurement("分隔线粗", round(width, 2), "0.35～1")
        yield WordFinding(
            f"下面的分隔线粗{width:.2f} mm，通行0.35～1 mm", "请设为1.5磅左右", number, 1, measured, Severity.INFO
        )
