"""Correct in a source or a text file what is certain, and nothing else; the rest is proposed.

Corrections are made in the file's own characters, so that its comments, order, quoting and line ends stay.
"""

import codecs
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from typeset.checks.text import remarks_on
from typeset.errors import Severity, UnsupportedError, Where, quoted
from typeset.input_files import FileKind, file_bytes, named_kind
from typeset.proofreading import Certainty, PassageKind, Remark
from typeset.readers.passages import FilePassage, FileText, line_passages, source_passages
from typeset.standard.rule_names import is_under_any

_NAMES = (PassageKind.SIGNATURE,)
"""Kinds of passages that are names, which nobody but a person changes."""

MOST_ROUNDS = 5
"""A correction may make another one certain; more rounds than this no text needs."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A change of a text, made or proposed: where, by which rule, from what to what.

    `after` is None when a person has to find what should stand there.
    """

    where: Where
    rule: str
    severity: Severity
    before: str
    after: str | None
    message: str
    hint: str


@dataclass(frozen=True)
class Fixed:
    """A file before and after its certain corrections, and what is left for a person to decide.

    `before` and `after` are its text without a byte-order mark; `content` is the file as it should be written.
    """

    before: str
    after: str
    content: bytes
    corrections: tuple[Correction, ...]
    proposals: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class _Change:
    """A certain remark with its place in the file and the characters to write there."""

    start: int
    end: int
    written: str
    passage: FilePassage
    remark: Remark


def fix_file(path: Path) -> Fixed:
    """Correct a YAML source or a text file in memory; raises TypesetError when it cannot be read."""
    kind = named_kind(path)
    if kind is FileKind.SOURCE:
        return _fixed_source(path)
    if kind is FileKind.TEXT:
        return _fixed_text(path)
    if kind is not None:
        raise UnsupportedError(f"{path}：不能直接改 {kind}；请先导入成源稿：typeset import {path.name}")
    raise UnsupportedError(f"{path}：不认识这种文件；能改的有源稿（.yaml）和文字（.txt）")


def _fixed_source(path: Path) -> Fixed:
    """Correct a YAML source that is a document; what its 校对 silences is left."""
    from typeset.readers.yaml import read_yaml
    from typeset.strict_yaml.source_text import read_source_text

    silenced = tuple(entry.rule for entry in read_yaml(path).document.silenced)
    before = read_source_text(path)
    after, corrections, proposals = _corrected(path, before, is_source=True, silenced=silenced)
    mark = codecs.BOM_UTF8 if path.read_bytes().startswith(codecs.BOM_UTF8) else b""
    return Fixed(before, after, mark + after.encode(), corrections, proposals)


def _fixed_text(path: Path) -> Fixed:
    """Correct a text file, and keep its encoding; one whose bytes would change elsewhere is refused."""
    from typeset.readers.plain_text.decoding import decode

    data = file_bytes(path)
    decoded = decode(data, str(path))
    body = decoded.text.encode(decoded.encoding, errors="replace")
    if not data.endswith(body):
        raise UnsupportedError(f"{path}：编码是 {decoded.encoding}，写回去会改动别处；请另存为 UTF-8 编码")
    after, corrections, proposals = _corrected(path, decoded.text, is_source=False, silenced=())
    mark = data[: len(data) - len(body)]
    try:
        content = mark + after.encode(decoded.encoding)
    except UnicodeEncodeError as error:
        wrong = quoted(after[error.start])
        raise UnsupportedError(f"{path}：编码 {decoded.encoding} 里没有{wrong}；请另存为 UTF-8 编码") from None
    return Fixed(decoded.text, after, content, corrections, proposals)


def _corrected(
    path: Path, text: str, *, is_source: bool, silenced: Sequence[str]
) -> tuple[str, tuple[Correction, ...], tuple[Correction, ...]]:
    """Return a text with what is certain corrected, the corrections, and the proposals for what is left."""
    corrections: list[Correction] = []
    for _ in range(MOST_ROUNDS):
        source, passages, remarks = _proofread(path, text, is_source=is_source, silenced=silenced)
        changes = list(_changes(remarks))
        if is_source:
            changes = _kept_by_yaml(source, passages, changes)
        if not changes:
            break
        corrections += (_correction(source, change.passage, change.remark) for change in changes)
        text = _applied(text, changes)
    source, _, remarks = _proofread(path, text, is_source=is_source, silenced=silenced)
    return text, tuple(corrections), tuple(_correction(source, passage, remark) for passage, remark in remarks)


def _proofread(
    path: Path, text: str, *, is_source: bool, silenced: Sequence[str]
) -> tuple[FileText, list[FilePassage], list[tuple[FilePassage, Remark]]]:
    source = FileText(str(path), text)
    passages = list(source_passages(source) if is_source else line_passages(source))
    return source, passages, [found for found in remarks_on(passages) if not is_under_any(found[1].rule, silenced)]


def _correction(source: FileText, passage: FilePassage, remark: Remark) -> Correction:
    return Correction(
        where=passage.where(source, remark.start, remark.end),
        rule=remark.rule,
        severity=remark.severity,
        before=passage.passage.text[remark.start : remark.end],
        after=remark.replacement,
        message=remark.message,
        hint=remark.hint,
    )


def _changes(remarks: Iterable[tuple[FilePassage, Remark]]) -> Iterator[_Change]:
    """Yield the certain remarks as changes of the file, in order and without overlap.

    Left out are those on names, and those whose characters do not stand together in the file.
    """
    last: tuple[FilePassage | None, int] = (None, 0)
    for passage, remark in remarks:
        is_wanted = remark.certainty is Certainty.CERTAIN and remark.replacement is not None
        if not is_wanted or not passage.starts or passage.passage.kind in _NAMES or remark.start == remark.end:
            continue
        if last[0] is passage and remark.start < last[1]:
            continue
        starts, ends = passage.starts[remark.start : remark.end], passage.ends[remark.start : remark.end]
        if list(ends[:-1]) == list(starts[1:]):
            last = (passage, remark.end)
            written = _quoted(remark.replacement or "", passage.style)
            yield _Change(starts[0], ends[-1], written, passage, remark)


def _quoted(text: str, style: str) -> str:
    """Return characters as they are written inside a YAML text of a style."""
    if style == "'":
        return text.replace("'", "''")
    return text.replace("\\", "\\\\").replace('"', '\\"') if style == '"' else text


def _applied(text: str, changes: Sequence[_Change]) -> str:
    pieces, position = [], 0
    for change in sorted(changes, key=lambda change: change.start):
        pieces += [text[position : change.start], change.written]
        position = change.end
    return "".join((*pieces, text[position:]))


def _kept_by_yaml(source: FileText, passages: Sequence[FilePassage], changes: list[_Change]) -> list[_Change]:
    """Return the changes after which the file still says the same but for them, all of them in nearly every case."""
    if _says_the_same(source, passages, changes):
        return changes
    kept: list[_Change] = []
    for change in changes:
        if _says_the_same(source, passages, [*kept, change]):
            kept.append(change)
    return kept


def _says_the_same(source: FileText, passages: Sequence[FilePassage], changes: Sequence[_Change]) -> bool:
    """Tell whether the changed file has the same texts under the same keys, but for the changes."""
    from yaml import YAMLError

    from typeset.strict_yaml.scalars import scalar_places

    changed = FileText(source.file, _applied(source.text, changes))
    try:
        after = list(source_passages(changed))
        values = {path: place.value for path, place in scalar_places(changed.text).items()}
    except YAMLError:
        return False
    touched = {change.passage.path for change in changes}
    before = {path: place.value for path, place in scalar_places(source.text).items()}
    are_others_equal = values.keys() == before.keys() and all(
        values[path] == value for path, value in before.items() if path not in touched
    )
    return are_others_equal and [found.passage.text for found in after] == _wanted_texts(passages, changes)


def _wanted_texts(passages: Sequence[FilePassage], changes: Sequence[_Change]) -> list[str]:
    """Return the texts of passages with the changes made in them; what becomes empty is no passage any more."""
    wanted: dict[int, str] = {id(passage): passage.passage.text for passage in passages}
    for change in sorted(changes, key=lambda change: change.remark.start, reverse=True):
        text, remark = wanted[id(change.passage)], change.remark
        wanted[id(change.passage)] = text[: remark.start] + (remark.replacement or "") + text[remark.end :]
    return [text for text in wanted.values() if text.strip()]
