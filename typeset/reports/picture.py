"""Draw a page with its type area, its grid and every finding on it: what was found where, and where it should be."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

from typeset.errors import Issue
from typeset.reports.picture_legend import Numbered, legend
from typeset.reports.picture_look import (
    AREA,
    CARD_GAP_PX,
    DOTS_PER_INCH,
    GRID_LINE,
    INKS,
    Ink,
    badge,
    dashed_line,
    font,
    px,
)
from typeset.reports.picture_wishes import Wish, wish_of
from typeset.standard import PAGE_WIDTH_MM, TYPE_AREA_TOP_MM, Grid, grid_b

MOST_PAGES = 40
BADGE_MM = 2.7
_BADGE_AT_MM = PAGE_WIDTH_MM - 6.5
_BADGE_STEP_MM = 6.4
_PADDING_MM = 0.9
_LEAST_BOX_MM = 2.4


def draw_deviations(
    pdf: Path | bytes, issues: Sequence[Issue], *, pages: Iterable[int] | None = None
) -> Mapping[int, bytes]:
    """Return PNG pictures of the pages that findings stand on (or of `pages`), each with its findings and a legend.

    Findings are numbered in their order; those on no page are told in the legend of the first picture. Of more than
    `MOST_PAGES` pages the rest is left.
    """
    import pypdfium2

    numbered = [Numbered(number, issue) for number, issue in enumerate(issues, start=1)]
    wanted = sorted(set(pages) if pages is not None else {n.issue.where.page or 1 for n in numbered})[:MOST_PAGES]
    document = pypdfium2.PdfDocument(pdf)
    try:
        found: dict[int, bytes] = {}
        for page in (page for page in wanted if 1 <= page <= len(document)):
            image = document[page - 1].render(scale=DOTS_PER_INCH / 72).to_pil().convert("RGB")
            own = [n for n in numbered if n.issue.where.page == page]
            loose = [n for n in numbered if n.issue.where.page is None] if page == wanted[0] else []
            found[page] = _png(_composed(image, page, own, loose))
        return found
    finally:
        document.close()


def _composed(image: Image.Image, page: int, own: Sequence[Numbered], loose: Sequence[Numbered]) -> Image.Image:
    """Return a page with its findings on it, and the legend at its right."""
    marked = _marked(_with_grid(image), own)
    panel = legend(page, own, loose, least_height=marked.height)
    result = Image.new("RGB", (marked.width + panel.width, max(marked.height, panel.height)), "white")
    result.paste(marked, (0, 0))
    result.paste(panel, (marked.width, 0))
    edge = ImageDraw.Draw(result)
    edge.line([(marked.width, 0), (marked.width, result.height)], fill=(210, 214, 222), width=2)
    return result


def _with_grid(image: Image.Image) -> Image.Image:
    """Return a page with the grid and the type area under its text."""
    under = Image.new("RGB", image.size, "white")
    draw = ImageDraw.Draw(under)
    grid = grid_b()
    for x in _columns(grid):
        draw.line([(px(x), px(TYPE_AREA_TOP_MM)), (px(x), px(grid.bottom_mm))], fill=GRID_LINE, width=1)
    for row in range(1, grid.rows + 1):
        top, foot = grid.row_top_mm(row), grid.row_top_mm(row) + grid.em_mm
        for y in (top, foot):
            draw.line([(px(grid.left_mm), px(y)), (px(grid.right_mm), px(y))], fill=GRID_LINE, width=1)
    area = [px(grid.left_mm), px(TYPE_AREA_TOP_MM), px(grid.right_mm), px(grid.bottom_mm)]
    draw.rectangle(area, outline=AREA, width=2)
    return ImageChops.multiply(image, under)


def _columns(grid: Grid) -> Iterator[float]:
    return (grid.left_mm + column * grid.cell_mm for column in range(grid.columns + 1))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a finding stands on the page, and where its badge does."""

    numbered: Numbered
    box: tuple[float, float, float, float] | None
    badge_y_mm: float

    @property
    def ink(self) -> Ink:
        return INKS[self.numbered.issue.severity]


def _marked(image: Image.Image, own: Sequence[Numbered]) -> Image.Image:
    """Return a page with boxes round what was found, marks where it should be, and the numbers of the findings."""
    places = _placed(own)
    shade = Image.new("RGB", image.size, "white")
    for place in places:
        if place.box is not None:
            ImageDraw.Draw(shade).rectangle(place.box, fill=place.ink.wash)
    result = ImageChops.multiply(image, shade)
    draw = ImageDraw.Draw(result)
    for place in places:
        if place.box is not None:
            draw.rectangle(place.box, outline=place.ink.line, width=2)
    for place in places:
        _draw_wish(draw, place, result.size)
    for place in places:
        _draw_badge(draw, place)
    return result


def _placed(own: Sequence[Numbered]) -> list[_Place]:
    """Return the places of the findings of a page from above, their badges apart."""
    places: list[_Place] = []
    lowest = 6.0 - _BADGE_STEP_MM
    for numbered in sorted(own, key=lambda n: (n.issue.where.mm or (0.0, 0.0))[1]):
        box = _box(numbered.issue)
        wanted_y = (numbered.issue.where.mm or (0.0, 6.0))[1] + BADGE_MM
        lowest = max(lowest + _BADGE_STEP_MM, wanted_y)
        places.append(_Place(numbered, box, lowest))
    return places


def _box(issue: Issue) -> tuple[float, float, float, float] | None:
    if issue.where.mm is None:
        return None
    (left, top), (width, height) = issue.where.mm, issue.where.size_mm or (_LEAST_BOX_MM, _LEAST_BOX_MM)
    right, bottom = left + max(width, _LEAST_BOX_MM), top + height
    if height < _LEAST_BOX_MM:
        top, bottom = top - (_LEAST_BOX_MM - height) / 2, bottom + (_LEAST_BOX_MM - height) / 2
    return px(left - _PADDING_MM), px(top - _PADDING_MM), px(right + _PADDING_MM), px(bottom + _PADDING_MM)


def _draw_badge(draw: ImageDraw.ImageDraw, place: _Place) -> None:
    """Draw the number of a finding in the margin, and a fine line from it to its box."""
    x, y = px(_BADGE_AT_MM), px(place.badge_y_mm)
    if place.box is not None:
        _left, top, right, bottom = place.box
        target = min(max(y, top), bottom)
        draw.line([(min(right, x), target), (x - px(BADGE_MM), y)], fill=place.ink.line, width=1)
    badge(draw, (x, y), px(BADGE_MM), place.numbered.number, place.ink)


def _draw_wish(draw: ImageDraw.ImageDraw, place: _Place, size: tuple[int, int]) -> None:
    """Draw a dashed line where something should begin or end, an arrow to it, and the distance."""
    wish = wish_of(place.numbered.issue)
    if wish is None or place.box is None:
        return
    left, top, right, bottom = place.box
    if wish.is_upright:
        x = px(wish.wanted_mm)
        y = (top + bottom) / 2
        dashed_line(draw, (x, top - px(5)), (x, bottom + px(5)), place.ink.line)
        _arrow(draw, (px(wish.found_mm), y), (x, y), place.ink)
        _label(draw, wish, (x, top - px(5.2)), place.ink, size, above=True)
    else:
        y = px(wish.wanted_mm)
        dashed_line(draw, (max(left - px(6), 4), y), (min(right + px(6), size[0] - 4), y), place.ink.line)
        x = left + (right - left) * 0.08
        _arrow(draw, (x, px(wish.found_mm)), (x, y), place.ink)
        is_below = wish.wanted_mm > wish.found_mm
        _label(draw, wish, ((left + right) / 2, y), place.ink, size, above=not is_below)


def _arrow(draw: ImageDraw.ImageDraw, start: tuple[float, float], end: tuple[float, float], ink: Ink) -> None:
    draw.line([start, end], fill=ink.line, width=3)
    (x0, y0), (x1, y1) = start, end
    length = max(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5, 1.0)
    u, v = (x1 - x0) / length, (y1 - y0) / length
    head = min(px(1.5), length)
    left = (x1 - head * u + head * 0.5 * v, y1 - head * v - head * 0.5 * u)
    right = (x1 - head * u - head * 0.5 * v, y1 - head * v + head * 0.5 * u)
    draw.polygon([end, left, right], fill=ink.line)


def _label(
    draw: ImageDraw.ImageDraw,
    wish: Wish,
    at: tuple[float, float],
    ink: Ink,
    size: tuple[int, int],
    *,
    above: bool,
) -> None:
    """Write where something should be, beside the line there."""
    face = font("heiti", 21)
    left, top, right, bottom = draw.textbbox((0, 0), wish.words, font=face)
    width, height = right - left, bottom - top
    x = min(max(at[0] - width / 2, 6), size[0] - width - 6)
    y = at[1] - height - CARD_GAP_PX if above else at[1] + CARD_GAP_PX
    draw.rectangle([x - 5, y - 4, x + width + 5, y + height + 5], fill="white", outline=ink.line, width=1)
    draw.text((x - left, y - top), wish.words, font=face, fill=ink.text)


def _png(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.quantize(128, dither=Image.Dither.NONE).save(target, "PNG")
    return target.getvalue()
