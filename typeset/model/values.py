"""Values of an official document: 发文字号, 成文日期, 密级, lengths; and how plain text becomes them."""

import datetime
import re
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from typeset.errors import quoted
from typeset.model.faults import refuse
from typeset.model.inline import han_number

DocumentFormat: TypeAlias = Literal["公文", "信函", "命令", "纪要"]
DocumentType: TypeAlias = Literal[
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要"
]
Direction: TypeAlias = Literal["上行", "平行", "下行"]
JointMark: TypeAlias = Literal["全部", "主办"]
SecrecyLevel: TypeAlias = Literal["绝密", "机密", "秘密"]
Urgency: TypeAlias = Literal["特急", "加急"]

DOCUMENT_TYPES: tuple[DocumentType, ...] = (
    *("决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函"),
    "纪要",
)
"""The 15 文种 (条例 第八条)."""

_ASCII = str.maketrans("０１２３４５６７８９．／－", "0123456789./-")
_HAN_DATE = re.compile(
    r"([〇○ОO零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_DATES = (
    re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"),
    re.compile(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})"),
    re.compile(r"([0-9]{4})\.([0-9]{1,2})\.([0-9]{1,2})"),
    re.compile(r"([0-9]{4})\s*年\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日"),
    re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"),
)
_NUMBER = re.compile(
    r"(?P<code>[^0-9〔〕\[\]（）()【】<>《》〈〉﹝﹞［］{}]+?)\s*(?P<open>[〔\[（(【<《〈﹝［{]?)\s*(?P<year>[0-9]{4}|[0-9]{2})\s*"
    r"(?P<close>[〕\]）)】>》〉﹞］}]?)(?P<unit>年?)\s*(?P<ordinal>第?)\s*(?P<serial>[0-9]{1,6})\s*(?P<tail>号?)"
)
_STANDARD_NUMBER = re.compile(r"[^0-9〔〕\[\]（）\s]+〔(19|20)[0-9]{2}〕[1-9][0-9]*号")
_ORDINAL_NUMBER = re.compile(r"第\s*([0-9]{1,6})\s*[号期]")
_LONGEST = 60
_TERM = re.compile(r"[1-9][0-9]?年|[1-9][0-9]?个月|长期")


@dataclass(frozen=True, slots=True, order=True)
class OfficialDate:
    """成文日期, 印发日期 (7.3.5.4); `given` is how the source wrote it. Dates compare by the calendar."""

    year: int
    month: int
    day: int
    given: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.year}年{self.month}月{self.day}日"

    @classmethod
    def parse(cls, text: str) -> "OfficialDate":
        """Read a date in digits or Han characters; raises Unusable when there is no such day."""
        plain = text[:_LONGEST].translate(_ASCII).strip()
        digits = next((match.groups() for pattern in _DATES if (match := pattern.fullmatch(plain))), None)
        if digits is None:
            han = _HAN_DATE.fullmatch(plain)
            if han is None:
                raise refuse(f"{quoted(text)}不是日期", "请写成 2024-02-20 或 2024年2月20日")
            year = re.sub("[○ОO零]", "〇", han[1])
            digits = (str(han_number(year)), str(han_number(han[2])), str(han_number(han[3])))
        return cls._real(int(digits[0]), int(digits[1]), int(digits[2]), text)

    @classmethod
    def _real(cls, year: int, month: int, day: int, given: str) -> "OfficialDate":
        try:
            datetime.date(year, month, day)
        except ValueError:
            last = _last_day(year, month)
            raise refuse(f"{quoted(given)}不存在", f"请写真实日期，如 {last}") from None
        return cls(year, month, day, given)


def _last_day(year: int, month: int) -> str:
    """Return the last real day of a month, or a plain example when there is no such month."""
    if not (1 <= year <= 9998 and 1 <= month <= 12):
        return "2024-02-20"
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return (following - datetime.timedelta(days=1)).isoformat()


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """发文字号 (7.2.5) as written; its parts where they can be told, whatever brackets stand round them.

    `serial` alone is known of 第5号 and 第3期. A number of another shape is kept as text, with `code` empty.
    """

    text: str
    code: str = ""
    year: int | None = None
    serial: int | None = None

    @classmethod
    def parse(cls, text: str) -> "DocumentNumber":
        """Read a number; never fails."""
        plain = text.translate(_ASCII)
        if len(plain) > _LONGEST:
            return cls(text)
        if found := _NUMBER.fullmatch(plain):
            year = int(found["year"])
            return cls(text, found["code"], year if year > 99 else _full_year(year), int(found["serial"]))
        if ordinal := _ORDINAL_NUMBER.fullmatch(plain):
            return cls(text, serial=int(ordinal[1]))
        return cls(text)

    @property
    def is_standard(self) -> bool:
        """Whether it has the form 代字〔年〕序号号 of 公文 and 信函 (R-7.2.5-2)."""
        return _STANDARD_NUMBER.fullmatch(self.text) is not None

    def standard_form(self) -> str | None:
        """Return the number in the form 代字〔年〕序号号, or None when its parts cannot be told."""
        if not self.code or self.year is None or not self.serial:
            return None
        return f"{self.code}〔{self.year}〕{self.serial}号"

    def faults(self) -> tuple[str, ...]:
        """Name what is not in the form 代字〔年〕序号号 (R-7.2.5-2); empty when it is standard."""
        if self.is_standard:
            return ()
        found = _NUMBER.fullmatch(self.text.translate(_ASCII)[: _LONGEST + 1])
        if found is None:
            return ("不是“机关代字〔年份〕序号号”的形式",)
        return tuple(message for is_wrong, message in _number_faults(self.text, found) if is_wrong)


def _number_faults(text: str, found: re.Match[str]) -> tuple[tuple[bool, str], ...]:
    brackets = found["open"] + found["close"]
    return (
        (not brackets, "年份没有用六角括号〔〕括起来"),
        (brackets not in ("", "〔〕"), f"年份括号用了{brackets}，应为六角括号〔〕"),
        (len(found["year"]) == 2, f"年份“{found['year']}”只有两位，应写全四位"),
        (len(found["year"]) == 4 and found["year"][:2] not in ("19", "20"), f"年份“{found['year']}”不合理"),
        (bool(found["unit"]), "年份后不写“年”"),
        (bool(found["ordinal"]), "序号前不加“第”"),
        (found["serial"].startswith("0"), "序号不编虚位（前面不补0）"),
        (not found["tail"], "序号后缺“号”字"),
        (any(character.isspace() for character in text), "中间有空格"),
        (text.translate(_ASCII) != text, "数字用了全角"),
    )


def _full_year(two_digits: int) -> int:
    return two_digits + (1900 if two_digits >= 50 else 2000)


@dataclass(frozen=True, slots=True)
class Secrecy:
    """密级和保密期限 (7.2.2); `term` is 1年, 6个月, 长期 or None."""

    level: SecrecyLevel
    term: str | None = None

    def __str__(self) -> str:
        return f"{self.level}★{self.term}" if self.term else self.level


@dataclass(frozen=True, slots=True)
class Length:
    """A width in millimetres or in cells of the grid (字)."""

    mm: float | None = None
    cells: float | None = None


_LENGTH = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,3})?)\s*(mm|毫米|字|)")


def parse_length(text: str) -> Length:
    """Read 30mm, 30毫米, 30 (mm) or 5字."""
    found = _LENGTH.fullmatch(text.translate(_ASCII).strip())
    if found is None or float(found[1]) == 0:
        raise refuse(f"{quoted(text)}不是长度", "请写毫米或字数，如 30mm、5字")
    return Length(cells=float(found[1])) if found[2] == "字" else Length(mm=float(found[1]))


def parse_secrecy_level(text: str) -> str:
    """Read 密级 (7.2.2), without the term."""
    if text not in ("绝密", "机密", "秘密"):
        form = "；保密期限另写一行“保密期限: 1年”（或 6个月、长期）" if "★" in text else ""
        raise refuse(f"{quoted(text)}不合法", f"只能写：绝密、机密、秘密{form}")
    return text


def parse_secrecy_term(text: str) -> str:
    """Read 保密期限 (7.2.2): 1年, 6个月, 长期."""
    plain = text.translate(_ASCII)
    if not _TERM.fullmatch(plain):
        raise refuse(f"{quoted(text)}不合法", "请写成 1年、6个月 或 长期，数字用阿拉伯数字")
    return plain


def parse_copy_number(text: str) -> str:
    """Read 份号 (7.2.1): six digits."""
    plain = text.translate(_ASCII)
    if not re.fullmatch(r"[0-9]{6}", plain):
        raise refuse(f"{quoted(text)}不合法", "份号是6位阿拉伯数字，如 000001")
    return plain


def parse_document_type(text: str) -> str:
    """Read 文种 (条例 第八条); 令 and 命令（令） are 命令."""
    if text in ("令", "命令（令）", "命令(令)"):
        return "命令"
    if text not in DOCUMENT_TYPES:
        raise refuse(f"{quoted(text)}不是法定文种", f"只能写：{'、'.join(DOCUMENT_TYPES)}")
    return text


def document_type_of(title: str) -> DocumentType | None:
    """Return the 文种 that a title ends with, a bracketed remark such as （试行） aside; None when it has none."""
    plain = re.sub(r"(?:（[^（）]*）|\([^()]*\))\s*$", "", title.replace("\n", "")).rstrip()
    if plain.endswith("令"):
        return "命令"
    return next((known for known in DOCUMENT_TYPES if plain.endswith(known)), None)
