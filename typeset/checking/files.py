"""Check one file by its kind."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from typeset.checking.echoes import with_measured, without_echoes
from typeset.checking.selection import Selection
from typeset.checking.silencing import without_silenced
from typeset.errors import Issue, SourceError, TypesetError
from typeset.input_files import FileKind, file_bytes, kind_of
from typeset.reports.places import pinpointed
from typeset.reports.report import CheckReport, in_order

if TYPE_CHECKING:
    from typeset.job import Composition

EVERY_RULE = Selection()
SIGNED_BY_ISSUERS = "T-9-13"
UNREADABLE = "不能按公文读取，其余规则没有检查"


def check_file(path: Path, selection: Selection = EVERY_RULE, *, pages: bool = False) -> CheckReport:
    """Return what the rules find in a file, whatever it is; a file that cannot be judged has a `failure`.

    With `pages` the PDF that a source makes is measured as well.
    """
    file, kind = str(path), kind_of(path)
    try:
        found = _check_source(path, pages=pages) if kind is FileKind.SOURCE else _CHECKS[kind](path)
    except SourceError as error:
        return _shown(CheckReport(file, kind, error.issues, UNREADABLE, _lines(path)))
    except TypesetError as error:
        return CheckReport(file, kind, failure=str(error))
    shown = _shown(found)
    return replace(shown, issues=tuple(issue for issue in shown.issues if selection.takes(issue.requirement)))


def _shown(report: CheckReport) -> CheckReport:
    """Return a report with its findings in the order of the file, each at the words that it speaks of."""
    placed = [pinpointed(issue, report.lines) for issue in report.issues]
    return replace(report, issues=in_order(without_echoes(placed)))


def _check_source(path: Path, *, pages: bool) -> CheckReport:
    """Check a YAML source: the document, its words, its pages as they are laid out, and as they are painted."""
    from typeset.checks.text import check_text
    from typeset.job import compose
    from typeset.readers.passages import FileText, source_passages

    composition = compose(path)
    text = FileText(str(path), composition.source)
    found = (*composition.found, *check_text(text, list(source_passages(text))))
    if pages:
        found += _painted_issues(composition, str(path))
    reported, silenced = without_silenced(found, composition.reading.document.silenced)
    lines = tuple(composition.source.splitlines())
    return CheckReport(str(path), FileKind.SOURCE, reported, lines=lines, silenced=silenced)


def _painted_issues(composition: "Composition", file: str) -> tuple[Issue, ...]:
    from typeset.checks.pages import check_pages
    from typeset.inspect.pdf import inspect_pdf
    from typeset.job import pdf

    return check_pages(inspect_pdf(pdf(composition), name=file))


def _check_text(path: Path) -> CheckReport:
    """Check a text file: the document that it holds, and its words."""
    from typeset.checking.imported import check_imported
    from typeset.readers.plain_text import manuscript_of_text
    from typeset.readers.plain_text.decoding import decode
    from typeset.readers.recognition import recognise

    decoded = decode(file_bytes(path), str(path))
    imported = recognise(manuscript_of_text(decoded, str(path)))
    return check_imported(path, FileKind.TEXT, imported, tuple(decoded.text.splitlines()))


def _check_pdf(path: Path) -> CheckReport:
    """Check a PDF of any origin: its pages, the document on them, and its words."""
    from typeset.checking.imported import NO_SEAL, check_imported
    from typeset.checks.pages import check_pages
    from typeset.inspect.pdf import inspect_pages
    from typeset.readers.pdf.manuscript import manuscript_of_pdf
    from typeset.readers.pdf.reading import read_pdf
    from typeset.readers.recognition import recognise

    file = read_pdf(path, with_pictures=True)
    inspection = inspect_pages(file)
    found = check_imported(path, FileKind.PDF, recognise(manuscript_of_pdf(file)))
    if inspection.has_signature_stamp:  # a name that is drawn cannot be read
        issues = tuple(issue for issue in found.issues if issue.requirement != SIGNED_BY_ISSUERS)
        found = replace(found, issues=issues, not_judged=(*found.not_judged, "签名章：是图形，看不出姓名"))
    if inspection.closing and inspection.closing.stamps:
        found = replace(found, not_judged=tuple(words for words in found.not_judged if words != NO_SEAL))
    return with_measured(found, check_pages(inspection))


def _check_word(path: Path) -> CheckReport:
    """Check a Word file: how it is made, the document that it holds, its words; its paragraphs are counted as lines."""
    from typeset.checking.imported import check_imported
    from typeset.checks.word import check_word
    from typeset.importing import import_word
    from typeset.inspect.word.reading import inspect_word
    from typeset.readers.manuscript import ManuscriptParagraph
    from typeset.readers.word.foreign import manuscript_of
    from typeset.readers.word.reading import read_word

    file = read_word(path)
    items = manuscript_of(file).items
    texts = {item.where.line or 0: item.text for item in items if isinstance(item, ManuscriptParagraph)}
    lines = tuple(texts.get(number, "") for number in range(1, max(texts, default=0) + 1))
    made = check_word(inspect_word(path), str(path))
    return with_measured(check_imported(path, FileKind.WORD, import_word(file), lines), made)


def _lines(path: Path) -> tuple[str, ...]:
    """Return the text of a source that was refused, for showing; nothing when it cannot even be read."""
    from typeset.strict_yaml.source_text import read_source_text

    try:
        return tuple(read_source_text(path).splitlines())
    except SourceError:
        return ()


_CHECKS: Mapping[FileKind, Callable[[Path], CheckReport]] = {
    FileKind.TEXT: _check_text,
    FileKind.PDF: _check_pdf,
    FileKind.WORD: _check_word,
}
