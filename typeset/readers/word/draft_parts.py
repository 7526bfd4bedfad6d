"""The parts of a draft while it is read: the document itself, what it issues, its attachments, each with its own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from typeset.characters import LIST_MARKS
from typeset.readers.word.content import Paragraph, Picture
from typeset.readers.word.draft_head import stated_runs
from typeset.readers.word.draft_signature import signature_data

_LIST_LABEL = re.compile("附件[：:]")
_LIST_NUMBER = re.compile(r"([0-9]{1,3})[.．](\s*)")
_LABEL = re.compile(r"附件\s*([0-9]*)\s*$")


@dataclass
class DraftPart:
    """What a draft says of a document, an attachment or an issued text."""

    kind: Literal["document", "issued", "attachment"] = "document"
    label: int = 1
    titles: list[str] = field(default_factory=list)
    subtitles: list[str] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)
    blocks: list[dict[str, object]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    attendance: dict[str, object] = field(default_factory=dict)
    signature: list[Paragraph] = field(default_factory=list)
    date: str = ""
    notes: list[str] = field(default_factory=list)
    has_contents: bool = False
    is_ended: bool = False
    parts: list["DraftPart"] = field(default_factory=list)
    seals: list[Picture] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The title, its lines joined; those of several paragraphs stay lines."""
        return "\n".join(title for title in self.titles if title)

    def add_name(self, text: str) -> None:
        """Add a line of 附件说明."""
        label = _LIST_LABEL.match(text)
        self.lines.append(text[label.end() :] if label else text)

    @property
    def names(self) -> list[str]:
        """The names of the attachments, without the numbers of a list."""
        is_list = len(self.lines) > 1
        return [_without_number(line, number, is_list=is_list) for number, line in enumerate(self.lines, start=1)]

    def add_attendance(self, text: str) -> None:
        """Add a line of 出席, 请假 or 列席."""
        key, mark, names = text.partition("：")
        if mark and key.strip() in ("出席", "请假", "列席"):
            self.attendance[key.strip()] = names.strip()
        elif self.attendance:
            last = list(self.attendance)[-1]
            self.attendance[last] = f"{self.attendance[last]}{text}"
        else:
            self.blocks.append({"段落": text})

    def add_date(self, paragraph: Paragraph) -> None:
        """Add 成文日期; a placeholder is no date."""
        text = "".join(run.text for run in stated_runs(paragraph)).strip()
        self.date = text or self.date
        self.is_ended = True

    def awaits(self, number: int, title: str) -> bool:
        """Tell whether 附件说明 names an attachment of a number and title that has not come yet."""
        place = number - 1
        if not 0 <= place < len(self.names) or any(part.label == number for part in self.parts_of("attachment")):
            return False
        return not title or plain_name(title) == plain_name(self.names[place])

    def parts_of(self, kind: str) -> list["DraftPart"]:
        """Return the parts of a kind, in order."""
        return [part for part in self.parts if part.kind == kind]


def _without_number(line: str, number: int, *, is_list: bool) -> str:
    """Return a line of 附件说明 without its number, which one alone has only where it was one of several."""
    found = _LIST_NUMBER.match(line)
    if found is None or int(found[1]) != number or not (is_list or found[2]):
        return line.strip()
    return line[found.end() :].strip()


def plain_name(title: str) -> str:
    """Return a title as 附件说明 gives it."""
    return title.replace("\n", "").strip().rstrip(LIST_MARKS)


def label_number(text: str) -> int | None:
    """Return the number of 附件 at the head of an attachment, 1 for one alone; None for another text."""
    found = _LABEL.search(text.strip())
    return None if found is None else int(found[1] or 1)


def part_data(part: DraftPart) -> dict[str, object]:
    """Return what a draft says of a part, under the keys of a source."""
    data: dict[str, object] = {"标题": part.title, **_subtitles(part.subtitles)}
    data |= {"主送机关": "".join(part.addressees).strip().rstrip("：: ")}
    data |= {"正文": part.blocks, "署名": signature_data(part.signature), "成文日期": part.date}
    data |= {"附注": part.notes, "目录": "是" if part.has_contents else "", **part.attendance}
    data |= {"附件": _attachments(part), "印发件": [part_data(each) for each in part.parts_of("issued")]}
    return {key: value for key, value in data.items() if value}


def _subtitles(texts: list[str]) -> Mapping[str, object]:
    """Return 题注, which stands in brackets, and 发文字号 of a part, which does not."""
    notes = [text for text in texts if text.startswith(("（", "("))]
    numbers = [text for text in texts if not text.startswith(("（", "("))]
    note = "".join(notes)
    return {"发文字号": "".join(numbers), "题注": note[1:-1] if _is_one_bracket(note) else note}


def _is_one_bracket(text: str) -> bool:
    """Tell whether the first bracket of a text is closed by its last character."""
    depth = 0
    for place, character in enumerate(text):
        depth += (character in "（(") - (character in "）)")
        if depth == 0:
            return place == len(text) - 1
    return False


def _attachments(part: DraftPart) -> list[dict[str, object]]:
    """Return the attachments, those that are only named too, in the order of 附件说明."""
    bound = {each.label: each for each in part.parts_of("attachment")}
    found: list[dict[str, object]] = []
    for number, name in enumerate(part.names, start=1):
        own = bound.pop(number, None)
        found.append({"标题": name, "不随文": "是"} if own is None else {"标题": name} | part_data(own))
    return [*found, *(part_data(each) for each in bound.values())]
