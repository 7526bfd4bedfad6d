import datetime
import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from typeset.errors import SourceError
from typeset.model import (
    Document,
    Issuer,
    PersonalSignature,
    SealAbsent,
    SealPicture,
    document_from_mapping,
    names_in,
    people_in,
)
from typeset.model.document import Part
from typeset.model.keys import keys_of, proposal

LEAST: dict[str, object] = {"发文机关": "甲局", "标题": "甲局关于乙的通知", "正文": "丙。"}


def made(**more: object) -> Document:
    return document_from_mapping(LEAST | more)


def messages(data: object) -> str:
    with pytest.raises(SourceError) as caught:
        document_from_mapping(data)
    return "\n".join(str(issue) for issue in caught.value.issues)


def test_the_least_document_has_nothing_invented() -> None:
    document = made()
    assert document.issuers == (Issuer(name="甲局"),)
    nothing = (document.signature, document.date, document.seal, document.number, document.addressees)
    assert nothing == (None,) * 5
    assert (document.notes, document.copies_to, document.attachments, document.has_imprint) == ((), (), (), False)


def test_a_document_is_frozen_and_survives_pickling() -> None:
    document = made(成文日期="2024-2-20", 印章="无", 附件={"标题": "名单", "正文": "甲"})
    with pytest.raises(ValidationError):
        document.title = "乙"  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(document)) == document


def test_python_makes_documents_by_attribute_names() -> None:
    document = Document(issuers=(Issuer(name="甲局"),), title="关于乙的通知", notes="公开")  # type: ignore[arg-type]
    assert (document.issuers[0].name, document.notes) == ("甲局", ("（公开）",))


@pytest.mark.requirement("S-3")
def test_a_source_may_not_use_attribute_names() -> None:
    assert "不认识的键“title”" in messages({**LEAST, "title": "乙"})


@pytest.mark.requirement("S-5")
def test_all_required_keys_that_are_missing_are_named_at_once() -> None:
    assert "缺少必需的键：发文机关、标题、正文（或印发件）" in messages({"文种": "通知"})
    assert document_from_mapping({"格式": "命令", "发文机关": "甲", "正文": "乙"}).title is None
    assert document_from_mapping({"发文机关": "甲", "标题": "乙", "印发件": {"标题": "丙", "正文": "丁"}}).body == ()


@pytest.mark.requirement("S-4")
@pytest.mark.parametrize("empty", ["", "  　", None, [], {}])
def test_a_key_without_content_counts_as_absent(empty: object) -> None:
    assert made(题注=empty).title_note is None
    assert "标题" in messages({**LEAST, "标题": empty})


@pytest.mark.requirement("S-4", "T-9-2")
@pytest.mark.parametrize(
    ("key", "value", "legal"),
    [
        ("密级", "绝密★永久", "绝密、机密、秘密"),
        ("密级", "绝密★永久", "保密期限"),
        ("保密期限", "永久", "1年、6个月 或 长期"),
        ("份号", "abc", "6位阿拉伯数字"),
        ("紧急程度", "很急", "特急、加急"),
        ("格式", "信", "公文、信函、命令、纪要"),
        ("文种", "总结", "决议、决定、命令"),
        ("行文方向", "上", "上行、平行、下行"),
        ("联合标志", "都", "全部、主办"),
        ("目录", "yes", "是、否"),
        ("成文日期", "2025-2-30", "2025-02-28"),
        ("印章", {"图": "a.png", "直径": "大"}, "毫米"),
        ("印章", ["a.png"], "无"),
        ("发文机关", {"名": "甲"}, "名称"),
        ("署名", {"职务": "局长"}, "姓名"),
        ("主送机关", {"甲": "乙"}, "列表"),
        ("附件", "名单", "键: 值"),
        ("附件", [{"标题": "甲", "正文": [{"图": {"文件": "/etc/passwd"}}]}], "文件夹"),
        ("脚注", "甲", "键: 值"),
        ("校对", {"忽略": [{"规则": "T-9-7"}]}, "理由"),
        ("发文机关标志", "甲\n乙", "一行"),
    ],
)
def test_a_value_that_is_not_legal_is_refused_with_what_is(key: str, value: object, legal: str) -> None:
    shown = messages({**LEAST, key: value})
    assert key in shown
    assert legal in shown


def test_no_english_reaches_the_user() -> None:
    wrong: dict[str, object] = {key: {"x": [["甲"]]} for key in keys_of(Document)}
    wrong["附件"] = [{key: {"x": [[1]]} for key in keys_of(Part)}, "甲", []]
    shown = messages(wrong)
    assert shown.count("\n") > 30
    for word in ("value", "valid", "input", "should", "field", "type", "error", "Extra", "dictionary"):
        assert word not in shown


def test_numbers_dates_and_booleans_of_python_are_read_as_text() -> None:
    document = made(成文日期=datetime.date(2024, 2, 20), 目录=True, 归档={"年度": 2024})
    assert (str(document.date), document.has_contents, document.archive) == ("2024年2月20日", True, {"年度": "2024"})


@pytest.mark.parametrize(
    ("given_names", "expected"),
    [
        ("各县（市、区）教育局：", "各县（市、区）教育局"),
        (["甲", "乙", "丙："], "甲，乙，丙"),
        (["甲、", "乙；", "丙"], "甲、乙；丙"),
    ],
)
def test_addressees_are_joined_and_lose_the_colon(given_names: object, expected: str) -> None:
    assert made(主送机关=given_names).addressees == expected


def test_line_breaks_of_a_title_are_kept() -> None:
    assert made(标题="甲局关于\n  乙的通知\n").title == "甲局关于\n乙的通知"


def test_notes_stand_in_full_width_brackets() -> None:
    assert made(附注=["此件公开发布", "（甲）", "(乙)"]).notes == ("（此件公开发布）", "（甲）", "（乙）")


def test_issuers_are_texts_or_mappings() -> None:
    document = made(发文机关=["甲局", {"名称": "乙局", "署名": "乙", "印章": "b.png"}])
    assert document.issuers == (
        Issuer(name="甲局"),
        Issuer(name="乙局", signature="乙", seal=SealPicture(file="b.png")),
    )


def test_a_seal_is_a_picture_or_absent() -> None:
    assert made(印章="a.png").seal == SealPicture(file="a.png", diameter_mm=None)
    assert made(印章={"图": "a.png", "直径": "45mm"}).seal == SealPicture(file="a.png", diameter_mm=45.0)
    assert made(印章="无").seal == SealAbsent()


def test_a_signature_is_names_or_a_person() -> None:
    assert made(署名="甲局").signature == ("甲局",)
    assert made(署名=["甲局", "乙局"]).signature == ("甲局", "乙局")
    person = made(署名={"职务": "局长", "姓名": "张三", "签名章": "z.png"}).signature
    assert person == PersonalSignature(post="局长", name="张三", picture="z.png")
    two = made(署名=[{"职务": "甲局局长", "姓名": "张三"}, {"职务": "乙局局长", "姓名": "李四"}]).signature
    assert [(one.post, one.name) for one in people_in(two)] == [("甲局局长", "张三"), ("乙局局长", "李四")]
    assert (names_in(two), names_in(("甲局",)), people_in(person), people_in(None)) == ((), ("甲局",), (person,), ())


def test_a_list_of_people_who_sign_is_checked_item_by_item() -> None:
    shown = messages({**LEAST, "署名": [{"职务": "局长", "姓名": "张三"}, "乙局", {"职务": "局长"}]})
    assert "署名第2项不是" in shown
    assert "署名第3项里缺少“姓名”" in shown


@pytest.mark.parametrize(
    ("more", "kind", "direction"),
    [
        ({}, "通知", "下行"),
        ({"标题": "关于经费的请示"}, "请示", "上行"),
        ({"标题": "甲局关于乙的复函"}, "函", "平行"),
        ({"标题": "关于乙的意见"}, "意见", "下行"),
        ({"标题": "关于乙的意见", "签发人": "张三"}, "意见", "上行"),
        ({"文种": "报告"}, "报告", "上行"),
        ({"文种": "通知", "行文方向": "平行"}, "通知", "平行"),
        ({"格式": "纪要"}, "纪要", "下行"),
        ({"格式": "命令"}, "命令", "下行"),
        ({"文种": "命令（令）"}, "命令", "下行"),
        ({"标题": "工作总结"}, None, "下行"),
    ],
)
def test_type_and_direction_are_derived_where_they_are_not_given(
    more: dict[str, object], kind: str | None, direction: str
) -> None:
    document = document_from_mapping(LEAST | more)
    assert (document.document_type, document.direction) == (kind, direction)


def test_a_single_part_is_a_list_of_one_and_parts_nest() -> None:
    document = made(
        印发件={"标题": "总结", "正文": "甲", "附件": {"标题": "表", "不随文": "是"}}, 附件=[{"标题": "名单"}]
    )
    assert [path for path, _ in document.parts()] == [("印发件", 0), ("印发件", 0, "附件", 0), ("附件", 0)]
    assert [path for path, _ in document.bodies()][:2] == [("正文",), ("印发件", 0, "正文")]
    assert document.issued[0].attachments[0].not_bound


@pytest.mark.requirement("S-3")
@pytest.mark.parametrize(
    ("key", "meant"),
    [("主送", "主送机关"), ("发文号", "发文字号"), ("成文时间", "成文日期"), ("标 题", "标题"), ("xyz", None)],
)
def test_an_unknown_key_is_answered_with_what_may_be_meant(key: str, meant: str | None) -> None:
    assert proposal(key, keys_of(Document)) == meant


@pytest.mark.requirement("S-3")
def test_keys_inside_parts_and_blocks_are_checked_too() -> None:
    shown = messages({**LEAST, "附件": {"题目": "甲"}, "正文": [{"图": {"文件": "a.png", "题": "乙"}}]})
    assert "不认识的键“题目”；是否指“标题”？" in shown
    assert "不认识的键“题”" in shown


def test_values_from_outside_are_shown_without_control_characters() -> None:
    assert "U+001B" in messages({**LEAST, "\x1b[31m": "甲"})
    assert "U+0007" in messages({**LEAST, "标题": "甲\x07"})
    assert "U+D800" in messages({**LEAST, "标题": "甲\ud800"})


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6) | st.binary(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(st.sampled_from(keys_of(Document)), PLAIN, max_size=8))
def test_any_mapping_becomes_a_document_or_is_refused_with_reasons(data: dict[str, object]) -> None:
    try:
        document_from_mapping(data)
    except SourceError as error:
        assert error.issues
        assert all(
            issue.message.replace("\u3000", "").isprintable() and issue.requirement.startswith("S-")
            for issue in error.issues
        )


@settings(deadline=None, max_examples=60)
@given(PLAIN)
def test_anything_else_is_refused(data: object) -> None:
    with pytest.raises(SourceError):
        document_from_mapping(data)


def test_a_mapping_that_holds_itself_is_refused() -> None:
    data: dict[str, object] = dict(LEAST)
    data["附件"] = data
    assert "嵌套" in messages(data)
