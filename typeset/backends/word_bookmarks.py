"""What depends on all that stands before it in a Word draft: bookmarks, the second call of a footnote.

Bookmarks name the elements that programs look for: gw_title, the second one gw_title_2.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from typeset.backends.ooxml.values import NoteCall, Paragraph, Section, Table, Text
from typeset.backends.word_styles import BOOKMARK_OF_STYLE


def with_bookmarks(sections: Iterable[Section]) -> Iterator[Section]:
    """Yield the sections with the paragraphs of their elements named, every footnote called once."""
    seen: Counter[str] = Counter()
    for section in sections:
        yield replace(section, content=tuple(_named(item, seen) for item in section.content))


def _named(item: Paragraph | Table, seen: Counter[str]) -> Paragraph | Table:
    if isinstance(item, Paragraph):
        return _read(item, seen)
    rows = tuple(
        replace(
            row,
            cells=tuple(
                replace(cell, paragraphs=tuple(_read(each, seen) for each in cell.paragraphs)) for cell in row.cells
            ),
        )
        for row in item.rows
    )
    return replace(item, rows=rows)


def _read(paragraph: Paragraph, seen: Counter[str]) -> Paragraph:
    return _named_paragraph(_with_calls(paragraph, seen), seen)


def _with_calls(paragraph: Paragraph, seen: Counter[str]) -> Paragraph:
    """Return a paragraph whose calls of a note that was called before are its sign: Word would set the note again."""
    if not any(isinstance(run, NoteCall) for line in paragraph.lines for run in line):
        return paragraph
    lines = tuple(
        tuple(_call(run, seen) if isinstance(run, NoteCall) else run for run in line) for line in paragraph.lines
    )
    return replace(paragraph, lines=lines)


def _call(call: NoteCall, seen: Counter[str]) -> NoteCall | Text:
    name = f"note {call.note}"
    seen[name] += 1
    return call if seen[name] == 1 else Text(call.sign, style=call.style)


def _named_paragraph(paragraph: Paragraph, seen: Counter[str]) -> Paragraph:
    """Name a paragraph, or the runs in it that are to be found by themselves: those of several elements on a line."""
    if any(isinstance(run, Text) and run.bookmark for line in paragraph.lines for run in line):
        lines = tuple(
            tuple(
                replace(run, bookmark=_next(run.bookmark, seen)) if isinstance(run, Text) and run.bookmark else run
                for run in line
            )
            for line in paragraph.lines
        )
        return replace(paragraph, lines=lines)
    name = BOOKMARK_OF_STYLE.get(paragraph.style)
    if name is None or not any(paragraph.lines):
        return paragraph
    return replace(paragraph, bookmarks=(_next(name, seen), *paragraph.bookmarks))


def _next(name: str, seen: Counter[str]) -> str:
    seen[name] += 1
    return name if seen[name] == 1 else f"{name}_{seen[name]}"
