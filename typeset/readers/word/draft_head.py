"""The 版头 and the 版记 of a draft: what stands on one line there is parted by tab stops, as one line or several."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from typeset.characters import LIST_MARKS
from typeset.readers.word.content import Paragraph, Run, Table
from typeset.readers.word.draft_styles import MARK, PLACEHOLDER, SIGNER, kind_of

SIGNERS_LABEL = "签发人："
_COPY_NUMBER = re.compile("[0-9]{6}")
_SECRECY = re.compile("(绝密|机密|秘密)(?:★(.*))?")
_URGENCY = re.compile("特急|加急")
_NAMES_APART = re.compile(r"[、，,\s]+")
_PRINTED = re.compile(r"(.*?)\s*((?:[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)?)印发")
_ORGANS = re.compile("(?:抄送|主送|分送)[：:]")


@dataclass(frozen=True, slots=True)
class Segment:
    """What stands between two tab stops of a line; placeholders of missing facts are left out."""

    text: str
    is_name: bool = False
    is_kaiti: bool = False


def segments(paragraph: Paragraph) -> tuple[Segment, ...]:
    """Return what stands on the lines of a paragraph, parted by its tab stops."""
    groups: list[list[Run]] = [[]]
    for run in stated_runs(paragraph):
        for number, text in enumerate(run.text.replace("\n", "").split("\t")):
            if number:
                groups.append([])
            groups[-1].append(Run(text, run.look))
    return tuple(_segment(group) for group in groups if "".join(run.text for run in group).strip())


def _segment(runs: Sequence[Run]) -> Segment:
    text = "".join(run.text for run in runs).strip()
    shown = [run for run in runs if run.text.strip()]
    return Segment(
        text, all(run.look.style == SIGNER for run in shown), all("楷" in run.look.own_face for run in shown)
    )


def stated_runs(paragraph: Paragraph) -> tuple[Run, ...]:
    """Return the runs of a paragraph that state something; what was typed over a placeholder is a fact."""
    groups = groupby(paragraph.runs, key=lambda run: run.look.style == PLACEHOLDER)
    found: list[Run] = []
    for is_placeholder, group in groups:
        runs = list(group)
        found += [] if is_placeholder and any("×" in run.text for run in runs) else runs
    return tuple(found)


def head_data(paragraphs: Iterable[Paragraph]) -> dict[str, object]:
    """Return 份号, 密级, 紧急程度, 发文字号 and 签发人 from the lines of the 版头."""
    data: dict[str, object] = {}
    number: list[str] = []
    names: list[str] = []
    for paragraph in paragraphs:
        has_label = False
        for part in _signers_apart(paragraph):
            text = part.text
            if part.is_name or has_label:
                names += [text] if part.is_name else _NAMES_APART.split(text)
            elif text == SIGNERS_LABEL:
                has_label = True
            elif _COPY_NUMBER.fullmatch(text):
                data["份号"] = text
            elif found := _SECRECY.fullmatch(text):
                data["密级"] = found[1]
                data |= {"保密期限": found[2]} if found[2] else {}
            elif _URGENCY.fullmatch(text):
                data["紧急程度"] = text
            elif text:
                number.append(text)
    data |= {"发文字号": "".join(number)} if number else {}
    return data | ({"签发人": [name for name in names if name]} if names else {})


def _signers_apart(paragraph: Paragraph) -> Iterator[Segment]:
    """Yield the segments of a line, the label 签发人： parted from the name that follows it without a step."""
    for runs in _grouped(stated_runs(paragraph)):
        text = "".join(run.text for run in runs).strip()
        is_name = all(run.look.style == SIGNER for run in runs if run.text.strip())
        label, found, rest = text.partition(SIGNERS_LABEL)
        if found:
            yield from (Segment(each) for each in (label.strip(), SIGNERS_LABEL) if each)
            yield from (Segment(rest.strip()),) if rest.strip() else ()
        elif text:
            yield Segment(text, is_name)


def _grouped(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """Yield the runs of a line between tab stops; names are parted from what is none."""
    group: list[Run] = []
    for run in runs:
        for number, text in enumerate(run.text.replace("\n", "").split("\t")):
            is_other = bool(group) and (group[-1].look.style == SIGNER) != (run.look.style == SIGNER)
            if (number or is_other) and group:
                yield group
                group = []
            if text:
                group.append(Run(text, run.look))
    if group:
        yield group


def joint_mark(table: Table) -> list[str]:
    """Return the names of a mark of several lines and the word beside them, which comes last; empty for other tables.

    A word that is not there is "".
    """
    texts = [[(kind_of(p), p.text.strip()) for p in cell.paragraphs] for cell in table.cells]
    if not any(kind == MARK and text for cell in texts for kind, text in cell):
        return []
    names = ["".join(p.text.strip() for p in row.cells[0].paragraphs) for row in table.rows if row.cells]
    beside = [cell for row in table.rows for cell in row.cells[1:]]
    suffix = "".join(p.text.strip() for cell in beside for p in cell.paragraphs)
    return [*filter(None, names), suffix]


def organs(paragraph: Paragraph) -> str:
    """Return the organs of 抄送 or of 主送 in the 版记: without the label, without the mark at the end."""
    text = paragraph.text.replace("\n", "").strip()
    label = _ORGANS.match(text)
    return (text[label.end() :] if label else text).strip().rstrip(LIST_MARKS)


def printing_data(paragraph: Paragraph) -> dict[str, object]:
    """Return 印发机关 and 印发日期 as far as they are given."""
    text = "".join(run.text for run in stated_runs(paragraph)).replace("\n", "")
    found = _PRINTED.fullmatch(text.replace("\t", " ").strip())
    organ, day = (found[1], found[2]) if found else (text.replace("\t", " "), "")
    return {key: value for key, value in (("印发机关", organ.strip()), ("印发日期", day)) if value}
