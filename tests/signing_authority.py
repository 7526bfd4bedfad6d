"""A certification authority for tests: signers with good, expired, not yet valid, revoked certificates; time stamps.

Everything is made in memory with `cryptography` when it is first asked for; nothing leaves the machine.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

PASSWORD = "密码9704"
DAY = datetime.timedelta(days=1)
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True)
class Issued:
    """A certificate and its key."""

    certificate: x509.Certificate
    key: Key

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def asn1(self) -> asn1_x509.Certificate:
        return asn1_x509.Certificate.load(self.certificate.public_bytes(Encoding.DER))


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC).replace(microsecond=0)


@cache
def root(name: str = "测试根CA") -> Issued:
    return issue(name, None)


@cache
def signer(name: str = "临溪市教育局", kind: str = "ec", begins: int = -30, ends: int = 365) -> Issued:
    """Return a signer whose certificate is good from `begins` to `ends` days from now; `kind` is ec or rsa."""
    return issue(name, root(), kind=kind, begins=begins, ends=ends)


@cache
def time_authority(issuer: Issued | None = None, ends: int = 3650) -> Issued:
    return issue("测试时间戳", issuer or root(), kind="rsa", ends=ends, usage=ExtendedKeyUsageOID.TIME_STAMPING)


def issue(
    name: str,
    issuer: Issued | None,
    *,
    kind: str = "ec",
    begins: int = -30,
    ends: int = 3650,
    usage: x509.ObjectIdentifier | None = None,
    signs: bool = True,
) -> Issued:
    """Return a certificate of an issuer, or a root; one that never `signs` is for encryption."""
    key: Key = rsa.generate_private_key(65537, 2048) if kind == "rsa" else ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "测试"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    is_authority = issuer is None
    above = issuer or Issued(None, key)  # type: ignore[arg-type]
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now() + begins * DAY)
        .not_valid_after(now() + ends * DAY)
        .add_extension(x509.BasicConstraints(is_authority, None), True)
        .add_extension(_uses(is_authority, signs and not is_authority), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(above.key.public_key()), False)
    )
    if usage:
        builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), True)
    return Issued(builder.sign(above.key, hashes.SHA256()), key)


def _uses(is_authority: bool, signs: bool) -> x509.KeyUsage:
    encrypts = not (is_authority or signs)
    return x509.KeyUsage(signs, signs, encrypts, encrypts, False, is_authority, is_authority, False, False)


def revocation_list(revoked: Sequence[Issued] = (), *, issuer: Issued | None = None, days_ago: int = 0) -> bytes:
    """Return a CRL of the root (DER), made some days ago and good for 30 days from now."""
    authority, made = issuer or root(), now() - days_ago * DAY
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(authority.certificate.subject)
        .last_update(made - DAY / 24)
        .next_update(made + 30 * DAY)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), False)
        .add_extension(x509.CRLNumber(1), False)
    )
    for issued in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(issued.certificate.serial_number)
        builder = builder.add_revoked_certificate(entry.revocation_date(made - DAY / 12).build())
    return builder.sign(authority.key, hashes.SHA256()).public_bytes(Encoding.DER)


def key_file(path: Path, issued: Issued, password: str = PASSWORD) -> Path:
    """Write a PKCS#12 file with the certificate, its key and the root."""
    protection = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    content = pkcs12.serialize_key_and_certificates(
        b"key", issued.key, issued.certificate, [root().certificate], protection
    )
    path.write_bytes(content)
    return path


def root_file(path: Path, issued: Issued | None = None) -> Path:
    path.write_bytes((issued or root()).pem)
    return path


def time_stamper(
    at: datetime.datetime | None = None, issuer: Issued | None = None, authority: Issued | None = None
) -> DummyTimeStamper:
    """Return a time-stamp server in this process, whose clock stands at a moment if given."""
    authority = authority or time_authority(issuer)
    key = authority.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return DummyTimeStamper(
        tsa_cert=authority.asn1,
        tsa_key=asn1_keys.PrivateKeyInfo.load(key),
        certs_to_embed=SimpleCertificateStore.from_certs([(issuer or root()).asn1]),
        fixed_dt=at,
    )
