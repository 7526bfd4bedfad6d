"""Measure a Word file: open it, resolve its styles, read its pages and paragraphs, tell what part each plays."""

from pathlib import Path

from typeset.input_files import unreadable
from typeset.inspect.word.elements import with_elements
from typeset.inspect.word.leftovers import leftovers
from typeset.inspect.word.paragraphs import read_paragraphs
from typeset.inspect.word.sections import page_numbers, page_section, section_nodes
from typeset.inspect.word.styles import style_sheet
from typeset.inspect.word.values import WordFile
from typeset.readers.word.markup import w
from typeset.readers.word.package import Package, open_package


def inspect_word(path: Path) -> WordFile:
    """Measure a Word file; raises SourceError when it cannot be read."""
    return inspect_package(open_package(path))


def inspect_package(package: Package) -> WordFile:
    """Measure a Word file that is open; raises SourceError when a part of it cannot be read."""
    root = package.root(package.main)
    body = None if root is None else root.find(w("body"))
    if body is None:
        raise unreadable(package.file, "文件里没有 Word 文档的正文", "请用 Word 或 WPS 打开后另存为 .docx")
    styles = style_sheet(package)
    nodes = section_nodes(body, package)
    sections = tuple(page_section(node, package, styles) for node in nodes)
    return WordFile(
        with_elements(tuple(read_paragraphs(body, nodes, sections, styles))),
        sections,
        tuple(page_numbers(nodes, sections, package, styles)),
        leftovers(body, package),
    )
