"""What every subcommand needs: to stop with a reason, to show that long work goes on."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import click

BAR_FROM_FILES, BAR_FROM_BYTES = 4, 200_000

T = TypeVar("T")


def or_exit(work: Callable[[], T], *, status: int = 1) -> T:
    """Return the result of `work`; print the reason and exit with `status` when it cannot go on."""
    from typeset.errors import TypesetError

    try:
        return work()
    except TypesetError as error:
        click.echo(str(error), err=True)
        sys.exit(status)


@contextmanager
def or_exits(status: int = 1) -> Iterator[None]:
    """Print the reason and exit with `status` when the work inside cannot go on."""
    from typeset.errors import TypesetError

    try:
        yield
    except TypesetError as error:
        click.echo(str(error), err=True)
        sys.exit(status)


def with_bar(items: Iterable[T], files: tuple[Path, ...], words: str = "排版") -> Iterator[T]:
    """Pass items on, showing a progress bar on a terminal when the work is long."""
    size = sum(os.path.getsize(path) for path in files if os.path.isfile(path))
    if not sys.stderr.isatty() or (len(files) < BAR_FROM_FILES and size < BAR_FROM_BYTES):
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, words, total=len(files), console=Console(stderr=True), transient=True)
