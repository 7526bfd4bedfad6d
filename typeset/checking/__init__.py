"""Check a file of any kind: what it is, which rules judge it, and what they found."""

from typeset.checking.files import check_file
from typeset.checking.selection import Selection
from typeset.input_files import FileKind
from typeset.reports.report import CheckReport

__all__ = ["CheckReport", "FileKind", "Selection", "check_file"]
