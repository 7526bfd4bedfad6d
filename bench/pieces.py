"""What `bench.run` measures inside a process of its own: `python -m bench.pieces PIECE FILE [FONTS]` prints JSON.

Only the public functions of the library are used. Times are CPU seconds of the process, all threads together.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.samples import NOTICE

ROUNDS = 5


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the CPU time that `work` takes."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def warm_document(path: Path) -> dict[str, float]:
    """Return the median costs of one document in a process that has already made one."""
    from typeset import compose, write_docx, write_ofd, write_pdf, write_pdfa

    def median_of(work: Callable[[], object]) -> float:
        work()
        return statistics.median(cpu_seconds(work) for _ in range(ROUNDS))

    composition = compose(path)
    return {
        "compose": median_of(lambda: compose(path)),
        "pdf": median_of(lambda: write_pdf(composition)),
        "docx": median_of(lambda: write_docx(composition)),
        "pdfa": median_of(lambda: write_pdfa(composition)),
        "ofd": median_of(lambda: write_ofd(composition)),
    }


def long_document(path: Path) -> dict[str, float]:
    """Return the costs of one document in a process that has made the notice before, and its number of pages."""
    from typeset import compose, write_docx, write_pdf

    notice = compose(NOTICE)
    write_pdf(notice)
    write_docx(notice)
    begin = time.process_time()
    composition = compose(path)
    return {
        "compose": time.process_time() - begin,
        "pdf": cpu_seconds(lambda: write_pdf(composition)),
        "docx": cpu_seconds(lambda: write_docx(composition)),
        "pages": len(composition.layout.pages),
    }


def checked_file(path: Path) -> dict[str, float]:
    """Return what checking a file takes in a process that has checked the notice before."""
    from typeset import check_file

    check_file(NOTICE)
    return {"check": cpu_seconds(lambda: check_file(path))}


def first_pdf(path: Path) -> dict[str, float]:
    """Return the cost of a process's first PDF, imports included."""

    def work() -> None:
        from typeset import compose, write_pdf

        write_pdf(compose(path))

    return {"pdf": cpu_seconds(work)}


def archived_document(path: Path, folder: Path) -> dict[str, float]:
    """Return what archiving and verifying take in a warm process, and what the files alone of a package take."""
    from typeset import Wishes, archive_document, compose, verify, write_docx, write_ofd, write_pdfa

    def files() -> None:
        composition = compose(path)
        for write in (write_pdfa, write_ofd, write_docx):
            write(composition)

    costs: dict[str, list[float]] = {"files": [], "archive": [], "verify": []}
    for number in range(ROUNDS + 1):
        target = folder / str(number)
        costs["files"].append(cpu_seconds(files))
        costs["archive"].append(cpu_seconds(lambda target=target: archive_document(path, Wishes(target))))
        (package,) = target.iterdir()
        costs["verify"].append(cpu_seconds(lambda package=package: verify(package)))
    return {name: statistics.median(seconds[1:]) for name, seconds in costs.items()}


def typst_pdf(path: Path, fonts: Path) -> dict[str, float]:
    """Return the cost of a process's first PDF by Typst, its import included."""

    def work() -> None:
        import typst

        typst.compile(str(path), font_paths=[str(fonts)], ignore_system_fonts=True)

    return {"pdf": cpu_seconds(work)}


PIECES: dict[str, Callable[..., dict[str, float]]] = {
    "warm": warm_document,
    "long": long_document,
    "check": checked_file,
    "first": first_pdf,
    "archive": archived_document,
    "typst": typst_pdf,
}

if __name__ == "__main__":
    print(json.dumps(PIECES[sys.argv[1]](*map(Path, sys.argv[2:]))))
