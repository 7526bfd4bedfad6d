"""Write the parts that hold text: the document and its two footers."""

from xml.etree.ElementTree import Element

from typeset.backends.ooxml.elements import RELATIONS, element, serialized
from typeset.backends.ooxml.paragraphs import paragraph
from typeset.backends.ooxml.values import Draft, PageSetup, Paragraph


def document_part(draft: Draft, *, odd_footer: str, even_footer: str) -> str:
    """Return document.xml; `odd_footer` and `even_footer` are the ids of its relations to the footers."""
    paragraphs = (paragraph(wanted, draft.setup, identity=number) for number, wanted in enumerate(draft.paragraphs, 1))
    section = element(
        "sectPr",
        _footer_reference("default", odd_footer),
        _footer_reference("even", even_footer),
        *_page(draft.setup),
    )
    return serialized(element("document", element("body", *paragraphs, section)))


def footer_part(wanted: Paragraph, setup: PageSetup) -> str:
    """Return a footer of one paragraph."""
    return serialized(element("ftr", paragraph(wanted, setup, identity=0)))


def _footer_reference(pages: str, relation: str) -> Element:
    made = element("footerReference", type=pages)
    made.set(f"{{{RELATIONS}}}id", relation)
    return made


def _page(setup: PageSetup) -> tuple[Element, ...]:
    """Return paper (R-5.1-1), margins and grid.

    The grid is of lines alone: LibreOffice sets 14 characters a line on a grid of characters narrower than the
    type, so that the 28 characters (R-5.2.3-2) come from the tracking of Normal.
    """
    margins = element(
        "pgMar",
        top=setup.top_twips,
        right=setup.right_twips,
        bottom=setup.bottom_twips,
        left=setup.left_twips,
        header=setup.top_twips // 2,
        footer=setup.footer_twips,
        gutter=0,
    )
    paper = element("pgSz", w=setup.width_twips, h=setup.height_twips)
    return paper, margins, element("docGrid", type="lines", linePitch=setup.line_twips)
