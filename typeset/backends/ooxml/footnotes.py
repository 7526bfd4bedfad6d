"""Write the footnotes of a draft, with the two separators that Word asks for."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from typeset.backends.ooxml.elements import element, serialized
from typeset.backends.ooxml.formatting import size, spacing
from typeset.backends.ooxml.paragraphs import paragraph
from typeset.backends.ooxml.values import PageSetup, Paragraph

SEPARATOR_TWIPS = 100  # of its line: in the middle of it, the rule is 1.8 mm above the first note
_SEPARATOR_PT = 5.0
SEPARATORS = (("separator", -1), ("continuationSeparator", 0))


def footnotes_part(notes: Sequence[Sequence[Paragraph]], setup: PageSetup) -> str:
    """Return footnotes.xml: the separators, then the notes by their numbers."""
    separators = (_separator(kind, identity) for kind, identity in SEPARATORS)
    made = (
        element("footnote", *(paragraph(each, setup) for each in note), id=number)
        for number, note in enumerate(notes, 1)
    )
    return serialized(element("footnotes", *separators, *made))


def _separator(kind: str, identity: int) -> Element:
    text = element("p", element("pPr", spacing(0, SEPARATOR_TWIPS)))
    text.append(element("r", element("rPr", *size(_SEPARATOR_PT)), element(kind)))
    return element("footnote", text, type=kind, id=identity)


def note_properties() -> Element:
    """Return how notes are numbered: ①, ②, ③ through the whole document."""
    return element("footnotePr", element("numFmt", val="decimalEnclosedCircleChinese"))


def separator_settings() -> Element:
    """Return the separators as settings.xml refers to them."""
    return element("footnotePr", *(element("footnote", id=identity) for _, identity in SEPARATORS))
