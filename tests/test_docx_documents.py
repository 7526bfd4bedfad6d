"""The Word drafts of whole documents: valid, and as LibreOffice prints them like their layouts."""

import subprocess
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, SHARED
from tests.corpus import convert
from tests.rendered import composed
from tests.word_comparison import (
    Comparison,
    compared_files,
    misplaced_pictures,
    misplaced_rules,
    misplaced_turned_lines,
    moved_lines,
)
from typeset import job

pytestmark = pytest.mark.slow

SAMPLES = {file.stem: file for folder in ("source", "source/样例") for file in sorted((ROOT / folder).glob("*.yaml"))}
CORPUS = sorted(path.parent for path in SHARED.glob("corpus/*/facts.yaml"))


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Comparison]:
    return compared_files(SAMPLES, tmp_path_factory.mktemp("samples"))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Comparison]:
    folder = tmp_path_factory.mktemp("corpus")
    files = {}
    for each in CORPUS:
        files[each.name] = folder / f"{each.name}.yaml"
        text = yaml.safe_dump(dict(convert(each).data), allow_unicode=True, sort_keys=False, width=10**6)
        files[each.name].write_text(text, encoding="utf-8")
    return compared_files(files, folder)


@pytest.fixture(params=SAMPLES)
def draft(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The Word draft of a sample."""
    file = tmp_path / "draft.docx"
    file.write_bytes(job.docx(composed(SAMPLES[request.param])))
    return file


@pytest.mark.openxml
def test_the_open_xml_sdk_finds_no_fault_in_a_sample(draft: Path, openxml_validator: Path) -> None:
    run = subprocess.run([str(openxml_validator), str(draft)], capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stdout + run.stderr


def test_openxml_audit_finds_no_fault_in_a_sample(draft: Path) -> None:
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")
    assert not audit.OpenXmlValidator().validate(draft).errors


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_has_the_pages_of_the_layout_and_every_line_that_is_broken_alike_in_its_place(
    name: str, samples: dict[str, Comparison]
) -> None:
    assert len(samples[name].pages) == len(samples[name].layout_pages)
    assert moved_lines(samples[name]) == []


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_has_the_rules_pictures_and_turned_lines_of_the_layout(
    name: str, samples: dict[str, Comparison]
) -> None:
    assert misplaced_rules(samples[name]) == []
    assert misplaced_pictures(samples[name]) == []
    assert misplaced_turned_lines(samples[name]) == []


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", [folder.name for folder in CORPUS])
def test_a_document_of_the_corpus_has_the_pages_of_the_layout_but_for_one(
    name: str, corpus: dict[str, Comparison]
) -> None:
    assert abs(len(corpus[name].pages) - len(corpus[name].layout_pages)) <= 1
