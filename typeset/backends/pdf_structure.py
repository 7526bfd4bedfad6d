"""Give a PDF its structure: one element a paragraph, however many pages it covers; page labels; how to print it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pydyf

from typeset.backends.html import Box
from typeset.layout.page import Paragraph, Structure

_ARTIFACT = b"/Artifact <</Type /Pagination>> BDC"


@dataclass(slots=True)
class Marks:
    """The marked content of a document: which pieces, by page and number, belong to which paragraph."""

    paragraphs: Sequence[Paragraph]
    pieces: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    counts: list[int] = field(default_factory=list)
    owners: dict[tuple[int, int], int] = field(default_factory=dict)

    def open_page(self, boxes: Sequence[Box]) -> list[bytes]:
        """Return the operators that open the marked content of a page's boxes."""
        page, count, tags = len(self.counts), 0, []
        for box in boxes:
            if box.paragraph < 0:
                tags.append(_ARTIFACT)
                continue
            self.pieces.setdefault(box.paragraph, []).append((page, count))
            self.owners[page, count] = box.paragraph
            tags.append(f"/{self.paragraphs[box.paragraph].structure} <</MCID {count}>> BDC".encode())
            count += 1
        self.counts.append(count)
        return tags


def add_structure(pdf: pydyf.PDF, marks: Marks, pages: Sequence[pydyf.Dictionary]) -> None:
    """Write the structure tree; paragraphs come in the order in which they begin."""
    root = _added(pdf, {"Type": "/StructTreeRoot"})
    document = _added(pdf, {"Type": "/StructElem", "S": "/Document", "P": root.reference})
    elements: dict[int, pydyf.Dictionary] = {}
    for paragraph, pieces in marks.pieces.items():
        structure = marks.paragraphs[paragraph].structure
        elements[paragraph] = _element(pdf, structure, pieces, pages, document)
    document["K"] = pydyf.Array([element.reference for element in elements.values()])
    root["K"] = pydyf.Array([document.reference])
    root["ParentTree"] = _parent_tree(pdf, marks, elements).reference
    root["ParentTreeNextKey"] = len(pages)
    for number, page in enumerate(pages):
        page["StructParents"] = number
        page["Tabs"] = "/S"
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _element(
    pdf: pydyf.PDF,
    structure: Structure,
    pieces: Sequence[tuple[int, int]],
    pages: Sequence[pydyf.Dictionary],
    parent: pydyf.Dictionary,
) -> pydyf.Dictionary:
    first = pieces[0][0]
    kids = [
        number if page == first else pydyf.Dictionary({"Type": "/MCR", "Pg": pages[page].reference, "MCID": number})
        for page, number in pieces
    ]
    return _added(
        pdf,
        {
            "Type": "/StructElem",
            "S": f"/{structure}",
            "P": parent.reference,
            "Pg": pages[first].reference,
            "K": pydyf.Array(kids),
        },
    )


def _parent_tree(pdf: pydyf.PDF, marks: Marks, elements: Mapping[int, pydyf.Dictionary]) -> pydyf.Dictionary:
    numbers: list[object] = []
    for page, count in enumerate(marks.counts):
        owners = [elements[marks.owners[page, number]].reference for number in range(count)]
        numbers += [page, pydyf.Array(owners)]
    return _added(pdf, {"Nums": pydyf.Array(numbers)})


def add_viewing(pdf: pydyf.PDF) -> None:
    """Write page labels (1, 2, …) and how to show and print the document: title in the window, both sides (6.2)."""
    label = pydyf.Dictionary({"S": "/D"})
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, label])})
    preferences = {"DisplayDocTitle": "true", "Duplex": "/DuplexFlipLongEdge"}
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary(preferences)


def _added(pdf: pydyf.PDF, values: Mapping[str, object]) -> pydyf.Dictionary:
    dictionary = pydyf.Dictionary(values)
    pdf.add_object(dictionary)
    return dictionary
