"""What the colours of a page are in a PDF: on a screen, in printing inks, in black alone (5.2.4, 6.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from typeset.layout.page import Colour


class InkMode(StrEnum):
    """What a PDF is for; the values of 颜色 in a profile."""

    SCREEN = "屏幕"
    PRINT = "印刷"
    PREPRINTED = "套打"
    GREY = "灰"


@dataclass(frozen=True, slots=True)
class Inks:
    """The operator that chooses each colour of a page for filling; a colour that is absent is not painted."""

    fills: Mapping[Colour, bytes]

    def paints(self, colour: Colour) -> bool:
        """Tell whether things of this colour are painted."""
        return colour in self.fills


_SCREEN = {
    Colour.BLACK: b"0 0 0 rg",
    Colour.RED: b"1 0 0 rg",
    Colour.GREY: b"0.502 0.502 0.502 rg",
    Colour.LIGHT: b"0.87 0.87 0.87 rg",
}
_PRINT = {
    Colour.BLACK: b"0 0 0 1 k",  # BL 100 %
    Colour.RED: b"0 0.8 0.8 0 k",  # Y 80 %, M 80 %
    Colour.GREY: b"0 0 0 0.5 k",
    Colour.LIGHT: b"0 0 0 0.13 k",
}
_GREY = {Colour.BLACK: b"0 g", Colour.RED: b"0 g", Colour.GREY: b"0.502 g", Colour.LIGHT: b"0.87 g"}

INKS: Mapping[InkMode, Inks] = {
    InkMode.SCREEN: Inks(_SCREEN),
    InkMode.PRINT: Inks(_PRINT),
    InkMode.PREPRINTED: Inks({colour: fill for colour, fill in _SCREEN.items() if colour is not Colour.RED}),
    InkMode.GREY: Inks(_GREY),
}
