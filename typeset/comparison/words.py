"""What is different between two texts, word by word; numbers and Latin words stay whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, TypeAlias

from typeset.comparison.matching import matching

PieceKind: TypeAlias = Literal["same", "removed", "added"]

LONGEST_CUT = 20_000
"""Characters; a longer text is compared by its sentences, not by its words."""

_LEAST_IN_COMMON = 0.25
_WORD = re.compile(r"[0-9]+(?:[.,:][0-9]+)*[%‰]?|[A-Za-z][A-Za-z0-9]*|[\u3400-\u9fff]+|.", re.DOTALL)
_SENTENCE = re.compile(r"[^，。；：！？、\n]*[，。；：！？、\n]|[^，。；：！？、\n]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that stand in both texts, in the old one alone, or in the new one alone."""

    kind: PieceKind
    text: str


def compare_words(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces that two texts consist of.

    Those that are not `added` make the old text, those that are not `removed` the new one. Texts that have little
    in common are replaced as a whole: single characters in common would say nothing.
    """
    if old == new:
        return (Piece("same", old),) if old else ()
    is_long = max(len(old), len(new)) > LONGEST_CUT
    old_words, new_words = (_SENTENCE.findall(text) if is_long else _words(text) for text in (old, new))
    pieces = _joined(_without_crumbs(list(_joined(_pieces(old_words, new_words)))))
    found = tuple(pieces)
    common = sum(len(piece.text) for piece in found if piece.kind == "same")
    if common < _LEAST_IN_COMMON * min(len(old), len(new)):
        found = tuple(_joined(iter((Piece("removed", old), Piece("added", new)))))
    return found


def _words(text: str) -> list[str]:
    """Return the words and marks of a text; nothing is left out."""
    import rjieba  # its lexicon takes 0.1 s

    words: list[str] = []
    for piece in _WORD.findall(text):
        words += rjieba.cut(piece) if len(piece) > 1 and piece[0] >= "\u3400" else [piece]
    return words


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    """Yield a piece a word, what is removed before what is added."""
    o = n = 0
    for old_match, new_match in [*matching(old, new), (len(old), len(new))]:
        yield from (Piece("removed", word) for word in old[o:old_match])
        yield from (Piece("added", word) for word in new[n:new_match])
        if old_match < len(old):
            yield Piece("same", old[old_match])
        o, n = old_match + 1, new_match + 1


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Yield neighbours of a kind as one; between two of the same, what is removed comes before what is added."""
    for is_same, group in groupby(pieces, lambda piece: piece.kind == "same"):
        items = list(group)
        kinds: tuple[PieceKind, ...] = ("same",) if is_same else ("removed", "added")
        for kind in kinds:
            if text := "".join(piece.text for piece in items if piece.kind == kind):
                yield Piece(kind, text)


def _without_crumbs(pieces: list[Piece]) -> Iterator[Piece]:
    """Yield pieces; a single character in common between two longer changes is part of the change."""
    for index, piece in enumerate(pieces):
        around = sum(len(other.text) for other in pieces[max(index - 2, 0) : index + 3] if other.kind != "same")
        is_inside = 0 < index < len(pieces) - 1
        if piece.kind == "same" and len(piece.text) == 1 and is_inside and around > 4:
            yield Piece("removed", piece.text)
            yield Piece("added", piece.text)
        else:
            yield piece
