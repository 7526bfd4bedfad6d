"""Make the pages of a document: blocks → lines → rows → glyphs, rules and page numbers at their millimetres."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil

from typeset.errors import Issue, Where
from typeset.layout.arrange import Arranged, arrange, arrange_apart
from typeset.layout.blocks import Block, Element, Stamp
from typeset.layout.compose import SetBlock, compose
from typeset.layout.content import SetFigure, SetTable
from typeset.layout.contents import with_pages
from typeset.layout.findings import findings
from typeset.layout.fit import Fitted, Fitter, is_text
from typeset.layout.glyphs import Place, replace_missing
from typeset.layout.heads.head import HeadText, fitting_head, head_text
from typeset.layout.imprint import imprint_blocks
from typeset.layout.metrics import NO_PICTURES, Metrics, Pictures
from typeset.layout.notes import NoteArea, with_long_notes
from typeset.layout.page import Page
from typeset.layout.page_numbers import page_number, shown_numbers
from typeset.layout.pagination import Extent, Pagination, Shape, paginate
from typeset.layout.painted import Numbering, Painted, painted
from typeset.layout.result import Footnote, Head, Imprint, Layout
from typeset.layout.sheets import Sheet, with_imprint
from typeset.layout.signatures.seal_rows import COVERED_MM
from typeset.layout.signatures.signatories import signature_issues
from typeset.layout.unset import unset_elements
from typeset.model import Document
from typeset.profiles import Profile
from typeset.standard import Grid


def lay_out(
    document: Document,
    profile: Profile,
    metrics: Metrics,
    place: Place = lambda path: Where(),
    *,
    pictures: Pictures = NO_PICTURES,
) -> Layout:
    """Lay a document out on the pages of a profile; `place` tells where in the source an element stands.

    `pictures` answers for the picture files that the document names. 主送机关 that leave page 1 no room for text move
    to the 版记 (R-7.3.2-2). Raises UnsupportedError for a 版头 that page 1 cannot hold.
    """
    task = _Task(document, profile, metrics, pictures)
    draft = _drafted(task, _elements(task, place, moves_addressees=False))
    if not draft.shows_text and document.addressees:
        moved = _drafted(task, _elements(task, place, moves_addressees=True))
        draft = moved if moved.shows_text else draft
    return _finished(task, draft, place)


def lay_out_apart(
    document: Document,
    index: int,
    profile: Profile,
    metrics: Metrics,
    place: Place = lambda path: Where(),
    *,
    pictures: Pictures = NO_PICTURES,
) -> Layout:
    """Lay the attachment of a number (from 0), which is not bound with the text, out on pages of its own (R-7.3.7-4).

    Its pages are numbered from 1; it has neither 版头 nor 版记.
    """
    task = _Task(document, profile, metrics, pictures)
    arranged = arrange_apart(document, index, profile, metrics, pictures)
    return _finished(task, _drafted(task, _shown(None, arranged, (), metrics, place)), place)


@dataclass(frozen=True, slots=True)
class _Task:
    """A document to be laid out, and those who answer for its look."""

    document: Document
    profile: Profile
    metrics: Metrics
    pictures: Pictures


@dataclass(frozen=True, slots=True)
class _Elements:
    """The elements of a document, characters without a face replaced."""

    head: HeadText | None
    blocks: tuple[Block, ...]
    imprint: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]
    issues: tuple[Issue, ...]
    moves_addressees: bool = False


@dataclass(frozen=True, slots=True)
class _Draft:
    """A document whose lines have their rows and pages; the 版记 and the page numbers are still open."""

    head: Head
    fitted: Fitted
    imprint: tuple[Block, ...]
    notes: NoteArea
    issues: tuple[Issue, ...]
    moves_addressees: bool

    @property
    def shows_text(self) -> bool:
        """Whether page 1 shows text (R-7.3.3-1); without a 版头 it need not."""
        return not self.head.placed or _shows_text(self.fitted.blocks, self.fitted.places)


def _shows_text(blocks: Sequence[SetBlock], places: Pagination) -> bool:
    return any(is_text(blocks[slot.block]) for slot in places.slots if slot.page == 1)


def _drafted(task: _Task, elements: _Elements) -> _Draft:
    """Break the lines and fill the pages."""
    grid, metrics = task.profile.grid, task.metrics
    composed = [compose(block, grid, metrics) for block in elements.blocks]
    blocks, footnotes = with_long_notes(composed, elements.footnotes, grid, metrics)
    notes = NoteArea(footnotes, grid, metrics)
    head = _head(task, elements.head, blocks, [_extent(item, grid, notes) for item in blocks])
    fitter = Fitter(
        lambda items: [_extent(item, grid, notes) for item in items],
        grid,
        metrics,
        by_characters=task.profile.signature.adjust_characters == "是",
        by_rows=task.profile.signature.adjust_lines == "是",
    )
    fitted = fitter.fit(blocks, _shape(head, grid))
    return _Draft(head, fitted, elements.imprint, notes, elements.issues, elements.moves_addressees)


def _head(task: _Task, wanted: HeadText | None, blocks: Sequence[SetBlock], extents: Sequence[Extent]) -> Head:
    """Set the 版头, small enough for text on page 1 (R-7.3.3-1)."""
    grid = task.profile.grid
    if wanted is None:
        return Head.none(grid)
    return fitting_head(
        wanted,
        task.document.format,
        task.profile,
        task.metrics,
        shows_text=lambda head: _shows_text(blocks, paginate(extents, _shape(head, grid))),
    )


def _elements(task: _Task, place: Place, *, moves_addressees: bool) -> _Elements:
    """Put the document's elements in order, and 〓 where no face has a character (L-2)."""
    document = task.document
    text = document.model_copy(update={"addressees": None}) if moves_addressees else document
    arranged = arrange(text, task.profile, task.metrics, task.pictures)
    imprint = imprint_blocks(document, moved_addressees=document.addressees if moves_addressees else None)
    shown = _shown(head_text(document), arranged, imprint, task.metrics, place)
    return replace(shown, moves_addressees=moves_addressees)


def _shown(
    head: HeadText | None, arranged: Arranged, imprint: Sequence[Block], metrics: Metrics, place: Place
) -> _Elements:
    groups = (head.blocks if head else (), arranged.blocks, imprint, tuple(note.block for note in arranged.footnotes))
    shown, issues = replace_missing([block for group in groups for block in group], metrics, place)
    rest = iter(shown)
    heads, blocks, imprints, notes = (tuple(next(rest) for _ in group) for group in groups)
    blocks = tuple(block for block in blocks if block.text or block.content)
    footnotes = tuple(replace(note, block=block) for note, block in zip(arranged.footnotes, notes, strict=True))
    return _Elements(head.with_blocks(heads) if head else None, blocks, imprints, footnotes, issues)


def _finished(task: _Task, draft: _Draft, place: Place) -> Layout:
    """Put everything at its millimetres."""
    grid, metrics, head = task.profile.grid, task.metrics, draft.head
    fitted = _with_contents(task, draft)
    blocks = tuple(item.block for item in fitted.blocks)
    elements = ([placed.block for placed in head.placed], blocks, draft.notes.footnotes, draft.imprint)
    numbering = Numbering.of(*elements)
    sheets, imprint = with_imprint(
        _sheets(fitted, draft, grid, numbering),
        draft.imprint,
        task.profile,
        metrics,
        is_letter=head.format == "信函",
    )
    hidden = [page for page, sheet in enumerate(sheets, start=1) if not sheet.is_numbered]
    shown = shown_numbers(len(sheets), _restarts(task, fitted), hidden)
    found = findings(fitted, head, place, shows_text=draft.shows_text, moves_addressees=draft.moves_addressees)
    signed = signature_issues(task.document, task.profile.seal.diameter_mm, task.pictures, place)
    return Layout(
        tuple(_pages(sheets, shown, task, numbering, imprint)),
        numbering.paragraphs,
        grid,
        head,
        blocks,
        tuple(_block_pages(fitted)),
        imprint,
        draft.notes.footnotes,
        tuple(sheet.grid for sheet in sheets),
        shown,
        (*draft.issues, *found, *signed, *unset_elements(task.document, place)),
    )


def _shape(head: Head, grid: Grid) -> Shape:
    """Return the pages to fill: page 1 has the head's own rows."""
    return Shape(
        lambda page: head.grid.rows if page == 1 else grid.rows,
        grid,
        head.first_row or None,
    )


def _extent(item: SetBlock, grid: Grid, notes: NoteArea) -> Extent:
    content = item.block.content
    heights = tuple(notes.height_mm(marks) for marks in item.notes)
    if isinstance(content, SetTable):
        return Extent(item.block, 0, 0, content.heights_mm, content.header_mm, content.is_rotated, heights)
    if isinstance(content, SetFigure):
        return Extent(item.block, 0, bands_mm=(content.height_mm,))
    stamps = item.block.stamps
    over = max((ceil(-stamp.drop_mm / grid.pitch_mm) for stamp in stamps), default=0)
    return Extent(item.block, len(item.lines), rows_under(stamps, grid), notes_mm=heights, rows_over=max(0, over))


def rows_under(stamps: Sequence[Stamp], grid: Grid) -> int:
    """Return the rows below a block that its stamps cover by more than COVERED_MM."""
    feet = [stamp.drop_mm + stamp.height_mm - grid.em_mm - COVERED_MM for stamp in stamps]
    return max(0, *(ceil(foot / grid.pitch_mm) for foot in feet)) if feet else 0


def _block_pages(fitted: Fitted) -> Iterator[int]:
    """Yield the page on which each block begins."""
    first = {slot.block: slot.page for slot in reversed(fitted.places.slots)}
    yield from (first[index] for index in range(len(fitted.blocks)))


def _restarts(task: _Task, fitted: Fitted) -> Iterator[int]:
    """Yield the pages whose numbers begin again from 1: those of attachments, where the profile says so."""
    for item, page in zip(fitted.blocks, _block_pages(fitted), strict=True):
        if _is_labelled(item.block) and task.profile.page_number.attachments == "另编":
            yield page


def _is_labelled(block: Block) -> bool:
    """Tell whether a block is the label of an attachment, or a rotated table that carries it."""
    texts = block.content.above if isinstance(block.content, SetTable) else ()
    return Element.ATTACHMENT_LABEL in (block.element, *(text.element for text in texts))


def _with_contents(task: _Task, draft: _Draft) -> Fitted:
    """Return the blocks with the page numbers of 目录, which change no line."""
    fitted, grid = draft.fitted, task.profile.grid
    if not any(item.block.target for item in fitted.blocks):
        return fitted
    hidden = [] if draft.head.has_page_number else [1]
    shown = shown_numbers(fitted.places.page_count, _restarts(task, fitted), hidden)
    pages = {
        item.block.path: str(shown[page - 1] or "")
        for item, page in zip(fitted.blocks, _block_pages(fitted), strict=True)
        if item.block.element is not Element.CONTENTS_ITEM
    }
    blocks = with_pages([item.block for item in fitted.blocks], pages, grid, task.metrics)
    filled = [
        compose(block, grid, task.metrics) if block.target else item
        for block, item in zip(blocks, fitted.blocks, strict=True)
    ]
    return replace(fitted, blocks=tuple(filled))


def _sheets(fitted: Fitted, draft: _Draft, grid: Grid, numbering: Numbering) -> tuple[Sheet, ...]:
    """Return the pages with the head, the text and the footnotes."""
    by_page = {number: list(slots) for number, slots in groupby(fitted.places.slots, key=lambda slot: slot.page)}
    sheets = []
    for number in range(1, fitted.places.page_count + 1):
        own = draft.head.grid if number == 1 else grid
        fixed_row = max(1, draft.head.first_row - 1) if number == 1 else 1
        own = own.with_rows(fitted.shape.rows_of(number), fixed_row=fixed_row)
        slots = by_page.get(number, [])
        parts = [painted(fitted.blocks[slot.block], slot, own, numbering) for slot in slots]
        if number == 1:
            parts.insert(0, Painted(tuple(numbering.head_lines(draft.head)), draft.head.rules))
        if marks := draft.notes.called(fitted.blocks, slots):
            parts.append(draft.notes.painted(marks, own.bottom_mm, numbering.notes_start))
        sheets.append(Sheet(own, tuple(parts), number > 1 or draft.head.has_page_number))
    return tuple(sheets)


def _pages(
    sheets: Sequence[Sheet], shown: Sequence[int | None], task: _Task, numbering: Numbering, imprint: Imprint | None
) -> Iterator[Page]:
    """Yield the pages with the 版记 and their numbers."""
    for number, (sheet, own_number) in enumerate(zip(sheets, shown, strict=True), start=1):
        parts = list(sheet.parts)
        if imprint is not None and imprint.page == number:
            parts.append(Painted(tuple(numbering.imprint_lines(imprint)), imprint.rules))
        lines = [line for part in parts for line in part.lines]
        if own_number is not None:
            lines.append(page_number(number, own_number, task.profile, task.metrics))
        yield Page(
            number,
            tuple(lines),
            tuple(rule for part in parts for rule in part.rules),
            tuple(picture for part in parts for picture in part.pictures),
            tuple(seal for part in parts for seal in part.seals),
        )
