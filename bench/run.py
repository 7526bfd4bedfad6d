"""Measure speed and memory, and print them with ratios: `make bench`, or `python -m bench.run [--save]`.

Every cold figure is a process of its own, started after one that is thrown away. CPU time and peak memory are what the
kernel counted for the process and its children; peak memory is that of the largest single process, and never under
what this one held when it started it.
"""

import argparse
import contextlib
import importlib.util
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from bench.samples import (
    NOTICE,
    write_long_notice,
    write_numbered,
    write_table,
    write_text,
    write_typst_notice,
    write_whole_notice,
)

ROOT = Path(__file__).resolve().parents[1]
FONTS = ROOT / "fonts"
RESULTS = ROOT / "bench/RESULTS.md"
TYPESET = (sys.executable, "-m", "typeset")
LENGTHS = (13, 100, 500)
TABLE_ROWS = (200, 2000)
CHECKED_PARAGRAPHS = (200, 2000)


@dataclass(frozen=True)
class Cost:
    """What a process took; `output` is what it printed."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    output: bytes = b""


def run_process(command: Sequence[str | Path]) -> Cost:
    """Run a command to its end and return its cost; RuntimeError with its complaint when it fails."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as complaint:
        begin = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=complaint)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            complaint.seek(0)
            raise RuntimeError(f"{command}: {complaint.read().decode(errors='replace')[-2000:]}")
        output.seek(0)
        return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output.read())


def median_cost(command: Sequence[str | Path], rounds: int = 5) -> Cost:
    """Return the median costs of a command over `rounds` runs after one that is not counted."""
    run_process(command)
    costs = [run_process(command) for _ in range(rounds)]
    return Cost(
        statistics.median(cost.wall_s for cost in costs),
        statistics.median(cost.cpu_s for cost in costs),
        statistics.median(cost.peak_mb for cost in costs),
        costs[-1].output,
    )


def run_piece(*words: str | Path) -> tuple[Cost, dict[str, float]]:
    """Run one of `bench.pieces` in its own process; return its cost and what it measured inside."""
    cost = run_process([sys.executable, "-m", "bench.pieces", *words])
    return cost, json.loads(cost.output)


def table(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a Markdown table; fractions get three significant digits."""
    lines = [[f"{cell:.3g}" if isinstance(cell, float) and cell < 1000 else str(cell) for cell in row] for row in rows]
    rules = ["---", *["--:"] * (len(heads) - 1)]
    body = "\n".join(f"| {' | '.join(line)} |" for line in (heads, rules, *lines))
    return f"\n## {title}\n\n{body}"


def cost_table(title: str, costs: dict[str, Cost]) -> str:
    """Return a table of cold processes, their wall time as a ratio to the first."""
    reference = next(iter(costs.values())).wall_s
    rows = [(name, c.wall_s, c.cpu_s, round(c.peak_mb), c.wall_s / reference) for name, c in costs.items()]
    return table(title, ("", "wall s", "CPU s", "peak MB", "ratio"), rows)


def measure_start() -> str:
    """Measure what it takes until the program is there at all."""
    return cost_table(
        "Start: cold process, median of 5",
        {
            "python -c pass": median_cost([sys.executable, "-c", "pass"]),
            "import typeset": median_cost([sys.executable, "-c", "import typeset"]),
            "typeset --help": median_cost([*TYPESET, "--help"]),
        },
    )


def measure_build(folder: Path) -> str:
    """Measure the commands on the notice, and LibreOffice on the Word draft that was built."""

    def build(formats: str) -> Cost:
        return median_cost([*TYPESET, "build", NOTICE, "-o", folder / "build", "--formats", formats])

    costs = {name: build(formats) for name, formats in (("PDF", "pdf"), ("DOCX", "docx"), ("both", "pdf,docx"))}
    (draft,), (page,) = ((folder / "build").glob(f"*.{suffix}") for suffix in ("docx", "pdf"))
    costs |= {f"check, {path.suffix[1:]}": median_check(path) for path in (NOTICE, page, draft)}
    costs["import, docx"] = median_cost([*TYPESET, "import", draft, "-o", folder / "imported.yaml", "--force"])
    remark = "\n\nLibreOffice is not installed: its time for DOCX → PDF was not measured."
    if shutil.which("soffice"):
        costs["LibreOffice, DOCX → PDF (median of 3)"] = median_libreoffice(draft, folder)
        remark = ""
    return cost_table("typeset build, check and import of the notice: cold process, median of 5", costs) + remark


def median_check(path: Path) -> Cost:
    """Return what checking takes, whose exit code is 1 where there is something to correct."""
    return median_cost(["sh", "-c", '"$@" || [ $? = 1 ]', "check", *TYPESET, "check", path])


def median_libreoffice(draft: Path, folder: Path) -> Cost:
    """Return what LibreOffice takes to turn a draft into a PDF, its user profile already made."""
    profile = (folder / "profile").as_uri()
    words = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir"]
    return median_cost([*words, folder / "libreoffice", draft], rounds=3)


def measure_warm() -> str:
    """Measure one more document in a process that is warm."""
    cost, inside = run_piece("warm", NOTICE)
    names = {
        "compose": "read and lay out",
        "pdf": "paint the PDF",
        "docx": "write the DOCX",
        "pdfa": "paint the PDF/A",
        "ofd": "write the OFD",
    }
    rows = [(name, inside[part], inside[part] / inside["compose"]) for part, name in names.items()]
    title = "The notice in a warm process, median of 5"
    return table(title, ("", "CPU s", "ratio"), rows) + f"\n\nPeak memory of that process: {cost.peak_mb:.0f} MB."


def measure_lengths(folder: Path) -> str:
    """Measure long documents, each in its own process, against the shortest."""
    _, sample = run_piece("long", write_long_notice(folder, 10))
    pages_a_copy = (sample["pages"] - 1) / 10
    rows: list[tuple[str | float, ...]] = []
    shortest = 0.0
    for length in LENGTHS:
        cost, inside = run_piece("long", write_long_notice(folder, (length - 1) / pages_a_copy))
        parts = [inside[part] / inside["pages"] for part in ("compose", "pdf", "docx")]
        shortest = shortest or sum(parts)
        rows.append((str(inside["pages"]), *parts, sum(parts), sum(parts) / shortest, str(round(cost.peak_mb))))
    heads = ("pages", "lay out s", "PDF s", "DOCX s", "all s", "ratio", "peak MB")
    return table("Long documents: CPU seconds a page", heads, rows)


def measure_tables(folder: Path) -> str:
    """Measure tables of six columns, each in its own process, against the shortest."""
    rows: list[tuple[str | float, ...]] = []
    shortest = 0.0
    for count in TABLE_ROWS:
        cost, inside = run_piece("long", write_table(folder, count))
        parts = [inside[part] for part in ("compose", "pdf", "docx")]
        a_row = sum(parts) / count
        shortest = shortest or a_row
        rows.append((str(count), str(inside["pages"]), *parts, a_row / shortest, str(round(cost.peak_mb))))
    heads = ("rows", "pages", "lay out s", "PDF s", "DOCX s", "ratio a row", "peak MB")
    return table("Long tables: CPU seconds", heads, rows)


def build_draft(folder: Path, count: int) -> Path:
    """Build a Word draft of so many paragraphs, in a process of its own: this one must stay small."""
    target = folder / f"draft-{count}"
    run_process([*TYPESET, "build", write_numbered(folder, count), "-o", target, "--formats", "docx"])
    (draft,) = target.glob("*.docx")
    return draft


def measure_checks(folder: Path) -> str:
    """Measure the check of plain texts and Word drafts, each in its own process, against the shortest of its kind."""
    rows: list[tuple[str | float, ...]] = []
    for write in (write_text, build_draft):
        shortest = 0.0
        for count in CHECKED_PARAGRAPHS:
            path = write(folder, count)
            cost, inside = run_piece("check", path)
            a_paragraph = inside["check"] / count
            shortest = shortest or a_paragraph
            rows.append((path.suffix, str(count), inside["check"], a_paragraph / shortest, str(round(cost.peak_mb))))
    return table("Checks: CPU seconds", ("", "paragraphs", "check s", "ratio a paragraph", "peak MB"), rows)


def measure_archive(folder: Path) -> str:
    """Measure what a package takes beyond its files, and its verification."""
    _, inside = run_piece("archive", write_whole_notice(folder), folder / "archive")
    beyond = inside["archive"] - inside["files"]
    rows = [
        ("read, lay out, write PDF/A, OFD, DOCX", inside["files"]),
        ("package: all else", beyond),
        ("verify, without veraPDF", inside["verify"]),
    ]
    title = "The notice's package in a warm process, median of 5"
    return table(title, ("", "CPU s", "ratio"), [(*row, row[1] / inside["files"]) for row in rows])


def measure_typst(folder: Path) -> str:
    """Measure the same text through Typst, as the yardstick."""
    if importlib.util.find_spec("typst") is None:
        return "\nTypst is not installed (the extra `bench`): no yardstick."
    source = write_typst_notice(folder)
    piece = (sys.executable, "-m", "bench.pieces")
    return cost_table(
        f"The notice's text to PDF from Python, beside Typst {version('typst')}: cold process, median of 5",
        {
            "Typst": median_cost([*piece, "typst", source, FONTS]),
            "typeset": median_cost([*piece, "first", NOTICE]),
        },
    )


def describe_machine() -> str:
    """Return what the figures were measured on."""
    cpu = platform.processor() or platform.machine()
    with contextlib.suppress(OSError):
        names = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
        cpu = names[0].split(":", 1)[1].strip() if names else cpu
    return (
        f"{cpu}, {os.cpu_count()} cores; {platform.system()} {platform.release()}; Python {platform.python_version()}; "
        f"typeset {version('typeset')}, WeasyPrint {version('weasyprint')}."
    )


def measure_all() -> Iterator[str]:
    """Yield one table after the other, as they are measured."""
    yield f"# Speed and memory\n\n{describe_machine()}"
    with tempfile.TemporaryDirectory(prefix="typeset-bench-") as name:
        folder = Path(name)
        yield measure_start()
        yield measure_build(folder)
        yield measure_warm()
        yield measure_lengths(folder)
        yield measure_tables(folder)
        yield measure_checks(folder)
        yield measure_archive(folder)
        yield measure_typst(folder)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="measure speed and memory")
    parser.add_argument("--save", action="store_true", help="write the tables to bench/RESULTS.md as well")
    save = parser.parse_args().save
    tables = []
    for text in measure_all():
        print(text, flush=True)
        tables.append(text)
    if save:
        RESULTS.write_text("\n".join(tables) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
