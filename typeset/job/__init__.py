"""The pipeline: a source file becomes a document, pages and files."""

from typeset.job.building import Built, build, build_all
from typeset.job.composition import Composition, apart, archived_as, compose, numbered
from typeset.job.formats import DEFAULT_FORMATS, FORMATS, Format, docx, ofd, pdf, pdfa, write_formats
from typeset.job.naming import LONGEST_NAME, LONGEST_NAME_BYTES, file_name

__all__ = [
    "DEFAULT_FORMATS",
    "FORMATS",
    "LONGEST_NAME",
    "LONGEST_NAME_BYTES",
    "Built",
    "Composition",
    "Format",
    "apart",
    "archived_as",
    "build",
    "build_all",
    "compose",
    "docx",
    "file_name",
    "numbered",
    "ofd",
    "pdf",
    "pdfa",
    "write_formats",
]
