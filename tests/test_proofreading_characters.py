"""Width, spaces and kinds of characters: what is certain, what is only doubted, and what must be left alone."""

import pytest

from tests.proofread_passages import doubted, fixed, remarks_on, rules_that_fire
from typeset.errors import Severity
from typeset.proofreading import Certainty, Passage, PassageKind, corrected, proofread

TITLE, CELL = PassageKind.TITLE, PassageKind.CELL


@pytest.mark.requirement("P-1")
@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("各系院,各处室:", "各系院，各处室："),
        ("进入ESI全球前1%,未来校区全面开工。", "进入ESI全球前1%，未来校区全面开工。"),
        ("方案(试行),首次将8所高校(含民办)纳入。", "方案（试行），首次将8所高校（含民办）纳入。"),
        ("民办（中外合作办学)高校", "民办（中外合作办学）高校"),
        ("(2024年3月11日会议通过)", "（2024年3月11日会议通过）"),
        ("世界贸易组织(WTO)成员;是否同意?", "世界贸易组织（WTO）成员；是否同意？"),
        ("联系人:张三;联系电话:0512-65220000!", "联系人：张三；联系电话：0512-65220000！"),
        ("公开﹑公平﹐", "公开、公平，"),
    ],
)
def test_half_width_marks_beside_han_characters_become_full_width(written: str, wanted: str) -> None:
    assert fixed(written) == wanted


@pytest.mark.requirement("P-1")
@pytest.mark.parametrize(
    "text",
    [
        "增长至1,234.5万元，比例为1:5。",
        "上午8:30开会。",
        "见http://www.example.cn/a?b=1,2;c:3（网址）。",
        "电子邮箱：a.b@example.com，附件名用GB/T 9704。",
        "依据Fe(OH)3和f(x)计算。",
        "含2-(4-异丁基苯基)丙酸的药品。",
        "成员包括Ernst & Young, KPMG等公司。",
        "1)加强领导。",
    ],
)
def test_marks_of_numbers_times_addresses_and_formulas_stay(text: str) -> None:
    assert "P-1" not in rules_that_fire(text)
    assert fixed(text) == text


@pytest.mark.requirement("P-1")
def test_question_marks_in_a_row_may_be_lost_characters_and_stay() -> None:
    assert fixed("姓名??的同志") == "姓名??的同志"


@pytest.mark.requirement("P-2")
def test_straight_quotation_marks_are_curved_by_pairs() -> None:
    assert fixed('发挥"百名书记破百题"和"双减"的作用') == "发挥“百名书记破百题”和“双减”的作用"
    assert fixed("开展“践行'两山'理念”活动") == "开展“践行‘两山’理念”活动"


@pytest.mark.requirement("P-2")
def test_an_odd_straight_mark_is_noted_and_inches_stay() -> None:
    assert doubted('发挥"百名书记作用', "P-2") == [('"', None)]
    assert fixed('采购17"和19"显示器各10台。') == '采购17"和19"显示器各10台。'
    assert fixed("购买Children's Hospital的'x'型设备") == "购买Children's Hospital的'x'型设备"


@pytest.mark.requirement("P-3", "N-17")
@pytest.mark.parametrize(
    ("written", "wanted", "kind"),
    [
        ("投入运行 166 个项目点，扩增学位 8.5 万个。", "投入运行166个项目点，扩增学位8.5万个。", PassageKind.PARAGRAPH),
        ("2023 年全市教育工作总结", "2023年全市教育工作总结", TITLE),
        ("1. 加强领导", "1.加强领导", PassageKind.PARAGRAPH),
        ("呼政报〔2019〕83 号", "呼政报〔2019〕83号", PassageKind.NUMBER),
        ("2020 年 11 月 30 日", "2020年11月30日", PassageKind.PARAGRAPH),
        ("深入实施， 全面（试行） 推进。", "深入实施，全面（试行）推进。", PassageKind.PARAGRAPH),
        (
            "在“苏周到”APP 新增\u00a03\u2009项，满意率 100% 。",
            "在“苏周到”APP新增3项，满意率100%。",
            PassageKind.PARAGRAPH,
        ),
    ],
)
def test_spaces_beside_digits_letters_and_marks_go(written: str, wanted: str, kind: PassageKind) -> None:
    assert fixed(written, kind) == wanted


@pytest.mark.requirement("P-3")
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("第一条　为了规范管理，制定本办法。", PassageKind.PARAGRAPH),
        ("第一章　总　则", PassageKind.HEADING),
        ("中共中央办公厅 国务院办公厅关于加强工作的意见", TITLE),
        ("2018年1月25日 最高人民法院审判委员会第1732次会议通过", PassageKind.TITLE_NOTE),
        ("组　长：陶　然，副组长：王 伟。", PassageKind.PARAGRAPH),
        ("遵照Office Open XML标准，按GB/T 9704排版。", PassageKind.PARAGRAPH),
        ("图 1 汽车号牌", PassageKind.TABLE_TITLE),
        ("几 个 问 题 的 通 知", TITLE),
        ("— 1 —", PassageKind.OTHER),
        ("第一章 总则…………………… 1", PassageKind.PARAGRAPH),
        ("根据《中共中央办公厅 国务院办公厅关于改革的意见》，", PassageKind.PARAGRAPH),
        ("落实《关于深化改革 促进发展的意见》，请执行。", PassageKind.PARAGRAPH),
    ],
)
def test_spaces_that_may_be_meant_stay(text: str, kind: PassageKind) -> None:
    assert fixed(text, kind).replace("图1 汽", "图 1 汽") == text


@pytest.mark.requirement("P-3")
@pytest.mark.parametrize(
    "text",
    [
        "苏州 100 200",
        "1 苏州市",
        "张三 13800000000，李四 13900000000。",
        "附件：1.甲方案。 2.乙方案",
        "国务院办公厅 2024年1月2日",
        "全面推进。  二、组织实施",
    ],
)
def test_spaces_that_part_two_things_are_proposed_at_most(text: str) -> None:
    assert fixed(text) == text


@pytest.mark.requirement("P-3")
def test_a_space_between_two_han_characters_is_proposed_in_a_sentence_and_noted_in_a_slogan() -> None:
    assert doubted("要加强 领导，明确责任。", "P-3") == [(" ", "")]
    assert doubted("开展“缅怀英烈 传承信仰”活动，", "P-3") == [(" ", None)]


@pytest.mark.requirement("P-3")
def test_a_space_in_a_title_goes_when_the_same_title_stands_elsewhere_without_it() -> None:
    title = Passage("关于印发《2023年 全市工作总结》的通知", TITLE)
    alone, beside = proofread([title])[0], proofread([title, Passage("现将《2023年全市工作总结》印发给你们。")])[0]
    assert corrected(title.text, alone) == title.text
    assert corrected(title.text, beside) == "关于印发《2023年全市工作总结》的通知"


@pytest.mark.requirement("P-4")
def test_full_width_digits_letters_and_percent_signs_become_half_width() -> None:
    assert fixed("２０２４年完成１２．５％，使用ＡＰＰ") == "2024年完成12.5%，使用APP"
    assert fixed("１．加强领导") == "1.加强领导"
    assert rules_that_fire("甲＋乙＝丙，《读者．文摘》") == {"B-间-1"}


@pytest.mark.requirement("P-5")
@pytest.mark.parametrize(
    "written", ["苏教办[2024]15号", "苏教办【2024】15号", "苏教办（2024）15号", "苏教办﹝2024﹞15号"]
)
def test_the_year_of_a_number_stands_in_tortoise_brackets(written: str) -> None:
    assert fixed(f"根据《通知》（{written}）要求") == "根据《通知》（苏教办〔2024〕15号）要求"
    assert fixed(written, PassageKind.NUMBER) == "苏教办〔2024〕15号"


@pytest.mark.requirement("P-5")
@pytest.mark.parametrize(
    "text", ["（2023）苏05民终123号判决", "苏教办〔2024〕15号", "教育学院（2003）5号楼", "见文献[2024]的说明"]
)
def test_case_numbers_buildings_and_references_keep_their_brackets(text: str) -> None:
    assert "P-5" not in rules_that_fire(text)


@pytest.mark.requirement("P-6")
def test_a_traditional_character_in_a_word_is_simplified() -> None:
    assert fixed("全市中小學生体质健康标准优良率提高") == "全市中小学生体质健康标准优良率提高"
    assert fixed("⽣态环境⻅效，⻓期坚持") == "生态环境见效，长期坚持"
    assert fixed("材\uf9be") == "材料"


@pytest.mark.requirement("P-6")
@pytest.mark.parametrize("text", ["朱镕基同志的著作", "乾隆年间，王喆、李堃、陈昇等人", "一目瞭然，宫商角徵羽"])
def test_names_and_words_that_keep_their_characters_are_left(text: str) -> None:
    assert "P-6" not in rules_that_fire(text)


@pytest.mark.requirement("P-6")
def test_a_traditional_character_of_a_name_is_proposed_only() -> None:
    text = "任命李國强同志为办公室主任，全市各级各部门要认真贯彻落实会议精神。"
    assert fixed(text) == text
    assert doubted(text, "P-6") == [("國", "国")]


@pytest.mark.requirement("P-6")
def test_a_text_that_is_traditional_throughout_is_proposed_as_a_whole() -> None:
    text = "會議號召全國各族人民更加緊密地團結"
    assert fixed(text) == text
    assert doubted(text, "P-6") == [("會議號召全國各族人民更加緊密地團結", "会议号召全国各族人民更加紧密地团结")]


@pytest.mark.requirement("P-6")
def test_private_use_characters_and_bare_radicals_are_noted() -> None:
    assert doubted("姓名\ue123，⺾头", "P-6") == [("\ue123", None), ("⺾", None)]


@pytest.mark.requirement("P-7")
def test_an_english_word_of_grammar_between_han_characters_is_replaced_or_noted() -> None:
    assert fixed("学习二十大精神 and 重要论述，") == "学习二十大精神和重要论述，"
    assert doubted("学校of苏州", "P-7") == [("of", None)]


@pytest.mark.requirement("P-7")
@pytest.mark.parametrize(
    "text",
    [
        "在“苏周到”APP新增，U16组、ESI前1%、E卡通",
        "品牌“花and果”与《梦and远方》",
        "重5kg，用ppt讲解",
        "Rock and Roll音乐节",
    ],
)
def test_abbreviations_units_and_foreign_names_are_no_english_words(text: str) -> None:
    assert "P-7" not in rules_that_fire(text)


@pytest.mark.requirement("P-10")
def test_invisible_characters_go() -> None:
    assert fixed("全\u200b市\ufeff教\u00ad育\u2060。") == "全市教育。"
    assert rules_that_fire("甲\t乙") == set()


def test_only_what_is_certain_of_a_rule_that_must_be_kept_is_an_error() -> None:
    certain, open_one = remarks_on("各处室:", rule="P-1"), remarks_on("要加强 领导，", rule="P-3")
    assert [(r.severity, r.certainty) for r in certain] == [(Severity.ERROR, Certainty.CERTAIN)]
    assert [(r.severity, r.certainty) for r in open_one] == [(Severity.WARNING, Certainty.PROPOSED)]


def test_a_remark_says_what_is_wrong_where_and_what_to_write() -> None:
    [remark] = remarks_on("各系院,各处室", rule="P-1")
    assert (remark.start, remark.end, remark.replacement) == (3, 4, "，")
    assert (remark.message, remark.hint) == ("中文里用了半角标点“,”", "应为“，”")
