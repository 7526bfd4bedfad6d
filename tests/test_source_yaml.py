"""Sources as a person would write them, read again to the character."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import dedent

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.samples import ROOT, SMALL
from typeset.backends.source_yaml import write_source
from typeset.characters import UNREADABLE_CHARACTER
from typeset.model import document_from_mapping
from typeset.model.source_data import source_data
from typeset.readers import read_yaml
from typeset.strict_yaml.nodes import Mapping as MappingNode
from typeset.strict_yaml.nodes import Node, Scalar, compose

SOURCES = sorted((ROOT / "source").rglob("*.yaml"))
PIECES = (
    *(
        "甲",
        " ",
        "\u3000",
        "\t",
        "\n",
        "\r",
        "\u2028",
        "\u2029",
        "\ufeff",
        "\xa0",
        "😀",
        "#",
        " #",
        ": ",
        ":",
        "- ",
        "-",
    ),
    *("---", "...", "'", '"', "\\", "%", "@", "`", "&a", "*a", "!b", "|", ">", "?", "? ", "[", "]", "{", "}", ",", "~"),
    *("no", "true", "null", "=", "<<", "1", "0", ".", "e", "+", "0x", "2024-02-20", "12:30", "\u200b", "é"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=7).map("".join) | st.text(max_size=12).map(
    lambda text: UNREADABLE_CHARACTER.sub("", text)
)
KEYS = TEXTS | st.sampled_from(["标题", "正文", "附件", "印发件", "表格", "表头", "行", "列宽", "分页", "发文机关"])
DATA = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8
)
SOURCE_DATA = st.dictionaries(KEYS, DATA, min_size=1, max_size=4)


def read(text: str) -> object:
    """Return what the strict reader makes of a text."""
    composition = compose(text, "源稿.yaml")
    assert not composition.issues, composition.issues
    assert composition.root is not None
    return plain(composition.root)


def plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, MappingNode):
        return {plain(key): plain(value) for key, value in node.pairs()}
    return [plain(item) for item in node.items]


@pytest.mark.slow
@settings(deadline=None, max_examples=200)
@given(SOURCE_DATA)
def test_any_source_is_read_again_as_it_was_written(data: Mapping[str, object]) -> None:
    assert read(write_source(data)) == data


@pytest.mark.slow
@settings(deadline=None, max_examples=300)
@given(SOURCE_DATA)
def test_other_readers_of_yaml_take_every_text_but_dates_for_text(data: Mapping[str, object]) -> None:
    written = write_source(data).replace("2024-02-20", "甲")
    assume("分页:" not in written)  # written without a value, as a source does
    assert yaml.safe_load(written) == yaml.load(written, Loader=yaml.BaseLoader)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_sample_is_written_and_read_again(path: Path) -> None:
    data = source_data(read_yaml(path).document)
    assert read(write_source(data)) == data


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_sample_without_its_comments_is_written_as_it_stands_in_its_file(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    data = yaml.load(text, Loader=yaml.BaseLoader)
    bare = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert sorted(write_source(data).splitlines()) == sorted(bare)


def written(comments: Mapping[tuple[str | int, ...], Sequence[str]], **changes: object) -> str:
    """Return a small source with comments."""
    return write_source({"发文机关": "甲局", "标题": "通知", **changes}, comments)


def test_keys_stand_in_the_order_of_a_document() -> None:
    data = {
        "印发日期": "2024-02-20",
        "附件": {"正文": "乙", "标题": "表"},
        "行文方向": "下行",
        "标题": "甲",
        "格式": "公文",
    }
    keys = [line.split(":")[0].strip() for line in write_source(data).splitlines()]
    assert keys == ["格式", "行文方向", "标题", "附件", "标题", "正文", "印发日期"]
    free = {"归档": {"年度": "2024", "标题": "甲", "全宗号": "1"}}
    assert [line.strip()[:2] for line in write_source(free).splitlines()] == ["归档", "年度", "标题", "全宗"]


def test_texts_of_several_lines_stand_after_a_bar_and_others_on_the_line_of_their_key() -> None:
    assert write_source({"标题": "甲\n乙\n", "题注": "丙", "正文": "丁\n  戊"}) == dedent(
        """\
        标题: |
          甲
          乙
        题注: 丙
        正文: |-
          丁
            戊
        """
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("苏教办〔2024〕15号", "苏教办〔2024〕15号"),
        ("2024-02-20", "2024-02-20"),
        ("关于“甲”的通知（试行）：乙", "关于“甲”的通知（试行）：乙"),
        ("-5度", "-5度"),
        ("000001", "'000001'"),
        ("no", "'no'"),
        ("12:30", "'12:30'"),
        (" 甲", "' 甲'"),
        ("甲: 乙", "'甲: 乙'"),
        ("'甲'", "'''甲'''"),
        ("甲 #1", "'甲 #1'"),
        ("*甲", "'*甲'"),
        ("", "''"),
        ("甲\u2028乙", '"甲\\u2028乙"'),
    ],
)
def test_a_text_has_quotes_only_where_it_needs_them(text: str, shown: str) -> None:
    assert write_source({"标题": text}) == f"标题: {shown}\n"


def test_a_table_has_a_line_a_row() -> None:
    table = {"表头": ["甲", "乙"], "行": [["1,5", {"文": "丙", "跨行": "2"}], ["丁\n戊"]], "对齐": ["左", "右"]}
    assert write_source({"正文": ["一段", {"表格": table}, {"分页": ""}]}) == dedent(
        """\
        正文:
          - 一段
          - 表格:
              表头: [甲, 乙]
              行:
                - ['1,5', {文: 丙, 跨行: '2'}]
                - ["丁\\n戊"]
              对齐: [左, 右]
          - 分页:
        """
    )


def test_what_is_said_of_an_organ_stands_on_one_line() -> None:
    assert write_source({"发文机关": ["甲局", {"名称": "乙局", "印章": "无"}]}) == (
        "发文机关:\n  - 甲局\n  - {名称: 乙局, 印章: 无}\n"
    )


def test_comments_stand_above_what_they_are_about() -> None:
    comments = {(): ["导入自 a.txt"], ("标题",): ["第一行\n第二行", "乙"], ("附件", 0, "正文", 0): ["丙"]}
    assert written(comments, 附件={"标题": "表", "正文": ["丁", "戊"]}) == dedent(
        """\
        # 导入自 a.txt

        发文机关: 甲局
        # 第一行
        # 第二行
        # 乙
        标题: 通知
        附件:
          标题: 表
          正文:
            # 丙
            - 丁
            - 戊
        """
    )


def test_comments_about_the_first_key_of_an_item_stand_above_its_dash() -> None:
    comments = {("附件", 1, "标题"): ["乙"], ("附件", 1): ["甲"]}
    assert written(comments, 附件=[{"标题": "一"}, {"标题": "二"}]).endswith("  # 甲\n  # 乙\n  - 标题: 二\n")


def test_a_text_with_comments_about_its_paragraphs_becomes_a_list_of_them() -> None:
    body = "甲\n\n|a|b|\n|c|d|\n　　乙\n"
    assert written({("正文", 1): ["表"], ("正文", 2): ["段"]}, 正文=body).endswith(
        "正文:\n  - 甲\n  # 表\n  - |-\n    |a|b|\n    |c|d|\n  # 段\n  - '　　乙'\n"
    )


def test_comments_about_a_block_stand_above_the_item_that_holds_it() -> None:
    body: list[object] = ["甲\n乙", {"表格": {"行": [["丙"]]}}]
    comments = {("正文", 1): ["乙"], ("正文", 2, "表格", "行", 0, 0): ["丙"]}
    assert written(comments, 正文=body).endswith(
        "  # 乙\n  - |-\n    甲\n    乙\n  - 表格:\n      行:\n        # 丙\n        - [丙]\n"
    )


def test_characters_that_no_line_can_hold_are_named_in_comments() -> None:
    assert "# 甲U+0007乙\n# 丙\n标题" in written({("标题",): ["甲\x07乙\x85丙"]})


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=20), st.sampled_from([(), ("标题",), ("正文", 0), ("附件", 0, "标题"), ("正文", 9), ("无",)]))
def test_comments_change_nothing_of_the_document(comment: str, path: tuple[str | int, ...]) -> None:
    data = {**SMALL, "正文": "甲\n一、乙\n丙\n", "附件": {"标题": "丁"}}
    text = write_source(data, {path: [comment]})
    assert document_from_mapping(read(text)) == document_from_mapping(data)
