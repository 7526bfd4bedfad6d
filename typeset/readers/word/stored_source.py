"""The copy of its source that a draft carries: read like any source, as long as it is what its digest says."""

import hashlib
from dataclasses import dataclass

from typeset.errors import Issue, Severity, SourceError, Where
from typeset.model import Document
from typeset.model.mapping import make_document
from typeset.readers.word.content import WordFile
from typeset.readers.word.findings import CARRIED
from typeset.readers.yaml import source_mapping

_WITHOUT = "改按文件里的样式读取；样式、校对等不显示的内容没有带回"


@dataclass(frozen=True)
class StoredSource:
    """The source of a draft: its keys and values as they were written, and the document that they make."""

    data: dict[str, object]
    document: Document


def stored_source(file: WordFile) -> tuple[StoredSource | None, Issue | None]:
    """Return the stored source of a draft; None, with the reason where there is one to tell."""
    if file.source is None:
        lost = "文件里没有源文件的副本（经过不保留它的软件）" if file.digest else ""
        return None, _issue(file, f"{lost}，{_WITHOUT}") if lost else None
    if file.digest and hashlib.sha256(file.source.encode()).hexdigest() != file.digest:
        return None, _issue(file, f"文件里的源文件副本被改动过，没有采用，{_WITHOUT}")
    try:
        data = source_mapping(file.source, file.file)
        made = make_document(data)
    except SourceError:
        return None, _issue(file, f"文件里的源文件副本读不出来，{_WITHOUT}")
    if made.document is None or not isinstance(data, dict):
        return None, _issue(file, f"文件里的源文件副本不完整，{_WITHOUT}")
    return StoredSource(data, made.document), None


def _issue(file: WordFile, message: str) -> Issue:
    return Issue(CARRIED, Severity.WARNING, Where(file.file), message)
