import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "typeset"
RANKS = (
    {"resources", "errors", "standard", "characters"},
    {"input_files", "output_files", "proofreading"},
    {"strict_yaml"},
    {"model", "profiles", "fonts", "pictures"},
    {"comparison"},
    {"readers", "layout", "seals"},
    {"backends", "inspect"},
    {"checks"},
    {"archive"},
    {"reports"},
    {"job", "importing"},
    {"samples", "checking", "comparing", "fixing", "archiving"},
    {"verifying"},
    {"cli", "web"},
    {"__init__", "__main__"},
)
RANK = {part: rank for rank, parts in enumerate(RANKS) for part in parts}
SIDEWAYS = {("fonts", "profiles")}
FILES = {path.relative_to(PACKAGE).with_suffix("").as_posix(): path for path in PACKAGE.rglob("*.py")}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in FILES.items()}


def imports(name: str) -> set[str]:
    """The dotted names a module imports anywhere, `from a import b` giving both a and a.b."""
    found = {alias.name for node in ast.walk(TREES[name]) if isinstance(node, ast.Import) for alias in node.names}
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}:{node.lineno} imports relatively"
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)}
    return found


def own_imports(name: str) -> set[str]:
    """The modules of the package that a module imports; `a/__init__` only when nothing nearer is named."""
    paths = [dotted.removeprefix("typeset.").replace(".", "/") for dotted in imports(name) if "typeset." in dotted]
    return {found for path in paths for found in (path, f"{path}/__init__") if found in FILES} - {name}


def test_no_module_imports_itself_by_way_of_others() -> None:
    TopologicalSorter({name: own_imports(name) for name in FILES}).prepare()


def test_every_part_has_a_rank() -> None:
    assert {name.split("/")[0] for name in FILES} <= RANK.keys()


@pytest.mark.parametrize("name", [name for name in FILES if name.split("/")[0] in RANK])
def test_imports_go_downward(name: str) -> None:
    part = name.split("/")[0]
    for other in {target.split("/")[0] for target in own_imports(name)} - {part}:
        assert RANK.get(other, -1) < RANK[part] or (part, other) in SIDEWAYS, f"{name} imports {other}"


def test_weasyprint_is_imported_by_the_pdf_backend_alone() -> None:
    assert {name for name in FILES if any(i.split(".")[0] == "weasyprint" for i in imports(name))} <= {"backends/pdf"}


@pytest.mark.parametrize("name", FILES)
def test_files_and_functions_stay_short(name: str) -> None:
    assert len(FILES[name].read_text(encoding="utf-8").splitlines()) <= 400
    functions = [node for node in ast.walk(TREES[name]) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [node.name for node in functions if (node.end_lineno or 0) - node.lineno >= 60]
    assert not long, f"over 60 lines: {', '.join(long)}"
