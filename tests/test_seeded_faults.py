"""Every rule of a document has a document that breaks it, and no other rule says anything of that document."""

from collections.abc import Mapping

import pytest

from typeset.checking.catalogue import most_severe
from typeset.checks.document import DOCUMENT_RULES
from typeset.checks.finding import Finding
from typeset.errors import Severity
from typeset.model import document_from_mapping
from typeset.standard.requirements import requirements

NOTICE: Mapping[str, object] = {
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
REQUEST: Mapping[str, object] = {
    **NOTICE,
    "标题": "甲市教育局关于新建学校的请示",
    "主送机关": "甲市人民政府",
    "签发人": "张三",
    "正文": "我市学位紧张。\n拟新建学校一所。\n妥否，请批示。",
    "附注": "联系人：李四，电话：1234567",
}
REPORT = {**REQUEST, "标题": "甲市教育局关于开学工作的报告", "正文": "现将有关情况报告如下。", "附注": None}
REPLY = {**NOTICE, "标题": "甲市教育局关于新建学校的批复", "正文": "你局《关于新建学校的请示》收悉。同意。"}
PUBLIC = {**NOTICE, "标题": "甲市教育局关于招生的公告", "主送机关": None}
LETTER = {**NOTICE, "格式": "信函", "标题": "甲市教育局关于协助招生的函", "印发机关": None, "印发日期": None}
ORDER = {
    **{"格式": "命令", "发文机关": "甲市人民政府", "发文字号": "第3号", "正文": "现予公布。", "成文日期": "2024-08-20"},
    "署名": {"职务": "市长", "姓名": "张三"},
}
MINUTES = {
    **{"格式": "纪要", "发文机关": "甲市教育局", "发文机关标志": "局长办公会议纪要", "标题": "开学工作会议纪要"},
    **{"正文": "会议认为。", "成文日期": "2024-08-20"},
}
JOINT = {
    **NOTICE,
    "发文机关": ["甲市教育局", "甲市财政局"],
    "标题": "甲市教育局 甲市财政局关于做好资助工作的通知",
    "署名": ["甲市教育局", "甲市财政局"],
}
JOINT_REQUEST = {**REQUEST, **{key: JOINT[key] for key in ("发文机关", "署名")}, "签发人": ["张三", "李四"]}
ATTACHED = {**NOTICE, "附件": [{"标题": "名单", "正文": "甲"}]}
ISSUING = {
    **{**NOTICE, "标题": "甲市教育局关于印发《招生办法》的通知"},
    "印发件": [{"标题": "招生办法", "正文": "甲。", "成文日期": "2024-08-01"}],
}
BASES = {
    **{"通知": NOTICE, "请示": REQUEST, "报告": REPORT, "批复": REPLY, "公告": PUBLIC, "函": LETTER, "命令": ORDER},
    **{"纪要": MINUTES, "联合": JOINT, "联合请示": JOINT_REQUEST, "有附件": ATTACHED, "印发": ISSUING},
}
ORDER = list(Severity)
CELL = {"文": "乙", "跨行": "3"}

# The rule, the document that it judges, and what is wrong with it; None takes a key away.
FAULTS: tuple[tuple[str, str, str, Mapping[str, object]], ...] = (
    ("S-4", "values_are_words", "通知", {"发文机关": {"名称": "甲市教育局", "署名": "no"}, "署名": "no"}),
    ("T-17-1", "inner_units_do_not_issue", "通知", {"发文机关": "甲市教育局人事科", "署名": "甲市教育局人事科"}),
    (
        *("T-17-1", "joint_issuers_are_of_one_level", "联合"),
        {
            "发文机关": ["甲市人民政府", "甲市教育局"],
            "署名": ["甲市人民政府", "甲市教育局"],
            "发文字号": "甲政发〔2024〕1号",
        },
    ),
    ("R-7.2.4-1", "mark_names_an_issuer", "通知", {"发文机关标志": "乙市教育局文件"}),
    ("R-7.2.4-5", "issuer_names_fit", "通知", {"发文机关": "甲市教育局" + "甲" * 26, "署名": "甲市教育局" + "甲" * 26}),
    ("R-7.2.4-6", "joint_mark_is_of_several_organs", "通知", {"联合标志": "主办"}),
    ("R-10.1-1", "mark_of_a_letter_is_a_name_alone", "函", {"发文机关标志": "甲市教育局文件"}),
    ("R-10.2-1", "mark_of_an_order_ends_with_its_type", "命令", {"发文机关标志": "甲市人民政府"}),
    ("R-10.3-1", "minutes_have_a_mark", "纪要", {"发文机关标志": None}),
    ("R-10.3-1", "mark_of_minutes_ends_with_its_type", "纪要", {"发文机关标志": "局长办公会议"}),
    ("T-9-1", "classified_documents_have_copy_numbers", "报告", {"密级": "秘密", "保密期限": "1年"}),
    ("T-9-2", "term_has_a_level", "通知", {"保密期限": "1年"}),
    ("T-9-2", "level_has_a_term", "报告", {"密级": "秘密", "份号": "000001"}),
    ("R-7.2.2-3", "term_is_within_the_law", "报告", {"密级": "秘密", "保密期限": "11年", "份号": "000001"}),
    ("T-31-1", "public_documents_are_not_classified", "通知", {"密级": "秘密", "保密期限": "1年", "份号": "000001"}),
    ("T-9-5", "number_is_given", "通知", {"发文字号": None}),
    ("R-7.2.5-2", "number_is_standard", "通知", {"发文字号": "甲教发[2024]012号"}),
    ("R-7.2.5-4", "joint_number_is_that_of_the_first_issuer", "联合", {"发文字号": "财发〔2024〕1号"}),
    ("T-N-2", "number_has_the_year_of_the_date", "通知", {"发文字号": "甲教发〔2023〕12号"}),
    ("R-10.2-2", "number_of_an_order_is_an_ordinal", "命令", {"发文字号": "甲政令3号"}),
    ("T-9-6", "signers_of_upward_documents", "请示", {"签发人": None}),
    ("R-7.2.6-3", "every_issuer_of_an_upward_document_has_a_signer", "联合请示", {"签发人": "张三"}),
    ("T-9-7", "title_names_organ_matter_and_type", "通知", {"标题": "关于做好开学工作的通知"}),
    ("T-8-1", "title_ends_with_a_type", "通知", {"标题": "甲市教育局关于做好开学工作的方案"}),
    ("T-8-1", "title_ends_with_a_type", "请示", {"标题": "甲市教育局关于新建学校的报告请示"}),
    ("R-7.3.1-4", "title_ends_with_its_type", "通知", {"标题": "甲市教育局关于做好开学工作的通知。"}),
    ("R-7.3.1-2", "title_is_not_too_long", "通知", {"标题": f"甲市教育局关于{'开学工作' * 14}的通知"}),
    ("R-7.3.2-1", "addressees_are_given", "通知", {"主送机关": None}),
    ("R-7.3.2-1", "public_documents_address_nobody", "公告", {"主送机关": "各学校"}),
    (
        "T-14-1",
        "levels_are_not_skipped",
        "请示",
        {"发文机关": "甲县教育局", "署名": "甲县教育局", "主送机关": "乙省教育厅"},
    ),
    ("T-15-1", "one_addressee_upward", "请示", {"主送机关": "甲市人民政府，中共甲市委员会"}),
    ("T-15-1", "copies_of_upward_documents_go_to_no_subordinate", "请示", {"抄送": "各县（市、区）教育局。"}),
    ("T-15-5", "addressee_is_no_person", "请示", {"主送机关": "李四市长"}),
    ("T-16-2", "departments_do_not_instruct_governments", "通知", {"主送机关": "各县（市、区）人民政府"}),
    ("T-15-4", "report_asks_for_nothing", "报告", {"正文": "情况如下。\n以上报告，请批示。"}),
    (
        "T-15-4",
        "a_request_has_one_matter",
        "请示",
        {"正文": "一、关于学校\n拟建。\n二、关于医院\n拟建。\n妥否，请批示。"},
    ),
    ("T-15-4", "a_request_has_one_matter", "请示", {"标题": "甲市教育局关于新建学校和关于增加编制的请示"}),
    ("T-15-4", "a_request_has_one_matter", "请示", {"正文": "拟建学校，当否，请批示。\n拟增编制，妥否，请批示。"}),
    ("T-8-2", "a_request_ends_with_its_question", "请示", {"正文": "我市学位紧张。\n拟新建学校一所。"}),
    ("T-8-3", "a_reply_names_what_it_answers", "批复", {"正文": "同意新建学校。"}),
    ("T-8-4", "words_fit_the_direction", "函", {"正文": "请认真贯彻执行。"}),
    ("T-8-4", "words_fit_the_direction", "通知", {"正文": "妥否，请批示。"}),
    ("T-L-1", "text_is_not_too_long", "通知", {"正文": "各地要加强领导，落实责任。" * 320}),
    ("R-7.3.3-3", "levels_follow_in_order", "通知", {"正文": "一、甲。\n三、乙。"}),
    ("R-7.3.3-3", "levels_begin_with_the_first", "通知", {"正文": "现通知如下。\n1.甲。\n2.乙。"}),
    ("R-7.3.3-3", "levels_are_at_most_four", "通知", {"正文": "甲。\n①乙。"}),
    ("R-7.3.3-6", "numberings_have_their_marks", "通知", {"正文": "甲。\n1、乙。"}),
    ("R-7.3.5.5-1", "no_page_is_said_to_be_without_text", "通知", {"正文": "甲。\n（此页无正文）"}),
    ("R-7.3.4-1", "attachments_have_names", "有附件", {"附件": [{"正文": "甲"}]}),
    ("R-7.3.4-1", "mentioned_attachments_exist", "通知", {"正文": "名单见附件。"}),
    ("R-7.3.4-1", "mentioned_attachments_exist", "通知", {"正文": "请办。\n附件：1.名单"}),
    (
        *("R-7.3.4-1", "mentioned_attachments_exist", "有附件"),
        {"附件": [{"标题": "名单", "正文": "甲"}, {"标题": "表", "正文": "乙"}], "正文": "按附件3办理。"},
    ),
    ("R-7.3.4-2", "attachment_titles_are_fit_for_the_list", "有附件", {"附件": [{"标题": "名单。", "正文": "甲"}]}),
    ("R-7.3.4-2", "a_single_attachment_has_no_number", "有附件", {"正文": "名单见附件1。"}),
    ("R-7.3.4-4", "attachment_titles_have_no_book_marks", "有附件", {"附件": [{"标题": "《名单》", "正文": "甲"}]}),
    ("R-7.3.7-1", "bound_attachments_have_text", "有附件", {"附件": [{"标题": "名单"}]}),
    (
        *("R-7.3.7-3", "issued_texts_have_the_titles_that_are_announced", "印发"),
        {"印发件": [{"标题": "收费办法", "正文": "甲。"}]},
    ),
    ("R-7.3.7-3", "issued_texts_have_the_titles_that_are_announced", "印发", {"印发件": None}),
    ("T-9-13", "signatures_are_those_of_the_issuers", "通知", {"署名": "乙市教育局"}),
    ("T-9-13", "seals_are_those_of_the_issuers", "通知", {"印章": None}),
    ("T-9-12", "date_is_given", "通知", {"成文日期": None}),
    ("T-9-12", "dates_are_plausible", "命令", {"成文日期": "1024-08-20"}),
    (
        *("T-9-12", "dates_are_plausible", "印发"),
        {"印发件": [{"标题": "招生办法", "正文": "甲。", "成文日期": "2024-09-01"}]},
    ),
    ("R-7.3.5.4-1", "dates_are_in_digits", "通知", {"成文日期": "二〇二四年八月二十日"}),
    ("T-9-14", "a_request_gives_a_contact", "请示", {"附注": None}),
    ("R-7.4.3-1", "imprint_is_whole", "通知", {"印发机关": None}),
    ("R-7.4.3-4", "printed_after_signing", "通知", {"印发日期": "2024-08-19"}),
    ("T-9-15", "copies_go_to_others", "通知", {"抄送": "各县（市、区）教育局。"}),
    ("T-9-15", "copies_are_named_once", "通知", {"抄送": ["甲市财政局", "甲市公安局，甲市财政局。"]}),
    ("R-10.1-10", "imprint_of_letter", "函", {"印发机关": "甲市教育局办公室"}),
    ("S-4", "cells_end_with_their_table", "通知", {"正文": [{"表格": {"行": [["甲", CELL], ["丙"]]}}]}),
    ("S-4", "contents_have_entries", "通知", {"目录": "是", "正文": "甲。"}),
    ("S-4", "footnotes_are_called", "通知", {"正文": "甲[^1]。"}),
)


def findings(base: str, changes: Mapping[str, object]) -> dict[tuple[str, str], list[Finding]]:
    """What the rules say of a document, by the rule's id and function; those that say nothing are left out."""
    data = {key: value for key, value in {**BASES[base], **changes}.items() if value is not None}
    document = document_from_mapping(data)
    found = {(rule, function.__name__): list(function(document)) for rule, function in DOCUMENT_RULES}
    return {key: said for key, said in found.items() if said}


@pytest.mark.parametrize("base", BASES)
def test_the_documents_to_begin_with_break_no_rule(base: str) -> None:
    known = {("R-7.4.3-1", "imprint_is_whole")} if base == "命令" else set()
    assert findings(base, {}).keys() - known == set(), findings(base, {})


@pytest.mark.requirement("T-8-1", "T-8-2", "T-8-3", "T-8-4", "T-9-14", "T-14-1", "T-16-2", "T-17-1", "T-L-1")
@pytest.mark.requirement("R-7.2.4-1", "R-7.2.5-4", "R-7.3.4-1", "R-7.3.7-3")
@pytest.mark.parametrize(("rule", "function", "base", "changes"), FAULTS, ids=[f"{row[0]}-{row[1]}" for row in FAULTS])
def test_a_seeded_fault_is_found_by_its_rule_and_by_no_other(
    rule: str, function: str, base: str, changes: Mapping[str, object]
) -> None:
    found = findings(base, changes)
    assert found.keys() - findings(base, {}).keys() == {(rule, function)}, found
    worst = min(found[rule, function], key=lambda finding: ORDER.index(finding.severity)).severity
    assert ORDER.index(worst) >= ORDER.index(most_severe(requirements()[rule].strength))


def test_every_rule_of_a_document_has_a_fault() -> None:
    assert {(rule, function.__name__) for rule, function in DOCUMENT_RULES} == {row[:2] for row in FAULTS}


# What looks like a fault and is none: the base, the changes.
RIGHT: tuple[tuple[str, Mapping[str, object]], ...] = (
    (
        "请示",
        {
            "发文机关": "北京市教育委员会",
            "署名": "北京市教育委员会",
            "标题": "北京市教育委员会关于甲的请示",
            "主送机关": "教育部",
        },
    ),
    ("请示", {"发文机关": "青山镇人民政府", "署名": "青山镇人民政府", "标题": "青山镇人民政府关于甲的请示"}),
    ("请示", {"发文机关": "甲县教育局", "署名": "甲县教育局", "主送机关": "乙省教育厅", "抄送": "丙市教育局。"}),
    ("请示", {"主送机关": "甲市人民政府（办公室、督查室）"}),
    ("请示", {"标题": "甲市教育局关于转报《乙县关于建校的请示》的请示"}),
    ("通知", {"主送机关": "各县（市、区）人民政府", "正文": "经市人民政府同意，现通知如下。"}),
    (
        "通知",
        {
            "发文机关": "甲市人民政府办公室",
            "署名": "甲市人民政府办公室",
            "主送机关": "各县人民政府",
            "标题": "甲市人民政府办公室关于乙的通知",
        },
    ),
    (
        "通知",
        {"发文机关": "甲市青山街道办事处", "署名": "甲市青山街道办事处", "标题": "甲市青山街道办事处关于乙的通知"},
    ),
    ("通知", {"发文机关": "甲市车辆管理所", "署名": "甲市车辆管理所", "标题": "甲市车辆管理所关于乙的通知"}),
    ("通知", {"发文机关标志": "甲教局"}),
    ("联合", {"发文字号": "甲教联发〔2024〕1号"}),
    ("联合", {"发文字号": "沪府发〔2024〕1号"}),
    ("批复", {"正文": "甲政〔2024〕1号请示收悉。同意。"}),
    ("通知", {"标题": "甲市教育局转发市政府办公室关于做好开学工作意见的通知"}),
    (
        "印发",
        {"印发件": [{"标题": "甲市招生办法（试行）", "正文": "甲。"}], "标题": "甲市教育局关于印发《招生办法》的通知"},
    ),
    ("印发", {"正文": "请按附件要求执行。"}),
    ("有附件", {"正文": "名单见附件。"}),
    ("通知", {"正文": "有下列情形的：\n（一）甲；\n（二）乙。"}),
    ("通知", {"标题": "甲市教育局关于做好开学工作的通知（试行）"}),
    ("通知", {"正文": "对“妥否”二字的用法，另行通知。"}),
)


@pytest.mark.parametrize(("base", "changes"), RIGHT)
def test_what_looks_like_a_fault_and_is_none_is_left_alone(base: str, changes: Mapping[str, object]) -> None:
    assert findings(base, changes) == {}
