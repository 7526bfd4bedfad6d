"""JSON and SARIF: what other programs read of a check."""

import json
from pathlib import Path

import jsonschema
import pytest

from tests.check_reports import PAGES, REPORTS, SOURCE, UNKNOWN
from typeset.reports.json_text import json_text
from typeset.reports.sarif import sarif_text
from typeset.standard.requirements import requirements


@pytest.fixture(scope="module")
def schema(root: Path) -> dict[str, object]:
    data: dict[str, object] = json.loads((root / "docs/check.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(data)
    return data


def test_the_json_keeps_the_promise_of_its_schema(schema: dict[str, object]) -> None:
    jsonschema.validate(json.loads(json_text(REPORTS)), schema)
    jsonschema.validate(json.loads(json_text([])), schema)


def test_the_schema_refuses_what_it_does_not_name(schema: dict[str, object]) -> None:
    data = json.loads(json_text(REPORTS))
    data["files"][0]["issues"][0]["severity"] = "错误"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema)


def test_the_json_says_everything_that_was_found() -> None:
    data = json.loads(json_text(REPORTS))
    assert data["summary"] == {"files": 3, "failed": 1, "errors": 3, "warnings": 2, "infos": 1}
    source, pages, unknown = data["files"]
    assert (source["kind"], source["errors"], source["failure"]) == ("yaml", 2, None)
    assert source["silenced"] == [{"rule": "T-9-13", "reason": "电子公文", "count": 2}]
    number = source["issues"][1]
    assert (number["rule"], number["clause"], number["strength"]) == ("R-7.2.5-2", "GB/T 9704—2012 7.2.5", "规定")
    assert number["place"] == {"line": 2, "column": 7, "length": 12, "page": None, "mm": None, "size_mm": None}
    assert number["fix"] == {"text": "苏教办〔2024〕15号", "certain": True}
    margin = pages["issues"][0]
    assert margin["measured"] == {"what": "天头", "value": 39.4, "wanted": 37.0, "tolerance": 1.0, "unit": "mm"}
    assert (margin["place"]["page"], margin["place"]["mm"]) == (2, [28.0, 39.4])
    assert (unknown["kind"], unknown["issues"]) == (None, [])
    assert "不认识" in unknown["failure"]


def test_sarif_has_the_structure_of_2_1_0() -> None:
    log = json.loads(sarif_text(REPORTS))
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    assert "sarif-schema-2.1.0" in log["$schema"]
    run = log["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    assert rules[1]["shortDescription"]["text"] == requirements()["R-7.2.5-2"].sentence
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


def test_sarif_places_are_regions_of_text_or_millimetres_of_pages() -> None:
    whole, number, title, _, margin, _ = json.loads(sarif_text(REPORTS))["runs"][0]["results"]
    assert "region" not in whole["locations"][0]["physicalLocation"]
    physical = number["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "%E7%A8%BF/%E9%80%9A%E7%9F%A5%201.yaml"
    assert physical["region"] == {"startLine": 2, "startColumn": 7, "endColumn": 19}
    assert title["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 1, "endColumn": 11}
    place = margin["locations"][0]
    assert place["physicalLocation"]["artifactLocation"]["uri"].startswith("file:///tmp/")
    assert place["properties"] == {"page": 2, "mm": [28.0, 39.4], "size_mm": [156.0, 5.6]}
    assert "第2页" in place["logicalLocations"][0]["name"]
    assert "量得 39.4 mm" in margin["message"]["text"]


def test_sarif_fixes_replace_exactly_the_place() -> None:
    results = json.loads(sarif_text([SOURCE]))["runs"][0]["results"]
    (replacement,) = results[1]["fixes"][0]["artifactChanges"][0]["replacements"]
    assert replacement == {
        "deletedRegion": {"startLine": 2, "startColumn": 7, "endColumn": 19},
        "insertedContent": {"text": "苏教办〔2024〕15号"},
    }
    assert "fixes" not in results[0]
    assert results[3]["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": ""}


def test_sarif_tells_of_files_that_could_not_be_judged() -> None:
    (good,) = json.loads(sarif_text([PAGES]))["runs"][0]["invocations"]
    assert good == {"executionSuccessful": True, "toolExecutionNotifications": []}
    (bad,) = json.loads(sarif_text([UNKNOWN]))["runs"][0]["invocations"]
    assert not bad["executionSuccessful"]
    assert "不认识" in bad["toolExecutionNotifications"][0]["message"]["text"]
