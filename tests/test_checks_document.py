from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from typeset.checks import check_document
from typeset.checks.document import DOCUMENT_RULES
from typeset.errors import Issue, Severity, Where
from typeset.model import document_from_mapping
from typeset.readers import Reading
from typeset.standard.requirements import requirements

GOOD: Mapping[str, object] = {
    "发文机关": "甲市教育局",
    "发文字号": "甲教发〔2024〕12号",
    "标题": "甲市教育局关于做好开学工作的通知",
    "主送机关": "各县（市、区）教育局",
    "正文": "现通知如下。\n一、加强领导\n（一）落实责任。各地要明确分工。",
    "署名": "甲市教育局",
    "成文日期": "2024-08-20",
    "印章": "无",
    "附注": "此件公开发布",
    "印发机关": "甲市教育局办公室",
    "印发日期": "2024-08-21",
}


def issues(**more: object) -> tuple[Issue, ...]:
    data = {key: value for key, value in {**GOOD, **more}.items() if value is not None}
    places = {(): Where("通知.yaml")} | {(key,): Where("通知.yaml", line) for line, key in enumerate(data, start=1)}
    return check_document(Reading(document_from_mapping(data), places))


def found(requirement: str, **more: object) -> list[tuple[Severity, str]]:
    return [(issue.severity, issue.message) for issue in issues(**more) if issue.requirement == requirement]


def body_faults(*lines: str) -> list[str]:
    issues_of_levels = found("R-7.3.3-3", 正文="\n".join(lines))
    return [message.split("：")[0] for severity, message in issues_of_levels if severity is Severity.WARNING]


def test_a_good_document_has_no_issue() -> None:
    assert [str(issue) for issue in issues()] == []


def test_every_rule_belongs_to_a_requirement_and_errors_only_to_unconditional_ones() -> None:
    assert [name for name, _ in DOCUMENT_RULES if name not in requirements()] == []


@pytest.mark.requirement("R-7.2.5-2", "T-N-1")
def test_a_malformed_number_is_an_error_of_official_documents_and_letters_only() -> None:
    assert [severity for severity, _ in found("R-7.2.5-2", 发文字号="甲教发[2024]012号")] == [Severity.ERROR]
    assert found("R-7.2.5-2", 发文字号="甲教发（2024）12号", 格式="信函")
    assert not found("R-7.2.5-2", 发文字号="第3期", 格式="纪要")
    assert not found("R-7.2.5-2", 发文字号="第3号", 格式="命令", 文种="命令")


@pytest.mark.requirement("T-N-2")
def test_the_year_of_the_number_is_that_of_the_date_or_in_january_the_year_before() -> None:
    assert [severity for severity, _ in found("T-N-2", 发文字号="甲教发〔2023〕12号")] == [Severity.WARNING]
    assert not found("T-N-2", 发文字号="甲教发〔2023〕99号", 成文日期="2024-01-05", 印发日期="2024-01-06")


@pytest.mark.requirement("T-9-12")
def test_a_missing_date_is_an_error_of_the_whole_file() -> None:
    missing = [issue for issue in issues(成文日期=None) if issue.requirement == "T-9-12"]
    assert [(issue.severity, issue.where) for issue in missing] == [(Severity.ERROR, Where("通知.yaml"))]
    assert not found("T-9-12", 成文日期=None, 题注="2024年3月11日第十四届全国人民代表大会第二次会议通过")


@pytest.mark.requirement("T-9-1")
def test_a_classified_document_needs_a_copy_number() -> None:
    assert found("T-9-1", 密级="秘密", 附注=None)
    assert not found("T-9-1", 密级="秘密", 附注=None, 份号="000001")


@pytest.mark.requirement("T-9-2", "R-7.2.2-3")
def test_a_term_needs_a_level_and_stays_within_the_law() -> None:
    assert found("T-9-2", 保密期限="1年")
    assert found("R-7.2.2-3", 密级="秘密", 保密期限="11年")
    assert found("R-7.2.2-3", 密级="秘密", 保密期限="99个月") == []
    assert not found("R-7.2.2-3", 密级="绝密", 保密期限="30年")


@pytest.mark.requirement("T-31-1")
def test_a_classified_document_is_not_published() -> None:
    assert [severity for severity, _ in found("T-31-1", 密级="秘密", 份号="000001")] == [Severity.ERROR]


@pytest.mark.requirement("T-9-6")
@pytest.mark.parametrize(
    ("title", "signers", "expected"),
    [
        ("甲局关于乙的请示", None, [Severity.ERROR]),
        ("甲局关于乙的报告", None, [Severity.ERROR]),
        ("甲局关于乙的请示", "张三", []),
        ("甲局关于乙的通知", "张三", [Severity.WARNING]),
        ("甲局关于乙的意见", "张三", []),
        ("甲局关于乙的意见", None, []),
        ("甲局关于乙的议案", None, []),
    ],
)
def test_documents_to_a_superior_name_their_signer(title: str, signers: str | None, expected: list[Severity]) -> None:
    assert [severity for severity, _ in found("T-9-6", 标题=title, 签发人=signers)] == expected


@pytest.mark.requirement("T-9-7")
def test_a_title_names_organ_matter_and_type() -> None:
    assert [message for _, message in found("T-9-7", 标题="关于乙的通知")] == ["标题里没有发文机关名称"]
    assert [message for _, message in found("T-9-7", 标题="甲市教育局通知")] == ["标题里没有“关于”引出的事由"]
    assert not found("T-9-7", 标题="甲市教育局关于乙的总结")
    assert not found("T-9-7", 标题="国务院办公厅转发国家地震局意见报告的通知")
    assert not found("T-9-7", 格式="命令", 标题=None)


@pytest.mark.requirement("R-7.3.1-4")
def test_a_title_ends_without_a_mark_and_with_the_type_that_is_given() -> None:
    assert found("R-7.3.1-4", 标题="甲市教育局关于乙的通知。") == [(Severity.WARNING, "标题末尾有标点“。”")]
    assert [severity for severity, _ in found("R-7.3.1-4", 文种="通知", 标题="甲市教育局关于乙的请示")] == [
        Severity.ERROR
    ]
    assert not found("R-7.3.1-4", 文种="意见", 标题="甲市教育局关于乙的意见（试行）")
    assert found("R-7.3.1-4", 印发件={"标题": "总结。", "正文": "甲"})


@pytest.mark.requirement("R-7.3.1-2")
def test_a_title_of_four_lines_is_too_long() -> None:
    fits, long = "甲市教育局关于" + "乙" * 44 + "的通知", "甲市教育局关于" + "乙" * 46 + "的通知"
    assert (len(fits), found("R-7.3.1-2", 标题=fits)) == (54, [])
    assert len(found("R-7.3.1-2", 标题=long)) == 1
    assert len(found("R-7.3.1-2", 印发件={"标题": long, "正文": "甲"})) == 1


@pytest.mark.requirement("T-9-13")
def test_every_issuer_signs_under_its_own_name() -> None:
    two = ["甲市教育局", {"名称": "甲市财政局", "署名": "市财政局"}]
    assert [m for _, m in found("T-9-13", 发文机关=two)] == ["署名有1个，发文机关有2个，缺少“市财政局”"]
    assert not found("T-9-13", 发文机关=two, 署名=["甲市教育局", "市财政局"])
    assert [severity for severity, _ in found("T-9-13", 署名="乙局")] == [Severity.WARNING]
    assert [severity for severity, _ in found("T-9-13", 署名=None)] == [Severity.INFO]
    assert not found("T-9-13", 署名={"职务": "局长", "姓名": "张三"}, 印章=None)


@pytest.mark.requirement("T-9-13")
def test_every_issuer_has_a_seal_or_place_for_one() -> None:
    assert [severity for severity, _ in found("T-9-13", 印章=None)] == [Severity.INFO]
    two: list[object] = [{"名称": "甲市教育局", "印章": "a.png"}, "甲市财政局"]
    names = ["甲市教育局", "甲市财政局"]
    assert "没有写印章" in found("T-9-13", 发文机关=two, 署名=names, 印章=None)[0][1]
    assert "印章只有一个" in found("T-9-13", 发文机关=names, 署名=names, 印章="a.png")[0][1]


@pytest.mark.requirement("R-7.3.5.4-1")
@pytest.mark.parametrize("given_date", ["二〇二四年八月二十日", "20240820", "2024年08月20日", "2024/8/20"])
def test_a_date_in_another_form_is_normalised_and_said_so(given_date: str) -> None:
    expected = (Severity.INFO, f"成文日期“{given_date}”已规范为“2024年8月20日”")
    assert found("R-7.3.5.4-1", 成文日期=given_date) == [expected]
    assert not found("R-7.3.5.4-1", 成文日期="2024年8月20日")


@pytest.mark.requirement("R-7.4.3-4")
def test_a_document_is_not_printed_before_it_is_signed() -> None:
    assert [severity for severity, _ in found("R-7.4.3-4", 印发日期="2024-08-19")] == [Severity.ERROR]
    assert not found("R-7.4.3-4", 印发日期="2024-08-20")


def test_missing_parts_of_the_imprint_are_mentioned() -> None:
    assert found("R-7.4.3-1", 印发日期=None) == [(Severity.INFO, "版记里没有写印发日期")]
    assert found("R-10.1-10", 格式="信函")


@pytest.mark.requirement("R-7.3.3-3")
@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("一、甲。", "二、乙。", "三、丙。"), []),
        (("1.甲。", "2.乙。"), []),
        (("一、甲", "1.乙。", "2.丙。", "二、丁", "1.戊。"), []),
        (("一、甲", "（一）乙。", "二、丙", "（二）丁。"), []),
        (("以下情形：", "（一）甲。", "（二）乙。", "有下列情形的：", "（一）丙。"), []),
        (("第一条　甲：", "（一）乙。", "第二条　丙：", "（一）丁。"), []),
        (("一、甲。", "三、乙。"), ["跳号"]),
        (("一、甲。", "一、乙。"), ["序号重复"]),
        (("一、甲。", "二、乙。", "一、丙。"), ["序号倒退"]),
        (("二、甲。",), ["跳号"]),
        (("一、甲", "（一）乙", "1.丙。", "二、丁", "1.戊。"), ["层次跳级"]),
        (("（一）甲。", "一、乙。"), ["层次跳级"]),
        (
            (
                "一、修改《甲》",
                "1.第一条改为：",
                "“第一条　有下列情形的：",
                "（一）乙；",
                "（二）丙。”",
                "2.删去第三条。",
            ),
            [],
        ),
        (("一、甲“乙”", "（一）丙。", "1.丁。", "二、戊", "1.己。"), ["层次跳级"]),
    ],
)
def test_numberings_that_do_not_follow_are_reported_one_by_one(lines: tuple[str, ...], expected: list[str]) -> None:
    assert body_faults(*lines) == expected


@pytest.mark.requirement("R-7.3.3-6")
@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("(一)甲。", "（一）"),
        ("(1)甲。", "（1）"),
        ("（一）、甲。", "（一）"),
        ("1、甲。", "1."),
        ("2．甲。", "2."),
        ("三．甲。", "三、"),
    ],
)
def test_a_numbering_with_other_marks_is_reported_with_the_right_ones(text: str, proposal: str) -> None:
    hints = [issue.hint for issue in issues(正文=f"总述。\n{text}") if issue.requirement == "R-7.3.3-6"]
    assert hints == [f"应写作“{proposal}”"]


def test_the_four_numberings_have_the_right_marks() -> None:
    assert not found("R-7.3.3-6", 正文="一、甲。\n（一）乙。\n1.丙。\n（1）丁。")


@pytest.mark.requirement("T-15-1")
def test_a_document_to_a_superior_has_one_addressee() -> None:
    up = {"标题": "甲市教育局关于乙的请示", "签发人": "张三"}
    assert [severity for severity, _ in found("T-15-1", **up, 主送机关="市政府，市委")] == [Severity.WARNING]
    assert not found("T-15-1", **up, 主送机关="市政府（市长办公室、督查室）")


@pytest.mark.requirement("T-15-4")
def test_a_report_carries_no_request() -> None:
    report = {"标题": "甲市教育局关于乙的报告", "签发人": "张三", "主送机关": "市政府"}
    assert [severity for severity, _ in found("T-15-4", **report, 正文="情况。\n妥否，请批示。")] == [Severity.ERROR]
    assert not found("T-15-4", **report)
    assert not found("T-15-4", 标题="甲市教育局关于乙的请示", 正文="妥否，请批示。")


@pytest.mark.requirement("T-15-5")
def test_a_document_to_a_superior_is_not_addressed_to_a_person() -> None:
    up = {"标题": "甲市教育局关于乙的请示", "签发人": "张三"}
    assert [severity for severity, _ in found("T-15-5", **up, 主送机关="李四市长")] == [Severity.ERROR]
    assert not found("T-15-5", **up, 主送机关="市政府")


def test_a_missing_addressee_number_or_mark_is_reported() -> None:
    assert found("R-7.3.2-1", 主送机关=None)
    assert not found("R-7.3.2-1", 主送机关=None, 标题="甲市教育局关于乙的公告")
    assert found("T-9-5", 发文字号=None)
    assert found("R-10.3-1", 格式="纪要")


@pytest.mark.requirement("S-4")
@pytest.mark.parametrize("word", ["no", "Yes", "true", "null", "~"])
def test_values_that_look_like_words_of_yaml_are_doubted(word: str) -> None:
    assert [severity for severity, _ in found("S-4", 署名=word)] == [Severity.WARNING]
    assert found("S-4", 标题="2025:08")


def test_a_name_of_an_issuer_that_no_mark_can_hold_is_reported() -> None:
    assert found("R-7.2.4-5", 发文机关="甲" * 31)
    assert not found("R-7.2.4-5", 发文机关="甲" * 30)


def test_attachments_have_a_name_without_a_mark_and_a_text() -> None:
    assert found("R-7.3.4-1", 附件={"正文": "甲"})
    assert found("R-7.3.4-2", 附件={"标题": "名单。", "正文": "甲"})
    assert found("R-7.3.7-1", 附件={"标题": "名单"})
    assert not found("R-7.3.7-1", 附件={"标题": "名单", "不随文": "是"})


def test_footnotes_and_their_calls_belong_together() -> None:
    assert not found("S-4", 正文="甲[^1]。", 脚注={"1": "乙"})
    assert not found("S-4", 正文=[{"表格": {"表头": ["甲[^1]"], "行": [["乙[^2]"]]}}], 脚注={"1": "丙", "2": "丁"})
    assert found("S-4", 正文="甲[^2]。", 脚注={"1": "乙"}) == [
        (Severity.WARNING, "脚注“2”没有内容"),
        (Severity.INFO, "脚注“1”没有被引用"),
    ]


def test_a_silenced_rule_is_not_reported() -> None:
    silenced = {"忽略": [{"规则": "T-9-7", "理由": "本地惯例"}]}
    assert found("T-9-7", 标题="关于乙的通知")
    assert not found("T-9-7", 标题="关于乙的通知", 校对=silenced)
    family = {"忽略": [{"规则": "T-9", "理由": "本地惯例"}]}
    assert not found("T-9-7", 标题="关于乙的通知", 校对=family)


TEXT = st.text("一、（）1.甲乙。\n：**[^1]", max_size=30)


@settings(deadline=None, max_examples=60)
@given(title=TEXT, body=TEXT, number=TEXT, addressees=TEXT)
def test_any_document_can_be_checked(title: str, body: str, number: str, addressees: str) -> None:
    more = {"标题": title, "正文": body, "发文字号": number.replace("\n", ""), "主送机关": addressees}
    given_keys = {key: value for key, value in more.items() if value.strip(" \n")}
    assert all(issue.message for issue in issues(**given_keys))


@pytest.mark.requirement("R-7.3.3-3")
@pytest.mark.parametrize("beginning", ["①", "1）", "12)", "a.", "⑴"])
def test_a_fifth_level_is_reported_and_set_as_it_is(beginning: str) -> None:
    assert [severity for severity, _ in found("R-7.3.3-3", 正文=f"甲。\n{beginning}第五级。")] == [Severity.WARNING]


def test_a_text_that_begins_with_a_latin_word_has_no_fifth_level() -> None:
    assert found("R-7.3.3-3", 正文="甲。\nA.B公司参加。\n5G建设。\n10%以上。") == []


@pytest.mark.requirement("R-7.3.4-4")
def test_the_name_of_an_attachment_has_no_book_marks_around_it() -> None:
    def named(title: str) -> list[tuple[Severity, str]]:
        return found("R-7.3.4-4", 附件={"标题": title, "正文": "乙。"})

    assert [severity for severity, _ in named("《名单》")] == [Severity.WARNING]
    assert named("《办法》任务分工表") == named("《甲》和《乙》") == named("名单") == []


@pytest.mark.requirement("T-9-15")
def test_an_organ_that_is_addressed_gets_no_copy() -> None:
    assert [message for _, message in found("T-9-15", 抄送=["市财政局", "各县（市、区）教育局。"])] == [
        "“各县（市、区）教育局”既是主送机关，又是抄送机关"
    ]
    assert found("T-9-15", 抄送="市财政局") == []
