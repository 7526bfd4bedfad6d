"""typeset sign: an electronic signature in a PDF, or beside any other file."""

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from typeset.cli.running import or_exit
from typeset.cli.signing_means import FILE, Means, opened_key, signing_options
from typeset.cli.texts import ChineseCommand

if TYPE_CHECKING:
    from typeset.archive.signing import Seal

_PLACE = re.compile(r"\s*([0-9]{1,4}(?:\.[0-9]{1,3})?)\s*[,，]\s*([0-9]{1,4}(?:\.[0-9]{1,3})?)\s*(?:mm)?\s*")

_SIGNED, _RENEWED, _DETACHED = "{file.stem}.签名{file.suffix}", "{file.stem}.续{file.suffix}", "{file.name}.p7s"
"""What the result is called when no name is given."""


def _place(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[float, float] | None:
    if value is None:
        return None
    found = _PLACE.fullmatch(value)
    if not found:
        raise click.BadParameter(f"不能是“{value[:40]}”；请写印章中心到纸左边、上边的毫米数，如 130,240")
    return float(found[1]), float(found[2])


@click.command(cls=ChineseCommand, short_help="电子签名：PDF（PAdES），或另存签名文件")
@click.argument("file", metavar="文件", type=FILE)
@signing_options
@click.option("--seal", "picture", metavar="图片", type=FILE, help="显示这个印章图片（PNG、JPEG）；不写则看不见。")
@click.option("--page", metavar="页", type=click.IntRange(1), help="印章在第几页（缺省：最后一页）。")
@click.option("--at", metavar="x,y", callback=_place, help="印章中心到纸左边、上边多少毫米，如 130,240。")
@click.option("--seal-width", metavar="毫米", type=click.FloatRange(1, 200), default=42.0, help="印章多宽（缺省 42）。")
@click.option("--detached", is_flag=True, help="不改文件，签名另存为“文件名.p7s”；任何文件都可以。")
@click.option(
    "--renew",
    is_flag=True,
    help="不签名，给 B-LTA 或国密签名的 PDF 再盖一个时间戳：前一个到期前接续（要 --tsa、--roots）。",
)
@click.option("-o", "--output", metavar="文件", type=FILE, help="签好的文件写到哪里（缺省：原名加 .签名）。")
def sign(
    file: Path,
    *,
    means: Means,
    picture: Path | None,
    page: int | None,
    at: tuple[float, float] | None,
    seal_width: float,
    detached: bool,
    renew: bool,
    output: Path | None,
) -> None:
    """给 PDF 加电子签名：只在原来的内容后面添加，原来的一个字节也不改。签了名的文件请不要再改、再另存。

    密钥来自 --key、--pkcs11 或 --signer-command 之一。已有的文件不覆盖。--renew 不签名，只接续时间戳。
    """
    if renew:
        _check_renewal(means, picture, detached=detached)
    else:
        _check_usage(means, picture, at, detached=detached)
    target = _target(file, output, _DETACHED if detached else _RENEWED if renew else _SIGNED)
    seal = _seal(picture, page, at, seal_width)
    from typeset.archive.signing import Level, renew_pdf, sign_detached, sign_pdf
    from typeset.archive.signing.files import content_of
    from typeset.output_files import write_file

    content = or_exit(lambda: content_of(file))
    evidence = or_exit(means.evidence)
    stamper = means.stamper()

    def signed() -> bytes:
        if renew and stamper and evidence:
            return renew_pdf(content, time_stamper=stamper, evidence=evidence)
        with opened_key(means) as opened:
            if detached:
                return sign_detached(content, opened, time_stamper=stamper, name=file.name)
            return sign_pdf(
                content,
                opened,
                level=Level(means.level),
                time_stamper=stamper,
                evidence=evidence,
                seal=seal,
                name=file.name,
            )

    result = or_exit(signed)
    or_exit(lambda: write_file(target, result))
    click.echo(f"已生成 {target}")


def _check_usage(means: Means, picture: Path | None, at: tuple[float, float] | None, *, detached: bool) -> None:
    means.check()
    if bool(picture) != bool(at):
        raise click.UsageError("印章要有图片和位置：请同时写 --seal 和 --at")
    if detached and (picture or means.level in ("B-LT", "B-LTA")):
        raise click.UsageError("另存的签名没有印章图片，级别只能是 B-B 或 B-T")


def _check_renewal(means: Means, picture: Path | None, *, detached: bool) -> None:
    if means.given or picture or detached:
        raise click.UsageError("--renew 只盖时间戳，不签名；请不要写密钥、--seal 和 --detached")
    if not (means.tsa and means.roots):
        raise click.UsageError("--renew 要时间戳服务器和根证书；请写 --tsa 和 --roots")


def _target(file: Path, output: Path | None, form: str) -> Path:
    """Return where the result goes; a file that is there is never replaced."""
    target = output or file.with_name(form.format(file=file))
    if os.path.lexists(target):
        click.echo(f"“{target}”已经存在，不覆盖；请用 -o 换一个名字", err=True)
        sys.exit(1)
    return target


def _seal(picture: Path | None, page: int | None, at: tuple[float, float] | None, width_mm: float) -> "Seal | None":
    from typeset.archive.signing import Seal

    return Seal(picture, *at, page=page, width_mm=width_mm) if picture and at else None
