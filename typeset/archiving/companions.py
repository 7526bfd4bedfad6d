"""The files that a source names: pictures, seals, tables, and style profiles with what they inherit from."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from typeset.archive.bag.names import name_fault
from typeset.errors import FILES, Issue, Severity, SourceError, Where, quoted
from typeset.input_files import YAML_SUFFIXES
from typeset.model.faults import Unusable
from typeset.model.files import PICTURE_SUFFIXES, TABLE_SUFFIXES, parse_file_name
from typeset.readers.folder import SourceFolder
from typeset.strict_yaml.tree import read_tree, texts_of

_SUFFIXES = (*PICTURE_SUFFIXES, *TABLE_SUFFIXES, *YAML_SUFFIXES)


def companions(source: Path) -> dict[str, bytes]:
    """Return the contents of the files that a source names, by their names in it.

    Raises SourceError for names that not every system can keep.
    """
    found: dict[str, Path] = {}
    waiting = [source]
    while waiting:
        for name, file in _named(waiting.pop(), source.parent):
            if name not in found and file.resolve() != source.resolve():
                found[name] = file
                waiting += [file] if name.lower().endswith(YAML_SUFFIXES) else []
    faults = [_fault(source, name, fault) for name in found if (fault := name_fault(name))]
    if faults:
        raise SourceError(faults)
    return {name: file.read_bytes() for name, file in sorted(found.items())}


def _fault(source: Path, name: str, fault: str) -> Issue:
    hint = "请给文件改名，并改源稿里的写法"
    return Issue(FILES, Severity.ERROR, Where(str(source)), f"引用的文件名{quoted(name)}{fault}，不能归档", hint)


def _named(file: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield every text of a YAML file that is the name of a file below the folder, with that file.

    A profile names the one that it inherits from as seen from its own folder.
    """
    inside = SourceFolder(file.parent)
    for text in texts_of(read_tree(file)):
        try:
            target = inside.file(parse_file_name(text, _SUFFIXES))
        except Unusable:
            continue
        below = PurePosixPath(*(file.parent / text).relative_to(folder).parts)
        yield str(below), target
