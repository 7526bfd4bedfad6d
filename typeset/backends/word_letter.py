"""The pages of a 信函 (10.1): page 1 reaches farther up and down than the others, with double rules.

The margins are those of page 1. On the other pages, headers and footers of their own height hold the text on the
rows of every document, so that it flows from page 1 to page 2 however it is edited.
"""

from collections.abc import Iterator
from dataclasses import replace

from typeset.backends import word_styles
from typeset.backends.ooxml.values import Edges, Furniture, PageSetup, Paragraph, twips
from typeset.backends.word_head import bar_paragraphs, lower_rules
from typeset.backends.word_mark import mark_line_twips
from typeset.backends.word_page import LINE_ASCENT, NumberForm, WordPage, even_footer, odd_footer
from typeset.layout.result import Head

_HEADER_TWIPS = 567  # the headers begin 10 mm below the paper's edge
_SPARE_TWIPS = 10  # LibreOffice divides what whole lines leave of a page's height between its top and its foot


def letter_page(head: Head, setup: PageSetup, form: NumberForm) -> WordPage:
    """Return the pages of a 信函: the lower double rule stands in the footer of page 1, which has no number."""
    rules = sorted(lower_rules(head), key=lambda rule: rule.top_mm)
    foot = twips(rules[-1].top_mm + rules[-1].height_mm)
    last = twips(head.grid.row_baseline_mm(head.grid.rows)) + round((1 - LINE_ASCENT) * setup.line_twips)
    mark_top = twips(head.mark.baseline_mm) - round(LINE_ASCENT * mark_line_twips(head.mark))
    lines = -((mark_top - last) // setup.line_twips)
    own = replace(
        setup,
        top_twips=last - lines * setup.line_twips,
        bottom_twips=setup.height_twips - last - _SPARE_TWIPS,
        header_twips=_HEADER_TWIPS,
        footer_twips=setup.height_twips - foot,
    )
    header = (_space(setup.top_twips - _HEADER_TWIPS - _SPARE_TWIPS),)
    footers = Edges(
        tuple(_footer(odd_footer(form), setup, own)),
        tuple(_footer(even_footer(form), setup, own)),
        tuple(_bars(head, setup)),
    )
    return WordPage(own, Edges(header, header, (_space(_SPARE_TWIPS * 2),)), footers)


def _space(height_twips: int) -> Paragraph:
    return Paragraph(word_styles.SPACE, ((),), line_twips=height_twips)


def _footer(number: Paragraph, setup: PageSetup, own: PageSetup) -> Iterator[Paragraph]:
    """Yield a page number with the room above it that lifts the text to its last row, and that below it."""
    line = word_styles.PAGE_NUMBER_LINE_TWIPS
    yield _space(setup.bottom_twips - setup.footer_twips - line - _SPARE_TWIPS)
    yield number
    yield _space(setup.footer_twips - own.footer_twips)


def _bars(head: Head, setup: PageSetup) -> Furniture:
    """Return the lower double rule (R-10.1-5)."""
    rules = sorted(lower_rules(head), key=lambda rule: rule.top_mm)
    reached = twips(rules[0].top_mm)
    bars: list[Paragraph] = []
    for rule in rules:
        bars += bar_paragraphs(rule, reached, setup)
        reached = twips(rule.top_mm) + twips(rule.height_mm)
    return tuple(bars)
