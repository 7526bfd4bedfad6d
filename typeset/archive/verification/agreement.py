"""Compare what different files say of one document."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from typeset.archive.bag.files import PAYLOAD
from typeset.archive.bag.names import name_fault
from typeset.archive.verification.subject import SOURCE_PATH
from typeset.archive.verification.trees import BagError, Tree
from typeset.backends.attached import SOURCE_NAME
from typeset.comparison import compare_documents
from typeset.errors import Severity, printable, quoted
from typeset.model import Document
from typeset.model.mapping import make_document
from typeset.readers import read_yaml
from typeset.readers.imported import ImportedFiles
from typeset.readers.pdf import PdfFile
from typeset.readers.word.imported_draft import import_draft
from typeset.readers.word.reading import word_file_of

BELOW_TEXT_MM = 264.0
"""Page numbers stand below the type area, which ends at 262 mm."""

LARGEST_SOURCE_BYTES = 200 * 1024**2

_NOTE_CALLS = dict.fromkeys(map(ord, "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"))


def squeezed(text: str) -> str:
    """Return a text without blanks and calls of notes."""
    return "".join(text.split()).translate(_NOTE_CALLS)


def printed(name: str, value: str) -> str:
    """Return how a metadatum stands on the page: dates as 2025年8月20日."""
    parts = value.split("-")
    if name != "日期" or len(parts) != 3 or not all(part.isdigit() for part in parts):
        return value
    return f"{int(parts[0])}年{int(parts[1])}月{int(parts[2])}日"


def page_texts(pdf: PdfFile, *, without_numbers: bool = False) -> list[str]:
    """Return the text of every page without blanks, and without page numbers where that is wanted."""
    return [
        squeezed(
            "".join(
                character.text
                for character in page.characters
                if not (without_numbers and character.turn == 0 and character.baseline_mm > BELOW_TEXT_MM)
            )
        )
        for page in pdf.pages
    ]


def is_shown(text: str, pages: Sequence[str]) -> bool:
    """Tell whether a text without blanks stands on one page, or goes on from page to page, notes below it or not."""
    return any(_begins(text, pages, index) for index in range(len(pages)))


def _begins(text: str, pages: Sequence[str], index: int) -> bool:
    if text in pages[index]:
        return True
    low, high = 0, len(text)
    while low < high:  # a part of what is there is there
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text[:middle] in pages[index] else (low, middle - 1)
    rest = text[low:]
    for page in pages[index + 1 :]:
        common = next((i for i, (one, two) in enumerate(zip(rest, page, strict=False)) if one != two), None)
        common = min(len(rest), len(page)) if common is None else common
        if low == 0 or common == 0:
            return False
        rest = rest[common:]
        if not rest:
            return True
    return False


@contextmanager
def source_folder(tree: Tree) -> Iterator[Path]:
    """Give the archived source in a folder of its own, which is gone afterwards. Raises BagError."""
    prefix = SOURCE_PATH.removesuffix(SOURCE_NAME)
    if SOURCE_PATH not in tree.sizes:
        raise BagError(f"缺少源稿“{SOURCE_PATH.removeprefix(PAYLOAD)}”")
    names = [path.removeprefix(prefix) for path in tree.sizes if path.startswith(prefix)]
    if sum(tree.sizes[prefix + name] for name in names) > LARGEST_SOURCE_BYTES:
        raise BagError(f"源稿和它引用的文件超过{LARGEST_SOURCE_BYTES // 1024**2}MB，没有读取")
    with tempfile.TemporaryDirectory(prefix="typeset-") as folder:
        for name in names:
            if not name_fault(name):
                target = Path(folder) / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(tree.read(prefix + name))
        yield Path(folder) / SOURCE_NAME


@contextmanager
def files_of_document(tree: Tree) -> Iterator[Document]:
    """Give the document of the archived source. Raises TypesetError."""
    with source_folder(tree) as source:
        yield read_yaml(source).document


def same_document(document: Document, draft: bytes, name: str) -> Iterator[str]:
    """Yield what a Word draft says otherwise than the document of its source. Raises SourceError."""
    imported = import_draft(word_file_of(draft, name))
    yield from (issue.message for issue in imported.issues if issue.severity is not Severity.INFO)
    made = make_document(imported.data, ImportedFiles(imported.pictures))
    if made.document is None:
        yield f"Word 稿读不出完整的公文：{made.faults[0].sentence}"
        return
    for change in compare_documents(document, made.document):
        before, after = quoted(change.before), quoted(change.after)
        yield f"{printable(change.name)}：源稿是{before}，Word 稿是{after}"
