"""Import a file of any kind: what it holds as the keys of a source, and the YAML of that source."""

from pathlib import Path
from typing import TYPE_CHECKING

from typeset.backends.source_yaml import write_source
from typeset.errors import Issue, Severity, quoted
from typeset.input_files import FileKind, kind_of
from typeset.model import SourcePath
from typeset.proofreading import Certainty
from typeset.readers.imported import Imported, Repair
from typeset.readers.plain_text import read_plain_text
from typeset.readers.plain_text.decoding import refusal
from typeset.readers.recognition import PLACEHOLDER, recognise

if TYPE_CHECKING:
    from typeset.readers.word.content import WordFile


def import_file(path: Path) -> Imported:
    """Return what a file holds; raises SourceError when it cannot be read."""
    kind = kind_of(path)
    if kind is FileKind.SOURCE:
        raise refusal(str(path), "这是源稿，不必导入", "排版用 typeset build，检查用 typeset check")
    if kind is FileKind.WORD:
        from typeset.readers.word.reading import read_word  # lxml costs 20 ms

        return import_word(read_word(path))
    if kind is FileKind.PDF:
        from typeset.readers.pdf.manuscript import read_pdf_text  # PDFium costs 60 ms

        return recognise(read_pdf_text(path))
    return recognise(read_plain_text(path))


def import_word(file: "WordFile") -> Imported:
    """Return what a Word file holds: a draft of this program says it by its styles, another one by its looks."""
    from typeset.readers.word.draft_styles import is_draft
    from typeset.readers.word.imported_draft import import_draft
    from typeset.readers.word.imported_foreign import import_foreign

    return import_draft(file) if is_draft(file) else import_foreign(file)


def imported_yaml(imported: Imported) -> str:
    """Return the YAML of a source; what is missing, proposed or doubtful stands in comments where it belongs."""
    comments: dict[SourcePath, list[str]] = {(): list(_opening(imported))}
    for key, value in imported.data.items():
        if isinstance(value, str) and value.startswith(PLACEHOLDER):
            comments[(key,)] = [f"原文没有写明{key}，“{PLACEHOLDER}”只是占位，请改成真实的{key}"]
    for repair in imported.repairs:
        if repair.certainty is not Certainty.CERTAIN:
            comments.setdefault(repair.path, []).append(_comment(repair))
    return write_source(imported.data, comments)


def _opening(imported: Imported) -> list[str]:
    """Return the lines that open the file: what the original does not say, what is doubtful about it."""
    lines = ["由 typeset import 从别的文件导入，请对照原件核对。"]
    if imported.missing:
        lines.append(f"原文没有写明的（没有代填，补上对应的键即可）：{'、'.join(imported.missing)}。")
    return [*lines, *(_line(issue) for issue in imported.issues if issue.severity is not Severity.INFO)]


def _line(issue: Issue) -> str:
    place = f"原文第{issue.where.line}行：" if issue.where.line else ""
    hint = f"；{issue.hint}" if issue.hint else ""
    return f"{place}{issue.message}{hint}。"


def _comment(repair: Repair) -> str:
    """Return a proposal or doubt in one line."""
    change = f"{quoted(repair.before)}"
    if repair.after != repair.before:
        change += f"可改为{quoted(repair.after)}"
    return f"{change}：{repair.message} [{repair.rule}]"
