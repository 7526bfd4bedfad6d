"""Signatures of SM2 in CMS (RFC 5652, GM/T 0010)."""

from dataclasses import replace

from asn1crypto import cms

from typeset.archive.signing.national.certification import trust_of
from typeset.archive.signing.national.sm2 import SM2_SIGNATURES, can_compute, is_signed_by
from typeset.archive.signing.report import Integrity, SignatureReport
from typeset.archive.signing.trusted import Trusted

TIME_STAMP = "signature_time_stamp_token"


def national_report(said: SignatureReport, data: cms.SignedData, trusted: Trusted) -> SignatureReport:
    """Add to a report whether a CMS signature is good and its signer trusted; the content's digest is the caller's.

    Raises what pyHanko does (`UNREADABLE`) for data that are no CMS.
    """
    from pyhanko.sign.validation.generic_cms import extract_certs_for_validation

    certificates = extract_certs_for_validation(data)
    (signer,) = data["signer_infos"]
    algorithm = signer["signature_algorithm"]["algorithm"].dotted
    if algorithm not in SM2_SIGNATURES or not can_compute():
        return replace(said, integrity=Integrity.UNSUPPORTED)
    if not is_signed_by(
        certificates.signer_cert, algorithm, signer["signed_attrs"].untag().dump(), signer["signature"].native
    ):
        return replace(said, integrity=Integrity.BROKEN)
    is_stamped = any(attribute["type"].native == TIME_STAMP for attribute in signer["unsigned_attrs"] or ())
    problem = "带有时间戳，国密签名的时间戳没有验算" if is_stamped else ""
    trust = trust_of(certificates.signer_cert, list(certificates.other_certs), trusted)
    return replace(said, integrity=Integrity.WHOLE, trust=trust, problem=problem)
