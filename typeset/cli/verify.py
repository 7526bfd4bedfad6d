"""typeset verify: whether a package, or a single file, is what it was and can be kept."""

import sys
from pathlib import Path

import click

from typeset.cli.running import or_exit
from typeset.cli.texts import ChineseCommand

HTML_NAME = "检测报告.html"
"""The name of the page where only its folder is given."""


@click.command(cls=ChineseCommand, short_help="查验：归档包或 PDF、OFD、Word 文件，按四性逐项报告")
@click.argument("target", metavar="归档包或文件", type=click.Path(path_type=Path, exists=True))
@click.option(
    "--roots",
    metavar="文件或文件夹",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="信任的根证书（PEM、DER，或放着它们的文件夹），用来验签名人；可以写几次。",
)
@click.option(
    "--register",
    metavar="文件",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="发文登记簿，用来核对归档时记下的摘要。",
)
@click.option(
    "--verapdf",
    metavar="文件夹",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="veraPDF 所在的文件夹，用来独立校验 PDF/A。",
)
@click.option("--rebuild", is_flag=True, help="用归档的源稿重排一遍，逐字节比较（要同样的程序、库和字体）。")
@click.option("--json", "as_json", is_flag=True, help="打印 JSON，供程序读取。")
@click.option("--html", metavar="文件", type=click.Path(path_type=Path), help="另写一份网页报告。")
def verify(
    target: Path,
    *,
    roots: tuple[Path, ...],
    register: Path | None,
    verapdf: Path | None,
    rebuild: bool,
    as_json: bool,
    html: Path | None,
) -> None:
    """查验归档包（文件夹或 ZIP）或单个 PDF、OFD、Word 文件，按真实性、完整性、可用性、安全性逐项报告。

    程序不能判断的列为“人工”，不算通过。什么都不改动。退出码：0 机器能查的全部通过；1 有不通过的，或读不了；2 命令写错。
    """
    from typeset.archive.verification import Anchors
    from typeset.reports.verification import verification_json, verification_lines
    from typeset.verifying import verify as verify_target

    anchors = Anchors(roots, register, verapdf)
    found = or_exit(lambda: verify_target(target, anchors, rebuild=rebuild))
    if html is not None:
        from typeset.output_files import write_file
        from typeset.reports.verification_html import verification_html

        file = html / HTML_NAME if html.is_dir() else html
        or_exit(lambda: write_file(file, verification_html(found).encode()))
    if as_json:
        click.echo(verification_json(found))
    else:
        for line in verification_lines(found):
            click.echo(line)
    sys.exit(1 if found.has_failed else 0)
