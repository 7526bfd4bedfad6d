"""What all tests share: the tools some of them need, and the folder of material that travels beside the checkout."""

import importlib.util
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
OPENXML_VALIDATOR = ROOT / ".tools/node_modules/.bin/ooxml-validator"
VERAPDF = ROOT / ".tools/verapdf"
OFD_CLI = ROOT / ".tools/ofd/ofd-cli"
OFD_JS = ROOT / ".tools/ofd/ofd.js"

TOOLS: Mapping[str, Callable[[], bool]] = {
    "libreoffice": lambda: shutil.which("soffice") is not None,
    "openxml": lambda: OPENXML_VALIDATOR.exists() and shutil.which("node") is not None,
    "ofd_cli": lambda: OFD_CLI.exists(),
    "ofd_js": lambda: OFD_JS.exists() and shutil.which("chromium") is not None,
    "poppler": lambda: shutil.which("pdftotext") is not None,
    "typst": lambda: importlib.util.find_spec("typst") is not None,
    "verapdf": lambda: (VERAPDF / "Verify.class").exists() and shutil.which("java") is not None,
}


# Files whose tests make whole PDFs or Word drafts, run the command or read the repository: no unit tests.
WHOLE = (
    "test_architecture",
    "test_archive_manual",
    "test_archiving",
    "test_bad_input_build",
    "test_bad_input_command",
    "test_bad_input_pdf",
    "test_checking",
    "test_checks_pages",
    "test_checks_word",
    "test_cli",
    "test_commands",
    "test_comparing",
    "test_copies",
    "test_corpus",
    "test_docx",
    "test_fix",
    "test_foreign_files",
    "test_gallery",
    "test_import_pdf",
    "test_importing",
    "test_inspect_ofd",
    "test_inspect_pdf",
    "test_inspect_word",
    "test_job",
    "test_national_signatures",
    "test_ofd",
    "test_original_cuts",
    "test_pdf",
    "test_register",
    "test_reports_html",
    "test_reports_picture",
    "test_repository",
    "test_requirements",
    "test_samples",
    "test_signing",
    "test_verify",
    "test_word_",
)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even import the files of whole tests where only the others are wanted (`make unit`)."""
    is_unwanted = "not (whole" in config.option.markexpr and collection_path.name.startswith(WHOLE)
    return True if is_unwanted else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.name.startswith(WHOLE):
            item.add_marker("whole")


def pytest_report_header() -> list[str]:
    words = [f"{name} {'yes' if is_there() else 'MISSING'}" for name, is_there in TOOLS.items()]
    words.append(f"shared folder {'yes' if SHARED.is_dir() else 'MISSING'}")
    return [f"tools: {', '.join(words)}"]


def pytest_runtest_setup(item: pytest.Item) -> None:
    for name, is_there in TOOLS.items():
        if item.get_closest_marker(name) and not is_there():
            pytest.skip(f"{name} is not installed: see `make tools`")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents, hostile inputs and schemas beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip(f"no folder of shared material beside the checkout ({SHARED})")
    return SHARED


@pytest.fixture(scope="session")
def openxml_validator() -> Path:
    """The command that checks a DOCX against the Open XML schemas; mark the test `openxml`."""
    return OPENXML_VALIDATOR


@pytest.fixture(scope="session")
def verapdf() -> Callable[..., str]:
    """Validate PDF files with veraPDF (`verapdf("ua1", file, …)`) and return what it says; mark the test `verapdf`."""

    def validate(flavour: str, *files: Path) -> str:
        command = [ROOT / "tests/verapdf/run", VERAPDF, flavour, *files]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
        assert done.returncode in (0, 1), done.stderr
        return done.stdout

    return validate
