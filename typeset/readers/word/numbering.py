"""Automatic numbering of a Word file: the text of the number that Word would show before a paragraph."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from typeset.readers.word.markup import Node, is_on, value, w, whole
from typeset.readers.word.styles import Styles

MOST_LEVELS = 9
LARGEST_NUMBER = 99_999

_DIGITS = "〇一二三四五六七八九"
_LEGAL = str.maketrans("〇一二三四五六七八九十百千万", "零壹贰叁肆伍陆柒捌玖拾佰仟萬")
_UNITS = ("", "十", "百", "千")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a numbering: the form of its number, the text around it as in %1、, where it begins."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    is_decimal: bool = False
    suffix: str = "tab"


@dataclass
class Numberings:
    """The numberings of a file, and how far each of them has come while its text is read."""

    levels: Mapping[str, Mapping[int, Level]]
    owners: Mapping[str, str]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def next_number(self, identity: str, level: int) -> str:
        """Return the text of the next number of a list on a level, and count it; "" where it shows none."""
        levels = self.levels.get(identity, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(self.owners.get(identity, identity), {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        own = levels[level]
        if own.form in ("bullet", "none") and "%" not in own.text:
            return ""
        text = own.text
        for number in range(MOST_LEVELS):
            place = f"%{number + 1}"
            if place in text:
                shown = levels.get(number, Level())
                form = "decimal" if own.is_decimal else shown.form
                text = text.replace(place, numeral(counts.get(number, shown.start), form))
        return text + (" " if own.suffix == "space" else "")


def read_numberings(root: Node | None) -> Numberings:
    """Return the numberings of numbering.xml."""
    if root is None:
        return Numberings({}, {})
    kinds = {node.get(w("abstractNumId"), ""): _levels(node) for node in root.iter(w("abstractNum"))}
    levels: dict[str, Mapping[int, Level]] = {}
    owners: dict[str, str] = {}
    for node in root.iter(w("num")):
        identity, kind = node.get(w("numId"), ""), value(node, "abstractNumId") or ""
        overrides = list(node.iter(w("lvlOverride")))
        levels[identity] = _overridden(kinds.get(kind, {}), overrides)
        owners[identity] = f"own {identity}" if overrides else kind
    return Numberings(levels, owners)


def _levels(node: Node) -> dict[int, Level]:
    return {whole(level.get(w("ilvl"))) or 0: _level(level) for level in node.iter(w("lvl"))}


def _level(node: Node) -> Level:
    return Level(
        value(node, "numFmt") or "decimal",
        value(node, "lvlText") or "",
        _bounded(value(node, "start"), 1),
        bool(is_on(node, "isLgl")),
        value(node, "suff") or "tab",
    )


def _bounded(text: str | None, usual: int) -> int:
    number = whole(text)
    return usual if number is None or not 0 <= number <= LARGEST_NUMBER else number


def _overridden(levels: Mapping[int, Level], overrides: list[Node]) -> Mapping[int, Level]:
    found = dict(levels)
    for node in overrides:
        place = whole(node.get(w("ilvl"))) or 0
        own = node.find(w("lvl"))
        level = _level(own) if own is not None else found.get(place, Level())
        start = _bounded(value(node, "startOverride"), level.start)
        found[place] = Level(level.form, level.text, start, level.is_decimal, level.suffix)
    return found


def numbering_of(properties: Node | None, styles: Styles) -> tuple[str, int] | None:
    """Return the list and the level that a paragraph is numbered in; None when it is not."""
    for node in styles.paragraph_properties(properties):
        numbered = node.find(w("numPr"))
        if numbered is None:
            continue
        identity = value(numbered, "numId")
        if identity == "0":
            return None
        if identity:
            return identity, whole(value(numbered, "ilvl")) or 0
    return None


def numeral(number: int, form: str) -> str:
    """Return a number in one of Word's forms; one that is not known is written in digits."""
    make = _FORMS.get(form)
    return make(number) if make and 0 < number <= LARGEST_NUMBER else str(number)


def _counted(number: int) -> str:
    """Return a number as it is counted: 十, 二十一, 一百零五."""
    if number >= 10_000:
        rest = number % 10_000
        return f"{_counted(number // 10_000)}万{'零' if 0 < rest < 1000 else ''}{_counted(rest) if rest else ''}"
    text, gap = "", False
    for place, digit in reversed(list(enumerate(map(int, reversed(str(number)))))):
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _UNITS[place]
            gap = False
        else:
            gap = True
    return text.removeprefix("一") if 10 <= number < 20 else text


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number <= 26 * 40 else str(number)


def _roman(number: int) -> str:
    if number > 3999:
        return str(number)
    text = ""
    for worth, letters in _ROMAN:
        text += letters * (number // worth)
        number %= worth
    return text


def _circled(number: int) -> str:
    if number <= 20:
        return chr(0x2460 + number - 1)
    return chr(0x3251 + number - 21) if number <= 35 else chr(0x32B1 + number - 36) if number <= 50 else str(number)


_FORMS: Mapping[str, Callable[[int], str]] = {
    "chineseCounting": _counted,
    "chineseCountingThousand": _counted,
    "taiwaneseCounting": _counted,
    "taiwaneseCountingThousand": _counted,
    "japaneseCounting": _counted,
    "chineseLegalSimplified": lambda number: _counted(number).translate(_LEGAL),
    "ideographLegalTraditional": lambda number: _counted(number).translate(_LEGAL),
    "ideographDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "japaneseDigitalTenThousand": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "taiwaneseDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "decimalFullWidth": lambda number: "".join(chr(0xFF10 + int(digit)) for digit in str(number)),
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
