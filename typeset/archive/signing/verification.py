"""Verify the signatures of a PDF file against given roots, from the file alone: nothing is asked over the network."""

import asyncio
import hashlib
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asn1crypto import cms, crl, ocsp

from typeset.archive.signing.certificates import SIGNING_USES
from typeset.archive.signing.command import signed_data, signed_digest
from typeset.archive.signing.failures import UNREADABLE
from typeset.archive.signing.files import content_of
from typeset.archive.signing.national import national_report, uses_national_algorithms
from typeset.archive.signing.report import Integrity, Level, SignatureReport, Trust
from typeset.archive.signing.trusted import Trusted, believed, said_of
from typeset.errors import SigningError

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel, SignatureStatus
    from pyhanko_certvalidator import ValidationContext


def verify_signatures(
    file: Path | bytes, roots: Sequence[Path] = (), *, lists: Sequence[Path] = (), moment: datetime | None = None
) -> tuple[SignatureReport, ...]:
    """Return what is found out about every signature of a PDF (its path or bytes), the first one first; none is ().

    `roots` and `lists` are files or folders of certificates and revocation lists; without roots every signer is
    unknown. `moment` is when the verification takes place, now unless given. Raises SigningError
    when the file cannot be read.
    """
    trusted = believed(roots, lists, moment)
    reader = _opened(content_of(file), f"“{file}”") if isinstance(file, Path) else _opened(file, "文件")
    return verified_against(reader, trusted)


def verified_against(reader: "PdfFileReader", trusted: Trusted) -> tuple[SignatureReport, ...]:
    """Return what is found out about every signature of an open PDF. Raises SigningError when its form is damaged."""
    return tuple(report for _, report in sorted(_reports(reader, trusted), key=lambda found: found[0]))


def _opened(content: bytes, name: str) -> "PdfFileReader":
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        reader = PdfFileReader(io.BytesIO(content))
    except UNREADABLE as error:
        raise SigningError(f"{name}不是 PDF，或已损坏，查不了签名") from error
    if reader.encrypted:
        raise SigningError(f"{name}加了密码或限制了权限，查不了签名")
    return reader


def _reports(reader: "PdfFileReader", trusted: Trusted) -> Iterator[tuple[int, SignatureReport]]:
    """Yield the signatures of a PDF that are no mere time stamps, each with the number of its revision."""
    from pyhanko.sign.fields import enumerate_sig_fields
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    try:
        fields = list(enumerate_sig_fields(reader, filled_status=True))
    except UNREADABLE as error:
        raise SigningError("PDF 的表单已损坏，查不了签名") from error
    for name, value, field in fields:
        try:
            signature = EmbeddedPdfSignature(reader, field, name)
        except UNREADABLE:
            yield -1, _foreign(reader, str(name), value, trusted)
            continue
        if signature.sig_object_type != "/DocTimeStamp":
            yield signature.signed_revision, _report(signature, trusted)


def _report(signature: "EmbeddedPdfSignature", trusted: Trusted) -> SignatureReport:
    try:
        certificate = signature.signer_cert
        said = said_of(signature.fq_name, certificate, trusted)
    except UNREADABLE:
        return SignatureReport(signature.fq_name, "", "", Integrity.UNREADABLE, Trust.UNDECIDED)
    try:
        said = replace(said, signed_at=signature.self_reported_timestamp)
        if uses_national_algorithms(signature.signer_info, certificate):
            return _national(said, signature, trusted)
        return _with_trust(said, signature, trusted)
    except UNREADABLE:
        return said


def _broken_by_digest(reader: "PdfFileReader", ranges: Sequence[Any], data: cms.SignedData) -> bool:
    """Tell whether the file is surely not what was signed, by its digest alone."""
    algorithm, claimed = signed_digest(data)
    if algorithm not in hashlib.algorithms_available:
        return False
    digest = hashlib.new(algorithm)
    numbers = [int(number) for number in ranges]
    for start, length in zip(numbers[::2], numbers[1::2], strict=True):
        reader.stream.seek(start)
        digest.update(reader.stream.read(length))
    return claimed != digest.digest()


def _national(said: SignatureReport, signature: "EmbeddedPdfSignature", trusted: Trusted) -> SignatureReport:
    """Return what is found out about a signature of SM2, which pyHanko parses and does not compute."""
    from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult, ModificationLevel

    if _broken_by_digest(signature.reader, signature.byte_range, signature.signed_data):
        return said
    proved = _proved_by_stamps(signature, trusted)
    if proved:
        said = replace(said, signed_at=proved, is_time_proved=True)
    said = national_report(said, signature.signed_data, replace(trusted, moment=proved or trusted.moment))
    if said.integrity is not Integrity.WHOLE:
        return said
    signature.coverage = signature.evaluate_signature_coverage()  # type: ignore[assignment] # declared as None
    changes = signature.evaluate_modifications(DEFAULT_DIFF_POLICY)
    is_harmless = isinstance(changes, DiffResult) and changes.modification_level <= ModificationLevel.FORM_FILLING
    return replace(said, integrity=_extent(signature.coverage, is_harmless=is_harmless))


def _proved_by_stamps(signature: "EmbeddedPdfSignature", trusted: Trusted) -> datetime | None:
    """Return the time that the time stamps over the whole document prove for a signature before them, None for none.

    The last one must be good now, each before it at the time that the one after it proves.
    """
    from pyhanko.sign.validation import async_validate_pdf_timestamp
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    evidence, proved = _evidence(signature.reader, trusted), None
    for stamp in reversed(signature.reader.embedded_timestamp_signatures):
        if stamp.signed_revision <= signature.signed_revision:
            break
        context = trusted.context(**{**evidence, "moment": proved or trusted.moment})
        status = asyncio.run(async_validate_pdf_timestamp(stamp, context))
        is_good = status.intact and status.valid and status.trusted
        if not is_good or status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
            break
        proved = status.timestamp
    return proved


def _foreign(reader: "PdfFileReader", name: str, value: Any, trusted: Trusted) -> SignatureReport:
    """Return what can be said of a signature that pyHanko does not parse: one of GM/T 0010, or none at all."""
    from pyhanko.sign.validation.generic_cms import extract_certs_for_validation
    from pyhanko.sign.validation.pdf_embedded import extract_contents

    try:
        found = value.get_object()
        data = signed_data(extract_contents(found), is_padded=True)
        said = said_of(name, extract_certs_for_validation(data).signer_cert, trusted)
        if _broken_by_digest(reader, found["/ByteRange"], data):
            return said
        said = national_report(said, data, trusted)
        is_whole = _covers_file(reader, found["/ByteRange"], len(extract_contents(found)))
    except UNREADABLE:
        return SignatureReport(name, "", "", Integrity.UNREADABLE, Trust.UNDECIDED)
    if said.integrity is Integrity.WHOLE and not is_whole:
        return replace(said, integrity=Integrity.UNSUPPORTED, problem="签名以后文件里又加了内容，本程序不能判断是什么")
    return said


def _covers_file(reader: "PdfFileReader", ranges: Sequence[Any], size: int) -> bool:
    """Tell whether a signature of so many bytes covers all of a file but itself, written in hexadecimal digits."""
    start, length, second, rest = (int(number) for number in ranges)
    end = reader.stream.seek(0, io.SEEK_END)
    return start == 0 and second - length == 2 * size + 2 and second + rest == end


def _with_trust(said: SignatureReport, signature: "EmbeddedPdfSignature", trusted: Trusted) -> SignatureReport:
    """Add integrity, time, trust and level to what a signature says."""
    from pyhanko.sign.validation.pdf_embedded import async_validate_pdf_signature

    evidence = _evidence(signature.reader, trusted)

    def validated(signer: "ValidationContext", stamp: "ValidationContext") -> "PdfSignatureStatus":
        return asyncio.run(
            async_validate_pdf_signature(signature, signer, ts_validation_context=stamp, key_usage_settings=signing())
        )

    said, status = with_time(said, validated, trusted, evidence)
    said = replace(said, integrity=_integrity(status))
    if not said.is_intact or signature.sig_object.get("/SubFilter") != "/ETSI.CAdES.detached":
        return replace(said, level=None)
    return _with_long_term(said, signature, trusted, has_evidence=_is_provable(validated, said, trusted, evidence))


def with_time(
    said: SignatureReport,
    validated: "Callable[[ValidationContext, ValidationContext], Any]",
    trusted: Trusted,
    evidence: Mapping[str, Any],
) -> "tuple[SignatureReport, Any]":
    """Add the time that a time stamp proves, and whether the signer was trusted then, else now.

    pyHanko looks at revocation lists only when it must or when a certificate names their server. So it is first told
    that it must; what it can decide then counts, and where it finds no list it is asked once more without.
    """

    def statuses(**options: Any) -> list[Any]:
        settings = [{**evidence, "revocation_mode": mode} for mode in ("require", "soft-fail")]
        return [validated(trusted.context(**each, **options), trusted.context(**each)) for each in settings]

    found = statuses()
    stamp, problem, moment = _decided(*(status.timestamp_validity for status in found)), "", trusted.moment
    if stamp and stamp.intact and stamp.valid and stamp.trusted:
        moment = stamp.timestamp
        found = statuses(moment=moment)
        said = replace(said, signed_at=moment, is_time_proved=True)
    status = _decided(*found)
    if stamp and not said.is_time_proved:
        problem = "带有时间戳，但它与签名不符" if not (stamp.intact and stamp.valid) else "时间戳不能由给定的根证书验证"
    level = Level.B_T if said.is_time_proved else Level.B_B
    return replace(said, trust=_trust(status, moment), level=level, problem=problem), status


def _decided(strict: "SignatureStatus | None", lenient: "SignatureStatus | None") -> Any:
    """Return the strict outcome when revocation lists were there for it, else the lenient one."""
    return strict if strict and (strict.trusted or strict.revocation_details) else lenient


def signing() -> "KeyUsageConstraints":
    """Return for what a certificate must be made: one of both uses is enough."""
    from pyhanko.sign.validation.settings import KeyUsageConstraints

    return KeyUsageConstraints(key_usage=set(SIGNING_USES))


def _trust(status: "SignatureStatus", moment: datetime) -> Trust:
    from pyhanko.sign.ades.report import AdESIndeterminate

    certificate, why = status.signing_cert, status.trust_problem_indic
    if status.trusted:
        return Trust.TRUSTED
    if status.revocation_details is not None:
        return Trust.REVOKED
    if why is AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND:
        return Trust.UNKNOWN
    if moment > certificate.not_valid_after:
        return Trust.EXPIRED
    return Trust.NOT_YET_VALID if moment < certificate.not_valid_before else Trust.UNDECIDED


def _integrity(status: "PdfSignatureStatus") -> Integrity:
    from pyhanko.sign.diff_analysis import ModificationLevel

    if not (status.intact and status.valid):
        return Integrity.BROKEN
    is_harmless = bool(status.docmdp_ok) and status.modification_level <= ModificationLevel.FORM_FILLING
    return _extent(status.coverage, is_harmless=is_harmless)


def _extent(coverage: "SignatureCoverageLevel | None", *, is_harmless: bool) -> Integrity:
    """Return how much of a file a good signature covers; `is_harmless`: what came after it is evidence or in forms."""
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    if coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return Integrity.WHOLE
    is_covered = coverage is not None and coverage >= SignatureCoverageLevel.ENTIRE_REVISION
    return Integrity.EXTENDED if is_harmless and is_covered else Integrity.CHANGED


def _evidence(reader: "PdfFileReader", trusted: Trusted) -> dict[str, Any]:
    """Return the certificates, lists and OCSP answers that a PDF brings along, with the lists that are believed."""
    from pyhanko.sign.validation.dss import DocumentSecurityStore
    from pyhanko.sign.validation.errors import NoDSSFoundError

    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return {"crls": list(trusted.lists)}
    return {
        "crls": [*trusted.lists, *(crl.CertificateList.load(each.get_object().data) for each in store.crls)],
        "ocsps": [ocsp.OCSPResponse.load(each.get_object().data) for each in store.ocsps],
        "other_certs": list(store.load_certs()),
    }


def _is_provable(
    validated: "Callable[[ValidationContext, ValidationContext], Any]",
    said: SignatureReport,
    trusted: Trusted,
    evidence: Mapping[str, Any],
) -> bool:
    """Tell whether the evidence in the file suffices to show that the signer was good at the proved time (B-LT)."""
    if not said.is_time_proved or "other_certs" not in evidence:
        return False
    own = {**evidence, "crls": evidence["crls"][len(trusted.lists) :]}
    context = trusted.context(**{**own, "moment": said.signed_at, "revocation_mode": "require"})
    return bool(validated(context, trusted.context()).trusted)


def _with_long_term(
    said: SignatureReport, signature: "EmbeddedPdfSignature", trusted: Trusted, *, has_evidence: bool
) -> SignatureReport:
    """Add what time stamps over the whole document prove, which outlives the certificates (B-LTA)."""
    if not _has_document_stamp(signature):
        return replace(said, level=Level.B_LT) if has_evidence else said
    proved = _proved_by_chain(signature, trusted)
    if proved is None:
        return replace(said, level=Level.B_LT) if has_evidence else said
    said = replace(said, level=Level.B_LTA, signed_at=proved, is_time_proved=True, problem="")
    return said if said.trust is Trust.REVOKED else replace(said, trust=Trust.TRUSTED)


def _has_document_stamp(signature: "EmbeddedPdfSignature") -> bool:
    stamps = signature.reader.embedded_timestamp_signatures
    return any(stamp.signed_revision > signature.signed_revision for stamp in stamps)


def _proved_by_chain(signature: "EmbeddedPdfSignature", trusted: Trusted) -> datetime | None:
    """Return the time that the chain of time stamps proves with the evidence in the file, None when it proves nothing.

    The revocation of the signer is looked at, that of the last time-stamp server cannot be: its lists are not in the
    file yet (EN 319 102-1, 5.6.3).
    """
    from pyhanko.sign.ades.report import AdESPassed
    from pyhanko.sign.validation.ades import ades_lta_validation
    from pyhanko.sign.validation.policy_decl import (
        CertificateFetchingRule,
        PdfSignatureValidationSpec,
        RevinfoOnlineFetchingRule,
        RevocationInfoGatheringSpec,
        SignatureValidationSpec,
    )
    from pyhanko_certvalidator.context import CertValidationPolicySpec
    from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
    from pyhanko_certvalidator.policy_decl import (
        CertRevTrustPolicy,
        RevocationCheckingPolicy,
        RevocationCheckingRule,
    )
    from pyhanko_certvalidator.registry import SimpleTrustManager

    manager = SimpleTrustManager.build(list(trusted.roots))
    signer, stamps = (
        CertValidationPolicySpec(manager, CertRevTrustPolicy(RevocationCheckingPolicy(rule, rule)))
        for rule in (RevocationCheckingRule.CRL_OR_OCSP_REQUIRED, RevocationCheckingRule.CHECK_IF_DECLARED_SOFT)
    )
    offline = RevocationInfoGatheringSpec(
        RevinfoOnlineFetchingRule.LOCAL_ONLY, certificate_fetching_rule=CertificateFetchingRule.NEVER_FETCH
    )
    rules = SignatureValidationSpec(signer, offline, ts_cert_validation_policy=stamps, key_usage_settings=signing())
    timing = ValidationTimingInfo(trusted.moment, trusted.moment, True)
    result = asyncio.run(ades_lta_validation(signature, PdfSignatureValidationSpec(rules), timing))
    has_chain = result.oldest_evidence_record_timestamp is not None
    return result.best_signature_time if result.ades_subindic is AdESPassed.OK and has_chain else None
