"""The table of requirements, and which tests decide them.

    python -m typeset.standard.requirements [TESTS]

prints the Markdown table of the README: every requirement, how it is checked, and the tests that carry its id.
"""

import ast
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

TABLE = Path(__file__).with_name("requirements.yaml")

Strength = Literal["规定", "一般", "推荐", "可以", "推算", "实务", "法律"]
Check = Literal["test", "eye", "print", "later"]

CHECK_WORDS: Mapping[Check, str] = MappingProxyType(
    {"test": "自动测试", "eye": "人工核对", "print": "印制单", "later": "本版未排"}
)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One rule: where it stands, what it says, how strong it is, when it applies, and how it is checked.

    `note` is the reason for a check other than `test`.
    """

    id: str
    clause: str
    sentence: str
    strength: Strength
    condition: str
    check: Check
    note: str = ""


@cache
def requirements() -> Mapping[str, Requirement]:
    """Return every requirement by id, in the order of the table; ValueError when an id stands there twice."""
    import yaml

    table: dict[str, Requirement] = {}
    for row in yaml.safe_load(TABLE.read_text(encoding="utf-8")):
        requirement = Requirement(**row)
        if requirement.id in table:
            raise ValueError(f"requirement {requirement.id} stands twice in {TABLE.name}")
        table[requirement.id] = requirement
    return MappingProxyType(table)


def marked_tests(tests: Path) -> Mapping[str, tuple[str, ...]]:
    """Return the tests that carry `pytest.mark.requirement("…")`, by requirement id, without running them.

    A test is named `file.py::name`; a mark of a whole file or of a parameter counts for the file. Ids must be plain
    strings: what the syntax tree does not show is not seen.
    """
    found: dict[str, list[str]] = {}
    for path in sorted(tests.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
        for owner, requirement in _marks(tree, path.relative_to(tests).as_posix()):
            names = found.setdefault(requirement, [])
            if owner not in names:
                names.append(owner)
    return {requirement: tuple(names) for requirement, names in found.items()}


def _marks(node: ast.AST, owner: str) -> Iterator[tuple[str, str]]:
    """Yield (owner, id) for every mark at or below `node`, the owner being the innermost named test."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        owner = f"{owner}::{node.name}"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "requirement":
        for argument in node.args:
            if isinstance(argument, ast.Constant):
                yield owner, str(argument.value)
    for child in ast.iter_child_nodes(node):
        yield from _marks(child, owner)


def markdown_table(tests: Path) -> str:
    """Return the table of requirements with the tests that decide them, in Markdown."""
    marked = marked_tests(tests)
    lines = ["| 编号 | 条款 | 要求 | 强度 | 检查 | 测试或说明 |", "|---|---|---|---|---|---|"]
    for requirement in requirements().values():
        names = "<br>".join(f"`{name}`" for name in marked.get(requirement.id, ()))
        cells = (
            requirement.id,
            requirement.clause,
            requirement.sentence,
            requirement.strength,
            CHECK_WORDS[requirement.check],
            names or requirement.note,
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print("# 标准条款对照\n")
    print(markdown_table(Path(sys.argv[1] if len(sys.argv) > 1 else "tests")))
