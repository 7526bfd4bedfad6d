"""Turn a document of the corpus, raw text with facts read by hand, into a source of this program, by rules.

The facts say who issued it, its number, title, recipients, signature and date; what stands between the head and the
tail that they describe is the text. Nothing is corrected: characters stay as the raw text has them. It is no importer
of anything else.

    python -m tests.corpus ../shared/corpus FOLDER      # writes FOLDER/NAME.yaml
"""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

MISSING = "×××"
"""What stands for a name that the raw text lacks, where a source cannot do without."""

NOISE = (
    re.compile(r"<!--.*-->"),
    re.compile(r"《 ?人民日[报報] ?》.*版\)"),
)
REPRINTED_BY = "上海市绿化和市容管理局"
"""The site that set its name between the title and the text of 47."""

FORMATS = {"函": "信函", "命令（令）": "命令"}
DATE = re.compile(r"(?:\d{4}|[一二三四五六七八九〇○]{4})年\S{1,3}月\S{1,3}日")
_TITLE_NOTE = re.compile(r"[(（]?\d{4}年\d+月\d+日.*(?:通过|通過|会议|施行|公布)[)）]?")
_LONGEST_TITLE_LINES = 4
_END_MARKS = "。；：，！？:;,"
_BRACKETS = str.maketrans("()", "（）")


@dataclass(frozen=True)
class Line:
    """A line of the raw text; `opens` tells whether an empty line stands above it."""

    text: str
    opens: bool = False

    @property
    def compact(self) -> str:
        return compact(self.text)


@dataclass(frozen=True)
class Converted:
    """A source as a mapping, and the lines of the raw text that are no part of the document."""

    name: str
    data: Mapping[str, object]
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Tail:
    """Where a text ends and its signature begins; what is known of the signature."""

    end: int
    names: tuple[str, ...] = ()
    date: str = ""
    notes: tuple[str, ...] = ()
    rest: int = 0


def compact(text: str) -> str:
    """Return a text without any white space."""
    return re.sub(r"\s", "", text)


def convert(folder: Path) -> Converted:
    """Return a document of the corpus as the mapping of a source."""
    facts = yaml.safe_load((folder / "facts.yaml").read_text(encoding="utf-8"))
    lines = tuple(read_lines((folder / "raw.txt").read_text(encoding="utf-8")))
    head, start, left_out = _head(lines, facts)
    text = lines[start:]
    tail = _tail(text, facts)
    body, names = _without_attachment_list(text[: tail.end], facts)
    data: dict[str, object] = {**head, "正文": list(_blocks(body, facts))}
    data |= _parts(text[tail.rest :], names, facts)
    data |= {"署名": list(tail.names)} if tail.names else {}
    if head["格式"] == "命令" and tail.names:
        post, _, name = tail.names[0].partition(" ")
        data["署名"] = {"职务": post, "姓名": name}
    data |= {"成文日期": tail.date} if tail.date else {}
    data |= {"附注": list(tail.notes)} if tail.notes else {}
    return Converted(folder.name, {key: value for key, value in data.items() if value}, left_out)


def read_lines(raw: str) -> Iterator[Line]:
    """Yield the lines of a raw text that are not empty, without the marks of Markdown and the noise of web pages."""
    opens = True
    for line in raw.splitlines():
        text = re.sub(r"^#+ ", "", line.strip())
        if text and not any(noise.fullmatch(text) for noise in NOISE):
            yield Line(text, opens)
        opens = not text


def _head(lines: Sequence[Line], facts: Mapping[str, object]) -> tuple[dict[str, object], int, tuple[str, ...]]:
    """Return the keys of the head, where the text begins, and the lines before it that say nothing of the document."""
    first, last = _title_span(lines, str(facts["标题"] or ""))
    used = set(range(first, last))
    code = compact(str(facts["发文字号"]))
    number = next((i for i, line in enumerate(lines[:12]) if line.compact in (code, f"文号:{code}")), None)
    notes = [i for i in range(last, min(last + 4, len(lines))) if _TITLE_NOTE.fullmatch(lines[i].text)]
    wanted = [compact(name) for name in _texts(facts["主送机关"])]
    addressee = next((i for i in range(last, min(last + 6, len(lines))) if _is_addressee(lines[i], wanted)), None)
    used |= {i for i in (number, addressee, *notes) if i is not None}
    start = max([last, *(i + 1 for i in used)])
    start += lines[start].text == REPRINTED_BY
    kind = str(facts["文种"])
    title = "".join(_joined(line.text) for line in lines[first:last]) or f"{MISSING}{kind}"
    is_order = kind == "命令（令）"
    data: dict[str, object] = {
        "格式": FORMATS.get(kind, "公文"),
        "文种": kind,
        "发文机关": _issuers(facts),
        "发文字号": title.partition("(")[2].rstrip(")")
        if is_order
        else str(facts["发文字号"] if number is not None else ""),
        "标题": "" if is_order else title,
        "题注": "　".join(lines[i].text.strip("()（）") for i in notes),
        "主送机关": lines[addressee].text.rstrip("：:") if addressee is not None else "",
    }
    repeated = compact(title)
    left_out = tuple(lines[i].text for i in range(start) if i not in used and lines[i].compact != repeated)
    return data, start, left_out


def _title_span(lines: Sequence[Line], title: str) -> tuple[int, int]:
    """Return the lines of the title: the last that say what the facts say, else the first line of the text."""
    wanted = compact(title).translate(_BRACKETS)
    if not wanted:
        return 0, 0
    spans = [
        (first, first + count)
        for first in range(min(12, len(lines)))
        for count in range(1, _LONGEST_TITLE_LINES + 1)
        if "".join(line.compact for line in lines[first : first + count]).translate(_BRACKETS) == wanted
    ]
    return spans[-1] if spans else (0, 1)


def _joined(line: str) -> str:
    """Return a line of a title, letter-spacing written as blanks taken out."""
    return compact(line) if re.fullmatch(r"(?:\S )+\S", line) else line


def _is_addressee(line: Line, wanted: Sequence[str]) -> bool:
    return bool(wanted) and line.text.endswith(("：", ":")) and all(name in line.compact for name in wanted)


def _issuers(facts: Mapping[str, object]) -> list[object]:
    """Return 发文机关, with the 署名 of those that sign by another name."""
    names, signed = _texts(facts["发文机关"]), _texts(facts["署名"])
    if not names or len(names) != len(signed) or facts["文种"] == "命令（令）":
        return list(names) or [MISSING]
    return [name if name == other else {"名称": name, "署名": other} for name, other in zip(names, signed, strict=True)]


def _tail(lines: Sequence[Line], facts: Mapping[str, object]) -> Tail:
    """Find the signature that the facts describe: the names, the date, the notes after it."""
    wanted = compact(str(facts["成文日期_原文"] or ""))
    dates = [i for i, line in enumerate(lines) if wanted and line.compact == wanted]
    if not dates:
        return Tail(len(lines), rest=len(lines))
    names = [compact(name) for name in _texts(facts["署名"])]
    first = dates[0] - len(names)
    assert [line.compact for line in lines[first : dates[0]]] == names
    notes = [compact(note) for note in _texts(facts["附注"])]
    rest = dates[0] + 1
    while rest < len(lines) and lines[rest].compact in notes:
        rest += 1
    signed = tuple(re.sub(r"\s+", " ", line.text) for line in lines[first : dates[0]])
    return Tail(first, signed, lines[dates[0]].text, tuple(line.text for line in lines[dates[0] + 1 : rest]), rest)


def _without_attachment_list(lines: Sequence[Line], facts: Mapping[str, object]) -> tuple[Sequence[Line], list[str]]:
    """Return the lines of the text without 附件说明, and the names in it."""
    names = list(_texts(facts["附件"]))
    listed = [i for i, line in enumerate(lines) if line.text.startswith("附件：")] if names else []
    if not listed:
        return lines, []
    written = "".join(line.compact for line in lines[listed[-1] :]).removeprefix("附件：")
    assert written == "".join(map(compact, names)), "one attachment, without a number"
    return lines[: listed[-1]], names


def _parts(lines: Sequence[Line], names: Sequence[str], facts: Mapping[str, object]) -> dict[str, object]:
    """Return what is bound behind the signature: the attachments that were named, else issued texts."""
    if not lines:
        return {}
    if names:
        assert len(names) == 1 and lines[0].compact.rstrip("：") == "附件"
        return {"附件": [_attachment(lines[1:], names[0], facts)]}
    return {"印发件": [_issued(part) for part in _split(lines)]}


def _attachment(lines: Sequence[Line], name: str, facts: Mapping[str, object]) -> dict[str, object]:
    title = next(
        count
        for count in range(1, _LONGEST_TITLE_LINES + 1)
        if "".join(line.compact for line in lines[:count]) == compact(name)
    )
    return {"标题": name, "正文": list(_blocks(lines[title:], facts))}


def _split(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """Return the issued texts: one begins at every group of title lines that empty lines part from the rest."""
    starts = [0]
    for i in range(1, len(lines) - 1):
        is_alone = lines[i].opens and lines[i + 1].opens and not lines[i + 1].text.startswith("第")
        if is_alone and lines[i].text.endswith("的规定"):
            starts.append(i)
    return [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _issued(lines: Sequence[Line]) -> dict[str, object]:
    """Return a text that is issued or forwarded: title, recipients, text, signature and date of its own."""
    count = next(i for i in range(1, len(lines)) if lines[i].opens or lines[i].text.endswith("："))
    data: dict[str, object] = {"标题": "".join(_joined(line.text) for line in lines[:count])}
    rest = list(lines[count:])
    if rest[0].text.endswith("：") and len(rest[0].text) < 10:
        data["主送机关"] = rest.pop(0).text.rstrip("：")
    if DATE.fullmatch(rest[-1].text) and rest[-2].text[-1] not in _END_MARKS:
        data |= {"署名": rest[-2].text, "成文日期": rest[-1].text}
        rest = rest[:-2]
    return data | {"正文": list(_blocks(rest, {}))}


def _blocks(lines: Sequence[Line], facts: Mapping[str, object]) -> Iterator[object]:
    """Yield paragraphs as they stand, and tables: rows with tabs, or cells on a line each where the facts say so."""
    if tables := facts.get("表格"):
        columns = tables[0].get("列") if isinstance(tables, list) else None
        if columns and lines[0].text == "序号":
            cells = [_escaped(line.text) for line in lines]
            rows = [cells[i : i + columns] for i in range(0, len(cells), columns)]
            yield {"表格": {"表头": rows[0], "行": rows[1:]}}
            return
    rows: list[list[str]] = []
    for line in lines:
        if "\t" in line.text:
            rows.append([_escaped(cell.strip()) for cell in line.text.split("\t")])
            continue
        if rows:
            yield _table(rows)
            rows = []
        yield _escaped(line.text)
    if rows:
        yield _table(rows)


def _table(rows: Sequence[Sequence[str]]) -> dict[str, object]:
    """Return a table whose short rows lack cells at the left: a cell above covers them."""
    columns = len(rows[0])
    made: list[list[object]] = []
    for index, row in enumerate(rows[1:], start=1):
        first = columns - len(row)
        cells: list[object] = []
        for offset, text in enumerate(row):
            column = first + offset
            below = next((i for i, other in enumerate(rows[index + 1 :]) if columns - len(other) <= column), None)
            height = len(rows) - index if below is None else below + 1
            cells.append({"文": text, "跨行": str(height)} if height > 1 else text)
        made.append(cells)
    return {"表格": {"表头": list(rows[0]), "行": made}}


def _escaped(text: str) -> str:
    """Return a text of which nothing is markup."""
    text = text.replace("\\", "\\\\").replace("**", "\\*\\*").replace("[^", "\\[^")
    return f"\\{text}" if text.startswith("|") else text


def _texts(value: object) -> tuple[str, ...]:
    return () if not value else (value,) if isinstance(value, str) else tuple(map(str, value))  # type: ignore[call-overload]


def main() -> None:
    """Write every document of a corpus as a YAML source."""
    corpus, target = map(Path, sys.argv[1:3])
    target.mkdir(parents=True, exist_ok=True)
    for folder in sorted(path.parent for path in corpus.glob("*/facts.yaml")):
        made = convert(folder)
        text = yaml.safe_dump(dict(made.data), allow_unicode=True, sort_keys=False, width=10**6)
        (target / f"{made.name}.yaml").write_text(text, encoding="utf-8")
        print(made.name, *(f"\n  left out: {line}" for line in made.left_out))


if __name__ == "__main__":
    main()
