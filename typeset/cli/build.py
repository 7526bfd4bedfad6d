"""typeset build: sources → PDF and Word drafts."""

import re
import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from typeset.cli.running import with_bar
from typeset.cli.texts import ChineseCommand

if TYPE_CHECKING:
    from typeset.backends.pdf_process import PdfProcess
    from typeset.job import Built

FORMATS = ("pdf", "docx", "pdfa", "ofd")
DEFAULT_FORMATS = "pdf,docx"
PDFA_LEVELS = ("3a", "2a")
MOST_COPIES = 1000
LONGEST_WATERMARK = 20


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


@click.command(cls=ChineseCommand, short_help="排版：源稿 → PDF 和 Word 稿")
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
    default=DEFAULT_FORMATS,
    callback=_formats,
    help="输出哪些格式，用逗号隔开：pdf、docx、pdfa（存档用的 PDF/A）、ofd；缺省 pdf,docx。",
)
@click.option(
    "--pdfa",
    metavar="级别",
    type=click.Choice(PDFA_LEVELS),
    help="PDF/A 的级别：3a 附源稿和元数据，2a 没有附件（缺省按样式，样式没写是 3a）。",
)
@click.option("--ofd-a", "is_ofd_a", is_flag=True, help="OFD 按档案用的 OFD-A（GB/T 42133）写。")
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
    pdfa: str | None,
    is_ofd_a: bool,
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
    if pdfa and "pdfa" not in formats:
        raise click.UsageError("--pdfa 是 PDF/A 的级别；请在 --formats 里加上 pdfa")
    if is_ofd_a and "ofd" not in formats:
        raise click.UsageError("--ofd-a 是 OFD 的写法；请在 --formats 里加上 ofd")
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
            pdfa=pdfa,
            ofd="OFD-A" if is_ofd_a else None,
            workers=jobs,
            painter=painter,
        )
        results = [_reported(built) for built in with_bar(work, files)]
    sys.exit(1 if any(built.failure or (strict and built.has_errors) for built in results) else 0)


def _painter(formats: tuple[str, ...], jobs: int) -> "AbstractContextManager[PdfProcess | None]":
    """Start the painter's process before anything else is imported, where it will be used."""
    if not {"pdf", "pdfa"} & set(formats) or jobs > 1:
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
