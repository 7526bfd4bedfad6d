"""What an OFD must hold of a layout: every glyph with its place, in the order in which pages are written."""

from collections.abc import Iterator

from typeset.backends.html import Properties
from typeset.backends.ofd import Contents, write_ofd
from typeset.fonts import FontSet
from typeset.inspect.ofd import OfdPage, ofd_faults, read_ofd
from typeset.layout.page import Colour, Page
from typeset.layout.result import Layout

TOLERANCE_MM = 0.01

Glyph = tuple[str, float, float]


def wanted(page: Page, fonts: FontSet) -> Iterator[Glyph]:
    """Yield character, x and y of every glyph that a page has; what lies under the page comes first."""
    light = [line for line in page.lines if any(run.colour is Colour.LIGHT for run in line.runs)]
    for line in (*light, *(line for line in page.lines if line not in light)):
        for run in line.runs:
            across = line.baseline_mm - run.rise_mm
            for character, along in zip(run.text, run.x_mm, strict=True):
                if fonts.covers(run.role, character):
                    yield (character, across, along) if line.is_rotated else (character, along, across)


def found(page: OfdPage) -> Iterator[Glyph]:
    """Yield character, x and y of every glyph that was read back."""
    for placed in page.texts:
        for character, origin in zip(placed.text, placed.origins_mm, strict=True):
            yield character, *origin


def differences(layout: Layout, fonts: FontSet, data: bytes) -> list[str]:
    """Return the glyphs of an OFD that are not those of the layout, or not within 0.01 mm of their places."""
    read = read_ofd(data)
    assert [(page.width_mm, page.height_mm) for page in layout.pages] == [(p.width_mm, p.height_mm) for p in read.pages]
    wrong = []
    for page, made in zip(layout.pages, read.pages, strict=True):
        pairs = list(zip(wanted(page, fonts), found(made), strict=True))
        for one, other in pairs:
            if one[0] != other[0] or max(abs(one[1] - other[1]), abs(one[2] - other[2])) > TOLERANCE_MM:
                wrong.append(f"page {page.number}: {one} is {other}")
    return wrong


def faults(layout: Layout, fonts: FontSet, contents: Contents | None = None) -> list[str]:
    """Return everything wrong with the OFD of a layout."""
    data = write_ofd(layout, fonts, contents or Contents(Properties("标题")))
    return [*map(str, ofd_faults(data)), *differences(layout, fonts, data)]
