"""Whatever the lengths of its elements: no document breaks a law of the page, loses a character, or loops."""

from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.layout_laws import breaches
from tests.square_font import SquareFont
from typeset.errors import UnsupportedError
from typeset.layout.pages import lay_out
from typeset.layout.result import Layout
from typeset.model import document_from_mapping
from typeset.profiles import load_profile

HAN = "临溪市教育局关于做好秋季开学工作的通知各县区人民政府"
NOT_TEXT = (
    "横排",
    "目录",
    "格式",
    "印章",
    "成文日期",
    "印发日期",
    "发文机关",
)  # how many issuers show differs by format
PROFILE = load_profile()
METRICS = SquareFont()


def words(least: int, most: int) -> st.SearchStrategy[str]:
    """Return text of Chinese characters."""
    return st.integers(least, most).map(lambda length: (HAN * (length // len(HAN) + 1))[:length])


TEXT = st.builds(
    "".join,
    st.lists(
        st.one_of(words(1, 60), st.sampled_from(["，", "。", "“甲”", "（一）", "2025年", "3.5%", "——"])),
        min_size=1,
        max_size=12,
    ),
)
TABLE = st.integers(1, 6).flatmap(
    lambda columns: st.fixed_dictionaries(
        {
            "标题": st.just("表1 情况"),
            "表头": st.lists(words(1, 12), min_size=columns, max_size=columns),
            "行": st.lists(st.lists(words(0, 40), min_size=columns, max_size=columns), min_size=1, max_size=12),
            "横排": st.sampled_from(["是", "否"]),
        }
    )
)
BLOCK = st.one_of(
    TEXT.map(lambda text: {"段落": text}),
    words(1, 40).map(lambda text: {"标题1": f"一、{text}"}),
    words(1, 20).map(lambda text: {"章": f"第一章　{text}"}),
    TABLE.map(lambda table: {"表格": table}),
)
BODY = st.lists(BLOCK, min_size=1, max_size=8).map(lambda blocks: [{"段落": "甲乙丙丁。"}, *blocks])
PART = st.fixed_dictionaries({"标题": words(1, 70), "正文": BODY})
ISSUERS = st.lists(words(2, 20), min_size=1, max_size=7, unique=True)

ANY: Mapping[str, st.SearchStrategy[object]] = {
    "发文机关": ISSUERS,
    "发文字号": st.sampled_from(["临教发〔2025〕12号", "临教联发〔2025〕123号"]),
    "标题": words(2, 120),
    "正文": BODY,
}
MAYBE: Mapping[str, st.SearchStrategy[object]] = {
    "格式": st.sampled_from(["公文", "信函", "命令", "纪要"]),
    "份号": st.just("000001"),
    "密级": st.just("机密"),
    "紧急程度": st.just("特急"),
    "签发人": st.lists(st.sampled_from(["王明", "李小红", "欧阳修文"]), min_size=1, max_size=5),
    "题注": words(2, 50),
    "主送机关": words(2, 700),
    "附件": st.lists(PART, min_size=1, max_size=3),
    "印发件": st.lists(PART, min_size=1, max_size=2),
    "署名": st.just(None),
    "成文日期": st.just("2025-08-20"),
    "印章": st.sampled_from(["无", None]),
    "附注": words(1, 80),
    "抄送": st.lists(words(2, 30), min_size=1, max_size=12),
    "印发机关": words(2, 40),
    "印发日期": st.just("2025-08-21"),
    "出席": st.lists(words(2, 6), min_size=1, max_size=20),
    "目录": st.sampled_from(["是", "否"]),
}


def laid_out(data: Mapping[str, object]) -> Layout:
    given = {key: value for key, value in data.items() if value is not None}
    return lay_out(document_from_mapping(given), PROFILE, METRICS)


def painted(layout: Layout) -> Counter[str]:
    """Count the characters on the pages, page numbers and repeated table heads left out."""
    lines = (line for page in layout.pages for line in page.lines if line.paragraph >= 0)
    return Counter(character for line in lines for run in line.runs for character in run.actual_text or run.text)


def written(value: object) -> Counter[str]:
    """Count the Chinese characters that a source says on paper."""
    if isinstance(value, Mapping):
        items = [item for key, item in value.items() if key not in NOT_TEXT]
        return sum((written(item) for item in items), Counter())
    if isinstance(value, list):
        return sum((written(item) for item in value), Counter())
    return Counter(character for character in str(value) if character in HAN)


DOCUMENT = st.fixed_dictionaries(dict(ANY), optional=dict(MAYBE))
UNHURRIED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}


@settings(max_examples=10, **UNHURRIED)
@given(DOCUMENT)
def test_no_document_breaks_a_law_of_the_page_or_loses_a_character(data: dict[str, object]) -> None:
    holds(data)


@pytest.mark.slow
@settings(max_examples=150, **UNHURRIED)
@given(DOCUMENT)
def test_none_of_many_documents_breaks_a_law_or_loses_a_character(data: dict[str, object]) -> None:
    holds(data)


def holds(data: dict[str, object]) -> None:
    try:
        layout = laid_out(data)
    except UnsupportedError:
        return  # a 版头 that page 1 cannot hold is refused, with the reason
    assert breaches(layout) == []
    missing = written(data) - painted(layout)
    assert not missing, missing


@pytest.mark.parametrize("form", ["公文", "信函", "命令", "纪要"])
def test_a_plain_document_of_every_format_keeps_the_laws(form: str) -> None:
    layout = laid_out({"发文机关": "临溪市教育局", "格式": form, "标题": "关于开学的通知", "正文": "甲乙丙丁。" * 200})
    assert breaches(layout) == []
