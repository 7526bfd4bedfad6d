"""脚注 and 目录 in the square font."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import document, line_of, square_layout
from typeset.layout.blocks import Element
from typeset.layout.page import Line, Page
from typeset.layout.result import Layout
from typeset.profiles import load_profile

EM_NOTE = 10.5 * 25.4 / 72


def notes_of(page: Page) -> list[Line]:
    return [line for line in page.lines if line.row is None and line.runs and line.runs[0].size_pt == 10.5]


def body_foot(page: Page) -> float:
    rows = [line for line in page.lines if line.row is not None]
    return max(line.baseline_mm + 0.12 * 16 * 25.4 / 72 for line in rows)


def test_a_call_is_a_small_raised_number_and_its_note_stands_at_the_foot_of_the_page() -> None:
    layout = square_layout(document(正文="各校[^a]要重视。", 脚注={"a": "指各级学校。"}))
    call = next(run for run in line_of(layout, "各校").runs if run.text == "①")
    assert call.size_pt == pytest.approx(16 * 0.6)
    assert call.rise_mm > 1
    (note,) = notes_of(layout.pages[0])
    assert note.text == "① 指各级学校。"
    assert note.baseline_mm + 0.12 * EM_NOTE == pytest.approx(262)
    (rule,) = [rule for rule in layout.pages[0].rules if rule.width_mm < 100]
    assert rule.top_mm < note.baseline_mm - 0.88 * EM_NOTE
    assert rule.top_mm > body_foot(layout.pages[0])


def test_notes_are_numbered_in_the_order_of_their_calls_and_called_twice_they_stand_once() -> None:
    layout = square_layout(document(正文="甲[^b]乙[^a]丙[^b]。", 脚注={"a": "一。", "b": "二。"}))
    assert [note.text for note in notes_of(layout.pages[0])] == ["① 二。", "② 一。"]
    assert line_of(layout, "甲①").text == "甲①乙②丙①。"


def test_no_line_begins_with_a_call() -> None:
    for count in range(20, 30):
        layout = square_layout(document(正文="甲" * count + "[^a]乙丙丁。", 脚注={"a": "一。"}))
        assert not any(line.text.startswith("①") for line in layout.pages[0].lines if line.row is not None)


def test_a_note_stands_on_the_page_of_its_call_and_the_text_gives_it_room() -> None:
    text = "\n".join(["甲乙丙。"] * 15 + ["丁[^a]戊。"] + ["己庚辛。"] * 20)
    layout = square_layout(document(正文=text, 脚注={"a": "注文。" * 30}))
    for page in layout.pages:
        called = any("①" in line.text for line in page.lines if line.row is not None)
        assert bool(notes_of(page)) == called
        if called:
            top = notes_of(page)[0].baseline_mm - 0.88 * EM_NOTE
            assert body_foot(page) + 2 < top


def test_a_note_too_long_for_the_foot_of_a_page_stands_below_its_paragraph() -> None:
    layout = square_layout(document(正文="丁[^a]戊。\n己。", 脚注={"a": "长" * 2000}))
    assert [block.element for block in layout.blocks][2:5] == [Element.PARAGRAPH, Element.FOOTNOTE, Element.PARAGRAPH]
    assert layout.footnotes == ()
    written = "".join(line.text for page in layout.pages for line in page.lines)
    assert written.count("长") == 2000


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 300)), min_size=1, max_size=12))
@pytest.mark.slow
def test_notes_are_never_lost_and_never_touch_the_text(items: list[tuple[int, int]]) -> None:
    notes = {f"n{i}": "注" * (length + 1) for i, (_, length) in enumerate(items)}
    text = "\n".join("甲" * count + f"乙[^n{i}]丙。" for i, (count, _) in enumerate(items))
    layout = square_layout(document(正文=text, 脚注=notes))
    written = "".join(line.text for page in layout.pages for line in page.lines)
    assert written.count("注") == sum(map(len, notes.values()))
    for page in layout.pages:
        if found := notes_of(page):
            flowing = [line for line in found if line.row is not None]
            assert not flowing
            assert body_foot(page) < found[0].baseline_mm - 0.88 * EM_NOTE


CHAPTERS = "\n".join(
    f"第{n}章　{name}\n第{2 * i + 1}条　{'甲' * 600}。\n第{2 * i + 2}条　乙。"
    for i, (n, name) in enumerate([("一", "总则"), ("二", "职责"), ("三", "附则")])
)


def contents(layout: Layout, page: int) -> list[str]:
    return [line.text for line in layout.pages[page - 1].lines if line.row is not None]


def test_the_contents_of_an_issued_text_name_its_chapters_with_their_pages() -> None:
    layout = square_layout(document(印发件={"标题": "管理办法", "正文": CHAPTERS, "目录": "是"}))
    title, *entries = contents(layout, 2)
    assert title == "目　录"
    for entry, name in zip(entries, ("第一章　总则", "第二章　职责", "第三章　附则"), strict=True):
        assert entry.startswith(name)
        page = int(entry.rpartition("…")[2])
        assert any(line.text == name for line in layout.pages[page - 1].lines)
    assert contents(layout, 3)[0] == "管理办法"


def test_leaders_fill_the_line_and_the_page_number_ends_at_the_right_edge() -> None:
    layout = square_layout(document(印发件={"标题": "管理办法", "正文": CHAPTERS, "目录": "是"}))
    for line in layout.pages[1].lines[1:-1]:
        name, leader, number = line.runs
        assert set(leader.text) == {"…"}
        assert name.end_mm <= leader.x_mm[0] and leader.end_mm <= number.x_mm[0]
        assert number.x_mm[-1] + 156 / 56 == pytest.approx(184)


def test_the_contents_of_a_document_name_what_it_issues() -> None:
    made = document(
        目录="是", 印发件=[{"标题": "甲办法", "正文": "一、总则\n乙。"}, {"标题": "乙办法", "正文": "丙。"}]
    )
    layout = square_layout(made)
    names = [text.partition("…")[0] for text in contents(layout, 2)]
    assert names == ["目　录", "甲办法", "一、总则", "乙办法"]


def test_a_long_heading_wraps_in_the_contents() -> None:
    made = document(印发件={"标题": "办法", "正文": f"一、{'甲' * 40}\n乙。", "目录": "是"})
    _, first, second = contents(square_layout(made), 2)
    assert first == "一、" + "甲" * 23
    assert second.startswith("甲" * 17 + "…")


def test_entries_show_the_numbers_that_the_pages_show() -> None:
    profile = load_profile({"页码": {"附件": "另编"}})
    made = document(目录="是", 附件={"标题": "甲办法", "正文": "一、总则\n乙。"})
    assert contents(square_layout(made, profile), 2)[1].endswith("…1")


def test_no_line_of_the_contents_begins_with_a_mark() -> None:
    for count in range(20, 30):
        made = document(
            印发件={"标题": "办法", "正文": f"一、{'甲' * count}、“乙”丙（丁）戊{'己' * 20}\n乙。", "目录": "是"}
        )
        _, *lines = contents(square_layout(made), 2)
        assert not any(line[0] in "、”）" or line[-1] in "“（" for line in lines)
