"""The XML of an OFD package (GB/T 33190—2016): elements, numbers, arrays; millimetres from the top-left corner."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from lxml import etree

NAMESPACE = "http://www.ofdspec.org/2016"
DECIMALS = 4
_ALIKE_MM = 0.00015
_DRIFT_MM = 0.002  # how far a glyph may stand from its place so that equal steps can be written once


class Numbering:
    """Hands out the identifiers of one document, each once."""

    def __init__(self) -> None:
        self.last = 0

    def next(self) -> int:
        """Return the next identifier."""
        self.last += 1
        return self.last


def root(tag: str, **attributes: str) -> etree._Element:
    """Return the root element of a part."""
    return etree.Element(f"{{{NAMESPACE}}}{tag}", attributes, nsmap={"ofd": NAMESPACE})


def child(parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    """Add an element and return it."""
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    element.text = text
    return element


def children(parent: etree._Element, texts: Mapping[str, str]) -> None:
    """Add an element for every text that is not empty, in order."""
    for tag, text in texts.items():
        if text:
            child(parent, tag, text)


def serialised(element: etree._Element) -> bytes:
    """Return a part of the package."""
    written: bytes = etree.tostring(element, xml_declaration=True, encoding="UTF-8")
    return written


def number(value: float) -> str:
    """Return a number in its shortest form."""
    text = f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def array(values: Iterable[float]) -> str:
    """Return numbers as an array (ST_Array), a box or a position."""
    return " ".join(map(number, values))


def steps(places: Sequence[float]) -> str:
    """Return the steps from each place to the next (DeltaX), runs of equal ones as `g COUNT STEP`.

    Steps that differ by less than the digits say are written as equal ones, but no glyph stands further than 0.002 mm
    from its place: then a step makes up for what has added up.
    """
    groups: list[tuple[float, int]] = []
    reached = places[0]
    for before, place in pairwise(places):
        step = round(place - before, DECIMALS)
        if groups and abs(groups[-1][0] - step) <= _ALIKE_MM:
            step = groups[-1][0]
        if abs(reached + step - place) > _DRIFT_MM:
            step = round(place - reached, DECIMALS)
        reached += step
        is_equal = bool(groups) and groups[-1][0] == step
        groups[-1:] = [(step, groups[-1][1] + 1)] if is_equal else [*groups[-1:], (step, 1)]
    return " ".join(f"g {count} {number(step)}" if count > 2 else array([step] * count) for step, count in groups)
