"""签名章 of people who sign, with 职务 (7.3.5.3)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from typeset.layout.blocks import Alignment, Block, Element, Piece, Stamp
from typeset.layout.page import Colour
from typeset.layout.signatures.signing import Signing, date_block
from typeset.layout.titles import break_title
from typeset.model import PersonalSignature, SourcePath
from typeset.standard import SIZE_3_PT, Grid, Role

SIGNED_ROWS_ABOVE = 2  # 7.3.5.3
SIGNED_RIGHT_CELLS = 4  # 7.3.5.3
POST_GAP_CELLS = 2  # 7.3.5.3: between 职务 and 签名章
STAMP_WIDTH_MM, STAMP_HEIGHT_MM = 40.0, 20.0  # practice
LONGEST_NAME_CELLS = 10.0  # of a line of 姓名; a longer one is broken
PLACEHOLDER = PersonalSignature(post="××", name="×××")


@dataclass(frozen=True, slots=True)
class _Signer:
    """A person who signs: the lines of 职务; the picture of the 签名章, or the lines of 姓名 in its place."""

    post: tuple[str, ...]
    name: tuple[str, ...]
    stamp: Stamp | None
    colour: Colour

    @property
    def lines(self) -> int:
        """Rows of text."""
        return max(len(self.post), len(self.name))

    def rows_beyond(self, grid: Grid) -> int:
        """Rows above the first line, and below the last, that the 签名章 reaches into."""
        if self.stamp is None:
            return 0
        over = (self.stamp.height_mm - grid.em_mm - (self.lines - 1) * grid.pitch_mm) / 2
        return max(0, ceil(over / grid.pitch_mm))


def people_blocks(
    people: Sequence[PersonalSignature], date: Piece, signing: Signing, path: SourcePath
) -> Iterator[Block]:
    """Yield 职务 and 签名章 of the people who sign, 主办机关's first, and the date (R-7.3.5.3-1, -2).

    The first stands two blank rows below the text, the 签名章 four 字 in, the 职务 two 字 left of it and level with
    its middle; the others stand below in the same columns. A 姓名 in 楷体 takes the place of a picture that is not
    there. The date stands a blank row below, four 字 in.
    """
    grid = signing.grid
    widths = [_signed_width_mm(person, signing) for person in people]
    left = grid.right_mm - SIGNED_RIGHT_CELLS * grid.cell_mm - max(widths)
    room = (left - grid.left_mm) / grid.cell_mm - POST_GAP_CELLS
    signers = [_signer(person, left, room, signing) for person in people]
    widest = max(signing.mm(line) for signer in signers for line in signer.post)
    post_left = left - POST_GAP_CELLS * grid.cell_mm - widest
    blank = SIGNED_ROWS_ABOVE
    for signer in signers:
        beyond = signer.rows_beyond(grid)
        yield from _person(signer, (post_left - grid.left_mm, left - grid.left_mm), blank + beyond, path)
        blank = beyond
    yield date_block(date, SIGNED_RIGHT_CELLS, path, rows_before=blank + 1)


def _signed_width_mm(person: PersonalSignature, signing: Signing) -> float:
    """Return the width of a 签名章, or of the widest line of the 姓名 in its place."""
    if person.picture:
        return _stamp_size_mm(person.picture, signing)[0]
    return max(signing.mm(line, Role.KAITI) for line in _name_lines(person, signing))


def _name_lines(person: PersonalSignature, signing: Signing) -> tuple[str, ...]:
    def cells(text: str) -> float:
        return signing.mm(text, Role.KAITI) / signing.grid.cell_mm

    return break_title(person.name, longest=LONGEST_NAME_CELLS, advance=cells)


def _stamp_size_mm(name: str, signing: Signing) -> tuple[float, float]:
    """Return the size of a 签名章: as large as its room allows, its shape kept."""
    width, height = signing.pictures.size_mm(name)
    scale = min(STAMP_WIDTH_MM / width, STAMP_HEIGHT_MM / height)
    return width * scale, height * scale


def _signer(person: PersonalSignature, left_mm: float, room_cells: float, signing: Signing) -> _Signer:
    grid = signing.grid
    post = break_title(person.post, longest=room_cells, advance=signing.cells)
    colour = Colour.GREY if person is PLACEHOLDER else Colour.BLACK
    if not person.picture:
        return _Signer(post, _name_lines(person, signing), None, colour)
    width, height = _stamp_size_mm(person.picture, signing)
    drop = (grid.em_mm + (len(post) - 1) * grid.pitch_mm - height) / 2
    stamp = Stamp(signing.pictures.file(person.picture), left_mm, drop, width, height, f"{person.name}签名章")
    return _Signer(post, (), stamp, colour)


def _person(signer: _Signer, stops: tuple[float, float], rows_before: int, path: SourcePath) -> Iterator[Block]:
    """Yield the lines of a person; 职务 begins at the first stop, 姓名 or 签名章 at the second."""
    for number in range(signer.lines):
        post = [(Piece(line, Role.FANGSONG, signer.colour), stops[0]) for line in signer.post[number : number + 1]]
        name = [(Piece(line, Role.KAITI, signer.colour), stops[1]) for line in signer.name[number : number + 1]]
        yield Block(
            Element.SIGNATURE,
            tuple(piece for piece, _ in (*post, *name)),
            SIZE_3_PT,
            Alignment.LEFT,
            rows_before=0 if number else rows_before,
            keep_with_next=True,
            needs_body=True,
            stamps=(signer.stamp,) if signer.stamp and not number else (),
            stops=tuple(stop for _, stop in (*post, *name)),
            path=(*path, "署名"),
        )
