"""The packaged faces that are also there with lean outlines, drawn again with fewer points (`fonts/lean_outlines.py`).

They serve copies that are read and sent. No lean outline lies further than `FURTHEST_EM` from the full one.
"""

from pathlib import Path

from typeset.resources import data_folder

FOLDER = "lean"
FURTHEST_EM = 0.0035
LARGEST_PT = 16.0
"""The size up to which `FURTHEST_EM` is less than 0.02 mm: half a dot of a printer with 600 dots an inch is 0.021."""


def lean_file(file: Path) -> Path | None:
    """Return the file of the same face with lean outlines; None for a face that has none, and for one not packaged."""
    fonts = data_folder("fonts")
    lean = fonts / FOLDER / file.name
    return lean if file.parent == fonts.resolve() and lean.is_file() else None
