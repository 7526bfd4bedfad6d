"""Certificates and revocation lists from files, and whether a certificate may sign."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from asn1crypto import crl, pem, x509

from typeset.archive.signing.files import content_of
from typeset.errors import SigningError

CERTIFICATE_ENDINGS = (".pem", ".crt", ".cer", ".der")
SIGNING_USES = frozenset({"digital_signature", "non_repudiation"})
LIST_ENDINGS = (".crl", ".pem", ".der")

T = TypeVar("T")


@dataclass(frozen=True)
class Evidence:
    """What proves later that a certificate was good: the roots it leads to, revocation lists.

    With `fetches` lists and OCSP answers are asked of the servers that the certificates name, over the network.
    """

    roots: Sequence[x509.Certificate]
    lists: Sequence[crl.CertificateList] = ()
    fetches: bool = False


def load_certificates(paths: Iterable[Path]) -> tuple[x509.Certificate, ...]:
    """Return the certificates of files, and of all such files in folders (PEM or DER). Raises SigningError."""
    return tuple(_loaded(paths, CERTIFICATE_ENDINGS, "证书", _certificate))


def load_revocation_lists(paths: Iterable[Path]) -> tuple[crl.CertificateList, ...]:
    """Return the revocation lists of files, and of all such files in folders (PEM or DER). Raises SigningError."""
    return tuple(_loaded(paths, LIST_ENDINGS, "吊销列表", _revocation_list))


def name_of(certificate: x509.Certificate) -> str:
    """Return the name of the holder: the common name, else the organisation, else the whole name."""
    return _short_name(certificate.subject)


def issuer_of(certificate: x509.Certificate) -> str:
    """Return the name of the issuer."""
    return _short_name(certificate.issuer)


def is_for_signing(certificate: x509.Certificate) -> bool:
    """Tell whether a certificate may sign by its uses; one that names none may."""
    uses = certificate.key_usage_value
    return uses is None or bool(SIGNING_USES & set(uses.native))


def check_can_sign(certificate: x509.Certificate, now: datetime) -> None:
    """Raise SigningError when a certificate is not valid now or not made for signing."""
    name = name_of(certificate)
    if now > certificate.not_valid_after:
        raise SigningError(f"“{name}”的证书已于{certificate.not_valid_after:%Y-%m-%d}过期，不能签名；请换用有效的证书")
    if now < certificate.not_valid_before:
        raise SigningError(
            f"“{name}”的证书从{certificate.not_valid_before:%Y-%m-%d}起才有效，现在不能签名；请检查这台机器的时钟"
        )
    if not is_for_signing(certificate):
        raise SigningError(f"“{name}”的证书不是签名用的（可能是加密证书）；请换用签名证书")


def _short_name(name: x509.Name) -> str:
    parts = name.native
    for key in ("common_name", "organizational_unit_name", "organization_name"):
        if value := parts.get(key):
            return value if isinstance(value, str) else str(value[0])
    return str(name.human_friendly)


def _loaded(paths: Iterable[Path], endings: tuple[str, ...], what: str, parse: Callable[[bytes], T]) -> Iterator[T]:
    for path in paths:
        files = [path]
        if path.is_dir():
            files = sorted(file for file in path.iterdir() if file.suffix.lower() in endings)
            if not files:
                raise SigningError(f"文件夹“{path}”里没有{what}（{'、'.join(endings)}）")
        for file in files:
            content = content_of(file, what)
            try:
                yield from [parse(block) for block in _blocks(content)]
            except (ValueError, TypeError) as error:
                raise SigningError(f"“{file}”不是{what}；请用 PEM 或 DER 格式的文件") from error


def _blocks(content: bytes) -> Iterator[bytes]:
    if not pem.detect(content):
        yield content
        return
    for _, _, block in pem.unarmor(content, multiple=True):
        yield block


def _certificate(content: bytes) -> x509.Certificate:
    certificate = x509.Certificate.load(content, strict=True)
    _ = (certificate.subject.native, certificate.not_valid_after, certificate.key_usage_value)  # read lazily otherwise
    return certificate


def _revocation_list(content: bytes) -> crl.CertificateList:
    found = crl.CertificateList.load(content, strict=True)
    _ = found.native
    return found
