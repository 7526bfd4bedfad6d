"""veraPDF, a validator that has nothing to do with the program, finds nothing to say against its PDFs."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from tests.painted_layouts import paint, rich
from tests.pdf_reading import complaints
from tests.rendered import LEVELS, REGULATION, painted
from tests.samples import NOTICE, ROOT
from typeset.backends.pdf_ink import InkMode
from typeset.job import compose, pdf

pytestmark = [pytest.mark.verapdf, pytest.mark.slow]

Validator = Callable[..., str]
SAMPLES = sorted((ROOT / "source" / "样例").glob("*.yaml"))


def test_documents_are_accessible(verapdf: Validator, tmp_path: Path) -> None:
    files = []
    for source in (NOTICE, LEVELS, REGULATION):
        files.append(tmp_path / f"{source.stem}.pdf")
        files[-1].write_bytes(painted(source))
    report = verapdf("ua1", *files)
    assert complaints(report) == []
    assert len(report.splitlines()) == len(files)


@pytest.mark.parametrize("mode", InkMode)
def test_pictures_tables_notes_and_contents_are_accessible_in_every_ink(
    verapdf: Validator, tmp_path: Path, mode: InkMode
) -> None:
    (tmp_path / "全.pdf").write_bytes(paint(rich(tmp_path), folder=tmp_path, mode=mode))
    assert complaints(verapdf("ua1", tmp_path / "全.pdf")) == []


@pytest.mark.skipif(not SAMPLES, reason="no samples in source/样例")
def test_all_samples_are_accessible(verapdf: Validator, tmp_path: Path) -> None:
    files = []
    for source in SAMPLES:
        files.append(tmp_path / f"{source.stem}.pdf")
        files[-1].write_bytes(pdf(compose(source)))
    assert complaints(verapdf("ua1", *files)) == []


@pytest.mark.parametrize("profile", ["print", "套打", "灰"])
def test_the_notice_is_accessible_in_every_profile(verapdf: Validator, tmp_path: Path, profile: str) -> None:
    (tmp_path / "通知.pdf").write_bytes(pdf(compose(NOTICE, profile=profile)))
    assert complaints(verapdf("ua1", tmp_path / "通知.pdf")) == []


def test_the_validator_sees_what_is_wrong(verapdf: Validator, tmp_path: Path) -> None:
    (tmp_path / "全.pdf").write_bytes(paint(rich(tmp_path), folder=tmp_path))
    with pikepdf.open(tmp_path / "全.pdf", allow_overwriting_input=True) as document:
        figure = next(kid for kid in document.Root.StructTreeRoot.K[0].K if kid.S == "/Figure")
        del figure.Alt
        document.save(tmp_path / "坏.pdf")
    report = verapdf("ua1", tmp_path / "坏.pdf")
    assert report.startswith("FAIL ")
    assert "7.3-1" in report
