"""Write the parts that hold text: the document, its headers and footers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from typeset.backends.ooxml.elements import NAMESPACE, RELATIONS, element, serialized
from typeset.backends.ooxml.footnotes import note_properties
from typeset.backends.ooxml.paragraphs import paragraph
from typeset.backends.ooxml.tables import table
from typeset.backends.ooxml.values import Draft, Edges, Furniture, PageSetup, Paragraph, Section, Table

Key = tuple[str, Furniture]


@dataclass(frozen=True, slots=True)
class EdgePart:
    """A header or footer of the package: its kind (header, footer), its relation, its text."""

    kind: str
    relation: str
    content: str


def edge_parts(draft: Draft) -> dict[Key, EdgePart]:
    """Return the headers and footers by kind and content; pages that show the same share a part."""
    parts: dict[Key, EdgePart] = {}
    for section in draft.sections:
        for kind, _, furniture in _edges(section):
            if (kind, furniture) not in parts:
                count = sum(1 for known, _ in parts if known == kind) + 1
                parts[kind, furniture] = EdgePart(kind, f"{kind}{count}", _edge_part(kind, furniture, section.setup))
    return parts


def _edges(section: Section) -> Iterator[tuple[str, str, Furniture]]:
    """Yield the headers and footers of a section: kind, which pages, content."""
    for kind, edges in (("header", section.headers), ("footer", section.footers)):
        if edges is not None:
            yield from ((kind, pages, furniture) for pages, furniture in _pages_of(edges, section))


def _pages_of(edges: Edges, section: Section) -> Iterator[tuple[str, Furniture]]:
    yield "default", edges.odd
    yield "even", edges.even
    if section.has_own_first_page:
        yield "first", edges.odd if edges.first is None else edges.first


def _edge_part(kind: str, furniture: Furniture, setup: PageSetup) -> str:
    paragraphs = furniture or (Paragraph("a3" if kind == "header" else "a4", ((),)),)
    root = element("hdr" if kind == "header" else "ftr", *(paragraph(each, setup) for each in paragraphs))
    return serialized(_numbered(root))


def document_part(draft: Draft, edges: Mapping[Key, EdgePart]) -> str:
    """Return document.xml with the relations to its headers and footers."""
    body = element("body")
    *most, last = draft.sections
    for section in most:
        _add_content(body, section)
        properties = body[-1].find(f"{{{NAMESPACE}}}pPr")
        assert properties is not None, "a section ends with a paragraph"
        properties.append(_section(section, edges, has_notes=bool(draft.notes)))
    _add_content(body, last)
    body.append(_section(last, edges, has_notes=bool(draft.notes)))
    return serialized(_numbered(element("document", body)))


def _add_content(body: Element, section: Section) -> None:
    for item in section.content:
        body.append(table(item, section.setup) if isinstance(item, Table) else paragraph(item, section.setup))


def _numbered(root: Element) -> Element:
    """Give bookmarks and pictures their numbers, unique in the part and in the order of the text."""
    numbers: dict[str, str] = {}
    identity = f"{{{NAMESPACE}}}id"
    pictures = 0
    for found in root.iter():
        tag = found.tag.rpartition("}")[2]
        if tag in ("bookmarkStart", "bookmarkEnd"):
            name = found.attrib[identity]
            found.set(identity, numbers.setdefault(name, str(len(numbers) + 1)))
        elif tag in ("docPr", "cNvPr"):
            pictures += tag == "docPr"
            found.set("id", str(pictures))
    return root


def _section(section: Section, edges: Mapping[Key, EdgePart], *, has_notes: bool) -> Element:
    """Return the properties of a section, in the order that Word's schema asks for."""
    made = element("sectPr")
    for kind, pages, furniture in _edges(section):
        reference = element(f"{kind}Reference", type=pages)
        reference.set(f"{{{RELATIONS}}}id", edges[kind, furniture].relation)
        made.append(reference)
    if has_notes:
        made.append(note_properties())
    made.append(element("type", val="nextPage"))
    made.extend(_page(section.setup))
    if section.first_number is not None:
        made.append(element("pgNumType", start=section.first_number))
    if section.has_own_first_page:
        made.append(element("titlePg"))
    made.append(element("docGrid", type="lines", linePitch=section.setup.line_twips))
    return made


def _page(setup: PageSetup) -> tuple[Element, ...]:
    """Return paper (R-5.1-1) and margins.

    The grid is of lines alone: LibreOffice sets 14 characters a line on a grid of characters narrower than the
    type, so that the 28 characters (R-5.2.3-2) come from the tracking of Normal.
    """
    margins = element(
        "pgMar",
        top=setup.top_twips,
        right=setup.right_twips,
        bottom=setup.bottom_twips,
        left=setup.left_twips,
        header=setup.header_twips,
        footer=setup.footer_twips,
        gutter=0,
    )
    return element("pgSz", w=setup.width_twips, h=setup.height_twips), margins
