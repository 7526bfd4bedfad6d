"""typeset sign: an electronic signature in a PDF, or beside any other file."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from typeset.cli.running import or_exit
from typeset.cli.texts import ChineseCommand

if TYPE_CHECKING:
    from typeset.archive.signing import Evidence, Seal
    from typeset.archive.signing.keys import Key

LEVELS = ("B-B", "B-T", "B-LT", "B-LTA")
PASSWORD_VARIABLE = "TYPESET_KEY_PASSWORD"
_PLACE = re.compile(r"\s*([0-9]{1,4}(?:\.[0-9]{1,3})?)\s*[,，]\s*([0-9]{1,4}(?:\.[0-9]{1,3})?)\s*(?:mm)?\s*")
_FILE = click.Path(path_type=Path)


def _place(context: click.Context, parameter: click.Parameter, value: str | None) -> tuple[float, float] | None:
    if value is None:
        return None
    found = _PLACE.fullmatch(value)
    if not found:
        raise click.BadParameter(f"不能是“{value[:40]}”；请写印章中心到纸左边、上边的毫米数，如 130,240")
    return float(found[1]), float(found[2])


@dataclass(frozen=True)
class _Means:
    """What the user gives to sign with."""

    key: Path | None
    password_file: Path | None
    pkcs11: Path | None
    token: str | None
    label: str | None
    signer_command: str | None


@click.command(cls=ChineseCommand, short_help="电子签名：PDF（PAdES），或另存签名文件")
@click.argument("file", metavar="文件", type=_FILE)
@click.option("--key", metavar="文件", type=_FILE, help="密钥文件（PKCS#12：.p12、.pfx）。")
@click.option(
    "--password-file",
    metavar="文件",
    type=_FILE,
    help=f"密码或 PIN 写在这个文件里；也可用环境变量 {PASSWORD_VARIABLE}。",
)
@click.option("--pkcs11", metavar="程序库", type=_FILE, help="用密码设备（UKey）签名：它的 PKCS#11 程序库。")
@click.option("--token", metavar="名称", help="密码设备的名称。")
@click.option("--label", metavar="名称", help="设备里证书的名称（只有一张时不必写）。")
@click.option("--signer-command", metavar="命令", help="用外部命令签名（国密 SM2、电子印章），见 docs/signing.md。")
@click.option(
    "--level", metavar="级别", type=click.Choice(LEVELS), default="B-B", help="B-B、B-T、B-LT、B-LTA（缺省 B-B）。"
)
@click.option("--tsa", metavar="网址", help="时间戳服务器（B-T 以上；缺省不用）。")
@click.option(
    "--roots", metavar="文件", type=_FILE, multiple=True, help="根证书（文件或文件夹），B-LT 以上要用；可写多次。"
)
@click.option(
    "--crl", metavar="文件", type=_FILE, multiple=True, help="吊销列表（文件或文件夹），B-LT 以上要用；可写多次。"
)
@click.option("--fetch", "fetches", is_flag=True, help="上网向发证机构取吊销资料（缺省不上网）。")
@click.option("--seal", "picture", metavar="图片", type=_FILE, help="显示这个印章图片（PNG、JPEG）；不写则看不见。")
@click.option("--page", metavar="页", type=click.IntRange(1), help="印章在第几页（缺省：最后一页）。")
@click.option("--at", metavar="x,y", callback=_place, help="印章中心到纸左边、上边多少毫米，如 130,240。")
@click.option("--seal-width", metavar="毫米", type=click.FloatRange(1, 200), default=42.0, help="印章多宽（缺省 42）。")
@click.option("--detached", is_flag=True, help="不改文件，签名另存为“文件名.p7s”；任何文件都可以。")
@click.option("-o", "--output", metavar="文件", type=_FILE, help="签好的文件写到哪里（缺省：原名加 .签名）。")
def sign(
    file: Path,
    *,
    key: Path | None,
    password_file: Path | None,
    pkcs11: Path | None,
    token: str | None,
    label: str | None,
    signer_command: str | None,
    level: str,
    tsa: str | None,
    roots: tuple[Path, ...],
    crl: tuple[Path, ...],
    fetches: bool,
    picture: Path | None,
    page: int | None,
    at: tuple[float, float] | None,
    seal_width: float,
    detached: bool,
    output: Path | None,
) -> None:
    """给 PDF 加电子签名：只在原来的内容后面添加，原来的一个字节也不改。签了名的文件请不要再改、再另存。

    密钥来自 --key、--pkcs11 或 --signer-command 之一。已有的文件不覆盖。
    """
    means = _Means(key, password_file, pkcs11, token, label, signer_command)
    _check_usage(means, picture, at, detached=detached, level=level)
    target = _target(file, output, detached=detached)
    seal = _seal(picture, page, at, seal_width)
    from typeset.archive.signing import HttpTimeStamper, Level, sign_detached, sign_pdf
    from typeset.archive.signing.files import content_of
    from typeset.output_files import write_file

    content = or_exit(lambda: content_of(file))
    evidence = or_exit(lambda: _evidence(roots, crl, fetches=fetches))
    stamper = HttpTimeStamper(tsa) if tsa else None

    def signed() -> bytes:
        with _key(means) as opened:
            if detached:
                return sign_detached(content, opened, time_stamper=stamper, name=file.name)
            return sign_pdf(
                content,
                opened,
                level=Level(level),
                time_stamper=stamper,
                evidence=evidence,
                seal=seal,
                name=file.name,
            )

    result = or_exit(signed)
    or_exit(lambda: write_file(target, result))
    click.echo(f"已生成 {target}")


def _check_usage(
    means: _Means, picture: Path | None, at: tuple[float, float] | None, *, detached: bool, level: str
) -> None:
    given = [name for name in ("key", "pkcs11", "signer_command") if getattr(means, name)]
    if len(given) != 1:
        raise click.UsageError("用什么签名：请在 --key、--pkcs11、--signer-command 里选一个")
    if means.pkcs11 and not means.token:
        raise click.UsageError("用密码设备签名，请用 --token 写明设备的名称")
    if bool(picture) != bool(at):
        raise click.UsageError("印章要有图片和位置：请同时写 --seal 和 --at")
    if detached and (picture or level in ("B-LT", "B-LTA")):
        raise click.UsageError("另存的签名没有印章图片，级别只能是 B-B 或 B-T")


def _target(file: Path, output: Path | None, *, detached: bool) -> Path:
    """Return where the result goes; a file that is there is never replaced."""
    beside = file.with_name(f"{file.name}.p7s") if detached else file.with_name(f"{file.stem}.签名{file.suffix}")
    target = output or beside
    if os.path.lexists(target):
        click.echo(f"“{target}”已经存在，不覆盖；请用 -o 换一个名字", err=True)
        sys.exit(1)
    return target


def _seal(picture: Path | None, page: int | None, at: tuple[float, float] | None, width_mm: float) -> "Seal | None":
    from typeset.archive.signing import Seal

    return Seal(picture, *at, page=page, width_mm=width_mm) if picture and at else None


def _evidence(roots: tuple[Path, ...], lists: tuple[Path, ...], *, fetches: bool) -> "Evidence | None":
    from typeset.archive.signing import Evidence, load_certificates, load_revocation_lists

    return Evidence(load_certificates(roots), load_revocation_lists(lists), fetches) if roots else None


@contextmanager
def _key(means: _Means) -> "Iterator[Key]":
    """Open what signs."""
    from typeset.archive.signing import key_from_file, key_from_token

    if means.signer_command:
        yield _command(means.signer_command)
    elif means.key:
        yield key_from_file(means.key, _password(means.password_file, f"密钥文件“{means.key}”的密码"))
    elif means.pkcs11 and means.token:
        pin = _password(means.password_file, f"密码设备“{means.token}”的 PIN")
        with key_from_token(means.pkcs11, means.token, pin, label=means.label) as key:
            yield key


def _command(line: str) -> "Key":
    import shlex

    from typeset.archive.signing import SignerCommand
    from typeset.errors import SigningError

    try:
        words = tuple(shlex.split(line))
    except ValueError as error:
        raise SigningError(f"签名命令写得不对（引号不成对）：{line}") from error
    if not words:
        raise SigningError("签名命令是空的；请写命令和参数")
    return SignerCommand(words)


def _password(file: Path | None, what: str) -> str:
    """Return the password: from the file, else the environment, else typed in unseen."""
    from typeset.archive.signing.files import content_of

    if file:
        return content_of(file, "密码文件").decode("utf-8-sig", "replace").rstrip("\r\n")
    if (given := os.environ.get(PASSWORD_VARIABLE)) is not None:
        return given
    if not sys.stdin.isatty():
        from typeset.errors import SigningError

        raise SigningError(f"没有给出{what}；请用 --password-file 或环境变量 {PASSWORD_VARIABLE}")
    typed: str = click.prompt(what, hide_input=True, default="", show_default=False)
    return typed
