"""Set Chinese official documents (公文) to GB/T 9704—2012: one source, a print-ready PDF and a Word draft.

    from typeset import compose, write_docx, write_pdf

    composition = compose(Path("通知.yaml"))
    Path("通知.pdf").write_bytes(write_pdf(composition))

Names are imported when they are first used, so that `import typeset` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typeset.archive.verification import Anchors, Verification
    from typeset.archiving import Archived, Wishes
    from typeset.archiving import archive as archive_document
    from typeset.backends.dump import dump
    from typeset.checking import CheckReport, check_file
    from typeset.checks import check_document
    from typeset.comparing import compare_files
    from typeset.comparison import Change, Comparison, compare_documents
    from typeset.errors import Issue, Severity, TypesetError, Where
    from typeset.fonts import load_fonts
    from typeset.job import Built, Composition, build, build_all, compose
    from typeset.job import docx as write_docx
    from typeset.job import ofd as write_ofd
    from typeset.job import pdf as write_pdf
    from typeset.job import pdfa as write_pdfa
    from typeset.layout.pages import lay_out
    from typeset.layout.result import Layout
    from typeset.model import Document
    from typeset.profiles import Profile, load_profile
    from typeset.readers import Reading
    from typeset.readers import read_yaml as read
    from typeset.samples import NewDocument, new_document
    from typeset.verifying import verify

_HOMES = {
    "Anchors": ("typeset.archive.verification", "Anchors"),
    "Archived": ("typeset.archiving", "Archived"),
    "Built": ("typeset.job", "Built"),
    "CheckReport": ("typeset.checking", "CheckReport"),
    "Change": ("typeset.comparison", "Change"),
    "Comparison": ("typeset.comparison", "Comparison"),
    "Composition": ("typeset.job", "Composition"),
    "Document": ("typeset.model", "Document"),
    "Issue": ("typeset.errors", "Issue"),
    "Layout": ("typeset.layout.result", "Layout"),
    "NewDocument": ("typeset.samples", "NewDocument"),
    "Profile": ("typeset.profiles", "Profile"),
    "Reading": ("typeset.readers", "Reading"),
    "Severity": ("typeset.errors", "Severity"),
    "TypesetError": ("typeset.errors", "TypesetError"),
    "Verification": ("typeset.archive.verification", "Verification"),
    "Where": ("typeset.errors", "Where"),
    "Wishes": ("typeset.archiving", "Wishes"),
    "archive_document": ("typeset.archiving", "archive"),
    "build": ("typeset.job", "build"),
    "build_all": ("typeset.job", "build_all"),
    "check_document": ("typeset.checks", "check_document"),
    "check_file": ("typeset.checking", "check_file"),
    "compare_documents": ("typeset.comparison", "compare_documents"),
    "compare_files": ("typeset.comparing", "compare_files"),
    "compose": ("typeset.job", "compose"),
    "dump": ("typeset.backends.dump", "dump"),
    "lay_out": ("typeset.layout.pages", "lay_out"),
    "load_fonts": ("typeset.fonts", "load_fonts"),
    "load_profile": ("typeset.profiles", "load_profile"),
    "new_document": ("typeset.samples", "new_document"),
    "read": ("typeset.readers", "read_yaml"),
    "verify": ("typeset.verifying", "verify"),
    "write_docx": ("typeset.job", "docx"),
    "write_ofd": ("typeset.job", "ofd"),
    "write_pdf": ("typeset.job", "pdf"),
    "write_pdfa": ("typeset.job", "pdfa"),
}

__all__ = [
    "Anchors",
    "Archived",
    "Built",
    "Change",
    "CheckReport",
    "Comparison",
    "Composition",
    "Document",
    "Issue",
    "Layout",
    "NewDocument",
    "Profile",
    "Reading",
    "Severity",
    "TypesetError",
    "Verification",
    "Where",
    "Wishes",
    "archive_document",
    "build",
    "build_all",
    "check_document",
    "check_file",
    "compare_documents",
    "compare_files",
    "compose",
    "dump",
    "lay_out",
    "load_fonts",
    "load_profile",
    "new_document",
    "read",
    "verify",
    "write_docx",
    "write_ofd",
    "write_pdf",
    "write_pdfa",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'typeset' has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)
