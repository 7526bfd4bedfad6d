"""Sign packages with a key: the PDF inside, and the seal."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from typeset.archive.bag.files import SEAL
from typeset.archive.bag.signer import Signer
from typeset.archive.signing import Evidence, Level, SignerCommand, sign_detached, sign_pdf
from typeset.archive.signing.certificates import name_of
from typeset.archive.signing.keys import Key

if TYPE_CHECKING:
    from pyhanko.sign.timestamps import TimeStamper


def signer_of(
    key: Key,
    *,
    level: Level = Level.B_B,
    time_stamper: "TimeStamper | None" = None,
    evidence: Evidence | None = None,
) -> Signer:
    """Return who signs with a key now: PDF files with a level, the seal with a time stamp where there is a server."""
    name = f"外部命令 {key.words[0]}" if isinstance(key, SignerCommand) else name_of(key.signing_cert)
    return Signer(
        name,
        datetime.now().astimezone().isoformat(timespec="seconds"),
        lambda pdf, file: sign_pdf(pdf, key, level=level, time_stamper=time_stamper, evidence=evidence, name=file),
        partial(sign_detached, key=key, time_stamper=time_stamper, name=SEAL),
    )
