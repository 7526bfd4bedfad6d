"""What every part of a signature needs: the page, the faces, the pictures; and the line of 成文日期."""

from dataclasses import dataclass

from typeset.layout.blocks import Alignment, Block, Element, Piece, Stamp
from typeset.layout.lines import cell_width
from typeset.layout.metrics import Metrics, Pictures
from typeset.layout.page import Colour
from typeset.model import OfficialDate, SourcePath
from typeset.profiles import Profile
from typeset.standard import SIZE_3_PT, Grid, Role, points_to_mm

DATE_PLACEHOLDER = "××××年×月×日"


@dataclass(frozen=True, slots=True)
class Signing:
    """What a signature must know of the page, the faces and the pictures."""

    grid: Grid
    metrics: Metrics
    pictures: Pictures
    seal_mm: float

    @staticmethod
    def on(profile: Profile, metrics: Metrics, pictures: Pictures) -> "Signing":
        """Return the signing of a profile."""
        return Signing(profile.grid, metrics, pictures, profile.seal.diameter_mm)

    def cells(self, text: str) -> float:
        """Return the width of a text of the body's size in cells of the grid."""
        return self.mm(text) / self.grid.cell_mm

    def mm(self, text: str, role: Role = Role.FANGSONG) -> float:
        """Return the width of a text of the body's size on the grid."""
        cell, em = self.grid.cell_mm, points_to_mm(SIZE_3_PT)
        return sum(cell_width(self.metrics.advance(role, character), cell_mm=cell, em_mm=em) for character in text)


def date_piece(date: OfficialDate | None) -> Piece:
    """Return a date as text, a grey placeholder where it is not given."""
    return Piece(str(date), Role.FANGSONG) if date else Piece(DATE_PLACEHOLDER, Role.FANGSONG, Colour.GREY)


def date_block(
    date: Piece, right_cells: float, path: SourcePath, *, rows_before: int = 0, stamps: tuple[Stamp, ...] = ()
) -> Block:
    """Return the line of 成文日期."""
    return Block(
        Element.DATE,
        (date,),
        SIZE_3_PT,
        Alignment.RIGHT,
        rows_before=rows_before,
        right_cells=right_cells,
        needs_body=True,
        stamps=stamps,
        path=(*path, "成文日期"),
    )
