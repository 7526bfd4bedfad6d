"""typeset archive: sources → packages to be kept."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from typeset.cli.running import or_exits, with_bar
from typeset.cli.signing_means import Means, opened_key, signing_options
from typeset.cli.texts import ChineseCommand

if TYPE_CHECKING:
    from typeset.archive.bag.signer import Signer
    from typeset.archiving import Record, Wishes
    from typeset.backends.pdf_process import PdfProcess


@click.command(cls=ChineseCommand, short_help="归档：源稿 → 归档包（PDF/A、OFD、Word 稿、源稿、元数据、摘要）")
@click.argument("files", metavar="文件…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="文件夹",
    default=Path("."),
    type=click.Path(path_type=Path, file_okay=False),
    help="归档包放在哪里（缺省：当前文件夹）。",
)
@click.option("--zip", "is_zip", is_flag=True, help="写成一个 ZIP 文件，不写成文件夹。")
@click.option(
    "--register",
    "register_file",
    metavar="文件",
    type=click.Path(path_type=Path, dir_okay=False),
    help="把归档和内容摘要记入这个发文登记簿；归档过别的内容的文号不再归档。",
)
@signing_options
def archive(files: tuple[Path, ...], folder: Path, *, is_zip: bool, register_file: Path | None, means: Means) -> None:
    """把源稿做成归档包：BagIt 文件夹，里面有 PDF/A、OFD、Word 稿、源稿和它引用的文件、元数据、来历和摘要清单。

    归档包以档号（源稿的“归档”里写的）或发文字号命名，从不覆盖已有的。缺成文日期、署名、印章、发文字号或版记的稿子不归档，
    缺的一并列出。给出密钥就签名：签在 PDF 里，再签整个包；不给就不签。

    退出码：0 全部归档，1 有失败的，2 命令写错。
    """
    from typeset.backends.pdf_process import PdfProcess

    if means.given:
        means.check()
    with PdfProcess() as painter, or_exits(), _signer(means) as signer:
        from typeset.archiving import Wishes, recording_in

        wishes = Wishes(folder, is_zip, signer)
        record = recording_in(register_file)
        outcomes = list(with_bar((_archived(file, wishes, record, painter) for file in files), files, "归档"))
    sys.exit(0 if all(outcomes) else 1)


@contextmanager
def _signer(means: Means) -> "Iterator[Signer | None]":
    """Open the key and yield who signs with it, None where no key was given. Raises SigningError."""
    if not means.given:
        yield None
        return
    from typeset.archive.signing import Level
    from typeset.archiving.signing import signer_of

    with opened_key(means) as key:
        yield signer_of(key, level=Level(means.level), time_stamper=means.stamper(), evidence=means.evidence())


def _archived(file: Path, wishes: "Wishes", record: "Record", painter: "PdfProcess") -> bool:
    """Archive one source and print what became of it; return whether it was archived."""
    from typeset.archiving import archive as archive_source
    from typeset.errors import SourceError, TypesetError

    try:
        made = archive_source(file, wishes, record=record, painter=painter)
    except SourceError as error:
        for issue in error.issues:
            click.echo(str(issue), err=True)
        click.echo(f"{file}：有{len(error.issues)}处要先补上或改正，没有归档", err=True)
        return False
    except TypesetError as error:
        click.echo(f"{file}：{error}", err=True)
        return False
    for issue in made.issues:
        click.echo(str(issue), err=True)
    signed = "已签名" if wishes.signer else "没有签名"
    click.echo(f"已归档 {made.path}（{signed}）")
    click.echo(f"　内容摘要 SHA-256 {made.digest}")
    return True
