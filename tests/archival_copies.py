"""Archival copies of the samples, made once for all tests that look at them."""

from functools import cache
from pathlib import Path

import pikepdf

from tests.rendered import composed
from tests.samples import NOTICE, ROOT
from typeset.job import archived_as, ofd, pdfa

SAMPLES = (NOTICE, *sorted((ROOT / "source" / "样例").glob("*.yaml")))


@cache
def archival_pdf(source: Path = NOTICE, level: str = "3a") -> bytes:
    """Return the PDF/A of a source."""
    return pdfa(archived_as(composed(source), pdfa=level))


def attached(document: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    """Return the file specifications of a PDF by name, read without the program."""
    names = document.Root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])
    return {str(names[index]): names[index + 1] for index in range(0, len(names), 2)}


@cache
def archival_ofd(source: Path = NOTICE, kind: str = "OFD") -> bytes:
    """Return the OFD of a source."""
    return ofd(archived_as(composed(source), ofd=kind))
