"""Open the ZIP file of an OFD: its parts by name, their XML parsed; what is hostile is refused."""

import io
import posixpath
import stat
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from typeset.errors import TypesetError, printable

NAMESPACE = "http://www.ofdspec.org/2016"
ENTRY = "OFD.xml"
MOST_PARTS = 10_000
LARGEST_PART_BYTES = 100_000_000
LARGEST_PACKAGE_BYTES = 400_000_000
_ENCRYPTED = 0x1
_UNIX_MODE_SHIFT = 16


class UnreadableOfdError(TypesetError):
    """A file is no OFD, or one that cannot be read safely."""


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of an OFD file by name."""

    parts: Mapping[str, bytes]
    _trees: dict[str, etree._Element] = field(default_factory=dict, repr=False, compare=False)

    def xml(self, name: str) -> etree._Element:
        """Return the root element of a part. Raises UnreadableOfdError when it is missing or no plain XML."""
        if name not in self._trees:
            self._trees[name] = _parsed(name, self.part(name))
        return self._trees[name]

    def part(self, name: str) -> bytes:
        """Return the content of a part. Raises UnreadableOfdError when it is missing."""
        if name not in self.parts:
            raise UnreadableOfdError(f"OFD 里缺少“{printable(name[:80])}”；请重新导出或重新传送这个文件")
        return self.parts[name]


def tag(name: str) -> str:
    """Return the full name of an element."""
    return f"{{{NAMESPACE}}}{name}"


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(etree.QName(element).localname)


def open_package(data: bytes) -> Package:
    """Return the parts of an OFD file. Raises UnreadableOfdError for what is no ZIP file, broken or hostile."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check(entries)
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError) as error:
        raise UnreadableOfdError("不是 OFD 文件，或已经损坏；请重新导出或重新传送这个文件") from error
    if ENTRY not in parts:
        raise UnreadableOfdError("不是 OFD 文件：里面没有 OFD.xml；请核对选的文件")
    return Package(parts)


def _check(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_PACKAGE_BYTES:
        raise UnreadableOfdError("OFD 展开后太大，可能是有意做坏的；没有打开")
    names = [entry.filename for entry in entries]
    if len({name.casefold() for name in names}) != len(names):
        raise UnreadableOfdError("OFD 里有重名的文件；没有打开")
    for entry in entries:
        name = printable(entry.filename[:80])
        if entry.file_size > LARGEST_PART_BYTES:
            raise UnreadableOfdError(f"OFD 里的“{name}”展开后太大，可能是有意做坏的；没有打开")
        if not is_inside(entry.filename) or stat.S_ISLNK(entry.external_attr >> _UNIX_MODE_SHIFT):
            raise UnreadableOfdError(f"OFD 里的文件名“{name}”指向包外；没有打开")
        if entry.flag_bits & _ENCRYPTED:
            raise UnreadableOfdError("OFD 加了密码；请用没有加密的文件")


def is_inside(name: str) -> bool:
    """Tell whether the name of a part stays in the package."""
    return bool(name) and not name.startswith("/") and "\\" not in name and ":" not in name and ".." not in name


def resolved(location: str, folder: str) -> str:
    """Return the name of the part that a location (ST_Loc) leads to, seen from a folder of the package."""
    path = location.strip()
    return posixpath.normpath(path if path.startswith("/") else posixpath.join("/", folder, path)).lstrip("/")


def _parsed(name: str, content: bytes) -> etree._Element:
    shown = printable(name[:80])
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableOfdError(f"OFD 里的“{shown}”不是完整的 XML（{error.msg}）；请重新导出这个文件") from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableOfdError(f"OFD 里的“{shown}”带有 DOCTYPE，不安全；没有打开")
    return root
