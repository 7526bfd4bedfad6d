"""Compare two files of any kind: sources, texts, Word and PDF files."""

from collections.abc import Mapping
from pathlib import Path

from typeset.comparison import Change, ChangeKind, Comparison, compare_documents
from typeset.comparison.note_marks import with_marks_of
from typeset.errors import Issue, Severity, SourceError, Where
from typeset.importing import import_file
from typeset.input_files import FileKind, kind_of
from typeset.model.mapping import make_document
from typeset.readers import Reading, read_yaml
from typeset.readers.imported import ImportedFiles

_SHOW_LITTLE = (FileKind.PDF, FileKind.TEXT)
"""Files from which nobody can tell what a source says beside its text."""

UNSEEN = frozenset({"列宽", "对齐", "横排", "目录", "联合标志", "印章", "样式", "校对", "归档"})
"""Keys that such files say nothing about."""


def compare_files(old: Path, new: Path) -> Comparison:
    """Return what is different between two files; raises SourceError when one of them cannot be read.

    What a text or a PDF file cannot show, such as the widths of columns, is no difference, nor are the marks that an
    importer gives to footnotes.
    """
    before, after = _read_both(old, new)
    changes = compare_documents(before.document, after.document)
    seen = tuple(change for change in changes if not _is_unseen(change, old, new))
    notes = tuple(note for path in (old, new) if (note := _note(path)))
    return Comparison(str(old), str(new), seen, before.places, after.places, notes)


def _read_both(old: Path, new: Path) -> tuple[Reading, Reading]:
    """Read two files; the footnotes of one that is imported have the marks of the other one's."""
    if kind_of(old) is FileKind.SOURCE:
        before = read_yaml(old)
        return before, _read(new, before.document.footnotes)
    after = _read(new, {})
    return _read(old, after.document.footnotes), after


def _read(path: Path, marks: Mapping[str, str]) -> Reading:
    """Read a source, or import another file, whose footnotes get the marks of known ones."""
    if kind_of(path) is FileKind.SOURCE:
        return read_yaml(path)
    imported = import_file(path)
    made = make_document(with_marks_of(imported.data, marks), ImportedFiles(imported.pictures))
    if made.document is None:
        where = Where(str(path))
        raise SourceError(Issue(fault.rule, Severity.ERROR, where, fault.sentence, fault.hint) for fault in made.faults)
    return Reading(made.document, imported.places)


def _is_unseen(change: Change, old: Path, new: Path) -> bool:
    """Tell whether a change is only that one of the files cannot show what the other one says."""
    shows_little = [kind_of(path) in _SHOW_LITTLE for path in (old, new)]
    path = change.new_path or change.path or ()
    if UNSEEN.intersection(path):
        return (shows_little[0] and change.kind is ChangeKind.ADDED) or (
            shows_little[1] and change.kind is ChangeKind.REMOVED
        )
    is_break = change.before.replace("\n", "") == change.after.replace("\n", "")
    return path[-1:] == ("标题",) and is_break and change.kind is ChangeKind.EDITED and any(shows_little)


def _note(path: Path) -> str:
    if kind_of(path) is FileKind.SOURCE:
        return ""
    return f"{path.name} 不是源稿，比较的是 typeset import 读出的内容"
