"""Write paragraphs: their direct formatting, bookmarks, runs and fields."""

from xml.etree.ElementTree import Element

from typeset.backends.ooxml import formatting
from typeset.backends.ooxml.elements import element, literal, toggle
from typeset.backends.ooxml.values import PageNumber, PageSetup, Paragraph, Text


def paragraph(wanted: Paragraph, setup: PageSetup, *, identity: int) -> Element:
    """Return a paragraph; `identity` is the number of its bookmark, unique in the document."""
    made = element("p", _properties(wanted, setup))
    if wanted.bookmark:
        made.append(element("bookmarkStart", id=identity, name=wanted.bookmark))
    for number, line in enumerate(wanted.lines):
        if number:
            made.append(element("r", element("br")))
        for run in line:
            made.extend(_page_number() if isinstance(run, PageNumber) else [_run(run)])
    if wanted.bookmark:
        made.append(element("bookmarkEnd", id=identity))
    return made


def _properties(wanted: Paragraph, setup: PageSetup) -> Element:
    spaced = wanted.before_twips or wanted.line_twips is not None
    line = setup.line_twips if wanted.line_twips is None else wanted.line_twips
    return element(
        "pPr",
        element("pStyle", val=wanted.style),
        toggle("keepNext", wanted.keep_with_next),
        toggle("pageBreakBefore", wanted.starts_page or None),
        None if wanted.border is None else formatting.rule_below(wanted.border),
        formatting.spacing(wanted.before_twips, line) if spaced else None,
        None if wanted.indents is None else formatting.indents(wanted.indents, setup.cell_of(wanted.size_pt)),
        None if wanted.alignment is None else formatting.alignment(wanted.alignment),
        None if wanted.outline_level is None else element("outlineLvl", val=wanted.outline_level),
    )


def _run(wanted: Text) -> Element:
    properties = element(
        "rPr",
        None if wanted.style is None else element("rStyle", val=wanted.style),
        formatting.fonts(wanted.role),
        None if wanted.colour is None else formatting.colour(wanted.colour),
        None if wanted.tracking_twips is None else element("spacing", val=wanted.tracking_twips),
        None if wanted.scale_percent is None else element("w", val=wanted.scale_percent),
        *(() if wanted.size_pt is None else formatting.size(wanted.size_pt)),
    )
    return element("r", properties, literal("t", wanted.text))


def _page_number() -> list[Element]:
    """Return the field PAGE in its long form, which every program reads."""
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", literal("instrText", " PAGE ")),
        element("r", element("fldChar", fldCharType="separate")),
        element("r", literal("t", "1")),
        element("r", element("fldChar", fldCharType="end")),
    ]
