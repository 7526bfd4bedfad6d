"""The formatting that styles and paragraphs share: fonts, spacing, indents, tab stops, rules, frames."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from typeset.backends.ooxml.elements import element
from typeset.backends.ooxml.values import TWIPS_PER_POINT, Border, Frame, Indents, PageSetup, TabStop
from typeset.layout.blocks import Alignment
from typeset.layout.page import Colour
from typeset.standard import Role

FACES = {
    Role.XIAOBIAOSONG: "方正小标宋简体",
    Role.FANGSONG: "仿宋_GB2312",
    Role.KAITI: "楷体_GB2312",
    Role.HEITI: "黑体",
    Role.SONGTI: "宋体",
    Role.LATIN: "Times New Roman",
}
COLOURS = {Colour.BLACK: "000000", Colour.RED: "FF0000", Colour.GREY: "808080", Colour.LIGHT: "D9D9D9"}

_ALIGNMENTS = {
    Alignment.JUSTIFIED: "both",
    Alignment.LEFT: "left",
    Alignment.CENTRED: "center",
    Alignment.RIGHT: "right",
}


def fonts(role: Role | None = None, *, latin: Role | None = None) -> Element:
    """Return the faces of Chinese, and of digits and Latin letters; None leaves what the styles say.

    The hint gives the marks that both scripts use, “”‘’—…·, to the Chinese face.
    """
    faces: dict[str, str | int] = {} if role is None else {"eastAsia": FACES[role]}
    if latin is not None:
        faces |= dict.fromkeys(("ascii", "hAnsi", "cs"), FACES[latin])
    return element("rFonts", hint="eastAsia", **faces)


def size(points: float) -> list[Element]:
    """Return the size of type, which Word counts in half points."""
    return [element("sz", val=round(points * 2)), element("szCs", val=round(points * 2))]


def colour(ink: Colour) -> Element:
    """Return the colour of type."""
    return element("color", val=COLOURS[ink])


def spacing(before_twips: int, line_twips: int, after_twips: int = 0) -> Element:
    """Return the room above and below a paragraph and the exact height of its lines; 0 lets them grow."""
    if not line_twips:
        return element("spacing", before=before_twips, after=after_twips, line="240", lineRule="auto")
    return element("spacing", before=before_twips, after=after_twips, line=line_twips, lineRule="exact")


def indents(cells: Indents, cell_twips: float) -> Element:
    """Return indents in characters, which Word follows, and in twips, which LibreOffice follows."""
    first_line = "hanging" if cells.first_line < 0 else "firstLine"
    wanted: dict[str, str | int] = {}
    for name, value in (("left", cells.left), ("right", cells.right), (first_line, abs(cells.first_line))):
        wanted |= {f"{name}Chars": round(value * 100), name: round(value * cell_twips)}
    return element("ind", **wanted)


def sides(left_twips: int, right_twips: int) -> Element:
    """Return indents at both sides that are no characters; negative ones reach out of the type area."""
    none: dict[str, str | int] = {"leftChars": 0, "rightChars": 0, "firstLineChars": 0, "firstLine": 0}
    return element("ind", left=left_twips, right=right_twips, **none)


def alignment(wanted: Alignment) -> Element:
    """Return how lines stand between the indents."""
    return element("jc", val=_ALIGNMENTS[wanted])


def distributed() -> Element:
    """Return that the characters of a line are spread from edge to edge (分散对齐)."""
    return element("jc", val="distribute")


def tabs(stops: Sequence[TabStop]) -> Element:
    """Return tab stops."""
    made = element("tabs")
    for stop in stops:
        leader = {"leader": "dot"} if stop.has_leader else {}
        made.append(element("tab", val="right" if stop.is_right else "left", **leader, pos=stop.twips))
    return made


def rule_below(border: Border) -> Element:
    """Return the rule under a paragraph, as wide as the type area."""
    rule = element("bottom", val="single", sz=border.eighths, space=border.space_pt, color=COLOURS[border.colour])
    return element("pBdr", rule)


def border_height_twips(border: Border) -> int:
    """Return what a rule below adds to the height of its paragraph."""
    return border.space_pt * TWIPS_PER_POINT + round(border.eighths * TWIPS_PER_POINT / 8)


def bar(ink: Colour) -> Element:
    """Return the filling that makes a paragraph a bar: LibreOffice drops a frame whose paragraphs have borders."""
    return element("shd", val="clear", color="auto", fill=COLOURS[ink])


def frame(wanted: Frame, setup: PageSetup) -> Element:
    """Return the frame of a paragraph, as wide as the type area.

    It must be on every paragraph itself: LibreOffice does not float paragraphs whose style says so.
    """
    width = setup.width_twips - setup.left_twips - setup.right_twips
    place: dict[str, str | int] = {"vAnchor": "margin", "hAnchor": "margin", "xAlign": "left", "yAlign": "bottom"}
    if wanted.top_twips is not None:
        place = {"vAnchor": "page", "hAnchor": "margin", "xAlign": "left", "y": wanted.top_twips}
    return element("framePr", w=width, hSpace="0", wrap="around", **place)
