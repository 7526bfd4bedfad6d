"""typeset import: files of any origin → sources, and a report of what was repaired, proposed and not found."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from typeset.cli.running import or_exit, with_bar
from typeset.cli.texts import ChineseCommand
from typeset.input_files import FileKind, kind_of

if TYPE_CHECKING:
    from typeset.readers.imported import Imported
    from typeset.reports.imported import ImportReport


@click.command("import", cls=ChineseCommand, short_help="导入：把文本等文件变成源稿，报告改了什么、缺什么")
@click.argument("files", metavar="文件…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="文件或文件夹",
    type=click.Path(path_type=Path),
    help="写到哪里：以 .yaml 结尾的是文件，否则是文件夹（缺省：原文件旁边，同名）。",
)
@click.option("--force", is_flag=True, help="已有的源稿也覆盖。")
@click.option("--verbose", "shows_all", is_flag=True, help="列出每一处修改和每一行没有采用的文字。")
@click.option("--json", "as_json", is_flag=True, help="打印 JSON，供程序读取。")
@click.option(
    "--report", "report_file", metavar="文件", type=click.Path(path_type=Path), help="另把完整的报告写到文件。"
)
def import_files(
    files: tuple[Path, ...],
    *,
    output: Path | None,
    force: bool,
    shows_all: bool,
    as_json: bool,
    report_file: Path | None,
) -> None:
    """把别处来的文件变成源稿（YAML）：认出公文各要素，接上断开的段落，改正确定无疑的错字和标点。

    每一处修改都列在报告里；拿不准的只提建议，写在源稿的注释里；原文没有写明的要素列出来，从不代填。
    已有的源稿从不覆盖，除非写 --force。退出码：0 都已导入；1 有的不能导入；2 命令写错。
    """
    if output is not None and kind_of(output) is FileKind.SOURCE and len(files) > 1:
        raise click.UsageError(f"{len(files)} 个文件不能写到同一个源稿；-o 请给文件夹")
    from typeset.reports.imported import import_json, import_lines

    reports = list(with_bar(_imported(files, output, force=force), files, "导入"))
    if as_json:
        click.echo(import_json(reports))
    else:
        for report in reports:
            for line in import_lines(report, shows_all=shows_all):
                click.echo(line, err=report.imported is None)
    if report_file is not None:
        _write_report(reports, report_file)
    sys.exit(1 if any(report.failure for report in reports) else 0)


def _imported(files: Sequence[Path], output: Path | None, *, force: bool) -> Iterator["ImportReport"]:
    """Import and write one file after the other; one that fails does not stop the rest."""
    from typeset.errors import TypesetError
    from typeset.importing import import_file
    from typeset.reports.imported import ImportReport

    for path in files:
        try:
            imported = import_file(path)
        except TypesetError as error:
            yield ImportReport(str(path), failure=str(error))
            continue
        target = _target(path, output)
        try:
            _write(imported, target, force=force)
        except TypesetError as error:
            yield ImportReport(str(path), imported, failure=str(error))
        else:
            yield ImportReport(str(path), imported, target)


def _target(path: Path, output: Path | None) -> Path:
    if output is None:
        return path.with_suffix(".yaml")
    return output if kind_of(output) is FileKind.SOURCE else output / f"{path.stem}.yaml"


def _write(imported: "Imported", target: Path, *, force: bool) -> None:
    """Write a source and its pictures; raises OutputError when one of them is there already, before any is written."""
    from typeset.errors import OutputError
    from typeset.importing import imported_yaml
    from typeset.output_files import write_file

    files = {target.parent / name: data for name, data in imported.pictures.items()}
    files[target] = imported_yaml(imported).encode()
    there = [str(path) for path in files if path.exists()]
    if there and not force:
        raise OutputError(f"已有“{'”“'.join(there)}”，没有覆盖；要覆盖请加 --force，或用 -o 另写一处")
    for path, data in files.items():
        write_file(path, data)


def _write_report(reports: Sequence["ImportReport"], target: Path) -> None:
    from typeset.output_files import write_file
    from typeset.reports.imported import import_json, import_lines

    lines = [line for report in reports for line in import_lines(report, shows_all=True)]
    text = import_json(reports) if target.suffix.lower() == ".json" else "\n".join(lines)
    or_exit(lambda: write_file(target, f"{text}\n".encode()))
