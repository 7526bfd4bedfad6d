"""What a Word file holds beside text: macros, objects, references to what lies outside of it."""

from collections.abc import Iterator

from typeset.errors import quoted
from typeset.readers.word.markup import w
from typeset.readers.word.package import Package, package_of

_RUNNING = {"vbaProject": "宏", "oleObject": "嵌入的对象", "control": "ActiveX 控件", "package": "嵌入的文件"}
_FIELDS = ("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "MACROBUTTON", "LINK", "IMPORT", "DATABASE")


def outside_of_text(data: bytes, name: str) -> Iterator[str]:
    """Yield what runs in a Word file or lies outside of it. Raises SourceError for one that cannot be read."""
    package = package_of(data, name)
    if package.has_macros or any(part.lower().endswith((".bin", ".exe", ".dll")) for part in _names(package)):
        yield "Word 稿里有宏或程序"
    for part in _names(package):
        if part.endswith(".rels"):
            yield from _relations(package, part)
    root = package.root(package.main)
    for field in () if root is None else root.iter(w("instrText")):
        word = (field.text or "").split()[:1]
        if word and word[0].upper() in _FIELDS:
            yield f"Word 稿里有会取外部内容或运行的域 {word[0].upper()}"


def _names(package: Package) -> list[str]:
    return list(package.archive.NameToInfo)


def _relations(package: Package, part: str) -> Iterator[str]:
    folder, _, base = part.rpartition("_rels/")
    for relation in package.relations(folder + base.removesuffix(".rels")).values():
        if relation.is_external:
            yield f"Word 稿引用了外部的内容 {quoted(relation.target)}"
        elif relation.kind in _RUNNING:
            yield f"Word 稿里有{_RUNNING[relation.kind]}"
