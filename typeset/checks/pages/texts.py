"""Judge 标题, 主送机关, 正文 and the edges of lines on the pages (7.3.1 to 7.3.3, GB/T 15834)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise, zip_longest

from typeset.characters import NO_LINE_END, NO_LINE_START
from typeset.checks.pages.finding import (
    CELL_MM,
    ONE_ROW_MM,
    TWO_ROWS_MM,
    PageFinding,
    at,
    deviation,
    in_range,
    measurement,
    sentence,
    words,
)
from typeset.checks.pages.heads import is_form_unknown
from typeset.errors import Severity
from typeset.inspect.forms import Form
from typeset.inspect.pdf.elements import Closing, Inspection, face_of_character
from typeset.inspect.pdf.paragraphs import HEADING, is_next_row, paragraph_starts, run_on_lines
from typeset.readers.pdf.lines import Line
from typeset.standard import Role, points_to_mm

TITLE_SIZES_PT = (20.9, 22.3)
TYPES = (
    *(
        "决议",
        "决定",
        "命令",
        "令",
        "公报",
        "公告",
        "通告",
        "意见",
        "通知",
        "通报",
        "报告",
        "请示",
        "批复",
        "议案",
        "函",
    ),
    "纪要",
)
_INDENT_MM = 2 * CELL_MM
_INDENT_WITHIN_MM = 1.0
_LONGEST_HEADING = 26
_FEWEST_STARTS = 2
_SAME_WIDTH_MM = 2.0
_LEVEL_FACES = {1: Role.HEITI, 2: Role.KAITI}


def title_is_in_xiaobiaosong_of_size_2(found: Inspection) -> Iterator[PageFinding]:
    """Yield what is wrong with 标题: 2号 小标宋, centred, two blank rows below the red rule (R-7.3.1-1)."""
    title = found.head.title
    if not title:
        if found.head.form is not Form.ORDER and not is_form_unknown(found):
            yield PageFinding(Severity.WARNING, "没有找到标题", "红色分隔线下空二行，用2号小标宋体居中排标题", 1)
        return
    first, (least, most) = title[0], TITLE_SIZES_PT
    if not least <= first.size_pt <= most:
        measured = measurement("标题字号", first.size_pt, 22.0, 0.5, "磅")
        yield at(first, Severity.WARNING, f"标题字号为{first.size_pt:g}磅，应为2号（22磅）", "请改为2号", measured)
    role = face_of_character(first.characters[0]).role
    if role not in (None, Role.XIAOBIAOSONG):
        measured = words("标题字体", role, Role.XIAOBIAOSONG)
        message = f"标题为{role}（{first.characters[0].font.name}），应为小标宋体"
        yield at(first, Severity.WARNING, message, "请改为2号小标宋体，不加粗", measured)
    for line in title:
        measured = measurement("标题的中线", line.centre_mm, found.area.centre_mm, 1.5)
        yield from deviation(line, Severity.ERROR, measured, "标题居中排布，不设缩进")
    if found.head.rule is not None and found.head.form is Form.GENERAL:
        gap = in_range("红色分隔线到标题的空白", first.em_top_mm - found.head.rule.box.bottom_mm, TWO_ROWS_MM)
        yield from deviation(first, Severity.ERROR, gap, "红色分隔线下空二行")


def title_has_a_shape(found: Inspection) -> Iterator[PageFinding]:
    """Yield a title of several lines that is neither a trapezium nor a diamond (R-7.3.1-2)."""
    title = found.head.title
    widths = [line.right_mm - line.left_mm for line in title]
    steps = [0 if abs(b - a) < _SAME_WIDTH_MM else 1 if b > a else -1 for a, b in pairwise(widths)]
    falls_then_rises = any(a < 0 < b for a, b in pairwise([step for step in steps if step]))
    if steps and (falls_then_rises or not any(steps)):
        shape = "中间短、两头长" if falls_then_rises else "各行一样长"
        message = f"标题{len(title)}行{shape}，应排成梯形或菱形"
        yield at(title[0], Severity.ERROR, message, "请按词意重新断行，使上长下短、上短下长或中间长")


def title_ends_with_its_type(found: Inspection) -> Iterator[PageFinding]:
    """Yield a title that ends with a mark, or with none of the 15 文种 (R-7.3.1-4)."""
    if not found.head.title:
        return
    last = found.head.title[-1]
    text = last.solid
    if text.endswith(tuple("。，；：、！.,;:!")):
        measured = words("标题末", text[-1], "没有标点")
        yield at(last, Severity.WARNING, f"标题末有标点“{text[-1]}”", "请删去标题末的标点", measured)
    elif not text.rstrip("（）()试行暂修订草案稿").endswith(TYPES) and not text.endswith(TYPES):
        yield at(last, Severity.WARNING, f"标题“……{text[-10:]}”末不是15种公文的名称", "标题由发文机关、事由和文种组成")


def addressees_are_flush_left(found: Inspection) -> Iterator[PageFinding]:
    """Yield what is wrong with 主送机关: flush left, a blank row below the title, a full-width colon (R-7.3.2-1)."""
    lines, title = found.head.addressees, found.head.title
    if not lines:
        return
    for line in lines:
        measured = measurement("主送机关左边", line.left_mm, found.area.left_mm)
        yield from deviation(line, Severity.ERROR, measured, "主送机关居左顶格，回行也顶格")
    if not lines[-1].solid.endswith("："):
        measured = words("主送机关末", lines[-1].solid[-1], "：")
        yield at(lines[-1], Severity.ERROR, "主送机关后不是全角冒号", "请改为“：”", measured)
    gap = in_range("标题到主送机关的空白", lines[0].em_top_mm - title[-1].em_bottom_mm, ONE_ROW_MM)
    yield from deviation(lines[0], Severity.ERROR, gap, "标题下空一行排主送机关")


def first_page_shows_text(found: Inspection) -> Iterator[PageFinding]:
    """Yield a first page without a line of the text (R-7.3.3-1)."""
    closing = found.closing
    other = {*found.head.addressees, *found.attachment_list}
    if closing is not None:
        other |= {closing.date, *closing.organs}
    if len(found.sheets) > 1 and not any(line not in other for line in found.sheets[0].body):
        hint = "公文首页必须显示正文；主送机关过多时移到版记"
        yield PageFinding(Severity.ERROR, "首页没有正文", hint, 1)


def paragraphs_begin_two_cells_in(found: Inspection) -> Iterator[PageFinding]:
    """Yield paragraphs that mostly begin elsewhere than two 字 from the left edge (R-7.3.3-2)."""
    starts = [line for sheet in found.sheets for _, line in paragraph_starts(sheet, found) if _is_start(line, found)]
    if len(starts) < _FEWEST_STARTS:
        return
    places = Counter(round(line.left_mm - found.left_mm) for line in starts)
    place, count = places.most_common(1)[0]
    line = next(line for line in starts if round(line.left_mm - found.left_mm) == place)
    indent_mm = line.left_mm - found.left_mm
    measured = measurement("段首缩进", indent_mm, _INDENT_MM, _INDENT_WITHIN_MM)
    own_mm = 2 * points_to_mm(found.body_pt)  # 一字 of the text's own size
    is_right = min(abs(indent_mm - _INDENT_MM), abs(indent_mm - own_mm)) <= _INDENT_WITHIN_MM
    if count * 2 > len(starts) and not is_right:
        yield at(line, Severity.ERROR, sentence(measured), "每个自然段左空二字，回行顶格", measured)


def _is_start(line: Line, found: Inspection) -> bool:
    """Tell whether a line may begin a paragraph of the text: no signature, no list of attachments, no label."""
    closing = found.closing
    is_closing = closing is not None and line.page == closing.page and line.baseline_mm >= _top_mm(closing)
    is_centred = abs(line.centre_mm - found.area.centre_mm) < 2 and line.left_mm > found.area.left_mm + 3 * CELL_MM
    return not is_closing and not is_centred and line not in found.attachment_list and not line.solid.startswith("附件")


def _top_mm(closing: Closing) -> float:
    return min(line.baseline_mm for line in (closing.date, *closing.organs))


def headings_have_their_faces(found: Inspection) -> Iterator[PageFinding]:
    """Yield headings of the first level in another face than 黑体, of the second in another than 楷体 (R-7.3.3-4)."""
    for sheet in found.sheets:
        for line, below in zip_longest(sheet.body, sheet.body[1:]):
            level = _heading_level(line, below, found)
            role = face_of_character(line.characters[0]).role
            if level and role not in (None, _LEVEL_FACES[level]):
                wanted = _LEVEL_FACES[level]
                measured = words(f"第{'一二'[level - 1]}层标题字体", role, wanted)
                message = f"第{'一二'[level - 1]}层标题“{line.text[:12]}”为{role}，应为{wanted}"
                yield at(line, Severity.WARNING, message, f"请改为3号{wanted}", measured)


def _heading_level(line: Line, below: Line | None, found: Inspection) -> int | None:
    """Return the level of a heading that has a line of its own; None for anything else."""
    text = line.solid
    is_alone = below is not None and (below.left_mm > found.left_mm + CELL_MM or not is_next_row(line, below))
    is_indented = abs(line.left_mm - found.left_mm - _INDENT_MM) < CELL_MM
    match = HEADING.match(text)
    if match is None or not is_alone or not is_indented or len(text) > _LONGEST_HEADING:
        return None
    if text.endswith(("。", "；", "：", "，", "、", ".", ";")):
        return None
    return 1 if match.group().endswith("、") else 2 if match.group().startswith("（") else None


def text_is_not_bold(found: Inspection) -> Iterator[PageFinding]:
    """Yield bold text, by its face or by a stroke around it (R-7.3.3-5)."""
    bold = [line for line in found.body if any(c.is_outlined or face_of_character(c).is_bold for c in line.characters)]
    if bold:
        message = f"正文有{len(bold)}行加粗，如“{bold[0].text[:12]}”；标准没有规定加粗"
        yield at(bold[0], Severity.INFO, message, "层次用黑体、楷体区分，不必加粗")


MARKS_AT_EDGES: Mapping[str, str] = {
    "K-1": "，。、；：,.;:",
    "K-2": "？！?!",
    "K-3": "”’）〔〕】》〉」』］｝)]}“‘（【《〈「『［｛([{",
    "K-4": "—",
    "K-5": "…",
    "K-6": "～%‰℃°％",
    "K-7": "·",
    "K-8": "/／￥$№#",
}
"""The marks that each rule of line edges is about; `characters` tells which edge none of them may stand at."""


def marks_are_at_their_edges(marks: str, found: Inspection) -> Iterator[PageFinding]:
    """Yield lines that begin or end with a mark, of those given, that may not stand there (K-1 to K-8)."""
    ends = list(run_on_lines(found))
    followed = {(line.page, line.baseline_mm) for line in ends}
    for sheet in found.sheets:
        for above, below in pairwise(sheet.body):
            if (above.page, above.baseline_mm) not in followed:
                continue
            first, last = below.solid[0], above.solid[-1]
            if first in marks and first in NO_LINE_START:
                yield at(below, Severity.ERROR, f"“{first}”在行首：“{below.text[:8]}”", f"“{first}”不排在行首")
            if last in marks and last in NO_LINE_END:
                yield at(above, Severity.ERROR, f"“{last}”在行末：“{above.text[-8:]}”", f"“{last}”不排在行末")


def lines_end_flush(found: Inspection) -> Iterator[PageFinding]:
    """Yield that many lines do not end at the right edge (G-2)."""
    ends = [line for line in run_on_lines(found) if line.characters[-1].text > "\u2e7f"]
    short = [line for line in ends if line.right_mm < found.area.left_mm + 28 * CELL_MM - 2.0]
    if len(short) * 4 > len(ends):
        message = f"{len(ends)}行里有{len(short)}行没有排满到版心右边"
        yield at(short[0], Severity.INFO, message, "请设为两端对齐")
