"""typeset check: files against the standard, clause by clause."""

import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from typeset.cli.running import or_exit, with_bar
from typeset.cli.texts import ChineseCommand

if TYPE_CHECKING:
    from typeset.checking import CheckReport, Selection

HTML_NAME = "检查报告.html"
"""The name of the page where only its folder is given."""

COLUMNS = 100
"""How wide the report is where there is no terminal to ask."""


def _names(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    """Read ids of rules, or their beginnings, parted by commas; an unknown one gets a proposal."""
    names = tuple(name.strip() for name in (value or "").replace("，", ",").split(",") if name.strip())
    if names:
        from typeset.checking.selection import unknown_names

        for name, near in unknown_names(names):
            meant = f"；是否指“{near}”？" if near else "；typeset check --list 列出全部规则"
            raise click.BadParameter(f"没有“{name[:40]}”这条规则{meant}")
    return names


@click.command(cls=ChineseCommand, short_help="检查：源稿和别的文件是否合乎标准，逐条列出")
@click.argument("files", metavar="文件…", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="打印 JSON，供程序读取。")
@click.option("--sarif", metavar="文件", help="另写一份 SARIF，供编辑器显示；- 表示打印出来。")
@click.option("--html", metavar="文件", type=click.Path(path_type=Path), help="另写一份网页报告，问题标在各页的图上。")
@click.option("--pages", is_flag=True, help="源稿另排成 PDF，按版面的规则量一遍。")
@click.option(
    "--picture",
    metavar="文件夹",
    type=click.Path(path_type=Path, file_okay=False),
    help="另存各页的图（PNG）：版心、格子、问题的位置和应在的位置。",
)
@click.option("--rules", metavar="编号", callback=_names, help="只查这些规则，用逗号隔开；R-7.2 表示 R-7.2 的各条。")
@click.option("--ignore", "ignored", metavar="编号", callback=_names, help="不查这些规则，写法同 --rules。")
@click.option("--list", "lists_rules", is_flag=True, help="列出全部规则：编号、条款、强度、查哪种文件。")
@click.option("--strict", is_flag=True, help="有“警告”级的问题时退出码也是 1。")
def check(
    files: tuple[Path, ...],
    *,
    as_json: bool,
    sarif: str | None,
    html: Path | None,
    picture: Path | None,
    pages: bool,
    rules: tuple[str, ...],
    ignored: tuple[str, ...],
    lists_rules: bool,
    strict: bool,
) -> None:
    """按 GB/T 9704—2012 和公文处理条例逐条检查，指出位置、问题和改法。

    退出码：0 没有错误；1 有错误，或有文件不能检查；2 命令写错。一份不能检查不影响其余。
    """
    if lists_rules:
        _print_rules(as_json=as_json)
        return
    if not files:
        raise click.UsageError("缺少文件…")
    if as_json and sarif == "-":
        raise click.UsageError("--json 和 --sarif - 都要打印，请只用一个，或把 SARIF 写到文件")
    from typeset.checking import Selection

    reports = list(with_bar(_checked(files, Selection(rules, ignored), pages), files, "检查"))
    if html is not None:
        _write_html(reports, html)
    if picture is not None:
        _write_pictures(reports, picture)
    _show(reports, as_json=as_json, sarif=sarif)
    sys.exit(1 if any(_fails(report, strict) for report in reports) else 0)


def _checked(files: Sequence[Path], selection: "Selection", pages: bool) -> Iterator["CheckReport"]:
    from typeset.checking import check_file

    return (check_file(path, selection, pages=pages) for path in files)


def _fails(report: "CheckReport", strict: bool) -> bool:
    from typeset.errors import Severity

    return report.has_errors or (strict and report.counts[Severity.WARNING] > 0)


def _show(reports: Sequence["CheckReport"], *, as_json: bool, sarif: str | None) -> None:
    """Print the reports in the form that is asked for, and write the SARIF file."""
    if sarif is not None:
        from typeset.output_files import write_file
        from typeset.reports.sarif import sarif_text

        text = sarif_text(reports)
        if sarif == "-":
            click.echo(text)
            return
        or_exit(lambda: write_file(Path(sarif), text.encode()))
    if as_json:
        from typeset.reports.json_text import json_text

        click.echo(json_text(reports))
        return
    from typeset.reports.terminal import terminal_lines

    for line in terminal_lines(reports, columns=shutil.get_terminal_size((COLUMNS, 24)).columns):
        click.echo(line)


def _write_html(reports: Sequence["CheckReport"], target: Path) -> None:
    from typeset.checking.illustrating import illustrated
    from typeset.output_files import write_file
    from typeset.reports.html import html_text

    file = target / HTML_NAME if target.is_dir() else target
    or_exit(lambda: write_file(file, html_text([illustrated(report) for report in reports]).encode()))


def _write_pictures(reports: Sequence["CheckReport"], folder: Path) -> None:
    """Write the pages of every file into a folder, each under the name of its file; no two files share a name."""
    from typeset.checking.illustrating import drawn_pages
    from typeset.output_files import write_file

    used: Counter[str] = Counter()
    for report in reports:
        name = Path(report.file).name
        used[name] += 1
        again = f"（{used[name]}）" if used[name] > 1 else ""
        for page, png in drawn_pages(report).items():
            or_exit(partial(write_file, folder / f"{name}{again} 第{page}页.png", png))


def _print_rules(*, as_json: bool) -> None:
    from typeset.checking.listing import rules_json, rules_lines

    if as_json:
        click.echo(rules_json())
        return
    for line in rules_lines():
        click.echo(line)
