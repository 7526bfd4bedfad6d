"""Turn a page whose text runs up it (a table on its side, 8) so that it can be read as any other."""

from dataclasses import replace

from typeset.readers.pdf.painted import Box, Character, PdfPage, Rule

_UP = 90


def upright_page(page: PdfPage) -> PdfPage:
    """Return a page of which most text runs up the sheet, as it reads when the sheet is turned; others as they are."""
    turned = [character for character in page.characters if character.turn == _UP and character.text.strip()]
    if 2 * len(turned) <= sum(bool(character.text.strip()) for character in page.characters):
        return page
    height_mm = page.height_mm
    return replace(
        page,
        width_mm=height_mm,
        height_mm=page.width_mm,
        characters=tuple(_turned_character(character, height_mm) for character in turned),
        rules=tuple(Rule(_turned_box(rule.box, height_mm), rule.colour) for rule in page.rules),
        shapes=tuple(replace(shape, box=_turned_box(shape.box, height_mm)) for shape in page.shapes),
    )


def _turned_character(character: Character, height_mm: float) -> Character:
    ink = _turned_box(character.ink, height_mm) if character.ink is not None else None
    return replace(character, x_mm=height_mm - character.baseline_mm, baseline_mm=character.x_mm, ink=ink, turn=0)


def _turned_box(box: Box, height_mm: float) -> Box:
    return Box(height_mm - box.bottom_mm, box.left_mm, height_mm - box.top_mm, box.right_mm)
