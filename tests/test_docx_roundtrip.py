"""YAML → Word draft → import gives the same document, and after an edit exactly what was edited."""

import re
import shutil
import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from tests import rich_documents
from tests.conftest import ROOT
from tests.libreoffice import rewritten_all
from tests.picture_files import png
from tests.square_font import SquareFont
from tests.test_corpus import FOLDERS, converted
from tests.test_layout_laws import DOCUMENT
from tests.word_edits import EDITS, Edit, edited
from tests.word_files import zipped
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


class _Plain(yaml.SafeDumper):
    """Writes no anchors: a source may not have them."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _comes_back(data: Mapping[str, object]) -> None:
    """Without its source a draft says what it shows, with it everything; nothing is taken for changed."""
    given = {key: value for key, value in data.items() if value is not None}
    document = document_from_mapping(given)
    try:
        layout = lay_out(document, PROFILE, METRICS)
    except UnsupportedError:
        return
    found = differences(document, write_docx(layout, properties=Properties(), source=None))
    found.pop("署名", None)  # long names in several columns are broken into lines that only the issuers tell apart
    found.pop("格式", None)  # a mark of its own does not tell
    assert found == {}
    source = yaml.dump(given, Dumper=_Plain, allow_unicode=True, sort_keys=False)
    back = imported(write_docx(layout, properties=Properties(), source=source))
    assert document_from_mapping(back.data) == document
    assert not back.issues


@pytest.mark.requirement("S-20-4")
@pytest.mark.parametrize("header", [["甲", "乙2"], None])
def test_rows_alike_of_a_rotated_table_over_several_pages_all_come_back(header: list[str] | None) -> None:
    table = {"表头": header, "行": [["一", "二"]] * 60, "横排": "是"}
    given = {key: value for key, value in table.items() if value is not None}
    _comes_back({"发文机关": "甲局", "标题": "甲局关于开学的通知", "正文": ["请办。", {"表格": given}]})


@pytest.mark.requirement("S-20-4")
@settings(max_examples=10, **UNHURRIED)
@given(st.one_of(DOCUMENT, rich_documents.DOCUMENT))
def test_the_draft_of_any_document_comes_back_as_that_document(data: dict[str, object]) -> None:
    _comes_back(data)


@pytest.mark.slow
@settings(max_examples=80, **UNHURRIED)
@given(st.one_of(DOCUMENT, rich_documents.DOCUMENT))
def test_the_drafts_of_many_documents_come_back(data: dict[str, object]) -> None:
    _comes_back(data)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_draft_of_every_document_of_the_corpus_comes_back(folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "文.yaml"
    text = yaml.dump(dict(converted(folder).data), Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10**6)
    source.write_text(text, encoding="utf-8")
    made = job.compose(source)
    data = job.docx(made)
    assert differences(made.reading.document, data) == {}
    assert document_of(imported(data), tmp_path / "found") == made.reading.document


LOST = {
    "doc_type": "文种 is taken from the title again",
    "title": "line ends that the source gives are those of the layout in a draft",
    "issuers": "the file of a seal has a name of its own",
    "seal": "so it has here; 无 is not seen",
    "joint_mark": "the mark stands as it is shown",
    "mark_text": "a mark that is the usual one needs no saying",
    "signature": "署名 is said where it was taken from the issuers; the file of a 签名章 has a name of its own",
    "attachments": "列宽 and 对齐 of tables, the head of a table that stands on one rotated page",
    "issued": "as in attachments",
    "body": "marks of footnotes; as in attachments",
    "footnotes": "their marks are numbers",
    "copies_to": "several items are one text",
    "present": "as copies_to",
    "excused": "as copies_to",
    "proofreading": "is not shown",
}


@pytest.mark.requirement("S-20-4")
@pytest.mark.parametrize(
    "body", ["甲[^长]乙。\n丙[^短]丁[^长]。", "甲[^长]乙。\n丙[^短]丁。", "甲[^短]乙。\n丙[^长]丁[^短]。"]
)
def test_notes_too_long_for_the_foot_of_a_page_come_back(body: str, tmp_path: Path) -> None:
    notes = {"长": "很长的注释。" * 150, "短": "短注。"}
    source = {"发文机关": "甲局", "标题": "关于某事的通知", "正文": body, "脚注": notes}
    file = tmp_path / "文.yaml"
    file.write_text(yaml.dump(source, Dumper=_Plain, allow_unicode=True), encoding="utf-8")
    made = job.compose(file)
    data = job.docx(made)
    assert differences(made.reading.document, data) == {}
    found = imported(data)
    assert document_of(found, tmp_path / "found") == made.reading.document
    assert not found.issues


def without_source(data: bytes) -> bytes:
    """A draft whose copy of the source was dropped by other software."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if "custom" not in name}
    for name, content in files.items():
        if name.endswith(".rels"):
            files[name] = re.sub(rb"<Relationship [^>]*custom[^>]*/>", b"", content)
    return zipped(files)


@pytest.mark.requirement("S-20-4")
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_without_its_source_a_draft_loses_nothing_but_what_is_named(source: Path, tmp_path: Path) -> None:
    document = composition(source).reading.document
    found = document_of(imported(without_source(draft(source))), tmp_path)
    changed = {name for name in Document.model_fields if getattr(document, name) != getattr(found, name)}
    assert changed <= LOST.keys()
    wanted, said = shown(document), shown(found)
    keys = [key for key in {**wanted, **said} if key not in (*UNSEEN, "脚注")]
    texts = [repr(tuple((key, comparable(key, data.get(key))) for key in keys)) for data in (wanted, said)]
    marks = {mark: str(number) for number, mark in enumerate(called_notes(document), start=1)}
    for mark, number in marks.items():
        texts[0] = texts[0].replace(f"[^{mark}]", f"[^{number}]")
    assert texts[0] == texts[1]


def with_media(data: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = {each: archive.read(each) for each in archive.namelist()}
    assert f"word/media/{name}" in files
    return zipped({**files, f"word/media/{name}": content})


@pytest.mark.requirement("S-20-4")
def test_a_replaced_picture_comes_back_under_the_name_that_the_source_gives_it(tmp_path: Path) -> None:
    source = source_named("公报")
    other = png(40, 30, bytes(30 * 41))
    found = imported(with_media(draft(source), "image1.png", other))
    assert found.pictures == {"公报-地区生产总值.png": other}
    assert document_of(found, tmp_path) == composition(source).reading.document


@pytest.mark.requirement("S-20-4")
def test_a_picture_of_another_kind_gets_the_name_of_its_kind() -> None:
    buffer = BytesIO()
    Image.new("RGB", (40, 30)).save(buffer, "JPEG")
    found = imported(with_media(draft(source_named("公报")), "image1.png", buffer.getvalue()))
    assert found.pictures == {"公报-地区生产总值.jpeg": buffer.getvalue()}
    assert "公报-地区生产总值.jpeg" in repr(found.data["正文"])


@pytest.mark.requirement("S-20-4")
def test_a_source_that_was_tampered_with_is_not_used() -> None:
    with zipfile.ZipFile(BytesIO(draft(SOURCES[0]))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["customXml/item1.xml"] = files["customXml/item1.xml"].replace("标题".encode(), "题标".encode())
    found = imported(zipped(files))
    assert any("被改动过" in issue.message for issue in found.issues)
    assert "题标" not in found.data


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
