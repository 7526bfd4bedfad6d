"""A font for tests, so that a page is a picture: Chinese characters are one em wide, ASCII is half an em."""

from dataclasses import dataclass

from typeset.standard import Role


@dataclass(frozen=True)
class InkBox:
    """Visible extent in em, y upward from the baseline."""

    left: float
    bottom: float
    right: float
    top: float


SQUARE = InkBox(0.05, -0.08, 0.95, 0.84)


class SquareFont:
    """Every role alike: all characters but those for private use are there, and all ink but a space's is one box."""

    def advance(self, role: Role, character: str) -> float:
        return 0.5 if character.isascii() else 1.0

    def ink_box(self, role: Role, character: str) -> InkBox | None:
        return None if character.isspace() else SQUARE

    def covers(self, role: Role, character: str) -> bool:
        return not 0xE000 <= ord(character) <= 0xF8FF
