"""The pages while they are made up: what stands on each, and the 版记 at the foot of the last one (7.4)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from typeset.layout.blocks import Block
from typeset.layout.imprint import set_imprint
from typeset.layout.metrics import Metrics
from typeset.layout.painted import Painted
from typeset.layout.result import Imprint
from typeset.profiles import Profile
from typeset.standard import EM_DESCENT, Grid, points_to_mm


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its grid, and what is painted on it but for its number."""

    grid: Grid
    parts: tuple[Painted, ...] = ()
    is_numbered: bool = True

    @property
    def foot_mm(self) -> float:
        """The lowest edge of what stands on the page; 0 on a blank one."""
        lines = (
            line.baseline_mm + EM_DESCENT * max(points_to_mm(run.size_pt) for run in line.runs)
            for part in self.parts
            for line in part.lines
            if line.runs and not line.is_rotated
        )
        rules = (rule.top_mm + rule.height_mm for part in self.parts for rule in part.rules)
        pictures = (picture.top_mm + picture.height_mm for part in self.parts for picture in part.pictures)
        seals = (seal.centre_y_mm + seal.diameter_mm / 2 for part in self.parts for seal in part.seals)
        return max((0.0, *lines, *rules, *pictures, *seals))


def with_imprint(
    sheets: Sequence[Sheet], blocks: Sequence[Block], profile: Profile, metrics: Metrics, *, is_letter: bool
) -> tuple[tuple[Sheet, ...], Imprint | None]:
    """Return the pages with the 版记 at the foot of the last one.

    It goes below the text where it fits; else, and where the profile wants an even page (A-07), on a page of its
    own, behind a blank one where needed: then neither of the two is numbered (R-7.5-5). A 信函 has no rules in it.
    """
    if not blocks:
        return tuple(sheets), None
    grid = profile.grid
    made = set_imprint(blocks, grid, metrics, foot_mm=grid.bottom_mm, has_rules=not is_letter)
    fits = sheets[-1].foot_mm + grid.pitch_mm - grid.em_mm <= made.top_mm
    wants_even = profile.imprint.on_even_page == "是" and not is_letter
    if fits and (len(sheets) % 2 == 0 or not wants_even):
        return tuple(sheets), replace(made, page=len(sheets))
    if wants_even and len(sheets) % 2 == 0:
        blank = Sheet(grid, is_numbered=False)
        return (*sheets, blank, blank), replace(made, page=len(sheets) + 2, follows_blank_page=True)
    return (*sheets, Sheet(grid)), replace(made, page=len(sheets) + 1)
