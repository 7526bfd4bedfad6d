"""What a verification believes, and what a certificate says by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asn1crypto import crl, x509

from typeset.archive.signing.certificates import issuer_of, load_certificates, load_revocation_lists, name_of
from typeset.archive.signing.report import Integrity, SignatureReport, Trust

if TYPE_CHECKING:
    from pyhanko_certvalidator import ValidationContext


@dataclass(frozen=True)
class Trusted:
    """What a verification believes: roots, revocation lists, and the moment at which it takes place."""

    roots: Sequence[x509.Certificate]
    lists: Sequence[crl.CertificateList]
    moment: datetime

    def context(self, **options: Any) -> "ValidationContext":
        """Return the settings of pyHanko for these beliefs; a certificate without revocation lists passes."""
        from pyhanko_certvalidator import ValidationContext

        settings = {
            "trust_roots": list(self.roots),
            "crls": list(self.lists),
            "moment": self.moment,
            "revocation_mode": "soft-fail",
            "retroactive_revinfo": True,
            "allow_fetching": False,
        }
        return ValidationContext(**{**settings, **options})


def believed(roots: Sequence[Path], lists: Sequence[Path], moment: datetime | None) -> Trusted:
    """Read what a verification believes. Raises SigningError."""
    return Trusted(load_certificates(roots), load_revocation_lists(lists), moment or datetime.now(UTC))


def said_of(field: str, certificate: x509.Certificate, trusted: Trusted) -> SignatureReport:
    """Return what the certificate of a signature says by itself."""
    return SignatureReport(
        field,
        name_of(certificate),
        issuer_of(certificate),
        Integrity.BROKEN,
        Trust.UNDECIDED,
        certificate_ends=certificate.not_valid_after,
        is_certificate_expired=trusted.moment > certificate.not_valid_after,
    )
