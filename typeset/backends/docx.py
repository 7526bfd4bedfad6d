"""The Word draft of a layout: its head, its text, its 版记, in sections with the page numbers that each of them has."""

from collections.abc import Iterator
from dataclasses import replace

from typeset.backends import word_styles
from typeset.backends.ooxml.package import pack
from typeset.backends.ooxml.values import (
    Draft,
    Edges,
    Paragraph,
    ParagraphStyle,
    Properties,
    Section,
    Table,
)
from typeset.backends.word_bookmarks import with_bookmarks
from typeset.backends.word_flow import Flow, flow_items
from typeset.backends.word_head import first_row_offset, word_head
from typeset.backends.word_imprint import imprint_paragraphs
from typeset.backends.word_letter import letter_page
from typeset.backends.word_mark import mark_line_twips
from typeset.backends.word_notes import word_notes
from typeset.backends.word_page import NumberForm, WordPage, numbered_page
from typeset.backends.word_watermark import with_watermark
from typeset.layout.page import Colour
from typeset.layout.result import Head, Imprint, Layout
from typeset.standard import Role

__all__ = ["NumberForm", "Properties", "write_docx"]

Item = Paragraph | Table


def write_docx(
    layout: Layout,
    *,
    properties: Properties,
    source: str | None,
    digits_from: Role = Role.LATIN,
    number_form: NumberForm | None = None,
    watermark: str | None = None,
    is_black: bool = False,
) -> bytes:
    """Return the bytes of a Word draft of a layout, the same for the same arguments.

    `digits_from` is the role whose face sets digits and Latin letters. `source` is carried along as a custom XML part;
    `watermark` lies under every page. `is_black` prints what is red in black (颜色: 灰).
    """
    form = number_form or NumberForm()
    flow = Flow.of(_in_black(layout) if is_black else layout)
    styles = _paragraph_styles(layout.head, digits_from, form, line_twips=flow.setup.line_twips)
    if is_black:
        styles = tuple(replace(style, colour=_black(style.colour)) for style in styles)
    return pack(
        Draft(
            paragraph_styles=styles,
            character_styles=flow.looks.characters,
            sections=tuple(with_watermark(with_bookmarks(_sections(flow, form)), watermark)),
            properties=properties,
            notes=tuple(word_notes(flow)),
            media=tuple(flow.media.values()),
            source=source,
        )
    )


def _in_black(layout: Layout) -> Layout:
    """Return a layout with its red rules in black."""
    rules = tuple(replace(rule, colour=_black(rule.colour)) for rule in layout.head.rules)
    return replace(layout, head=replace(layout.head, rules=rules))


def _black(colour: Colour) -> Colour:
    return Colour.BLACK if colour is Colour.RED else colour


def _paragraph_styles(
    head: Head, digits_from: Role, form: NumberForm, *, line_twips: int
) -> tuple[ParagraphStyle, ...]:
    """Return the paragraph styles with this document's sizes of mark and page numbers, and the face of its digits."""
    styles = {
        style.id: replace(style, latin=digits_from) if style.latin is Role.LATIN else style
        for style in word_styles.PARAGRAPH_STYLES
    }
    note = styles[word_styles.NOTE_TEXT]
    styles[note.id] = replace(note, line_twips=line_twips // 2)  # two lines of notes on a row
    number = styles[word_styles.PAGE_NUMBER]
    styles[number.id] = replace(number, size_pt=form.size_pt)
    if head.marks:
        mark = styles[word_styles.MARK]
        styles[mark.id] = replace(mark, size_pt=head.mark.size_pt, line_twips=mark_line_twips(head.mark))
    return tuple(styles.values())


def _sections(flow: Flow, form: NumberForm) -> Iterator[Section]:
    """Yield the sections: the text, anew where page numbers begin anew, and the pages of the 版记 without numbers."""
    layout, setup = flow.layout, flow.setup
    is_letter = layout.head.format == "信函"
    page = letter_page(layout.head, setup, form) if is_letter else numbered_page(setup, form)
    head = word_head(layout.head, setup, page.setup.top_twips, is_on_grid=not is_letter)
    offset = first_row_offset(layout.head, setup, head.reached_twips, is_on_grid=not is_letter)
    content: list[Item] = list(head.items)
    restarts = restarting_blocks(layout)
    number: int | None = None
    for index, item in flow_items(flow, offset):
        if index in restarts:
            restarts.remove(index)
            yield page.section(content, number)
            content, number = [], 1
            page = numbered_page(setup, form, is_turned=layout.block_pages[index] % 2 == 0)
            item = replace(item, starts_page=False) if isinstance(item, Paragraph) else item
        content.append(item)
    imprint = layout.imprint
    if imprint is not None and imprint.follows_blank_page:
        yield page.section(content, number)
        blank = Paragraph(word_styles.SPACE, ((),))
        foot = imprint_paragraphs(imprint, setup, is_letter=is_letter)
        yield WordPage(setup, None, Edges()).section([blank, replace(blank, starts_page=True), *foot], None)
        return
    if imprint is not None:
        if _has_own_page(layout, imprint):
            content.append(Paragraph(word_styles.SPACE, ((),), starts_page=True))
        content += imprint_paragraphs(imprint, setup, is_letter=is_letter)
    yield page.section(content, number)


def restarting_blocks(layout: Layout) -> set[int]:
    """Return the blocks that begin the pages on which the numbers begin again from 1."""
    pages = {page for page, shown in enumerate(layout.shown_numbers, 1) if shown == 1 and page > 1}
    return {
        index
        for index, (block, page) in enumerate(zip(layout.blocks, layout.block_pages, strict=True))
        if page in pages and block.starts_page
    }


def _has_own_page(layout: Layout, imprint: Imprint) -> bool:
    """Tell whether nothing else stands on the page of the 版记."""
    page = layout.pages[imprint.page - 1]
    above = [line for line in page.lines if line.baseline_mm < imprint.top_mm]
    return not above and not page.pictures
