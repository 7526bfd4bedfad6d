"""The Word draft: which style, indent and room above each block gets.

Word breaks the lines itself; the rows, the titles' lines and the places of page 1 are those of the layout.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from typeset.backends import word_styles
from typeset.backends.ooxml.formatting import border_height_twips
from typeset.backends.ooxml.package import pack
from typeset.backends.ooxml.values import (
    TWIPS_PER_POINT,
    CharacterStyle,
    Draft,
    Indents,
    PageSetup,
    Paragraph,
    ParagraphStyle,
    Properties,
    Text,
)
from typeset.backends.word_page import (
    NumberPlace,
    even_footer,
    mark_line_twips,
    mark_paragraph,
    odd_footer,
    page_setup,
    red_rule,
)
from typeset.layout.blocks import Block, Element, Mark, Piece
from typeset.layout.page import Colour
from typeset.standard import EM_ASCENT, SIZE_3_PT, Grid, Role

__all__ = ["Properties", "write_docx"]

RULE_THICKNESS_MM = 0.6

_BODY_TEXT = 9  # Word's outline level of what is no heading


def write_docx(
    blocks: Sequence[Block],
    *,
    mark: Mark | None,
    grid: Grid,
    properties: Properties,
    number_row: int | None,
    source: str | None,
    rule_top_mm: float | None = None,
    rule_thickness_mm: float = RULE_THICKNESS_MM,
    digits_from: Role = Role.LATIN,
) -> bytes:
    """Return the bytes of a Word draft of the blocks, the same for the same arguments.

    `number_row` is the row of page 1 on which 发文字号 stands, or would stand, with the red rule below it; None
    means that there is neither. `rule_top_mm` None puts the rule 4 mm below the number's em box. `digits_from` is the
    role whose face sets digits and Latin letters. `source` is carried along as a custom XML part.
    """
    setup = page_setup(grid)
    place = None if number_row is None else NumberPlace(number_row, rule_top_mm, rule_thickness_mm)
    characters = _character_styles(blocks)
    paragraphs = _paragraphs(blocks, mark, place, setup, characters)
    return pack(
        Draft(
            setup=setup,
            paragraph_styles=_paragraph_styles(mark, digits_from),
            character_styles=characters,
            paragraphs=tuple(_with_bookmarks(paragraphs)),
            odd_footer=odd_footer(),
            even_footer=even_footer(),
            properties=properties,
            source=source,
        )
    )


def _paragraph_styles(mark: Mark | None, digits_from: Role) -> tuple[ParagraphStyle, ...]:
    """Return the paragraph styles with the size of this document's mark and the face of its digits."""
    styles = (
        replace(style, latin=digits_from) if style.latin is Role.LATIN else style
        for style in word_styles.PARAGRAPH_STYLES
    )
    if mark is None:
        return tuple(styles)
    return tuple(
        replace(style, size_pt=mark.size_pt, line_twips=mark_line_twips(mark))
        if style.id == word_styles.MARK
        else style
        for style in styles
    )


def _character_styles(blocks: Sequence[Block]) -> tuple[CharacterStyle, ...]:
    """Return the character styles, 段首句 with the face that the profile gives it in the blocks."""
    lead = next((_face(piece) for block in blocks for piece in block.pieces if piece.lead), Role.FANGSONG)
    return tuple(
        replace(style, role=None if lead is Role.FANGSONG else lead) if style.id == word_styles.LEAD else style
        for style in word_styles.CHARACTER_STYLES
    )


def _face(piece: Piece) -> Role:
    """Return the role that sets a piece: what is bold in the source is set in 黑体 (R-7.3.3-5)."""
    return Role.HEITI if piece.bold and piece.role in (Role.FANGSONG, Role.KAITI) else piece.role


def _paragraphs(
    blocks: Sequence[Block],
    mark: Mark | None,
    place: NumberPlace | None,
    setup: PageSetup,
    characters: Sequence[CharacterStyle],
) -> Iterator[Paragraph]:
    """Yield the paragraphs, each with the room above it that puts it on its row.

    `reached` is how far the flow has come down its page; whole lines of text are left out of it, which changes
    nothing for the rows.
    """
    reached = 0
    if mark is not None:
        head = mark_paragraph(mark, setup)
        reached = head.before_twips + (head.line_twips or 0)
        yield head
    rest = list(blocks)
    if place is not None:
        number = rest.pop(0) if rest and rest[0].element is Element.NUMBER else None
        room = max(0, (place.row - 1) * setup.line_twips - reached)
        rule = red_rule(place, reached + room + setup.line_twips, setup)
        reached += room + border_height_twips(rule)
        paragraph = _paragraph(number, characters) if number else Paragraph(word_styles.NUMBER, ((),))
        yield replace(paragraph, before_twips=room, border=rule)
    for block, following in zip(rest, [*rest[1:], None], strict=True):
        if block.starts_page:
            yield from _blank_rows(block.rows_before)
            reached = 0
        room = _room_above(block, reached % setup.line_twips, setup)
        reached += room
        yield replace(_paragraph(_in_company(block, following), characters), before_twips=room)


def _in_company(block: Block, following: Block | None) -> Block:
    """Return the block, kept with what follows when that is a signature, which needs text above it (7.3.5.5)."""
    is_needed = following is not None and following.needs_body and not following.starts_page
    return replace(block, keep_with_next=True) if is_needed else block


def _room_above(block: Block, reached: int, setup: PageSetup) -> int:
    """Return the room above a block that puts it on a row, `reached` being how far the flow is below the last one.

    Type larger than the body's is lowered so that its em boxes are centred on the row's.
    """
    rows = 0 if block.starts_page else block.rows_before
    lowered = round((EM_ASCENT - 0.5) * (block.size_pt - SIZE_3_PT) * TWIPS_PER_POINT)
    room = rows * setup.line_twips + lowered - reached
    if room >= 0:
        return room
    return room % setup.line_twips if reached > setup.line_twips / 2 else 0


def _blank_rows(count: int) -> Iterator[Paragraph]:
    """Yield blank rows at the head of a page, where room above a paragraph may be dropped."""
    for number in range(count):
        yield Paragraph(word_styles.NORMAL, ((),), starts_page=number == 0)


def _paragraph(block: Block, characters: Sequence[CharacterStyle]) -> Paragraph:
    """Return the block in its style, with direct formatting only where it differs from that."""
    style = _style(block)
    indents = Indents(block.first_line_cells, block.left_cells, block.right_cells)
    outline = _BODY_TEXT if block.outline_level is None else block.outline_level
    usual_outline = _BODY_TEXT if style.outline_level is None else style.outline_level
    return Paragraph(
        style.id,
        _lines(block, style, characters),
        size_pt=block.size_pt,
        alignment=None if block.alignment is style.alignment else block.alignment,
        indents=None if indents == style.indents else indents,
        starts_page=block.starts_page and not block.rows_before,
        keep_with_next=None if block.keep_with_next == style.keep_with_next else block.keep_with_next,
        outline_level=None if outline == usual_outline else outline,
    )


def _style(block: Block) -> ParagraphStyle:
    """Return the style of a block; a title that begins a page is that of an issued text."""
    is_issued = block.element is Element.TITLE and block.starts_page
    wanted = (
        word_styles.ISSUED_TITLE if is_issued else word_styles.STYLE_OF_ELEMENT.get(block.element, word_styles.BODY)
    )
    return next(style for style in word_styles.PARAGRAPH_STYLES if style.id == wanted)


def _lines(block: Block, style: ParagraphStyle, characters: Sequence[CharacterStyle]) -> tuple[tuple[Text, ...], ...]:
    """Return the block's pieces as runs, cut at the line ends that the layout has decided."""
    size = None if block.size_pt == style.size_pt else block.size_pt
    pieces = _cut(block.pieces, block.lines) if block.lines else [block.pieces]
    return tuple(tuple(_text(piece, style, characters, size) for piece in line) for line in pieces)


def _cut(pieces: Sequence[Piece], lines: Sequence[str]) -> Iterator[list[Piece]]:
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


def _text(piece: Piece, style: ParagraphStyle, characters: Sequence[CharacterStyle], size_pt: float | None) -> Text:
    """Return a piece as a run: a character style for what it means, direct formatting for what that leaves open.

    The characters are those of the source, also where the faces of this computer lack one.
    """
    identity = _character_style_of(piece)
    character = next((each for each in characters if each.id == identity), CharacterStyle("", ""))
    role, colour = character.role or style.role, character.colour or style.colour
    face = _face(piece)
    return Text(
        piece.original or piece.text,
        style=identity,
        role=None if face in (role, Role.LATIN, Role.RARE) else face,
        size_pt=size_pt,
        colour=None if piece.colour is colour else piece.colour,
    )


def _character_style_of(piece: Piece) -> str | None:
    if piece.lead:
        return word_styles.LEAD
    if piece.colour is Colour.GREY:
        return word_styles.PLACEHOLDER
    return word_styles.STRONG if piece.bold else None


def _with_bookmarks(paragraphs: Iterator[Paragraph]) -> Iterator[Paragraph]:
    """Name the paragraphs that programs look for: gw_title, the second one gw_title_2."""
    seen: Counter[str] = Counter()
    for paragraph in paragraphs:
        name = word_styles.BOOKMARK_OF_STYLE.get(paragraph.style)
        if name is None or not any(paragraph.lines):
            yield paragraph
            continue
        seen[name] += 1
        yield replace(paragraph, bookmark=name if seen[name] == 1 else f"{name}_{seen[name]}")
