"""The structure of an official document is found in its paragraphs; nothing is invented, nothing is lost."""

import itertools
import re
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.errors import Where
from typeset.readers.imported import Imported
from typeset.readers.manuscript import (
    Look,
    Manuscript,
    ManuscriptCell,
    ManuscriptItem,
    ManuscriptParagraph,
    ManuscriptPicture,
    ManuscriptTable,
)
from typeset.readers.plain_text import manuscript_of_text
from typeset.readers.plain_text.decoding import Decoded
from typeset.readers.recognition import recognise

BODY = "现就有关事项通知如下。"


def read(text: str) -> Imported:
    return recognise(manuscript_of_text(Decoded(text.strip("\n"), "utf-8"), "公文.txt"))


def rows(*lines: str) -> Imported:
    return read("\n".join(lines))


def values(tree: object) -> Iterator[str]:
    """Every text of a source, a key before its value."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield str(key)
            yield from values(value)
    elif isinstance(tree, list | tuple):
        for item in tree:
            yield from values(item)
    else:
        yield str(tree)


NOTICE = (
    "000012",
    "秘密★1年",
    "特急",
    "临溪市教育局文件",
    "临教发〔2025〕12号　　　签发人：林致远",
    "临溪市教育局关于做好开学工作的通知",
    "",
    "各县（区）教育局，各市直学校：",
    "开学在即。现就有关事项通知如下：",
    "一、总体要求",
    "（一）提高认识。要高度重视，加强领导。",
    "1.落实责任",
    "各学校要明确分工。",
    "",
    "附件：1.任务分工表",
    "2.联系方式",
    "",
    "临溪市教育局",
    "2025年8月18日",
    "（此件公开发布）",
    "",
    "附件1",
    "",
    "任务分工表",
    "",
    "各科室按分工落实。",
    "附件2",
    "",
    "联系方式",
    "",
    "电话：12345。",
    "抄送：市委办公室，市政府办公室。",
    "临溪市教育局办公室　　　　　2025年8月19日印发",
)


@pytest.mark.requirement("I-10")
def test_every_element_of_a_notice_gets_its_key() -> None:
    assert rows(*NOTICE).data == {
        "格式": "公文",
        "文种": "通知",
        "发文机关": "临溪市教育局",
        "发文机关标志": "临溪市教育局文件",
        "份号": "000012",
        "密级": "秘密",
        "保密期限": "1年",
        "紧急程度": "特急",
        "发文字号": "临教发〔2025〕12号",
        "签发人": ["林致远"],
        "标题": "临溪市教育局关于做好开学工作的通知",
        "主送机关": ["各县（区）教育局", "各市直学校"],
        "正文": [
            "开学在即。现就有关事项通知如下：",
            "一、总体要求",
            "（一）提高认识。要高度重视，加强领导。",
            "1.落实责任",
            "各学校要明确分工。",
        ],
        "附件": [
            {"标题": "任务分工表", "正文": ["各科室按分工落实。"]},
            {"标题": "联系方式", "正文": ["电话：12345。"]},
        ],
        "署名": "临溪市教育局",
        "成文日期": "2025年8月18日",
        "附注": "此件公开发布",
        "抄送": "市委办公室，市政府办公室。",
        "印发机关": "临溪市教育局办公室",
        "印发日期": "2025年8月19日",
    }


@pytest.mark.requirement("I-11")
def test_what_a_complete_notice_lacks_is_the_seal_alone() -> None:
    assert rows(*NOTICE).missing == ("印章",)


@pytest.mark.requirement("I-11")
def test_a_text_without_title_and_issuer_gets_placeholders_and_a_word_about_each() -> None:
    made = rows("各科室：", "现就值班工作通知如下：", "请按时到岗。")
    assert made.data["发文机关"] == "×××"
    assert made.data["标题"] == "×××通知"
    assert set(made.missing) >= {"发文机关", "标题", "署名", "成文日期", "印章", "印发机关", "印发日期"}
    assert [issue.message for issue in made.issues] == [
        "没有找到标题（以通知、意见等文种结尾的一行）",
        "没有写明发文机关",
    ]


@pytest.mark.requirement("I-10")
@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ("临溪市教育局关于印发《临溪市学校", "食堂管理办法》的通知"),
            "临溪市教育局关于印发《临溪市学校食堂管理办法》的通知",
        ),
        (("临溪市教育局", "关于做好开学工作的通知"), "临溪市教育局关于做好开学工作的通知"),
        (("关于做好", "", "开学工作的通知"), "关于做好开学工作的通知"),
        (("关于做好开学", "工 作 的 通 知"), "关于做好开学工作的通知"),
        (("关于开学的通知", "", "关于开学的通知"), "关于开学的通知"),
        (("临溪市教育局文件", "关于开学的通知（试行）"), "关于开学的通知（试行）"),
    ],
)
def test_a_title_over_several_lines_is_one_line(lines: Sequence[str], title: str) -> None:
    assert rows(*lines, "各学校：", BODY).data["标题"] == title


@pytest.mark.requirement("I-10")
@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("临教发〔2025〕12号", "临教发〔2025〕12号"),
        ("文号: 临教发[2025]12号", "临教发〔2025〕12号"),
        ("临教发（2025）12号", "临教发〔2025〕12号"),
        ("临教函〔2025〕102 号", "临教函〔2025〕102号"),
    ],
)
def test_a_number_is_found_in_any_brackets_above_or_below_the_title(line: str, number: str) -> None:
    for lines in (("关于开学的通知", line), (line, "关于开学的通知")):
        assert rows(*lines, "各学校：", BODY).data["发文字号"] == number


@pytest.mark.requirement("I-10")
def test_a_number_quoted_in_the_text_is_not_the_documents_own() -> None:
    made = rows("关于开学的批复", "临溪一中：", "你校《请示》（临一中〔2025〕3号）收悉。同意。")
    assert "发文字号" not in made.data


@pytest.mark.requirement("I-10")
def test_a_function_number_makes_a_letter_and_a_mark_without_evidence_none() -> None:
    assert rows("关于开学的函", "临教函〔2025〕1号", "市财政局：", BODY).data["格式"] == "信函"
    assert rows("关于开学的函", "市财政局：", BODY).data["格式"] == "公文"


@pytest.mark.requirement("I-10")
@pytest.mark.parametrize(
    ("lines", "issuers", "signature"),
    [
        (("临溪市教育局 临溪市财政局关于开学的通知",), ["临溪市教育局", "临溪市财政局"], None),
        (("临溪市教育局、临溪市财政局关于开学的通知",), ["临溪市教育局", "临溪市财政局"], None),
        (
            ("关于开学的通知", "", BODY, "甲市教育局　　甲市财政局", "2025年8月1日"),
            *2 * (["甲市教育局", "甲市财政局"],),
        ),
        (
            ("关于开学的通知", "", BODY, "甲市教育局", "", "甲海关", "", "2025年8月1日"),
            *2 * (["甲市教育局", "甲海关"],),
        ),
    ],
)
def test_joint_issuers_are_found_in_the_title_or_the_signature(
    lines: Sequence[str], issuers: Sequence[str], signature: Sequence[str] | None
) -> None:
    made = rows(*lines, *([] if signature else ["各学校：", BODY]))
    assert made.data["发文机关"] == issuers
    assert made.data.get("署名") == signature


@pytest.mark.requirement("I-10")
def test_a_name_in_the_title_and_the_full_name_in_the_signature_are_both_kept() -> None:
    made = rows("临溪市经信局关于开学的通知", "各学校：", BODY, "临溪市经济和信息化局", "2025年8月1日")
    assert made.data["发文机关"] == [{"名称": "临溪市经信局", "署名": "临溪市经济和信息化局"}]


@pytest.mark.requirement("I-10")
@pytest.mark.parametrize("date", ["2025年8月1日", "二〇二五年八月一日", "二○二五年八月一日", "2025 年 8 月 1 日"])
def test_dates_in_digits_and_in_han_close_the_text(date: str) -> None:
    made = rows("关于开学的通知", "各学校：", "自2025年9月1日起施行。", "临溪市教育局", date)
    assert made.data["正文"] == ["自2025年9月1日起施行。"]
    assert str(made.data["成文日期"]).replace(" ", "") == date.replace(" ", "").replace("○", "〇")


@pytest.mark.requirement("I-11")
def test_a_date_without_a_signature_invents_none() -> None:
    made = rows("关于开学的通知", "各学校：", "请认真执行。", "", "2025年8月1日")
    assert made.data["成文日期"] == "2025年8月1日"
    assert "署名" not in made.data
    assert "署名" in made.missing


@pytest.mark.requirement("I-11")
def test_a_date_that_is_left_open_is_missing() -> None:
    made = rows("关于开学的通知", "各学校：", "请认真执行。", "临溪市教育局", "2025年　月　日")
    assert made.data["署名"] == "临溪市教育局"
    assert "成文日期" in made.missing
    assert [text for _, text in made.left_out] == ["2025年　月　日"]


@pytest.mark.requirement("I-10")
def test_a_forwarded_report_keeps_its_own_recipients_signature_and_date() -> None:
    made = rows(
        *("临溪市人民政府办公室转发市教育局关于开学工作报告的通知", "临政办发〔2025〕3号", ""),
        *("各县（区）人民政府：", "市教育局《关于开学工作的报告》已经市政府同意，现转发给你们。"),
        *("临溪市人民政府办公室", "2025年8月5日", "", "关于开学", "工作的报告", "", "市政府：", "现报告如下。"),
        *("临溪市教育局", "2025年8月1日"),
    )
    assert made.data["署名"] == "临溪市人民政府办公室"
    assert made.data["印发件"] == [
        {
            "标题": "关于开学工作的报告",
            "主送机关": "市政府",
            "正文": ["现报告如下。"],
            "署名": "临溪市教育局",
            "成文日期": "2025年8月1日",
        }
    ]


@pytest.mark.requirement("I-10")
def test_two_texts_that_a_notice_issues_are_told_apart_by_the_titles_it_names() -> None:
    made = rows(
        *(
            "关于印发两个规定的通知",
            "各学校：",
            "现将《食堂规定》和《宿舍规定》印发给你们。",
            "临溪市教育局",
            "2025年8月5日",
        ),
        *("", "食堂规定", "", "一、卫生要达标。", "二、价格要公开。", "", "宿舍规定", "", "一、按时熄灯。"),
    )
    assert [part["标题"] for part in made.data["印发件"]] == ["食堂规定", "宿舍规定"]  # type: ignore[attr-defined]


@pytest.mark.requirement("I-10")
def test_an_attachment_of_an_issued_text_belongs_to_it() -> None:
    made = rows(
        *("关于印发《食堂办法》的通知", "各学校：", "现将《食堂办法》印发给你们。", "临溪市教育局", "2025年8月5日", ""),
        *("食堂办法", "", "第一条　卫生要达标。", "附件1", "", "检查表", "", "每月一次。"),
    )
    (part,) = made.data["印发件"]  # type: ignore[misc]
    assert part["附件"] == [{"标题": "检查表", "正文": ["每月一次。"]}]
    assert "附件" not in made.data


@pytest.mark.requirement("I-10")
def test_an_attachment_that_is_listed_and_not_there_is_named_only_and_said() -> None:
    made = rows("关于开学的通知", "各学校：", BODY, "附件：任务分工表", "临溪市教育局", "2025年8月5日")
    assert made.data["附件"] == [{"标题": "任务分工表", "不随文": "是"}]
    assert any("没有随文" in issue.message for issue in made.issues)


@pytest.mark.requirement("I-10")
def test_a_table_right_below_the_list_of_attachments_ends_it() -> None:
    made = rows("关于开学的通知", "各学校：", BODY, "附件：1.甲表", "甲\t乙\t丙", "1\t2\t3", "丁\t戊\t己")
    assert made.data["附件"] == [{"标题": "甲表", "不随文": "是"}]
    assert made.data["正文"] == [
        BODY,
        {"表格": {"表头": ["甲", "乙", "丙"], "行": [["1", "2", "3"], ["丁", "戊", "己"]]}},
    ]


@pytest.mark.requirement("I-10")
def test_an_order_has_a_number_a_post_and_a_name() -> None:
    made = rows("临溪市人民政府令", "第12号", "", "《公园办法》已经通过，现予公布。", "市长　林致远", "2025年6月26日")
    assert made.data["格式"] == "命令"
    assert made.data["发文机关"] == "临溪市人民政府"
    assert made.data["发文字号"] == "第12号"
    assert made.data["署名"] == {"职务": "市长", "姓名": "林致远"}
    assert "标题" not in made.data


@pytest.mark.requirement("I-10")
def test_minutes_have_those_present_excused_and_attending() -> None:
    made = rows(
        *("临溪市人民政府常务会议纪要", "第3期", "市人民政府第3次常务会议纪要", "", "会议听取了汇报。"),
        *("出席：林致远、沈文博", "请假：吴越", "列席：秦川"),
    )
    assert made.data["格式"] == "纪要"
    assert (made.data["出席"], made.data["请假"], made.data["列席"]) == ("林致远、沈文博", "吴越", "秦川")


@pytest.mark.requirement("I-10")
def test_a_note_below_the_title_is_no_date_of_the_document() -> None:
    made = rows("临溪市人大关于报告的决议", "（2025年1月9日临溪市人民代表大会通过）", "会议批准这个报告。")
    assert made.data["题注"] == "2025年1月9日临溪市人民代表大会通过"
    assert "成文日期" not in made.data
    assert "成文日期" not in made.missing


@pytest.mark.requirement("I-5")
def test_lines_of_a_web_page_round_the_document_are_left_out_by_name() -> None:
    noise = ("当前位置: 首页>>文件", "发布时间：2025-08-09", "关于开学的通知")
    made = rows(*noise, "", "关于开学的通知", "2025-08-10", "各学校：", BODY, "上一篇：无")
    assert [text for _, text in made.left_out] == [*noise, "2025-08-10", "上一篇：无"]


@pytest.mark.requirement("I-10")
def test_headings_that_end_with_a_stop_are_headings_when_text_stands_below_all_of_them() -> None:
    made = rows(
        "关于开学的意见", "", "一、要求", "（一）提高认识。", "要高度重视。", "（二）加强领导。", "要明确责任。"
    )
    assert made.data["正文"] == [
        "一、要求",
        {"标题2": "（一）提高认识。"},
        "要高度重视。",
        {"标题2": "（二）加强领导。"},
        "要明确责任。",
    ]


@pytest.mark.requirement("I-10")
def test_a_list_of_short_sentences_has_no_headings() -> None:
    made = rows("关于开学的意见", "", "现提出如下意见：", "1.提高认识。", "2.加强领导。", "要明确责任。")
    assert made.data["正文"] == ["现提出如下意见：", "1.提高认识。", "2.加强领导。", "要明确责任。"]


@pytest.mark.requirement("I-7")
def test_a_letter_spaced_title_is_closed_up_and_the_repair_is_reported() -> None:
    made = rows("关 于 开 学 的 通 知", "各学校：", BODY)
    assert made.data["标题"] == "关于开学的通知"
    assert ("I-7", "关 于 开 学 的 通 知", "关于开学的通知") in [(r.rule, r.before, r.after) for r in made.repairs]


@pytest.mark.requirement("I-8")
def test_readings_between_the_characters_go_and_other_brackets_stay() -> None:
    made = rows("关于开学的通知", "各学校：", "高质量发(fā)展，态（tài）势良好，学生（含新生）入学，IP（ip）地址。")
    assert made.data["正文"] == ["高质量发展，态势良好，学生（含新生）入学，IP（ip）地址。"]
    assert [repair.rule for repair in made.repairs].count("I-8") == 2


TITLED = ("关于开学的通知", "各学校：", BODY)


@pytest.mark.requirement("I-9")
def test_rows_with_tabs_are_a_table_and_short_rows_are_covered_from_above() -> None:
    made = rows(*TITLED, "类\t项\t数", "甲\t一\t1", "二\t2", "乙\t三\t3")
    assert made.data["正文"][1] == {  # type: ignore[index]
        "表格": {
            "表头": ["类", "项", "数"],
            "行": [[{"文": "甲", "跨行": "2"}, "一", "1"], ["二", "2"], ["乙", "三", "3"]],
        }
    }
    assert any(issue.requirement == "I-9" for issue in made.issues)


@pytest.mark.requirement("I-9")
def test_a_cell_a_line_is_a_table_when_its_numbers_go_on() -> None:
    made = rows(*TITLED, "序号", "名称", "1", "甲", "2", "乙", "3", "丙")
    assert made.data["正文"][1] == {"表格": {"表头": ["序号", "名称"], "行": [["1", "甲"], ["2", "乙"], ["3", "丙"]]}}  # type: ignore[index]


@pytest.mark.requirement("I-9")
@pytest.mark.parametrize("lines", [("序号", "名称", "1", "甲", "3", "乙"), ("甲\t乙\t丙",), ("甲　　乙", "丙　　丁")])
def test_what_is_no_table_for_certain_stays_text(lines: Sequence[str]) -> None:
    made = rows(*TITLED, *lines)
    assert all(isinstance(block, str) for block in made.data["正文"])  # type: ignore[attr-defined]


@pytest.mark.requirement("I-10")
def test_heading_styles_of_a_file_make_levels_where_no_number_does() -> None:
    items: list[ManuscriptItem] = [
        ManuscriptParagraph("关于开学的通知", Where(), Look(style="Heading 1"), opens=True),
        ManuscriptParagraph("各学校：", Where()),
        ManuscriptParagraph("总体要求", Where(), Look(style="Heading 2")),
        ManuscriptParagraph("请执行。", Where()),
    ]
    assert recognise(Manuscript(tuple(items))).data["正文"] == [{"标题1": "总体要求"}, "请执行。"]


LINES = st.sampled_from(
    [
        *(
            "关于开学的通知",
            "临教发〔2025〕1号",
            "各学校：",
            "一、要求",
            "（一）提高认识。",
            "要明确责任。",
            "附件：1.甲表",
            "2.乙表",
        ),
        *(
            "附件1",
            "附件",
            "甲表",
            "临溪市教育局",
            "2025年8月1日",
            "（此件公开发布）",
            "抄送：市委办。",
            "临溪市教育局",
            "",
            "",
            "序号",
        ),
        *(
            "1",
            "名称\t数",
            "甲\t1",
            "市长　林致远",
            "临溪市人民政府令",
            "第3号",
            "出席：林致远",
            "《食堂规定》",
            "食堂规定",
            "特急",
        ),
        *(
            "当前位置：首页",
            "2025-08-01",
            "临溪市教育局办公室　2025年8月2日印发",
            "（2025年1月1日通过）",
            "……",
            "|甲|乙|",
        ),
    ]
)
LABELS = re.compile(r"附件|抄送|印发|出席|[0-9]|[（）〔〕：:，,。\s|★.．、\\]|文件|令")


@pytest.mark.requirement("I-10")
@given(st.lists(LINES, max_size=25))
def test_every_character_is_in_the_source_left_out_or_in_a_repair(lines: list[str]) -> None:
    made = rows(*lines) if any(lines) else Imported({})
    there = LABELS.sub("", "".join(values(made.data)) + "".join(text for _, text in made.left_out))
    there += "".join(repair.before for repair in made.repairs)
    for line in lines:
        assert LABELS.sub("", line) in there or all(character in there for character in LABELS.sub("", line)), line
    count = sum(line == "要明确责任。" for line in lines)
    assert "".join(values(made.data)).count("要明确责任") + sum("要明确责任" in t for _, t in made.left_out) == count


@pytest.mark.requirement("I-10")
def test_minutes_are_known_by_their_mark_and_have_a_number_without_a_code() -> None:
    made = rows(
        *("临溪市人民政府常务会议纪要", "〔2025〕38号", "市人民政府第38次常务会议纪要", "", "会议听取了汇报。"),
        *("2025年7月28日", "出席：林致远、沈文博"),
    )
    assert made.data["发文机关"] == "临溪市人民政府"
    assert made.data["发文机关标志"] == "临溪市人民政府常务会议纪要"
    assert made.data["发文字号"] == "〔2025〕38号"
    assert made.data["成文日期"] == "2025年7月28日"


@pytest.mark.requirement("I-10")
def test_a_joint_mark_and_signers_in_a_table_are_read_cell_by_cell() -> None:
    made = rows("市教育局\t文件", "市公安局\t文件", "签发人：周敏\t许国安", "", "关于开学的报告", "市政府：", BODY)
    assert made.data["发文机关"] == ["市教育局", "市公安局"]
    assert made.data["签发人"] == ["周敏", "许国安"]


@pytest.mark.requirement("I-10")
@pytest.mark.parametrize(
    "lines",
    [
        ("（临溪市统计局　2025年3月21日）",),
        ("（2025年1月17日临溪市", "人民代表大会通过）"),
        ("2025年1月17日 市人大通过",),
    ],
)
def test_a_note_below_the_title_may_name_who_and_take_several_lines(lines: Sequence[str]) -> None:
    made = rows("临溪市统计公报", *lines, "2024年，全市经济运行平稳。")
    assert re.sub(r"\s", "", str(made.data["题注"])) == re.sub(r"\s", "", "".join(lines).strip("（）"))
    assert made.data["正文"] == ["2024年，全市经济运行平稳。"]


@pytest.mark.requirement("I-10")
def test_a_date_that_does_not_exist_is_left_out_with_an_error() -> None:
    made = rows("关于开学的通知", "各学校：", "请认真执行。", "临溪市教育局", "2025年2月30日")
    assert "成文日期" not in made.data
    assert [text for _, text in made.left_out] == ["2025年2月30日"]
    assert any("不存在" in issue.message for issue in made.issues)


@pytest.mark.requirement("I-10")
def test_a_text_without_lines_is_kept_whole_and_said_not_to_be_understood() -> None:
    text = "临溪市教育局关于开学工作的通知各学校：现就有关工作通知如下。" * 4
    made = rows(text)
    assert made.data["正文"] == [text]
    assert any("认不出结构" in issue.message for issue in made.issues)


@pytest.mark.requirement("I-5")
def test_the_contents_of_the_original_are_left_out_and_said() -> None:
    made = rows(
        "关于开学的通知", "各学校：", BODY, "目　录", "第一章　总则\t3", "第二章　附则……4", "", "第一章　总则", "略。"
    )
    assert [text for _, text in made.left_out] == ["目　录", "第一章　总则\t3", "第二章　附则……4"]
    assert any("目录: 是" in issue.hint for issue in made.issues)


@pytest.mark.requirement("I-10")
def test_a_list_of_names_keeps_the_indent_of_its_further_rows() -> None:
    made = rows(
        *("关于开学的通知", "各学校：", BODY),
        *(
            "主　任：尤　权　　副市长",
            "成　员：王　文　　教育局局长",
            "　　　　李　武　　财政局局长",
            "以上人员不再发文。",
        ),
    )
    assert made.data["正文"][2:] == [  # type: ignore[index]
        "成　员：王　文　　教育局局长",
        "\\　　　　李　武　　财政局局长",
        "以上人员不再发文。",
    ]


@pytest.mark.requirement("I-11")
def test_what_may_be_another_element_or_is_not_there_is_said() -> None:
    made = rows("关于开学的通知", "各学校：", BODY, "图1　校门式样", "联系人：王文，电话：12345")
    assert [issue.message for issue in made.issues if issue.requirement == "I-10"][:2] == [
        "末段是联系人，可能是附注；照录在正文里",
        "没有写明发文机关",
    ]
    assert any("1行图题" in issue.message for issue in made.issues)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("签发人：周　敏　许国安　赵　明", ["周敏", "许国安", "赵明"]),
        ("签发人：周　敏　赵　明", ["周敏", "赵明"]),
        ("签发人：王　小　明", ["王小明"]),
        ("签发人：周 敏、欧阳文", ["周敏", "欧阳文"]),
    ],
)
def test_names_with_a_blank_inside_are_one_name_each(line: str, names: list[str]) -> None:
    made = rows("临溪市教育局文件", "临教〔2025〕2号", line, "关于开学的报告", "市政府：", BODY)
    assert made.data["签发人"] == names


def test_a_resolution_of_a_meeting_is_issued_by_the_organ_of_the_mark() -> None:
    title = "临溪市第八届人民代表大会第四次会议关于政府工作报告的决议"
    note = "（2025年1月17日临溪市第八届人民代表大会第四次会议通过）"
    text = "临溪市第八届人民代表大会第四次会议决定批准这个报告。"
    assert rows("临溪市人民代表大会文件", title, note, text).data["发文机关"] == "临溪市人民代表大会"
    assert rows(title, note, text).data["发文机关"] == "临溪市第八届人民代表大会第四次会议"


def test_a_post_without_a_name_signs_and_the_name_is_said_to_be_missing() -> None:
    made = rows("临溪市人民政府令", "第12号", "《办法》现予公布。", "市长", "2025年6月26日")
    assert made.data["署名"] == "市长"
    assert any("没有姓名" in issue.message for issue in made.issues)


LOOKS = (Look(), Look(size_pt=22.0, alignment="centre"), Look(size_pt=12.0))
ITEMS = (
    *(ManuscriptParagraph(line, look=look) for line in NOTICE if line for look in LOOKS),
    *(ManuscriptParagraph(line) for line in ("临溪市人民政府令", "第12号", "市长", "附件：", "1.方案", "〔2025〕38号")),
    *(
        ManuscriptParagraph(line)
        for line in ("表1　情况", "图1　情况", "注：略。", "（2025年1月17日", "通过）", "目录", "\\")
    ),
    *(ManuscriptParagraph(line, opens=True) for line in ("临溪市教育局", "2025年8月18日", "附件1", "出席：林致远")),
    ManuscriptTable(()),
    ManuscriptTable(((),)),
    ManuscriptTable(((ManuscriptCell("签发人：林致远"), ManuscriptCell("")), (ManuscriptCell("", 2),)), header_rows=1),
    ManuscriptPicture("图.png", b"", width_mm=100.0),
)


@given(st.lists(st.sampled_from(ITEMS), max_size=14))
def test_paragraphs_tables_and_pictures_in_any_order_are_read(items: list[ManuscriptItem]) -> None:
    found = recognise(Manuscript(tuple(items)))
    said = "".join((*values(found.data), *(text for _, text in found.left_out)))
    for item in items:
        if isinstance(item, ManuscriptPicture):
            assert item.name in said


@pytest.mark.slow
def test_every_pair_of_a_paragraph_and_something_else_is_read() -> None:
    for one, other in itertools.product(ITEMS, repeat=2):
        assert recognise(Manuscript((one, other))).data


def test_several_elements_on_one_line_of_the_head_are_told_apart() -> None:
    made = rows(
        "临溪市教育局", "000012\t临教函〔2025〕12号", "秘密★6个月　加急", "关于商请支持的函", "市公安局：", BODY
    )
    keys = ("格式", "份号", "发文字号", "密级", "保密期限", "紧急程度")
    assert [made.data[key] for key in keys] == ["信函", "000012", "临教函〔2025〕12号", "秘密", "6个月", "加急"]


def test_a_post_and_a_name_may_be_parted_by_a_tab() -> None:
    made = rows("临溪市人民政府令", "第12号", "《办法》现予公布。", "市长\t王某某", "2025年6月26日")
    assert made.data["署名"] == {"职务": "市长", "姓名": "王某某"}
    assert made.data["成文日期"] == "2025年6月26日"
