"""Footnotes of a draft: which mark of the source each of them has."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from typeset.readers.word.content import Paragraph, Run
from typeset.readers.word.draft_styles import FOOTNOTE, NOTE_CALL, kind_of

_SIGN = re.compile(r"\s*(?:([\u2460-\u2473])|\[([0-9]{1,4})\])\s*")


@dataclass
class DraftNotes:
    """The notes of a draft by their keys in the file; `known` are the marks and texts of its stored source.

    `long` are those too long for the foot of a page, which stand below their paragraph, by their numbers. A note has
    the mark of the known one that says the same, else that of the one in its place, else its number.
    """

    notes: Mapping[str, tuple[Paragraph, ...]]
    known: Mapping[str, str]
    long: Mapping[int, str]
    _texts: dict[str, str] = field(default_factory=dict)
    _marks: dict[str, str] = field(default_factory=dict)
    _called: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._texts |= {key: note_text(paragraphs) for key, paragraphs in self.notes.items()}
        self._texts |= {_long_key(number): text for number, text in self.long.items()}
        left = dict(self.known)
        for key, text in self._texts.items():
            mark = next((mark for mark, said in left.items() if said == text), None)
            if mark is not None:
                self._marks[key] = mark
                del left[mark]
        rest = [key for key in self._texts if key not in self._marks]
        if len(rest) <= len(left):
            self._marks |= dict(zip(rest, left, strict=False))
        for number, key in enumerate(self._texts, start=1):
            if key not in self._marks:
                self._marks[key] = _free(str(number), {*self._marks.values(), *self.known})

    def mark_of(self, run: Run) -> str | None:
        """Return the mark of the note that a run calls, None for text; a second call is a sign in its own style."""
        if run.note is not None:
            return self._called_mark(run.note)
        if run.look.style.casefold() != NOTE_CALL or (found := _SIGN.fullmatch(run.text)) is None:
            return None
        number = _number(found)
        if number in self.long:
            return self._called_mark(_long_key(number))
        place = number - sum(other < number for other in self.long)
        keys = list(self.notes)
        return self._called_mark(keys[place - 1]) if 0 < place <= len(keys) else None

    def _called_mark(self, key: str) -> str:
        mark = self._marks.get(key, key)
        self._called[mark] = self._texts.get(key, "")
        return mark

    def texts(self) -> dict[str, str]:
        """Return 脚注: the marks and texts of the notes that are called."""
        return dict(self._called)


def long_notes(paragraphs: Iterable[Paragraph]) -> dict[int, str]:
    """Return the notes among the paragraphs of a text, by the numbers that they begin with."""
    found = ((_SIGN.match(each.text), each.text) for each in paragraphs if kind_of(each) == FOOTNOTE)
    return {_number(sign): text[sign.end() :] for sign, text in found if sign is not None}


def _long_key(number: int) -> str:
    return f"long {number}"


def note_text(paragraphs: tuple[Paragraph, ...]) -> str:
    """Return the text of a note, without the blank after its number."""
    return "".join(paragraph.text for paragraph in paragraphs).replace("\n", "").strip()


def _number(found: re.Match[str]) -> int:
    return int(unicodedata.numeric(found[1])) if found[1] else int(found[2])


def _free(wanted: str, used: Set[str]) -> str:
    while wanted in used:
        wanted += "a"
    return wanted
