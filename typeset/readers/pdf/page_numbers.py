"""Tell the page number among the lines of a page."""

from collections.abc import Sequence

from typeset.readers.pdf.lines import Line

DASHES = "—–―-－─‐‑‒−~～·•_"
_NUMBER_WORDS = DASHES + "第页"
_FOOT_FROM_MM, _PLAIN_FOOT_FROM_MM, _HEAD_UP_TO_MM = 245.0, 257.0, 36.0
_LONGEST_NUMBER = 24


def page_number(lines: Sequence[Line]) -> Line | None:
    """Return the line that is a page number: outside the text, digits alone or between dashes and 第 … 页."""
    if not lines:
        return None
    for line in (lines[-1], lines[0]):
        at_foot, at_head = line.em_top_mm >= _FOOT_FROM_MM, line.em_bottom_mm <= _HEAD_UP_TO_MM
        is_decorated = not line.solid.isdigit() and any(character in _NUMBER_WORDS for character in line.solid)
        is_clear = at_head or line.em_top_mm >= _PLAIN_FOOT_FROM_MM or (at_foot and is_decorated)
        if (at_foot or at_head) and is_clear and _is_number(line.solid):
            return line
    return None


def _is_number(text: str) -> bool:
    core = text.strip(_NUMBER_WORDS)
    first, _, rest = core.replace("页，共", "/").replace("页共", "/").replace("/共", "/").partition("/")
    return len(text) <= _LONGEST_NUMBER and first.isdigit() and len(first) <= 4 and (not rest or rest.isdigit())
