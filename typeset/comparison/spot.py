"""The place where two documents are being compared, and the change that is found there."""

from dataclasses import dataclass, replace

from typeset.comparison.change import Change, ChangeKind
from typeset.comparison.words import compare_words
from typeset.model import SourcePath


@dataclass(frozen=True, slots=True)
class Spot:
    """An element of both documents: what a person calls it, and its path in each."""

    element: str
    name: str
    path: SourcePath
    new_path: SourcePath
    heading: str = ""

    def inside(self, name: str, steps: SourcePath, new_steps: SourcePath | None = None) -> "Spot":
        """Return the spot of something inside this one, at `steps` in the old document and `new_steps` in the new."""
        inner, new_inner = (*self.path, *steps), (*self.new_path, *(steps if new_steps is None else new_steps))
        return replace(self, element=self.element or name, name=f"{self.name}{name}", path=inner, new_path=new_inner)

    def under(self, heading: str) -> "Spot":
        """Return this spot with the nearest heading above it."""
        return replace(self, heading=heading)

    def removed(self, before: str) -> Change:
        """Return the change that took this element away."""
        return self._change(ChangeKind.REMOVED, before, "")

    def added(self, after: str) -> Change:
        """Return the change that added this element."""
        return self._change(ChangeKind.ADDED, "", after)

    def edited(self, before: str, after: str, *, note: str = "", is_moved: bool = False) -> Change:
        """Return the change of a text that stands in both documents."""
        return self._change(ChangeKind.MOVED if is_moved else ChangeKind.EDITED, before, after, note)

    def _change(self, kind: ChangeKind, before: str, after: str, note: str = "") -> Change:
        return Change(
            kind,
            self.element,
            self.name,
            None if kind is ChangeKind.ADDED else self.path,
            None if kind is ChangeKind.REMOVED else self.new_path,
            before,
            after,
            compare_words(before, after),
            note,
            self.heading,
        )
