"""Group the characters of a page into lines: what stands on one baseline, from left to right."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from typeset.characters import is_han
from typeset.readers.pdf.painted import Box, Character, PdfPage

SAME_BASELINE_MM = 0.6
WORD_GAP_EM = 0.2
COLUMN_GAP_EM = 1.6
"""A gap between characters from which on they belong to different columns."""

_LEAST_BLANK_EM, _WIDE_BLANK_EM = 0.12, 0.8
_LEAST_GAPS = 8  # of which the usual one is known
_BACK_EM = 2.0
_RAISED_AT_MOST_PT, _HOST_AT_MOST_PT = 12.0, 18.0
_FULL_WIDTH_FROM = "\u2000"


@dataclass(frozen=True, eq=False)
class Line:
    """Characters on one baseline of a page, blanks left out; raised marks of notes belong to their line."""

    page: int
    characters: tuple[Character, ...]

    @cached_property
    def text(self) -> str:
        """The characters; a blank stands where a gap parts two Latin words."""
        return "".join(_spaced(self.characters, _parts_words))

    @cached_property
    def text_with_blanks(self) -> str:
        """The characters; a blank stands where one was set, however narrow, and between two Latin words."""
        gaps = [after.x_mm - before.right_mm for before, after in pairwise(self.characters)]
        usual_mm = median(gaps) if len(gaps) >= _LEAST_GAPS else None
        return "".join(_spaced(self.characters, lambda one, two: _has_blank(one, two, usual_mm)))

    @cached_property
    def solid(self) -> str:
        """The characters without any blank."""
        return "".join(character.text for character in self.characters)

    @cached_property
    def size_pt(self) -> float:
        """The size most characters have."""
        return Counter(round(character.size_pt, 2) for character in self.characters).most_common(1)[0][0]

    @cached_property
    def baseline_mm(self) -> float:
        """The baseline of the characters of that size."""
        return next(c.baseline_mm for c in self.characters if round(c.size_pt, 2) == self.size_pt)

    @property
    def left_mm(self) -> float:
        """Where the first character's em begins."""
        return self.characters[0].x_mm

    @property
    def right_mm(self) -> float:
        """Where the last character's advance ends."""
        return self.characters[-1].right_mm

    @property
    def centre_mm(self) -> float:
        """The middle between both edges."""
        return (self.left_mm + self.right_mm) / 2

    @cached_property
    def em_top_mm(self) -> float:
        """Top of the em boxes."""
        return min(character.em_top_mm for character in self.characters if character.size_pt >= self.size_pt - 0.5)

    @cached_property
    def em_bottom_mm(self) -> float:
        """Foot of the em boxes."""
        return max(character.em_bottom_mm for character in self.characters if character.size_pt >= self.size_pt - 0.5)

    @property
    def em_box(self) -> Box:
        """The box around the em boxes."""
        return Box(self.left_mm, self.em_top_mm, self.right_mm, self.em_bottom_mm)

    @cached_property
    def ink(self) -> Box:
        """The visible extent; the em boxes' where nothing is visible."""
        boxes = [character.ink for character in self.characters if character.ink is not None]
        return around(boxes) if boxes else self.em_box

    @cached_property
    def segments(self) -> tuple["Line", ...]:
        """The line cut where a wide gap parts columns."""
        return self.columns(COLUMN_GAP_EM)

    def columns(self, gap_em: float) -> tuple["Line", ...]:
        """Return the line cut where a gap is wider than so many em, or where it begins anew further left."""
        groups: list[list[Character]] = []
        for character in self.characters:
            gap_mm = character.x_mm - groups[-1][-1].right_mm if groups else 0.0
            if groups and -_BACK_EM * character.em_mm <= gap_mm <= gap_em * character.em_mm:
                groups[-1].append(character)
            else:
                groups.append([character])
        return tuple(Line(self.page, tuple(group)) for group in groups)


def around(boxes: Iterable[Box]) -> Box:
    """Return the box around boxes, of which there is at least one."""
    first, *others = boxes
    for other in others:
        first = first.joined(other)
    return first


def lines_of(page: PdfPage) -> tuple[Line, ...]:
    """Return the upright lines of a page from above; those on one baseline are one line."""
    upright = sorted((c for c in page.characters if c.turn == 0 and c.text.strip()), key=lambda c: c.baseline_mm)
    groups: list[list[Character]] = []
    for character in upright:
        if groups and character.baseline_mm - groups[-1][0].baseline_mm <= SAME_BASELINE_MM:
            groups[-1].append(character)
        else:
            groups.append([character])
    return tuple(_line(page.number, group) for group in _with_raised(groups))


def _line(number: int, characters: Sequence[Character]) -> Line:
    return Line(number, tuple(sorted(characters, key=lambda character: character.x_mm)))


def _with_raised(groups: list[list[Character]]) -> Iterator[list[Character]]:
    """Yield the groups; small characters whose baseline lies in the next group's em boxes have joined it."""
    waiting: list[Character] = []
    for index, group in enumerate(groups):
        following = groups[index + 1] if index + 1 < len(groups) else None
        if following is not None and _is_raised(group, following):
            waiting += group
            continue
        yield waiting + group
        waiting = []


def _is_raised(group: Sequence[Character], host: Sequence[Character]) -> bool:
    small, large = max(c.size_pt for c in group), max(c.size_pt for c in host)
    return (
        small <= min(_RAISED_AT_MOST_PT, 0.75 * large)
        and large <= _HOST_AT_MOST_PT
        and group[0].baseline_mm > min(c.em_top_mm for c in host)
    )


def _spaced(characters: Sequence[Character], is_apart: Callable[[Character, Character], bool]) -> Iterator[str]:
    for before, character in zip([None, *characters], characters, strict=False):
        if before is not None and is_apart(before, character):
            yield " "
        yield character.text


def _parts_words(before: Character, character: Character) -> bool:
    is_latin = before.text < _FULL_WIDTH_FROM and character.text < _FULL_WIDTH_FROM
    gap_mm = character.x_mm - before.right_mm
    return is_latin and gap_mm > WORD_GAP_EM * character.em_mm


def _has_blank(before: Character, character: Character, usual_mm: float | None) -> bool:
    """Tell whether a narrow blank stands before a character: a painted one, or room that no other gap has."""
    gap_mm = character.x_mm - before.right_mm
    if _parts_words(before, character):
        return True
    if gap_mm > _WIDE_BLANK_EM * character.em_mm:
        return False
    if character.follows_blank:
        return gap_mm > _LEAST_BLANK_EM * character.em_mm
    are_han = is_han(before.text[-1]) and is_han(character.text[0])
    return are_han and usual_mm is not None and gap_mm > usual_mm + WORD_GAP_EM * character.em_mm


def han_count(characters: Iterable[Character]) -> int:
    """Return how many of the characters are Chinese ideographs."""
    return sum(is_han(character.text) for character in characters)
