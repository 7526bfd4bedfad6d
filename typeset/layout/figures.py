"""Set the figures of a text: a picture of its own or a given size in whole rows of the grid, its title below."""

from collections.abc import Iterator
from dataclasses import replace

from typeset.errors import Severity, quoted
from typeset.layout.blocks import Alignment, Block, Element
from typeset.layout.content import Remark, SetFigure
from typeset.layout.metrics import Metrics, Pictures
from typeset.layout.page import Colour
from typeset.layout.pieces import Piece
from typeset.layout.tables.blocks import caption, width_mm
from typeset.model import Figure, SourcePath
from typeset.profiles import Profile
from typeset.standard import SIZE_3_PT, Grid, Role


def figure_blocks(
    figure: Figure, path: SourcePath, profile: Profile, metrics: Metrics, *, pictures: Pictures
) -> Iterator[Block]:
    """Yield a figure and the title below it; a grey line stands for a picture that `pictures` does not have (L-6)."""
    title = None
    if figure.title:
        title = caption(figure.title, Element.FIGURE_TITLE, (*path, "标题"), profile.grid, metrics)
    figure_block = Block(Element.FIGURE, (), SIZE_3_PT, Alignment.CENTRED, keep_with_next=bool(title), path=path)
    try:
        content = set_figure(figure, pictures, profile.grid, title_rows=len(title.lines) if title else 0)
        yield replace(figure_block, content=content)
    except FileNotFoundError:
        yield replace(figure_block, pieces=(Piece(f"（图：{figure.file}）", Role.FANGSONG, Colour.GREY),))
    if title:
        yield title


def set_figure(figure: Figure, pictures: Pictures, grid: Grid, *, title_rows: int) -> SetFigure:
    """Return a figure at its size: the given width or its own, at most the type area's.

    One that with its title is higher than a page is made smaller, with a remark; its shape stays as it is. Raises
    FileNotFoundError when `pictures` does not have its file.
    """
    natural_width, natural_height = pictures.size_mm(figure.file)
    wanted = width_mm(figure.width, grid.cell_mm) if figure.width else natural_width
    width = min(wanted, grid.width_mm)
    height = width * natural_height / natural_width
    highest = grid.height_of(max(1, grid.rows - title_rows))
    if height > highest:
        width, height = width * highest / height, highest
    description = (figure.title or figure.file).replace("\n", "")
    made = SetFigure(pictures.file(figure.file), width, height, description)
    if width >= wanted - 0.01:
        return made
    wanted_height = wanted * natural_height / natural_width
    shown = f"{wanted:.1f}×{wanted_height:.1f}毫米，版心放不下，已缩到{width:.1f}×{height:.1f}毫米"
    message = f"图{quoted(figure.file)}有{shown}"
    return replace(made, remarks=(Remark("L-7", Severity.INFO, message),))
