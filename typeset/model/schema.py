"""The JSON Schema of the source format, for editors and other programs; `docs/document.schema.json` is its copy."""

import json

from pydantic.json_schema import JsonSchemaValue, models_json_schema

from typeset.model.body import BLOCK_KEYS
from typeset.model.document import Document, Issuer, Part, Proofreading, SilencedRule
from typeset.model.fields import DEFINED, TEXT, Element, defined
from typeset.model.signing import PersonalSignature, SealPicture
from typeset.model.tables import Figure, Table

_TITLES: dict[type[Element], str] = {
    **{Document: "公文", Part: "附件或印发件", Issuer: "发文机关", SealPicture: "印章", PersonalSignature: "签名章"},
    **{Table: "表格", Figure: "图", Proofreading: "校对", SilencedRule: "不报告的规则"},
}
_TEXT: JsonSchemaValue = {"title": "文字", "type": ["string", "number"]}
_TEXTS: JsonSchemaValue = {"title": "文字或列表", "anyOf": [TEXT, {"type": "array", "items": TEXT}]}
_VALUES: dict[str, JsonSchemaValue] = {
    **{"表格": defined("Table"), "图": defined("Figure"), "分页": {"type": ["null", "string"]}},
}


def document_schema() -> JsonSchemaValue:
    """Return the JSON Schema (draft 2020-12) of a source, with Chinese keys and descriptions."""
    _, found = models_json_schema([(model, "validation") for model in _TITLES], by_alias=True)
    definitions = {name: _plain(schema) for name, schema in found["$defs"].items()}
    for model, title in _TITLES.items():
        definitions[model.__name__] |= {"title": title}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **definitions.pop("Document"),
        **_required(),
        "$defs": {**definitions, "Body": _body(), "Text": _TEXT, "Texts": _TEXTS},
    }
    return {key: _linked(value) for key, value in schema.items()}


def schema_text() -> str:
    """Return the JSON Schema as the text of a file; the same for the same version."""
    return json.dumps(document_schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _linked(schema: object) -> object:
    """Return a schema with its marks of definitions turned into references."""
    if isinstance(schema, list):
        return [_linked(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    reference = {"$ref": f"#/$defs/{schema[DEFINED]}"} if DEFINED in schema else {}
    return reference | {key: _linked(value) for key, value in schema.items() if key != DEFINED}


def _required() -> JsonSchemaValue:
    """What a document cannot be set without (S-5)."""
    is_order = {"properties": {"格式": {"const": "命令"}}, "required": ["格式"]}
    return {
        "required": ["发文机关"],
        "anyOf": [{"required": ["正文"]}, {"required": ["印发件"]}],
        "if": {"not": is_order},
        "then": {"required": ["标题"]},
    }


def _body() -> JsonSchemaValue:
    """Text, or a list of texts and of mappings with one key."""
    block = {
        "type": "object",
        "properties": {key: _VALUES.get(key, TEXT) for key in BLOCK_KEYS},
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }
    return {"title": "正文", "anyOf": [TEXT, {"type": "array", "items": {"anyOf": [TEXT, block]}}]}


def _plain(schema: JsonSchemaValue) -> JsonSchemaValue:
    """Return the schema of a model without what its Python has to say: docstrings, titles, empty defaults."""
    kept = {key: value for key, value in schema.items() if key not in ("description", "title")}
    kept["properties"] = {key: _field(key, field) for key, field in schema.get("properties", {}).items()}
    return kept


def _field(key: str, schema: JsonSchemaValue) -> JsonSchemaValue:
    """Return the schema of one key: a key that is given has a value, and 是 and 否 are words."""
    field = {name: value for name, value in schema.items() if name not in ("default", "title")}
    choices = [choice for choice in field.pop("anyOf", []) if choice.get("type") != "null"]
    field |= choices[0] if len(choices) == 1 else {"anyOf": choices} if choices else {}
    default = schema.get("default")
    if isinstance(default, str | bool):
        field["default"] = default if isinstance(default, str) else "是" if default else "否"
    return {"title": key, **field}
