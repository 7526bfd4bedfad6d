"""The footnotes of the Word draft: Word numbers them and puts them at the foot of their page."""

from collections.abc import Iterator
from dataclasses import replace

from typeset.backends import word_styles
from typeset.backends.ooxml.values import NoteCall, PageSetup, Paragraph, twips
from typeset.backends.word_flow import Flow, block_paragraph
from typeset.backends.word_page import LINE_ASCENT
from typeset.backends.word_signature import note_paragraphs
from typeset.layout.notes import SIZE_PT
from typeset.layout.result import Layout
from typeset.standard import EM_DESCENT, Grid, points_to_mm


def word_notes(flow: Flow) -> Iterator[tuple[Paragraph, ...]]:
    """Yield the paragraphs of every footnote in the order of their numbers; Word writes the number itself.

    Below the last one of a page stands what lifts it to the foot of the type area: LibreOffice knows no room there.
    """
    last = set(_last_notes(flow.layout))
    for number, note in enumerate(flow.layout.footnotes):
        block = note.block
        text = replace(block, pieces=(replace(block.pieces[0], text=" ", original=None), *block.pieces[1:]))
        made = block_paragraph(flow, text, word_styles.style_of(block.element))
        line = (NoteCall(word_styles.NOTE_NUMBER), *made.lines[0])
        room = _below_notes_twips(flow.layout.grid, flow.setup) if number in last else 0
        below = (Paragraph(word_styles.SPACE, ((),), line_twips=room),) if room else ()
        yield replace(made, lines=(line,)), *below


def _last_notes(layout: Layout) -> Iterator[int]:
    """Yield the last footnote of every page that has some."""
    own = note_paragraphs(layout)
    for page in layout.pages:
        notes = [line.paragraph - own.start for line in page.lines if line.paragraph in own]
        yield from (max(notes),) if notes else ()


def _below_notes_twips(grid: Grid, setup: PageSetup) -> int:
    """Return the room below a page's last footnote, whose em box ends with the type area."""
    baseline = twips(grid.bottom_mm - EM_DESCENT * points_to_mm(SIZE_PT))
    foot = setup.height_twips - setup.bottom_twips
    return max(0, foot - round((1 - LINE_ASCENT) * (setup.line_twips // 2)) - baseline)
