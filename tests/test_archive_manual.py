"""What docs/archive.md says: a package is read and proved with plain tools; every item is explained."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.archive_packages import LETTER, NAME, signed_package, unpacked
from tests.samples import ROOT
from tests.signing_authority import root_file
from typeset.archive.verification import ITEMS

MANUAL = (ROOT / "docs" / "archive.md").read_text(encoding="utf-8")
TOOLS = ("sha256sum", "openssl", "unzip", "pdftotext", "pdfdetach")


def commands() -> list[str]:
    """Return the commands of the section that does without this program, but that which enters the folder."""
    section = MANUAL.partition("## 三十年后")[2]
    block = re.search("```sh\n(.*?)```", section, re.DOTALL)
    assert block is not None
    enter, *others = [line.partition(" #")[0].strip() for line in block[1].splitlines()]
    assert enter.startswith("cd ")
    return others


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A signed package with the root beside it."""
    for tool in TOOLS:
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    root_file(tmp_path / "根证书.pem")
    return unpacked(signed_package(), tmp_path / NAME)


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["bash", "-c", command.replace("/tmp", "..")], cwd=folder, capture_output=True, text=True)


@pytest.mark.requirement("A-41")
def test_the_commands_of_the_manual_read_and_prove_a_package_without_this_program(folder: Path) -> None:
    assert len(commands()) == 13
    printed = ""
    for command in commands():
        done = run(command, folder)
        assert done.returncode == 0, (command, done.stderr)
        printed += done.stdout
    assert (folder.parent / "source.yaml").read_bytes() == LETTER.read_bytes()
    assert LETTER.read_text(encoding="utf-8") in printed and "<eventType>creation</eventType>" in printed
    assert run(commands()[7], folder).stdout == run(commands()[6], folder).stdout
    digest = run(commands()[5], folder).stdout.split()[-1]
    assert f"{digest}  data/metadata.xml" in (folder / "manifest-sm3.txt").read_text(encoding="utf-8")


@pytest.mark.requirement("A-41")
@pytest.mark.parametrize(
    ("name", "command"), [("tagmanifest-sha256.txt", 3), ("data/metadata.xml", 1), ("bagit.txt", 0)]
)
def test_plain_tools_find_what_was_changed(folder: Path, name: str, command: int) -> None:
    (folder / name).write_bytes((folder / name).read_bytes() + b" ")
    assert run(commands()[command], folder).returncode != 0


@pytest.mark.requirement("A-46")
def test_every_item_is_in_the_manual_under_its_property() -> None:
    for item in ITEMS:
        table = MANUAL.partition(f"| 编号 | {item.property} |")[2].partition("\n\n")[0]
        assert re.search(rf"\b{item.id}\b", table), item.id


def test_the_explanation_in_a_package_gives_the_same_commands() -> None:
    explanation = signed_package()["data/说明.txt"].decode()
    for command in ("sha256sum -c tagmanifest-sha256.txt", "sha256sum -c manifest-sha256.txt", "openssl cms -verify"):
        assert command in explanation and command in MANUAL
