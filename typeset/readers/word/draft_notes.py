"""Footnotes of a draft: which mark of the source each of them has."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from typeset.readers.word.content import Paragraph, Run
from typeset.readers.word.draft_styles import NOTE_CALL

_SIGN = re.compile(r"\s*(?:([\u2460-\u2473])|\[([0-9]{1,4})\])\s*")


@dataclass
class DraftNotes:
    """The notes of a draft by their keys in the file; `known` are the marks and texts of its stored source.

    A note has the mark of the known one that says the same, else that of the one in its place, else its number.
    """

    notes: Mapping[str, tuple[Paragraph, ...]]
    known: Mapping[str, str]
    _marks: dict[str, str] = field(default_factory=dict)
    _long: dict[int, str] = field(default_factory=dict)
    _called: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        texts = {key: note_text(paragraphs) for key, paragraphs in self.notes.items()}
        left = dict(self.known)
        for key, text in texts.items():
            mark = next((mark for mark, said in left.items() if said == text), None)
            if mark is not None:
                self._marks[key] = mark
                del left[mark]
        rest = [key for key in texts if key not in self._marks]
        if len(rest) <= len(left):
            self._marks |= dict(zip(rest, left, strict=False))
        for number, key in enumerate(texts, start=1):
            if key not in self._marks:
                self._marks[key] = _free(str(number), self._marks.values(), self.known)

    def mark_of(self, run: Run) -> str | None:
        """Return the mark of the note that a run calls, None for text; a second call is a sign in its own style."""
        if run.note is not None:
            mark = self._marks.get(run.note, run.note)
            self._called[mark] = note_text(self.notes.get(run.note, ()))
            return mark
        if run.look.style.casefold() != NOTE_CALL or (found := _SIGN.fullmatch(run.text)) is None:
            return None
        number = _number(found)
        keys = list(self.notes)
        return self._marks[keys[number - 1]] if 0 < number <= len(keys) else None

    def add_long(self, paragraph: Paragraph) -> bool:
        """Note a footnote that stands below its paragraph because it is too long for the foot of a page."""
        found = _SIGN.match(paragraph.text)
        if found is None:
            return False
        self._long[_number(found)] = paragraph.text[found.end() :]
        return True

    def texts(self) -> dict[str, str]:
        """Return 脚注: the marks and texts of the notes that are called."""
        return dict(self._called)


def note_text(paragraphs: tuple[Paragraph, ...]) -> str:
    """Return the text of a note, without the blank after its number."""
    return "".join(paragraph.text for paragraph in paragraphs).replace("\n", "").strip()


def _number(found: re.Match[str]) -> int:
    return int(unicodedata.numeric(found[1])) if found[1] else int(found[2])


def _free(wanted: str, *taken: object) -> str:
    used = {mark for marks in taken for mark in marks}  # type: ignore[attr-defined]
    while wanted in used:
        wanted += "a"
    return wanted
