"""Text of runs with the inline markup of a source: `**bold**`, `[^note]`, backslashes where a character is neither."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from typeset.model import Division, Span, parse_body
from typeset.model.inline import source_of
from typeset.readers.word.content import Run

Noted = Callable[[Run], str | None]


def marked(spans: Sequence[Span]) -> str:
    """Return the text that a source writes for spans, which `parse_spans` reads as the same again."""
    return source_of(tuple(_joined(spans)))


def _joined(spans: Sequence[Span]) -> Iterable[Span]:
    """Yield spans, those side by side that are set alike as one."""
    for (is_bold, note), group in groupby(spans, key=lambda span: (span.bold, span.note)):
        if note is not None:
            yield from (Span("", note=span.note) for span in group)
        elif text := "".join(span.text for span in group):
            yield Span(text, is_bold)


def spans_of(runs: Iterable[Run], *, is_bold: Callable[[Run], bool], note_of: Noted) -> tuple[Span, ...]:
    """Return runs as spans; `note_of` tells the mark of the footnote that a run calls, None for text."""
    return tuple(
        Span(run.text, is_bold(run)) if (mark := note_of(run)) is None else Span("", note=mark) for run in runs
    )


def is_article(text: str) -> bool:
    """Tell whether a line of text opens a 条."""
    if not text.startswith("第"):
        return False
    (block,) = parse_body([text[:40]])
    return isinstance(block, Division) and block.kind == "条"
