"""Proof-read the texts of a document: what the text rules remark, as issues with their places."""

from collections.abc import Iterator, Sequence

from typeset.errors import Fix, Issue
from typeset.proofreading import Certainty, Remark, proofread
from typeset.readers.passages import FilePassage, FileText


def check_text(source: FileText, passages: Sequence[FilePassage]) -> tuple[Issue, ...]:
    """Return an issue for every remark on the passages of a file, at the characters that it is about."""
    return tuple(text_issue(source, passage, remark) for passage, remark in remarks_on(passages))


def remarks_on(passages: Sequence[FilePassage]) -> Iterator[tuple[FilePassage, Remark]]:
    """Yield the remarks on the passages of one file, each with its passage, in the order of the passages."""
    for passage, remarks in zip(passages, proofread([passage.passage for passage in passages]), strict=True):
        yield from ((passage, remark) for remark in remarks)


def text_issue(source: FileText, passage: FilePassage, remark: Remark) -> Issue:
    """Return what a remark says as an issue."""
    where = passage.where(source, remark.start, remark.end)
    fix = None if remark.replacement is None else Fix(remark.replacement, remark.certainty is Certainty.CERTAIN)
    return Issue(remark.rule, remark.severity, where, remark.message, remark.hint, fix=fix)
