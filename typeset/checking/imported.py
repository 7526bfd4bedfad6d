"""Check what importing makes of a file that is no source: the document in it, and its words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from typeset.checking.silencing import without_silenced
from typeset.checks import document_issues
from typeset.errors import Fix, Issue, Severity, Where, quoted
from typeset.input_files import FileKind
from typeset.model import SourcePath, block_origins
from typeset.model.inline import plain_text
from typeset.model.mapping import Made, make_document
from typeset.proofreading import Certainty, Remark, proofread
from typeset.readers import Reading
from typeset.readers.imported import Imported, Repair
from typeset.readers.passages import ValuePassage, value_passages
from typeset.readers.reading import nearest_place
from typeset.readers.recognition import PLACEHOLDER, RECOGNISED
from typeset.reports.report import CheckReport

NO_SEAL = "印章：文件里没有，看不出是否加盖"

NEAR = 300
"""Lines that are searched for a text, on from the one before it and from the first."""

IMPORT_FAMILY = "I-"
"""Ids of what importing mends of the way a file was made: they are no faults of its text."""


def check_imported(path: Path, kind: FileKind, imported: Imported, lines: tuple[str, ...] = ()) -> CheckReport:
    """Return what the rules of documents and texts find in what was imported of a file.

    `lines` is the text of the file, a line or paragraph each, as far as it has one.
    """
    imported = _with_lists(imported)
    places = imported.places or places_by_words(imported.data, lines, str(path))
    doubts = (issue for issue in imported.issues if not _is_of_the_draft(issue))
    words = _text_issues(imported.repairs, lines) if imported.places else _word_issues(imported.data, places, lines)
    made = make_document({"印章": "无", **imported.data})
    found = (
        *doubts,
        *words,
        *_document_issues(imported, made, {**_block_places(imported.data, places), (): Where(str(path))}),
    )
    issues, silenced = without_silenced(found, made.document.silenced if made.document else ())
    return CheckReport(
        *(str(path), kind, issues), lines=lines, silenced=silenced, not_judged=tuple(_not_judged(imported))
    )


def _with_lists(imported: Imported) -> Imported:
    """Return what was imported with lists where one part stands for a list of one, as the paths of documents count."""
    listed = _listed(imported.data)
    return replace(imported, data=listed) if isinstance(listed, Mapping) else imported


def _listed(data: object) -> object:
    if isinstance(data, Mapping):
        return {
            key: _listed([item] if key in ("附件", "印发件") and isinstance(item, Mapping) else item)
            for key, item in data.items()
        }
    return [_listed(item) for item in data] if isinstance(data, list | tuple) else data


def places_by_words(data: object, lines: Sequence[str], file: str) -> Mapping[SourcePath, Where]:
    """Return the places of the texts in `data` where the importer has none: the next line with them, or one near it."""
    places: dict[SourcePath, Where] = {}
    begin = 0
    for path, value in _texts(data, ()):
        order = (*range(begin, min(begin + NEAR, len(lines))), *range(min(begin, NEAR)))
        line = next((number for number in order if value in lines[number]), None)
        if line is not None:
            places.setdefault(path, Where(file, line + 1, lines[line].index(value) + 1))
            begin = line
    return places


def _texts(data: object, path: SourcePath) -> Iterator[tuple[SourcePath, str]]:
    """Yield the texts in plain data with their paths, without markup; of several lines each one with its number."""
    if isinstance(data, str):
        for number, line in enumerate(data.splitlines()):
            if text := plain_text(line.strip())[0]:
                yield ((*path, number) if path[-1] == "正文" else path), text
    elif isinstance(data, Mapping):
        for key, item in data.items():
            yield from _texts(item, (*path, key))
    elif isinstance(data, list | tuple):
        for index, item in enumerate(data):
            yield from _texts(item, (*path, index))


def _word_issues(data: object, places: Mapping[SourcePath, Where], lines: Sequence[str]) -> Iterator[Issue]:
    """Yield what the text rules say of the values of a document that were taken as they are."""
    passages = list(value_passages(data))
    for passage, remarks in zip(passages, proofread([found.passage for found in passages]), strict=True):
        for remark in remarks:
            line = str(_value_at(data, passage.path)).count("\n", 0, passage.positions[0])
            where = _words_place(nearest_place(places, (*passage.path, line)), passage, remark, lines)
            fix = None if remark.replacement is None else Fix(remark.replacement, remark.certainty is Certainty.CERTAIN)
            yield Issue(remark.rule, remark.severity, where, remark.message, remark.hint, fix=fix)


def _words_place(where: Where, passage: ValuePassage, remark: Remark, lines: Sequence[str]) -> Where:
    """Return the place of the characters of a remark, as far as they stand where they should."""
    words = passage.passage.text[remark.start : remark.end]
    column = (where.column or 1) + remark.start
    if where.line is None or lines[where.line - 1][column - 1 : column - 1 + len(words)] != words:
        return where
    return replace(where, column=column, length=len(words))


def _is_of_the_draft(issue: Issue) -> bool:
    """Tell whether an issue is about the placeholders of the source that importing would write."""
    return issue.requirement == RECOGNISED and issue.where == Where()


def _text_issues(repairs: Iterable[Repair], lines: Sequence[str]) -> Iterator[Issue]:
    """Yield what the text rules said of the file's words; what is certain would be corrected when it is imported.

    The words are quoted where there are no lines to show them in.
    """
    for repair in repairs:
        if not repair.rule.startswith(IMPORT_FAMILY):
            fix = None if repair.replacement is None else Fix(repair.replacement, repair.certainty is Certainty.CERTAIN)
            hint = "" if lines else f"原文：{quoted(repair.before)}"
            yield Issue(repair.rule, repair.severity, repair.where, repair.message, hint, fix=fix)


def _document_issues(imported: Imported, made: Made, places: Mapping[SourcePath, Where]) -> Iterator[Issue]:
    """Yield what the rules of documents say; of an element that the file does not name they say nothing."""
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
        yield NO_SEAL


def _block_places(data: object, texts: Mapping[SourcePath, Where]) -> Mapping[SourcePath, Where]:
    """Return the places of everything in the document: a block's is that of the item that it comes from."""
    places = {path: where for path, where in texts.items() if "正文" not in path}
    starts: dict[SourcePath, Where] = {}
    for path, where in texts.items():
        if "正文" in path:
            item = path.index("正文") + 2
            starts.setdefault(path[:item], where)
    for body in dict.fromkeys(path[:-1] for path in starts):
        for index, origin in enumerate(block_origins(_value_at(data, body))):
            step = origin.line if origin.item is None else origin.item
            if (begins := starts.get((*body, step))) is not None:
                places[*body, index] = begins
    return places


def _value_at(data: object, path: SourcePath) -> object:
    for step in path:
        if isinstance(data, Mapping):
            data = data.get(step)
        elif isinstance(data, list | tuple) and isinstance(step, int):
            data = data[step]
    return data
