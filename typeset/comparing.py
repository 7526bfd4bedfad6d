"""Compare two files of any kind: sources, texts, Word and PDF files."""

from pathlib import Path

from typeset.comparison import Comparison, compare_documents
from typeset.errors import Issue, Severity, SourceError, Where
from typeset.importing import import_file
from typeset.model.mapping import make_document
from typeset.readers import Reading, read_yaml

SOURCES = (".yaml", ".yml")


def compare_files(old: Path, new: Path) -> Comparison:
    """Return what is different between two files; raises SourceError when one of them cannot be read."""
    before, after = _read(old), _read(new)
    changes = compare_documents(before.document, after.document)
    notes = tuple(note for path in (old, new) if (note := _note(path)))
    return Comparison(str(old), str(new), changes, before.places, after.places, notes)


def _read(path: Path) -> Reading:
    """Read a source, or import another file, whose lines are then not known."""
    if path.suffix.lower() in SOURCES:
        return read_yaml(path)
    imported = import_file(path)
    made = make_document(imported.data)
    if made.document is None:
        where = Where(str(path))
        raise SourceError(Issue(fault.rule, Severity.ERROR, where, fault.sentence, fault.hint) for fault in made.faults)
    return Reading(made.document, {})


def _note(path: Path) -> str:
    if path.suffix.lower() in SOURCES:
        return ""
    return f"{path.name} 不是源稿，比较的是 typeset import 读出的内容"
