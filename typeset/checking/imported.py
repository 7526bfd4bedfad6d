"""Check what importing makes of a file that is no source: the document in it, and its words."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from typeset.checks import document_issues
from typeset.errors import Fix, Issue, Severity, Where
from typeset.importing import import_file
from typeset.model import SourcePath, block_origins
from typeset.model.mapping import Made, make_document
from typeset.proofreading import Certainty
from typeset.readers import Reading
from typeset.readers.imported import Imported, Repair
from typeset.readers.reading import nearest_place
from typeset.readers.recognition import PLACEHOLDER, RECOGNISED
from typeset.reports.report import CheckReport, FileKind

IMPORT_FAMILY = "I-"
"""Ids of what importing mends of the way a file was made: they are no faults of its text."""


def check_imported(path: Path, kind: FileKind, lines: tuple[str, ...] = ()) -> CheckReport:
    """Return what the rules of documents and texts find in a file; raises TypesetError when it cannot be read."""
    imported = import_file(path)
    doubts = (issue for issue in imported.issues if not _is_of_the_draft(issue))
    issues = (*doubts, *_text_issues(imported.repairs), *_document_issues(imported, str(path)))
    return CheckReport(str(path), kind, issues, lines=lines, not_judged=tuple(_not_judged(imported)))


def _is_of_the_draft(issue: Issue) -> bool:
    """Tell whether an issue is about the placeholders of the source that importing would write."""
    return issue.requirement == RECOGNISED and issue.where == Where()


def _text_issues(repairs: Iterable[Repair]) -> Iterator[Issue]:
    """Yield what the text rules said of the file's words; what is certain would be corrected when it is imported."""
    for repair in repairs:
        if not repair.rule.startswith(IMPORT_FAMILY):
            fix = None if repair.replacement is None else Fix(repair.replacement, repair.certainty is Certainty.CERTAIN)
            yield Issue(repair.rule, repair.severity, repair.where, repair.message, fix=fix)


def _document_issues(imported: Imported, file: str) -> Iterator[Issue]:
    """Yield what the rules of documents say; of an element that the file does not name they say nothing."""
    made = make_document({"印章": "无", **imported.data})
    places = {**_block_places(imported), (): Where(file)}
    if made.document is None:
        yield from _faults(made, places)
        return
    for issue in document_issues(Reading(made.document, places)):
        if PLACEHOLDER not in issue.message and not ("标题" in _unnamed(imported) and issue.message.startswith("标题")):
            yield issue


def _faults(made: Made, places: Mapping[SourcePath, Where]) -> Iterator[Issue]:
    for fault in made.faults:
        yield Issue(fault.rule, Severity.ERROR, nearest_place(places, fault.path), fault.sentence, fault.hint)


def _unnamed(imported: Imported) -> tuple[str, ...]:
    """Return the keys for which a placeholder stands."""
    return tuple(
        key for key, value in imported.data.items() if isinstance(value, str) and value.startswith(PLACEHOLDER)
    )


def _not_judged(imported: Imported) -> Iterator[str]:
    for key in _unnamed(imported):
        yield f"{key}：文件里没有找到"
    if "印章" not in imported.data:
        yield "印章：文件里没有，看不出是否加盖"


def _block_places(imported: Imported) -> Mapping[SourcePath, Where]:
    """Return the places of everything in the document: a block's is that of the item that it comes from."""
    places = {path: where for path, where in imported.places.items() if "正文" not in path}
    starts: dict[SourcePath, Where] = {}
    for path, where in imported.places.items():
        if "正文" in path:
            item = path.index("正文") + 2
            starts.setdefault(path[:item], where)
    for body in dict.fromkeys(path[:-1] for path in starts):
        for index, origin in enumerate(block_origins(_value_at(imported.data, body))):
            if (begins := starts.get((*body, origin.item or 0))) is not None:
                places[*body, index] = begins
    return places


def _value_at(data: object, path: SourcePath) -> object:
    for step in path:
        if isinstance(data, Mapping):
            data = data.get(step)
        elif isinstance(data, list | tuple) and isinstance(step, int):
            data = data[step]
    return data
