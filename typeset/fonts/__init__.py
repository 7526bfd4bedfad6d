"""Find the font that plays each role, and answer what layout asks of it: advances, ink boxes, coverage."""

from typeset.fonts.faces import Face, FaceReport, open_face
from typeset.fonts.stacks import FontSet, fallback_roles, load_fonts

__all__ = ["Face", "FaceReport", "FontSet", "fallback_roles", "load_fonts", "open_face"]
