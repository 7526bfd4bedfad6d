"""署名, 成文日期, 印章 and 签名章 (7.3.5) as blocks that stand below the text."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil

from typeset.layout.blocks import Alignment, Block, Element, Piece, Stamp
from typeset.layout.signatures.people import PLACEHOLDER, people_blocks
from typeset.layout.signatures.seal_rows import SealRow, SealSlot, centre_drop_mm, rows_above, seal_rows
from typeset.layout.signatures.signatories import Signatory, signatories
from typeset.layout.signatures.signing import Signing, date_block, date_piece
from typeset.layout.titles import break_title
from typeset.model import Document, Part, SealAbsent, SealPicture, SourcePath, names_in, people_in
from typeset.standard import (
    NO_SEAL_DATE_OFFSET_CELLS,
    NO_SEAL_RIGHT_INDENT_CELLS,
    SEAL_DATE_RIGHT_INDENT_CELLS,
    SIZE_3_PT,
    Role,
)

_TEXT_ROWS = 2  # of the text that stand above a signature on its page
_LONGEST_NAMES = (28.0, 14.0, 8.0)  # cells of a line of a joint 署名: broken only where the page cannot hold it


def document_signature(document: Document, signing: Signing) -> Iterator[Block]:
    """Yield 署名 and 成文日期 of a document; what is not given stands as a grey placeholder.

    纪要, and documents dated by their 题注, take none unless they give it.
    """
    date = date_piece(document.date)
    is_minutes = document.format == "纪要"
    if people := people_in(document.signature):
        yield from people_blocks(people, date, signing, ())
    elif document.format == "命令" and document.signature is None:
        yield from people_blocks((PLACEHOLDER,), date, signing, ())
    elif document.is_dated_by_note:
        return
    elif not is_minutes or document.signature or document.date:
        signers = signatories(document)
        if is_minutes and document.signature is None:
            signers = ()
        written = ("发文机关",) if document.signature is None else ("署名",)
        for block in _signed(signers, date, signing):
            yield replace(block, path=written) if block.path == ("署名",) else block


def part_signature(part: Part, path: SourcePath, signing: Signing) -> Iterator[Block]:
    """Yield 署名 and 成文日期 of an attachment or an issued text as far as they are given; no seal is kept for."""
    if people := people_in(part.signature):
        yield from people_blocks(people, date_piece(part.date), signing, path)
    elif names := names_in(part.signature):
        yield from _plain(names, date_piece(part.date), path, signing)
    elif part.date:
        yield from _plain((), date_piece(part.date), path, signing)


def _signed(signers: Sequence[Signatory], date: Piece, signing: Signing) -> Iterator[Block]:
    if all(isinstance(signer.seal, SealAbsent) for signer in signers):
        yield from _plain([signer.name for signer in signers], date, (), signing)
    elif len(signers) == 1:
        yield from _sealed(signers[0], date, signing)
    else:
        yield from _jointly_sealed(signers, date, signing)


def _plain(names: Sequence[str], date: Piece, path: SourcePath, signing: Signing) -> Iterator[Block]:
    """Yield 署名 without a seal, two 字 in, 主办机关 first; the date two 字 right of its beginning (R-7.3.5.2)."""
    lines = [line for name in names for line in _name_lines(name, signing)]
    name_cells = max(map(signing.cells, lines), default=0.0)
    date_cells, offset = signing.cells(date.text), NO_SEAL_DATE_OFFSET_CELLS
    name_right = float(NO_SEAL_RIGHT_INDENT_CELLS)
    date_right = name_right + name_cells - offset - date_cells
    if date_right < NO_SEAL_RIGHT_INDENT_CELLS:
        date_right = float(NO_SEAL_RIGHT_INDENT_CELLS)
        name_right = max(0.0, date_right + date_cells + offset - name_cells)
    for index, line in enumerate(lines):
        yield _line(line, name_right, path, rows_before=0 if index else 1)
    yield date_block(date, date_right, path, rows_before=0 if lines else 1)


def _sealed(signer: Signatory, date: Piece, signing: Signing) -> Iterator[Block]:
    """Yield a 署名 centred on its date, the date four 字 in, the seal centred on both (R-7.3.5.1-1 to -5).

    A long 署名 moves the date to the left; one that no line holds is broken by words.
    """
    grid = signing.grid
    lines = _name_lines(signer.name, signing)
    widest, date_cells = max(map(signing.cells, lines)), signing.cells(date.text)
    date_right = max(float(SEAL_DATE_RIGHT_INDENT_CELLS), (widest - date_cells) / 2)
    middle = date_right + date_cells / 2
    diameter = signer.diameter_mm(signing.seal_mm)
    drop = centre_drop_mm(len(lines), grid, has_date=True)
    rows_before, raised = rows_above(len(lines), diameter, drop, grid)
    for index, line in enumerate(lines):
        right = max(0.0, middle - signing.cells(line) / 2)
        yield _line(line, right, (), rows_before=0 if index else rows_before)
    centre = grid.right_mm - middle * grid.cell_mm
    stamp = _stamp(signer, centre, drop - raised - grid.pitch_mm, signing)
    yield date_block(date, date_right, (), stamps=(stamp,))


def _jointly_sealed(signers: Sequence[Signatory], date: Piece, signing: Signing) -> Iterator[Block]:
    """Yield rows of 署名, each under its seal, the date under the last one and centred on it (R-7.3.5.1-6)."""
    grid = signing.grid
    date_mm = signing.mm(date.text)
    for longest in _LONGEST_NAMES:
        names = [_name_lines(signer.name, signing, min(longest, grid.columns)) for signer in signers]
        slots = [
            SealSlot(max(map(signing.mm, lines)), signer.diameter_mm(signing.seal_mm), len(lines))
            for signer, lines in zip(signers, names, strict=True)
        ]
        rows = seal_rows(slots, date_mm, grid, room_rows=grid.rows - _TEXT_ROWS)
        if not any(row.starts_page for row in rows):
            break
    for row in rows:
        yield from _seal_row(row, signers, names, signing)
    centre = rows[-1].centres_mm[-1]
    yield date_block(date, (grid.right_mm - centre - date_mm / 2) / grid.cell_mm, ())


def _seal_row(
    row: SealRow, signers: Sequence[Signatory], names: Sequence[tuple[str, ...]], signing: Signing
) -> Iterator[Block]:
    """Yield the lines of a row of 署名; the seals belong to the last one, which every 署名 ends on."""
    places = list(enumerate(row.centres_mm, start=row.first))
    for number in range(row.lines):
        shown = [
            (names[index][number - row.lines], centre)
            for index, centre in places
            if len(names[index]) >= row.lines - number
        ]
        is_last = number == row.lines - 1
        sealed = [(signers[index], centre) for index, centre in places] if is_last else []
        stamps = tuple(
            _stamp(signer, centre, row.drop_mm, signing)
            for signer, centre in sealed
            if not isinstance(signer.seal, SealAbsent)
        )
        yield Block(
            Element.SIGNATURE,
            tuple(Piece(text, Role.FANGSONG) for text, _ in shown),
            SIZE_3_PT,
            Alignment.LEFT,
            rows_before=0 if number else row.rows_before,
            starts_page=row.starts_page and number == 0,
            keep_with_next=True,
            needs_body=True,
            stamps=stamps,
            stops=tuple(centre - signing.mm(text) / 2 - signing.grid.left_mm for text, centre in shown),
            path=("署名",),
        )


def _line(text: str, right_cells: float, path: SourcePath, *, rows_before: int) -> Block:
    """Return a line of a 署名 on its own."""
    return Block(
        Element.SIGNATURE,
        (Piece(text, Role.FANGSONG),),
        SIZE_3_PT,
        Alignment.RIGHT,
        rows_before=rows_before,
        right_cells=right_cells,
        keep_with_next=True,
        needs_body=True,
        path=(*path, "署名"),
    )


def _stamp(signer: Signatory, centre_mm: float, drop_mm: float, signing: Signing) -> Stamp:
    """Return a seal whose centre lies `drop_mm` below the top of a line; its longer side is its diameter."""
    width = height = signer.diameter_mm(signing.seal_mm)
    file = None
    if isinstance(signer.seal, SealPicture):
        file = signing.pictures.file(signer.seal.file)
        across, down = signing.pictures.size_mm(signer.seal.file)
        width, height = width * across / max(across, down), height * down / max(across, down)
    return Stamp(file, centre_mm - width / 2, drop_mm - height / 2, width, height, f"{signer.name}印章")


def _name_lines(name: str, signing: Signing, longest: float | None = None) -> tuple[str, ...]:
    """Return the lines of a 署名: a name that no line holds is broken into as few as can be, by words if they allow."""
    limit = longest or float(signing.grid.columns)
    width = signing.cells(name)
    count = ceil(width / limit - 1e-6)
    if count < 2:
        return (name,)
    for widest in range(ceil(width / count) + 1, int(limit) + 1):
        lines = break_title(name, longest=widest, advance=signing.cells)
        if len(lines) <= count:
            return lines
    return _filled(name, min(limit, ceil(width / count)), signing)


def _filled(name: str, limit: float, signing: Signing) -> tuple[str, ...]:
    """Return a name in lines filled to the limit one after the other, whatever its words."""
    lines = [""]
    for character in name:
        if lines[-1] and signing.cells(lines[-1] + character) > limit + 1e-6:
            lines.append("")
        lines[-1] += character
    return tuple(lines)
