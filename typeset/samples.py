"""The samples: one complete document for each of the 15 文种, as a starting point for one's own."""

import os
from dataclasses import dataclass
from pathlib import Path

from typeset.errors import OutputError
from typeset.model.values import parse_document_type
from typeset.output_files import write_file
from typeset.resources import data_folder
from typeset.strict_yaml.tree import read_tree, texts_of


@dataclass(frozen=True)
class NewDocument:
    """What was written for a new document: the source, the files it names, and those that were there already."""

    source: Path
    companions: tuple[Path, ...]
    kept: tuple[Path, ...]


def sample_file(kind: str) -> Path:
    """Return the packaged sample of a 文种; 令 is 命令. Raises Unusable for what is not one of the 15."""
    return data_folder("samples") / f"{parse_document_type(kind)}.yaml"


def companion_files(sample: Path) -> tuple[Path, ...]:
    """Return the pictures, seals and tables of its folder that a sample names, each once, in its order."""
    names = dict.fromkeys(texts_of(read_tree(sample)))
    inside = {path.name: path for path in sample.parent.iterdir() if path.suffix != sample.suffix}
    return tuple(inside[name] for name in names if name in inside)


def new_document(kind: str, target: Path | None = None) -> NewDocument:
    """Write the sample of a 文种 to `target`, and the files that it names beside it.

    `target` None is 文种.yaml in the current folder; an existing folder takes 文种.yaml. Nothing is ever overwritten:
    companions that are there already are kept. Raises OutputError when the source is, and Unusable like `sample_file`.
    """
    sample = sample_file(kind)
    source = Path(sample.name) if target is None else target / sample.name if os.path.isdir(target) else target
    if os.path.lexists(source):
        raise OutputError(f"“{source}”已经存在，没有改动；请用 -o 换一个文件名，或先移走原来的文件")
    beside = [(source.parent / file.name, file) for file in companion_files(sample)]
    kept = tuple(path for path, _ in beside if os.path.lexists(path))
    write_file(source, sample.read_bytes())
    written: list[Path] = []
    try:
        for path, file in beside:
            if path not in kept:
                written.append(write_file(path, file.read_bytes()))
    except OutputError:
        for path in (source, *written):
            path.unlink()
        raise
    return NewDocument(source, tuple(written), kept)
