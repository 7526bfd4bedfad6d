"""Text as the elements of a document hold it: stretches of characters that are set alike."""

from dataclasses import dataclass

from typeset.layout.page import Colour
from typeset.standard import Role


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one role; a placeholder of a draft is grey.

    `original` is what the source says where a character that no face has stands as 〓 in `text`; both have the
    same length. `note` makes it the call of a footnote, small and raised; it is the note's mark in the source.
    """

    text: str
    role: Role
    colour: Colour = Colour.BLACK
    bold: bool = False
    lead: bool = False  # a run-in lead sentence (段首句)
    original: str | None = None
    note: str | None = None
