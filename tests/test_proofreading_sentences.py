"""Enumerations, quotations, titles and wording: what is proposed or noted, and real sentences that are right."""

import pytest

from tests.proofread_passages import doubted, fixed, rules_that_fire
from typeset.proofreading import Certainty, Passage, PassageKind, proofread


@pytest.mark.requirement("B-顿-1")
def test_a_comma_between_two_quotations_or_titles_is_proposed_to_go() -> None:
    assert doubted("落实《甲法》、《乙法》，“双减”、“润心”", "B-顿-1") == [("、", ""), ("、", "")]
    assert rules_that_fire("《甲法》《乙法》和《丙法》（2018年）、《丁法》，“双减”、特色") == set()


@pytest.mark.requirement("B-顿-4")
def test_a_comma_before_etc_and_before_a_head_noun_is_doubted() -> None:
    assert doubted("学校、医院、等单位", "B-顿-4") == [("、", "")]
    assert doubted("加快推进研究院、中医科学院大学、项目建设。", "B-顿-4") == [("、", None)]
    assert rules_that_fire("学校、医院等单位，一、等级评定，产业发展、项目建设") == set()


@pytest.mark.requirement("B-冒-1")
def test_a_second_colon_in_a_sentence_is_noted() -> None:
    assert doubted("会议强调：一是加强：抓落实", "B-冒-1") == [("：", None)]
    assert rules_that_fire("会议强调：要落实“三早：早发现”，8：30开会。指出：要加强，内容如下：") == set()


@pytest.mark.requirement("B-冒-2")
def test_a_colon_follows_the_words_of_the_head() -> None:
    assert doubted("附件；1.名单", "B-冒-2") == [("；", "：")]
    assert doubted("各县教育局，", "B-冒-2", PassageKind.ADDRESSEES) == [("，", "")]
    assert rules_that_fire("附件：1.名单") == rules_that_fire("各县教育局", PassageKind.ADDRESSEES) == set()


@pytest.mark.requirement("B-引-1")
def test_quotation_marks_alternate() -> None:
    assert doubted("打造“‘林老师’家访”和“甲“乙”丙”", "B-引-1") == [("“", "‘"), ("”", "’")]
    assert doubted("称为‘双减’工作", "B-引-1") == [("‘", "“"), ("’", "”")]
    assert rules_that_fire("打造“‘林老师’家访”“成长”") == set()
    inside = proofread([Passage("修改为：“本条所称："), Passage("‘单位’，是指机关。”")])
    assert inside == ((), ())


@pytest.mark.requirement("B-引-2")
def test_a_stop_inside_a_quotation_that_goes_on_is_doubted() -> None:
    assert doubted("坚持“生命至上。”的理念", "B-引-2") == [("。", "")]
    assert rules_that_fire("他说：“要落实。”会议要求") == rules_that_fire("坚持“生命至上”。") == set()


@pytest.mark.requirement("B-引-3")
def test_activities_and_prizes_have_no_title_marks() -> None:
    assert doubted("举办《中华诵大赛》", "B-引-3") == [("《中华诵大赛》", "“中华诵大赛”")]
    assert rules_that_fire("印发《技能大赛方案》") == set()


@pytest.mark.requirement("B-括-1")
def test_the_version_belongs_to_the_title() -> None:
    assert doubted("《管理办法》（试行）", "B-括-1") == [("》（试行）", "（试行）》")]
    assert rules_that_fire("《管理办法（试行）》（苏教〔2024〕1号）") == set()


@pytest.mark.requirement("B-括-2")
def test_brackets_inside_brackets_are_noted() -> None:
    assert doubted("各局（含开发区（园区））", "B-括-2") == [("（园区）", None)]
    assert rules_that_fire("各局（含开发区〔园区〕）（教体局）") == set()


@pytest.mark.requirement("B-书-1")
def test_a_title_inside_a_title_takes_single_marks() -> None:
    assert fixed("《关于转发《教育部通知》的通知》") == "《关于转发〈教育部通知〉的通知》"
    assert rules_that_fire("《关于转发〈通知〉的通知》《甲法》《乙法》") == set()
    assert fixed("《关于转发《通知》的通知") == "《关于转发《通知》的通知"


@pytest.mark.requirement("B-书-2")
def test_the_title_of_a_document_without_marks_is_doubted() -> None:
    text = "制订实施2023年度民办高校高质量发展评估工作方案（试行），首次将其纳入。"
    name = "2023年度民办高校高质量发展评估工作方案（试行）"
    assert doubted(text, "B-书-2") == [(name, f"《{name}》")]
    alone = "规范民办普通高中招生工作的实施意见"
    assert doubted(f"办出特色。{alone}，督导检查。", "B-书-2") == [(alone, None)]
    assert rules_that_fire("建立工作机制，制定实施方案，履行职责。启动新教育实验五年行动计划，推进工作。") == set()
    assert rules_that_fire("印发《全市中小学质量评估工作方案》，明确任务。") == set()


@pytest.mark.requirement("T-Q-1")
def test_a_document_is_cited_by_its_title_first() -> None:
    cited = "苏教办〔2024〕15号文件《关于加强管理的通知》"
    assert doubted(f"根据{cited}要求", "T-Q-1") == [(cited, "《关于加强管理的通知》（苏教办〔2024〕15号）")]
    assert rules_that_fire("《关于加强管理的通知》（苏教办〔2024〕15号）要求") == set()


@pytest.mark.requirement("Y-1")
@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("其它单位", "其它", "其他"),
        ("建立台帐", "台帐", "账"),
        ("截止2024年底", "截止", "截至"),
        ("登陆省政务服务网站", "登陆", "登录"),
        ("招聘启示", "启示", "启事"),
        ("《督导条例（修改）》", "修改", "修订"),
    ],
)
def test_confusable_words_are_proposed(text: str, wrong: str, right: str) -> None:
    [(found, proposal)] = doubted(text, "Y-1")
    assert found == wrong and right in (proposal or "")


@pytest.mark.requirement("Y-1")
@pytest.mark.parametrize(
    "text", ["其他单位的账户", "报名截止时间为5月", "台风登陆福建", "重要启示", "蚊帐、帐篷", "修改条例"]
)
def test_the_same_words_where_they_are_right_are_left(text: str) -> None:
    assert rules_that_fire(text) == set()


@pytest.mark.requirement("Y-2")
def test_organs_side_by_side_are_parted() -> None:
    assert doubted("在市委市政府领导下", "Y-2") == [("", "、")]
    assert rules_that_fire("在市委、市政府和省委领导下，市政府办公室") == set()


@pytest.mark.requirement("Y-3")
def test_a_superfluous_particle_at_the_end_of_a_clause_is_proposed_to_go() -> None:
    assert doubted("开展爱国主义教育活动的，为学生成长注入力量。", "Y-3") == [("的", "")]
    assert rules_that_fire("未经批准举办活动的，由主管部门责令改正。有下列情形之一的，为重大事故。") == set()


@pytest.mark.requirement("Y-4")
def test_a_word_twice_is_proposed_once() -> None:
    assert doubted("推进推进工作，落实的的措施", "Y-4") == [("推进推进", "推进"), ("的的", "的")]
    assert rules_that_fire("的的确确，一步一步，干干净净，大大小小，和和气气") == set()


@pytest.mark.requirement("Y-5")
def test_a_preposition_without_its_place_is_doubted() -> None:
    assert doubted("组织全市中小学生在集中收看。", "Y-5") == [("在", None)]
    assert doubted("2023年江苏省班主任基本功竞赛中获得一等奖", "Y-5") == [("", "在")]
    assert rules_that_fire("在江苏省基本功大赛中获得一等奖，项目正在建设，在校学习，在会上。") == set()


@pytest.mark.requirement("Y-6")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("明确《工作指引》，推动", ("明确", None)),
        ("任命领导班子128名。", ("", "成员")),
        ("实现100%全覆盖。", ("100%全覆盖", None)),
        ("扎实课堂教学、丰富课程", ("扎实", None)),
    ],
)
def test_unusual_collocations_are_doubted(text: str, found: tuple[str, str | None]) -> None:
    assert doubted(text, "Y-6") == [found]


@pytest.mark.requirement("Y-6")
@pytest.mark.parametrize(
    "text", ["扎实推进、扎实开展、扎实有效，明确任务", "领导班子成员128名", "实现全覆盖", "扎实做好工作", "有扎实学识"]
)
def test_usual_collocations_are_left(text: str) -> None:
    assert rules_that_fire(text) == set()


@pytest.mark.requirement("Y-7")
def test_official_names_are_proposed_as_they_are() -> None:
    assert doubted("市人力资源与社会保障局", "Y-7") == [("人力资源与社会保障", "人力资源和社会保障")]
    assert rules_that_fire("市人力资源和社会保障局，第一届全国学生（青年）运动会") == set()


@pytest.mark.requirement("Y-8")
def test_to_has_its_from() -> None:
    assert doubted("实现孤独症儿童“有学”到“优学”。", "Y-8") == [("", "从")]
    assert rules_that_fire("实现从“有学”到“优学”。") == set()


@pytest.mark.requirement("Y-9")
def test_a_phrase_alone_is_no_sentence() -> None:
    assert doubted("扎实推进。聚焦普通高中多样特色发展。任命校长。", "Y-9") == [("聚焦普通高中多样特色发展", None)]
    assert rules_that_fire("聚焦普通高中多样特色发展，任命校长。") == set()


@pytest.mark.requirement("Y-10")
def test_titles_that_differ_in_a_character_are_noted() -> None:
    texts = [
        "《关于加强全市教育督导工作的若干意见》",
        "《关于加强全市教育督导工作的若干意见》",
        "《关于加强全市教育督导工作若干意见》",
    ]
    found = proofread([Passage(text) for text in texts])
    assert [[r.rule for r in remarks] for remarks in found] == [[], [], ["Y-10"]]
    others = [
        "《中华人民共和国民事诉讼法》《2022年全市教育工作要点》",
        "《中华人民共和国刑事诉讼法》《2023年全市教育工作要点》",
    ]
    assert proofread([Passage(text) for text in others]) == ((), ())


@pytest.mark.requirement("R-9-1", "T-11-1")
def test_what_is_doubtful_in_words_is_never_certain() -> None:
    text = "其它单位在市委市政府领导下，登陆网站，推进推进工作，市人力资源与社会保障局。"
    remarks = proofread([Passage(text)])[0]
    assert {r.rule for r in remarks} >= {"Y-1", "Y-2", "Y-4", "Y-7"}
    assert all(r.certainty is not Certainty.CERTAIN for r in remarks)
