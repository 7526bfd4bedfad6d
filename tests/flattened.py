"""Drafts as other offices make their files: without a style, a bookmark or a source, with or without their looks."""

from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

_STYLED = ("customXml", "custom-properties")


def flattened(data: bytes, *, keeps_looks: bool) -> bytes:
    """Return a draft whose looks are formatted directly on every paragraph and run, or that has none at all."""
    document = Document(BytesIO(data))
    styles = {style.style_id: style.element for style in document.styles}
    for paragraph in document.element.body.iter(qn("w:p")):
        identity = _taken(paragraph.find(qn("w:pPr")), "w:pStyle")
        chain = list(_chain(identity or "a", styles))
        properties = _own(paragraph, "w:pPr")
        for run in paragraph.iter(qn("w:r")):
            own = _own(run, "w:rPr")
            names = list(_chain(_taken(own, "w:rStyle"), styles))
            if keeps_looks:
                _filled(own, [style.find(qn("w:rPr")) for style in (*names, *chain)])
            else:
                own.clear()
        if keeps_looks:
            _filled(properties, [style.find(qn("w:pPr")) for style in chain])
        else:
            _emptied(properties)
    for mark in [*document.element.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))]:
        mark.getparent().remove(mark)
    _without_styles(document)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _chain(identity: str | None, styles: dict[str, etree._Element]) -> Iterator[etree._Element]:
    while identity in styles:
        style = styles[identity]
        yield style
        base = style.find(qn("w:basedOn"))
        identity = None if base is None else base.get(qn("w:val"))


def _own(parent: etree._Element, tag: str) -> etree._Element:
    found = parent.find(qn(tag))
    if found is None:
        found = etree.Element(qn(tag))
        parent.insert(0, found)
    return found


def _taken(properties: etree._Element | None, tag: str) -> str | None:
    child = None if properties is None else properties.find(qn(tag))
    if child is None or properties is None:
        return None
    properties.remove(child)
    return child.get(qn("w:val"))


def _filled(properties: etree._Element, others: list[etree._Element | None]) -> None:
    """Give properties what the styles say and they do not; the nearest first."""
    for other in others:
        for child in () if other is None else other:
            present = properties.find(child.tag)
            if present is None:
                properties.append(deepcopy(child))
            else:
                present.attrib.update({**child.attrib, **present.attrib})


def _emptied(properties: etree._Element) -> None:
    for child in [*properties]:
        if child.tag != qn("w:sectPr"):
            properties.remove(child)


def _without_styles(document: WordDocument) -> None:
    """Leave nothing but the default style, and no copy of the source."""
    root = document.styles.element
    for style in [*root.iter(qn("w:style"))]:
        if style.get(qn("w:default")) != "1":
            root.remove(style)
    for owner in (document.part, document.part.package):
        for identity, relation in [*owner.rels.items()]:
            if relation.reltype.rpartition("/")[2] in _STYLED:
                del owner.rels[identity]
