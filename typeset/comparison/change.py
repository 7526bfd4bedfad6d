"""One thing that is different between two documents, and all of them with their places in the files."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from typeset.comparison.words import Piece
from typeset.errors import Where
from typeset.model import SourcePath


class ChangeKind(StrEnum):
    """What happened to an element; a `MOVED` one may have been edited as well."""

    EDITED = "修改"
    REMOVED = "删去"
    ADDED = "增加"
    MOVED = "移动"


@dataclass(frozen=True, slots=True)
class Change:
    """One element, paragraph or cell that differs.

    `element` is the part of the document that it belongs to (标题, 正文, 附件2), `name` what a person calls it
    (正文第3段). `path` leads to it in the old document and `new_path` in the new one; None: it is not there.
    `words` are the pieces of `before` and `after`; `note` says what no text shows (由段落改为一级标题), `heading` is
    the nearest heading above.
    """

    kind: ChangeKind
    element: str
    name: str
    path: SourcePath | None
    new_path: SourcePath | None
    before: str
    after: str
    words: tuple[Piece, ...]
    note: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The changes between two files, in the order of the new one, and where everything stands in them.

    `notes` say what a reader should know of how the files were read.
    """

    old_file: str
    new_file: str
    changes: tuple[Change, ...]
    old_places: Mapping[SourcePath, Where] = field(default_factory=dict)
    new_places: Mapping[SourcePath, Where] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def old_line(self, change: Change) -> int | None:
        """Return the line of the old file that a change is about; None when it is not known."""
        return _line(self.old_places, change.path)

    def new_line(self, change: Change) -> int | None:
        """Return the line of the new file that a change is about; None when it is not known."""
        return _line(self.new_places, change.new_path)


def _line(places: Mapping[SourcePath, Where], path: SourcePath | None) -> int | None:
    """Return the line of the value at `path`, or of what it is part of; the top of the file is no place."""
    for length in range(len(path or ()), 0, -1):
        if path and (where := places.get(path[:length])) is not None:
            return where.line
    return None


def summary(changes: Sequence[Change]) -> str:
    """Return how many changes there are in all and in every element: 改动3处：标题1，正文2."""
    if not changes:
        return "内容相同"
    counts = Counter(change.element for change in changes)
    return f"改动 {len(changes)} 处：{'，'.join(f'{element} {count}' for element, count in counts.items())}"
