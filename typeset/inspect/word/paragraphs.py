"""The paragraphs of a Word file in the order of the text, those in tables and text boxes among them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from typeset.inspect.word.drawings import drawings, is_box_at_foot, text_boxes
from typeset.inspect.word.looks import (
    alignment_of,
    border_of,
    colour_of,
    end_mark_size,
    indents_of,
    looked_up,
    run_of,
    spacing_of,
    style_id,
    switches_of,
)
from typeset.inspect.word.properties import Level, count, paragraph_level, run_level
from typeset.inspect.word.sections import MM_PER_TWIP, SectionNode
from typeset.inspect.word.styles import StyleSheet
from typeset.inspect.word.values import Frame, PageSection, Paragraph, Run
from typeset.readers.word.markup import Node, name_of, w

_LEFT_OUT = frozenset({"del", "moveFrom", "pPr", "sectPr", "txbxContent"})
_BREAK = "\f"
_CHARACTERS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_FOOT_MM = 200.0  # a frame below this height stands at the foot of a page


@dataclass(frozen=True, slots=True)
class Placement:
    """What the file says of a frame's place; `origin` is page, margin or text."""

    is_at_bottom: bool
    origin: str = "text"
    down_mm: float | None = None
    alignment: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A paragraph of the file with what it lies in."""

    node: Node
    is_in_table: bool = False
    frame: Placement | None = None


def read_paragraphs(
    body: Node, sections: Sequence[SectionNode], measured: Sequence[PageSection], styles: StyleSheet
) -> Iterator[Paragraph]:
    """Yield the paragraphs; a page that begins is that of the next paragraph with something in it."""
    section = 0
    begins = False
    for number, found in enumerate(_found(body, None, is_in_table=False), 1):
        page = measured[min(section, len(measured) - 1)]
        made, breaks_before, breaks_after = _paragraph(found, number, page, styles)
        begins = begins or breaks_before or made.starts_page
        is_open = not made.text.strip() and not made.drawings
        yield replace(made, section=section, starts_page=begins)
        begins = breaks_after or (begins and is_open)
        if _ends_section(found.node):
            section = min(section + 1, len(sections) - 1)
            begins = begins or sections[section].starts_page


def _ends_section(node: Node) -> bool:
    return (properties := node.find(w("pPr"))) is not None and properties.find(w("sectPr")) is not None


def _found(parent: Node, frame: Placement | None, *, is_in_table: bool) -> Iterator[Found]:
    for child in parent:
        name = name_of(child)
        if name == "p":
            yield Found(child, is_in_table, _own_frame(child) or frame)
            for run in child.iter(w("r")):
                for box in text_boxes(run):
                    yield from _found(box, Placement(is_box_at_foot(run)), is_in_table=False)
        elif name == "tbl":
            yield from _found(child, _table_frame(child) or frame, is_in_table=True)
        elif name not in _LEFT_OUT:
            yield from _found(child, frame, is_in_table=is_in_table)


def _own_frame(node: Node) -> Placement | None:
    properties = node.find(w("pPr"))
    frame = None if properties is None else properties.find(w("framePr"))
    return None if frame is None else _placement(frame, "vAnchor", "y", "yAlign")


def _table_frame(table: Node) -> Placement | None:
    place = table.find(f"{w('tblPr')}/{w('tblpPr')}")
    return None if place is None else _placement(place, "vertAnchor", "tblpY", "tblpYSpec")


def _placement(node: Node, anchor: str, offset: str, align: str) -> Placement:
    height = count(node.get(w(offset)))
    down_mm = None if height is None else height * MM_PER_TWIP
    is_at_bottom = node.get(w(align)) == "bottom"
    return Placement(is_at_bottom, node.get(w(anchor), "text"), down_mm, node.get(w("xAlign"), ""))


def _frame(placement: Placement | None, page: PageSection) -> Frame | None:
    """Return where something taken out of the text stands on a page."""
    if placement is None:
        return None
    origin_mm = {"page": 0.0, "margin": page.top_mm}.get(placement.origin)
    top_mm = None if origin_mm is None or placement.down_mm is None else origin_mm + placement.down_mm
    is_at_foot = placement.is_at_bottom or (top_mm is not None and top_mm > _FOOT_MM)
    return Frame(is_at_foot, top_mm, placement.alignment)


def _paragraph(found: Found, number: int, page: PageSection, styles: StyleSheet) -> tuple[Paragraph, bool, bool]:
    """Return a paragraph, and whether a page break stands before its text, and after it."""
    node = found.node
    level, below = looked_up(node, styles)
    runs = tuple(_runs(node, below, styles))
    text = "".join(run.text for run in runs if not run.is_hidden)
    before, is_broken, after = text.partition(_BREAK)
    first = next((run for run in runs if run.text.strip() and not run.is_hidden), None)
    size = first.size_pt if first is not None else end_mark_size(node, styles)
    pictures = (drawing for run in node.iter(w("r")) for drawing in drawings(run, page))
    made = Paragraph(
        number,
        text.replace(_BREAK, ""),
        tuple(replace(run, text=run.text.replace(_BREAK, "")) if is_broken else run for run in runs),
        styles.name(style_id(node) or styles.normal),
        alignment_of(level),
        indents_of(level, size),
        spacing_of(level, page.grid_pitch_pt),
        switches_of(level),
        0,
        size,
        level.get("pageBreakBefore") == "1",
        found.is_in_table,
        level.get("numId", "0") != "0",
        _frame(found.frame, page),
        border_of(level.get("topBorder")),
        border_of(level.get("bottomBorder")),
        "" if level.get("fill", "auto") == "auto" else colour_of(level["fill"]),
        tuple(pictures),
        _is_formatted_by_hand(node, styles),
    )
    is_before = bool(is_broken) and not before.strip()
    return made, is_before, bool(is_broken) and not is_before and not after.strip()


def _is_formatted_by_hand(node: Node, styles: StyleSheet) -> bool:
    """Tell whether a paragraph has no style of its own, and its face, size or indents all the same."""
    identity = style_id(node)
    if identity in styles.styles and identity != styles.normal:
        return False
    own = paragraph_level(node.find(w("pPr")))
    looks = (run_level(run.find(w("rPr"))) for run in node.iter(w("r")))
    return any(_says(own, side) for side in ("left", "first")) or any(
        "eastAsia" in look or "sz" in look for look in looks
    )


def _says(level: Level, side: str) -> bool:
    return any((count(level.get(name)) or 0) != 0 for name in (side, f"{side}Chars"))


def _runs(parent: Node, below: Level, styles: StyleSheet) -> Iterator[Run]:
    """Yield the runs with something in them; what was deleted is none."""
    for child in parent:
        name = name_of(child)
        if name == "r":
            if text := _text(child):
                yield run_of(child, below, text, styles)
        elif name not in _LEFT_OUT:
            yield from _runs(child, below, styles)


def _text(run: Node) -> str:
    pieces: list[str] = []
    for child in run:
        name = name_of(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "br":
            pieces.append(_BREAK if child.get(w("type")) == "page" else "\n")
        else:
            pieces.append(_CHARACTERS.get(name, ""))
    return "".join(pieces)
