"""Rules for the title, the addressees and the text of a Word file (7.3.1 to 7.3.3, 5.2)."""

import re
from collections.abc import Iterable, Iterator
from itertools import dropwhile

from typeset.characters import END_MARKS
from typeset.checks.word.faces import face_fault, is_face, main_run, size_name
from typeset.checks.word.finding import WordFinding, alike, first_of
from typeset.errors import Measurement, Severity
from typeset.inspect.word.elements import STYLE_PREFIX
from typeset.inspect.word.values import BLACK, Element, Paragraph, Run, WordFile
from typeset.standard import INDENT_CELLS, SIZE_2_PT, SIZE_3_PT, Role

PLACEHOLDER_STYLE = f"{STYLE_PREFIX}待补内容"
_LEAST_SHARE = 0.95  # of the text that has to be in the face and the size of the text
_SIZE_RANGE = (15.5, 16.1)  # 三号 is 16 pt in Word, 15.75 pt by tradition
_TITLE_SIZE_RANGE = (21.0, 22.1)
_INDENT_TOLERANCE_CELLS = 0.3
_HEADING_ROLES = {Element.HEADING_1: Role.HEITI, Element.HEADING_2: Role.KAITI}
_HEADINGS = (Element.HEADING_1, Element.HEADING_2, Element.HEADING_3, Element.HEADING_4)
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．]|第[一二三四五六七八九十百\d]{1,6}[章节条]"
)
_RED_ELEMENTS = (Element.MARK,)


def title_is_set_as_title(file: WordFile) -> Iterator[WordFinding]:
    """R-7.3.1-1: 2号 小标宋, centred."""
    for title in file.of(Element.TITLE):
        run = main_run(title.visible_runs)
        if run is None:
            continue
        if not _is_in(run.size_pt, _TITLE_SIZE_RANGE):
            measured = Measurement("标题字号", run.size_pt, SIZE_2_PT, 1.0, "磅")
            yield WordFinding(
                f"标题是{size_name(run.size_pt)}，应为二号（22磅）", "请设为二号", title, measured=measured
            )
        if fault := face_fault(run.face, Role.XIAOBIAOSONG):
            measured = Measurement("标题字体", run.face, "小标宋")
            yield WordFinding(f"标题{fault}", "请用方正小标宋简体", title, 1, measured, Severity.WARNING)
        if run.is_bold:
            yield WordFinding("标题加了粗", "小标宋不再加粗，请去掉加粗", title, severity=Severity.WARNING)
        if title.alignment not in ("center", "distribute") or abs(title.indents.first_line) > _INDENT_TOLERANCE_CELLS:
            yield WordFinding("标题没有居中", "请设为居中，首行缩进设为0", title)


def title_ends_without_a_mark(file: WordFile) -> Iterator[WordFinding]:
    """R-7.3.1-4: no mark at the end."""
    titles = file.of(Element.TITLE)
    if titles and titles[-1].text.strip()[-1] in END_MARKS:
        mark = titles[-1].text.strip()[-1]
        yield WordFinding(f"标题末尾有“{mark}”，标题末尾不加标点", f"请删去“{mark}”", titles[-1])


def addressees_are_at_the_left(file: WordFile) -> Iterator[WordFinding]:
    """R-7.3.2-1: flush left, a full-width colon at the end."""
    addressee = first_of(file, Element.ADDRESSEE)
    if addressee is None:
        return
    if abs(addressee.start_cells) > _INDENT_TOLERANCE_CELLS or addressee.alignment in ("center", "right"):
        measured = Measurement("主送机关左空", round(addressee.start_cells, 2), 0.0, _INDENT_TOLERANCE_CELLS, "字")
        yield WordFinding("主送机关没有顶格", "请把缩进设为0", addressee, measured=measured)
    if addressee.text.rstrip()[-1] != "：":
        yield WordFinding(f"主送机关末尾是“{addressee.text.rstrip()[-1]}”，应为全角冒号", "请改为“：”", addressee)


def text_is_in_fangsong(file: WordFile) -> Iterator[WordFinding]:
    """R-5.2.2-1: at least 95 of 100 characters in 仿宋, 3号; run-in leads may have the face of a heading."""
    runs = tuple((paragraph, run) for paragraph in file.of(Element.TEXT) for run in _plain_runs(paragraph))
    if found := _too_many(runs, [pair for pair in runs if not is_face(pair[1].face, Role.FANGSONG)]):
        paragraph, run, count = found
        measured = Measurement("正文字体", run.face, "仿宋")
        yield WordFinding(f"正文{face_fault(run.face, Role.FANGSONG)}", "请用仿宋_GB2312", paragraph, count, measured)
    if found := _too_many(runs, [pair for pair in runs if not _is_in(pair[1].size_pt, _SIZE_RANGE)]):
        paragraph, run, count = found
        measured = Measurement("正文字号", run.size_pt, SIZE_3_PT, 0.5, "磅")
        yield WordFinding(f"正文是{size_name(run.size_pt)}，应为三号（16磅）", "请设为三号", paragraph, count, measured)


def _plain_runs(paragraph: Paragraph) -> Iterator[Run]:
    """Yield the runs of a paragraph but the lead of a numbered one, when it has a look of its own."""
    runs = [run for run in paragraph.visible_runs if run.han_count]
    is_lead = len(runs) > 1 and _NUMBERED.match(paragraph.text.strip()) and runs[0].face != runs[-1].face
    lead = runs[0].face if is_lead else None
    yield from dropwhile(lambda run: run.face == lead, runs)


def _too_many(
    runs: Iterable[tuple[Paragraph, Run]], wrong: list[tuple[Paragraph, Run]]
) -> tuple[Paragraph, Run, int] | None:
    """Return the first wrong run, its paragraph and how many paragraphs have such, where the right are too few."""
    total = sum(run.han_count for _, run in runs)
    if sum(run.han_count for _, run in wrong) <= (1 - _LEAST_SHARE) * total:
        return None
    paragraph, run = wrong[0]
    return paragraph, run, len({paragraph.number for paragraph, _ in wrong})


def text_is_indented(file: WordFile) -> Iterator[WordFinding]:
    """R-7.3.3-2: every paragraph of the text begins two 字 in and goes on at the left edge."""
    text = [paragraph for paragraph in file.of(Element.TEXT) if not paragraph.is_listed]
    if found := alike(paragraph for paragraph in text if _is_off(paragraph.start_cells, INDENT_CELLS)):
        paragraph, count = found
        start = round(paragraph.start_cells, 2)
        measured = Measurement("首行左空", start, float(INDENT_CELLS), _INDENT_TOLERANCE_CELLS, "字")
        hint = "请设首行缩进2字符"
        yield WordFinding(f"首行左空{start:g}字，应为{INDENT_CELLS}字", hint, paragraph, count, measured)
    else:
        yield from _hanging(text)


def _hanging(text: list[Paragraph]) -> Iterator[WordFinding]:
    if found := alike(paragraph for paragraph in text if _is_off(paragraph.indents.left, 0)):
        paragraph, count = found
        left = round(paragraph.indents.left, 2)
        measured = Measurement("回行左空", left, 0.0, _INDENT_TOLERANCE_CELLS, "字")
        yield WordFinding(f"回行左空{left:g}字，应当顶格", "请把左缩进设为0，只用首行缩进", paragraph, count, measured)


def text_is_justified(file: WordFile) -> Iterator[WordFinding]:
    """G-2: lines end at the right edge of the type area."""
    if found := alike(paragraph for paragraph in file.of(Element.TEXT) if paragraph.alignment == "left"):
        message = "正文左对齐，各行右端不齐"
        yield WordFinding(message, "请设为两端对齐", found[0], found[1], severity=Severity.WARNING)


def headings_have_their_faces(file: WordFile) -> Iterator[WordFinding]:
    """R-7.3.3-4: a heading on a line of its own: 黑体, below it 楷体."""
    for element, role in _HEADING_ROLES.items():
        runs = ((paragraph, main_run(paragraph.visible_runs)) for paragraph in file.of(element))
        wrong = [(paragraph, run) for paragraph, run in runs if run is not None and not is_face(run.face, role)]
        if wrong:
            paragraph, run = wrong[0]
            measured = Measurement(f"{element}字体", run.face, str(role))
            fault = face_fault(run.face, role)
            yield WordFinding(f"{element}{fault}", f"请用{role}", paragraph, len(wrong), measured)


def nothing_is_bold(file: WordFile) -> Iterator[WordFinding]:
    """R-7.3.3-5: the standard knows no bold type."""
    paragraphs = file.of(*_HEADINGS, Element.TEXT)
    if found := alike(each for each in paragraphs if any(run.is_bold and run.han_count for run in each.visible_runs)):
        yield WordFinding("有加粗的字，标准没有规定加粗", "层次用字体区分，不必加粗", found[0], found[1])


def text_is_black(file: WordFile) -> Iterator[WordFinding]:
    """R-5.2.4-1: everything but the mark; what is still to be filled in is grey."""
    for paragraph in file.paragraphs:
        if paragraph.element in _RED_ELEMENTS:
            continue
        wrong = (run for run in paragraph.visible_runs if run.colour != BLACK and run.style != PLACEHOLDER_STYLE)
        if (run := next(wrong, None)) is not None:
            measured = Measurement("文字颜色", run.colour, BLACK)
            text = f"“{run.text.strip()[:10]}”的颜色是{run.colour}，应为黑色"
            yield WordFinding(text, "请把文字颜色设为黑色（自动）", paragraph, measured=measured)


def nothing_is_left_to_fill_in(file: WordFile) -> Iterator[WordFinding]:
    """L-6: a draft shows in grey what its source does not say."""
    for paragraph in file.paragraphs:
        if any(run.style == PLACEHOLDER_STYLE for run in paragraph.visible_runs):
            yield WordFinding("有待补的内容还没有填写", "请填写后改为黑色", paragraph, severity=Severity.INFO)


def _is_in(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


def _is_off(cells: float, wanted: float) -> bool:
    return abs(cells - wanted) > _INDENT_TOLERANCE_CELLS
