"""typeset new, seal: files to start from."""

from pathlib import Path

import click

from typeset.cli.running import or_exit
from typeset.cli.texts import ChineseCommand


def _document_type(context: click.Context, parameter: click.Parameter, value: str) -> str:
    from typeset.model.faults import Unusable
    from typeset.model.values import parse_document_type

    try:
        return parse_document_type(value)
    except Unusable as error:
        raise click.UsageError("；".join(f"{fault.message}，{fault.hint}" for fault in error.faults), context) from None


@click.command(cls=ChineseCommand, short_help="写出一份样例，作为起草的起点")
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

    made = or_exit(lambda: new_document(kind, target))
    for path in made.kept:
        click.echo(f"已有 {path}，没有改动", err=True)
    for path in (made.source, *made.companions):
        click.echo(f"已生成 {path}")


@click.command(cls=ChineseCommand, short_help="画一枚写明“样章”的印章图，供样稿用")
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
    drawing = or_exit(lambda: sample_seal(organ, diameter))
    written = or_exit(lambda: write_file(target, drawing.encode()))
    click.echo(f"已生成 {written}（样章，没有效力，仅供样稿和试排）")
