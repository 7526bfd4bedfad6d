"""Documents laid out and painted with the project's own fonts, once for all tests that look at them."""

from functools import cache
from pathlib import Path

from tests.samples import NOTICE
from typeset.fonts import FontSet, load_fonts
from typeset.job import Composition, compose, pdf
from typeset.profiles import load_profile

GOLDEN = Path(__file__).with_name("golden")
LEVELS = GOLDEN / "levels.yaml"
CONTROL = GOLDEN / "control.yaml"
REGULATION = GOLDEN / "regulation.yaml"
TABLES = GOLDEN / "tables.yaml"
UPWARD, LETTER = GOLDEN / "upward.yaml", GOLDEN / "letter.yaml"
ORDER, MINUTES = GOLDEN / "order.yaml", GOLDEN / "minutes.yaml"
HEADS = (UPWARD, LETTER, ORDER, MINUTES)


@cache
def own_fonts(profile: str = "gbt9704") -> FontSet:
    """Return the faces of a packaged profile."""
    style = load_profile(profile)
    return load_fonts(style.fonts, folder=style.folder, digits_from=style.digits_from)


@cache
def composed(file: Path = NOTICE, profile: str | None = None) -> Composition:
    """Return a document laid out in the project's fonts."""
    return compose(file, profile=profile)


@cache
def painted(file: Path = NOTICE) -> bytes:
    """Return the PDF of a document."""
    return pdf(composed(file))
