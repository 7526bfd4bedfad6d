"""Tell where on the page the thing should be that a finding has measured elsewhere."""

from dataclasses import dataclass

from typeset.errors import Issue
from typeset.standard import TYPE_AREA_BOTTOM_MM

_ACROSS = ("左边", "右边", "左端", "右端", "订口", "的中线")
_DOWN = ("上边", "上边缘", "下边", "天头", "末条分隔线")
_FROM_FOOT = ("距版心下边缘",)


@dataclass(frozen=True, slots=True)
class Wish:
    """Where something is and where it should be: along x when the line to be drawn is upright, else along y."""

    is_upright: bool
    found_mm: float
    wanted_mm: float
    words: str


def wish_of(issue: Issue) -> Wish | None:
    """Return the place that a finding wants; None for what is no place: a distance, a face, a colour."""
    measured = issue.measured
    if measured is None or measured.unit != "mm":
        return None
    if not isinstance(measured.value, float | int) or not isinstance(measured.wanted, float | int):
        return None
    value, wanted = float(measured.value), float(measured.wanted)
    words = f"应为 {wanted:g} mm"
    if measured.what.endswith(_FROM_FOOT):
        return Wish(False, TYPE_AREA_BOTTOM_MM + value, TYPE_AREA_BOTTOM_MM + wanted, words)
    if measured.what.endswith(_ACROSS) and "“文件”" not in measured.what:
        return Wish(True, value, wanted, words)
    return Wish(False, value, wanted, words) if measured.what.endswith(_DOWN) else None
