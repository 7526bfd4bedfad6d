"""typeset fix: correct what is certain in a file, and show the rest."""

import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from typeset.cli.texts import ChineseCommand

if TYPE_CHECKING:
    from typeset.fixing import Correction, Fixed


@click.command(cls=ChineseCommand, short_help="改正：源稿或文字里确定无疑的差错")
@click.argument("files", metavar="文件…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="只显示会怎样改（统一差异格式），不写文件。")
@click.option("-o", "--output", metavar="文件", type=click.Path(path_type=Path), help="写到这个文件，不改原来的。")
def fix(files: tuple[Path, ...], *, dry_run: bool, output: Path | None) -> None:
    """改正 YAML 源稿或文字文件里确定无疑的差错：半角标点、多余的空格、直引号、繁体字、序号的标点等。

    注释、次序、引号写法和换行不变。其余的逐条列出，由您决定；人名、数字、引文和政治用语从不改动。
    退出码：0 完成；1 有文件读不了或写不了；2 命令写错。
    """
    if output is not None and len(files) > 1:
        raise click.UsageError("-o 只能和一个文件一起用")
    done = [_fix_one(path, output or path, is_dry=dry_run) for path in files]
    sys.exit(0 if all(done) else 1)


def _fix_one(path: Path, target: Path, *, is_dry: bool) -> bool:
    """Correct one file and print what was done; tell whether it could be read and written."""
    from typeset.errors import TypesetError
    from typeset.fixing import fix_file
    from typeset.output_files import write_file

    try:
        fixed = fix_file(path)
        if is_dry:
            click.echo(_difference(path, fixed), nl=False)
        elif fixed.corrections or target != path:
            write_file(target, fixed.content)
    except TypesetError as error:
        click.echo(str(error), err=True)
        return False
    for correction in fixed.corrections if not is_dry else ():
        click.echo(_line("已改", correction))
    for proposal in fixed.proposals:
        click.echo(_line("建议" if proposal.after is not None else "存疑", proposal), err=is_dry)
    verb = "可改正" if is_dry else "已改正"
    click.echo(f"{path}：{verb} {len(fixed.corrections)} 处，另有 {len(fixed.proposals)} 处请您决定", err=is_dry)
    return True


def _line(word: str, correction: "Correction") -> str:
    """Return a correction as a line: where, by which rule, from what to what, why."""
    hint = f"；{correction.hint}" if word != "已改" else ""
    return f"{correction.where} {word} [{correction.rule}] {_change(correction)} {correction.message}{hint}"


def _change(correction: "Correction") -> str:
    """Return what becomes of the characters: “甲”→“乙”, “甲”→删去, 插入“乙”; they stand alone where nobody knows."""
    from typeset.errors import quoted

    if not correction.before:
        return f"插入{quoted(correction.after)}"
    if correction.after is None:
        return quoted(correction.before)
    return f"{quoted(correction.before)}→{quoted(correction.after) if correction.after else '删去'}"


def _difference(path: Path, fixed: "Fixed") -> str:
    """Return a unified diff of a file before and after."""
    before, after = fixed.before.splitlines(keepends=True), fixed.after.splitlines(keepends=True)
    lines = difflib.unified_diff(before, after, f"{path}（原稿）", f"{path}（改正）")
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
