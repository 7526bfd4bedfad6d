"""Read a Word file: its text in order, its notes, and what is to be said of it."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from typeset.errors import quoted
from typeset.input_files import unreadable
from typeset.readers.word.comments import read_comments
from typeset.readers.word.content import Paragraph, WordFile, paragraphs_of
from typeset.readers.word.findings import Findings
from typeset.readers.word.markup import Node, value, w
from typeset.readers.word.numbering import read_numberings
from typeset.readers.word.package import Package, open_package, package_of
from typeset.readers.word.pictures import PictureShelf
from typeset.readers.word.styles import Styles, read_styles
from typeset.readers.word.walk import Walk

SOURCE_TAG = "{urn:typeset:source:1}source"
DIGEST_PROPERTY = "source-sha256"

_EXTERNAL = {
    "attachedTemplate": "附加的模板",
    "image": "链接的图片",
    "oleObject": "链接的对象",
    "frame": "框架网页",
    "subDocument": "子文档",
    "video": "视频",
    "audio": "音频",
    "mailMergeSource": "邮件合并的数据",
}
_PAGE_NUMBER = re.compile(r"[\s—\-－–·.•第页共/0-9]*")
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"


def read_word(path: Path) -> WordFile:
    """Read a Word file; raises SourceError with the reason why it cannot be read."""
    return _word_file(open_package(path))


def word_file_of(data: bytes, file: str) -> WordFile:
    """Read the bytes of a Word file, called `file` in what is said of it; raises SourceError."""
    return _word_file(package_of(data, file))


def _word_file(package: Package) -> WordFile:
    findings = Findings(package.file)
    root = package.root(package.main)
    body = None if root is None else root.find(w("body"))
    if body is None:
        raise unreadable(package.file, "文件里没有正文，不是完整的 Word 文件", "请用 Word 打开后另存为 .docx")
    styles = read_styles(_related_root(package, "styles"), _related_root(package, "theme"))
    walk = _walk(package, package.main, styles, findings)
    walk.section_types = [value(node, "type") or "nextPage" for node in body.iter(w("sectPr"))]
    items = tuple(walk.items(body))
    notes = dict(_notes(package, styles, walk.calls, findings))
    findings.paragraph = 0
    _report_edges(package, styles, findings)
    _report_externals(package, findings)
    source, digest, author = _own_properties(package)
    return WordFile(package.file, items, notes, findings.issues(), source, digest, author)


def _walk(package: Package, part: str, styles: Styles, findings: Findings) -> Walk:
    shelf = PictureShelf(package, package.relations(part), findings)
    numberings = read_numberings(_related_root(package, "numbering"))
    return Walk(styles, numberings, shelf, findings, read_comments(_related_root(package, "comments")))


def _related_root(package: Package, kind: str) -> Node | None:
    name = package.related(kind)
    return None if name is None else package.root(name)


def _notes(
    package: Package, styles: Styles, calls: Mapping[str, None], findings: Findings
) -> Iterator[tuple[str, tuple[Paragraph, ...]]]:
    """Yield the notes that are called, footnotes and endnotes, by the keys of their calls and in their order."""
    found: dict[str, tuple[Paragraph, ...]] = {}
    for kind in ("footnote", "endnote"):
        name = package.related(f"{kind}s")
        root = None if name is None else package.root(name)
        if root is None or name is None:
            continue
        walk = _walk(package, name, styles, findings)
        for node in root.iter(w(kind)):
            key = f"{kind}Reference {node.get(w('id'), '')}"
            if key in calls:
                found[key] = tuple(paragraphs_of(tuple(walk.items(node))))
    yield from ((key, found.get(key, ())) for key in calls)


def _report_edges(package: Package, styles: Styles, findings: Findings) -> None:
    """Report what headers and footers say beside the number of the page: no part of the text."""
    said: set[str] = set()
    for relation in package.relations(package.main).values():
        root = package.root(relation.target) if relation.kind in ("header", "footer") else None
        if root is None or relation.is_external:
            continue
        walk = _walk(package, relation.target, styles, Findings(package.file))
        for paragraph in paragraphs_of(tuple(walk.items(root))):
            text = paragraph.text.strip()
            if not _PAGE_NUMBER.fullmatch(text) and text not in said:
                said.add(text)
                place = "页眉" if relation.kind == "header" else "页脚"
                findings.tell("页眉页脚", f"{place}里的文字没有带入：{quoted(text)}")


def _report_externals(package: Package, findings: Findings) -> None:
    """Report what lies outside of the file: it is never fetched and not carried over."""
    owners = [name for name in package.archive.NameToInfo if name.endswith(".rels")]
    for name in owners:
        folder, _, base = name.rpartition("_rels/")
        for relation in package.relations(folder + base.removesuffix(".rels")).values():
            if relation.is_external and (what := _EXTERNAL.get(relation.kind)):
                message = f"{what}在文件以外，没有读取也没有带入：{quoted(relation.target)}"
                findings.warn("外部内容", message, "需要的请把图片插入文件本身")
    if package.has_macros:
        findings.warn("宏", "文件里的宏没有带入，也没有运行")


def _own_properties(package: Package) -> tuple[str | None, str, str]:
    """Return the source that a draft carries, what it should hash to, and the author."""
    source, digest, author = None, "", ""
    for relation in package.relations(package.main).values():
        if relation.kind == "customXml" and not relation.is_external and relation.target.endswith(".xml"):
            root = package.root(relation.target)
            if root is not None and root.tag == SOURCE_TAG:
                source = "".join(root.itertext())
    if (name := package.related("custom-properties", "")) and (root := package.root(name)) is not None:
        named = (each for each in root.iter(_CUSTOM) if each.get("name") == DIGEST_PROPERTY)
        digest = next(("".join(each.itertext()) for each in named), "")
    if (name := package.related("core-properties", "")) and (root := package.root(name)) is not None:
        author = next((each.text or "" for each in root.iter(_CREATOR)), "")
    return source, digest, author
