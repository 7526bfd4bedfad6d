"""Findings in the terminal: the line of the file, a caret under the place, the rule with its clause, the cure."""

from collections import Counter
from collections.abc import Iterator, Sequence

import click

from typeset.errors import Issue, Measurement, Severity, Where, printable
from typeset.input_files import FileKind
from typeset.reports.clauses import clause_of
from typeset.reports.places import screen_width, window
from typeset.reports.report import CheckReport, severity_counts

MOST_SHOWN = 5
"""Findings of one rule in one file that are shown; the others are counted."""

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def terminal_lines(reports: Sequence[CheckReport], *, columns: int) -> Iterator[str]:
    """Yield the lines to print, with colours that `click.echo` leaves out where there is no terminal."""
    for report in reports:
        yield from _report_lines(report, columns)
    if len(reports) > 1:
        unread = sum(bool(report.failure) for report in reports)
        also = f"；{unread} 份没能检查" if unread else ""
        yield _bold(f"共 {len(reports)} 份：{_counted(reports)}{also}")


def _report_lines(report: CheckReport, columns: int) -> Iterator[str]:
    shown: Counter[str] = Counter()
    totals = Counter(issue.requirement for issue in report.issues)
    for issue in report.issues:
        rule = issue.requirement
        shown[rule] += 1
        if shown[rule] <= MOST_SHOWN:
            yield from _issue_lines(issue, report, columns)
            if shown[rule] == MOST_SHOWN < totals[rule]:
                yield f"另有 {totals[rule] - MOST_SHOWN} 处同样的问题（{rule}），用 --json 看全部"
            yield ""
    yield from _ending_lines(report)


def _issue_lines(issue: Issue, report: CheckReport, columns: int) -> Iterator[str]:
    severity = click.style(str(issue.severity), fg=_COLOURS[issue.severity], bold=True)
    yield f"{severity} {click.style(issue.requirement, dim=True)} {_bold(printable(issue.message))}"
    where = issue.where
    gutter = " " * len(str(where.line or ""))
    clause = clause_of(issue.requirement)
    yield f"{gutter} ┌ {_place(report, where)}{f' · {clause}' if clause else ''}"
    if where.line is not None and where.line <= len(report.lines):
        yield from _source_lines(report.lines[where.line - 1], issue, columns - len(gutter) - 4)
    for line in _remarks(issue, report):
        yield f"{gutter} │ {line}"


def _place(report: CheckReport, where: Where) -> str:
    """Return the place in the file as it was named; a Word file has paragraphs for lines."""
    if report.kind is FileKind.WORD and where.line is not None:
        return f"{report.file} 第{where.line}段"
    return str(Where(report.file, where.line, where.column, where.page, where.mm))


def _source_lines(line: str, issue: Issue, columns: int) -> Iterator[str]:
    where = issue.where
    number = str(where.line)
    part = window(line, where.column or 1, where.length or 1, columns)
    carets = click.style("^" * part.width, fg=_COLOURS[issue.severity])
    yield f"{number} │ {printable(part.text)}"
    yield f"{' ' * len(number)} │ {' ' * part.offset}{carets}"


def _remarks(issue: Issue, report: CheckReport) -> Iterator[str]:
    """Yield what was measured, what to write instead, and the hint."""
    if words := measurement_of(issue):
        yield words
    if issue.fix is not None:
        yield f"{fix_words(issue)}：{_before(issue.where, report.lines)}{printable(issue.fix.text) or '（删去）'}"
    if hint := hint_of(issue):
        yield printable(hint)


def fix_words(issue: Issue) -> str:
    """Return what is to be done with a fix: 改为, 建议改为, or 加上 where nothing is taken away."""
    verb = "加上" if issue.where.length == 0 else "改为"
    return verb if issue.fix and issue.fix.is_certain else f"建议{verb}"


def hint_of(issue: Issue) -> str:
    """Return the hint of an issue, "" where it says no more than the fix: 应写作“1.”."""
    text = issue.fix.text if issue.fix else ""
    says_the_fix = text and text in issue.hint and len(issue.hint) - len(text) <= 8
    return "" if says_the_fix else issue.hint


def _before(where: Where, lines: Sequence[str]) -> str:
    if where.line is None or where.length is None or where.line > len(lines):
        return ""
    start = (where.column or 1) - 1
    text = printable(lines[where.line - 1][start : start + where.length])
    return f"{text} → " if text and screen_width(text) <= 40 else ""


def measurement_of(issue: Issue) -> str:
    """Return what was measured as words, "" where nothing was or the message says it."""
    measured = issue.measured
    return "" if measured is None or _number(measured.value) in issue.message else measured_words(measured)


def measured_words(measured: Measurement) -> str:
    """Return a measurement as words: 天头：量得 39.4 mm，应为 37.0 ± 1.0 mm."""
    unit = f" {measured.unit}" if measured.unit and not isinstance(measured.value, str) else ""
    tolerance = f" ± {measured.tolerance:g}" if measured.tolerance is not None else ""
    value, wanted = _number(measured.value), _number(measured.wanted)
    return f"{measured.what}：量得 {value}{unit}，应为 {wanted}{tolerance}{unit}"


def _number(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")


def _ending_lines(report: CheckReport) -> Iterator[str]:
    """Yield the last lines of a file: why it was not judged, or how much was found."""
    if report.failure:
        yield click.style(
            report.failure if report.file in report.failure else f"{report.file}：{report.failure}", fg="red"
        )
        return
    yield _bold(f"{report.file}：{_counted([report])}")
    for silenced in report.silenced:
        yield f"　按“校对”不报告 {silenced.rule} {silenced.count} 处：{printable(silenced.reason)}"
    for words in report.not_judged:
        yield f"　没有判断：{printable(words)}"


def _counted(reports: Sequence[CheckReport]) -> str:
    counts = [(severity, count) for severity, count in severity_counts(reports).items() if count]
    return "，".join(f"{severity} {count}" for severity, count in counts) or "没有发现问题"


def _bold(text: str) -> str:
    return click.style(text, bold=True)
