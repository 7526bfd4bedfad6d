"""Inspect a PDF: what is painted becomes sheets, the sheets elements, the elements an `Inspection`."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import median

from typeset.errors import READABLE, Issue, Severity, SourceError, Where
from typeset.inspect.pdf.area import measure_area
from typeset.inspect.pdf.closing import recognise_attachments, recognise_closing, recognise_list
from typeset.inspect.pdf.elements import Head, Imprint, Inspection, Sheet
from typeset.inspect.pdf.head import recognise_head
from typeset.inspect.pdf.imprint import recognise_imprint
from typeset.inspect.pdf.sheets import sheet_of_page
from typeset.readers.pdf import PdfFile, read_pdf
from typeset.readers.pdf.lines import Line
from typeset.readers.pdf.table_boxes import in_tables
from typeset.standard import SIZE_3_PT, TYPE_AREA_LEFT_MM

_BODY_SIZE_WITHIN_PT = 1.0
_CLOSE_ROWS_MM = (6.0, 16.0)
_SAME_PITCH_MM = 0.15
_FEWEST_LINES_AT_EDGE = 3


def inspect_pdf(source: Path | bytes, *, name: str = "") -> Inspection:
    """Return what is on the pages of a PDF; raises SourceError when it cannot be read or has no text."""
    return inspect_pages(read_pdf(source, name=name))


def inspect_pages(file: PdfFile) -> Inspection:
    """Return the elements on the pages of a PDF that has been read; raises SourceError when it has no text."""
    _require_text(file)
    sheets = tuple(sheet_of_page(page, is_first=index == 0) for index, page in enumerate(file.pages))
    head = recognise_head(sheets[0])
    imprint = recognise_imprint(sheets)
    body_pt = _body_size(sheets, head, imprint)
    sheets = tuple(_with_body(sheet, head, imprint, body_pt) for sheet in sheets)
    left_mm = _left_edge_mm([line for sheet in sheets for line in sheet.body])
    listed = recognise_list(sheets, left_mm)
    found = Inspection(
        file=file,
        sheets=sheets,
        head=head,
        closing=recognise_closing(sheets, left_mm, listed),
        imprint=imprint,
        attachment_list=listed,
        attachments=recognise_attachments([s for s in sheets[1:] if not s.is_lying], left_mm),
        left_mm=left_mm,
        body_pt=body_pt,
        pitch_mm=_pitch_mm(sheets),
    )
    return replace(found, area=measure_area(found))


def _require_text(file: PdfFile) -> None:
    if any(character.text.strip() for page in file.pages for character in page.characters):
        return
    is_scan = any(shape.is_raster for page in file.pages for shape in page.shapes)
    message = "扫描件，没有可以核对的文字" if is_scan else "PDF 里没有文字，无法核对"
    if any(page.hidden for page in file.pages):
        message = "扫描件，文字是识别后附上的，字体、字号和位置都无法核对"
    hint = "请核对排版时导出的 PDF，不要核对扫描件"
    raise SourceError([Issue(READABLE, Severity.ERROR, Where(file.name), message, hint)])


def _elements(head: Head, imprint: Imprint | None) -> set[Line]:
    """Return the whole lines that belong to 版头, 标题 and 版记."""
    found = {*head.mark, *head.title}
    if imprint is not None:
        found |= {*imprint.copies, *((imprint.printed,) if imprint.printed is not None else ())}
    return found


def _is_in_head(line: Line, head: Head) -> bool:
    """Tell whether a line of page 1 belongs to 版头, as a whole or as one of its columns."""
    columns = (*head.labels, *head.signers, *((head.number,) if head.number is not None else ()))
    return line.page == 1 and any(abs(line.baseline_mm - column.baseline_mm) <= 0.6 for column in columns)


def _body_size(sheets: Sequence[Sheet], head: Head, imprint: Imprint | None) -> float:
    sizes: Counter[float] = Counter()
    elements = _elements(head, imprint)
    for sheet in sheets:
        for line in sheet.lines:
            if line is not sheet.number and line not in elements and not in_tables(line, sheet.tables):
                sizes[round(line.size_pt, 1)] += len(line.characters)
    return sizes.most_common(1)[0][0] if sizes else SIZE_3_PT


def _with_body(sheet: Sheet, head: Head, imprint: Imprint | None, body_pt: float) -> Sheet:
    elements = _elements(head, imprint)
    body = (
        line
        for line in sheet.lines
        if line is not sheet.number
        and line not in elements
        and not _is_in_head(line, head)
        and not in_tables(line, sheet.tables)
        and abs(line.size_pt - body_pt) <= _BODY_SIZE_WITHIN_PT
    )
    return replace(sheet, body=tuple(body))


def _left_edge_mm(lines: Iterable[Line]) -> float:
    """Return where lines that are not indented begin: the first place from the left where several do."""
    places: dict[int, list[float]] = {}
    for line in lines:
        places.setdefault(round(line.left_mm), []).append(line.left_mm)
    most = max(map(len, places.values()), default=0)
    several = [place for place, found in places.items() if len(found) >= min(_FEWEST_LINES_AT_EDGE, most)]
    return median(places[min(several)]) if several else TYPE_AREA_LEFT_MM


def _pitch_mm(sheets: Sequence[Sheet]) -> float | None:
    """Return the distance between lines that most lines of the text have."""
    least, most = _CLOSE_ROWS_MM
    gaps = [
        below.baseline_mm - above.baseline_mm
        for sheet in sheets
        for above, below in pairwise(sheet.body)
        if least <= below.baseline_mm - above.baseline_mm <= most
    ]
    if not gaps:
        return None
    common = Counter(round(gap / _SAME_PITCH_MM) for gap in gaps).most_common(1)[0][0] * _SAME_PITCH_MM
    near = [gap for gap in gaps if abs(gap - common) <= _SAME_PITCH_MM]
    return sum(near) / len(near)
