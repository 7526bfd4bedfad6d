"""Judge the paper, the type area, the grid and the colours of the pages (5, 6)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from typeset.characters import CLOSING, is_han
from typeset.checks.pages.finding import (
    BOTTOM_MM,
    EM_MM,
    GRID_A_TOLERANCE_MM,
    LEFT_MM,
    RIGHT_MM,
    TOLERANCE_MM,
    TOP_MM,
    PageFinding,
    at,
    is_off,
    measurement,
    page_list,
    sentence,
    words,
)
from typeset.errors import Severity
from typeset.inspect.forms import Form
from typeset.inspect.pdf.area import first_lines, usual_right_edge_mm
from typeset.inspect.pdf.elements import Inspection, Sheet, face_of_character
from typeset.inspect.pdf.paragraphs import (
    flush_lines,
    full_sheets,
    is_heading,
    run_on_lines,
    usual_advance_mm,
)
from typeset.readers.pdf.lines import Line, around
from typeset.readers.pdf.painted import (
    PROCESS_BLACK,
    PROCESS_RED,
    Box,
    Character,
    Rgb,
    Tint,
    colour_name,
    tint_of,
)
from typeset.standard import PAGE_HEIGHT_MM, PAGE_WIDTH_MM, TYPE_AREA_HEIGHT_MM, Role

PAPER_TOLERANCE_MM = 0.5
BODY_SIZES_PT = (15.5, 16.15)
ROWS, COLUMNS = 22, 28
MOSTLY = 0.95
_WATERMARK_LEAST_PT, _LIGHT_FROM = 30.0, 170
_MOST_OF_PAGE = 0.5
_FEW_FLUSH_LINES = 5
_FULL_PAGE_LINES = 10
_SEVERAL_LINES, _MANY_LINES = 3, 8
_SPREAD_CELLS = 0.25


def paper_is_a4(found: Inspection) -> Iterator[PageFinding]:
    """Yield every size of paper that is not A4 (R-5.1-1); a sheet that lies is judged by R-8-1."""
    sizes: dict[tuple[int, int], list[Sheet]] = {}
    for sheet in found.sheets:
        width, height = sheet.page.width_mm, sheet.page.height_mm
        upright = (abs(width - PAGE_WIDTH_MM), abs(height - PAGE_HEIGHT_MM))
        lying = (abs(width - PAGE_HEIGHT_MM), abs(height - PAGE_WIDTH_MM))
        if max(upright) > PAPER_TOLERANCE_MM and max(lying) > PAPER_TOLERANCE_MM:
            sizes.setdefault((round(width), round(height)), []).append(sheet)
    for sheets in sizes.values():
        page = sheets[0].page
        value = f"{page.width_mm:.1f} × {page.height_mm:.1f}"
        yield PageFinding(
            Severity.ERROR,
            f"{page_list([s.index for s in sheets])}的幅面为{value} mm，应为 A4（210 × 297 mm）",
            "请在页面设置里选 A4 纸",
            page.number,
            measured=words("幅面", f"{value} mm", "210 × 297 mm"),
        )


def top_is_37(found: Inspection) -> Iterator[PageFinding]:
    """Yield the 天头 where the text of a page begins elsewhere (R-5.2.1-1); line boxes (grid A) are only told of."""
    firsts = list(first_lines(found))
    if not firsts:
        return
    line = min(firsts, key=lambda first: first.em_top_mm)
    measured = measurement("天头", line.em_top_mm, TOP_MM)
    below_mm = line.em_top_mm - TOP_MM
    if not is_off(measured) or (below_mm > 0 and len(found.sheet(line.page).body) < _FULL_PAGE_LINES):
        return
    if 0 < below_mm <= GRID_A_TOLERANCE_MM:
        message = f"{sentence(measured)}：每行的字在行框正中，首行字身略低于版心上边缘，是文字处理软件常见的版面"
        yield at(line, Severity.INFO, message, measured=measured)
    else:
        hint = "请把页面的上边距改为37 mm（字在行框正中时34.6 mm）"
        yield at(line, Severity.ERROR, sentence(measured), hint, measured)


def left_is_28(found: Inspection) -> Iterator[PageFinding]:
    """Yield the 订口 of the pages where lines that are not indented begin elsewhere (R-5.2.1-2)."""
    off: list[tuple[Line, float]] = []
    for sheet in found.sheets:
        flush = flush_lines(sheet, found)
        if len(flush) >= _FEW_FLUSH_LINES or (sheet.index == 1 and flush):
            left_mm = median(line.left_mm for line in flush)
            if abs(left_mm - LEFT_MM) > TOLERANCE_MM:
                off.append((flush[0], left_mm))
    if off:
        line, left_mm = off[0]
        measured = measurement("订口", left_mm, LEFT_MM)
        message = f"{page_list([other.page for other, _ in off])}{sentence(measured)}"
        yield at(line, Severity.ERROR, message, "请把页面的左边距改为28 mm", measured)


def text_is_in_the_type_area(found: Inspection) -> Iterator[PageFinding]:
    """Yield full lines that end elsewhere than at 184 mm, and what stands outside the type area (R-5.2.1-3)."""
    ends = [line for line in run_on_lines(found) if line.characters[-1].text not in CLOSING]
    if ends:
        line = max(ends, key=lambda end: end.right_mm)
        right_mm = usual_right_edge_mm(ends)
        measured = measurement("版心右边", right_mm, RIGHT_MM)
        if is_off(measured):
            hint = "请把页面的左边距改为28 mm、右边距改为26 mm，每行28字"
            yield at(line, Severity.ERROR, sentence(measured), hint, measured)
    for sheet in found.sheets:
        yield from _outside(sheet, found)


def _outside(sheet: Sheet, found: Inspection) -> Iterator[PageFinding]:
    """Yield one finding for the lines of a page outside the type area."""
    if sheet.is_lying:
        return
    is_letter_head = found.head.form is Form.LETTER and sheet.index == 1
    lines = [line for line in sheet.lines if line is not sheet.number and line not in found.head.mark]
    beyond = [line for line in lines if _is_beyond(line, found, is_letter_head=is_letter_head)]
    if beyond:
        box = around(line.em_box for line in beyond)
        sides = [
            *(["左"] if box.left_mm < found.area.left_mm - TOLERANCE_MM else []),
            *(["右"] if box.right_mm > found.area.right_mm + TOLERANCE_MM else []),
            *(["上"] if box.top_mm < found.area.top_mm - TOLERANCE_MM and not is_letter_head else []),
            *(["下"] if box.bottom_mm > BOTTOM_MM + TOLERANCE_MM and not is_letter_head else []),
        ]
        message = (
            f"“{beyond[0].text[:12]}”{f'等{len(beyond)}行' if len(beyond) > 1 else ''}越出版心{'、'.join(sides)}边"
        )
        hint = "版心为左28—184 mm、上37—262 mm，除页码外都排在里面"
        yield PageFinding(Severity.ERROR, message, hint, sheet.index, box)


def _is_beyond(line: Line, found: Inspection, *, is_letter_head: bool) -> bool:
    area, last = found.area, line.characters[-1]
    right_mm = last.ink.right_mm if last.ink is not None and last.text in CLOSING else line.right_mm
    beside = line.left_mm < area.left_mm - TOLERANCE_MM or right_mm > area.right_mm + TOLERANCE_MM
    above_or_below = line.em_top_mm < area.top_mm - TOLERANCE_MM or line.em_bottom_mm > BOTTOM_MM + TOLERANCE_MM
    return beside or (above_or_below and not is_letter_head)


def text_is_in_fangsong_of_size_3(found: Inspection) -> Iterator[PageFinding]:
    """Yield other faces and sizes than 3号 仿宋 where more than a twentieth of the text has them (R-5.2.2-1)."""
    lines = [line for line in found.body if not is_heading(line)]
    hans = [(line, c) for line in lines for c in line.characters if is_han(c.text)]
    if not hans:
        return
    least, most = BODY_SIZES_PT
    other_sizes = [(line, c) for line, c in hans if not least <= c.size_pt <= most]
    if len(other_sizes) > (1 - MOSTLY) * len(hans):
        line, character = other_sizes[0]
        measured = measurement("正文字号", character.size_pt, 16.0, 0.5, "磅")
        yield at(line, Severity.WARNING, f"{sentence(measured)[: -len('（±0.5 磅）')]}（3号）", "请改为3号", measured)
    yield from _other_faces(hans)


def _other_faces(hans: Sequence[tuple[Line, Character]]) -> Iterator[PageFinding]:
    roles = Counter(face_of_character(c).role for _, c in hans)
    wrong = sum(count for role, count in roles.items() if role not in (None, Role.FANGSONG, Role.RARE))
    if wrong <= (1 - MOSTLY) * len(hans):
        return
    role = next(role for role, _ in roles.most_common() if role not in (None, Role.FANGSONG, Role.RARE))
    line, character = next((line, c) for line, c in hans if face_of_character(c).role is role)
    share = round(100 * wrong / len(hans))
    message = f"正文有{share}%的字不是仿宋，如此处的{role}（{character.font.name}），应为3号仿宋"
    measured = words("正文字体", f"{role}", f"{Role.FANGSONG}")
    yield at(line, Severity.WARNING, message, "请把正文的中文字体改为仿宋", measured)


def pages_have_22_rows(found: Inspection) -> Iterator[PageFinding]:
    """Yield the number of lines a page where it is not 22 (R-5.2.3-1)."""
    if found.pitch_mm is None:
        return
    by_pitch = int((TYPE_AREA_HEIGHT_MM - EM_MM) / found.pitch_mm + 0.1) + 1
    full = {sheet.index: rows for sheet, rows in full_sheets(found)}
    rows = Counter(full.values()).most_common(1)[0][0] if full else by_pitch
    if rows == ROWS or (rows < ROWS and by_pitch == ROWS):
        return
    page = next((number for number, count in full.items() if count == rows), 1)
    points = found.pitch_mm * 72 / 25.4
    measured = measurement("每面行数", rows, ROWS, 0.0, "行")
    message = f"每面{rows}行（行距{points:.1f}磅），应为22行"
    hint = "请把行距改为固定值28.95磅（版心上下边距37、35 mm）或29.6磅（上下边距34.6、32.6 mm）"
    body = found.sheet(page).body
    box = around(line.em_box for line in body) if body else None
    yield PageFinding(Severity.WARNING, message, hint, page, box, measured)


def lines_have_28_characters(found: Inspection) -> Iterator[PageFinding]:
    """Yield the number of characters a line where it is not 28 (R-5.2.3-2)."""
    advance_mm = usual_advance_mm(found)
    if advance_mm is None:
        return
    lines = list(run_on_lines(found))
    width_mm = usual_right_edge_mm(lines) - found.left_mm
    count = int(width_mm / advance_mm + _SPREAD_CELLS)
    fewest = _MANY_LINES if count == COLUMNS - 1 else _SEVERAL_LINES  # a few lines may all be spread
    if count != COLUMNS and len(lines) >= fewest:
        points = advance_mm * 72 / 25.4
        measured = measurement("每行字数", count, COLUMNS, 0.0, "字")
        hint = "请用3号字，左右边距28、26 mm，字符间距紧缩0.2磅（或在页面设置里指定每行28字）"
        message = f"每行{count}字（每字占{points:.2f}磅，行宽{width_mm:.1f} mm），应为28字"
        yield at(lines[0], Severity.WARNING, message, hint, measured)


def everything_else_is_black(found: Inspection) -> Iterator[PageFinding]:
    """Yield text in another colour than black, but for the mark (R-5.2.4-1); one finding a page and colour."""
    in_mark = {character for line in found.head.mark for character in line.characters}
    odd: dict[tuple[int, Rgb], list[Character]] = {}
    for page, character in found.characters:
        tint = tint_of(character.colour)
        is_text = character.turn in (0, 90, 270) and not _is_watermark(character)
        if tint is not Tint.BLACK and is_text and character not in in_mark:
            odd.setdefault((page.number, character.colour), []).append(character)
    for (page_number, colour), characters in odd.items():
        box = around(_box_of(character) for character in characters)
        text = "".join(character.text for character in characters)
        shown = text if len(text) <= 12 else text[:12] + "……"
        message = f"“{shown}”为{colour_name(colour)}，应为黑色"
        hint = "除发文机关标志、红色分隔线和印章外都用黑色"
        measured = words("颜色", colour_name(colour), Tint.BLACK)
        yield PageFinding(Severity.ERROR, message, hint, page_number, box, measured)


def _box_of(character: Character) -> Box:
    return character.ink or Box(character.x_mm, character.em_top_mm, character.right_mm, character.em_bottom_mm)


def pages_have_no_background(found: Inspection) -> Iterator[PageFinding]:
    """Yield tinted pages, pictures under the text and slanted watermarks (R-6.1-1)."""
    for sheet in found.sheets:
        area = sheet.page.width_mm * sheet.page.height_mm
        for shape in sheet.page.shapes:
            covers = shape.box.width_mm * shape.box.height_mm >= _MOST_OF_PAGE * area
            is_tinted = shape.is_filled and shape.colour is not None and tint_of(shape.colour) is not Tint.WHITE
            if covers and (shape.is_raster or is_tinted):
                what = "图片" if shape.is_raster else "颜色"
                message = f"整页有底色或底图（{what}），版面应干净无底灰"
                yield PageFinding(Severity.ERROR, message, "请去掉页面背景", sheet.index, shape.box)
                break
    for sheet in found.sheets:
        under = [c for c in sheet.page.characters if c.turn not in (0, 90, 180, 270) or _is_watermark(c)]
        text = "".join(c.text for c in under).strip()
        if text:
            message = f"页面衬有“{text[:12]}”字样，正式文件不应有水印"
            box = around(_box_of(c) for c in under)
            yield PageFinding(Severity.WARNING, message, "定稿时请去掉水印", sheet.index, box)
            return


def _is_watermark(character: Character) -> bool:
    """Tell whether a character is large and light, as those are that lie under a page."""
    return character.size_pt >= _WATERMARK_LEAST_PT and min(character.colour) >= _LIGHT_FROM


def page_numbers_lie_on_each_other(found: Inspection) -> Iterator[PageFinding]:
    """Yield page numbers that lie higher or lower than on the other faces by more than 2 mm (R-6.2-1)."""
    numbers = [sheet.number for sheet in found.sheets if sheet.number is not None]
    if len(numbers) < 2:
        return
    usual_mm = median(number.baseline_mm for number in numbers)
    for number in numbers:
        measured = measurement("页码比其他各面高低相差", abs(number.baseline_mm - usual_mm), 0.0, 2.0)
        if is_off(measured):
            yield at(number, Severity.ERROR, sentence(measured), "请统一各节页脚的高低", measured)
            return


def inks_are_those_of_the_press(found: Inspection) -> Iterator[PageFinding]:
    """Yield other blacks and reds than K 100 % and Y 80 % M 80 % in a file for the press (R-6.2-2)."""
    characters = [(page, c) for page, c in found.characters if tint_of(c.colour) in (Tint.BLACK, Tint.RED)]
    if not any(c.colour == PROCESS_BLACK for _, c in characters):
        return
    for page, character in characters:
        tint = tint_of(character.colour)
        wanted = PROCESS_BLACK if tint is Tint.BLACK else PROCESS_RED
        if character.colour != wanted:
            ink = "BL100%" if tint is Tint.BLACK else "Y80%、M80%"
            message = f"印刷文件里“{character.text}”的{tint}不是{ink}"
            yield PageFinding(Severity.ERROR, message, f"请把{tint}改为{ink}", page.number, _box_of(character))
            return
