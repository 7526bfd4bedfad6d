"""Renew what proves a signature (B-LTA): one more time stamp over the whole PDF before the last one's expires."""

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from typeset.archive.signing.certificates import Evidence
from typeset.archive.signing.failures import failures_said
from typeset.archive.signing.pdf import evidence_context, opened_for_update
from typeset.archive.signing.report import Level
from typeset.archive.signing.trusted import Trusted
from typeset.archive.signing.verification import verified_against
from typeset.errors import SigningError

if TYPE_CHECKING:
    from pyhanko.sign.timestamps import TimeStamper


def renew_pdf(content: bytes, *, time_stamper: "TimeStamper", evidence: Evidence) -> bytes:
    """Return a PDF with one more time stamp, and with what proves that the one before it is good.

    What is there stays as it is. Raises SigningError for a PDF whose signatures are not all valid; they have to be of
    level B-LTA, or none of PAdES, as those of SM2 are: such get their first time stamp here.
    """
    from pyhanko.sign.signers import PdfTimeStamper

    reader = opened_for_update(content).prev
    reports = verified_against(reader, Trusted(evidence.roots, evidence.lists, datetime.now(UTC)))
    if not reports:
        raise SigningError("文件没有签名，不用接续")
    for report in reports:
        if not report.is_valid:
            raise SigningError(f"“{report.signer}”的签名现在已经不能证明（{'，'.join(report.lines()[1:3])}），不能接续")
        if report.level not in (Level.B_LTA, None):
            raise SigningError(f"“{report.signer}”的签名是 {report.level}，没有整个文件的时间戳；请先签 B-LTA")
    output = io.BytesIO()
    with failures_said():
        stamper = PdfTimeStamper(time_stamper)
        stamper.update_archival_timestamp_chain(reader, evidence_context(evidence), in_place=False, output=output)
    return output.getvalue()
