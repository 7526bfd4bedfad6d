"""How what a source says under a key becomes a value: text, lists of text, 是/否, dates, names of files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Annotated, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from typeset.characters import listed
from typeset.errors import quoted
from typeset.model.faults import Fault, Unusable, refuse
from typeset.model.files import PICTURE_SUFFIXES, TABLE_SUFFIXES, Folder, parse_file_name
from typeset.model.values import (
    DocumentNumber,
    Length,
    OfficialDate,
    parse_copy_number,
    parse_document_type,
    parse_length,
    parse_secrecy_level,
    parse_secrecy_term,
)

T = TypeVar("T")

DEFINED = "x-defined"


def defined(name: str) -> JsonSchemaValue:
    """Return a mark that `schema` turns into a reference to the definition `name`; pydantic would look for it."""
    return {DEFINED: name}


TEXT = defined("Text")
TEXTS = defined("Texts")


class Element(BaseModel):
    """Settings of every model: frozen, unknown keys refused, made in Python by attribute names."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)


@dataclass(frozen=True, slots=True)
class Reads:
    """A field whose value one function makes of what a source says (`schema`: its JSON Schema).

    Building these is several times cheaper than building pydantic's own unions, and one function gives one message.
    """

    read: Callable[[object], object]
    schema: JsonSchemaValue

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return dict(self.schema)


@dataclass(frozen=True, slots=True)
class ReadsInFolder:
    """A field like that of `Reads`; the function also gets the folder of the document, if a reader passes it along."""

    read: Callable[[object, Folder | None], object]
    schema: JsonSchemaValue

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(value: object, info: ValidationInfo) -> object:
            return self.read(value, info.context)

        return core_schema.with_info_plain_validator_function(read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return dict(self.schema)


@dataclass(frozen=True, slots=True)
class OneOrMany:
    """A list of mappings that may be written as one alone; `prepare` makes a sequence of what a source says."""

    prepare: Callable[[object], object]
    allows_text: bool = False

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.prepare, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        many = handler(schema)
        one = {"anyOf": [TEXT, many["items"]]} if self.allows_text else many["items"]
        return {"anyOf": [one, {"type": "array", "items": one}]}


def text_lines(value: object) -> tuple[str, ...]:
    """Return the lines of a text, blanks at their ends and empty lines dropped."""
    if not isinstance(value, str):
        raise refuse("应是一段文字", "请直接写文字，不要写成列表或映射")
    return tuple(line for raw in value.splitlines() if (line := raw.strip()))


def text_line(value: object) -> str:
    """Return a text of one line."""
    lines = text_lines(value)
    if len(lines) != 1:
        raise refuse("只能写一行" if lines else "没有内容", "请写成一行文字")
    return lines[0]


def text_items(value: object) -> tuple[str, ...]:
    """Return the items of a text (its lines) or of a list of texts."""
    if isinstance(value, str):
        return text_lines(value)
    if not isinstance(value, list | tuple):
        raise refuse("应是文字或文字的列表", "多项时每项一行，以“- ”开头")
    items: list[str] = []
    faults: list[Fault] = []
    for index, item in enumerate(value):
        try:
            items.append(text_line(item))
        except Unusable as error:
            faults += [Fault((index,), fault.message, fault.hint) for fault in error.faults]
    if faults:
        raise Unusable(*faults)
    return tuple(items)


def title_lines(value: object) -> str | None:
    """Return a title, its line breaks kept."""
    return None if value is None else "\n".join(text_lines(value))


def joined_addressees(value: object) -> str | None:
    """Return 主送机关 as one text without ： at its end; items are joined with ， unless they end with a mark."""
    if value is None:
        return None
    items = text_items(value)
    return listed(items, "，").rstrip("：: ") if items else ""


def bracketed(text: str) -> str:
    """Return a text in （）, brackets added where it has none."""
    if text.startswith(("（", "(")) and text.endswith(("）", ")")):
        return f"（{text[1:-1]}）"
    return f"（{text}）"


def yes_or_no(value: object) -> bool:
    """Return whether a source says 是."""
    if isinstance(value, bool):
        return value
    if value not in ("是", "否"):
        raise refuse(f"{quoted(value)}不合法", "只能写：是、否")
    return value == "是"


def list_of_one(value: object) -> object:
    """Return a single mapping or text as a list of one."""
    return (value,) if isinstance(value, Mapping | str | BaseModel) else value


def read_document_type(value: object) -> str | None:
    """Return 文种."""
    return None if value is None else parse_document_type(text_line(value))


def read_secrecy_level(value: object) -> str | None:
    """Return 密级."""
    return None if value is None else parse_secrecy_level(text_line(value))


def parsed(parse: Callable[[str], T], kind: type[T], value: object) -> T:
    """Return a one-line text as a value; a value of that kind passes."""
    if isinstance(value, kind) and not isinstance(value, str):
        return value
    return parse(text_line(value))


def _notes(value: object) -> tuple[str, ...]:
    return tuple(bracketed(item) for item in text_items(value))


def _title_note(value: object) -> str | None:
    return None if value is None else "".join(text_lines(value))


def _file_name(suffixes: tuple[str, ...], value: object, folder: Folder | None) -> str | None:
    """Return the name of a file that may be used."""
    if value is None:
        return None
    name = parse_file_name(text_line(value), suffixes)
    if folder is not None:
        folder.require(name)
    return name


def text_table(value: object) -> Mapping[str, str]:
    """Return a mapping of names to texts."""
    if not isinstance(value, Mapping):
        raise refuse("应写成“键: 值”的形式", "每个键一行，比所属的键多缩进两格")
    found: dict[str, str] = {}
    faults: list[Fault] = []
    for key, item in value.items():
        try:
            found[str(key)] = "".join(text_lines(item))
        except Unusable as error:
            faults += [Fault((str(key),), fault.message, fault.hint) for fault in error.faults]
    if faults:
        raise Unusable(*faults)
    return found


def _style(value: object) -> str | Mapping[str, object] | None:
    return dict(value) if isinstance(value, Mapping) else None if value is None else text_line(value)


def _optional(validate: Callable[[object], T]) -> Callable[[object], T | None]:
    def validate_unless_none(value: object) -> T | None:
        return None if value is None else validate(value)

    return validate_unless_none


def _text_to(parse: Callable[[str], T], kind: type[T]) -> Reads:
    return Reads(_optional(partial(parsed, parse, kind)), TEXT)


Text: TypeAlias = Annotated[str, Reads(text_line, TEXT)]
OptionalText: TypeAlias = Annotated[str | None, Reads(_optional(text_line), TEXT)]
Texts: TypeAlias = Annotated[tuple[str, ...], Reads(text_items, TEXTS)]
Notes: TypeAlias = Annotated[tuple[str, ...], Reads(_notes, TEXTS)]
Title: TypeAlias = Annotated[str | None, Reads(title_lines, TEXT)]
TitleNote: TypeAlias = Annotated[str | None, Reads(_title_note, TEXT)]
Addressees: TypeAlias = Annotated[str | None, Reads(joined_addressees, TEXTS)]
Date: TypeAlias = Annotated[OfficialDate | None, _text_to(OfficialDate.parse, OfficialDate)]
Number: TypeAlias = Annotated[DocumentNumber | None, _text_to(DocumentNumber.parse, DocumentNumber)]
Width: TypeAlias = Annotated[Length | None, _text_to(parse_length, Length)]
CopyNumber: TypeAlias = Annotated[str | None, _text_to(parse_copy_number, str)]
SecrecyTerm: TypeAlias = Annotated[str | None, _text_to(parse_secrecy_term, str)]
YesNo: TypeAlias = Annotated[bool, Reads(yes_or_no, {"enum": ["是", "否"]})]
PictureName: TypeAlias = Annotated[str, ReadsInFolder(partial(_file_name, PICTURE_SUFFIXES), TEXT)]
OptionalPictureName: TypeAlias = Annotated[str | None, ReadsInFolder(partial(_file_name, PICTURE_SUFFIXES), TEXT)]
TableName: TypeAlias = Annotated[str | None, ReadsInFolder(partial(_file_name, TABLE_SUFFIXES), TEXT)]
TextTable: TypeAlias = Annotated[Mapping[str, str], Reads(text_table, {"type": "object", "additionalProperties": TEXT})]
StyleChoice: TypeAlias = Annotated[str | Mapping[str, object] | None, Reads(_style, {"type": ["string", "object"]})]
