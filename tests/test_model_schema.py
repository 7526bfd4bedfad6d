import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from typeset.model.document import Document
from typeset.model.keys import keys_of
from typeset.model.schema import document_schema, schema_text


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = document_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_the_committed_schema_is_up_to_date(root: Path) -> None:
    committed = (root / "docs" / "document.schema.json").read_text(encoding="utf-8")
    assert committed == schema_text(), "write schema_text() to docs/document.schema.json again"


def test_the_schema_knows_every_key_of_a_document_and_describes_it_in_chinese() -> None:
    properties = document_schema()["properties"]
    assert set(properties) == set(keys_of(Document))
    assert all(field["title"] == key for key, field in properties.items())
    assert all(any(character > "一" for character in field["description"]) for field in properties.values())


def test_the_schema_speaks_no_python() -> None:
    shown = json.dumps(document_schema(), ensure_ascii=False)
    assert "x-defined" not in shown
    assert "issuers" not in shown


@pytest.mark.requirement("S-3")
def test_the_schema_accepts_a_good_document_and_refuses_an_unknown_key(
    shared: Path, validator: Draft202012Validator
) -> None:
    text = (shared / "bad" / "00-good-control.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=yaml.BaseLoader)
    assert [error.message for error in validator.iter_errors(data)] == [
        "Additional properties are not allowed ('主送' was unexpected)"
    ]
    data["主送机关"] = data.pop("主送")
    assert validator.is_valid(data)


@pytest.mark.requirement("S-5")
@pytest.mark.parametrize("missing", ["发文机关", "标题", "正文"])
def test_the_schema_requires_what_the_reader_requires(validator: Draft202012Validator, missing: str) -> None:
    data = {"发文机关": "甲", "标题": "乙", "正文": "丙"}
    assert validator.is_valid(data)
    del data[missing]
    assert not validator.is_valid(data)


def test_the_schema_follows_lists_parts_and_blocks(validator: Draft202012Validator) -> None:
    data = {
        "发文机关": ["甲", {"名称": "乙", "印章": {"图": "a.png", "直径": "42mm"}}],
        "标题": "丙",
        "正文": ["丁", {"标题1": "一、戊"}, {"表格": {"表头": ["己"], "行": [["庚"]]}}, {"分页": None}],
        "附件": {"标题": "辛", "正文": "壬", "附件": [{"标题": "癸", "不随文": "是"}]},
        "校对": {"忽略": {"规则": "T-9-7", "理由": "惯例"}},
    }
    assert [error.message for error in validator.iter_errors(data)] == []
    for path, value in {"正文": [{"表格": {"列": []}}], "附件": [{"题目": "甲"}], "发文机关": {"印章": "无"}}.items():
        assert not validator.is_valid(data | {path: value}), path
