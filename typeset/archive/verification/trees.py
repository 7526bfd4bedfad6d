"""The files of a package wherever they lie: a folder, a ZIP file. No link is followed."""

import io
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from typeset.archive.bag.zipped import zip_of
from typeset.errors import TypesetError, printable

MOST_FILES = 5_000
DEEPEST = 16
LARGEST_FOLDER_BYTES = 2 * 1024**3
LARGEST_ZIP_BYTES = 256 * 1024**2
"""Also of what a ZIP file holds unpacked."""

LARGEST_READ_BYTES = 200 * 1024**2
"""Of a file that is read whole; digests are made piece by piece."""

_PIECE = 1024**2
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


class BagError(TypesetError):
    """A package cannot be read, or not safely."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The files of a package: their sizes by path, how to read them, and what is there that is no plain file."""

    name: str
    sizes: Mapping[str, int]
    faults: tuple[str, ...]
    _open: Callable[[str], io.BufferedIOBase]

    def pieces(self, path: str) -> Iterator[bytes]:
        """Yield the content of a file piece by piece. Raises BagError."""
        try:
            with self._open(path) as file:
                while piece := file.read(_PIECE):
                    yield piece
        except _BROKEN as error:
            raise BagError(f"“{printable(path[:80])}”读不出来，文件或介质可能已损坏") from error

    def read(self, path: str) -> bytes:
        """Return the content of a file. Raises BagError when it is not there, too large or broken."""
        if path not in self.sizes:
            raise BagError(f"缺少“{printable(path[:80])}”")
        if self.sizes[path] > LARGEST_READ_BYTES:
            raise BagError(f"“{printable(path[:80])}”有{self.sizes[path] // 1024**2}MB，太大，没有读取")
        return b"".join(self.pieces(path))


def tree_of(files: Mapping[str, bytes], name: str = "", faults: tuple[str, ...] = ()) -> Tree:
    """Return a tree of files in memory."""
    return Tree(name, {path: len(files[path]) for path in sorted(files)}, faults, lambda path: io.BytesIO(files[path]))


def open_tree(path: Path) -> Tree:
    """Return the files of a package in a folder or ZIP file. Raises BagError."""
    return _folder_tree(path) if path.is_dir() else _zip_tree(path)


def _folder_tree(root: Path) -> Tree:
    sizes: dict[str, int] = {}
    faults: list[str] = []
    for entry, name in _entries(root, "", faults):
        status = entry.stat(follow_symlinks=False)
        shown = printable(name[:80])
        if not _is_text(name):
            faults.append(f"文件名“{_legible(name)}”不是 UTF-8")
        elif stat.S_ISLNK(status.st_mode):
            faults.append(f"“{shown}”是链接，没有打开")
        elif not stat.S_ISREG(status.st_mode):
            faults.append(f"“{shown}”不是普通文件，没有打开")
        else:
            sizes[name] = status.st_size
    if sum(sizes.values()) > LARGEST_FOLDER_BYTES:
        raise BagError(f"归档包超过{LARGEST_FOLDER_BYTES // 1024**3}GB，没有读取；请核对选的文件夹")
    return Tree(root.resolve().name, dict(sorted(sizes.items())), tuple(faults), lambda name: _opened(root / name))


def _entries(folder: Path, prefix: str, faults: list[str]) -> Iterator[tuple[os.DirEntry[str], str]]:
    """Yield everything below a folder that is no folder, with its path; no link is followed. Raises BagError."""
    waiting, seen = [(folder, prefix)], 0
    while waiting:
        place, prefix = waiting.pop()
        if prefix.count("/") > DEEPEST:
            raise BagError(f"归档包里的文件夹超过{DEEPEST}层，没有读取；请核对选的文件夹")
        try:
            found = list(os.scandir(place))
        except OSError as error:
            raise BagError(f"文件夹“{printable(str(place)[:80])}”打不开；请检查路径和权限") from error
        if prefix and not found:
            faults.append(f"多出空文件夹“{printable(prefix[:80])}”")
        seen += len(found)
        if seen > MOST_FILES:
            raise BagError(f"归档包里的文件超过{MOST_FILES}个，没有读取；请核对选的文件夹")
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                waiting.append((Path(entry.path), f"{prefix}{entry.name}/"))
            else:
                yield entry, f"{prefix}{entry.name}"


def _opened(path: Path) -> io.BufferedIOBase:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags), "rb")


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _legible(name: str) -> str:
    return printable(name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")[:80])


def _zip_tree(path: Path) -> Tree:
    try:
        if path.stat().st_size > LARGEST_ZIP_BYTES:
            raise BagError(f"“{path.name}”超过{LARGEST_ZIP_BYTES // 1024**2}MB，没有读取；请解开后核对文件夹")
        content = path.read_bytes()
    except OSError as error:
        raise BagError(f"“{path}”打不开；请检查路径和权限") from error
    return zip_tree(content, path.name)


def zip_tree(content: bytes, shown: str) -> Tree:
    """Return the files in the bytes of a ZIP file called `shown`. Raises BagError."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        entries = package.infolist()
        _require_bounded(entries, shown)
        files = {entry.filename: package.read(entry) for entry in entries if not entry.is_dir()}
    except _BROKEN as error:
        raise BagError(f"“{shown}”不是 ZIP 文件，或已损坏；请核对文件，或重新传送") from error
    folder = _top_folder(list(files), shown)
    inside = {name.removeprefix(f"{folder}/"): data for name, data in files.items()}
    faults = ["ZIP 的外壳与程序写的不同：重新打过包，或改动过"] if zip_of(inside, folder) != content else []
    faults += [f"多出文件夹项“{printable(entry.filename[:80])}”" for entry in entries if entry.is_dir()]
    return tree_of(inside, folder, tuple(faults))


def _require_bounded(entries: list[zipfile.ZipInfo], shown: str) -> None:
    if len(entries) > MOST_FILES:
        raise BagError(f"“{shown}”里的文件超过{MOST_FILES}个，没有读取；请核对文件")
    if sum(entry.file_size for entry in entries) > LARGEST_ZIP_BYTES:
        raise BagError(f"“{shown}”展开后太大，可能是解压炸弹，没有读取；请核对文件来源")
    names = [entry.filename for entry in entries]
    if len({name.casefold() for name in names}) != len(names):
        raise BagError(f"“{shown}”里有重名的文件，没有读取；请核对文件来源")
    for entry in entries:
        name = printable(entry.filename[:80])
        parts = entry.filename.replace("\\", "/").split("/")
        if entry.filename.startswith(("/", "\\")) or ".." in parts or ":" in parts[0]:
            raise BagError(f"“{shown}”里的文件名“{name}”指到包外，没有读取；请核对文件来源")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise BagError(f"“{shown}”里的“{name}”是链接，没有读取；请核对文件来源")
        if entry.flag_bits & _ENCRYPTED:
            raise BagError(f"“{shown}”里的“{name}”加了密码，没有读取；归档的文件不加密")


def _top_folder(names: list[str], shown: str) -> str:
    folders = {name.partition("/")[0] for name in names if "/" in name}
    if len(folders) != 1 or any("/" not in name for name in names):
        raise BagError(f"“{shown}”里不是一个归档包：应当只有一个文件夹；请核对文件")
    return folders.pop()
