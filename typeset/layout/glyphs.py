"""Find the characters that no face has before anything is painted: never a system font, never an empty box."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from typeset.characters import MISSING_GLYPH, is_invisible
from typeset.errors import Issue, Severity, Where
from typeset.layout.blocks import Block, Piece
from typeset.layout.metrics import Metrics

Place = Callable[[tuple[str | int, ...]], Where]


def replace_missing(
    blocks: Iterable[Block], metrics: Metrics, place: Place
) -> tuple[tuple[Block, ...], tuple[Issue, ...]]:
    """Return the blocks with 〓 for every character that no face has, and an Issue a character and block (L-2).

    What has no glyph by nature (format characters, variation selectors) is left out, and reported as well.
    """
    issues: list[Issue] = []
    result = []
    for block in blocks:
        lacking = {c: role for piece in block.pieces for c in piece.text if not metrics.covers(role := piece.role, c)}
        if lacking or any(is_invisible(c) for c in block.text):
            invisible = {c for c in block.text if is_invisible(c)}
            issues += [_issue(character, place(block.path)) for character in sorted(invisible | set(lacking))]
            block = _replaced(block, frozenset(lacking) - invisible, frozenset(invisible))
        result.append(block)
    return tuple(result), tuple(issues)


def _replaced(block: Block, lacking: frozenset[str], invisible: frozenset[str]) -> Block:
    pieces = tuple(_pieces(block.pieces, lacking, invisible, keep_empty=bool(block.stops)))
    lines = tuple(_painted(_without(line, invisible), lacking) for line in block.lines)
    return replace(block, pieces=pieces, lines=lines)


def _pieces(
    pieces: Iterable[Piece], lacking: frozenset[str], invisible: frozenset[str], *, keep_empty: bool
) -> Iterator[Piece]:
    for piece in pieces:
        original = _without(piece.text, invisible)
        painted = _painted(original, lacking)
        if painted or keep_empty:
            yield replace(piece, text=painted, original=original if painted != original else None)


def _without(text: str, dropped: frozenset[str]) -> str:
    return "".join(character for character in text if character not in dropped)


def _painted(text: str, lacking: frozenset[str]) -> str:
    return "".join(MISSING_GLYPH if character in lacking else character for character in text)


def _issue(character: str, where: Where) -> Issue:
    code = f"U+{ord(character):04X}"
    if is_invisible(character):
        return Issue(
            "L-2", Severity.WARNING, where, f"不可见字符 {code} 没有排印", "请删去它；需要异体字时请直接用那个字"
        )
    return Issue(
        "L-2",
        Severity.WARNING,
        where,
        f"字体里没有“{character}”（{code}），以“{MISSING_GLYPH}”代替",
        "请在样式的“字体”里给“生僻字”加一种有这个字的字体，或改用通行的字",
    )
