import time
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import SHARED
from typeset.characters import NO_LINE_END, NO_LINE_START
from typeset.layout.titles import break_title, shape_cost

LONGEST = 18
TYPES = "决议 决定 命令 令 公报 公告 通告 意见 通知 通报 报告 请示 批复 议案 函 复函 纪要".split()

# Words that occur in the real titles and must stay whole, however a title is cut.
WORDS = (
    "国务院 办公厅 关于 印发 转发 同意 年度 应急 救援 昌吉 石河子 乌鲁木齐 督查 地震局 防震减灾 重点 监管 绩效 考核 "
    "世界 大学生 冬季 运动会 消防 车辆 号牌 棉粮 糖粮 挂钩 奖售粮 黄金 北京 奥运会 机场 协调 委员会 批复 通知 意见 "
    "高新技术 产业 开发区 创新 示范区 大督查 网站 集约化 试点 方案 趋势 法院 检察院 民事 审判 气枪 铅弹 枪支 刑事 案件 "
    "工资 折算 餐厨 垃圾 处理 管理 办法 城市 更新 产业 区域 核酸 检测 党支部 领题 攻坚 项目 成果 规划 干部 选拔 任用 "
    "人民代表大会 政务服务 校园周边 学业水平考试"
).split()


def advance(character: str) -> float:
    return 0.5 if character.isascii() else 1.0


def broken(title: str) -> tuple[str, ...]:
    return break_title(title, longest=LONGEST, advance=advance)


def widths(lines: tuple[str, ...]) -> list[float]:
    return [sum(map(advance, line)) for line in lines]


def is_trapezium_or_diamond(lengths: list[float]) -> bool:
    """Lines that only grow, only shrink, or grow and then shrink, and are not all alike."""
    steps = [after - before for before, after in pairwise(lengths) if after != before]
    signs = [step > 0 for step in steps]
    return bool(signs) and signs == sorted(signs, reverse=True)


def real_titles() -> list[str]:
    """Return the titles of public documents whose own lines are known."""
    files = sorted(Path(SHARED).glob("corpus/*/facts.yaml"))
    facts = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]
    return [fact["标题"] for fact in facts if fact.get("标题原分行")]


REAL = [pytest.param(title, id=title[:12]) for title in real_titles()]
OFFICE = [
    "关于印发《2023年全市教育工作总结》的通知",
    "苏州市教育局关于做好2024年义务教育招生入学工作的通知",
    "苏州市人民政府办公室关于印发苏州市2024年度法治政府建设工作要点的通知",
    "关于转发《江苏省教育厅关于进一步加强中小学校安全管理工作的意见》的通知",
    "苏州市教育局关于申请2024年度职业教育专项资金的请示",
    "苏州市教育局关于同意设立苏州市星惠学校的批复",
    "关于表彰2023年度全市教育系统先进集体和先进个人的决定",
    "苏州市教育局关于报送2023年度部门决算的报告",
    "临溪市人民政府办公室关于2025年第三季度政务服务工作情况的通报",
    "临溪市教育局 临溪市公安局 临溪市市场监督管理局关于校园周边环境整治情况的报告",
    "2025年1月17日临溪市第八届人民代表大会第四次会议通过的决议",
    "关于开展全市中小学校食品安全专项检查工作情况的通报",
    "苏州市教育局关于商请协助做好高考期间交通保障工作的函",
    "苏州市教育局关于做好城市发展和信息公开工作服务的函",
    "苏州市教育局关于进一步加强发展建设和职责管理检查工作的通知",
]
TITLES = [*OFFICE, *REAL]


def test_a_title_that_fits_a_line_stays_on_one() -> None:
    assert broken("关于做好春节期间安全生产工作的通知") == ("关于做好春节期间安全生产工作的通知",)


@pytest.mark.requirement("R-7.3.1-3")
def test_the_title_of_the_notice_breaks_as_its_sister_document_did() -> None:
    assert broken("关于印发《2023年全市教育工作总结》的通知") == ("关于印发《2023年", "全市教育工作总结》的通知")


def test_there_are_real_titles_to_look_at(shared: Path) -> None:
    assert len(REAL) >= 15


@pytest.mark.parametrize("title", TITLES)
def test_no_character_of_a_title_is_lost(title: str) -> None:
    assert "".join(broken(title)) == title


@pytest.mark.requirement("R-7.3.1-2", "R-7.3.1-3")
@pytest.mark.parametrize("title", TITLES)
def test_no_line_of_a_title_is_longer_than_the_longest(title: str) -> None:
    assert max(widths(broken(title))) <= LONGEST


@pytest.mark.requirement("R-7.3.1-3")
@pytest.mark.parametrize("title", TITLES)
def test_no_line_of_a_title_begins_with_a_particle_or_is_the_document_type_alone(title: str) -> None:
    for line in broken(title)[1:]:
        assert not line.startswith(("的", "和", "与", "及", "、")), broken(title)
        assert line.removeprefix("的") not in TYPES, broken(title)


@pytest.mark.requirement("K-1", "K-3", "R-7.3.1-3")
@pytest.mark.parametrize("title", TITLES)
def test_no_line_of_a_title_has_a_forbidden_edge(title: str) -> None:
    for before, after in pairwise(broken(title)):
        assert before[-1] not in NO_LINE_END, broken(title)
        assert after[0] not in NO_LINE_START, broken(title)


@pytest.mark.requirement("R-7.3.1-2")
@pytest.mark.parametrize("title", TITLES)
def test_the_lines_of_a_title_are_a_trapezium_or_a_diamond(title: str) -> None:
    lines = broken(title)
    assert len(lines) == 1 or len(lines) > 4 or is_trapezium_or_diamond(widths(lines)), lines


@pytest.mark.requirement("R-7.3.1-3")
@pytest.mark.parametrize("title", TITLES)
def test_no_break_cuts_a_word(title: str) -> None:
    lines = broken(title)
    if len(lines) > 4:
        pytest.skip("past all measure: such a title is filled")
    cuts = {sum(map(len, lines[: index + 1])) for index in range(len(lines) - 1)}
    for word in WORDS:
        start = title.find(word)
        while start >= 0:
            assert not cuts & set(range(start + 1, start + len(word))), (word, lines)
            start = title.find(word, start + 1)


@pytest.mark.requirement("R-7.3.1-3")
def test_a_year_is_not_parted_from_its_word() -> None:
    for year in ("2023年", "2024年度", "2023—2025年"):
        lines = broken(f"苏州市教育局关于印发苏州市{year}教育事业发展统计工作实施方案的通知")
        assert any(year in line for line in lines), lines


def test_breaks_that_the_source_gives_are_kept() -> None:
    assert broken("关于印发\n《2023年全市教育工作总结》\n的通知") == (
        "关于印发",
        "《2023年全市教育工作总结》",
        "的通知",
    )


@pytest.mark.requirement("L-4")
def test_a_title_of_330_characters_ends_soon_and_whole() -> None:
    title = f"临溪市教育局关于{'进一步深化改革扎实推进落实' * 24}的通知"
    began = time.perf_counter()
    lines = broken(title)
    assert time.perf_counter() - began < 2
    assert "".join(lines) == title
    assert max(widths(lines)) <= LONGEST
    assert max(widths(lines)) - min(widths(lines)) <= 4, "filled evenly"


@pytest.mark.requirement("K-1", "K-3")
@pytest.mark.parametrize("before", range(14, 20))
def test_marks_keep_to_their_edges_in_a_title_past_all_measure(before: int) -> None:
    lines = broken(f"关于{'教育改革' * 20}{'安' * before}《总结》、《要点》和“计划”的通知")
    assert not any(line[0] in NO_LINE_START for line in lines), lines
    assert not any(line[-1] in NO_LINE_END for line in lines), lines


def test_a_word_longer_than_a_line_is_cut() -> None:
    lines = broken(f"关于{'A' * 90}的通知")
    assert max(widths(lines)) <= LONGEST
    assert "".join(lines) == f"关于{'A' * 90}的通知"


@pytest.mark.requirement("R-7.3.1-2")
def test_rectangles_and_hourglasses_cost_most() -> None:
    good = [shape_cost([10, 14]), shape_cost([14, 10]), shape_cost([10, 13, 16]), shape_cost([11, 16, 12])]
    bad = [shape_cost([12, 12]), shape_cost([14, 14, 14]), shape_cost([16, 10, 16]), shape_cost([16, 3])]
    assert max(good) < min(bad)


@settings(deadline=None)
@given(st.text(alphabet="关于印发全市教育工作总结的通知《》、（）2023年ABC ", min_size=1, max_size=120))
def test_the_lines_of_any_title_are_the_title(title: str) -> None:
    lines = broken(title)
    assert "".join(lines) == title
    assert all(lines)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from("关于 印发 加强 做好 全市 教育 工作 总结 管理 安全 《 》 2024年 和 义务教育 实施方案".split()),
        min_size=1,
        max_size=40,
    ).map("".join)
)
def test_no_line_of_any_title_is_longer_than_the_longest(title: str) -> None:
    assert max(widths(broken(title))) <= LONGEST


@pytest.mark.requirement("R-7.3.1-3")
def test_the_names_of_joint_issuers_are_whole_and_parted_at_the_space_between_them() -> None:
    names = ("临溪市教育局", "临溪市公安局", "临溪市市场监督管理局")
    title = "临溪市教育局 临溪市公安局 临溪市市场监督管理局关于加强校园周边综合治理的意见"
    lines = break_title(title, longest=LONGEST, advance=advance, names=names)
    assert "".join(lines) == title
    assert all(any(name in line for line in lines) for name in names)


@pytest.mark.requirement("R-7.3.1-3")
def test_an_ordinal_with_what_it_counts_is_one_word() -> None:
    title = "临溪市人民政府办公室关于2025年第三季度政府网站和政务新媒体检查情况的通报"
    assert not any(line.endswith("第三") for line in broken(title))
