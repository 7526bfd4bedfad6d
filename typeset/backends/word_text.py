"""Turn the pieces of a block into the runs of a Word draft."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil

from typeset.backends import word_styles
from typeset.backends.ooxml.values import MM_PER_TWIP, CharacterStyle, Inline, NoteCall, ParagraphStyle, Text, twips
from typeset.characters import GIVES_LEFT, GIVES_RIGHT, SHARED_MARKS
from typeset.layout.blocks import Block, Piece
from typeset.layout.page import Colour, Line, Run
from typeset.layout.result import Layout
from typeset.standard import SIZE_3_PT, Grid, Role

_SQUEEZED = GIVES_LEFT | GIVES_RIGHT
_ROUNDING_MM = 0.02
_BLANKS = " \u3000"
_SPREAD_MM = 1.0  # between characters of one word, beyond any rounding


@dataclass(frozen=True, slots=True)
class Looks:
    """What runs need to know of the whole document: its character styles, and the numbers of its footnotes by mark."""

    characters: tuple[CharacterStyle, ...]
    notes: Mapping[str, int]

    @staticmethod
    def of(layout: Layout) -> "Looks":
        """Return the looks of a document: 段首句 in the face that the profile gives it in the blocks."""
        leads = (face(piece) for block in layout.blocks for piece in block.pieces if piece.lead)
        lead = next(leads, Role.FANGSONG)
        characters = tuple(
            replace(style, role=None if lead is Role.FANGSONG else lead) if style.id == word_styles.LEAD else style
            for style in word_styles.CHARACTER_STYLES
        )
        return Looks(characters, {note.mark: number for number, note in enumerate(layout.footnotes, start=1)})


def face(piece: Piece) -> Role:
    """Return the role that sets a piece: what is bold in the source is set in 黑体 (R-7.3.3-5)."""
    return Role.HEITI if piece.bold and piece.role in (Role.FANGSONG, Role.KAITI) else piece.role


def lines_of(block: Block, style: ParagraphStyle, looks: Looks) -> tuple[tuple[Inline, ...], ...]:
    """Return the block's pieces as runs, cut at the line ends that the layout has decided."""
    pieces = cut(block.pieces, block.lines) if block.lines else [block.pieces]
    lines = tuple(tuple(inline(piece, block, style, looks) for piece in line) for line in pieces)
    return (*(tuple(_without_end(line)) for line in lines[:-1]), *lines[-1:])


def _without_end(line: Sequence[Inline]) -> Iterator[Inline]:
    """Yield the runs of a line that is broken below, blanks at its end too small to move what is centred."""
    *before, last = line or (Text(""),)
    yield from before
    text = last.text.rstrip(_BLANKS) if isinstance(last, Text) else ""
    if not isinstance(last, Text) or text == last.text:
        yield last
        return
    yield from (replace(last, text=text),) if text else ()
    yield replace(last, text=last.text[len(text) :], size_pt=1)


def cut(pieces: Sequence[Piece], lines: Sequence[str]) -> Iterator[list[Piece]]:
    """Yield the pieces of every line; together the lines are the text of the pieces."""
    owners = [piece for piece in pieces for _ in piece.text]
    characters = "".join(piece.original or piece.text for piece in pieces)
    start = 0
    for line in lines:
        end = start + len(line)
        groups = groupby(range(start, end), key=lambda place: id(owners[place]))
        stretches = [list(places) for _, places in groups]
        yield [
            replace(owners[stretch[0]], text=characters[stretch[0] : stretch[-1] + 1], original=None)
            for stretch in stretches
        ]
        start = end


def inline(piece: Piece, block: Block, style: ParagraphStyle, looks: Looks) -> Inline:
    """Return a piece as a run: a character style for what it means, direct formatting for what that leaves open.

    The characters are those of the source, also where the faces of this computer lack one.
    """
    if piece.note is not None:
        number = looks.notes.get(piece.note)
        sign = piece.original or piece.text
        style_id = word_styles.NOTE_CALL
        return Text(sign, style=style_id) if number is None else NoteCall(style_id, number, sign)
    identity = _character_style_of(piece)
    character = next((each for each in looks.characters if each.id == identity), CharacterStyle("", ""))
    role, colour = character.role or style.role, character.colour or style.colour
    own = face(piece)
    tracking = _tracking_twips(block, style)
    return Text(
        piece.original or piece.text,
        style=identity,
        role=None if own in (role, Role.LATIN, Role.RARE) else own,
        size_pt=None if block.size_pt == style.size_pt else block.size_pt,
        colour=None if piece.colour is colour else piece.colour,
        tracking_twips=None if tracking == style.tracking_twips else tracking,
        face=_face_of_marks(own, piece.text),
    )


def _tracking_twips(block: Block, style: ParagraphStyle) -> int:
    """Return what is added to every advance: that of the grid to what is broken on it, nothing to other type."""
    is_on_grid = block.size_pt == SIZE_3_PT and not block.lines
    return (style.tracking_twips if is_on_grid else 0) + twips(block.tracking_mm)


def _face_of_marks(role: Role, text: str) -> Role | None:
    """Return the face of the marks in a text that a Latin face has too; None where there are none."""
    return role if role not in (Role.LATIN, Role.RARE) and not SHARED_MARKS.isdisjoint(text) else None


def _character_style_of(piece: Piece) -> str | None:
    if piece.lead:
        return word_styles.LEAD
    if piece.colour is Colour.GREY:
        return word_styles.PLACEHOLDER
    return word_styles.STRONG if piece.bold else None


def run_texts(run: Run, style: ParagraphStyle) -> tuple[Text, ...]:
    """Return a run of the layout; where its characters stand apart (a short name among others), with that tracking."""
    text = run_text(run, style)
    if len(run.x_mm) < 2 or len(text.text) != len(run.x_mm):
        return (text,)
    gap_mm = (run.x_mm[-1] - run.x_mm[0]) / (len(run.x_mm) - 1) - (run.end_mm - run.x_mm[-1])
    if gap_mm < _SPREAD_MM:
        return (text,)
    spread = replace(text, text=text.text[:-1], tracking_twips=twips(gap_mm))
    return spread, replace(text, text=text.text[-1:])


def run_text(run: Run, style: ParagraphStyle) -> Text:
    """Return a run of the layout as one of Word's, its characters those of the source."""
    is_grey = run.colour is Colour.GREY
    return Text(
        run.actual_text or run.text,
        style=word_styles.PLACEHOLDER if is_grey else None,
        role=None if run.role in (style.role, Role.LATIN, Role.RARE) else run.role,
        size_pt=None if run.size_pt == style.size_pt else run.size_pt,
        colour=None if is_grey or run.colour is style.colour else run.colour,
        face=_face_of_marks(run.role, run.text),
    )


def on_one_line(block: Block, layout: Layout, index: int, paragraph: int) -> Block:
    """Return a block, its characters closer where the layout squeezed marks to set it on one line.

    Word sets every mark in a whole cell and would break the line. `paragraph` is what the block's lines belong to.
    """
    page = layout.pages[layout.block_pages[index] - 1]
    lines = [line for line in page.lines if line.paragraph == paragraph]
    if block.lines or block.stops or len(lines) != 1 or len(lines[0].text) < len(block.text):
        return block
    over = squeezed_mm(lines[0], layout.grid, block.right_cells)
    if over <= 0:
        return block
    closer = ceil(over / MM_PER_TWIP / len(block.text)) * MM_PER_TWIP
    return replace(block, tracking_mm=block.tracking_mm - closer)


def squeezed_mm(line: Line, grid: Grid, right_cells: float) -> float:
    """Return how much wider a line would be than its place with every mark in a whole cell; 0 for one that fits."""
    over = 0.0
    for run in line.runs:
        ends = (*run.x_mm[1:], run.end_mm)
        cells = zip(run.text, run.x_mm, ends, strict=True)
        over += sum(max(0.0, grid.cell_mm - (end - x)) for character, x, end in cells if character in _SQUEEZED)
    last = line.runs[-1]
    end_mm = min(last.end_mm, last.x_mm[-1] + grid.cell_mm)
    return max(0.0, over + end_mm - (grid.right_mm - right_cells * grid.cell_mm) - _ROUNDING_MM)
