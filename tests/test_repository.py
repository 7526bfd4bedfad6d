import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"\s*#.*$", re.MULTILINE)

# Spelt in pieces, so that this file does not hold what it looks for.
FORBIDDEN = re.compile(
    "|".join(
        [
            r"pypi\.(?:org|python)",
            r"python" + r"hosted",
            r"registry\.npm" + r"js",
            r"(?:deb|ftp)\.deb" + r"ian",
            r"(?<![\w.-])/work" + r"/(?:main|shared|\.)",
            r"\bTO" + r"DO\b",
            r"\bFIX" + r"ME\b",
        ]
    )
)


def files_of_the_repository(root: Path) -> list[Path]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if not (root / ".git").exists():
        pytest.skip("not a git checkout")
    names = subprocess.run(command, cwd=root, check=True, capture_output=True).stdout.decode().split("\0")
    return [root / name for name in names if name and (root / name).is_file()]


def commands(readme: Path) -> list[tuple[str, str]]:
    """The code blocks of a README without their comments, which each language words for itself."""
    blocks = FENCE.findall(readme.read_text(encoding="utf-8"))
    return [(language, COMMENT.sub("", text)) for language, text in blocks]


def test_both_readmes_give_the_same_commands(root: Path) -> None:
    english = commands(root / "README.md")
    assert english, "README.md has no code block"
    assert english == commands(root / "README.zh-CN.md")


def test_every_make_target_that_the_documents_name_exists(root: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for name in ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", ".ci/run"):
        named = set(re.findall(r"^make ([a-z]+)", (root / name).read_text(encoding="utf-8"), re.MULTILINE))
        assert named <= targets, f"{name} names {named - targets}"


def test_the_changelog_has_a_place_for_the_next_release(root: Path) -> None:
    assert re.search(r"^## \[?Unreleased\]?", (root / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_no_file_names_a_registry_host_a_private_path_or_unfinished_work(root: Path) -> None:
    found = []
    for path in files_of_the_repository(root):
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        found += [
            f"{path.relative_to(root)}:{n}: {line[:80]}" for n, line in enumerate(lines, 1) if FORBIDDEN.search(line)
        ]
    assert not found, "\n".join(found)


def test_every_direct_dependency_is_pinned(root: Path) -> None:
    pinned = {
        normal(name) for name in re.findall(r"^([\w.-]+)==", (root / "constraints.txt").read_text(), re.MULTILINE)
    }
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    assert {normal(re.split(r"[^\w.-]", name)[0]) for name in wanted} <= pinned


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.fixture(scope="module")
def installed_wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built and unpacked as an installation would hold it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


@pytest.mark.slow
def test_the_wheel_carries_every_data_file_and_licence(root: Path, installed_wheel: Path) -> None:
    data = installed_wheel / "typeset/_data"
    fonts = ["SHA256SUMS", *(path.name for path in (root / "fonts").glob("*.ttf"))]
    assert {path.name for path in (data / "fonts").iterdir()} == {*fonts, "README.md", "lean", "licences"}
    for folder in ("styles", "fonts/lean", "fonts/licences"):
        packed = {path.relative_to(data / folder) for path in (data / folder).rglob("*")}
        assert packed == {path.relative_to(root / folder) for path in (root / folder).rglob("*")}
    assert {path.name for path in (data / "samples").iterdir()} == {p.name for p in (root / "source/样例").iterdir()}
    sources = {path for path in (root / "typeset").rglob("*") if path.is_file() and path.suffix != ".pyc"}
    missing = [path for path in sources if not (installed_wheel / path.relative_to(root)).exists()]
    assert not missing
    (information,) = installed_wheel.glob("*.dist-info")
    assert {"LICENSE", "NOTICE"} <= {path.name for path in (information / "licenses").iterdir()}


@pytest.mark.slow
def test_the_wheel_renders_a_document_outside_the_checkout(root: Path, installed_wheel: Path, tmp_path: Path) -> None:
    (document,) = (root / "source").glob("苏教办*.yaml")
    (tmp_path / "通知.yaml").write_bytes(document.read_bytes())
    environment = {**os.environ, "PYTHONPATH": str(installed_wheel)}
    where = "import typeset.resources as r; print(r.data_folder('fonts'), r.data_folder('styles'), sep='\\n')"
    folders = subprocess.run(
        [sys.executable, "-c", where], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
    ).stdout.split("\n")
    assert folders[:2] == [str(installed_wheel / "typeset/_data" / name) for name in ("fonts", "styles")]
    command = [sys.executable, "-m", "typeset", "build", "通知.yaml", "-o", "out"]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".pdf", ".docx"}
