"""PDFs that LibreOffice makes of Word files with one fault each: the fault is found on the pages."""

from functools import cache
from pathlib import Path

import pytest

from tests.wrong_documents import FAULTS, printed, right_documents, wrong_documents
from typeset.checks.pages import check_pages
from typeset.errors import Issue, Severity
from typeset.inspect.pdf import inspect_pdf

SEEN = sorted(name for name, fault in FAULTS.items() if fault.pdf)
RIGHT = sorted(right_documents())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("wrong")
    files = {name: data for name, (data, _, _) in wrong_documents().items() if name in SEEN}
    printed({**files, **right_documents()}, made)
    return made


@cache
def issues(file: Path) -> tuple[Issue, ...]:
    return check_pages(inspect_pdf(file))


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.parametrize("name", SEEN)
def test_the_fault_of_a_word_file_is_found_on_its_pages(name: str, folder: Path) -> None:
    found = {issue.requirement for issue in issues(folder / f"{name}.pdf")}
    assert found >= FAULTS[name].pdf, sorted(found)


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.parametrize("name", RIGHT)
def test_a_word_file_without_a_fault_has_none_on_its_pages(name: str, folder: Path) -> None:
    assert [str(issue) for issue in issues(folder / f"{name}.pdf") if issue.severity is not Severity.INFO] == []
