"""A Word draft with every element in it, and the means to read it back."""

import zipfile
from datetime import date
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from typeset.backends.docx import Properties, write_docx
from typeset.layout.blocks import Alignment, Block, Element, Mark, Piece
from typeset.layout.page import Colour, Line, Page, Rule, Run
from typeset.layout.result import Head, Layout, Placed
from typeset.standard import Grid, Role, grid_b

TITLE_LINES = ("关于印发《2023年", "全市教育工作总结》的通知")
SOURCE = "发文机关: 苏州市教育局\r\n标题: A < B & “C”]]>\n"


def text_block(element: Element, text: str, **place: object) -> Block:
    return Block(element, (Piece(text, Role.FANGSONG),), 16.0, **place)  # type: ignore[arg-type]


def body(text: str, **place: object) -> Block:
    return text_block(Element.PARAGRAPH, text, first_line_cells=2, **place)


MARK = Mark(
    text="苏州市教育局",
    original="苏州市教育局",
    size_pt=52.0,
    scale=0.9,
    tracking_mm=6.0,
    top_mm=72.0,
    bottom_mm=89.2,
    baseline_mm=87.65,
    left_mm=36.2,
    ink_left_mm=36.8,
    ink_right_mm=175.2,
    x_mm=(36.2, 60.5, 84.8, 109.2, 133.5, 157.8),
    end_mm=176.2,
)
HEAD = (
    text_block(Element.NUMBER, "苏教办〔2024〕15号", alignment=Alignment.CENTRED),
    Block(
        Element.TITLE,
        (Piece("".join(TITLE_LINES), Role.XIAOBIAOSONG),),
        22.0,
        Alignment.CENTRED,
        rows_before=2,
        keep_with_next=True,
        lines=TITLE_LINES,
    ),
    text_block(Element.ADDRESSEE, "各直属学校（单位）：", rows_before=1),
)
SIGNATURE = (
    text_block(
        Element.SIGNATURE,
        "苏州市教育局",
        alignment=Alignment.RIGHT,
        rows_before=1,
        right_cells=5.25,
        keep_with_next=True,
        needs_body=True,
    ),
    Block(
        Element.DATE,
        (Piece("××××年×月×日", Role.FANGSONG, Colour.GREY),),
        16.0,
        Alignment.RIGHT,
        right_cells=4,
        needs_body=True,
    ),
    text_block(Element.NOTE, "（此件公开发布）", first_line_cells=2),
)
ISSUED = (
    Block(
        Element.TITLE,
        (Piece("2023年全市教育工作总结", Role.XIAOBIAOSONG),),
        22.0,
        Alignment.CENTRED,
        rows_before=1,
        starts_page=True,
        keep_with_next=True,
        lines=("2023年全市教育工作总结",),
    ),
    Block(
        Element.SUBTITLE,
        (Piece("（征求意见稿）", Role.KAITI),),
        16.0,
        Alignment.CENTRED,
        keep_with_next=True,
        left_cells=2,
        right_cells=2,
    ),
    *(
        Block(
            element,
            (Piece(text, role),),
            16.0,
            first_line_cells=2,
            keep_with_next=True,
            outline_level=level,
        )
        for level, (element, text, role) in enumerate(
            (
                (Element.HEADING_1, "一、总体情况", Role.HEITI),
                (Element.HEADING_2, "（一）基础教育", Role.KAITI),
                (Element.HEADING_3, "1.学前教育", Role.FANGSONG),
                (Element.HEADING_4, "（1）公办园", Role.FANGSONG),
            )
        )
    ),
    Block(
        Element.PARAGRAPH,
        (
            Piece("2.“双减”落实有力。", Role.KAITI, lead=True),
            Piece("全市", Role.FANGSONG),
            Piece("首次", Role.FANGSONG, bold=True),
            Piece("统一组织——见附表……", Role.FANGSONG),
        ),
        16.0,
        first_line_cells=2,
    ),
)
BLOCKS = (*HEAD, body("现将有关材料印发给你们。"), *SIGNATURE, *ISSUED)
PROPERTIES = Properties("关于印发《总结》的通知", "苏州市教育局", "苏教办〔2024〕15号", date(2024, 2, 20))


def placed(block: Block, grid: Grid, row: int, left_mm: float | None = None) -> Placed:
    """A block of one line as it would be set on a row of page 1, centred where no left edge is given."""
    cell = grid.cell_mm
    width = sum(cell if character > "\u2e80" or character in "〔〕" else cell / 2 for character in block.text)
    x = grid.left_mm + (grid.width_mm - width) / 2 if left_mm is None else left_mm
    origins = []
    for character in block.text:
        origins.append(x)
        x += cell if character > "\u2e80" or character in "〔〕" else cell / 2
    (piece,) = block.pieces
    run = Run(block.text, piece.role, block.size_pt, tuple(origins), x, piece.colour)
    return Placed(block, (Line((run,), grid.row_baseline_mm(row), 0, row),))


def layout_of(
    blocks: tuple[Block, ...], *, grid: Grid | None = None, mark: Mark | None = MARK, number_row: int | None = 8
) -> Layout:
    """A layout of blocks as far as a Word draft follows it; the first block may be 发文字号."""
    grid = grid or grid_b()
    numbers = [block for block in blocks[:1] if block.element is Element.NUMBER]
    head = Head(
        format="公文",
        placed=tuple(placed(block, grid, number_row or 1) for block in numbers),
        marks=(mark,) if mark else (),
        suffix=None,
        rules=(Rule(28.0, 119.72, 156.0, 0.6, Colour.RED),) if number_row else (),
        number_row=number_row or 1,
        first_row=number_row + 1 if number_row else 1,
        grid=grid,
    )
    rest = blocks[len(numbers) :]
    return Layout((Page(1, ()),), (), grid, head, rest, tuple(1 for _ in rest), None, (), (grid,), (1,), ())


def draft(
    blocks: tuple[Block, ...] = BLOCKS,
    *,
    grid: Grid | None = None,
    mark: Mark | None = MARK,
    number_row: int | None = 8,
    source: str | None = SOURCE,
    digits_from: Role = Role.LATIN,
) -> bytes:
    layout = layout_of(blocks, grid=grid, mark=mark, number_row=number_row)
    return write_docx(layout, properties=PROPERTIES, source=source, digits_from=digits_from)


def opened(content: bytes) -> WordDocument:
    return Document(BytesIO(content))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def in_style(document: WordDocument, name: str) -> list[Paragraph]:
    return [paragraph for paragraph in document.paragraphs if paragraph.style and paragraph.style.name == name]


def faces(document: WordDocument, style: str) -> tuple[str | None, str | None]:
    """The Chinese and the Latin face of a style, found as Word finds them: in the style or in those it stands on."""
    found: dict[str, str] = {}
    step = document.styles[style]
    while step is not None:
        fonts = step.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        found = {**(dict(fonts.attrib) if fonts is not None else {}), **found}
        step = step.base_style
    return found.get(qn("w:eastAsia")), found.get(qn("w:ascii"))


def measures(paragraph: Paragraph, tag: str) -> dict[str, str]:
    """The attributes of a paragraph's direct property, by their names in the standard."""
    found = paragraph._p.find(f"{qn('w:pPr')}/{qn(tag)}")
    return {} if found is None else {name.rpartition("}")[2]: value for name, value in found.attrib.items()}
