"""Give a PDF its structure (PDF/UA-1): one element a paragraph, tables of rows and cells, figures with their text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import pydyf

from typeset.layout.page import Page, Paragraph, Picture, Structure
from typeset.layout.result import Layout
from typeset.standard import mm_to_points

_HEADINGS = (
    Structure.TITLE,
    Structure.HEADING_1,
    Structure.HEADING_2,
    Structure.HEADING_3,
    Structure.HEADING_4,
)


def structure_tags(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    """Return the tag of every paragraph; headings go down one level at a time, whatever levels the text leaves out."""
    tags, above = [], list[int]()
    for paragraph in paragraphs:
        if paragraph.structure not in _HEADINGS:
            tags.append(str(paragraph.structure))
            continue
        level = _HEADINGS.index(paragraph.structure)
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        tags.append(f"H{len(above)}")
    return tuple(tags)


@dataclass(slots=True)
class Marks:
    """The marked content of a document: which pieces, by page and number, belong to which paragraph."""

    tags: Sequence[str]
    pieces: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    owners: list[list[int]] = field(default_factory=list)

    def open_page(self) -> None:
        """Begin the next page."""
        self.owners.append([])

    def open(self, paragraph: int) -> bytes:
        """Return the operator that opens marked content of a paragraph on the page begun last."""
        number = len(self.owners[-1])
        self.owners[-1].append(paragraph)
        self.pieces.setdefault(paragraph, []).append((len(self.owners) - 1, number))
        return f"/{self.tags[paragraph]} <</MCID {number}>> BDC".encode()


@dataclass(frozen=True, slots=True)
class _Tree:
    """A structure tree being written, and the elements of its paragraphs so far."""

    pdf: pydyf.PDF
    layout: Layout
    marks: Marks
    pages: Sequence[pydyf.Dictionary]
    figures: Mapping[int, tuple[Page, Picture]]
    elements: dict[int, pydyf.Dictionary] = field(default_factory=dict)

    def group(self, tag: str, parent: pydyf.Dictionary) -> pydyf.Dictionary:
        """Add an element that holds others."""
        values = {"Type": "/StructElem", "S": f"/{tag}", "P": parent.reference, "K": pydyf.Array()}
        element = _added(self.pdf, values)
        parent["K"].append(element.reference)
        return element

    def paragraph(self, number: int, parent: pydyf.Dictionary) -> None:
        """Add the element of a paragraph with all its pieces, on whatever pages."""
        element = self.elements[number] = self.group(self.marks.tags[number], parent)
        pieces = self.marks.pieces.get(number, [])
        if pieces:
            element["Pg"] = self.pages[pieces[0][0]].reference
        for page, kid in pieces:
            element["K"].append(kid if page == pieces[0][0] else self._elsewhere(page, kid))
        element.update(self._attributes(number))

    def _elsewhere(self, page: int, number: int) -> pydyf.Dictionary:
        return pydyf.Dictionary({"Type": "/MCR", "Pg": self.pages[page].reference, "MCID": number})

    def _attributes(self, number: int) -> dict[str, object]:
        paragraph = self.layout.paragraphs[number]
        if number in self.figures:
            page, picture = self.figures[number]
            place = {"O": "/Layout", "Placement": "/Block", "BBox": _box(page, picture)}
            return {"Alt": pydyf.String(picture.description or "图"), "A": pydyf.Dictionary(place)}
        if paragraph.structure is Structure.NOTE:
            return {"ID": pydyf.String(_note_name(number))}
        return _cell_attributes(paragraph)


def _cell_attributes(paragraph: Paragraph) -> dict[str, object]:
    """Return what a table's cell covers, and that a head stands for its column."""
    if paragraph.cell is None:
        return {}
    values = {"Scope": "/Column"} if paragraph.structure is Structure.HEADER_CELL else {}
    values |= {"RowSpan": str(paragraph.cell.rows)} if paragraph.cell.rows > 1 else {}
    values |= {"ColSpan": str(paragraph.cell.columns)} if paragraph.cell.columns > 1 else {}
    return {"A": pydyf.Dictionary({"O": "/Table", **values})} if values else {}


def _box(page: Page, picture: Picture) -> pydyf.Array:
    left, bottom = picture.left_mm, page.height_mm - picture.top_mm - picture.height_mm
    corners = (left, bottom, left + picture.width_mm, bottom + picture.height_mm)
    return pydyf.Array([round(mm_to_points(value), 3) for value in corners])


def _note_name(number: int) -> str:
    return f"note-{number:05}"


def add_structure(pdf: pydyf.PDF, layout: Layout, marks: Marks, pages: Sequence[pydyf.Dictionary]) -> None:
    """Write the structure tree; paragraphs come in the order of the layout, that in which they are read."""
    root = _added(pdf, {"Type": "/StructTreeRoot", "K": pydyf.Array()})
    figures = {picture.paragraph: (page, picture) for page in layout.pages for picture in page.pictures}
    tree = _Tree(pdf, layout, marks, pages, figures)
    document = tree.group("Document", root)
    shown = _shown(layout.paragraphs, marks)
    for container, numbers in groupby(shown, key=lambda number: _container(layout.paragraphs, number)):
        _add_paragraphs(tree, container, list(numbers), document)
    root["ParentTree"] = _parent_tree(tree).reference
    root["ParentTreeNextKey"] = len(pages)
    notes = [number for number in tree.elements if layout.paragraphs[number].structure is Structure.NOTE]
    if notes:
        names = [(pydyf.String(_note_name(number)), tree.elements[number].reference) for number in notes]
        root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array([item for pair in names for item in pair])})
    for number, page in enumerate(pages):
        page["StructParents"] = number
        page["Tabs"] = "/S"
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _shown(paragraphs: Sequence[Paragraph], marks: Marks) -> Iterator[int]:
    """Yield the paragraphs that are painted, and the empty cells of tables that are."""
    cells = (paragraphs[number].cell for number in marks.pieces)
    tables = {cell.table for cell in cells if cell is not None}
    for number, paragraph in enumerate(paragraphs):
        if number in marks.pieces or (paragraph.cell is not None and paragraph.cell.table in tables):
            yield number


def _container(paragraphs: Sequence[Paragraph], number: int) -> tuple[str, int] | None:
    """Return the element that holds a paragraph's: a table for its cells and its caption above, 目录 for its items."""
    paragraph = paragraphs[number]
    if paragraph.structure is Structure.CONTENTS_ITEM:
        return "TOC", 0
    if paragraph.structure is Structure.CAPTION and number + 1 < len(paragraphs):
        is_figures = number > 0 and paragraphs[number - 1].structure is Structure.FIGURE
        paragraph = paragraph if is_figures else paragraphs[number + 1]
    return ("Table", paragraph.cell.table) if paragraph.cell is not None else None


def _add_paragraphs(
    tree: _Tree, container: tuple[str, int] | None, numbers: Sequence[int], document: pydyf.Dictionary
) -> None:
    parent = tree.group(container[0], document) if container else document
    places = {number: tree.layout.paragraphs[number].cell for number in numbers}
    for number in numbers:
        if places[number] is None:
            tree.paragraph(number, parent)
    rows: dict[int, list[int]] = {}
    for number, cell in places.items():
        if cell is not None:
            rows.setdefault(cell.row, []).append(number)
    for row in range(min(rows, default=0), max(rows, default=-1) + 1):
        element = tree.group("TR", parent)
        for number in rows.get(row, ()):
            tree.paragraph(number, element)


def _parent_tree(tree: _Tree) -> pydyf.Dictionary:
    numbers: list[object] = []
    for page, owners in enumerate(tree.marks.owners):
        numbers += [page, pydyf.Array([tree.elements[owner].reference for owner in owners])]
    return _added(tree.pdf, {"Nums": pydyf.Array(numbers)})


def add_viewing(pdf: pydyf.PDF, shown_numbers: Sequence[int | None]) -> None:
    """Write the page labels, which are the numbers that the pages show, and how to show and print the document.

    Its title stands in the window; it prints on both sides (6.2).
    """
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(_labels(shown_numbers))})
    preferences = {"DisplayDocTitle": "true", "Duplex": "/DuplexFlipLongEdge"}
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary(preferences)


def _labels(shown_numbers: Sequence[int | None]) -> Iterator[object]:
    """Yield page and label wherever the count does not simply go on; a page without a number has an empty label."""
    before: int | None = 0
    for page, number in enumerate(shown_numbers):
        goes_on = number == (before + 1 if before is not None else None)
        if page == 0 or not goes_on:
            yield page
            start = {} if number == 1 else {"St": number}
            yield pydyf.Dictionary({"S": "/D", **start} if number is not None else {"P": pydyf.String()})
        before = number


def _added(pdf: pydyf.PDF, values: Mapping[str, object]) -> pydyf.Dictionary:
    dictionary = pydyf.Dictionary(values)
    pdf.add_object(dictionary)
    return dictionary
