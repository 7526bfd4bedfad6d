"""The program's own Word drafts pass the rules for Word files of any origin, saved by another program too."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.libreoffice import rewritten_all
from typeset import job
from typeset.checks.word import check_word
from typeset.errors import Issue, Severity
from typeset.inspect.word import inspect_package
from typeset.readers.word.package import package_of

SOURCES = sorted((Path(__file__).resolve().parents[1] / "source").rglob("*.yaml"))
PROFILES = ("gbt9704", "word-28.95")


def checked(data: bytes) -> tuple[Issue, ...]:
    return check_word(inspect_package(package_of(data, "稿.docx")), "稿.docx")


def serious(issues: tuple[Issue, ...]) -> list[str]:
    return [str(issue) for issue in issues if issue.severity is not Severity.INFO]


@pytest.fixture(scope="module")
def drafts() -> Mapping[str, bytes]:
    return {
        f"{source.stem}-{profile}": job.docx(job.compose(source, profile=profile))
        for source in SOURCES
        for profile in PROFILES
    }


@pytest.mark.slow
def test_a_draft_of_the_program_has_no_fault(drafts: Mapping[str, bytes]) -> None:
    wrong = {name: found for name, draft in drafts.items() if (found := serious(checked(draft)))}
    assert not wrong


@pytest.mark.slow
def test_a_draft_is_told_only_what_is_still_to_be_filled_in(drafts: Mapping[str, bytes]) -> None:
    said = {issue.requirement for draft in drafts.values() for issue in checked(draft)}
    assert said == {"L-6"}


@pytest.mark.slow
@pytest.mark.libreoffice
def test_a_draft_saved_by_libreoffice_has_no_fault(drafts: Mapping[str, bytes], tmp_path: Path) -> None:
    saved = rewritten_all(drafts, tmp_path)
    wrong = {name: found for name, draft in saved.items() if (found := serious(checked(draft)))}
    assert not wrong
    said = {issue.requirement for draft in saved.values() for issue in checked(draft)}
    assert said == {"L-6", "W-9", "W-13"}  # LibreOffice turns two switches of Chinese typography round
