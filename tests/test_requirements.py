import ast
import re
from pathlib import Path
from typing import get_args

import pytest

from typeset.standard.requirements import (
    Check,
    Language,
    Strength,
    clause_groups,
    markdown_tables,
    marked_tests,
    requirements,
    with_summary,
)

ID = re.compile(r"[RTSLKGIW]-[\d.LNQ]+(-\d+)?")


@pytest.fixture(scope="module")
def marked(root: Path) -> dict[str, tuple[str, ...]]:
    return dict(marked_tests(root / "tests"))


def test_every_requirement_to_be_tested_has_a_test(marked: dict[str, tuple[str, ...]]) -> None:
    missing = [f"{row.id} {row.sentence}" for row in requirements().values() if row.check == "test"]
    missing = [line for line in missing if line.split()[0] not in marked]
    assert not missing, "no test carries the mark of\n" + "\n".join(missing)


def test_every_mark_names_a_known_requirement(marked: dict[str, tuple[str, ...]]) -> None:
    unknown = [f"{name}: {', '.join(tests)}" for name, tests in marked.items() if name not in requirements()]
    assert not unknown, "marks of unknown requirements\n" + "\n".join(unknown)


def test_the_program_speaks_of_known_requirements_only(root: Path) -> None:
    unknown = []
    for path in sorted((root / "typeset").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = node.value if isinstance(node, ast.Constant) else None
            if isinstance(name, str) and ID.fullmatch(name) and name not in requirements():
                unknown.append(f"{path.relative_to(root)}:{node.lineno} {name}")
    assert not unknown, "unknown requirements\n" + "\n".join(unknown)


def test_every_row_is_complete_and_a_check_by_other_means_than_a_test_says_why() -> None:
    faulty = [
        row.id
        for row in requirements().values()
        if not (row.clause and row.condition and row.sentence.endswith("。"))
        or row.strength not in get_args(Strength)
        or row.check not in get_args(Check)
        or (row.check == "test") != (row.note == "")
    ]
    assert not faulty, f"rows with a missing or impossible value: {', '.join(faulty)}"


def test_marks_are_found_on_functions_classes_files_and_parameters(tmp_path: Path) -> None:
    (tmp_path / "test_sample.py").write_text(
        "import pytest\n"
        "pytestmark = pytest.mark.requirement('A')\n"
        "@pytest.mark.requirement('B', 'C')\n"
        "def test_one(): ...\n"
        "@pytest.mark.requirement('B')\n"
        "class TestTwo:\n"
        "    @pytest.mark.parametrize('x', [pytest.param(1, marks=pytest.mark.requirement('D'))])\n"
        "    def test_three(self, x): ...\n",
        encoding="utf-8",
    )
    assert marked_tests(tmp_path) == {
        "A": ("test_sample.py",),
        "B": ("test_sample.py::test_one", "test_sample.py::TestTwo"),
        "C": ("test_sample.py::test_one",),
        "D": ("test_sample.py::TestTwo::test_three",),
    }


def test_every_requirement_stands_in_one_section_of_the_tables(root: Path) -> None:
    grouped = [row.id for _, rows in clause_groups() for row in rows]
    assert sorted(grouped) == sorted(requirements())
    rows = [line for line in markdown_tables(root / "tests").splitlines() if re.match(r"\| [A-Z]-", line)]
    assert [row.split(" | ")[0].removeprefix("| ") for row in rows] == grouped


@pytest.mark.parametrize(("name", "language"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_the_summary_in_a_readme_says_how_every_clause_is_checked(root: Path, name: str, language: Language) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert text == with_summary(text, language), "run `make docs`"
    sections = set(re.findall(r'<a id="(.+)">', (root / "docs/requirements.md").read_text(encoding="utf-8")))
    assert set(re.findall(r"docs/requirements\.md#([^)]+)", text)) == sections


def test_the_table_in_docs_names_the_tests_as_they_stand(root: Path) -> None:
    written = (root / "docs/requirements.md").read_text(encoding="utf-8")
    assert written == f"# 标准条款对照\n\n{markdown_tables(root / 'tests')}\n", "run `make docs`"


def test_a_readme_without_a_place_for_the_summary_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        with_summary("# typeset\n", "en")
