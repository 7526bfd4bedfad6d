"""typeset diff: what changed between two documents of any kind, word by word."""

import os
import sys
from pathlib import Path

import click

from typeset.cli.running import or_exit
from typeset.cli.texts import ChineseCommand


@click.command(cls=ChineseCommand, short_help="比对两份公文，逐字显示改了哪里")
@click.argument("old", metavar="原稿", type=click.Path(path_type=Path))
@click.argument("new", metavar="新稿", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="打印 JSON，供程序读取。")
@click.option("--html", metavar="文件", type=click.Path(path_type=Path), help="另写一页网页：原稿、新稿左右对照。")
def diff(old: Path, new: Path, *, as_json: bool, html: Path | None) -> None:
    """比对两份公文，逐个要素、逐段、逐字、逐格显示改动；源稿、文本、Word、PDF 都可以，不必是同一种。

    退出码：0 内容相同；1 有改动；2 命令写错，或有文件不能读。
    """
    from typeset.comparing import compare_files

    comparison = or_exit(lambda: compare_files(old, new), status=2)
    if html is not None:
        from typeset.output_files import write_file
        from typeset.reports.difference_html import difference_html

        page = difference_html(comparison).encode()
        or_exit(lambda: write_file(html, page), status=2)
    if as_json:
        from typeset.reports.differences import difference_json

        click.echo(difference_json(comparison))
    else:
        from typeset.reports.differences import difference_lines

        has_colours = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        for line in difference_lines(comparison, has_colours=has_colours):
            click.echo(line if has_colours else click.unstyle(line))
    sys.exit(1 if comparison.changes else 0)
