"""What a reader returns."""

from collections.abc import Mapping
from dataclasses import dataclass

from typeset.errors import Issue, Where
from typeset.model import Document, SourcePath


@dataclass(frozen=True)
class Reading:
    """A document, where its parts stand in the file that it was read from, and what the reader has to say.

    `places` leads from paths in the document, such as ("标题",), ("正文", 3), ("印发件", 0, "正文", 12), to places in
    the file. Positions count from 0 and are those of the document: that of a block, not of a line or list item.
    """

    document: Document
    places: Mapping[SourcePath, Where]
    issues: tuple[Issue, ...] = ()

    def place(self, path: SourcePath = ()) -> Where:
        """Return the place of `path`, or of the nearest thing around it that has one."""
        return nearest_place(self.places, path)


def nearest_place(places: Mapping[SourcePath, Where], path: SourcePath) -> Where:
    """Return the place of the longest known beginning of `path`; no place at all when none is known."""
    for length in range(len(path), -1, -1):
        if (where := places.get(path[:length])) is not None:
            return where
    return Where()
