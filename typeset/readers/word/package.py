"""Open the package of a Word file: a zip archive from anywhere, of which nothing is trusted.

Only parts that are asked for are unpacked; what comes out is counted while it does, whatever the archive's headers
say. Nothing is written to disk, and nothing outside of the archive is ever opened.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from typeset.input_files import file_bytes, unreadable
from typeset.readers.word.kinds import main_part_fault, reason_no_package
from typeset.readers.word.markup import Node, parse_part

LARGEST_FILE_BYTES = 100 * 1024 * 1024
LARGEST_PART_BYTES = 40 * 1024 * 1024
LARGEST_TOTAL_BYTES = 200 * 1024 * 1024
HIGHEST_RATIO = 200  # of a part's size to what it takes in the archive, above SMALL_BYTES
SMALL_BYTES = 4 * 1024 * 1024
MOST_ENTRIES = 4_000

_CHUNK = 64 * 1024
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_SAVE_AGAIN = "请用 Word 或 WPS 打开后另存为 .docx"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class Relation:
    """How a part refers to another one, or to something outside of the package (`is_external`)."""

    kind: str
    target: str
    is_external: bool


@dataclass
class Package:
    """The parts of a Word file by their names; `main` is that of the document."""

    file: str
    archive: zipfile.ZipFile
    main: str = ""
    has_macros: bool = False
    _unpacked: int = 0
    _parts: dict[str, bytes] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Tell whether there is a part of a name."""
        return name in self.archive.NameToInfo

    def part(self, name: str) -> bytes | None:
        """Return the content of a part, None when there is none; raises SourceError."""
        if name not in self._parts:
            if not self.has(name):
                return None
            self._parts[name] = self._unpack(self.archive.NameToInfo[name])
        return self._parts[name]

    def root(self, name: str) -> Node | None:
        """Return the root of an XML part, None when there is none; raises SourceError."""
        data = self.part(name)
        return None if data is None else parse_part(data, name, self.file)

    def relations(self, owner: str) -> Mapping[str, Relation]:
        """Return the relations of a part by their ids, targets as names of parts; "" is the package itself."""
        folder, name = posixpath.split(owner)
        root = self.root(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, Relation] = {}
        for item in () if root is None else root.iter(_RELATIONS):
            target, is_external = item.get("Target", ""), item.get("TargetMode") == "External"
            kind = item.get("Type", "").rpartition("/")[2]
            found[item.get("Id", "")] = Relation(
                kind, target if is_external else _resolved(folder, target), is_external
            )
        return found

    def related(self, kind: str, owner: str | None = None) -> str | None:
        """Return the name of the first part of a kind that a part (the document) refers to."""
        relations = self.relations(self.main if owner is None else owner).values()
        return next((each.target for each in relations if each.kind == kind and not each.is_external), None)

    def _unpack(self, entry: zipfile.ZipInfo) -> bytes:
        chunks: list[bytes] = []
        size = 0
        try:
            with self.archive.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    self._unpacked += len(chunk)
                    self._require_bounded(entry, size)
                    chunks.append(chunk)
        except _BROKEN as error:
            raise unreadable(self.file, f"文件已损坏，“{entry.filename}”读不出来", _SAVE_AGAIN) from error
        return b"".join(chunks)

    def _require_bounded(self, entry: zipfile.ZipInfo, size: int) -> None:
        is_dense = size > SMALL_BYTES and size > HIGHEST_RATIO * max(1, entry.compress_size)
        if size > LARGEST_PART_BYTES or self._unpacked > LARGEST_TOTAL_BYTES or is_dense:
            message = f"解压后太大（“{entry.filename}”超过{size // 1024 // 1024}MB），可能是解压炸弹，没有读取"
            raise unreadable(self.file, message, "请核对文件来源；内容确实很多的，请分成几份")


def open_package(path: Path) -> Package:
    """Open a Word file; raises SourceError with the one reason why it cannot be read."""
    return package_of(file_bytes(path, LARGEST_FILE_BYTES), str(path))


def package_of(data: bytes, file: str) -> Package:
    """Return the package in the bytes of a Word file; raises SourceError."""
    from io import BytesIO

    if fault := reason_no_package(data):
        raise unreadable(file, *fault)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except _BROKEN as error:
        raise unreadable(file, "文件不完整或已损坏，不能读取", f"请重新获取文件；能打开的，{_SAVE_AGAIN}") from error
    _require_sound_names(archive, file)
    package = Package(file, archive)
    main = package.related("officeDocument", "")
    kind = _content_type(package, main)
    if fault := main_part_fault(archive, kind):
        raise unreadable(file, *fault)
    if main is None or not package.has(main):
        raise unreadable(file, "文件里没有 Word 文档的正文，不是完整的 Word 文件", _SAVE_AGAIN)
    package.main = main
    package.has_macros = "macroEnabled" in kind or package.related("vbaProject") is not None
    return package


def _require_sound_names(archive: zipfile.ZipFile, file: str) -> None:
    """Refuse an archive with too many entries, names that lead out of it, or the same name twice."""
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise unreadable(file, f"文件里有{len(entries)}个部件，超过上限{MOST_ENTRIES}个，没有读取", "请核对文件来源")
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename.replace("\\", "/")
        if name.startswith("/") or ":" in name.split("/")[0] or ".." in name.split("/"):
            raise unreadable(file, f"文件里的部件“{name[:60]}”指到了文件以外，没有读取", "请核对文件来源")
        if name.casefold() in seen:
            raise unreadable(file, f"文件里的部件“{name[:60]}”有两个，不知道以哪个为准", _SAVE_AGAIN)
        seen.add(name.casefold())


def _resolved(folder: str, target: str) -> str:
    """Return the name of a part as seen from the folder of the part that refers to it."""
    joined = posixpath.normpath(posixpath.join("/", folder, unquote(target)))
    return joined.lstrip("/")


def _content_type(package: Package, main: str | None) -> str:
    root = package.root("[Content_Types].xml")
    if root is None or main is None:
        return ""
    names = {
        item.get("PartName", "").lstrip("/"): item.get("ContentType", "") for item in root.iter(f"{_TYPES}Override")
    }
    return str(names.get(main, ""))
