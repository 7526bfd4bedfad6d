"""Recognise 版头, 标题 and 主送机关 on page 1 (7.2, 7.3.1, 7.3.2, 10): one small step an element, in order."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from typeset.inspect.forms import Form
from typeset.inspect.pdf.elements import DoubleRule, Head, Sheet
from typeset.readers.pdf.lines import Line
from typeset.readers.pdf.painted import Rule, Tint, tint_of
from typeset.readers.pdf.table_boxes import in_tables

BRACKETS_OPEN, BRACKETS_CLOSE = "〔[［（(【﹝〈", "〕]］）)】﹞〉"
NUMBER = re.compile(
    rf"[^\s\d{re.escape(BRACKETS_OPEN)}]{{0,20}}[{re.escape(BRACKETS_OPEN)}]?"
    rf"\d{{2,4}}年?[{re.escape(BRACKETS_CLOSE)}]?第?\d{{1,5}}号|[（(]?第[\d一二三四五六七八九十百]{{1,6}}[号期][）)]?"
)
_COPY_NUMBER = re.compile(r"(?:№|No\.?)?\d{4,8}")
_SECRECY = ("绝密", "机密", "秘密")
_URGENCY = ("特急", "加急", "特提", "平急", "急件", "紧急")
_SIGNER = "签发人"

MARK_LEAST_PT, RED_MARK_LEAST_PT, TITLE_LEAST_PT = 27.0, 18.0, 18.5
_HEAD_DOWN_TO_MM = 200.0
_RULE_LEAST_MM, _DOUBLE_LEAST_MM, _DOUBLE_GAP_MM = 100.0, 150.0, 3.0
_CENTRED_WITHIN_MM = 8.0
_LIGHT_FROM = 190
_MOST_TITLE_LINES, _MOST_ADDRESSEE_LINES = 8, 10
_TYPE_AREA_CENTRE_MM = 106.0


def recognise_head(sheet: Sheet) -> Head:
    """Return what of 版头, 标题 and 主送机关 is found on page 1."""
    doubles = _double_rules(sheet.page.rules)
    lines = [line for line in sheet.lines if line is not sheet.number]
    mark = _mark(lines, doubles)
    form = _form(mark, doubles)
    mark_foot_mm = max((line.ink.bottom_mm for line in mark), default=0.0)
    upper = [line for line in lines if line not in mark and line.em_top_mm < _HEAD_DOWN_TO_MM]
    number = _number(upper)
    rule = None if form is Form.LETTER else _rule(sheet.page.rules, number, mark_foot_mm)
    head_foot_mm = _head_foot_mm(mark_foot_mm, number, rule, doubles)
    title = () if form is Form.ORDER else _title([line for line in upper if line.em_top_mm >= head_foot_mm - 1])
    body_from_mm = title[-1].em_bottom_mm if title else head_foot_mm
    above = [segment for line in upper if line.em_top_mm < head_foot_mm for segment in line.segments]
    following = [line for line in lines if line.em_top_mm >= body_from_mm - 1 and not in_tables(line, sheet.tables)]
    return Head(
        form=form,
        mark=mark,
        copy_number=next((line for line in above if _COPY_NUMBER.fullmatch(line.solid)), None),
        secrecy=next((line for line in above if line.solid.startswith(_SECRECY) and len(line.solid) < 12), None),
        urgency=next((line for line in above if line.solid.startswith(_URGENCY) and len(line.solid) < 8), None),
        number=number,
        signers=_signers(above, number),
        rule=rule,
        double_rules=doubles,
        title=title,
        addressees=_addressees(following) if title else (),
    )


def _double_rules(rules: Sequence[Rule]) -> tuple[DoubleRule, ...]:
    wide = sorted(
        (rule for rule in rules if is_long_rule(rule, _DOUBLE_LEAST_MM)),
        key=lambda rule: rule.box.top_mm,
    )
    return tuple(
        DoubleRule(upper, lower)
        for upper, lower in pairwise(wide)
        if lower.box.top_mm - upper.box.bottom_mm <= _DOUBLE_GAP_MM and abs(upper.box.left_mm - lower.box.left_mm) < 1.0
    )


def is_long_rule(rule: Rule, least_mm: float) -> bool:
    """Tell whether a rule lies, is so long and is meant to be seen: the light lines of a grid are not."""
    is_seen = tint_of(rule.colour) in (Tint.BLACK, Tint.RED) or max(rule.colour) < _LIGHT_FROM
    return rule.is_horizontal and rule.box.width_mm >= least_mm and is_seen


def _is_red(line: Line) -> bool:
    return all(tint_of(character.colour) is Tint.RED for character in line.characters)


def _mark(lines: Sequence[Line], doubles: Sequence[DoubleRule]) -> tuple[Line, ...]:
    """Return the lines of 发文机关标志: red and large, else very large, above the first double line."""
    limit_mm = doubles[0].box.top_mm + 1 if doubles else _HEAD_DOWN_TO_MM
    above = [line for line in lines if line.ink.top_mm < limit_mm and line.ink.top_mm < _HEAD_DOWN_TO_MM]
    red = [line for line in above if _is_red(line) and line.size_pt >= RED_MARK_LEAST_PT]
    large = [line for line in above if line.size_pt >= MARK_LEAST_PT]
    found = [line for line in red if line.size_pt >= MARK_LEAST_PT] or large or red
    return tuple(found)


def _form(mark: Sequence[Line], doubles: Sequence[DoubleRule]) -> Form:
    if doubles:
        return Form.LETTER
    text = "".join(line.solid for line in mark)
    if text.endswith("纪要"):
        return Form.MINUTES
    return Form.ORDER if text.endswith(("令",)) else Form.GENERAL


def _number(lines: Sequence[Line]) -> Line | None:
    """Return 发文字号: a line, or a column of one, that is a number alone and stands above any text."""
    for line in lines:
        for segment in line.segments:
            if NUMBER.fullmatch(segment.solid):
                return segment
        if line.solid.endswith(("。", "，")):
            return None
    return None


def _rule(rules: Sequence[Rule], number: Line | None, mark_foot_mm: float) -> Rule | None:
    """Return 版头中的分隔线: the first long rule below the mark, and below the number where one stands above it."""
    below_mm = max(mark_foot_mm, 45.0)
    long = sorted(
        (rule for rule in rules if is_long_rule(rule, _RULE_LEAST_MM)),
        key=lambda rule: rule.box.top_mm,
    )
    head = [rule for rule in long if below_mm <= rule.box.top_mm <= _HEAD_DOWN_TO_MM]
    under = [rule for rule in head if number is not None and rule.box.top_mm >= number.baseline_mm - 1]
    return next(iter(under or head), None)


def _head_foot_mm(mark_foot_mm: float, number: Line | None, rule: Rule | None, doubles: Sequence[DoubleRule]) -> float:
    feet = [mark_foot_mm]
    if number is not None:
        feet.append(number.em_bottom_mm)
    if rule is not None:
        feet.append(rule.box.bottom_mm)
    if doubles and doubles[0].box.bottom_mm < _HEAD_DOWN_TO_MM:
        feet.append(doubles[0].box.bottom_mm)
    return max(feet)


def _title(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines of 标题: the first lines of large type, else the first lines that are centred."""
    large = next((index for index, line in enumerate(lines) if line.size_pt >= TITLE_LEAST_PT), None)
    if large is not None:
        size = lines[large].size_pt
        return _run(lines[large:], lambda line: abs(line.size_pt - size) <= 1.5)
    return _run(lines, _is_centred)


def _run(lines: Sequence[Line], belongs: Callable[[Line], bool]) -> tuple[Line, ...]:
    found: list[Line] = []
    for line in lines[:_MOST_TITLE_LINES]:
        if not belongs(line):
            break
        found.append(line)
    return tuple(found)


def _is_centred(line: Line) -> bool:
    return abs(line.centre_mm - _TYPE_AREA_CENTRE_MM) <= _CENTRED_WITHIN_MM and line.left_mm >= 42.0


def _signers(above: Sequence[Line], number: Line | None) -> tuple[Line, ...]:
    """Return the columns of 签发人: from the one with the label down to the line of the number."""
    label = next((line for line in above if line.solid.startswith(_SIGNER)), None)
    if label is None:
        return ()
    below = [line for line in above if line.baseline_mm >= label.baseline_mm - 0.6 and line is not number]
    return tuple(line for line in below if line.left_mm >= label.left_mm - 1)


def _addressees(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines of 主送机关: those below the title up to one that ends with a colon, none of them indented."""
    for index, line in enumerate(lines[:_MOST_ADDRESSEE_LINES]):
        if line.solid.endswith(("：", ":")):
            found = lines[: index + 1]
            return tuple(found) if not any("。" in other.solid for other in found) else ()
    return ()
