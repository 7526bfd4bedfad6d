"""From a `Document` back to the mapping with Chinese keys that makes it: the inverse of `mapping`."""

from collections.abc import Callable, Mapping

from typeset.model.blocks import Block
from typeset.model.document import Document, Issuer
from typeset.model.fields import Element, bracketed, joined_addressees
from typeset.model.signing import SealAbsent, SealPicture, SignatureValue, names_in
from typeset.model.source_body import (
    alignment_source,
    body_source,
    cells_source,
    header_source,
    length_source,
    text_of_lines,
    widths_source,
)
from typeset.model.tables import Row, Table
from typeset.model.values import DocumentNumber, Length, OfficialDate


def source_data(document: Document) -> dict[str, object]:
    """Return the keys and values that `document_from_mapping` makes an equal document of.

    They are texts, lists and mappings; what the document's own source did not give is left out. Rows that were
    read from a CSV file are written out and the file is not named, so that the mapping says all by itself.
    """
    return _mapping(document)


def _mapping(element: Element) -> dict[str, object]:
    """Return what is given of an element, under its keys, in the order of the model."""
    found: dict[str, object] = {}
    for name, field in type(element).model_fields.items():
        value = getattr(element, name)
        if name in element.model_fields_set and value not in (None, (), {}):
            found[str(field.validation_alias)] = _WRITERS.get(name, _value)(value)
    if isinstance(element, Table) and element.rows:
        found.pop("文件", None)
    return {key: value for key, value in found.items() if value not in ("", {})}


def _value(value: object) -> object:
    """Return a value of a field as texts, lists and mappings; one item stands for a list of one."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, OfficialDate):
        return value.given or f"{value.year:04}-{value.month:02}-{value.day:02}"
    if isinstance(value, DocumentNumber):
        return value.text
    if isinstance(value, Length):
        return length_source(value)
    if isinstance(value, Element):
        return _mapping(value)
    if isinstance(value, tuple):
        items = [_value(item) for item in value]
        return items[0] if len(items) == 1 and items[0] != {} else items
    return _settings(value)


def _settings(value: object) -> object:
    """Return texts, lists and mappings as they are."""
    if isinstance(value, Mapping):
        return {str(key): _settings(item) for key, item in value.items()}
    return [_settings(item) for item in value] if isinstance(value, list | tuple) else str(value)


def _issuers(issuers: tuple[Issuer, ...]) -> object:
    """Return 发文机关: names, and mappings of those that have more than a name."""
    items = [issuer.name if (data := _mapping(issuer)).keys() == {"名称"} else data for issuer in issuers]
    return items[0] if len(items) == 1 else items


def _title(title: str) -> str:
    return text_of_lines(title.split("\n"))


def _addressees(addressees: str) -> str:
    """Return 主送机关; the colon, which is taken away again, keeps blanks at the end."""
    is_kept = addressees != "" and joined_addressees(addressees) == addressees
    return addressees if is_kept else f"{addressees}："


def _notes(notes: tuple[str, ...]) -> object:
    """Return 附注 without the brackets that are added again."""
    return _value(tuple(_without_brackets(note) for note in notes))


def _without_brackets(note: str) -> str:
    inner = note[1:-1].strip()
    return inner if inner and bracketed(inner) == note else note


def _signature(signature: SignatureValue) -> object:
    """Return 署名; one person in a list stays in a list."""
    if isinstance(signature, tuple) and not names_in(signature):
        return [_value(item) for item in signature]
    return _value(signature)


def _seal(seal: SealPicture | SealAbsent) -> object:
    if isinstance(seal, SealAbsent):
        return "无"
    return _mapping(seal) if seal.diameter_mm is not None else seal.file


def _diameter(diameter_mm: float) -> str:
    return length_source(Length(mm=diameter_mm))


def _body(blocks: tuple[Block, ...]) -> object:
    return body_source(blocks, _mapping)


def _rows(rows: tuple[Row, ...]) -> list[object]:
    return [cells_source(row) for row in rows]


_WRITERS: Mapping[str, Callable[..., object]] = {
    **{"issuers": _issuers, "title": _title, "addressees": _addressees, "notes": _notes, "body": _body},
    **{"signature": _signature, "seal": _seal, "diameter_mm": _diameter, "style": _settings},
    **{"header": header_source, "rows": _rows, "widths": widths_source, "alignment": alignment_source},
}
"""By the name of the field; `_value` writes the others."""
