"""What is different between two documents: elements, paragraphs, words, cells, parts."""

import itertools
import random
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import ROOT, document
from typeset.comparison import Change, ChangeKind, Piece, compare_documents, compare_words, summary
from typeset.comparison.alignment import Pair, align
from typeset.comparison.bodies import body_text, compare_bodies
from typeset.comparison.matching import MOST_EDITS, longest_ascending, matching
from typeset.comparison.spot import Spot
from typeset.model import parse_body
from typeset.readers import read_yaml

SAMPLES = sorted((ROOT / "source").rglob("*.yaml"))
PARAGRAPHS = (
    "一、总体要求",
    "（一）加强组织领导。各地要高度重视秋季开学工作，成立工作专班，明确责任分工。",
    "（二）做好后勤保障。各校要在开学前完成校舍、食堂和饮用水的检查。",
    "（三）做好后勤保障。各校要在开学前完成校舍、食堂、校车的检查。",
    "二、有关要求",
    "请于2025年9月5日前将工作情况报市教育局。",
    "请于2025年9月15日前将工作情况报市教育局基础教育科。",
    "特此通知。",
    "甲",
)
BODIES = st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=9).map("\n".join)
WORDS = st.lists(st.sampled_from(["做好", "开学", "的", "，", "2025年", "3.5%", "Word", " ", "\n", "甲"]), max_size=12)


def pieces(*texts: str) -> tuple[Piece, ...]:
    """Return pieces written as “=甲”, “-乙”, “+丙”."""
    kinds = {"=": "same", "-": "removed", "+": "added"}
    return tuple(Piece(kinds[text[0]], text[1:]) for text in texts)  # type: ignore[arg-type]


def changes(before: Mapping[str, object], after: Mapping[str, object]) -> list[tuple[str, str, str, str]]:
    """Return kind, name, text before and text after of every change between two small documents."""
    found = compare_documents(document(**before), document(**after))
    return [(change.kind.value, change.name, change.before, change.after) for change in found]


def body_changes(before: object, after: object) -> list[tuple[str, str, str, str]]:
    return changes({"正文": before}, {"正文": after})


def applied(old: list[str], new_length: int, found: tuple[Change, ...]) -> list[str]:
    """Return the paragraphs that the changes make of the old ones, by positions in the last step of their paths."""
    slots: dict[int, str] = {}
    touched: set[int] = set()
    for change in found:
        if change.path is not None:
            position = int(change.path[-1])
            assert old[position] == change.before
            touched.add(position)
        if change.new_path is not None:
            slots[int(change.new_path[-1])] = change.after
    rest = iter(text for position, text in enumerate(old) if position not in touched)
    return [slots[number] if number in slots else next(rest) for number in range(new_length)] + list(rest)


@pytest.mark.slow
@settings(deadline=None, max_examples=150)
@given(BODIES, BODIES)
def test_the_changes_make_the_new_text_of_the_old_one(old: str, new: str) -> None:
    before, after = parse_body(old), parse_body(new)
    found = tuple(compare_bodies(before, after, Spot("", "", (), ())))
    texts = [body_text(block) for block in after]
    assert applied([body_text(block) for block in before], len(after), found) == texts


@pytest.mark.slow
@settings(deadline=None, max_examples=80)
@given(BODIES, BODIES)
def test_documents_differ_when_and_only_when_there_are_changes(old: str, new: str) -> None:
    before, after = document(正文=old), document(正文=new)
    assert (compare_documents(before, after) == ()) == (before == after)


@pytest.mark.slow
@settings(deadline=None, max_examples=80)
@given(BODIES, BODIES)
def test_what_was_removed_one_way_was_added_the_other_way(old: str, new: str) -> None:
    def grown(one: str, other: str) -> int:
        kinds = Counter(change.kind for change in compare_documents(document(正文=one), document(正文=other)))
        return kinds[ChangeKind.ADDED] - kinds[ChangeKind.REMOVED]

    assert grown(old, new) == -grown(new, old) == len(new.splitlines()) - len(old.splitlines())


@settings(deadline=None, max_examples=300)
@given(WORDS.map("".join) | st.text(max_size=30), WORDS.map("".join) | st.text(max_size=30))
def test_the_pieces_make_both_texts(old: str, new: str) -> None:
    found = compare_words(old, new)
    assert "".join(piece.text for piece in found if piece.kind != "added") == old
    assert "".join(piece.text for piece in found if piece.kind != "removed") == new


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_is_the_same_as_itself(path: Path) -> None:
    made = read_yaml(path).document
    assert compare_documents(made, made) == ()


def test_words_numbers_and_latin_words_are_changed_whole() -> None:
    assert compare_words("做好开学工作", "切实做好开学工作") == pieces("-做好", "+切实做好", "=开学工作")
    assert compare_words("完成48.6万元", "完成48.7万元") == pieces("=完成", "-48.6", "+48.7", "=万元")
    assert compare_words("用Word写", "用WPS写") == pieces("=用", "-Word", "+WPS", "=写")


def test_texts_with_little_in_common_are_replaced_as_a_whole() -> None:
    old, new = "请各单位于周五前报送情况。", "会议要求进一步加强值班，请及时处理突发事件。"
    assert compare_words(old, new) == (Piece("removed", old), Piece("added", new))


def test_a_single_character_between_two_changes_is_part_of_the_change() -> None:
    found = compare_words("落实责任的制度，请逐项报送", "加强领导的工作安排，请逐项报送")
    assert found == pieces("-落实责任的制度", "+加强领导的工作安排", "=，请逐项报送")
    assert compare_words("甲的乙，同意", "丙的丁，同意") == pieces("-甲", "+丙", "=的", "-乙", "+丁", "=，同意")


def test_an_element_is_changed_added_or_removed() -> None:
    found = changes(
        {"标题": "关于做好开学工作的通知", "附注": "此件公开发布"},
        {"标题": "关于做好秋季开学工作的通知", "抄送": "市政府"},
    )
    assert found == [
        ("修改", "标题", "关于做好开学工作的通知", "关于做好秋季开学工作的通知"),
        ("删去", "附注", "（此件公开发布）", ""),
        ("增加", "抄送", "", "市政府"),
    ]


def test_other_spellings_of_the_same_value_are_no_change() -> None:
    spelled = {"成文日期": "2025年8月20日", "抄送": ["甲", "乙。"], "格式": "公文", "文种": "通知", "目录": "否"}
    assert changes({"成文日期": "2025-08-20", "抄送": "甲，乙"}, {**spelled, "署名": "临溪市教育局"}) == []


def test_a_list_of_people_is_the_text_that_stands_on_paper() -> None:
    assert changes({"出席": ["林致远", "沈文博"]}, {"出席": "林致远、沈文博"}) == []


def test_what_follows_from_the_issuers_need_not_be_given() -> None:
    told = {"发文机关标志": "临溪市教育局文件", "署名": "临溪市教育局", "文种": "通知"}
    assert changes({"发文机关标志": None}, told) == []
    assert [change[1] for change in changes({"发文机关标志": None}, {**told, "署名": "市教育局"})] == ["署名"]
    assert [change[1] for change in changes({"发文机关标志": None}, {"发文机关标志": None, "发文机关": "甲局"})] == [
        "发文机关"
    ]


def test_a_key_of_a_mapping_is_named_and_organs_are_compared_by_name() -> None:
    before = {"归档": {"年度": "2024", "全宗号": "1"}, "发文机关": [{"名称": "甲局", "印章": "无"}, "乙局"]}
    assert changes(before, {"归档": {"年度": "2025", "全宗号": "1"}, "发文机关": ["丙局", "甲局"]}) == [
        ("修改", "发文机关", "甲局，乙局", "丙局，甲局"),
        ("删去", "甲局的印章", "无", ""),
        ("修改", "归档的年度", "2024", "2025"),
    ]


def test_the_keys_of_a_mapping_are_counted_together() -> None:
    found = compare_documents(document(脚注={"1": "甲", "2": "乙"}), document(脚注={"1": "丙", "2": "丁"}))
    assert [change.name for change in found] == ["脚注的1", "脚注的2"]
    assert summary(found) == "改动 2 处：脚注 2"


def test_a_picture_of_a_seal_is_named_with_its_width() -> None:
    before, after = {"印章": "a.svg"}, {"印章": {"图": "a.svg", "直径": "42mm"}}
    assert changes(before, after) == [("修改", "印章", "a.svg", "a.svg（直径 42mm）")]


def test_paragraphs_are_edited_removed_and_added_where_they_stand() -> None:
    old = [PARAGRAPHS[1], PARAGRAPHS[2], PARAGRAPHS[5], "特此通知。"]
    new = ["这一段是新写的。", PARAGRAPHS[1], PARAGRAPHS[6], "特此通知。"]
    assert body_changes("\n".join(old), "\n".join(new)) == [
        ("增加", "正文第1段", "", "这一段是新写的。"),
        ("删去", "正文原第2段", PARAGRAPHS[2], ""),
        ("修改", "正文第3段", PARAGRAPHS[5], PARAGRAPHS[6]),
    ]


def test_a_paragraph_that_went_elsewhere_is_moved_even_when_it_was_edited() -> None:
    one, other, third = PARAGRAPHS[1], PARAGRAPHS[2], PARAGRAPHS[5]
    assert body_changes(f"{one}\n{other}\n{third}", f"{third}\n{one}\n{other}") == [("移动", "正文第1段", third, third)]
    edited = PARAGRAPHS[6]
    assert body_changes(f"{one}\n{other}\n{third}", f"{edited}\n{one}\n{other}") == [
        ("移动", "正文第1段", third, edited)
    ]


def test_a_change_tells_the_heading_above_it_and_what_kind_a_paragraph_became() -> None:
    before, after = document(正文="一、甲\n乙丙丁"), document(正文=["一、甲", {"标题2": "乙丙丁"}])
    (change,) = compare_documents(before, after)
    assert (change.heading, change.note) == ("一、甲", "由段落改为二级标题")
    assert (change.element, change.path, change.new_path) == ("正文", ("正文", 1), ("正文", 1))


TABLE: Mapping[str, object] = {
    "表头": ["序号", "项目", "金额"],
    "行": [["1", "墙体加固", "9.6"], ["2", "防盗门窗", "4.8"], ["3", "配电改造", "7.0"]],
    "注": "单位：万元",
}


def table_changes(**after: object) -> list[tuple[str, str, str, str]]:
    return body_changes(["甲", {"表格": TABLE}], ["甲", {"表格": {**TABLE, **after}}])


def test_tables_are_compared_cell_by_cell() -> None:
    rows = [["1", "墙体加固", "9.6"], ["2", "防盗门窗", "5.2"], ["3", "配电改造", "7.0"]]
    assert table_changes(行=rows, 注="单位：元") == [
        ("修改", "正文第2段表格的注", "单位：万元", "单位：元"),
        ("修改", "正文第2段表格第2行第3格", "4.8", "5.2"),
    ]
    assert table_changes(表头=["序号", "名称", "金额"]) == [("修改", "正文第2段表格表头第1行第2格", "项目", "名称")]


def test_rows_are_added_removed_and_moved() -> None:
    one, other, third = TABLE["行"]  # type: ignore[misc]
    assert table_changes(行=[one, third]) == [("删去", "正文第2段表格原第2行", "2｜防盗门窗｜4.8", "")]
    assert table_changes(行=[one, other, third, ["4", "监控系统", "11.5"]]) == [
        ("增加", "正文第2段表格第4行", "", "4｜监控系统｜11.5")
    ]
    assert table_changes(行=[third, one, other]) == [
        ("移动", "正文第2段表格第1行", "3｜配电改造｜7.0", "3｜配电改造｜7.0")
    ]


def test_a_cell_that_covers_more_than_before_is_a_change() -> None:
    before = {"行": [["甲", "乙"], ["丙", "丁"]]}
    after = {"行": [[{"文": "甲", "跨行": "2"}, "乙"], ["丁"]]}
    found = compare_documents(document(正文=[{"表格": before}]), document(正文=[{"表格": after}]))
    assert [(change.name, change.note) for change in found] == [
        ("正文第1段表格第1行第1格", "合并由1行1列改为2行1列"),
        ("正文第1段表格第2行", ""),
    ]


def test_parts_are_matched_by_title_and_compared_within() -> None:
    def part(title: str, body: str) -> dict[str, object]:
        return {"标题": title, "正文": body}

    table, plan, list_ = part("经费测算表", "共48万元。"), part("建设方案", "分三步走。"), part("名单", "张三、李四。")
    assert changes({"附件": [table, plan]}, {"附件": [table, {**plan, "正文": "分四步走。"}, list_]}) == [
        ("修改", "附件2正文第1段", "分三步走。", "分四步走。"),
        ("增加", "附件3", "", "名单\n张三、李四。"),
    ]
    assert [change[:2] for change in changes({"附件": [table, plan, list_]}, {"附件": [list_, table, plan]})] == [
        ("移动", "附件1")
    ]
    assert changes({"附件": [table, plan]}, {"附件": plan}) == [("删去", "原附件1", "经费测算表\n共48万元。", "")]


def test_the_summary_counts_by_element() -> None:
    found = compare_documents(
        document(附件={"标题": "甲", "正文": "乙"}), document(标题="关于甲的通知", 附件={"标题": "甲", "正文": "乙丙"})
    )
    assert summary(found) == "改动 2 处：标题 1，附件 1"
    assert summary(()) == "内容相同"


@settings(deadline=None, max_examples=300)
@given(st.text("abcd", max_size=14), st.text("abcd", max_size=14))
def test_matches_are_equal_items_in_ascending_order(old: str, new: str) -> None:
    found = matching(old, new)
    assert all(old[o] == new[n] for o, n in found)
    assert all(one[0] < two[0] and one[1] < two[1] for one, two in itertools.pairwise(found))


def test_where_nothing_is_unique_as_much_as_possible_is_matched() -> None:
    assert len(matching("abcabba" * 2, "cbabac" * 2)) == 8
    assert matching("aabb", "abab") == [(0, 0), (2, 1), (3, 3)]


def test_a_longest_ascending_run_is_found() -> None:
    assert longest_ascending([3, 1, 2, 9, 4, 5]) == [1, 2, 4, 5]
    assert longest_ascending([]) == []


def test_too_many_edits_are_a_replacement() -> None:
    old, new = "abab" * MOST_EDITS, "baba" * MOST_EDITS + "cc" * MOST_EDITS
    assert len(matching(f"x{'ab' * 9}y", f"x{'ba' * 9}y")) > 2
    assert matching(f"x{old}y", f"x{new}y") == [(0, 0), (len(old) + 1, len(new) + 1)]


def test_similarity_tells_an_edited_paragraph_from_another() -> None:
    assert align([PARAGRAPHS[5]], [PARAGRAPHS[6]]) == [Pair(0, 0)]
    assert align(["特此通知。"], ["特此通报。"]) == [Pair(0, 0)]
    assert align([PARAGRAPHS[1]], [PARAGRAPHS[5]]) == []


def test_equal_paragraphs_are_paired_however_often_they_stand() -> None:
    pairs = align(["同上。"] * 6 + ["甲乙丙丁", "戊己庚辛"], ["甲乙丙丁", "戊己庚辛"] + ["同上。"] * 6)
    moved = [(pair.old, pair.new) for pair in pairs if pair.is_moved]
    assert len(pairs) == 8
    assert moved in ([(n, n + 2) for n in range(6)], [(6, 0), (7, 1)])


@pytest.mark.slow
@pytest.mark.parametrize("shuffled", [False, True])
def test_documents_of_a_hundred_thousand_characters_are_compared_in_seconds(shuffled: bool) -> None:
    chance = random.Random(9704)
    sentences = [f"第{number}项工作要求各地认真抓好落实，按时报送第{number * 7}号情况表。" for number in range(3000)]
    edited = [sentence.replace("认真", "切实", chance.randint(0, 1)) for sentence in sentences]
    if shuffled:
        chance.shuffle(edited)
    old, new = document(正文="\n".join(sentences)), document(正文="\n".join(edited))
    start = time.perf_counter()
    assert compare_documents(old, new)
    assert time.perf_counter() - start < 10


@pytest.mark.slow
@pytest.mark.parametrize("alphabet", ["甲乙", "甲，", "的一是在不了有和人这中大为上个国我以要他"])
def test_hostile_texts_are_compared_in_seconds(alphabet: str) -> None:
    chance = random.Random(1)
    one, other = ("".join(chance.choices(alphabet, k=300_000)) for _ in range(2))
    start = time.perf_counter()
    assert compare_words(one, other)
    lines_one, lines_other = ([text[place : place + 7] for place in range(0, 300_000, 7)] for text in (one, other))
    assert align(lines_one, lines_other)
    assert time.perf_counter() - start < 20
