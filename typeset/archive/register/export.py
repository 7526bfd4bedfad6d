"""A register as a table for people: CSV that Excel opens as it is, and XLSX."""

import csv
import datetime
import io
from collections.abc import Sequence

from typeset.archive.register.entries import Entry
from typeset.archive.register.rows import Event

HEADINGS = (
    "文号",
    "代字",
    "年份",
    "序号",
    "状态",
    "标题",
    "发文机关",
    "成文日期",
    "取号时间",
    "最近变动",
    "原因",
    "归档内容摘要",
)
WIDTHS = (20, 10, 6, 6, 6, 60, 24, 12, 26, 26, 24, 68)
NUMERIC = (2, 3)
_FORMULA = ("=", "+", "-", "@", "\t")


def cells(entry: Entry) -> tuple[str | int, ...]:
    """Return the cells of a number, in the order of the headings."""
    number, details = entry.number, entry.details
    return (
        *(str(number), number.code, number.year, number.serial, entry.state.value),
        *(details.title, details.organ, details.date, entry.taken, entry.changed, entry.reason, entry.digest),
    )


def csv_file(entries: Sequence[Entry]) -> bytes:
    """Return a table in UTF-8 with a byte-order mark, by which Excel knows the encoding.

    A text that Excel would calculate gets an apostrophe before it.
    """
    text = io.StringIO()
    rows = ([_harmless(cell) for cell in cells(entry)] for entry in entries)
    csv.writer(text).writerows([HEADINGS, *rows])
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def xlsx_file(entries: Sequence[Entry]) -> bytes:
    """Return a workbook with one sheet: a heading that stays in view, filters, voided numbers struck through."""
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": "发文登记簿", "created": datetime.datetime(1980, 1, 1)})
        sheet = workbook.add_worksheet("发文登记簿")
        heading, void = workbook.add_format({"bold": True}), workbook.add_format({"font_strikeout": True})
        for column, (name, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, heading)
        for line, entry in enumerate(entries, 1):
            look = void if entry.state is Event.VOIDED else None
            for column, cell in enumerate(cells(entry)):
                write = sheet.write_number if column in NUMERIC else sheet.write_string
                write(line, column, cell, look)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(entries), len(HEADINGS) - 1)
    return content.getvalue()
