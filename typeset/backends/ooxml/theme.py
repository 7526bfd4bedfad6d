"""The smallest theme that validators accept; no style refers to it."""

from typeset.backends.ooxml.elements import DECLARATION

_NAMES = ("dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
_BLACK, _WHITE = "000000", "FFFFFF"
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def theme_part() -> str:
    """Return theme1.xml: black on white, without faces of its own."""
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{_WHITE if name.startswith("lt") else _BLACK}"/></a:{name}>' for name in _NAMES
    )
    faces = '<a:latin typeface=""/><a:ea typeface=""/><a:cs typeface=""/>'
    lines = f'<a:ln w="6350">{_FILL}</a:ln>' * 3
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="公文">'
        f'<a:themeElements><a:clrScheme name="公文">{colours}</a:clrScheme>'
        f'<a:fontScheme name="公文"><a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="公文"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )
