import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from typeset.model import (
    Division,
    Heading,
    PageBreak,
    Paragraph,
    Span,
    Table,
    block_origins,
    find_numbering,
    parse_body,
    parse_spans,
)
from typeset.model.faults import Unusable
from typeset.model.inline import han_number

LINES = st.lists(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1), min_size=1, max_size=8
)


def levels(text: str) -> list[tuple[str, int | None]]:
    return [(type(block).__name__, block.level) for block in parse_body(text) if isinstance(block, Heading | Paragraph)]


@settings(deadline=None, max_examples=60)
@given(LINES)
def test_the_text_of_paragraphs_is_the_text_of_the_lines_without_leading_blanks(lines: list[str]) -> None:
    lines = [line.replace("\\", "").replace("*", "").replace("[^", "").replace("|", "") for line in lines]
    body = "\n".join(lines)
    if body.strip():
        assert [block.text for block in parse_body(body)] == [line.lstrip() for line in lines if line.strip()]


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_escaping_every_character_preserves_any_text(text: str) -> None:
    escaped = "".join(f"\\{character}" for character in text)
    assert "".join(span.text for span in parse_spans(escaped)) == text


@settings(deadline=None, max_examples=60)
@given(st.text("*\\一、a1.（）。|", max_size=40))
def test_stars_and_backslashes_are_all_that_markup_takes_away(text: str) -> None:
    spans = parse_spans(text)
    kept = "".join(span.text for span in spans)
    assert kept.replace("*", "").replace("\\", "") == text.replace("*", "").replace("\\", "")
    assert all(span.text for span in spans)


def test_leading_blanks_and_empty_lines_are_ignored_and_others_kept() -> None:
    assert [block.text for block in parse_body("\n　　甲　乙 \n\t\n  丙")] == ["甲　乙 ", "丙"]


def test_bold_notes_and_backslashes_are_resolved() -> None:
    assert parse_spans(r"甲**乙**[^1]\*丙\\") == (
        Span("甲"),
        Span("乙", bold=True),
        Span("", note="1"),
        Span("*丙\\"),
    )


@pytest.mark.parametrize("text", ["138****1234", "甲**乙", "***", "[^ 1]", "[^]", "<b>甲</b>", "{{x}}", "{% if %}"])
def test_what_is_not_markup_is_text(text: str) -> None:
    assert parse_spans(text) == (Span(text),)


@pytest.mark.requirement("R-7.3.3-3")
@pytest.mark.parametrize(
    ("text", "level"),
    [("一、甲", 1), ("二十三、甲", 1), ("（十）甲", 2), ("1.甲", 3), ("12．甲", 3), ("1. 甲", 3), ("（3）甲", 4)],
)
def test_the_four_numberings_are_recognised(text: str, level: int) -> None:
    numbering = find_numbering(text)
    assert numbering is not None
    assert numbering.level == level


@pytest.mark.parametrize(
    "text", ["8.5万个", "2024.3", "2024. 甲", "(一)甲", "1、甲", "一是甲", "甲一、", "（甲）", "1.5倍"]
)
def test_what_only_looks_like_a_numbering_is_none(text: str) -> None:
    assert find_numbering(text) is None


@pytest.mark.requirement("R-7.3.3-3")
def test_a_numbered_line_is_a_heading_when_it_has_no_end_mark_and_more_follows() -> None:
    text = "一、总体要求\n（一）指导思想。坚持。\n1.同意\n（1）甲：\n（2）乙"
    assert levels(text) == [("Heading", 1), ("Paragraph", 2), ("Heading", 3), ("Paragraph", 4), ("Paragraph", 4)]


def test_a_page_break_is_no_text_that_follows() -> None:
    assert isinstance(parse_body(["一、甲", {"分页": ""}])[0], Paragraph)
    assert isinstance(parse_body(["一、甲", {"分页": ""}, "乙"])[0], Heading)


def test_a_backslash_before_a_numbering_makes_it_text() -> None:
    assert parse_body("\\一、甲\n乙")[0] == Paragraph((Span("一、甲"),))


def lead(text: str) -> str:
    block = parse_body(text)[0]
    assert isinstance(block, Paragraph)
    return block.text[: block.lead]


def test_the_lead_is_the_first_sentence_of_a_numbered_paragraph_with_its_number_and_mark() -> None:
    assert lead("1. 学习教育深入开展。坚持首位。") == "1. 学习教育深入开展。"
    assert lead("（一）强化“领导。统筹”。各地要落实。") == "（一）强化“领导。统筹”。"


@pytest.mark.parametrize(
    "text", ["学习。坚持。", "1. 只有一句。", "1. 没有句号", f"1.{'长' * 40}。后面。", "一、同意。 "]
)
def test_a_sentence_alone_or_too_long_or_without_a_number_is_no_lead(text: str) -> None:
    assert lead(text) == ""


def test_a_sentence_of_forty_characters_is_still_a_lead() -> None:
    assert lead(f"1.{'长' * 39}。后面。") == f"1.{'长' * 39}。"


def test_divisions_open_with_their_number_and_a_blank() -> None:
    kinds = [
        block.kind for block in parse_body("第一章　总则\n第一节 甲\n第一条　为了。\n第十条之一　乙。\n第二章总则")
    ]
    assert kinds == ["章", "节", "条", "条", "章"]


@pytest.mark.parametrize("text", ["第一条规定了范围。", "第一节课后，学生休息。", "第一章甲乙丙，丁"])
def test_a_sentence_about_a_division_is_a_paragraph(text: str) -> None:
    assert isinstance(parse_body(text)[0], Paragraph)


def test_lines_between_bars_are_a_table() -> None:
    before, table, after = parse_body("甲\n| 名称 | 数 |\n|:---|---:|\n| a\\|b | 1 |\n乙")
    assert isinstance(table, Table)
    assert [cell.text for cell in table.header[0]] == ["名称", "数"]
    assert [[cell.text for cell in row] for row in table.rows] == [["a|b", "1"]]
    assert table.alignment == ("左", "右")
    assert (before.text, after.text) == ("甲", "乙")


def test_one_line_between_bars_is_text() -> None:
    assert [block.text for block in parse_body("|甲|\n乙")] == ["|甲|", "乙"]


def test_blocks_written_with_a_key_keep_their_numbering() -> None:
    blocks = parse_body(
        [
            {"标题1": "一、甲"},
            {"标题4": "没有序号"},
            {"段落": "一、乙"},
            {"章": "第一章"},
            {"条": "第一条 丙\n第二款"},
            {"分页": ""},
        ]
    )
    assert blocks[:2] == (Heading(1, (Span("一、甲"),)), Heading(4, (Span("没有序号"),)))
    assert blocks[2] == Paragraph((Span("一、乙"),), level=1)
    assert blocks[3:] == (
        Division("章", (Span("第一章"),)),
        Division("条", (Span("第一条 丙"),)),
        Paragraph((Span("第二款"),)),
        PageBreak(),
    )


@pytest.mark.requirement("S-4")
@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([{"段 落": "甲"}], "不认识的键"),
        ([{"标题1": "甲", "段落": "乙"}], "只有一个键"),
        ([["甲"]], "只有一个键"),
        ([{"标题1": "甲\n乙"}], "只能写一行"),
        ([{"分页": "甲"}], "不写内容"),
        ([{"表格": "甲"}], "键: 值"),
        ({"段落": "甲"}, "列表"),
        ([], "没有内容"),
    ],
)
def test_what_is_no_block_is_refused(value: object, message: str) -> None:
    with pytest.raises(Unusable) as caught:
        parse_body(value)
    assert message in caught.value.faults[0].message


def test_origins_tell_item_and_line_of_every_block() -> None:
    value: list[object] = ["甲\n\n乙", {"段落": "丙\n丁"}, {"分页": ""}, "|a|\n|b|"]
    origins = [(origin.item, origin.line) for origin in block_origins(value)]
    assert origins == [(0, 0), (0, 2), (1, 0), (1, 1), (2, 0), (3, 0)]
    assert len(origins) == len(parse_body(value))


@settings(deadline=None, max_examples=60)
@given(st.recursive(st.text(max_size=5), lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=3), inner)))
def test_any_value_is_parsed_or_refused(value: object) -> None:
    try:
        blocks = parse_body(value)
    except Unusable as error:
        assert error.faults
    else:
        assert len(blocks) == len(block_origins(value))


@pytest.mark.parametrize("unit", ["一、", "**a[^", "\\", "|", "第", "（", "。", "1."])
def test_parsing_is_linear_in_the_length_of_a_line(unit: str) -> None:
    assert parse_body(unit * (200_000 // len(unit)))


def test_han_numbers_are_read() -> None:
    numbers = ["一", "十", "十二", "二十", "三十一", "一百零五", "二〇"]
    assert [han_number(text) for text in numbers] == [1, 10, 12, 20, 31, 105, 20]
