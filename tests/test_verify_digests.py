"""Whatever is changed, added, removed, renamed or swapped anywhere in a package is found by its digests alone."""

import os
import zipfile
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.archive_packages import package, unpacked
from typeset.archive.bag.files import SEAL, SIGNATURE, SIGNATURE_DIGEST, bag_files
from typeset.archive.bag.zipped import zip_of
from typeset.archive.verification import BagError, Tree, open_tree, tree_of
from typeset.archive.verification.digests import digest_faults
from typeset.archive.verification.trees import zip_tree

SMALL = bag_files(
    {"甲.pdf": b"%PDF", "甲.ofd": b"PK\3\4", "source/乙.yaml": "标题: 通知\n".encode(), "空.txt": b""},
    (("External-Identifier", "甲〔2025〕1号"), ("Bagging-Date", "2025-01-02")),
    sign=lambda content: b"signature over " + content[:8],
)
FILES = sorted(SMALL)
PLACES = st.sampled_from(FILES).flatmap(
    lambda name: st.tuples(st.just(name), st.integers(0, max(0, len(SMALL[name]) - 1)), st.integers(1, 255))
)


def faults(files: dict[str, bytes]) -> tuple[str, ...]:
    return digest_faults(tree_of(files))


def flipped(content: bytes, position: int, mask: int) -> bytes:
    return content[:position] + bytes([content[position] ^ mask]) + content[position + 1 :]


def test_an_untouched_package_has_no_faults() -> None:
    assert faults(SMALL) == ()
    assert faults(package()) == ()


@pytest.mark.requirement("A-44")
@settings(max_examples=400, deadline=None)
@given(PLACES)
def test_any_change_of_any_byte_of_any_file_is_found(place: tuple[str, int, int]) -> None:
    name, position, mask = place
    if SMALL[name]:
        assert faults({**SMALL, name: flipped(SMALL[name], position, mask)})


@pytest.mark.requirement("A-44")
@pytest.mark.parametrize("name", FILES)
def test_a_change_of_any_single_byte_is_found_at_every_position(name: str) -> None:
    for position in range(len(SMALL[name])):
        for mask in (1, 32, 128):
            assert faults({**SMALL, name: flipped(SMALL[name], position, mask)}), (position, mask)


@pytest.mark.requirement("A-44")
@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(package())), st.floats(0, 1, exclude_max=True), st.integers(1, 255))
def test_any_change_of_any_byte_of_a_real_package_is_found(name: str, place: float, mask: int) -> None:
    files = package()
    assert faults({**files, name: flipped(files[name], int(place * len(files[name])), mask)})


@pytest.mark.requirement("A-44")
@pytest.mark.parametrize("name", FILES)
def test_a_byte_more_or_less_and_a_file_that_is_gone_are_found(name: str) -> None:
    assert faults({**SMALL, name: SMALL[name] + b"\n"})
    assert faults({**SMALL, name: SMALL[name] + b"\0"})
    assert not SMALL[name] or faults({**SMALL, name: SMALL[name][:-1]})
    assert faults({path: content for path, content in SMALL.items() if path != name})


@pytest.mark.requirement("A-44")
@pytest.mark.parametrize(
    "name",
    [
        *("data/新.txt", "新.txt", "metadata/新.txt", "data/source/新", ".隐藏", "data/.DS_Store"),
        *("manifest-md5.txt", "tagmanifest-md5.txt", "manifest-sha512.txt", "tagmanifest-sm3.txt.p7s"),
        *("tagmanifest-新.txt", "fetch.txt"),
    ],
)
@pytest.mark.parametrize("content", [b"", b"x\n"])
def test_a_file_that_no_manifest_lists_is_found(name: str, content: bytes) -> None:
    assert faults({**SMALL, name: content})


@pytest.mark.requirement("A-44")
@settings(max_examples=100, deadline=None)
@given(st.sampled_from(FILES), st.text(min_size=1, max_size=20))
def test_a_file_with_another_name_is_found(name: str, other: str) -> None:
    renamed = f"{name.rpartition('/')[0]}/{other}".lstrip("/")
    if renamed not in SMALL:
        files = {renamed if path == name else path: content for path, content in SMALL.items()}
        assert faults(files)


@pytest.mark.requirement("A-44")
@pytest.mark.parametrize(("one", "two"), [pair for pair in permutations(FILES, 2) if pair[0] < pair[1]])
def test_two_files_that_are_swapped_are_found(one: str, two: str) -> None:
    assert faults({**SMALL, one: SMALL[two], two: SMALL[one]})


@pytest.mark.requirement("A-44")
def test_a_signature_without_its_digest_or_the_other_way_round_is_found() -> None:
    for name in (SIGNATURE, SIGNATURE_DIGEST):
        assert faults({path: content for path, content in SMALL.items() if path != name})
        assert faults({**package(), name: SMALL[name]})


@pytest.mark.requirement("A-44")
def test_every_combination_of_manifests_that_is_taken_away_is_found() -> None:
    names = [name for name in FILES if "manifest" in name and "p7s" not in name]
    for number in range(1, 2 ** len(names)):
        gone = {name for bit, name in enumerate(names) if number >> bit & 1}
        if any("sha256" in name for name in gone) or len(gone) == 1:
            assert faults({name: content for name, content in SMALL.items() if name not in gone}), gone


@pytest.mark.requirement("A-44")
def test_a_manifest_that_lists_what_another_one_has_to_list_is_found() -> None:
    files = dict(SMALL)
    line = files["manifest-sha256.txt"].splitlines(keepends=True)[0]
    files[SEAL] = b"".join(sorted([*files[SEAL].splitlines(keepends=True), line], key=lambda each: each[66:]))
    assert any("不该由它列" in fault for fault in faults(files))


@pytest.mark.requirement("A-44")
def test_any_change_of_a_byte_of_a_zip_is_found() -> None:
    content = zip_of(SMALL, "甲〔2025〕1号")
    assert digest_faults(zip_tree(content, "甲.zip")) == ()
    for position in range(len(content)):
        try:
            found = digest_faults(zip_tree(flipped(content, position, 1 + position % 255), "甲.zip"))
        except BagError:
            continue
        assert found or zip_tree(flipped(content, position, 1 + position % 255), "甲.zip").name != "甲〔2025〕1号", (
            position
        )


@pytest.mark.requirement("A-44")
def test_what_is_added_to_a_folder_and_is_no_plain_file_is_found(tmp_path: Path) -> None:
    root = unpacked(SMALL, tmp_path / "包")
    assert digest_faults(open_tree(root)) == ()
    (root / "data" / "空").mkdir()
    assert any("空文件夹" in fault for fault in digest_faults(open_tree(root)))
    (root / "data" / "空").rmdir()
    (root / "data" / "链接").symlink_to("/etc/passwd")
    assert any("链接" in fault for fault in digest_faults(open_tree(root)))
    (root / "data" / "链接").unlink()
    os.mkfifo(root / "管道")
    assert any("不是普通文件" in fault for fault in digest_faults(open_tree(root)))


@pytest.mark.requirement("A-45")
def test_a_file_of_a_package_that_is_a_link_is_never_opened(tmp_path: Path) -> None:
    root = unpacked(SMALL, tmp_path / "包")
    outside = tmp_path / "外"
    outside.write_bytes(SMALL["data/甲.pdf"])
    (root / "data" / "甲.pdf").unlink()
    (root / "data" / "甲.pdf").symlink_to(outside)
    found = digest_faults(open_tree(root))
    assert any("是链接" in fault for fault in found) and any("缺少" in fault for fault in found)
    folder = root / "data" / "source"
    folder.rename(tmp_path / "别处")
    folder.symlink_to(tmp_path / "别处")
    assert any("source”是链接" in fault for fault in digest_faults(open_tree(root)))


def with_manifest(line: bytes) -> Tree:
    return tree_of({**SMALL, "manifest-sha256.txt": line})


@pytest.mark.requirement("A-45")
@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"0" * 64 + b"  ../../etc/passwd\n", "指到包外"),
        (b"0" * 64 + b"  /etc/passwd\n", "指到包外"),
        (b"0" * 32 + b"  data/a\n", "第1行"),
        ("摘要  data/甲.pdf\n".encode("gb18030"), "UTF-8"),
        (b"\xef\xbb\xbf" + SMALL["manifest-sha256.txt"], "第1行"),
        (b"\0" * 1000, ""),
        (b"0" * 5_000_000, "太大"),
    ],
)
def test_hostile_manifests_are_findings(line: bytes, message: str) -> None:
    found = digest_faults(with_manifest(line))
    assert any(message in fault for fault in found), found
    assert all(fault.isprintable() and len(fault) < 300 for fault in found)


@pytest.mark.requirement("A-45")
def test_foreign_and_weak_manifests_prove_nothing() -> None:
    files = {name: content for name, content in SMALL.items() if "manifest" not in name}
    files["manifest-md5.txt"] = b"d41d8cd98f00b204e9800998ecf8427e  data/x\n"
    found = digest_faults(tree_of(files))
    assert any("摘要算法不认识" in fault for fault in found)
    assert any("缺少清单“manifest-sha256.txt”" in fault for fault in found)


def zipped(path: Path, entries: list[tuple[str, bytes]], compression: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as package:
        for name, content in entries:
            package.writestr(zipfile.ZipInfo(name), content, compression)
    return path


@pytest.mark.requirement("A-45")
@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([("包/../../x", b"x")], "指到包外"),
        ([("/包/x", b"x")], "指到包外"),
        ([("C:/x", b"x")], "指到包外"),
        ([("甲/x", b"x"), ("乙/x", b"x")], "只有一个文件夹"),
        ([("x", b"x")], "只有一个文件夹"),
        ([("包/a", b"x"), ("包/A", b"x")], "重名"),
        ([(f"包/{number}", b"") for number in range(6000)], "超过5000个"),
        ([], "只有一个文件夹"),
    ],
)
def test_hostile_zip_files_are_refused(tmp_path: Path, entries: list[tuple[str, bytes]], message: str) -> None:
    with pytest.raises(BagError, match=message):
        open_tree(zipped(tmp_path / "包.zip", entries))


@pytest.mark.requirement("A-45")
def test_a_zip_bomb_is_refused_before_it_takes_memory(tmp_path: Path) -> None:
    bomb = zipped(
        tmp_path / "包.zip", [(f"包/{number}", bytes(100_000_000)) for number in range(3)], zipfile.ZIP_DEFLATED
    )
    assert bomb.stat().st_size < 1_000_000
    with pytest.raises(BagError, match="炸弹"):
        open_tree(bomb)
    lying = bytearray(bomb.read_bytes())
    size = (100_000_000).to_bytes(4, "little")
    lying = bytearray(bytes(lying).replace(size, (100).to_bytes(4, "little")))
    with pytest.raises(BagError):
        zip_tree(bytes(lying), "包.zip")


@pytest.mark.requirement("A-45")
def test_what_is_no_zip_and_folders_that_go_on_and_on_are_refused(tmp_path: Path) -> None:
    (tmp_path / "包.zip").write_bytes(b"PK\3\4 and nothing else")
    with pytest.raises(BagError, match="不是 ZIP"):
        open_tree(tmp_path / "包.zip")
    deep = tmp_path / "深"
    (deep / Path(*("a" * 20))).mkdir(parents=True)
    with pytest.raises(BagError, match="16层"):
        open_tree(deep)


@pytest.mark.requirement("A-45")
def test_a_huge_file_is_refused_by_its_size_and_a_name_in_another_encoding_is_told(tmp_path: Path) -> None:
    root = unpacked(SMALL, tmp_path / "包")
    with open(os.fsencode(root / "data") + b"/\xb9\xab\xce\xc4.txt", "wb"):
        pass
    assert any("不是 UTF-8" in fault for fault in digest_faults(open_tree(root)))
    with open(root / "data" / "大", "wb") as file:
        file.truncate(3 * 1024**3)
    with pytest.raises(BagError, match="超过2GB"):
        open_tree(root)
