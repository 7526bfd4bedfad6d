"""Who issues a document (发文机关, 7.2.4): from the title, the mark, the signature, else from the text."""

import re
from collections.abc import Sequence

from typeset.proofreading import PassageKind
from typeset.readers.manuscript import ManuscriptParagraph
from typeset.readers.recognition.bodies import Tree
from typeset.readers.recognition.heads import Head, title
from typeset.readers.recognition.names import is_organ, is_post, title_organs
from typeset.readers.recognition.rows import Row, Wording, compact, without_blanks
from typeset.readers.recognition.tails import Tail
from typeset.readers.recognition.words import MARK, MINUTES_MARK

_DECIDES = re.compile(r"(?:^|[，。；])(?P<organ>[\u4e00-\u9fff]{2,30}?)(?:研究)?决定")

_MEETING = re.compile("第[一二三四五六七八九十百0-9]{1,5}次[\u4e00-\u9fff]{0,8}会议$")
"""A title may say which meeting resolved; the organ whose meeting it was is in the mark."""


def issuer_names(head: Head, tail: Tail, first_rows: Sequence[Row]) -> list[ManuscriptParagraph]:
    """Return the names of the issuers, each where it was found; `first_rows` are the first of the text."""
    if head.order is not None:
        return [ManuscriptParagraph(head.order_organ, head.order.where)]
    whole = title(head)
    named = title_organs(whole.text) if whole is not None else ()
    marked = [ManuscriptParagraph(name, line.where) for line in head.mark if (name := mark_organ(line.text))]
    if named and not (marked and all(_MEETING.search(name) for name in named)):
        return [ManuscriptParagraph(name, head.title[0].where) for name in named]
    if marked:
        return marked
    if signed := [name for name in tail.names if not is_post(name.text)]:
        return [ManuscriptParagraph(without_blanks(name.text), name.where) for name in signed]
    for row in first_rows:
        if (decides := _DECIDES.search(row.compact)) and is_organ(decides["organ"]):
            return [ManuscriptParagraph(decides["organ"], row.where)]
    return []


def issuers(names: Sequence[ManuscriptParagraph], tail: Tail) -> Tree:
    """Return 发文机关, with the 署名 of those that sign by another name."""
    signed = [without_blanks(name.text) for name in tail.names if not is_post(name.text)]
    others = signed if len(signed) == len(names) else [name.text for name in names]
    made: list[Tree] = []
    for name, other in zip(names, others, strict=True):
        value = Wording(PassageKind.OTHER, (name,))
        made.append(value if name.text == other else {"名称": value, "署名": other})
    is_single = len(made) == 1 and isinstance(made[0], Wording)
    return made[0] if is_single else made


def mark_wording(head: Head) -> Wording | None:
    """Return 发文机关标志 as the file has it; None when it has none, or several organs with 文件 (the default)."""
    lines = head.mark
    is_file = any(compact(line.text).endswith("文件") for line in lines)
    if not lines or (is_file and sum(bool(mark_organ(line.text)) for line in lines) > 1):
        return None
    return Wording(PassageKind.OTHER, tuple(lines))


def mark_organ(text: str) -> str:
    """Return the organ that a line of a mark names, "" when it names none."""
    if found := MARK.fullmatch(text):
        return without_blanks(found["organ"])
    found = MINUTES_MARK.fullmatch(text)
    name = without_blanks(found["organ"] if found else text)
    return name if is_organ(name) else ""
