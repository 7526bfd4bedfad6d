"""Rules of pages: our own pages break none of them, and a page with one thing changed breaks one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count

import pytest

from tests.altered_pages import (
    all_characters,
    moved,
    moved_box,
    pages_of,
    sample_pages,
    with_line,
    with_page,
    with_rules,
    with_shapes,
    with_text,
)
from tests.rendered import LETTER
from tests.samples import NOTICE
from tests.wrong_documents import FAULTS as WORD_FAULTS
from typeset.checks.pages import PAGE_RULES, check_pages
from typeset.errors import Issue, Severity
from typeset.inspect.pdf import inspect_pages
from typeset.job import compose, pdf
from typeset.model import DOCUMENT_TYPES
from typeset.readers.pdf import Box, Character, PdfFile, PdfFont, PdfPage, Rule, Shape, read_pdf
from typeset.resources import data_folder
from typeset.standard.requirements import requirements

RED, BLACK, BLUE = (255, 0, 0), (0, 0, 0), (0, 0, 255)
SONG, FANG, KAI = PdfFont("SimSun", True), PdfFont("FangSong", True), PdfFont("KaiTi", True)


def judged(file: PdfFile) -> tuple[Issue, ...]:
    return check_pages(inspect_pages(file))


def serious(issues: tuple[Issue, ...]) -> list[str]:
    return [str(issue) for issue in issues if issue.severity is not Severity.INFO]


@pytest.mark.slow
@pytest.mark.parametrize("kind", DOCUMENT_TYPES)
def test_the_samples_break_no_rule(kind: str) -> None:
    assert serious(judged(sample_pages(kind))) == []


@pytest.mark.slow
@pytest.mark.parametrize("profile", ["word-28.95", "print", "套打", "灰"])
@pytest.mark.parametrize("kind", ["请示", "函", "命令", "纪要", "报告"])
def test_the_samples_break_no_rule_in_any_profile(kind: str, profile: str) -> None:
    data = pdf(compose(data_folder("samples") / f"{kind}.yaml", profile=profile))
    assert serious(judged(read_pdf(data, name=profile))) == []


@pytest.mark.slow
def test_the_notice_breaks_no_rule_but_for_the_grey_date_that_is_missing() -> None:
    (found,) = (issue for issue in judged(pages_of(NOTICE)) if issue.severity is not Severity.INFO)
    assert found.requirement == "R-5.2.4-1"
    assert "灰色" in found.message


@dataclass(frozen=True)
class Fault:
    """What is changed on the pages of a sample, and the place where the rule has to speak."""

    sample: str
    change: Callable[[PdfFile], PdfFile]
    page: int | None = 1
    with_it: frozenset[str] = frozenset()
    """Rules that the change cannot but break as well."""


def line(page: int, beginning: str, change: Callable[[Character], Character | None]) -> Callable[[PdfFile], PdfFile]:
    return lambda file: with_line(file, page, beginning, change)


def text(page: int, before: str, after: str) -> Callable[[PdfFile], PdfFile]:
    return lambda file: with_text(file, page, before, after)


def rules(page: int, change: Callable[[Rule], Rule | None]) -> Callable[[PdfFile], PdfFile]:
    return lambda file: with_rules(file, page, change)


def shift(across_mm: float = 0.0, down_mm: float = 0.0) -> Callable[[Character], Character]:
    return lambda character: moved(character, across_mm, down_mm)


def font(used: PdfFont) -> Callable[[Character], Character]:
    return lambda character: replace(character, font=used)


def size(points: float) -> Callable[[Character], Character]:
    return lambda character: replace(character, size_pt=points)


def coloured(colour: tuple[int, int, int]) -> Callable[[Character], Character]:
    return lambda character: replace(character, colour=colour)


def page(number: int, **changes: object) -> Callable[[PdfFile], PdfFile]:
    return lambda file: with_page(file, number, lambda old: replace(old, **changes))  # type: ignore[arg-type]


def rule_moved(across_mm: float = 0.0, down_mm: float = 0.0) -> Callable[[Rule], Rule]:
    return lambda rule: replace(rule, box=moved_box(rule.box, across_mm, down_mm))


def rule_of(colour: tuple[int, int, int]) -> Callable[[Rule], Rule]:
    return lambda rule: replace(rule, colour=colour)


def thicker(rule: Rule) -> Rule:
    return replace(rule, box=Box(rule.box.left_mm, rule.box.top_mm, rule.box.right_mm, rule.box.top_mm + 1.6))


def thinner(rule: Rule) -> Rule:
    return replace(rule, box=replace(rule.box, bottom_mm=rule.box.top_mm + 0.15))


def shorter(rule: Rule) -> Rule:
    return replace(rule, box=replace(rule.box, right_mm=rule.box.right_mm - 12))


def seals(page: int, change: Callable[[Shape], Shape]) -> Callable[[PdfFile], PdfFile]:
    return lambda file: with_shapes(file, page, change)


def seal_moved(across_mm: float = 0.0, down_mm: float = 0.0) -> Callable[[Shape], Shape]:
    return lambda shape: replace(shape, box=moved_box(shape.box, across_mm, down_mm))


def everything(change: Callable[[Character], Character]) -> Callable[[PdfFile], PdfFile]:
    return lambda file: all_characters(file, change)


def body_in(used: PdfFont) -> Callable[[PdfFile], PdfFile]:
    return everything(lambda c: replace(c, font=used) if c.font.name == "GWFang" and c.size_pt == 16 else c)


def stretched(file: PdfFile) -> PdfFile:
    """Return a file with 20 lines of text on its full pages, 11.5 mm apart."""

    def apart(character: Character) -> Character:
        row = round((character.baseline_mm - 41.967) / 10.446)
        if row >= 20 and character.size_pt == 16:
            return replace(character, text=" ")
        return moved(character, 0, 1.054 * row) if character.size_pt == 16 else character

    pages = (
        replace(old, characters=tuple(map(apart, old.characters))) if old.number > 1 else old for old in file.pages
    )
    return replace(file, pages=tuple(pages))


def tinted(old: PdfPage) -> PdfPage:
    return replace(old, shapes=(*old.shapes, Shape(Box(0, 0, 210, 297), (240, 240, 220), is_filled=True)))


def without_numbers(file: PdfFile) -> PdfFile:
    return all_characters(file, lambda c: replace(c, text=" ") if c.baseline_mm > 265 else c)


def without_font(character: Character) -> Character:
    return replace(character, font=replace(character.font, is_embedded=False))


def marked_name(file: PdfFile) -> PdfFile:
    """Return a file with a mark after the name of an attachment, whose title is the same but for it."""
    file = with_text(file, 2, "2.经费测算明细表", "2.经费测算明细；")
    return with_text(file, 4, "经费测算明细表", "经费测算明细；")


def letter_rules(change: Callable[[Rule], Rule | None], *, upper: bool) -> Callable[[PdfFile], PdfFile]:
    return rules(1, lambda rule: change(rule) if (rule.box.top_mm < 150) is upper else rule)


def swapped(upper: bool) -> Callable[[PdfFile], PdfFile]:
    """Return a change that gives each line of a double line the other's thickness."""
    order = count()

    def change(rule: Rule) -> Rule:
        thickness = (0.3 if next(order) % 2 == 0 else 0.9) if upper else (0.9 if next(order) % 2 == 0 else 0.3)
        return replace(rule, box=replace(rule.box, bottom_mm=rule.box.top_mm + thickness))

    return letter_rules(change, upper=upper)


def wider(character: Character) -> Character:
    return moved(character, (character.x_mm + 5.8 - 106) * 0.2)


def in_the_middle(character: Character) -> Character | None:
    return character if abs(character.x_mm + 3.9 - 106) < 20 else None


def without_text(old: PdfPage) -> PdfPage:
    kept = (c for c in old.characters if not 181 < c.baseline_mm < 262)
    return replace(old, characters=tuple(kept))


def lower_closing(old: PdfPage) -> PdfPage:
    characters = (moved(c, 0, 13) if 100 < c.baseline_mm < 140 else c for c in old.characters)
    shapes = (replace(shape, box=moved_box(shape.box, 0, 13)) for shape in old.shapes)
    return replace(old, characters=tuple(characters), shapes=tuple(shapes))


def touching(shape: Shape) -> Shape:
    return seal_moved(5)(shape) if shape.box.left_mm < 60 else shape


def unsealed(file: PdfFile) -> PdfFile:
    bare = with_page(file, 2, lambda old: replace(old, shapes=()))
    return with_line(bare, 2, "临溪市人民政府", shift(-6))


def without_inner_rule(rule: Rule) -> Rule | None:
    return None if 250 < rule.box.top_mm < 255 else rule


def on_page_3(file: PdfFile) -> PdfFile:
    """Return a file with a blank page before its last, which has the number of an odd page then."""
    first, last = file.pages
    last = with_line(file, 2, "—2—", shift(131.7)).pages[1]
    numbered = (replace(c, text="3") if c.baseline_mm > 265 and c.text == "2" else c for c in last.characters)
    blank = PdfPage(2, 210.0, 297.0, 0)
    return replace(file, pages=(first, blank, replace(last, number=3, characters=tuple(numbered))), page_count=3)


def numbered_page_1(file: PdfFile) -> PdfFile:
    number = [c for c in file.pages[2].characters if c.baseline_mm > 265]
    added = tuple(replace(c, text="1") if c.text == "3" else c for c in number)
    return with_page(file, 1, lambda old: replace(old, characters=(*old.characters, *added)))


def begun_with(mark: str) -> list[Fault]:
    """Return a page on which a line begins with a mark."""
    return [Fault("报告", text(1, "安局、市市场", f"{mark}局、市市场"))]


def ragged(character: Character) -> Character:
    is_last = character.x_mm > 176 and character.size_pt == 16 and int(character.baseline_mm) % 2
    return replace(character, text=" ") if is_last else character


def unknown(character: Character) -> Character:
    return replace(character, font=PdfFont("Whatever", True)) if character.font.name == "GWFang" else character


FAULTS: dict[str, list[Fault]] = {
    "R-5.1-1": [Fault("决定", page(2, width_mm=215.9, height_mm=279.4), 2)],
    "R-5.2.1-3": [Fault("报告", line(2, "一、基本情况", shift(130)), 2)],
    "R-5.2.2-1": [Fault("批复", body_in(SONG))],
    "R-5.2.3-1": [Fault("报告", stretched, None)],
    "R-5.2.4-1": [Fault("报告", line(3, "狭窄、停车位", coloured(BLUE)), 3)],
    "R-6.1-1": [Fault("报告", lambda file: with_page(file, 2, tinted), 2)],
    "R-6.2-1": [Fault("报告", line(3, "—3—", shift(0, 2.5)), 3, frozenset({"R-7.5-3"}))],
    "R-7.1-2": [Fault("报告", line(4, "—4—", shift(0, -9)), 4, frozenset({"R-7.5-3", "R-6.2-1"}))],
    "R-7.2.1-1": [Fault("请示", line(1, "000001", shift(4))), Fault("请示", text(1, "000001", "00001 "))],
    "R-7.2.2-1": [Fault("请示", line(1, "秘密★1年", font(FANG)))],
    "R-7.2.2-2": [Fault("请示", text(1, "秘密★1年", "秘密：1年"))],
    "R-7.2.3-1": [Fault("请示", line(1, "特急", font(FANG)))],
    "R-7.2.4-1": [Fault("通报", line(1, "临溪市人民政府办公室文件", lambda _: None))],
    "R-7.2.4-2": [Fault("通报", line(1, "临溪市人民政府办公室文件", shift(3)))],
    "R-7.2.4-3": [Fault("通报", line(1, "临溪市人民政府办公室文件", shift(0, -3)))],
    "R-7.2.4-4": [
        Fault("通报", line(1, "临溪市人民政府办公室文件", font(SONG))),
        Fault("通报", line(1, "临溪市人民政府办公室文件", coloured(BLACK))),
    ],
    "R-7.2.4-5": [Fault("通报", line(1, "临溪市人民政府办公室文件", wider))],
    "R-7.2.4-6": [Fault("意见", line(1, "文件", shift(0, -4)))],
    "R-7.2.5-1": [Fault("通报", line(1, "临政办发〔2025〕42号", shift(5)))],
    "R-7.2.5-2": [
        Fault("通报", text(1, "临政办发〔2025〕42号", "临政办发[2025]42号")),
        Fault("通报", text(1, "临政办发〔2025〕42号", "临政办发〔2025〕02号")),
    ],
    "R-7.2.5-3": [Fault("请示", line(1, "临教〔2025〕18号", shift(5)))],
    "R-7.2.6-1": [Fault("请示", line(1, "签发人", shift(-8)))],
    "R-7.2.6-2": [Fault("请示", line(1, "签发人", font(FANG)))],
    "R-7.2.7-1": [
        Fault("通报", rules(1, rule_moved(0, -1.6))),
        Fault("通报", rules(1, rule_of(BLACK))),
        Fault("通报", rules(1, shorter)),
        Fault("通报", rules(1, lambda _: None)),
    ],
    "R-7.2.7-2": [Fault("通报", rules(1, thicker))],
    "R-7.3.1-1": [
        Fault("批复", line(1, "新建临溪市滨河", shift(6))),
        Fault("批复", everything(lambda c: replace(c, font=SONG) if c.size_pt == 22 else c)),
    ],
    "R-7.3.1-2": [Fault("通知", line(1, "《临溪市中小学校食堂管理办法》", in_the_middle))],
    "R-7.3.1-4": [Fault("批复", text(1, "新建临溪市滨河实验学校的批复", "新建临溪市滨河实验学校的批示"))],
    "R-7.3.2-1": [
        Fault("批复", line(1, "市教育局：", shift(11))),
        Fault("批复", text(1, "市教育局：", "市教育局:")),
    ],
    "R-7.3.3-1": [Fault("批复", lambda file: with_page(file, 1, without_text))],
    "R-7.3.3-4": [Fault("报告", line(2, "一、基本情况", font(FANG)), 2)],
    "R-7.3.3-5": [Fault("报告", line(3, "狭窄、停车位", lambda c: replace(c, is_outlined=True)), 3)],
    "R-7.3.4-1": [Fault("函", line(2, "附件：", shift(-11.14)), 2)],
    "R-7.3.4-2": [Fault("请示", marked_name, 2)],
    "R-7.3.4-3": [Fault("请示", line(2, "案及工程进度安排", shift(-8)), 2)],
    "R-7.3.5.1-2": [Fault("批复", line(2, "临溪市人民政府", shift(-6)), 2)],
    "R-7.3.5.1-3": [Fault("批复", seals(2, lambda shape: replace(shape, colour=BLUE)), 2)],
    "R-7.3.5.1-4": [Fault("批复", seals(2, lambda shape: replace(shape, turn=7.0)), 2)],
    "R-7.3.5.1-5": [Fault("批复", lambda file: with_page(file, 2, lower_closing), 2)],
    "R-7.3.5.1-6": [Fault("报告", seals(4, touching), 4)],
    "R-7.3.5.2-1": [Fault("批复", unsealed, 2)],
    "R-7.3.5.3-1": [Fault("命令", line(1, "市长", shift(-9)))],
    "R-7.3.5.4-1": [Fault("批复", text(2, "2025年3月18日", "2025年2月30日"), 2)],
    "R-7.3.6-1": [Fault("通报", line(2, "（此件公开发布）", shift(-11.14)), 2)],
    "R-7.3.7-2": [Fault("函", line(3, "附件", font(FANG)), 3)],
    "R-7.3.7-3": [Fault("函", text(3, "临溪市2025年中考考点分布表", "临溪市2025年高考考点分布表"), 3)],
    "R-7.4.1-1": [Fault("批复", rules(2, shorter), 2), Fault("批复", rules(2, lambda _: None), 2)],
    "R-7.4.1-2": [Fault("批复", rules(2, thinner), 2)],
    "R-7.4.1-4": [Fault("批复", rules(2, rule_of(RED)), 2)],
    "R-7.4.2-1": [Fault("批复", line(2, "抄送：", font(SONG)), 2)],
    "R-7.4.2-2": [Fault("批复", line(2, "市财政局，", shift(-10)), 2)],
    "R-7.4.2-3": [
        Fault(
            "函",
            text(
                3,
                "抄送：市政府办公室，市城市管理局，市生态环境局。",
                "抄送：市政府办公室，市城市管理局，市生态环境局，",
            ),
            3,
        )
    ],
    "R-7.4.3-1": [Fault("批复", line(2, "临溪市人民政府办公室", font(KAI)), 2)],
    "R-7.4.3-2": [Fault("批复", text(2, "2025年3月19日印发", "2025年03月9日印发"), 2)],
    "R-7.4.3-3": [Fault("批复", rules(2, without_inner_rule), 2)],
    "R-7.4-5": [Fault("批复", on_page_3, 3, frozenset({"R-7.5-5"}))],
    "R-7.5-1": [Fault("批复", without_numbers), Fault("批复", line(1, "—1—", font(FANG)))],
    "R-7.5-2": [Fault("批复", text(1, "—1—", "-1-")), Fault("批复", text(2, "—2—", "–2–"), 2)],
    "R-7.5-3": [Fault("批复", everything(lambda c: moved(c, 0, 3) if c.baseline_mm > 265 else c))],
    "R-7.5-4": [Fault("批复", line(2, "—2—", shift(60)), 2)],
    "R-7.5-5": [Fault("批复", on_page_3, 3, frozenset({"R-7.4-5"}))],
    "R-7.5-7": [Fault("函", numbered_page_1)],
    "R-7.5-6": [Fault("报告", text(3, "—3—", "—5—"), 3)],
    "R-8-1": [Fault("决定", page(2, width_mm=297.0, height_mm=210.0), 2)],
    "R-10.1-1": [Fault("函", text(1, "临溪市教育局", "临溪教育文件"))],
    "R-10.1-2": [Fault("函", line(1, "临溪市教育局", coloured(BLACK)))],
    "R-10.1-4": [Fault("函", swapped(upper=True)), Fault("函", letter_rules(rule_of(BLACK), upper=True))],
    "R-10.1-5": [Fault("函", swapped(upper=False)), Fault("函", letter_rules(rule_moved(0, 5), upper=False))],
    "R-10.1-6": [Fault("函", letter_rules(shorter, upper=False))],
    "R-10.1-9": [Fault("函", everything(lambda c: moved(c, 0, 4.5) if c.size_pt == 22 else c))],
    "R-10.1-8": [Fault("函", line(1, "临教函", shift(-9)))],
    "R-10.1-10": [Fault("函", line(3, "抄送：", shift(0, -20)), 3)],
    "R-10.2-1": [Fault("命令", line(1, "临溪市人民政府令", shift(0, -3)))],
    "R-10.2-2": [Fault("命令", line(1, "第12号", shift(6)))],
    "R-10.3-1": [Fault("纪要", line(1, "临溪市人民政府常务", coloured(BLACK)))],
    "R-10.3-2": [Fault("纪要", line(2, "请假：", font(FANG)), 2)],
    "K-1": begun_with("，"),
    "K-2": begun_with("！"),
    "K-3": begun_with("）"),
    "K-4": begun_with("—"),
    "K-5": begun_with("…"),
    "K-6": begun_with("～"),
    "K-7": begun_with("·"),
    "K-8": begun_with("/"),
    "G-2": [Fault("报告", everything(ragged), None)],
    "L-3": [Fault("批复", everything(unknown), None)],
    "L-8": [Fault("批复", everything(without_font), None)],
}
CASES = [
    pytest.param(rule, fault, id=f"{rule}-{index}")
    for rule, found in FAULTS.items()
    for index, fault in enumerate(found)
]


@pytest.mark.slow
@pytest.mark.requirement("L-8")
@pytest.mark.parametrize(("rule", "fault"), CASES)
def test_a_fault_is_found_where_it_is_and_nowhere_else(rule: str, fault: Fault) -> None:
    before = {(issue.requirement, issue.message) for issue in judged(sample_pages(fault.sample))}
    found = [i for i in judged(fault.change(sample_pages(fault.sample))) if (i.requirement, i.message) not in before]
    assert {issue.requirement for issue in found} == {rule} | fault.with_it, "\n".join(map(str, found))
    assert fault.page is None or {issue.where.page for issue in found} == {fault.page}


@pytest.mark.slow
def test_only_what_is_laid_down_without_condition_is_an_error() -> None:
    table = requirements()
    for fault in (fault for faults in FAULTS.values() for fault in faults):
        for issue in judged(fault.change(sample_pages(fault.sample))):
            is_strict = table[issue.requirement].strength in ("规定", "法律", "推算")
            assert is_strict or issue.severity is not Severity.ERROR, issue


def test_every_rule_is_a_requirement() -> None:
    assert {rule for rule, _ in PAGE_RULES} <= requirements().keys()


def test_every_rule_has_a_page_that_breaks_it() -> None:
    in_word_files = {rule for fault in WORD_FAULTS.values() for rule in fault.pdf}
    elsewhere = {"R-6.2-2", "R-10.1-7"}  # below
    assert {rule for rule, _ in PAGE_RULES} <= FAULTS.keys() | in_word_files | elsewhere


@pytest.mark.slow
def test_a_black_of_four_inks_in_a_file_for_the_press_is_found() -> None:
    file = read_pdf(pdf(compose(data_folder("samples") / "批复.yaml", profile="print")))
    found = serious(judged(with_line(file, 1, "市教育局：", coloured(BLACK))))
    assert len(found) == 1 and "BL100%" in found[0]


@pytest.mark.slow
def test_labels_of_a_letter_stand_below_the_line_at_the_left() -> None:
    before = serious(judged(pages_of(LETTER)))
    label = inspect_pages(pages_of(LETTER)).head.labels[0]
    found = serious(judged(with_line(pages_of(LETTER), 1, label.solid, shift(5))))
    assert [message for message in found if "R-10.1-7" in message] and not any("R-10.1-7" in m for m in before)
