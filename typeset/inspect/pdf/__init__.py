"""Inspect a PDF of any origin: what stands on its pages, where, in which face, size and colour."""

from typeset.inspect.pdf.elements import Inspection
from typeset.inspect.pdf.inspection import inspect_pages, inspect_pdf

__all__ = ["Inspection", "inspect_pages", "inspect_pdf"]
