"""Whether the given roots vouch for an SM2 certificate (RFC 5280, section 6): path, validity, uses, revocation lists.

pyHanko's validator has no SM2. No policies and name constraints are processed: where a certificate makes them
critical, nothing is decided.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from asn1crypto import crl, x509

from typeset.archive.signing.certificates import is_for_signing
from typeset.archive.signing.national.sm2 import is_signed_by
from typeset.archive.signing.report import Trust
from typeset.archive.signing.trusted import Trusted

LONGEST_PATH = 6
KNOWN_EXTENSIONS = {"basic_constraints", "key_usage", "extended_key_usage", "subject_alt_name", "certificate_policies"}

Certificates = Sequence[x509.Certificate]


def trust_of(certificate: x509.Certificate, others: Certificates, trusted: Trusted) -> Trust:
    """Return what the roots say of a signer; `others` came with the signature and may lie between."""
    path = next(_paths((certificate,), others, trusted.roots), None)
    if path is None:
        return Trust.UNKNOWN
    below_root = path[:-1] or path
    if any(_is_revoked(each, issuer, trusted) for each, issuer in pairwise(path)):
        return Trust.REVOKED
    if any(trusted.moment > each.not_valid_after for each in below_root):
        return Trust.EXPIRED
    if any(trusted.moment < each.not_valid_before for each in below_root):
        return Trust.NOT_YET_VALID
    if not is_for_signing(certificate):
        return Trust.UNDECIDED
    if any(each.critical_extensions - KNOWN_EXTENSIONS for each in below_root):
        return Trust.UNDECIDED
    return Trust.TRUSTED


def _paths(
    path: tuple[x509.Certificate, ...], others: Certificates, roots: Certificates
) -> Iterator[tuple[x509.Certificate, ...]]:
    """Yield the paths from a certificate to a root, each certificate signed by the next one."""
    last = path[-1]
    if _is_among(last, roots):
        yield path
        return
    for root in roots:
        if _has_issued(root, last):
            yield (*path, root)
    if len(path) < LONGEST_PATH:
        for other in others:
            if not _is_among(other, path) and _may_issue(other, len(path) - 1) and _has_issued(other, last):
                yield from _paths((*path, other), others, roots)


def _is_among(certificate: x509.Certificate, others: Iterable[x509.Certificate]) -> bool:
    return any(certificate.dump() == other.dump() for other in others)


def _may_issue(certificate: x509.Certificate, below: int) -> bool:
    """Tell whether a certificate is that of an authority which may have so many authorities below it."""
    basic, uses = certificate.basic_constraints_value, certificate.key_usage_value
    if basic is None or not basic["ca"].native:
        return False
    most = basic["path_len_constraint"].native
    return (most is None or below <= most) and (uses is None or "key_cert_sign" in uses.native)


def _has_issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    if issuer.subject != certificate.issuer:
        return False
    algorithm = certificate["signature_algorithm"]["algorithm"].dotted
    body, signature = certificate["tbs_certificate"].dump(), certificate["signature_value"].native
    return is_signed_by(issuer, algorithm, body, signature)


def _is_revoked(certificate: x509.Certificate, issuer: x509.Certificate, trusted: Trusted) -> bool:
    lists = (each for each in trusted.lists if each.issuer == issuer.subject and _is_list_of(issuer, each))
    return any(certificate.serial_number in _revoked(each, trusted.moment) for each in lists)


def _is_list_of(issuer: x509.Certificate, found: crl.CertificateList) -> bool:
    algorithm = found["signature_algorithm"]["algorithm"].dotted
    return is_signed_by(issuer, algorithm, found["tbs_cert_list"].dump(), found["signature"].native)


def _revoked(found: crl.CertificateList, moment: datetime) -> set[int]:
    return {
        entry["user_certificate"].native
        for entry in found["tbs_cert_list"]["revoked_certificates"]
        if entry["revocation_date"].native <= moment
    }
