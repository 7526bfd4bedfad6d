"""What an importer makes of a file that is not a source."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from typeset.errors import Issue, Severity, Where, quoted
from typeset.model import SourcePath
from typeset.model.faults import refuse
from typeset.proofreading import Certainty
from typeset.readers.folder import rows_of_csv


@dataclass(frozen=True, slots=True)
class Repair:
    """A change of the text that was made (`certainty` CERTAIN) or is proposed, where, and by which rule.

    `where` is a place of the file that was read; `path` leads to the value of the source that it concerns. `before`
    and `after` may show characters around the place; `replacement` is what stands for those at the place alone, None
    where that cannot be told.
    """

    rule: str
    where: Where
    before: str
    after: str
    certainty: Certainty
    message: str
    path: SourcePath = ()
    severity: Severity = Severity.INFO
    replacement: str | None = None


@dataclass(frozen=True)
class Imported:
    """The keys and values of a source, what was repaired or is proposed, and what was not understood.

    `data` holds texts, lists and mappings alone, ready for `model.mapping.make_document` and
    `backends.source_yaml`; `pictures` the files to be written beside the source. `missing` names the facts that the
    file does not state (署名, 成文日期, …); nothing is invented for them. `left_out` are the items of the file that
    are no part of the document (navigation of a web page, page numbers), so that every one ends up somewhere.
    `places` leads from the paths of texts in `data` to where they begin in the file.
    """

    data: Mapping[str, object]
    repairs: tuple[Repair, ...] = ()
    issues: tuple[Issue, ...] = ()
    missing: tuple[str, ...] = ()
    left_out: tuple[tuple[Where, str], ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    places: Mapping[SourcePath, Where] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportedFiles:
    """The pictures and tables that were found in an imported file, in place of a folder."""

    contents: Mapping[str, bytes]

    def require(self, name: str) -> None:
        """Take every file for there: nothing is laid out."""

    def table_rows(self, name: str) -> list[list[str]]:
        """Return the cells of a CSV file; raises Unusable."""
        if name not in self.contents:
            raise refuse(f"{quoted(name)}找不到", "请先用 typeset import 导入，再补上这个文件")
        return rows_of_csv(name, self.contents[name])
