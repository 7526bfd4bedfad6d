"""typeset dump, fonts, schema: what the program knows, printed."""

from pathlib import Path

import click

from typeset.cli.running import or_exit
from typeset.cli.texts import ChineseCommand


@click.command(cls=ChineseCommand, short_help="把各页按 22 行打印成文字")
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@click.option("--profile", metavar="样式", help="用这个样式代替源稿里写的。")
def dump(file: Path, profile: str | None) -> None:
    """把排好的各页逐行打印成文字，行号就是版心里的行。"""
    from typeset.backends.dump import dump as dump_pages
    from typeset.job import compose

    composition = or_exit(lambda: compose(file, profile=profile))
    for issue in composition.issues:
        click.echo(str(issue), err=True)
    click.echo(dump_pages(composition.layout))


@click.command(cls=ChineseCommand, short_help="显示各角色用了什么字体")
@click.option("--profile", metavar="样式", help="看哪个样式的字体（缺省 gbt9704）。")
def fonts(profile: str | None) -> None:
    """显示小标宋、仿宋、楷体、黑体、宋体等各用了哪个字体文件，哪些是代用的。"""
    from typeset.fonts import load_fonts
    from typeset.profiles import load_profile

    style = or_exit(lambda: load_profile(profile))
    found = or_exit(lambda: load_fonts(style.fonts, folder=style.folder, digits_from=style.digits_from))
    for role, report in found.reports.items():
        note = f"（代用；首选 {report.wanted[0]} 没有）" if report.is_substitute else ""
        click.echo(f"{role}\t{report.family}\t{report.file}{note}")


@click.command(cls=ChineseCommand, short_help="打印源稿格式的 JSON Schema")
def schema() -> None:
    """打印源稿格式的 JSON Schema，供编辑器提示和检查。"""
    from typeset.model.schema import schema_text

    click.echo(schema_text(), nl=False)
