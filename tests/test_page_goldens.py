"""The pages of whole documents as text, compared with files that a person has looked at.

`UPDATE_GOLDEN=1 pytest tests/test_page_goldens.py` writes the files anew; look at every line of the difference.
"""

import os
from pathlib import Path

import pytest

from tests.rendered import CONTROL, GOLDEN, HEADS, LEVELS, REGULATION, TABLES, composed
from tests.samples import NOTICE
from typeset.backends.dump import dump

PAGES = [
    pytest.param(file, profile, f"{name}.{profile}.txt", id=f"{name}-{profile}")
    for file, name in ((NOTICE, "notice"), (CONTROL, "control"), (LEVELS, "levels"), (REGULATION, "regulation"))
    for profile in ("gbt9704", "word-28.95")
]
PAGES += [pytest.param(file, None, f"{file.stem}.gbt9704.txt", id=file.stem) for file in (*HEADS, TABLES)]


@pytest.mark.requirement("R-5.2.3-1", "R-7.3.1-2", "R-7.3.3-4", "R-7.3.5.2-1", "R-7.3.6-1")
@pytest.mark.parametrize(("file", "profile", "golden"), PAGES)
def test_the_pages_are_those_that_were_looked_at(file: Path, profile: str | None, golden: str) -> None:
    pages = dump(composed(file, profile).layout)
    if os.environ.get("UPDATE_GOLDEN") == "1":
        (GOLDEN / golden).write_text(pages, encoding="utf-8")
    assert (GOLDEN / golden).is_file(), f"no {golden}: look at the pages and run again with UPDATE_GOLDEN=1"
    assert pages.splitlines() == (GOLDEN / golden).read_text(encoding="utf-8").splitlines()


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.glob("*.txt")} == {page.values[2] for page in PAGES}
