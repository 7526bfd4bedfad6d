"""Import the packaged documents as foreign files and compare what is found with what they were made of.

    python -m bench.foreign [FOLDER] [--kinds KIND…] [--only NAME…] [--details] [--save]

A document of `source/` becomes four files that say nothing of this program: the Word draft with its looks formatted
directly (`looks`), without any looks (`bare`), the PDF (`pdf`), and the draft as LibreOffice prints it (`printed`).
Each is imported; an element, paragraph or cell that is not what the document has is a difference. What such a file
cannot show (widths of columns, names of notes, …) and where a title breaks is none. Files are made in FOLDER unless
they are there; `--save` writes bench/FOREIGN.md.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.flattened import flattened
from tests.libreoffice import render_all_as_word
from typeset import job
from typeset.comparing import UNSEEN
from typeset.comparison import Change, ChangeKind, compare_documents
from typeset.comparison.note_marks import with_marks_of
from typeset.importing import import_file
from typeset.model import Document
from typeset.model.mapping import make_document
from typeset.readers import read_yaml

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench/FOREIGN.md"
KINDS = {"looks": "looks.docx", "bare": "bare.docx", "pdf": "pdf", "printed": "printed.pdf"}


@dataclass(frozen=True)
class Found:
    """The differences of one document in one kind of file."""

    name: str
    kind: str
    changes: tuple[Change, ...]


def sources() -> dict[str, Path]:
    """Return the documents by a short name."""
    return {path.stem[:4]: path for path in sorted((ROOT / "source").rglob("*.yaml"))}


def make_files(folder: Path, kinds: Sequence[str], documents: Mapping[str, Path]) -> None:
    """Make the files that are not there, one folder a kind."""
    drafts: dict[str, bytes] = {}
    for name, path in documents.items():
        wanted = [kind for kind in kinds if not _file(folder, name, kind).exists()]
        if not wanted:
            continue
        composition = job.compose(path)
        draft = job.docx(composition)
        made = {
            "looks": lambda draft=draft: flattened(draft, keeps_looks=True),
            "bare": lambda draft=draft: flattened(draft, keeps_looks=False),
            "pdf": lambda composition=composition: job.pdf(composition),
        }
        for kind in wanted:
            if kind == "printed":
                drafts[name] = draft
            else:
                _write(_file(folder, name, kind), made[kind]())
    if drafts:
        with TemporaryDirectory() as printing:
            for name, pdf in render_all_as_word(drafts, Path(printing)).items():
                _write(_file(folder, name, "printed"), pdf.read_bytes())


def _file(folder: Path, name: str, kind: str) -> Path:
    return folder / kind / f"{name}.{KINDS[kind].rpartition('.')[2]}"


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def differences(source: Document, file: Path) -> tuple[Change, ...]:
    """Return what an import of a file has that its document has not, or the other way round."""
    data = {key: value for key, value in import_file(file).data.items() if key != "印章"}
    made = make_document(with_marks_of(data, source.footnotes))
    assert made.document is not None, made.faults
    return tuple(change for change in compare_documents(source, made.document) if not _is_unseen(change))


def _is_unseen(change: Change) -> bool:
    """Tell whether a change is only that a file does not show what its document says."""
    path = change.path or change.new_path or ()
    if UNSEEN.intersection(path):
        return change.kind is ChangeKind.REMOVED
    return path[-1:] == ("标题",) and change.before.replace("\n", "") == change.after.replace("\n", "")


def compare_all(folder: Path, kinds: Sequence[str], documents: Mapping[str, Path]) -> list[Found]:
    """Return the differences of every document in every kind of file."""
    make_files(folder, kinds, documents)
    return [
        Found(name, kind, differences(read_yaml(path).document, _file(folder, name, kind)))
        for name, path in documents.items()
        for kind in kinds
    ]


def report(found: Sequence[Found], kinds: Sequence[str]) -> str:
    """Return the table of all documents: how many differences, and of which elements."""
    lines = [f"| document | {' | '.join(kinds)} |", f"|---|{'---|' * len(kinds)}"]
    for name in dict.fromkeys(each.name for each in found):
        cells = [_cell(each) for each in found if each.name == name]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    total = [sum(len(each.changes) for each in found if each.kind == kind) for kind in kinds]
    return "\n".join([*lines, f"| all | {' | '.join(map(str, total))} |"])


def _cell(found: Found) -> str:
    counts = Counter(change.element or change.name for change in found.changes)
    return f"{len(found.changes)}: {'，'.join(f'{key}{n}' for key, n in counts.items())}" if counts else "0"


def details(found: Sequence[Found]) -> Iterator[str]:
    """Yield every difference on a line of its own."""
    for each in found:
        for change in each.changes:
            note = f" ({change.note})" if change.note else ""
            yield f"{each.name} {each.kind}: {change.kind} {change.name}{note}: {change.before!r} → {change.after!r}"


def main() -> None:
    """Print the table, and save it when told to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--only", nargs="+", choices=sources(), default=list(sources()))
    parser.add_argument("--details", action="store_true")
    parser.add_argument("--save", action="store_true", help=f"write {RESULTS.name}")
    options = parser.parse_args()
    documents = {name: path for name, path in sources().items() if name in options.only}
    with TemporaryDirectory() as temporary:
        found = compare_all(options.folder or Path(temporary), options.kinds, documents)
    table = report(found, options.kinds)
    print(table)
    if options.details:
        print("\n".join(details(found)))
    if options.save:
        title = "Made by `python -m bench.foreign --save`; its docstring says what is counted."
        lines = "\n".join(f"- {line}" for line in details(found))
        RESULTS.write_text(f"# Import of foreign files\n\n{title}\n\n{table}\n\n{lines}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
