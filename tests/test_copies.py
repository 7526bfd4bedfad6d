"""--份数 numbers the copies of a document; the watermark and the grid are seen in its PDF alone."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.pdf_reading import read_pages
from tests.rendered import CONTROL, LEVELS
from tests.samples import ROOT
from typeset.backends.dump import dump
from typeset.errors import ProfileError
from typeset.job import build_all, compose, docx, numbered, pdf


def run(*arguments: object, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "typeset", "build", CONTROL, "-o", folder, *arguments]
    return subprocess.run(list(map(str, command)), cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


def first_line(data: bytes) -> str:
    return str(pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()).split()[0]


@pytest.mark.requirement("R-7.2.1-1")
def test_every_copy_has_its_number_and_the_draft_is_made_once(tmp_path: Path) -> None:
    done = run("--份数", "8-11", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    endings = sorted(file.name.split(".", 1)[1] for file in tmp_path.iterdir())
    assert endings == ["000008.pdf", "000009.pdf", "000010.pdf", "000011.pdf", "docx"]
    for file in tmp_path.glob("*.pdf"):
        assert first_line(file.read_bytes()) == file.name.split(".")[1]


def test_copies_differ_in_nothing_but_their_number() -> None:
    composition = compose(LEVELS)
    first, second = (read_pages(pdf(numbered(composition, number))) for number in (1, 2))
    assert [page.glyphs for page in first[1:]] == [page.glyphs for page in second[1:]]
    pairs = zip(first[0].glyphs, second[0].glyphs, strict=True)
    different = [(one, two) for one, two in pairs if one != two]
    assert [(one.text, two.text) for one, two in different] == [("1", "2")]


def test_copies_are_the_same_with_and_without_a_second_process(tmp_path: Path) -> None:
    list(build_all([CONTROL], tmp_path / "here", formats=["pdf"], copies=range(1, 4)))
    run("--copies", "1-3", "--formats", "pdf", folder=tmp_path / "there")
    here = {file.name: file.read_bytes() for file in (tmp_path / "here").iterdir()}
    assert len(here) == 3
    assert here == {file.name: file.read_bytes() for file in (tmp_path / "there").iterdir()}


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("5-1", "止不能小于起"),
        ("0-3", "份号从 1 起"),
        ("x", "请写 起-止"),
        ("1-2-3", "请写 起-止"),
        ("1-1001", "一次最多 1000 份"),
        ("1-9999999", "请写 起-止"),
        ("", "请写 起-止"),
    ],
)
def test_a_range_that_is_none_is_refused(tmp_path: Path, value: str, reason: str) -> None:
    done = run("--份数", value, folder=tmp_path)
    assert done.returncode == 2
    assert reason in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_numbers_without_a_pdf_are_refused(tmp_path: Path) -> None:
    done = run("--份数", "1-2", "--formats", "docx", folder=tmp_path)
    assert done.returncode == 2
    assert "加上 pdf" in done.stderr


def test_the_watermark_of_the_command_line_is_under_every_page_and_copied_by_nobody() -> None:
    composition = compose(LEVELS, watermark="草稿")
    data = pdf(composition)
    for page in read_pages(data):
        assert "".join(glyph.text for glyph in page.glyphs[:2]) == "草稿"
        assert page.glyphs[0].size_pt > 100
    with pikepdf.open(io.BytesIO(data)) as document:
        assert all(b"/Subtype /Watermark" in page.Contents.read_bytes() for page in document.pages)
    assert dump(composition.layout) == dump(compose(LEVELS).layout)
    with zipfile.ZipFile(io.BytesIO(docx(composition))) as draft:
        headers = [draft.read(name).decode() for name in draft.namelist() if "header" in name]
        assert any("草稿" in header for header in headers)
        assert "草稿" not in draft.read("word/document.xml").decode()


def test_a_profile_has_a_watermark_and_the_command_line_takes_it_away(tmp_path: Path) -> None:
    source = tmp_path / "a.yaml"
    source.write_text(CONTROL.read_text(encoding="utf-8") + "\n样式: {水印: 草稿}\n", encoding="utf-8")
    assert compose(source).watermark == "草稿"
    assert compose(source, watermark="无").watermark is None
    assert compose(source, watermark="送审稿").watermark == "送审稿"
    assert compose(CONTROL).watermark is None


def test_a_watermark_that_no_face_has_is_refused() -> None:
    with pytest.raises(ProfileError, match="请换一个字"):
        compose(CONTROL, watermark="稿\U0001f600")


@pytest.mark.parametrize("text", ["", " ", "字" * 21, "a\nb"])
def test_a_watermark_that_cannot_be_seen_or_is_too_long_is_refused(tmp_path: Path, text: str) -> None:
    done = run("--watermark", text, folder=tmp_path)
    assert done.returncode == 2
    assert "看得见的字" in done.stderr


def test_the_grid_is_shown_in_the_pdf_when_asked_for() -> None:
    shown = read_pages(pdf(compose(LEVELS, shows_grid=True)))
    plain = read_pages(pdf(compose(LEVELS)))
    for page, bare in zip(shown, plain, strict=True):
        assert len(page.bars) - len(bare.bars) == 22 * (2 + 29)
        assert page.glyphs == bare.glyphs
