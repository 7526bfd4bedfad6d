import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.characters import (
    CLOSING,
    NO_LINE_END,
    NO_LINE_START,
    OPENING,
    break_opportunities,
    is_han,
    is_invisible,
    is_latin,
)

TEXT = st.text(
    alphabet="全市教育工作一二年万亿，。、；：？！“”‘’（）《》〔〕—…～·％%℃0123456789.-+/ABab ￥#[]", max_size=60
)


def cut(text: str) -> str:
    """Return the text with a bar wherever a line may begin."""
    places = set(break_opportunities(text))
    return "".join(f"{'|' if index in places else ''}{character}" for index, character in enumerate(text))


@pytest.mark.requirement("K-1", "K-2", "K-3", "K-6", "K-7", "K-8")
@pytest.mark.parametrize("mark", "，。、；：？！”’）〕】》〉」』］｝…—～·／/％%‰℃°,.;:?!)]}")
def test_no_line_begins_with_a_stop_a_closing_mark_or_a_joining_mark(mark: str) -> None:
    assert mark in NO_LINE_START
    assert cut(f"甲{mark}乙").startswith(f"甲{mark}")


@pytest.mark.requirement("K-3")
@pytest.mark.parametrize("mark", "“‘（〔【《〈「『［｛￥$№#([{")
def test_no_line_ends_with_an_opening_mark(mark: str) -> None:
    assert mark in NO_LINE_END
    assert cut(f"甲{mark}乙") == f"甲|{mark}乙"


@pytest.mark.requirement("K-3")
def test_spaces_after_an_opening_mark_do_not_let_it_end_a_line() -> None:
    assert cut("甲（ 乙）丙") == "甲|（ 乙）|丙"


@pytest.mark.requirement("K-8")
@pytest.mark.parametrize("mark", "/／")
def test_a_separating_stroke_neither_begins_nor_ends_a_line(mark: str) -> None:
    assert cut(f"甲和{mark}或乙") == f"甲|和{mark}或|乙"


@pytest.mark.requirement("K-4", "K-5")
def test_dashes_and_dots_of_two_cells_are_never_parted_and_never_begin_a_line() -> None:
    assert cut("决定——来源") == "决|定——|来|源"
    assert cut("等等……完") == "等|等……|完"


def test_a_line_may_begin_before_every_hanzi_and_every_opening_mark() -> None:
    assert cut("全市“四学”和（甲）") == "全|市|“四|学”|和|（甲）"


@pytest.mark.requirement("N-11")
@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("达85.69%，同", "达|85.69%，|同"),
        ("约5.6万个", "约|5.6万|个"),
        ("共10.5亿元", "共|10.5亿|元"),
        ("到−5℃止", "到|−5℃|止"),
        ("约+3.2％多", "约|+3.2％|多"),
        ("在2024.3.5发", "在|2024.3.5|发"),
        ("约100kg重", "约|100kg|重"),
        ("用5m²地", "用|5m²|地"),
        ("每km²计", "每|km²|计"),
        ("约9kg/m²重", "约|9kg/m²|重"),
        ("长12:30时", "长|12:30|时"),
        ("从1,200起", "从|1,200|起"),
        ("第15号", "第|15|号"),
    ],
)
def test_a_number_stays_whole_with_its_sign_decimals_and_unit(text: str, cuts: str) -> None:
    assert cut(text) == cuts


def test_a_range_breaks_after_its_dash_only() -> None:
    assert cut("在2021—2023年") == "在|2021—|2023|年"
    assert cut("满3～6岁") == "满|3～|6|岁"


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("据苏教办〔2024〕15号文", "据|苏教办〔2024〕15号|文"),
        ("《决定》（国发〔2019〕5号）", "《决|定》|（国发〔2019〕5号）"),
        ("〔2024〕15号文", "〔2024〕15号|文"),
        ("根据粤府办公厅〔2024〕150号", "根|据|粤|府|办公厅〔2024〕150号"),
    ],
)
def test_a_document_number_stays_whole_with_the_end_of_its_code(text: str, cuts: str) -> None:
    assert cut(text) == cuts


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("进入ESI前", "进|入|ESI|前"),
        ("按“1+7”做", "按|“1+7”|做"),
        ("看https://www.example.gov.cn/a?b=c#d吧", "看|https://www.example.gov.cn/a?b=c#d|吧"),
        ("用5G网", "用|5G|网"),
        ("由Müller签", "由|Müller|签"),
        ("发a_b@c.cn收", "发|a_b@c.cn|收"),
    ],
)
def test_a_latin_word_code_or_address_stays_whole(text: str, cuts: str) -> None:
    assert cut(text) == cuts


def test_latin_words_part_after_their_space() -> None:
    assert cut("用New York市") == "用|New |York|市"


def test_a_line_never_begins_with_a_space() -> None:
    assert cut("英烈 传承") == "英|烈 |传|承"


@given(TEXT)
def test_break_opportunities_ascend_inside_the_text(text: str) -> None:
    places = break_opportunities(text)
    assert places == sorted(set(places))
    assert all(0 < place < len(text) for place in places)


@pytest.mark.requirement("K-1", "K-2", "K-3", "K-6", "K-7", "K-8")
@given(TEXT)
def test_no_break_opportunity_makes_a_forbidden_edge(text: str) -> None:
    for place in break_opportunities(text):
        assert text[place] not in NO_LINE_START | {" "}
        assert text[:place].rstrip(" ")[-1:] not in {*NO_LINE_END}


@pytest.mark.requirement("K-3")
def test_every_pair_of_marks_has_an_opening_and_a_closing_half() -> None:
    pairs = "“”‘’（）〔〕【】《》〈〉「」『』［］｛｝"
    assert set(pairs[::2]) == set(OPENING)
    assert set(pairs[1::2]) <= CLOSING


def test_hanzi_of_every_plane_are_hanzi_and_marks_are_not() -> None:
    assert all(map(is_han, "一鿿㐀㛃䶮〇𠅤𬭚𣲘𰻝豈"))
    assert not any(map(is_han, "。A1～〓※ア\ue000"))


def test_the_latin_face_sets_letters_and_digits_and_no_chinese_mark() -> None:
    assert all(map(is_latin, "0aZ~ é"))
    assert not any(map(is_latin, "“”‘’—…·×÷，　中"))


def test_format_characters_and_variation_selectors_are_invisible() -> None:
    assert all(map(is_invisible, "\u200b\ufe0f\U000e0101\u2060\u00ad"))
    assert not any(map(is_invisible, " 　中A\ue000"))
