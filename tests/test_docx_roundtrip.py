"""YAML → Word draft → import gives the same document, and after an edit exactly what was edited."""

import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.conftest import ROOT
from tests.libreoffice import rewritten_all
from tests.square_font import SquareFont
from tests.test_layout_laws import DOCUMENT
from tests.word_edits import EDITS, Edit, edited
from typeset import job
from typeset.backends import word_styles
from typeset.backends.docx import Properties, write_docx
from typeset.errors import UnsupportedError
from typeset.layout.pages import lay_out
from typeset.model import Document, document_from_mapping
from typeset.model.mapping import make_document
from typeset.profiles import load_profile
from typeset.readers import read_yaml
from typeset.readers.folder import SourceFolder
from typeset.readers.imported import Imported
from typeset.readers.word import draft_styles
from typeset.readers.word.comparing import UNSEEN, comparable
from typeset.readers.word.draft import read_draft
from typeset.readers.word.imported_draft import import_draft
from typeset.readers.word.reading import word_file_of
from typeset.readers.word.shown import called_notes, shown, shown_mark

SOURCES = sorted((ROOT / "source").rglob("*.yaml"))


@cache
def composition(source: Path) -> job.Composition:
    return job.compose(source)


@cache
def draft(source: Path) -> bytes:
    return job.docx(composition(source))


def imported(data: bytes) -> Imported:
    return import_draft(word_file_of(data, "稿.docx"))


def document_of(found: Imported, folder: Path, *, origin: Path | None = None) -> Document:
    """Make the document of what was imported in a folder with the files that it carries, and those of `origin`."""
    folder.mkdir(exist_ok=True)
    for file in origin.iterdir() if origin else ():
        if file.is_file() and file.suffix != ".yaml":
            shutil.copy(file, folder)
    for name, content in found.pictures.items():
        (folder / name).write_bytes(content)
    made = make_document(found.data, SourceFolder(folder))
    assert made.document is not None, made.faults
    return made.document


def differences(document: Document, data: bytes) -> dict[str, tuple[object, object]]:
    """What reading a draft, without the source in it, gives otherwise than it must."""
    reading = read_draft(word_file_of(data, "稿.docx"), called_notes(document))
    wanted, found = shown(document), reading.data
    keys = [key for key in {**wanted, **found} if key not in UNSEEN]
    pairs = {key: (comparable(key, wanted.get(key)), comparable(key, found.get(key))) for key in keys}
    pairs |= {"标志": (shown_mark(document), reading.mark), "格式": (document.format, found["格式"])}
    return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}


def test_the_names_of_styles_and_bookmarks_are_those_of_the_writer() -> None:
    written = {style.name for style in word_styles.PARAGRAPH_STYLES} - {"Normal", "header", "footer", "toc 1", "toc 2"}
    assert written == draft_styles.KNOWN - {draft_styles.CONTENTS_ITEM}
    names = {style.id: style.name for style in word_styles.PARAGRAPH_STYLES}
    assert {mark: names[style] for style, mark in word_styles.BOOKMARK_OF_STYLE.items()} == dict(draft_styles.BOOKMARKS)


@pytest.mark.requirement("S-20-4")
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_a_draft_is_imported_as_the_document_it_was_made_from(source: Path, tmp_path: Path) -> None:
    found = imported(draft(source))
    assert document_of(found, tmp_path) == composition(source).reading.document
    assert not found.issues


@pytest.mark.requirement("S-20-4")
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_the_styles_alone_tell_all_that_a_draft_shows(source: Path) -> None:
    assert differences(composition(source).reading.document, draft(source)) == {}


PROFILE, METRICS = load_profile(), SquareFont()
UNHURRIED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}


def _reads_as_it_was(data: Mapping[str, object]) -> None:
    document = document_from_mapping({key: value for key, value in data.items() if value is not None})
    try:
        layout = lay_out(document, PROFILE, METRICS)
    except UnsupportedError:
        return
    found = differences(document, write_docx(layout, properties=Properties(), source=None))
    found.pop("署名", None)  # long names in several columns are broken into lines that only the issuers tell apart
    assert found == {}


@pytest.mark.requirement("S-20-4")
@settings(max_examples=10, **UNHURRIED)
@given(DOCUMENT)
def test_any_draft_is_read_as_what_it_shows(data: dict[str, object]) -> None:
    _reads_as_it_was(data)


@pytest.mark.slow
@settings(max_examples=200, **UNHURRIED)
@given(DOCUMENT)
def test_each_of_many_drafts_is_read_as_what_it_shows(data: dict[str, object]) -> None:
    _reads_as_it_was(data)


def source_named(name: str) -> Path:
    return next(source for source in SOURCES if source.stem == name)


def expected(edit: Edit, folder: Path) -> Document:
    """The document of a source in which an editor of text has done the same."""
    origin = source_named(edit.source)
    folder.mkdir()
    for file in origin.parent.iterdir():
        if file.is_file():
            shutil.copy(file, folder)
    texts = [folder / origin.name, *folder.glob("*.csv")]
    for old, new in edit.changes:
        (file,) = (each for each in texts if old in each.read_text(encoding="utf-8"))
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        file.write_text(text.replace(old, new), encoding="utf-8")
    return read_yaml(folder / origin.name).document


@pytest.mark.requirement("S-20-4")
@pytest.mark.parametrize("name", EDITS)
def test_exactly_what_was_edited_comes_back(name: str, tmp_path: Path) -> None:
    edit = EDITS[name]
    found = imported(edited(draft(source_named(edit.source)), edit.edit))
    assert document_of(found, tmp_path / "found") == expected(edit, tmp_path / "wanted")
    assert found.issues or "CSV" in name, "the change is told"


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.requirement("S-20-4")
@pytest.mark.parametrize("is_edited_first", [True, False])
def test_exactly_what_was_edited_comes_back_from_libreoffice(is_edited_first: bool, tmp_path: Path) -> None:
    """Edited and then saved by LibreOffice, or saved by LibreOffice and then edited."""
    drafts = {name: draft(source_named(edit.source)) for name, edit in EDITS.items()}
    if is_edited_first:
        drafts = {name: edited(drafts[name], EDITS[name].edit) for name in drafts}
    saved = rewritten_all(drafts, tmp_path / "office", "docx")
    if not is_edited_first:
        saved = {name: edited(saved[name], EDITS[name].edit) for name in saved}
    wrong = []
    for number, (name, edit) in enumerate(EDITS.items()):
        wanted = expected(edit, tmp_path / f"wanted {number}")
        found = document_of(
            imported(saved[name]), tmp_path / f"found {number}", origin=source_named(edit.source).parent
        )
        wrong += [] if found == wanted else [name]
    assert wrong == []


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.requirement("S-20-4")
def test_a_draft_that_libreoffice_has_saved_is_imported_as_it_was(tmp_path: Path) -> None:
    """As DOCX it keeps the source; by way of ODT it loses it, and the styles tell what the draft shows."""
    drafts = {source.stem: draft(source) for source in SOURCES}
    once = rewritten_all(drafts, tmp_path / "docx", "docx")
    by_way_of_odt = rewritten_all(drafts, tmp_path / "odt", "odt", "docx")
    for source in SOURCES:
        document = composition(source).reading.document
        found = imported(once[source.stem])
        assert document_of(found, tmp_path / source.stem, origin=source.parent) == document
        assert all("只剩点阵图" in issue.message for issue in found.issues)
        assert differences(document, by_way_of_odt[source.stem]) == {}
        assert any("没有源文件的副本" in issue.message for issue in imported(by_way_of_odt[source.stem]).issues)
