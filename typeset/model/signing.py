"""Who signs: 发文机关署名, 签名章, 印章 (7.3.5)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, TypeAlias

from pydantic import Field, ValidationError

from typeset.errors import quoted
from typeset.model.faults import Fault, Unusable, faults_of, refuse
from typeset.model.fields import (
    TEXT,
    TEXTS,
    Element,
    OptionalPictureName,
    PictureName,
    Reads,
    ReadsInFolder,
    Text,
    defined,
    text_items,
    text_line,
    text_lines,
)
from typeset.model.files import Folder
from typeset.model.values import Length, parse_length

LARGEST_SEAL_MM = 100


def _diameter(value: object) -> float | None:
    """Read 直径 in millimetres."""
    if value is None or isinstance(value, float):
        return value
    length: Length = parse_length(text_line(value))
    if length.mm is None or length.mm > LARGEST_SEAL_MM:
        raise refuse(f"{quoted(value)}不合法", "请写毫米数，如 42mm")
    return length.mm


class SealPicture(Element):
    """印章 as a picture (7.3.5.1); `diameter_mm` None is the profile's."""

    file: PictureName = Field(validation_alias="图", description="印章图片：PNG、JPEG 或 SVG")
    diameter_mm: Annotated[float | None, Reads(_diameter, TEXT)] = Field(
        default=None, validation_alias="直径", description="如 42mm"
    )


class SealAbsent(Element):
    """印章: 无, the document takes no seal (7.3.5.2)."""


class PersonalSignature(Element):
    """签名章 of a person with 职务 and 姓名 (7.3.5.3); `picture` None: place is kept for it."""

    post: Text = Field(validation_alias="职务", description="签发人职务")
    name: Text = Field(validation_alias="姓名", description="签发人姓名")
    picture: OptionalPictureName = Field(default=None, validation_alias="签名章", description="签名章图片")


SignatureValue: TypeAlias = tuple[str, ...] | PersonalSignature | tuple[PersonalSignature, ...] | None


def parse_seal(value: object, folder: Folder | None) -> SealPicture | SealAbsent | None:
    """Read 印章: the name of a picture, {图, 直径}, or 无."""
    if value is None or isinstance(value, SealPicture | SealAbsent):
        return value
    if isinstance(value, str) and value.strip() == "无":
        return SealAbsent()
    if not isinstance(value, str | Mapping):
        raise refuse("写法不对", "请写图片文件名、{图: a.png, 直径: 42mm} 或 无")
    data = {"图": value} if isinstance(value, str) else value
    return SealPicture.model_validate(data, context=folder, by_alias=True, by_name=False)


def parse_signature(value: object, folder: Folder | None) -> SignatureValue:
    """Read 署名: text, list of texts, {职务, 姓名, 签名章}, or a list of such."""
    if value is None or isinstance(value, PersonalSignature):
        return value
    if isinstance(value, Mapping):
        return PersonalSignature.model_validate(value, context=folder, by_alias=True, by_name=False)
    if isinstance(value, list | tuple) and any(isinstance(item, Mapping | PersonalSignature) for item in value):
        return tuple(_people(value, folder))
    return text_items(value)


def _people(items: list[object] | tuple[object, ...], folder: Folder | None) -> list[PersonalSignature]:
    people: list[PersonalSignature] = []
    faults: list[Fault] = []
    for index, item in enumerate(items):
        if isinstance(item, PersonalSignature):
            people.append(item)
        elif not isinstance(item, Mapping):
            hint = "几位签发人的，每项都写 {职务: ……, 姓名: ……}"
            faults.append(Fault((index,), "不是 {职务, 姓名, 签名章}", hint))
        else:
            try:
                people.append(PersonalSignature.model_validate(item, context=folder, by_alias=True, by_name=False))
            except ValidationError as error:
                named = faults_of(error, ("署名", index))
                faults += (replace(fault, path=fault.path[1:]) for fault in named)
    if faults:
        raise Unusable(*faults)
    return people


def names_in(signature: SignatureValue) -> tuple[str, ...]:
    """Return the organs that sign by name; none where people sign or nothing is said."""
    items = signature if isinstance(signature, tuple) else ()
    return tuple(item for item in items if isinstance(item, str))


def people_in(signature: SignatureValue) -> tuple[PersonalSignature, ...]:
    """Return the people who sign, 主办机关's first; none where organs sign."""
    items = signature if isinstance(signature, tuple) else (signature,)
    return tuple(item for item in items if isinstance(item, PersonalSignature))


Seal: TypeAlias = Annotated[
    SealPicture | SealAbsent | None, ReadsInFolder(parse_seal, {"anyOf": [TEXT, defined("SealPicture")]})
]
_PERSON = defined("PersonalSignature")
Signature: TypeAlias = Annotated[
    SignatureValue,
    ReadsInFolder(parse_signature, {"anyOf": [TEXTS, _PERSON, {"type": "array", "items": _PERSON}]}),
]


def issuer_mappings(value: object) -> object:
    """Return 发文机关, a text or a list of texts and mappings, as a list of mappings."""
    items = text_lines(value) if isinstance(value, str) else (value,) if isinstance(value, Mapping) else value
    if not isinstance(items, list | tuple):
        return items
    return tuple({"名称": item} if isinstance(item, str) else item for item in items)
