"""What the levels of formatting come to: styles, then what is set on the paragraph, on its runs."""

import re
from functools import lru_cache

from typeset.characters import HAN_RANGES
from typeset.inspect.word.properties import SEPARATOR, Level, count, paragraph_level, run_level
from typeset.inspect.word.styles import StyleSheet
from typeset.inspect.word.values import BLACK, Alignment, Border, Indents, LineRule, Run, Spacing, Switches
from typeset.readers.word.markup import Node, value, w

_HAN = re.compile(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in HAN_RANGES)}]")
_DEFAULT_SIZE_PT = 10.0  # Word's own, where no level says anything
_DEFAULT_FACE = "Times New Roman"
_ALIGNMENTS: dict[str, Alignment] = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "both",
    "distribute": "distribute",
    "thaiDistribute": "distribute",
}


def style_id(node: Node) -> str:
    """Return the id of a paragraph's style, "" for none."""
    return value(node.find(w("pPr")), "pStyle") or ""


def looked_up(node: Node, styles: StyleSheet) -> tuple[Level, Level]:
    """Return what all levels say of a paragraph, and what they say of runs that say nothing themselves."""
    paragraph, run = styles.paragraph_style(style_id(node))
    return {**paragraph, **paragraph_level(node.find(w("pPr")))}, run


def run_of(node: Node, below: Level, text: str, styles: StyleSheet) -> Run:
    """Return a run with some text; `below` is what the style of its paragraph says."""
    own = run_level(node.find(w("rPr")))
    named = own.get("style", "")
    return _run(text, {**below, **styles.character_style(named), **own}, styles, styles.name(named) if named else "")


def _run(text: str, level: Level, styles: StyleSheet, style: str) -> Run:
    face, is_from_theme = styles.face(level.get("eastAsia"))
    latin, _ = styles.face(level.get("ascii"))
    return Run(
        text,
        face or latin or _DEFAULT_FACE,
        latin or _DEFAULT_FACE,
        size_of(level),
        level.get("b") == "1",
        colour_of(level.get("color")),
        (count(level.get("spacing")) or 0) / 20,
        is_from_theme,
        level.get("vanish") == "1",
        style,
        len(_HAN.findall(text)),
    )


def size_of(level: Level) -> float:
    """Return the size of type in points."""
    half_points = count(level.get("sz"))
    return half_points / 2 if half_points else _DEFAULT_SIZE_PT


def end_mark_size(node: Node, styles: StyleSheet) -> float:
    """Return the size of the mark at a paragraph's end, which an empty line is as high as."""
    _, below = styles.paragraph_style(style_id(node))
    properties = node.find(w("pPr"))
    own = run_level(None if properties is None else properties.find(w("rPr")))
    return size_of({**below, **own})


def colour_of(text: str | None) -> str:
    """Return a colour as six capital digits."""
    return BLACK if text is None or text == "auto" else text.upper()


def spacing_of(level: Level, grid_pt: float) -> Spacing:
    """Return the lines of a paragraph; `grid_pt` is the line of the page, which room in lines is counted in."""
    rule = level.get("lineRule", "auto")
    line = count(level.get("line"))
    is_auto = rule not in ("exact", "atLeast")
    named: LineRule = "auto" if is_auto else "exact" if rule == "exact" else "atLeast"
    height = (line or 240) / 240 if is_auto else (line or 0) / 20
    return Spacing(named, height, _room(level, "before", grid_pt), _room(level, "after", grid_pt))


def _room(level: Level, side: str, grid_pt: float) -> float:
    """Return the room above or below a paragraph in points; what Word leaves to itself counts as a line of a page."""
    if level.get(f"{side}Autospacing") in ("1", "true", "on"):
        return 14.0
    if in_lines := count(level.get(f"{side}Lines")):
        return in_lines / 100 * (grid_pt or 12.0)
    return (count(level.get(side)) or 0) / 20


def alignment_of(level: Level) -> Alignment:
    """Return the alignment of a paragraph."""
    return _ALIGNMENTS.get(level.get("jc", "left"), "left")


def cells(level: Level, side: str, size_pt: float) -> float:
    """Return an indent in 字: what is said in 字 goes before what is said in lengths, unless it is nothing."""
    if in_cells := count(level.get(f"{side}Chars")):
        return in_cells / 100
    return (count(level.get(side)) or 0) / 20 / size_pt


def indents_of(level: Level, size_pt: float) -> Indents:
    """Return the indents of a paragraph of type of a size."""
    return Indents(*(cells(level, side, size_pt) for side in ("left", "right", "first")))


@lru_cache(maxsize=256)
def border_of(text: str | None) -> Border | None:
    """Return a border of a paragraph as its level names it; None for none."""
    if text is None:
        return None
    kind, eighths, space, colour = text.split(SEPARATOR)
    if kind in ("none", "nil"):
        return None
    return Border(colour_of(colour), (count(eighths) or 0) / 8, float(count(space) or 0))


def switches_of(level: Level) -> Switches:
    """Return what Word's dialogue of Chinese typography holds for a paragraph; what is not said is on."""
    return Switches(
        widow_control=level.get("widowControl", "1") == "1",
        kinsoku=level.get("kinsoku", "1") == "1",
        hanging_marks=level.get("overflowPunct", "1") == "1",
        autospace="1" in (level.get("autoSpaceDE", "1"), level.get("autoSpaceDN", "1")),
        snaps_to_grid=level.get("snapToGrid", "1") == "1",
    )
