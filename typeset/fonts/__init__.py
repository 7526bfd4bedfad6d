"""Find the font that plays each role, and answer what layout asks of it: advances, ink boxes, coverage."""

from typeset.fonts.faces import Face, FaceReport, open_face
from typeset.fonts.lean import lean_file
from typeset.fonts.stacks import THIN_ROLES, FontSet, load_fonts

__all__ = ["THIN_ROLES", "Face", "FaceReport", "FontSet", "lean_file", "load_fonts", "open_face"]
