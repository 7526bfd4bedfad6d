"""连接号: which of the three forms joins years, numbers and codes (B-连-1, B-连-2, B-连-3)."""

import re
from collections.abc import Iterator, Sequence

from typeset.proofreading.finding import Finding
from typeset.proofreading.remark import Passage
from typeset.proofreading.surroundings import NARROW_SPACES

_SPACE = f"[{NARROW_SPACES}]?"
_YEARS = re.compile(
    rf"(?<![0-9A-Za-z.\-–—])((?:19|20)[0-9]{{2}})年?({_SPACE}[-–~―－‐‑−]{_SPACE})((?:19|20)[0-9]{{2}})"
    rf"(?={_SPACE}(?:学?年|[）)》]))"
)
_MONTHS = re.compile(rf"(?<=[0-9][月日])({_SPACE}[-–―－‐‑−]{_SPACE})(?=[0-9]{{1,2}}[月日])")
_UNITS = (
    "岁|周岁|个|所|年级|级|%|％|‰|天|日|月|周|年|人|名|万|亿|元|倍|次|门|项|条|件|张|期|届|度|层|楼|名|分钟|小时|学时|课时|公里|千米|米|厘米"
    "|毫米|吨|公斤|千克|克|平方米|平方公里|公顷|亩|千瓦|页|篇|字|℃|时|分|点|户|家|场|支|位|本|册|份|株|头|只|辆|台|套"
)
_NUMBER = "[0-9]{1,7}(?:[.][0-9]{1,4})?"
_RANGE = re.compile(
    rf"(?<![0-9A-Za-z.\-–—~～/])({_NUMBER})(%|‰|岁|个|元|万|亿)?({_SPACE}[-~–―－‐‑−∼〜—～]{_SPACE})({_NUMBER})(?={_SPACE}({_UNITS}))"
)
_HYPHENS, _DASHES, _WAVES = frozenset("-－‐‑−"), frozenset("–―"), frozenset("~∼〜")
_FORMULA = re.compile("[=＝÷×]")


def years_are_joined_by_a_dash(passage: Passage) -> Iterator[Finding]:
    """B-连-2: 一字线 (U+2014) from year to year and from month to month."""
    for found in _YEARS.finditer(passage.text):
        is_certain = int(found[1]) < int(found[3])
        yield _joint(found, 2, "起止年份", "—", is_certain=is_certain)
    for found in _MONTHS.finditer(passage.text):
        yield _joint(found, 1, "起止日期", "—", is_certain=True)


def numbers_are_joined_by_a_wave(passages: Sequence[Passage]) -> Iterator[tuple[int, Finding]]:
    """B-连-1, B-连-3: 浪纹线 or 一字线, the one that the document uses, between two numbers with a unit; no hyphen.

    4.13.3.2 allows both; ～ is taken where the document does not tell.
    """
    house = _house_form(passages)
    for index, passage in enumerate(passages):
        is_formula = _FORMULA.search(passage.text) is not None
        for found in _RANGE.finditer(passage.text):
            joint = found[3].strip()
            if joint in "—～" or _is_years(found):
                continue
            form = "—" if joint in _DASHES else "～" if joint in _WAVES else house
            is_rising = float(found[1]) < float(found[4])
            is_certain = is_rising and not is_formula
            yield index, _joint(found, 3, "数值范围", form, is_certain=is_certain)


def _house_form(passages: Sequence[Passage]) -> str:
    joints = [
        found[3].strip() for passage in passages for found in _RANGE.finditer(passage.text) if not _is_years(found)
    ]
    return "—" if joints.count("—") > joints.count("～") else "～"


def _is_years(found: re.Match[str]) -> bool:
    return found[5] == "年" and all(len(number) == 4 for number in (found[1], found[4]))


def _joint(found: re.Match[str], group: int, what: str, form: str, *, is_certain: bool) -> Finding:
    written = found[group].strip()
    message = f"{what}“{found.group()}”用了“{written}”"
    return Finding(*found.span(group), message, form, f"应为“{form}”", is_certain)
