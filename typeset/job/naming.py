"""What the files of a document are called, and what they say of it."""

import re
import unicodedata
from datetime import date

from typeset.characters import is_invisible
from typeset.model import Document
from typeset.model.marks import mark_text
from typeset.readers import Reading

LONGEST_NAME = 80
LONGEST_NAME_BYTES = 230  # of 255 that file systems allow: room for （2） and a suffix

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u2028\u2029]+')


def file_name(reading: Reading) -> str:
    """Return what the files of a document are called: number and title, safe on every system, NFC.

    One without a title, a 命令, is called by its mark and number.
    """
    document = reading.document
    number = document.number.text if document.number else ""
    parts = [number, title_of(document)] if document.title else [title_of(document)]
    visible = "".join(
        character for part in " ".join(filter(None, parts)) for character in part if not is_invisible(character)
    )
    name = _UNSAFE.sub("_", unicodedata.normalize("NFC", visible))[:LONGEST_NAME]
    while len(name.encode()) > LONGEST_NAME_BYTES:
        name = name[:-1]
    return name.strip(" .") or "公文"


def date_of(document: Document) -> date | None:
    """Return 成文日期 as a date."""
    given = document.date
    return date(given.year, given.month, given.day) if given else None


def described(document: Document) -> tuple[str, str, str]:
    """Return title, author and subject for a file's own properties."""
    author = "、".join(issuer.name for issuer in document.issuers)
    return title_of(document), author, document.number.text if document.number else ""


def title_of(document: Document) -> str:
    """Return the title on one line; what has none is called by its mark and number."""
    if document.title:
        return document.title.replace("\n", "")
    return f"{mark_text(document)} {document.number.text if document.number else ''}".strip()
