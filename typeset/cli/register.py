"""typeset register: the register of numbers (发文登记簿)."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from typeset.cli.running import or_exit
from typeset.cli.texts import ChineseCommand, ChineseGroup

if TYPE_CHECKING:
    from typeset.archive.register import RegisterCheck

REGISTER = "发文登记簿.sqlite3"
_at = click.option(
    "--register",
    "path",
    metavar="文件",
    default=Path(REGISTER),
    type=click.Path(path_type=Path),
    help=f"登记簿在哪里（缺省：当前文件夹的 {REGISTER}）。",
)


@click.group(cls=ChineseGroup, short_help="发文登记簿：取号、登记、作废、查验")
def register() -> None:
    """发文登记簿：几个人同时取号也不重号、不跳号；只增加行，从不改、从不删，改动过的能查出来。"""


def _command(name: str, short_help: str) -> Callable[[Callable[..., None]], click.Command]:
    """Register a subcommand that has the option --register."""

    def added(function: Callable[..., None]) -> click.Command:
        return register.command(name, cls=ChineseCommand, short_help=short_help)(_at(function))

    return added


def _changed(path: Path, change: Callable[[], Any]) -> Any:
    """Change a register; say so when that makes a new one."""
    is_new = not path.exists()
    result = or_exit(change)
    if is_new:
        click.echo(f"新建了登记簿 {path}；单位已有登记簿的，请用 --register 指明，以免重号", err=True)
    return result


@_command("next", "取下一个号")
@click.argument("code", metavar="代字")
@click.argument("year", metavar="年", type=click.IntRange(1900, 2099))
def take(path: Path, code: str, year: int) -> None:
    """取下一个号并打印，如 typeset register next 苏教办 2024；取出的号不再给别人，不用的请作废。"""
    from typeset.archive.register import take_number

    click.echo(_changed(path, lambda: take_number(path, code, year)))


@_command("add", "登记一个号的标题、机关和日期")
@click.argument("number", metavar="文号")
@click.option("--title", metavar="标题", required=True, help="公文标题。")
@click.option("--organ", metavar="机关", default="", help="发文机关。")
@click.option("--date", metavar="日期", default="", help="成文日期，如 2024-02-20。")
@click.option("--correct", "correction", metavar="原因", default="", help="更正登记过的内容；原来的行仍然保留。")
def add(path: Path, number: str, *, title: str, organ: str, date: str, correction: str) -> None:
    """登记一个号用在哪份公文上；登记簿里还没有的号（如以前用过的）同时入簿。"""
    from typeset.archive.register import Details, RegisterNumber, enter_number

    parsed = or_exit(lambda: RegisterNumber.parse(number))
    details = or_exit(lambda: Details.parse(title, organ, date))
    _changed(path, lambda: enter_number(path, parsed, details, correction=correction))
    click.echo(f"已登记 {parsed}")


@_command("void", "作废一个号")
@click.argument("number", metavar="文号")
@click.option("--reason", metavar="原因", required=True, help="为什么作废。")
def void(path: Path, number: str, *, reason: str) -> None:
    """作废一个号：另加一行说明，原来的行不删；作废的号不再使用。"""
    from typeset.archive.register import RegisterNumber, void_number

    parsed = or_exit(lambda: RegisterNumber.parse(number))
    or_exit(lambda: void_number(path, parsed, reason))
    click.echo(f"已作废 {parsed}")


@_command("list", "列出登记的号")
@click.option("--code", metavar="代字", help="只列这个代字的。")
@click.option("--year", metavar="年", type=int, help="只列这一年的。")
@click.option("--json", "as_json", is_flag=True, help="打印 JSON，供程序读取。")
def show(path: Path, *, code: str | None, year: int | None, as_json: bool) -> None:
    """列出登记的号，一行一个。"""
    import json

    from typeset.archive.register import list_entries
    from typeset.archive.register.export import HEADINGS, cells

    entries = or_exit(lambda: list_entries(path, code=code, year=year))
    rows = [dict(zip(HEADINGS, cells(entry), strict=True)) for entry in entries]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo("　".join(str(row[name]) for name in ("文号", "状态", "标题", "成文日期", "原因") if row[name]))


@_command("export", "导出为 CSV 或 Excel 表")
@click.option(
    "-o",
    "--output",
    metavar="文件",
    default=Path("发文登记簿.csv"),
    type=click.Path(path_type=Path),
    help="写到哪里，以 .csv 或 .xlsx 结尾（缺省：发文登记簿.csv）。",
)
def export(path: Path, *, output: Path) -> None:
    """导出全部登记：CSV（Excel 直接打开）或 XLSX。导出的表只供查看，改了不影响登记簿。"""
    from typeset.archive.register import csv_file, list_entries, xlsx_file
    from typeset.output_files import write_file

    writers = {".csv": csv_file, ".xlsx": xlsx_file}
    write = writers.get(output.suffix.lower())
    if write is None:
        raise click.UsageError(f"不能导出为“{output.name}”；文件名请以 .csv 或 .xlsx 结尾")
    entries = or_exit(lambda: list_entries(path))
    or_exit(lambda: write_file(output, write(entries)))
    click.echo(f"已生成 {output}")


@_command("check", "查验登记簿有没有被改动")
@click.option("--anchor", metavar="摘要", default="", help="以前记下的链头摘要；用来查出末尾被删去的行。")
def check(path: Path, *, anchor: str) -> None:
    """查验每一行的摘要和前后的链，列出缺号，打印链头。链头请另外记下：末尾的行被删去，只有对照它才查得出来。"""
    from typeset.archive.register import check_register

    result = or_exit(lambda: check_register(path, anchor=anchor))
    for line in _check_lines(result):
        click.echo(line)
    sys.exit(1 if result.faults else 0)


def _check_lines(result: "RegisterCheck") -> list[str]:
    lines = [f"不符　{fault}" for fault in result.faults]
    for (code, year), gaps in result.missing.items():
        serials = "、".join(str(gap[0]) if len(gap) == 1 else f"{gap[0]}—{gap[-1]}" for gap in gaps)
        lines.append(f"缺号　{code}〔{year}〕{serials}号（没有登记；以前用过的请用 add 补登）")
    verdict = "登记簿被改动过" if result.faults else "没有查出改动"
    return [*lines, f"{verdict}；共{result.head.rows}行，链头 {result.head.hash}"]
