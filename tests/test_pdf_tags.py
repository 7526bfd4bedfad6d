"""A reader who cannot see the page is told what everything is: tables, figures, notes, 目录, headings (PDF/UA-1)."""

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from tests.painted_layouts import line, made, paint, rich
from typeset.backends.pdf_structure import structure_tags
from typeset.layout.page import Page, Paragraph, Structure


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[pikepdf.Pdf]:
    """Two pages with everything that has a tag of its own."""
    with pikepdf.open(io.BytesIO(paint(rich(tmp_path), folder=tmp_path))) as pdf:
        yield pdf


def tree(element: pikepdf.Object) -> object:
    """Return an element's tag and its elements."""
    kids = [tree(kid) for kid in element.K if isinstance(kid, pikepdf.Dictionary) and kid.get("/S")]
    tag = str(element.S).removeprefix("/")
    return (tag, kids) if kids else tag


def found(element: pikepdf.Object, tag: str) -> Iterator[pikepdf.Object]:
    """Yield the elements of a tag, in order."""
    if element.get("/S") == f"/{tag}":
        yield element
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/S"):
            yield from found(kid, tag)


def test_the_tree_has_the_order_and_the_parts_of_the_document(opened: pikepdf.Pdf) -> None:
    (document,) = opened.Root.StructTreeRoot.K
    table = ("Table", ["Caption", ("TR", ["TH"]), ("TR", ["TD", "TD"]), ("TR", ["TD"])])
    contents = ("TOC", ["TOCI", "TOCI"])
    assert tree(document) == ("Document", ["H1", "H2", contents, *["Figure"] * 5, "Caption", table, "P", "Note"])


def test_a_table_on_two_pages_is_one_table_and_its_repeated_head_is_read_once(opened: pikepdf.Pdf) -> None:
    (table,) = found(opened.Root.StructTreeRoot.K[0], "Table")
    pages = {cell.Pg.objgen for cell in found(table, "TD") if "/Pg" in cell}
    assert pages == {page.obj.objgen for page in opened.pages}
    assert len(list(found(table, "TH"))) == 1
    assert opened.pages[1].Contents.read_bytes().count(b"/Artifact <</Type /Pagination>> BDC") == 1


def test_cells_say_what_they_cover_and_heads_what_they_head(opened: pikepdf.Pdf) -> None:
    head, *_ = found(opened.Root.StructTreeRoot.K[0], "TH")
    assert (str(head.A.O), str(head.A.Scope), int(head.A.ColSpan)) == ("/Table", "/Column", 2)
    first, empty, last = found(opened.Root.StructTreeRoot.K[0], "TD")
    assert int(first.A.RowSpan) == 2
    assert len(empty.K) == 0 and "/A" not in empty
    assert "/A" not in last


def test_figures_have_a_description_and_a_box(opened: pikepdf.Pdf) -> None:
    figures = list(found(opened.Root.StructTreeRoot.K[0], "Figure"))
    assert [str(figure.Alt) for figure in figures] == ["图：章", "图：照片", "图：灰图", "图：索引", "图：图"]
    box = [float(value) * 25.4 / 72 for value in figures[1].A.BBox]
    assert box == [pytest.approx(value, abs=0.01) for value in (80, 297 - 70, 125, 297 - 40)]


def test_a_figure_without_a_description_still_has_one_for_those_who_cannot_see_it(tmp_path: Path) -> None:
    layout = rich(tmp_path)
    first = layout.pages[0]
    bare = [type(picture)(picture.file, 50, 60, 40, 20, "", picture.paragraph) for picture in first.pictures]
    page = Page(1, first.lines, (), tuple(bare))
    with pikepdf.open(io.BytesIO(paint(made([page], layout.paragraphs), folder=tmp_path))) as pdf:
        assert {str(figure.Alt) for figure in found(pdf.Root.StructTreeRoot.K[0], "Figure")} == {"图"}


def test_notes_can_be_named(opened: pikepdf.Pdf) -> None:
    (note,) = found(opened.Root.StructTreeRoot.K[0], "Note")
    name, element = opened.Root.StructTreeRoot.IDTree.Names
    assert str(note.ID) == str(name)
    assert element.objgen == note.objgen


@pytest.mark.parametrize(
    ("levels", "tags"),
    [
        ((0, 1, 2, 3, 4), "H1 H2 H3 H4 H5"),
        ((0, 3, 3, 1, 2), "H1 H2 H2 H2 H3"),
        ((0, 2, 1, 4, 0, 3), "H1 H2 H2 H3 H1 H2"),
        ((2, 2, 0, 1), "H1 H1 H1 H2"),
    ],
)
def test_headings_never_skip_a_level(levels: tuple[int, ...], tags: str) -> None:
    headings = [Structure(f"H{level + 1}") for level in levels]
    paragraphs = [Paragraph(heading) for heading in headings]
    assert " ".join(structure_tags(paragraphs)) == tags


def test_a_caption_below_a_figure_is_not_that_of_the_table_after_it(tmp_path: Path) -> None:
    layout = rich(tmp_path)
    figure, cell = Paragraph(Structure.FIGURE), layout.paragraphs[11]
    assert cell.cell is not None
    paragraphs = [figure, Paragraph(Structure.CAPTION), cell]
    lines = (line("图题", 30, 100, 1), line("甲", 30, 120, 2))
    picture = type(layout.pages[0].pictures[0])(layout.pages[0].pictures[0].file, 30, 40, 42, 42, "图", 0)
    with pikepdf.open(io.BytesIO(paint(made([Page(1, lines, (), (picture,))], paragraphs), folder=tmp_path))) as pdf:
        assert tree(pdf.Root.StructTreeRoot.K[0]) == ("Document", ["Figure", "Caption", ("Table", [("TR", ["TH"])])])


def test_the_file_says_that_it_is_pdf_ua(opened: pikepdf.Pdf) -> None:
    with opened.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "标题"
