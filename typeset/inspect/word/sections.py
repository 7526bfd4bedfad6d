"""The pages of a Word file: paper, margins, grid, and the page numbers in its footers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce

from typeset.inspect.word.looks import cells, end_mark_size, looked_up, run_of, spacing_of, style_id
from typeset.inspect.word.properties import count
from typeset.inspect.word.styles import StyleSheet
from typeset.inspect.word.values import PageNumber, PageSection, Run
from typeset.readers.word.markup import RELATIONS, Node, is_on, value, w
from typeset.readers.word.package import Package
from typeset.standard import MM_PER_POINT

MM_PER_TWIP = 25.4 / 1440
LINE_FOOT = 0.2  # of a line's height below its baseline
NATURAL_LINE = 1.3  # times the size of type: about what Word gives a line of Chinese type by itself
_A4_TWIPS = (11906, 16838)
_NUMBER_FIELDS = ("PAGE",)
_SIDES = ("default", "even", "first")


@dataclass(frozen=True, slots=True)
class SectionNode:
    """The properties of a section with the names of its headers and footers, those of the section before included."""

    node: Node
    headers: Mapping[str, str]
    footers: Mapping[str, str]

    @property
    def starts_page(self) -> bool:
        """Whether it begins on a page of its own."""
        return value(self.node, "type") not in ("continuous", "nextColumn")


def section_nodes(body: Node, package: Package) -> tuple[SectionNode, ...]:
    """Return the sections in order; a file without any has one that says nothing."""
    nodes = [node for node in body.iter(w("sectPr")) if node.getparent().tag in (w("pPr"), w("body"))]
    relations = {identity: relation.target for identity, relation in package.relations(package.main).items()}

    def with_next(found: tuple[SectionNode, ...], node: Node) -> tuple[SectionNode, ...]:
        headers, footers = (found[-1].headers, found[-1].footers) if found else ({}, {})
        section = SectionNode(
            node,
            {**headers, **_references(node, "headerReference", relations)},
            {**footers, **_references(node, "footerReference", relations)},
        )
        return (*found, section)

    return reduce(with_next, nodes or [body.makeelement(w("sectPr"))], ())


def _references(node: Node, tag: str, relations: Mapping[str, str]) -> dict[str, str]:
    return {
        reference.get(w("type"), "default"): relations.get(reference.get(f"{{{RELATIONS}}}id", ""), "")
        for reference in node.iterfind(w(tag))
    }


def page_section(section: SectionNode, package: Package, styles: StyleSheet) -> PageSection:
    """Return the measures of a section."""
    node = section.node
    size, margins, grid = node.find(w("pgSz")), node.find(w("pgMar")), node.find(w("docGrid"))
    header_mm = _mm(margins, "header", 850)
    has_grid = grid is not None and grid.get(w("type"), "default") != "default"

    def top(side: str) -> float:
        return max(_mm(margins, "top", 1440), header_mm + _header_height(section.headers.get(side), package, styles))

    width, height = _mm(size, "w", _A4_TWIPS[0]), _mm(size, "h", _A4_TWIPS[1])
    return PageSection(
        width,
        height,
        top("default"),
        top("first" if is_on(node, "titlePg") else "default"),
        _mm(margins, "bottom", 1440),
        _mm(margins, "left", 1800) + _mm(margins, "gutter", 0),
        _mm(margins, "right", 1800),
        _mm(margins, "footer", 992),
        width > height,
        grid.get(w("type"), "") if grid is not None and has_grid else "",
        (count(grid.get(w("linePitch"))) or 0) / 20 if grid is not None and has_grid else 0.0,
        (count(grid.get(w("charSpace"))) or 0) / 4096 if grid is not None and has_grid else 0.0,
        value(node, "pgNumType", "fmt") or "",
        is_on(node, "titlePg") or False,
    )


def _mm(node: Node | None, name: str, default: int) -> float:
    twips = None if node is None else count(node.get(w(name)))
    return (default if twips is None else twips) * MM_PER_TWIP


def _header_height(name: str | None, package: Package, styles: StyleSheet) -> float:
    """Return how high a header is, where its lines have heights of their own."""
    root = package.root(name) if name else None
    lines = (spacing_of(looked_up(node, styles)[0], 0.0) for node in (() if root is None else root.iterfind(w("p"))))
    return sum((line.line + line.before_pt + line.after_pt) * MM_PER_POINT for line in lines if line.rule == "exact")


def page_numbers(
    sections: tuple[SectionNode, ...], measured: tuple[PageSection, ...], package: Package, styles: StyleSheet
) -> Iterator[PageNumber]:
    """Yield the page numbers in the footers of every section."""
    for index, (section, measures) in enumerate(zip(sections, measured, strict=True)):
        for side in _SIDES:
            root = package.root(name) if (name := section.footers.get(side)) else None
            nodes = [] if root is None else list(root.iter(w("p")))
            for position, node in enumerate(nodes):
                text, runs = _number_line(node, styles)
                if text is not None:
                    below = sum(_height_pt(each, styles) for each in nodes[position + 1 :])
                    made = _page_number(node, text, runs, measures, styles)
                    baseline = made.baseline_mm - below * MM_PER_POINT
                    yield replace(made, section=index, side=side, baseline_mm=baseline)
                    break


def _page_number(node: Node, text: str, runs: tuple[Run, ...], measures: PageSection, styles: StyleSheet) -> PageNumber:
    level, _ = looked_up(node, styles)
    first = next((run for run in runs if run.text.strip()), runs[0])
    frame = None if (properties := node.find(w("pPr"))) is None else properties.find(w("framePr"))
    alignment = None if frame is None else frame.get(w("xAlign"))
    above_foot = LINE_FOOT * _height_pt(node, styles) * MM_PER_POINT
    return PageNumber(
        0,
        "",
        text,
        first.latin_face,
        first.size_pt,
        alignment or {"start": "left", "end": "right"}.get(level.get("jc", "left"), level.get("jc", "left")),
        cells(level, "left", first.size_pt),
        cells(level, "right", first.size_pt),
        measures.height_mm - measures.footer_mm - above_foot,
    )


def _height_pt(node: Node, styles: StyleSheet) -> float:
    level, _ = looked_up(node, styles)
    size = end_mark_size(node, styles)
    spacing = spacing_of(level, size)
    line = spacing.line if spacing.rule == "exact" else spacing.line * NATURAL_LINE * size
    return line + spacing.before_pt + spacing.after_pt


def _number_line(node: Node, styles: StyleSheet) -> tuple[str | None, tuple[Run, ...]]:
    """Return a footer's paragraph with 1 for the page number, None without one; and its runs."""
    _, below = styles.paragraph_style(style_id(node))
    runs: list[Run] = []
    has_number = False
    field = shown = result = False  # in a field of the page number; its number is written; in its result
    for child in node.iter(w("fldSimple"), w("fldChar"), w("instrText"), w("r")):
        if child.tag == w("r") and child.find(w("t")) is not None:
            is_simple = child.getparent().tag == w("fldSimple") and _is_number(child.getparent().get(w("instr")))
            text = "".join(part.text or "" for part in child.iterfind(w("t")))
            if is_simple or (field and result):
                text, shown = ("" if shown and result else "1"), True
            runs.append(run_of(child, below, text, styles))
        elif child.tag == w("fldSimple"):
            has_number = has_number or _is_number(child.get(w("instr")))
        elif child.tag == w("instrText") and _is_number(child.text):
            has_number, field, shown = True, True, False
        elif (kind := child.get(w("fldCharType"))) == "separate":
            result = True
        elif kind == "end":
            if field and not shown:
                runs.append(run_of(child.getparent(), below, "1", styles))
            field = result = False
    return ("".join(run.text for run in runs) if has_number else None), tuple(runs)


def _is_number(instruction: str | None) -> bool:
    return (instruction or "").split()[:1] == list(_NUMBER_FIELDS)
