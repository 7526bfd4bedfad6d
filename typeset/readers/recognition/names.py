"""Names of organs and of people who sign."""

import re
from itertools import groupby

from typeset.readers.recognition.rows import compact, without_blanks
from typeset.readers.recognition.words import ORGAN_ENDINGS, POSTS

_LONGEST_NAME, _LONGEST_POST = 40, 20
_LONGEST_SPACED = 3
_NO_NAME = re.compile(r"[，。；：！？、《》“”,.;:!?\d]|如下|关于|附件")
_PERSON = re.compile(
    rf"(?P<post>[\u4e00-\u9fff（）()]{{0,30}}(?:{'|'.join(POSTS)}))[ \u3000\t]+"
    r"(?P<name>[\u4e00-\u9fff·][\u4e00-\u9fff· \u3000]{1,8})"
)
_GAP = re.compile(r"[ \u3000\t]+")
_TITLE_ORGAN = re.compile(
    r"(?P<organ>[^《》“”]{2,200}?)(?=关于|關于|關於|转发|批转|印发|发布|公布|转报|同意|表彰|批准|废止|召开|《)"
)


def is_organ(text: str) -> bool:
    """Tell whether a text is the name of an organ."""
    name = compact(text)
    return 2 <= len(name) <= _LONGEST_NAME and name.endswith(ORGAN_ENDINGS) and not _NO_NAME.search(name)


def organ_spans(text: str) -> list[tuple[int, int]]:
    """Return where the names in a text stand that holds names of organs alone, parted by blanks or 、; [] if not."""
    for separator in (re.compile(r"[ \u3000\t]+|、"), re.compile(r"[ \u3000\t]{2,}|\t")):
        spans: list[tuple[int, int]] = []
        start = 0
        for found in [*separator.finditer(text), None]:
            end = found.start() if found else len(text)
            if text[start:end].strip():
                spans.append((start, end))
            start = found.end() if found else end
        if spans and all(is_organ(text[first:last]) for first, last in spans):
            return spans
    return [(0, len(text))] if is_organ(text) else []


def person_names(text: str) -> tuple[str, ...]:
    """Return the names of people in a text, parted by 、 or blanks; a short name may have blanks inside."""
    names: list[str] = []
    for part in re.split(r"[、，]|[ \u3000]{2,}", text):
        for is_spaced, words in groupby(part.split(), key=lambda word: len(word) == 1):
            run = list(words)
            names += _unspaced("".join(run)) if is_spaced else run
    return tuple(names)


def _unspaced(characters: str) -> list[str]:
    """Return the names that stand character by character: of two each, or one of three."""
    length = _LONGEST_SPACED if len(characters) == _LONGEST_SPACED else 2
    return [characters[start : start + length] for start in range(0, len(characters), length)]


def person(text: str) -> re.Match[str] | None:
    """Return the post and the name of a person who signs."""
    return _PERSON.fullmatch(text.strip())


def is_post(text: str) -> bool:
    """Tell whether a text is the post of a person who signs, without a name: 市长."""
    post = compact(text)
    return 2 <= len(post) <= _LONGEST_POST and post.endswith(tuple(POSTS)) and not _NO_NAME.search(post)


def title_organs(title: str) -> tuple[str, ...]:
    """Return the organs that a title begins with."""
    found = _TITLE_ORGAN.match(title)
    if found is None:
        return ()
    text = found["organ"].strip()
    spans = organ_spans(text)
    if len(spans) > 1:
        return tuple(without_blanks(text[first:last]) for first, last in spans)
    name = without_blanks(text)
    return (name,) if len(name) <= _LONGEST_NAME and not _NO_NAME.search(name) else ()
