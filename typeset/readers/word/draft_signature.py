"""署名 of a draft: the organs that sign, or the people with 职务 and 签名章."""

from collections.abc import Sequence

from typeset.readers.word.content import Paragraph
from typeset.readers.word.draft_head import Segment, segments

STAMP = "签名章"


def signature_data(paragraphs: Sequence[Paragraph]) -> object:
    """Return 署名 as a source writes it: a text, a list of texts, {职务, 姓名} or a list of such; None without one."""
    lines = [(segments(paragraph), _stamped(paragraph)) for paragraph in paragraphs]
    if any(stamp for _, stamp in lines) or any(part.is_kaiti for parts, _ in lines for part in parts):
        people = _people(lines)
        return people[0] if len(people) == 1 else people or None
    names = [part.text for parts, _ in lines for part in parts if part.text]
    return names[0] if len(names) == 1 else names or None


def _stamped(paragraph: Paragraph) -> list[str]:
    """Return the names of the people whose 签名章 stand on a line."""
    described = (picture.description for picture in paragraph.pictures)
    return [text.removesuffix(STAMP) for text in described if text.endswith(STAMP)]


def _people(lines: Sequence[tuple[tuple[Segment, ...], list[str]]]) -> list[dict[str, str]]:
    """Return the people; lines that have no name of their own go on with the 职务 of the one before."""
    people: list[dict[str, str]] = []
    for parts, stamps in lines:
        posts = "".join(part.text for part in parts if not part.is_kaiti)
        names = "".join(part.text for part in parts if part.is_kaiti) or "".join(stamps)
        if people and not (posts and names):
            people[-1] = {"职务": people[-1]["职务"] + posts, "姓名": people[-1]["姓名"] + names}
        elif posts or names:
            people.append({"职务": posts, "姓名": names})
    return people
