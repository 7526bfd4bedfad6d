"""From a draft of this program, edited or not, back to its source."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePath

from typeset.characters import is_han
from typeset.errors import Issue
from typeset.model import Document
from typeset.model.keys import keys_of
from typeset.model.marks import MARK_SUFFIXES
from typeset.readers.imported import Imported
from typeset.readers.word.carried_files import CarriedFiles, figures_of, with_names
from typeset.readers.word.content import Picture, WordFile
from typeset.readers.word.draft import DraftReading, read_draft
from typeset.readers.word.draft_signature import STAMP
from typeset.readers.word.merged_document import Merge, merged_document, seal_files
from typeset.readers.word.shown import called_notes
from typeset.readers.word.stored_source import StoredSource, stored_source

_FACTS = ("发文字号", "标题", "主送机关", "正文", "署名", "成文日期")
_SEAL = "印章"


def import_draft(file: WordFile) -> Imported:
    """Return the source of a draft; what was changed in it is told."""
    stored, issue = stored_source(file)
    issues = [*file.issues, *([issue] if issue else [])]
    if stored is not None:
        return _with_source(file, stored, issues)
    reading = read_draft(file)
    files = CarriedFiles(file.file)
    data = _ordered(_without_source(reading, file, files))
    return Imported(data, issues=(*issues, *files.issues), missing=_missing(data), pictures=files.contents)


def _with_source(file: WordFile, stored: StoredSource, issues: Iterable[Issue]) -> Imported:
    notes = called_notes(stored.document)
    reading = read_draft(file, notes)
    merge, files = Merge(file.file, stored.document.footnotes), CarriedFiles(file.file)
    data = merged_document(stored, reading, merge)
    used = set(figures_of(data))
    for shown_name, picture in reading.pictures.items():
        name = merge.names.pictures.get(shown_name, shown_name)
        if name in used:
            files.add_picture(name, picture)
    seals = seal_files(stored.document)
    for seal in {seal.description: seal for seal in reading.seals}.values():
        if name := seals.get(seal.description, ""):
            files.add_picture(name, seal)
    for table, rows in merge.names.tables.items():
        files.add_table(table, rows)
    named = with_names(data, files.renamed)
    return Imported(
        named, issues=(*issues, *merge.issues, *files.issues), missing=_missing(named), pictures=files.contents
    )


def _without_source(reading: DraftReading, file: WordFile, files: CarriedFiles) -> dict[str, object]:
    """Return what a draft says by itself: the issuers are those of its mark and of the file's own properties."""
    data = dict(reading.data)
    stem = PurePath(file.file).stem
    names = {name: f"{stem}-{name}" for name in reading.pictures}
    for name, picture in reading.pictures.items():
        files.add_picture(names[name], picture)
    known = [name for name in file.author.split("、") if name]
    issuers = _issuers(reading, known)
    if _is_broken(data.get("署名"), issuers):
        data["署名"] = issuers[0] if len(issuers) == 1 else issuers
    suffix = MARK_SUFFIXES[str(data["格式"])]
    default = [*issuers, suffix] if len(reading.mark) > 1 else ["".join(issuers[:1]) + suffix]
    if reading.mark and list(reading.mark) != default:
        data["发文机关标志"] = "".join(reading.mark)
    data |= _with_seals(issuers, reading.seals, files, stem)
    _add_stamps(data, reading.seals, files, stem)
    return {key: value for key, value in with_names(data, names).items() if value}


def _issuers(reading: DraftReading, known: list[str]) -> list[str]:
    """Return the names of the issuers: those of the file's properties where the mark or the signature shows them."""
    shown = "".join(reading.mark) + str(reading.data.get("署名", ""))
    if known and all(name in shown for name in known[:1]):
        return known
    if len(reading.mark) > 1:
        return list(reading.mark[:-1])
    mark = "".join(reading.mark).removesuffix(MARK_SUFFIXES[str(reading.data["格式"])])
    return [mark] if mark else []


def _is_broken(signature: object, issuers: list[str]) -> bool:
    """Tell whether a signature is that of the issuers, their names broken into lines."""
    items = signature if isinstance(signature, list) else [signature]
    names = [item for item in items if isinstance(item, str)]
    if not issuers or len(names) < len(items) or names == issuers:
        return False
    return Counter("".join(names)) == Counter("".join(issuers))


def _with_seals(issuers: list[str], seals: Iterable[Picture], files: CarriedFiles, stem: str) -> dict[str, object]:
    """Return 发文机关, each of several with the seal that stands on its name; one alone has 印章."""
    by_name = {seal.description.removesuffix(_SEAL): seal for seal in seals if seal.description.endswith(_SEAL)}
    items: list[object] = []
    for name in issuers:
        seal = by_name.get(name)
        if seal is None:
            items.append(name)
            continue
        file = _file_name(stem, f"{name}{_SEAL}", seal)
        files.add_picture(file, seal)
        if len(issuers) == 1:
            return {"发文机关": name, "印章": file}
        items.append({"名称": name, "印章": file})
    return {"发文机关": items[0] if len(items) == 1 else items}


def _file_name(stem: str, what: str, picture: Picture) -> str:
    """Return the name of a new file beside the source: nothing in it leads elsewhere."""
    safe = "".join(character if is_han(character) or character.isalnum() else "_" for character in what)
    return f"{stem}-{safe}.{'svg' if picture.scalable else picture.suffix}"


def _add_stamps(data: dict[str, object], seals: Iterable[Picture], files: CarriedFiles, stem: str) -> None:
    """Give the people who sign the pictures of their 签名章."""
    by_name = {seal.description.removesuffix(STAMP): seal for seal in seals if seal.description.endswith(STAMP)}
    signature = data.get("署名")
    people = signature if isinstance(signature, list) else [signature]
    for person in people:
        if isinstance(person, dict) and (seal := by_name.get(str(person.get("姓名")))) is not None:
            file = _file_name(stem, f"{person['姓名']}{STAMP}", seal)
            files.add_picture(file, seal)
            person["签名章"] = file


def _ordered(data: Mapping[str, object]) -> dict[str, object]:
    """Return the keys in the order in which a source has them."""
    order = [key for key in keys_of(Document) if key in data]
    return {key: data[key] for key in (*order, *data)}


def _missing(data: Mapping[str, object]) -> tuple[str, ...]:
    """Return the facts that a draft does not state."""
    return tuple(key for key in _FACTS if key not in data and not (key == "正文" and "印发件" in data))
