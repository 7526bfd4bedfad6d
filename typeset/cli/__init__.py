"""The command: reads what the user typed, calls the library, prints. Exit status: 0 done, 1 failed, 2 usage."""

import errno
import os
import sys

import click

from typeset.cli.archive import archive
from typeset.cli.build import build
from typeset.cli.check import check
from typeset.cli.create import new, seal
from typeset.cli.diff import diff
from typeset.cli.fix import fix
from typeset.cli.import_file import import_files
from typeset.cli.register import register
from typeset.cli.show import dump, fonts, schema
from typeset.cli.sign import sign
from typeset.cli.texts import ChineseGroup, usage_message
from typeset.cli.verify import verify


@click.group(cls=ChineseGroup, help="公文排版：一份 YAML 源稿，排成合乎 GB/T 9704—2012 的 PDF 和可编辑的 Word 稿。")
@click.version_option(package_name="typeset", prog_name="typeset", message="%(prog)s %(version)s", help="显示版本。")
def commands() -> None:
    """Group the subcommands."""


for command in (build, check, import_files, fix, diff, dump, new, fonts, schema, seal, archive, register, verify, sign):
    commands.add_command(command)


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
