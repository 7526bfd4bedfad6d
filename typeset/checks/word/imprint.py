"""Rules for the 版记 of a Word file (7.4)."""

import re
from collections.abc import Iterator

from typeset.checks.word.faces import face_fault, main_run, size_name
from typeset.checks.word.finding import WordFinding, first_of
from typeset.errors import Measurement, Severity
from typeset.inspect.word.values import BLACK, Element, Paragraph, WordFile
from typeset.standard import SIZE_4_PT, Role

_ELEMENTS = (Element.MOVED_ADDRESSEE, Element.COPIES, Element.PRINTING)
_THICKEST_RULE_PT = 3.0
_SIZE_TOLERANCE_PT = 0.5
_FEW_EMPTY = 3
_PRINTING = re.compile(r"(?:19|20)\d{2}年(?:[1-9]|1[0-2])月(?:[1-9]|[12]\d|3[01])日印发$")


def imprint_stands_at_the_foot(file: WordFile) -> Iterator[WordFinding]:
    """R-7.4.1-3: kept at the foot of the page by a frame or a floating table, not where the text happens to end."""
    first = next(iter(file.of(*_ELEMENTS)), None)
    if first is None or (first.frame is not None and first.frame.is_at_foot):
        return
    if _empty_above(file, first) >= _FEW_EMPTY or first.starts_page or first.frame is not None:
        message = "版记靠空行或未知的位置排到页末，正文改动后会移动"
        hint = "请把版记放进位于页边距底端的文本框架或浮动表格"
        yield WordFinding(message, hint, first, severity=Severity.WARNING)
    else:
        message = "版记紧接在正文后面，末条分隔线应与末面版心下边缘重合"
        yield WordFinding(message, "请把版记移到最后一面的版心底部（文本框架，垂直位置相对页边距底端）", first)


def _empty_above(file: WordFile, first: Paragraph) -> int:
    """Return how many empty lines of the height of text stand right above a paragraph."""
    count = 0
    for paragraph in reversed(file.paragraphs[: first.number - 1]):
        is_thin = paragraph.fill or (paragraph.spacing.rule == "exact" and paragraph.spacing.line <= _THICKEST_RULE_PT)
        if paragraph.element is not Element.EMPTY:
            break
        count += 0 if is_thin else 1
    return count


def imprint_rules_are_black(file: WordFile) -> Iterator[WordFinding]:
    """R-7.4.1-4: what is not said to be red is black."""
    for paragraph in file.paragraphs[_first_number(file) - 1 :]:
        edges = (paragraph.top_border, paragraph.bottom_border)
        colours = [edge.colour for edge in edges if edge is not None] + ([paragraph.fill] if paragraph.fill else [])
        if wrong := [colour for colour in colours if colour != BLACK]:
            measured = Measurement("版记分隔线颜色", wrong[0], BLACK)
            yield WordFinding(f"版记的分隔线颜色是{wrong[0]}，应为黑色", "请设为黑色", paragraph, measured=measured)
            return


def _first_number(file: WordFile) -> int:
    """Return the number of the first paragraph of the 版记, rules right above included; past the end without one."""
    first = next(iter(file.of(*_ELEMENTS)), None)
    if first is None:
        return len(file.paragraphs) + 1
    above = file.paragraphs[first.number - 2] if first.number > 1 else first
    return above.number if above.element is Element.EMPTY and above.fill else first.number


def copies_are_in_size_4(file: WordFile) -> Iterator[WordFinding]:
    """R-7.4.2-1: 抄送 in 4号 仿宋."""
    yield from _size_and_face(file, Element.COPIES, "抄送")


def copies_end_with_a_stop(file: WordFile) -> Iterator[WordFinding]:
    """R-7.4.2-3: the last name of 抄送."""
    copies = file.of(Element.COPIES)
    if copies and not copies[-1].text.rstrip().endswith("。"):
        yield WordFinding("最后一个抄送机关名称后没有句号", "请在末尾加“。”", copies[-1])


def printing_is_in_size_4(file: WordFile) -> Iterator[WordFinding]:
    """R-7.4.3-1: 印发机关 and 印发日期 in 4号 仿宋."""
    yield from _size_and_face(file, Element.PRINTING, "印发机关和印发日期")


def printing_date_is_whole(file: WordFile) -> Iterator[WordFinding]:
    """R-7.4.3-2: 年, 月, 日 and 印发."""
    printing = first_of(file, Element.PRINTING)
    if printing is not None and not _PRINTING.search("".join(printing.text.split())):
        message = "印发日期应写全年月日、月日不编虚位，后加“印发”"
        yield WordFinding(message, "应写成“2024年2月20日印发”", printing)


def _size_and_face(file: WordFile, element: Element, name: str) -> Iterator[WordFinding]:
    for paragraph in file.of(element):
        run = main_run(paragraph.visible_runs)
        if run is None:
            continue
        if abs(run.size_pt - SIZE_4_PT) > _SIZE_TOLERANCE_PT:
            measured = Measurement(f"{name}字号", run.size_pt, SIZE_4_PT, _SIZE_TOLERANCE_PT, "磅")
            message = f"{name}是{size_name(run.size_pt)}，应为四号（14磅）"
            yield WordFinding(message, "请设为四号", paragraph, measured=measured)
        if fault := face_fault(run.face, Role.FANGSONG):
            measured = Measurement(f"{name}字体", run.face, "仿宋")
            yield WordFinding(f"{name}{fault}", "请用仿宋_GB2312", paragraph, 1, measured, Severity.WARNING)
