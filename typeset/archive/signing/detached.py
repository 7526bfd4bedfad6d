"""Sign any file without touching it: the signature is a file beside it (CMS, CAdES)."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typeset.archive.signing.command import SignerCommand, signed_data, signed_digest
from typeset.archive.signing.failures import UNREADABLE, failures_said
from typeset.archive.signing.national import national_report, seal_report, uses_national_algorithms
from typeset.archive.signing.report import Integrity, SignatureReport, Trust
from typeset.archive.signing.trusted import Trusted, believed, said_of
from typeset.archive.signing.verification import signing, with_time
from typeset.errors import SigningError

if TYPE_CHECKING:
    from pyhanko.sign.timestamps import TimeStamper
    from pyhanko_certvalidator import ValidationContext

    from typeset.archive.signing.keys import Key


_UNREADABLE = SignatureReport("", "", "", Integrity.UNREADABLE, Trust.UNDECIDED)


def signature_path(path: Path) -> Path:
    """Return where the signature of a file lies: beside it, .p7s added to its name."""
    return path.with_name(f"{path.name}.p7s")


def sign_detached(content: bytes, key: "Key", *, time_stamper: "TimeStamper | None" = None, name: str = "") -> bytes:
    """Return a signature over a content (DER), with a time stamp where a server is given. Raises SigningError.

    A command may also return a seal of GB/T 38540, which is no CMS.
    """
    if isinstance(key, SignerCommand):
        if time_stamper:
            raise SigningError("时间戳由签名命令自己加；请不要同时用 --tsa 和 --signer-command")
        return _checked(key.sign(content, name=name, purpose="detached"), content, key)
    with failures_said():
        signed = asyncio.run(
            key.async_sign_general_data(content, "sha256", detached=True, use_cades=True, timestamper=time_stamper)
        )
    dumped: bytes = signed.dump()
    return dumped


def _checked(signature: bytes, content: bytes, command: SignerCommand) -> bytes:
    """Return a signature that is good as far as can be computed. Raises SigningError."""
    report = verify_detached(content, signature)
    if report.integrity is Integrity.BROKEN:
        raise SigningError(f"签名命令“{command.words[0]}”给出的签名验算不对；没有生成文件")
    return signature


def verify_detached(
    content: bytes,
    signature: bytes,
    roots: Sequence[Path] = (),
    *,
    lists: Sequence[Path] = (),
    moment: datetime | None = None,
) -> SignatureReport:
    """Return what is found out about the signature over a content; roots as in `verify_signatures`."""
    from pyhanko.sign.validation.generic_cms import async_validate_detached_cms, extract_certs_for_validation

    trusted = believed(roots, lists, moment)
    try:
        data = signed_data(signature)
    except UNREADABLE:
        return _seal_verified(signature, content, trusted)
    try:
        certificate = extract_certs_for_validation(data).signer_cert
        said = said_of("", certificate, trusted)
        algorithm, digest = signed_digest(data)
        (signer,) = data["signer_infos"]
        is_national = uses_national_algorithms(signer, certificate)  # parsed when it is first looked at
    except UNREADABLE:
        return _UNREADABLE
    if not _has_digest(content, algorithm, digest):
        return said
    if is_national:
        return national_report(said, data, trusted)
    evidence = {"crls": list(trusted.lists)}

    def validated(signer: "ValidationContext", stamp: "ValidationContext") -> Any:
        return asyncio.run(async_validate_detached_cms(content, data, signer, stamp, key_usage_settings=signing()))

    try:
        said, status = with_time(said, validated, trusted, evidence)
    except UNREADABLE:
        return said
    said = replace(said, signed_at=said.signed_at or status.signer_reported_dt)
    return replace(said, integrity=Integrity.WHOLE if status.intact and status.valid else Integrity.BROKEN)


def _seal_verified(signature: bytes, content: bytes, trusted: Trusted) -> SignatureReport:
    """Return what is found out about the data of an electronic seal, if they are that."""
    try:
        return seal_report(signature, content, trusted)
    except UNREADABLE:
        return _UNREADABLE


def _has_digest(content: bytes, algorithm: str, digest: bytes) -> bool:
    """Tell whether a digest is that of a content; also when its algorithm is not to be had."""
    import hashlib

    return algorithm not in hashlib.algorithms_available or hashlib.new(algorithm, content).digest() == digest
