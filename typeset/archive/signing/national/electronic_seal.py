"""Electronic seals (电子签章数据): GB/T 38540—2020, and its forerunner GM/T 0031—2014.

The data hold the seal, which its maker has signed, the digest of the content, and the signature of the one who sealed.
What is covered by the maker's signature differs between the two.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from asn1crypto import core, x509

from typeset.archive.signing.national.certification import trust_of
from typeset.archive.signing.national.sm2 import can_compute, is_signed_by, sm3
from typeset.archive.signing.report import Integrity, SignatureReport, Trust
from typeset.archive.signing.trusted import Trusted, said_of

OLD_PARTS = 2


@dataclass(frozen=True, slots=True)
class _Signature:
    """Who signed what."""

    holder: x509.Certificate
    algorithm: str
    covered: bytes
    value: bytes

    @property
    def is_good(self) -> bool:
        return is_signed_by(self.holder, self.algorithm, self.covered, self.value)


@dataclass(frozen=True, slots=True)
class ElectronicSeal:
    """What sealing data say. `signers` are the certificates, or their digests, of those who may use the seal."""

    name: str
    begins: datetime
    ends: datetime
    signers: frozenset[bytes]
    digest: bytes
    sealed_at: datetime | None
    seal: _Signature
    sealing: _Signature

    @property
    def may_be_used_by_its_signer(self) -> bool:
        """Whether the seal names the one who sealed."""
        certificate = self.sealing.holder.dump()
        return bool(self.signers & {certificate, sm3(certificate)})


def read_seal(data: bytes) -> ElectronicSeal:
    """Parse sealing data. Raises ValueError, TypeError or KeyError."""
    try:
        return _read(_parts(data))
    except IndexError as error:
        raise ValueError("parts are missing") from error


def _read(sealed: list[core.Any]) -> ElectronicSeal:
    """Return the seal of data that have these parts: two in GM/T 0031, the certificate and algorithm within."""
    covered = sealed[0].dump()
    parts = _parts(covered)
    seal = _parts(parts[1].dump())
    information = seal[0].dump()
    if len(sealed) == OLD_PARTS:
        maker, algorithm, value = _parts(seal[1].dump())
        made = _signature(maker, algorithm, value, _sequence(information, maker.dump(), algorithm.dump()))
        sealing = _signature(parts[5], parts[6], sealed[1], covered)
        sealed_at = None
    else:
        made = _signature(seal[1], seal[2], seal[3], information)
        sealing = _signature(sealed[1], sealed[2], sealed[3], covered)
        sealed_at = parts[2].parse(core.GeneralizedTime).native
    described = _parts(_parts(information)[2].dump())
    *_, signers, _, begins, ends = described
    return ElectronicSeal(
        described[1].parse(core.UTF8String).native,
        begins.parse().native,
        ends.parse().native,
        frozenset(_signers(signers.dump())),
        _bits(parts[3]),
        sealed_at,
        made,
        sealing,
    )


def _parts(sequence: bytes) -> list[core.Any]:
    return list(core.SequenceOf.load(sequence, strict=True, spec=core.Any))


def _sequence(*parts: bytes) -> bytes:
    made = core.Sequence()
    made.contents = b"".join(parts)
    written: bytes = made.dump()
    return written


def _signature(holder: core.Any, algorithm: core.Any, value: core.Any, covered: bytes) -> _Signature:
    certificate = x509.Certificate.load(holder.parse(core.OctetString).native, strict=True)
    return _Signature(certificate, algorithm.parse(core.ObjectIdentifier).dotted, covered, _bits(value))


def _bits(value: core.Any) -> bytes:
    found: bytes = value.parse(core.OctetBitString).native
    return found


def _signers(listed: bytes) -> Iterator[bytes]:
    """Yield the certificates of a list; or their digests, which stand after the name of the algorithm."""
    for entry in _parts(listed):
        octets = entry if isinstance(entry.parse(), core.OctetString) else _parts(entry.dump())[-1]
        yield octets.parse(core.OctetString).native


def seal_report(data: bytes, content: bytes, trusted: Trusted) -> SignatureReport:
    """Return what is found out about sealing data over a content.

    Raises ValueError, TypeError or KeyError for data that are no seal.
    """
    seal = read_seal(data)
    said = replace(said_of("", seal.sealing.holder, trusted), seal=seal.name, signed_at=seal.sealed_at)
    if not can_compute():
        return replace(said, integrity=Integrity.UNSUPPORTED)
    if seal.digest != sm3(content) or not (seal.sealing.is_good and seal.seal.is_good):
        return said
    trust = trust_of(seal.sealing.holder, (), trusted)
    problem = _problem(seal, trusted)
    return replace(
        said,
        integrity=Integrity.WHOLE,
        trust=Trust.UNDECIDED if problem and trust is Trust.TRUSTED else trust,
        problem=problem,
    )


def _problem(seal: ElectronicSeal, trusted: Trusted) -> str:
    """Return what is wrong with the seal itself; "" where nothing is."""
    moment = seal.sealed_at or trusted.moment
    if not seal.may_be_used_by_its_signer:
        return "印章没有授权这个签章人使用"
    if not seal.begins <= moment <= seal.ends:
        return f"签章时不在印章的有效期（{seal.begins:%Y-%m-%d} 至 {seal.ends:%Y-%m-%d}）"
    if trust_of(seal.seal.holder, (), trusted) is not Trust.TRUSTED:
        return "制章者的证书不是由给定的根证书签发，或已失效"
    return ""
