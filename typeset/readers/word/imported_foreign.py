"""From a Word file of any origin to a source: its text is recognised, the seals on it are kept as pictures."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath

from typeset.errors import Issue, Severity, Where
from typeset.readers.imported import Imported
from typeset.readers.recognition import recognise
from typeset.readers.word.content import WordFile
from typeset.readers.word.findings import CARRIED
from typeset.readers.word.foreign import manuscript_of, seals_of


def import_foreign(file: WordFile) -> Imported:
    """Return what a Word file holds; the picture of a seal is that of the one organ that signs."""
    found = recognise(manuscript_of(file))
    seals = seals_of(file)
    if not seals:
        return found
    stem = PurePath(file.file).stem
    count = len(seals)
    pictures = {
        f"{stem}-印章{number if count > 1 else ''}.{'svg' if seal.scalable else seal.suffix}": seal.scalable
        or seal.data
        for number, seal in enumerate(seals, start=1)
    }
    is_one = count == 1 and isinstance(found.data.get("发文机关"), str)
    data: Mapping[str, object] = {**found.data, "印章": next(iter(pictures))} if is_one else found.data
    missing = tuple(fact for fact in found.missing if fact != "印章")
    issues = found.issues if is_one else (*found.issues, _told(file, list(pictures)))
    return replace(found, data=data, missing=missing, issues=issues, pictures={**found.pictures, **pictures})


def _told(file: WordFile, names: list[str]) -> Issue:
    message = f"落款处有印章图，已另存为{'、'.join(names)}"
    return Issue(CARRIED, Severity.WARNING, Where(file.file), message, "请在“发文机关”里写明是哪个机关的印章")
