"""The command: reads what the user typed, calls the library, prints. Exit status: 0 done, 1 failed, 2 usage."""

import errno
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from typeset.cli_texts import ChineseCommand, ChineseGroup, usage_message

if TYPE_CHECKING:
    from typeset.backends.pdf_process import PdfProcess
    from typeset.job import Built

FORMATS = ("pdf", "docx")
MOST_COPIES = 1000
LONGEST_WATERMARK = 20
BAR_FROM_FILES, BAR_FROM_BYTES = 4, 200_000

T = TypeVar("T")


@click.group(cls=ChineseGroup, help="公文排版：一份 YAML 源稿，排成合乎 GB/T 9704—2012 的 PDF 和可编辑的 Word 稿。")
@click.version_option(package_name="typeset", prog_name="typeset", message="%(prog)s %(version)s", help="显示版本。")
def commands() -> None:
    """Group the subcommands."""


def _formats(context: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip().lower() for name in value.split(",") if name.strip()))
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        raise click.BadParameter(f"不能输出“{'、'.join(unknown)}”；可选 {','.join(FORMATS)}")
    return names


def _watermark(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not (value.strip() and value.isprintable() and len(value) <= LONGEST_WATERMARK):
        raise click.BadParameter(f"应当是 1 到 {LONGEST_WATERMARK} 个看得见的字，如 草稿")
    return value


def _copies(context: click.Context, parameter: click.Parameter, value: str | None) -> range | None:
    if value is None:
        return None
    found = re.fullmatch(r"([0-9]{1,6})(?:[-–—~～至]([0-9]{1,6}))?", value.strip())
    if not found:
        raise click.BadParameter(f"不能是“{value[:40]}”；请写 起-止，如 1-50")
    first, last = int(found[1]), int(found[2] or found[1])
    if not 1 <= first <= last:
        raise click.BadParameter(f"不能是“{value[:40]}”；份号从 1 起，止不能小于起")
    if last - first >= MOST_COPIES:
        raise click.BadParameter(f"“{value[:40]}”有 {last - first + 1} 份；一次最多 {MOST_COPIES} 份，请分几次")
    return range(first, last + 1)


@commands.command(cls=ChineseCommand, short_help="排版：源稿 → PDF 和 Word 稿")
@click.argument("files", metavar="文件…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="文件夹",
    default=Path("."),
    type=click.Path(path_type=Path),
    help="结果放在哪里（缺省：当前文件夹）。",
)
@click.option(
    "--formats",
    metavar="格式",
    default=",".join(FORMATS),
    callback=_formats,
    help="输出哪些格式，用逗号隔开：pdf,docx（缺省两种都要）。",
)
@click.option(
    "--profile", metavar="样式", help="用这个样式代替源稿里写的：gbt9704、word-28.95、print、套打、灰，或样式文件。"
)
@click.option(
    "--watermark", metavar="文字", callback=_watermark, help="每页下面衬的浅灰大字，如 草稿；无：不要样式里的水印。"
)
@click.option("--show-grid", "shows_grid", is_flag=True, help="在 PDF 里用浅灰细线画出版心和 28 × 22 的格子。")
@click.option(
    "--份数",
    "--copies",
    "copies",
    metavar="起-止",
    callback=_copies,
    help="份号从几到几，如 1-50：每份一个 PDF（文件名带份号），Word 稿只出一个；一次最多 1000 份。",
)
@click.option("-j", "--jobs", metavar="个数", default=1, type=click.IntRange(1, 64), help="同时排几份（缺省 1）。")
@click.option("--strict", is_flag=True, help="有“错误”级的问题时也算失败（退出码 1）。")
def build(
    files: tuple[Path, ...],
    folder: Path,
    formats: tuple[str, ...],
    *,
    profile: str | None,
    watermark: str | None,
    shows_grid: bool,
    copies: range | None,
    jobs: int,
    strict: bool,
) -> None:
    """把一份或多份源稿排成 PDF 和 Word 稿。

    一份出错不影响其余。缺的内容（如成文日期）以灰色占位排出并列在最后；程序不替您编造。
    """
    if copies and "pdf" not in formats:
        raise click.UsageError("--份数 是给 PDF 编份号的；请在 --formats 里加上 pdf")
    with _painter(formats, jobs if len(files) > 1 and not copies else 1) as painter:
        from typeset.job import build_all

        work = build_all(
            files,
            folder,
            formats=formats,
            profile=profile,
            watermark=watermark,
            shows_grid=shows_grid,
            copies=copies or (),
            workers=jobs,
            painter=painter,
        )
        results = [_reported(built) for built in _with_bar(work, files)]
    sys.exit(1 if any(built.failure or (strict and built.has_errors) for built in results) else 0)


def _painter(formats: tuple[str, ...], jobs: int) -> "AbstractContextManager[PdfProcess | None]":
    """Start the painter's process before anything else is imported, where it will be used."""
    if "pdf" not in formats or jobs > 1:
        return nullcontext()
    from typeset.backends.pdf_process import PdfProcess

    return PdfProcess()


def _reported(built: "Built") -> "Built":
    """Print what became of one source."""
    for issue in built.issues:
        click.echo(str(issue), err=True)
    if built.failure:
        click.echo(built.failure, err=True)
    for file in built.files:
        click.echo(f"已生成 {file}")
    return built


@commands.command(cls=ChineseCommand, short_help="把各页按 22 行打印成文字")
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@click.option("--profile", metavar="样式", help="用这个样式代替源稿里写的。")
def dump(file: Path, profile: str | None) -> None:
    """把排好的各页逐行打印成文字，行号就是版心里的行。"""
    from typeset.backends.dump import dump as dump_pages
    from typeset.job import compose

    composition = _or_exit(lambda: compose(file, profile=profile))
    for issue in composition.issues:
        click.echo(str(issue), err=True)
    click.echo(dump_pages(composition.layout))


def _document_type(context: click.Context, parameter: click.Parameter, value: str) -> str:
    from typeset.model.faults import Unusable
    from typeset.model.values import parse_document_type

    try:
        return parse_document_type(value)
    except Unusable as error:
        raise click.UsageError("；".join(f"{fault.message}，{fault.hint}" for fault in error.faults), context) from None


@commands.command(cls=ChineseCommand, short_help="写出一份样例，作为起草的起点")
@click.argument("kind", metavar="文种", callback=_document_type)
@click.option(
    "-o",
    "--output",
    "target",
    metavar="文件",
    type=click.Path(path_type=Path),
    help="写到哪里（缺省：以文种为名）。",
)
def new(kind: str, target: Path | None) -> None:
    """写出某一文种的样例源稿，连同它引用的图片、印章和表格，作为起草的起点。

    文种：决议、决定、命令（令）、公报、公告、通告、意见、通知、通报、报告、请示、批复、议案、函、纪要。已有的文件从不覆盖。
    """
    from typeset.samples import new_document

    made = _or_exit(lambda: new_document(kind, target))
    for path in made.kept:
        click.echo(f"已有 {path}，没有改动", err=True)
    for path in (made.source, *made.companions):
        click.echo(f"已生成 {path}")


@commands.command(cls=ChineseCommand, short_help="显示各角色用了什么字体")
@click.option("--profile", metavar="样式", help="看哪个样式的字体（缺省 gbt9704）。")
def fonts(profile: str | None) -> None:
    """显示小标宋、仿宋、楷体、黑体、宋体等各用了哪个字体文件，哪些是代用的。"""
    from typeset.fonts import load_fonts
    from typeset.profiles import load_profile

    style = _or_exit(lambda: load_profile(profile))
    found = _or_exit(lambda: load_fonts(style.fonts, folder=style.folder, digits_from=style.digits_from))
    for role, report in found.reports.items():
        note = f"（代用；首选 {report.wanted[0]} 没有）" if report.is_substitute else ""
        click.echo(f"{role}\t{report.family}\t{report.file}{note}")


@commands.command(cls=ChineseCommand, short_help="打印源稿格式的 JSON Schema")
def schema() -> None:
    """打印源稿格式的 JSON Schema，供编辑器提示和检查。"""
    from typeset.model.schema import schema_text

    click.echo(schema_text(), nl=False)


@commands.command(cls=ChineseCommand, short_help="画一枚写明“样章”的印章图，供样稿用")
@click.argument("organ", metavar="机关")
@click.option("-o", "--output", "file", metavar="文件", type=click.Path(path_type=Path), help="缺省：样章.svg。")
@click.option("--diameter", metavar="毫米", default=42.0, type=click.FloatRange(20, 60), help="直径（缺省 42）。")
def seal(organ: str, file: Path | None, diameter: float) -> None:
    """画一枚写明“样章”的圆形印章图（SVG，透明底，文字为曲线），供样稿和试排用。

    样章没有效力，不能代替真章。
    """
    from typeset.errors import quoted
    from typeset.output_files import write_file
    from typeset.seals import sample_seal

    target = file or Path("样章.svg")
    if target.suffix.lower() != ".svg":
        raise click.UsageError(f"样章是 SVG 图，{quoted(str(target))}不是；请写以 .svg 结尾的文件名")
    drawing = _or_exit(lambda: sample_seal(organ, diameter))
    written = _or_exit(lambda: write_file(target, drawing.encode()))
    click.echo(f"已生成 {written}（样章，没有效力，仅供样稿和试排）")


def _or_exit(work: Callable[[], T]) -> T:
    """Return the result of `work`; print the reason and exit with 1 when it cannot go on."""
    from typeset.errors import TypesetError

    try:
        return work()
    except TypesetError as error:
        click.echo(str(error), err=True)
        sys.exit(1)


def _with_bar(items: Iterable[T], files: tuple[Path, ...]) -> Iterator[T]:
    """Pass items on, showing a progress bar on a terminal when the work is long."""
    size = sum(os.path.getsize(path) for path in files if os.path.isfile(path))
    if not sys.stderr.isatty() or (len(files) < BAR_FROM_FILES and size < BAR_FROM_BYTES):
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, "排版", total=len(files), console=Console(stderr=True), transient=True)


def main() -> None:
    """Run the command."""
    try:
        sys.exit(commands(standalone_mode=False))
    except click.UsageError as error:
        click.echo(usage_message(error), err=True)
        sys.exit(2)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中断", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nothing more goes where there is no room
        click.echo("要显示的内容写不下：磁盘已满", err=True)
        sys.exit(1)
