"""The questions that layout asks of fonts; tests answer them with a square font."""

from pathlib import Path
from typing import Protocol

from typeset.pictures import MeasuredPicture
from typeset.standard import Role


class Ink(Protocol):
    """Visible extent in em, y upward from the baseline, x from the glyph's origin."""

    @property
    def left(self) -> float:
        """Left edge."""

    @property
    def bottom(self) -> float:
        """Lower edge, negative below the baseline."""

    @property
    def right(self) -> float:
        """Right edge."""

    @property
    def top(self) -> float:
        """Upper edge."""


class Metrics(Protocol):
    """Advances, visible extents and coverage of the faces that play the roles."""

    def advance(self, role: Role, character: str) -> float:
        """Return the advance in em of a character in text of `role`."""

    def ink_box(self, role: Role, character: str) -> Ink | None:
        """Return the visible extent of a character in text of `role`, None when it is blank."""

    def covers(self, role: Role, character: str) -> bool:
        """Tell whether the role has a glyph for the character."""


class Pictures(Protocol):
    """The picture files that a document names."""

    def file(self, name: str) -> Path:
        """Return the path of a picture."""

    def size_mm(self, name: str) -> tuple[float, float]:
        """Return the natural width and height of a picture."""

    def measure(self, name: str) -> MeasuredPicture:
        """Return all that is known of a picture file."""


class NoPictures:
    """The pictures of a document that is laid out without its folder: there are none."""

    def file(self, name: str) -> Path:
        """Raise FileNotFoundError."""
        raise FileNotFoundError(name)

    def size_mm(self, name: str) -> tuple[float, float]:
        """Raise FileNotFoundError."""
        raise FileNotFoundError(name)

    def measure(self, name: str) -> MeasuredPicture:
        """Raise FileNotFoundError."""
        raise FileNotFoundError(name)


NO_PICTURES = NoPictures()


def text_width(metrics: Metrics, role: Role, text: str) -> float:
    """Return the natural width of a text in em."""
    return sum(metrics.advance(role, character) for character in text)


def ink_bottom(metrics: Metrics, role: Role, text: str) -> float:
    """Return the lowest visible point of a text, in em from the baseline, y upward."""
    return min((box.bottom for box in map(lambda c: metrics.ink_box(role, c), text) if box), default=0.0)


def ink_top(metrics: Metrics, role: Role, text: str) -> float:
    """Return the highest visible point of a text, in em from the baseline, y upward."""
    return max((box.top for box in map(lambda c: metrics.ink_box(role, c), text) if box), default=0.88)
