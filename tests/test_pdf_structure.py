"""What the PDF says of itself to readers, printers and people who cannot see it."""

import hashlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from tests.painted_layouts import line, made, paint
from tests.rendered import LEVELS, REGULATION, composed, painted
from tests.samples import NOTICE, ROOT
from typeset.job import compose, pdf
from typeset.layout.page import Page, Paragraph, Structure

MARKED = re.compile(rb"/(\w+) <</MCID (\d+)>> BDC")
FILES = [NOTICE, LEVELS, REGULATION]


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def opened(request: pytest.FixtureRequest) -> Iterator[pikepdf.Pdf]:
    """A finished document, opened."""
    with pikepdf.open(io.BytesIO(painted(request.param))) as document:
        yield document


@pytest.fixture
def notice() -> Iterator[pikepdf.Pdf]:
    """The notice, opened."""
    with pikepdf.open(io.BytesIO(painted(NOTICE))) as document:
        yield document


def elements(document: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """Return the elements of the structure tree, one a paragraph."""
    (root,) = document.Root.StructTreeRoot.K
    assert root.S == "/Document"
    return list(root.K)


def content(document: pikepdf.Pdf, page: int) -> bytes:
    return document.pages[page].Contents.read_bytes()


def pieces(document: pikepdf.Pdf, element: pikepdf.Dictionary) -> list[tuple[int, int]]:
    """Return page and number of every piece of marked content of an element."""
    numbers = {page.obj.objgen: index for index, page in enumerate(document.pages)}
    return [
        (numbers[element.Pg.objgen], int(kid)) if isinstance(kid, int) else (numbers[kid.Pg.objgen], int(kid.MCID))
        for kid in element.K
    ]


def test_one_element_a_paragraph_even_over_pages(notice: pikepdf.Pdf) -> None:
    tags = [str(element.S) for element in elements(notice)]
    assert tags == ["/P", "/P", "/H1", "/P", "/P", "/P", "/P", "/P", "/H1", *["/P"] * 21]
    pages = [{page for page, _ in pieces(notice, element)} for element in elements(notice)]
    assert sum(len(covered) > 1 for covered in pages) == 11, "paragraphs that a page cuts"
    assert all(sorted(covered) == list(range(min(covered), max(covered) + 1)) for covered in pages)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_paragraph_of_the_layout_has_its_element(file: Path) -> None:
    with pikepdf.open(io.BytesIO(painted(file))) as document:
        tags = [str(element.S) for element in elements(document)]
        assert tags == [f"/{paragraph.structure}" for paragraph in composed(file).layout.paragraphs]


def test_headings_of_the_four_levels_are_headings() -> None:
    with pikepdf.open(io.BytesIO(painted(LEVELS))) as document:
        tags = [str(element.S) for element in elements(document)]
    assert [tag for tag in tags if tag.startswith("/H")] == ["/H1", "/H2", "/H3", "/H4", "/H5", "/H2"]


def test_every_piece_of_marked_content_belongs_to_the_element_that_names_it(opened: pikepdf.Pdf) -> None:
    numbers = list(opened.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    owners = {piece: element for element in elements(opened) for piece in pieces(opened, element)}
    for index, page in enumerate(opened.pages):
        found = [(str(tag, "ascii"), int(number)) for tag, number in MARKED.findall(content(opened, index))]
        assert [number for _, number in found] == list(range(len(found)))
        row = parents[int(page.StructParents)]
        assert len(row) == len(found)
        for tag, number in found:
            owner = owners.pop((index, number))
            assert row[number].objgen == owner.objgen
            assert str(owner.S) == f"/{tag}"
    assert not owners


def test_page_numbers_and_rules_are_artifacts(opened: pikepdf.Pdf) -> None:
    for index in range(len(opened.pages)):
        operators = content(opened, index)
        assert operators.count(b"/Artifact <</Type /Pagination>> BDC") == 1
        assert operators.count(b"/Artifact BMC") == (1 if index == 0 else 0)
        opens = len(re.findall(rb"\b(BDC|BMC)\b", operators))
        assert opens == operators.count(b"EMC")


def test_no_text_is_painted_outside_marked_content(opened: pikepdf.Pdf) -> None:
    for page in opened.pages:
        depth = 0
        for _, operator in pikepdf.parse_content_stream(page):
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
            assert str(operator) != "TJ" or depth >= 1
        assert depth == 0


def test_the_document_is_marked_and_says_its_language(opened: pikepdf.Pdf) -> None:
    assert bool(opened.Root.MarkInfo.Marked)
    assert str(opened.Root.Lang) == "zh-CN"
    assert {str(page.Tabs) for page in opened.pages} == {"/S"}


def test_title_author_and_subject_are_those_of_the_document(notice: pikepdf.Pdf) -> None:
    assert str(notice.docinfo.Title) == "关于印发《2023年全市教育工作总结》的通知"
    assert str(notice.docinfo.Author) == "苏州市教育局"
    assert str(notice.docinfo.Subject) == "苏教办〔2024〕15号"
    assert bool(notice.Root.ViewerPreferences.DisplayDocTitle)


def test_the_date_is_that_of_the_document_and_never_that_of_the_clock() -> None:
    with pikepdf.open(io.BytesIO(painted(LEVELS))) as document:
        assert str(document.docinfo.CreationDate).startswith("D:20250901")
        assert str(document.docinfo.ModDate).startswith("D:20250901")
    with pikepdf.open(io.BytesIO(painted(NOTICE))) as document:
        assert "/CreationDate" not in document.docinfo


def test_the_document_prints_on_both_sides_along_the_long_edge(opened: pikepdf.Pdf) -> None:
    assert str(opened.Root.ViewerPreferences.Duplex) == "/DuplexFlipLongEdge"


def test_page_labels_count_from_one(opened: pikepdf.Pdf) -> None:
    number, label = opened.Root.PageLabels.Nums
    assert (int(number), str(label.S)) == (0, "/D")
    assert "/St" not in label


def test_page_labels_are_the_numbers_that_pages_show() -> None:
    page = Page(1, (line("字", 30, 250, 0),))
    layout = replace(made([page] * 6, [Paragraph(Structure.PARAGRAPH)]), shown_numbers=(None, 2, 3, None, 1, 2))
    with pikepdf.open(io.BytesIO(paint(layout))) as document:
        numbers = list(document.Root.PageLabels.Nums)
    labels = [(int(page), dict(label.items())) for page, label in zip(numbers[::2], numbers[1::2], strict=True)]
    assert labels == [(0, {"/P": ""}), (1, {"/S": "/D", "/St": 2}), (3, {"/P": ""}), (4, {"/S": "/D"})]


def test_bookmarks_lead_to_titles_headings_and_leads(notice: pikepdf.Pdf) -> None:
    with notice.open_outline() as outline:
        titles = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert [title for title, _ in titles] == ["关于印发《2023年全市教育工作总结》的通知", "2023年全市教育工作总结"]
    leads = titles[1][1]
    assert len(leads) == 20
    assert leads[0] == "1.学习贯彻习近平新时代中国特色社会主义思想主题教育深入开展"
    assert not any(lead.endswith("。") for lead in leads)


def test_bookmarks_follow_the_levels_of_headings() -> None:
    with pikepdf.open(io.BytesIO(painted(LEVELS))) as document, document.open_outline() as outline:
        (title,) = outline.root
        first = title.children[0]
        assert first.title == "一、总体要求"
        assert first.children[0].title == "（一）工作目标"
        assert first.children[0].children[0].title == "1.评估范围"
        assert first.children[0].children[0].children[0].title == "（1）市域范围"
        assert [child.title for child in title.children][-1] == "三、有关说明"


def test_nothing_in_the_file_runs_or_leads_anywhere(opened: pikepdf.Pdf) -> None:
    for key in ("/OpenAction", "/AA", "/AcroForm", "/Names"):
        assert key not in opened.Root
    assert not any("/Annots" in page and len(page.Annots) for page in opened.pages)


def test_two_renderings_give_the_same_bytes() -> None:
    assert pdf(compose(LEVELS)) == painted(LEVELS)


def test_another_process_gives_the_same_bytes() -> None:
    program = (
        "import hashlib, sys; from pathlib import Path; from typeset.job import compose, pdf;"
        "print(hashlib.sha256(pdf(compose(Path(sys.argv[1])))).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "12345", "TZ": "America/New_York"}
    command = [sys.executable, "-c", program, str(LEVELS)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.strip() == hashlib.sha256(painted(LEVELS)).hexdigest()


def test_the_file_is_small() -> None:
    assert len(painted(NOTICE)) < 1_000_000
