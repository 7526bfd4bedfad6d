"""Heights that Word does not say: where type stands in its line.

LibreOffice sets the baseline of a line of exact height at four fifths of it, Word centres the type; what is right
lies between the two, and only what is wrong for both is a fault.
"""

from dataclasses import dataclass

from typeset.standard import EM_DESCENT, MM_PER_POINT

_BASELINE = 0.8  # of a line's height from its top
_INK_BELOW_EM_TOP = 0.027  # of the size, in the faces of marks
_TOLERANCE_MM = 1.0  # 6.1


@dataclass(frozen=True, slots=True)
class Estimate:
    """A length between two bounds in millimetres."""

    low_mm: float
    high_mm: float

    @property
    def middle_mm(self) -> float:
        """The length half-way between the bounds."""
        return (self.low_mm + self.high_mm) / 2

    def plus(self, mm: float) -> "Estimate":
        """Return the length with more added to it."""
        return Estimate(self.low_mm + mm, self.high_mm + mm)

    def is_off(self, wanted_mm: float, tolerance_mm: float = _TOLERANCE_MM) -> bool:
        """Tell whether no length between the bounds is right."""
        return self.high_mm < wanted_mm - tolerance_mm or self.low_mm > wanted_mm + tolerance_mm


def _between(one_pt: float, other_pt: float) -> Estimate:
    low, high = sorted((one_pt, other_pt))
    return Estimate(low * MM_PER_POINT, high * MM_PER_POINT)


def room_above_ink(line_pt: float, size_pt: float) -> Estimate:
    """Return the room between the top of a line and the visible top of large type in it."""
    em_top = _BASELINE * line_pt - (1 - EM_DESCENT) * size_pt
    ink = _INK_BELOW_EM_TOP * size_pt
    return _between(em_top + ink, (line_pt - size_pt) / 2 + ink)


def room_below_type(line_pt: float, size_pt: float) -> Estimate:
    """Return the room between the foot of type and the foot of its line."""
    return _between((1 - _BASELINE) * line_pt - EM_DESCENT * size_pt, (line_pt - size_pt) / 2)
