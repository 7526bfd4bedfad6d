"""Every rule that checking knows, with the kinds of files that it judges."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from typeset.checks.document import DOCUMENT_RULES
from typeset.checks.pages import PAGE_RULES
from typeset.checks.word import WORD_RULES
from typeset.errors import FILES, KEYS, READABLE, REQUIRED, SYNTAX, VALUES, Severity
from typeset.input_files import FileKind
from typeset.proofreading.rules import DOCUMENT_RULES as TEXT_RULES
from typeset.proofreading.rules import PASSAGE_RULES
from typeset.standard.requirements import ClauseGroup, Requirement, Strength, clause_groups

SOURCE_RULES = (READABLE, SYNTAX, KEYS, VALUES, REQUIRED, FILES)
"""Those that reading a source decides."""

LAYOUT_RULES = (
    *("R-7.2.4-5", "R-7.2.5-3", "R-7.3.2-2", "R-7.3.3-1", "R-7.3.5.1-3", "R-7.3.5.1-4", "R-7.3.5.3-1", "R-7.3.5.5-1"),
    *("L-1", "L-2", "L-3", "L-4", "L-5", "L-6", "L-7"),
)
"""Those that laying out a source decides."""


IMPORT_RULES = (READABLE, VALUES, REQUIRED, "I-9", "I-10")
"""Those that reading a file of another kind decides: what of it could not be understood."""

TEXT_FILE_RULES, WORD_FILE_RULES = ("I-1",), ("S-20-2", "S-20-3")
"""Those that reading a text or a Word file decides besides."""


@dataclass(frozen=True, slots=True)
class CheckedRule:
    """A requirement that checking decides, for which kinds of files, and how severe its findings can be."""

    requirement: Requirement
    kinds: tuple[FileKind, ...]
    severity: Severity


def most_severe(strength: Strength) -> Severity:
    """Return the worst that a rule of this strength may be: only what is laid down without condition is an error."""
    return Severity.ERROR if strength in ("规定", "法律") else Severity.WARNING


def catalogue() -> Iterator[tuple[ClauseGroup, tuple[CheckedRule, ...]]]:
    """Yield the rules that checking decides, by groups of clauses; groups without any are left out."""
    kinds = _kinds()
    for group, rows in clause_groups():
        rules = tuple(CheckedRule(row, kinds[row.id], most_severe(row.strength)) for row in rows if row.id in kinds)
        if rules:
            yield group, rules


def _kinds() -> Mapping[str, tuple[FileKind, ...]]:
    """Return the kinds of files that every rule judges, by its id."""
    judged: dict[str, dict[FileKind, None]] = {}
    for kind, rules in _rules_of_kinds():
        for rule in rules:
            judged.setdefault(rule, {})[kind] = None
    return {rule: tuple(kinds) for rule, kinds in judged.items()}


def _rules_of_kinds() -> Iterator[tuple[FileKind, tuple[str, ...]]]:
    document = tuple(rule for rule, _ in DOCUMENT_RULES)
    text = (*(rule.id for rule in PASSAGE_RULES), *(rule.id for rule in TEXT_RULES))
    yield FileKind.SOURCE, (*SOURCE_RULES, *LAYOUT_RULES, *document, *text)
    for kind in (FileKind.TEXT, FileKind.WORD, FileKind.PDF):
        yield kind, (*IMPORT_RULES, *document, *text)
    yield FileKind.TEXT, TEXT_FILE_RULES
    yield FileKind.WORD, (*WORD_FILE_RULES, *(rule for rule, _ in WORD_RULES))
    yield FileKind.PDF, tuple(rule for rule, _ in PAGE_RULES)
