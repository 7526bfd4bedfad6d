"""Import every document of a corpus of real 公文 and compare it with the facts that were read by hand.

    python -m bench.corpus [FOLDER] [--save]      # FOLDER: ../shared/corpus; --save writes bench/CORPUS.md

A folder holds raw.txt and facts.yaml. Facts are counted one by one: every name of a list is one, and so is the number
of headings of each level. A fact is right, wrong (something else was found), missed (nothing was found); something
that was found where the facts have nothing is invented. A fact that raw.txt does not contain is not counted.

Both sides are compared without blanks and closing colons, in simplified characters, brackets, commas and colons in
full width, brackets of a number as 〔〕, dates as year, month, day; a date of adoption may stand in 题注. Recall is the
share of the characters of raw.txt that are in the source, or were left out or repaired by name.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import opencc
import yaml

from typeset.importing import import_file
from typeset.model import Division, Document, Heading, OfficialDate, Paragraph, Table, document_from_mapping
from typeset.model import find_numbering as numbering_of
from typeset.model.inline import parse_spans, text_of
from typeset.readers.imported import Imported

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared/corpus"
RESULTS = ROOT / "bench/CORPUS.md"
KEYS = (
    *(
        "文种",
        "发文机关",
        "发文字号",
        "标题",
        "主送机关",
        "密级",
        "紧急程度",
        "签发人",
        "附件",
        "署名",
        "成文日期",
        "附注",
        "抄送",
    ),
    *("印发机关", "印发日期"),
)
LEVELS = {"主文": "编号层次_主文", "附件": "编号层次_附件或被印发转发件"}
_SIMPLIFIED = opencc.OpenCC("t2s")
_FULL_WIDTH = str.maketrans("()[],:;?!\"'’”‘", "（）〔〕，：；？！“““““")
_DASHES = re.compile("[-–—―－～~]")
_DATE = re.compile("[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日")


@dataclass
class Score:
    """What became of the facts of a document."""

    name: str
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    characters: int = 0
    lost: list[str] = field(default_factory=list)

    @property
    def facts(self) -> int:
        """How many facts there are."""
        return self.right + len(self.wrong) + len(self.missed)

    @property
    def recall(self) -> float:
        """Share of the characters that are accounted for."""
        return 1 - sum(map(len, self.lost)) / max(self.characters, 1)


def normal(text: str) -> str:
    """Return a text as both sides are compared."""
    plain = _SIMPLIFIED.convert(re.sub(r"\s", "", text)).translate(_FULL_WIDTH)
    return _DASHES.sub("—", plain)


def texts(value: object) -> list[str]:
    """Return the items of a fact or of a value of a source."""
    if value is None or value == "":
        return []
    if isinstance(value, Mapping):
        return ["".join(map(str, value.values()))]
    return [text for item in value for text in texts(item)] if isinstance(value, list | tuple) else [str(value)]


def found_facts(imported: Imported, document: Document) -> dict[str, list[str]]:
    """Return what was recognised under the keys of the facts."""
    found = {key: texts(imported.data.get(key)) for key in KEYS}
    found["文种"] = [document.document_type] if document.document_type else []
    found["发文机关"] = [issuer.name for issuer in document.issuers if issuer.name not in imported.missing]
    found["附件"] = [part.title or "" for part in document.attachments]
    if document.format == "命令":
        found["标题"] = [f"{document.issuers[0].name}令（{document.number.text if document.number else ''}）"]
        found["发文字号"] = []
    found["成文日期"] = [iso(document.date)] if document.date else []
    found["附注"] = list(document.notes)
    for key in imported.missing:
        found[key] = []
    return found


def iso(date: OfficialDate) -> str:
    """Return a date as the facts write it."""
    return f"{date.year}-{date.month:02}-{date.day:02}"


def compare(facts: Mapping[str, Any], imported: Imported, raw: str) -> Iterator[tuple[str, str, str]]:
    """Yield (outcome, wanted, found) for every fact."""
    document = document_from_mapping(imported.data)
    found = found_facts(imported, document)
    adopted = [iso(OfficialDate.parse(text)) for text in _DATE.findall(document.title_note or "")]
    if facts.get("成文日期") in adopted and not found["成文日期"]:
        found["成文日期"] = [facts["成文日期"]]
    stated = normal(raw)
    for key in KEYS:
        wanted = [normal(text) for text in texts(facts.get(key))]
        if key == "文种":
            wanted = [text.removesuffix("（令）") for text in wanted]
        elif key != "成文日期":
            wanted = [text for text in wanted if text in stated or text.strip("（）") in stated or key == "标题"]
        yield from outcomes(
            key, wanted, [normal(text).rstrip("：") for text in found[key]], has_fact=bool(facts.get(key))
        )
    for part, key in LEVELS.items():
        counts = level_counts(document, part)
        for level, number in (facts.get(key) or {}).items():
            yield from outcomes(f"{part}{level}", [str(number)], [str(counts[level])] if counts[level] else [], True)


def outcomes(key: str, wanted: Sequence[str], found: Sequence[str], has_fact: bool) -> Iterator[tuple[str, str, str]]:
    """Yield the outcome of every item of one key."""
    rest = list(found)
    for text in wanted:
        if text in rest:
            rest.remove(text)
            yield "right", key, text
        elif rest and len(found) >= len(wanted):
            yield "wrong", f"{key}：{text}", rest.pop(0)
        else:
            yield "missed", f"{key}：{text}", ""
    if not (has_fact and not wanted):
        yield from (("invented", f"{key}：{text}", "") for text in rest)


def level_counts(document: Document, part: str) -> Counter[str]:
    """Count the numberings of each level in the text, or in the parts behind it."""
    bodies = [document.body] if part == "主文" else [inner.body for _, inner in document.parts()]
    counts: Counter[str] = Counter()
    for block in (block for body in bodies for block in body):
        if isinstance(block, Heading):
            counts[f"L{block.level}"] += 1
        elif isinstance(block, Paragraph) and (numbering := numbering_of(block.text)):
            counts[f"L{numbering.level}"] += 1
        elif isinstance(block, Division):
            counts[block.kind] += 1
        elif isinstance(block, Table):
            counts["table_rows"] += len(block.header) + len(block.rows)
    return counts


def all_text(tree: object) -> Iterator[str]:
    """Yield every text of a source without its markup."""
    if isinstance(tree, Mapping):
        if tree.get("格式") == "命令":
            yield f"{tree['发文机关']}令{tree.get('发文字号', '')}"
        for key, item in tree.items():
            yield from () if key in ("跨行", "跨列") else all_text(item)
    elif isinstance(tree, list | tuple):
        for item in tree:
            yield from all_text(item)
    else:
        yield text_of(parse_spans(str(tree)))


def lost_lines(raw: str, imported: Imported) -> Iterator[str]:
    """Yield the lines of a raw text that are not accounted for."""
    there = normal("".join(all_text(imported.data)))
    out = {normal(text) for _, text in imported.left_out}
    changes = {change for repair in imported.repairs if (change := least_change(repair.before, repair.after))}
    for line in raw.splitlines():
        text = normal(line)
        if text and not is_there(text, there, out):
            for before, after in changes:
                text = text.replace(before, after)
            if not is_there(text, there, out):
                yield text


def least_change(before: str, after: str) -> tuple[str, str] | None:
    """Return what a repair changes with one character before it, None when nothing but blanks."""
    one, two = normal(before.replace("↵", "")), normal(after)
    if one == two:
        return None
    start = shared_length(one, two)
    end = shared_length(one[start:][::-1], two[start:][::-1])
    first = max(start - 1, 0)
    return one[first : len(one) - end], two[first : len(two) - end]


def shared_length(one: str, two: str) -> int:
    """Return how many characters two texts begin with alike."""
    return next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))


def is_there(text: str, there: str, out: Iterable[str]) -> bool:
    """Tell whether a line is in the source, perhaps without a label or without the marks between its names."""
    bare = re.sub("^#+|^附件(?:[0-9]*：|：?$)|^文号：|<！—.*—>|[（）：]", "", text)
    cells = re.split("，", bare)
    plain = re.sub("[（）：]", "", there)
    return text in there or text in out or bare in plain or all(cell in plain for cell in cells)


def score(folder: Path) -> Score:
    """Import a document and compare it with its facts."""
    raw = (folder / "raw.txt").read_text(encoding="utf-8")
    facts = yaml.safe_load((folder / "facts.yaml").read_text(encoding="utf-8"))
    imported = import_file(folder / "raw.txt")
    made = Score(folder.name, characters=len(re.sub(r"\s", "", raw)))
    for outcome, wanted, found in compare(facts, imported, raw):
        if outcome == "right":
            made.right += 1
        else:
            getattr(made, outcome).append(f"{wanted}{f' ≠ {found}' if found else ''}")
    made.lost += lost_lines(raw, imported)
    return made


def report(scores: Sequence[Score]) -> str:
    """Return the table of all documents, and what was not right."""
    heads = ("document", "facts", "right", "wrong", "missed", "invented", "recall")
    rows = [(s.name, s.facts, s.right, len(s.wrong), len(s.missed), len(s.invented), f"{s.recall:.2%}") for s in scores]
    total = [sum(int(row[column]) for row in rows) for column in range(1, 6)]
    characters = sum(s.characters for s in scores)
    lost = sum(len(line) for s in scores for line in s.lost)
    rows.append(("all", *total, f"{1 - lost / max(characters, 1):.2%}"))
    lines = [" | ".join(map(str, row)) for row in (heads, ("---", *["--:"] * 6), *rows)]
    share = f"{total[1] / max(total[0], 1):.1%} of {total[0]} facts right, {total[4]} invented."
    details = [
        f"- {s.name}: {what} {text}"
        for s in scores
        for what in ("wrong", "missed", "invented", "lost")
        for text in getattr(s, what)
    ]
    return "\n".join([*(f"| {line} |" for line in lines), "", share, *(["", *details] if details else [])])


def main() -> None:
    """Print the table, and save it when told to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--save", action="store_true", help=f"write {RESULTS.name}")
    options = parser.parse_args()
    table = report([score(path.parent) for path in sorted(options.folder.glob("*/facts.yaml"))])
    print(table)
    if options.save:
        title = "Made by `python -m bench.corpus --save`; its docstring says what is counted."
        RESULTS.write_text(f"# Import of real documents\n\n{title}\n\n{table}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
