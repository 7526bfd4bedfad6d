"""Change one thing of what is painted on the pages of a PDF: each rule gets a page that breaks it and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from tests.rendered import painted
from typeset.readers.pdf import Box, Character, PdfFile, PdfPage, Rule, Shape, read_pdf
from typeset.readers.pdf.lines import lines_of
from typeset.resources import data_folder


@cache
def sample_pages(kind: str) -> PdfFile:
    """Return what is painted on the pages of a sample."""
    return read_pdf(painted(data_folder("samples") / f"{kind}.yaml"), name=f"{kind}.pdf")


@cache
def pages_of(file: Path) -> PdfFile:
    """Return what is painted on the pages of a source's PDF."""
    return read_pdf(painted(file), name=f"{file.stem}.pdf")


def moved_box(box: Box, across_mm: float, down_mm: float) -> Box:
    """Return a box elsewhere."""
    return Box(box.left_mm + across_mm, box.top_mm + down_mm, box.right_mm + across_mm, box.bottom_mm + down_mm)


def moved(character: Character, across_mm: float = 0.0, down_mm: float = 0.0) -> Character:
    """Return a character elsewhere, with its ink."""
    ink = moved_box(character.ink, across_mm, down_mm) if character.ink is not None else None
    return replace(character, x_mm=character.x_mm + across_mm, baseline_mm=character.baseline_mm + down_mm, ink=ink)


def with_page(file: PdfFile, number: int, change: Callable[[PdfPage], PdfPage]) -> PdfFile:
    """Return a file with a page changed; number -1 is the last page."""
    index = number - 1 if number > 0 else len(file.pages) + number
    pages = (change(page) if place == index else page for place, page in enumerate(file.pages))
    return replace(file, pages=tuple(pages))


def with_line(file: PdfFile, number: int, beginning: str, change: Callable[[Character], Character | None]) -> PdfFile:
    """Return a file with every character of a line changed, None taking it away; there has to be such a line."""

    def changed(page: PdfPage) -> PdfPage:
        columns = (column for line in lines_of(page) for column in (*line.segments, line))
        found = next(column for column in columns if column.solid.startswith(beginning))
        ids = {id(character) for character in found.characters}
        kept = ((change(c) if id(c) in ids else c) for c in page.characters)
        return replace(page, characters=tuple(c for c in kept if c is not None))

    return with_page(file, number, changed)


def with_text(file: PdfFile, number: int, before: str, after: str) -> PdfFile:
    """Return a file with the characters of a line's beginning replaced by as many others."""
    assert len(before) == len(after)
    letters = iter(after)
    left = len(before)

    def change(character: Character) -> Character:
        nonlocal left
        left -= 1
        return replace(character, text=next(letters)) if left >= 0 else character

    return with_line(file, number, before, change)


def with_rules(file: PdfFile, number: int, change: Callable[[Rule], Rule | None]) -> PdfFile:
    """Return a file with every rule of a page changed, None taking it away."""
    return with_page(
        file,
        number,
        lambda page: replace(page, rules=tuple(rule for old in page.rules if (rule := change(old)) is not None)),
    )


def with_shapes(file: PdfFile, number: int, change: Callable[[Shape], Shape]) -> PdfFile:
    """Return a file with every drawing of a page changed."""
    return with_page(file, number, lambda page: replace(page, shapes=tuple(map(change, page.shapes))))


def all_characters(file: PdfFile, change: Callable[[Character], Character]) -> PdfFile:
    """Return a file with every character changed."""
    pages = (replace(page, characters=tuple(map(change, page.characters))) for page in file.pages)
    return replace(file, pages=tuple(pages))
