"""Write the parts that hold no text of the document: settings and the table of fonts."""

from xml.etree.ElementTree import Element

from typeset.backends.ooxml.elements import element, serialized
from typeset.backends.ooxml.footnotes import separator_settings
from typeset.backends.ooxml.formatting import FACES
from typeset.characters import NO_LINE_END, NO_LINE_START
from typeset.standard import Role

_WORD = "http://schemas.microsoft.com/office/word"
_COMPATIBILITY = (
    ("compatibilityMode", "15"),
    ("overrideTableStyleFontSizeAndJustification", "1"),
    ("enableOpenTypeFeatures", "1"),
    ("doNotFlipMirrorIndents", "1"),
)

# Names under which a computer without the first one may have the face.
_OTHER_NAMES = {
    Role.XIAOBIAOSONG: "方正小标宋_GBK",
    Role.FANGSONG: "仿宋",
    Role.KAITI: "楷体",
    Role.HEITI: "SimHei",
    Role.SONGTI: "SimSun",
}
_CHINESE, _WESTERN = "86", "00"


def settings_part(language: str, *, has_notes: bool) -> str:
    """Return settings.xml: odd and even footers, line breaking by our own tables, today's Word."""
    return serialized(
        element(
            "settings",
            element("zoom", percent="100"),
            element("bordersDoNotSurroundHeader"),
            element("bordersDoNotSurroundFooter"),
            element("defaultTabStop", val="632"),
            element("evenAndOddHeaders"),
            element("characterSpacingControl", val="doNotCompress"),
            _kinsoku("noLineBreaksAfter", NO_LINE_END, language),
            _kinsoku("noLineBreaksBefore", NO_LINE_START, language),
            separator_settings() if has_notes else None,
            _compatibility(),
            element("themeFontLang", val="en-US", eastAsia=language),
            element("decimalSymbol", val="."),
            element("listSeparator", val=","),
        )
    )


def _kinsoku(tag: str, characters: frozenset[str], language: str) -> Element:
    return element(tag, lang=language, val="".join(sorted(characters)))


def _compatibility() -> Element:
    switches = (
        "spaceForUL",
        "balanceSingleByteDoubleByteWidth",
        "doNotLeaveBackslashAlone",
        "ulTrailSpace",
        "doNotExpandShiftReturn",
        "adjustLineHeightInTable",
        "useFELayout",
    )
    modern = (element("compatSetting", name=name, uri=_WORD, val=value) for name, value in _COMPATIBILITY)
    return element("compat", *(element(switch) for switch in switches), *modern)


def font_table_part() -> str:
    """Return fontTable.xml: the official faces with their other names."""
    return serialized(element("fonts", *(_font(role) for role in FACES)))


def _font(role: Role) -> Element:
    other = _OTHER_NAMES.get(role)
    return element(
        "font",
        None if other is None else element("altName", val=other),
        element("charset", val=_WESTERN if role is Role.LATIN else _CHINESE),
        element("family", val="roman" if role is Role.LATIN else "auto"),
        element("pitch", val="variable"),
        name=FACES[role],
    )
