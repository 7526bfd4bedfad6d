"""PDF files that are broken, locked, endless or no PDF: one clear message, in bounded time and memory."""

import io
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pikepdf
import pytest

from tests.rendered import painted
from tests.samples import NOTICE
from typeset.checking import check_file
from typeset.errors import SourceError
from typeset.inspect.pdf import inspect_pages, inspect_pdf
from typeset.readers.pdf import PdfFile, PdfPage, Shape, read_pdf
from typeset.readers.pdf.opening import MOST_PAGES
from typeset.readers.pdf.painted import Box

A4 = (595.276, 841.89)


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    target = io.BytesIO()
    pdf.save(target, **options)  # type: ignore[arg-type]
    return target.getvalue()


def with_content(content: bytes) -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=A4)
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Contents = pdf.make_stream(content)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    return saved(pdf)


def locked() -> bytes:
    with pikepdf.open(io.BytesIO(painted(NOTICE))) as pdf:
        return saved(pdf, encryption=pikepdf.Encryption(owner="甲", user="乙"))


def without_pages() -> bytes:
    return saved(pikepdf.new())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("made", "message"),
    [
        (lambda: b"", "不是 PDF"),
        (lambda: b"%!PS-Adobe\n" * 500, "不是 PDF"),
        (lambda: painted(NOTICE)[:20_000], "已损坏"),
        (locked, "密码"),
        (without_pages, "没有一页"),
        (lambda: with_content(b" " * 400_000_000), "压缩得过大"),
    ],
    ids=["empty", "postscript", "truncated", "locked", "no-pages", "bomb"],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(made: Callable[[], bytes], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read_pdf(made(), name="文件.pdf")


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="文件夹"):
        read_pdf(tmp_path)
    with pytest.raises(SourceError, match="找不到文件"):
        read_pdf(tmp_path / "没有.pdf")


@pytest.mark.slow
def test_of_five_thousand_pages_the_first_are_read_and_the_rest_is_named() -> None:
    pdf = pikepdf.new()
    for _ in range(5000):
        pdf.add_blank_page(page_size=A4)
    file = read_pdf(saved(pdf), name="长.pdf")
    assert len(file.pages) == MOST_PAGES and file.page_count == 5000
    assert "有5000页" in file.issues[0].message


@pytest.mark.slow
def test_a_page_of_millions_of_characters_or_strokes_is_read_in_seconds() -> None:
    begun = monotonic()
    file = read_pdf(with_content(b"BT /F1 10 Tf 50 700 Td " + b"(aaaaaaaaaa) Tj " * 60_000 + b"ET"))
    assert "字符超过" in file.issues[0].message
    read_pdf(with_content(b"".join(b"%d %d m 500 %d l S " % (i % 500, i % 800, i % 800) for i in range(60_000))))
    assert monotonic() - begun < 20


def test_a_file_that_only_forbids_printing_is_read() -> None:
    with pikepdf.open(io.BytesIO(painted(NOTICE))) as pdf:
        data = saved(pdf, encryption=pikepdf.Encryption(owner="甲", user=""))
    assert len(read_pdf(data).pages) == 13


def scanned(**more: object) -> PdfFile:
    shape = Shape(Box(0, 0, 210, 297), is_raster=True)
    return PdfFile("扫描.pdf", (PdfPage(1, 210.0, 297.0, 0, shapes=(shape,), **more),), 1)  # type: ignore[arg-type]


def test_a_scan_is_refused_because_nothing_on_it_can_be_measured() -> None:
    with pytest.raises(SourceError, match="扫描件，没有可以核对的文字"):
        inspect_pages(scanned())
    with pytest.raises(SourceError, match="识别后附上的"):
        inspect_pages(scanned(hidden=300))


def test_checking_a_broken_pdf_names_the_reason(tmp_path: Path) -> None:
    file = tmp_path / "坏.pdf"
    file.write_bytes(b"%PDF-1.7\n" + b"\0" * 1000)
    report = check_file(file)
    assert report.failure and "已损坏" in report.issues[0].message


@pytest.mark.slow
def test_anything_can_be_on_a_page_without_a_traceback() -> None:
    for content in (
        b"BT /F1 -3 Tf 0 0 0 0 0 0 Tm (x) Tj ET",
        b"1e9 0 0 1e9 0 0 cm 0 0 1 1 re f",
        b"q " * 5000,
        b"\xff\xfe BT ET",
    ):
        try:
            inspect_pdf(with_content(content))
        except SourceError as error:
            assert "没有文字" in str(error)
