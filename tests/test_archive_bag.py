"""The form of a package: manifests, names, what it says of itself, the ZIP file; without any document."""

import io
import zipfile
from pathlib import Path

import bagit
import pytest

from tests.samples import document
from typeset.archive.bag.files import SEAL, SIGNATURE, SIGNATURE_DIGEST, bag_digest, bag_files, bag_info, read_bag_info
from typeset.archive.bag.manifests import ManifestError, available_algorithms, digest_of, manifest, read_manifest
from typeset.archive.bag.names import bag_name, name_fault
from typeset.archive.bag.writing import write_folder, write_zip
from typeset.archive.bag.zipped import zip_of
from typeset.errors import OutputError

PAYLOAD = {"甲.pdf": b"%PDF", "source/乙.yaml": "标题: 通知\n".encode(), "空.txt": b""}
INFO = (("External-Identifier", "甲〔2025〕1号"), ("Bagging-Date", "2025-01-02"), ("Contact-Name", ""))
DIGEST = digest_of("sha256", [b"x"])


def test_a_manifest_is_read_back_as_it_was_written() -> None:
    digests = {"data/乙.txt": DIGEST, "data/a b.txt": digest_of("sha256", [b""])}
    assert read_manifest(manifest(digests)) == digests
    assert manifest(digests).decode().splitlines() == [f"{digests[name]}  {name}" for name in sorted(digests)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (f"{DIGEST.upper()}  data/a\n".encode(), "第1行"),
        (f"{DIGEST} data/a\n".encode(), "第1行"),
        (f"{DIGEST}  data/a\r\n".encode(), "第1行"),
        (f"{DIGEST}  data/a".encode(), "写法"),
        (f"{DIGEST}  data/b\n{DIGEST}  data/a\n".encode(), "写法"),
        (f"{DIGEST}  data/a\n{DIGEST}  data/a\n".encode(), "列了两次"),
        (f"{DIGEST}  data/a\n\n".encode(), "第2行"),
        (b"d41d8cd98f00b204e9800998ecf8427e  data/a\n", "第1行"),
        (f"{DIGEST}  data/甲\n".encode("gb18030"), "UTF-8"),
        (b"\xff\xfe\x00", "UTF-8"),
    ],
)
def test_a_manifest_in_any_other_form_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(ManifestError, match=message):
        read_manifest(content)


@pytest.mark.requirement("A-41")
def test_the_files_of_a_bag_are_those_of_bagit_in_the_eyes_of_its_own_library(tmp_path: Path) -> None:
    written = write_folder(bag_files(PAYLOAD, INFO), tmp_path / "包")
    bag = bagit.Bag(str(written))
    assert bag.is_valid()
    assert bag.info == {
        "External-Identifier": "甲〔2025〕1号",
        "Bagging-Date": "2025-01-02",
        "Payload-Oxum": "19.3",
    }
    assert sorted(path.relative_to(written / "data").as_posix() for path in (written / "data").rglob("*.*")) == sorted(
        PAYLOAD
    )


def test_the_same_content_gives_the_same_bag_and_no_date_of_the_clock() -> None:
    assert bag_files(PAYLOAD, INFO) == bag_files(dict(reversed(PAYLOAD.items())), INFO)
    assert b"Bagging-Date: 2025-01-02\n" in bag_files(PAYLOAD, INFO)["bag-info.txt"]


def test_every_file_but_the_seals_and_the_signature_is_in_a_manifest_of_every_algorithm() -> None:
    files = bag_files(PAYLOAD, INFO, sign=lambda content: b"signature of " + content[:4])
    for algorithm in available_algorithms():
        listed = {
            **read_manifest(files[f"manifest-{algorithm}.txt"]),
            **read_manifest(files[f"tagmanifest-{algorithm}.txt"]),
        }
        assert listed == {
            name: digest_of(algorithm, [content])
            for name, content in files.items()
            if not name.startswith("tagmanifest")
        }
    assert files[SIGNATURE] == b"signature of " + files[SEAL][:4]
    assert read_manifest(files[SIGNATURE_DIGEST]) == {SIGNATURE: digest_of("sha256", [files[SIGNATURE]])}


def test_the_digest_of_a_bag_changes_with_any_of_its_files() -> None:
    digests = {bag_digest(bag_files({**PAYLOAD, name: b"?"}, INFO)) for name in PAYLOAD}
    assert len(digests | {bag_digest(bag_files(PAYLOAD, INFO)), bag_digest(bag_files(PAYLOAD, INFO[:1]))}) == 5


def test_what_a_bag_says_of_itself_is_one_line_a_label() -> None:
    content = bag_info([("Title", "甲\n乙: 丙"), ("Empty", " ")])
    assert content == "Title: 甲 乙: 丙\n".encode()
    assert read_bag_info(content) == {"Title": "甲 乙: 丙"}


@pytest.mark.requirement("A-41")
def test_the_zip_of_a_bag_is_sorted_stored_and_without_a_date() -> None:
    files = bag_files(PAYLOAD, INFO)
    content = zip_of(files, "包")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        entries = package.infolist()
        assert [entry.filename for entry in entries] == [f"包/{name}" for name in sorted(files)]
        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
        assert all(files[entry.filename.removeprefix("包/")] == package.read(entry) for entry in entries)
        assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
    assert content == zip_of(dict(reversed(files.items())), "包")


@pytest.mark.requirement("A-41")
@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({}, "临教发〔2025〕12号"),
        ({"归档": {"档号": "0012-WS·2025-D30-BGS-0015"}}, "0012-WS·2025-D30-BGS-0015"),
        ({"归档": {"档号": ' ../0012:甲/乙"丙 '}}, "0012_甲_乙_丙"),
        ({"发文字号": "第12号", "格式": "命令", "发文机关标志": None}, "临溪市教育局令第12号"),
        ({"发文字号": None}, "2025-08-20-通知"),
        ({"归档": {"档号": "cafe\u0301"}}, "café"),
        ({"归档": {"档号": "/"}}, "临教发〔2025〕12号"),
    ],
)
def test_a_bag_is_called_by_its_archive_number_or_number_and_never_by_its_title(
    changes: dict[str, object], name: str
) -> None:
    assert bag_name(document(**changes)) == name
    assert name_fault(name) == ""


@pytest.mark.parametrize("changes", [{"发文字号": None, "成文日期": None}, {"归档": {"档号": "NUL"}}])
def test_a_document_that_gives_no_usable_name_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(OutputError, match="档号"):
        bag_name(document(**changes))


@pytest.mark.parametrize(
    "name",
    [
        "../a",
        "/a",
        "a/../b",
        "a//b",
        "./a",
        "e\u0301.png",
        "a:b",
        "a\\b",
        "con",
        "a/aux.txt",
        "a.",
        " a",
        "a\nb",
        "a%0A",
    ],
)
def test_names_that_another_system_cannot_keep_are_told(name: str) -> None:
    assert name_fault(name)


@pytest.mark.requirement("A-43")
@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_nothing_is_ever_overwritten(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "包"
    if kind == "folder":
        target.mkdir()
    elif kind == "file":
        target.write_bytes(b"kept")
    else:
        target.symlink_to(tmp_path / "nowhere")
    for write in (lambda: write_folder(bag_files(PAYLOAD, INFO), target), lambda: write_zip(b"zip", target)):
        with pytest.raises(OutputError, match="已经存在"):
            write()
    assert [path.name for path in tmp_path.iterdir()] == ["包"]


@pytest.mark.requirement("A-43")
@pytest.mark.parametrize("room", [0, 1, 5])
def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    written: list[object] = []

    def opened(path: Path, mode: str) -> object:
        written.append(path)
        if len(written) > room:
            raise OSError(28, "No space left on device")
        return open(path, mode)

    monkeypatch.setattr("typeset.archive.bag.writing.open", opened, raising=False)
    with pytest.raises(OutputError, match="磁盘已满"):
        write_folder(bag_files(PAYLOAD, INFO), tmp_path / "包")
    assert list(tmp_path.iterdir()) == []
    if room == 0:
        with pytest.raises(OutputError, match="磁盘已满"):
            write_zip(b"zip", tmp_path / "包.zip")
        assert list(tmp_path.iterdir()) == []


@pytest.mark.requirement("A-43")
def test_a_bag_that_does_not_come_back_from_the_disk_as_it_was_is_not_left_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = bag_files(PAYLOAD, INFO)
    with pytest.raises(OutputError, match="BagIt"):
        write_folder({**files, "data/甲.pdf": b"%PDX"}, tmp_path / "包")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.requirement("A-43")
def test_what_is_refused_at_the_last_moment_leaves_nothing_behind(tmp_path: Path) -> None:
    def refuse() -> None:
        raise OutputError("登记簿里已有")

    with pytest.raises(OutputError, match="登记簿里已有"):
        write_folder(bag_files(PAYLOAD, INFO), tmp_path / "包", confirm=refuse)
    assert list(tmp_path.iterdir()) == []
