"""What the user gives to sign with: the options that sign and archive share, the key and what else a level needs."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from typeset.archive.signing import Evidence, HttpTimeStamper
    from typeset.archive.signing.keys import Key

LEVELS = ("B-B", "B-T", "B-LT", "B-LTA")
PASSWORD_VARIABLE = "TYPESET_KEY_PASSWORD"
FILE = click.Path(path_type=Path)


@dataclass(frozen=True)
class Means:
    """The options; the names of the fields are theirs."""

    key: Path | None
    password_file: Path | None
    pkcs11: Path | None
    token: str | None
    label: str | None
    signer_command: str | None
    level: str
    tsa: str | None
    roots: tuple[Path, ...]
    crl: tuple[Path, ...]
    fetches: bool

    @property
    def given(self) -> int:
        """How many keys are named."""
        return sum(each is not None for each in (self.key, self.pkcs11, self.signer_command))

    def check(self) -> None:
        """Raise UsageError unless exactly one key is named, with what it needs."""
        if self.given != 1:
            raise click.UsageError("用什么签名：请在 --key、--pkcs11、--signer-command 里选一个")
        if self.pkcs11 and not self.token:
            raise click.UsageError("用密码设备签名，请用 --token 写明设备的名称")

    def stamper(self) -> "HttpTimeStamper | None":
        """Return the time-stamp server."""
        from typeset.archive.signing import HttpTimeStamper

        return HttpTimeStamper(self.tsa) if self.tsa else None

    def evidence(self) -> "Evidence | None":
        """Return what proves that certificates are good. Raises SigningError."""
        from typeset.archive.signing import Evidence, load_certificates, load_revocation_lists

        if not self.roots:
            return None
        return Evidence(load_certificates(self.roots), load_revocation_lists(self.crl), self.fetches)


_OPTIONS = (
    click.option("--key", metavar="文件", type=FILE, help="密钥文件（PKCS#12：.p12、.pfx）。"),
    click.option(
        "--password-file",
        metavar="文件",
        type=FILE,
        help=f"密码或 PIN 写在这个文件里；也可用环境变量 {PASSWORD_VARIABLE}。",
    ),
    click.option("--pkcs11", metavar="程序库", type=FILE, help="用密码设备（UKey）签名：它的 PKCS#11 程序库。"),
    click.option("--token", metavar="名称", help="密码设备的名称。"),
    click.option("--label", metavar="名称", help="设备里证书的名称（只有一张时不必写）。"),
    click.option("--signer-command", metavar="命令", help="用外部命令签名（国密 SM2、电子印章），见 docs/signing.md。"),
    click.option(
        "--level", metavar="级别", type=click.Choice(LEVELS), default="B-B", help="B-B、B-T、B-LT、B-LTA（缺省 B-B）。"
    ),
    click.option("--tsa", metavar="网址", help="时间戳服务器（B-T 以上；缺省不用）。"),
    click.option(
        "--roots", metavar="文件", type=FILE, multiple=True, help="根证书（文件或文件夹），B-LT 以上要用；可写多次。"
    ),
    click.option(
        "--crl", metavar="文件", type=FILE, multiple=True, help="吊销列表（文件或文件夹），B-LT 以上要用；可写多次。"
    ),
    click.option("--fetch", "fetches", is_flag=True, help="上网向发证机构取吊销资料（缺省不上网）。"),
)


def signing_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options, which it gets as `means`."""

    @wraps(command)
    def collected(*arguments: object, **options: object) -> None:
        given = {each.name: options.pop(each.name) for each in fields(Means)}
        command(*arguments, means=Means(**given), **options)  # type: ignore[arg-type]

    for option in reversed(_OPTIONS):
        collected = option(collected)
    return collected


@contextmanager
def opened_key(means: Means) -> "Iterator[Key]":
    """Open what signs. Raises SigningError."""
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
    if file:
        from typeset.archive.signing.files import content_of

        return content_of(file, "密码文件").decode("utf-8-sig", "replace").rstrip("\r\n")
    if (given := os.environ.get(PASSWORD_VARIABLE)) is not None:
        return given
    if not sys.stdin.isatty():
        from typeset.errors import SigningError

        raise SigningError(f"没有给出{what}；请用 --password-file 或环境变量 {PASSWORD_VARIABLE}")
    typed: str = click.prompt(what, hide_input=True, default="", show_default=False)
    return typed
