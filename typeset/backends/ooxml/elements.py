"""Build elements of WordprocessingML."""

from xml.etree.ElementTree import Element, register_namespace, tostring

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# XML has no place for these; one of them would make the file unreadable.
_FORBIDDEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF), "\ufffd")

register_namespace("w", NAMESPACE)
register_namespace("r", RELATIONS)


def legal(text: str) -> str:
    """Return a text with U+FFFD for the characters that no XML may hold."""
    return text.translate(_FORBIDDEN)


def element(tag: str, *children: Element | None, **attributes: str | int) -> Element:
    """Return the element `w:tag` with attributes of the same namespace; a child None is left out."""
    made = Element(
        f"{{{NAMESPACE}}}{tag}", {f"{{{NAMESPACE}}}{name}": str(value) for name, value in attributes.items()}
    )
    made.extend(child for child in children if child is not None)
    return made


def toggle(tag: str, on: bool | None) -> Element | None:
    """Return an on/off property, or nothing for None, where the style decides."""
    if on is None:
        return None
    return element(tag) if on else element(tag, val="0")


def literal(tag: str, text: str) -> Element:
    """Return an element with text that keeps its blanks and is nothing but text to Word."""
    made = element(tag)
    made.text = legal(text)
    made.set(_SPACE, "preserve")
    return made


def serialized(root: Element) -> str:
    """Return the text of a part with this root."""
    return DECLARATION + tostring(root, encoding="unicode")
