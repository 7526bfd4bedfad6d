"""Characters that a face, or every face, lacks (L-2)."""

import pytest

from tests.rendered import own_fonts
from tests.samples import document, line_of
from tests.square_font import SquareFont
from typeset.errors import Issue, Severity, Where
from typeset.layout.metrics import Metrics
from typeset.layout.pages import lay_out
from typeset.layout.result import Layout
from typeset.model import Document
from typeset.profiles import load_profile
from typeset.standard import Role

RARE = "㛃𬭚𠅤䶮𣲘𪚥"


def place(path: tuple[str | int, ...]) -> Where:
    return Where(file="通知.yaml", line=len(path) + 1)


def laid_out(made: Document, metrics: Metrics | None = None) -> Layout:
    return lay_out(made, load_profile(), metrics or SquareFont(), place)


def missing(layout: Layout) -> list[Issue]:
    return [issue for issue in layout.issues if issue.requirement == "L-2"]


@pytest.mark.requirement("L-2")
def test_a_character_that_no_face_has_is_painted_as_a_filler_and_copied_as_it_was() -> None:
    layout = laid_out(document(正文="聘任\ue000为教师。"))
    (run,) = line_of(layout, "聘任").runs
    assert (run.text, run.actual_text) == ("聘任〓为教师。", "聘任\ue000为教师。")


@pytest.mark.requirement("L-2")
def test_it_is_reported_with_the_character_its_code_and_its_place() -> None:
    (issue,) = missing(laid_out(document(正文="聘任\ue000为教师，\ue000为校长。")))
    assert (issue.severity, issue.where) == (Severity.WARNING, Where(file="通知.yaml", line=3))
    assert "“\ue000”（U+E000）" in issue.message
    assert "〓" in issue.message
    assert "生僻字" in issue.hint


@pytest.mark.requirement("L-2")
def test_every_character_that_is_missing_is_reported_in_every_block() -> None:
    layout = laid_out(document(标题="关于\ue001的通知", 正文="\ue000和\ue001\n\ue000。"))
    codes = [issue.message.partition("（")[2][:6] for issue in missing(layout)]
    assert codes == ["U+E001", "U+E000", "U+E001", "U+E000"]


@pytest.mark.requirement("L-2")
@pytest.mark.parametrize(
    "change",
    [
        {"发文机关标志": "临溪市\ue000局"},
        {"发文字号": "临\ue000发〔2025〕12号"},
        {"标题": "关于\ue000的通知"},
        {"标题": "关于\ue000和做好秋季开学以及各项工作\n的通知"},
        {"题注": "\ue000通过"},
        {"主送机关": "各\ue000县"},
        {"署名": "临溪市\ue000局"},
        {"附注": "此件\ue000公开"},
        {"印发件": {"标题": "\ue000方案", "正文": "甲。"}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_missing_character_is_replaced_and_reported_wherever_it_stands(change: dict[str, object]) -> None:
    layout = laid_out(document(**change))
    painted = "".join(line.text for page in layout.pages for line in page.lines)
    assert "\ue000" not in painted
    assert painted.count("〓") == 1
    assert len(missing(layout)) == 1
    (kept,) = [
        run.actual_text
        for page in layout.pages
        for line in page.lines
        for run in line.runs
        if run.actual_text and "\ue000" in run.actual_text
    ]
    assert kept


@pytest.mark.requirement("L-2")
@pytest.mark.parametrize("character", ["\U000e0101", "\ufe0f", "\u200b", "\u2060", "\u00ad"])
@pytest.mark.parametrize("key", ["正文", "标题", "署名", "发文机关标志"])
def test_what_has_no_glyph_by_nature_is_left_out_and_reported(key: str, character: str) -> None:
    layout = laid_out(document(**{key: f"关于邊{character}界工作的通知"}))
    painted = "".join(line.text for page in layout.pages for line in page.lines)
    assert character not in painted
    assert "邊界" in painted
    (issue,) = missing(layout)
    assert f"U+{ord(character):04X}" in issue.message


@pytest.mark.requirement("L-2")
def test_a_block_of_nothing_but_invisible_characters_leaves_no_line() -> None:
    layout = laid_out(document(正文="甲。\n\u200b\ufe0f"))
    assert all(line.text for page in layout.pages for line in page.lines)


def test_a_document_whose_characters_are_all_there_has_no_such_issue() -> None:
    assert missing(laid_out(document())) == []


@pytest.mark.requirement("L-2")
@pytest.mark.parametrize("character", RARE)
def test_a_hanzi_that_a_thin_face_lacks_comes_from_the_face_for_rare_hanzi(character: str) -> None:
    fonts = own_fonts()
    assert [fonts.role_of(role, character) for role in (Role.FANGSONG, Role.KAITI)] == [Role.RARE, Role.RARE]


@pytest.mark.requirement("L-2")
@pytest.mark.parametrize("key", ["正文", "标题", "题注", "主送机关", "发文机关标志", "署名", "附注"])
def test_rare_hanzi_are_set_everywhere_in_the_projects_fonts(key: str) -> None:
    layout = laid_out(document(**{key: f"关于{RARE}的通知"}), own_fonts())
    assert missing(layout) == []
    assert any(RARE in line.text for page in layout.pages for line in page.lines)


@pytest.mark.requirement("L-2")
def test_a_character_outside_the_projects_fonts_is_replaced_and_reported() -> None:
    layout = laid_out(document(正文="请用😀和\ue000。"), own_fonts())
    assert line_of(layout, "请用").text == "请用〓和〓。"
    assert ["U+1F600" in issue.message or "U+E000" in issue.message for issue in missing(layout)] == [True, True]


@pytest.mark.requirement("L-2")
def test_a_tab_is_never_given_to_the_painter_though_a_face_maps_it() -> None:
    assert own_fonts().face_of(Role.FANGSONG).covers("\t")
    layout = laid_out(document(正文="甲\t乙。"), own_fonts())
    assert not any("\t" in line.text for page in layout.pages for line in page.lines)
