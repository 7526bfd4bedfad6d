"""Recognise 版记 (7.4): told by 抄送： and …印发, wherever they stand."""

import re
from collections.abc import Sequence

from typeset.inspect.pdf.elements import Imprint, Sheet
from typeset.inspect.pdf.head import is_long_rule
from typeset.readers.pdf.lines import Line

COPIES = re.compile(r"(?:抄送|抄报|分送|报送|主送)[:：]")
_PRINTED_END = re.compile(r"日印发$|印发$")
_LONG_MM, _NEAR_MM = 100.0, 12.0
_LAST_PAGES = 2


def recognise_imprint(sheets: Sequence[Sheet]) -> Imprint | None:
    """Return the 版记 of the last pages, None when there is none."""
    for sheet in reversed(sheets[-_LAST_PAGES:]):
        lines = [line for line in sheet.lines if line is not sheet.number]
        first = next((i for i, line in enumerate(lines) if COPIES.match(line.solid)), None)
        printed = next((line for line in reversed(lines) if _is_printed(line)), None)
        if first is None and printed is None:
            continue
        copies = _copies(lines[first:], printed) if first is not None else ()
        return _imprint(sheet, copies, printed)
    return None


def _is_printed(line: Line) -> bool:
    return _PRINTED_END.search(line.solid) is not None and "年" in line.solid and "月" in line.solid


def _copies(lines: Sequence[Line], printed: Line | None) -> tuple[Line, ...]:
    """Return the lines from 抄送 on: those close to one another, down to the line of 印发机关."""
    found: list[Line] = []
    for line in lines:
        if line is printed or (found and line.baseline_mm - found[-1].baseline_mm > _NEAR_MM):
            break
        found.append(line)
    return tuple(found)


def _imprint(sheet: Sheet, copies: tuple[Line, ...], printed: Line | None) -> Imprint:
    lines = (*copies, *((printed,) if printed is not None else ()))
    top_mm = min(line.em_top_mm for line in lines) - _NEAR_MM
    foot_mm = max(line.em_bottom_mm for line in lines) + _NEAR_MM
    rules = (rule for rule in sheet.page.rules if is_long_rule(rule, _LONG_MM) and top_mm <= rule.box.top_mm <= foot_mm)
    return Imprint(sheet.index, tuple(sorted(rules, key=lambda rule: rule.box.top_mm)), copies, printed)
