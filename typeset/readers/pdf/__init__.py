"""Read PDF files of any origin: what is painted on the pages, and the text as a `Manuscript`."""

from typeset.readers.pdf.painted import Box, Character, PdfFile, PdfFont, PdfPage, Rule, Shape
from typeset.readers.pdf.reading import read_pdf

__all__ = ["Box", "Character", "PdfFile", "PdfFont", "PdfPage", "Rule", "Shape", "read_pdf"]
