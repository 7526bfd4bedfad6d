"""Judge 附件说明, 署名, 成文日期, seals, 附注 and attachments (7.3.4 to 7.3.7)."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from typeset.checks.pages.finding import (
    CELL_MM,
    GRID_A_TOLERANCE_MM,
    ROW_MM,
    TOLERANCE_MM,
    PageFinding,
    at,
    deviation,
    in_range,
    is_off,
    measurement,
    sentence,
    words,
)
from typeset.checks.pages.heads import is_grey
from typeset.errors import Measurement, Severity
from typeset.inspect.pdf.closing import LABEL
from typeset.inspect.pdf.elements import Closing, Inspection, Stamp, face_of_character
from typeset.inspect.pdf.paragraphs import is_next_row
from typeset.readers.pdf.lines import around
from typeset.readers.pdf.painted import Tint
from typeset.standard import (
    NO_SEAL_DATE_OFFSET_CELLS,
    NO_SEAL_RIGHT_INDENT_CELLS,
    SEAL_DATE_RIGHT_INDENT_CELLS,
    Role,
)

_DATE = re.compile(r"((?:19|20)\d{2})年([1-9]|1[0-2])月([1-9]|[12]\d|3[01])日")
_LISTED = re.compile(r"(?:附件[:：])?(\d{1,2})[.．、]")
_NOTE_WORDS = ("此件", "联系人", "公开发布", "主动公开", "依申请公开")
_INDENT_MM = 2 * CELL_MM
_LONG_ORGAN_CELLS = 12
_BLANK_ROW_MM = (1.4 * ROW_MM, 2.6 * ROW_MM)
_SEAL_ROW_MM = (-1.5, ROW_MM + 1.0)


def list_is_indented(found: Inspection) -> Iterator[PageFinding]:
    """Yield what is wrong with 附件说明: a blank row below the text, two 字 in, a full-width colon (R-7.3.4-1)."""
    if not found.attachment_list:
        return
    first = found.attachment_list[0]
    measured = measurement("附件说明左边", first.left_mm, found.area.left_mm + _INDENT_MM)
    yield from deviation(first, Severity.ERROR, measured, "附件说明左空二字")
    if first.solid[2] != "：":
        yield at(first, Severity.ERROR, "“附件”后不是全角冒号", "请写“附件：”")
    above = [line for line in found.sheet(first.page).body if line.baseline_mm < first.baseline_mm]
    if above:
        gap = in_range("正文到附件说明的行距", first.baseline_mm - above[-1].baseline_mm, _BLANK_ROW_MM)
        yield from deviation(first, Severity.ERROR, gap, "正文下空一行排附件说明")


def list_has_no_marks(found: Inspection) -> Iterator[PageFinding]:
    """Yield names of attachments that a mark follows (R-7.3.4-2)."""
    for line in found.attachment_list:
        if line.solid.endswith(tuple("。；，、.;,")):
            measured = words("附件名称后", line.solid[-1], "没有标点")
            yield at(line, Severity.ERROR, f"附件名称后有标点“{line.solid[-1]}”", "附件名称后不加标点", measured)


def list_is_aligned(found: Inspection) -> Iterator[PageFinding]:
    """Yield lines of 附件说明 that do not begin below the first number or the first character of a name
    (R-7.3.4-3)."""
    if not found.attachment_list:
        return
    first, *others = found.attachment_list
    match = _LISTED.match(first.solid)
    number_mm = first.characters[3].x_mm if len(first.characters) > 3 else first.right_mm
    name_at = match.end() if match else 3
    name_mm = first.characters[name_at].x_mm if len(first.characters) > name_at else number_mm
    for line in others:
        what, wanted_mm = ("序号", number_mm) if _LISTED.match(line.solid) else ("回行", name_mm)
        measured = measurement(f"附件说明{what}左边", line.left_mm, wanted_mm, 1.5)
        yield from deviation(line, Severity.ERROR, measured, f"{what}应与上面的{what if match else '名称首字'}对齐")


def date_is_four_cells_in(found: Inspection) -> Iterator[PageFinding]:
    """Yield a 成文日期 under a seal that does not end four 字 before the edge (R-7.3.5.1-1)."""
    closing = _sealed(found)
    if closing is None or _is_long(closing):
        return
    wanted_mm = found.area.right_mm - SEAL_DATE_RIGHT_INDENT_CELLS * CELL_MM
    measured = measurement("成文日期右边", closing.date.right_mm, wanted_mm)
    yield from deviation(closing.date, Severity.WARNING, measured, "加盖印章的成文日期右空四字")


def signature_is_centred_on_the_date(found: Inspection) -> Iterator[PageFinding]:
    """Yield a 署名 under a seal whose middle is not that of the date (R-7.3.5.1-2)."""
    closing = _sealed(found)
    if closing is not None:
        organ = closing.organs[-1]
        measured = measurement("署名的中线", organ.centre_mm, closing.date.centre_mm)
        yield from deviation(organ, Severity.WARNING, measured, "署名在成文日期之上，以成文日期为准居中")


def _sealed(found: Inspection) -> Closing | None:
    """Return the closing when one organ has put one seal to it."""
    closing = found.closing
    is_single = closing is not None and len(closing.seals) == 1 and len(closing.organs) == 1
    return closing if is_single else None


def _is_long(closing: Closing) -> bool:
    return len(closing.organs[-1].characters) > _LONG_ORGAN_CELLS


def seals_press_signature_and_date(found: Inspection) -> Iterator[PageFinding]:
    """Yield seals that are not red, and seals that press neither a 署名 nor the date (R-7.3.5.1-3)."""
    closing = found.closing
    if closing is None:
        return
    pressed = [line.ink for line in (*closing.organs, closing.date)]
    for seal in closing.seals:
        if seal.tint is not Tint.RED and not is_grey(found):
            measured = words("印章颜色", seal.tint, Tint.RED)
            yield _about(seal, closing, f"印章为{seal.tint}，应为红色", "", measured)
        if not any(seal.box.meets(ink) for ink in pressed):
            yield _about(seal, closing, "印章没有压住署名和成文日期，是空白印章", "印章应端正、居中下压署名和成文日期")
            return
    if closing.seals and not any(seal.box.meets(closing.date.ink) for seal in closing.seals):
        yield _about(closing.seals[-1], closing, "印章没有压住成文日期", "最后一个印章应压住成文日期")


def seal_is_centred_and_upright(found: Inspection) -> Iterator[PageFinding]:
    """Yield a seal that is turned, beside the date's middle, or above or below 署名 and date (R-7.3.5.1-4)."""
    closing = found.closing
    if closing is None or not closing.seals:
        return
    for seal in closing.seals:
        if abs(seal.turn) > 1.0:
            measured = measurement("印章转角", seal.turn, 0.0, 1.0, "度")
            yield _about(seal, closing, sentence(measured), "印章应端正", measured)
    if len(closing.seals) > 1:
        return
    seal = closing.seals[0]
    across = measurement("印章的中线", seal.box.centre_mm[0], closing.date.centre_mm, 1.5)
    if is_off(across):
        yield _about(seal, closing, sentence(across), "印章应居中压在成文日期上", across)
    text = around(line.em_box for line in (closing.date, *closing.organs[-1:]))
    middle_mm, centre_mm = text.centre_mm[1], seal.box.centre_mm[1]
    down = measurement("署名和成文日期的中线比印章中心低", middle_mm - centre_mm, 4.0, 6.0)
    if is_off(down) and seal.box.meets(text):
        yield _about(seal, closing, sentence(down), "署名和成文日期在印章中心偏下的位置", down)


def seal_is_within_a_row_of_the_text(found: Inspection) -> Iterator[PageFinding]:
    """Yield seals whose top is more than a row from the text above them (R-7.3.5.1-5)."""
    closing = found.closing
    if closing is None or not closing.seals or closing.text is None:
        return
    top = min(closing.seals, key=lambda seal: seal.box.top_mm)
    measured = in_range("印章顶端距正文", top.box.top_mm - closing.text.em_bottom_mm, _SEAL_ROW_MM)
    if is_off(measured):
        message = f"印章顶端距正文（或附件说明）{measured.value:g} mm，应在一行（10.4 mm）之内"
        yield _about(top, closing, message, "请调整落款的位置", measured)


def joint_seals_stand_apart(found: Inspection) -> Iterator[PageFinding]:
    """Yield joint seals that touch one another or leave the type area (R-7.3.5.1-6)."""
    closing = found.closing
    if closing is None or len(closing.seals) < 2:
        return
    for one, other in combinations(closing.seals, 2):
        (x, y), (u, v) = one.box.centre_mm, other.box.centre_mm
        gap_mm = ((x - u) ** 2 + (y - v) ** 2) ** 0.5 - (one.box.width_mm + other.box.width_mm) / 2
        if gap_mm < 0:
            message = f"两个印章相交{-gap_mm:.1f} mm，应互不相交、相切"
            yield _about(other, closing, message, "每排排不下时另起一排")
    for seal in closing.seals:
        if (
            seal.box.left_mm < found.area.left_mm - TOLERANCE_MM
            or seal.box.right_mm > found.area.right_mm + TOLERANCE_MM
        ):
            yield _about(seal, closing, "印章越出版心", "每排印章两端不超出版心")


def unsealed_signature_is_in_place(found: Inspection) -> Iterator[PageFinding]:
    """Yield a 署名 without a seal that stands neither as 7.3.5.2 asks nor as for a seal put on by hand
    (R-7.3.5.2-1)."""
    closing = found.closing
    if closing is None or closing.stamps or len(closing.organs) != 1 or is_grey(found):
        return
    organ, day = closing.organs[0], closing.date
    if abs(organ.centre_mm - day.centre_mm) <= TOLERANCE_MM:
        return
    offset = measurement(
        "成文日期首字比署名首字右移", day.left_mm - organ.left_mm, NO_SEAL_DATE_OFFSET_CELLS * CELL_MM, 1.5
    )
    edge_mm = found.area.right_mm - NO_SEAL_RIGHT_INDENT_CELLS * CELL_MM
    if is_off(offset):
        is_at_edge = abs(day.right_mm - edge_mm) <= 1.5 and organ.right_mm <= edge_mm + 1.5
        if not is_at_edge:
            hint = "不加盖印章：署名右空二字，日期首字比署名首字右移二字；加盖印章：以日期为准居中"
            yield at(day, Severity.ERROR, sentence(offset), hint, offset)
        return
    measured = measurement("署名右边", organ.right_mm, edge_mm, 1.5)
    yield from deviation(organ, Severity.ERROR, measured, "不加盖印章的署名右空二字")


def signature_stamp_is_in_place(found: Inspection) -> Iterator[PageFinding]:
    """Yield a 签名章 that does not end four 字 before the edge, with the post two 字 left of it (R-7.3.5.3-1)."""
    closing = found.closing
    stamp = _signature_stamp(closing)
    if closing is None or stamp is None:
        return
    wanted_mm = found.area.right_mm - SEAL_DATE_RIGHT_INDENT_CELLS * CELL_MM
    measured = measurement("签名章右边", stamp.box.right_mm, wanted_mm, 2.0)
    if is_off(measured):
        yield _about(stamp, closing, sentence(measured), "签名章右空四字", measured)
    if closing.organs:
        post = closing.organs[-1]
        gap = measurement("签发人职务到签名章", stamp.box.left_mm - post.right_mm, 2 * CELL_MM, 2.0)
        yield from deviation(post, Severity.ERROR, gap, "签发人职务标注在签名章左侧空二字")
        level = measurement("签发人职务与签名章中线相差", post.em_box.centre_mm[1] - stamp.box.centre_mm[1], 0.0, 1.5)
        yield from deviation(post, Severity.ERROR, level, "签发人职务与签名章上下居中")


def _signature_stamp(closing: Closing | None) -> Stamp | None:
    stamps = [stamp for stamp in closing.stamps if not stamp.is_round] if closing is not None else []
    return stamps[0] if len(stamps) == 1 else None


def date_has_its_form(found: Inspection) -> Iterator[PageFinding]:
    """Yield a 成文日期 that is not in Arabic digits, zero-padded or no day of the calendar (R-7.3.5.4-1)."""
    if found.closing is None:
        return
    line = found.closing.date
    match = _DATE.fullmatch(line.solid)
    measured = words("成文日期", line.solid, "如 2024年2月20日")
    if match is None:
        hint = "用阿拉伯数字将年、月、日标全，月、日不编虚位（1不编为01）"
        yield at(line, Severity.ERROR, f"成文日期“{line.solid}”写法不对", hint, measured)
    elif not _is_day(*map(int, match.groups())):
        yield at(line, Severity.ERROR, f"成文日期“{line.solid}”不存在", "请写真实的日期", measured)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def signature_has_text_beside_it(found: Inspection) -> Iterator[PageFinding]:
    """Yield a page on which 署名 and date stand without any text, and 此页无正文 (R-7.3.5.5-1)."""
    closing = found.closing
    if closing is not None and closing.page > 1 and closing.text is None:
        hint = "请调整行距、字距，使落款与正文同处一面"
        yield at(closing.date, Severity.WARNING, "落款所在的一面没有正文", hint)
    for line in found.body:
        if "此页无正文" in line.solid:
            yield at(line, Severity.WARNING, "标了“此页无正文”", "请调整行距、字距，使落款与正文同处一面")


def note_is_in_brackets(found: Inspection) -> Iterator[PageFinding]:
    """Yield what is wrong with 附注: in brackets, two 字 in, on the row below the date (R-7.3.6-1)."""
    closing = found.closing
    if closing is None:
        return
    if closing.note is None:
        below = [line for line in found.sheet(closing.page).body if line.baseline_mm > closing.date.baseline_mm + 1]
        bare = next((line for line in below[:1] if any(word in line.solid for word in _NOTE_WORDS)), None)
        if bare is not None:
            measured = words("附注", bare.text, f"（{bare.text}）")
            yield at(bare, Severity.ERROR, f"附注“{bare.text[:14]}”没有加圆括号", "附注加圆括号", measured)
        return
    note = closing.note
    if note.solid.startswith("("):
        yield at(note, Severity.ERROR, "附注的圆括号是半角", "请用全角的“（）”")
    measured = measurement("附注左边", note.left_mm, found.area.left_mm + _INDENT_MM)
    yield from deviation(note, Severity.ERROR, measured, "附注左空二字")
    foot_mm = max((seal.box.bottom_mm for seal in closing.seals), default=0.0)
    if not is_next_row(closing.date, note) and note.em_top_mm > foot_mm + ROW_MM:
        yield at(note, Severity.ERROR, "附注与成文日期之间有空行", "附注在成文日期下一行")


def attachments_begin_pages(found: Inspection) -> Iterator[PageFinding]:
    """Yield labels of attachments that stand below other text on their page (R-7.3.7-1)."""
    for sheet in found.sheets:
        first = next((line for line in sheet.lines if line is not sheet.number), None)
        for line in sheet.body:
            is_label = LABEL.fullmatch(line.solid) is not None and abs(line.left_mm - found.left_mm) < CELL_MM
            if is_label and line is not first:
                yield at(line, Severity.ERROR, f"“{line.solid}”没有另面编排", "附件另起一面，在版记之前")


def labels_of_attachments_are_in_heiti(found: Inspection) -> Iterator[PageFinding]:
    """Yield labels of attachments that are not 3号 黑体, flush left on the first row; titles that are not centred
    (R-7.3.7-2)."""
    for attachment in found.attachments:
        label = attachment.label
        role = face_of_character(label.characters[0]).role
        if role not in (None, Role.HEITI):
            measured = words("“附件”字体", role, Role.HEITI)
            yield at(label, Severity.ERROR, f"“{label.solid}”为{role}，应为黑体", "请改为3号黑体", measured)
        yield from deviation(label, Severity.ERROR, measurement("“附件”左边", label.left_mm, found.area.left_mm))
        top = measurement("“附件”上边", label.em_top_mm, found.area.top_mm, GRID_A_TOLERANCE_MM)
        yield from deviation(label, Severity.ERROR, top, "“附件”在版心左上角第一行")
        for line in attachment.title:
            measured = measurement("附件标题的中线", line.centre_mm, found.area.centre_mm, 1.5)
            yield from deviation(line, Severity.ERROR, measured, "附件标题居中编排")


def titles_of_attachments_agree(found: Inspection) -> Iterator[PageFinding]:
    """Yield attachments whose title differs from their name in 附件说明 (R-7.3.7-3)."""
    names = _listed_names(found)
    for attachment in found.attachments:
        number = "".join(character for character in attachment.label.solid if character.isdigit())
        name, title = names.get(number), "".join(line.solid for line in attachment.title)
        if name is not None and title and _plain(name) != _plain(title):
            measured = words("附件标题", title, name)
            message = f"附件{number}的标题“{title[:20]}”与附件说明里的“{name[:20]}”不一致"
            yield at(attachment.title[0], Severity.ERROR, message, "请改成一致", measured)


def _listed_names(found: Inspection) -> dict[str, str]:
    """Return the names of 附件说明 by their numbers, a single one under the empty text."""
    names: dict[str, str] = {}
    number = ""
    for line in found.attachment_list:
        match = _LISTED.match(line.solid)
        text = line.solid
        if match is not None:
            number, text = match.group(1), text[match.end() :]
        names[number] = names.get(number, "") + text.removeprefix("附件：").removeprefix("附件:")
    return names


def _plain(title: str) -> str:
    return title.strip("《》。；，、 ")


def _about(
    stamp: Stamp, closing: Closing, message: str, hint: str = "", measured: Measurement | None = None
) -> PageFinding:
    return PageFinding(Severity.ERROR, message, hint, closing.page, stamp.box, measured)
