"""What is different between two files, in the terminal and as JSON."""

from collections import Counter
from collections.abc import Iterator

import click

from typeset.comparison import Change, ChangeKind, Comparison, Piece, summary
from typeset.errors import printable
from typeset.reports.json_text import json_object

FORM = 1
"""The version of the JSON; it goes up when a reader of the old form would be misled."""

KINDS = {
    ChangeKind.EDITED: "edited",
    ChangeKind.REMOVED: "removed",
    ChangeKind.ADDED: "added",
    ChangeKind.MOVED: "moved",
}

CONTEXT = 16
"""Characters of what did not change that are shown on each side of a change."""

LONGEST_SHOWN = 240
"""Characters of one removed or added piece that are shown in the terminal."""

_CUT = "……"


def difference_lines(comparison: Comparison, *, has_colours: bool) -> Iterator[str]:
    """Yield the lines to print; without colours, words are marked as wdiff marks them: [-旧-]{+新+}."""
    yield f"原稿 {comparison.old_file}"
    yield f"新稿 {comparison.new_file}"
    for note in comparison.notes:
        yield f"　　 {note}"
    yield ""
    for change in comparison.changes:
        yield _bold(f"{change.name}　{change.kind}") + click.style(_place(comparison, change), dim=True)
        yield f"  {''.join(_shown(change, has_colours))}"
        yield ""
    yield _bold(summary(comparison.changes))


def _place(comparison: Comparison, change: Change) -> str:
    """Return where a change stands: （第12行 → 第13行，在“二、存在问题”下）."""
    words = [_lines(comparison.old_line(change), comparison.new_line(change))]
    words += [f"在“{_trimmed(change.heading, 20)}”下"] * bool(change.heading)
    words += [change.note] * bool(change.note)
    place = "，".join(filter(None, words))
    return f"（{place}）" if place else ""


def _lines(old: int | None, new: int | None) -> str:
    if old is None or new is None:
        side = "原稿" if new is None else "新稿"
        return f"{side}第{old or new}行" if old or new else ""
    return f"第{old}行" if old == new else f"第{old}行 → 第{new}行"


def _shown(change: Change, has_colours: bool) -> Iterator[str]:
    """Yield the pieces of a change, what did not change cut down to what stands near."""
    if change.before == change.after:
        yield _trimmed(_on_a_line(change.before), 2 * CONTEXT)
        return
    last = len(change.words) - 1
    for index, piece in enumerate(change.words):
        if piece.kind == "same":
            yield _context(_on_a_line(piece.text), opens=index == 0, closes=index == last)
        else:
            yield _marked(piece, has_colours)


def _context(text: str, *, opens: bool, closes: bool) -> str:
    """Return the ends of a text that stand beside a change."""
    before, after = "" if opens else text[:CONTEXT], "" if closes else text[-CONTEXT:]
    return text if len(text) <= len(before) + len(after) + len(_CUT) else f"{before}{_CUT}{after}"


def _marked(piece: Piece, has_colours: bool) -> str:
    text = _trimmed(_on_a_line(piece.text), LONGEST_SHOWN)
    if not has_colours:
        return f"[-{text}-]" if piece.kind == "removed" else f"{{+{text}+}}"
    if piece.kind == "removed":
        return click.style(text, fg="red", strikethrough=True)
    return click.style(text, fg="green")


def _on_a_line(text: str) -> str:
    return printable(text.replace("\n", "↵"))


def _trimmed(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - CONTEXT]}{_CUT}{text[-CONTEXT:]}（共{len(text)}字）"


def _bold(text: str) -> str:
    return click.style(text, bold=True)


def difference_json(comparison: Comparison) -> str:
    """Return the comparison as one JSON object."""
    content = {
        "old": comparison.old_file,
        "new": comparison.new_file,
        "notes": list(comparison.notes),
        "summary": {
            "changes": len(comparison.changes),
            "elements": dict(Counter(change.element for change in comparison.changes)),
        },
        "changes": [_change(change, comparison) for change in comparison.changes],
    }
    return json_object(FORM, content)


def _change(change: Change, comparison: Comparison) -> dict[str, object]:
    return {
        "kind": KINDS[change.kind],
        "element": change.element,
        "name": change.name,
        "old_path": change.path,
        "new_path": change.new_path,
        "old_line": comparison.old_line(change),
        "new_line": comparison.new_line(change),
        "heading": change.heading or None,
        "note": change.note or None,
        "before": change.before,
        "after": change.after,
        "words": [{"kind": piece.kind, "text": piece.text} for piece in change.words],
    }
