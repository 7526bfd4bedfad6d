"""Look at each page: its lines, its page number, its tables."""

from typeset.inspect.pdf.elements import Sheet
from typeset.readers.pdf.lines import lines_of
from typeset.readers.pdf.page_numbers import page_number
from typeset.readers.pdf.painted import PdfPage
from typeset.readers.pdf.table_boxes import tables_of


def sheet_of_page(page: PdfPage, *, is_first: bool) -> Sheet:
    """Return a page with its lines, its page number and its tables; its text is told later."""
    lines = lines_of(page)
    number = page_number(lines)
    return Sheet(page, lines, number, () if is_first else tables_of(page.rules, lines))
