"""Rules for how a Word file was made (W-…, K-1, G-3): what changes its look on another computer or after an edit."""

from collections.abc import Callable, Iterator
from itertools import groupby

from typeset.checks.word.finding import WordFinding, alike
from typeset.errors import Severity, quoted
from typeset.inspect.word.values import Element, Paragraph, WordFile

_FULL_COMPATIBILITY = 15
_BLANKS = "\u3000 \u00a0"
_MANY_EMPTY = 3
_SMALLEST_LINE_PT = 6.0
_MOST_BY_HAND = 0.5
_TEXT = (Element.TEXT, Element.HEADING_1, Element.HEADING_2, Element.HEADING_3, Element.HEADING_4)


def no_theme_faces(file: WordFile) -> Iterator[WordFinding]:
    """W-1: the theme may be another one on every computer."""
    if found := alike(
        each for each in file.paragraphs if any(r.is_from_theme and r.han_count for r in each.visible_runs)
    ):
        paragraph, count = found
        face = next(run.face for run in paragraph.visible_runs if run.is_from_theme and run.han_count)
        message = f"中文字体用的是主题字体（本机为“{face}”），换一台电脑或换主题就变"
        hint = "请在字体设置里指定具体的中文字体"
        yield WordFinding(message, hint, paragraph, count, severity=Severity.WARNING)


def styles_carry_the_look(file: WordFile) -> Iterator[WordFinding]:
    """W-2: most paragraphs have the look of their style."""
    filled = [each for each in file.paragraphs if each.text.strip() and not each.is_in_table]
    by_hand = sum(each.is_formatted_by_hand for each in filled)
    if filled and by_hand > _MOST_BY_HAND * len(filled):
        share = 100 * by_hand // len(filled)
        yield WordFinding(f"{share}% 的段落直接设置了格式，没有用样式", "用样式排版，修改一处就能全文一致")


def no_empty_paragraphs_in_a_row(file: WordFile) -> Iterator[WordFinding]:
    """W-3: one or two are the blank lines of the standard."""
    for is_empty, group in groupby(file.paragraphs, _is_empty_line):
        paragraphs = tuple(group)
        if is_empty and len(paragraphs) >= _MANY_EMPTY:
            message = f"起连续{len(paragraphs)}个空段落，用来撑开位置"
            yield WordFinding(message, "请用段前间距或段前分页", paragraphs[0])


def _is_empty_line(paragraph: Paragraph) -> bool:
    is_thin = paragraph.size_pt < _SMALLEST_LINE_PT or (
        paragraph.spacing.rule == "exact" and paragraph.spacing.line < _SMALLEST_LINE_PT
    )
    is_placed = paragraph.frame is not None or paragraph.is_in_table or bool(paragraph.drawings or paragraph.fill)
    return paragraph.element is Element.EMPTY and not is_thin and not is_placed


def no_blanks_as_indents(file: WordFile) -> Iterator[WordFinding]:
    """W-4: blanks are no indents."""
    paragraphs = (each for each in file.paragraphs if not each.is_in_table and each.element is not Element.EMPTY)
    if found := alike(each for each in paragraphs if each.text[:1] in _indent_marks(each)):
        message = "开头用空格或制表符代替缩进"
        yield WordFinding(message, "请删去空格，用首行缩进2字符或对齐方式", *found, severity=Severity.WARNING)


def _indent_marks(paragraph: Paragraph) -> tuple[str, ...]:
    return (*_BLANKS, "\t") if paragraph.element in _TEXT else tuple(_BLANKS)


def no_tracked_changes(file: WordFile) -> Iterator[WordFinding]:
    """W-5: nothing is left to accept or to reject."""
    left = file.leftovers
    if left.insertions or left.deletions:
        message = f"留有修订：增加{left.insertions}处，删除{left.deletions}处"
        yield WordFinding(message, "请在“审阅”里接受或拒绝全部修订后再定稿", severity=Severity.WARNING)


def no_hidden_words(file: WordFile) -> Iterator[WordFinding]:
    """W-6: hidden words travel with the file."""
    hidden = (each for each in file.paragraphs if any(run.is_hidden and run.text.strip() for run in each.runs))
    if found := alike(hidden):
        message = "有隐藏的文字，不印出来，却随文件流转"
        yield WordFinding(message, "请显示隐藏文字，删去或取消隐藏", *found, severity=Severity.WARNING)


def nothing_from_elsewhere(file: WordFile) -> Iterator[WordFinding]:
    """W-7: pictures and templates lie in the file."""
    for target in file.leftovers.external_targets:
        message = f"引用了文件以外的内容{quoted(target)}"
        yield WordFinding(message, "请改为嵌入的图片，模板改回 Normal", severity=Severity.WARNING)


def no_comments(file: WordFile) -> Iterator[WordFinding]:
    """W-11: nothing is left to answer."""
    if file.leftovers.comments:
        message = f"留有批注{file.leftovers.comments}处"
        yield WordFinding(message, "定稿前请删去批注", severity=Severity.WARNING)


def no_macros(file: WordFile) -> Iterator[WordFinding]:
    """W-12: a document needs none."""
    if file.leftovers.has_macros:
        yield WordFinding("带有宏", "请另存为不带宏的 .docx", severity=Severity.WARNING)


def compatibility_is_full(file: WordFile) -> Iterator[WordFinding]:
    """W-10: every Word breaks its lines alike."""
    if (mode := file.leftovers.compatibility) < _FULL_COMPATIBILITY:
        message = f"处于兼容模式（{mode}），各版本 Word 排出的行和页可能不同"
        yield WordFinding(message, "请在“文件—信息”里点“转换”")


def no_widow_control(file: WordFile) -> Iterator[WordFinding]:
    """W-8: it leaves lines at the foot of pages empty."""
    if found := _text_with(file, lambda each: each.switches.widow_control):
        message = "开着孤行控制，页末会空出一两行，排不满22行"
        yield WordFinding(message, "请在“段落—换行和分页”里取消孤行控制", *found, severity=Severity.WARNING)


def no_autospace(file: WordFile) -> Iterator[WordFinding]:
    """W-9: it widens lines that have digits or letters."""
    if found := _text_with(file, lambda each: each.switches.autospace):
        message = "自动调整中文与西文、数字的间距，每行排不齐28个字"
        yield WordFinding(message, "请在“段落—中文版式”里取消两个“自动调整”", *found)


def marks_stay_in_the_type_area(file: WordFile) -> Iterator[WordFinding]:
    """W-13: marks may hang out of the type area."""
    if found := _text_with(file, lambda each: each.switches.hanging_marks):
        message = "允许标点溢出边界，行末标点会排到版心之外"
        yield WordFinding(message, "请在“段落—中文版式”里取消“允许标点溢出边界”", *found)


def line_edges_are_kept(file: WordFile) -> Iterator[WordFinding]:
    """K-1 to K-8: Word's rule for the first and last characters of lines is on."""
    if found := _text_with(file, lambda each: not each.switches.kinsoku):
        message = "没有按中文习惯控制首尾字符，标点会排到行首"
        yield WordFinding(message, "请在“段落—中文版式”里勾选“按中文习惯控制首尾字符”", *found)


def marks_keep_their_cells(file: WordFile) -> Iterator[WordFinding]:
    """G-3: two marks side by side keep two cells."""
    if file.leftovers.compresses_marks:
        message = "设了标点压缩，相邻的标点占不满一格"
        yield WordFinding(message, "请在“选项—版式”里选“不压缩”", severity=Severity.INFO)


def _text_with(file: WordFile, is_wrong: Callable[[Paragraph], bool]) -> tuple[Paragraph, int] | None:
    return alike(paragraph for paragraph in file.of(*_TEXT) if is_wrong(paragraph))
