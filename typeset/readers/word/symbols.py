"""Symbols (w:sym) that Word takes from fonts of its own, as characters that every font may have."""

from collections.abc import Mapping

_PRIVATE = 0xF000
_WINGDINGS: Mapping[int, str] = {
    **{0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x9E: "·", 0x9F: "•"},
    **{0xA1: "○", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xFB: "×"},
    **{0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x28: "☎", 0x2A: "✉"},
    **{0x81 + number: chr(0x2460 + number) for number in range(10)},
}
_WINGDINGS_2: Mapping[int, str] = {0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0xA3: "□", 0x30: "✓"}
_SYMBOL: Mapping[int, str] = {
    **{0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞"},
    **{0x61: "α", 0x62: "β", 0x67: "γ", 0x6D: "μ", 0x70: "π", 0x71: "θ", 0x57: "Ω", 0xAE: "→", 0xB7: "·"},
}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def symbol(font: str, code: str) -> str | None:
    """Return the character that a symbol shows; None when that is not known."""
    try:
        number = int(code, 16)
    except ValueError:
        return None
    if number < 0xE000 and font.casefold() not in _FONTS and 0x20 < number < 0x110000:
        return None if 0xD800 <= number <= 0xDFFF else chr(number)
    return _FONTS.get(font.casefold(), {}).get(number - _PRIVATE if number >= _PRIVATE else number)
