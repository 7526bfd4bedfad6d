"""Rules for what follows the text in a Word file: 附件说明, 署名, 成文日期, 印章, 附注, 附件 (7.3.4 to 7.3.7)."""

from collections.abc import Iterator

from typeset.checks.word.faces import face_fault, main_run, size_name
from typeset.checks.word.finding import (
    CELL_MM,
    WordFinding,
    first_of,
    page_of,
    right_gap_cells,
    width_in_cells,
)
from typeset.errors import Measurement, Severity
from typeset.inspect.word.values import Drawing, Element, Paragraph, WordFile
from typeset.model.faults import Unusable
from typeset.model.values import OfficialDate
from typeset.standard import (
    INDENT_CELLS,
    NO_SEAL_RIGHT_INDENT_CELLS,
    SEAL_DATE_RIGHT_INDENT_CELLS,
    SIZE_3_PT,
    Role,
)

_TOLERANCE_CELLS = 0.6
_INDENT_TOLERANCE_CELLS = 0.3
_SEAL_TOLERANCE_MM = 4.0  # the date may stand 3 mm elsewhere where Word spreads its digits
_SEAL_MM = (25.0, 65.0)
_NAME_ENDS = "，、；。：,;."
_PLACEHOLDER_DATE = "××"


def list_is_indented(file: WordFile) -> Iterator[WordFinding]:
    """R-7.3.4-1: two 字 in, a full-width colon."""
    first = first_of(file, Element.LIST)
    if first is None:
        return
    start = round(first.start_cells, 2)
    if abs(start - INDENT_CELLS) > _INDENT_TOLERANCE_CELLS:
        measured = Measurement("附件说明左空", start, float(INDENT_CELLS), _INDENT_TOLERANCE_CELLS, "字")
        yield WordFinding(f"附件说明左空{start:g}字，应为2字", "请设左缩进2字符", first, measured=measured)
    if "：" not in first.text[:5]:
        yield WordFinding("“附件”后面应标全角冒号", "请写成“附件：”", first)


def listed_names_have_no_marks(file: WordFile) -> Iterator[WordFinding]:
    """R-7.3.4-2: names end without a mark."""
    for paragraph in file.of(Element.LIST):
        if paragraph.text.rstrip()[-1] in _NAME_ENDS and paragraph.text.rstrip()[-1] != "：":
            mark = paragraph.text.rstrip()[-1]
            yield WordFinding(f"附件名称后有“{mark}”，名称后不加标点", f"请删去“{mark}”", paragraph)


def date_is_in_digits(file: WordFile) -> Iterator[WordFinding]:
    """R-7.3.5.4-1: every 成文日期."""
    for date in file.of(Element.DATE):
        text = "".join(date.text.split())
        if _PLACEHOLDER_DATE in text:
            continue
        try:
            wanted = str(OfficialDate.parse(text))
        except Unusable:
            yield WordFinding(f"成文日期“{text}”不存在", "请写真实的日期", date)
            continue
        if text != wanted:
            message = f"成文日期“{text}”应当用阿拉伯数字、月日不编虚位"
            yield WordFinding(message, f"应写作 {wanted}", date, measured=Measurement("成文日期", text, wanted))


def date_is_in_its_place(file: WordFile) -> Iterator[WordFinding]:
    """R-7.3.5.1-1: four 字 from the right; two where no seal is meant. A long 署名 moves the date further in.

    Where several organs seal, it stands under the last 署名.
    """
    date = first_of(file, Element.DATE)
    if date is None or len(_seals(file)) > 1:
        return
    gap = right_gap_cells(date, page_of(file, date))
    wanted = (SEAL_DATE_RIGHT_INDENT_CELLS, *(() if _seals(file) else (NO_SEAL_RIGHT_INDENT_CELLS,)))
    is_moved = gap > SEAL_DATE_RIGHT_INDENT_CELLS and _widest_signature(file) > width_in_cells(date.text)
    is_moved = is_moved or (not _seals(file) and gap > NO_SEAL_RIGHT_INDENT_CELLS)
    if not is_moved and all(abs(gap - each) > _TOLERANCE_CELLS for each in wanted):
        measured = Measurement("成文日期右空", round(gap, 2), float(wanted[0]), _TOLERANCE_CELLS, "字")
        message = f"成文日期右空{gap:.1f}字，加盖印章的应为4字" + ("" if _seals(file) else "，不加盖的应为2字")
        yield WordFinding(message, "请设为右对齐，右缩进4字符", date, measured=measured)


def signature_is_centred_on_the_date(file: WordFile) -> Iterator[WordFinding]:
    """R-7.3.5.1-2, or R-7.3.5.2-1 where no seal stands: one of the two arrangements."""
    date, signatures = first_of(file, Element.DATE), file.of(Element.SIGNATURE)
    if date is None or len(signatures) != 1 or "\t" in signatures[0].text.strip() or _has_picture(signatures[0]):
        return
    page = page_of(file, date)
    (name,) = signatures
    centre, wanted = _centre(name, right_gap_cells(name, page)), _centre(date, right_gap_cells(date, page))
    start = centre + width_in_cells(name.text) / 2 - (wanted + width_in_cells(date.text) / 2)
    is_unsealed = not _seals(file) and abs(start - INDENT_CELLS) <= _TOLERANCE_CELLS
    if abs(centre - wanted) > _TOLERANCE_CELLS and not is_unsealed:
        off = round(centre - wanted, 2)
        measured = Measurement("署名与成文日期中心之差", off, 0.0, _TOLERANCE_CELLS, "字")
        message = f"署名没有以成文日期为准居中，偏{'左' if off > 0 else '右'}{abs(off):.1f}字"
        yield WordFinding(message, "请调整署名的右缩进", name, measured=measured)


def _centre(paragraph: Paragraph, gap: float) -> float:
    """Return the distance of the middle of a line from the right edge of the text."""
    return gap + width_in_cells(paragraph.text) / 2


def _widest_signature(file: WordFile) -> float:
    return max((width_in_cells(each.text) for each in file.of(Element.SIGNATURE)), default=0.0)


def _has_picture(paragraph: Paragraph) -> bool:
    return any(not drawing.is_line for drawing in paragraph.drawings)


def _seals(file: WordFile) -> tuple[tuple[Paragraph, Drawing], ...]:
    """Return the pictures that look like seals, as round as high and over the text, near the signature."""
    near = file.of(Element.TEXT, Element.LIST, Element.SIGNATURE, Element.DATE, Element.NOTE, Element.EMPTY)
    return tuple(
        (paragraph, drawing)
        for paragraph in near
        for drawing in paragraph.drawings
        if drawing.is_anchored
        and not drawing.is_line
        and _SEAL_MM[0] <= drawing.width_mm <= _SEAL_MM[1]
        and abs(drawing.width_mm - drawing.height_mm) < 0.2 * drawing.width_mm
    )


def seal_is_on_the_date(file: WordFile) -> Iterator[WordFinding]:
    """R-7.3.5.1-4: the seal over the date (of several the last one) has its middle on that of the date."""
    date, seals = first_of(file, Element.DATE), [seal for seal in _seals(file) if seal[1].left_mm is not None]
    if date is None or not seals:
        return
    page = page_of(file, date)
    wanted = page.text_width_mm - _centre(date, right_gap_cells(date, page)) * CELL_MM
    distances = [((drawing.left_mm or 0.0) + drawing.width_mm / 2 - wanted, paragraph) for paragraph, drawing in seals]
    off, paragraph = min(distances, key=lambda each: abs(each[0]))
    if abs(off) > _SEAL_TOLERANCE_MM:
        measured = Measurement("印章与成文日期中心之差", round(off, 1), 0.0, _SEAL_TOLERANCE_MM)
        message = f"印章中心在成文日期中心{'左' if off < 0 else '右'}边{abs(off):.0f} mm，应居中下压署名和成文日期"
        yield WordFinding(message, "请移动印章图片", paragraph, measured=measured)
    elif (fault := _missed(seals, date)) is not None:
        yield fault


def _missed(seals: list[tuple[Paragraph, Drawing]], date: Paragraph) -> WordFinding | None:
    """Return the finding that a seal at the date is above or below it."""
    for paragraph, drawing in seals:
        if paragraph.number != date.number or drawing.down_mm is None:
            return None
        if not drawing.down_mm <= 0 <= drawing.down_mm + drawing.height_mm:
            return WordFinding("印章没有压住成文日期", "请把印章图片上下移到署名和成文日期上", paragraph)
    return None


def signature_stands_with_text(file: WordFile) -> Iterator[WordFinding]:
    """R-7.3.5.5-1: no page break before it."""
    for paragraph in file.of(Element.SIGNATURE, Element.DATE):
        if paragraph.starts_page:
            message = "前面分了页，落款与正文不在同一页"
            yield WordFinding(message, "请删去分页，调整字距或行距，使落款页至少有一行正文", paragraph)


def note_is_in_brackets(file: WordFile) -> Iterator[WordFinding]:
    """R-7.3.6-1."""
    for note in file.of(Element.NOTE):
        text = note.text.strip()
        if not (text.startswith("（") and text.endswith("）")):
            yield WordFinding("附注没有加全角圆括号", f"应写作（{text.strip('()（）')}）", note)
        if abs(note.start_cells - INDENT_CELLS) > _INDENT_TOLERANCE_CELLS:
            start = round(note.start_cells, 2)
            measured = Measurement("附注左空", start, float(INDENT_CELLS), _INDENT_TOLERANCE_CELLS, "字")
            yield WordFinding(f"附注左空{start:g}字，应为2字", "请设首行缩进2字符", note, measured=measured)


def attachments_begin_pages(file: WordFile) -> Iterator[WordFinding]:
    """R-7.3.7-1: every label begins a page."""
    for label in file.of(Element.LABEL):
        if not label.starts_page:
            yield WordFinding("附件没有另面编排", "请在段落设置里勾选“段前分页”", label)


def attachment_labels_are_in_heiti(file: WordFile) -> Iterator[WordFinding]:
    """R-7.3.7-2: 3号 黑体 at the left edge; the title below is centred."""
    for label in file.of(Element.LABEL):
        run = main_run(label.visible_runs)
        if run is not None and (fault := face_fault(run.face, Role.HEITI)):
            yield WordFinding(fault, "请用黑体", label, measured=Measurement("字体", run.face, "黑体"))
        if run is not None and abs(run.size_pt - SIZE_3_PT) > 0.5:
            measured = Measurement("字号", run.size_pt, SIZE_3_PT, 0.5, "磅")
            yield WordFinding(f"是{size_name(run.size_pt)}，应为三号（16磅）", "请设为三号", label, measured=measured)
        if abs(label.start_cells) > _INDENT_TOLERANCE_CELLS or label.alignment in ("center", "right"):
            yield WordFinding("没有顶格", "请设为左对齐，缩进设为0", label)
    for title in file.of(Element.PART_TITLE):
        if title.alignment not in ("center", "distribute"):
            yield WordFinding("附件标题没有居中", "请设为居中", title, severity=Severity.WARNING)
