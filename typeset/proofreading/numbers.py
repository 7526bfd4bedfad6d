"""Numbers: Arabic or Han, years and dates, ranges, percentages (GB/T 15835—2011)."""

import re
from collections.abc import Iterator, Mapping, Sequence

from typeset.proofreading.finding import Finding
from typeset.proofreading.remark import Passage, PassageKind
from typeset.proofreading.surroundings import quoted_spans

_DIGITS = {character: str(value) for value, character in enumerate("〇一二三四五六七八九")} | {"零": "0"}
_UNITS = {"十": 10, "百": 100, "千": 1000}

_HAN_PERCENT = re.compile(
    "百分之([零〇一二三四五六七八九十百千]{1,7})(?:点([零〇一二三四五六七八九]{1,4}))?(?![一二三四五六七八九十百千点几])"
)
_HAN_SERIAL = re.compile("〔([〇○零一二三四五六七八九]{4})〕第?([一二三四五六七八九十百〇零]{1,6})号")
_APPROXIMATE = re.compile("(?<![0-9.第、—～-])([1-9])、([1-9])(?=[个天次年月周人名种项家所位件])")
_WORDS: Mapping[str, str] = {
    **{"13五": "十三五", "14五": "十四五", "15五": "十五五", "“135”": "“十三五”", "“145”": "“十四五”"},
    **{"党的18大": "党的十八大", "党的19大": "党的十九大", "党的20大": "党的二十大", "20大精神": "二十大精神"},
    **{"20大报告": "二十大报告", "1把手": "一把手", "3公经费": "三公经费", "反4风": "反四风", "3农": "三农"},
    **{"2把手": "二把手", "4个意识": "四个意识", "4个自信": "四个自信", "2个维护": "两个维护", "2个确立": "两个确立"},
}
_FIXED_WORD = re.compile("(?<![0-9.])(?:" + "|".join(_WORDS) + ")")
_POINT = re.compile(r"(?<![0-9A-Za-z.．])\.[0-9]")
_SHARED_UNIT = re.compile(r"(?<![0-9.])([0-9]{1,7}(?:\.[0-9]{1,4})?)([～—])([0-9]{1,7}(?:\.[0-9]{1,4})?)(%|万|亿)")
_SHORT_YEAR = re.compile("(?<![0-9第])([0-9]{2})年(?=[0-9]{1,2}月)")
_BARE_YEAR = re.compile("(?<![0-9A-Za-z.—～-])((?:19|20)[0-9]{2})(?=“)")
_NUMERIC_DATE = re.compile(r"(?<![0-9./-])((?:19|20)[0-9]{2})([./-])([0-9]{1,2})\2([0-9]{1,2})(?![0-9./-])")
_PADDED = re.compile("(?<=[0-9]年)0([1-9])月|(?<=月)0([1-9])日")
_NAMED_DATE = re.compile("“([0-9]{1,2})([.．])([0-9]{1,2})”")
_YEAR_SIGNS = "〇○◯零OＯ0０"
_HAN_YEAR = re.compile(
    f"(?<![〇一二三四五六七八九{_YEAR_SIGNS}])([一二][一二三四五六七八九{_YEAR_SIGNS}]{{3}})(?=年|〕)"
)
_MIXED_UNIT = re.compile("(?<![0-9.])[0-9]{1,4}(?:\\.[0-9]{1,3})?([百千])(?![分瓦米克卡伏赫帕字焦安牛巴兆])")
_RATE = re.compile(
    "(?:率|比例|占比|比重|度)[^，。；、0-9]{0,15}[0-9]{1,3}(?:\\.[0-9]{1,4})?%[，、（][^，。；0-9]{0,6}"
    "(?:提升|提高|上升|下降|增长|增加|降低|减少|回落)了?([0-9]{1,3}(?:\\.[0-9]{1,4})?)(%)(?!以)"
)
_RELATIVE = re.compile("今年|去年|明年|前年|上年度|本月|上月|近日|(?<![0-9])日前|目前|最近")
_REPORT = re.compile("[0-9]{4}年?.{0,30}(?:总结|报告|要点|公报)")


def measures_are_in_arabic_numerals(passage: Passage) -> Iterator[Finding]:
    """N-1: a percentage in Han numerals; in the articles of laws that is the custom."""
    for found in _HAN_PERCENT.finditer(passage.text):
        if found[1] != "百" and not passage.text.startswith("第"):
            value = str(_value(found[1]))
            decimals = "".join(_DIGITS[character] for character in found[2] or "")
            number = f"{value}.{decimals}%" if decimals else f"{value}%"
            yield Finding(*found.span(), "百分数用了汉字数字", number, f"统计数字宜写“{number}”")


def _value(number: str) -> int:
    """Return the value of a Han number up to 9999."""
    if not any(unit in number for unit in _UNITS):
        return int("".join(_DIGITS[character] for character in number))
    total, digit = 0, 0
    for character in number:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = int(_DIGITS[character])
    return total + digit


def serial_numbers_are_in_arabic_numerals(passage: Passage) -> Iterator[Finding]:
    """N-2: the year and number of a 发文字号."""
    for found in _HAN_SERIAL.finditer(passage.text):
        year = "".join(_DIGITS.get(character, "0") for character in found[1])
        plain = f"〔{year}〕{_value(found[2].replace('〇', '零').replace('零', ''))}号"
        yield Finding(*found.span(), "发文字号用了汉字数字", plain)


def approximations_are_in_han_numerals(passage: Passage) -> Iterator[Finding]:
    """N-3: 三四个 and not 3、4个."""
    for found in _APPROXIMATE.finditer(passage.text):
        if int(found[2]) == int(found[1]) + 1:
            plain = "".join("〇一二三四五六七八九"[int(number)] for number in found.groups())
            hint = f"概数应为“{plain}”；如是两个序号，请写明“第”"
            yield Finding(*found.span(), f"概数“{found.group()}”用了阿拉伯数字", plain, hint)


def fixed_words_keep_their_han_numerals(passage: Passage) -> Iterator[Finding]:
    """N-4: 十四五, 二十大, 一把手."""
    for found in _FIXED_WORD.finditer(passage.text):
        yield Finding(*found.span(), f"固定词语“{found.group()}”用了阿拉伯数字", _WORDS[found.group()])


def decimals_have_their_zero(passage: Passage) -> Iterator[Finding]:
    """N-7: 0.46 and not .46; a digit may be lost, so that it is proposed only."""
    for found in _POINT.finditer(passage.text):
        yield Finding(found.start(), found.start() + 1, "小数点前没有数字", "0.", "如没有漏掉数字，应补“0”")


def ranges_name_their_units(passage: Passage) -> Iterator[Finding]:
    """N-8: 15%～30% and 3万～5万, not 15～30% and 3～5万."""
    for found in _SHARED_UNIT.finditer(passage.text):
        plain = f"{found[1]}{found[4]}{found[2]}{found[3]}{found[4]}"
        yield Finding(*found.span(), f"数值范围前一个数没有“{found[4]}”，可能误解", plain)


def dates_are_written_out(passage: Passage) -> Iterator[Finding]:
    """N-9: four digits of the year, 年 after it, no zero before month and day, 2024年2月8日 in running text."""
    text = passage.text
    for found in _SHORT_YEAR.finditer(text):
        century = "20" if int(found[1]) <= 50 else "19"
        yield Finding(*found.span(1), f"年份“{found[1]}年”只有两位", century + found[1])
    for found in _BARE_YEAR.finditer(text):
        yield Finding(found.end(), found.end(), f"年份“{found[1]}”后没有“年”", "年", "如不是名称的一部分，请补“年”")
    for found in _PADDED.finditer(text):
        plain = found.group().removeprefix("0")
        yield Finding(*found.span(), f"月、日“{found.group()}”前补了零", plain)
    if passage.kind is not PassageKind.CELL:
        for found in _NUMERIC_DATE.finditer(text):
            if 1 <= int(found[3]) <= 12 and 1 <= int(found[4]) <= 31:
                plain = f"{found[1]}年{int(found[3])}月{int(found[4])}日"
                yield Finding(*found.span(), f"日期“{found.group()}”没有写出年月日", plain)


def named_days_have_a_middle_dot(passage: Passage) -> Iterator[Finding]:
    """N-10: “3·15”."""
    for found in _NAMED_DATE.finditer(passage.text):
        if 1 <= int(found[1]) <= 12 and 1 <= int(found[3]) <= 31:
            yield Finding(*found.span(2), f"以月日命名的“{found[1]}{found[2]}{found[3]}”要用间隔号", "·")


def years_in_han_numerals_have_their_zero(passage: Passage) -> Iterator[Finding]:
    """N-13: 二〇二四年, with 〇 (U+3007) and neither a circle, 零, O nor 0."""
    for found in _HAN_YEAR.finditer(passage.text):
        plain = re.sub(f"[{_YEAR_SIGNS}]", "〇", found[1])
        if plain != found[1]:
            yield Finding(*found.span(1), f"年份“{found[1]}”里的零不是“〇”", plain, is_certain=True)


def large_numbers_mix_with_wan_and_yi_only(passage: Passage) -> Iterator[Finding]:
    """N-14: 3000 and not 3千."""
    for found in _MIXED_UNIT.finditer(passage.text):
        yield Finding(*found.span(), f"“{found.group()}”：阿拉伯数字后只能接“万”“亿”", hint="请写成数字，或全用汉字")


def differences_of_rates_are_points(passage: Passage) -> Iterator[Finding]:
    """N-15: the change of a rate is 个百分点."""
    text = passage.text.replace(" ", "")
    if len(text) != len(passage.text):
        yield from _spaced_rates(passage.text)
        return
    for found in _RATE.finditer(text):
        yield _rate(found[1], *found.span(2))


def _spaced_rates(text: str) -> Iterator[Finding]:
    """Yield what N-15 finds in a text with spaces, at the places of that text."""
    places = [position for position, character in enumerate(text) if character != " "]
    for found in _RATE.finditer(text.replace(" ", "")):
        position = places[found.start(2)]
        yield _rate(found[1], position, position + 1)


def _rate(number: str, start: int, end: int) -> Finding:
    hint = f"两个百分数之差应为“{number}个百分点”；如是增长的幅度，不必改"
    return Finding(start, end, f"率的变化写成了“{number}%”", "个百分点", hint)


def reports_name_their_year(passages: Sequence[Passage]) -> Iterator[tuple[int, Finding]]:
    """N-16: 今年 or 目前 in a report of a year, which will be read in another."""
    if not any(passage.kind is PassageKind.TITLE and _REPORT.search(passage.text) for passage in passages):
        return
    for index, passage in enumerate(passages):
        quoted = quoted_spans(passage.text)
        for found in _RELATIVE.finditer(passage.text):
            if found.start() not in quoted:
                yield index, Finding(*found.span(), f"年度报告里用了“{found.group()}”", hint="请写明年份或日期")
