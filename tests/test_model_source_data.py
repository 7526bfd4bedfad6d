"""The keys and values that make a document again, whatever the document is."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import ROOT, SMALL, document
from typeset.errors import SourceError
from typeset.model import Document, Span, Table, document_from_mapping, parse_spans
from typeset.model.inline import escaped, source_of
from typeset.model.source_data import source_data
from typeset.readers import read_yaml

SOURCES = sorted((ROOT / "source").rglob("*.yaml"))

# Texts full of what a source could read otherwise: markup, numberings, bars, blanks, marks at the end.
PIECES = (
    *(
        "甲",
        "乙丙",
        "a",
        "5",
        " ",
        "\u3000",
        "\t",
        "\\",
        "*",
        "**",
        "***",
        "[^1]",
        "[",
        "^",
        "]",
        "|",
        "。",
        "：",
        "！",
    ),
    *(
        "一、",
        "（二）",
        "3.",
        "（4）",
        "第一条",
        "第二章",
        "第三节",
        "第十条之一",
        " ",
        "，",
        "（",
        "）",
        "#",
        "- ",
        "\ufeff",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join)
LINES = st.lists(TEXTS, min_size=1, max_size=5).map("\n".join)
CELLS = TEXTS | st.just("") | LINES
ROWS = st.integers(1, 3).flatmap(
    lambda count: st.lists(st.lists(CELLS, min_size=count, max_size=count), min_size=1, max_size=3)
)
TABLES = st.fixed_dictionaries(
    {"行": ROWS},
    optional={"标题": LINES, "注": TEXTS, "横排": st.sampled_from("是否"), "对齐": st.sampled_from("左中右")},
)
BLOCKS = (
    LINES
    | st.sampled_from(["标题1", "标题4", "章", "节"]).flatmap(lambda key: st.fixed_dictionaries({key: TEXTS}))
    | st.sampled_from(["段落", "条"]).flatmap(lambda key: st.fixed_dictionaries({key: LINES}))
    | TABLES.map(lambda table: {"表格": table})
    | st.just({"分页": ""})
    | st.fixed_dictionaries(
        {"图": st.fixed_dictionaries({"文件": st.just("a.png")}, optional={"宽": st.just("9.5字")})}
    )
)
BODIES = LINES | st.lists(BLOCKS, min_size=1, max_size=6)
ITEMS = TEXTS | st.lists(TEXTS, max_size=3)
PEOPLE = st.fixed_dictionaries({"职务": TEXTS, "姓名": TEXTS}, optional={"签名章": st.just("a.svg")})
DATES = st.sampled_from(["2024-02-20", "2024年2月20日", "二〇二四年二月二十日", "20240220"])
SIGNATURES = ITEMS | PEOPLE | st.lists(PEOPLE, min_size=1, max_size=3)
COMMON = {
    **{"标题": LINES, "题注": LINES, "发文字号": TEXTS, "主送机关": ITEMS, "正文": BODIES, "署名": SIGNATURES},
    **{"成文日期": DATES, "附注": ITEMS, "目录": st.sampled_from("是否")},
}
PARTS = st.recursive(
    st.fixed_dictionaries({}, optional=COMMON),
    lambda parts: st.fixed_dictionaries(
        {}, optional={**COMMON, "不随文": st.sampled_from("是否"), "附件": parts | st.lists(parts, max_size=2)}
    ),
    max_leaves=3,
)
SEALS = st.sampled_from(["无", "a.svg", {"图": "a.svg"}, {"图": "a.svg", "直径": "42.5"}])
ISSUERS = TEXTS | st.lists(
    TEXTS | st.fixed_dictionaries({"名称": TEXTS}, optional={"署名": TEXTS, "印章": SEALS}), min_size=1, max_size=3
)
DOCUMENTS = st.fixed_dictionaries(
    {"发文机关": ISSUERS, "标题": LINES, "正文": BODIES},
    optional={
        **{key: values for key, values in COMMON.items() if key not in ("标题", "正文")},
        **{key: ITEMS for key in ("签发人", "抄送", "出席", "请假", "列席")},
        **{"附件": PARTS | st.lists(PARTS, max_size=2), "印发件": PARTS, "印章": SEALS, "印发日期": DATES},
        **{"脚注": st.dictionaries(TEXTS, LINES, max_size=2), "归档": st.dictionaries(TEXTS, TEXTS, max_size=2)},
        **{"格式": st.sampled_from(["公文", "信函", "纪要"]), "行文方向": st.sampled_from(["上行", "平行", "下行"])},
        **{
            "文种": st.sampled_from(["意见", "函", "令"]),
            "样式": TEXTS | st.just({"版面": {"行数": "20"}, "字体": ["甲"]}),
        },
        **{
            "校对": st.just({"忽略": {"规则": "T-1", "理由": "甲"}}),
            "密级": st.just("秘密"),
            "保密期限": st.just("1年"),
        },
    },
)


@pytest.mark.slow
@settings(deadline=None, max_examples=80)
@given(DOCUMENTS)
def test_any_document_is_made_again_of_its_keys_and_values(data: dict[str, object]) -> None:
    try:
        made = document_from_mapping(data)
    except SourceError:
        return
    assert document_from_mapping(source_data(made)) == made


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_sample_is_made_again_of_its_keys_and_values(path: Path) -> None:
    made = read_yaml(path).document
    assert document_from_mapping(source_data(made)) == without_files(made)


def without_files(made: Document) -> Document:
    """Return a document whose tables do not name the files that their rows were read from."""
    parts = tuple(
        part.model_copy(
            update={
                "body": tuple(
                    block.model_copy(update={"file": None}) if isinstance(block, Table) else block
                    for block in part.body
                )
            }
        )
        for part in made.attachments
    )
    return made.model_copy(update={"attachments": parts}) if parts else made


def test_what_is_written_is_what_was_given() -> None:
    assert source_data(document()) == SMALL
    given_default = {**SMALL, "目录": "否", "格式": "公文"}
    assert source_data(document_from_mapping(given_default)) == given_default


def test_a_body_of_plain_lines_is_one_text_and_any_other_a_list() -> None:
    assert source_data(document(正文="一、甲\n乙"))["正文"] == "一、甲\n乙\n"
    assert source_data(document(正文="甲\n一、乙"))["正文"] == "甲\n一、乙\n"
    body: list[object] = ["甲", {"标题1": "一、乙"}]
    assert source_data(document(正文=body))["正文"] == body


@pytest.mark.parametrize(
    "line", ["甲138****1234", "**甲**乙[^1]", "甲**乙", "甲\\", "甲[^ 1]", r"\一、甲", r"\|甲|", r"\第一条 甲", r"\ 甲"]
)
def test_a_line_keeps_its_spelling_and_gets_no_backslash_that_it_does_not_need(line: str) -> None:
    assert source_data(document(正文=f"{line}\n乙"))["正文"] == f"{line}\n乙\n"


def test_a_colon_keeps_what_would_be_taken_from_the_end_of_the_addressees() -> None:
    made = document(主送机关="各县教育局\u3000：")
    assert source_data(made)["主送机关"] == "各县教育局\u3000："
    assert source_data(document(主送机关=["甲局", "乙局："]))["主送机关"] == "甲局，乙局"


@pytest.mark.parametrize("note", ["（）", "此件公开发布", "（甲）（乙）", "(甲)", "（ ）"])
def test_notes_are_made_again_with_the_brackets_that_they_had(note: str) -> None:
    made = document(附注=note)
    assert document_from_mapping(source_data(made)) == made


def test_rows_of_a_file_are_written_out(tmp_path: Path) -> None:
    (tmp_path / "表.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    path = tmp_path / "通知.yaml"
    path.write_text("发文机关: 甲\n标题: 乙\n正文:\n- 表格: {文件: 表.csv}\n", encoding="utf-8")
    assert source_data(read_yaml(path).document)["正文"] == [{"表格": {"表头": ["甲", "乙"], "行": [["1", "2"]]}}]


def test_merged_cells_lengths_and_a_seal_are_written_as_a_source_writes_them() -> None:
    table = {"行": [[{"文": "甲", "跨列": "2"}], ["乙", "丙"]], "列宽": ["自动", "12.5mm"], "对齐": "中"}
    data = {**SMALL, "正文": [{"表格": table}], "印章": {"图": "a.svg", "直径": "40mm"}}
    assert source_data(document_from_mapping(data)) == data


@settings(deadline=None, max_examples=300)
@given(TEXTS | st.text("*\\[^]甲1", max_size=12))
def test_escaped_text_is_read_as_it_is(text: str) -> None:
    assert parse_spans(escaped(text)) == ((Span(text),) if text else ())


@settings(deadline=None, max_examples=300)
@given(TEXTS | st.text("*\\[^]甲1", max_size=16))
def test_spans_are_read_again_from_their_source(text: str) -> None:
    spans = parse_spans(text)
    assert parse_spans(source_of(spans)) == spans
