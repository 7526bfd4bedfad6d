"""What an import did to a file: in the terminal, and as JSON."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from typeset.errors import Where, printable
from typeset.proofreading import Certainty
from typeset.readers.imported import Imported, Repair
from typeset.reports.json_text import issue_object, json_object, place_object

FORM = 1
"""The version of the JSON; it goes up when a reader of the old form would be misled."""

MOST_SHOWN = 3
"""Examples of one rule that are shown where not every repair is asked for."""

_LONGEST_VALUE = 60
_SHOWN_KEYS = ("发文机关", "发文字号", "标题", "主送机关", "署名", "成文日期", "附注", "抄送", "印发机关", "印发日期")
_CERTAINTIES = {Certainty.CERTAIN: "certain", Certainty.PROPOSED: "proposed", Certainty.NOTED: "noted"}
_HEADINGS = {
    Certainty.CERTAIN: "已改",
    Certainty.PROPOSED: "建议改（没有改，写在源稿的注释里）",
    Certainty.NOTED: "存疑",
}


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome of one file: what was made of it and where it was written, or why that failed."""

    file: str
    imported: Imported | None = None
    target: Path | None = None
    failure: str = ""


def import_lines(report: ImportReport, *, shows_all: bool = False) -> Iterator[str]:
    """Yield the lines of a report: counts first, then details; every repair when `shows_all`."""
    if report.imported is None:
        yield report.failure
        return
    imported = report.imported
    yield f"{report.file} → {report.target or '（没有写出）'}"
    if report.failure:
        yield f"  {report.failure}"
    yield from _elements(imported)
    for certainty in Certainty:
        yield from _repairs([repair for repair in imported.repairs if repair.certainty is certainty], shows_all)
    if imported.missing:
        yield f"  原文没有写明：{'、'.join(imported.missing)}"
    yield from _left_out(imported.left_out, shows_all)
    for issue in imported.issues:
        yield f"  {issue.severity}：{_place(issue.where)}{issue.message}{f'；{issue.hint}' if issue.hint else ''}"


def _elements(imported: Imported) -> Iterator[str]:
    """Yield what was recognised."""
    for key in _SHOWN_KEYS:
        if key in imported.data:
            yield f"  {key}：{_shown(imported.data[key])}"
    bodies = [("正文", _count(imported.data.get("正文")))]
    for key in ("附件", "印发件"):
        parts = imported.data.get(key)
        for part in parts if isinstance(parts, list) else []:
            bodies.append((f"{key}《{_shown(part.get('标题', ''))}》", _count(part.get("正文"))))
    yield f"  {'；'.join(f'{name} {count} 段' for name, count in bodies)}"


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        text = " ".join(map(str, value.values()))
    elif isinstance(value, list):
        text = "，".join(map(_shown, value))
    else:
        text = str(value)
    return printable(text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 2]}……")


def _count(body: object) -> int:
    return len(body) if isinstance(body, list) else 0 if body is None else 1


def _repairs(repairs: Sequence[Repair], shows_all: bool) -> Iterator[str]:
    """Yield the number of repairs and the rules they follow, then the repairs of each rule."""
    if not repairs:
        return
    counts = Counter(repair.rule for repair in repairs)
    rules = "、".join(f"{rule} {count} 处" for rule, count in counts.most_common())
    yield f"  {_HEADINGS[repairs[0].certainty]} {len(repairs)} 处：{rules}"
    in_groups = sorted(repairs, key=lambda repair: (-counts[repair.rule], repair.rule))
    for _, group in groupby(in_groups, key=lambda repair: repair.rule):
        of_rule = list(group)
        shown = of_rule if shows_all else of_rule[:MOST_SHOWN]
        yield from (f"    {_repair_line(repair)}" for repair in shown)
        if len(of_rule) > len(shown):
            yield f"    ……另有 {len(of_rule) - len(shown)} 处 {of_rule[0].rule}，用 --verbose 看全部"


def _repair_line(repair: Repair) -> str:
    change = f"“{printable(repair.before)}”"
    if repair.after != repair.before:
        change += f" → “{printable(repair.after)}”"
    return f"{_place(repair.where)}{change}　{repair.message} [{repair.rule}]"


def _left_out(left_out: Sequence[tuple[Where, str]], shows_all: bool) -> Iterator[str]:
    if not left_out:
        return
    yield f"  不是公文内容、没有采用的 {len(left_out)} 行："
    shown = left_out if shows_all else left_out[: 2 * MOST_SHOWN]
    yield from (f"    {_place(where)}{_shown(text)}" for where, text in shown)
    if len(left_out) > len(shown):
        yield f"    ……另有 {len(left_out) - len(shown)} 行，用 --verbose 看全部"


def _place(where: Where) -> str:
    if where.line is None:
        return f"{where.page}页 " if where.page is not None else ""
    return f"{where.line}:{where.column or 1} "


def import_json(reports: Sequence[ImportReport]) -> str:
    """Return the reports as one JSON object."""
    return json_object(FORM, {"files": [_file(report) for report in reports]})


def _file(report: ImportReport) -> dict[str, object]:
    made: dict[str, object] = {
        "file": report.file,
        "target": str(report.target) if report.target else None,
        "failure": report.failure or None,
    }
    if report.imported is None:
        return made
    imported = report.imported
    return made | {
        "data": imported.data,
        "missing": list(imported.missing),
        "repairs": [_repair(repair) for repair in imported.repairs],
        "issues": [issue_object(issue) for issue in imported.issues],
        "left_out": [{"place": place_object(where), "text": text} for where, text in imported.left_out],
        "pictures": sorted(imported.pictures),
    }


def _repair(repair: Repair) -> dict[str, object]:
    return {
        "rule": repair.rule,
        "certainty": _CERTAINTIES[repair.certainty],
        "place": place_object(repair.where),
        "before": repair.before,
        "after": repair.after,
        "message": repair.message,
        "path": list(repair.path),
    }
