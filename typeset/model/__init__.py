"""The document: frozen values of everything a source can say, in the terms of GB/T 9704—2012."""

from typeset.model.blocks import Block, Division, Figure, Heading, PageBreak, Paragraph, Table
from typeset.model.body import block_origins, parse_body
from typeset.model.document import Document, Issuer, Part, Proofreading, SilencedRule
from typeset.model.faults import SourcePath
from typeset.model.inline import Numbering, Span, article_length, find_numbering, parse_spans
from typeset.model.mapping import document_from_mapping
from typeset.model.signing import PersonalSignature, SealAbsent, SealPicture, SignatureValue, names_in, people_in
from typeset.model.tables import Cell
from typeset.model.values import (
    DOCUMENT_TYPES,
    DocumentFormat,
    DocumentNumber,
    Length,
    OfficialDate,
    Secrecy,
    document_type_of,
)

__all__ = [
    "DOCUMENT_TYPES",
    "Block",
    "Cell",
    "Division",
    "Document",
    "DocumentFormat",
    "DocumentNumber",
    "Figure",
    "Heading",
    "Issuer",
    "Length",
    "Numbering",
    "OfficialDate",
    "PageBreak",
    "Paragraph",
    "Part",
    "PersonalSignature",
    "Proofreading",
    "SealAbsent",
    "SealPicture",
    "Secrecy",
    "SignatureValue",
    "SilencedRule",
    "SourcePath",
    "Span",
    "Table",
    "article_length",
    "block_origins",
    "document_from_mapping",
    "document_type_of",
    "find_numbering",
    "names_in",
    "parse_body",
    "parse_spans",
    "people_in",
]
