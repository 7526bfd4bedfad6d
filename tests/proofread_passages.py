"""Passages for the tests of the text rules, and the transcript of the notice with its pages joined."""

import re
from pathlib import Path

from typeset.proofreading import Certainty, Passage, PassageKind, Remark, corrected, proofread

TRANSCRIPT = Path(__file__).parent / "data/notice-transcript.txt"
_KINDS = (
    PassageKind.OTHER,
    PassageKind.NUMBER,
    PassageKind.TITLE,
    PassageKind.ADDRESSEES,
    PassageKind.PARAGRAPH,
    PassageKind.NOTE,
    PassageKind.TITLE,
)


def remarks_on(text: str, kind: PassageKind = PassageKind.PARAGRAPH, *, rule: str | None = None) -> list[Remark]:
    """What the rules, or one of them, say of a passage that stands alone."""
    return [remark for remark in proofread([Passage(text, kind)])[0] if rule in (None, remark.rule)]


def fixed(text: str, kind: PassageKind = PassageKind.PARAGRAPH) -> str:
    """A passage with all that is certain corrected."""
    return corrected(text, remarks_on(text, kind))


def doubted(text: str, rule: str, kind: PassageKind = PassageKind.PARAGRAPH) -> list[tuple[str, str | None]]:
    """What a rule proposes or notes without being certain: the characters and what should replace them."""
    found = remarks_on(text, kind, rule=rule)
    return [(text[r.start : r.end], r.replacement) for r in found if r.certainty is not Certainty.CERTAIN]


def rules_that_fire(text: str, kind: PassageKind = PassageKind.PARAGRAPH) -> set[str]:
    """The ids of the rules that have something to say of a passage."""
    return {remark.rule for remark in remarks_on(text, kind)}


def notice_passages() -> list[Passage]:
    """The passages of the transcript: head, notice, title of the summary, its paragraphs joined over the pages."""
    lines = [line for line in TRANSCRIPT.read_text(encoding="utf-8").splitlines() if line.strip()]
    head, summary = lines[: len(_KINDS)], lines[len(_KINDS) :]
    passages = [Passage(text, kind) for text, kind in zip(head, _KINDS, strict=True)]
    paragraphs = [summary[0]]
    for line in summary[1:]:
        if re.match(r"\d+\. ", line):
            paragraphs.append(line)
        else:
            paragraphs[-1] += line
    return [*passages, *map(Passage, paragraphs)]
